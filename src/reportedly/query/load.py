"""Load one table as a pandas frame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import ReportedlyError
from reportedly.query.package import Package, open_package
from reportedly.query.tables import PartsDifferError, TooLargeError, read_parquet
from reportedly.read.fields import nearest
from reportedly.standard import read_standard

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def load(table: str, package: str | Path | None = None) -> pd.DataFrame:
    """A table of a published package as a pandas DataFrame, one row a row of the table.

    Whole numbers are Int32, texts are nullable strings, columns with a vocabulary are categoricals that know all
    terms, dates are datetime64. Null is always `pd.NA` or `NaT`.

    Args:
        table: a table's name, e.g. "claims".
        package: a package's folder. Default: the package around the working directory, or else the dataset that
            was installed with reportedly.

    Raises:
        ReportedlyError: no such table or package, or its file cannot be read.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy, and not needed before a frame is asked for

    from reportedly.query.frames import to_frame  # noqa: PLC0415

    standard = read_standard()
    opened, _ = open_package(package)
    arrow = read_table(opened, table, coded=True)
    try:
        return to_frame(arrow, standard.tables[table])
    except pa.ArrowException as error:
        raise ReportedlyError(f"{opened.place(table)}: {str(error).splitlines()[0]}; run `reportedly check`") from error


def read_table(package: Package, table: str, coded: bool = False) -> pa.Table:
    """A table of an opened package as Arrow, with `coded` the columns that have a vocabulary as dictionaries.

    Raises:
        ReportedlyError: the package has no such table, or its file is not Parquet or lacks a column.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    tables = read_standard().tables
    if table not in tables:
        raise ReportedlyError(f"no table {table!r}. {nearest(table, tables) or 'Tables: ' + ', '.join(tables)}")
    if table not in package.files:
        raise ReportedlyError(f"{package.root}: the file of table {table!r} is missing; run `reportedly check`")
    try:
        stored = pq.read_schema(package.files[table][0])
        texts = [one.name for one in stored if pa.types.is_string(one.type) or pa.types.is_large_string(one.type)]
        terms = [field.name for field in tables[table].fields if coded and field.vocabulary and field.name in texts]
        arrow = read_parquet(package.files[table], read_dictionary=terms)
        arrow.validate(full=True)  # bytes that are no UTF-8 would be met by whoever looks at the row
    except PartsDifferError as error:
        raise ReportedlyError(f"{package.place(table)}: {error}") from error
    except TooLargeError as error:
        raise ReportedlyError(f"{package.place(table)}: not read: {error}") from error
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        reason = str(error).splitlines()[0]
        raise ReportedlyError(f"{package.place(table)}: not a readable Parquet file ({reason})") from error
    for column in tables[table].columns:
        if column not in arrow.schema.names:
            raise ReportedlyError(f"{package.place(table)}: column {column!r} is missing; run `reportedly check`")
    return arrow
