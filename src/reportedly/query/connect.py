"""Open a package in DuckDB: its tables with comments, and the views of the standard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import ReportedlyError
from reportedly.query.load import read_table
from reportedly.query.package import open_package
from reportedly.standard import Standard, read_standard
from reportedly.standard.to_ddl import comments, create_table, quote_identifier, quote_literal, view_header

if TYPE_CHECKING:
    import duckdb


def connect(package: str | Path | None = None, external_access: bool = False) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection in memory with every table and view of a package.

    The connection holds a copy: nothing done in it changes the package. Without `external_access` it reads and writes
    no other file and loads no extension.

    Args:
        package: a package's folder. Default: the package around the working directory, or else the dataset that
            was installed with reportedly.
        external_access: let queries read and write files.

    Raises:
        ReportedlyError: no such package, or a file of it cannot be read.
    """
    import duckdb  # noqa: PLC0415 - imported when a connection is asked for

    standard = read_standard()
    opened, _ = open_package(package)
    tables = {name: read_table(opened, name) for name in standard.tables}
    connection = duckdb.connect(":memory:")
    for name, table in standard.tables.items():
        connection.execute(create_table(table))
        connection.register("incoming", tables[name])
        columns = ", ".join(quote_identifier(column) for column in table.columns)
        try:
            connection.execute(f"INSERT INTO {quote_identifier(name)} SELECT {columns} FROM incoming")
        except duckdb.Error as error:
            connection.close()
            reason = str(error).splitlines()[0]
            raise ReportedlyError(f"{opened.place(name)}: {reason}; run `reportedly check`") from error
        connection.unregister("incoming")
        for statement in comments(table):
            connection.execute(statement)
    create_views(connection, standard)
    if not external_access:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    return connection


def create_views(connection: duckdb.DuckDBPyConnection, standard: Standard) -> None:
    """Create the views of `schemas/views/`, each with its description as comment. A view may use any other.

    Raises:
        ReportedlyError: a view uses what is neither a table nor a view, or views use each other in a circle.
    """
    import duckdb  # noqa: PLC0415

    waiting = dict(standard.views)
    while waiting:
        made = []
        reason = ""
        for name, sql in waiting.items():
            try:
                connection.execute(f"CREATE VIEW {quote_identifier(name)} AS {sql}")
            except duckdb.Error as error:  # most likely it uses a view that is not there yet
                reason = reason or f"the view {name!r} cannot be made: {str(error).splitlines()[0]}"
            else:
                connection.execute(f"COMMENT ON VIEW {quote_identifier(name)} IS {quote_literal(view_header(sql))}")
                made.append(name)
        if not made:
            raise ReportedlyError(reason)
        waiting = {name: sql for name, sql in waiting.items() if name not in made}
