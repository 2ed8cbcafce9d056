"""Numbers that go on from a statement of harm: parts by gravity ("three seriously"), places ("five in Aden")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.coder.harm_closed_words import NUMBER_WORDS, ORDINALS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_bare_count, is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import listed

_GRAVELY = listed("critically seriously severely badly gravely")
_WHERE = listed("in at near from on")
_AROUND = listed("at least about around more than over up to nearly some just only almost")
_GRAVE = listed("critical serious grave life-threatening severe")


def find_grave_parts(words: Words, found: list[Found]) -> Iterator[tuple[int, Found]]:
    """Those of the injured who are in a grave state, each with the place of its whole in the list."""
    for number, one in enumerate(found):
        if one.harm != "injured" or one.is_negative or not is_count(words, one.victims):
            continue
        start = max(one.last, one.victims.last) + 1
        for i in range(start, min(start + 14, len(words))):
            if words.word(i) not in _GRAVELY and words.word(i) not in _GRAVE:
                continue
            part = _number_before(words, i, start)
            if part:
                yield number, replace(one, victims=part, rule="harm.of_them", is_part=True)
            if not part or words.word(i + 1) not in (",", "and"):
                break


def _number_before(words: Words, i: int, start: int) -> Phrase | None:
    """The number that "critically" or "in critical condition" belongs to, if it begins after the statement."""
    at = i - 1
    is_condition = words.word(i) in _GRAVE
    if is_condition:
        while words.word(at) in ("in", "a", "with", "very", "suffering"):
            at -= 1
        if at == i - 1:
            return None
    while words.word(at) in ("were", "was", "are", "is", "reported", "to", "be"):
        at -= 1
    last = at
    if words.word(at) in ("them", "whom") and words.word(at - 1) == "of":
        at -= 2
    if at < start or (words.tokens[at].tag_ != "CD" and words.word(at) not in NUMBER_WORDS):
        return None
    if words.word(at - 1) not in (",", "(", "and", "-", "—", "least", "including", "with"):
        return None
    return Phrase(at, last, last, last)


def find_fatal_parts(words: Words, found: list[Found]) -> Iterator[Found]:
    """Those of the injured who died of it: "three were shot, one fatally"."""
    for one in found:
        start = max(one.last, one.victims.last) + 1
        for i in range(start, min(start + 8, len(words))):
            if one.harm == "injured" and words.word(i) == "fatally" and (part := _number_before(words, i, start)):
                yield replace(one, harm="killed", first=i, last=i, victims=part, rule="harm.of_them", is_part=True)


def find_by_place(words: Words, found: list[Found]) -> Iterator[Found]:
    """The bare numbers of a list by place or day: "killing 12 in Sanaa, five in Aden", "seven on Monday, two since"."""
    for one in found:
        if one.is_negative or not is_count(words, one.victims):
            continue
        last = max(one.last, one.victims.last)
        held = words.phrase_from(last + 2)
        if words.word(last + 1) not in _WHERE or held is None or not _is_place(words, held):
            continue
        at = held.last + 1
        while True:
            while words.word(at) in (",", "and", ";"):
                at += 1
            is_joined = words.word(at - 1) in (",", "and", ";")
            while words.word(at) in _AROUND:
                at += 1
            number, place = words.phrase_from(at), None
            if number and words.word(number.last + 1) in _WHERE:
                place = words.phrase_from(number.last + 2)
            if number is None or place is None or not is_bare_count(words, number) or not is_count(words, number):
                break
            if not _is_place(words, place) or not is_joined:
                break
            yield replace(one, first=number.first, last=number.last, victims=number, rule="harm.by_place")
            at = place.last + 1


def find_after_place(words: Words, found: list[Found]) -> Iterator[Found]:
    """The bare numbers of a list that names the place first: "in Bor five people died, in Tal three"."""
    for one in found:
        if one.is_negative or not is_count(words, one.victims):
            continue
        for i in range(max(one.last, one.victims.last) + 1, len(words) - 2):
            place = words.phrase_from(i + 1) if words.word(i) in _WHERE else None
            if place is None or words.word(i - 1) not in (",", ";", "and") or not _is_place(words, place):
                continue
            at = place.last + 1 + (words.word(place.last + 1) == ",")
            number = words.phrase_from(at)
            is_end = number is not None and words.word(number.last + 1) in (",", ";", ".", "and", "")
            if number and is_end and is_bare_count(words, number) and is_count(words, number):
                yield replace(one, first=i, last=number.last, victims=number, rule="harm.by_place")


def find_other_figures(words: Words, found: list[Found]) -> Iterator[Found]:
    """Another's figure of the same: "the government says 12 died; the opposition puts the figure at 60"."""
    for i, word in enumerate(words.low):
        if word not in ("figure", "number", "total", "count", "tally") or words.word(i + 1) != "at":
            continue
        if words.word(i - 1) not in ("the", "that") or not words.word(i - 2).startswith(("put", "estimat", "plac")):
            continue
        at = i + 2
        while words.word(at) in ("at", "least", "more", "than", "about", "around", "nearly", "over", "up", "to"):
            at += 1
        number = words.phrase_from(at)
        before = [one for one in found if one.victims.last < i and not one.is_negative and is_count(words, one.victims)]
        is_figure = number and number.first == number.last and words.word(number.last + 1) not in ("%", "percent")
        if number and before and is_figure and is_count(words, number):
            yield replace(before[-1], first=i - 2, last=i, victims=number, rule="harm.toll")


def _is_place(words: Words, phrase: Phrase) -> bool:
    is_told = words.word(phrase.first) in ("the", "a", "an", "another") and phrase.last > phrase.first
    return words.tokens[phrase.head].tag_ in ("NNP", "NNPS") or (
        is_told and (words.word(phrase.head) in ORDINALS or not is_person(words, phrase))
    )
