"""Tables of a package as the check takes them: a small one in memory, a large one in its files, read in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.query.tables import common_schema, joined

# A table with more rows, or more bytes in its file once decompressed, stays in its file.
SMALL_ROWS = 50_000
SMALL_BYTES = 32 * 2**20
BATCH_ROWS = 65_536
BATCH_ROWS_OF_TEXTS = 2_048  # some kilobytes each
_WILD = frozenset("*?[")


@dataclass(frozen=True)
class StoredTable:
    """A table that is read batch by batch from its Parquet file, or from its parts one after the other."""

    paths: tuple[Path, ...]
    schema: pa.Schema
    num_rows: int

    def batches(self, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """The rows in order, all columns or those named, every batch valid. Small parts come together in one batch.

        Raises:
            pa.ArrowException, OSError: a file is not what its footer says.
        """
        size = BATCH_ROWS_OF_TEXTS if "text" in self.schema.names else BATCH_ROWS
        waiting: list[pa.RecordBatch] = []
        for path in self.paths:
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(size, columns=columns):
                    batch.validate(full=True)
                    waiting.append(batch)
                    if sum(one.num_rows for one in waiting) >= size:
                        yield _together(waiting)
                        waiting = []
        if waiting:
            yield _together(waiting)

    def read(self) -> pa.Table:
        """The whole table in memory."""
        return joined(self.paths, [pq.ParquetFile(path).read() for path in self.paths])


def open_table(paths: Sequence[Path]) -> pa.Table | StoredTable:
    """The table in Parquet files: in memory if it is small and as it should be read, or else as it is stored.

    Raises:
        PartsDifferError: a part has other columns than the first.
        pa.ArrowException, OSError: not a readable Parquet file.
    """
    rows = size = 0
    schemas = []
    for path in paths:
        with pq.ParquetFile(path) as file:
            about = file.metadata
            schemas.append(file.schema_arrow)
        rows += about.num_rows
        size += sum(about.row_group(index).total_byte_size for index in range(about.num_row_groups))
    schema = common_schema(paths, schemas)
    # DuckDB takes some characters of a path for wildcards.
    is_wild = any(_WILD & set(str(path)) for path in paths)
    if (rows <= SMALL_ROWS and size <= SMALL_BYTES) or is_wild:
        table = joined(paths, [pq.ParquetFile(path).read() for path in paths])
        table.validate(full=True)
        return table
    return StoredTable(tuple(paths), schema, rows)


def _together(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    first, *others = batches
    if not others:
        return first
    columns = [pa.concat_arrays([one.column(place) for one in batches]) for place in range(first.num_columns)]
    return pa.RecordBatch.from_arrays(columns, names=first.schema.names)


def read_through(table: StoredTable, *watchers: Callable[[pa.RecordBatch], None]) -> None:
    """Read a table once and show each batch to every watcher, all of them at the same time.

    The first is called in this thread, the others in threads of their own; none sees two batches at once.
    """
    first, *others = watchers
    with ThreadPoolExecutor(max(1, len(others))) as pool:
        for batch in table.batches():
            under_way = [pool.submit(other, batch) for other in others]
            first(batch)
            for one in under_way:
                one.result()
