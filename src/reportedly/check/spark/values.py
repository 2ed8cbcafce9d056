"""What pandera finds in a table that Spark holds: each worker runs the contract's schema over the rows it has.

pandera has a backend for PySpark, which is not used: docs/clusters.md says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import pyarrow as pa

from reportedly.check.columns import ValueCheck
from reportedly.errors import Finding
from reportedly.standard import Table

_PARTS = ("rule", "message", "table", "key", "column", "value", "expected", "advice")
_FINDINGS = pa.schema([(name, pa.string()) for name in _PARTS])


def values_on_spark(frame: Any, contract: Table) -> list[Finding]:
    """The findings of `check_values` but those on repeated keys.

    Args:
        frame: the table as a DataFrame of Spark, with the types of its file.
        contract: the table's.
    """
    columns = ", ".join(f"{name} string" for name in _PARTS)
    rows = frame.mapInArrow(partial(_check_batches, contract), columns).toArrow().to_pylist()
    # A row may stand in two batches; each fault of a key is one finding.
    first = {(row["rule"], row["column"], row["key"], row["value"]): row for row in rows}
    return [Finding(**row) for row in first.values()]


def _check_batches(contract: Table, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    values = ValueCheck(contract)
    for batch in batches:
        values.update(batch)
    rows = [{name: getattr(finding, name) for name in _PARTS} for finding in values.findings]
    yield from pa.Table.from_pylist(rows, schema=_FINDINGS).to_batches()
