"""Descriptors against the profile: our own passes, broken ones make findings that say where and what is expected."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from reportedly.check.package import check_package
from reportedly.check.profile import RULE, profile_findings
from reportedly.errors import Finding
from reportedly.standard import read_standard

ROOT = Path(__file__).resolve().parents[2]
STANDARD = read_standard()
DESCRIPTOR: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
Break = Callable[[dict[str, Any]], Any]
REBUILD = "Rebuild the package with `reportedly build`."
HASH = "sha256: and 64 hexadecimal digits"
CLAIMS = "$.resources[8]"
STATE = "State it in seeds/package.yaml and run `reportedly build`; without seeds, in datapackage.json."


def resource(descriptor: dict[str, Any], name: str) -> dict[str, Any]:
    return next(entry for entry in descriptor["resources"] if entry["name"] == name)


def column(descriptor: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    return next(entry for entry in resource(descriptor, table)["schema"]["fields"] if entry["name"] == name)


def findings(change: Break) -> list[Finding]:
    descriptor = copy.deepcopy(DESCRIPTOR)
    change(descriptor)
    return profile_findings(descriptor, STANDARD)


def test_our_descriptor_follows_it() -> None:
    assert profile_findings(DESCRIPTOR, STANDARD) == []


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
    assert findings(change) == []


BROKEN: dict[str, tuple[Break, tuple[Any, ...]]] = {
    "no title": (lambda one: one.pop("title"), ("$.title", None, "text", STATE)),
    "no licence": (
        lambda one: one.pop("licenses"),
        ("$.licenses", None, "a list of licences, each with name or path", STATE),
    ),
    "no standard": (
        lambda one: one.pop("reportedly:standard"),
        ("$['reportedly:standard']", None, "a value for reportedly:standard", REBUILD),
    ),
    "no content hash": (
        lambda one: one.pop("reportedly:contentHash"),
        ("$['reportedly:contentHash']", None, "a value for reportedly:contentHash", REBUILD),
    ),
    "a standard to come": (
        lambda one: one.update({"reportedly:standard": "0.2.0"}),
        ("$['reportedly:standard']", "0.2.0", r"text that matches ^0\.1\.(0|[1-9]\d*)$", REBUILD),
    ),
    "a standard of two numbers": (
        lambda one: one.update({"reportedly:standard": "0.1"}),
        ("$['reportedly:standard']", "0.1", r"text that matches ^0\.1\.(0|[1-9]\d*)$", REBUILD),
    ),
    "a version that is none": (
        lambda one: one.update(version="latest"),
        ("$.version", "latest", "a version of three numbers, such as 1.0.0", STATE),
    ),
    "a day without a time": (
        lambda one: one.update(created="2026-11-21"),
        ("$.created", "2026-11-21", "a date with time and zone, such as 2031-05-07T00:00:00Z", STATE),
    ),
    "another Data Package": (
        lambda one: one.update({"$schema": "https://example.org"}),
        ("$['$schema']", "https://example.org", DESCRIPTOR["$schema"], REBUILD),
    ),
    "null": (lambda one: one.update(description=None), ("$.description", "null", "text", STATE)),
    "a table less": (
        lambda one: one["resources"].remove(resource(one, "blocks")),
        ("$.resources", None, "one resource blocks, and no second one", REBUILD),
    ),
    "a table twice": (
        lambda one: one["resources"].append(resource(one, "blocks")),
        ("$.resources", None, "one resource blocks, and no second one", REBUILD),
    ),
    "a column less": (
        lambda one: resource(one, "claims")["schema"]["fields"].pop(),
        (f"{CLAIMS}.schema.fields", ANY, "at least 21 of them", REBUILD),
    ),
    "a column more": (
        lambda one: resource(one, "claims")["schema"]["fields"].append({"name": "mood", "type": "string"}),
        (f"{CLAIMS}.schema.fields", ANY, "21 entries", REBUILD),
    ),
    "columns in another order": (
        lambda one: resource(one, "claims")["schema"]["fields"].reverse(),
        (f"{CLAIMS}.schema.fields[0].name", "confidence", "claim_id", REBUILD),
    ),
    "another type": (
        lambda one: column(one, "claims", "char_start").update(type="string"),
        (f"{CLAIMS}.schema.fields[3].type", "string", "integer", REBUILD),
    ),
    "a term more": (
        lambda one: column(one, "claims", "polarity")["constraints"]["enum"].append("neutral"),
        (f"{CLAIMS}.schema.fields[8].constraints", ANY, ANY, REBUILD),
    ),
    "a constraint more": (
        lambda one: column(one, "events", "description").update(constraints={"minLength": 3}),
        ("$.resources[11].schema.fields[9].constraints", '{"minLength": 3}', "no such property", REBUILD),
    ),
    "nan not named as missing": (
        lambda one: column(one, "claims", "char_start").pop("missingValues"),
        (f"{CLAIMS}.schema.fields[3].missingValues", None, '["", "nan"]', REBUILD),
    ),
    "another key": (
        lambda one: resource(one, "attributions")["schema"].update(primaryKey=["claim_id"]),
        ("$.resources[4].schema.primaryKey", '["claim_id"]', '["claim_id", "hop"]', REBUILD),
    ),
    "no foreign keys": (
        lambda one: resource(one, "claims")["schema"].pop("foreignKeys"),
        (f"{CLAIMS}.schema.foreignKeys", None, ANY, REBUILD),
    ),
    "columns in any order": (
        lambda one: resource(one, "claims")["schema"].update(fieldsMatch="equal"),
        (f"{CLAIMS}.schema.fieldsMatch", "equal", "exact", REBUILD),
    ),
    "no file hash": (lambda one: resource(one, "claims").pop("hash"), (f"{CLAIMS}.hash", None, HASH, REBUILD)),
    "an MD5 hash": (
        lambda one: resource(one, "claims").update(hash="0" * 32),
        (f"{CLAIMS}.hash", "0" * 32, HASH, REBUILD),
    ),
    "a short content hash": (
        lambda one: resource(one, "claims").update({"reportedly:contentHash": "abc"}),
        (f"{CLAIMS}['reportedly:contentHash']", "abc", "text that matches ^[0-9a-f]{64}$", REBUILD),
    ),
    "a file outside": (
        lambda one: resource(one, "claims").update(path="a/../../b.parquet"),
        (f"{CLAIMS}.path", "a/../../b.parquet", ANY, REBUILD),
    ),
    "a file elsewhere": (
        lambda one: resource(one, "claims").update(path="https://example.org/claims.parquet"),
        (f"{CLAIMS}.path", "https://example.org/claims.parquet", ANY, REBUILD),
    ),
    "a CSV file": (
        lambda one: resource(one, "claims").update(format="csv"),
        (f"{CLAIMS}.format", "csv", "parquet", REBUILD),
    ),
    "fewer than no rows": (
        lambda one: resource(one, "claims").update(rows=-1),
        (f"{CLAIMS}.rows", "-1", "at least 0", REBUILD),
    ),
    "a contributor without a word": (
        lambda one: one.update(contributors=[{}]),
        ("$.contributors[0]", "{}", "not empty", STATE),
    ),
    "no keyword in the list": (lambda one: one.update(keywords=[]), ("$.keywords", "[]", "not empty", STATE)),
    "a licence without name or path": (
        lambda one: one.update(licenses=[{"title": "Free"}]),
        ("$.licenses[0]", '{"title": "Free"}', "at least one of name, path", STATE),
    ),
    "null in a property of one's own": (
        lambda one: one.update({"acme:project": None}),
        ("$['acme:project']", "null", "something other than null", STATE),
    ),
    "a size that frictionless cannot verify": (
        lambda one: resource(one, "claims").update(bytes=3),
        (f"{CLAIMS}.bytes", "3", "no such property", REBUILD),
    ),
}


@pytest.mark.parametrize(("change", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_descriptor_makes_a_finding_that_says_where_what_and_what_to_do(
    change: Break, expected: tuple[Any, ...]
) -> None:
    found = findings(change)
    shown = [(one.column, one.value, one.expected, one.advice) for one in found]
    assert expected in shown
    assert {one.rule for one in found} == {RULE}
    assert all("datapackage.json" in one.message for one in found)
    assert all(len(one.value or "") <= 100 for one in found)


def test_a_finding_on_a_table_names_the_table() -> None:
    assert [one.table for one in findings(lambda one: resource(one, "claims").update(format="csv"))] == ["claims"]


@pytest.mark.parametrize("descriptor", [{}, {"resources": []}, {"resources": [{}]}, {"resources": [3]}])
def test_what_is_no_package_at_all_is_reported_and_does_not_break(descriptor: dict[str, Any]) -> None:
    assert profile_findings(descriptor, STANDARD)


def rewritten(package: Path, change: Break) -> Path:
    path = package / "datapackage.json"
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    return package


def break_every_property(content: dict[str, Any]) -> None:
    """Properties of the package and of its tables that no other rule judges."""
    for name in ("$schema", "title", "licenses"):
        del content[name]
    content.update(name="No Slug", version="1", created="2031", sources=[{}], description=None)
    resource(content, "claims").update(format="csv", type="tabular", bytes=3)
    resource(content, "events")["schema"].update(fieldsMatch="equal")
    resource(content, "places").pop("type")


def test_the_check_reports_each_of_them_and_no_other_rule_reports_any(mini_package: Path) -> None:
    result = check_package(rewritten(mini_package, break_every_property))
    assert {finding.rule for finding in result.findings} == {RULE}
    assert {(one.table, (one.column or "").partition("].")[2] or one.column) for one in result.findings} == {
        (None, "$['$schema']"),
        *((None, f"$.{name}") for name in ("title", "licenses", "name", "version", "created", "description")),
        (None, "$.sources[0]"),
        ("claims", "format"),
        ("claims", "type"),
        ("claims", "bytes"),
        ("events", "schema.fieldsMatch"),
        ("places", "type"),
    }
    assert result.not_run == {}
    assert not result.is_clean


def break_what_others_judge(content: dict[str, Any]) -> None:
    content["reportedly:standard"] = "9.9.9"
    del content["reportedly:contentHash"]
    resource(content, "claims")["schema"]["fields"].pop()
    resource(content, "events").pop("hash")
    resource(content, "places").update(path="../places.parquet")
    content["resources"].remove(resource(content, "event_actors"))
    content["resources"].append(resource(content, "sentences"))


def test_what_another_rule_reports_is_not_reported_twice(mini_package: Path) -> None:
    rules = {finding.rule for finding in check_package(rewritten(mini_package, break_what_others_judge)).findings}
    assert {"descriptor_follows_the_standard", "published_hashes_hold", "resource_paths_stay_inside"} <= rules
    assert profile_findings(DESCRIPTOR | {"reportedly:standard": "9.9.9"}, STANDARD)
    assert RULE not in rules


def test_the_mini_dataset_follows_it(published_mini: Path) -> None:
    assert check_package(published_mini, only=RULE).findings == []
