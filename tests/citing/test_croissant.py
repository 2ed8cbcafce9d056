"""Croissant tells what the descriptor tells, and mlcroissant loads every record of it as it stands in the files."""

from __future__ import annotations

import copy
import json
import math
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from reportedly.citing.croissant import CROISSANT, as_text, croissant
from reportedly.standard import read_standard

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTOR: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
TABLES = read_standard().tables
MLCROISSANT = "mlcroissant is not installed: pip install mlcroissant"
# What mlcroissant itself does with its libraries.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
]


def record_set(content: dict[str, Any], name: str) -> dict[str, Any]:
    return next(entry for entry in content["recordSet"] if entry["@id"] == name)


def field(content: dict[str, Any], table: str, column: str) -> dict[str, Any]:
    return next(entry for entry in record_set(content, table)["field"] if entry["name"] == column)


def test_the_committed_file_is_what_the_descriptor_gives() -> None:
    assert (ROOT / CROISSANT).read_text("utf-8") == as_text(DESCRIPTOR), "run python scripts/citing.py"


def test_the_same_descriptor_gives_the_same_bytes_and_is_left_as_it_was() -> None:
    before = copy.deepcopy(DESCRIPTOR)
    assert as_text(DESCRIPTOR) == as_text(json.loads(json.dumps(DESCRIPTOR)))
    assert before == DESCRIPTOR


def test_every_file_has_its_path_and_hash() -> None:
    files = {entry["contentUrl"]: entry["sha256"] for entry in croissant(DESCRIPTOR)["distribution"]}
    assert files == {entry["path"]: entry["hash"].removeprefix("sha256:") for entry in DESCRIPTOR["resources"]}


def test_every_table_is_a_record_set_with_its_columns_types_and_key() -> None:
    content = croissant(DESCRIPTOR)
    types = {"string": "Text", "integer": "Integer", "number": "Float", "boolean": "Boolean", "date": "Date"}
    assert [entry["@id"] for entry in content["recordSet"]] == sorted(TABLES)
    for name, table in TABLES.items():
        entry = record_set(content, name)
        assert [one["name"] for one in entry["field"]] == list(table.columns)
        for one in table.fields:
            found = field(content, name, one.name)
            assert found["dataType"] == f"sc:{types[one.type]}"
            assert found["description"].startswith(one.description)
        key = entry["key"] if isinstance(entry["key"], list) else [entry["key"]]
        assert [part["@id"] for part in key] == [f"{name}/{column}" for column in table.primary_key]


def test_every_foreign_key_is_told_and_stands_as_reference_where_mlcroissant_can_follow() -> None:
    content = croissant(DESCRIPTOR)
    for name, table in TABLES.items():
        for key in table.foreign_keys:
            assert f"Points to {key.table}.{key.target}." in field(content, name, key.field)["description"]
    assert field(content, "attributions", "actor_id")["references"] == {"field": {"@id": "actors/actor_id"}}
    assert field(content, "casualty_reports", "event_id")["references"] == {"field": {"@id": "events/event_id"}}
    assert "references" not in field(content, "casualty_reports", "subset_of")
    assert "references" not in field(content, "claims", "event_id")


def test_ids_are_unique() -> None:
    content = croissant(DESCRIPTOR)
    ids = [entry["@id"] for part in ("distribution", "recordSet") for entry in content[part]]
    ids += [one["@id"] for entry in content["recordSet"] for one in entry["field"]]
    assert len(ids) == len(set(ids))


def test_the_dataset_is_described() -> None:
    content = croissant({**DESCRIPTOR, "contributors": [{"title": "The counters"}], "homepage": "https://example.org"})
    assert content["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert content["name"] == DESCRIPTOR["title"]
    assert content["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert content["creator"] == [{"@type": "sc:Organization", "name": "The counters"}]
    assert content["url"] == "https://example.org"
    assert content["version"] == DESCRIPTOR["version"]
    assert content["datePublished"] == DESCRIPTOR["created"][:10]
    assert DESCRIPTOR["reportedly:contentHash"] in content["citeAs"]


def test_nothing_is_invented() -> None:
    bare = {key: value for key, value in DESCRIPTOR.items() if key in ("name", "resources")}
    assert not {"url", "creator", "license", "publisher", "datePublished", "version"} & set(croissant(bare))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The published package, opened by mlcroissant alone."""
    mlcroissant = pytest.importorskip("mlcroissant", reason=MLCROISSANT)
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT / "dataset", folder / "dataset")
    (folder / CROISSANT).write_text(as_text(DESCRIPTOR), encoding="utf-8")
    return mlcroissant.Dataset(str(folder / CROISSANT))


def plain(value: Any) -> Any:
    """A value of mlcroissant as Arrow has it: texts are bytes there, days are time stamps, null is NaN."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def test_mlcroissant_finds_nothing_wrong(loaded: Any) -> None:
    issues = loaded.metadata.ctx.issues
    assert (set(issues.errors), set(issues.warnings)) == (set(), set())


@pytest.mark.parametrize("name", TABLES)
def test_mlcroissant_loads_every_cell_of_a_table(loaded: Any, name: str) -> None:
    records = [
        {key.removeprefix(f"{name}/"): plain(value) for key, value in row.items()} for row in loaded.records(name)
    ]
    assert records == pq.read_table(ROOT / "dataset" / f"{name}.parquet").to_pylist()
