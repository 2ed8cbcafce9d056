"""Code articles on Spark: `mapInArrow`, with a model that each Python worker loads once."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import pyarrow as pa

from reportedly.code.engines.batches import RESULTS, Asked, batch_coder
from reportedly.code.engines.cluster import BATCH, Send
from reportedly.errors import ReportedlyError

INSTALL = "pip install 'reportedly[coder,spark]'"
_PARTS = 4  # partitions for each worker: short ones, so that none waits long for the last


def on_spark(workers: int) -> Send:
    """What codes on the master that Spark's own configuration names, or in this machine with so many workers.

    Raises:
        ReportedlyError: PySpark or Java is not installed.
    """
    try:
        import pyspark.sql  # noqa: PLC0415  an extra, and heavy
    except ImportError as error:
        raise ReportedlyError(f"--engine spark needs PySpark, which is not installed: {INSTALL}") from error
    if not os.environ.get("JAVA_HOME") and not shutil.which("java"):
        raise ReportedlyError("--engine spark needs Java 17 or later, which is not here: install it, or set JAVA_HOME")

    def send(articles: pa.Table, asked: Asked) -> Iterator[pa.Table]:
        try:
            yield from _results(_session(pyspark.sql, workers), articles, asked, workers)
        except (pyspark.errors.PySparkException, pyspark.errors.PySparkRuntimeError, OSError) as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            advice = "what is coded is kept: mend the cluster, and run the command again"
            raise ReportedlyError(f"Spark failed ({reason}); {advice}") from error

    return send


def _session(sql: Any, workers: int) -> Any:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    found = sql.SparkSession.getActiveSession()
    if found is not None:
        return found
    builder = sql.SparkSession.builder.appName("reportedly code")
    from pyspark import SparkConf  # noqa: PLC0415

    if not SparkConf().contains("spark.master") and not os.environ.get("SPARK_REMOTE"):
        builder = builder.master(f"local[{workers}]")
        builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    return builder.getOrCreate()


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
