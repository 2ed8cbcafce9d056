"""Parquet and descriptor, written aside, proved, then swapped in as one step."""

from reportedly.publish.package import write_package
from reportedly.publish.swap import recover

__all__ = ["recover", "write_package"]
