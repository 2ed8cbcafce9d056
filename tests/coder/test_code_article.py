"""The coder as a whole: what a change of the words must change in the rows, and what it must leave alone."""

from __future__ import annotations

import pytest

from reportedly.coder.code import code_article
from reportedly.coder.draft import Article, Draft
from reportedly.coder.model import load_model
from reportedly.coder.to_coding import to_coding
from reportedly.coder.verify import verify
from reportedly.standard import read_standard

TEXT = """Bomb kills three at market

Wednesday, March 4, 2020

Three people were killed when a bomb exploded at a market on Tuesday, police said. Mayor Anna Berg said the attack \
was an act of cowardice.

"We will rebuild this market," Berg said. Hospital officials said seven others were wounded.
"""

Row = tuple[str, tuple[str, ...], str, str]


@pytest.fixture(scope="module")
def nlp():
    return load_model().nlp


@pytest.fixture(scope="module")
def code(nlp):
    lexicon = read_standard().lexicon
    return lambda text: code_article(Article("a", text), nlp, lexicon)


def rows(draft: Draft, text: str) -> set[Row]:
    """Claims beyond narration: words, sources from the outermost inwards, polarity, figures."""
    return {
        (
            text[claim.quote.start : claim.quote.end],
            tuple(draft.actors[hop.actor].name for hop in claim.hops),
            claim.polarity,
            " ".join(f"{one.harm} {text[one.quantity.start : one.quantity.end]}" for one in claim.casualties),
        )
        for claim in draft.claims
        if claim.rule != "narration.sentence"
    }


def test_the_golden_rows(code):
    found = rows(code(TEXT), TEXT)
    assert ("the attack was an act of cowardice", ("Anna Berg",), "positive", "") in found
    assert ("We will rebuild this market,", ("Anna Berg",), "positive", "") in found
    assert {figures for *_, figures in found if figures} == {
        "killed three",
        "killed Three people",
        "injured seven others",
    }
    assert {sources for *_, sources, _, figures in found if figures == "killed Three people"} == {("police",)}


def test_another_number_changes_its_row_alone(code):
    other = TEXT.replace("Three people", "Nine people")
    before, after = rows(code(TEXT), TEXT), rows(code(other), other)
    assert {figures for *_, figures in after - before if figures} == {"killed Nine people"}
    assert {figures for *_, figures in before - after if figures} == {"killed Three people"}


def test_no_makes_a_zero(code):
    other = TEXT.replace("Three people were killed", "No people were killed")
    found = [row for row in rows(code(other), other) if row[3] == "killed No people"]
    assert [row[2] for row in found] == ["negative"]


def test_without_its_cue_a_statement_is_the_article_s(code):
    other = TEXT.replace(", police said.", ".")
    found = {sources for *_, sources, _, figures in rows(code(other), other) if figures == "killed Three people"}
    assert found == {()}


def test_an_unrelated_paragraph_changes_no_other_row(code):
    other = TEXT.replace('"We will', 'The market sells fruit and cloth.\n\n"We will')
    assert rows(code(other), other) == rows(code(TEXT), TEXT)


def test_curly_marks_give_the_same_rows(code):
    other = TEXT.replace('"We', "“We").replace(',"', ",”")
    assert rows(code(other), other) == rows(code(TEXT), TEXT)


def test_marks_that_may_be_apostrophes_make_no_direct_speech(code):
    for mark, speech in (("'", "indirect"), ('"', "direct")):
        text = f"Minister cites {mark}human error{mark} in the report\n\nRain fell in the valley.\n"
        (claim,) = (one for one in code(text).claims if one.hops)
        assert (text[claim.quote.start : claim.quote.end], claim.speech) == ("human error", speech)


def test_what_two_say_is_told_through_one_of_them_at_most(code):
    text = "Talks\n\nMedics and witnesses said that the army told them that three men died in the town.\n"
    found = {sources for words, sources, *_ in rows(code(text), text) if words.startswith("three men")}
    assert found == {("Medics", "army")}


def test_swapped_speakers_swap_sources(code):
    other = (
        TEXT.replace("police said", "@ said")
        .replace("Hospital officials said", "Police said")
        .replace("@", "hospital officials")
    )
    found = {figures: sources for _, sources, _, figures in rows(code(other), other) if figures}
    assert found["killed Three people"] == ("hospital officials",)
    assert found["injured seven others"] == ("Police",)


def test_the_same_text_gives_the_same_draft(code):
    assert code(TEXT) == code(TEXT)


@pytest.mark.parametrize("text", ["", "\n\n", "Weather\n\nSunny.\n", "Why?\n\nWho knows?\n"])
def test_a_text_without_statements_gives_no_sources_and_no_figures(code, text):
    draft = code(text)
    assert not [claim for claim in draft.claims if claim.hops or claim.casualties]


PARTS = """Bomb kills 31 at market

Wednesday, March 4, 2020

Mayor Anna Berg said the attack was an act of cowardice. At least 31 people, including four children, were killed, \
police said. Seven others were wounded, two of them critically.
"""


def test_a_part_points_to_the_claim_of_its_whole_in_the_draft(code):
    draft = code(PARTS)
    figures = {PARTS[one.quantity.start : one.quantity.end]: one for claim in draft.claims for one in claim.casualties}
    wholes = {
        words: [PARTS[k.quantity.start : k.quantity.end] for k in draft.claims[one.subset_of].casualties]
        for words, one in figures.items()
        if one.subset_of is not None
    }
    assert wholes == {"four children": ["At least 31 people"], "two of them": ["Seven others"]}
    assert figures["At least 31 people"].subset_of is None


def test_a_part_keeps_its_link_in_the_tables(nlp):
    standard = read_standard()
    draft = code_article(Article("a", PARTS), nlp, standard.lexicon)
    coding, registries = to_coding(draft, PARTS, "coder", {})
    left = verify(coding, registries, PARTS, standard)
    reports = {
        k.values["quantity_text"]: (claim.label, k.values) for claim in left.coding.claims for k in claim.casualties
    }
    assert reports["four children"][1]["subset_of"] == reports["At least 31 people"][0]
    assert left.dropped == {}


@pytest.mark.parametrize(
    ("sentence", "figure", "source"),
    [
        ("Nine people were killed, the mayor said, and 20 others were injured.", "20 others", "the mayor"),
        ("Nine more people died, the ministry said, bringing the death toll to 40.", "40", "the ministry"),
        ("The Tarvos Relief Society has recorded 212 deaths since March.", "212 deaths", "The Tarvos Relief Society"),
        ("Tolls differed, with the opposition putting the number of dead at 50.", "50", "the opposition"),
        ("The army's assessment is that the strike killed four militants.", "four militants", "The army"),
        ("The mayor called for an inquiry into a raid that killed 13 people.", "13 people", None),
        ("The Front claimed responsibility for the bombing that killed 12 people.", "12 people", None),
        ("The army blamed the Front for a blast that wounded nine people.", "nine people", None),
        ("The rebels accuse the army of bombing a school, killing 11 pupils.", "11 pupils", "The rebels"),
        ('The Front said it had killed "more than 40 enemy troops".', "more than 40 enemy troops", "The Front"),
        ("Police said two people had died, medics four.", "four", "medics"),
    ],
)
def test_a_figure_is_of_who_gives_it_and_one_that_only_describes_a_demand_is_the_article_s(
    code, sentence, figure, source
):
    found = {
        sentence[report.quantity.start : report.quantity.end]: claim.hops
        for claim in code(sentence).claims
        for report in claim.casualties
    }
    hops = found[figure]
    assert (sentence[hops[-1].words.start : hops[-1].words.end] if hops else None) == source
