"""Parquet files that are the same bytes whenever the same pyarrow writes the same rows."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.publish.content import ContentHash


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table with fixed settings; titles and descriptions of the columns travel in the file's schema."""
    pq.write_table(table, path, compression="zstd", version="2.6", data_page_version="1.0", row_group_size=100_000)


def content_hash(table: pa.Table) -> str:
    """SHA-256 of what a table says, whatever wrote it: its column names, then its rows in order, as JSON lines.

    Two files have the same content hash when every cell is the same, with any version of pyarrow and any encoding.
    """
    content = ContentHash(table.schema.names)
    content.update(table)
    return content.hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
