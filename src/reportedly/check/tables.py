"""Check a set of tables: structure, then values, then the rules between tables. Nothing stops at the first finding."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol

import duckdb
import pyarrow as pa

from reportedly.check.columns import COLUMN_RULES, check_structure, check_values, repeated_keys
from reportedly.check.engine import Connection, connected
from reportedly.check.order import check_order
from reportedly.check.rules import NO_MEMORY, RuleRun, run_rules
from reportedly.check.stored import StoredTable
from reportedly.errors import Finding, Where
from reportedly.standard import Standard, Table


@dataclass(frozen=True)
class CheckResult:
    """What a check found, how many rules it ran, which it could not run and why, and what it took on trust."""

    findings: list[Finding]
    rules_run: int
    not_run: dict[str, str]
    unverified: tuple[str, ...] = ()
    follows: str | None = field(default=None, compare=False)  # the version of the standard that a package declares

    @property
    def is_clean(self) -> bool:
        """No finding that is an error, and every rule could run."""
        return not self.not_run and all(finding.severity != "error" for finding in self.findings)


class Engine(Protocol):
    """What runs a check's queries and schemas."""

    @property
    def reads_values(self) -> bool:
        """Whether the values of stored tables are judged here, as their files are read for their hashes."""

    def connected(self, tables: Mapping[str, pa.Table | StoredTable]) -> AbstractContextManager[Connection]:
        """A connection that sees the tables."""

    def values(self, table: pa.Table | StoredTable, contract: Table) -> list[Finding]:
        """What pandera finds in a table of the connection."""

    def is_in_batches(self, table: pa.Table | StoredTable) -> bool:
        """Whether `values` sees a table's rows in batches, so that it cannot find repeated keys."""


@dataclass(frozen=True)
class Local:
    """DuckDB and pandera on this machine."""

    memory_limit: str | None = None
    reads_values = True

    def connected(self, tables: Mapping[str, pa.Table | StoredTable]) -> AbstractContextManager[Connection]:
        """A connection of DuckDB that sees the tables."""
        return connected(tables, self.memory_limit)

    def values(self, table: pa.Table | StoredTable, contract: Table) -> list[Finding]:
        """What pandera finds in a table."""
        return check_values(table, contract)

    def is_in_batches(self, table: pa.Table | StoredTable) -> bool:
        """Stored tables are."""
        return isinstance(table, StoredTable)


def check_tables(  # noqa: PLR0913 - the last four have their names
    tables: Mapping[str, pa.Table | StoredTable],
    standard: Standard,
    places: Mapping[tuple[str, str], Where] | None = None,
    only: str | None = None,
    *,
    memory_limit: str | None = None,
    values: Mapping[str, list[Finding]] | None = None,
    engine: Engine | None = None,
) -> CheckResult:
    """Everything that is wrong with the tables.

    Args:
        tables: tables by name, in memory or stored. One that is missing makes the rules that need it "not run".
        standard: the standard to check against.
        places: the seed line behind each row, by table and key, for findings that name file and line.
        only: the one rule to run, instead of everything.
        memory_limit: how much memory the rules may take, such as "512MB" (default 1 GB); the rest goes to disk.
        values: what `check_values` and `check_order` found in stored tables, where that is known already.
        engine: what runs the check instead of DuckDB and pandera on this machine.

    Raises:
        ReportedlyError: `memory_limit` is not one.
        pa.ArrowException, OSError: the file of a stored table cannot be read.
    """
    structure = check_structure(tables, standard)
    sound = {name: table for name, table in tables.items() if name not in structure}
    findings = [finding for found in structure.values() for finding in found]
    contract_rules = 0
    problems: dict[str, str] = {}
    runner = Local(memory_limit) if engine is None else engine
    with runner.connected(sound) as connection:
        if only is None or only in COLUMN_RULES:
            for name, contract in standard.tables.items():
                if name not in sound:
                    continue
                table = sound[name]
                known = None if values is None else values.get(name)
                if known is None:
                    known = [*runner.values(table, contract), *check_order(table, contract)]
                found = known
                if runner.is_in_batches(table):
                    try:
                        found = [*found, *repeated_keys(connection, contract)]
                    except duckdb.OutOfMemoryException:
                        problems["keys_are_unique"] = NO_MEMORY
                findings += [finding for finding in found if only in (None, finding.rule)]
            contract_rules = len(standard.tables) if only is None else 1
        runs = run_rules(connection, sound, standard, only)
    findings += [finding for run in runs for finding in run.findings]
    if places is not None and findings:
        findings = [_placed(finding, places) for finding in findings]
    return CheckResult(
        findings=sorted(findings, key=Finding.sort_key),
        rules_run=contract_rules + sum(run.problem is None for run in runs),
        not_run=problems | _problems(runs),
    )


def _problems(runs: list[RuleRun]) -> dict[str, str]:
    return {run.rule: run.problem for run in runs if run.problem is not None}


def _placed(finding: Finding, places: Mapping[tuple[str, str], Where]) -> Finding:
    where = places.get((finding.table or "", finding.key or ""))
    return replace(finding, where=where) if where and finding.where is None else finding
