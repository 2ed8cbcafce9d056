"""A check's result as SARIF 2.1.0: what the standard asks for, and what code scanners need beyond it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from reportedly import __version__
from reportedly.check import CheckResult, check_tables
from reportedly.check.report import FORMATS
from reportedly.check.rules import header
from reportedly.check.sarif import as_sarif
from reportedly.errors import Finding, Where

ON_A_SEED = Finding(
    rule="quote_matches_text",
    message="a claim's quote is not in its article",
    table="claims",
    key="first-report.c012",
    column="quote",
    value="“Winter fighting” went on",
    expected="“Winter fighting” goes on",
    advice="Code it as printed.",
    where=Where("seeds/codings/first report.yaml", 112),
)
ON_A_ROW = replace(ON_A_SEED, where=None)
WARNING = replace(ON_A_ROW, rule="names_are_short", message="a long name", column=None, severity="warning", advice=None)
EVERYTHING = CheckResult([ON_A_SEED, ON_A_ROW, WARNING, Finding("some_rule", "it is wrong")], 55, {"a_rule": "why not"})


def run_of(result: CheckResult) -> dict[str, Any]:
    log = json.loads(as_sarif(result))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    return dict(run)


def results_of(*findings: Finding) -> list[dict[str, Any]]:
    return list(run_of(CheckResult(list(findings), 55, {}))["results"])


@pytest.mark.parametrize("result", [EVERYTHING, CheckResult([], 55, {})], ids=["findings", "clean"])
def test_the_log_has_the_structure_of_the_standard(result):
    run = run_of(result)
    driver = run["tool"]["driver"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert driver["name"] == "reportedly"
    assert driver["semanticVersion"] == __version__
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert all(rule[part]["text"].strip() for part in ("shortDescription", "fullDescription", "help"))
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")
    assert len(run["results"]) == len(result.findings)
    for one in run["results"]:
        assert set(one) == {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"}
        assert ids[one["ruleIndex"]] == one["ruleId"]
        assert one["level"] in ("error", "warning")
        assert one["message"]["text"].strip()
        (location,) = one["locations"]
        physical = location["physicalLocation"]
        assert not physical["artifactLocation"]["uri"].startswith("/")
        assert physical["region"]["startLine"] >= 1
        for logical in location.get("logicalLocations", []):
            assert set(logical) == {"name", "fullyQualifiedName", "kind"}
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is not bool(result.not_run)
    for said in invocation.get("toolExecutionNotifications", []):
        assert ids[said["associatedRule"]["index"]] == said["associatedRule"]["id"]


def test_every_rule_of_the_standard_is_there_with_the_help_of_its_header(standard):
    rules = {rule["id"]: rule for rule in run_of(CheckResult([], 55, {}))["tool"]["driver"]["rules"]}
    assert set(rules) == set(standard.rules)
    for name, sql in standard.rules.items():
        about = header(sql)
        assert about["title"][1:] in rules[name]["shortDescription"]["text"]
        assert about["means"][1:] in rules[name]["fullDescription"]["text"]
        assert about["advice"][1:] in rules[name]["help"]["text"]


def test_a_finding_on_a_seed_has_its_file_and_line():
    (one,) = results_of(ON_A_SEED)
    place = one["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "seeds/codings/first%20report.yaml"},
        "region": {"startLine": 112},
    }


@pytest.mark.parametrize(
    ("finding", "logical"),
    [
        (ON_A_ROW, {"name": "quote", "fullyQualifiedName": "claims/first-report.c012/quote", "kind": "column"}),
        (WARNING, {"name": "first-report.c012", "fullyQualifiedName": "claims/first-report.c012", "kind": "row"}),
        (Finding("r", "m", "claims"), {"name": "claims", "fullyQualifiedName": "claims", "kind": "table"}),
    ],
)
def test_a_finding_on_a_row_has_it_as_logical_location_and_the_descriptor_as_file(finding, logical):
    (one,) = results_of(finding)
    (location,) = one["locations"]
    assert location["logicalLocations"] == [logical]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "datapackage.json"


def test_a_message_says_what_where_and_what_to_do():
    (one,) = results_of(ON_A_ROW)
    assert one["message"]["text"] == (
        "A claim's quote is not in its article [claims/first-report.c012/quote], found '“Winter fighting” went on', "
        "expected “Winter fighting” goes on. Code it as printed."
    )
    assert results_of(WARNING)[0]["level"] == "warning"


def test_a_fingerprint_outlives_a_moved_line_and_tells_findings_apart():
    here, moved, other = results_of(
        ON_A_SEED, replace(ON_A_SEED, where=Where("seeds/codings/first report.yaml", 7)), replace(ON_A_SEED, key="c2")
    )
    assert here["partialFingerprints"] == moved["partialFingerprints"] != other["partialFingerprints"]


def test_a_rule_that_could_not_run_is_a_notification_of_a_run_without_success():
    (invocation,) = run_of(CheckResult([], 50, {"subsets_have_no_cycle": "needs casualty_reports"}))["invocations"]
    assert invocation["executionSuccessful"] is False
    (said,) = invocation["toolExecutionNotifications"]
    assert said["message"]["text"] == "Not run: Needs casualty_reports."
    assert said["associatedRule"]["id"] == "subsets_have_no_cycle"


def test_what_could_not_be_verified_is_a_note_of_a_run_with_success():
    (invocation,) = run_of(CheckResult([], 55, {}, ("1 text is withheld",)))["invocations"]
    assert invocation["executionSuccessful"] is True
    assert invocation["toolExecutionNotifications"] == [
        {"level": "note", "message": {"text": "Not verified: 1 text is withheld."}}
    ]


def test_findings_of_real_tables_come_through(mini_tables, standard, edit_tables):
    edits = [{"change": "claims", "key": "first-report.c001", "set": {"quote": "Nothing of the kind"}}]
    result = check_tables(edit_tables(mini_tables, edits), standard)
    assert {one["ruleId"] for one in run_of(result)["results"]} == {finding.rule for finding in result.findings}


def test_check_offers_the_format():
    assert FORMATS["sarif"] is as_sarif
