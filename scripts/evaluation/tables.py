"""A coder's tables, as Parquet files `<table>.parquet` in one folder, and what a cell says."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.errors import ReportedlyError

Row = dict[str, Any]
Tables = dict[str, list[Row]]

REQUIRED: dict[str, tuple[str, ...]] = {
    "articles": ("article_id",),
    "claims": ("claim_id", "article_id", "quote", "char_start", "char_end", "speech", "event_id"),
    "attributions": ("claim_id", "hop", "actor_id", "source_text", "identification", "is_origin"),
    "casualty_reports": (
        "casualty_id", "claim_id", "event_id", "harm", "victims_text", "quantity_text", "quantity_form",
        "lower", "upper", "subset_of",
    ),
    "actors": ("actor_id", "name"),
    "actor_names": ("actor_id", "article_id", "name"),
    "events": ("event_id", "event_type", "date_edtf", "date_start", "date_end", "place_id"),
    "places": ("place_id", "name", "parent_id", "country"),
}  # fmt: skip
"""The columns that are read; also, if there, `claims.polarity`, `certainty`, `confidence`, `articles.text_sha256`."""


def empty_tables() -> Tables:
    """Every table, without rows."""
    return {name: [] for name in REQUIRED}


def load_tables(folder: Path) -> Tables:
    """The rows of every table.

    Raises ReportedlyError with all that is missing or unreadable.
    """
    if not folder.is_dir():
        raise ReportedlyError(f"{folder}: not a folder; give the folder that `reportedly code --out` wrote")
    tables, faults = {}, []
    for name, columns in REQUIRED.items():
        path = folder / f"{name}.parquet"
        try:
            table = pq.read_table(path)
        except FileNotFoundError:
            faults.append(f"{path.name}: missing; its columns must be {', '.join(columns)}")
            continue
        except (OSError, pa.ArrowException) as error:
            faults.append(f"{path.name}: cannot be read as Parquet ({str(error).splitlines()[0]})")
            continue
        if lacking := [column for column in columns if column not in table.column_names]:
            faults.append(f"{path.name}: lacks {', '.join(lacking)}; it has {', '.join(table.column_names)}")
        tables[name] = table.to_pylist()
    if faults:
        raise ReportedlyError(f"{folder} does not hold a coder's tables:\n  " + "\n  ".join(faults))
    return tables


def as_text(cell: object) -> str | None:
    """A cell as text; None for null, NaN and blank."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    return str(cell).strip() or None


def as_integer(cell: Any) -> int | None:
    """A cell as a whole number; None for null, NaN, a boolean and what is no number."""
    if cell is None or isinstance(cell, bool):
        return None
    try:
        return int(float(cell))
    except (TypeError, ValueError, OverflowError):
        return None


def as_number(cell: Any) -> float | None:
    """A cell as a number; None for null, NaN and what is no number."""
    try:
        number = float(cell)
    except (TypeError, ValueError):
        return None
    return None if math.isnan(number) else number
