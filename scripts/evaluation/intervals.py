"""How far a figure may be chance: 95 % intervals from resampling whole articles."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from evaluation.counts import Counts

RESAMPLES = 2000
SEED = 7
LOW, HIGH = 0.025, 0.975


@cache
def _draws(articles: int) -> NDArray[np.int64]:
    """The articles of every resample, a row each; the same for all figures, so that they can be compared."""
    generator = random.Random(SEED)
    rows = [[generator.randrange(articles) for _ in range(articles)] for _ in range(RESAMPLES)]
    return np.array(rows, dtype=np.int64)


def interval_of_f(by_article: Sequence[Counts]) -> tuple[float | None, float | None]:
    """The interval of the micro F over resamples of the articles; None, None where F is never defined."""
    counts = np.array(by_article, dtype=np.int64).reshape(-1, 3)
    hits, false_alarms, misses = counts[_draws(len(counts))].sum(axis=1).T
    both = 2 * hits + false_alarms + misses
    values = np.sort(2 * hits[both > 0] / both[both > 0])
    if not len(values):
        return None, None
    return float(values[int(LOW * len(values))]), float(values[min(len(values) - 1, int(HIGH * len(values)))])
