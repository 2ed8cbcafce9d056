"""EDTF dates as a specification: which days a date allows, and what is no date."""

from __future__ import annotations

import datetime as dt
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly.standard.dates import _parsed, read_edtf

OPEN = None

# date | first day | last day
TABLE = [
    ("2024", "2024-01-01", "2024-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023-02", "2023-02-01", "2023-02-28"),
    ("2024-02-07", "2024-02-07", "2024-02-07"),
    ("2024-02-29", "2024-02-29", "2024-02-29"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999", "9999-01-01", "9999-12-31"),
    # doubtful dates allow the days that they name
    ("2024?", "2024-01-01", "2024-12-31"),
    ("2024-02~", "2024-02-01", "2024-02-29"),
    ("2024-02-07%", "2024-02-07", "2024-02-07"),
    # unspecified digits, seasons
    ("201X", "2010-01-01", "2019-12-31"),
    ("2024-XX", "2024-01-01", "2024-12-31"),
    ("2024-02-XX", "2024-02-01", "2024-02-29"),
    ("2024-21", "2024-03-01", "2024-05-31"),
    # one of a set, all of a set
    ("[2024-01-27,2024-01-28]", "2024-01-27", "2024-01-28"),
    ("[2024-01-28,2024-01-27]", "2024-01-27", "2024-01-28"),
    ("[2024-01-30,2024-02-06]", "2024-01-30", "2024-02-06"),
    ("[2024-01-28..2024-02-04]", "2024-01-28", "2024-02-04"),
    ("{2024-01-27,2024-01-28}", "2024-01-27", "2024-01-28"),
    ("[..2024-01-27]", OPEN, "2024-01-27"),
    ("[2024-01-27..]", "2024-01-27", OPEN),
    # intervals
    ("2024-01-27/2024-01-28", "2024-01-27", "2024-01-28"),
    ("2024-02-07/2024-02-07", "2024-02-07", "2024-02-07"),
    ("2024-02-07/2024-02", "2024-02-07", "2024-02-29"),
    ("2024-01?/2024-02", "2024-01-01", "2024-02-29"),
    ("2023-10/..", "2023-10-01", OPEN),
    ("../2023-10", OPEN, "2023-10-31"),
    ("2023-10/", "2023-10-01", OPEN),
    ("196X/..", "1960-01-01", OPEN),
]
REFUSED = {
    "words are no date": ["last Tuesday", "Tuesday", "unknown", "open", "2024-02-07 to 2024-02-08", "Oct. 7"],
    "no calendar has the day": ["2024-02-30", "2023-02-29", "1900-02-29", "2024-13", "2024-00", "2024-04-31"],
    "nor inside a set or interval": ["[2023-02-29,2023-03-01]", "2023-02-29/..", "2023-02-29?", "../2023-02-29"],
    "a date is not written so": ["2024-2-7", "20240207", "07.02.2024", "2024-W06", "2024-038", "10000", "24"],
    "white space is no part of a date": [" 2024", "2024 ", "2024\n", "2024-02-07\t", "\u00a02024"],
    "digits are those of ASCII": ["٢٠٢٤", "２０２４-０２-０７"],
    "it runs backwards": ["2024-01-28/2024-01-27", "2024/2023", "[2024-02-04..2024-01-28]"],
    "no end is closed": ["../..", "/", "..", "[..]"],
    "brackets do not close": ["[2024-02-07", "2024]", "[]", "{}", "(2024)"],
    "no day that can be stored": ["0000", "-0001", "Y170000002", "XXXX-02-07"],
    "nothing": ["", "-", "?"],
}


@pytest.mark.parametrize(("date", "first", "last"), TABLE)
def test_a_date_allows_these_days(date, first, last):
    days = read_edtf(date)
    assert days is not None
    assert [day and day.isoformat() for day in (days.start, days.end)] == [first, last]


@pytest.mark.parametrize("text", ["[2024-01-27,2024-01-28]", "{2024-01-28..2024-02-04}", "2023-10/..", "2024-02~"])
def test_the_forms_that_datasets_are_full_of_do_not_wake_the_library(text, monkeypatch):
    read_edtf.cache_clear()
    monkeypatch.setitem(sys.modules, "edtf", None)
    assert read_edtf(text) is not None


@pytest.mark.parametrize(("reason", "date"), [(why, date) for why, dates in REFUSED.items() for date in dates])
def test_what_is_no_date_is_refused(reason, date):
    assert read_edtf(date) is None, reason


def test_a_date_that_the_library_cannot_hold_prints_nothing(capsys):
    assert read_edtf("2024-X3") is None
    assert capsys.readouterr().out == ""


@given(day=st.dates())
@settings(deadline=None)
def test_every_iso_date_reads_as_itself(day):
    days = read_edtf(day.isoformat())
    assert days is not None
    assert days.start == days.end == day


@given(day=st.dates())
@settings(deadline=None)
def test_a_month_and_a_year_hold_each_of_their_days(day):
    for date in (f"{day:%Y-%m}".zfill(7), f"{day.year:04}"):
        days = read_edtf(date)
        assert days is not None
        assert days.start is not None
        assert days.end is not None
        assert days.start <= day <= days.end
        assert days.start.day == 1
        assert (days.end + dt.timedelta(days=1)).day == 1 if days.end < dt.date.max else True


PLAIN = st.builds(
    lambda day, length, doubt: day.isoformat()[:length] + doubt,
    st.dates(),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
)
NUMBERS = st.from_regex(r"[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?[?~%]?", fullmatch=True)
PAIRS = st.builds(
    lambda ends, one, between, other: ends[0] + one + between + other + ends[1],
    st.sampled_from(["[]", "{}", "[}"]),
    st.dates().map(str) | NUMBERS,
    st.sampled_from([",", ".."]),
    st.dates().map(str) | NUMBERS,
)


@given(text=PLAIN | NUMBERS | PAIRS)
@example("[2024-02-04,2024-01-28]")
@example("[2024-02-04..2024-01-28]")
@example("{2024-02-04..2024-02-30}")
@example("2024-02-30~")
@example("0000?")
@settings(deadline=None)
def test_what_is_read_without_the_library_is_what_the_library_reads(text):
    assert read_edtf(text) == _parsed(text)


@given(first=st.dates(), second=st.dates())
@settings(deadline=None)
def test_an_interval_has_its_ends_and_is_refused_backwards(first, second):
    early, late = sorted((first, second))
    days = read_edtf(f"{early}/{late}")
    assert days is not None
    assert (days.start, days.end) == (early, late)
    if early < late:
        assert read_edtf(f"{late}/{early}") is None


parts = [
    "2024",
    "2023-02-29",
    "2024-02",
    "201X",
    "-",
    "02",
    "30",
    "/",
    "..",
    "[",
    "]",
    "{",
    "}",
    ",",
    "?",
    "~",
    "%",
    "X",
]
parts += ["Y", "E7", "S2", "T10:00:00", "Z", "0000", "unknown", " "]


@given(text=st.one_of(st.text(), st.lists(st.sampled_from(parts), max_size=7).map("".join)))
@example(text="[" * 3000)
@example(text="[" + "2024," * 3000 + "2025]")
@example(text="9" * 10_000)
@settings(deadline=None, max_examples=100)
def test_any_text_is_a_date_or_none_and_no_date_ends_before_it_starts(text):
    days = read_edtf(text)
    if days and days.start and days.end:
        assert days.start <= days.end
    assert days is None or days.start or days.end
