"""All tables of a dataset from its seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from reportedly.assemble import rows as build
from reportedly.errors import Finding, Where
from reportedly.read.fields import Row
from reportedly.read.seeds import Seeds
from reportedly.standard import Standard, Table
from reportedly.standard.dates import read_edtf
from reportedly.standard.to_arrow import arrow_schema

KEY_JOIN = " / "


class Places(Mapping[tuple[str, str], Where]):
    """The seed line behind each row, by table and key. Only findings ask for it, so it is made when one does."""

    def __init__(self, make: Callable[[], dict[tuple[str, str], Where]]) -> None:
        self._make = make

    @cached_property
    def _found(self) -> dict[tuple[str, str], Where]:
        return self._make()

    def __getitem__(self, row: tuple[str, str]) -> Where:
        return self._found[row]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True)
class Assembled:
    """The tables, the seed line behind each row, and what went wrong while putting them together."""

    tables: dict[str, pa.Table]
    places: Mapping[tuple[str, str], Where]
    findings: list[Finding]


def assemble(seeds: Seeds, standard: Standard) -> Assembled:
    """Every table of the standard from the seeds, rows in the order of the contract's sort columns."""
    rows, findings = ordered_rows(seeds, standard)
    tables = {
        name: to_table([row.values for row in rows[name]], table, standard.version)
        for name, table in standard.tables.items()
    }
    return Assembled(tables, Places(lambda: places_of(rows, standard)), findings)


def ordered_rows(seeds: Seeds, standard: Standard) -> tuple[dict[str, list[Row]], list[Finding]]:
    """The rows of every table, in the order of its sort columns, and what went wrong."""
    rows, findings = _all_rows(seeds, standard)
    return {
        name: sorted(rows.get(name, []), key=lambda row, table=table: _sort_key(table, row.values))  # type: ignore[misc]
        for name, table in standard.tables.items()
    }, findings


def places_of(rows: Mapping[str, Sequence[Row]], standard: Standard) -> dict[tuple[str, str], Where]:
    """The line behind each row; of rows with one key, the first one's."""
    places: dict[tuple[str, str], Where] = {}
    for name, listed in rows.items():
        for row in listed:
            places.setdefault((name, row_key(standard.tables[name], row.values)), row.where)
    return places


def row_key(table: Table, values: dict[str, Any]) -> str:
    """A row's primary key as findings show it."""
    return KEY_JOIN.join(str(values.get(column)) for column in table.primary_key)


def to_table(rows: list[dict[str, Any]], table: Table, standard_version: str) -> pa.Table:
    """Rows as an Arrow table of the contract's schema. A column that a row lacks is null."""
    schema = arrow_schema(table, standard_version)
    columns = [pa.array([row.get(field.name) for row in rows], type=field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _sort_key(table: Table, values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple((values.get(column) is None, values.get(column)) for column in table.sort)


def _all_rows(seeds: Seeds, standard: Standard) -> tuple[dict[str, list[Row]], list[Finding]]:
    findings: list[Finding] = []
    rows: dict[str, list[Row]] = {name: list(found) for name, found in (seeds.registries | seeds.relations).items()}
    rows["events"] = [_dated(row) for row in rows["events"]]
    rows["articles"] = [build.article_row(article) for article in seeds.articles]
    texts = {article.article_id: article.text for article in seeds.articles}
    publishers = {article.article_id: article.row.values.get("publisher_id") for article in seeds.articles}
    kinds = {row.values["actor_id"]: row.values["kind"] for row in rows["actors"] if "kind" in row.values}
    for table in ("blocks", "sentences", "claims", "attributions", "casualty_reports", "actor_names"):
        rows[table] = []
    for coding in seeds.codings:
        rows["blocks"] += build.block_rows(coding)
        rows["sentences"] += build.sentence_rows(coding)
        names, found = build.name_rows(coding, texts[coding.article_id])
        rows["actor_names"] += names
        findings += found
        for claim in coding.claims:
            rows["claims"].append(build.claim_row(coding, claim))
            rows["attributions"] += build.attribution_rows(coding, claim, publishers[coding.article_id], kinds)
            rows["claim_relations"] += build.relation_rows(coding, claim)
            for row, slips in build.casualty_rows(coding, claim, standard):
                rows["casualty_reports"].append(row)
                findings += slips
    for related, symmetric in _symmetric_tables(standard):
        first, _, second = related.primary_key[:3]
        rows[related.name] = [_ordered(row, first, second, symmetric) for row in rows[related.name]]
    return rows, findings


def _symmetric_tables(standard: Standard) -> list[tuple[Table, tuple[str, ...]]]:
    """Tables of relations, with the terms of theirs that hold both ways."""
    pairs = []
    for table in standard.tables.values():
        relation = table.by_name.get("relation")
        if relation and relation.vocabulary:
            pairs.append((table, relation.vocabulary.flagged("symmetric")))
    return pairs


def _ordered(row: Row, first: str, second: str, symmetric: tuple[str, ...]) -> Row:
    """A symmetric relation is stored once: the smaller id comes first."""
    values = row.values
    if values.get("relation") in symmetric and values.get(first, "") > values.get(second, ""):
        return Row({**values, first: values[second], second: values[first]}, row.where)
    return row


def _dated(row: Row) -> Row:
    days = read_edtf(row.values.get("date_edtf", ""))
    return Row({**row.values, "date_start": days.start, "date_end": days.end}, row.where) if days else row
