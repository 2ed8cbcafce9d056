"""What has to be checked again after a change in some articles, and the check of it.

The last build found nothing wrong, with the same code and the same standard. So only what hangs on the changed rows is
open. A rule says in its header what it hangs on:

- `scope: article`: each finding on the rows of one article and on the registries, which did not change. It runs on the
  changed articles alone.
- `reads: claims.event_id, ...`: these columns, and the keys of their tables. It runs on all rows, unless the change
  does not show in any of them: the same input gives the same result. `keys` are all primary and foreign keys.
- neither: everything. It runs on all rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from reportedly.check.columns import check_structure, check_values, repeated_keys
from reportedly.check.engine import connected
from reportedly.check.order import check_order
from reportedly.check.rules import header, run_rules
from reportedly.check.stored import StoredTable
from reportedly.check.words import unfit_words
from reportedly.errors import Finding
from reportedly.publish.descriptor import SOURCE_COLUMNS, Stored
from reportedly.rebuild.merge import Merged
from reportedly.rebuild.record import Filed
from reportedly.standard import Standard, Table
from reportedly.standard.to_arrow import arrow_schema
from reportedly.standard.to_ddl import quote_identifier

Columns = dict[str, frozenset[str]]  # by table
ARTICLE = "article"


def rules_of_articles(standard: Standard) -> dict[str, str]:
    """The rules whose findings on an article hang on nothing but its rows and the registries."""
    return {name: sql for name, sql in standard.rules.items() if header(sql).get("scope") == ARTICLE}


def columns_read(sql: str, standard: Standard) -> Columns:
    """What a rule that is none of articles reads, by table, as its header says; all of it where it says nothing."""
    stated = header(sql).get("reads")
    tables = standard.tables
    if stated is None:
        return {name: frozenset(contract.columns) for name, contract in tables.items()}
    if stated == "keys":
        return {name: _keys(contract) for name, contract in tables.items()}
    found: dict[str, set[str]] = {}
    for one in stated.split(","):
        table, _, column = one.strip().partition(".")
        contract = tables[table]
        found.setdefault(table, set(contract.primary_key)).update([column] if column else contract.columns)
    return {name: frozenset(columns) for name, columns in found.items()}


def _keys(contract: Table) -> frozenset[str]:
    return frozenset((*contract.primary_key, *(key.field for key in contract.foreign_keys)))


@dataclass(frozen=True)
class Checked:
    """What a check of a part found, why rules could not run, and how many did."""

    findings: list[Finding]
    problems: list[str]
    rules: int

    @property
    def is_clean(self) -> bool:
        """Nothing found, not even a warning, and everything could run."""
        return not self.findings and not self.problems


def check_changed(
    merged: Mapping[str, Merged], registries: Mapping[str, pa.Table], package: Mapping[str, Any], standard: Standard
) -> Checked:
    """Check the rows of the changed articles: structure, values, order, and the rules that hang on no other rows.

    Args:
        merged: the tables of articles with the change.
        registries: the other tables.
        package: what `seeds/package.yaml` says of the dataset.
        standard: the standard.
    """
    new = {name: one.new for name, one in merged.items()}
    findings = [finding for found in check_structure(new, standard).values() for finding in found]
    for name, one in merged.items():
        contract = standard.tables[name]
        if one.is_changed and one.new.num_rows:
            findings += check_values(one.new, contract)
        for piece in one.pieces:
            if not isinstance(piece, Filed):
                findings += check_order(piece[1], contract)
    if merged["articles"].differs_in(SOURCE_COLUMNS):
        findings += unfit_words(package, new["articles"], standard)
    rules = rules_of_articles(standard)
    tables = {**new, **registries}
    with connected(tables) as connection:
        return _run(connection, tables, rules, standard, findings)


def check_whole(
    folder: Path, merged: Mapping[str, Merged], stored: Mapping[str, Stored], standard: Standard
) -> Checked:
    """Check what hangs on the rows of several articles, and may have changed.

    Args:
        folder: where all tables lie, the change in them.
        merged: the tables of articles with the change.
        stored: the files of all tables.
        standard: the standard.
    """
    others = {name: sql for name, sql in standard.rules.items() if header(sql).get("scope") != ARTICLE}
    reads = {name: columns_read(sql, standard) for name, sql in others.items()}
    rules = {name: others[name] for name, columns in reads.items() if _may_change(columns, merged)}
    keys = [one.contract for one in merged.values() if one.differs_in(one.contract.primary_key)]
    needed: dict[str, set[str]] = {contract.name: set(contract.primary_key) for contract in keys}
    for name in rules:
        for table, listed in reads[name].items():
            needed.setdefault(table, set()).update(listed)
    if not needed:
        return Checked([], [], 0)
    tables = {name: _stored_table(folder, standard.tables[name], stored[name], standard) for name in needed}
    with connected(tables) as connection:
        for table, columns in needed.items():  # so that each file is opened once
            cells = ", ".join(map(quote_identifier, sorted(columns)))
            connection.execute(f"CREATE TEMP TABLE {table} AS SELECT {cells} FROM memory.main.{table}")
        full = {name: table for name, table in tables.items() if needed[name] >= {*standard.tables[name].columns}}
        repeated = [finding for contract in keys for finding in repeated_keys(connection, contract)]
        return _run(connection, full, rules, standard, repeated)


def _stored_table(folder: Path, contract: Table, stored: Stored, standard: Standard) -> StoredTable:
    paths = tuple(folder / part.path for part in stored.parts)
    return StoredTable(paths, arrow_schema(contract, standard.version), stored.rows)


def _may_change(reads: Columns, merged: Mapping[str, Merged]) -> bool:
    return any(table in merged and merged[table].differs_in(columns) for table, columns in reads.items())


def _run(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, pa.Table | StoredTable],
    rules: dict[str, str],
    standard: Standard,
    findings: list[Finding],
) -> Checked:
    """Run rules, beside what was found already. `tables` are those that Python reads dates and quantities from."""
    runs = run_rules(connection, tables, replace(standard, rules=rules))
    found = [*findings, *(finding for run in runs for finding in run.findings)]
    return Checked(found, [run.problem for run in runs if run.problem], len(rules))
