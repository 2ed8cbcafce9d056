"""Functions of DuckDB that Spark has no equal of: workers give Arrow batches to DuckDB itself."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa

from reportedly.check.spark.dialect import NUMBER_TEXT, SIMILARITY


def number_text(numbers: pa.Array) -> pa.Array:
    """Numbers of floating point as DuckDB writes them.

    >>> number_text(pa.array([1e-7, 33.0, None, float("nan")])).to_pylist()
    ['1e-07', '33.0', None, 'nan']
    """
    return _asked("a::VARCHAR", numbers)


def similarity(one: pa.Array, other: pa.Array) -> pa.Array:
    """How near two texts are, 0 to 1, as DuckDB measures it.

    >>> similarity(pa.array(["north_bridge"]), pa.array(["north_bridge"])).to_pylist()
    [1.0]
    """
    return _asked("jaro_winkler_similarity(a, b)", one, other)


def register(session: Any) -> None:
    """Make the functions known to a session of Spark."""
    from pyspark.sql.functions import arrow_udf  # noqa: PLC0415  an extra, and heavy

    session.udf.register(NUMBER_TEXT, arrow_udf(number_text, "string"))
    session.udf.register(SIMILARITY, arrow_udf(similarity, "double"))


def _asked(expression: str, *columns: pa.Array) -> pa.Array:
    """An expression over columns named a, b; its rows stand as theirs do."""
    given = pa.table(list(columns), names=["a", "b"][: len(columns)])
    with duckdb.connect(":memory:", config={"threads": "1"}) as connection:
        found: pa.ChunkedArray = connection.from_arrow(given).project(expression).to_arrow_table().column(0)
    return pa.concat_arrays(found.chunks) if found.num_chunks else pa.array([], found.type)
