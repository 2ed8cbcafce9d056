"""Code articles on Spark: `mapInArrow`, with a model that each Python worker loads once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import pyarrow as pa

from reportedly.clusters.spark import need_spark, spark_failures, spark_session
from reportedly.code.engines.batches import RESULTS, Asked, batch_coder
from reportedly.code.engines.cluster import BATCH, Send

INSTALL = "pip install 'reportedly[coder,spark]'"
_PARTS = 4  # partitions for each worker: short ones, so that none waits long for the last


def on_spark(workers: int) -> Send:
    """What codes on the master that Spark's own configuration names, or in this machine with so many workers.

    Raises:
        ReportedlyError: PySpark or Java is not installed.
    """
    sql = need_spark(INSTALL)

    def send(articles: pa.Table, asked: Asked) -> Iterator[pa.Table]:
        with spark_failures("what is coded is kept: mend the cluster, and run the command again"):
            session = spark_session(sql, "reportedly code", str(workers))
            yield from _results(session, articles, asked, workers)

    return send


def _results(session: Any, articles: pa.Table, asked: Asked, workers: int) -> Iterator[pa.Table]:
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH))
    parts = max(1, min(workers * _PARTS, articles.num_rows // BATCH + 1))
    frame = session.createDataFrame(articles).repartition(parts)
    schema = ", ".join(f"{name} string" for name in RESULTS.names)
    yield frame.mapInArrow(partial(_code_batches, asked), schema).toArrow()


def _code_batches(asked: Asked, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    coder = batch_coder(asked)
    for batch in batches:
        yield from coder(pa.Table.from_batches([batch])).to_batches()
