"""Tolls: the figures that a number of dead, injured or missing rises from and to, or stands at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_bare_count, is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_violent
from reportedly.coder.harm_words import COUNT_NOUNS, HARM_VERBS, listed

_BEFORE_TOLL = listed(
    """
    to at of reached reaches reach is was hits hit exceeds exceeded topped tops passes passed from past
    surpassed : least than over nearly around about almost approximately stands stood now climbed rises
    """
)
_OF_A_TOLL = listed("the official latest overall total confirmed current provisional final human its")
_NO_TOLL = listed("road roads booth plaza call gate on free")
_COUNTED = re.compile(
    r"\b(?:number|total|count|tally)(?: number)? of (?:the )?(?:confirmed |reported |"
    r"civilian )?(?:people |persons |those )?(?:confirmed )?"
    r"(dead|deaths|fatalities|killed|injured|injuries|wounded|casualties|missing|victims)\b"
    r"|\b(?:reported |confirmed )?(deaths|fatalities|casualties|injuries) (?:\w+ )?(?:increased|rose|"
    r"risen|climbed|grown|reached|stood|topped)\b"
    r"|\bput\w* the (dead|wounded|injured)(?= at\b)"
)


def find_toll(words: Words, i: int) -> Iterator[Found]:
    """The figures of the toll at token `i`."""
    if words.word(i - 1) in ("death", "deaths", "dead", "fatality"):
        harm = "killed"
    elif words.word(i - 1) in ("casualty", "casualties"):
        harm = "killed_or_injured"
    elif words.word(i + 1) not in _NO_TOLL and _is_of_the_dead(words, i):
        harm = "killed"
    else:
        return
    first = i - 1 if words.word(i - 1) in ("death", "casualty", "deaths", "fatality") else i
    yield from _figures(words, first, i, harm)
    yield from _raised_to(words, first, i, harm)
    before = words.phrase_to(i)
    number = words.phrase_to(first - 1)
    if before and number is None and is_count(words, before):
        return


def find_number(words: Words) -> Iterator[Found]:
    """The figures of "the number of dead" and of deaths that "rose to"."""
    joined = " ".join(words.low)
    for match in _COUNTED.finditer(joined):
        harm = {
            "injured": "injured",
            "injuries": "injured",
            "wounded": "injured",
            "casualties": "killed_or_injured",
            "missing": "missing",
        }
        first = joined[: match.start()].count(" ")
        last = first + match.group().count(" ")
        own = harm.get(match.group(1) or match.group(2) or match.group(3), "killed")
        yield from _figures(words, first, last, own)
        yield from _raised_to(words, first, last, own)


def _is_of_the_dead(words: Words, i: int) -> bool:
    """Whether a bare "toll" is one of the dead."""
    told = re.search(r"\b(?:dead|deaths?|killed|die|died|bodies)\b", " ".join(words.low))
    is_violent_title = words.is_headline and is_violent(" ".join(words.low))
    return bool(told) or is_violent_title or words.word(i - 1) in _OF_A_TOLL


def _raised_to(words: Words, first: int, last: int, harm: str) -> Iterator[Found]:
    """The figure before a toll: "brings to 132 the number of people killed"."""
    at = first - 1
    while words.word(at) in ("the", "total", "overall", "official", "confirmed"):
        at -= 1
    figure = words.phrase_to(at)
    if figure is None and (held := words.phrase_at(at)) is not None and held.first <= at:
        figure = Phrase(held.first, at, at, at)
    before = words.text(figure.first - 2, figure.first - 1) if figure else ""
    if figure and is_count(words, figure) and re.fullmatch(r"(?:br\w+|rais\w+|tak\w+|took|push\w+|lift\w+) to", before):
        yield Found(first, last, harm, figure, "harm.toll")


def _figures(words: Words, first: int, last: int, harm: str) -> Iterator[Found]:
    """The numbers that a toll rises from, to or stands at."""
    at = last + 1
    while at < len(words) and at - last < 18:
        word = words.word(at)
        if word in (";", ".", "that", "which", "who", "when", "after") or (
            word == "," and not _is_bracketed(words, at)
        ):
            return
        phrase = words.phrase_from(at)
        is_figure = phrase and is_count(words, phrase) and words.word(at - 1) in _BEFORE_TOLL
        if phrase and is_figure and _is_figure(words, phrase):
            after = words.word(phrase.last + 1)
            own = "killed" if after == "killed" else COUNT_NOUNS.get(after, harm)
            yield Found(first, last, own, phrase, "harm.toll")
        at = phrase.last + 1 if phrase else at + 1


def _is_figure(words: Words, phrase: Phrase) -> bool:
    """Whether a counted phrase after a toll can be its figure."""
    word = words.word(phrase.head)
    if re.fullmatch(r"[1-9]\d{0,2}(?:,?\d{3})*", word) or words.tokens[phrase.head].tag_ == "CD":
        return not re.fullmatch(r"(?:19|20)\d\d", word) and words.word(phrase.last + 1) not in ("%", "percent", "per")
    if any(words.word(i) in HARM_VERBS for i in range(phrase.first, phrase.head)):
        return False
    return is_bare_count(words, phrase) or is_person(words, phrase) or word in COUNT_NOUNS


def _is_bracketed(words: Words, comma: int) -> bool:
    """Whether a short aside between commas begins here: "the toll, officials said, rose to 12"."""
    return "," in words.low[comma + 1 : comma + 8]
