"""What is compared: the claims of one coding, flat, with origin and figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import FindingsError, ReportedlyError
from reportedly.read.locate import Span
from reportedly.read.reading import Reading, finish
from reportedly.read.records import Claim, Coding
from reportedly.read.seeds import read_articles, read_coding_file, read_registry
from reportedly.resolve import identification_of
from reportedly.standard import Standard
from reportedly.standard.quantities import read_quantity

FIELDS = ("claim_type", "polarity", "certainty", "speech", "origin", "identification")


@dataclass(frozen=True)
class Figure:
    """A casualty report as the agreement on figures sees it."""

    harm: str
    lower: int | None
    upper: int | None


@dataclass(frozen=True)
class Unit:
    """One claim of one coding. `fields` has the columns that are compared."""

    article_id: str
    label: str
    span: Span
    quote: str
    statement: str
    fields: dict[str, str]
    figures: tuple[Figure, ...]


def read_units(root: Path, folder: str, standard: Standard) -> list[Unit]:
    """The claims of all codings in `root/seeds/codings/<folder>`.

    Raises:
        ReportedlyError: the folder holds no coding.
        FindingsError: a coding has faults.
    """
    seeds = root / "seeds"
    units, findings = finish(_units(seeds, folder, standard))
    if findings:
        raise FindingsError(findings)
    if not units:
        raise ReportedlyError(f"{seeds / 'codings' / folder}: no codings here to compare")
    return units


def _units(seeds: Path, folder: str, standard: Standard) -> Reading[list[Unit]]:
    articles = yield from read_articles(seeds, standard)
    by_id = {article.article_id: article for article in articles}
    actors = yield from read_registry(seeds, "actors", standard)
    kinds = {row.values["actor_id"]: row.values["kind"] for row in actors if "kind" in row.values}
    units: list[Unit] = []
    for path in sorted((seeds / "codings" / folder).glob("*.yaml")):
        coding = yield from read_coding_file(path, by_id, standard)
        if coding:
            units += [_unit(coding, claim, kinds, standard) for claim in coding.claims]
    return units


def _unit(coding: Coding, claim: Claim, kinds: dict[str, str], standard: Standard) -> Unit:
    origin = claim.hops[-1].values if claim.hops else {"actor_id": "(article)", "identification": "(article)"}
    identification = origin.get("identification") or identification_of(kinds.get(origin["actor_id"], ""))
    fields = {name: str(claim.values[name]) for name in ("claim_type", "polarity", "certainty", "speech")}
    fields |= {"origin": origin["actor_id"], "identification": str(identification)}
    figures = []
    for casualty in claim.casualties:
        quantity = read_quantity(
            casualty.values["quantity_text"], standard.lexicon, casualty.values.get("quantity_form")
        )
        bounds = (quantity.lower, quantity.upper) if quantity else (None, None)
        figures.append(Figure(casualty.values["harm"], *bounds))
    return Unit(
        coding.article_id,
        claim.label,
        claim.span,
        claim.values["quote"],
        claim.values["statement"],
        fields,
        tuple(figures),
    )
