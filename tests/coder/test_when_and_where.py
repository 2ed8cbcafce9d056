"""Time and place of a claim: its own words', or none. The article is dated Wednesday, 4 March 2020."""

from __future__ import annotations

import pytest

from reportedly.coder.blocks import TextBlock
from reportedly.coder.model import load_model
from reportedly.coder.parse import parse_blocks
from reportedly.coder.places import find_places
from reportedly.coder.when_and_where import read_circumstances
from reportedly.read.locate import Span

# The quote stands between brackets.
CASES = [
    ("[Three people were killed on Tuesday], police said.", "on Tuesday", "2020-03-03", None),
    ("On Tuesday, police said, [three people were killed in Aleppo].", "On Tuesday", "2020-03-03", "aleppo-syria"),
    ("Police said on Tuesday that [three people had been killed].", None, None, None),
    ("[The army took the town on 2 March and left it on 3 March].", None, None, None),
    ("[Two people were wounded in Mosul, Iraq].", None, None, "mosul-iraq"),
    ("[Shells fell in Iraq and in Syria].", None, None, None),
    ("[Iraq condemned the attack].", None, None, None),
    ("[The attack came after the strike].", "after the strike", None, None),
    ("[Nobody was hurt].", None, None, None),
]


@pytest.fixture(scope="module")
def nlp():
    return load_model().nlp


@pytest.mark.parametrize(("marked", "words", "edtf", "place"), CASES)
def test_a_claim_has_the_time_and_the_place_of_its_own_words(nlp, marked, words, edtf, place):
    quote = Span(marked.index("["), marked.index("]") - 1)
    text = marked.replace("[", "").replace("]", "")
    blocks = parse_blocks(text, (TextBlock("body", Span(0, len(text))),), nlp)
    (found,) = read_circumstances(blocks, [quote], find_places(blocks), text, "2020-03-04")
    assert (found.time and found.time.text, found.time and found.time.edtf) == (words, edtf)
    assert (found.place and found.place.place_id) == place


def test_a_quote_that_no_sentence_holds_has_neither(nlp):
    text = "It rained on Tuesday. It snowed in Aleppo."
    blocks = parse_blocks(text, (TextBlock("body", Span(0, len(text))),), nlp)
    (found,) = read_circumstances(blocks, [Span(10, 30)], find_places(blocks), text, "2020-03-04")
    assert (found.time, found.place) == (None, None)
