"""The order of a table's rows against the one that its contract says."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from reportedly.errors import Finding
from reportedly.standard import Table

ORDER_RULE = "rows_are_sorted"


def check_order(table: pa.Table, contract: Table) -> Iterator[Finding]:
    """A warning at the first row of a table, whose columns are right, that stands before one that should precede it.

    The order is that of code points and numbers, null last. The content hash depends on it, and so does a diff of
    two files; no reader of the rows does, so it is a warning.
    """
    if table.num_rows < 2:
        return
    is_due: pa.ChunkedArray | None = None
    for column in reversed(contract.sort):
        values = table.column(column)
        values = values.cast(values.type.value_type) if pa.types.is_dictionary(values.type) else values
        values = values.combine_chunks()
        before, after = values[:-1], values[1:]
        less = pc.or_(pc.fill_null(pc.less(before, after), False), pc.and_(pc.is_valid(before), pc.is_null(after)))
        same = pc.or_(pc.fill_null(pc.equal(before, after), False), pc.and_(pc.is_null(before), pc.is_null(after)))
        is_due = pc.or_(less, same) if is_due is None else pc.or_(less, pc.and_(same, is_due))
    place = pc.index(is_due, pa.scalar(False)).as_py()
    if place < 0:
        return
    row, following = table.slice(place, 2).select(contract.primary_key).to_pylist()
    key, other = (" / ".join(str(value) for value in one.values() if value is not None) for one in (row, following))
    yield Finding(
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
