"""Every rule against bad rows: it reports exactly them, and no other rule reports anything.

The cases of a rule lie in `tests/rules/<rule>.yaml`, as edits of the mini dataset (see `edit_tables` in conftest) and
the findings that they must cause; a case that expects none shows what the rule allows. No two cases of a rule break the
same row, so that one run of the whole check judges them together. `also` names a rule that the same corruption breaks
of necessity, and why.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.assemble.tables import row_key, to_table
from reportedly.check import check_tables
from reportedly.check.columns import COLUMN_RULES, STRUCTURE_RULE, check_values
from reportedly.check.rules import header
from reportedly.standard import read_standard

FIXTURES = Path(__file__).resolve().parents[1] / "rules"
RULES_WITH_CASES = sorted(path.stem for path in FIXTURES.glob("*.yaml"))
STANDARD = read_standard()


def cases(rule: str) -> list[dict[str, Any]]:
    return yaml.safe_load((FIXTURES / f"{rule}.yaml").read_text("utf-8"))["cases"]


def found(findings, expected):
    """Findings as tuples, with the column only where the case expects one."""
    with_column = {(row["table"], row.get("key")) for row in expected if "column" in row}
    return Counter(
        (one.table, one.key, one.column if (one.table, one.key) in with_column else None) for one in findings
    )


@pytest.fixture(scope="session")
def values_of_mini(mini_tables, standard):
    """What the contract says of the values of each table as it is. A table's findings depend on no other table."""
    return {name: check_values(table, standard.tables[name]) for name, table in mini_tables.items()}


@pytest.fixture
def remembered(values_of_mini, mini_tables, monkeypatch):
    """Tables that no edit touched are held against their contract once a session, not once a rule."""

    def check_or_remember(table, contract):
        is_as_it_was = table is mini_tables[contract.name]
        return values_of_mini[contract.name] if is_as_it_was else check_values(table, contract)

    monkeypatch.setattr("reportedly.check.tables.check_values", check_or_remember)


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("rule", RULES_WITH_CASES)
def test_a_rule_reports_exactly_the_broken_rows_and_no_other_rule_reports_any(rule, mini_tables, edit_tables, standard):
    broken = cases(rule)
    expected = [row for case in broken for row in case["expect"]]
    also = {name for case in broken for name in case.get("also", {})}
    result = check_tables(edit_tables(mini_tables, [edit for case in broken for edit in case["edits"]]), standard)
    own = [finding for finding in result.findings if finding.rule == rule]
    assert found(own, expected) == Counter((row["table"], row.get("key"), row.get("column")) for row in expected)
    assert {finding.rule for finding in result.findings} - {rule} == also
    if rule != STRUCTURE_RULE:
        assert result.not_run == {}


def test_the_mini_dataset_breaks_no_rule(mini, standard):
    result = check_tables(mini.tables, standard, mini.places)
    assert mini.findings == []
    assert result.findings == []
    assert result.not_run == {}
    assert result.is_clean


def test_every_rule_has_bad_rows_and_all_bad_rows_have_a_rule(repo_root):
    files = {path.stem for path in (repo_root / "schemas" / "rules").glob("*.sql")}
    assert files == set(STANDARD.rules)
    assert {path.stem for path in FIXTURES.iterdir()} == files | set(COLUMN_RULES)
    assert all(path.suffix == ".yaml" for path in FIXTURES.iterdir())


@pytest.mark.parametrize("rule", RULES_WITH_CASES)
def test_the_cases_of_a_rule_say_what_they_break_and_one_of_them_is_reported(rule):
    assert all(set(case) <= {"about", "edits", "expect", "also"} for case in cases(rule))
    assert all(case["about"] and case["edits"] for case in cases(rule))
    assert any(case["expect"] for case in cases(rule))
    assert all(reason for case in cases(rule) for reason in case.get("also", {}).values())


@pytest.mark.parametrize("rule", STANDARD.rules)
def test_a_rule_file_says_what_is_wrong_what_it_means_and_what_to_do(rule):
    about = header(STANDARD.rules[rule])
    assert {"title", "means", "advice"} <= set(about) <= {"title", "means", "advice", "severity", "scope", "reads"}
    assert all(about.values())
    assert about["title"][0].islower()
    assert about["advice"].endswith(".")
    assert about.get("severity", "error") in ("error", "warning")


def test_every_foreign_key_of_the_contract_is_followed(mini_tables, standard):
    """Each key column of one row of each table points nowhere; each must be reported."""
    broken = dict(mini_tables)
    due = set()
    for name, contract in standard.tables.items():
        if not contract.foreign_keys:
            continue
        row = mini_tables[name].to_pylist()[0] | {key.field: "points-nowhere" for key in contract.foreign_keys}
        broken[name] = to_table([row], contract, standard.version)
        due |= {(name, row_key(contract, row), key.field) for key in contract.foreign_keys}
    result = check_tables(broken, standard, only="foreign_keys_resolve")
    reported = {(one.table, one.key, one.column) for one in result.findings if one.value == "points-nowhere"}
    assert reported == due


def test_of_many_ids_that_point_nowhere_the_first_have_advice(mini_tables, standard):
    """The nearest id is looked for among all; a file of another dataset would make that take for ever."""
    claims, contract = mini_tables["claims"], standard.tables["claims"]
    row = claims.to_pylist()[0]
    rows = [
        row | {"claim_id": f"{row['article_id']}.x{number:03d}", "event_id": f"event-{number:03d}"}
        for number in range(30)
    ]
    result = check_tables(
        {**mini_tables, "claims": to_table(rows, contract, "")}, standard, only="foreign_keys_resolve"
    )
    found = {
        one.value: one.expected or "" for one in result.findings if (one.table, one.column) == ("claims", "event_id")
    }
    assert len(found) == 30
    assert all(text.startswith("an existing event_id of events") for text in found.values())
    assert [value for value, text in sorted(found.items()) if "; nearest: " in text] == sorted(found)[:20]


def test_of_ids_that_are_as_near_the_first_is_named(mini_tables, edit_tables, standard):
    claim, event = mini_tables["claims"].to_pylist()[0], mini_tables["events"].to_pylist()[0]
    edits = [
        *({"add": "events", "like": event["event_id"], "set": {"event_id": f"twin-{name}"}} for name in "cab"),
        {"change": "claims", "key": claim["claim_id"], "set": {"event_id": "twin-x"}},
    ]
    result = check_tables(edit_tables(mini_tables, edits), standard, only="foreign_keys_resolve")
    (expected,) = {one.expected for one in result.findings if one.value == "twin-x"}
    assert expected == "an existing event_id of events; nearest: twin-a"
