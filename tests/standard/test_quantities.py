"""The quantity lexicon as a specification: which words give which form and bounds, and which are refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly.standard import read_standard
from reportedly.standard.lexicon import MOST
from reportedly.standard.quantities import NOMINAL, read_quantity

LEXICON = read_standard().lexicon
FORMS = read_standard().vocabularies["quantity_form"].names
OPEN = None

# words | form | lower | upper
CODEBOOK_AND_DESIGN = [
    ("three", "exact", 3, 3),
    ("at least 16", "at_least", 16, OPEN),
    ("over 40", "more_than", 41, OPEN),
    ("up to 40", "at_most", OPEN, 40),
    ("dozens", "vague", 24, OPEN),
    ("scores", "vague", 40, OPEN),
    ("hundreds", "vague", 200, OPEN),
    ("several", "vague", 3, OPEN),
    ("soldiers", "vague", 2, OPEN),
    ("a commander", "indefinite", 1, OPEN),
    ("the leader", "definite", 1, 1),
    ("Qassem Soleimani", "definite", 1, 1),
    ("all of its occupants", "universal", 2, OPEN),
    ("the passengers", "universal", 2, OPEN),
    ("every passenger", "universal", 1, OPEN),
    ("no civilians were killed", "zero", 0, 0),
    ("no civilian casualties", "zero", 0, 0),
    ("no indications of civilian casualties", "no_evidence", OPEN, OPEN),
    ("may have been other people", "possible", OPEN, OPEN),
    ("about 40", "approximate", OPEN, OPEN),
]
DIGITS = [
    ("3", "exact", 3, 3),
    ("168", "exact", 168, 168),
    ("2,500", "exact", 2500, 2500),
    ("1,234,567", "exact", 1_234_567, 1_234_567),
    ("over 58,000 civilians", "more_than", 58_001, OPEN),
    ("16 million people", "exact", 16_000_000, 16_000_000),
    ("2 thousand", "exact", 2000, 2000),
    ("3 dozen", "exact", 36, 36),
    ("0", "zero", 0, 0),
    ("007", "exact", 7, 7),
    ("(three)", "exact", 3, 3),
    ("3.", "exact", 3, 3),
    ("“Three”", "exact", 3, 3),
]
NUMBER_WORDS = [
    ("twenty-one", "exact", 21, 21),
    ("twenty one", "exact", 21, 21),
    ("Twenty‑one", "exact", 21, 21),  # with a non-breaking hyphen
    ("a dozen people", "exact", 12, 12),
    ("two dozen", "exact", 24, 24),
    ("half a dozen", "exact", 6, 6),
    ("a half-dozen", "exact", 6, 6),
    ("a hundred and three", "exact", 103, 103),
    ("one hundred three", "exact", 103, 103),
    ("twelve hundred", "exact", 1200, 1200),
    ("two thousand and three", "exact", 2003, 2003),
    ("two hundred thousand", "exact", 200_000, 200_000),
    ("one million two hundred thousand", "exact", 1_200_000, 1_200_000),
    ("a single person", "exact", 1, 1),
]
MODIFIERS = [
    ("At least three", "at_least", 3, OPEN),
    ("no fewer than 10", "at_least", 10, OPEN),
    ("not fewer than 10", "at_least", 10, OPEN),
    ("no less than 10", "at_least", 10, OPEN),
    ("a minimum of ten", "at_least", 10, OPEN),
    ("at least another three", "at_least", 3, OPEN),
    ("at least one of them", "at_least", 1, OPEN),
    ("a total of at least three", "at_least", 3, OPEN),
    ("at least a dozen", "at_least", 12, OPEN),
    ("16 or more", "at_least", 16, OPEN),
    ("16 people or more", "at_least", 16, OPEN),
    ("one or more civilians", "at_least", 1, OPEN),
    ("a dozen or more", "at_least", 12, OPEN),
    ("10+", "at_least", 10, OPEN),
    ("40-plus", "at_least", 40, OPEN),
    ("40 and counting", "at_least", 40, OPEN),
    ("more than two dozen", "more_than", 25, OPEN),
    ("upwards of 100,000", "more_than", 100_001, OPEN),
    ("just over 40", "more_than", 41, OPEN),
    ("well over 40", "more_than", 41, OPEN),
    ("no more than 10", "at_most", OPEN, 10),
    ("not more than one", "at_most", OPEN, 1),
    ("as many as 40", "at_most", OPEN, 40),
    ("16 or fewer", "at_most", OPEN, 16),
    ("fewer than 40", "fewer_than", OPEN, 39),
    ("just under 40", "fewer_than", OPEN, 39),
    ("fewer than one", "fewer_than", OPEN, 0),
    ("some 200", "approximate", OPEN, OPEN),
    ("some 200 people", "approximate", OPEN, OPEN),
    ("nearly two dozen", "approximate", OPEN, OPEN),
    ("an estimated 40", "approximate", OPEN, OPEN),
    ("40 or so", "approximate", OPEN, OPEN),
    ("40-odd", "approximate", OPEN, OPEN),
    ("about 10 to 20", "approximate", OPEN, OPEN),
]
OPENINGS = [
    ("all three", "exact", 3, 3),
    ("all three of them", "exact", 3, 3),
    ("the three American troops", "exact", 3, 3),
    ("the other two", "exact", 2, 2),
    ("another three", "exact", 3, 3),
    ("those three", "exact", 3, 3),
    ("his three bodyguards", "exact", 3, 3),
    ("a total of three", "exact", 3, 3),
    ("A total of 39 are confirmed dead", "exact", 39, 39),
    ("exactly three", "exact", 3, 3),
    ("only one", "exact", 1, 1),
    ("three others", "exact", 3, 3),
    ("three more", "exact", 3, 3),
    ("two of the three", "exact", 2, 2),
    ("three people, including the leader", "exact", 3, 3),
    ("the 85", "exact", 85, 85),
]
RANGES = [
    ("between 10 and 20", "range", 10, 20),
    ("between ten and twenty people", "range", 10, 20),
    ("between one hundred and two hundred", "range", 100, 200),
    ("between one hundred and three and two hundred", "range", 103, 200),
    ("from 10 to 20", "range", 10, 20),
    ("10 to 20", "range", 10, 20),
    ("10-20", "range", 10, 20),
    ("10–20", "range", 10, 20),
    ("10 – 20 people", "range", 10, 20),
    ("10—20", "range", 10, 20),
    ("ten-twenty", "range", 10, 20),
    ("two or three", "range", 2, 3),
    ("twenty-one to thirty", "range", 21, 30),
    ("two to three hundred", "range", 200, 300),
    ("two or three dozen people", "range", 24, 36),
    ("one to one hundred", "range", 1, 100),
]
VAGUE = [
    ("dozens of people", "vague", 24, OPEN),
    ("hundreds more", "vague", 200, OPEN),
    ("thousands", "vague", 2000, OPEN),
    ("tens", "vague", 20, OPEN),
    ("tens of thousands", "vague", 20_000, OPEN),
    ("hundreds of thousands", "vague", 200_000, OPEN),
    ("several dozen", "vague", 36, OPEN),
    ("several thousand people", "vague", 3000, OPEN),
    ("a few", "vague", 3, OPEN),
    ("the few", "vague", 3, OPEN),
    ("a few hundred people", "vague", 300, OPEN),
    ("a couple", "vague", 2, OPEN),
    ("a handful of soldiers", "vague", 3, OPEN),
    ("an unknown number of people", "vague", 1, OPEN),
    ("many", "vague", 3, OPEN),
    ("some people", "vague", 2, OPEN),
    ("more than dozens", "vague", 24, OPEN),
]
NOUN_PHRASES = [
    ("U.S. troops", "vague", 2, OPEN),
    ("women and children", "vague", 2, OPEN),
    ("Houthis", "vague", 2, OPEN),
    ("civilians were among the dead", "vague", 2, OPEN),
    ("a third person", "indefinite", 1, OPEN),
    ("a 3-year-old child", "indefinite", 1, OPEN),
    ("one of its leaders", "indefinite", 1, OPEN),
    ("another man", "indefinite", 1, OPEN),
    ("a commander and his guard", "indefinite", 1, OPEN),
    ("The senior commander", "definite", 1, 1),
    ("its spokesman", "definite", 1, 1),
    ("the leader's bodyguard", "definite", 1, 1),
    ("the No. 2 leader", "definite", 1, 1),
    ("his 15-year-old son", "definite", 1, 1),
    ("Abu Baqir al-Saadi", "definite", 1, 1),
    ("the passengers were killed", "universal", 2, OPEN),
    ("his bodyguards", "universal", 2, OPEN),
    ("the 15-year-olds", "universal", 2, OPEN),
    ("all passengers", "universal", 2, OPEN),
    ("all of them", "universal", 2, OPEN),
    ("both men", "universal", 2, OPEN),
    ("everyone in the car", "universal", 1, OPEN),
]
ABSENCE = [
    ("none of the guards was hurt", "zero", 0, 0),
    ("None", "zero", 0, 0),
    ("nobody", "zero", 0, 0),
    ("no one", "zero", 0, 0),
    ("not one", "zero", 0, 0),
    ("zero casualties", "zero", 0, 0),
    ("without casualties", "zero", 0, 0),
    ("no more casualties", "zero", 0, 0),
    ("no signs of civilian casualties", "no_evidence", OPEN, OPEN),
    ("not aware of any civilian casualties", "no_evidence", OPEN, OPEN),
    ("no reports of casualties", "no_evidence", OPEN, OPEN),
    ("no reported casualties", "no_evidence", OPEN, OPEN),
    ("No casualties were reported", "no_evidence", OPEN, OPEN),
    ("no known casualties", "no_evidence", OPEN, OPEN),
    ("three may have died", "possible", OPEN, OPEN),
    ("could be as many as 40", "possible", OPEN, OPEN),
    ("may include civilians", "possible", OPEN, OPEN),
]
REFUSED = {
    "a decimal is no count": [
        "1.2 million",
        "1.5 thousand",
        "2,500.5",
        "About 2.9 million people",
        "1.3 billion people",
    ],
    "digits grouped in another way could be two numbers": ["12,34", "1,23", "1 000", "10 000 people"],
    "a number inside a longer word is another word": ["3rd", "3k", "one's", "threefold", "F-16"],
    "an ordinal counts nobody": ["third", "third person", "twenty-first", "first"],
    "a fraction says nothing of how many": [
        "two thirds",
        "one third",
        "half of them",
        "a third of the passengers",
        "three quarters",
    ],
    "a measure counts no people": [
        "40 percent",
        "40%",
        "24/7",
        "ten days",
        "two miles",
        "three-year-old",
        "15-year-old boy",
    ],
    "a number that no column holds": ["9,999,999,999", "three billion", "1,000,000,000,000,000", "2 trillion"],
    "two numbers side by side": ["two three", "three, four", "three and four", "three and a half"],
    "two counts in one": ["33 passengers and six crew", "two commanders and a driver", "the leader and his guide"],
    "two bounds in one": [
        "at least three but fewer than five",
        "more than 10 to 20",
        "up to 10 or 20",
        "up to 16 or more",
    ],
    "a range that runs backwards, or is none": ["20 to 10", "between 10", "between three", "10 to 20 percent"],
    "a ceiling of vague words": ["up to several", "fewer than dozens"],
    "a scale without a number": ["million people", "hundred"],
    "all but some": ["all but three", "no one but the commander", "not one but three"],
    "a negation that does not lead": [
        "did not kill any civilians",
        "killed no civilians",
        "not three",
        "weren’t civilians",
    ],
    "words that name and count nobody": [
        "they",
        "They",
        "Nothing",
        "Most of them",
        "any civilians",
        "at least",
        "At least a commander",
    ],
    "a capital that may be a plural or a name": ["Abbas", "Ahmad Abbas"],
    "a name with a number": ["Tower 22", "Oct. 7", "No. 3"],
    "nothing": ["", " ", "…", "-", "²", "½"],
}
TABLE = [
    *(CODEBOOK_AND_DESIGN + DIGITS + NUMBER_WORDS + MODIFIERS + OPENINGS),
    *(RANGES + VAGUE + NOUN_PHRASES + ABSENCE),
]


@pytest.mark.parametrize(("words", "form", "lower", "upper"), TABLE, ids=str)
def test_the_lexicon_reads_words_as_form_and_bounds(words, form, lower, upper):
    quantity = read_quantity(words, LEXICON)
    assert quantity is not None
    assert (quantity.form, quantity.lower, quantity.upper) == (form, lower, upper)


@pytest.mark.parametrize(("reason", "words"), [(why, words) for why, list_ in REFUSED.items() for words in list_])
def test_the_lexicon_refuses_what_it_cannot_read_for_certain(reason, words):
    assert read_quantity(words, LEXICON) is None, reason


def test_every_form_of_the_vocabulary_is_in_the_specification():
    assert {form for _, form, _, _ in TABLE} == set(FORMS)


# Forms that a coder names ---------------------------------------------------------------------------------------


def bounds(words: str, form: str) -> tuple[int | None, int | None] | None:
    quantity = read_quantity(words, LEXICON, form)
    assert quantity is None or quantity.form == form
    return (quantity.lower, quantity.upper) if quantity else None


def test_a_coder_decides_between_readings_of_a_noun_phrase():
    assert bounds("Commander", "indefinite") == (1, OPEN)
    assert bounds("militia leader", "indefinite") == (1, OPEN)
    assert bounds("the US service members", "universal") == (2, OPEN)
    assert bounds("Abbas", "definite") == (1, 1)
    assert bounds("more than the commander", "possible") == (OPEN, OPEN)


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"at_least"}))
def test_a_coder_cannot_call_a_number_anything_but_what_the_words_say(form):
    assert bounds("at least three people", form) is None


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"no_evidence"}))
def test_missing_evidence_never_becomes_anything_else(form):
    assert bounds("no indications of civilian casualties", form) is None


@pytest.mark.parametrize("form", sorted(NOMINAL - {"zero", "no_evidence", "possible"}))
def test_a_zero_never_becomes_somebody_harmed(form):
    assert bounds("no civilians were killed", form) is None


def test_a_zero_may_be_called_missing_evidence_but_words_without_a_negation_are_never_zero():
    assert bounds("no trace of casualties", "no_evidence") == (OPEN, OPEN)
    assert bounds("civilian casualties", "zero") is None
    assert bounds("weren’t civilians", "zero") == (0, 0)


def test_an_unknown_form_is_refused():
    assert read_quantity("three", LEXICON, "plenty") is None


# Properties -----------------------------------------------------------------------------------------------------

ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int, joint: str = " and ", hyphen: str = "-") -> str:
    """A number as English writes it; `joint` stands before what is left below a hundred."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (hyphen + ONES[number % 10] if number % 10 else "")
    unit, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % unit
    tail = "" if not rest else (joint if rest < 100 else " ") + in_words(rest, joint, hyphen)
    return f"{in_words(number // unit, joint, hyphen)} {name}{tail}"


numbers = st.one_of(st.integers(0, 120), st.integers(0, 1100), st.integers(0, 999_999))
numerals = st.builds(in_words, numbers, st.sampled_from([" and ", " "]), st.sampled_from(["-", " "]))


def test_every_number_up_to_two_thousand_in_words_reads_back():
    for number in range(1, 2001):
        assert LEXICON.number(in_words(number)) == (number, ""), number


@given(number=numbers, joint=st.sampled_from([" and ", " "]), hyphen=st.sampled_from(["-", " ", "–"]))
@example(number=999_999, joint=" and ", hyphen="-")
@example(number=100_000, joint=" and ", hyphen="-")
@example(number=1_001, joint=" and ", hyphen="-")
@settings(deadline=None, max_examples=150)
def test_every_number_in_words_reads_back_exactly(number, joint, hyphen):
    quantity = read_quantity(in_words(number, joint, hyphen), LEXICON)
    assert quantity is not None
    assert (quantity.lower, quantity.upper) == (number, number)
    assert quantity.form == ("exact" if number else "zero")


@given(number=st.integers(0, MOST), noun=st.sampled_from(["", " people", " killed", ", including the leader"]))
@settings(deadline=None)
def test_commas_between_thousands_change_nothing(number, noun):
    plain, grouped = (read_quantity(shown + noun, LEXICON) for shown in (f"{number}", f"{number:,}"))
    assert plain == grouped
    assert plain is not None
    assert plain.lower == number


@given(number=st.integers(1, 999_999), in_digits=st.booleans())
@settings(deadline=None, max_examples=30)
def test_modifiers_shift_the_bounds_as_documented(number, in_digits):
    shown = f"{number:,}" if in_digits else in_words(number)
    shifted = {
        "at_least": (number, OPEN),
        "more_than": (number + 1, OPEN),
        "at_most": (OPEN, number),
        "fewer_than": (OPEN, number - 1),
        "approximate": (OPEN, OPEN),
    }
    for word, form in LEXICON.modifiers:
        quantity = read_quantity(f"{word} {shown} people", LEXICON)
        assert quantity is not None, word
        assert (quantity.form, quantity.lower, quantity.upper) == (form, *shifted[form]), word


@given(first=st.integers(1, 999_999), second=st.integers(1, 999_999), joint=st.sampled_from([" to ", "-", "–", " or "]))
@settings(deadline=None)
def test_a_range_keeps_its_ends_and_one_that_runs_backwards_is_refused(first, second, joint):
    quantity = read_quantity(f"{first}{joint}{second}", LEXICON)
    if first > second:
        assert quantity is None
    else:
        assert quantity is not None
        assert (quantity.lower, quantity.upper) == (first, second)


words_of_the_lexicon = sorted({word for words in LEXICON.words.values() for word in words} | LEXICON.plural_nouns)
other_words = ["-", ",", "and", "or", "to", "between", "10", "1,000", "3.5", "10%", "Abbas", "but", "No.", "a", "'s"]
lexical = st.builds(
    lambda words, joint: joint.join(words),
    st.lists(st.one_of(numerals, st.sampled_from(words_of_the_lexicon), st.sampled_from(other_words)), max_size=6),
    st.sampled_from([" ", "", "-"]),
)


@given(words=st.one_of(st.text(), lexical), form=st.one_of(st.none(), st.sampled_from(FORMS)))
@example(words="9" * 5000, form=None)
@example(words="1-" * 5000, form=None)
@settings(deadline=None, max_examples=150)
def test_any_text_is_read_or_refused_and_never_raises(words, form):
    quantity = read_quantity(words, LEXICON, form)
    if quantity is None:
        return
    assert quantity.form in FORMS
    assert form in (None, quantity.form)
    for bound in (quantity.lower, quantity.upper):
        assert bound is None or 0 <= bound <= MOST + 1
    if quantity.lower is not None and quantity.upper is not None:
        assert quantity.lower <= quantity.upper
    if quantity.form in ("no_evidence", "possible", "approximate"):
        assert (quantity.lower, quantity.upper) == (None, None)
    assert read_quantity(words, LEXICON, quantity.form) == quantity


def test_the_lexicon_itself_is_ordered_so_that_no_longer_word_hides_behind_a_shorter():
    for key, words in LEXICON.words.items():
        assert words == sorted(words, key=len, reverse=True), key


def test_every_vague_word_reads_as_itself():
    for word, lower in LEXICON.vague.items():
        quantity = read_quantity(word, LEXICON)
        assert quantity is not None, word
        assert (quantity.form, quantity.lower, quantity.upper) == ("vague", lower, OPEN), word
