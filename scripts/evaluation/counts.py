"""Hits, false alarms and misses, and what precision, recall and F they make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Counts(NamedTuple):
    """What was found rightly, what was found and is not there, what is there and was not found."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0

    @property
    def precision(self) -> float | None:
        """Of what was found, the part that is right; None where nothing was found."""
        found = self.hits + self.false_alarms
        return self.hits / found if found else None

    @property
    def recall(self) -> float | None:
        """Of what is there, the part that was found; None where nothing is there."""
        there = self.hits + self.misses
        return self.hits / there if there else None

    @property
    def f_score(self) -> float | None:
        """Harmonic mean of the two; None where there was nothing to find and nothing was found."""
        both = 2 * self.hits + self.false_alarms + self.misses
        return 2 * self.hits / both if both else None


def add_up(counts: Iterable[Counts]) -> Counts:
    """All of them as one.

    >>> add_up([Counts(1, 2, 3), Counts(1, 0, 0)])
    Counts(hits=2, false_alarms=2, misses=3)
    """
    rows = list(counts)
    return Counts(*(sum(column) for column in zip(*rows, strict=True))) if rows else Counts()


def share(right: Iterable[bool]) -> float | None:
    """The part that is true; None where there is nothing."""
    values = list(right)
    return sum(values) / len(values) if values else None
