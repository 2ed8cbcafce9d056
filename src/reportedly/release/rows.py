"""The rows of two states of a table, matched by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

Key = tuple[Any, ...]


@dataclass(frozen=True)
class CellChange:
    """One value that is another: of a column in a row, or of a property of the descriptor."""

    column: str
    old: Any
    new: Any


@dataclass(frozen=True)
class RowChange:
    """A row that both packages have, with the cells that differ."""

    key: Key
    cells: tuple[CellChange, ...]


class MatchedRows:
    """The rows of two tables, matched by key. Rows of one key are matched in their order."""

    def __init__(self, old: pa.Table, new: pa.Table, key: tuple[str, ...]) -> None:
        self.old, self.new = old, new
        self.places_old, self.places_new = _places(old, key), _places(new, key)
        self.both = [one for one in self.places_old if one in self.places_new]

    def only_in_old(self) -> tuple[Key, ...]:
        """The keys of rows that the old table alone has."""
        return _ordered(key for key, number in self.places_old if (key, number) not in self.places_new)

    def only_in_new(self) -> tuple[Key, ...]:
        """The keys of rows that the new table alone has."""
        return _ordered(key for key, number in self.places_new if (key, number) not in self.places_old)

    def changed(self, columns: list[str], skipped: str | None) -> Iterator[RowChange]:
        """Rows in both that differ. In the column `skipped`, null against a value is no change."""
        cells: dict[int, list[CellChange]] = {}
        for column in columns:
            for number, (before, after) in enumerate(zip(*self._values(column, column), strict=True)):
                is_withheld = column == skipped and (before is None or after is None)
                if not _is_equal(before, after) and not is_withheld:
                    cells.setdefault(number, []).append(CellChange(column, before, after))
        changes = [RowChange(self.both[number][0], tuple(found)) for number, found in cells.items()]
        return iter(sorted(changes, key=lambda change: _order(change.key)))

    def renamed(self, removed: tuple[str, ...], added: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Pairs of a removed and an added column that hold the same values, and not only nulls."""
        left = list(added)
        for column in removed:
            for candidate in left:
                before, after = self._values(column, candidate)
                is_equal = all(_is_equal(one, other) for one, other in zip(before, after, strict=True))
                if is_equal and any(value is not None for value in before):
                    yield column, candidate
                    left.remove(candidate)
                    break

    def _values(self, old_column: str, new_column: str) -> tuple[list[Any], list[Any]]:
        """The values of a column in the rows that both tables have."""
        at_old = pa.array([self.places_old[one] for one in self.both], pa.int64())
        at_new = pa.array([self.places_new[one] for one in self.both], pa.int64())
        return (
            self.old.column(old_column).take(at_old).to_pylist(),
            self.new.column(new_column).take(at_new).to_pylist(),
        )


def _places(table: pa.Table, key: tuple[str, ...]) -> dict[tuple[Key, int], int]:
    """Where each row stands, by its key and how many rows of that key came before."""
    columns = [table.column(column).to_pylist() for column in key]
    keys = list(zip(*columns, strict=True)) if columns else [()] * table.num_rows
    seen: Counter[Key] = Counter()
    places = {}
    for row, one in enumerate(keys):
        places[one, seen[one]] = row
        seen[one] += 1
    return places


def _ordered(keys: Iterator[Key]) -> tuple[Key, ...]:
    return tuple(sorted(keys, key=_order))


def _order(key: Key) -> list[tuple[bool, Any, str]]:
    """Numbers by size, then everything else as text; null first."""
    return [
        (False, part, "") if isinstance(part, int | float) else (part is not None, 0, str(part or "")) for part in key
    ]


def _is_equal(one: Any, other: Any) -> bool:
    return bool(one == other or (one != one and other != other))  # noqa: PLR0124 - NaN is not equal to itself


def key_in_words(key: Key) -> str:
    """A row's key as findings show it."""
    return " / ".join(str(part) for part in key if part is not None)
