"""Harm that is denied, called untrue or left open: whose the figure is, and what he says of it."""

from __future__ import annotations

import pytest

from reportedly.coder.code import code_article
from reportedly.coder.draft import Article
from reportedly.coder.model import load_model
from reportedly.coder.to_coding import to_coding
from reportedly.coder.verify import verify
from reportedly.standard import read_standard


@pytest.fixture(scope="module")
def code():
    nlp, lexicon = load_model().nlp, read_standard().lexicon
    return lambda text: code_article(Article("a", text), nlp, lexicon)


def _figures(draft, text):
    """Of each figure who tells it, and polarity, certainty and assertion of the claim."""
    return {
        text[report.quantity.start : report.quantity.end]: (
            text[claim.hops[-1].words.start : claim.hops[-1].words.end] if claim.hops else None,
            f"{claim.polarity} {claim.certainty} {claim.assertion}",
        )
        for claim in draft.claims
        for report in claim.casualties
    }


DENIED, STATED, OPEN = "negative certain denied", "positive certain stated", "positive unstated stated"


@pytest.mark.parametrize(
    ("sentence", "figure", "source", "stance"),
    [
        ("The army denied that three farmers were killed.", "three farmers", "The army", DENIED),
        ("The army denied killing three farmers.", "three farmers", "The army", DENIED),
        ("The army denied the killing of three farmers.", "three farmers", "The army", DENIED),
        ("The army rejected charges of killing three farmers.", "three farmers", "The army", DENIED),
        ("The army denied it had shelled the market, killing three people.", "three people", "The army", DENIED),
        ("The ministry dismissed as lies the claim that 12 people had died.", "12 people", "The ministry", DENIED),
        ("The army disputed the toll of 12 dead.", "12", "The army", DENIED),
        ("Lund has pleaded not guilty to killing two women.", "two women", "Lund", DENIED),
        ("Police said it was untrue that three people had died.", "three people", "Police", DENIED),
        ("The rumour that three people had died was false, police said.", "three people", "police", DENIED),
        ("It is not true that 12 people died.", "12 people", None, DENIED),
        # What is only described or taken for granted is not denied, and is the article's.
        ("The army denied responsibility for the strike that killed three farmers.", "three farmers", None, STATED),
        ("The army denied any role in the raid, in which three people were killed.", "three people", None, STATED),
        ("The army denied that its men had fired on the three dead farmers.", "the three dead farmers", None, STATED),
        ("The army denied the charge, saying three fighters were killed.", "three fighters", "The army", STATED),
        ("Lund pleaded guilty to the murder of two women.", "two women", "Lund", STATED),
        # What nobody confirms commits nobody.
        ("The ministry could not confirm that 12 people had died.", "12 people", None, OPEN),
        ("The ministry was unable to confirm that 12 people had died.", "12 people", None, OPEN),
        ("The agency could not verify the reports that 12 people had died.", "12 people", None, OPEN),
        (
            "The coalition said it was investigating reports that three farmers were hurt.",
            "three farmers",
            "The coalition",
            OPEN,
        ),
        ("The army is looking into claims that 12 villagers were killed.", "12 villagers", "The army", OPEN),
        ("Nobody has confirmed that the three were killed.", "the three", None, OPEN),
        ("The ministry confirmed that 12 people had died.", "12 people", "The ministry", STATED),
    ],
)
def test_a_denial_keeps_its_number_and_says_that_it_is_not_so(code, sentence, figure, source, stance):
    assert _figures(code(sentence), sentence)[figure] == (source, stance)


@pytest.mark.parametrize(
    ("sentence", "figure", "certainty", "hedge"),
    [
        ("The army is believed to have killed 12 people.", "12 people", "probable", "believed"),
        ("The blast appears to have killed 12 people.", "12 people", "probable", "appears"),
        ("Twelve people are feared dead.", "Twelve people", "probable", "feared"),
        ("A video appeared to show soldiers shooting two unarmed men.", "two unarmed men", "probable", "appeared"),
        ("The blast may have killed 12 people.", "12 people", "possible", "may"),
        ("The army allegedly killed 12 people.", "12 people", "unstated", None),
        ("The army killed 12 people.", "12 people", "certain", None),
    ],
)
def test_a_figure_is_as_sure_as_the_words_over_it_say(code, sentence, figure, certainty, hedge):
    (claim,) = [one for one in code(sentence).claims if one.casualties]
    (report,) = claim.casualties
    told = sentence[claim.hedge.start : claim.hedge.end] if claim.hedge else None
    assert sentence[report.quantity.start : report.quantity.end] == figure
    assert (claim.certainty, told) == (certainty, hedge)


def test_a_denied_number_passes_the_rules_and_sets_no_absence(code):
    text, standard = "The army denied that three farmers were killed.", read_standard()
    coding, registries = to_coding(code(text), text, "coder", {})
    left = verify(coding, registries, text, standard)
    (claim,) = [one for one in left.coding.claims if one.casualties]
    assert left.dropped == {}
    assert (claim.values["polarity"], claim.values["assertion"], claim.values.get("absence")) == (
        "negative",
        "denied",
        None,
    )
