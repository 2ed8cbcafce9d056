"""Read a Parquet file that may come from a stranger: bounded in rows and in memory."""

from __future__ import annotations

from collections.abc import Sequence
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


def read_parquet(path: Path, most: Limits | None = None, read_dictionary: Sequence[str] = ()) -> pa.Table:
    """The table in a Parquet file; the columns in `read_dictionary` as codes and their words.

    Raises:
        TooLargeError, pyarrow.ArrowException, OSError: as `refuse_too_large` does.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    refuse_too_large(path, most)
    return pq.ParquetFile(path, read_dictionary=list(read_dictionary)).read()


def refuse_too_large(path: Path, most: Limits | None = None) -> None:
    """Look at what a Parquet file would take before it is read.

    What the file's footer says is looked at first. Words that the file holds once, in a dictionary, can stand for
    terabytes: where they could be over the limit they are counted before each row gets its own.

    Raises:
        TooLargeError: more rows or bytes in memory than the limits allow, or more columns or row groups than any
            table has.
        pyarrow.ArrowException, OSError: not a readable Parquet file.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    most = most or limits()
    file = pq.ParquetFile(path)
    metadata = file.metadata
    for number, limit, noun, name in (
        (metadata.num_rows, most.table_rows, "rows", "table_rows"),
        (metadata.num_columns, _MOST_COLUMNS, "columns", None),
        (metadata.num_row_groups, _MOST_ROW_GROUPS, "row groups", None),
    ):
        if number > limit:
            raise _too_large(f"it has {number:,} {noun}, more than {limit:,}", name)
    size, suspects = _sizes(metadata)
    if size > most.table_bytes:
        raise _too_large(f"it takes {size:,} bytes in memory, more than {most.table_bytes:,}", "table_bytes")
    if size + sum(suspects.values()) <= most.table_bytes:
        return
    size += _length_of_words(path, list(suspects))
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


def _length_of_words(path: Path, columns: list[str]) -> int:
    """Bytes of the words of some columns when each row holds its own. DuckDB adds them up without holding them."""
    import duckdb  # noqa: PLC0415

    whole = str(path.resolve())
    if any(char in whole for char in "*?["):
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
