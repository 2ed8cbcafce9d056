"""Run the SQL rules: each is a query that returns the rows that break it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb
import jinja2
import pyarrow as pa

from reportedly.errors import Finding, Severity
from reportedly.standard import Standard
from reportedly.standard.dates import read_edtf
from reportedly.standard.quantities import read_quantity

# Rules read the tables that they are given: no file, no network, no extension.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
}
_MISSING_TABLE = re.compile(r"Table with name (\w+) does not exist")
_HEADER = re.compile(r"^-- (\w+): (.*)$", re.MULTILINE)
EDTF_COLUMNS = (("articles", "published"), ("claims", "time_edtf"), ("events", "date_edtf"))


@dataclass(frozen=True)
class RuleRun:
    """One rule's findings, or the reason why it could not run."""

    rule: str
    findings: tuple[Finding, ...] = ()
    problem: str | None = None


def header(sql: str) -> dict[str, str]:
    """What a rule or view file says of itself in its leading comments."""
    return dict(_HEADER.findall(sql))


def render(sql: str, standard: Standard) -> str:
    """A rule file as SQL: the loops over the contract written out.

    Templates see `tables`, `key(table, alias)` (a row's key as findings show it), `terms(vocabulary, flag)`,
    `relation_tables` and `edtf_columns`.
    """
    tables = standard.tables

    def key(table: str, alias: str | None = None) -> str:
        prefix = f"{alias}." if alias else ""
        columns = tables[table].primary_key
        return f"concat_ws(' / ', {', '.join(prefix + column for column in columns)})"

    def terms(vocabulary: str, flag: str) -> str:
        return ", ".join(f"'{term}'" for term in standard.vocabularies[vocabulary].flagged(flag)) or "NULL"

    return _template(sql).render(
        tables=tables,
        first_table=next(iter(tables.values())),
        first_with_keys=next(table for table in tables.values() if table.foreign_keys),
        relation_tables=[table for table in tables.values() if "relation" in table.by_name],
        edtf_columns=EDTF_COLUMNS,
        key=key,
        terms=terms,
    )


@cache
def _template(sql: str) -> jinja2.Template:
    return jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False).from_string(sql)


def run_rules(tables: Mapping[str, pa.Table], standard: Standard, only: str | None = None) -> list[RuleRun]:
    """Every rule of the standard (or the one named `only`) over the tables."""
    rules = {name: sql for name, sql in standard.rules.items() if only in (None, name)}
    with duckdb.connect(":memory:", config=_CLOSED) as connection:
        for name, table in tables.items():
            connection.register(name, _widened(table))
        for name, table in readings(tables, standard).items():
            connection.register(name, table)
        return [_run(connection, name, sql, standard, tables) for name, sql in rules.items()]


def _run(
    connection: duckdb.DuckDBPyConnection, name: str, sql: str, standard: Standard, tables: Mapping[str, pa.Table]
) -> RuleRun:
    about = header(sql)
    severity: Severity = "warning" if about.get("severity") == "warning" else "error"
    try:
        rows = connection.execute(render(sql, standard)).fetchall()
    except duckdb.CatalogException as error:
        missing = sorted(set(standard.tables) - set(tables))
        if not missing:
            raise
        return RuleRun(name, problem=f"needs {_named(str(error), missing)}, which cannot be read")
    except duckdb.DataError as error:
        return RuleRun(name, problem=f"cannot read a value in the tables ({str(error).splitlines()[0]})")
    found = [
        Finding(
            name, about["title"], table, key, column, _text(value), _text(expected), about.get("advice"), None, severity
        )
        for table, key, column, value, expected in rows
    ]
    return RuleRun(name, tuple(found))


def _widened(table: pa.Table) -> pa.Table:
    """A table whose whole numbers are 64 bits wide, so that no rule's sums overflow on a corrupt offset."""
    return table.cast(
        pa.schema(pa.field(one.name, pa.int64() if one.type == pa.int32() else one.type) for one in table.schema)
    )


def _named(error: str, missing: list[str]) -> str:
    found = _MISSING_TABLE.search(error)
    return found.group(1) if found and found.group(1) in missing else ", ".join(missing)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def readings(tables: Mapping[str, pa.Table], standard: Standard) -> dict[str, pa.Table]:
    """What Python reads from texts for the rules: each distinct EDTF date and quantity once.

    `edtf_readings(edtf, is_read, first_day, last_day)`;
    `quantity_readings(quantity_text, quantity_form, is_read, lower, upper)`.
    """
    dates = sorted(
        {text for table, column in EDTF_COLUMNS if table in tables for text in _distinct(tables[table], column)}
    )
    days = [read_edtf(text) for text in dates]
    pairs = sorted(_pairs(tables.get("casualty_reports")))
    quantities = [read_quantity(words, standard.lexicon, form) for words, form in pairs]
    return {
        "edtf_readings": pa.table(
            {
                "edtf": pa.array(dates, pa.string()),
                "is_read": pa.array([day is not None for day in days], pa.bool_()),
                "first_day": pa.array([day.start if day else None for day in days], pa.date32()),
                "last_day": pa.array([day.end if day else None for day in days], pa.date32()),
            }
        ),
        "quantity_readings": pa.table(
            {
                "quantity_text": pa.array([words for words, _ in pairs], pa.string()),
                "quantity_form": pa.array([form for _, form in pairs], pa.string()),
                "is_read": pa.array([one is not None for one in quantities], pa.bool_()),
                "lower": pa.array([one.lower if one else None for one in quantities], pa.int32()),
                "upper": pa.array([one.upper if one else None for one in quantities], pa.int32()),
            }
        ),
    }


def _distinct(table: pa.Table, column: str) -> Iterator[str]:
    return (value for value in table.column(column).unique().to_pylist() if value is not None)


def _pairs(table: pa.Table | None) -> set[tuple[str, str]]:
    if table is None:
        return set()
    grouped = (
        table.select(["quantity_text", "quantity_form"]).group_by(["quantity_text", "quantity_form"]).aggregate([])
    )
    return {(row["quantity_text"], row["quantity_form"]) for row in grouped.to_pylist() if None not in row.values()}
