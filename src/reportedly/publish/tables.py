"""Tables as Parquet files: one file a table, or a folder of parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.errors import ReportedlyError
from reportedly.publish.cut import article_column, cuts, divided, part_name, units
from reportedly.publish.descriptor import DATA_FOLDER, Part, Stored, has_texts, resource_path
from reportedly.publish.parquet import content_hash, file_hash, write_parquet
from reportedly.standard import Table


def store_table(
    folder: Path, table: pa.Table, contract: Table, articles_per_part: int | None = None, data_folder: str = DATA_FOLDER
) -> Stored:
    """Write a table into a package's folder and read it back.

    Args:
        folder: the package's folder.
        table: the rows, in the order of the contract.
        contract: the table's contract.
        articles_per_part: cut a table that is in the order of articles into parts of about so many; None: one file.
        data_folder: where the tables' files lie in the package; "" is the folder itself.

    Raises:
        ReportedlyError: what was written does not read back equal.
        OSError: it cannot be written.
    """
    is_divided = articles_per_part is not None and article_column(contract) is not None
    parts = named_parts(table, contract, articles_per_part, data_folder) if articles_per_part and is_divided else None
    listed = parts or [(resource_path(contract.name, data_folder), table)]
    return Stored(
        tuple(write_parts(folder, listed)), content_hash(table), is_divided=is_divided, has_texts=has_texts(table)
    )


def named_parts(
    table: pa.Table, contract: Table, articles_per_part: int, data_folder: str = DATA_FOLDER
) -> list[tuple[str, pa.Table]]:
    """The parts of a table, each with its path in the package."""
    start = resource_path(contract.name, data_folder).removesuffix(".parquet")
    return [
        (f"{start}/{part_name(part, contract)}", part)
        for part in divided(table, cuts(units(table, contract), articles_per_part))
    ]


def write_parts(folder: Path, parts: Iterable[tuple[str, pa.Table]]) -> Iterator[Part]:
    """Write tables to paths in a folder, each read back.

    Raises:
        ReportedlyError, OSError: as `store_table`.
    """
    for name, table in parts:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_parquet(table, path)
        if not _reads_back(path, table):
            raise ReportedlyError(f"{name}: what was written does not read back equal; the old package is untouched")
        yield Part(name, path.stat().st_size, file_hash(path), table.num_rows)


def _reads_back(path: Path, table: pa.Table) -> bool:
    """Whether a file says what a table says: row group by row group, so that a large table is not in memory twice."""
    with pq.ParquetFile(path) as file:
        first = 0
        for number in range(file.num_row_groups):
            found = file.read_row_group(number)
            if not _is_same(found, table.slice(first, found.num_rows)):
                return False
            first += found.num_rows
        return bool(first == table.num_rows and file.schema_arrow.names == table.schema.names)


def _is_same(found: pa.Table, part: pa.Table) -> bool:
    return bool(found.equals(part)) or content_hash(found) == content_hash(part)  # no NaN equals another
