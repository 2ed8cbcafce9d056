"""A package on disk: the tables as Parquet files, and the descriptor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from reportedly.publish.cut import articles_per_part
from reportedly.publish.descriptor import DATA_FOLDER, Stored, descriptor, sources_of
from reportedly.publish.indented import as_json
from reportedly.publish.swap import DESCRIPTOR, publish
from reportedly.publish.tables import store_table
from reportedly.standard import Standard

__all__ = ["DESCRIPTOR", "Derive", "write_descriptor", "write_files", "write_package"]

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
) -> dict[str, Stored]:
    """Publish tables in `root`: the old package or the new one, never a mixture.

    Args:
        root: the folder of the package.
        package: what `seeds/package.yaml` says of the dataset.
        tables: the tables by name.
        standard: the standard that they follow.
        derive: what else is made of the descriptor; its files must be among the swap's OPTIONAL.
        data_folder: where the tables' files lie in it; "" is the folder itself.

    Returns:
        What the descriptor says of each table's files.

    Raises:
        ReportedlyError: the folder cannot be written, or what was written does not read back equal.
    """
    return publish(
        root, lambda staging: write_files(staging, package, tables, standard, derive, data_folder=data_folder)
    )


def write_files(  # noqa: PLR0913 - the last has its name
    folder: Path,
    package: Mapping[str, Any],
    tables: Mapping[str, pa.Table],
    standard: Standard,
    derive: Derive = _nothing,
    *,
    data_folder: str = DATA_FOLDER,
) -> dict[str, Stored]:
    """Write the package's files into `folder` and read them back; what the descriptor says of each table."""
    (folder / data_folder).mkdir(exist_ok=True)
    size = articles_per_part(package)
    stored = {
        name: store_table(folder, table, standard.tables[name], size, data_folder) for name, table in tables.items()
    }
    write_descriptor(folder, descriptor(package, stored, sources_of(tables["articles"]), standard), derive)
    return stored


def write_descriptor(folder: Path, content: dict[str, Any], derive: Derive = _nothing) -> None:
    """Write a descriptor and what is made of it."""
    (folder / DESCRIPTOR).write_text(as_json(content) + "\n", encoding="utf-8")
    for name, text in derive(content).items():
        (folder / name).write_text(text, encoding="utf-8")
