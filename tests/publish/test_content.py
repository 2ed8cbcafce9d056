"""The content hash made by Arrow is the one of its definition, `json.dumps` row by row, for every kind of cell."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.publish.content import ContentHash
from reportedly.publish.parquet import content_hash

SCHEMA = pa.schema(
    {
        "word": pa.string(),
        "term": pa.dictionary(pa.int8(), pa.string()),
        "whole": pa.int32(),
        "real": pa.float64(),
        "flag": pa.bool_(),
        "day": pa.date32(),
    }
)
TEXTS = st.none() | st.text() | st.text(alphabet='\\"\n\t\r\b\f\x00\x1f\x7f\u2028 aé😀', max_size=8)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "word": TEXTS,
            "term": st.none() | st.sampled_from(["one", 'tw"o']),
            "whole": st.none() | st.integers(-(2**31), 2**31 - 1),
            "real": st.none() | st.floats(),
            "flag": st.none() | st.booleans(),
            "day": st.none() | st.dates(),
        }
    ),
    max_size=6,
)


def by_definition(rows: list[dict[str, Any]], columns: list[str]) -> str:
    lines = [json.dumps(columns)]
    lines += [json.dumps([row[name] for name in columns], ensure_ascii=False, default=str) for row in rows]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@settings(deadline=None)
@given(ROWS)
def test_the_hash_is_that_of_json_lines(rows: list[dict[str, Any]]) -> None:
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    assert content_hash(table) == by_definition(table.to_pylist(), SCHEMA.names)


@settings(deadline=None)
@given(ROWS, st.integers(1, 4))
def test_the_hash_does_not_depend_on_the_batches(rows: list[dict[str, Any]], size: int) -> None:
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    content = ContentHash(table.schema.names)
    for batch in table.to_batches(max_chunksize=size):
        content.update(batch)
    for start in range(0, table.num_rows, 3):  # a slice's buffers hold its neighbours' bytes too
        assert content_hash(table.slice(start, 3)) == by_definition(rows[start : start + 3], SCHEMA.names)
    assert content.hexdigest() == content_hash(table)


@pytest.mark.parametrize("name", ["first", "last"])
def test_the_days_that_python_knows_are_hashed_and_others_refused(name: str) -> None:
    edge = {"first": dt.date.min, "last": dt.date.max}[name]
    assert content_hash(pa.table({"day": pa.array([edge])})) == by_definition([{"day": edge}], ["day"])
    beyond = (edge - dt.date(1970, 1, 1)).days + (-1 if name == "first" else 1)
    with pytest.raises((OverflowError, ValueError)):
        content_hash(pa.table({"day": pa.array([beyond], pa.int32()).cast(pa.date32())}))


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (pa.large_string(), "seven"),
        (pa.int8(), 7),
        (pa.uint64(), 2**64 - 1),
        (pa.float32(), 0.5),
        (pa.timestamp("ms"), dt.datetime(2031, 5, 7, 1, 2, 3)),
        (pa.decimal128(9, 2), Decimal("1.50")),
        (pa.null(), None),
    ],
    ids=str,
)
def test_a_column_of_any_type_has_the_hash_of_the_definition(type_: pa.DataType, value: object) -> None:
    table = pa.table({"one": pa.array([None, value], type_), "other": pa.array([value, None], type_)})
    assert content_hash(table) == by_definition(table.to_pylist(), ["one", "other"])


def test_a_column_name_may_stand_twice() -> None:
    table = pa.table([pa.array(["a"]), pa.array(["b"])], names=["one", "one"])
    due = hashlib.sha256(b'["one", "one"]\n["a", "b"]').hexdigest()
    assert content_hash(table) == due
