"""What a check's result says: in text, JSON, GitHub annotations and JUnit XML."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from reportedly.check import CheckResult, check_tables
from reportedly.check.report import FORMATS, as_github, as_json, as_junit, as_text, summary
from reportedly.errors import Finding, Where

FINDING = Finding(
    rule="quote_matches_text",
    message="a claim's quote is not in its article",
    table="claims",
    key="first-report.c012",
    column="quote",
    value="“Winter fighting” went on",
    expected="“Winter fighting” goes on",
    advice="Code it as printed.",
    where=Where("seeds/codings/first-report.yaml", 112),
)
WARNING = replace(FINDING, rule="names_are_short", message="a long name", severity="warning", where=None)
NASTY = "bell \a, line\nend, return\r, tab\t, escape \x1b[31m, mark \ufeff, null \0"
VISIBLE = r"bell \x07, line\nend, return\r, tab\t, escape \x1b[31m, mark \ufeff, null \x00"


def result(*findings: Finding, not_run: dict[str, str] | None = None) -> CheckResult:
    return CheckResult(list(findings), 55, not_run or {})


def many(count: int) -> list[Finding]:
    return [replace(FINDING, key=f"first-report.c{number:03}", where=None) for number in range(1, count + 1)]


def test_a_finding_names_rule_place_row_values_and_what_to_do():
    assert as_text(result(FINDING)) == (
        "quote_matches_text: 1 row — a claim's quote is not in its article\n"
        "  seeds/codings/first-report.yaml:112   claims first-report.c012\n"
        "    quote     “Winter fighting” went on\n"
        "    expected  “Winter fighting” goes on\n"
        "  Code it as printed.\n"
        "\n"
        "55 rules run, 1 finding"
    )


def test_findings_of_one_message_with_advice_of_their_own_each_show_it():
    other = replace(FINDING, key="first-report.c013", advice="Link the difference.", where=None)
    silent = replace(FINDING, key="first-report.c014", advice=None, where=None)
    assert as_text(result(FINDING, other, silent)).splitlines()[1:-2] == [
        "  claims first-report.c013",
        "    quote     “Winter fighting” went on",
        "    expected  “Winter fighting” goes on",
        "    Link the difference.",
        "  claims first-report.c014",
        "    quote     “Winter fighting” went on",
        "    expected  “Winter fighting” goes on",
        "  seeds/codings/first-report.yaml:112   claims first-report.c012",
        "    quote     “Winter fighting” went on",
        "    expected  “Winter fighting” goes on",
        "    Code it as printed.",
    ]
    case = ET.fromstring(as_junit(result(FINDING, other))).find("testcase/failure")
    assert case is not None
    assert {"Code it as printed.", "Link the difference."} <= {line.strip() for line in str(case.text).splitlines()}


def test_a_cell_without_a_value_is_shown_as_null_and_a_finding_without_a_row_by_its_table():
    shown = as_text(result(replace(FINDING, key=None, value=None, expected=None, where=None)))
    assert "  claims\n    quote     (null)\n" in shown
    assert "  " not in as_text(result(Finding("some_rule", "something is wrong"))).splitlines()[0]


def test_of_many_rows_five_are_shown_with_the_command_that_shows_them_all():
    shown = as_text(result(*many(7)))
    assert shown.startswith("quote_matches_text: 7 rows — ")
    assert re.findall(r"first-report\.c\d+", shown) == [f"first-report.c00{number}" for number in range(1, 6)]
    assert "Code it as printed. All rows: reportedly check --all --rule quote_matches_text" in shown


def test_five_rows_are_shown_whole_and_so_are_all_when_asked_for():
    assert "All rows" not in as_text(result(*many(5)))
    everything = as_text(result(*many(7)), everything=True)
    assert len(re.findall(r"first-report\.c\d+", everything)) == 7
    assert "All rows" not in everything


def test_findings_stand_in_one_order_whatever_order_they_were_found_in():
    found = [*many(4), replace(FINDING, rule="a_rule"), replace(FINDING, message="another fault"), WARNING]
    assert as_text(result(*found)) == as_text(result(*reversed(found)))
    rules = re.findall(r"^(\w+): \d", as_text(result(*found)), re.MULTILINE)
    assert rules == ["a_rule", "quote_matches_text", "quote_matches_text", "names_are_short"]


def test_the_last_line_counts_rules_findings_warnings_and_what_was_not_run():
    assert summary(result()) == "55 rules run, no findings"
    assert summary(result(FINDING, FINDING, WARNING)) == "55 rules run, 2 findings, 1 warning"
    assert summary(CheckResult([], 1_055, {"a": "why"})) == "1,055 rules run, no findings, 1 rule not run"


def test_a_rule_that_was_not_run_is_named_with_the_reason():
    not_run = {"blocks_tile_the_text": "needs blocks, which cannot be read"}
    assert "blocks_tile_the_text: not run — needs blocks, which cannot be read" in as_text(result(not_run=not_run))
    assert json.loads(as_json(result(not_run=not_run)))["not_run"] == not_run
    assert "::error title=blocks_tile_the_text::not run: needs blocks" in as_github(result(not_run=not_run))
    suite = ET.fromstring(as_junit(result(not_run=not_run)))
    assert suite.find("testcase[@name='blocks_tile_the_text']/error").get("message").startswith("not run: needs blocks")


def test_warnings_leave_a_package_clean_but_findings_and_rules_not_run_do_not():
    assert result(WARNING).is_clean
    assert not result(FINDING).is_clean
    assert not result(not_run={"a": "why"}).is_clean


def test_json_holds_every_part_of_a_finding():
    assert json.loads(as_json(result(FINDING, WARNING))) == {
        "clean": False,
        "rules_run": 55,
        "not_run": {},
        "unverified": [],
        "findings": [
            {
                "rule": "quote_matches_text",
                "message": "a claim's quote is not in its article",
                "table": "claims",
                "key": "first-report.c012",
                "column": "quote",
                "value": "“Winter fighting” went on",
                "expected": "“Winter fighting” goes on",
                "advice": "Code it as printed.",
                "severity": "error",
                "file": "seeds/codings/first-report.yaml",
                "line": 112,
            },
            {
                "rule": "names_are_short",
                "message": "a long name",
                "table": "claims",
                "key": "first-report.c012",
                "column": "quote",
                "value": "“Winter fighting” went on",
                "expected": "“Winter fighting” goes on",
                "advice": "Code it as printed.",
                "severity": "warning",
                "file": None,
                "line": None,
            },
        ],
    }


def test_json_keeps_values_whole_and_letter_by_letter():
    long = replace(FINDING, value=NASTY + "x" * 10_000)
    assert json.loads(as_json(result(long)))["findings"][0]["value"] == long.value


def test_github_gets_one_annotation_a_finding_at_its_file_and_line():
    lines = as_github(result(FINDING, WARNING)).splitlines()
    assert lines == [
        "::error file=seeds/codings/first-report.yaml,line=112,title=quote_matches_text::"
        "a claim's quote is not in its article [claims first-report.c012 quote], "
        "found '“Winter fighting” went on', expected “Winter fighting” goes on. Code it as printed.",
        "::warning title=names_are_short::a long name [claims first-report.c012 quote], "
        "found '“Winter fighting” went on', expected “Winter fighting” goes on. Code it as printed.",
        "55 rules run, 1 finding, 1 warning",
    ]


def test_an_annotation_without_a_row_still_names_table_and_column():
    finding = Finding("columns_follow_the_contract", "a column is missing", "claims", column="hedge")
    assert "a column is missing [claims hedge]." in as_github(result(finding))


def test_github_commands_cannot_be_ended_or_begun_by_what_the_data_say():
    where = Where("seeds/50%,a:b\n.yaml", 3)
    hostile = replace(FINDING, where=where, value="x\n::error::forged", expected="100%\r\n::stop-commands::x")
    annotation, last = as_github(result(hostile)).splitlines()
    assert annotation.startswith("::error file=seeds/50%25%2Ca%3Ab%0A.yaml,line=3,title=quote_matches_text::")
    assert r"found 'x\n::error::forged', expected 100%25\r\n::stop-commands::x." in annotation
    assert last == "55 rules run, 1 finding"


def test_junit_has_a_case_for_each_rule_with_findings_and_one_for_the_rest():
    suite = ET.fromstring(as_junit(result(*many(7), WARNING, not_run={"blocks_tile_the_text": "needs blocks"})))
    assert suite.tag == "testsuite"
    assert [case.get("name") for case in suite] == [
        "quote_matches_text",
        "names_are_short",
        "blocks_tile_the_text",
        "every other rule",
    ]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("4", "1", "1")
    failure = suite.find("testcase/failure")
    assert failure.get("message") == "a claim's quote is not in its article (7 rows)"
    assert failure.text.count("claims first-report.c") == 7


def test_junit_does_not_fail_for_warnings():
    suite = ET.fromstring(as_junit(result(WARNING)))
    assert suite.get("failures") == "0"
    assert "a long name (1 row)" in suite.find("testcase/system-out").text


def test_junit_of_a_clean_package_is_one_case_that_passes():
    suite = ET.fromstring(as_junit(result()))
    assert [len(case) for case in suite] == [0]
    assert as_junit(result()).startswith("<?xml")


@pytest.mark.parametrize("part", ["value", "expected", "key", "column", "message"])
def test_control_characters_in_the_data_are_made_visible_on_one_line(part):
    finding = replace(FINDING, **{part: NASTY})
    shown = as_text(result(finding))
    assert VISIBLE in shown
    assert len(shown.splitlines()) == len(as_text(result(FINDING)).splitlines())
    assert all(char.isprintable() for char in shown.replace("\n", ""))


@pytest.mark.parametrize("part", ["value", "expected", "key", "column", "message"])
@pytest.mark.parametrize("format", FORMATS)
def test_no_format_stumbles_over_control_characters(format, part):
    shown = FORMATS[format](result(replace(FINDING, **{part: NASTY}), not_run={"a_rule": NASTY}))
    if format == "json":
        assert json.loads(shown)["findings"][0][part] == NASTY
    elif format == "junit":
        assert len(ET.fromstring(shown)) == 3
    else:
        assert all(char.isprintable() for char in shown.replace("\n", ""))


def test_a_long_value_is_cut_in_text_and_marked_so():
    shown = as_text(result(replace(FINDING, value="x" * 5_000)))
    assert "x" * 297 + "...\n" in shown
    assert "x" * 298 not in shown


def test_a_finding_on_a_row_of_the_seeds_names_the_line_that_made_it(mini, edit_tables, standard, repo_root):
    tables = edit_tables(mini.tables, [{"change": "claims", "key": "first-report.c012", "set": {"quote": "Peace"}}])
    finding = check_tables(tables, standard, mini.places, only="quote_matches_text").findings[0]
    seed = repo_root / "tests" / "fixtures" / "mini" / "seeds" / "codings" / "first-report.yaml"
    assert finding.where.file == "seeds/codings/first-report.yaml"
    assert "label: c012" in seed.read_text("utf-8").splitlines()[finding.where.line - 1]
    assert f"  {finding.where}   claims first-report.c012\n" in as_text(result(finding))
