"""The check on Spark finds what the check on this machine finds. Runs where PySpark and Java are; CI has both."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from reportedly.check import check_tables, stored
from reportedly.check.columns import COLUMN_RULES, STRUCTURE_RULE
from reportedly.check.package import check_package
from reportedly.check.stored import StoredTable
from reportedly.errors import ReportedlyError
from reportedly.standard import read_standard

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).resolve().parents[1] / "rules"
STANDARD = read_standard()
STRINGS = [
    "",
    "a",
    " a",
    "a\n",
    "\u00a0a",
    "a\x0b",
    "\u2028",
    "K\u212a",
    "N/A ",
    "unspecified",
    "un\u017fpecified",
    "-",
    "?",
]
STRINGS += ["don’t", "guards’ house", "he said: “No", "“No”", "‘a b’ c", "x[y]&&^z", "$1 \\1", "日本 “語”。", "😀’s"]


def edits(*rules: str) -> list[dict[str, Any]]:
    """What breaks these rules, from the fixtures."""
    files = [yaml.safe_load((FIXTURES / f"{rule}.yaml").read_text("utf-8")) for rule in rules]
    return [edit for file in files for case in file["cases"] for edit in case["edits"]]


def in_parts(tables: dict[str, pa.Table], folder: Path) -> dict[str, StoredTable]:
    """The tables as a large package has them, each in two files."""
    found = {}
    for name, table in tables.items():
        free = table.cast(pa.schema(one.with_nullable(True) for one in table.schema))
        paths = (folder / f"{name}-0.parquet", folder / f"{name}-1.parquet")
        half = free.num_rows // 2
        for path, rows in zip(paths, (free.slice(0, half), free.slice(half)), strict=True):
            pq.write_table(rows, path)
        found[name] = StoredTable(paths, pq.read_schema(paths[0]), free.num_rows)
    return found


@pytest.fixture(scope="module")
def spark():
    if os.environ.get("REPORTEDLY_REQUIRE_CLUSTERS") != "1":
        pytest.importorskip("pyspark", reason="pip install 'reportedly[spark]'")
    from reportedly.check.spark.engine import OnSpark  # noqa: PLC0415

    return OnSpark(STANDARD)


def test_the_published_dataset_is_as_clean_on_spark(spark, repo_root):
    here = check_package(repo_root)
    assert spark
    assert check_package(repo_root, engine="spark") == here
    assert here.is_clean
    assert here.rules_run > len(STANDARD.rules)


@pytest.mark.parametrize("rule", STANDARD.rules)
def test_a_rule_finds_on_spark_what_it_finds_here(rule, spark, mini_tables, edit_tables):
    broken = edit_tables(mini_tables, edits(rule))
    here = check_tables(broken, STANDARD, only=rule)
    assert here.findings
    assert check_tables(broken, STANDARD, only=rule, engine=spark) == here


def test_columns_keys_and_order_are_judged_on_spark_as_here(spark, mini_tables, edit_tables, tmp_path):
    rules = [rule for rule in COLUMN_RULES if rule not in (STRUCTURE_RULE, "keys_are_unique")]
    broken = edit_tables(mini_tables, edits(*rules))
    broken = in_parts({name: pa.concat_tables([table] * 3) for name, table in broken.items()}, tmp_path)
    columns = replace(STANDARD, rules={})
    here = check_tables(broken, columns)
    assert {*COLUMN_RULES} - {STRUCTURE_RULE} == {finding.rule for finding in here.findings}
    assert check_tables(broken, columns, engine=spark) == here


def test_what_cannot_run_for_want_of_a_table_says_so_on_spark_as_here(spark, mini_tables, edit_tables):
    broken = {**edit_tables(mini_tables, edits(STRUCTURE_RULE))}
    del broken["claims"]
    names = ("quote_matches_text", "sources_stand_in_the_text", "text_has_its_length", "dates_are_edtf")
    some = replace(STANDARD, rules={name: STANDARD.rules[name] for name in names})
    here = check_tables(broken, some)
    assert len(here.not_run) >= 3
    assert {STRUCTURE_RULE} <= {finding.rule for finding in here.findings}
    assert check_tables(broken, some, engine=spark) == here


def test_a_table_full_of_faults_has_the_same_findings_on_spark(spark, mini_tables):
    """Cells of many kinds in every column of a table, each of them in a row of its own."""
    table = mini_tables["claims"]
    first = table.to_pylist()[0]
    wrong = {
        "string": ["", "unknown", "Q0\n", "x y"],
        "int32": [-1, -7, 2**31 - 1],
        "double": [float("nan"), 1e-7, 7.5],
    }
    rows = [
        {**first, "claim_id": f"{first['article_id']}.f{number:03d}", field.name: value}
        for number, (field, value) in enumerate(
            (field, value)
            for field in table.schema
            for value in [None, *wrong.get(str(getattr(field.type, "value_type", field.type)), [])]
        )
    ]
    free = pa.schema([(field.name, getattr(field.type, "value_type", field.type)) for field in table.schema])
    names = ("foreign_keys_resolve", "no_sentinel_values", "quote_matches_text")
    some = replace(STANDARD, rules={name: STANDARD.rules[name] for name in names})
    broken = {**mini_tables, "claims": pa.Table.from_pylist(rows, schema=free)}
    here = check_tables(broken, some)
    assert {"values_are_in_range", "terms_are_defined", *names} <= {finding.rule for finding in here.findings}
    assert check_tables(broken, some, engine=spark) == here


def test_a_package_of_large_tables_in_parts_is_checked_on_spark(spark, mini_package, cut_package, monkeypatch):
    monkeypatch.setattr(stored, "SMALL_ROWS", -1)
    parted = cut_package(mini_package.rename(mini_package.parent / "100% ünusual {name}"), parts=2)
    path = parted / "dataset" / "claims" / "part-001.parquet"
    rows = pq.read_table(path)
    pq.write_table(rows.set_column(2, "quote", pa.array(["x"] * len(rows))), path)
    assert spark
    for rule in ("quote_matches_text", "published_hashes_hold", "values_have_their_form"):
        here = check_package(parted, only=rule)
        assert check_package(parted, only=rule, engine="spark") == here
        assert bool(here.findings) == (rule != "values_have_their_form")


@pytest.mark.parametrize("name", ["plain", "_hidden", "wild[1]", "100% ü", ".folder/plain", "day=1/plain"])
def test_spark_reads_a_file_of_any_name(name, spark, mini_tables, tmp_path):
    table = mini_tables["places"]
    path = tmp_path / f"{name}.parquet"
    path.parent.mkdir(exist_ok=True)
    pq.write_table(table, path)
    with spark.connected({"places": StoredTable((path,), table.schema, table.num_rows)}) as connection:
        assert connection.execute("SELECT count(*) FROM places").fetchall() == [(table.num_rows,)]
        assert len(connection.execute("SELECT * FROM places").fetchall()[0]) == table.num_columns


def test_workers_that_see_other_files_stop_the_check(spark, mini_tables, tmp_path):
    table = mini_tables["places"]
    pq.write_table(table, tmp_path / "places.parquet")
    tables = {"places": StoredTable((tmp_path / "places.parquet",), table.schema, table.num_rows + 1)}
    with pytest.raises(ReportedlyError, match="workers must see the same files"), spark.connected(tables):
        pass


def test_a_file_that_spark_cannot_read_is_an_error_in_one_line(spark, mini_tables, tmp_path):
    (tmp_path / "places.parquet").write_bytes(b"PAR1 nothing PAR1")
    tables = {"places": StoredTable((tmp_path / "places.parquet",), mini_tables["places"].schema, 1)}
    with pytest.raises(ReportedlyError, match=r"^Spark failed \([^\n]+\); mend the cluster"), spark.connected(tables):
        pass


def both(spark, query: str, given: pa.Table) -> tuple[list[Any], list[Any]]:
    """The rows of a query over `given` on Spark and in DuckDB, sorted."""
    with spark.connected({}) as connection:
        connection.register("given", given)
        there = connection.execute(query).fetchall()
    with duckdb.connect() as here:
        here.register("given", given)
        return sorted(there), sorted(here.execute(query).fetchall())


def test_a_slice_of_a_text_is_the_same_wherever_its_offsets_lie(spark):
    texts, ends = ["hello", "hé😀lo", ""], [*range(-8, 9), 2**31, -(2**31)]
    rows = [{"t": text, "s": start, "n": length} for text, start, length in product(texts, ends, [*ends, None])]
    there, here = both(
        spark,
        "SELECT t, s, coalesce(n, 99), coalesce(substring(t, s, n), 'null'), substring(t, s) FROM given",
        pa.Table.from_pylist(rows, schema=pa.schema([("t", pa.string()), ("s", pa.int64()), ("n", pa.int64())])),
    )
    assert there == here
    assert len({row[3] for row in here}) > 20


@pytest.mark.parametrize("pattern", [r"(?i) *(unknown|n/a|nan|--?|\?|unspecified) *", r"[^\s\p{Z}]+", r"\S.*\w"])
def test_a_pattern_matches_whole_texts_alike(pattern, spark):
    query = f"SELECT t, regexp_full_match(t, '{pattern}'), regexp_matches(t, '{pattern}') FROM given"
    there, here = both(
        spark, query, pa.table({"t": [one + end for one in STRINGS for end in ("", "\n", " \r\n", "b")]})
    )
    assert there == here
    assert {row[1] for row in here} == {True, False}


def test_patterns_of_punctuation_replace_alike(spark):
    query = (
        r"SELECT t, regexp_matches(t, '^[\s\p{Z}]|[\s\p{Z}]$'), regexp_matches(t, '(^|[\s[:punct:]—–“«])“[^”]*$'), "
        r"regexp_replace(t, '(\S)[’'']([^\s[:punct:]—–“”«»…])', '\1\2', 'g'), "
        r"regexp_replace(t, '[\s[:punct:]”’»…]+$', '', 'g'), regexp_replace(t, 'a', '$1\\', 'g'), "
        r"trim(t, ' ' || chr(9) || chr(10) || chr(160)) FROM given"
    )
    letters = [chr(code) for code in (*range(1, 256), 0x2019, 0x201D, 0x2028, 0x3000, 0x1F600)]
    texts = [*STRINGS, *letters, *(f"a{letter}b{letter}" for letter in letters)]
    there, here = both(spark, query, pa.table({"t": texts}))
    assert there == here


def test_numbers_become_the_same_text(spark):
    numbers = [1e-7, 33.0, 1e22, 5.684341886080802e-14, -0.0, 123456789.125, float("nan"), float("inf"), None]
    given = pa.table({"latitude": numbers, "n": range(len(numbers))})
    there, here = both(
        spark, "SELECT n, latitude::VARCHAR || '', concat_ws(' ', n, latitude) FROM given WHERE n < 8", given
    )
    assert there == here
