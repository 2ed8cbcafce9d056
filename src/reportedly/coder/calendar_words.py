"""What time words are worked out from: an article's own date, and the days before and after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportedly.standard.dates import read_edtf

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "a": 1,
    "an": 1,
    "couple of": 2,
    "a couple of": 2,
    "thirteen": 13,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}


@dataclass(frozen=True)
class Published:
    """The date of an article, as far as it is known: a day, a month, a year, or nothing."""

    day: dt.date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None


def read_published(edtf: str | None) -> Published:
    """What an article's EDTF date says for certain.

    >>> read_published("2019-09").month
    (2019, 9)
    >>> read_published("[2019-12-31,2020-01-01]").year is None
    True
    """
    days = read_edtf(edtf) if edtf else None
    if days is None or days.start is None or days.end is None or days.start.year != days.end.year:
        return Published()
    start, end = days.start, days.end
    return Published(
        start if start == end else None,
        (start.year, start.month) if start.month == end.month else None,
        start.year,
    )


def day_of(year: int, month: int, day: int) -> str | None:
    """A day that the calendar has, as EDTF; None for another.

    >>> day_of(2019, 2, 29) is None
    True
    """
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def year_of_day(published: Published, month: int, day: int, is_future: bool) -> int | None:
    """The year of a day printed without one: the last such day up to the article's date, or the next in a future."""
    if published.day:
        day_is_later = (month, day) > (published.day.month, published.day.day)
        if is_future:
            return published.day.year + (not day_is_later and (month, day) != (published.day.month, published.day.day))
        return published.day.year - day_is_later
    return year_of_month(published, month, is_future)


def year_of_month(published: Published, month: int, is_future: bool) -> int | None:
    """The year of a month printed without one, likewise."""
    if not published.month:
        return None
    year, now = published.month
    if is_future:
        return year + (month < now)
    return year - (month > now)


def month_of(year: int, month: int) -> str:
    """A month as EDTF."""
    return f"{year:04d}-{month:02d}"


def months_before(published: Published, count: int) -> str | None:
    """The month that lies some months before the article's."""
    if not published.month:
        return None
    year, month = published.month
    at = year * 12 + month - 1 - count
    return month_of(at // 12, at % 12 + 1) if at >= 12 else None


def weekday_near(published: Published, weekday: int, way: str) -> str | None:
    """A weekday's date. `way`: "last" up to the article's date, "before" it, "next" from it on, "after" it."""
    if not published.day:
        return None
    back = (published.day.weekday() - weekday) % 7
    if way == "before":
        back = back or 7
    elif way == "next":
        back = -(-back % 7)
    elif way == "after":
        back = -(-back % 7 or 7)
    return (published.day - dt.timedelta(back)).isoformat()


def week_of(published: Published, weeks: int) -> tuple[dt.date, dt.date] | None:
    """Monday and Sunday of the week that lies some weeks from the article's."""
    if not published.day:
        return None
    monday = published.day + dt.timedelta(7 * weeks - published.day.weekday())
    return monday, monday + dt.timedelta(6)


def one_of(start: dt.date, end: dt.date) -> str:
    """One day of several, as EDTF."""
    return start.isoformat() if start == end else f"[{start.isoformat()}..{end.isoformat()}]"


def number_of(words: str) -> int | None:
    """What a number word or figure says.

    >>> number_of("two"), number_of("24"), number_of("several")
    (2, 24, None)
    """
    words = words.lower().strip()
    return int(words) if words.isdecimal() else NUMBERS.get(words)
