"""Shares of a number of harmed: "of the 24 dead, nine were children", "four youths, three girls and a boy"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from reportedly.coder.harm_asides import SAYING
from reportedly.coder.harm_closed_words import NUMBER_WORDS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import begins_tellers

Value = Callable[[Phrase], int | None]
"""The number that the words of a phrase state, if they state one."""

_OF_THE = re.compile(
    r"(?:^|(?<=, )|(?<=said )|(?<=that ))(?:out )?of (?:the|those|these|its) (?:[\w,-]+ ){0,3}?"
    r"(dead|victims|deceased|killed|fatalities|slain|wounded|injured|casualties|missing|bodies|deaths|died)"
    r"(?: [\w'-]+){0,7}? , "
)
_PART_OF = re.compile(
    r"\b(?:half|most|all|many|some|both|third|thirds|quarter|majority|percent|none|bulk) (?:of )?(?:the|those|its) "
    r"(?=([\w,-]+ (?:confirmed )?(dead|victims|killed|deceased|fatalities|slain|wounded|injured|deaths|missing)) "
    r"(?:was|were|are|is|had|have|in|from|on|at|,|came|died)\b)"
)
_HARMS = {
    "wounded": "injured",
    "injured": "injured",
    "casualties": "killed_or_injured",
    "missing": "missing",
}
_HARMED = listed("dead killed wounded injured missing slain deceased hurt drowned abducted kidnapped captured")
_BE = listed("was were are is")
_OPENS = listed(", - ( :")
_JOINS = listed(", and &")
_AFTER_AGE = listed(", ) . and")
_AROUND = listed("at least about around more than over up to nearly some almost")
_STATE = re.compile(
    r"(?:in (?:a )?(?:\w+ )?(?:condition|intensive care|hospital)|seriously|critically|under|from|aged)\b"
)


def find_shares(words: Words, found: list[Found], value: Value) -> Iterator[tuple[int | None, Found]]:
    """The parts told of the victims of a statement, each with the place of its whole in the list, if it has one."""
    yield from _of_the(words, found)
    yield from _part_of(words)
    for one in found:
        inner = _number_inside(words, one.victims)
        if inner is not None and not one.is_negative:
            harm = _HARMS.get(words.word(inner.last + 1), one.harm)
            yield None, replace(one, harm=harm, victims=inner, rule="harm.shares", is_part=False)
    for number, one in enumerate(found):
        if not one.is_negative and is_count(words, one.victims):
            for part in _apposed(words, one, value):
                yield number, replace(one, victims=part, rule="harm.apposed", is_part=True)


def _number_inside(words: Words, victims: Phrase) -> Phrase | None:
    """The whole that a share is told of: the 14 of "nine of the 14 dead"."""
    at = victims.last
    is_number = words.tokens[at].tag_ == "CD" and words.word(at - 1) in ("the", "those", "these")
    if not is_number or words.word(at - 2) != "of" or at - 2 <= victims.first:
        return None
    is_of_harmed = words.word(at + 1) in _HARMED
    return Phrase(at, at, at, at) if is_of_harmed and is_count(words, victims) else None


def _part_of(words: Words) -> Iterator[tuple[None, Found]]:
    """The whole that a share without a number is told of: "half of the 20 dead were women"."""
    joined = " ".join(words.low)
    for match in _PART_OF.finditer(joined):
        at = joined[: match.end()].strip().count(" ") + 1
        last = at + match.group(1).count(" ") + 1
        number = Phrase(at, at, at, at)
        if words.tokens[at].tag_ == "CD" or words.word(at) in NUMBER_WORDS:
            yield None, Found(last, last, _HARMS.get(match.group(2), "killed"), number, "harm.shares", needs_cause=True)


def _of_the(words: Words, found: list[Found]) -> Iterator[tuple[int | None, Found]]:
    """ "Of the 19 dead, seven were soldiers and 12 civilians"."""
    joined = " ".join(words.low)
    for match in _OF_THE.finditer(joined):
        first = joined[: match.start()].count(" ")
        comma = first + match.group().strip().count(" ")
        harm = _HARMS.get(match.group(1), "killed")
        whole = next((n for n, one in enumerate(found) if one.harm == harm and first < one.victims.last < comma), None)
        at = comma + 1
        while True:
            while words.word(at) in _AROUND:
                at += 1
            part = words.phrase_from(at)
            if part is None or not is_count(words, part):
                break
            is_told = words.word(part.last + 1) in _BE and tells_of_persons(words, part.last + 2)
            if not is_told and (at == comma + 1 or not is_person(words, part)):
                break
            rule = "harm.shares"
            yield whole, Found(first, comma - 1, harm, part, rule, needs_cause=harm == "killed", is_part=True)
            told = words.phrase_from(part.last + 2) if is_told else part
            at = (told.last if told else part.last + 2) + 1
            if words.word(at) not in _JOINS:
                break
            while words.word(at) in _JOINS:
                at += 1


def tells_of_persons(words: Words, at: int) -> bool:
    """Whether what some of a number were is persons or a state: "were children", "were in critical condition"."""
    told = words.phrase_from(at)
    if told is not None and is_person(words, told) and not is_count(words, told):
        return True
    word = words.tokens[at] if at < len(words) else None
    if word is not None and (word.ent_type_ == "NORP" or words.word(at) in ("civilian", "civilians", "female", "male")):
        return True
    return bool(_STATE.match(words.text(at, at + 5)))


def _apposed(words: Words, one: Found, value: Value) -> list[Phrase]:
    """The list beside a number that adds up to it: "12 bodies, seven men and five women"."""
    end = max(one.last, one.victims.last) + 1
    starts = {one.victims.last + 1, end}
    starts.update([next((n for n in range(end, min(end + 9, len(words))) if words.word(n) == ":"), end)])
    total = value(one.victims) if any(words.word(start) in _OPENS for start in starts) else None
    if total is None or total < 2:
        return []
    for start in starts:
        if words.word(start) not in _OPENS:
            continue
        parts, at = [], start + 1
        while (
            (part := words.phrase_from(at)) is not None and is_person(words, part) and not begins_tellers(words, part)
        ):
            parts.append(part)
            at = _past_item(words, part)
            if words.word(at) not in (*_JOINS, ";"):
                break
            while words.word(at) in (*_JOINS, ";"):
                at += 1
        parts = parts[:-1] if parts and words.word(parts[-1].last + 1) in SAYING else parts
        sizes = [_size(words, part, value) for part in parts]
        if len(parts) > 1 and all(sizes) and sum(sizes) == total:
            return parts
    return []


def _past_item(words: Words, part: Phrase) -> int:
    """The place after one of a list with the name and age that stand beside it: "the driver, Sam Orr, 41; his wife"."""
    at = part.last + 1
    if ";" in words.low[at:]:
        return next(n for n in range(at, len(words)) if words.word(n) == ";")
    is_aged = words.word(at) in (",", "(") and words.word(at + 1).isdecimal() and words.word(at + 2) in _AFTER_AGE
    return at + 2 + (words.word(at) == "(") if is_aged else at


def _size(words: Words, part: Phrase, value: Value) -> int:
    if is_count(words, part):
        return value(part) or 0
    if "twin" in words.low[part.first : part.last]:
        return 2
    if is_name(words, part) or (words.word(part.first) == "the" and words.tokens[part.head].tag_ == "NN"):
        return 1
    if words.word(part.head) in ("couple", "twins", "parents"):
        return 2
    return 1 if words.word(part.first) in ("a", "an", "his", "her", "their", "another") else 0
