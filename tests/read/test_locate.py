"""Planted spans: words are found exactly, counted in code points, or refused with the nearest passage."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from reportedly.read.locate import Miss, Span, difference, locate, nearest_passage, occurrences

TEXT = (
    "📰 Kata’ib Hezbollah said: “We lost three  men.” 👩‍👧 fled.\n\n"
    "The group’s café — in Nasir\u00edyah — burnt\u00a0down; the group said nothing. He said he “saw” it.\n"
    "US airstrikesIran condemns USStrike kills 16…\n"
)


def found(words: str, text: str = TEXT, within: Span | None = None) -> tuple[int, int] | None:
    """Start and end of words that must be there, once; the slice is the words."""
    span = locate(words, text, within)
    if isinstance(span, Miss):
        return None
    assert text[span.start : span.end] == words
    return span.start, span.end


def refusal(words: str, text: str = TEXT, within: Span | None = None) -> Miss:
    miss = locate(words, text, within)
    assert isinstance(miss, Miss)
    return miss


# Found ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("📰", 0, 1),  # one code point, though two UTF-16 units and four bytes
        ("Kata’ib Hezbollah", 2, 19),
        ("“We lost three  men.”", 26, 47),
        ("👩‍👧", 48, 51),  # three code points that show as one
        ("fled.\n\nThe group’s", 52, 70),
        ("café — in Nasiríyah", 71, 90),
        ("burnt\u00a0down", 93, 103),
        ("16…", 192, 195),
    ],
)
def test_planted_words_are_found_at_their_code_points(words, start, end):
    assert found(words) == (start, end)


def test_words_are_whole_words():
    assert found("he", "the he she") == (4, 6)
    assert found("16", "2016 160 16 116") == (9, 11)
    assert found("café", "cafés café") == (6, 10)
    assert found("group", "subgroup group_a group") == (17, 22)


def test_a_word_ends_at_an_apostrophe_hyphen_or_sign():
    assert found("group", "the group’s") == (4, 9)
    assert found("Iran", "Iran-backed") == (0, 4)
    assert found("saw", "“saw”") == (1, 4)


def test_words_that_end_in_signs_need_no_space_around_them():
    assert found("(KH)", "Hezbollah(KH)said") == (9, 13)


def test_a_combining_mark_belongs_to_the_letter_before_it():
    decomposed = unicodedata.normalize("NFD", "cafe café")
    assert found("cafe", decomposed) == (0, 4)
    assert found("cafe\u0301", decomposed) == (5, 10)
    assert found("caf", "cafe\u0301 caf") == (6, 9)
    assert found("e\u0301", "e\u0301te\u0301 e\u0301") == (6, 8)


def test_links_that_run_together_are_parted_by_the_stretch_they_stand_in():
    start = TEXT.index("US airstrikes")
    middle = start + len("US airstrikes")
    assert found("airstrikes", within=Span(start, middle)) == (start + 3, middle)
    assert found("Iran", within=Span(middle, len(TEXT))) == (middle, middle + 4)
    assert refusal("airstrikes").advice == "The words stand there only as a part of a longer word."


def test_words_outside_the_stretch_are_not_there():
    here = Span(TEXT.index("The group’s"), TEXT.index("US airstrikes"))
    assert refusal("Kata’ib Hezbollah", within=here).message == "the words are not there"


# Twice ----------------------------------------------------------------------------------------------------------


def test_words_that_stand_twice_are_refused_with_their_number_and_the_way_out():
    miss = refusal("said")
    assert miss.message == "the words occur 3 times"
    assert "a longer stretch around it ('in', for a quote 'quote_in') that occurs once" in miss.advice


def test_a_longer_stretch_tells_the_two_apart():
    stretch = locate("the group said nothing", TEXT)
    assert isinstance(stretch, Span)
    assert found("said", within=stretch) == (stretch.start + 10, stretch.start + 14)


def test_occurrences_that_overlap_are_all_counted():
    assert occurrences("he he", "he he he") == [Span(0, 5), Span(3, 8)]
    assert refusal("he he", "he he he").message == "the words occur 2 times"


def test_occurrences_stand_from_left_to_right():
    assert occurrences("he", "he said the man, he") == [Span(0, 2), Span(17, 19)]


# Refused --------------------------------------------------------------------------------------------------------

SPACE, HYPHEN = "' ' (U+0020 SPACE)", "'-' (U+002D HYPHEN-MINUS)"


@pytest.mark.parametrize(
    ("words", "nearest", "advice"),
    [
        (
            "Kata'ib Hezbollah",
            "Kata’ib Hezbollah",
            "The text has '’' (U+2019 RIGHT SINGLE QUOTATION MARK) where the words have ''' (U+0027 APOSTROPHE).",
        ),
        (
            '"saw"',
            "“saw”",
            "The text has '“' (U+201C LEFT DOUBLE QUOTATION MARK) where the words have '\"' (U+0022 QUOTATION MARK).",
        ),
        ("lost three men", "lost three  men", f"The text has 2 spaces where the words have {SPACE}."),
        (
            "burnt down",
            "burnt\u00a0down",
            f"The text has '\u00a0' (U+00A0 NO-BREAK SPACE) where the words have {SPACE}.",
        ),
        ("café - in", "café — in", f"The text has '—' (U+2014 EM DASH) where the words have {HYPHEN}."),
        ("kills 16...", "kills 16…", "The text has '…' (U+2026 HORIZONTAL ELLIPSIS) where the words have '...'."),
        ("we lost three  men", "We lost three  men", "The text has 'We' where the words have 'we'."),
        ("the cafe", None, None),
        ("group’s cafe", "group’s café", "The text has 'café' where the words have 'cafe'."),
        ("group said something", "group said nothing", "The text has 'nothing' where the words have 'something'."),
        ("Hezbollah said “We lost", "Hezbollah said: “We lost", None),
        ("US airstrikes", "US airstrikesIran", "The words stand there only as a part of a longer word."),
    ],
)
def test_a_refusal_names_the_nearest_passage_and_the_first_difference(words, nearest, advice):
    miss = refusal(words)
    assert miss.message == "the words are not there"
    if nearest:
        assert miss.nearest == nearest
    if advice:
        assert miss.advice == advice


def test_a_missing_word_and_a_word_too_many_are_named():
    text = "The strike killed at least three US soldiers on Monday."
    assert refusal("three soldiers", text).advice == "The text has 'US ' after 'three ', which the words leave out."
    assert refusal("three brave US soldiers", text).advice == "The text has no ' brave' after 'three'."
    assert refusal("Yesterday the strike killed", text).nearest == "The strike killed"


def test_an_invisible_character_is_made_visible():
    assert "zero\\u200bwidth" in refusal("zerowidth", "a zero\u200bwidth space").advice


def test_two_spellings_of_one_letter_that_look_the_same_are_written_out():
    miss = refusal("café", unicodedata.normalize("NFD", "the café burnt"))
    assert miss.advice == "The text has 'cafe\\u0301' where the words have 'caf\\xe9'."


def test_words_that_resemble_nothing_have_no_nearest_passage():
    miss = refusal("quarterly earnings of the dairy board")
    assert (miss.nearest, miss.advice) == (None, "Copy them from the text, letter by letter.")


@pytest.mark.parametrize("words", ["", " ", "\n\t"])
def test_no_words_have_no_nearest_passage(words):
    assert nearest_passage(words, TEXT) is None
    assert nearest_passage("words", words) is None


# Properties -----------------------------------------------------------------------------------------------------

alphabet = st.sampled_from([*"abAB1_’'“”-—.,: \n\u00a0", "é", "e\u0301", "ß", "ا", "二", "👩‍👧", "😀", "…", "\u200b"])
texts = st.lists(alphabet, min_size=1, max_size=40).map("".join)


def is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def cuts(text: str, at: int) -> bool:
    """Whether a place in a text lies inside a word, told by normalising the text, not as the tool does it."""
    if not 0 < at < len(text):
        return False
    base = "".join(char for char in text[:at] if not unicodedata.combining(char))
    return bool(unicodedata.combining(text[at])) or (is_word(base[-1:] or " ") and is_word(text[at]))


@given(text=texts, data=st.data())
@settings(deadline=None, max_examples=150)
def test_any_slice_on_word_boundaries_that_stands_once_is_found_exactly(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(not cuts(text, start) and not cuts(text, end))
    words = text[start:end]
    spans = occurrences(words, text)
    assert Span(start, end) in spans
    assert all(text[span.start : span.end] == words for span in spans)
    if text.find(words, text.find(words) + 1) < 0:
        assert locate(words, text) == Span(start, end)


@given(text=texts, words=texts)
@example(text="ab ab", words="ab")
@settings(deadline=None, max_examples=150)
def test_what_is_located_is_the_words_themselves_or_a_refusal_that_says_what_to_do(text, words):
    result = locate(words, text)
    if isinstance(result, Span):
        assert text[result.start : result.end] == words
    else:
        assert result.message
        assert result.advice.endswith(".")
        assert result.nearest is None or result.nearest in text


@given(words=texts, text=texts, shift=st.text(max_size=5))
@settings(deadline=None)
def test_a_stretch_shifts_what_is_found_and_changes_nothing_else(words, text, shift):
    inside = occurrences(words, shift + text + shift, Span(len(shift), len(shift) + len(text)))
    assert [Span(span.start - len(shift), span.end - len(shift)) for span in inside] == occurrences(words, text)


@given(words=texts, passage=texts)
@settings(deadline=None)
def test_every_difference_is_a_sentence(words, passage):
    assert difference(words, passage).startswith("The ")
