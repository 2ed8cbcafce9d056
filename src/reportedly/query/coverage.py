"""What of each article is coded: every sentence with its claims, and the words that no claim, source or cue covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.errors import ReportedlyError
from reportedly.query.load import read_table
from reportedly.query.package import open_package

OPEN, CLOSE = "⟦", "⟧"


@dataclass(frozen=True)
class SentenceCoverage:
    """One sentence: its text cut into stretches that are coded or bare, its number of claims, or its excuse."""

    text: str
    stretches: tuple[tuple[str, bool], ...]
    claims: int
    no_claim: str | None

    @property
    def is_answered(self) -> bool:
        """Whether the sentence is coded or excused."""
        return self.claims > 0 or self.no_claim is not None


@dataclass(frozen=True)
class ArticleCoverage:
    """The sentences of one article in reading order."""

    article_id: str
    sentences: tuple[SentenceCoverage, ...]

    @property
    def share_of_words(self) -> float:
        """Share of the words of coded sentences that stand in a quote, source or cue."""
        parts = [part for one in self.sentences if one.claims for part in one.stretches]
        words = sum(len(text.split()) for text, _ in parts)
        return sum(len(text.split()) for text, is_coded in parts if is_coded) / words if words else 1.0


def coverage(package: str | Path | None = None) -> list[ArticleCoverage]:
    """The coverage of every article of a package.

    Raises:
        ReportedlyError: no such package, or it withholds the texts.
    """
    opened, _ = open_package(package)
    needed = ("articles", "sentences", "claims", "attributions")
    tables = {name: read_table(opened, name).to_pylist() for name in needed}
    if any(row["text"] is None for row in tables["articles"]):
        raise ReportedlyError(f"{opened.root}: the package withholds its texts; coverage needs them")
    spans = _coded_spans(tables)
    return [
        ArticleCoverage(
            article["article_id"],
            tuple(
                _sentence(article["text"], row, spans[article["article_id"]])
                for row in tables["sentences"]
                if row["article_id"] == article["article_id"]
            ),
        )
        for article in tables["articles"]
    ]


Spans = list[tuple[int, int, bool]]


def _coded_spans(tables: dict[str, list[dict[str, Any]]]) -> dict[str, Spans]:
    """Start, end and whether it is a claim, of every quote, source and cue, by article."""
    spans: dict[str, Spans] = {row["article_id"]: [] for row in tables["articles"]}
    article_of = {row["claim_id"]: row["article_id"] for row in tables["claims"]}
    for row in tables["attributions"]:
        if row["claim_id"] not in article_of:
            raise ReportedlyError(f"attributions: no claim {row['claim_id']!r}; run `reportedly check`")
    for row in tables["claims"]:
        if row["article_id"] not in spans:
            raise ReportedlyError(f"claims: no article {row['article_id']!r}; run `reportedly check`")
        spans[row["article_id"]].append((row["char_start"], row["char_end"], True))
    for row in tables["attributions"]:
        for part in ("source", "cue"):
            if row[f"{part}_start"] is not None:
                spans[article_of[row["claim_id"]]].append((row[f"{part}_start"], row[f"{part}_end"], False))
    return spans


def _sentence(text: str, row: dict[str, Any], spans: Spans) -> SentenceCoverage:
    start, end = row["char_start"], row["char_end"]
    inside = [(a, b) for a, b, _ in spans if a < end and b > start]
    claims = sum(is_claim and a < end and b > start for a, b, is_claim in spans)
    return SentenceCoverage(text[start:end], tuple(_stretches(text, start, end, inside)), claims, row["no_claim"])


def _stretches(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text between start and end as stretches, each inside some span or inside none."""
    covered = [any(a <= position < b for a, b in spans) for position in range(start, end)]
    begin = 0
    for position in range(1, end - start + 1):
        if position == end - start or covered[position] != covered[begin]:
            yield text[start + begin : start + position], covered[begin]
            begin = position


def as_text(articles: list[ArticleCoverage]) -> str:
    """A report for people: each sentence with its number of claims, bare words between ⟦ ⟧, totals at the end."""
    lines = []
    for article in articles:
        lines += ["", article.article_id, "-" * len(article.article_id)]
        for sentence in article.sentences:
            lines.append(f"{_mark(sentence)}  {_marked(sentence)}")
        lines.append(_total(article))
    sentences = [sentence for article in articles for sentence in article.sentences]
    answered = sum(sentence.is_answered for sentence in sentences)
    share = f"{answered / len(sentences):.1%}" if sentences else "none"
    lines += ["", f"{answered} of {len(sentences)} claim-carrying sentences are coded or excused ({share})"]
    return "\n".join(lines).lstrip("\n")


def _mark(sentence: SentenceCoverage) -> str:
    if sentence.claims:
        return f"{sentence.claims:>3}"
    return f"  – ({sentence.no_claim})" if sentence.no_claim else "  !"


def _marked(sentence: SentenceCoverage) -> str:
    if not sentence.claims:
        return " ".join(sentence.text.split())
    return "".join(
        text if is_coded or not any(char.isalnum() for char in text) else f"{OPEN}{text}{CLOSE}"
        for text, is_coded in sentence.stretches
    )


def _total(article: ArticleCoverage) -> str:
    coded = sum(sentence.claims > 0 for sentence in article.sentences)
    excused = sum(sentence.no_claim is not None for sentence in article.sentences)
    bare = sum(not sentence.is_answered for sentence in article.sentences)
    return (
        f"{len(article.sentences)} sentences: {coded} coded, {excused} excused, {bare} left bare; "
        f"{article.share_of_words:.0%} of the words of coded sentences stand in a quote, source or cue"
    )
