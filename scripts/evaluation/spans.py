"""Stretches of a text, in Unicode code points from 0, end-exclusive, and how far two of them agree."""

from __future__ import annotations

import re
from typing import NamedTuple

OUTER = " \t\n\u00a0\"'\u201c\u201d\u2018\u2019.,;:[]()"
"""Quotation marks and outer punctuation, which are no part of what was said."""


class Span(NamedTuple):
    """A stretch of text."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Code points in it."""
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end


def shared(one: Span, other: Span) -> int:
    """Code points that both have.

    >>> shared(Span(0, 10), Span(6, 20)), shared(Span(0, 5), Span(5, 9))
    (4, 0)
    """
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def intersection_over_union(one: Span, other: Span) -> float:
    """Shared code points over those that either has; 0 to 1.

    >>> intersection_over_union(Span(0, 10), Span(5, 15))
    0.3333333333333333
    """
    both = shared(one, other)
    return both / (one.length + other.length - both) if both else 0.0


def half_of_shorter(one: Span, other: Span) -> bool:
    """Whether they share at least half of the shorter: the rule for the place of a casualty.

    >>> half_of_shorter(Span(0, 100), Span(95, 105)), half_of_shorter(Span(0, 100), Span(96, 106))
    (True, False)
    """
    return shared(one, other) * 2 >= min(one.length, other.length) > 0


def trim(span: Span, text: str) -> Span:
    """The span without quotation marks and outer punctuation; as it was where nothing would be left.

    >>> trim(Span(0, 9), '"No one."')
    Span(start=1, end=7)
    """
    start, end = span
    while start < end and text[start] in OUTER:
        start += 1
    while end > start and text[end - 1] in OUTER:
        end -= 1
    return Span(start, end) if start < end else span


def occurrences(span: Span, text: str) -> list[Span]:
    """Every place where the span's words stand: the gold's offsets are the first, and any of them is allowed.

    >>> occurrences(Span(0, 3), "two or two")
    [Span(start=0, end=3), Span(start=7, end=10)]
    """
    words = text[span.start : span.end]
    return [Span(at.start(), at.start() + len(words)) for at in re.finditer("(?=" + re.escape(words) + ")", text)]
