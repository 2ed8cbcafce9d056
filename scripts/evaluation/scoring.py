"""The figures of a coder over all articles of a set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from evaluation.calibration import Bin, expected_calibration_error, fill_bins
from evaluation.compare_article import ArticleComparison, compare_article
from evaluation.counts import Counts, add_up, share
from evaluation.gold import Gold
from evaluation.intervals import interval_of_f
from evaluation.read_coded import read_coded
from evaluation.tables import Tables

# task -> the name of its figures; {} is p, r, f, mean_f, low, high
FIGURES = {
    "casualty": "casualty_{}",
    "casualty_reporter": "casualty_reporter_{}",
    "casualty_span": "casualty_span_{}",
    "attribution50": "attribution_{}50",
    "attribution80": "attribution_{}80",
    "content50": "content_{}50",
    "content80": "content_{}80",
    "incident": "incident_{}",
    "incident_dated": "incident_dated_{}",
}
WITH_INTERVAL = frozenset({"casualty", "casualty_reporter", "attribution50", "attribution80"})
COUNT_KINDS = ("number", "named", "vague", "zero", "unknown")

Figures = dict[str, float | int | None]


@dataclass(frozen=True)
class Score:
    """What one coder reached. Articles that are sealed give figures, but no misses and no figures of their own."""

    figures: Figures
    counts: dict[str, Counts]
    judged_on: dict[str, int]
    by_count_kind: dict[str, dict[str, int]]
    by_article: dict[str, dict[str, Counts]]
    misses: dict[str, list[str]]
    calibration: list[Bin]
    notes: list[str]

    def as_json(self, show: bool) -> dict[str, object]:
        """All of it as plain values; the misses only where they are asked for."""
        plain = asdict(self) | {
            "counts": {task: counts._asdict() for task, counts in self.counts.items()},
            "by_article": {
                article_id: {task: counts._asdict() for task, counts in tasks.items()}
                for article_id, tasks in self.by_article.items()
            },
        }
        return plain if show else {key: value for key, value in plain.items() if key != "misses"}


def score(gold: Gold, tables: Tables) -> Score:
    """The tables beside the gold.

    Raises ReportedlyError where the tables have none of the articles.
    """
    coded = read_coded(tables, gold)
    articles = [compare_article(article, coded.articles[article_id]) for article_id, article in gold.items()]
    counts = {task: add_up(article.counts[task] for article in articles) for task in FIGURES}
    bins = fill_bins([claim for article in articles for claim in article.judged])
    open_articles = [article for article in articles if not article.article.is_sealed]
    return Score(
        figures=_task_figures(articles, counts)
        | _term_figures(articles)
        | {"calibration_error": expected_calibration_error(bins)},
        counts=counts,
        judged_on=_judged_on(articles),
        by_count_kind=_by_count_kind(articles),
        by_article={article.article.article_id: article.counts for article in open_articles},
        misses={article.article.article_id: article.misses for article in open_articles if article.misses},
        calibration=bins,
        notes=coded.notes,
    )


def _task_figures(articles: Sequence[ArticleComparison], counts: dict[str, Counts]) -> Figures:
    """Precision, recall and F of each task over all articles, the mean of the articles' F, and intervals.

    The mean leaves out articles with neither gold nor anything coded.
    """
    figures: Figures = {}
    for task, name in FIGURES.items():
        by_article = [article.counts[task] for article in articles]
        scores = [value for one in by_article if (value := one.f_score) is not None]
        figures |= {
            name.format("p"): counts[task].precision,
            name.format("r"): counts[task].recall,
            name.format("f"): counts[task].f_score,
            name.format("mean_f"): sum(scores) / len(scores) if scores else None,
        }
        if task in WITH_INTERVAL:
            figures[name.format("low")], figures[name.format("high")] = interval_of_f(by_article)
    without = [article for article in articles if not article.kinds]
    figures["false_alarms"] = sum(article.counts["casualty"].false_alarms for article in without)
    return figures


def _term_figures(articles: Sequence[ArticleComparison]) -> Figures:
    return {
        "anonymity": share(one for article in articles for one in article.terms.anonymity),
        "anonymity_r": share(one for article in articles for one in article.terms.anonymous_found),
        "direct": share(one for article in articles for one in article.terms.direct),
        "polarity": share(one for article in articles for one in article.terms.polarity),
        "certainty": share(one for article in articles for one in article.terms.certainty),
        "quote_exact": share(one for article in articles for one in article.quotes_exact),
    }


def _judged_on(articles: Sequence[ArticleComparison]) -> dict[str, int]:
    """How many items the shares rest on."""
    return {
        **{term: sum(len(getattr(article.terms, term)) for article in articles) for term in articles[0].terms._fields},
        "claims": sum(len(article.quotes_exact) for article in articles),
        "calibration": sum(len(article.judged) for article in articles),
        "composed": sum(article.composed for article in articles),
        "articles_without_casualties": sum(not article.kinds for article in articles),
    }


def _by_count_kind(articles: Sequence[ArticleComparison]) -> dict[str, dict[str, int]]:
    kinds = [kind for article in articles for kind in article.kinds]
    return {
        name: {
            "gold": len(these),
            "found": sum(kind.is_found for kind in these),
            "with_reporter": sum(kind.has_reporter for kind in these),
        }
        for name in COUNT_KINDS
        if (these := [kind for kind in kinds if kind.count_kind == name])
    }
