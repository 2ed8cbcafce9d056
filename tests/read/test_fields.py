"""One mapping of a seed against the contract: known keys, right types, defined terms."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.errors import Finding, Where
from reportedly.read.fields import Row, nearest, read_fields
from reportedly.read.yaml_nodes import Node
from reportedly.standard import read_standard

HERE = Where("seeds/places.yaml", 7)
PLACE = {"place_id": "tal-rahma", "name": "Tal Rahma", "kind": "city"}


def node(value: Any) -> Node:
    if isinstance(value, dict):
        return Node({key: node(child) for key, child in value.items()}, HERE)
    return Node([node(item) for item in value] if isinstance(value, list) else value, HERE)


def read(value: Any, table: str = "places", other: tuple[str, ...] = ()) -> tuple[Row, list[Finding]]:
    return read_fields(node(value), read_standard().tables[table].coded(), other, table)


def slip(column: str, value: Any, table: str = "places", **row: Any) -> Finding:
    """The one finding that a value gives, in an else valid row."""
    given = {**(PLACE if table == "places" else {}), **row, column: value}
    found, findings = read(given, table)
    assert len(findings) == 1
    assert column not in found.values
    assert findings[0].where == HERE
    return findings[0]


def test_a_valid_row_is_its_values_and_defaults():
    row, findings = read({**PLACE, "latitude": 33, "longitude": 44.5, "country": None})
    assert findings == []
    assert row == Row({**PLACE, "latitude": 33, "longitude": 44.5}, HERE)
    claim = {"quote": "x", "statement": "X.", "claim_type": "attack"}
    assert read(claim, "claims")[0].values == {
        **claim,
        "polarity": "positive",
        "certainty": "certain",
        "assertion": "stated",
        "time_basis": "none",
    }


def test_keys_of_the_caller_are_not_columns_and_not_unknown():
    assert read({**PLACE, "label": "x"}, other=("label",)) == read(PLACE)


def test_an_unknown_field_names_the_nearest():
    finding = slip("lattitude", 33)
    assert (finding.rule, finding.message) == ("fields_are_known", "unknown key 'lattitude'")
    assert finding.advice == "Did you mean 'latitude'?"


def test_an_unknown_field_near_nothing_names_the_known_ones():
    finding = slip("xyzzy", 33)
    assert finding.advice is not None
    assert finding.advice.startswith("Known keys: place_id, name, kind, ")


def test_a_computed_column_is_not_for_coders():
    assert slip("char_start", 5, "claims", quote="x", statement="X.", claim_type="attack").rule == "fields_are_known"


def test_an_unknown_term_names_the_nearest_and_lists_the_vocabulary():
    finding = slip("kind", "citty")
    assert (finding.rule, finding.message) == ("terms_are_defined", "'citty' is not a term of place_kind")
    assert (finding.value, finding.advice) == ("citty", "Did you mean 'city'?")
    assert finding.expected == "one of country, region, city, neighbourhood, facility, area"


@pytest.mark.parametrize(
    ("column", "value", "message", "expected"),
    [
        ("name", True, "name holds true or false", "text"),
        ("name", ["Tal", "Rahma"], "name holds a list", "text"),
        ("name", {"en": "Tal Rahma"}, "name holds a mapping", "text"),
        ("name", "", "name is an empty text", "text, or nothing at all"),
        ("name", " \n", "name is an empty text", "text, or nothing at all"),
        ("latitude", "33 N", "latitude holds text", "a number"),
        ("latitude", True, "latitude holds true or false", "a number"),
        ("latitude", 90.5, "latitude is out of range", "at least -90 and at most 90"),
        ("geonames_id", 1.5, "geonames_id holds a number", "a whole number"),
        ("geonames_id", 0, "geonames_id is out of range", "at least 1 and at most 2,147,483,647"),
        ("geonames_id", 2**31, "geonames_id is out of range", "at least 1 and at most 2,147,483,647"),
        ("country", "Iraq", "country has the wrong form", "to match ^[A-Z]{3}$"),
        ("country", "IRQ\n", "country has the wrong form", "to match ^[A-Z]{3}$"),
        ("place_id", "Tal Rahma", "place_id has the wrong form", "to match ^[a-z0-9][a-z0-9_.-]*$"),
    ],
)
def test_a_value_of_the_wrong_type_says_what_it_holds_and_what_it_should(column, value, message, expected):
    finding = slip(column, value)
    assert finding.rule == "types_are_right"
    assert (finding.column, finding.message, finding.expected) == (column, message, expected)


def test_a_truth_value_is_true_or_false_and_no_word():
    actor = {"actor_id": "x", "name": "X", "kind": "person"}
    assert slip("is_named", "yes", "actors", **actor).expected == "true or false"
    assert slip("is_named", 1, "actors", **actor).message == "is_named holds a whole number"


def test_a_bare_number_is_a_text_as_printed_where_text_is_wanted():
    event = {"event_id": "x", "label": "X", "event_type": "battle", "corpus_role": "focal"}
    assert read({**event, "date_edtf": 2024}, "events")[0].values["date_edtf"] == "2024"


def test_a_required_value_is_missing_or_empty():
    row, findings = read({"place_id": "tal-rahma", "kind": None})
    assert row.values == {"place_id": "tal-rahma"}
    assert [(one.rule, one.message) for one in findings] == [
        ("required_values_are_there", "kind is empty"),
        ("required_values_are_there", "name is missing"),
    ]


@pytest.mark.parametrize(
    ("value", "kind"), [("x", "text"), (["x"], "a list"), (None, "nothing"), (3, "a whole number")]
)
def test_a_row_that_is_no_mapping_is_one_finding(value, kind):
    row, findings = read(value)
    assert row.values == {}
    assert [one.message for one in findings] == [f"{kind} where a mapping of columns should stand"]


def test_every_mistake_of_a_row_is_reported():
    _, findings = read({"place_id": "X Y", "nam": "x", "kind": "citty", "latitude": "x"})
    assert sorted(one.column or "" for one in findings) == ["kind", "latitude", "nam", "name", "place_id"]


def test_nearest_is_silent_where_nothing_is_near():
    assert nearest("casualtys", ["casualties", "claims"]) == "Did you mean 'casualties'?"
    assert nearest("zzz", ["casualties", "claims"]) is None
