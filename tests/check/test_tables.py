"""A set of tables as a whole: nothing stops the check, whatever the tables hold or lack."""

from __future__ import annotations

import random
import tempfile
from typing import Any

import pyarrow as pa
import pytest

from reportedly.assemble.tables import to_table
from reportedly.check import check_tables
from reportedly.check.order import ORDER_RULE
from reportedly.check.report import FORMATS
from reportedly.errors import Finding, ReportedlyError

CORRUPT: dict[pa.DataType, list[Any]] = {
    pa.string(): [
        None,
        "",
        "\0",
        "a\nb",
        "unknown",
        "'; DROP TABLE claims",
        "9" * 400,
        "2031-02-30",
        "..",
        "x" * 9_000,
    ],
    pa.int32(): [None, -1, 0, 2**31 - 1, -(2**31)],
    pa.float64(): [None, float("nan"), float("inf"), -1e308],
    pa.bool_(): [None],
    pa.date32(): [None],
}


def test_an_article_whose_text_is_withheld_breaks_no_rule(mini_tables, edit_tables, standard):
    withheld = [{"change": "articles", "key": key, "set": {"text": None}} for key in ("first-report", "second-report")]
    result = check_tables(edit_tables(mini_tables, withheld), standard)
    assert result.findings == []
    assert result.not_run == {}


def test_tables_without_rows_break_no_rule(standard):
    empty = {name: to_table([], contract, standard.version) for name, contract in standard.tables.items()}
    result = check_tables(empty, standard)
    assert result.findings == []
    assert result.not_run == {}


def test_without_tables_no_rule_is_run_and_each_says_what_it_needs(standard):
    result = check_tables({}, standard)
    assert result.findings == []
    assert set(result.not_run) == set(standard.rules)
    assert all(reason.startswith("needs ") for reason in result.not_run.values())


def test_structure_and_values_and_rules_are_reported_together(mini_tables, edit_tables, standard):
    tables = edit_tables(
        mini_tables,
        [
            {"drop_column": "places", "column": "country"},
            {"change": "actors", "key": "ministry", "set": {"kind": "office"}},
            {"change": "claims", "key": "first-report.c012", "set": {"quote": "Peace"}},
        ],
    )
    result = check_tables(tables, standard)
    assert [finding.rule for finding in result.findings] == [
        "columns_follow_the_contract",
        "quote_matches_text",
        "terms_are_defined",
    ]


def test_one_rule_alone_reports_nothing_of_the_others(mini_tables, edit_tables, standard):
    tables = edit_tables(
        mini_tables,
        [
            {"change": "actors", "key": "ministry", "set": {"kind": "office", "country": "x"}},
            {"change": "claims", "key": "first-report.c012", "set": {"quote": "Peace"}},
        ],
    )
    for rule in ("quote_matches_text", "terms_are_defined", "values_have_their_form"):
        result = check_tables(tables, standard, only=rule)
        assert [finding.rule for finding in result.findings] == [rule]
        assert result.rules_run == 1


def test_findings_come_in_the_same_order_whatever_the_order_of_rows(mini_tables, edit_tables, standard):
    edits = [
        {"change": "claims", "key": f"first-report.c0{number:02}", "set": {"quote": "Peace"}} for number in range(1, 13)
    ]
    tables = edit_tables(mini_tables, edits)
    turned = {name: table.take(list(range(table.num_rows))[::-1]) for name, table in tables.items()}
    findings = check_tables(turned, standard).findings
    assert check_tables(tables, standard).findings == [one for one in findings if one.rule != ORDER_RULE]
    assert {one.table for one in findings if one.rule == ORDER_RULE} == {
        name for name, table in tables.items() if table.num_rows > 1
    }


def test_a_number_that_no_column_can_hold_is_a_figure_that_the_lexicon_cannot_read(mini_tables, edit_tables, standard):
    words = {"quantity_text": "9" * 400, "quantity_form": "exact"}
    tables = edit_tables(mini_tables, [{"change": "casualty_reports", "key": "first-report.c009.k1", "set": words}])
    findings = check_tables(tables, standard).findings
    assert {finding.rule for finding in findings} == {"bounds_follow_the_lexicon", "figures_stand_in_the_quote"}


def test_offsets_far_outside_the_text_are_findings_and_no_overflow(mini_tables, edit_tables, standard):
    far = {"char_start": -(2**31), "char_end": 2**31 - 1}
    edits = [
        {"change": "claims", "key": "first-report.c012", "set": far},
        {"change": "sentences", "key": "first-report / 9", "set": far},
        {"change": "blocks", "key": "first-report / 5", "set": far},
        {"change": "attributions", "key": "first-report.c007 / 1", "set": {"source_start": 2**31 - 1}},
        {"change": "actor_names", "key": "outlet-a / first-report / Outlet A", "set": {"first_char_start": 2**31 - 1}},
    ]
    result = check_tables(edit_tables(mini_tables, edits), standard)
    assert result.not_run == {}
    assert {"quote_matches_text", "blocks_tile_the_text", "names_stand_in_their_article"} <= {
        finding.rule for finding in result.findings
    }


@pytest.mark.parametrize("seed", range(3))
def test_whatever_a_cell_holds_the_check_ends_with_findings_that_every_format_can_show(seed, mini_tables, standard):
    """A corrupt value in one cell of each table, chosen by chance but the same in every run."""
    chance = random.Random(seed)
    tables = dict(mini_tables)
    for name, table in mini_tables.items():
        place = chance.randrange(table.num_columns)
        field = table.schema.field(place)
        values = table.column(place).to_pylist()
        values[chance.randrange(len(values))] = chance.choice(CORRUPT[field.type])
        tables[name] = table.set_column(place, field, pa.array(values, field.type))
    result = check_tables(tables, standard)
    assert result.findings
    assert result.not_run == {}
    assert all(show(result) for show in FORMATS.values())


def test_where_no_temporary_file_can_be_made_the_check_says_so(mini_tables, standard, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(ReportedlyError, match=r"temporary files .*; make room, or name another folder in TMPDIR"):
        check_tables(mini_tables, standard)


def test_two_findings_of_one_cell_have_an_order_of_their_own():
    one, other = (Finding("rule", "wrong", "claims", "c1", "hedge", "x", expected) for expected in ("a", "b"))
    assert sorted([other, one], key=Finding.sort_key) == sorted([one, other], key=Finding.sort_key) == [one, other]
