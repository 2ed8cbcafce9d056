"""Parts of a table: cut at articles, the same for the same rows, and one article changes one part."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.publish.cut import article_column, article_of, begins_part, cuts, divided, units
from reportedly.publish.parquet import content_hash, file_hash
from reportedly.publish.tables import store_table
from reportedly.standard import read_standard
from reportedly.standard.to_arrow import arrow_schema

STANDARD = read_standard()
CLAIMS = STANDARD.tables["claims"]
DIVIDED = {
    "articles",
    "blocks",
    "sentences",
    "claims",
    "attributions",
    "casualty_reports",
    "claim_relations",
    "actor_names",
}


def rows(table: str, ids: list[str]) -> pa.Table:
    """Rows of a table with these ids in every sort column of text, and nothing else."""
    contract = STANDARD.tables[table]
    schema = arrow_schema(contract, STANDARD.version)
    schema = pa.schema([field.with_nullable(True) for field in schema])
    names = [one for one in contract.sort if contract.by_name[one].type == "string"]
    return pa.Table.from_pylist([dict.fromkeys(names, one) for one in ids], schema=schema)


def test_tables_in_the_order_of_articles_are_divided_and_registries_are_not() -> None:
    assert {name for name, contract in STANDARD.tables.items() if article_column(contract)} == DIVIDED


@pytest.mark.parametrize(
    ("column", "value", "article"),
    [
        ("article_id", "report.v2", "report.v2"),
        ("claim_id", "report.v2.c001", "report.v2"),
        ("casualty_id", "report.c001.k2", "report"),
    ],
)
def test_an_id_leads_to_its_article(column: str, value: str, article: str) -> None:
    assert article_of(column, value) == article


IDS = st.lists(st.from_regex(r"[a-c]{1,3}", fullmatch=True), max_size=30).map(sorted)


@given(IDS, st.integers(1, 5))
def test_cuts_fall_between_units_at_those_that_begin_a_part(ids: list[str], size: int) -> None:
    found = cuts(ids, size)
    due = [place for place, (one, other) in enumerate(pairwise(ids), 1) if one != other and begins_part(other, size)]
    assert found == [0, *due]


@settings(deadline=None, max_examples=50)
@given(IDS, st.from_regex(r"[a-c]{1,3}", fullmatch=True))
def test_an_article_that_is_added_changes_one_part(ids: list[str], new: str) -> None:
    def parts(listed: list[str]) -> list[list[str]]:
        table = rows("articles", listed)
        found = divided(table, cuts(units(table, STANDARD.tables["articles"]), 3))
        return [part.column("article_id").to_pylist() for part in found]

    before, after = parts(ids), parts(sorted([*ids, new]))
    assert sum(part not in before for part in after) <= 2
    assert sum(part not in after for part in before) <= 1


def test_about_one_article_in_so_many_begins_a_part() -> None:
    found = sum(begins_part(f"report-{number:06d}", 250) for number in range(50_000))
    assert 140 < found < 260


def test_a_table_in_parts_says_what_each_part_is(tmp_path: Path) -> None:
    table = rows("claims", [f"report-{number:03d}" for number in range(100)])
    stored = store_table(tmp_path, table, CLAIMS, 10)
    assert stored.is_divided
    assert len(stored.parts) > 2
    read = []
    for part in stored.parts:
        path = tmp_path / part.path
        assert path.parent == tmp_path / "dataset" / "claims"
        assert (part.bytes, part.sha256) == (path.stat().st_size, file_hash(path))
        read.append(pq.ParquetFile(path).read())
        assert part.rows == read[-1].num_rows > 0
    assert pa.concat_tables(read).equals(table)
    assert stored.content_hash == content_hash(table)
    assert stored.rows == 100


def test_a_table_without_rows_is_one_part(tmp_path: Path) -> None:
    stored = store_table(tmp_path, rows("claims", []), CLAIMS, 10)
    assert [part.rows for part in stored.parts] == [0]


@pytest.mark.parametrize(("table", "size"), [("claims", None), ("actors", 10)])
def test_without_the_setting_and_in_a_registry_a_table_is_one_file(
    tmp_path: Path, table: str, size: int | None
) -> None:
    stored = store_table(tmp_path, rows(table, ["a", "b"]), STANDARD.tables[table], size)
    assert not stored.is_divided
    assert [part.path for part in stored.parts] == [f"dataset/{table}.parquet"]
