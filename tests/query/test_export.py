"""`reportedly export`: DuckDB, SQLite and CSV files, written whole or not at all."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from reportedly.errors import ReportedlyError
from reportedly.query.connect import connect
from reportedly.query.export import csv_cell, export_csv, export_duckdb, export_sqlite, in_key_order
from reportedly.standard import read_standard

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
STANDARD = read_standard()
NAMES = [*STANDARD.tables, *STANDARD.views]


@pytest.fixture(scope="module")
def duckdb_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "out.duckdb"
    export_duckdb(out, ROOT)
    return out


def test_the_duckdb_file_holds_every_table_and_view_with_the_same_rows(duckdb_file: Path) -> None:
    with connect(ROOT) as expected, duckdb.connect(str(duckdb_file), read_only=True) as found:
        for name in NAMES:
            query = f"FROM {name} ORDER BY ALL"
            assert found.execute(query).fetchall() == expected.execute(query).fetchall(), name


def test_the_duckdb_file_holds_comments_and_keys(duckdb_file: Path) -> None:
    with duckdb.connect(str(duckdb_file), read_only=True) as connection:
        comments = connection.execute("SELECT table_name, column_name, comment FROM duckdb_columns()").fetchall()
        described = {(table, column): comment for table, column, comment in comments}
        views = dict(connection.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
        keys = connection.execute(
            "SELECT table_name, constraint_type, constraint_column_names FROM duckdb_constraints()"
        ).fetchall()
    for table in STANDARD.tables.values():
        assert all(described[table.name, field.name] == field.description for field in table.fields)
        assert (table.name, "PRIMARY KEY", list(table.primary_key)) in keys
        for key in table.foreign_keys:
            assert (table.name, "FOREIGN KEY", [key.field]) in keys
    assert views.keys() == STANDARD.views.keys()
    assert all(views.values())


def test_the_duckdb_file_refuses_rows_that_break_a_key(duckdb_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(duckdb_file.read_bytes())
    with duckdb.connect(str(copy)) as connection, pytest.raises(duckdb.ConstraintException):
        connection.execute("UPDATE attributions SET claim_id = 'nobody.c001' WHERE hop = 0")


def test_a_small_dataset_makes_a_small_file(duckdb_file: Path) -> None:
    assert duckdb_file.stat().st_size < 4_000_000


def test_a_package_whose_keys_do_not_hold_is_not_exported(package: Path, tmp_path: Path) -> None:
    rewrite(package, "casualty_reports", subset_of="nobody.c001.k1")
    out = tmp_path / "out.duckdb"
    with pytest.raises(ReportedlyError, match=r"casualty_reports.*run `reportedly check`"):
        export_duckdb(out, package)
    assert not out.exists()
    with pytest.raises(ReportedlyError, match="a row of casualty_reports refers to no row of casualty_reports"):
        export_sqlite(tmp_path / "out.sqlite", package)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package"]


def test_parts_are_written_after_their_wholes_whatever_the_order(package: Path, tmp_path: Path) -> None:
    rows = pq.read_table(next(package.rglob("casualty_reports.parquet"))).to_pylist()
    assert len(rows) == 2
    rewrite(package, "casualty_reports", first={"subset_of": rows[1]["casualty_id"]})
    counts = export_duckdb(tmp_path / "out.duckdb", package)
    assert counts["casualty_reports"] == 2


def test_tables_come_after_those_that_they_refer_to() -> None:
    order = [table.name for table in in_key_order(STANDARD)]
    assert sorted(order) == sorted(STANDARD.tables)
    for table in STANDARD.tables.values():
        assert all(order.index(key.table) <= order.index(table.name) for key in table.foreign_keys)


# What is there already -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("export", [export_duckdb, export_sqlite])
def test_an_export_replaces_its_own_kind_and_nothing_else(export: Any, published: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(out, published)
    export(out, published)
    out.write_text("my notes")
    with pytest.raises(ReportedlyError, match="there is a file of this name that is not"):
        export(out, published)
    assert out.read_text() == "my notes"
    out.write_bytes(b"")
    with pytest.raises(ReportedlyError, match="there is a file of this name that is not"):
        export(out, published)
    with pytest.raises(ReportedlyError, match="a folder; name a file"):
        export(tmp_path, published)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_the_kinds_do_not_replace_each_other(published: Path, tmp_path: Path) -> None:
    export_duckdb(tmp_path / "a", published)
    export_sqlite(tmp_path / "b", published)
    with pytest.raises(ReportedlyError, match="not a SQLite file"):
        export_sqlite(tmp_path / "a", published)
    with pytest.raises(ReportedlyError, match="not a DuckDB file"):
        export_duckdb(tmp_path / "b", published)


def test_a_duckdb_file_that_is_being_written_is_not_replaced(published: Path, tmp_path: Path) -> None:
    (tmp_path / "out.duckdb.wal").write_bytes(b"")
    with pytest.raises(ReportedlyError, match="open in another program"):
        export_duckdb(tmp_path / "out.duckdb", published)


@pytest.mark.parametrize("export", [export_duckdb, export_sqlite, export_csv])
def test_where_nothing_can_be_written_the_reason_is_given(export: Any, published: Path, tmp_path: Path) -> None:
    with pytest.raises(ReportedlyError, match="cannot be written"):
        export(tmp_path / "missing" / "out", published)


# SQLite --------------------------------------------------------------------------------------------------------


def test_the_sqlite_file_holds_tables_with_keys_and_views_as_tables(tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite"
    counts = export_sqlite(out, ROOT)
    assert list(counts) == NAMES
    with connect(ROOT) as expected, sqlite3.connect(out) as found:
        for name in NAMES:
            rows = expected.execute(f"SELECT count(*) FROM {name}").fetchall()
            assert found.execute(f"SELECT count(*) FROM {name}").fetchall() == rows
        for table in STANDARD.tables.values():
            keys = {(row[3], row[2], row[4]) for row in found.execute(f"PRAGMA foreign_key_list({table.name})")}
            assert keys == {(key.field, key.table, key.target) for key in table.foreign_keys}
            (sql,) = found.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table.name]).fetchone()
            assert all(" ".join(field.description.split()) in sql for field in table.fields)
        assert found.execute(
            "SELECT typeof(is_origin), typeof(source_text) FROM attributions WHERE hop = 0"
        ).fetchone() == (
            "integer",
            "null",
        )
        dates = found.execute("SELECT date_start FROM events WHERE event_id = 'mashtal-strike'").fetchall()
        assert dates == [("2024-02-07",)]


# CSV -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_starts_like_a_formula_is_escaped(start: str) -> None:
    assert csv_cell(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


def test_numbers_and_other_texts_are_as_they_are() -> None:
    assert [csv_cell(value) for value in (-33.3, -1, 0, "a=b", " =1", "", None, False)] == [
        -33.3,
        -1,
        0,
        "a=b",
        " =1",
        "",
        "",
        "false",
    ]


def test_csv_files_hold_every_table_and_view_in_utf_8_with_bom(package: Path, tmp_path: Path) -> None:
    rewrite(package, "claims", statement='=HYPERLINK("http://example.org")')
    counts = export_csv(tmp_path / "csv", package)
    assert sorted(path.stem for path in (tmp_path / "csv").iterdir()) == sorted(NAMES) == sorted(counts)
    for path in (tmp_path / "csv").iterdir():
        assert path.read_bytes()[:3] == b"\xef\xbb\xbf"
    content = (tmp_path / "csv" / "claims.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert {row["statement"] for row in rows} == {'\'=HYPERLINK("http://example.org")'}
    assert {row["hedge"] for row in rows} == {"", "may"}
    assert "Airstrike kills three — Kata’ib" in {row["quote"] for row in rows}
    articles = (tmp_path / "csv" / "articles.csv").read_bytes().decode("utf-8-sig")
    (article,) = csv.DictReader(io.StringIO(articles, newline=""))
    assert "\n" in article["text"]  # a cell may hold lines


def test_csv_files_are_replaced_and_other_files_stay(published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "csv"
    export_csv(folder, published)
    (folder / "notes.txt").write_text("mine")
    export_csv(folder, published)
    assert (folder / "notes.txt").read_text() == "mine"
    (folder / "claims.csv").write_text("my own claims")
    (folder / "actors.csv").unlink()
    with pytest.raises(ReportedlyError, match="not such a CSV file"):
        export_csv(folder, published)
    assert (folder / "claims.csv").read_text() == "my own claims"
    assert not (folder / "actors.csv").exists()  # nothing was written before the refusal
    with pytest.raises(ReportedlyError, match="name a folder"):
        export_csv(folder / "notes.txt", published)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv"]


def rewrite(package: Path, table: str, first: dict[str, Any] | None = None, **values: Any) -> None:
    """Give every row of a published table these values, and the first row those of `first`."""
    path = next(package.rglob(f"{table}.parquet"))
    arrow = pq.read_table(path)
    rows = [{**row, **values} for row in arrow.to_pylist()]
    rows[0] |= first or {}
    pq.write_table(type(arrow).from_pylist(rows, schema=arrow.schema), path)
