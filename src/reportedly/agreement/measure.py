"""Figures of agreement: span F1, Krippendorff's alpha by field, figures F1, and each term apart."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reportedly.agreement.match import Pair, pair_figures, pair_units
from reportedly.agreement.units import FIELDS, Unit


def measure(first: list[Unit], second: list[Unit]) -> dict[str, Any]:
    """Agreement of two codings as plain numbers, each with the count behind it.

    `summary`: F1 of the claims' spans; per field, Krippendorff's nominal alpha and raw agreement over the matched
    claims; F1 of casualty reports with equal harm and bounds. `terms`: how often each coder used a term of a field,
    and the share of agreement on it, 2 both / (first + second). `articles`: F1 of the spans of each.
    """
    pairs = pair_units(first, second)
    reports = [sum(len(unit.figures) for unit in units) for units in (first, second)]
    return {
        "summary": {
            "claims": _f1(len(pairs), len(first), len(second)),
            "fields": {field: _field(field, pairs) for field in FIELDS},
            "figures": _f1(pair_figures(first, second), *reports),
        },
        "terms": {field: _terms(field, pairs) for field in FIELDS},
        "articles": {
            article_id: _f1(
                sum(one.article_id == article_id for one, _ in pairs),
                sum(unit.article_id == article_id for unit in first),
                sum(unit.article_id == article_id for unit in second),
            )
            for article_id in sorted({unit.article_id for unit in first})
        },
    }


def _f1(matched: int, first: int, second: int) -> dict[str, Any]:
    f1 = 2 * matched / (first + second) if first + second else None
    return {"f1": None if f1 is None else round(f1, 3), "matched": matched, "first": first, "second": second}


def _values(field: str, pairs: list[Pair]) -> tuple[list[str], list[str]]:
    return [one.fields[field] for one, _ in pairs], [other.fields[field] for _, other in pairs]


def _field(field: str, pairs: list[Pair]) -> dict[str, Any]:
    mine, theirs = _values(field, pairs)
    equal = sum(a == b for a, b in zip(mine, theirs, strict=True))
    return {
        "alpha": _alpha(mine, theirs),
        "agreement": round(equal / len(pairs), 3) if pairs else None,
        "items": len(pairs),
    }


def _terms(field: str, pairs: list[Pair]) -> dict[str, dict[str, Any]]:
    mine, theirs = _values(field, pairs)
    both = Counter(a for a, b in zip(mine, theirs, strict=True) if a == b)
    first, second = Counter(mine), Counter(theirs)
    return {
        term: {
            "first": first[term],
            "second": second[term],
            "both": both[term],
            "agreement": round(2 * both[term] / (first[term] + second[term]), 3),
        }
        for term in sorted(set(mine) | set(theirs))
    }


def _alpha(mine: list[str], theirs: list[str]) -> float | None:
    """Krippendorff's alpha for nominal values; None where every value is the same and alpha is not defined."""
    import krippendorff  # noqa: PLC0415 - only the extra brings it

    codes = {value: code for code, value in enumerate(sorted(set(mine) | set(theirs)))}
    if len(codes) < 2:
        return None
    data = [[codes[value] for value in values] for values in (mine, theirs)]
    return round(float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")), 3)
