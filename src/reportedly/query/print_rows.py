"""Run one query and print its rows as a table, CSV or JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import shutil
import sys
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from reportedly.errors import ReportedlyError
from reportedly.query.connect import connect
from reportedly.query.printable import printable

Rows = tuple[list[str], list[tuple[Any, ...]]]


def run_query(query: str, package: str | Path | None = None) -> Rows:
    """Column names and rows of a query over a package.

    Raises:
        ReportedlyError: DuckDB refuses the query; the message is DuckDB's own, which names the place.
    """
    with connect(package) as connection:
        try:
            cursor = connection.execute(query)
            if cursor is None or cursor.description is None:
                raise ReportedlyError("the query is empty; ask for something, e.g. FROM claim_overview LIMIT 5")
            return [column[0] for column in cursor.description], cursor.fetchall()
        except duckdb.Error as error:
            raise ReportedlyError(f"the query cannot be run\n{error}") from error


def print_rows(rows: Rows, format: str) -> str:
    """Rows as text in one of the formats `table`, `csv` and `json`."""
    names, values = rows
    if format == "json":
        records = [dict(zip(_distinct(names), row, strict=True)) for row in values]
        return json.dumps(records, ensure_ascii=False, indent=2, default=_json_value)
    if format == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(values)
        return buffer.getvalue().rstrip("\n")
    return _table(names, values)


def _table(names: list[str], values: list[tuple[Any, ...]]) -> str:
    """Aligned columns. On a terminal, wide text columns wrap to its width; elsewhere nothing is cut."""
    names = [_cell(name) for name in names]
    cells = [[_cell(value) for value in row] for row in values]
    widths = [max([_width(name), *(_width(row[i]) for row in cells)]) for i, name in enumerate(names)]
    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        widths = _fit(widths, [_width(name) for name in names], shutil.get_terminal_size((80, 24)).columns)
    lines = [_line(names, widths), "  ".join("─" * width for width in widths)]
    for row in cells:
        wrapped = [_wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for level in range(max(len(cell) for cell in wrapped)):
            lines.append(_line([cell[level] if level < len(cell) else "" for cell in wrapped], widths))
    count = f"({len(values)} row{'' if len(values) == 1 else 's'})"
    return "\n".join([*lines, count])


def _fit(widths: list[int], least: list[int], total: int) -> list[int]:
    """Column widths that fit a line, taken from the widest columns first."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > total:
        widest = max(range(len(widths)), key=lambda i: widths[i] - max(least[i], 8))
        if widths[widest] <= max(least[widest], 8):
            break
        widths[widest] -= 1
    return widths


def _wrap(text: str, width: int) -> list[str]:
    """Lines that take at most `width` columns of a terminal, broken between words where that is possible."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if _width(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if lines[-1] and _width(lines[-1] + char) > width:
                lines.append("")
            lines[-1] += char
    return lines


def _line(cells: list[str], widths: list[int]) -> str:
    return "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return printable(" ".join(str(value).split()))


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: two for wide characters, none for combining and invisible ones."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _distinct(names: list[str]) -> list[str]:
    """Column names for JSON, where one name could hold one column only: the second `a` becomes `a_1`."""
    distinct: list[str] = []
    for name in names:
        number = 0
        while (unused := f"{name}_{number}" if number else name) in distinct:
            number += 1
        distinct.append(unused)
    return distinct


def _json_value(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else str(value)
