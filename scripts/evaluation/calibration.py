"""Whether the coder's confidence is what it claims to be: of the claims at .8, four of five should be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.coded import Claim, CodedCasualty
from evaluation.compare_attributions import AttributionComparison
from evaluation.compare_casualties import CasualtyComparison

BINS = 10


@dataclass(frozen=True)
class Judged:
    """A claim's confidence, and whether the gold bears it out."""

    confidence: float
    is_right: bool


@dataclass(frozen=True)
class Bin:
    """The claims of one stretch of confidence."""

    low: float
    high: float
    claims: int
    mean_confidence: float
    right: float


def judge_claims(
    claims: Sequence[Claim],
    casualties: CasualtyComparison,
    rows: Sequence[CodedCasualty],
    attributions: AttributionComparison,
) -> list[Judged]:
    """The claims with a confidence that are right or wrong by the conventions.

    Right: one of its casualty reports is matched (place, harm, bounds), or one of its attributions is a hit at overlap
    .5 with the right source. Wrong: none is, and one of them is a false alarm. All others are left out.
    """
    said = attributions.utterances
    right = {id(rows[index].claim) for index in casualties.matched.values()}
    right |= {id(said[index].claim) for indices in attributions.hits.pairs.values() for index in indices}
    wrong = {id(rows[index].claim) for index in casualties.false_alarms}
    wrong |= {id(said[index].claim) for index in attributions.hits.false_alarms}
    return [
        Judged(claim.confidence, id(claim) in right)
        for claim in claims
        if claim.confidence is not None and id(claim) in right | wrong
    ]


def fill_bins(judged: Sequence[Judged]) -> list[Bin]:
    """The claims in ten bins of equal width; bins without claims are left out. 1.0 falls in the last."""
    filled: dict[int, list[Judged]] = {}
    for claim in judged:
        filled.setdefault(min(int(claim.confidence * BINS), BINS - 1), []).append(claim)
    return [
        Bin(
            low=index / BINS,
            high=(index + 1) / BINS,
            claims=len(claims),
            mean_confidence=sum(claim.confidence for claim in claims) / len(claims),
            right=sum(claim.is_right for claim in claims) / len(claims),
        )
        for index, claims in sorted(filled.items())
    ]


def expected_calibration_error(bins: Sequence[Bin]) -> float | None:
    """The distance between confidence and truth in each bin, weighted by its claims; None without claims.

    >>> expected_calibration_error(fill_bins([Judged(0.8, True), Judged(0.8, False), Judged(0.1, False)]))
    0.23333333333333336
    """
    total = sum(one.claims for one in bins)
    return sum(one.claims * abs(one.mean_confidence - one.right) for one in bins) / total if total else None
