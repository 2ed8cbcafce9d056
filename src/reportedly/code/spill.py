"""Tables that grow on disk chunk by chunk, and come back mapped into memory, in the order of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.compute as pc

from reportedly.standard import Standard, Table


class Spill:
    """One Arrow file a table, in a folder of its own."""

    def __init__(self, folder: Path, standard: Standard) -> None:
        self._folder = folder
        self._standard = standard
        self._writers: dict[str, pa.RecordBatchFileWriter] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Spill:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Add rows to the tables."""
        for name, table in tables.items():
            if name not in self._writers:
                writer = pa.ipc.new_file(self._folder / f"{name}.arrow", table.schema)
                self._writers[name] = self._stack.enter_context(writer)
            self._writers[name].write_table(table)

    def tables(self) -> dict[str, pa.Table]:
        """The tables, each in its order. Nothing can be added after this."""
        self._stack.close()
        found = {}
        for name in self._writers:
            with pa.memory_map(str(self._folder / f"{name}.arrow")) as source:
                found[name] = _ordered(pa.ipc.open_file(source).read_all(), self._standard.tables[name])
        return found


def _ordered(table: pa.Table, contract: Table) -> pa.Table:
    """A table sorted by the contract's columns, nulls last. One that is in order already is not copied."""
    keys = [(column, "ascending") for column in contract.sort]
    order = pc.sort_indices(table, sort_keys=keys)
    if order.equals(pa.array(range(len(order)), order.type)):
        return table
    return table.take(order).combine_chunks()
