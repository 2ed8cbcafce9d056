"""One article as it was coded beside its gold: all tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from evaluation.calibration import Judged, judge_claims
from evaluation.coded import Claim, CodedArticle
from evaluation.compare_attributions import AttributionComparison, compare_attributions
from evaluation.compare_casualties import CasualtyComparison, compare_casualties
from evaluation.counts import Counts
from evaluation.gold import ARTICLE, GoldArticle
from evaluation.incidents import compare_incidents
from evaluation.wording import clip


class Terms(NamedTuple):
    """On rows that are matched: is the term right? Only rows where the gold has the term."""

    anonymity: list[bool]
    anonymous_found: list[bool]
    direct: list[bool]
    polarity: list[bool]
    certainty: list[bool]


class Kind(NamedTuple):
    """A gold casualty by its kind of count: was it found, and with the right reporter?"""

    count_kind: str
    is_found: bool
    has_reporter: bool


@dataclass(frozen=True)
class ArticleComparison:
    """All figures of one article come from here."""

    article: GoldArticle
    counts: dict[str, Counts]
    terms: Terms
    kinds: list[Kind]
    composed: int
    quotes_exact: list[bool]
    judged: list[Judged]
    misses: list[str]


def compare_article(article: GoldArticle, coded: CodedArticle) -> ArticleComparison:
    """One article beside its gold."""
    casualties = compare_casualties(article, coded.casualties)
    backed = {
        coded.casualties[row].claim.claim_id
        for gold, row in casualties.by_reporter.items()
        if article.casualties[gold].asserted_by != ARTICLE
    }
    attributions = compare_attributions(article, coded, backed)
    incidents = compare_incidents(article, coded.events)
    inexact = [
        f'quote not exact: {claim.claim_id} {claim.span or "outside the text"} "{clip(claim.quote)}"'
        for claim in coded.claims
        if not claim.is_exact
    ]
    return ArticleComparison(
        article=article,
        counts=casualties.counts | attributions.counts | incidents.counts,
        terms=_terms(article, coded, casualties, attributions),
        kinds=[
            Kind(gold.count_kind, index in casualties.matched, index in casualties.by_reporter)
            for index, gold in enumerate(article.casualties)
        ],
        composed=attributions.hits.composed,
        quotes_exact=[claim.is_exact for claim in coded.claims],
        judged=judge_claims(coded.claims, casualties, coded.casualties, attributions),
        misses=[*casualties.misses, *attributions.misses, *inexact, *incidents.misses],
    )


def _terms(
    article: GoldArticle, coded: CodedArticle, casualties: CasualtyComparison, attributions: AttributionComparison
) -> Terms:
    """The terms of the matched rows. Where several claims answer one content, the first is asked."""
    terms = Terms([], [], [], [], [])
    for index, answers in attributions.hits.pairs.items():
        gold, answer = article.attributions[index], attributions.utterances[answers[0]]
        identification = answer.source.identification
        unnamed = identification.startswith("unnamed") if identification else None
        terms.anonymity.append(gold.is_anonymous == unnamed)
        if gold.is_anonymous:
            terms.anonymous_found.append(unnamed is True)
        terms.direct.append(gold.is_direct == (answer.claim.speech in ("direct", "mixed")))
        _add_modality(terms, gold.polarity, gold.certainty, answer.claim)
    for index, row in casualties.matched.items():
        figure = article.casualties[index]
        _add_modality(terms, figure.polarity, figure.certainty, coded.casualties[row].claim)
    return terms


def _add_modality(terms: Terms, polarity: str | None, certainty: str | None, claim: Claim) -> None:
    if polarity is not None:
        terms.polarity.append(polarity == claim.polarity)
    if certainty is not None:
        terms.certainty.append(certainty == claim.certainty)
