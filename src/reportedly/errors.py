"""What goes wrong and who can mend it: findings in the data, and errors that stop a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Where:
    """A line of a seed file. `file` is relative to the dataset's folder, `line` counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in the data, written for the person who can mend it.

    `key` is the row's primary key, its parts joined by " / "; `value` is what was found, `expected` what should
    stand there. `where` is the line of the seed that made the row, when the seeds are at hand.
    """

    rule: str
    message: str
    table: str | None = None
    key: str | None = None
    column: str | None = None
    value: str | None = None
    expected: str | None = None
    advice: str | None = None
    where: Where | None = None
    severity: Severity = "error"

    def sort_key(self) -> tuple[str, ...]:
        """Order of a report: by rule, then by place. The same for every run."""
        line = f"{self.where.line:09d}" if self.where else ""
        return (
            self.severity,
            self.rule,
            self.table or "",
            self.where.file if self.where else "",
            line,
            self.key or "",
            self.column or "",
            self.value or "",
            self.expected or "",
        )


class ReportedlyError(Exception):
    """A command cannot go on. The message says what, where and what to do; it is shown without a traceback."""


class FindingsError(ReportedlyError):
    """The inputs have faults; all of them are in `findings`."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = sorted(findings, key=Finding.sort_key)
        super().__init__(f"{len(findings)} findings")
