"""A package on disk: one Parquet file a table, and the descriptor."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.errors import ReportedlyError
from reportedly.publish.descriptor import DATA_FOLDER, descriptor, resource_path
from reportedly.publish.parquet import content_hash, file_hash, write_parquet
from reportedly.publish.swap import DESCRIPTOR, publish
from reportedly.standard import Standard

__all__ = ["DESCRIPTOR", "Derive", "write_files", "write_package"]

# Files that are made of a descriptor alone, by name.
Derive = Callable[[dict[str, Any]], Mapping[str, str]]


def _nothing(_: dict[str, Any]) -> Mapping[str, str]:
    return {}


def write_package(  # noqa: PLR0913 - the last has its name
    root: Path,
    package: Mapping[str, Any],
    tables: Mapping[str, pa.Table],
    standard: Standard,
    derive: Derive = _nothing,
    *,
    data_folder: str = DATA_FOLDER,
) -> None:
    """Publish tables in `root`: the old package or the new one, never a mixture.

    Args:
        root: the folder of the package.
        package: what `seeds/package.yaml` says of the dataset.
        tables: the tables by name.
        standard: the standard that they follow.
        derive: what else is made of the descriptor; its files must be among the swap's OPTIONAL.
        data_folder: where the tables' files lie in it; "" is the folder itself.

    Raises:
        ReportedlyError: the folder cannot be written, or what was written does not read back equal.
    """
    publish(root, lambda staging: write_files(staging, package, tables, standard, derive, data_folder=data_folder))


def write_files(  # noqa: PLR0913 - the last has its name
    folder: Path,
    package: Mapping[str, Any],
    tables: Mapping[str, pa.Table],
    standard: Standard,
    derive: Derive = _nothing,
    *,
    data_folder: str = DATA_FOLDER,
) -> None:
    """Write the package's files into `folder` and read them back."""
    (folder / data_folder).mkdir(exist_ok=True)
    hashes = {}
    for name, table in tables.items():
        path = folder / resource_path(name, data_folder)
        write_parquet(table, path)
        if content_hash(pq.read_table(path)) != content_hash(table):
            raise ReportedlyError(
                f"{path.name}: what was written does not read back equal; the old package is untouched"
            )
        hashes[name] = file_hash(path)
    content = descriptor(package, tables, hashes, standard, data_folder)
    (folder / DESCRIPTOR).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for name, text in derive(content).items():
        (folder / name).write_text(text, encoding="utf-8")
