"""A session of Spark that is asked as DuckDB is: in its SQL, over tables under their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from reportedly.check.engine import connected
from reportedly.check.spark.dialect import to_spark
from reportedly.check.spark.functions import register
from reportedly.check.stored import StoredTable
from reportedly.errors import ReportedlyError
from reportedly.standard import Standard
from reportedly.standard.to_arrow import ARROW_TYPES

_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.cteRecursionLevelLimit": "1000",  # rules end by themselves
    "spark.sql.cteRecursionRowLimit": "-1",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parser.escapedStringLiterals": "false",
}
_WILD = frozenset("{}[]*?\\")  # Spark takes these in a path for a pattern
_HIDDEN = ("_", ".")  # and leaves out files whose names begin so


@dataclass(frozen=True)
class Rows:
    """What a query gave."""

    rows: list[tuple[Any, ...]]

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows, in no order."""
        return self.rows


class SparkConnection:
    """A session of its own, with the tables as its views."""

    def __init__(self, session: Any, twin: duckdb.DuckDBPyConnection, standard: Standard) -> None:
        self.frames: dict[str, Any] = {}
        self._session = session
        self._twin = twin
        self._numbers = frozenset(
            field.name for table in standard.tables.values() for field in table.fields if field.type == "number"
        )

    def execute(self, query: str) -> Rows:
        """Run a query of DuckDB.

        Raises:
            duckdb.CatalogException: there is no such table.
            CarryError: the query cannot be carried over.
        """
        self._twin.execute(f"EXPLAIN {query}")  # DuckDB names a missing table as the local engine does
        parts = to_spark(query, self._numbers)
        return Rows([tuple(row) for part in parts for row in self._session.sql(part).collect()])

    def register(self, name: str, table: pa.Table) -> None:
        """Give a table in memory a name in queries."""
        self._session.createDataFrame(table).createOrReplaceTempView(name)
        self._twin.register(name, table.schema.empty_table())

    def add(self, name: str, table: pa.Table | StoredTable, standard: Standard) -> None:
        """Give a table of the package its name in queries, where whole numbers are 64 bits wide.

        Raises:
            ReportedlyError: Spark sees other files than are here.
        """
        frame = self._read(table) if isinstance(table, StoredTable) else None
        if frame is None:
            whole = table.read() if isinstance(table, StoredTable) else table
            frame = self._session.createDataFrame(_free(whole, name, standard))
        elif (seen := frame.count()) != table.num_rows:
            message = f"Spark sees {seen:,} rows of {name}, and its files here have {table.num_rows:,}"
            raise ReportedlyError(f"{message}; workers must see the same files under the same paths")
        self.frames[name] = frame
        wide = [
            f"CAST(`{one.name}` AS BIGINT) AS `{one.name}`" if one.type == pa.int32() else f"`{one.name}`"
            for one in table.schema
        ]
        frame.selectExpr(*wide).createOrReplaceTempView(name)

    def _read(self, table: StoredTable) -> Any:
        """The files of a table as Spark reads them, or nothing where it would take their paths for something else."""
        paths = [path.resolve() for path in table.paths]
        if any(_WILD & set(str(path)) or path.name.startswith(_HIDDEN) for path in paths):
            return None
        return self._session.read.parquet(*(f"file://{path}" for path in paths))


@contextmanager
def spark_connected(
    session: Any, tables: Mapping[str, pa.Table | StoredTable], standard: Standard
) -> Iterator[SparkConnection]:
    """The tables in a session of Spark that shares nothing but the cluster with the one given."""
    own = session.newSession()
    for name, value in _SETTINGS.items():
        own.conf.set(name, value)
    register(own)
    with connected({name: table.schema.empty_table() for name, table in tables.items()}) as twin:
        connection = SparkConnection(own, twin, standard)
        for name, table in tables.items():
            connection.add(name, table, standard)
        yield connection


def _free(table: pa.Table, name: str, standard: Standard) -> pa.Table:
    """A table with the contract's types, null allowed everywhere: what it may not have is the check's to say."""
    types = {field.name: ARROW_TYPES[field.type] for field in standard.tables[name].fields}
    return table.cast(pa.schema(pa.field(one.name, types.get(one.name, one.type)) for one in table.schema))
