"""`connect()` and `reportedly sql`: a copy in memory, closed to files, network and extensions unless asked."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

import reportedly

ATTACKS = [
    "COPY claims TO '{here}/out.csv'",
    "COPY (SELECT 1) TO '/dev/stderr'",
    "EXPORT DATABASE '{here}/out'",
    "IMPORT DATABASE '{here}'",
    "ATTACH '{here}/out.db'",
    "ATTACH '{door}/x.db'",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_parquet('{here}/x.parquet')",
    "SELECT * FROM parquet_metadata('{here}/x.parquet')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM '{door}/x.parquet'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "INSTALL x FROM '{door}'",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "SET allowed_paths = ['/etc/passwd']",
    "SET lock_configuration = false",
    "SET temp_directory = '{here}'",
    "SET extension_directory = '{here}'",
    "SET memory_limit = '1TB'",
    "SET file_search_path = '/etc'",
    "PRAGMA enable_profiling = 'json'",
    "SET profiling_output = '{here}/out.json'",
    "CALL enable_logging(storage_path = '{here}')",
    "CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')",
    "PREPARE p AS COPY claims TO '{here}/out.csv'; EXECUTE p",
    "CREATE MACRO m() AS TABLE SELECT * FROM read_text('/etc/passwd'); FROM m()",
    "CREATE VIEW v AS SELECT * FROM read_text('/etc/passwd'); FROM v",
    "SELECT * FROM secret_of_the_caller",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_query_reads_and_writes_no_file_and_opens_nothing(published_mini, tmp_path, attack):
    import pandas as pd  # noqa: PLC0415

    secret_of_the_caller = pd.DataFrame({"secret": ["x"]})
    assert len(secret_of_the_caller) == 1
    (tmp_path / "x.parquet").write_bytes((published_mini / "dataset" / "claims.parquet").read_bytes())
    before = sorted(tmp_path.iterdir())
    with reportedly.connect(published_mini) as connection, pytest.raises(duckdb.Error):
        connection.execute(attack.format(here=tmp_path, door="http://127.0.0.1:9")).fetchall()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("attack", [ATTACKS[0], ATTACKS[6], ATTACKS[16], ATTACKS[19]])
def test_the_command_refuses_too_and_says_why(published_mini, tmp_path, run, attack):
    done = run("sql", attack.format(here=tmp_path), "--package", published_mini)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)
    assert done.stderr.startswith("reportedly: the query cannot be run\n")
    assert list((tmp_path / "here").iterdir()) == []


def test_what_a_query_deletes_is_a_copy(published_mini, run, files_of):
    before = files_of(published_mini)
    assert run("sql", "DELETE FROM claims", "--package", published_mini).returncode == 0
    assert files_of(published_mini) == before
    assert len(reportedly.load("claims", published_mini)) == 18


def test_external_access_is_there_for_who_asks(published_mini, tmp_path):
    with reportedly.connect(published_mini, external_access=True) as connection:
        connection.execute(f"COPY (SELECT 1 AS one) TO '{tmp_path}/out.csv'")
    assert (tmp_path / "out.csv").read_text("utf-8").split() == ["one", "1"]


def test_the_rules_of_a_check_run_closed(monkeypatch, published_mini):
    """A rule that reads a file, as a forged installation might bring one, gets none."""
    opened: list[duckdb.DuckDBPyConnection] = []
    connect = duckdb.connect

    def remember(*args, **options):
        opened.append(connect(*args, **options))
        with pytest.raises(duckdb.Error):
            opened[-1].execute("SELECT * FROM read_text('/etc/passwd')").fetchall()
        return opened[-1]

    monkeypatch.setattr("reportedly.check.rules.duckdb.connect", remember)
    assert reportedly.check(Path(published_mini)).is_clean
    assert opened
