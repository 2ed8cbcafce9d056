"""Figures and names on a roll: "dead, 7; wounded, 31", "Injured: A, 41, driver; B, 39", "casualties were put at 25"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.coder.harm_closed_words import NUMBER_WORDS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_real
from reportedly.coder.harm_words import listed

_LABELS = {
    **dict.fromkeys(("dead", "killed", "deaths", "deceased", "fatalities"), "killed"),
    **dict.fromkeys(("wounded", "injured", "hurt", "injuries", "hospitalised", "hospitalized"), "injured"),
    "missing": "missing",
    **dict.fromkeys(("captured", "kidnapped", "abducted"), "captured"),
    "casualties": "killed_or_injured",
}
_PUT = re.compile(
    r"(?:(?:is|are|was|were|have|has|had|been|so|far|now|at|least) )*(?:put|estimated|placed|given|stood|standing|"
    r"stands?|numbered|totalled|totaled|reached|came|amounted|ran)(?: at| to| as)?\b"
)
_COUNTED = listed("casualties injuries")
_AROUND = listed("at least about around more than over above up to nearly some almost fewer less just only between")
_ALL = ("in all", "altogether", "in total", "in number", "all told", "of them")
_AFTER_FIGURE = listed(". , ; and but while by in on since after with ) :")
_OPENS = listed(", ( - – —")
_MILDLY = listed("slightly lightly mildly")
_WORD_OF_HARM = listed("injured hurt wounded burned")
_MASSES = listed("dozens hundreds thousands scores")
_AFTER_MASS = listed("lay were are had have filled poured in on and , . ; waited arrived from lie crowded")
_ENDS = listed("; . , and")


def find_rolls(words: Words) -> Iterator[Found]:
    """The figures and names that stand beside a label without a verb, and casualties that are "put at" a figure."""
    if words.word(1) == ":" and words.low[0] in _LABELS:
        yield from _names(words)
    for i, word in enumerate(words.low):
        is_mass = word == "of" and words.word(i - 1) in _MASSES and words.word(i + 1) in ("wounded", "injured")
        if is_mass and words.word(i + 2) in _AFTER_MASS and words.word(i - 2) != "for":
            yield Found(i + 1, i + 1, "injured", Phrase(i - 1, i + 1, i + 1, i + 1), "harm.count_noun")
        if word in _LABELS and words.word(i + 1) == "," and words.word(i - 1) in (":", ";"):
            yield from _beside(words, i)
        elif word in _LABELS and words.word(i + 1) in _OPENS and words.word(i - 1) in ("the", "and"):
            yield from _numbered(words, i)
        elif word in _MILDLY and words.word(i - 1) not in _WORD_OF_HARM:
            yield from _and_lightly(words, i)
        elif word in _COUNTED and words.tokens[i].tag_ == "NNS":
            yield from _put_at(words, i)


def in_all(words: Words, one: Found) -> Found:
    """The statement with the number that comes after it: "the passengers injured in the crash, nine in all"."""
    if is_count(words, one.victims) or words.tokens[one.victims.head].tag_ not in ("NNS", "NNPS") or one.is_negative:
        return one
    for i in range(max(one.last, one.victims.last) + 1, min(max(one.last, one.victims.last) + 9, len(words) - 2)):
        number = words.phrase_from(i + 1 + (words.word(i + 1) in _AROUND))
        is_figure = words.word(i) in ("numbered", "totalled", "totaled", "numbering") and number is not None
        if is_figure and number and is_count(words, number) and number.first == number.last:
            return replace(one, victims=number)
        if words.word(i) != "," or number is None or not is_count(words, number):
            continue
        told = words.text(number.last + 1, number.last + 2)
        if number.first == number.last and (told in _ALL[:1] or told.startswith(_ALL)):
            return replace(one, victims=number)
    return one


def _beside(words: Words, i: int) -> Iterator[Found]:
    """ "Dead, 7; wounded, 31; missing, 12"."""
    at = i + 2
    while words.word(at) in _AROUND:
        at += 1
    token = words.tokens[at] if at < len(words) else None
    if token is None or not (token.tag_ in ("CD", "LS") or words.word(at) in NUMBER_WORDS):
        return
    if words.word(at + 1) in _ENDS or at + 1 == len(words):
        yield Found(i, i, _LABELS[words.word(i)], Phrase(at, at, at, at), "harm.label", needs_cause=True)


def _numbered(words: Words, i: int) -> Iterator[Found]:
    """ "The dead (14) and wounded (31)", "the dead, 17 so far, were mostly women"."""
    at = i + 2
    while words.word(at) in (*_AROUND, "now"):
        at += 1
    number = words.phrase_from(at)
    if number is None or number.first < number.last or not is_count(words, number):
        return
    after = words.text(number.last + 1, number.last + 2)
    if words.word(number.last + 1) == ")" or after.startswith((*_ALL, "so far", "to date")):
        yield Found(i, i, _LABELS[words.word(i)], number, "harm.label", needs_cause=True)


def _names(words: Words) -> Iterator[Found]:
    """ "Injured: Marek Oden, 41, driver; Lise Oden, 39": each name that begins a stretch between semicolons."""
    starts = [2, *(n + 1 for n in range(2, len(words)) if words.word(n) == ";")]
    for start in starts:
        last = start
        while last + 1 < len(words) and words.tokens[last + 1].tag_ == "NNP":
            last += 1
        is_name = start < len(words) and words.tokens[start].tag_ == "NNP" and last > start
        if is_name and words.word(last + 1) in (",", ";", ".", "(", ""):
            phrase = Phrase(start, last, last, last)
            yield Found(0, 0, _LABELS[words.low[0]], phrase, "harm.label", needs_cause=True, is_named=True)


def _and_lightly(words: Words, i: int) -> Iterator[Found]:
    """The others of "two were seriously hurt and seven slightly"."""
    at = i - 1
    before = words.low[max(i - 9, 0) : at]
    is_told = set(before) & _WORD_OF_HARM and set(before) & {"seriously", "severely", "badly", "critically", "gravely"}
    number = words.phrase_to(at)
    if number is None or number.first < number.last or not is_count(words, number) or not is_told:
        return
    if words.word(at - 1) in ("and", ",", "least", "another") and words.word(i + 1) in (
        ".",
        ",",
        ";",
        "",
        "in",
        "when",
    ):
        yield Found(i, i, "injured", number, "harm.label")


def _put_at(words: Words, i: int) -> Iterator[Found]:
    """ "Casualties on the government side were put at 25"."""
    for at in range(i + 1, min(i + 8, len(words))):
        if words.word(at) in (",", ";", "."):
            return
        told = _PUT.match(words.text(at, at + 7))
        if told is None:
            continue
        first = at + len(told.group().split())
        while words.word(first) in _AROUND:
            first += 1
        number = words.phrase_from(first)
        is_alone = (
            number is not None and number.first == number.last and words.word(number.last + 1) not in ("%", "percent")
        )
        is_told = is_alone and is_real(words, first - 1)
        if number and is_told and is_count(words, number) and words.word(number.last + 1) in _AFTER_FIGURE:
            yield Found(i, first - 1, _LABELS[words.word(i)], number, "harm.toll")
        return
