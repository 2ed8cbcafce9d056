"""Some articles at a time to checked tables. What breaks a rule goes; what is left is checked again until it is clean.

Rules look at one article and at the registries' rows that it needs, so that checking articles in chunks finds what
checking all of them would, in memory that does not grow with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from reportedly.assemble import assemble
from reportedly.check import check_tables
from reportedly.code.registries import Merged, publisher_id
from reportedly.coder.inputs import Failure
from reportedly.coder.stored import Coded
from reportedly.coder.verify import without_claims
from reportedly.errors import Finding, ReportedlyError, Where
from reportedly.read.fields import Row
from reportedly.read.records import Coding
from reportedly.read.seeds import RELATIONS, Article, Seeds
from reportedly.standard import Standard

CHUNK = 200  # articles
ROUNDS = 4
RIGHTS = "Rights in the text remain with its publisher; the coder was told of none."


@dataclass(frozen=True)
class Settled:
    """A chunk's clean tables, the articles that are left, and what was dropped."""

    tables: dict[str, pa.Table]
    articles: tuple[Coded, ...]
    dropped: Mapping[str, int]
    failures: tuple[Failure, ...]


def settle(chunk: Sequence[Coded], merged: Merged, standard: Standard) -> Settled:
    """The tables of some articles, without what breaks a rule.

    Raises:
        ReportedlyError: a rule finds fault with something that no claim or article is to blame for.
    """
    articles = list(chunk)
    dropped: Counter[str] = Counter()
    failures: list[Failure] = []
    for number in range(ROUNDS + 1):
        tables, findings = _checked(articles, merged, standard)
        if not findings:
            return Settled(tables, tuple(articles), dict(dropped), tuple(failures))
        blame = _blame(findings, articles)
        left = []
        for coded in articles:
            faults = blame.get(coded.article.article_id)
            if faults is None:
                left.append(coded)
            elif faults.whole or number == ROUNDS - 1:
                rules = ", ".join(sorted({*faults.whole, *faults.claims.values(), *faults.names.values()}))
                found = next((f" (found {one.value!r})" for one in findings if one.rule in faults.whole), "")
                failures.append(Failure(coded.article.name, f"what is coded breaks {rules}{found}"))
            else:
                dropped.update(faults.claims.values())
                left.append(_without(coded, faults))
        articles = left
    raise ReportedlyError(f"the tables break {findings[0].rule}: {findings[0].message}; please report it")


def _checked(
    articles: Sequence[Coded], merged: Merged, standard: Standard
) -> tuple[dict[str, pa.Table], list[Finding]]:
    relations: dict[str, tuple[Row, ...]] = dict.fromkeys(RELATIONS, ())
    seeds = Seeds(
        {},
        tuple(article_of(coded) for coded in articles),
        tuple(coded.coding for coded in articles),
        merged.rows_of(articles),
        relations,
    )
    assembled = assemble(seeds, standard)
    result = check_tables(assembled.tables, standard)
    if result.not_run:
        rule, why = next(iter(result.not_run.items()))
        raise ReportedlyError(f"the rule {rule} cannot run: {why}")
    findings = assembled.findings + [one for one in result.findings if one.severity == "error"]
    return assembled.tables, findings


def article_of(coded: Coded) -> Article:
    """What the table of articles says of a coded article: what its blocks print, and what was stated of it."""
    article, coding = coded.article, coded.coding
    values = {
        "article_id": article.article_id,
        "language": "en",
        "rights": RIGHTS,
        "published_basis": "supplied" if article.published else "none",
    }
    for kind in ("title", "byline", "dateline"):
        printed = next((one.span for one in coding.blocks if one.kind == kind), None)
        if printed:
            values[kind] = article.text[printed.start : printed.end].strip()
    if article.published:
        values["published"] = article.published
    if article.publisher:
        values["publisher_id"] = publisher_id(article.publisher)
    return Article(article.article_id, article.text, Row(values, Where(article.name, 1)))


@dataclass
class _Faults:
    """What of an article is to blame: all of it, claims by label, names by form; each with the rule."""

    whole: set[str]
    claims: dict[str, str]
    names: dict[tuple[str, str], str]


def _blame(findings: Iterable[Finding], articles: Sequence[Coded]) -> dict[str, _Faults]:
    blame: dict[str, _Faults] = {}

    def of(article_id: str) -> _Faults:
        return blame.setdefault(article_id, _Faults(set(), {}, {}))

    for finding in findings:
        parts = (finding.key or "").split(" / ")
        match finding.table:
            case "claims" | "attributions" | "claim_relations" | "casualty_reports":
                claim = parts[0].rpartition(".k")[0] if finding.table == "casualty_reports" else parts[0]
                article_id, _, label = claim.rpartition(".")
                of(article_id).claims.setdefault(label, finding.rule)
            case "articles" | "blocks" | "sentences":
                of(parts[0]).whole.add(finding.rule)
            case "actor_names" if len(parts) == 3:
                of(parts[1]).names[parts[0], parts[2]] = finding.rule
            case "actor_names" if finding.where:
                coded = next(one for one in articles if f"{one.article.article_id}.txt" == finding.where.file)
                for form in coded.coding.names:
                    if form.row.values["name"] == finding.value:
                        name = (form.row.values["actor_id"], str(finding.value))
                        of(coded.article.article_id).names[name] = finding.rule
            case "actors" | "places" | "events":
                for coded in articles:
                    for label in _resting_on(coded.coding, finding.table, parts[0]):
                        of(coded.article.article_id).claims.setdefault(label, finding.rule)
    return blame


def _resting_on(coding: Coding, table: str, identifier: str) -> list[str]:
    """The claims that need a row of a registry."""
    if table == "actors":
        return [one.label for one in coding.claims if identifier in {hop.values.get("actor_id") for hop in one.hops}]
    column = {"places": "place_id", "events": "event_id"}[table]
    return [one.label for one in coding.claims if one.values.get(column) == identifier]


def _without(coded: Coded, faults: _Faults) -> Coded:
    kept = {one.label: one for one in coded.coding.claims if one.label not in faults.claims}
    coding = replace(
        coded.coding,
        names=tuple(
            form
            for form in coded.coding.names
            if (form.row.values["actor_id"], form.row.values["name"]) not in faults.names
        ),
    )
    left, _ = without_claims(coding, coded.registries, kept)
    # An actor that lost its last name stays until the next round finds the claims that need it.
    actors = {hop.values["actor_id"] for claim in left.claims for hop in claim.hops}
    _, registries = without_claims(left, coded.registries, {one.label: one for one in left.claims})
    registries = replace(
        registries, actors=tuple(row for row in coded.registries.actors if row.values["actor_id"] in actors)
    )
    return replace(coded, coding=left, registries=registries)
