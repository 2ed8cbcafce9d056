"""A published package in memory, and one corruption of it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.assemble.tables import row_key, to_table
from reportedly.standard import Standard, read_standard

Row = dict[str, Any]
Rows = list[Row]
Named = tuple[str | None, str]  # a table and a rule, as a finding names them

REFUSED = "not opened"  # in place of a rule, where the whole package is refused with a message


@dataclass(frozen=True)
class Published:
    """A package as it was published: what its files hold, and its descriptor as text."""

    root: Path
    descriptor: str
    files: dict[str, bytes]  # by path in the package
    tables: dict[str, pa.Table]
    rows: dict[str, Rows]
    standard: Standard

    def text_of(self, article_id: str) -> str:
        """The text of an article."""
        return str(next(row["text"] for row in self.rows["articles"] if row["article_id"] == article_id))

    def with_rows(self, table: str, rows: Rows) -> pa.Table:
        """Rows as a table of the contract; a null may stand anywhere."""
        made = to_table(rows, self.standard.tables[table], self.standard.version)
        fields = [
            field.with_nullable(field.nullable or made.column(field.name).null_count > 0) for field in made.schema
        ]
        return pa.Table.from_arrays(made.columns, schema=pa.schema(fields, made.schema.metadata))

    def with_cells(self, table: str, row: Row, **cells: Any) -> pa.Table:
        """A table with other values in some cells of one row."""
        return self.with_rows(table, [one | cells if one is row else one for one in self.rows[table]])

    def key(self, table: str, row: Row) -> str:
        """A row's key, as findings show it."""
        return row_key(self.standard.tables[table], row)


@dataclass(frozen=True)
class Corruption:
    """One change of a package, and the findings of which one must name it.

    A corruption rewrites `tables`, or does `damage` to the files, or an `edit` to the descriptor, or packs the
    folder into an archive by `pack`. After `tables` and `damage` the hashes and counts may be made to fit again;
    an `edit` comes after that, and is never mended.
    """

    what: str
    expected: frozenset[Named]
    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    damage: Callable[[Path], None] | None = None
    edit: Callable[[dict[str, Any]], None] | None = None
    pack: Callable[[Path, Path], None] | None = None


@dataclass(frozen=True)
class Kind:
    """A way of corrupting a package. `make` draws one corruption of the kind."""

    name: str
    make: Callable[[random.Random, Published], Corruption]
    why_not: str = ""  # why no check can find it, for the kinds that are beyond all checks


def read_published(root: Path) -> Published:
    """The package in a folder."""
    descriptor = (root / "datapackage.json").read_text("utf-8")
    paths = {entry["name"]: entry["path"] for entry in json.loads(descriptor)["resources"]}
    tables = {name: pq.ParquetFile(root / path).read() for name, path in paths.items()}
    return Published(
        root,
        descriptor,
        {path: (root / path).read_bytes() for path in paths.values()},
        tables,
        {name: table.to_pylist() for name, table in tables.items()},
        read_standard(),
    )


def by(*named: Named) -> frozenset[Named]:
    """The findings of which one must be there."""
    return frozenset(named)


def cell(data: Published, table: str, row: Row, rules: str, **cells: Any) -> Corruption:
    """A corruption of cells of one row, found in its own table by one of the rules (separated by spaces)."""
    changes = ", ".join(f"{column}: {row[column]!r} → {value!r}" for column, value in cells.items())
    return Corruption(
        f"{table} {data.key(table, row)}, {changes}",
        by(*((table, rule) for rule in rules.split())),
        {table: data.with_cells(table, row, **cells)},
    )
