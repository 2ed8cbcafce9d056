"""Export a package as one DuckDB or SQLite file, or as CSV for spreadsheets."""

from __future__ import annotations

import csv
import datetime as dt
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import ReportedlyError
from reportedly.query.connect import connect, create_views
from reportedly.query.load import read_table
from reportedly.query.package import open_package
from reportedly.standard import Standard, Table, read_standard
from reportedly.standard.to_ddl import DUCKDB_TYPES, comments, quote_identifier

if TYPE_CHECKING:
    import duckdb

# DuckDB 1.2 and later can read the file: R users and servers are rarely on the newest. Blocks of 16 KiB, because with
# the usual 256 KiB each key's index makes a small dataset large: 15 MB where these take 1.3.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.2.0",
    "default_block_size": "16384",
}
_SQLITE_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
# What OWASP lists as the start of a formula ("CSV Injection"), with the wide forms that some spreadsheets read alike.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = "\ufeff"


def export_duckdb(out: str | Path, package: str | Path | None = None) -> dict[str, int]:
    """Write a DuckDB file with the tables, their comments and keys, and the views. Gives the rows of each table.

    Raises:
        ReportedlyError: no such package, its keys do not hold, or `out` is a file of another kind or cannot be written.
    """
    import duckdb  # noqa: PLC0415 - imported when a file is asked for

    target = Path(out)
    _refuse_other_kind(target, "a DuckDB file", lambda start: start[8:12] == b"DUCK")
    if target.with_name(target.name + ".wal").exists():
        raise ReportedlyError(f"{target}: open in another program; close it there first")
    standard = read_standard()
    opened, _ = open_package(package)
    tables = {name: read_table(opened, name) for name in standard.tables}
    with (
        _aside(target) as path,
        closing(duckdb.connect(str(path), config=_SETTINGS)) as connection,
    ):
        for table in in_key_order(standard):
            connection.execute(create_table_with_keys(table, standard, DUCKDB_TYPES))
            for statement in comments(table):
                connection.execute(statement)
            connection.register("incoming", tables[table.name])
            try:
                _insert(connection, table)
            except duckdb.Error as error:
                reason = str(error).splitlines()[0]
                raise ReportedlyError(f"{opened.place(table.name)}: {reason}; run `reportedly check`") from error
            connection.unregister("incoming")
        create_views(connection, standard)
        connection.execute("CHECKPOINT")
    return {name: table.num_rows for name, table in tables.items()}


def export_csv(folder: str | Path, package: str | Path | None = None) -> dict[str, int]:
    """Write each table and view as a CSV file that spreadsheets open well. Gives the rows of each.

    UTF-8 with a byte order mark; null is an empty cell. A text that a spreadsheet would run as a formula gets an
    apostrophe in front, so the files are for looking at: programs read the Parquet files.

    Raises:
        ReportedlyError: no such package, or a file in `folder` is not such a CSV file or cannot be written.
    """
    target = Path(folder)
    if target.exists() and not target.is_dir():
        raise ReportedlyError(f"{target}: a file; name a folder for the CSV files")
    with connect(package) as connection:
        names = _names(read_standard())
        for name in names:
            _refuse_other_kind(target / f"{name}.csv", "such a CSV file", lambda start: start[:3] == _BOM.encode())
        counts = {}
        with _folder_aside(target) as aside:
            for name in names:
                columns, rows = _rows(connection, name)
                with (aside / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                    writer = csv.writer(file)
                    writer.writerow(columns)
                    writer.writerows([csv_cell(value) for value in row] for row in rows)
                counts[name] = len(rows)
    return counts


def export_sqlite(out: str | Path, package: str | Path | None = None) -> dict[str, int]:
    """Write a SQLite file with the tables and their keys. Gives the rows of each.

    The views are written as tables of their rows, since SQLite does not know all of their SQL. Descriptions stand as
    comments in the statements of `sqlite_master`. Truth is 1 or 0, a date is ISO text.

    Raises:
        ReportedlyError: no such package, or `out` is a file of another kind or cannot be written.
    """
    target = Path(out)
    _refuse_other_kind(target, "a SQLite file", lambda start: start == b"SQLite format 3\0")
    standard = read_standard()
    counts = {}
    with connect(package) as source, _aside(target) as path, closing(sqlite3.connect(path)) as connection:
        for table in in_key_order(standard):
            connection.execute(create_table_with_keys(table, standard, _SQLITE_TYPES, described=True))
        for name in standard.views:
            described = source.execute(f"DESCRIBE {quote_identifier(name)}").fetchall()
            typed = ", ".join(f"{quote_identifier(row[0])} {_sqlite_type(row[1])}" for row in described)
            connection.execute(f"CREATE TABLE {quote_identifier(name)} ({typed})")
        for name in _names(standard):
            columns, rows = _rows(source, name)
            marks = ", ".join("?" for _ in columns)
            cells = [[_sqlite_cell(value) for value in row] for row in rows]
            connection.executemany(f"INSERT INTO {quote_identifier(name)} VALUES ({marks})", cells)
            counts[name] = len(rows)
        connection.commit()
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise ReportedlyError(f"a row of {broken[0]} refers to no row of {broken[2]}; run `reportedly check`")
    return counts


def csv_cell(value: Any) -> Any:
    """A value as a CSV cell: null is empty, truth a word, and a text is never a formula.

    >>> [csv_cell(value) for value in ("=1+1", "a=b", -3.5, None, True)]
    ["'=1+1", 'a=b', -3.5, '', 'true']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def in_key_order(standard: Standard) -> list[Table]:
    """The tables, each after those that its foreign keys refer to; where keys run in a circle, in order of name."""
    waiting = dict(standard.tables)
    ordered: list[Table] = []
    while waiting:
        ready = [
            table
            for table in waiting.values()
            if not any(key.table in waiting and key.table != table.name for key in table.foreign_keys)
        ]
        ordered += ready or [next(iter(waiting.values()))]
        waiting = {name: table for name, table in waiting.items() if table not in ordered}
    return ordered


def create_table_with_keys(table: Table, standard: Standard, types: dict[str, str], described: bool = False) -> str:
    """`CREATE TABLE` with primary and foreign keys, with `described` also with descriptions as SQL comments.

    A foreign key is declared where it refers to the whole primary key of a table that is made before this one (or of
    this one); the rest is left to `reportedly check`.
    """
    earlier = in_key_order(standard)
    earlier = earlier[: earlier.index(table) + 1]
    parts = [
        (f"{quote_identifier(f.name)} {types[f.type]}{' NOT NULL' if f.required else ''}", f.description)
        for f in table.fields
    ]
    parts.append((f"PRIMARY KEY ({', '.join(map(quote_identifier, table.primary_key))})", ""))
    parts += [
        (
            f"FOREIGN KEY ({quote_identifier(key.field)}) "
            f"REFERENCES {quote_identifier(key.table)} ({quote_identifier(key.target)})",
            "",
        )
        for key in table.foreign_keys
        if standard.tables[key.table] in earlier and standard.tables[key.table].primary_key == (key.target,)
    ]
    lines = []
    for number, (part, description) in enumerate(parts, 1):
        comment = f" -- {' '.join(description.split())}" if described and description else ""
        lines.append(f"  {part}{',' if number < len(parts) else ''}{comment}")
    head = f"CREATE TABLE {quote_identifier(table.name)} ("
    head += f" -- {' '.join(table.description.split())}" if described else ""
    return "\n".join([head, *lines, ")"])


def _insert(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Insert the registered rows. Rows that refer to rows of their own table come after those, in rounds."""
    name = quote_identifier(table.name)
    columns = ", ".join(map(quote_identifier, table.columns))
    own = [key for key in table.foreign_keys if key.table == table.name and table.primary_key == (key.target,)]
    if not own:
        connection.execute(f"INSERT INTO {name} SELECT {columns} FROM incoming")
        return
    key = quote_identifier(table.primary_key[0])
    ready = " AND ".join(
        f"({quote_identifier(k.field)} IS NULL OR {quote_identifier(k.field)} IN (SELECT {key} FROM {name}))"
        for k in own
    )
    unmade = f"{key} NOT IN (SELECT {key} FROM {name})"
    while connection.execute(f"SELECT count(*) FROM incoming WHERE {unmade} AND {ready}").fetchall()[0][0]:
        connection.execute(f"INSERT INTO {name} SELECT {columns} FROM incoming WHERE {unmade} AND {ready}")
    # What is left refers to no row, or in a circle: let DuckDB say which.
    connection.execute(f"INSERT INTO {name} SELECT {columns} FROM incoming WHERE {unmade}")


def _names(standard: Standard) -> list[str]:
    return [*standard.tables, *standard.views]


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    cursor = connection.execute(f"SELECT * FROM {quote_identifier(name)}")
    return [column[0] for column in cursor.description], cursor.fetchall()


def _sqlite_type(duckdb_type: str) -> str:
    if duckdb_type in ("BOOLEAN", "INTEGER", "BIGINT", "HUGEINT"):
        return "INTEGER"
    return "REAL" if duckdb_type == "DOUBLE" else "TEXT"


def _sqlite_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _refuse_other_kind(path: Path, kind: str, is_kind: Callable[[bytes], bool]) -> None:
    """Stop where something stands at `path` that is not what would be written there."""
    if path.is_dir():
        raise ReportedlyError(f"{path}: a folder; name a file")
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise ReportedlyError(f"{path}: cannot be read ({error.strerror})") from error
    if not is_kind(start):
        raise ReportedlyError(f"{path}: there is a file of this name that is not {kind}; name another, or remove it")


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A path to write to, whose file is moved to `target` when all went well."""
    with _staging(target.parent, target) as staging:
        path = staging / target.name
        yield path
        _make_durable(path)
        path.replace(target)


@contextmanager
def _folder_aside(target: Path) -> Iterator[Path]:
    """A folder to write to, whose files are moved into `target` when all went well; other files there stay."""
    with _staging(target.parent, target) as staging:
        yield staging
        for path in sorted(staging.iterdir()):
            _make_durable(path)
        target.mkdir(exist_ok=True)
        for path in sorted(staging.iterdir()):
            path.replace(target / path.name)


@contextmanager
def _staging(parent: Path, target: Path) -> Iterator[Path]:
    try:
        staging = Path(tempfile.mkdtemp(prefix=".reportedly-export-", dir=parent))
    except OSError as error:
        raise ReportedlyError(f"{target}: cannot be written ({error.strerror or error})") from error
    try:
        yield staging
    except OSError as error:
        raise ReportedlyError(f"{target}: cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
