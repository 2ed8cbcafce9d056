"""`load`: pandas frames in which null is null, whole numbers are whole and unknown words do not vanish."""

from __future__ import annotations

import os
from pathlib import Path

import frictionless
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import reportedly
from reportedly.errors import ReportedlyError
from reportedly.query.frames import to_frame
from reportedly.standard import bundle_folder, read_standard

STANDARD = read_standard()
NULLS = {
    ("casualty_reports", "upper"): 1,
    ("casualty_reports", "lower"): 1,
    ("casualty_reports", "victim_id"): 2,
    ("places", "geonames_id"): 2,
    ("places", "latitude"): 2,
    ("events", "date_start"): 1,
    ("claims", "confidence"): 3,
    ("articles", "published"): 1,
    ("attributions", "source_start"): 3,
}


def test_columns_have_nullable_dtypes(published: Path) -> None:
    expected = {
        "string": "string",
        "integer": "Int32",
        "number": "Float64",
        "boolean": "boolean",
        "date": "datetime64[ms]",
    }
    for name, contract in STANDARD.tables.items():
        frame = reportedly.load(name, published)
        assert list(frame.columns) == list(contract.columns)
        for field in contract.fields:
            due = "category" if field.vocabulary else expected[field.type]
            assert str(frame[field.name].dtype).removesuffix("[pyarrow]") == due, (name, field.name)


def test_columns_with_a_vocabulary_know_all_its_terms_in_their_order(published: Path) -> None:
    vocabulary = STANDARD.tables["claims"].by_name["certainty"].vocabulary
    assert vocabulary is not None
    certainty = reportedly.load("claims", published)["certainty"]
    assert tuple(certainty.cat.categories) == vocabulary.names
    assert certainty.value_counts()["possible"] == 1
    assert certainty.value_counts()["probable"] == 0


def test_a_row_reads_as_it_was_written(published: Path) -> None:
    frame = reportedly.load("casualty_reports", published).set_index("casualty_id")
    assert frame.loc["a.c001.k1", ["lower", "upper"]].tolist() == [3, 3]
    assert frame.loc["a.c002.k1", "upper"] is pd.NA
    assert reportedly.load("events", published)["date_start"].tolist() == [pd.Timestamp("2024-02-07"), pd.NaT]
    assert reportedly.load("claims", published)["quote"][0] == "Airstrike kills three — Kata’ib"
    assert reportedly.load("actors", published)["is_named"].sum() == 1


def test_tables_without_rows_load(published: Path) -> None:
    frame = reportedly.load("event_actors", published)
    assert len(frame) == 0
    assert list(frame.columns) == list(STANDARD.tables["event_actors"].columns)


@pytest.mark.parametrize(("table", "column"), NULLS)
def test_nulls_are_null_in_pandas_and_frictionless(published: Path, table: str, column: str) -> None:
    count = NULLS[table, column]
    path = published / "dataset" / f"{table}.parquet"
    assert reportedly.load(table, published)[column].isna().sum() == count
    assert pd.read_parquet(path)[column].isna().sum() == count
    resource = frictionless.Package(str(published / "datapackage.json")).get_resource(table)
    assert [row[column] for row in resource.read_rows()].count(None) == count


@pytest.mark.parametrize("table", STANDARD.tables)
def test_every_cell_is_as_null_as_in_the_file(published: Path, table: str) -> None:
    written = pq.read_table(published / "dataset" / f"{table}.parquet")
    loaded = reportedly.load(table, published)
    plain = pd.read_parquet(published / "dataset" / f"{table}.parquet")
    for column in written.column_names:
        nulls = written.column(column).is_null().to_pylist()
        assert loaded[column].isna().tolist() == nulls, column
        assert plain[column].isna().tolist() == nulls, column


def test_the_package_around_the_working_directory_is_loaded(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(published / "dataset")
    assert len(reportedly.load("claims")) == 3
    monkeypatch.chdir(tmp_path)
    installed = pq.read_metadata(bundle_folder() / "dataset" / "claims.parquet").num_rows
    assert len(reportedly.load("claims")) == installed


@pytest.mark.parametrize("form", [str, Path, lambda path: f"{path}{os.sep}", lambda path: path / "datapackage.json"])
def test_a_package_is_named_by_its_folder_or_descriptor(published: Path, form: type) -> None:
    assert len(reportedly.load("claims", form(published))) == 3


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("claim", "no table 'claim'. Did you mean 'claims'?"),
        ("casualty_report", "no table 'casualty_report'. Did you mean 'casualty_reports'?"),
        ("dead", "no table 'dead'. Tables: actor_names, "),
        ("../claims", "no table '../claims'. Did you mean 'claims'?"),
    ],
)
def test_an_unknown_table_is_refused_and_the_nearest_named(published: Path, name: str, advice: str) -> None:
    with pytest.raises(ReportedlyError) as caught:
        reportedly.load(name, published)
    assert str(caught.value).startswith(advice)
    assert "\n" not in str(caught.value)


def message(package: Path | str, table: str = "claims") -> str:
    with pytest.raises(ReportedlyError) as caught:
        reportedly.load(table, package)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_truncated_file_is_named(package: Path) -> None:
    file = package / "dataset" / "claims.parquet"
    file.write_bytes(file.read_bytes()[:-20])
    assert message(package).startswith(f"{file.resolve()}: not a readable Parquet file (")
    assert len(reportedly.load("events", package)) == 2


@pytest.mark.parametrize("content", [b"", b"PAR1", b"claim_id,quote\n"])
def test_a_file_that_is_no_parquet_is_named(package: Path, content: bytes) -> None:
    file = package / "dataset" / "claims.parquet"
    file.write_bytes(content)
    assert message(package).startswith(f"{file.resolve()}: not a readable Parquet file (")


def test_a_missing_file_is_named(package: Path) -> None:
    (package / "dataset" / "claims.parquet").unlink()
    assert message(package) == f"{package}: the file of table 'claims' is missing; run `reportedly check`"


def test_a_missing_column_is_named(package: Path) -> None:
    file = package / "dataset" / "claims.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["polarity"]), file)
    assert message(package) == f"{file.resolve()}: column 'polarity' is missing; run `reportedly check`"


def test_a_column_of_another_type_is_named(package: Path) -> None:
    file = package / "dataset" / "casualty_reports.parquet"
    table = pq.read_table(file)
    pq.write_table(table.set_column(table.schema.get_field_index("upper"), "upper", pa.array(["three", None])), file)
    assert message(package, "casualty_reports").endswith("; run `reportedly check`")


@pytest.mark.parametrize("stored", [pa.dictionary(pa.int8(), pa.string()), pa.large_string()], ids=str)
def test_text_loads_as_text_however_it_is_stored(package: Path, stored: pa.DataType) -> None:
    file = package / "dataset" / "claims.parquet"
    table = pq.read_table(file)
    schema = pa.schema([field.with_type(stored) if field.type == pa.string() else field for field in table.schema])
    expected = reportedly.load("claims", package)
    pq.write_table(table.cast(schema), file)
    pd.testing.assert_frame_equal(reportedly.load("claims", package), expected)


def test_a_word_that_is_no_term_is_shown_and_not_turned_into_null(package: Path) -> None:
    file = package / "dataset" / "claims.parquet"
    table = pq.read_table(file)
    words = pa.array(["positive", "newer_term", "positive"])
    pq.write_table(table.set_column(table.schema.get_field_index("polarity"), "polarity", words), file)
    polarity = reportedly.load("claims", package)["polarity"]
    assert polarity.tolist() == ["positive", "newer_term", "positive"]
    assert list(polarity.cat.categories) == ["positive", "negative", "newer_term"]


def test_a_folder_without_a_package_is_refused(tmp_path: Path) -> None:
    assert (
        message(tmp_path) == f"{tmp_path}: no datapackage.json here; run `reportedly build`, or name a package's folder"
    )
    assert (
        message(tmp_path / "none") == f"{tmp_path / 'none'}: no such folder; name a folder that holds datapackage.json"
    )


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, "\ufffe", "nan"])
def test_a_descriptor_that_is_no_json_is_refused(package: Path, content: str) -> None:
    (package / "datapackage.json").write_text(content, encoding="utf-16")
    assert message(package).startswith(f"{package / 'datapackage.json'}: not a JSON file (")
    (package / "datapackage.json").write_text(content, encoding="utf-8")
    assert message(package).startswith(f"{package / 'datapackage.json'}: not a")


@pytest.mark.parametrize(
    "content", ["1", "[]", "{}", '"reportedly:standard"', '{"resources": 1}', '{"resources": [{}]}']
)
def test_a_descriptor_of_something_else_is_refused(package: Path, content: str) -> None:
    (package / "datapackage.json").write_text(content, encoding="utf-8")
    assert message(package).endswith("not a Data Package descriptor: it lists no resources with names")


def test_terms_in_many_row_groups_with_words_of_their_own_keep_their_order() -> None:
    """Each row group has a dictionary of its own, in the order in which its words come."""
    contract = STANDARD.tables["claims"]
    vocabulary = contract.by_name["polarity"].vocabulary
    assert vocabulary is not None
    first, second = vocabulary.names[:2]
    words = [second, None, "odd", first, "strange", second, "odd", None]
    chunks = [pa.array(words[start : start + 2]) for start in range(0, len(words), 2)]
    stored = pa.chunked_array(chunks), pa.chunked_array([chunk.dictionary_encode() for chunk in chunks])
    for column in stored:
        frame = to_frame(pa.table({"polarity": column, "quote": pa.array(["x"] * len(words))}), contract)
        assert list(frame.columns) == ["polarity", "quote"]
        assert frame["polarity"].astype(object).where(frame["polarity"].notna(), None).tolist() == words
        assert frame["polarity"].cat.categories.tolist() == [*vocabulary.names, "odd", "strange"]
