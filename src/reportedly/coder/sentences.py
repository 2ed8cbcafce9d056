"""Sentence boundaries by rule: the same whatever model parses the words, and known before any is loaded.

Splitters on the package index are unmaintained or load a model. Ours need only be right on news prose, and must keep
offsets and quotations whole: a break inside quotation marks is one, a break inside brackets is none.
"""

from __future__ import annotations

import re

from reportedly.coder.cues import words
from reportedly.read.locate import Span

_END = re.compile(r"(?:[.!?]|…|\.\.\.)[\"'”’)\]]*(?=\s)")
_NEXT = re.compile(r"\s+[\"'“‘(\[]*(?:[A-Z0-9À-ÞĀ-Ž@#]|[a-z]+[A-Z])")
_TITLES = words(
    "mr mrs ms dr prof gen col lt maj sgt capt cmdr adm brig sen rep gov pres rev hon st spc pvt cpl supt insp det "
    "msgr staff no nos vs op fig al approx ca cf etc"
)
_MONTHS = words("jan feb mar apr jun jul aug sep sept oct nov dec")
_ABBREVIATION = re.compile(r"(?:^|[\s(\[\"'“‘])([A-Za-z]+)\.$")
_INITIALS = re.compile(r"(?:^|[\s(\"“'‘.-])(?:[A-Za-z]\.)+$")
_STARTERS = re.compile(
    r"\s+[\"'“‘(\[]*(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|This|That|These|Those|His|Her|Their|Its|As|After|"
    r"Before|According|Police|Officials|Meanwhile|However|There|When|While|No|For|By|If|Since|Another|One|Two)\b"
)


def split_sentences(text: str, block: Span) -> tuple[Span, ...]:
    """The sentences of a block, white space left out; together they hold all its words."""
    found: list[Span] = []
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        end = match.end()
        if end >= block.end or not _is_break(text, start, match.start(), end, block):
            continue
        found.append(Span(start, end))
        start = end
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        found.append(Span(start, block.end))
    return tuple(found)


def _is_break(text: str, start: int, mark: int, end: int, block: Span) -> bool:
    following = _NEXT.match(text, end, block.end)
    if not following:
        return False
    before = text[start : mark + 1]
    if before.count("(") > before.count(")") and ")" not in text[mark:end]:
        return False
    if before.endswith(".") and end == mark + 1:
        short = _ABBREVIATION.search(before)
        word = short.group(1).casefold() if short else ""
        if word in _TITLES:
            return False
        if word in _MONTHS and re.match(r"\s+\d", text[end : end + 4]):
            return False
        if _INITIALS.search(before):
            return bool(_STARTERS.match(text, end, block.end))
    return True
