"""Semantic versioning, said for data: which difference asks for which number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from reportedly.release.differences import Difference, TableDifference, TypeChange
from reportedly.release.rows import CellChange, RowChange
from reportedly.release.snapshot import Snapshot, TableSnapshot
from reportedly.release.verdict import judge, least_core
from reportedly.release.versions import read_version

EMPTY = Snapshot("p", {}, {"t": TableSnapshot(pa.table({"id": []}), ("id",), {}, frozenset())}, {})
SAME = TableDifference("t", "both", ("id",), 1, 1, ("id",), ("id",))
LINKS = replace(SAME, old_key=("a", "b"), new_key=("a", "b"))


def judged(
    table: TableDifference, properties: tuple[CellChange, ...] = (), others: tuple[CellChange, ...] = ()
) -> tuple[str, tuple[str, ...]]:
    verdict = judge(Difference(EMPTY, EMPTY, (table,), properties, others))
    return verdict.level, verdict.reasons


@pytest.mark.parametrize(
    ("change", "level", "reason"),
    [
        ({}, "none", None),
        ({"presence": "removed"}, "major", "t: table removed"),
        ({"columns_removed": ("c",)}, "major", "t: column c removed"),
        (
            {"columns_removed": ("c",), "columns_added": ("d",), "columns_renamed": (("c", "d"),)},
            "major",
            "t: column c renamed to d",
        ),
        ({"types": (TypeChange("c", "int32", "text", True),)}, "major", "t: column c is text, was int32"),
        ({"new_key": ("other",)}, "major", "t: another key"),
        ({"terms_removed": (("c", "killed"),)}, "major", "t: term 'killed' of c removed"),
        ({"rows_removed": (("a",),)}, "major", "t: 1 row with ids of their own removed"),
        ({"presence": "added"}, "minor", "t: table added"),
        ({"columns_added": ("c",)}, "minor", "t: column c added"),
        ({"terms_added": (("c", "displaced"),)}, "minor", "t: term 'displaced' of c added"),
        ({"rows_added": (("a",), ("b",))}, "minor", "t: 2 rows added"),
        ({"columns_moved": True}, "minor", "t: columns in another order"),
        (
            {"types": (TypeChange("c", "text, or null", "text", False),)},
            "minor",
            "t: column c is text, was text, or null",
        ),
        ({"rows_changed": (RowChange(("a",), (CellChange("c", 1, 2),)),)}, "patch", "t: 1 row corrected"),
    ],
)
def test_a_change_of_a_table_asks_for(change: dict[str, Any], level: str, reason: str | None) -> None:
    assert judged(replace(SAME, **change)) == (level, (reason,) if reason else ())


def test_rows_without_ids_of_their_own_may_go_in_a_minor_release() -> None:
    assert judged(replace(LINKS, rows_removed=(("a", "b"),))) == ("minor", ("t: 1 row removed",))


def test_the_gravest_change_decides_and_lesser_reasons_are_left_out() -> None:
    both = replace(SAME, rows_added=(("a",),), columns_removed=("c",))
    assert judged(both) == ("major", ("t: column c removed",))


def test_the_licence_is_a_promise_and_the_title_is_not() -> None:
    assert judged(SAME, (CellChange("licenses", [], None),)) == ("major", ("the licence is another",))
    assert judged(SAME, (CellChange("title", "A", "B"),)) == ("patch", ("other title",))


@pytest.mark.parametrize(("old", "new", "level"), [(None, "h", "minor"), ("h", "i", "patch"), ("h", None, "major")])
def test_other_files_count_too(old: str | None, new: str | None, level: str) -> None:
    assert judged(SAME, (), (CellChange("map", old, new),))[0] == level


@pytest.mark.parametrize(
    ("old", "level", "least"),
    [
        ("1.2.3", "none", (1, 2, 3)),
        ("1.2.3", "patch", (1, 2, 4)),
        ("1.2.3", "minor", (1, 3, 0)),
        ("1.2.3", "major", (2, 0, 0)),
        ("0.2.3", "patch", (0, 2, 4)),
        ("0.2.3", "minor", (0, 3, 0)),
        ("0.2.3", "major", (0, 3, 0)),
        ("2.0.0-rc.1", "major", (2, 0, 0)),
    ],
)
def test_the_lowest_next_version(old: str, level: Any, least: tuple[int, int, int]) -> None:
    assert least_core(read_version(old), level) == least
