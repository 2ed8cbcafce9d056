"""Casualty reports beside the gold's: one to one, by place, harm and bounds, then also by who gives the figure."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.coded import Claim, CodedCasualty
from evaluation.counts import Counts
from evaluation.gold import ARTICLE, HARMS, GoldArticle, GoldCasualty
from evaluation.matching import largest_matching
from evaluation.names import names_meet
from evaluation.spans import half_of_shorter
from evaluation.wording import clip

VAGUE_UP_TO = 4
"""A vague count's lower bound may be so many times the gold's floor, which is a convention (*dozens* is 24)."""


@dataclass(frozen=True)
class CasualtyComparison:
    """Pairs are gold index to coded index. `matched`: place, harm and bounds; `by_reporter`: and the right reporter."""

    counts: dict[str, Counts]
    matched: dict[int, int]
    by_reporter: dict[int, int]
    false_alarms: list[int]
    misses: list[str]


def bounds_agree(gold: GoldCasualty, coded: CodedCasualty) -> bool:
    """Whether the coded bounds answer the gold's: equal, but for vague and unknown counts and for *a man*.

    `vague`: upper open, lower open or 1 to 4 times the gold's floor. `unknown`: both open, or lower 1 at most.
    Gold 1-1 takes 1-open where the coder calls the quantity indefinite.
    """
    if gold.count_kind in ("vague", "unknown") or (gold.lower is None and gold.upper is None):
        if coded.upper is not None:
            return False
        if gold.lower is None:
            return coded.lower is None or coded.lower <= 1
        return coded.lower is None or 1 <= coded.lower <= VAGUE_UP_TO * gold.lower
    found = (coded.lower, coded.upper)
    if found == (gold.lower, gold.upper):
        return True
    return (gold.lower, gold.upper) == (1, 1) and found == (1, None) and coded.quantity_form == "indefinite"


def reporter_agrees(article: GoldArticle, gold: GoldCasualty, claim: Claim) -> bool:
    """Whether the claim's origin is who the gold says gives the figure; `article` is the outlet itself."""
    if gold.asserted_by == ARTICLE:
        return claim.is_outlets_own
    origin = claim.origin
    return (
        not claim.is_outlets_own and origin is not None and names_meet(origin.names, article.names_of(gold.asserted_by))
    )


def compare_casualties(article: GoldArticle, coded: list[CodedCasualty]) -> CasualtyComparison:
    """The casualty reports of one article beside the gold's."""
    by_place: list[list[int]] = []
    for gold in article.casualties:
        places = article.places_of(gold.quote)
        by_place.append(
            [
                index
                for index, row in enumerate(coded)
                if row.harm in HARMS[gold.harm] and any(half_of_shorter(a, b) for a in places for b in row.places)
            ]
        )
    by_bounds = [
        [index for index in indices if bounds_agree(gold, coded[index])]
        for gold, indices in zip(article.casualties, by_place, strict=True)
    ]
    by_reporter = [
        [index for index in indices if reporter_agrees(article, gold, coded[index].claim)]
        for gold, indices in zip(article.casualties, by_bounds, strict=True)
    ]
    matchings = {
        "casualty_span": largest_matching(by_place),
        "casualty": largest_matching(by_bounds),
        "casualty_reporter": largest_matching(by_reporter),
    }
    wanted = len(article.casualties)
    counts = {
        task: Counts(len(pairs), len(_false_alarms(coded, pairs)), wanted - len(pairs))
        for task, pairs in matchings.items()
    }
    matched, reported = matchings["casualty"], matchings["casualty_reporter"]
    false_alarms = _false_alarms(coded, matched)
    misses = [*_misses(article, coded, by_place, matched, reported)]
    misses += [f"casualty not in gold: {_show_coded(coded[index])}" for index in false_alarms]
    return CasualtyComparison(counts, matched, reported, false_alarms, misses)


def _false_alarms(coded: list[CodedCasualty], pairs: dict[int, int]) -> list[int]:
    """What no gold row answers; the unanswered part of an answered total is none."""
    taken = set(pairs.values())
    totals = {coded[index].casualty_id for index in taken}
    return [
        index
        for index, row in enumerate(coded)
        if index not in taken and not (row.subset_of and row.subset_of in totals)
    ]


def _misses(
    article: GoldArticle,
    coded: list[CodedCasualty],
    by_place: list[list[int]],
    matched: dict[int, int],
    reported: dict[int, int],
) -> list[str]:
    lines = []
    for index, gold in enumerate(article.casualties):
        quote = clip(article.words(gold.quote))
        wanted = f'{gold.harm} {gold.lower}-{gold.upper} ({gold.count_kind}) "{quote}" by {gold.asserted_by}'
        if index not in matched:
            nearest = f"; nearest: {_show_coded(coded[by_place[index][0]])}" if by_place[index] else ""
            lines.append(f"casualty missed: {wanted}{nearest}")
        elif index not in reported:
            claim = coded[matched[index]].claim
            origin = claim.origin
            found = sorted(origin.names) if origin and not claim.is_outlets_own else "the outlet"
            lines.append(f"casualty right, reporter wrong: {wanted}; found {found}")
    return lines


def _show_coded(row: CodedCasualty) -> str:
    return f'{row.harm} {row.lower}-{row.upper} in "{clip(row.claim.quote)}"'
