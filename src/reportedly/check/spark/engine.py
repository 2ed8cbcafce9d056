"""Spark as an engine of the check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from reportedly.check.engine import Connection
from reportedly.check.spark.connection import spark_connected
from reportedly.check.spark.values import values_on_spark
from reportedly.check.stored import StoredTable
from reportedly.clusters.spark import need_spark, spark_failures, spark_session
from reportedly.errors import Finding, ReportedlyError
from reportedly.standard import Standard, Table

INSTALL = "pip install 'reportedly[spark]'"


class OnSpark:
    """The check's queries and schemas on the master that Spark's own configuration names, or in this machine.

    Raises:
        ReportedlyError: PySpark, Java or sqlglot is not installed.
    """

    reads_values = False

    def __init__(self, standard: Standard) -> None:
        self._sql = need_spark(INSTALL)
        try:
            import sqlglot  # noqa: F401, PLC0415  an extra
        except ImportError as error:
            raise ReportedlyError(f"--engine spark needs sqlglot, which is not installed: {INSTALL}") from error
        self._standard = standard
        self._frames: dict[str, Any] = {}

    @contextmanager
    def connected(self, tables: Mapping[str, pa.Table | StoredTable]) -> Iterator[Connection]:
        """A session that sees the tables.

        Raises:
            ReportedlyError: Spark failed.
        """
        with spark_failures("mend the cluster, or check with the local engine"):
            session = spark_session(self._sql, "reportedly check", "*")
            with spark_connected(session, tables, self._standard) as connection:
                self._frames = connection.frames
                yield connection

    def values(self, table: pa.Table | StoredTable, contract: Table) -> list[Finding]:  # noqa: ARG002
        """What pandera finds in a table of the connection, found by the workers."""
        return values_on_spark(self._frames[contract.name], contract)

    def is_in_batches(self, table: pa.Table | StoredTable) -> bool:  # noqa: ARG002
        """Every table is: no worker has all rows."""
        return True
