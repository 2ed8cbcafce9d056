"""Rows of a query as a table, CSV or JSON; aligned on any terminal, nothing lost on the way."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import ReportedlyError
from reportedly.query.print_rows import print_rows, run_query
from reportedly.query.printable import printable

GREETING = "你好世界你好世界你好世界"


def table(names: list[str], *rows: tuple[Any, ...]) -> list[str]:
    return print_rows((names, list(rows)), "table").split("\n")


def columns_of(line: str) -> int:
    """How many columns of a terminal a line takes."""
    return sum(
        0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in line
    )


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)


def test_a_table_is_aligned_and_counted() -> None:
    assert table(["origin", "lower"], ("the Pentagon", 1), ("officials", None)) == [
        "origin        lower",
        "────────────  ─────",
        "the Pentagon  1",
        "officials",
        "(2 rows)",
    ]
    assert table(["a"], (1,))[-1] == "(1 row)"
    assert table(["a"]) == ["a", "─", "(0 rows)"]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (dt.date(2024, 2, 7), "2024-02-07"),
        (1.5, "1.5"),
        (33.3152412, "33.3152412"),
        (1234567.5, "1234567.5"),
        (0.1 + 0.2, "0.3"),
        (Decimal("2.50"), "2.50"),
        ("two\n  lines", "two lines"),
    ],
)
def test_values_are_written_plainly(value: object, printed: str) -> None:
    assert table(["value"], (value,))[2] == printed


def test_off_a_terminal_nothing_is_wrapped_or_cut() -> None:
    quote = "killed " * 100
    assert quote.strip() in table(["quote"], (quote,))[2]


def test_on_a_narrow_terminal_wide_columns_wrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = table(
        ["id", "quote"], ("c1", "U.S. strike kills militia leader in Baghdad, officials say"), ("c2", "short")
    )
    assert lines == [
        "id  quote",
        "──  ────────────────────────────────────",
        "c1  U.S. strike kills militia leader in",
        "    Baghdad, officials say",
        "c2  short",
        "(2 rows)",
    ]


def test_words_longer_than_a_column_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    lines = table(["quote"], ("x" * 45,))
    assert lines[2:-1] == ["x" * 20, "x" * 20, "x" * 5]


def test_wide_characters_take_two_columns() -> None:
    lines = table(["名字", "n"], (GREETING, 1), ("e\u0301", 2))
    assert lines[0] == "名字" + " " * 22 + "n"
    assert lines[1] == "─" * 24 + "  ─"
    assert lines[2] == GREETING + "  1"
    assert lines[3] == "e\u0301" + " " * 25 + "2"


def test_wide_characters_wrap_within_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    lines = table(["quote", "n"], (GREETING * 3, 12), ("e\u0301" * 60, 7))
    assert all(columns_of(line) <= 30 for line in lines)
    assert "".join(line.split("  ")[0] for line in lines[2:-1]) == GREETING * 3 + "e\u0301" * 60
    starts = {columns_of(line.rsplit("  ", 1)[0]) for line in lines if line.endswith(("12", " 7"))}
    assert len(starts) <= 2


def test_invisible_characters_take_no_column() -> None:
    lines = table(["a", "b"], ("x\u200by\ufeff", "z"), ("xy", "z"))
    assert lines[2] == "x\u200by\ufeff  z"


@pytest.mark.parametrize("width", ["1", "8", "0", "-3", "wide", "100000"])
def test_odd_terminals_lose_nothing(monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    lines = table(["claim_id", "quote"], ("a.c001", "killed three people"))
    assert sorted("".join(lines[2:-1]).split()) == ["a.c001", "killed", "people", "three"] or "killed" in lines[2]


@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.one_of(st.none(), st.text(alphabet="aé你 \u0301", max_size=30))), max_size=4
    ),
    st.integers(20, 60),
)
def test_every_word_of_every_cell_is_printed(rows: list[tuple[str, str | None]], width: int) -> None:
    with pytest.MonkeyPatch.context() as patches:
        patches.setenv("COLUMNS", str(width))
        lines = print_rows((["one", "other"], list(rows)), "table").split("\n")
    printed = "".join("".join(line.split()) for line in lines[2:-1])
    written = "".join(printable("".join(cell.split())) for row in rows for cell in row if cell)
    assert sorted(printed) == sorted(written)
    assert lines[-1].startswith(f"({len(rows)} row")


def test_csv_reads_back() -> None:
    rows = [("a,b", 'say "no"', None), ("line\nbreak", "你好", 3)]
    text = print_rows((["x", "y", "z"], list(rows)), "csv")
    assert list(csv.reader(io.StringIO(text))) == [
        ["x", "y", "z"],
        ["a,b", 'say "no"', ""],
        ["line\nbreak", "你好", "3"],
    ]


def test_json_reads_back_with_null_numbers_and_truth() -> None:
    row = (None, 3, True, 1.5, Decimal("2.5"), dt.date(2024, 2, 7), "Kata’ib", [1, 2])
    text = print_rows(([*"abcdefgh"], [row]), "json")
    expected = [None, 3, True, 1.5, 2.5, "2024-02-07", "Kata’ib", [1, 2]]
    assert json.loads(text) == [dict(zip("abcdefgh", expected, strict=True))]
    assert "Kata’ib" in text


def test_json_keeps_columns_of_one_name_apart() -> None:
    text = print_rows((["claim_id", "claim_id", "claim_id_1"], [("a", "b", "c")]), "json")
    assert list(json.loads(text)[0].values()) == ["a", "b", "c"]
    assert list(json.loads(text)[0])[:2] == ["claim_id", "claim_id_1"]


def test_a_query_gives_names_and_rows(published: Path) -> None:
    names, rows = run_query("SELECT claim_id, hedge FROM claims WHERE certainty = 'possible'", published)
    assert (names, rows) == (["claim_id", "hedge"], [("a.c002", "may")])


@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_a_query_without_rows_or_result_prints(published: Path, format: str) -> None:
    print_rows(run_query("SELECT claim_id FROM claims WHERE false", published), format)
    print_rows(run_query("CREATE TABLE notes (note VARCHAR)", published), format)


@pytest.mark.parametrize("query", ["", " ", ";", "-- nothing"])
def test_an_empty_query_is_refused(published: Path, query: str) -> None:
    with pytest.raises(ReportedlyError, match="the query is empty; ask for something"):
        run_query(query, published)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT quotes FROM claims", "quote"),
        ("SELECT * FROM claim", "claims"),
        ("SELECT * FROM read_csv('x.csv')", "file system operations are disabled"),
        ("SELECT CAST('x' AS INTEGER)", "Could not convert"),
    ],
)
def test_a_query_that_cannot_be_run_says_why(published: Path, query: str, words: str) -> None:
    with pytest.raises(ReportedlyError, match="the query cannot be run\n") as caught:
        run_query(query, published)
    assert words in str(caught.value)
