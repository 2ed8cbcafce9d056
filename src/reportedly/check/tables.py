"""Check a set of tables: structure, then values, then the rules between tables. Nothing stops at the first finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import duckdb
import pyarrow as pa

from reportedly.check.columns import COLUMN_RULES, check_structure, check_values, repeated_keys
from reportedly.check.engine import connected
from reportedly.check.order import check_order
from reportedly.check.rules import NO_MEMORY, RuleRun, run_rules
from reportedly.check.stored import StoredTable
from reportedly.errors import Finding, Where
from reportedly.standard import Standard


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


def check_tables(  # noqa: PLR0913 - the last three have their names
    tables: Mapping[str, pa.Table | StoredTable],
    standard: Standard,
    places: Mapping[tuple[str, str], Where] | None = None,
    only: str | None = None,
    *,
    memory_limit: str | None = None,
    values: Mapping[str, list[Finding]] | None = None,
) -> CheckResult:
    """Everything that is wrong with the tables.

    Args:
        tables: tables by name, in memory or stored. One that is missing makes the rules that need it "not run".
        standard: the standard to check against.
        places: the seed line behind each row, by table and key, for findings that name file and line.
        only: the one rule to run, instead of everything.
        memory_limit: how much memory the rules may take, such as "512MB" (default 1 GB); the rest goes to disk.
        values: what `check_values` and `check_order` found in stored tables, where that is known already.

    Raises:
        ReportedlyError: `memory_limit` is not one.
        pa.ArrowException, OSError: the file of a stored table cannot be read.
    """
    structure = check_structure(tables, standard)
    sound = {name: table for name, table in tables.items() if name not in structure}
    findings = [finding for found in structure.values() for finding in found]
    contract_rules = 0
    problems: dict[str, str] = {}
    with connected(sound, memory_limit) as connection:
        if only is None or only in COLUMN_RULES:
            for name, contract in standard.tables.items():
                if name not in sound:
                    continue
                table = sound[name]
                known = None if values is None else values.get(name)
                if known is None:
                    known = [*check_values(table, contract), *check_order(table, contract)]
                found = known
                if isinstance(table, StoredTable):
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
