"""Pair the claims of two codings, one to one.

A pair overlaps by at least half (intersection over union of its spans). Among all such pairings the one with the most
pairs is taken, then the greatest overlap of spans and of the statements' words. The fields whose agreement is measured
play no part in the pairing, or the figures would flatter themselves.
"""

from __future__ import annotations

import re

from reportedly.agreement.units import Figure, Unit
from reportedly.read.locate import Span

Pair = tuple[Unit, Unit]
LEAST_OVERLAP = 0.5
_PAIR = 1000.0


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans.

    >>> overlap(Span(0, 10), Span(5, 10))
    0.5
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(shared, 0) / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


def pair_units(first: list[Unit], second: list[Unit]) -> list[Pair]:
    """The best one-to-one pairing of two codings' claims, article by article."""
    pairs: list[Pair] = []
    for article_id in sorted({unit.article_id for unit in first}):
        mine = [unit for unit in first if unit.article_id == article_id]
        theirs = [unit for unit in second if unit.article_id == article_id]
        scores = [[_score(one, other) for other in theirs] for one in mine]
        pairs += [(mine[i], theirs[j]) for i, j in _assign(scores)]
    return pairs


def pair_figures(first: list[Unit], second: list[Unit]) -> int:
    """How many casualty reports of the first coding have an equal one in the second, one to one.

    Equal: same harm, lower and upper bound, in claims whose quotes overlap.
    """
    total = 0
    for article_id in sorted({unit.article_id for unit in first}):
        mine = _figures(first, article_id)
        theirs = _figures(second, article_id)
        scores = [
            [_PAIR + overlap(a.span, b.span) if x == y and overlap(a.span, b.span) > 0 else 0.0 for b, y in theirs]
            for a, x in mine
        ]
        total += len(_assign(scores))
    return total


def _figures(units: list[Unit], article_id: str) -> list[tuple[Unit, Figure]]:
    return [(unit, figure) for unit in units if unit.article_id == article_id for figure in unit.figures]


def _assign(scores: list[list[float]]) -> list[tuple[int, int]]:
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - only the extra brings it

    if not scores or not scores[0]:
        return []
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if scores[i][j] >= _PAIR]


def _score(one: Unit, other: Unit) -> float:
    shared = overlap(one.span, other.span)
    return _PAIR + shared + _likeness(one.statement, other.statement) if shared >= LEAST_OVERLAP else 0.0


def _likeness(one: str, other: str) -> float:
    """Shared words over all words of two statements."""
    mine, theirs = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
