"""A session on Spark: on the cluster that Spark's own configuration names, or in this machine."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportedly.errors import ReportedlyError

_SHUFFLED = 16  # partitions of a join or sort in this machine; Spark's own 200 are for a cluster


def need_spark(install: str) -> Any:
    """`pyspark.sql`, which is heavy and an extra.

    Args:
        install: the command that installs what is missing.

    Raises:
        ReportedlyError: PySpark or Java is not installed.
    """
    try:
        import pyspark.sql  # noqa: PLC0415  an extra, and heavy
    except ImportError as error:
        raise ReportedlyError(f"--engine spark needs PySpark, which is not installed: {install}") from error
    if not os.environ.get("JAVA_HOME") and not shutil.which("java"):
        raise ReportedlyError("--engine spark needs Java 17 or later, which is not here: install it, or set JAVA_HOME")
    return pyspark.sql


def spark_session(sql: Any, application: str, workers: str) -> Any:
    """The session that is there already, or a new one.

    Args:
        sql: what `need_spark` gave.
        application: its name in Spark's own pages.
        workers: how many there are where Spark's configuration names no master: a number, or "*" for one a CPU.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    found = sql.SparkSession.getActiveSession()
    if found is not None:
        return found
    builder = sql.SparkSession.builder.appName(application)
    from pyspark import SparkConf  # noqa: PLC0415

    if not SparkConf().contains("spark.master") and not os.environ.get("SPARK_REMOTE"):
        builder = builder.master(f"local[{workers}]")
        builder = builder.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
        builder = builder.config("spark.sql.shuffle.partitions", str(_SHUFFLED))
    return builder.getOrCreate()


@contextmanager
def spark_failures(advice: str) -> Iterator[None]:
    """What Spark raises, in one line and with advice.

    Raises:
        ReportedlyError: in place of what Spark raised.
    """
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError, OSError) as error:
        raise ReportedlyError(f"Spark failed ({_reason(error)}); {advice}") from error


def _reason(error: Exception) -> str:
    """The first line that says something; py4j's own only names the call, and Java's stands below it."""
    lines = [line.lstrip(": ") for line in str(error).splitlines() if line.strip()]
    said = [line for line in lines if not line.startswith("An error occurred while calling")]
    return said[0] if said else type(error).__name__
