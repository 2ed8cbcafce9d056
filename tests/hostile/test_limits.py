"""Limits: far above real use, set by the environment, and a message where one is reached."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly.check.package import check_package
from reportedly.errors import ReportedlyError
from reportedly.query import tables
from reportedly.query.load import load
from reportedly.query.tables import TooLargeError, read_parquet
from reportedly.query.unpack import set_limits
from reportedly.standard.limits import PREFIX, Limits, limits

length = tables._length_of_words
DOCS = Path(__file__).parents[2] / "docs" / "threat-model.md"


def test_every_limit_is_set_by_its_variable(monkeypatch):
    for number, field in enumerate(fields(Limits), 1):
        monkeypatch.setenv(PREFIX + field.name.upper(), str(number))
    assert [getattr(limits(), field.name) for field in fields(Limits)] == list(range(1, len(fields(Limits)) + 1))
    assert (set_limits().files, set_limits().size) == (limits().archive_files, limits().archive_bytes)


@pytest.mark.parametrize("value", ["", "0", "-1", "1.5", "many", "1e9", "9" * 30, "٣"])
def test_a_limit_that_is_no_number_is_refused(monkeypatch, value):
    monkeypatch.setenv("REPORTEDLY_MAX_TABLE_ROWS", value)
    with pytest.raises(ReportedlyError, match="REPORTEDLY_MAX_TABLE_ROWS"):
        limits()


def test_every_limit_and_its_default_are_documented():
    page = DOCS.read_text("utf-8")
    for field in fields(Limits):
        assert f"| `{PREFIX}{field.name.upper()}` | {field.default:,} |" in page


def test_a_dictionary_bomb_is_refused_before_it_unfolds(tmp_path, bomb):
    """Two kilobytes that would take a terabyte in memory."""
    path = bomb(tmp_path / "bomb.parquet", 1_000_000, 1_000_000)
    assert path.stat().st_size < 5_000
    with pytest.raises(TooLargeError, match="1,000,004,000,000 bytes in memory"):
        read_parquet([path])


def test_a_bomb_of_many_row_groups_columns_or_rows_is_refused(tmp_path):
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({f"c{number}": [1] for number in range(1_001)}), path)
    with pytest.raises(TooLargeError, match="1,001 columns"):
        read_parquet([path])
    pq.write_table(pa.table({"a": pa.nulls(1001)}), path)
    with pytest.raises(TooLargeError, match="1,001 rows, more than 1,000; if you trust it"):
        read_parquet([path], Limits(table_rows=1000))


def test_a_compressed_bomb_is_refused_by_what_its_footer_says(tmp_path):
    path = tmp_path / "x.parquet"
    table = pa.table({"a": ["x" * 50_000_000]})
    pq.write_table(table, path, compression="zstd", use_dictionary=False)
    assert path.stat().st_size < 100_000
    with pytest.raises(TooLargeError, match="bytes in memory, more than 1,000,000"):
        read_parquet([path], Limits(table_bytes=1_000_000))


def test_a_table_whose_words_could_be_too_long_but_are_not_is_read_as_it_is(tmp_path, monkeypatch):
    """One long word in thirty rows: by its footer it could be three megabytes, counted it is a tenth of that."""
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"a": ["x" * 100_000, *["y"] * 29]}), path)
    counted = []
    monkeypatch.setattr(tables, "_length_of_words", lambda *given: counted.append(given) or length(*given))
    assert read_parquet([path], Limits(table_bytes=1_000_000)).equals(pq.ParquetFile(path).read())
    assert len(counted) == 1
    with pytest.raises(TooLargeError, match="bytes in memory"):
        read_parquet([path], Limits(table_bytes=150_000))


def test_a_large_table_in_a_folder_that_reads_as_a_pattern_is_refused(tmp_path, bomb):
    (tmp_path / "[a]*").mkdir()
    path = bomb(tmp_path / "[a]*" / "x.parquet", 30, 100_000)
    assert read_parquet([path]).num_rows == 30
    with pytest.raises(TooLargeError, match="as a pattern"):
        read_parquet([path], Limits(table_bytes=2_000_000))


def test_check_reports_a_bomb_and_load_refuses_it(mini_package, bomb):
    bomb(mini_package / "dataset" / "claims.parquet", 1_000_000, 1_000_000)
    result = check_package(mini_package)
    found = {(one.rule, one.table) for one in result.findings if one.rule != "published_hashes_hold"}
    assert found == {("resource_files_are_readable", "claims")}
    with pytest.raises(ReportedlyError, match=r"claims\.parquet: not read: it takes"):
        load("claims", mini_package)


def test_a_descriptor_over_the_limit_is_refused(mini_package, monkeypatch):
    monkeypatch.setenv("REPORTEDLY_MAX_DESCRIPTOR_BYTES", "1000")
    with pytest.raises(ReportedlyError, match="more than 1,000; if you trust it, set REPORTEDLY_MAX_DESCRIPTOR_BYTES"):
        check_package(mini_package)


def test_a_list_of_hashes_over_the_limit_is_a_finding(mini_package, monkeypatch):
    size = (mini_package / "datapackage.json").stat().st_size
    (mini_package / "SHA256SUMS").write_text("x" * (size + 2), encoding="ascii")
    monkeypatch.setenv("REPORTEDLY_MAX_DESCRIPTOR_BYTES", str(size + 1))
    messages = [one.message for one in check_package(mini_package).findings]
    assert messages == ["the list of hashes is too large"]
