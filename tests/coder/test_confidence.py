"""Confidence: how a source is named, how shares of few claims are drawn to wider ones, and the shipped counts."""

from __future__ import annotations

import json
from importlib import resources
from typing import get_args

import pytest

import train_confidence
from evaluation.sets import SEALED, SetName
from reportedly.coder.code import code_article
from reportedly.coder.confidence import BEFORE, SHRINK, WEIGHTS, Naming, confidence_of, naming_of, shrunk_share
from reportedly.coder.draft import Article
from reportedly.coder.model import load_model
from reportedly.standard import read_standard

NAMINGS = get_args(Naming)


@pytest.fixture(scope="module")
def shipped() -> dict[str, dict[str, dict[str, list[int]]]]:
    return json.loads(resources.files("reportedly.coder").joinpath("data/confidence.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("source", "is_elsewhere", "naming"),
    [
        ("He", False, "described"),
        ("they", True, "described"),
        ("Another witness", False, "described"),
        ("the press secretary", True, "described"),
        ("The Guardian", False, "named"),
        ("the mayor of Paris, Anne Hidalgo", True, "named_elsewhere"),
        ("Officials", False, "named"),
        ("Cook", True, "named_elsewhere"),
    ],
)
def test_a_source_is_named_or_described(source, is_elsewhere, naming):
    assert naming_of(source, is_elsewhere) == naming


def test_a_share_is_drawn_from_rule_to_family_to_naming_to_all():
    counts = {
        ("named", "harm.die"): (9.0, 10.0),
        ("named", "harm.dead"): (1.0, 4.0),
        ("named", "attribution.clause"): (20.0, 20.0),
        ("described", "harm.die"): (0.0, 6.0),
    }
    everything = (30 + SHRINK * BEFORE) / (40 + SHRINK)
    named = (30 + SHRINK * everything) / (34 + SHRINK)
    harm = (10 + SHRINK * named) / (14 + SHRINK)
    assert shrunk_share(counts, "harm.die", "named") == pytest.approx((9 + SHRINK * harm) / (10 + SHRINK))
    assert shrunk_share(counts, "harm.never_seen", "named") == pytest.approx(harm)
    assert shrunk_share(counts, "other.rule", "named") == pytest.approx(named)
    assert shrunk_share(counts, "other.rule", "none") == pytest.approx(everything)
    assert shrunk_share({}, "harm.die", "named") == pytest.approx(BEFORE)
    described = (0 + SHRINK * everything) / (6 + SHRINK)
    described_harm = (0 + SHRINK * described) / (6 + SHRINK)
    assert shrunk_share(counts, "harm.die", "described") == pytest.approx((SHRINK * described_harm) / (6 + SHRINK))


def test_the_shipped_counts_are_of_claims_judged_right_or_wrong(shipped):
    assert set(shipped) == set(WEIGHTS) == set(train_confidence.PARTS)
    for part in shipped.values():
        assert list(part) == sorted(part)
        for by_naming in part.values():
            assert set(by_naming) <= set(NAMINGS)
            assert all(0 <= right <= judged and judged > 0 for right, judged in by_naming.values())


def test_the_counts_are_written_as_the_script_writes_them(shipped):
    path = resources.files("reportedly.coder").joinpath("data/confidence.json")
    assert train_confidence.as_json(shipped) == path.read_text("utf-8")


def test_confidence_is_the_share_of_the_weighted_counts(shipped):
    counts: dict = {}
    for part, weight in WEIGHTS.items():
        for rule, by_naming in shipped[part].items():
            for naming, (right, judged) in by_naming.items():
                before = counts.get((naming, rule), (0.0, 0.0))
                counts[naming, rule] = (before[0] + weight * right, before[1] + weight * judged)
    for naming in NAMINGS:
        for rule in ("attribution.clause", "quotation.after", "harm.passive", "narration.sentence", "new.rule"):
            confidence = confidence_of(rule, naming)
            assert confidence == round(shrunk_share(counts, rule, naming), 4)
            assert 0 < confidence < 1


def test_nothing_is_counted_on_the_articles_that_judge_the_result():
    counted = {name for names in train_confidence.PARTS.values() for name in names}
    assert SetName.wikinews_sealed not in counted
    assert set(train_confidence.PARTS["unread"]) <= SEALED
    assert not set(train_confidence.PARTS["read"]) & SEALED
    assert 0 < WEIGHTS["read"] < WEIGHTS["unread"]


def test_each_claim_has_the_confidence_of_its_rule_and_of_how_it_names_its_source():
    text = (
        "Talks in Oslo\n\nPeter Cook said that the talks would go on. The spokesman said that nobody had left.\n\n"
        'Peter Cook spoke in Oslo. He was tired. "We are glad," said Cook. "It was hard."\n\n'
        "Three people were killed in the attack.\n"
    )
    draft = code_article(Article("a", text), load_model().nlp, read_standard().lexicon)
    found = {}
    for claim in draft.claims:
        source = text[claim.hops[-1].words.start : claim.hops[-1].words.end] if claim.hops else None
        found[text[claim.quote.start : claim.quote.end]] = (claim.rule, source, claim.confidence)
    rule, source, confidence = found["the talks would go on"]
    assert (source, confidence) == ("Peter Cook", confidence_of(rule, "named"))
    rule, source, confidence = found["nobody had left"]
    assert (source, confidence) == ("The spokesman", confidence_of(rule, "described"))
    rule, source, confidence = found["It was hard."]
    assert (source, confidence) == ("Cook", confidence_of(rule, "named_elsewhere"))
    rule, source, confidence = next(one for one in found.values() if one[0].startswith("harm."))
    assert (source, confidence) == (None, confidence_of(rule, "none"))
