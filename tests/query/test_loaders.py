"""Other people's loaders read the published files as they were built: types, nulls, values, rows, keys.

What they read is compared with the tables in memory from which the files were written.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import frictionless
import pandas as pd
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import reportedly
from reportedly.standard import read_standard

ROOT = Path(__file__).resolve().parents[2]
STANDARD = read_standard()
TYPES = ("string", "integer", "number", "boolean", "date")


class Read(NamedTuple):
    """What a loader makes of one table: each column's type in Table Schema's words, and the rows."""

    types: dict[str, str]
    rows: list[dict[str, Any]]


def by_pyarrow(package: Path, table: str) -> Read:
    return of_arrow(pq.read_table(package / "dataset" / f"{table}.parquet"))


def of_arrow(table: pa.Table) -> Read:
    words = dict(zip((pa.string(), pa.int32(), pa.float64(), pa.bool_(), pa.date32()), TYPES, strict=True))
    return Read({column.name: words[column.type] for column in table.schema}, table.to_pylist())


def by_pandas(package: Path, table: str) -> Read:
    """Arrow's dtypes: with pandas' own, whole numbers beside nulls would become floats."""
    frame = pd.read_parquet(package / "dataset" / f"{table}.parquet", dtype_backend="pyarrow")
    return Read(of_arrow(pa.Table.from_pandas(frame)).types, rows_of(frame))


def by_pandas_nullable(package: Path, table: str) -> Read:
    frame = pd.read_parquet(package / "dataset" / f"{table}.parquet", dtype_backend="numpy_nullable")
    words = dict(zip(("string", "Int32", "Float64", "boolean", "object"), TYPES, strict=True))
    return Read({name: words[str(dtype)] for name, dtype in frame.dtypes.items()}, rows_of(frame))


def by_reportedly(package: Path, table: str) -> Read:
    frame = reportedly.load(table, package)
    words = dict(zip(("string", "Int32", "Float64", "boolean", "datetime64[ms]"), TYPES, strict=True))
    words["category"] = "string"
    rows = rows_of(frame)
    for name in frame.columns[frame.dtypes == "datetime64[ms]"]:
        for row in rows:
            row[name] = row[name] and row[name].date()
    return Read({name: words[str(dtype)] for name, dtype in frame.dtypes.items()}, rows)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {
        name: [None if null else value for value, null in zip(column.tolist(), column.isna(), strict=True)]
        for name, column in frame.items()
    }
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def by_polars(package: Path, table: str) -> Read:
    words = dict(zip((polars.String, polars.Int32, polars.Float64, polars.Boolean, polars.Date), TYPES, strict=True))
    frame = polars.read_parquet(package / "dataset" / f"{table}.parquet")
    return Read({name: words[dtype] for name, dtype in frame.schema.items()}, frame.to_dicts())


def by_duckdb(package: Path, table: str) -> Read:
    words = dict(zip(("VARCHAR", "INTEGER", "DOUBLE", "BOOLEAN", "DATE"), TYPES, strict=True))
    found = duckdb.read_parquet(str(package / "dataset" / f"{table}.parquet"))
    types = {name: words[str(kind)] for name, kind in zip(found.columns, found.types, strict=True)}
    return Read(types, [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()])


def by_frictionless(package: Path, table: str) -> Read:
    resource = frictionless.Package(str(package / "datapackage.json")).get_resource(table)
    rows = resource.read_rows()
    assert [row.errors for row in rows if not row.valid] == []
    types = {field.name: field.type for field in resource.schema.fields}
    python = {"string": str, "integer": int, "boolean": bool}
    for row in rows:
        assert all(type(row[name]) is python.get(kind, type(row[name])) for name, kind in types.items() if row[name])
    numbers = [name for name, kind in types.items() if kind == "number"]  # read as decimals
    return Read(types, [row.to_dict() | {name: as_float(row[name]) for name in numbers} for row in rows])


def as_float(value: Any) -> float | None:
    return None if value is None else float(value)


LOADERS: dict[str, Callable[[Path, str], Read]] = {
    "pyarrow": by_pyarrow,
    "pandas": by_pandas,
    "pandas, nullable dtypes": by_pandas_nullable,
    "reportedly.load": by_reportedly,
    "polars": by_polars,
    "DuckDB": by_duckdb,
    "frictionless": by_frictionless,
}


@pytest.mark.parametrize("table", STANDARD.tables)
@pytest.mark.parametrize("loader", LOADERS)
def test_a_loader_reads_a_table_as_it_was_built(
    loader: str, table: str, published_mini: Path, mini_tables: Mapping[str, pa.Table]
) -> None:
    due = of_arrow(mini_tables[table])
    read = LOADERS[loader](published_mini, table)
    assert read.types == due.types == {field.name: field.type for field in STANDARD.tables[table].fields}
    assert read.rows == due.rows
    for row, right in zip(read.rows, due.rows, strict=True):  # 3 == 3.0 and True == 1 would pass above
        assert [type(value) for value in row.values() if value is not None] == [
            type(value) for value in right.values() if value is not None
        ]


@pytest.mark.parametrize("kind", TYPES)
def test_there_are_nulls_and_values_of_each_type_to_compare(kind: str, mini_tables: Mapping[str, pa.Table]) -> None:
    columns = [
        mini_tables[name].column(field.name)
        for name, table in STANDARD.tables.items()
        for field in table.fields
        if field.type == kind
    ]
    assert any(0 < column.null_count < len(column) for column in columns)


@pytest.mark.parametrize("loader", [name for name in LOADERS if name not in ("pyarrow", "frictionless")])
def test_loaders_agree_on_the_real_dataset(loader: str) -> None:
    for table in STANDARD.tables:
        assert LOADERS[loader](ROOT, table) == by_pyarrow(ROOT, table), table


@pytest.mark.slow
def test_frictionless_agrees_on_the_real_dataset() -> None:
    for table in STANDARD.tables:
        assert by_frictionless(ROOT, table) == by_pyarrow(ROOT, table), table


def test_frictionless_knows_every_table_with_its_keys(published_mini: Path) -> None:
    package = frictionless.Package(str(published_mini / "datapackage.json"))
    assert package.resource_names == list(STANDARD.tables)
    for name, table in STANDARD.tables.items():
        resource = package.get_resource(name)
        assert resource.schema.primary_key == list(table.primary_key)
        assert resource.rows == pq.read_metadata(published_mini / "dataset" / f"{name}.parquet").num_rows
        assert resource.schema.foreign_keys == table.source.get("foreignKeys", [])


@pytest.mark.parametrize(
    ("table", "column", "error"),
    [
        ("claims", "event_id", "foreign-key"),
        ("events", "parent_event_id", "foreign-key"),
        ("claims", None, "primary-key"),
    ],
)
def test_frictionless_finds_a_broken_key(
    published_mini: Path, tmp_path: Path, table: str, column: str | None, error: str
) -> None:
    package = Path(shutil.copytree(published_mini, tmp_path / "package"))
    file = package / "dataset" / f"{table}.parquet"
    rows = pq.read_table(file)
    broken = rows.to_pylist()
    if column:
        broken[0][column] = "no-such-row"
    else:
        broken[1] = broken[0]
    pq.write_table(pa.Table.from_pylist(broken, schema=rows.schema), file)
    report = frictionless.Package(str(package / "datapackage.json")).get_resource(table).validate()
    assert error in {found for (found,) in report.flatten(["type"])}
