"""EDTF dates (ISO 8601-2) to the first and last day that they allow. The `edtf` library parses."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO

# Forms that need no parser: most cells of a dataset. Everything else goes to the library, which takes half a second to
# start and to read its first date.
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TWO_DAYS = re.compile(rf"\[({_DAY})(,|\.\.)({_DAY})\]|\{{({_DAY})(,|\.\.)({_DAY})\}}")
# What EDTF is written with. The library forgives white space around a date and digits of other scripts.
_WRITTEN = re.compile(r"[-0-9A-Z?~%/.,:+{}\[\]]{1,500}")


@dataclass(frozen=True)
class Days:
    """First and last day that a date allows; None is an open end."""

    start: dt.date | None
    end: dt.date | None


@lru_cache(maxsize=65536)
def read_edtf(text: str) -> Days | None:
    """The days that an EDTF string allows, or None where it is not EDTF.

    A day that no calendar has, an interval or set that runs backwards, and years outside 1 to 9999 are None too.

    >>> read_edtf("2024-02")
    Days(start=datetime.date(2024, 2, 1), end=datetime.date(2024, 2, 29))
    >>> read_edtf("[2024-01-27,2024-01-28]").end
    datetime.date(2024, 1, 28)
    >>> read_edtf("2023-10/..").end is None
    True
    >>> read_edtf("last Tuesday") is None
    True
    """
    plain = _PLAIN.fullmatch(text)
    if plain:
        return _plain_days(*plain.groups()) or _parsed(text)
    two = _TWO_DAYS.fullmatch(text)
    if two:
        return _set_of_two(*(part for part in two.groups() if part)) or _parsed(text)
    if not _WRITTEN.fullmatch(text):
        return None
    if "/" in text and text.count("/") == 1:
        return _interval(*text.split("/"))
    return _parsed(text)


def _plain_days(year: str, month: str | None, day: str | None) -> Days | None:
    try:
        if day:
            date = dt.date(int(year), int(month or 1), int(day))
            return Days(date, date)
        first, last = (int(month), int(month)) if month else (1, 12)
        end = calendar.monthrange(int(year), last)[1]
        return Days(dt.date(int(year), first, 1), dt.date(int(year), last, end))
    except ValueError:
        return None


def _set_of_two(one: str, between: str, other: str) -> Days | None:
    """A set of two days, or of those from one to another."""
    try:
        first, last = dt.date.fromisoformat(one), dt.date.fromisoformat(other)
    except ValueError:
        return None
    if between == ",":
        first, last = sorted((first, last))
    return Days(first, last) if first <= last else None


def _interval(start: str, end: str) -> Days | None:
    first = Days(None, None) if start in ("..", "") else read_edtf(start)
    last = Days(None, None) if end in ("..", "") else read_edtf(end)
    if first is None or last is None or (start in ("..", "") and end in ("..", "")):
        return None
    if first.start and last.end and first.start > last.end:
        return None
    return Days(first.start, last.end)


def _parsed(text: str) -> Days | None:
    from edtf import parse_edtf  # noqa: PLC0415 - pyparsing takes a while to import, and most dates are plain
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    try:
        with redirect_stdout(StringIO()):  # the library prints what it could not make of a date
            parsed = parse_edtf(text)
        start, end = _date(parsed.lower_strict()), _date(parsed.upper_strict())
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError, IndexError, RecursionError):
        return None
    return None if start and end and start > end else Days(start, end)


def _date(bound: object) -> dt.date | None:
    """A day from the library's struct_time; None for the infinities that it gives for open ends.

    Raises:
        ValueError: there is no such day, or `datetime` cannot hold it.
    """
    return None if isinstance(bound, float) else dt.date(bound[0], bound[1], bound[2])  # type: ignore[index]
