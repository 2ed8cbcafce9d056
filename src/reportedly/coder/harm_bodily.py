"""Injuries told by what was done to a body: "slashed two commuters", "tore off the hand of", "left another deaf"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_closed_words import PRONOUNS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_hit import BODY
from reportedly.coder.harm_persons import is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_passive, is_real, is_sport
from reportedly.coder.harm_subjects import joined_before, subject_before, subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import victims_after

_WOUND = listed(
    """
    slash slashes slashed slashing gore gores gored goring trample tramples trampled trampling maul mauls mauled
    mauling bruise bruised bruising gashed gashing lacerated lacerating sicken sickens sickened sickening deafened deafening
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
_CUT = listed(
    """
    amputated amputate amputating severed severing grazed grazing pierced piercing shattered shattering broke broken
    fractured mangled gashed crushed crushing sliced cut smashed struck hit entered punctured penetrated burned burnt
    """
)
_OFF = listed("tore ripped blew took cut chopped hacked sliced lopped tearing ripping blowing cutting torn blown chopping")
_INTO = listed("lodged lodging passed went tore ripped struck buried")
_PLACES = listed("in through into itself")
_STATES = listed(
    """
    paralysed paralyzed crippled disabled deaf deafened blind blinded scarred maimed bleeding unconscious comatose
    ill sick gasping vomiting disfigured concussed wheelchair-bound lame limbless legless
    """
)
_LOST = listed("amputated severed blown torn broken crushed shattered cut slashed mangled fractured ripped chopped smashed")
_LEAVE = listed("left leaves leaving made making")
_BEAT = listed("beat beats beating knocked knocking clubbed kicked battered")
_BLADES = listed("glass shrapnel splinters debris knife blade shards machete razor")
_AFTER_STATE = listed(". , ; after when and for from in by with on since as at during while")
_OWNS = listed("his her their both a one an")
_BULLET = re.compile(
    rf"\w+ (?:(?:a|an|two|three|several|shotgun|sniper 's|stray) )+(?:bullets?|rounds?|shrapnel|pellets?|blow|hits?|arrow) "
    rf"(?:in|to|through) (?:the|his|her|their) (?:\w+ ){{0,2}}?{BODY}\b"
)
_BODY_WORD = re.compile(rf"{BODY}s?|fingers|toes?|ribs?|scalp|cheek|teeth|spleen|liver|kidney|collarbone|kneecap|tendons?|vertebrae?|heel|shoulder blade|lungs|skin|limbs?\b")


def find_bodily(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as hurt by what was done to the body."""
    for i, word in enumerate(words.low):
        if word in _WOUND or words.word(i + 1) in _TWO_WORDS.get(word, ()):
            yield from _wounded(words, i)
        if word in _CUT or word in _OFF or word in _INTO or word in _LOST:
            yield from _part_of(words, i)
        if word == "acid" and words.word(i - 1) in ("threw", "hurled", "throwing", "poured", "sprayed", "flung"):
            yield from _acid(words, i)
        if word in ("removed", "extracted", "removing", "extracting"):
            yield from _removed(words, i)
        if word in ("took", "taking", "taken"):
            yield from _took_bullet(words, i)
        if word in _STATES:
            yield from _left_so(words, i)
        if word in ("hit", "struck", "shot", "stabbed", "slashed", "kicked", "punched", "hitting", "striking"):
            yield from _struck_in(words, i)


def _wounded(words: Words, i: int) -> Iterator[Found]:
    """ "Gored a tourist", "two were trampled", "nine pupils sickened by fumes"."""
    token = words.tokens[i]
    is_form = words.is_headline or token.tag_.startswith("VB") or (words.word(i).endswith("ed") and words.phrase_to(i - 1) is not None)
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
        before = words.phrase_to(i - 1)
        if not victims and before and token.tag_ == "VBN" and is_count(words, before) and is_person(words, before):
            victims = [before]
    if victims and words.text(victims[-1].last + 1, victims[-1].last + 2) == "to death":
        return
    if words.word(i) in ("burned", "burnt", "bruised", "grazed"):
        victims = [one for one in victims if words.word(one.first) not in PRONOUNS]
    for phrase in victims:
        yield Found(i, last, "injured", phrase, "harm.bodily", needs_cause=True, is_negative=is_negated(words, i))


def _part_of(words: Words, i: int) -> Iterator[Found]:
    """Whose body a part is of: "tore off the hand of his guide", "grazed the governor's ear"."""
    at = i + 1
    if words.word(i) in ("broke", "fractured", "dislocated", "shattered"):
        yield from _own_bone(words, i)
    if words.word(i) in _LOST and _is_had_done(words, i):
        yield from _had_done(words, i)
        return
    if words.word(i) in _OFF and words.word(at) == "off":
        at += 1
    elif words.word(i) in _INTO and words.word(at) in _PLACES:
        at += 1 + (words.word(at) == "itself")
    elif words.word(i) not in _CUT:
        return
    if not (is_real(words, i) or words.text(i - 2, i - 1) == "had to") or is_sport(words):
        return
    _, group = auxiliaries(words, i)
    if is_passive(group):
        subject = words.phrase_to(auxiliaries(words, i)[0] - 1)
        if subject is None or words.word(i) not in (*_CUT, "torn", "blown", "cut", "chopped", "ripped"):
            return
        held = subject
    else:
        while words.word(at) in ("part", "of", "both", "off"):
            at += 1
        held = words.phrase_from(at) or words.phrase_at(at)
    if held is not None and (owner := _owner(words, held)):
        yield Found(i, max(i, held.base_last if held.first > i else i), "injured", owner, "harm.body_part")


def _is_had_done(words: Words, i: int) -> bool:
    """Whether "had his leg" stands before a participle."""
    before = words.phrase_to(i - 1)
    is_body = before is not None and bool(_BODY_WORD.fullmatch(words.word(before.head)))
    return is_body and before is not None and words.word(before.first - 1) in ("had", "have", "having", "has")


def _had_done(words: Words, i: int) -> Iterator[Found]:
    """ "Had his leg amputated", "had two fingers blown off"."""
    before = words.phrase_to(i - 1)
    if before is None:
        return
    verb = before.first - 1
    if is_real(words, verb) or words.text(verb - 2, verb) == "had to have":
        for phrase in subject_of(words, verb):
            yield Found(verb, i, "injured", phrase, "harm.body_part")


def _own_bone(words: Words, i: int) -> Iterator[Found]:
    """ "A stewardess broke her ankle"."""
    held = words.phrase_from(i + 1)
    is_own = held and words.word(held.first) in ("his", "her", "their", "a", "both", "an", "two", "three")
    if not held or not is_own or not _BODY_WORD.fullmatch(words.word(held.head)) or is_sport(words):
        return
    if is_real(words, i) and not is_passive(auxiliaries(words, i)[1]):
        for phrase in subject_of(words, i):
            if is_count(words, phrase) or is_name(words, phrase) or words.word(phrase.first) in ("a", "an", "another", "the"):
                yield Found(i, held.last, "injured", phrase, "harm.body_part")


def _owner(words: Words, held: Phrase) -> Phrase | None:
    """Who owns the part of a body that a phrase names, after "of" or before an apostrophe."""
    end = held.base_last
    if held.last > end and words.word(end + 1) == "of" and _BODY_WORD.fullmatch(words.word(end)):
        owner = Phrase(end + 2, held.last, held.last, held.last)
        mark = next((n for n in range(end + 2, held.last + 1) if words.tokens[n].tag_ == "POS"), None)
        if mark is not None:
            owner = Phrase(end + 2, mark - 1, mark - 1, mark - 1)
        return owner if is_person(words, owner) and words.word(owner.first) not in PRONOUNS else None
    mark = next((n for n in range(held.first, held.last + 1) if words.tokens[n].tag_ == "POS"), None)
    first = max((n + 1 for n in range(held.first, mark or 0) if words.word(n) == "of"), default=held.first)
    if mark is None or mark == first or not _BODY_WORD.fullmatch(words.word(held.last)):
        return None
    owner = Phrase(first, mark - 1, mark - 1, mark - 1)
    return owner if is_person(words, owner) else None


def _took_bullet(words: Words, i: int) -> Iterator[Found]:
    """ "A bodyguard took a bullet in the shoulder"."""
    told = _BULLET.match(words.text(i, i + 10))
    if told is None or not is_real(words, i):
        return
    for phrase in subject_of(words, i):
        if is_count(words, phrase) or is_name(words, phrase) or words.word(phrase.first) in ("a", "an", "the", "his", "her"):
            yield Found(i, i + told.group().count(" "), "injured", phrase, "harm.bodily")


def _acid(words: Words, i: int) -> Iterator[Found]:
    """ "Threw acid in the face of a girl", "poured acid over two sisters"."""
    told = re.match(rf"(?:in|into|on|over|at) the (?:{BODY}|faces) of|(?:over|on|at)", words.text(i + 1, i + 5))
    if told is None or not is_real(words, i - 1):
        return
    last = i + len(told.group().split())
    held = words.phrase_at(last)
    owner = _owner(words, held) if held else None
    for phrase in [owner] if owner else victims_after(words, last):
        if _is_told(words, phrase):
            yield Found(i, last, "injured", phrase, "harm.bodily")


def _removed(words: Words, i: int) -> Iterator[Found]:
    """ "Removed a bullet from the skull of a baker"."""
    at = next((n for n in range(i + 1, min(i + 7, len(words))) if words.word(n) == "from"), 0)
    is_shot = {"bullet", "bullets", "shrapnel", "fragment", "fragments", "pellets", "splinters", "glass"}
    held = words.phrase_from(at + 1) if at and is_shot & set(words.low[i:at]) else None
    if held and is_real(words, i) and (owner := _owner(words, held)):
        yield Found(i, held.base_last, "injured", owner, "harm.body_part")


def _left_so(words: Words, i: int) -> Iterator[Found]:
    """ "Left another paralysed", "left a guard crippled and his assistant deaf", "was left blind"."""
    following = words.tokens[i + 1].tag_ if i + 1 < len(words) else "."
    if words.word(i + 1) not in _AFTER_STATE and following.startswith(("NN", "JJ", "CD")):
        return
    start = i - 1
    while words.word(start) in ("partially", "permanently", "badly", "severely", "seriously", "completely", "temporarily"):
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
        is_told = re.match(rf"(?:twice |once )?(?:in|across|on|through) (?:the|his|her|their) (?:\w+ ){{0,2}}?{BODY}\b",
                           words.text(phrase.last + 1, phrase.last + 7))
        if is_told and _is_told(words, phrase):
            yield Found(i, phrase.last + 1, "injured", phrase, "harm.bodily", is_negative=is_negated(words, i))


def _is_told(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase brings persons by more than a pronoun."""
    first = words.word(phrase.first)
    return first not in PRONOUNS and (is_count(words, phrase) or is_name(words, phrase) or phrase.last > phrase.first
                                      or words.is_headline or words.tokens[phrase.head].tag_ == "NNS" or first == "another")
