"""A large table is checked from its file, in batches. Its findings are those that a small one would have."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from reportedly import cli
from reportedly.check import check_tables, stored
from reportedly.check.columns import COLUMN_RULES, STRUCTURE_RULE
from reportedly.check.engine import connected, fetched
from reportedly.check.package import check_package
from reportedly.check.rules import NO_MEMORY
from reportedly.check.stored import StoredTable, open_table, read_through
from reportedly.check.texts import withhold_texts
from reportedly.errors import ReportedlyError

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).resolve().parents[1] / "rules"
RULES_WITH_CASES = sorted(path.stem for path in FIXTURES.glob("*.yaml"))


def in_files(tables: Mapping[str, pa.Table], folder: Path, parts: int = 1) -> dict[str, StoredTable]:
    """The tables as a large package has them, each in so many files."""
    found = {}
    for name, table in tables.items():
        # A broken table may have nulls where its own schema allows none; a stranger's file says nothing of that.
        free = table.cast(pa.schema(one.with_nullable(True) for one in table.schema))
        paths = tuple(folder / f"{name}-{number}.parquet" for number in range(parts))
        size = -(-free.num_rows // parts)
        for number, path in enumerate(paths):
            pq.write_table(free.slice(number * size, size), path, row_group_size=5)
        found[name] = StoredTable(paths, pq.read_schema(paths[0]), table.num_rows)
    return found


@pytest.fixture
def small_batches(monkeypatch):
    """Batches so small that a table has several, and repeated keys stand in different ones."""
    monkeypatch.setattr(stored, "BATCH_ROWS", 3)
    monkeypatch.setattr(stored, "BATCH_ROWS_OF_TEXTS", 1)


@pytest.fixture
def no_table_is_small(monkeypatch):
    monkeypatch.setattr(stored, "SMALL_ROWS", -1)
    monkeypatch.setattr(stored, "BATCH_ROWS", 3)
    monkeypatch.setattr(stored, "BATCH_ROWS_OF_TEXTS", 1)


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("rule", RULES_WITH_CASES)
def test_a_rule_finds_in_parts_what_it_finds_in_memory(rule, mini_tables, edit_tables, standard, tmp_path):
    cases = yaml.safe_load((FIXTURES / f"{rule}.yaml").read_text("utf-8"))["cases"]
    broken = edit_tables(mini_tables, [edit for case in cases for edit in case["edits"]])
    in_memory = check_tables(broken, standard, only=rule)
    assert in_memory.findings
    assert check_tables(in_files(broken, tmp_path, 3), standard, only=rule) == in_memory


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("parts", [1, 3])
def test_faults_of_several_kinds_at_once_are_the_same_findings(parts, mini_tables, edit_tables, standard, tmp_path):
    edits = [
        edit
        for rule in COLUMN_RULES
        if rule not in (STRUCTURE_RULE, "keys_are_unique")
        for case in yaml.safe_load((FIXTURES / f"{rule}.yaml").read_text("utf-8"))["cases"]
        for edit in case["edits"]
    ]
    broken = edit_tables(mini_tables, edits)
    # Every row thrice, so that every key and every fault stands in several batches.
    broken = {name: pa.concat_tables([table] * 3) for name, table in broken.items()}
    in_memory = check_tables(broken, standard)
    assert {*COLUMN_RULES} - {STRUCTURE_RULE} <= {finding.rule for finding in in_memory.findings}
    assert check_tables(in_files(broken, tmp_path, parts), standard) == in_memory


@pytest.mark.usefixtures("no_table_is_small")
@pytest.mark.parametrize("kind", ["as it is", "without texts", "cell", "column", "no table"])
def test_a_package_of_large_tables_has_the_findings_of_a_small_one(kind, mini_package, mini_tables, monkeypatch):
    def write(table: str, rows: pa.Table) -> None:
        pq.write_table(rows, mini_package / "dataset" / f"{table}.parquet")

    match kind:
        case "without texts":
            write("articles", withhold_texts(mini_tables["articles"]))
        case "cell":
            write("claims", mini_tables["claims"].set_column(2, "quote", pa.array(["x"] * len(mini_tables["claims"]))))
        case "column":
            write("claims", mini_tables["claims"].drop_columns(["hedge"]))
        case "no table":
            (mini_package / "dataset" / "claims.parquet").write_bytes(b"PAR1")
    large = check_package(mini_package)
    monkeypatch.setattr(stored, "SMALL_ROWS", 50_000)
    assert large == check_package(mini_package)
    assert large.is_clean == (kind == "as it is")


@pytest.mark.usefixtures("no_table_is_small")
def test_a_damaged_page_of_a_large_table_is_a_finding(mini_package):
    path = mini_package / "dataset" / "claims.parquet"
    about = pq.read_metadata(path)
    place = about.row_group(0).column(2).data_page_offset + 40
    damaged = bytearray(path.read_bytes())
    damaged[place : place + 40] = bytes(byte ^ 0xFF for byte in damaged[place : place + 40])
    path.write_bytes(bytes(damaged))
    result = check_package(mini_package)
    unreadable = [one for one in result.findings if one.rule == "resource_files_are_readable"]
    assert [one.table for one in unreadable] == ["claims"]
    assert "claims" in result.not_run["quote_matches_text"]


@pytest.mark.usefixtures("no_table_is_small")
def test_the_texts_of_a_large_package_can_be_given(mini_package, mini_tables, tmp_path):
    articles = mini_tables["articles"]
    bare = withhold_texts(articles)
    found = in_files({**mini_tables, "articles": bare}, mini_package)
    assert isinstance(found["articles"], StoredTable)
    pq.write_table(bare, mini_package / "dataset" / "articles.parquet")
    folder = tmp_path / "texts"
    folder.mkdir()
    for row in articles.to_pylist():
        (folder / f"{row['article_id']}.txt").write_bytes(row["text"].encode())
    assert len(check_package(mini_package).unverified) == 3
    given = check_package(mini_package, texts=folder)
    assert given.unverified == ()
    assert {one.rule for one in given.findings} == {"published_hashes_hold"}  # the file is another one


def test_a_small_table_is_read_and_a_large_one_is_not(mini_package, monkeypatch):
    path = mini_package / "dataset" / "claims.parquet"
    rows = pq.read_metadata(path).num_rows
    monkeypatch.setattr(stored, "SMALL_ROWS", rows)
    assert isinstance(open_table([path]), pa.Table)
    monkeypatch.setattr(stored, "SMALL_ROWS", rows - 1)
    assert isinstance(open_table([path]), StoredTable)
    monkeypatch.setattr(stored, "SMALL_ROWS", rows)
    monkeypatch.setattr(stored, "SMALL_BYTES", 100)
    assert isinstance(open_table([path]), StoredTable)


@pytest.mark.usefixtures("no_table_is_small")
@pytest.mark.parametrize("name", ["with 'quotes'", "with [brackets]", "with *"])
def test_a_folder_may_have_any_name(name, mini_package, tmp_path):
    other = mini_package.rename(tmp_path / name)
    assert check_package(other).is_clean


@pytest.mark.usefixtures("small_batches")
def test_the_rows_of_a_table_come_in_order_to_every_watcher(mini_tables, tmp_path):
    table = in_files({"claims": mini_tables["claims"]}, tmp_path)["claims"]
    seen: list[list[Any]] = [[], [], []]
    read_through(table, *(lambda batch, into=into: into.extend(batch["claim_id"].to_pylist()) for into in seen))
    assert seen == [mini_tables["claims"]["claim_id"].to_pylist()] * 3


def test_what_a_watcher_raises_is_raised(mini_tables, tmp_path):
    table = in_files({"claims": mini_tables["claims"]}, tmp_path)["claims"]

    def refuse(_: pa.RecordBatch) -> None:
        raise OverflowError("too late a day")

    with pytest.raises(OverflowError, match="too late"):
        read_through(table, lambda _: None, refuse)


def test_the_rules_see_the_tables_and_no_other_file(mini_tables, tmp_path):
    tables = in_files({"claims": mini_tables["claims"]}, tmp_path)
    other = in_files({"blocks": mini_tables["blocks"]}, tmp_path)["blocks"].paths[0]
    with connected(tables) as connection:
        assert connection.execute("SELECT count(*) FROM claims").fetchone() == (mini_tables["claims"].num_rows,)
        with pytest.raises(duckdb.PermissionException):
            connection.execute(f"SELECT * FROM read_parquet('{other}')")


def test_a_rule_that_needs_more_memory_than_it_may_take_is_not_run(mini_tables, standard):
    hungry = {"hungry": "-- title: x\n-- advice: y\nSELECT list(hash(range)::VARCHAR) FROM range(20000000)"}
    result = check_tables(mini_tables, replace(standard, rules=hungry), memory_limit="30MB")
    assert result.not_run == {"hungry": NO_MEMORY}


def test_a_query_that_runs_out_of_memory_is_tried_with_one_thread(mini_tables):
    with connected(mini_tables, "100MB") as connection:
        connection.execute("SET threads = 4")

        class Tight:
            """The connection as it would be with too little memory for several threads."""

            def execute(self, query: str) -> duckdb.DuckDBPyConnection:
                threads = connection.execute("SELECT current_setting('threads')").fetchone()
                if query.startswith("SELECT") and threads != (1,):
                    raise duckdb.OutOfMemoryException("too many threads")
                return connection.execute(query)

        assert fetched(Tight(), "SELECT count(*) FROM claims") == [(mini_tables["claims"].num_rows,)]
        assert connection.execute("SELECT current_setting('threads') > 1").fetchone() == (os.cpu_count() != 1,)


@pytest.mark.parametrize("limit", ["much", "-1GB", "10 apples", ""])
def test_a_memory_limit_that_is_none_is_refused(limit, mini_package, capsys, monkeypatch):
    with pytest.raises(ReportedlyError, match="no amount of memory"):
        check_package(mini_package, memory_limit=limit)
    monkeypatch.setattr("sys.argv", ["reportedly", "check", str(mini_package), "--memory-limit", limit])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == cli.CANNOT_RUN
    assert "write 2GB or 500MB" in capsys.readouterr().err


def test_a_check_with_little_memory_finds_the_same(mini_package):
    assert check_package(mini_package, memory_limit="100MB") == check_package(mini_package)


def test_small_parts_come_together_in_one_batch(mini_tables, tmp_path, monkeypatch):
    rows = mini_tables["claims"]
    table = in_files({"claims": rows}, tmp_path, parts=rows.num_rows)["claims"]
    monkeypatch.setattr(stored, "BATCH_ROWS", 4)
    sizes = [batch.num_rows for batch in table.batches()]
    assert len(table.paths) == rows.num_rows
    assert sizes == [4] * (rows.num_rows // 4) + [rows.num_rows % 4] * (rows.num_rows % 4 > 0)
    read = pa.Table.from_batches(table.batches(["claim_id", "char_start"]))
    assert read.equals(pa.table(rows.select(["claim_id", "char_start"]).columns, names=["claim_id", "char_start"]))
