"""`connect`: a copy of the package in DuckDB, documented, closed to the outside."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import reportedly
from reportedly.errors import ReportedlyError
from reportedly.standard import read_standard
from reportedly.standard.to_ddl import view_header

ROOT = Path(__file__).parents[2]
STANDARD = read_standard()


@pytest.fixture(scope="module")
def connection(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """For tests that change nothing."""
    with reportedly.connect(published) as opened:
        yield opened


def ask(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return list(connection.execute(query).fetchall())


def hashes(folder: Path) -> dict[str, str]:
    """Every file below a folder, with the hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_table_and_view_of_the_standard_is_there(connection: duckdb.DuckDBPyConnection) -> None:
    tables = {name for (name,) in ask(connection, "SELECT table_name FROM duckdb_tables()")}
    views = {name for (name,) in ask(connection, "SELECT view_name FROM duckdb_views() WHERE NOT internal")}
    assert tables == set(STANDARD.tables)
    assert views == set(STANDARD.views)


@pytest.mark.parametrize("package", ["small", "real"])
def test_every_view_can_be_read(published: Path, package: str) -> None:
    with reportedly.connect(published if package == "small" else ROOT) as connection:
        for view in STANDARD.views:
            connection.execute(f'SELECT * FROM "{view}"').fetchall()


def test_every_view_can_be_read_of_a_package_without_rows(package: Path) -> None:
    for path in (package / "dataset").iterdir():
        pq.write_table(pq.read_table(path).slice(0, 0), path)
    with reportedly.connect(package) as connection:
        for view in STANDARD.views:
            connection.execute(f'SELECT * FROM "{view}"').fetchall()


def test_rows_are_those_of_the_files_in_their_order(published: Path, connection: duckdb.DuckDBPyConnection) -> None:
    for name in STANDARD.tables:
        written = pq.read_table(published / "dataset" / f"{name}.parquet")
        assert ask(connection, f"FROM {name}") == [tuple(row.values()) for row in written.to_pylist()]


def test_columns_have_the_types_and_requirements_of_the_standard(connection: duckdb.DuckDBPyConnection) -> None:
    types = {"string": "VARCHAR", "integer": "INTEGER", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    found = ask(
        connection, "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal"
    )
    for table, column, data_type, is_nullable in found:
        if table in STANDARD.tables:
            field = STANDARD.tables[table].by_name[column]
            assert (data_type, is_nullable) == (types[field.type], not field.required), (table, column)


def test_tables_columns_and_views_carry_their_descriptions(connection: duckdb.DuckDBPyConnection) -> None:
    tables = dict(ask(connection, "SELECT table_name, comment FROM duckdb_tables()"))
    assert tables == {name: table.description for name, table in STANDARD.tables.items()}
    columns = {
        (table, column): comment
        for table, column, comment in ask(connection, "SELECT table_name, column_name, comment FROM duckdb_columns()")
        if table in STANDARD.tables
    }
    assert columns == {
        (name, field.name): field.description for name, table in STANDARD.tables.items() for field in table.fields
    }
    views = dict(ask(connection, "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"))
    assert views == {name: view_header(sql) for name, sql in STANDARD.views.items()}
    assert all(len(comment) > 20 for comment in views.values())


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("SELECT count(*) FROM casualty_reports WHERE upper IS NULL", 1),
        ("SELECT count(*) FROM casualty_reports WHERE upper = 0 OR upper < 0", 0),
        ("SELECT count(*) FROM places WHERE geonames_id IS NULL", 2),
        ("SELECT count(*) FROM places WHERE isnan(latitude)", 0),
        ("SELECT count(*) FROM places WHERE latitude IS NULL", 2),
        ("SELECT count(*) FROM claims WHERE hedge IS NULL", 2),
        ("SELECT count(*) FROM claims WHERE hedge = ''", 0),
        ("SELECT count(*) FROM events WHERE date_start IS NULL", 1),
    ],
)
def test_nulls_are_null_here_and_in_the_plain_files(
    published: Path, connection: duckdb.DuckDBPyConnection, query: str, count: int
) -> None:
    assert ask(connection, query) == [(count,)]
    table = query.split(" FROM ")[1].split(maxsplit=1)[0]
    plain = query.replace(f"FROM {table}", f"FROM '{published}/dataset/{table}.parquet'")
    with duckdb.connect() as elsewhere:
        assert ask(elsewhere, plain) == [(count,)]


def test_the_files_can_be_read_plainly_from_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with duckdb.connect() as plain, reportedly.connect() as ours:
        for name in STANDARD.tables:
            query = f"SELECT * FROM 'dataset/{name}.parquet'"
            assert ask(plain, query) == ask(ours, f'FROM "{name}"')


@pytest.mark.parametrize("package", ["small", "real"])
def test_overviews_have_one_row_a_claim_and_one_a_report(published: Path, package: str) -> None:
    with reportedly.connect(published if package == "small" else ROOT) as connection:
        for view, table, key in [
            ("claim_overview", "claims", "claim_id"),
            ("casualty_overview", "casualty_reports", "casualty_id"),
        ]:
            rows, keys = ask(connection, f"SELECT count(*), count(DISTINCT {key}) FROM {view}")[0]
            assert rows == keys == ask(connection, f"SELECT count(*) FROM {table}")[0][0]


def test_the_casualty_overview_says_who_says_what(connection: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT quantity_text, lower, upper, origin, origin_text, is_anonymous, hedge FROM casualty_overview"
    assert ask(connection, query) == [
        ("three", 3, 3, None, None, False, None),
        ("may have been", None, None, "officials", "Officials", True, "may"),
    ]


CLOSED = [
    "SELECT * FROM read_csv('{path}')",
    "SELECT * FROM '{path}'",
    "SELECT * FROM read_text('{path}')",
    "SELECT * FROM read_parquet('dataset/claims.parquet')",
    "SELECT * FROM glob('{path}')",
    "COPY claims TO '{path}.copy'",
    "COPY claims FROM '{path}'",
    "EXPORT DATABASE '{path}.export'",
    "ATTACH '{path}.duckdb' AS other",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET enable_external_access",
    "SET allowed_directories = ['/']",
]


@pytest.mark.parametrize("query", CLOSED)
def test_queries_reach_no_other_file_and_no_network(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, query: str
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("claim_id\nsecret\n", encoding="utf-8")
    with pytest.raises(duckdb.Error):
        connection.execute(query.format(path=path)).fetchall()
    assert [found.name for found in tmp_path.iterdir()] == ["notes.csv"]


def test_who_asks_for_external_access_has_it(published: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("claim_id,note\na.c001,mine\n", encoding="utf-8")
    with reportedly.connect(published, external_access=True) as connection:
        query = f"SELECT note FROM claims JOIN '{path}' USING (claim_id)"
        assert ask(connection, query) == [("mine",)]


def test_changes_in_the_connection_leave_the_package_as_it_is(package: Path) -> None:
    before = hashes(package)
    with reportedly.connect(package) as connection:
        connection.execute("INSERT INTO places BY NAME SELECT 'x' AS place_id, 'X' AS name, 'city' AS kind")
        connection.execute("UPDATE claims SET quote = 'another'")
        connection.execute("DELETE FROM casualty_reports")
        connection.execute("DROP VIEW casualty_overview")
        connection.execute("DROP TABLE event_actors")
        connection.execute("CREATE TABLE notes AS SELECT claim_id FROM claims")
        assert ask(connection, "SELECT DISTINCT quote FROM claims") == [("another",)]
    assert hashes(package) == before
    with reportedly.connect(package) as again:
        assert ask(again, "SELECT count(*) FROM casualty_overview") == [(2,)]


def test_the_connection_needs_the_files_no_more_once_it_is_open(package: Path) -> None:
    connection = reportedly.connect(package)
    for path in (package / "dataset").iterdir():
        path.unlink()
    gc.collect()
    assert ask(connection, "SELECT count(*) FROM claims") == [(3,)]
    connection.close()


def test_two_connections_do_not_see_one_another(published: Path) -> None:
    with reportedly.connect(published) as one, reportedly.connect(published) as other:
        one.execute("DELETE FROM claims")
        assert ask(other, "SELECT count(*) FROM claims") == [(3,)]


def message(package: Path) -> str:
    with pytest.raises(ReportedlyError) as caught:
        reportedly.connect(package)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_truncated_file_is_named(package: Path) -> None:
    file = package / "dataset" / "claims.parquet"
    file.write_bytes(file.read_bytes()[:100])
    assert message(package).startswith(f"{file.resolve()}: not a readable Parquet file (")


def test_a_missing_file_is_named(package: Path) -> None:
    (package / "dataset" / "claims.parquet").unlink()
    assert message(package) == f"{package}: the file of table 'claims' is missing; run `reportedly check`"


@pytest.mark.parametrize(
    "path", ["../claims.parquet", "/etc/passwd", "https://example.org/claims.parquet", "a\0b", "x" * 5000]
)
def test_a_resource_that_points_elsewhere_is_not_opened(package: Path, path: str) -> None:
    file = package / "datapackage.json"
    (package.parent / "claims.parquet").write_bytes((package / "dataset" / "claims.parquet").read_bytes())
    escaped = path.replace("\0", "\\u0000")
    file.write_text(file.read_text("utf-8").replace("dataset/claims.parquet", escaped), encoding="utf-8")
    assert message(package) == f"{package}: the file of table 'claims' is missing; run `reportedly check`"


def test_a_null_where_a_value_is_required_is_named(package: Path) -> None:
    file = package / "dataset" / "claims.parquet"
    table = pq.read_table(file)
    position = table.schema.get_field_index("quote")
    pq.write_table(table.set_column(position, "quote", pa.array(["a", None, "b"])), file)
    found = message(package)
    assert found.startswith(f"{file.resolve()}: ")
    assert "NOT NULL" in found
    assert found.endswith("; run `reportedly check`")


def test_a_column_of_another_type_is_named(package: Path) -> None:
    file = package / "dataset" / "casualty_reports.parquet"
    table = pq.read_table(file)
    position = table.schema.get_field_index("upper")
    pq.write_table(table.set_column(position, "upper", pa.array(["three", None])), file)
    assert message(package).startswith(f"{file.resolve()}: ")
    assert message(package).endswith("; run `reportedly check`")


def test_text_opens_however_it_is_stored(package: Path) -> None:
    file = package / "dataset" / "claims.parquet"
    table = pq.read_table(file)
    stored = pa.dictionary(pa.int8(), pa.string())
    pq.write_table(
        table.cast(pa.schema([f.with_type(stored) if f.type == pa.string() else f for f in table.schema])), file
    )
    with reportedly.connect(package) as connection:
        assert ask(connection, "SELECT DISTINCT polarity FROM claims") == [("positive",)]


def test_a_view_is_described_by_the_comment_above_it() -> None:
    assert (
        view_header("-- One row a claim:\n-- who says what.\nSELECT 1 -- not this") == "One row a claim: who says what."
    )
    assert view_header("SELECT 1") == ""
