"""`from reportedly.schemas import claims`: pandera schemas for frames of one's own."""

from __future__ import annotations

import io
import subprocess
import sys

import pandas as pd
import pandera.errors
import pandera.pandas as pa
import pytest

from reportedly import schemas
from reportedly.query.load import load
from reportedly.standard import read_standard

TABLES = sorted(read_standard().tables)


def failures(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> pd.DataFrame:
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        schema.validate(frame, lazy=True)
    return caught.value.failure_cases


def test_there_is_a_schema_for_each_table_and_they_are_listed():
    assert dir(schemas) == TABLES
    assert all(isinstance(getattr(schemas, name), pa.DataFrameSchema) for name in TABLES)
    from reportedly.schemas import claims  # noqa: PLC0415

    assert claims is schemas.claims


@pytest.mark.parametrize("table", TABLES)
def test_a_frame_that_load_gives_is_valid_and_comes_back_as_it_was(table, published_mini):
    frame = load(table, published_mini)
    validated = getattr(schemas, table).validate(frame, lazy=True)
    pd.testing.assert_frame_equal(validated, frame)
    assert list(validated.dtypes) == list(frame.dtypes)


@pytest.mark.parametrize("backend", [None, "numpy_nullable", "pyarrow"])
@pytest.mark.parametrize("table", TABLES)
def test_a_frame_that_pandas_reads_from_parquet_is_valid(table, backend, published_mini):
    options = {} if backend is None else {"dtype_backend": backend}
    frame = pd.read_parquet(published_mini / "dataset" / f"{table}.parquet", **options)
    getattr(schemas, table).validate(frame, lazy=True)


@pytest.mark.parametrize("table", TABLES)
def test_a_frame_that_pandas_reads_from_csv_is_valid(table, published_mini):
    text = pd.read_parquet(published_mini / "dataset" / f"{table}.parquet").to_csv(index=False)
    getattr(schemas, table).validate(pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""]), lazy=True)


def test_a_failing_frame_gives_panderas_report_with_every_case(published_mini):
    frame = load("claims", published_mini)
    frame["polarity"] = frame["polarity"].cat.add_categories(["maybe"])
    frame.loc[3, "polarity"] = "maybe"
    frame.loc[4, "char_start"] = -3
    frame.loc[5, "quote"] = pd.NA
    frame.loc[6, "claim_id"] = frame.loc[7, "claim_id"]
    cases = failures(schemas.claims, frame)
    found = {(case["column"], case["index"]) for case in cases.to_dict("records")}
    assert found == {("polarity", 3), ("char_start", 4), ("quote", 5), ("claim_id", 6), ("claim_id", 7)}


@pytest.mark.parametrize(
    "value",
    ["many", 1.5, 10**12],
    ids=["words", "a fraction", "too large"],
)
def test_what_cannot_be_cast_is_reported_as_a_wrong_dtype(value, published_mini):
    frame = load("claims", published_mini)
    frame["char_end"] = frame["char_end"].astype(object)
    frame.loc[0, "char_end"] = value
    cases = failures(schemas.claims, frame)
    assert "dtype('Int32')" in set(cases[cases["column"] == "char_end"]["check"])


def test_a_column_too_many_or_too_few_is_reported(published_mini):
    frame = load("actors", published_mini)
    assert "column_in_schema" in set(failures(schemas.actors, frame.assign(age=1))["check"])
    assert "column_in_dataframe" in set(failures(schemas.actors, frame.drop(columns="name"))["check"])


def test_the_frame_that_was_given_is_not_changed(published_mini):
    frame = pd.read_parquet(published_mini / "dataset" / "claims.parquet")
    dtypes = list(frame.dtypes)
    schemas.claims.validate(frame)
    assert list(frame.dtypes) == dtypes


def test_a_schema_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"module 'reportedly.schemas' has no attribute 'claim'"):
        _ = schemas.claim


def test_importing_the_module_compiles_nothing():
    code = (
        "import sys, reportedly.schemas; print([name for name in ('pandas', 'pandera', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"
