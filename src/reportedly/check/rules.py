"""Run the SQL rules: each is a query that returns the rows that break it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from reportedly.check.engine import Connection, fetched
from reportedly.check.stored import StoredTable
from reportedly.errors import Finding, Severity
from reportedly.standard import Standard
from reportedly.standard.dates import read_edtf
from reportedly.standard.quantities import read_quantity

if TYPE_CHECKING:
    import jinja2

_MISSING_TABLE = re.compile(r"Table with name (\w+) does not exist")
_HEADER = re.compile(r"^-- (\w+): (.*)$", re.MULTILINE)
_MARK = re.compile(r"\{[{%#]")  # of a template
NO_MEMORY = "it needs more memory than it may take; raise --memory-limit"
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
    if not _MARK.search(sql):
        return sql
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
    import jinja2  # noqa: PLC0415 - takes 0.1 s, and rules that are rendered already do without

    return jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False).from_string(sql)


def run_rules(
    connection: Connection,
    tables: Mapping[str, pa.Table | StoredTable],
    standard: Standard,
    only: str | None = None,
) -> list[RuleRun]:
    """Every rule of the standard (or the one named `only`) over a connection that sees the tables."""
    rules = {name: sql for name, sql in standard.rules.items() if only in (None, name)}
    try:
        made = readings(connection, tables, standard)
    except duckdb.OutOfMemoryException:
        return [RuleRun(name, problem=NO_MEMORY) for name in rules]
    for name, table in made.items():
        connection.register(name, table)
    return [_run(connection, name, sql, standard, tables) for name, sql in rules.items()]


def _run(
    connection: Connection,
    name: str,
    sql: str,
    standard: Standard,
    tables: Mapping[str, pa.Table | StoredTable],
) -> RuleRun:
    about = header(sql)
    severity: Severity = "warning" if about.get("severity") == "warning" else "error"
    try:
        rows = fetched(connection, render(sql, standard))
    except duckdb.CatalogException as error:
        missing = sorted(set(standard.tables) - set(tables))
        if not missing:
            raise
        return RuleRun(name, problem=f"needs {_named(str(error), missing)}, which cannot be read")
    except duckdb.OutOfMemoryException:
        return RuleRun(name, problem=NO_MEMORY)
    except duckdb.DataError as error:
        return RuleRun(name, problem=f"cannot read a value in the tables ({str(error).splitlines()[0]})")
    found = [
        Finding(
            name, about["title"], table, key, column, _text(value), _text(expected), about.get("advice"), None, severity
        )
        for table, key, column, value, expected in rows
    ]
    return RuleRun(name, tuple(found))


def _named(error: str, missing: list[str]) -> str:
    found = _MISSING_TABLE.search(error)
    return found.group(1) if found and found.group(1) in missing else ", ".join(missing)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def readings(connection: Connection, tables: Collection[str], standard: Standard) -> dict[str, pa.Table]:
    """What Python reads from texts for the rules: each distinct EDTF date and quantity once.

    `edtf_readings(edtf, is_read, first_day, last_day)`;
    `quantity_readings(quantity_text, quantity_form, is_read, lower, upper)`.
    """
    columns = [(table, (column,)) for table, column in EDTF_COLUMNS if table in tables]
    dates = sorted({text for table, column in columns for (text,) in _distinct(connection, table, column)})
    days = [read_edtf(text) for text in dates]
    asked = ("quantity_text", "quantity_form")
    pairs = sorted(_distinct(connection, "casualty_reports", asked)) if "casualty_reports" in tables else []
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


def _distinct(connection: Connection, table: str, columns: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The different values of columns of text, rows with a null left out."""
    listed, stated = ", ".join(columns), " AND ".join(f"{column} IS NOT NULL" for column in columns)
    return fetched(connection, f"SELECT DISTINCT {listed} FROM {table} WHERE {stated}")
