"""A table's content hash, batch by batch: the same for every writer, encoding and batch size.

The hash is defined in Python's words (a row is `json.dumps` of its cells) and computed in Arrow's wherever a batch has
only cells that both write alike; a batch with others goes the slow way. A test compares the two.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

BATCH = 10_000
# The characters that JSON escapes with a letter. A batch with another control character goes the slow way.
_ESCAPED = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r"))
_RARE = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
_TEXT = partial(pa.scalar, type=pa.large_string())
_FIRST_DAY, _LAST_DAY = -719162, 2932896  # 0001-01-01 and 9999-12-31, which Python's dates reach


class ContentHash:
    """SHA-256 of what a table says: its column names, then its rows in order, as JSON lines.

    Two tables have the same content hash when every cell is the same, in any encoding and any division into batches.
    """

    def __init__(self, columns: Iterable[str]) -> None:
        self._digest = hashlib.sha256(json.dumps(list(columns)).encode())

    def update(self, rows: pa.Table | pa.RecordBatch) -> None:
        """Add rows.

        Raises:
            OverflowError, ValueError: a date or time that Python cannot hold.
        """
        for lines in json_lines(rows):
            self._digest.update(lines)

    def update_lines(self, lines: bytes | pa.Buffer) -> None:
        """Add rows whose lines are made already (see `json_lines`)."""
        self._digest.update(lines)

    def hexdigest(self) -> str:
        """The hash of all rows so far, in hexadecimal digits."""
        return self._digest.hexdigest()


def json_lines(rows: pa.Table | pa.RecordBatch) -> Iterator[bytes | pa.Buffer]:
    """What is hashed of rows, batch by batch: a line end and a JSON list each.

    Raises:
        OverflowError, ValueError: as `ContentHash.update`.
    """
    batches = rows.to_batches(max_chunksize=BATCH) if isinstance(rows, pa.Table) else _sliced(rows)
    for batch in batches:
        if batch.num_rows:
            yield _fast(batch) or _slow(batch)


def _sliced(batch: pa.RecordBatch) -> Iterable[pa.RecordBatch]:
    return (batch.slice(start, BATCH) for start in range(0, batch.num_rows, BATCH))


def _slow(batch: pa.RecordBatch) -> bytes:
    """The rows as the definition has them: a line end and a JSON list each."""
    columns = [column.to_pylist() for column in batch.columns]  # by position: a name may stand twice
    lines = (json.dumps(row, ensure_ascii=False, default=str) for row in zip(*columns, strict=True))
    return "".join(f"\n{line}" for line in lines).encode()


def _fast(batch: pa.RecordBatch) -> pa.Buffer | None:
    """The same bytes, made by Arrow; None where it would write a cell in another way."""
    if not batch.num_columns:
        return None
    parts: list[pa.Array | str] = ["\n["]
    for column in batch.columns:
        cells = _cells(column)
        if cells is None:
            return None
        parts += [*cells, ", "]
    parts[-1] = "]"
    return _bytes(_joined(*parts))


def _cells(column: pa.Array) -> list[pa.Array | str] | None:
    """What put together makes each cell as JSON."""
    type_ = column.type
    if pa.types.is_dictionary(type_):
        column, type_ = column.dictionary_decode(), type_.value_type
    if pa.types.is_string(type_) or pa.types.is_large_string(type_):
        written = _escaped(column.cast(pa.large_string()))
        return None if written is None else _or_null('"', written, '"')
    if pa.types.is_integer(type_) or pa.types.is_boolean(type_):
        return _or_null(column.cast(pa.large_string()))
    if pa.types.is_date32(type_) and _are_python_days(column):
        return _or_null('"', column.cast(pa.large_string()), '"')
    if pa.types.is_float64(type_):
        numbers = [None if one is None else json.dumps(one) for one in column.to_pylist()]
        return _or_null(pa.array(numbers, pa.large_string()))
    return None


def _or_null(*parts: pa.Array | str) -> list[pa.Array | str]:
    """A cell's parts, or `null` where its value is. Without nulls they need not be put together yet."""
    if not any(part.null_count for part in parts if isinstance(part, pa.Array)):
        return list(parts)
    return [pc.fill_null(_joined(*parts), _TEXT("null"))]


def _escaped(column: pa.Array) -> pa.Array | None:
    letters = np.frombuffer(_bytes(column), np.uint8)
    if (letters < 0x20).any():
        if pc.any(pc.match_substring_regex(column, _RARE)).as_py():
            return None
    elif not ((letters == ord('"')) | (letters == ord("\\"))).any():
        return column
    for char, escape in _ESCAPED:
        column = pc.replace_substring(column, char, escape)
    return column


def _bytes(texts: pa.Array) -> pa.Buffer:
    """The texts one after the other, as they lie in an array's last buffer."""
    _, offsets, letters = texts.buffers()
    bounds = pa.Array.from_buffers(pa.int64(), texts.offset + len(texts) + 1, [None, offsets])
    start, end = bounds[texts.offset].as_py(), bounds[-1].as_py()
    return letters.slice(start, end - start) if letters else pa.py_buffer(b"")


def _are_python_days(column: pa.Array) -> bool:
    bounds = pc.min_max(column.cast(pa.int32())).as_py()
    return bounds["min"] is None or bool(bounds["min"] >= _FIRST_DAY and bounds["max"] <= _LAST_DAY)


def _joined(*parts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*(_TEXT(one) if isinstance(one, str) else one for one in parts), _TEXT(""))
