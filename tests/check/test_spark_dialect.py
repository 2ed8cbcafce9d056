"""Every rule can be carried over to Spark, and what could mean something else there is refused. Needs no Spark."""

from __future__ import annotations

import sys

import pytest
import sqlglot

from reportedly import cli
from reportedly.check.package import check_package
from reportedly.check.rules import render
from reportedly.check.spark.dialect import CarryError, to_spark
from reportedly.check.spark.patterns import PatternError, java_pattern, java_replacement
from reportedly.errors import ReportedlyError
from reportedly.standard import read_standard

STANDARD = read_standard()


@pytest.mark.parametrize("rule", STANDARD.rules)
def test_every_rule_can_be_carried_over_and_reads_as_spark(rule):
    parts = to_spark(render(STANDARD.rules[rule], STANDARD), frozenset({"latitude", "longitude", "confidence"}))
    for carried in parts:
        (tree,) = sqlglot.parse(carried, read="spark")
        columns = [column.alias_or_name for column in tree.selects]
        assert len(columns) == 5 or columns == ["*"]


def test_what_a_union_puts_together_is_asked_one_by_one_and_nothing_else_is():
    assert to_spark("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3") == ("SELECT 1", "SELECT 2", "SELECT 3")
    for whole in ("SELECT 1 UNION SELECT 1", "WITH a AS (SELECT 1) SELECT * FROM a UNION ALL SELECT * FROM a"):
        assert len(to_spark(whole)) == 1
    assert len(to_spark("SELECT 1 AS n UNION ALL SELECT 2 ORDER BY n LIMIT 1")) == 1


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT hamming(a, b) FROM t", "hamming"),
        ("SELECT regexp_replace(a, 'x', 'y') FROM t", "say so with 'g'"),
        ("SELECT regexp_matches(a, b) FROM t", "written out"),
        (r"SELECT regexp_matches(a, '\\bword') FROM t".replace("\\\\", "\\"), "no known meaning"),
        ("SELECT regexp_matches(a, '(?s)x') FROM t", "no known meaning"),
        ("SELECT regexp_matches(a, '[[:alpha:]]') FROM t", "no known meaning"),
        ("SELECT FROM WHERE", "Expect|Invalid|require"),
    ],
)
def test_what_may_mean_something_else_is_refused(query, reason):
    with pytest.raises(CarryError, match=reason):
        to_spark(query)


@pytest.mark.parametrize(
    "pattern", [r"\b", "(?s)a", "(?=a)", "(?i)é", "(?i)[a]", r"[\S]", "[[:alpha:]]", r"\pL", r"\x41"]
)
def test_a_pattern_that_java_may_read_otherwise_is_refused(pattern):
    with pytest.raises(PatternError, match="no known meaning in Java"):
        java_pattern(pattern)


def test_patterns_and_replacements_are_written_as_java_reads_them():
    assert java_pattern("^a.b$") == r"^a[^\n]b\z"
    assert java_pattern(r"[[&]\.") == r"[\[\&]\."
    assert java_replacement(r"\1$\2") == r"$1\$$2"


def test_nulls_are_left_out_where_texts_are_joined():
    assert to_spark("SELECT concat_ws(' / ', a, b) FROM t") == ("SELECT CONCAT_WS(' / ', a, b) FROM t",)


def test_numbers_become_text_as_duckdb_writes_them():
    (carried,) = to_spark("SELECT concat_ws(' ', x, y), x::VARCHAR, y::VARCHAR, 'at ' || x FROM t", frozenset({"x"}))
    assert carried.lower().count("duckdb_number_text(x)") == 3
    assert "CAST(y AS STRING)" in carried


def test_an_engine_that_is_not_installed_names_the_extra(mini_package, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ReportedlyError, match=r"which is not installed: pip install 'reportedly\[spark\]'"):
        check_package(mini_package, engine="spark")
    monkeypatch.setattr("sys.argv", ["reportedly", "check", str(mini_package), "--engine", "spark"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == cli.CANNOT_RUN
    assert "pip install 'reportedly[spark]'" in capsys.readouterr().err


def test_a_memory_limit_goes_with_the_local_engine(mini_package):
    with pytest.raises(ReportedlyError, match=r"spark\.driver\.memory"):
        check_package(mini_package, memory_limit="1GB", engine="spark")


def test_an_engine_that_there_is_not_is_refused(mini_package):
    with pytest.raises(ReportedlyError, match="no engine 'dask'; engines: local, spark"):
        check_package(mini_package, engine="dask")
