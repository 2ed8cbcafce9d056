"""New rows of some articles in place of their old ones, and which parts of a table this makes anew."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from reportedly.publish.cut import begins_part, sort_key, units
from reportedly.publish.descriptor import resource_path
from reportedly.publish.tables import named_parts
from reportedly.rebuild.published import Published, Range, is_of
from reportedly.rebuild.record import Filed, Filing
from reportedly.standard import Table

Piece = Filed | tuple[str, pa.Table]  # a part that stays, or the path and rows of a new one


@dataclass(frozen=True)
class Merged:
    """A table after a change: the rows of the changed articles as they were and as they are, and its parts in order."""

    contract: Table
    old: pa.Table
    new: pa.Table
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any row is another."""
        return any(not isinstance(piece, Filed) for piece in self.pieces)

    def differs_in(self, columns: Iterable[str]) -> bool:
        """Whether the change shows in some columns."""
        listed = list(columns)
        return not self.old.select(listed).equals(self.new.select(listed))


@dataclass(frozen=True)
class Change:
    """What changes in a table: the new rows of some articles, and where these and their old ones lie in its order."""

    articles: frozenset[str]
    relations: frozenset[tuple[str, ...]]
    rows: pa.Table
    ranges: Sequence[Range]


def merge(published: Published, filing: Filing, contract: Table, change: Change, articles_per_part: int) -> Merged:
    """A published table with a change.

    Args:
        published: the tables as they are published.
        filing: the table's files.
        contract: the table's contract.
        change: the change. Its rows are in the order of the contract.
        articles_per_part: how a table in parts is cut.
    """
    places = sorted(published.parts_with(contract.name, change.ranges))
    parts = {place: published.part(filing.filed[place]) for place in places}
    masks = {place: is_of(part, contract, change.articles, change.relations) for place, part in parts.items()}
    old = pa.concat_tables([change.rows.slice(0, 0), *(part.filter(masks[place]) for place, part in parts.items())])
    new = change.rows
    if old.equals(new):
        return Merged(contract, old, new, filing.filed)
    left = {place: part.filter(pc.invert(masks[place])) for place, part in parts.items()}
    if not filing.stored.is_divided:
        rows = _ordered([left[0], new], contract)
        return Merged(contract, old, new, ((resource_path(contract.name), rows),))
    pieces = tuple(_pieces(_Division(published, filing, contract, articles_per_part), left, new))
    return Merged(contract, old, new, pieces or tuple(named_parts(new, contract, articles_per_part)))


class _Division:
    """The parts of a table, and what they become."""

    def __init__(self, published: Published, filing: Filing, contract: Table, articles_per_part: int) -> None:
        self.filed = filing.filed
        self.contract = contract
        self.size = articles_per_part
        self._published = published
        self._firsts = [filed.first for filed in filing.filed]

    def rows_of(self, place: int) -> pa.Table:
        """The rows of a part as published."""
        return self._published.part(self.filed[place])

    def places(self, rows: pa.Table) -> list[int]:
        """The part that each row belongs to."""
        listed = rows.select(self.contract.sort).to_pylist()
        return [max(0, bisect_right(self._firsts, sort_key(row, self.contract)) - 1) for row in listed]

    def neighbour(self, first: int, last: int, rows: pa.Table) -> int | None:
        """The part beside a run that must be cut again with it, since no part begins where one did; None: no such."""
        before = self.filed[first - 1].units[-1] if first else None
        ends = units(rows, self.contract)
        if first and ends and (ends[0] == before or not begins_part(ends[0], self.size)):
            return first - 1
        if last + 1 < len(self.filed) and self.filed[last + 1].units[0] == (ends[-1] if ends else before):
            return last + 1
        return None


def _pieces(division: _Division, left: dict[int, pa.Table], new: pa.Table) -> Iterable[Piece]:
    """The parts of the table, those that hold a change cut again."""
    belongs = pa.array(division.places(new), pa.int64())
    cut_again = set(left)
    while True:
        runs = [(run, _rows_of(run, division, left, new, belongs)) for run in _runs(cut_again)]
        more = {division.neighbour(run[0], run[-1], rows) for run, rows in runs} - {None}
        if not more:
            break
        cut_again |= {place for place in more if place is not None}
    starts = {run[0]: rows for run, rows in runs}
    for place, filed in enumerate(division.filed):
        if place in starts and starts[place].num_rows:
            yield from named_parts(starts[place], division.contract, division.size)
        elif place not in cut_again:
            yield filed


def _rows_of(
    run: Sequence[int], division: _Division, left: dict[int, pa.Table], new: pa.Table, belongs: pa.Array
) -> pa.Table:
    """The rows of adjacent parts after the change."""
    kept = [left[place] if place in left else division.rows_of(place) for place in run]
    added = new.filter(pc.is_in(belongs, pa.array(run, pa.int64())))
    return _ordered([*kept, added], division.contract)


def _runs(places: Iterable[int]) -> list[list[int]]:
    """Places that follow one another, together."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _ordered(tables: Sequence[pa.Table], contract: Table) -> pa.Table:
    return pa.concat_tables(tables).sort_by([(column, "ascending") for column in contract.sort]).combine_chunks()
