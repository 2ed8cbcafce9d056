"""The gold, which people made by reading: `<set>/gold/<article>.json` beside `<set>/articles/<article>.txt`."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from evaluation.dates import Days, covered_days
from evaluation.names import same_name
from evaluation.spans import Span, occurrences
from reportedly.errors import ReportedlyError

ARTICLE = "article"
"""`asserted_by` of a casualty that the article gives in its own voice."""

HARMS: dict[str, frozenset[str]] = {
    "killed": frozenset({"killed", "body_recovered"}),
    "injured": frozenset({"injured"}),
    "captured": frozenset({"captured"}),
    "missing": frozenset({"missing"}),
    "casualties": frozenset({"killed", "injured", "killed_or_injured", "body_recovered"}),
}
"""The gold's harms, and which coded ones each takes. One `killed_or_injured` row does not answer two gold rows."""


@dataclass(frozen=True)
class GoldCasualty:
    """One count of one harm. Null bounds are open; `polarity` and `certainty` are null where they were not coded."""

    quote: Span
    harm: str
    lower: int | None
    upper: int | None
    count_kind: str
    asserted_by: str
    polarity: str | None
    certainty: str | None


@dataclass(frozen=True)
class GoldAttribution:
    """One content of one source. `polarity` and `certainty` are null where they were not coded."""

    quote: Span
    source: str
    is_direct: bool
    is_anonymous: bool
    polarity: str | None
    certainty: str | None


@dataclass(frozen=True)
class GoldIncident:
    """One event of which the article tells."""

    kind: str
    date: str | None
    days: Days | None
    country: str | None


@dataclass(frozen=True)
class GoldArticle:
    """An article and its gold. Where no date of publication is known (`is_dated`), dates are not scored."""

    article_id: str
    text: str
    text_sha256: str
    is_dated: bool
    is_sealed: bool
    casualties: tuple[GoldCasualty, ...]
    attributions: tuple[GoldAttribution, ...]
    incidents: tuple[GoldIncident, ...]
    actors: tuple[frozenset[str], ...]

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        return {}

    def names_of(self, source: str) -> frozenset[str]:
        """The source and every form of the gold actors that it names."""
        if source not in self._names:
            named = [forms for forms in self.actors if any(same_name(source, form) for form in forms)]
            self._names[source] = frozenset({source}).union(*named)
        return self._names[source]

    def places_of(self, quote: Span) -> list[Span]:
        """Where the words of a gold quote stand: any of these places is right."""
        return occurrences(quote, self.text)

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]


Gold = dict[str, GoldArticle]


def read_article(gold_file: Path, text_file: Path, is_sealed: bool = False) -> GoldArticle:
    """One article with its gold.

    Raises ReportedlyError where a file is missing or broken, or the text is not the one that was coded.
    """
    try:
        coded = json.loads(gold_file.read_text("utf-8"))
        raw = text_file.read_bytes()
    except (OSError, ValueError) as error:
        raise ReportedlyError(f"{gold_file}: the gold or its text {text_file} cannot be read: {error}") from None
    found = hashlib.sha256(raw).hexdigest()
    try:
        if found != coded["text_sha256"]:
            raise ReportedlyError(
                f"{text_file}: not the text that was coded.\n  found     sha256 {found}\n"
                f"  expected  sha256 {coded['text_sha256']}\nRestore the file; offsets count in it."
            )
        return _article(gold_file.stem, raw.decode("utf-8"), coded, is_sealed)
    except (KeyError, TypeError, ValueError) as error:
        raise ReportedlyError(f"{gold_file}: not in the form of a gold file: {type(error).__name__} {error}") from None


def _article(article_id: str, text: str, coded: dict[str, Any], is_sealed: bool) -> GoldArticle:
    gold, is_dated = coded["gold"], bool(coded["meta"]["date"])
    return GoldArticle(
        article_id=article_id,
        text=text,
        text_sha256=coded["text_sha256"],
        is_dated=is_dated,
        is_sealed=is_sealed,
        casualties=tuple(_casualty(row) for row in gold["casualties"]),
        attributions=tuple(_attribution(row, text) for row in gold["attributions"]),
        incidents=tuple(_incident(row, is_dated) for row in gold["incidents"]),
        actors=tuple(frozenset([row["name"], *row["surface_forms"]]) for row in gold.get("actors", [])),
    )


def _casualty(row: dict[str, Any]) -> GoldCasualty:
    if row["harm"] not in HARMS:
        raise ValueError(f"harm {row['harm']!r} is none of {', '.join(HARMS)}")
    return GoldCasualty(
        quote=Span(*row["quote"]),
        harm=row["harm"],
        lower=row["min"],
        upper=row["max"],
        count_kind=row["count_kind"],
        asserted_by=row["asserted_by"],
        polarity=row.get("polarity"),
        certainty=row.get("certainty"),
    )


def _attribution(row: dict[str, Any], text: str) -> GoldAttribution:
    return GoldAttribution(
        quote=Span(*row["quote"]),
        source=text[slice(*row["source"])],
        is_direct=row["direct"],
        is_anonymous=row["anonymous"],
        polarity=row.get("polarity"),
        certainty=row.get("certainty"),
    )


def _incident(row: dict[str, Any], is_dated: bool) -> GoldIncident:
    return GoldIncident(
        kind=row["type"],
        date=row["date"],
        days=covered_days(row["date"]) if is_dated else None,
        country=row["place"]["country"],
    )
