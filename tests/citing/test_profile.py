"""The profile: our descriptor passes, broken ones fail with a line that says where."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reportedly.citing.profile import PROFILE_PATH, as_text, follows, profile, profile_errors
from reportedly.standard import read_standard

ROOT = Path(__file__).resolve().parents[2]
STANDARD = read_standard()
DESCRIPTOR: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
Break = Callable[[dict[str, Any]], Any]


def resource(descriptor: dict[str, Any], name: str) -> dict[str, Any]:
    return next(entry for entry in descriptor["resources"] if entry["name"] == name)


def column(descriptor: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    return next(entry for entry in resource(descriptor, table)["schema"]["fields"] if entry["name"] == name)


def errors(change: Break) -> list[str]:
    descriptor = copy.deepcopy(DESCRIPTOR)
    change(descriptor)
    return profile_errors(descriptor, STANDARD)


def test_the_committed_file_is_what_the_contract_gives() -> None:
    assert (ROOT / "schemas" / PROFILE_PATH).read_text("utf-8") == as_text(STANDARD), "run python scripts/standard.py"


def test_it_is_a_json_schema_that_fetches_nothing() -> None:
    content = profile(STANDARD)
    Draft202012Validator.check_schema(content)
    text = as_text(STANDARD)
    assert '"$id"' not in text
    assert text.count('"$ref": "#/') == text.count('"$ref"')


def test_it_is_not_taken_for_a_table() -> None:
    assert "reportedly-profile" not in {path.stem for path in (ROOT / "schemas").glob("*.json")}


def test_our_descriptor_follows_it() -> None:
    assert profile_errors(DESCRIPTOR, STANDARD) == []


def allowed_words(descriptor: dict[str, Any]) -> None:
    column(descriptor, "claims", "quote").update(title="Zitat", description="Die Worte.", example="drei")
    column(descriptor, "claims", "polarity").pop("categories")


ALLOWED: dict[str, Break] = {
    "a later patch of the standard": lambda one: one.update({"reportedly:standard": "0.1.12"}),
    "a resource of one's own": lambda one: one["resources"].append({"name": "photos", "path": "photos.csv"}),
    "a property of one's own": lambda one: one.update({"acme:project": 3}),
    "tables in another order": lambda one: one["resources"].reverse(),
    "other words for a column": allowed_words,
    "a person as contributor": lambda one: one.update(contributors=[{"familyName": "N", "roles": ["author"]}]),
    "no sources": lambda one: one.pop("sources"),
    "files in another folder": lambda one: resource(one, "claims").update(path="tables/claims.parquet"),
}


@pytest.mark.parametrize("change", ALLOWED.values(), ids=ALLOWED)
def test_what_is_left_open_may_differ(change: Break) -> None:
    assert errors(change) == []


BROKEN: dict[str, tuple[Break, str]] = {
    "no title": (lambda one: one.pop("title"), "descriptor: lacks title"),
    "no licence": (lambda one: one.pop("licenses"), "descriptor: lacks licenses"),
    "no standard": (lambda one: one.pop("reportedly:standard"), "descriptor: lacks reportedly:standard"),
    "no content hash": (lambda one: one.pop("reportedly:contentHash"), "descriptor: lacks reportedly:contentHash"),
    "a standard to come": (lambda one: one.update({"reportedly:standard": "0.2.0"}), 'reportedly:standard: "0.2.0"'),
    "a standard of two numbers": (lambda one: one.update({"reportedly:standard": "0.1"}), 'reportedly:standard: "0.1"'),
    "a version that is none": (lambda one: one.update(version="latest"), 'version: "latest"'),
    "a day without a time": (lambda one: one.update(created="2026-11-21"), 'created: "2026-11-21"'),
    "another Data Package": (lambda one: one.update({"$schema": "https://example.org"}), "$schema: is"),
    "null": (lambda one: one.update(description=None), "description: None is not of type 'string'"),
    "a table less": (lambda one: one["resources"].remove(resource(one, "blocks")), "must hold one resource blocks"),
    "a table twice": (lambda one: one["resources"].append(resource(one, "blocks")), "must hold one resource blocks"),
    "a column less": (
        lambda one: resource(one, "claims")["schema"]["fields"].pop(),
        "resources.claims.schema.fields: has",
    ),
    "a column more": (
        lambda one: resource(one, "claims")["schema"]["fields"].append({"name": "mood", "type": "string"}),
        "resources.claims.schema.fields: has",
    ),
    "columns in another order": (
        lambda one: resource(one, "claims")["schema"]["fields"].reverse(),
        "resources.claims.schema.fields.",
    ),
    "another type": (
        lambda one: column(one, "claims", "char_start").update(type="string"),
        'resources.claims.schema.fields.char_start.type: is "string", must be "integer"',
    ),
    "a term more": (
        lambda one: column(one, "claims", "polarity")["constraints"]["enum"].append("neutral"),
        "resources.claims.schema.fields.polarity.constraints: is",
    ),
    "a constraint more": (
        lambda one: column(one, "events", "description").update(constraints={"minLength": 3}),
        "resources.events.schema.fields.description.constraints: is",
    ),
    "nan not named as missing": (
        lambda one: column(one, "claims", "char_start").pop("missingValues"),
        "resources.claims.schema.fields.char_start: lacks missingValues",
    ),
    "another key": (
        lambda one: resource(one, "attributions")["schema"].update(primaryKey=["claim_id"]),
        "resources.attributions.schema.primaryKey: is",
    ),
    "no foreign keys": (
        lambda one: resource(one, "claims")["schema"].pop("foreignKeys"),
        "resources.claims.schema: lacks foreignKeys",
    ),
    "columns in any order": (
        lambda one: resource(one, "claims")["schema"].update(fieldsMatch="equal"),
        "resources.claims.schema.fieldsMatch: is",
    ),
    "no file hash": (lambda one: resource(one, "claims").pop("hash"), "resources.claims: lacks hash"),
    "an MD5 hash": (lambda one: resource(one, "claims").update(hash="0" * 32), "resources.claims.hash:"),
    "a short content hash": (
        lambda one: resource(one, "claims").update({"reportedly:contentHash": "abc"}),
        "resources.claims.reportedly:contentHash:",
    ),
    "a file outside": (lambda one: resource(one, "claims").update(path="a/../../b.parquet"), "resources.claims.path:"),
    "a file elsewhere": (
        lambda one: resource(one, "claims").update(path="https://example.org/claims.parquet"),
        "resources.claims.path:",
    ),
    "a CSV file": (lambda one: resource(one, "claims").update(format="csv"), "resources.claims.format: is"),
    "fewer than no rows": (lambda one: resource(one, "claims").update(rows=-1), "resources.claims.rows:"),
    "a contributor without a word": (lambda one: one.update(contributors=[{}]), "contributors.0:"),
    "no keyword in the list": (lambda one: one.update(keywords=[]), "keywords:"),
    "a licence without name or path": (lambda one: one.update(licenses=[{"title": "Free"}]), "licenses.0:"),
}


@pytest.mark.parametrize(("change", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_descriptor_fails_and_the_line_says_where(change: Break, expected: str) -> None:
    found = errors(change)
    assert any(line.startswith(expected) or expected in line for line in found), found
    assert all(len(line) < 400 for line in found)


@pytest.mark.parametrize("descriptor", [{}, {"resources": []}, {"resources": [{}]}, {"resources": [3]}])
def test_what_is_no_package_at_all_is_reported_and_does_not_break(descriptor: dict[str, Any]) -> None:
    assert profile_errors(descriptor, STANDARD)


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("0.1.0", True),
        ("0.1.9", True),
        ("0.10.0", False),
        ("0.1", False),
        ("1.1.0", False),
        (None, False),
        (0.1, False),
    ],
)
def test_a_package_follows_a_standard_whose_first_two_numbers_it_shares(declared: object, expected: bool) -> None:
    assert follows(declared, "0.1.0") is expected
