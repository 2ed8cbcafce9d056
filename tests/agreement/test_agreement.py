"""Agreement of two codings, worked out by hand on small ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.agreement.adjudication import Disagreement, check_adjudication, disagreements
from reportedly.agreement.match import overlap, pair_figures, pair_units
from reportedly.agreement.measure import measure
from reportedly.agreement.report import as_markdown, compute, outputs
from reportedly.agreement.units import FIELDS, Figure, Unit
from reportedly.read.locate import Span

ROOT = Path(__file__).resolve().parents[2]


def unit(
    label: str, start: int, end: int, statement: str = "It is so.", figures: tuple[Figure, ...] = (), **fields: str
):
    values = dict.fromkeys(FIELDS, "same") | fields
    return Unit("a1", label, Span(start, end), "x" * (end - start), statement, values, figures)


def spans() -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(spans(), spans())
def test_overlap_is_symmetric_and_between_nothing_and_all(one, other):
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= 1
    assert overlap(one, one) == 1


def test_claims_pair_only_where_at_least_half_of_their_words_are_shared():
    first = [unit("c001", 0, 10), unit("c002", 20, 30)]
    second = [unit("c001", 5, 10), unit("c002", 26, 40)]
    assert [(a.label, b.label) for a, b in pair_units(first, second)] == [("c001", "c001")]


def test_of_claims_on_one_stretch_those_with_like_statements_pair():
    first = [unit("c001", 0, 10, "The strike was in Baghdad."), unit("c002", 0, 10, "The US carried out the strike.")]
    second = [unit("c001", 0, 10, "The US carried it out."), unit("c002", 0, 10, "It was in Baghdad.")]
    assert {(a.label, b.label) for a, b in pair_units(first, second)} == {("c001", "c002"), ("c002", "c001")}


def test_as_many_claims_pair_as_can_even_where_a_greedy_choice_would_leave_one_alone():
    # c001 fits both, c002 fits only the first of the second coding: the greedy pair (c001, c001) would leave c002.
    first = [unit("c001", 0, 10), unit("c002", 0, 6)]
    second = [unit("c001", 0, 9), unit("c002", 4, 12)]
    assert len(pair_units(first, second)) == 2


def test_the_compared_fields_play_no_part_in_the_pairing():
    first = [unit("c001", 0, 10, "The car was hit.", claim_type="target")]
    second = [
        unit("c001", 0, 10, "The car was hit.", claim_type="attack"),
        unit("c002", 0, 10, "Other.", claim_type="target"),
    ]
    assert [(a.label, b.label) for a, b in pair_units(first, second)] == [("c001", "c001")]


def test_alpha_of_a_hand_worked_example():
    """Four pairs (a,a) (a,a) (b,b) (a,b): o_ab = 1 of n = 8 values, n_a = 5, n_b = 3.

    Observed disagreement 2/8; expected 2*5*3 / (8*7) = 30/56; alpha = 1 - (2/8)/(30/56) = 8/15.
    """
    pairs = [("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")]
    first = [unit(f"c{n}", n * 10, n * 10 + 5, polarity=one) for n, (one, _) in enumerate(pairs)]
    second = [unit(f"c{n}", n * 10, n * 10 + 5, polarity=other) for n, (_, other) in enumerate(pairs)]
    result = measure(first, second)
    assert result["summary"]["fields"]["polarity"] == {"alpha": 0.533, "agreement": 0.75, "items": 4}
    assert result["terms"]["polarity"]["b"] == {"first": 1, "second": 2, "both": 1, "agreement": 0.667}


def test_alpha_is_not_defined_where_only_one_term_was_used():
    one = [unit("c001", 0, 10)]
    assert measure(one, one)["summary"]["fields"]["polarity"]["alpha"] is None
    assert "not defined" in as_markdown(measure(one, one))


def test_claims_f1_counts_pairs_against_both_codings():
    first = [unit("c001", 0, 10), unit("c002", 20, 30), unit("c003", 40, 50)]
    assert measure(first, first[:1])["summary"]["claims"] == {"f1": 0.5, "matched": 1, "first": 3, "second": 1}


def test_figures_are_equal_in_harm_and_both_bounds_and_only_where_the_quotes_overlap():
    three, at_least = Figure("killed", 3, 3), Figure("killed", 3, None)
    first = [unit("c001", 0, 10, figures=(three,)), unit("c002", 20, 30, figures=(three,))]
    second = [unit("c001", 0, 10, figures=(at_least,)), unit("c002", 22, 30, figures=(three,))]
    assert pair_figures(first, second) == 1


def test_every_difference_is_a_disagreement():
    first = [unit("c001", 0, 10, polarity="positive"), unit("c002", 20, 30)]
    second = [unit("c001", 0, 10, polarity="negative"), unit("c002", 40, 50)]
    assert disagreements(first, second) == [
        Disagreement("a1", "c001", "c001", "polarity"),
        Disagreement("a1", "c002", None, None),
        Disagreement("a1", None, "c002", None),
    ]


@pytest.fixture
def adjudicated(tmp_path):
    def write(text: str) -> Path:
        folder = tmp_path / "seeds" / "codings"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "adjudication.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_disagreement_that_nobody_decided_is_a_finding(adjudicated):
    root = adjudicated(
        "- {article_id: a1, first: c001, second: c001, field: polarity, decision: first, reason: As printed.}\n"
    )
    first = [unit("c001", 0, 10, polarity="positive"), unit("c002", 20, 30)]
    second = [unit("c001", 0, 10, polarity="negative")]
    assert [finding.message for finding in check_adjudication(root, first, second)] == ["not decided: a1: first c002"]


def test_a_decision_about_nothing_without_a_reason_or_of_an_unknown_kind_is_a_finding(adjudicated):
    root = adjudicated(
        "- {article_id: a1, first: c009, decision: keep, reason: Because.}\n"
        "- {article_id: a1, first: c002, decision: keep}\n"
        "- {article_id: a1, second: c002, decision: keep, reason: Because.}\n"
        "- {article_id: a1, first: c001, field: time_text, decision: other, reason: Misread., found: in review}\n"
    )
    found = check_adjudication(root, [unit("c002", 20, 30)], [unit("c002", 40, 50)])
    assert [(finding.where.line, finding.message.split(",")[0]) for finding in found] == [
        (1, "a decision about nothing (a1: first c009)"),
        (2, "a decision without a reason"),
        (3, "the decision 'keep'"),
    ]


def test_the_published_figures_are_those_of_the_two_codings_and_every_disagreement_is_decided():
    result, findings = compute(ROOT)
    assert [finding.message for finding in findings] == []
    stale = [path for path, text in outputs(ROOT, result).items() if (ROOT / path).read_text("utf-8") != text]
    assert stale == [], "run python scripts/agreement.py"
