"""Which version number a difference asks for: semantic versioning, said for data.

major   what a holder wrote against the data can fail: a table, column or term is gone or renamed, a type or key is
        another, a column that was never null may be, a row that had an id of its own is gone, or the licence is another
minor   there is more, or rows without ids of their own are fewer: nothing fails, but counts and sums can differ
patch   cells or words about the data are corrected: the same rows and columns, truer
none    the same
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportedly.errors import ReportedlyError
from reportedly.release.differences import Difference, TableDifference
from reportedly.release.versions import Core, Version, read_version

Level = Literal["none", "patch", "minor", "major"]
LEVELS: tuple[Level, ...] = ("none", "patch", "minor", "major")


@dataclass(frozen=True)
class Verdict:
    """The level that a difference asks for, with every reason for it; lesser reasons are left out."""

    level: Level
    reasons: tuple[str, ...]


def judge(difference: Difference) -> Verdict:
    """What a difference asks of the next version number."""
    found = [*_of_package(difference)]
    for table in difference.changed_tables:
        found += [(level, f"{table.name}: {reason}") for level, reason in _of_table(table)]
    level = max((level for level, _ in found), key=LEVELS.index, default=LEVELS[0])
    return Verdict(level, tuple(reason for one, reason in found if one == level))


def least_core(old: Version, level: Level) -> Core:
    """The lowest version that promises enough after `old`.

    Below 1.0.0 the second number stands for breaking and for more alike, as semver.org leaves open; a pre-release
    promises nothing, so that its final version may follow it with any change.
    """
    major, minor, patch = old.core
    if old.prerelease or level == "none":
        return old.core
    if level == "patch":
        return major, minor, patch + 1
    if level == "minor" or major == 0:
        return major, minor + 1, 0
    return major + 1, 0, 0


def version_suffices(difference: Difference, verdict: Verdict) -> bool | None:
    """Whether the new version's number promises as much as changed; None where the numbers cannot tell."""
    try:
        old, new = (read_version(side.version or "") for side in (difference.old, difference.new))
    except ReportedlyError:
        return None
    if old.precedence() == new.precedence():
        return verdict.level == "none"
    return old.precedence() < new.precedence() and new.core >= least_core(old, verdict.level)


def _of_package(difference: Difference) -> Iterator[tuple[Level, str]]:
    for change in difference.properties:
        yield (
            ("major", "the licence is another") if change.column == "licenses" else ("patch", f"other {change.column}")
        )
    for change in difference.others:
        if change.new is None:
            yield "major", f"{change.column}: resource removed"
        else:
            yield ("minor", f"{change.column}: resource added") if change.old is None else ("patch", change.column)


def _of_table(table: TableDifference) -> Iterator[tuple[Level, str]]:
    if table.presence != "both":
        yield ("major", "table removed") if table.presence == "removed" else ("minor", "table added")
        return
    if table.old_key != table.new_key:
        yield "major", "another key"
    for column in table.columns_removed:
        new = dict(table.columns_renamed).get(column)
        yield "major", f"column {column} renamed to {new}" if new else f"column {column} removed"
    for change in table.types:
        level: Level = "major" if change.is_breaking else "minor"
        yield level, f"column {change.column} is {change.new}, was {change.old}"
    for column, term in table.terms_removed:
        yield "major", f"term {term!r} of {column} removed"
    for column, term in table.terms_added:
        yield "minor", f"term {term!r} of {column} added"
    renamed = {new for _, new in table.columns_renamed}
    for column in table.columns_added:
        if column not in renamed:
            yield "minor", f"column {column} added"
    if table.columns_moved:
        yield "minor", "columns in another order"
    if table.rows_removed:
        count = _rows(len(table.rows_removed))
        yield ("major", f"{count} with ids of their own removed") if table.has_ids else ("minor", f"{count} removed")
    if table.rows_added:
        yield "minor", f"{_rows(len(table.rows_added))} added"
    if table.rows_changed:
        yield "patch", f"{_rows(len(table.rows_changed))} corrected"


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"
