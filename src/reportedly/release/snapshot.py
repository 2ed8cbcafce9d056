"""A package as `diff` sees it: what its own descriptor and files say, whatever version of the standard it follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.errors import ReportedlyError
from reportedly.publish.parquet import file_hash
from reportedly.query.package import Package, open_package
from reportedly.query.tables import PartsDifferError, TooLargeError, read_parquet

_MOST_ROWS, _MOST_BYTES = 50_000_000, 8 << 30  # a small file may hold any number of equal rows


@dataclass(frozen=True)
class TableSnapshot:
    """A table with what its descriptor promises: its key, the terms of its columns, and which are never null."""

    table: pa.Table
    key: tuple[str, ...]
    terms: Mapping[str, tuple[str, ...]]
    required: frozenset[str]

    def type_in_words(self, column: str) -> str:
        """A column's type as its reader meets it, e.g. "text, or null"."""
        return f"{type_in_words(self.table.schema.field(column).type)}{'' if column in self.required else ', or null'}"


@dataclass(frozen=True)
class Snapshot:
    """A package. `others` maps the resources that are no tables to the hashes of their files."""

    label: str
    descriptor: Mapping[str, Any]
    tables: Mapping[str, TableSnapshot]
    others: Mapping[str, str]

    @property
    def version(self) -> str | None:
        """The version that the descriptor states."""
        stated = self.descriptor.get("version")
        return stated if isinstance(stated, str) else None


def read_snapshot(folder: Path, label: str) -> Snapshot:
    """The package in a folder.

    Raises:
        ReportedlyError: there is no package, or a file of it is missing, unsafe or unreadable.
    """
    package, findings = open_package(folder)
    if findings:
        first = findings[0]
        raise ReportedlyError(
            f"{label}: {first.message} ({first.table}: {first.value}); run `reportedly check`, it tells all of it"
        )
    tables: dict[str, TableSnapshot] = {}
    others: dict[str, str] = {}
    for name, paths in package.files.items():
        if all(path.suffix == ".parquet" for path in paths):
            tables[name] = _table(package, name, label)
        else:
            others[name] = " ".join(map(file_hash, paths))
    return Snapshot(label, package.descriptor, tables, others)


def snapshot_of(
    tables: Mapping[str, pa.Table], descriptor: Mapping[str, Any], label: str, others: Mapping[str, str] | None = None
) -> Snapshot:
    """A package that is not on disk yet: its tables and its descriptor."""
    by_name = {entry["name"]: entry for entry in descriptor["resources"]}
    made = {name: _described(table, by_name[name]) for name, table in tables.items()}
    return Snapshot(label, descriptor, made, others or {})


def type_in_words(type_: pa.DataType) -> str:
    """An Arrow type without what only a writer knows, such as how text is encoded."""
    if pa.types.is_dictionary(type_):
        type_ = type_.value_type
    return "text" if pa.types.is_string(type_) or pa.types.is_large_string(type_) else str(type_)


def _table(package: Package, name: str, label: str) -> TableSnapshot:
    paths, place = package.files[name], package.place(name).name
    try:
        abouts = [pq.read_metadata(path) for path in paths]
        rows = sum(about.num_rows for about in abouts)
        size = sum(about.row_group(index).total_byte_size for about in abouts for index in range(about.num_row_groups))
        if rows > _MOST_ROWS or size > _MOST_BYTES:
            raise ReportedlyError(f"{label}: table {name!r} has {rows:,} rows, too many to compare")
        table = read_parquet(paths)
    except (TooLargeError, PartsDifferError) as error:
        raise ReportedlyError(f"{label}: {place} is not read: {error}") from error
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise ReportedlyError(
            f"{label}: {place} is not a readable Parquet file ({str(error).splitlines()[0]})"
        ) from error
    if len(set(table.schema.names)) < len(table.schema.names):
        raise ReportedlyError(f"{label}: table {name!r} has a column twice; run `reportedly check`")
    return _described(table, package.resource(name))


def _described(table: pa.Table, resource: Mapping[str, Any]) -> TableSnapshot:
    """A table with what its resource's schema says. A descriptor may be a stranger's: what is no schema counts not."""
    schema = resource.get("schema")
    schema = schema if isinstance(schema, dict) else {}
    key = schema.get("primaryKey", [])
    key = [key] if isinstance(key, str) else key
    is_key = isinstance(key, list) and bool(key) and all(isinstance(part, str) for part in key)
    fields = schema.get("fields")
    terms: dict[str, tuple[str, ...]] = {}
    required = set()
    for field in fields if isinstance(fields, list) else []:
        constraints = field.get("constraints") if isinstance(field, dict) else None
        if not isinstance(constraints, dict) or not isinstance(field.get("name"), str):
            continue
        enum = constraints.get("enum")
        if isinstance(enum, list):
            terms[field["name"]] = tuple(str(term) for term in enum)
        if constraints.get("required") is True:
            required.add(field["name"])
    return TableSnapshot(table, tuple(key) if is_key else (), terms, frozenset(required))
