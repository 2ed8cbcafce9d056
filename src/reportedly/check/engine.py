"""The tables under their names in DuckDB: those in memory as they are, those in files as views."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa

from reportedly.check.stored import StoredTable
from reportedly.errors import ReportedlyError
from reportedly.standard.to_ddl import quote_identifier, quote_literal

MEMORY_LIMIT = "1GB"
_AMOUNT = re.compile(r"[1-9][0-9]{0,5}(\.[0-9]+)? ?[kKMGT]i?B")


class Rows(Protocol):
    """What a query gave."""

    def fetchall(self) -> list[Any]:
        """All of it, a tuple a row."""


class Connection(Protocol):
    """Where rules are asked, in DuckDB's SQL: DuckDB itself, or what gives the same rows and names missing tables so.

    Raises:
        duckdb.CatalogException: at a query about a table that is not there.
    """

    def execute(self, query: str, /) -> Rows:
        """Run a query."""

    def register(self, name: str, table: pa.Table, /) -> object:
        """Give a table in memory a name in queries."""


@contextmanager
def connected(
    tables: Mapping[str, pa.Table | StoredTable], memory_limit: str | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that sees the tables, with whole numbers 64 bits wide, and no other file.

    Args:
        tables: the tables by name.
        memory_limit: how much memory DuckDB may take, such as "512MB"; what does not fit goes to a temporary folder.
            Default: 1 GB.

    Raises:
        ReportedlyError: the limit is not one, or there is no room for temporary files.
    """
    if memory_limit is not None and not _AMOUNT.fullmatch(memory_limit):
        raise ReportedlyError(f"{memory_limit!r} is no amount of memory; write 2GB or 500MB, say")
    with _temporary_folder() as folder:
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "memory_limit": memory_limit or MEMORY_LIMIT,
            "preserve_insertion_order": "false",  # findings are sorted in the end
            "temp_directory": folder,
        }
        with duckdb.connect(":memory:", config=config) as connection:
            files = [path for table in tables.values() if isinstance(table, StoredTable) for path in table.paths]
            connection.execute(f"SET allowed_paths = {_listed(files)}")
            connection.execute("SET enable_external_access = false")
            for name, table in tables.items():
                if isinstance(table, StoredTable):
                    connection.execute(_view(name, table))
                else:
                    connection.register(name, widened(table))
            yield connection


def _temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """Where a query puts what does not fit into memory.

    Raises:
        ReportedlyError: there is no room.
    """
    try:
        return tempfile.TemporaryDirectory(prefix="reportedly-check-")
    except OSError as error:
        reason = f"no folder for temporary files can be used ({error.strerror or error})"
        raise ReportedlyError(f"{reason}; make room, or name another folder in TMPDIR") from error


def fetched(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query. One that runs out of memory is tried again with a single thread, which takes less.

    Raises:
        duckdb.OutOfMemoryException: it runs out of memory again.
        duckdb.Error: it cannot be run for another reason.
    """
    try:
        return connection.execute(query).fetchall()
    except duckdb.OutOfMemoryException:
        connection.execute("SET threads = 1")
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.execute("RESET threads")


def _view(name: str, table: StoredTable) -> str:
    columns = ", ".join(
        quote_identifier(one.name) + (f"::BIGINT AS {quote_identifier(one.name)}" if one.type == pa.int32() else "")
        for one in table.schema
    )
    source = f"read_parquet({_listed(table.paths)})"
    return f"CREATE VIEW {quote_identifier(name)} AS SELECT {columns} FROM {source}"


def _listed(paths: Iterable[Path]) -> str:
    return f"[{', '.join(quote_literal(str(path)) for path in paths)}]"


def widened(table: pa.Table) -> pa.Table:
    """A table whose whole numbers are 64 bits wide, so that no rule's sums overflow on a corrupt offset."""
    return table.cast(
        pa.schema(pa.field(one.name, pa.int64() if one.type == pa.int32() else one.type) for one in table.schema)
    )
