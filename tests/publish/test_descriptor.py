"""`datapackage.json`: valid Data Package v2, no nulls, licences and hashes for each resource."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frictionless
import pyarrow as pa
import pytest

from reportedly.publish.descriptor import (
    Part,
    Stored,
    descriptor,
    has_texts,
    package_hash,
    resource_path,
    sources_of,
)
from reportedly.publish.package import write_package
from reportedly.publish.parquet import content_hash, file_hash
from reportedly.publish.swap import OPTIONAL, PARTS
from reportedly.standard import read_standard
from reportedly.standard.to_arrow import arrow_schema

ROOT = Path(__file__).parents[2]
STANDARD = read_standard()
CC_BY = {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}
PACKAGE: dict[str, Any] = {
    "name": "two-reports",
    "title": "Two reports",
    "version": "0.1.0",
    "created": "2026-11-21T00:00:00Z",
    "keywords": [],
    "homepage": None,
    "contributors": [{"title": "A. Coder", "path": None, "roles": []}],
    "licenses": [CC_BY],
}
ARTICLE = {
    "article_id": "a",
    "title": "Strike kills two",
    "char_count": 16,
    "text_sha256": "0" * 64,
    "text": "Strike kills two",
}


def tables(**rows: list[dict[str, Any]]) -> dict[str, pa.Table]:
    """Every table of the standard, without rows but for those named."""
    return {
        name: pa.Table.from_pylist(rows.get(name, []), schema=nullable(arrow_schema(contract, STANDARD.version)))
        for name, contract in STANDARD.tables.items()
    }


def nullable(schema: pa.Schema) -> pa.Schema:
    """A schema for rows that show only what a test is about."""
    return pa.schema([field.with_nullable(True) for field in schema], metadata=schema.metadata)


def compiled(package: dict[str, Any] | None = None, **rows: list[dict[str, Any]]) -> dict[str, Any]:
    made = tables(**rows)
    stored = {name: as_one_file(name, table) for name, table in made.items()}
    return descriptor(PACKAGE if package is None else package, stored, sources_of(made["articles"]), STANDARD)


def as_one_file(name: str, table: pa.Table) -> Stored:
    part = Part(resource_path(name), 0, "0" * 64, table.num_rows)
    return Stored((part,), content_hash(table), has_texts=has_texts(table))


def resource(content: dict[str, Any], name: str) -> dict[str, Any]:
    return next(entry for entry in content["resources"] if entry["name"] == name)


def holes(value: Any, path: str = "") -> Iterator[str]:
    """Where a descriptor holds null, or an empty list that Data Package v2 refuses."""
    if value is None:
        yield path
    elif isinstance(value, dict):
        for key, entry in value.items():
            if entry == [] and key in ("licenses", "contributors", "keywords", "roles"):
                yield f"{path}.{key}"
            yield from holes(entry, f"{path}.{key}")
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from holes(entry, f"{path}[{number}]")


@pytest.mark.parametrize("package", [PACKAGE, {"name": "bare"}, {"name": "bare", "licenses": None}])
@pytest.mark.parametrize("articles", [[ARTICLE], []], ids=["an article", "no article"])
def test_the_descriptor_has_no_null_and_is_valid(package: dict[str, Any], articles: list[dict[str, Any]]) -> None:
    content = compiled(package, articles=articles)
    assert list(holes(content)) == []
    report = frictionless.Package.validate_descriptor(content)
    assert report.valid, report.flatten(["note"])
    assert json.loads(json.dumps(content)) == content


def test_the_published_descriptor_has_no_null_and_is_valid() -> None:
    content = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    assert list(holes(content)) == []
    report = frictionless.Package.validate_descriptor(content)
    assert report.valid, report.flatten(["note"])
    assert content["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"


def test_what_the_seeds_say_of_the_package_stands_in_the_descriptor() -> None:
    content = compiled()
    assert content["title"] == "Two reports"
    assert content["contributors"] == [{"title": "A. Coder"}]
    assert not {"homepage", "keywords"} & set(content)


def test_every_table_is_a_resource_with_its_schema() -> None:
    content = compiled()
    assert [entry["name"] for entry in content["resources"]] == sorted(STANDARD.tables)
    for entry in content["resources"]:
        contract = STANDARD.tables[entry["name"]]
        assert (entry["type"], entry["format"]) == ("table", "parquet")
        assert [field["name"] for field in entry["schema"]["fields"]] == list(contract.columns)
        assert all("description" in field and "example" in field for field in entry["schema"]["fields"])
        assert entry["schema"]["primaryKey"] == list(contract.primary_key)


def test_terms_stand_as_enum_and_as_categories_with_their_definitions() -> None:
    fields = {field["name"]: field for field in resource(compiled(), "claims")["schema"]["fields"]}
    vocabulary = STANDARD.tables["claims"].by_name["polarity"].vocabulary
    assert vocabulary is not None
    assert fields["polarity"]["constraints"]["enum"] == list(vocabulary.names)
    assert fields["polarity"]["categories"] == [
        {"value": term.name, "label": term.definition} for term in vocabulary.terms
    ]


def test_nan_is_missing_in_number_columns_and_nowhere_else() -> None:
    for entry in compiled()["resources"]:
        for field in entry["schema"]["fields"]:
            expected = ["", "nan"] if field["type"] in ("integer", "number") else None
            assert field.get("missingValues") == expected, (entry["name"], field["name"])
        assert "missingValues" not in entry["schema"]


def test_every_resource_names_its_licence() -> None:
    content = compiled(articles=[ARTICLE])
    assert all(entry["licenses"][0] == CC_BY for entry in content["resources"])
    assert [entry["name"] for entry in content["resources"] if len(entry["licenses"]) > 1] == ["articles"]


def test_texts_are_under_the_rights_of_their_publishers() -> None:
    last = resource(compiled(articles=[ARTICLE]), "articles")["licenses"][-1]
    assert last["name"] == "other-closed"
    assert last["title"].startswith("Column text: rights remain with the publishers")


def test_where_texts_are_withheld_no_rights_in_them_are_named() -> None:
    withheld = [{**ARTICLE, "text": None}, {**ARTICLE, "article_id": "b", "text": None}]
    assert resource(compiled(articles=withheld), "articles")["licenses"] == [CC_BY]
    one_left = [withheld[0], {**ARTICLE, "article_id": "b"}]
    assert len(resource(compiled(articles=one_left), "articles")["licenses"]) == 2


def test_a_dataset_without_a_licence_claims_none() -> None:
    content = compiled({"name": "bare"})
    assert not any("licenses" in entry for entry in content["resources"])


def test_articles_are_the_sources() -> None:
    articles = [ARTICLE, {"article_id": "b", "source_url": "https://example.org/b"}]
    assert compiled(articles=articles)["sources"] == [
        {"title": "Strike kills two"},
        {"title": "b", "path": "https://example.org/b"},
    ]


def test_rows_and_hashes_are_those_of_the_files(tmp_path: Path) -> None:
    made = tables(articles=[ARTICLE])
    write_package(tmp_path, PACKAGE, made, STANDARD)
    content = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for entry in content["resources"]:
        assert entry["rows"] == made[entry["name"]].num_rows
        assert entry["hash"] == f"sha256:{file_hash(tmp_path / entry['path'])}"
        assert entry["reportedly:contentHash"] == content_hash(made[entry["name"]])


def test_a_package_is_exactly_the_parts_that_are_swapped(tmp_path: Path) -> None:
    write_package(tmp_path, PACKAGE, tables(), STANDARD)
    assert {path.name for path in tmp_path.iterdir()} == set(PARTS) - set(OPTIONAL)
    write_package(tmp_path, PACKAGE, tables(), STANDARD, lambda content: dict.fromkeys(OPTIONAL, content["name"]))
    assert {path.name for path in tmp_path.iterdir()} == set(PARTS)
    assert {(tmp_path / name).read_text("utf-8") for name in OPTIONAL} == {PACKAGE["name"]}


def test_the_package_hash_depends_on_every_table_and_its_name() -> None:
    hashes = {"articles": "1", "claims": "2"}
    others = [
        {"articles": "1", "claims": "3"},
        {"articles": "2", "claims": "1"},
        {"articles": "1"},
        {"a": "1", "claims": "2"},
    ]
    assert package_hash(hashes) == package_hash(dict(reversed(hashes.items())))
    assert len({package_hash(one) for one in [hashes, *others]}) == 5
    one, other = compiled(), compiled(articles=[ARTICLE])
    assert one["reportedly:contentHash"] != other["reportedly:contentHash"]


def test_the_same_tables_give_the_same_descriptor(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_package(tmp_path / name, PACKAGE, tables(articles=[ARTICLE]), STANDARD)
    assert (tmp_path / "one/datapackage.json").read_bytes() == (tmp_path / "other/datapackage.json").read_bytes()


def test_a_package_without_rows_is_valid_for_frictionless(tmp_path: Path) -> None:
    write_package(tmp_path, PACKAGE, tables(), STANDARD)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "note"])


@pytest.mark.slow
def test_frictionless_finds_the_real_dataset_valid() -> None:
    command = Path(sys.executable).parent / "frictionless"
    done = subprocess.run(
        [str(command), "validate", "datapackage.json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "INVALID" not in done.stdout
    assert len(re.findall(r"\bVALID\b", done.stdout)) == len(STANDARD.tables)
