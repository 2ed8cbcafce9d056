"""The order of a table's rows against the one that its contract says."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from reportedly.check.stored import StoredTable
from reportedly.errors import Finding
from reportedly.standard import Table

ORDER_RULE = "rows_are_sorted"


def check_order(table: pa.Table | StoredTable, contract: Table) -> list[Finding]:
    """A warning at the first row of a table, whose columns are right, that stands before one that should precede it.

    The order is that of code points and numbers, null last. The content hash depends on it, and so does a diff of
    two files; no reader of the rows does, so it is a warning.

    Raises:
        pa.ArrowException, OSError: a file of a stored table cannot be read.
    """
    order = OrderCheck(contract)
    for rows in table.batches(order.columns) if isinstance(table, StoredTable) else [table]:
        order.update(rows)
    return order.findings


class OrderCheck:
    """The same over a table that comes in batches: each is held against the last row of the one before."""

    def __init__(self, contract: Table) -> None:
        self.columns = list(dict.fromkeys((*contract.sort, *contract.primary_key)))
        self.findings: list[Finding] = []
        self._contract = contract
        self._last: pa.Table | None = None

    def update(self, rows: pa.Table | pa.RecordBatch) -> None:
        """Look at the next rows."""
        if self.findings or not rows.num_rows:
            return
        table = pa.table({name: _plain(rows.column(name)) for name in self.columns})
        whole = table if self._last is None else pa.concat_tables([self._last, table])
        place = _first_break(whole, self._contract)
        if place is not None:
            self.findings.append(_finding(whole.slice(place, 2), self._contract))
        # A copy: a slice would keep the whole batch in memory.
        self._last = pa.Table.from_pylist(table.slice(table.num_rows - 1).to_pylist(), schema=table.schema)


def _plain(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    values = column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


def _first_break(table: pa.Table, contract: Table) -> int | None:
    """The first row that should stand after the next."""
    if table.num_rows < 2:
        return None
    is_due: pa.ChunkedArray | None = None
    for column in reversed(contract.sort):
        values = table.column(column).combine_chunks()
        before, after = values[:-1], values[1:]
        less = pc.or_(pc.fill_null(pc.less(before, after), False), pc.and_(pc.is_valid(before), pc.is_null(after)))
        same = pc.or_(pc.fill_null(pc.equal(before, after), False), pc.and_(pc.is_null(before), pc.is_null(after)))
        is_due = pc.or_(less, same) if is_due is None else pc.or_(less, pc.and_(same, is_due))
    place = pc.index(is_due, pa.scalar(False)).as_py()
    return None if place < 0 else int(place)


def _finding(pair: pa.Table, contract: Table) -> Finding:
    keys = pair.select(list(contract.primary_key)).to_pylist()
    key, other = (" / ".join(str(value) for value in one.values() if value is not None) for one in keys)
    return Finding(
        ORDER_RULE,
        "the rows of a table stand in another order",
        contract.name,
        other,
        contract.sort[0],
        f"after {key}",
        "rows sorted by " + ", ".join(contract.sort),
        "Sort the rows, or rebuild the package.",
        None,
        "warning",
    )
