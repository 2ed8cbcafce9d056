"""A difference as JSON, for programs."""

from __future__ import annotations

import json
from typing import Any

from reportedly.release.differences import Difference, TableDifference
from reportedly.release.rows import CellChange
from reportedly.release.values import LONG, excerpts
from reportedly.release.verdict import judge, version_suffices


def as_json(difference: Difference, everything: bool = True) -> str:  # noqa: ARG001 - programs get every row
    """What differs as an object, for programs: every row and cell; only texts of more than LONG characters are cut."""
    verdict = judge(difference)
    content = {
        "old": _side(difference.old.label, difference.old.descriptor),
        "new": _side(difference.new.label, difference.new.descriptor),
        "same": difference.is_same,
        "level": verdict.level,
        "reasons": list(verdict.reasons),
        "version_suffices": version_suffices(difference, verdict),
        "texts_withheld": difference.withheld,
        "tables": {table.name: _table_object(table) for table in difference.changed_tables},
        "properties": [_cell_object(change) for change in difference.properties],
        "other_files": [_cell_object(change) for change in difference.others],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)


def _side(label: str, descriptor: Any) -> dict[str, Any]:
    names = ("name", "version", "created", "reportedly:standard", "reportedly:contentHash")
    return {"package": label} | {name.removeprefix("reportedly:"): _value(descriptor.get(name)) for name in names}


def _table_object(table: TableDifference) -> dict[str, Any]:
    return {
        "presence": table.presence,
        "rows": {"old": table.old_rows, "new": table.new_rows},
        "key": {"old": list(table.old_key), "new": list(table.new_key)},
        "columns": {
            "added": list(table.columns_added),
            "removed": list(table.columns_removed),
            "renamed": [{"old": old, "new": new} for old, new in table.columns_renamed],
            "types": [{"column": one.column, "old": one.old, "new": one.new} for one in table.types],
            "moved": table.columns_moved,
        },
        "terms": {
            "added": [{"column": column, "term": term} for column, term in table.terms_added],
            "removed": [{"column": column, "term": term} for column, term in table.terms_removed],
        },
        "added": [_key_object(table, key) for key in table.rows_added],
        "removed": [_key_object(table, key) for key in table.rows_removed],
        "changed": [
            {"key": _key_object(table, row.key), "cells": [_cell_object(cell) for cell in row.cells]}
            for row in table.rows_changed
        ],
    }


def _key_object(table: TableDifference, key: tuple[Any, ...]) -> dict[str, Any]:
    return {column: _value(part) for column, part in zip(table.key_columns, key, strict=True)}


def _cell_object(cell: CellChange) -> dict[str, Any]:
    is_long = any(isinstance(value, str) and len(value) > LONG for value in (cell.old, cell.new))
    old, new = excerpts(cell.old, cell.new) if is_long else (_value(cell.old), _value(cell.new))
    return {"column": cell.column, "old": old, "new": new} | ({"shortened": True} if is_long else {})


def _value(value: Any) -> Any:
    """A value that JSON has: dates, NaN and what else it lacks become text."""
    return json.loads(json.dumps(value, default=str), parse_constant=str)
