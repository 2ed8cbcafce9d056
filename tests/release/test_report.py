"""One difference in words, as Markdown and as JSON: golden texts of a small edited package."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from reportedly.release.differences import Difference, TableDifference, diff_packages
from reportedly.release.make import Release
from reportedly.release.report import as_markdown, as_words
from reportedly.release.report_json import as_json
from reportedly.release.rows import CellChange, RowChange
from reportedly.release.snapshot import Snapshot, TableSnapshot
from reportedly.release.values import LONG, excerpts

WORDS = """\
mini 0.0.1 → 0.0.2: different

claims: 1 changed (18 → 18 rows)
  ~ first-report.c001
      certainty  certain → possible
      hedge      (null) → may | have

events: 1 removed (3 → 2 rows)
  - depot-shelling

places: the same keys and cells (3 → 3 rows)
  column geonames_id removed

the package's own words and other files:
  title  Who said what about the strike on the ferry (made up) → A title with | and <b>

11 other tables the same
this is a major change: events: 1 row with ids of their own removed; places: column geonames_id removed
after 0.0.1 the next version is 0.1.0 or higher, not 0.0.2"""

MARKDOWN = r"""## mini 0.0.1 → 0.0.2: different

| table | added | removed | changed | rows |
|---|--:|--:|--:|--:|
| claims | 0 | 0 | 1 | 18 → 18 |
| events | 0 | 1 | 0 | 3 → 2 |
| places | 0 | 0 | 0 | 3 → 3 |

### claims: 1 changed (18 → 18 rows)

- changed first-report.c001
  - certainty certain → possible
  - hedge (null) → may \| have

### events: 1 removed (3 → 2 rows)

- removed depot-shelling

### places: the same keys and cells (3 → 3 rows)

- column geonames\_id removed

### The package's own words and other files

- title Who said what about the strike on the ferry (made up) → A title with \| and &lt;b&gt;

- 11 other tables the same
- this is a major change: events: 1 row with ids of their own removed; places: column geonames\_id removed
- after 0.0.1 the next version is 0.1.0 or higher, not 0.0.2"""


@pytest.fixture
def difference(built: Path, edited: Callable[..., Path], cell: Any) -> Difference:
    """A corrected claim, a place with another name, an event without its row, a term, a title."""

    def describe(content: dict[str, Any]) -> None:
        content |= {"version": "0.0.2", "title": "A title with | and <b>"}

    other = edited(
        describe,
        claims=lambda table: cell("hedge", 0, "may | have")(cell("certainty", 0, "possible")(table)),
        places=lambda table: table.drop_columns(["geonames_id"]),
        events=lambda table: table.slice(1),
    )
    return diff_packages(built, other)


def told(table: TableDifference) -> str:
    """What is said in words of one table."""
    empty = Snapshot("p", {}, {table.name: TableSnapshot(pa.table({}), (), {}, frozenset())}, {})
    return as_words(Difference(empty, empty, (table,), (), ()))


def test_in_words(difference: Difference) -> None:
    assert as_words(difference) == WORDS


def test_as_markdown(difference: Difference) -> None:
    assert as_markdown(difference) == MARKDOWN


def test_as_json(difference: Difference) -> None:
    content = json.loads(as_json(difference))
    assert {key: content[key] for key in ("same", "level", "version_suffices", "texts_withheld")} == {
        "same": False,
        "level": "major",
        "version_suffices": False,
        "texts_withheld": 0,
    }
    assert content["old"]["version"] == "0.0.1"
    assert list(content["tables"]) == ["claims", "events", "places"]
    assert content["tables"]["claims"]["changed"] == [
        {
            "key": {"claim_id": "first-report.c001"},
            "cells": [
                {"column": "certainty", "old": "certain", "new": "possible"},
                {"column": "hedge", "old": None, "new": "may | have"},
            ],
        }
    ]
    assert content["tables"]["events"]["removed"] == [{"event_id": "depot-shelling"}]
    assert content["tables"]["places"]["columns"]["removed"] == ["geonames_id"]


def test_the_same_is_said_in_two_lines(built: Path) -> None:
    assert as_words(diff_packages(built, built)) == "mini 0.0.1 → 0.0.1: the same\n\nnothing asks for a new version"


def test_withheld_texts_are_mentioned(built: Path, released: Release) -> None:
    note = "2 article texts only in the {} one, withheld in the other; hashes were compared, texts were not"
    assert note.format("old") in as_words(diff_packages(built, released.archive))
    assert note.format("new") in as_words(diff_packages(released.archive, built))


def test_ten_rows_are_shown_or_all() -> None:
    keys = tuple((f"id{number:02}",) for number in range(12))
    table = TableDifference("t", "both", ("id",), 0, 12, ("id",), ("id",), rows_added=keys)
    assert "  + id09\n  + … and 2 more; all of them: --all" in told(table)
    empty = Snapshot("p", {}, {}, {})
    assert as_words(Difference(empty, empty, (table,), (), ()), everything=True).count("  + id") == 12


def test_a_long_text_is_shown_around_its_first_difference() -> None:
    text = "word " * 200
    old, new = excerpts(text + "there were indications" + text, text + "there were no indications" + text)
    assert "there were indications" in old
    assert "there were no indications" in new
    assert max(len(old), len(new)) < 100
    assert excerpts(None, text)[1].endswith("… (1,000 characters)")


def test_long_texts_are_shortened_in_json_too() -> None:
    change = CellChange("text", "a" * (LONG + 1), None)
    table = TableDifference("t", "both", ("id",), 1, 1, rows_changed=(RowChange((1,), (change,)),))
    empty = Snapshot("p", {}, {}, {})
    (row,) = json.loads(as_json(Difference(empty, empty, (table,), (), ())))["tables"]["t"]["changed"]
    assert row["cells"][0]["shortened"] is True


def test_values_that_json_lacks_become_text() -> None:
    cells = (CellChange("n", 1.5, float("nan")), CellChange("day", None, dt.date(2024, 2, 7)))
    table = TableDifference("t", "both", ("id",), 1, 1, rows_changed=(RowChange((1,), cells),))
    empty = Snapshot("p", {"name": {"a": float("inf")}}, {}, {})
    content = json.loads(as_json(Difference(empty, empty, (table,), (), ())), parse_constant=pytest.fail)
    assert [one["new"] for one in content["tables"]["t"]["changed"][0]["cells"]] == ["NaN", "2024-02-07"]


def test_a_stranger_writes_nothing_to_the_terminal() -> None:
    change = CellChange("name", "a\x1b[2J\nb", "\u202eevil")
    table = TableDifference("t\x1b", "both", ("id",), 1, 1, rows_changed=(RowChange(("k\x07",), (change,)),))
    words = told(table)
    assert "\x1b" not in words
    assert r"a\x1b[2J\nb → \u202eevil" in words
    assert r"k\x07" in words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("0.1.0", "0.1.1", None),
        ("0.1.1", "0.1.0", "after 0.1.1 the next version is 0.1.2 or higher, not 0.1.0"),
        ("0.1.0", "0.1.0", "after 0.1.0 the next version is 0.1.1 or higher, not 0.1.0"),
        ("one", "0.1.0", None),
        (None, None, None),
    ],
)
def test_a_version_that_promises_too_much_is_named(old: str | None, new: str | None, words: str | None) -> None:
    table = TableDifference("t", "both", ("id",), 1, 1, rows_changed=(RowChange(("k",), (CellChange("c", 1, 2),)),))
    sides = [Snapshot("p", {"version": version}, {}, {}) for version in (old, new)]
    said = as_words(Difference(sides[0], sides[1], (table,), (), ()))
    assert said.splitlines()[-1] == (words or "this is a patch change: t: 1 row corrected")
