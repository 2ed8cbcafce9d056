"""Read Parquet files that may come from a stranger: bounded in rows and in memory. A table is one, or several parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import ReportedlyError
from reportedly.standard.limits import Limits, limits, raise_it
from reportedly.standard.to_ddl import quote_identifier

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_COLUMNS = 1_000
_MOST_ROW_GROUPS = 100_000
_COUNTING_MEMORY = "2GB"
_FOLDED = 4  # bytes of a value that points into a dictionary


class TooLargeError(ReportedlyError):
    """A file holds more than the limits allow."""


class PartsDifferError(ReportedlyError):
    """A part of a table has other columns than the first: which column of which part, as found and as expected."""

    def __init__(self, part: Path, found: tuple[str, str] | None, expected: tuple[str, str] | None) -> None:
        self.part = part
        self.column = (expected or found or ("", ""))[0]
        self.found, self.expected = (" ".join(one) if one else None for one in (found, expected))
        super().__init__(f"{part.name} has not the columns of the first part; run `reportedly check`")


def read_parquet(paths: Sequence[Path], most: Limits | None = None, read_dictionary: Sequence[str] = ()) -> pa.Table:
    """The table in Parquet files, one after the other; the columns in `read_dictionary` as codes and their words.

    Raises:
        PartsDifferError: as `common_schema` does.
        TooLargeError, pyarrow.ArrowException, OSError: as `refuse_too_large` does.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    refuse_too_large(paths, most)
    return joined(paths, [pq.ParquetFile(path, read_dictionary=list(read_dictionary)).read() for path in paths])


def joined(paths: Sequence[Path], parts: Sequence[pa.Table]) -> pa.Table:
    """The table whose parts these are, read from `paths`.

    Raises:
        PartsDifferError: as `common_schema` does.
    """
    import pyarrow as pa  # noqa: PLC0415

    schema = common_schema(paths, [part.schema for part in parts])
    return pa.concat_tables([pa.Table.from_arrays(part.columns, schema=schema) for part in parts])


def common_schema(paths: Sequence[Path], schemas: Sequence[pa.Schema]) -> pa.Schema:
    """The schema of a table in parts: columns and types of the first part, which the others must have too.

    Raises:
        PartsDifferError: they do not.
    """
    import pyarrow as pa  # noqa: PLC0415

    first, *others = schemas
    due = [(field.name, str(field.type)) for field in first]
    for path, other in zip(paths[1:], others, strict=True):
        for expected, found in zip_longest(due, [(field.name, str(field.type)) for field in other]):
            if found != expected:
                raise PartsDifferError(path, found, expected)
    # One part may have nulls in a column in which another says that there are none.
    fields = [
        field.with_nullable(any(one.field(place).nullable for one in schemas)) for place, field in enumerate(first)
    ]
    return pa.schema(fields, first.metadata)


def refuse_too_large(paths: Sequence[Path], most: Limits | None = None) -> None:
    """Look at what the Parquet files of a table would take before they are read.

    What the files' footers say is looked at first. Words that a file holds once, in a dictionary, can stand for
    terabytes: where they could be over the limit they are counted before each row gets its own.

    Raises:
        TooLargeError: more rows or bytes in memory than the limits allow, or more columns or row groups than any
            table has.
        pyarrow.ArrowException, OSError: not a readable Parquet file.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    most = most or limits()
    rows = groups = size = 0
    suspects: dict[str, int] = {}
    for path in paths:
        with pq.ParquetFile(path) as file:
            metadata = file.metadata
        rows, groups = rows + metadata.num_rows, groups + metadata.num_row_groups
        for number, limit, noun, name in (
            (rows, most.table_rows, "rows", "table_rows"),
            (metadata.num_columns, _MOST_COLUMNS, "columns", None),
            (groups, _MOST_ROW_GROUPS, "row groups", None),
        ):
            if number > limit:
                raise _too_large(f"it has {number:,} {noun}, more than {limit:,}", name)
        stated, words = _sizes(metadata)
        size += stated
        suspects = {name: suspects.get(name, 0) + words.get(name, 0) for name in {*suspects, *words}}
    if size > most.table_bytes:
        raise _too_large(f"it takes {size:,} bytes in memory, more than {most.table_bytes:,}", "table_bytes")
    if size + sum(suspects.values()) <= most.table_bytes:
        return
    size += _length_of_words(paths, sorted(suspects))
    if size > most.table_bytes:
        raise _too_large(f"it takes {size:,} bytes in memory, more than {most.table_bytes:,}", "table_bytes")


def _sizes(metadata: Any) -> tuple[int, dict[str, int]]:
    """Bytes in memory as the footer tells them, and for each column of words the most that a dictionary can add."""
    size = 0
    suspects: dict[str, int] = {}
    for group in range(metadata.num_row_groups):
        for place in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(place)
            stated, values = max(0, chunk.total_uncompressed_size), max(0, chunk.num_values)
            size += max(stated, _FOLDED * values)
            if chunk.physical_type == "BYTE_ARRAY" and chunk.has_dictionary_page:
                suspects[chunk.path_in_schema] = suspects.get(chunk.path_in_schema, 0) + stated * values
    return size, suspects


def _length_of_words(paths: Sequence[Path], columns: list[str]) -> int:
    """Bytes of the words of some columns when each row holds its own. DuckDB adds them up without holding them."""
    import duckdb  # noqa: PLC0415

    whole = [str(path.resolve()) for path in paths]
    if any(char in path for char in "*?[" for path in whole):
        raise _too_large("DuckDB, which counts what it takes, would read * ? [ in its path as a pattern", None)
    lengths = ", ".join(f"sum(strlen({quote_identifier(name)}))" for name in columns)
    try:
        with duckdb.connect(":memory:", config={"memory_limit": _COUNTING_MEMORY}) as connection:
            row = connection.execute(f"SELECT {lengths} FROM read_parquet(?)", [whole]).fetchall()[0]
    except duckdb.Error as error:
        raise _too_large(f"what it takes in memory cannot be told ({str(error).splitlines()[0]})", None) from error
    return sum(int(length or 0) for length in row)


def _too_large(reason: str, name: str | None) -> TooLargeError:
    return TooLargeError(f"{reason}; {raise_it(name)}" if name else reason)
