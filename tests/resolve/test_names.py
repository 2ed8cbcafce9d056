"""Mentions of actors: each stretch of the text counts for the longest form that is listed for it."""

from __future__ import annotations

from reportedly.errors import Where
from reportedly.read.fields import Row
from reportedly.read.locate import Span
from reportedly.read.records import NameForm
from reportedly.resolve import count_mentions

HERE = Where("seeds/codings/x.yaml", 9)


def form(name: str, actor: str = "group", only_in: tuple[tuple[int, int], ...] | None = None) -> NameForm:
    spans = None if only_in is None else tuple(Span(*span) for span in only_in)
    return NameForm(Row({"name": name, "actor_id": actor, "name_kind": "variant"}, HERE), spans)


def counts(text: str, *forms: NameForm) -> dict[tuple[str, str], tuple[int, int]]:
    counted, findings = count_mentions(text, forms)
    assert findings == []
    return {
        (one.row.values["actor_id"], one.row.values["name"]): (found["mentions"], found["first_char_start"])
        for one, found in counted
    }


def slips(text: str, *forms: NameForm) -> list[str]:
    _, findings = count_mentions(text, forms)
    assert {finding.rule for finding in findings} <= {"names_mean_one_actor"}
    assert {finding.where for finding in findings} <= {HERE}
    return [finding.message for finding in findings]


def test_a_form_is_counted_wherever_it_stands_as_a_whole_word():
    assert counts("Hama met Hamas. Hama!", form("Hama")) == {("group", "Hama"): (2, 0)}


def test_a_form_inside_a_longer_one_counts_for_the_longer_only():
    text = "the Northern Brigade, the Brigade and the Northern Brigade"
    assert counts(text, form("Brigade"), form("Northern Brigade")) == {
        ("group", "Northern Brigade"): (2, 4),
        ("group", "Brigade"): (1, 26),
    }


def test_the_order_of_the_forms_does_not_matter():
    text = "Kata’ib Hezbollah and Hezbollah"
    forms = [form("Hezbollah", "hezbollah"), form("Kata’ib Hezbollah", "kataib")]
    expected = {("kataib", "Kata’ib Hezbollah"): (1, 0), ("hezbollah", "Hezbollah"): (1, 22)}
    assert counts(text, *forms) == counts(text, *reversed(forms)) == expected


def test_a_form_that_stands_only_inside_longer_ones_is_a_finding():
    text = "Kata’ib Hezbollah said"
    assert slips(text, form("Hezbollah"), form("Kata’ib Hezbollah")) == [
        "'Hezbollah' stands only inside longer listed forms"
    ]


def test_a_form_that_means_two_actors_is_a_finding_that_names_the_other():
    assert slips("the group and the group", form("the group", "one"), form("the group", "two")) == [
        "'the group' is listed for one too"
    ]


def test_stretches_tell_which_actor_a_form_means():
    text = "the group hit the group"
    both = form("the group", "one", ((0, 9),)), form("the group", "two", ((14, 23),))
    assert counts(text, *both) == {("one", "the group"): (1, 0), ("two", "the group"): (1, 14)}


def test_a_form_without_stretches_takes_what_the_stretches_leave():
    text = "the group hit the group, said the group"
    assert counts(text, form("the group", "one"), form("the group", "two", ((14, 23),))) == {
        ("one", "the group"): (2, 0),
        ("two", "the group"): (1, 14),
    }


def test_a_stretch_inside_a_longer_form_does_not_count():
    text = "the group’s leader"
    assert slips(text, form("the group", only_in=((0, 9),)), form("the group’s leader", "leader")) == [
        "'the group' stands only inside longer listed forms"
    ]


def test_no_forms_give_no_mentions():
    assert counts("the group") == {}
