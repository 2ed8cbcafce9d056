"""A large valid package: the articles of this repository several times over, each copy under ids of its own."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.publish import write_package
from reportedly.standard import Standard, Table, read_standard

ROOT = Path(__file__).resolve().parents[1]
ABOUT = ("title", "licenses", "created", "version")


def scale(tables: dict[str, pa.Table], times: int, standard: Standard) -> dict[str, pa.Table]:
    """Every table with its rows that belong to an article `times` times over; registries stay as they are."""
    articles = tuple(tables["articles"].column("article_id").to_pylist())
    return {name: _scale(table, standard.tables[name], times, articles) for name, table in tables.items()}


def _scale(table: pa.Table, contract: Table, times: int, articles: tuple[str, ...]) -> pa.Table:
    ids = {*contract.primary_key, *(key.field for key in contract.foreign_keys)}
    rows = table.to_pylist()
    own = [row for row in rows if any(_belongs(row[column], articles) for column in ids)]
    if not own:
        return table
    copies = [
        {column: _renamed(value, copy, articles) if column in ids else value for column, value in row.items()}
        for copy in range(1, times)
        for row in own
    ]
    scaled = pa.Table.from_pylist([*rows, *copies], schema=table.schema)
    return scaled.sort_by([(column, "ascending") for column in contract.sort])


def _belongs(value: Any, articles: tuple[str, ...]) -> bool:
    return isinstance(value, str) and value.split(".")[0] in articles


def _renamed(value: Any, copy: int, articles: tuple[str, ...]) -> Any:
    """An id of an article, or one built from it, as the copy has it."""
    if not _belongs(value, articles):
        return value
    article, dot, rest = value.partition(".")
    return f"{article}_x{copy:03d}{dot}{rest}"


def write_synthetic(folder: Path, times: int, source: Path = ROOT) -> dict[str, int]:
    """Publish the scaled package in `folder`; gives the rows of each table."""
    standard = read_standard()
    tables = {name: pq.read_table(source / "dataset" / f"{name}.parquet") for name in standard.tables}
    scaled = scale(tables, times, standard)
    stated = json.loads((source / "datapackage.json").read_text("utf-8"))
    about = {"name": f"synthetic-{times}", **{key: stated[key] for key in ABOUT if key in stated}}
    folder.mkdir(parents=True, exist_ok=True)
    write_package(folder, about, scaled, standard)
    return {name: table.num_rows for name, table in scaled.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to publish it")
    parser.add_argument("--times", type=int, default=10, help="how many copies of each article (default 10)")
    wanted = parser.parse_args()
    print(json.dumps(write_synthetic(wanted.folder, wanted.times)))
