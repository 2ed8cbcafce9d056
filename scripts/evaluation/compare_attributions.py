"""Reported statements beside the gold's: who said what, by overlap of the content and by the name of the source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaluation.coded import CodedArticle, Utterance
from evaluation.counts import Counts
from evaluation.gold import GoldArticle
from evaluation.matching import largest_matching
from evaluation.names import names_meet
from evaluation.spans import Span, intersection_over_union, shared, trim
from evaluation.wording import clip

TASKS: dict[str, tuple[float, bool]] = {
    "attribution50": (0.5, True),
    "attribution80": (0.8, True),
    "content50": (0.5, False),
    "content80": (0.8, False),
}
"""Task to the overlap (intersection over union) that is asked for, and whether the source must be right."""
MAIN = "attribution50"
INSIDE = 0.8
"""A claim is part of a gold content when so much of it lies in there."""


@dataclass(frozen=True)
class Hits:
    """One task. `pairs`: gold index to the utterances that answer it, several where they do together."""

    pairs: dict[int, list[int]]
    composed: int
    false_alarms: list[int]


@dataclass(frozen=True)
class AttributionComparison:
    """The utterances of an article beside its gold; `hits` are those at overlap .5 with the right source."""

    counts: dict[str, Counts]
    utterances: list[Utterance]
    hits: Hits
    misses: list[str]


class _Grid:
    """Each gold attribution against each utterance: overlap, same source, and the places of both."""

    def __init__(self, article: GoldArticle, utterances: list[Utterance]) -> None:
        self.said = [trim(utterance.span, article.text) for utterance in utterances]
        self.wanted = [
            [trim(place, article.text) for place in article.places_of(gold.quote)] for gold in article.attributions
        ]
        names = [article.names_of(gold.source) for gold in article.attributions]
        self.same_source = [[names_meet(one.source.names, each) for one in utterances] for each in names]
        self.overlap = [
            [max(intersection_over_union(span, place) for place in places) for span in self.said]
            for places in self.wanted
        ]


def compare_attributions(
    article: GoldArticle, coded: CodedArticle, backed_claims: set[str | None]
) -> AttributionComparison:
    """The reported statements of one article beside the gold's.

    `backed_claims` are the claims whose source the gold's casualties confirm: right, so no false alarm, though the
    gold's attributions do not list them.
    """
    utterances = coded.utterances()
    grid = _Grid(article, utterances)
    backed = {
        index
        for index, utterance in enumerate(utterances)
        if utterance.claim.claim_id in backed_claims and utterance.is_by_origin
    }
    tasks = {task: find_hits(grid, *rule, backed) for task, rule in TASKS.items()}
    wanted = len(article.attributions)
    counts = {
        task: Counts(len(hits.pairs), len(hits.false_alarms), wanted - len(hits.pairs)) for task, hits in tasks.items()
    }
    return AttributionComparison(counts, utterances, tasks[MAIN], _misses(article, utterances, grid, tasks[MAIN]))


def find_hits(grid: _Grid, least: float, needs_source: bool, backed: set[int]) -> Hits:
    """What answers what at one overlap: one to one first, then several claims that make up one long content."""

    def may_answer(gold: int, said: int) -> bool:
        return grid.same_source[gold][said] if needs_source else True

    matched = largest_matching(_candidates(grid, least, may_answer))
    used = set(matched.values())
    composed: dict[int, list[int]] = {}
    for gold in range(len(grid.wanted)):
        if gold not in matched and (parts := _parts(grid, gold, least, used, may_answer)):
            composed[gold] = parts
            used.update(parts)
    # Further claims inside a matched content, by its source, are its atomic parts: neither hit nor false alarm.
    free = set(backed)
    for gold in (*matched, *composed):
        zones = grid.wanted[gold] + ([grid.said[matched[gold]]] if gold in matched else [])
        free |= {
            index
            for index, span in enumerate(grid.said)
            if may_answer(gold, index) and any(zone.holds(span) for zone in zones)
        }
    false_alarms = [index for index in range(len(grid.said)) if index not in used | free]
    return Hits({gold: [index] for gold, index in matched.items()} | composed, len(composed), false_alarms)


def _candidates(grid: _Grid, least: float, may_answer: Callable[[int, int], bool]) -> list[list[int]]:
    """For each gold content the utterances that overlap enough, the best first."""
    return [
        sorted(
            (index for index, value in enumerate(row) if value >= least and may_answer(gold, index)),
            key=lambda index: -row[index],
        )
        for gold, row in enumerate(grid.overlap)
    ]


def _parts(
    grid: _Grid, gold: int, least: float, used: set[int], may_answer: Callable[[int, int], bool]
) -> list[int] | None:
    """Several unused claims that lie in the gold content and together cover enough of one of its places."""
    inside = [
        index
        for index, span in enumerate(grid.said)
        if index not in used
        and may_answer(gold, index)
        and any(shared(span, place) >= INSIDE * span.length for place in grid.wanted[gold])
    ]
    if len(inside) < 2:
        return None
    for place in grid.wanted[gold]:
        if _covered(place, [grid.said[index] for index in inside]) / place.length >= least:
            return inside
    return None


def _covered(place: Span, spans: list[Span]) -> int:
    """Code points of the place that at least one of the spans has."""
    covered: set[int] = set()
    for span in spans:
        covered.update(range(max(span.start, place.start), min(span.end, place.end)))
    return len(covered)


def _misses(article: GoldArticle, utterances: list[Utterance], grid: _Grid, hits: Hits) -> list[str]:
    lines = []
    for index, gold in enumerate(article.attributions):
        if index in hits.pairs:
            continue
        best = max(range(len(utterances)), key=lambda said: grid.overlap[index][said], default=None)
        nearest = ""
        if best is not None and grid.overlap[index][best] > 0:
            nearest = f"; nearest, overlap {grid.overlap[index][best]:.2f}: {_show(utterances[best])}"
        lines.append(f'attribution missed: {gold.source}: "{clip(article.words(gold.quote))}"{nearest}')
    return lines + [f"attribution not in gold: {_show(utterances[index])}" for index in hits.false_alarms]


def _show(utterance: Utterance) -> str:
    return f'{" / ".join(sorted(utterance.source.names)[:3]) or "nobody"}: "{clip(utterance.claim.quote)}"'
