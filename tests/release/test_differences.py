"""What differs between two packages: small edits, and exactly what they make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from reportedly.errors import ReportedlyError
from reportedly.release.differences import Difference, TableDifference, TypeChange, compare_tables, diff_packages
from reportedly.release.make import Release
from reportedly.release.rows import CellChange, RowChange
from reportedly.release.snapshot import TableSnapshot

ROOT = Path(__file__).parents[2]
Schema = dict[str, Any]


def only(difference: Difference) -> TableDifference:
    """The one table that differs."""
    (table,) = difference.changed_tables
    return table


def snapshot(key: tuple[str, ...] = ("id",), required: frozenset[str] = frozenset(), **columns: Any) -> TableSnapshot:
    return TableSnapshot(pa.table(columns), key, {}, required)


def test_a_package_is_the_same_as_itself(built: Path) -> None:
    difference = diff_packages(built, built)
    assert difference.is_same
    assert [table.name for table in difference.tables if table.old_rows != table.new_rows] == []


def test_the_dataset_of_this_repository_is_the_same_as_itself() -> None:
    assert diff_packages(ROOT, ROOT).is_same


def test_withheld_texts_are_counted_and_are_no_difference(built: Path, released: Release) -> None:
    for pair in ((built, released.archive), (released.archive, built)):
        difference = diff_packages(*pair)
        assert difference.is_same
        assert difference.withheld == 2


def test_a_changed_cell_is_found_by_key_and_column(built: Path, edited: Callable[..., Path], cell: Any) -> None:
    difference = diff_packages(built, edited(places=cell("country", 0, None)))
    (row,) = only(difference).rows_changed
    (change,) = row.cells
    assert (change.column, change.new) == ("country", None)
    assert len(row.key) == 1
    assert not difference.is_same


def test_rows_added_and_removed_are_found_by_key(built: Path, edited: Callable[..., Path]) -> None:
    fewer = edited(events=lambda table: table.slice(1))
    event_ids = pa.parquet.read_table(built / "dataset" / "events.parquet").column("event_id").to_pylist()
    assert only(diff_packages(built, fewer)).rows_removed == ((event_ids[0],),)
    assert only(diff_packages(fewer, built)).rows_added == ((event_ids[0],),)


def test_the_order_of_rows_is_no_difference(built: Path, edited: Callable[..., Path]) -> None:
    other = edited(claims=lambda table: table.take(list(range(table.num_rows))[::-1]))
    assert diff_packages(built, other).is_same


def test_how_text_is_encoded_is_no_difference(built: Path, edited: Callable[..., Path]) -> None:
    def encode(table: pa.Table) -> pa.Table:
        index = table.schema.get_field_index("coding")
        return table.set_column(index, "coding", table.column("coding").dictionary_encode())

    assert diff_packages(built, edited(claims=encode)).is_same


def test_a_renamed_column_is_recognised_by_its_values(built: Path, edited: Callable[..., Path]) -> None:
    def rename(table: pa.Table) -> pa.Table:
        return table.rename_columns(["harm_done" if name == "harm" else name for name in table.schema.names])

    table = only(diff_packages(built, edited(casualty_reports=rename)))
    assert table.columns_renamed == (("harm", "harm_done"),)
    assert (table.columns_removed, table.columns_added) == (("harm",), ("harm_done",))
    assert table.rows_changed == ()


def test_a_table_that_is_gone_is_named(built: Path, edited: Callable[..., Path]) -> None:
    def without(content: dict[str, Any]) -> None:
        content["resources"] = [entry for entry in content["resources"] if entry["name"] != "blocks"]

    other = edited(without)
    assert only(diff_packages(built, other)).presence == "removed"
    assert only(diff_packages(other, built)).presence == "added"


def test_another_key_is_named_and_rows_are_still_matched(
    built: Path, edited: Callable[..., Path], schema_of: Any
) -> None:
    def by_name(content: dict[str, Any]) -> None:
        schema_of(content, "places")["primaryKey"] = ["name"]

    table = only(diff_packages(built, edited(by_name)))
    assert (table.old_key, table.new_key) == (("place_id",), ("name",))
    assert (table.rows_added, table.rows_removed, table.rows_changed) == ((), (), ())


def test_terms_are_compared_as_the_descriptors_state_them(
    built: Path, edited: Callable[..., Path], schema_of: Any
) -> None:
    def other_terms(content: dict[str, Any]) -> None:
        (harm,) = [one for one in schema_of(content, "casualty_reports")["fields"] if one["name"] == "harm"]
        harm["constraints"]["enum"] = [*harm["constraints"]["enum"][1:], "displaced"]

    table = only(diff_packages(built, edited(other_terms)))
    assert table.terms_removed == (("harm", "killed"),)
    assert table.terms_added == (("harm", "displaced"),)


def test_what_the_package_says_of_itself_is_compared_but_not_version_and_date(
    built: Path, edited: Callable[..., Path]
) -> None:
    def describe(content: dict[str, Any]) -> None:
        content |= {"version": "9.0.0", "created": "2040-01-01", "title": "Another title"}
        del content["keywords"]

    difference = diff_packages(built, edited(describe))
    assert {change.column for change in difference.properties} == {"title", "keywords"}


def test_a_column_of_another_type() -> None:
    old, new = snapshot(id=["a"], n=[1]), snapshot(id=["a"], n=[1.0])
    assert compare_tables("t", old, new).types == (TypeChange("n", "int64, or null", "double, or null", True),)


@pytest.mark.parametrize(("before", "after", "is_breaking"), [(True, False, True), (False, True, False)])
def test_a_column_that_may_now_be_null_is_breaking_and_the_other_way_is_not(
    before: bool, after: bool, is_breaking: bool
) -> None:
    sides = [snapshot(required=frozenset({"n"} if one else ()), id=["a"], n=[1]) for one in (before, after)]
    (change,) = compare_tables("t", *sides).types
    assert change.is_breaking is is_breaking


def test_rows_are_matched_by_a_key_of_several_columns_with_nulls() -> None:
    old = snapshot(("a", "b"), a=["x", "x", None], b=[1, 2, 1], v=["one", "two", "three"])
    new = snapshot(("a", "b"), a=[None, "x", "y"], b=[1, 2, 1], v=["THREE", "two", "four"])
    table = compare_tables("t", old, new)
    assert table.rows_changed == (RowChange((None, 1), (CellChange("v", "three", "THREE"),)),)
    assert (table.rows_added, table.rows_removed) == ((("y", 1),), (("x", 1),))


def test_rows_of_one_key_are_matched_in_their_order() -> None:
    old, new = snapshot(id=["a", "a"], v=[1, 2]), snapshot(id=["a", "a", "a"], v=[1, 3, 4])
    table = compare_tables("t", old, new)
    assert table.rows_changed == (RowChange(("a",), (CellChange("v", 2, 3),)),)
    assert table.rows_added == (("a",),)


def test_without_a_key_rows_are_matched_whole() -> None:
    table = compare_tables("t", snapshot((), v=[1, 1, 2]), snapshot((), v=[1, 2, 3]))
    assert (table.rows_removed, table.rows_added, table.rows_changed) == (((1,),), ((3,),), ())


def test_numbers_are_ordered_as_numbers() -> None:
    assert compare_tables("t", snapshot(id=[0]), snapshot(id=[0, 10, 9])).rows_added == ((9,), (10,))


def test_nan_is_nan() -> None:
    nan = float("nan")
    assert compare_tables("t", snapshot(id=[1], v=[nan]), snapshot(id=[1], v=[nan])).is_same


def test_moved_columns_are_a_difference() -> None:
    table = compare_tables("t", snapshot(id=[1], v=[1]), snapshot(v=[1], id=[1]))
    assert table.columns_moved
    assert not table.is_same


@pytest.mark.parametrize("schema", [None, [], {"fields": 3}, {"fields": [3, {"name": 1}]}, {"primaryKey": [1]}, {}])
def test_a_descriptor_without_a_schema_can_be_compared(built: Path, edited: Callable[..., Path], schema: Any) -> None:
    def spoil(content: dict[str, Any]) -> None:
        content["resources"][0]["schema"] = schema

    assert not diff_packages(built, edited(spoil)).is_same


@pytest.mark.parametrize("name", ["nowhere", "nowhere.zip", "file.txt"])
def test_what_is_no_package_cannot_be_compared(built: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("no package")
    with pytest.raises(ReportedlyError, match=name):
        diff_packages(built, tmp_path / name)


def test_a_damaged_table_cannot_be_compared(built: Path, edited: Callable[..., Path]) -> None:
    other = edited()
    (other / "dataset" / "claims.parquet").write_bytes(b"PAR1 not really PAR1")
    with pytest.raises(ReportedlyError, match=r"claims\.parquet is not a readable Parquet file"):
        diff_packages(built, other)


def test_files_that_are_no_tables_are_compared_by_their_hash(built: Path, edited: Callable[..., Path]) -> None:
    def with_map(content: dict[str, Any]) -> None:
        content["resources"].append({"name": "map", "path": "map.geojson"})

    sides = [edited(with_map), edited(with_map)]
    for side, words in zip(sides, ("{}", "[]"), strict=True):
        (side / "map.geojson").write_text(words)
    (change,) = diff_packages(*sides).others
    assert change.column == "map"
    assert diff_packages(built, sides[0]).others[0].old is None
