"""The days that dates cover, and whether two of them can be one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
WIDER = 31
"""By so many days a coded date may be wider than the gold's."""
WRITTEN = re.compile(r"(?<![\dX])(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)")


class Days(NamedTuple):
    """From the first to the last day, both included."""

    first: date
    last: date

    @property
    def width(self) -> int:
        """Days from the first to the last; 0 for one day."""
        return (self.last - self.first).days


def covered_days(*written: str | None) -> Days | None:
    """The days from the earliest to the latest of the dates that are written; None where there is none.

    EDTF's marks (~ ? % and brackets) are read past; a day that no calendar has is left out.

    >>> covered_days("2024-02~")
    Days(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))
    >>> covered_days("2020-01-02/2020-01-03").width
    1
    """
    found = [days for text in written for parts in WRITTEN.findall(text or "") if (days := _days(*parts))]
    return Days(min(days.first for days in found), max(days.last for days in found)) if found else None


def _days(year: str, month: str, day: str) -> Days | None:
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            return Days(first, first)
        if month:
            following = date(int(year) + (month == "12"), int(month) % 12 + 1, 1)
            return Days(first, following - DAY)
        return Days(first, date(int(year), 12, 31))
    except ValueError:
        return None


def dates_conflict(gold: Days | None, coded: Days | None) -> bool:
    """Whether both are given and cannot be one date.

    They agree where they overlap with a day's slack and the coded one is not much wider than the gold's.

    >>> dates_conflict(covered_days("2020-01-08"), covered_days("2020-01-09"))
    False
    >>> dates_conflict(covered_days("2020-01-08"), covered_days("2020"))
    True
    >>> dates_conflict(None, covered_days("2020"))
    False
    """
    if gold is None or coded is None:
        return False
    meet = coded.first - gold.last <= DAY and gold.first - coded.last <= DAY
    return not (meet and coded.width <= gold.width + WIDER)
