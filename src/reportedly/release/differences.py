"""What is different between two packages: tables, columns, terms, rows by key, cells by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.check.texts import TABLE, TEXT
from reportedly.query.unpack import opened
from reportedly.release.rows import CellChange, Key, MatchedRows, RowChange
from reportedly.release.snapshot import Snapshot, TableSnapshot, read_snapshot, type_in_words

# What a descriptor says that follows from the tables, or that every release changes.
_DERIVED = (
    "$schema",
    "resources",
    "sources",
    "version",
    "created",
    "reportedly:contentHash",
    "reportedly:changes",
)


@dataclass(frozen=True)
class TypeChange:
    """A column whose type differs. `is_breaking` where a reader of the old one can meet what it does not know."""

    column: str
    old: str
    new: str
    is_breaking: bool


@dataclass(frozen=True)
class TableDifference:
    """What differs in one table. `key_columns` is what rows were told apart by."""

    name: str
    presence: str  # "both", "added" or "removed"
    key_columns: tuple[str, ...]
    old_rows: int
    new_rows: int
    old_key: tuple[str, ...] = ()
    new_key: tuple[str, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    columns_renamed: tuple[tuple[str, str], ...] = ()
    columns_moved: bool = False
    types: tuple[TypeChange, ...] = ()
    terms_added: tuple[tuple[str, str], ...] = ()
    terms_removed: tuple[tuple[str, str], ...] = ()
    rows_added: tuple[Key, ...] = ()
    rows_removed: tuple[Key, ...] = ()
    rows_changed: tuple[RowChange, ...] = ()

    @property
    def has_ids(self) -> bool:
        """Whether a row has an id of its own, which people cite; other tables tell rows apart by several columns."""
        return len(self.old_key) == 1

    @property
    def is_same(self) -> bool:
        """Whether both packages have the same table."""
        return (
            self.presence == "both"
            and self.old_key == self.new_key
            and not self.columns_moved
            and not any(
                (
                    self.columns_added,
                    self.columns_removed,
                    self.types,
                    self.terms_added,
                    self.terms_removed,
                    self.rows_added,
                    self.rows_removed,
                    self.rows_changed,
                )
            )
        )


@dataclass(frozen=True)
class Difference:
    """What differs between two packages. `withheld` counts the texts that only one of them has: no difference."""

    old: Snapshot
    new: Snapshot
    tables: tuple[TableDifference, ...]
    properties: tuple[CellChange, ...]
    others: tuple[CellChange, ...]
    withheld: int = field(default=0)

    @property
    def changed_tables(self) -> tuple[TableDifference, ...]:
        """The tables that are not the same, by name."""
        return tuple(table for table in self.tables if not table.is_same)

    @property
    def is_same(self) -> bool:
        """Whether the packages say the same. Version, date and withheld texts do not count."""
        return not (self.changed_tables or self.properties or self.others)


def diff_packages(old: Path, new: Path) -> Difference:
    """What differs between two packages, each a folder or an archive.

    Raises:
        ReportedlyError: one of them cannot be opened, or is not safe to open.
    """
    sides = []
    for path in (old, new):
        with opened(path) as folder:
            sides.append(read_snapshot(folder, str(path)))
    return compare(*sides)


def compare(old: Snapshot, new: Snapshot) -> Difference:
    """What differs between two packages."""
    tables = [_presence(old, new, name) for name in sorted({*old.tables, *new.tables})]
    return Difference(
        old,
        new,
        tuple(tables),
        tuple(_mapping_changes(old.descriptor, new.descriptor, _DERIVED)),
        tuple(_mapping_changes(old.others, new.others)),
        _withheld(old.tables.get(TABLE), new.tables.get(TABLE)),
    )


def _presence(old: Snapshot, new: Snapshot, name: str) -> TableDifference:
    before, after = old.tables.get(name), new.tables.get(name)
    if before is not None and after is not None:
        return compare_tables(name, before, after)
    rows_before = before.table.num_rows if before else 0
    rows_after = after.table.num_rows if after else 0
    return TableDifference(name, "removed" if before else "added", (), rows_before, rows_after)


def compare_tables(name: str, old: TableSnapshot, new: TableSnapshot) -> TableDifference:
    """What differs between two states of one table."""
    before, after = old.table.schema.names, new.table.schema.names
    shared = [column for column in before if column in after]
    key = next((one for one in (old.key, new.key) if one and set(one) <= set(shared)), tuple(shared))
    skipped = TEXT if name == TABLE else None
    is_equal = old.table.equals(new.table)  # most tables are, in most releases
    rows = (
        MatchedRows(old.table.slice(0, 0), new.table.slice(0, 0), key)
        if is_equal
        else MatchedRows(old.table, new.table, key)
    )
    added, removed = rows.only_in_new(), rows.only_in_old()
    columns_added = tuple(column for column in after if column not in before)
    columns_removed = tuple(column for column in before if column not in after)
    return TableDifference(
        name=name,
        presence="both",
        key_columns=key,
        old_rows=old.table.num_rows,
        new_rows=new.table.num_rows,
        old_key=old.key,
        new_key=new.key,
        columns_added=columns_added,
        columns_removed=columns_removed,
        columns_renamed=tuple(rows.renamed(columns_removed, columns_added)),
        columns_moved=shared != [column for column in after if column in before],
        types=tuple(_type_changes(old, new, shared)),
        terms_added=tuple(_terms_only_in(new, old, shared)),
        terms_removed=tuple(_terms_only_in(old, new, shared)),
        rows_added=added,
        rows_removed=removed,
        rows_changed=tuple(rows.changed([column for column in shared if column not in key], skipped)),
    )


def _type_changes(old: TableSnapshot, new: TableSnapshot, shared: list[str]) -> Iterator[TypeChange]:
    for column in shared:
        before, after = old.type_in_words(column), new.type_in_words(column)
        if before != after:
            is_other_type = type_in_words(old.table.schema.field(column).type) != type_in_words(
                new.table.schema.field(column).type
            )
            may_now_be_null = column in old.required and column not in new.required
            yield TypeChange(column, before, after, is_other_type or may_now_be_null)


def _terms_only_in(one: TableSnapshot, other: TableSnapshot, shared: list[str]) -> Iterator[tuple[str, str]]:
    """Terms of the shared columns that one table knows and the other does not. A column may lose its vocabulary."""
    for column in shared:
        if column in one.terms and column in other.terms:
            yield from ((column, term) for term in one.terms[column] if term not in other.terms[column])


def _mapping_changes(old: Mapping[str, Any], new: Mapping[str, Any], but: tuple[str, ...] = ()) -> Iterator[CellChange]:
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in but and old.get(name) != new.get(name):
            yield CellChange(name, old.get(name), new.get(name))


def _withheld(old: TableSnapshot | None, new: TableSnapshot | None) -> int:
    """How many texts more one package has than the other, where they have the column at all."""
    if old is None or new is None or not all(TEXT in one.table.schema.names for one in (old, new)):
        return 0
    texts = [one.table.num_rows - one.table.column(TEXT).null_count for one in (old, new)]
    return abs(texts[0] - texts[1]) if 0 in texts else 0
