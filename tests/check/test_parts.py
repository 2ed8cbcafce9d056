"""A table may be cut into parts. It has the findings of one in a single file, and parts have findings of their own."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from reportedly.check import CheckResult, stored
from reportedly.check.package import check_package
from reportedly.errors import ReportedlyError
from reportedly.query.connect import connect
from reportedly.query.load import load
from reportedly.query.show import show
from reportedly.query.tables import read_parquet
from reportedly.release.snapshot import read_snapshot
from reportedly.standard import read_standard

pytestmark = pytest.mark.slow

CASES = Path(__file__).resolve().parents[1] / "rules"
RULES = ("rows_are_sorted", "quote_matches_text", "keys_are_unique", "terms_are_defined", "columns_follow_the_contract")
HOLDS, THERE, INSIDE = "published_hashes_hold", "resource_files_are_there", "resource_paths_stay_inside"


@pytest.fixture
def parted(mini_package, cut_package) -> Path:
    """The mini package with claims and articles in three parts each."""
    return cut_package(mini_package, "claims", "articles")


def part(package: Path, number: int, table: str = "claims") -> Path:
    return package / "dataset" / table / f"part-{number:03d}.parquet"


def edit(package: Path, change: Callable[[dict[str, Any]], Any], table: str = "claims") -> None:
    file = package / "datapackage.json"
    content = json.loads(file.read_text("utf-8"))
    change(next(entry for entry in content["resources"] if entry["name"] == table))
    file.write_text(json.dumps(content), encoding="utf-8")


def listed(package: Path, number: int) -> None:
    """State a part that was changed as it is now."""
    path = part(package, number)
    found = {
        "bytes": path.stat().st_size,
        "hash": f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
        "rows": pq.read_metadata(path).num_rows,
    }
    edit(package, lambda entry: entry["parts"][number].update(found))


def found(result: CheckResult) -> set[tuple[str, str | None, str | None]]:
    return {(one.rule, one.column, one.value) for one in result.findings}


@pytest.mark.parametrize("folders", [False, True])
@pytest.mark.parametrize("is_large", [False, True])
def test_the_dataset_in_parts_is_clean(  # noqa: PLR0917
    is_large, folders, repo_root, tmp_path, cut_package, monkeypatch
):
    for name in ("dataset", "datapackage.json"):
        source = repo_root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    whole = check_package(tmp_path)
    monkeypatch.setattr(stored, "SMALL_ROWS", -1 if is_large else 50_000)
    assert whole.is_clean
    assert check_package(cut_package(tmp_path, folders=folders)) == whole


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("rule", RULES)
def test_a_package_in_parts_has_the_findings_of_one_in_single_files(  # noqa: PLR0917
    rule, is_large, mini_package, mini_tables, edit_tables, cut_package, monkeypatch
):
    cases = yaml.safe_load((CASES / f"{rule}.yaml").read_text("utf-8"))["cases"]
    broken = edit_tables(mini_tables, [edit for case in cases for edit in case["edits"]])
    for name, table in broken.items():
        pq.write_table(
            table.cast(pa.schema(one.with_nullable(True) for one in table.schema)), file_of(mini_package, name)
        )
    single = check_package(mini_package)
    assert rule in {one.rule for one in single.findings}
    monkeypatch.setattr(stored, "SMALL_ROWS", -1 if is_large else 50_000)
    in_parts = check_package(cut_package(mini_package))
    # Cutting wrote files of which the new hashes tell the truth.
    without = [one for one in single.findings if (one.rule, one.column) != (HOLDS, "hash")]
    assert in_parts == replace(single, findings=without)


def file_of(package: Path, table: str) -> Path:
    return package / "dataset" / f"{table}.parquet"


@pytest.mark.parametrize("missing", [0, 2])
def test_a_part_that_is_missing_is_named_and_the_table_is_not_read(missing, parted):
    part(parted, missing).unlink()
    result = check_package(parted)
    assert found(result) == {(THERE, "path", f"dataset/claims/part-00{missing}.parquet")}
    assert "claims" in result.not_run["quote_matches_text"]


def test_a_part_outside_the_package_is_not_read(parted, tmp_path):
    outside = tmp_path / "outside.parquet"
    part(parted, 1).rename(outside)
    part(parted, 1).symlink_to(outside)
    edit(parted, lambda entry: entry["path"].__setitem__(0, "../outside.parquet"), "articles")
    result = check_package(parted)
    assert {(one.rule, one.table, one.value) for one in result.findings if one.rule == INSIDE} == {
        (INSIDE, "claims", "dataset/claims/part-001.parquet"),
        (INSIDE, "articles", "../outside.parquet"),
    }
    assert {"claims", "articles"} <= set(" ".join(result.not_run.values()).replace(",", "").split())


def test_a_file_among_the_parts_that_is_not_listed_is_found(parted):
    shutil.copy(part(parted, 1), part(parted, 7))
    result = check_package(parted)
    assert found(result) == {(THERE, "path", "dataset/claims/part-007.parquet")}
    assert result.not_run == {}


def test_a_part_that_is_listed_twice_is_found(parted):
    edit(parted, lambda entry: entry["path"].append(entry["path"][0]))
    assert found(check_package(parted)) == {(THERE, "path", "dataset/claims/part-000.parquet")}


def test_a_part_that_was_changed_is_told_by_hash_and_bytes_and_rows(parted):
    rows = pq.ParquetFile(part(parted, 1)).read()
    pq.write_table(rows.slice(1), part(parted, 1), compression="none")
    result = check_package(parted)
    about = {(one.column, one.key) for one in result.findings if one.rule == HOLDS}
    own = {(f"parts.1.{column}", "dataset/claims/part-001.parquet") for column in ("hash", "bytes", "rows")}
    assert about == own | {("rows", None), ("reportedly:contentHash", None)}


@pytest.mark.parametrize("claim", [("rows", 17), ("bytes", 1), ("hash", "sha256:" + "0" * 64)])
def test_what_the_descriptor_says_wrongly_of_a_part_is_found(claim, parted):
    edit(parted, lambda entry: entry["parts"][2].update([claim]))
    assert found(check_package(parted)) == {(HOLDS, f"parts.2.{claim[0]}", str(claim[1]))}


def test_parts_that_changed_places_are_found_by_content_and_order(parted):
    def swap(entry: dict[str, Any]) -> None:
        entry["path"].reverse()
        entry["parts"].reverse()

    edit(parted, swap)
    result = check_package(parted)
    assert {(one.rule, one.column) for one in result.findings} == {
        (HOLDS, "reportedly:contentHash"),
        ("rows_are_sorted", "article_id"),
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry["parts"].reverse(),
        lambda entry: entry["parts"].pop(),
        lambda entry: entry["parts"].__setitem__(0, "dataset/claims/part-000.parquet"),
    ],
)
def test_parts_that_are_not_those_of_the_paths_are_found(change, parted):
    edit(parted, change)
    assert {(one.rule, one.column) for one in check_package(parted).findings} == {(HOLDS, "parts")}


@pytest.mark.parametrize("is_large", [False, True])
def test_a_part_with_other_columns_is_named_and_the_table_is_not_read(is_large, parted, monkeypatch):
    monkeypatch.setattr(stored, "SMALL_ROWS", -1 if is_large else 50_000)
    rows = pq.ParquetFile(part(parted, 1)).read()
    place = rows.schema.get_field_index("char_start")
    pq.write_table(rows.set_column(place, "char_start", rows["char_start"].cast("int64")), part(parted, 1))
    listed(parted, 1)
    result = check_package(parted)
    (finding,) = result.findings
    assert (finding.rule, finding.table, finding.key, finding.column, finding.value, finding.expected) == (
        "columns_follow_the_contract",
        "claims",
        "dataset/claims/part-001.parquet",
        "char_start",
        "char_start int64",
        "char_start int32",
    )
    assert "claims" in result.not_run["quote_matches_text"]
    with pytest.raises(ReportedlyError, match=r"part-001\.parquet has not the columns of the first part"):
        load("claims", parted)


@pytest.fixture
def in_folder(mini_package, cut_package) -> Path:
    """The mini package with its claims in a folder: `path` names the folder, `parts` the files."""
    return cut_package(mini_package, "claims", folders=True)


@pytest.mark.parametrize("path", ["dataset", "dataset/claims/part-000.parquet", "../claims", "x" * 5_000, "\0"])
def test_the_parts_lie_in_the_folder_that_the_path_names(path, in_folder):
    edit(in_folder, lambda entry: entry.update(path=path))
    result = check_package(in_folder)
    astray = {(INSIDE, "path", f"dataset/claims/part-00{number}.parquet") for number in range(3)}
    assert {one for one in found(result) if one[0] == INSIDE} == astray
    assert "claims" in result.not_run["quote_matches_text"]


@pytest.mark.parametrize("parts", [[], None, "dataset/claims/part-000.parquet", [{"rows": 1}], [7]])
def test_a_folder_without_a_list_of_its_parts_is_no_table(parts, in_folder):
    edit(in_folder, lambda entry: entry.update(parts=parts))
    result = check_package(in_folder)
    assert {one.rule for one in result.findings} & {INSIDE, THERE}
    assert "claims" in result.not_run["quote_matches_text"]


def test_what_a_folder_says_of_its_parts_is_held_against_them(in_folder):
    edit(in_folder, lambda entry: entry["parts"][2].update(rows=17))
    assert found(check_package(in_folder)) == {(HOLDS, "parts.2.rows", "17")}
    edit(in_folder, lambda entry: entry["parts"].pop())
    unlisted = (THERE, "path", "dataset/claims/part-002.parquet")
    assert unlisted in found(check_package(in_folder))


def test_a_damaged_part_is_a_finding(parted):
    part(parted, 2).write_bytes(b"PAR1")
    result = check_package(parted)
    assert [(one.rule, one.table) for one in result.findings] == [("resource_files_are_readable", "claims")]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda entry: entry.pop("parts"), "parts"),
        (lambda entry: entry.update(hash="sha256:" + "0" * 64), "$.resources[8].hash"),
        (lambda entry: entry["parts"][0].pop("rows"), "parts.0.rows"),
        (lambda entry: entry["parts"][0].update(rows=True), "parts.0.rows"),
    ],
)
def test_the_profile_asks_for_the_parts_of_a_table_in_parts(change, place, parted):
    edit(parted, change)
    assert {one.column for one in check_package(parted).findings} == {place}


def test_the_limits_hold_for_a_table_and_not_for_each_of_its_parts(parted, monkeypatch):
    rows = sum(pq.read_metadata(part(parted, number)).num_rows for number in range(3))
    monkeypatch.setenv("REPORTEDLY_MAX_TABLE_ROWS", str(rows - 1))
    refused = [one for one in check_package(parted).findings if one.table == "claims"]
    assert [(one.rule, f"{rows} rows" in one.message) for one in refused] == [("resource_files_are_readable", True)]
    monkeypatch.setenv("REPORTEDLY_MAX_TABLE_ROWS", str(max(rows, 1000)))
    assert check_package(parted).is_clean


@pytest.mark.parametrize("folders", [False, True])
def test_a_package_in_parts_is_opened_as_one_in_single_files(folders, published_mini, mini_package, cut_package):
    cut_package(mini_package, folders=folders)
    whole, parted = connect(published_mini), connect(mini_package)
    for table in read_standard().tables:
        assert parted.table(table).fetchall() == whole.table(table).fetchall()
        pd.testing.assert_frame_equal(load(table, mini_package), load(table, published_mini))
    key = whole.sql("SELECT min(claim_id) FROM claims").fetchall()[0][0]
    assert show(key, mini_package) == show(key, published_mini)
    assert (
        read_snapshot(mini_package, "x")
        .tables["claims"]
        .table.equals(read_parquet([file_of(published_mini, "claims")]))
    )
