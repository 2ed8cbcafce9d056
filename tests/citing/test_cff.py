"""CITATION.cff is made of the descriptor. Validity is checked in CI: cffconvert needs an environment of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.citing.cff import citation_cff
from reportedly.errors import ReportedlyError

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTOR: dict[str, Any] = {
    "name": "two-reports",
    "title": "Two reports: one, two",
    "version": "0.1.0",
    "created": "2026-11-21T00:00:00Z",
    "licenses": [{"name": "CC-BY-4.0"}],
    "contributors": [{"title": "The counters"}, {"givenName": "Ana", "familyName": "Núñez"}],
    "reportedly:contentHash": "0" * 64,
}


def written(**changes: Any) -> dict[str, Any]:
    return dict(yaml.safe_load(citation_cff({**DESCRIPTOR, **changes})))


def test_it_is_a_dataset_with_its_version_and_day() -> None:
    content = written()
    assert content["cff-version"] == "1.2.0"
    assert content["type"] == "dataset"
    assert content["title"] == "Two reports: one, two"
    assert content["version"] == "0.1.0"
    assert content["date-released"] == "2026-11-21"
    assert content["license"] == "CC-BY-4.0"
    assert content["message"]


def test_an_entity_has_a_name_and_a_person_names() -> None:
    assert written()["authors"] == [{"name": "The counters"}, {"family-names": "Núñez", "given-names": "Ana"}]


def test_nothing_is_invented() -> None:
    assert not {"doi", "url", "repository", "abstract", "keywords"} & set(written())
    assert written(homepage="https://example.org")["url"] == "https://example.org"


def test_several_licences_are_a_list() -> None:
    assert written(licenses=[{"name": "MIT"}, {"name": "CC-BY-4.0"}])["license"] == ["MIT", "CC-BY-4.0"]


def test_it_changes_with_releases_and_not_with_builds() -> None:
    assert citation_cff(DESCRIPTOR) == citation_cff({**DESCRIPTOR, "reportedly:contentHash": "1" * 64})


def test_without_an_author_it_is_refused_and_the_message_says_what_to_do() -> None:
    with pytest.raises(ReportedlyError, match=r"contributors to seeds/package\.yaml"):
        citation_cff({**DESCRIPTOR, "contributors": []})


def test_the_committed_file_is_what_the_descriptor_gives() -> None:
    descriptor = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    if not descriptor.get("contributors"):
        pytest.skip("datapackage.json names no contributors: add them to seeds/package.yaml and build")
    assert (ROOT / "CITATION.cff").read_text("utf-8") == citation_cff(descriptor), "run python scripts/citing.py"


def test_the_committed_file_is_of_the_version_and_day_of_the_seeds() -> None:
    package = yaml.safe_load((ROOT / "seeds" / "package.yaml").read_text("utf-8"))
    content = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert content["version"] == str(package["version"]), "run python scripts/citing.py"
    assert content["date-released"] == package["created"][:10], "run python scripts/citing.py"
