"""Injuries told by what was done to a body: "slashed two commuters", "tore off the hand of", "left another deaf"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_hit import BODY, MISSILE, VEHICLE
from reportedly.coder.harm_persons import is_count, is_name, is_person, is_pronoun
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_passive, is_real, is_sport
from reportedly.coder.harm_subjects import joined_before, subject_before, subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import victims_after

_WOUND = listed(
    """
    slash slashes slashed slashing gore gores gored goring trample tramples trampled trampling maul mauls mauled
    mauling bruise bruised bruising gashed gashing lacerated lacerating sicken sickens sickened sickening
    deafened deafening
    bludgeoned bludgeoning knifed knifing clubbed clubbing singed gassed mangled mangling scalded scalding
    grazed grazing cut burned burnt
    blinded blinding maimed maiming crippled crippling disfigured concussed
    """
)
_TWO_WORDS = {
    "mown": ("down",),
    "mowed": ("down",),
    "mowing": ("down",),
    "knocked": ("down", "over", "unconscious"),
    "run": ("over",),
    "beaten": ("unconscious", "up"),
    "beat": ("unconscious", "up"),
    "pistol": ("-",),
}
_STATES = listed(
    """
    paralysed paralyzed crippled disabled deaf deafened blind blinded scarred maimed bleeding unconscious comatose
    ill sick gasping vomiting disfigured concussed wheelchair-bound lame limbless legless
    """
)
_FORMS = ("VBN", "JJ")
_LEAVE = listed("left leaves leaving made making")
_BEAT = listed("beat beats beating knocked knocking clubbed kicked battered")
_BLADES = listed("glass shrapnel splinters debris knife blade shards machete razor")
_AFTER_STATE = listed(". , ; after when and for from in by with on since as at during while")
_BULLET = re.compile(
    rf"\w+ (?:(?:a|an|two|three|several|shotgun|sniper 's|stray) )+"
    rf"(?:bullets?|rounds?|shrapnel|pellets?|blow|hits?|arrow) "
    rf"(?:in|to|through) (?:the|his|her|their) (?:\w+ ){{0,2}}?{BODY}\b"
)
_STRIKERS = re.compile(rf"{VEHICLE}|{MISSILE}")
_STARTS = (
    _WOUND
    | _STATES
    | _TWO_WORDS.keys()
    | listed("took taking taken hit struck shot stabbed slashed kicked punched hitting striking")
)


def find_bodily(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as hurt by what was done to the body."""
    for i, word in enumerate(words.low):
        if word not in _STARTS:
            continue
        if word in _WOUND or words.word(i + 1) in _TWO_WORDS.get(word, ()):
            yield from _wounded(words, i)
        if word in ("took", "taking", "taken"):
            yield from _took_bullet(words, i)
        if word in _STATES:
            yield from _left_so(words, i)
        if word in ("bleeding", "unconscious", "maimed") and words.word(i - 1) in ("lay", "lie", "lies", "lying"):
            yield from _lying(words, i)
        if word in ("hit", "struck", "shot", "stabbed", "slashed", "kicked", "punched", "hitting", "striking"):
            yield from _struck_in(words, i)


def _wounded(words: Words, i: int) -> Iterator[Found]:
    """ "Gored a tourist", "two were trampled", "nine pupils sickened by fumes"."""
    token = words.tokens[i]
    is_form = (
        words.is_headline
        or token.tag_.startswith("VB")
        or (words.word(i).endswith("ed") and _before(words, i) is not None)
    )
    if not is_form or words.is_attribute(i) or not is_real(words, i) or is_sport(words):
        return
    last = i + (words.word(i) in _TWO_WORDS)
    last = last + 1 if words.word(last) == "-" else last
    if words.text(last + 1, last + 2) == "to death" or words.word(last + 1) in ("alive", "out", "down", "themselves"):
        return
    if words.word(i) == "cut" and not _BLADES & set(words.low[max(i - 4, 0) : i]):
        return
    end = last + 2 if words.word(last + 1) in ("and", "or") and words.tokens[last + 2].tag_ in ("VBN", "VBD") else last
    is_second = words.word(i - 1) in ("and", "or") and words.tokens[i - 2].tag_ in ("VBN", "VBD")
    first, group = auxiliaries(words, i - 2 if is_second else i)
    if is_passive(group):
        victims = subject_before(words, i, first)
    else:
        victims = [one for one in victims_after(words, end) if _is_told(words, one)]
        if words.word(i) in ("burned", "burnt", "cut"):
            victims = [one for one in victims if is_count(words, one) or words.word(one.first) in ("a", "an")]
        before = _before(words, i)
        is_described = before and (words.word(last + 1) == "by" or (token.tag_ in _FORMS and is_count(words, before)))
        if not victims and before and is_described and is_person(words, before):
            victims = [before]
    if victims and words.text(victims[-1].last + 1, victims[-1].last + 2) == "to death":
        return
    if words.word(i) in ("burned", "burnt", "bruised", "grazed"):
        victims = [one for one in victims if not is_pronoun(words, one)]
    for phrase in victims:
        yield Found(i, last, "injured", phrase, "harm.bodily", needs_cause=True, is_negative=is_negated(words, i))


def _before(words: Words, i: int) -> Phrase | None:
    """The phrase that a participle after it describes, though the model may take the participle into it."""
    at = i - 1
    while words.word(at) in ("badly", "severely", "seriously", "slightly", "lightly"):
        at -= 1
    own = words.phrase_at(i)
    is_inside = own is not None and own.first <= at < own.last == i and words.word(i + 1) in _AFTER_STATE
    return Phrase(own.first, at, at, at) if own and is_inside else words.phrase_to(at)


def _took_bullet(words: Words, i: int) -> Iterator[Found]:
    """ "A bodyguard took a bullet in the shoulder"."""
    told = _BULLET.match(words.text(i, i + 10))
    if told is None or not is_real(words, i):
        return
    for phrase in subject_of(words, i):
        if (
            is_count(words, phrase)
            or is_name(words, phrase)
            or words.word(phrase.first) in ("a", "an", "the", "his", "her")
        ):
            yield Found(i, i + told.group().count(" "), "injured", phrase, "harm.bodily")


def _left_so(words: Words, i: int) -> Iterator[Found]:
    """ "Left another paralysed", "left a guard crippled and his assistant deaf", "was left blind"."""
    following = words.tokens[i + 1].tag_ if i + 1 < len(words) else "."
    if words.word(i + 1) not in _AFTER_STATE and following.startswith(("NN", "JJ", "CD")):
        return
    start = i - 1
    while words.word(start) in (
        "partially",
        "permanently",
        "badly",
        "severely",
        "seriously",
        "completely",
        "temporarily",
    ):
        start -= 1
    if words.word(start) in _LEAVE and is_passive(auxiliaries(words, start)[1]) and is_real(words, start):
        for phrase in subject_of(words, start):
            yield Found(start, i, "injured", phrase, "harm.left", needs_cause=True)
        return
    direct = words.phrase_to(start) or _possessive(words, start)
    if direct is None or not is_person(words, direct):
        return
    verb = direct.first - 1
    while words.word(verb) in ("least", "at", "more", "than", "about"):
        verb -= 1
    is_beaten = words.word(i) == "unconscious" and words.word(verb) in _BEAT
    if words.word(verb) not in _LEAVE and not is_beaten:
        left = [n for n in range(max(verb - 12, 0), verb) if words.word(n) in _LEAVE]
        is_shared = words.word(verb) in ("and", ",") and left and any(w in _STATES for w in words.low[left[-1] : verb])
        verb = left[-1] if is_shared else -1
    if verb < 0 or not is_real(words, verb) or is_sport(words):
        return
    joined = joined_before(words, direct) if words.word(direct.first - 1) != "and" else []
    for phrase in [*joined, direct]:
        yield Found(verb, i, "injured", phrase, "harm.left", needs_cause=True)


def _lying(words: Words, i: int) -> Iterator[Found]:
    """ "Dozens lay bleeding in the yard"."""
    for phrase in subject_of(words, i - 1) if is_real(words, i - 1) else []:
        if _is_told(words, phrase):
            yield Found(i - 1, i, "injured", phrase, "harm.lying", needs_cause=True)


def _possessive(words: Words, at: int) -> Phrase | None:
    """The phrase before a state that the model reads as a part of it: "his assistant deaf"."""
    holder = words.phrase_at(at)
    return Phrase(holder.first, at, at, at) if holder and holder.first < at else None


def _struck_in(words: Words, i: int) -> Iterator[Found]:
    """Whom something hit, and where: "hit a girl in the shoulder", "slashed two men across the face"."""
    if words.tokens[i].tag_.startswith("NN") or not is_real(words, i) or is_sport(words):
        return
    if is_passive(auxiliaries(words, i)[1]):
        return
    for phrase in victims_after(words, i):
        is_told = re.match(
            rf"(?:twice |once )?(?:in|across|on|through) (?:the|his|her|their) (?:\w+ ){{0,2}}?{BODY}\b",
            words.text(phrase.last + 1, phrase.last + 7),
        )
        is_plain = words.word(i) in ("hit", "struck") and _STRIKERS.fullmatch(words.word(i - 1))
        is_sure = is_count(words, phrase) or words.word(phrase.first) in ("a", "an", "his", "her")
        if (is_told and _is_told(words, phrase)) or (is_plain and is_sure and _is_told(words, phrase)):
            yield Found(i, phrase.last + 1, "injured", phrase, "harm.bodily", is_negative=is_negated(words, i))


def _is_told(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase brings persons by more than a pronoun."""
    first = words.word(phrase.first)
    return not is_pronoun(words, phrase) and (
        is_count(words, phrase)
        or is_name(words, phrase)
        or phrase.last > phrase.first
        or words.is_headline
        or words.tokens[phrase.head].tag_ == "NNS"
        or first == "another"
    )
