"""Those hurt in a part of the body that the words name: "tore off the hand of his guide", "had his leg amputated"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_hit import BODY
from reportedly.coder.harm_persons import is_count, is_name, is_person, is_pronoun
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_passive, is_real, is_sport
from reportedly.coder.harm_subjects import subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import victims_after

LIMBS = listed(
    """
    leg legs arm arms eye eyes foot feet hand hands limb limbs finger fingers toe toes kneecap ear ears sight
    eyesight hearing
    """
)
_CUT = listed(
    """
    amputated amputate amputating severed severing grazed grazing pierced piercing shattered shattering broke broken
    fractured mangled gashed crushed crushing sliced cut smashed struck hit entered punctured penetrated burned burnt
    """
)
_OFF = listed(
    "tore ripped blew took cut chopped hacked sliced lopped tearing ripping blowing cutting torn blown chopping"
)
_INTO = listed("lodged lodging passed went tore ripped struck buried")
_PLACES = listed("in through into itself")
_LOST = listed(
    "amputated severed blown torn broken crushed shattered cut slashed mangled fractured ripped chopped smashed"
)
_BODY_WORD = re.compile(
    rf"{BODY}s?|fingers|toes?|ribs?|scalp|cheek|teeth|spleen|liver|kidney|collarbone|"
    r"kneecap|tendons?|vertebrae?|heel|shoulder blade|lungs|skin|limbs?\b"
)
_SENSE = re.compile(
    r"(?:the |all |her |his |their )?(?:sight|vision|use|hearing) (?:of|in) (?:one|an|a|his|her|both|their) "
    r"(?:\w+ )?(?:eyes?|ears?|legs?|arms?|hands?|limbs)\b"
)
_STARTS = _CUT | _OFF | _INTO | _LOST | listed("acid removed extracted removing extracting lost losing loses")


def find_body_parts(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as hurt in a part of the body, which it names."""
    for i, word in enumerate(words.low):
        if word not in _STARTS:
            continue
        if word in _CUT or word in _OFF or word in _INTO or word in _LOST:
            yield from _part_of(words, i)
        if word == "acid" and words.word(i - 1) in ("threw", "hurled", "throwing", "poured", "sprayed", "flung"):
            yield from _acid(words, i)
        if word in ("removed", "extracted", "removing", "extracting"):
            yield from _removed(words, i)
        if word in ("lost", "losing", "loses"):
            yield from _limb(words, i)
        if word == "lost" and (told := _SENSE.match(words.text(i + 1, i + 8))) and is_real(words, i):
            for phrase in subject_of(words, i):
                yield Found(i, i + 1 + told.group().count(" "), "injured", phrase, "harm.suffered")


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
        held: Phrase | None = subject
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
            if (
                is_count(words, phrase)
                or is_name(words, phrase)
                or words.word(phrase.first) in ("a", "an", "another", "the")
            ):
                yield Found(i, held.last, "injured", phrase, "harm.body_part")


def _owner(words: Words, held: Phrase) -> Phrase | None:
    """Who owns the part of a body that a phrase names, after "of" or before an apostrophe."""
    end = held.base_last
    if held.last > end and words.word(end + 1) == "of" and _BODY_WORD.fullmatch(words.word(end)):
        owner = Phrase(end + 2, held.last, held.last, held.last)
        mark = next((n for n in range(end + 2, held.last + 1) if words.tokens[n].tag_ == "POS"), None)
        if mark is not None:
            owner = Phrase(end + 2, mark - 1, mark - 1, mark - 1)
        return owner if is_person(words, owner) and not is_pronoun(words, owner) else None
    mark = next((n for n in range(held.first, held.last + 1) if words.tokens[n].tag_ == "POS"), None)
    first = max((n + 1 for n in range(held.first, mark or 0) if words.word(n) == "of"), default=held.first)
    if mark is None or mark == first or not _BODY_WORD.fullmatch(words.word(held.last)):
        return None
    owner = Phrase(first, mark - 1, mark - 1, mark - 1)
    return owner if is_person(words, owner) else None


def _limb(words: Words, i: int) -> Iterator[Found]:
    """ "Lost both legs", "lost an eye"."""
    own = words.phrase_from(i + 1)
    if (
        own is None
        or words.word(own.head) not in LIMBS
        or (words.word(own.base_last + 1) == "of" and words.word(own.last) not in LIMBS)
        or not is_real(words, i)
    ):
        return
    is_bare = own.first == own.head and (words.is_headline or words.tokens[own.head].tag_ == "NNS")
    if (
        is_bare
        or words.word(own.first) in ("his", "her", "their", "my", "both", "a", "an", "one", "two", "three", "four")
        or _is_sight(words, own)
    ):
        for phrase in subject_of(words, i):
            yield Found(i, own.last, "injured", phrase, "harm.suffered")


def _is_sight(words: Words, own: Phrase) -> bool:
    """ "The sight of one eye"."""
    return own.last > own.base_last and words.word(own.last) in LIMBS


def _removed(words: Words, i: int) -> Iterator[Found]:
    """ "Removed a bullet from the skull of a baker"."""
    at = next((n for n in range(i + 1, min(i + 7, len(words))) if words.word(n) == "from"), 0)
    is_shot = {"bullet", "bullets", "shrapnel", "fragment", "fragments", "pellets", "splinters", "glass"}
    held = words.phrase_from(at + 1) if at and is_shot & set(words.low[i:at]) else None
    if held and is_real(words, i) and (owner := _owner(words, held)):
        yield Found(i, held.base_last, "injured", owner, "harm.body_part")


def _acid(words: Words, i: int) -> Iterator[Found]:
    """ "Threw acid in the face of a girl", "poured acid over two sisters"."""
    told = re.match(rf"(?:in|into|on|over|at) the (?:{BODY}|faces) of|(?:over|on|at)", words.text(i + 1, i + 5))
    if told is None or not is_real(words, i - 1):
        return
    last = i + len(told.group().split())
    of = words.phrase_at(last)
    owner = _owner(words, of) if of else None
    for phrase in [owner] if owner else victims_after(words, last):
        if not is_pronoun(words, phrase):
            yield Found(i, last, "injured", phrase, "harm.bodily")
