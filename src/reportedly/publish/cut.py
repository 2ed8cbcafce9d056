"""Where a table of many articles is cut into parts.

A part begins at an article whose id, hashed, is below a bound, whatever stands around it. So the same rows give the
same parts whatever was published before, and an article that is added, changed or removed changes only the part that it
lies in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pyarrow as pa

from reportedly.standard import Table

SETTING = "articles_per_part"
# Ids that begin with an article's, and how many labels follow it: `report.c004.k2` is a casualty report of `report`.
_LABELS = {"article_id": 0, "claim_id": 1, "casualty_id": 2}
_DIGITS = 16
_UNITS_OF_OTHERS = 8  # an article has several units where a table is sorted by something else first: its names, about


def article_column(contract: Table) -> str | None:
    """The column that leads to each row's article, in tables whose order follows articles; None in a registry."""
    return next((column for column in contract.sort[:2] if column in _LABELS), None)


def article_of(column: str, value: str) -> str:
    """The article that an id belongs to.

    >>> article_of("casualty_id", "report.v2.c004.k2")
    'report.v2'
    """
    labels = _LABELS[column]
    return value.rsplit(".", labels)[0] if labels else value


def units(table: pa.Table, contract: Table) -> list[str]:
    """What no cut goes through, row by row: the article, under whatever the table is sorted by before it."""
    column = article_column(contract)
    if column is None:
        raise ValueError(f"{contract.name}: not in the order of articles")
    articles = [article_of(column, value) for value in table.column(column).to_pylist()]
    before = contract.sort[: contract.sort.index(column)]
    columns = [*(table.column(one).to_pylist() for one in before), articles]
    return ["\t".join(parts) for parts in zip(*columns, strict=True)]


def begins_part(unit: str, articles_per_part: int) -> bool:
    """Whether a part begins at the first row of a unit: one in so many does."""
    per_part = articles_per_part * (_UNITS_OF_OTHERS if "\t" in unit else 1)
    return bool(int(_digest(unit), 16) < 16**_DIGITS // per_part)


def cuts(listed: Sequence[str], articles_per_part: int) -> list[int]:
    """The first row of every part, given the units of all rows. A table without rows is one part."""
    judged: dict[str, bool] = {}
    found = [0]
    for place, (before, unit) in enumerate(pairwise(listed), 1):
        if unit == before:
            continue
        if unit not in judged:
            judged[unit] = begins_part(unit, articles_per_part)
        if judged[unit]:
            found.append(place)
    return found


def divided(table: pa.Table, starts: Iterable[int]) -> Iterator[pa.Table]:
    """The parts of a table that begin at these rows."""
    for start, end in pairwise([*starts, table.num_rows]):
        yield table.slice(start, end - start)


def sort_key(row: Mapping[str, Any], contract: Table) -> tuple[Any, ...]:
    """What orders a row among the others of its table; no column of it may be null."""
    return tuple(row[column] for column in contract.sort)


def part_name(part: pa.Table, contract: Table) -> str:
    """The name of a part's file, from the key of its first row: it stays while the part begins there."""
    first = part.slice(0, 1).select(contract.sort).to_pylist()
    return f"{_digest(json.dumps([sort_key(row, contract) for row in first]))}.parquet"


def articles_per_part(package: Mapping[str, Any]) -> int | None:
    """What `seeds/package.yaml` says of parts; None: a table is one file."""
    stated = package.get(SETTING)
    return stated if isinstance(stated, int) and stated > 0 else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
