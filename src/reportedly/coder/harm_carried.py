"""Figures without a word of harm, which go on from a statement before: "residents said at least ten"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_bare_count, is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_shares import tells_of_persons
from reportedly.coder.harm_words import listed

_TELL = listed(
    """
    said say says saying told claimed claim claims claiming reported reports reporting counted counting spoke speak
    speaks put puts putting estimated estimate estimates gave gives cited listed recorded documented conceded admitted
    insist insists insisted
    """
)
_FILL = listed(
    "there were was is are be had been it that of at the to figure number total toll count true real as a an on"
)
_AROUND = listed(
    "at least about around more than over above up to nearly some almost fewer less just only near nearer closer no"
)
_STAND = listed(
    "is was stands stood rose rises risen reached exceeds exceeded climbed climbs grew grown jumped passed gone went"
)
_HAVE = listed("has had have now since later")
_COUNTERS = listed("figure number toll total count tally")
_ENDS = (".", ",", ";", "", ")", "-", '"', "and", "but", "while")
_OF_THEM = ("of them", "of those", "of the dead", "of the victims", "of the wounded", "of the injured", "of these")
_BE = listed("was were are is")
_LONGEST = 24


def find_other_counts(words: Words, found: list[Found]) -> Iterator[Found]:
    """Another's figure in the same sentence: "the ministry says 12 people died, while medics spoke of 19"."""
    for one in found:
        if _carries(words, one):
            for first, number in _figures(words, max(one.last, one.victims.last) + 1):
                is_bodies = words.word(number.last) in ("bodies", "corpses") and one.harm == "killed"
                harm = "body_recovered" if is_bodies else one.harm
                yield replace(one, harm=harm, first=first, last=number.last, victims=number, rule="harm.figure")


def find_carried(words: Words, harm: str) -> Iterator[Found]:
    """What a sentence without a harm of its own tells of those of the sentence before: other figures, or parts."""
    if len(words) > _LONGEST:
        return
    part = _part(words)
    if part is not None:
        yield Found(part.last + 1, part.last + 1, harm, part, "harm.carried", is_part=True)
        return
    if shares := list(_shares(words)):
        for first, last, number in shares:
            yield Found(first, last, harm, number, "harm.carried", is_part=True)
        return
    if (fatal := _fatal(words)) is not None:
        yield Found(fatal.last + 1, fatal.last + 2, "killed", fatal, "harm.carried")
        return
    for first, number in _figures(words, 0):
        yield Found(first, number.last, harm, number, "harm.figure")


def _carries(words: Words, one: Found) -> bool:
    return not (one.is_negative or one.is_part) and is_count(words, one.victims)


def find_parts(words: Words, found: list[Found]) -> Iterator[tuple[int, Found]]:
    """Who some of those were of whom the clause before a semicolon tells: "a count of three dead; two were farmers"."""
    for i, word in enumerate(words.low):
        if word not in (";", "and", "but"):
            continue
        before = [n for n, one in enumerate(found) if max(one.last, one.victims.last) < i]
        at = i + 1 + (words.word(i + 1) == "that")
        part = _part(words, at) if before and not any(one.first > i for one in found) else None
        is_told = part is not None and (word == ";" or words.text(part.first + 1, part.last).endswith(_OF_THEM))
        if part is not None and is_told and _carries(words, found[before[-1]]):
            told = replace(found[before[-1]], victims=part, rule="harm.carried", is_part=True)
            yield before[-1], replace(told, first=part.last + 1, last=part.last + 1)


def _part(words: Words, at: int = 0) -> Phrase | None:
    """The number with which a clause begins that tells who some of those before were: "six were children"."""
    while words.word(at) in _AROUND or (at == 0 and words.word(at) in ('"', "“", "``")):
        at += 1
    part = words.phrase_from(at)
    if part is None or not is_count(words, part):
        return None
    is_of_them = words.text(part.first + 1, part.first + 2) in _OF_THEM[:2] or part.last > part.first
    last = part.last
    if part.last == part.first and words.text(part.last + 1, part.last + 2) in _OF_THEM:
        is_of_them, last = True, part.last + 2
    if part.last > part.first and not any(words.text(part.first, part.last).endswith(tail) for tail in _OF_THEM):
        return None
    if words.word(last + 1) not in _BE or not tells_of_persons(words, last + 2):
        return None
    return Phrase(part.first, last, last, last) if is_of_them or part.last == part.first else None


def _shares(words: Words) -> Iterator[tuple[int, int, Phrase]]:
    """The numbers that kinds of persons make up: "children accounted for 17 of the total and women for nine"."""
    for i, word in enumerate(words.low):
        at = i + 1
        if words.text(i, i + 1) in ("accounted for", "made up") or word in ("numbered", "comprised"):
            at += word in ("accounted", "made")
        elif word != "for" or words.word(i - 2) not in ("and", ","):
            continue
        while words.word(at) in _AROUND:
            at += 1
        who, number = words.phrase_to(i - 1), words.phrase_from(at)
        if who is None or number is None or not (is_person(words, who) and is_count(words, number)):
            continue
        if words.word(number.last + 1) in ("%", "percent", "per") or words.word(at + 1) in ("%", "percent", "per"):
            continue
        if "accounted" in words.low[: i + 1] or word != "for":
            yield who.first, at, Phrase(at, at, at, at)


def _fatal(words: Words) -> Phrase | None:
    """ "Of these, 22 were fatal"."""
    if words.word(0) != "of" or words.word(1) not in ("these", "those", "them"):
        return None
    part = words.phrase_from(2 + (words.word(2) == ","))
    if part is None or not is_count(words, part):
        return None
    return part if words.word(part.last + 1) in _BE and words.word(part.last + 2) in ("fatal", "deadly") else None


def _figures(words: Words, start: int) -> Iterator[tuple[int, Phrase]]:
    """Where somebody tells a bare number, and the number."""
    for i in range(start, len(words)):
        is_stand = words.word(i) in _STAND and words.word(i - 1 - (words.word(i - 1) in _HAVE)) in _COUNTERS
        if words.word(i) not in _TELL and not is_stand:
            continue
        at = i + 1
        while words.word(at) in _FILL and not words.word(at).isdecimal():
            at += 1
        while words.word(at) in _AROUND:
            at += 1
        number = words.phrase_from(at)
        is_teller = at == i + 1 and words.word(i - 1) in (",", '"', "”")  # "…, said three police sources"
        if number is None or not is_count(words, number) or is_teller:
            continue
        is_put = words.word(i).startswith(("put", "estimat")) and words.word(at - 1) == "at"
        if not is_put and not is_bare_count(words, number):
            continue
        is_number = number.head == number.last and words.tokens[number.head].tag_ in ("CD", "LS", "NNS", "NN")
        if is_number and number.last - number.first < 3 and words.word(number.last + 1) in _ENDS:
            yield i, number
