"""Mentions of actors: each stretch of text counts for the longest form that is listed for it."""

from __future__ import annotations

from typing import Any

from reportedly.errors import Finding
from reportedly.read.locate import Span, occurrences
from reportedly.read.records import NameForm


def count_mentions(
    text: str, forms: tuple[NameForm, ...]
) -> tuple[list[tuple[NameForm, dict[str, Any]]], list[Finding]]:
    """For each form its count and first place, and findings for forms that never stand alone or mean two actors."""
    taken: list[Span] = []
    counted: list[tuple[NameForm, dict[str, Any]]] = []
    findings: list[Finding] = []
    free: dict[str, NameForm] = {}
    for form in sorted(forms, key=lambda one: (-len(one.row.values["name"]), one.only_in is None)):
        name = form.row.values["name"]
        if form.only_in is None and name in free:
            other = free[name].row.values["actor_id"]
            findings.append(
                Finding(
                    "names_mean_one_actor",
                    f"{name!r} is listed for {other} too",
                    "actor_names",
                    column="name",
                    value=name,
                    advice="Say with only_in in which stretches it means which.",
                    where=form.row.where,
                )
            )
            continue
        spans = list(form.only_in) if form.only_in is not None else occurrences(name, text)
        alone = [span for span in spans if not any(_covers(other, span) for other in taken)]
        if form.only_in is None:
            free[name] = form
        if not alone:
            findings.append(
                Finding(
                    "names_mean_one_actor",
                    f"{name!r} stands only inside longer listed forms",
                    "actor_names",
                    column="name",
                    value=name,
                    advice="Remove the form.",
                    where=form.row.where,
                )
            )
            continue
        taken += alone
        counted.append((form, {"mentions": len(alone), "first_char_start": min(span.start for span in alone)}))
    return counted, findings


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
