"""One definition of each column, many outputs: all of them agree, and pandera's findings are in our words."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly.assemble.tables import to_table
from reportedly.check.columns import check_values
from reportedly.errors import Finding
from reportedly.standard import Field, read_standard
from reportedly.standard.dates import read_edtf
from reportedly.standard.to_arrow import arrow_schema
from reportedly.standard.to_pandera import pandera_schema

STANDARD = read_standard()
TABLES = list(STANDARD.tables)
FIELDS = [
    pytest.param(table, field, id=f"{name}.{field.name}")
    for name, table in STANDARD.tables.items()
    for field in table.fields
]

# The one place where the tests spell out what a type of the contract becomes.
ARROW = {"string": "string", "integer": "int32", "number": "double", "boolean": "bool", "date": "date32[day]"}
PANDAS = {"string": "string", "integer": "Int32", "number": "Float64", "boolean": "boolean", "date": "datetime64"}
PYTHON = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "date": str}


def written(repo_root, table: str) -> dict[str, Any]:
    return json.loads((repo_root / "schemas" / f"{table}.json").read_text("utf-8"))


def published(repo_root, table: str) -> dict[str, Any]:
    descriptor = json.loads((repo_root / "datapackage.json").read_text("utf-8"))
    return next(entry["schema"] for entry in descriptor["resources"] if entry["name"] == table)


# What pandera finds -------------------------------------------------------------------------------------------------


def places(edit_tables, mini_tables, **cells: Any) -> list[Finding]:
    """What pandera finds when cells of the place `depot` hold other values."""
    edited = edit_tables(mini_tables, [{"change": "places", "key": "depot", "set": cells}])
    return check_values(edited["places"], STANDARD.tables["places"])


def test_a_word_that_is_no_term_is_shown_with_the_terms(edit_tables, mini_tables):
    assert places(edit_tables, mini_tables, kind="hut") == [
        Finding(
            "terms_are_defined",
            "a word that is no term of its vocabulary",
            "places",
            "depot",
            "kind",
            "hut",
            "one of country, region, city, neighbourhood, facility, area",
            "Use a term of the vocabulary (CODEBOOK.md lists them).",
        )
    ]


def test_a_missing_value_is_shown_with_what_the_column_means(edit_tables, mini_tables):
    assert places(edit_tables, mini_tables, name=None) == [
        Finding(
            "required_values_are_there",
            "a value that must be stated is missing",
            "places",
            "depot",
            "name",
            None,
            STANDARD.tables["places"].by_name["name"].description,
        )
    ]


def test_a_value_without_its_form_is_shown_with_the_form(edit_tables, mini_tables):
    found = places(edit_tables, mini_tables, country="xxa")
    assert [(one.rule, one.value, one.expected) for one in found] == [
        ("values_have_their_form", "xxa", "to match ^[A-Z]{3}$")
    ]


def test_an_empty_text_is_no_way_to_say_that_nothing_is_stated(edit_tables, mini_tables):
    found = places(edit_tables, mini_tables, name="")
    assert [(one.rule, one.value, one.expected) for one in found] == [
        ("values_have_their_form", "", "text, or null where not stated")
    ]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [("latitude", 91.0, "at most 90"), ("longitude", -180.5, "at least -180"), ("geonames_id", 0, "at least 1")],
)
def test_a_number_out_of_range_is_shown_with_the_bound(column, value, expected, edit_tables, mini_tables):
    found = places(edit_tables, mini_tables, **{column: value})
    assert [(one.rule, one.column, one.value, one.expected) for one in found] == [
        ("values_are_in_range", column, str(value), expected)
    ]


@pytest.mark.parametrize(("column", "value"), [("latitude", -90.0), ("latitude", 90.0), ("geonames_id", 1)])
def test_the_bounds_themselves_are_in_range(column, value, edit_tables, mini_tables):
    assert places(edit_tables, mini_tables, **{column: value}) == []


def test_a_key_that_stands_three_times_is_one_finding(edit_tables, mini_tables):
    again = {"add": "blocks", "like": "first-report / 2", "set": {}}
    thrice = edit_tables(mini_tables, [again]) | {}
    blocks = pa.concat_tables([thrice["blocks"], mini_tables["blocks"].slice(2, 1)])
    found = check_values(blocks, STANDARD.tables["blocks"])
    assert [(one.rule, one.key, one.value, one.expected) for one in found] == [
        ("keys_are_unique", "first-report / 2", "first-report / 2", "a key that no other row has")
    ]


def test_every_fault_of_a_row_is_a_finding_and_one_fault_is_one_though_two_checks_see_it(edit_tables, mini_tables):
    found = places(edit_tables, mini_tables, country="", kind=None, latitude=-91.0)
    assert sorted((one.rule, one.column) for one in found) == [
        ("required_values_are_there", "kind"),
        ("values_are_in_range", "latitude"),
        ("values_have_their_form", "country"),
    ]


def test_a_line_end_behind_a_value_is_not_its_form(edit_tables, mini_tables):
    assert [one.rule for one in places(edit_tables, mini_tables, country="XXA\n")] == ["values_have_their_form"]


# One definition, many outputs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_every_output_has_the_same_columns_in_the_same_order(table, repo_root):
    columns = [field["name"] for field in written(repo_root, table)["fields"]]
    assert list(STANDARD.tables[table].columns) == columns
    assert arrow_schema(STANDARD.tables[table], STANDARD.version).names == columns
    assert list(pandera_schema(STANDARD.tables[table]).columns) == columns
    assert [field["name"] for field in published(repo_root, table)["fields"]] == columns
    assert pq.read_schema(repo_root / "dataset" / f"{table}.parquet").names == columns


@pytest.mark.parametrize("table", TABLES)
def test_every_output_gives_a_column_the_same_type(table, repo_root):
    types = {field["name"]: field["type"] for field in written(repo_root, table)["fields"]}
    arrow = {name: ARROW[type] for name, type in types.items()}
    assert {one.name: str(one.type) for one in arrow_schema(STANDARD.tables[table], STANDARD.version)} == arrow
    assert {one.name: str(one.type) for one in pq.read_schema(repo_root / "dataset" / f"{table}.parquet")} == arrow
    assert {field["name"]: field["type"] for field in published(repo_root, table)["fields"]} == types
    for name, column in pandera_schema(STANDARD.tables[table]).columns.items():
        assert str(column.dtype).startswith(PANDAS[types[name]])


@pytest.mark.parametrize("table", TABLES)
def test_every_output_allows_null_in_the_same_columns(table, repo_root):
    def required(schema: dict[str, Any]) -> set[str]:
        return {field["name"] for field in schema["fields"] if field.get("constraints", {}).get("required")}

    due = required(written(repo_root, table))
    assert required(published(repo_root, table)) == due
    for schema in (
        arrow_schema(STANDARD.tables[table], STANDARD.version),
        pq.read_schema(repo_root / "dataset" / f"{table}.parquet"),
    ):
        assert {field.name for field in schema if not field.nullable} == due
    columns = pandera_schema(STANDARD.tables[table]).columns
    assert {name for name, column in columns.items() if not column.nullable} == due


@pytest.mark.parametrize("table", TABLES)
def test_every_output_has_the_same_terms(table, repo_root):
    for field in published(repo_root, table)["fields"]:
        vocabulary = STANDARD.tables[table].by_name[field["name"]].vocabulary
        stated = field.get("constraints", {}).get("enum")
        checks = pandera_schema(STANDARD.tables[table]).columns[field["name"]].checks
        allowed = [check.statistics["allowed_values"] for check in checks if check.name == "enum"]
        assert stated == (list(vocabulary.names) if vocabulary else None)
        assert [list(terms) for terms in allowed] == ([stated] if stated else [])
        assert [entry["value"] for entry in field.get("categories", [])] == (stated or [])


@pytest.mark.parametrize("table", TABLES)
def test_keys_name_columns_that_are_there_and_the_primary_key_is_never_null(table, repo_root):
    contract = STANDARD.tables[table]
    assert all(contract.by_name[column].required for column in contract.primary_key)
    assert set(contract.sort) <= set(contract.columns)
    assert published(repo_root, table)["primaryKey"] == list(contract.primary_key)
    for key in contract.foreign_keys:
        target = STANDARD.tables[key.table]
        assert contract.by_name[key.field].type == target.by_name[key.target].type
        assert contract.by_name[key.field].pattern == target.by_name[key.target].pattern
        assert target.primary_key == (key.target,)


@pytest.mark.parametrize("table", TABLES)
def test_the_example_row_made_of_the_examples_passes_the_check(table):
    contract = STANDARD.tables[table]
    row = {field.name: example(field) for field in contract.fields}
    assert check_values(to_table([row], contract, STANDARD.version), contract) == []


def example(field: Field) -> Any:
    """A field's example as a cell: the contract writes dates as text."""
    days = read_edtf(str(field.example)) if field.type == "date" else None
    return days.start if days else field.example


# The contract itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_every_column_has_title_description_and_an_example_that_obeys_its_constraints(table, field):
    assert field.title
    assert field.description
    assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)
    assert isinstance(field.example, PYTHON[field.type])
    assert isinstance(field.example, bool) == (field.type == "boolean")
    if field.vocabulary:
        assert field.example in field.vocabulary.names
    if field.pattern:
        assert re.fullmatch(field.pattern, str(field.example))
    if field.minimum is not None:
        assert field.example >= field.minimum
    if field.maximum is not None:
        assert field.example <= field.maximum
    if field.name.endswith("_edtf") or field.name == "published":
        assert read_edtf(field.example)
    assert table.by_name[field.name] is field


def test_a_default_is_a_term_of_its_vocabulary():
    defaults = [field for table in STANDARD.tables.values() for field in table.fields if field.default is not None]
    assert defaults
    assert all(field.vocabulary and field.default in field.vocabulary.names for field in defaults)


def test_one_name_has_one_type_and_one_form_in_all_tables():
    forms = defaultdict(set)
    for table in STANDARD.tables.values():
        for field in table.fields:
            forms[field.name].add((field.type, field.pattern))
    assert {name: found for name, found in forms.items() if len(found) > 1} == {}


def test_names_of_columns_tell_what_they_hold():
    for table in STANDARD.tables.values():
        for field in table.fields:
            assert field.name.startswith("is_") <= (field.type == "boolean")
            assert field.name.endswith(("_start", "_end")) <= (field.type in ("integer", "date"))
            assert field.name.endswith(("_text", "_edtf")) <= (field.type == "string")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_named_like_its_file_and_says_what_it_is(table, repo_root):
    schema = written(repo_root, table)
    assert schema["name"] == table
    assert schema["title"]
    assert schema["description"].endswith(".")
    assert schema["reportedly:layer"] in ("text", "assertion", "resolution")


def test_every_vocabulary_is_used():
    used = {field.vocabulary.name for table in STANDARD.tables.values() for field in table.fields if field.vocabulary}
    assert used == set(STANDARD.vocabularies)


@pytest.mark.parametrize("vocabulary", STANDARD.vocabularies.values(), ids=lambda one: one.name)
def test_every_vocabulary_names_its_source_and_defines_its_terms(vocabulary):
    assert vocabulary.title
    assert vocabulary.source
    assert vocabulary.terms
    for term in vocabulary.terms:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", term.name)
        assert term.definition


def test_every_definition_is_whole():
    whole = (".", "'")
    terms = [(one.name, term) for one in STANDARD.vocabularies.values() for term in one.terms]
    assert [f"{name}.{term.name}" for name, term in terms if not term.definition.endswith(whole)] == []


def test_no_two_terms_are_defined_in_the_same_words():
    terms = defaultdict(set)
    for vocabulary in STANDARD.vocabularies.values():
        for term in vocabulary.terms:
            terms[term.definition].add(f"{vocabulary.name}.{term.name}")
    assert {definition: names for definition, names in terms.items() if len(names) > 1} == {}


def test_every_flag_of_a_term_is_one_that_a_rule_or_the_reader_asks_for(repo_root):
    flags = {flag for vocabulary in STANDARD.vocabularies.values() for term in vocabulary.terms for flag in term.flags}
    asked = "\n".join(
        path.read_text("utf-8")
        for folder, kind in (("schemas", "*.sql"), ("src", "*.py"))
        for path in (repo_root / folder).rglob(kind)
    )
    assert {flag for flag in flags if not re.search(rf"['\"]{flag}['\"]", asked)} == set()
