"""A citation says what the descriptor says, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reportedly.citing.cite import FORMATS, as_apa, as_bibtex, as_csl_json, cite_package, read_citation

ROOT = Path(__file__).resolve().parents[2]
HASH = "0123456789abcdef" * 4


def descriptor(**changes: Any) -> dict[str, Any]:
    """A descriptor with all that a citation uses; None leaves a property out."""
    stated = {
        "name": "two-reports",
        "title": "Two reports",
        "version": "1.2.0",
        "created": "2026-11-21T00:00:00Z",
        "contributors": [{"title": "The counters", "roles": ["author"]}],
        "homepage": "https://example.org/two",
        "keywords": ["war", "news"],
        "reportedly:standard": "0.1.0",
        "reportedly:contentHash": HASH,
        **changes,
    }
    return {key: value for key, value in stated.items() if value is not None}


def apa(**changes: Any) -> str:
    return as_apa(read_citation(descriptor(**changes))).split("\n")[0]


def bibtex(**changes: Any) -> str:
    return as_bibtex(read_citation(descriptor(**changes)))


def csl(**changes: Any) -> dict[str, Any]:
    (item,) = json.loads(as_csl_json(read_citation(descriptor(**changes))))
    return dict(item)


def test_apa_names_author_year_title_version_and_address() -> None:
    assert apa() == "The counters. (2026). Two reports (Version 1.2.0) [Data set]. https://example.org/two"


def test_apa_without_an_author_starts_with_the_title() -> None:
    assert apa(contributors=None) == "Two reports (Version 1.2.0) [Data set]. (2026). https://example.org/two"


def test_apa_without_a_date_says_so() -> None:
    assert "(n.d.)" in apa(created=None)


def test_persons_are_named_as_apa_does() -> None:
    persons = [
        {"givenName": "Ana Maria", "familyName": "Núñez"},
        {"givenName": "Jean-Luc", "familyName": "Roux"},
        {"title": "The counters"},
    ]
    assert apa(contributors=persons[:1]).startswith("Núñez, A. M. (2026). ")
    assert apa(contributors=persons[:2]).startswith("Núñez, A. M., & Roux, J. L. (2026). ")
    assert apa(contributors=persons).startswith("Núñez, A. M., Roux, J. L., & The counters. (2026). ")


def test_authors_are_those_with_that_role_or_else_those_without_any_or_the_maintainers() -> None:
    author, helper, funder = ({"title": "A", "roles": ["creator"]}, {"title": "B"}, {"title": "C", "roles": ["funder"]})
    assert [one.name for one in read_citation(descriptor(contributors=[helper, author, funder])).authors] == ["A"]
    assert [one.name for one in read_citation(descriptor(contributors=[helper, funder])).authors] == ["B"]
    assert read_citation(descriptor(contributors=[funder])).authors == ()
    keeper = {"title": "D", "roles": ["maintainer"]}
    assert [one.name for one in read_citation(descriptor(contributors=[funder, keeper])).authors] == ["D"]


def test_a_publisher_is_named_once() -> None:
    both = [{"title": "The counters", "roles": ["author", "publisher"]}]
    assert apa(contributors=both).count("The counters") == 1
    other = [{"title": "The counters", "roles": ["author"]}, {"title": "A press", "roles": ["publisher"]}]
    assert "[Data set]. A press. https" in apa(contributors=other)


@pytest.mark.parametrize("written", ["10.5555/abc.1", "doi:10.5555/abc.1", "https://doi.org/10.5555/abc.1"])
def test_a_doi_stands_in_place_of_the_homepage(written: str) -> None:
    assert apa(id=written).endswith("https://doi.org/10.5555/abc.1")
    assert csl(id=written)["DOI"] == "10.5555/abc.1"
    assert "  doi = {10.5555/abc.1}," in bibtex(id=written)


def test_an_id_that_is_no_doi_is_no_address() -> None:
    assert read_citation(descriptor(id="b03ec84-77fd", homepage=None)).url is None


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_version_and_full_content_hash(form: str) -> None:
    text = FORMATS[form](read_citation(descriptor()))
    assert "1.2.0" in text
    assert HASH in text


def test_bibtex_is_one_entry_with_balanced_braces() -> None:
    entry = bibtex(title="Who_said & what: 100 % {of} it ~ \\ ^ #1 $2")
    assert entry.startswith("@misc{two-reports-1.2.0,\n")
    assert entry.endswith("\n}")
    assert r"Who\_said \& what: 100 \% \{of\} it \textasciitilde{} \textbackslash{} \textasciicircum{} \#1 \$2" in entry
    assert all(re.fullmatch(r"  [a-z]+ = \{.*\},", line) for line in entry.split("\n")[1:-1])
    bare = re.sub(r"\\[{}]", "", entry)
    assert bare.count("{") == bare.count("}")


def test_a_group_is_no_family_name_in_bibtex() -> None:
    group = [{"title": "Bread and Peace", "roles": ["author"]}, {"givenName": "Ana", "familyName": "Núñez"}]
    assert "author = {{Bread and Peace}}," in bibtex(contributors=group)
    assert "author = {Núñez, Ana}," in bibtex(contributors=group[1:])


def test_csl_json_is_a_dataset() -> None:
    item = csl()
    assert item["type"] == "dataset"
    assert item["author"] == [{"literal": "The counters"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 21]]}
    assert item["note"] == f"Content hash (SHA-256): {HASH}; reportedly standard 0.1.0"
    assert item["URL"] == "https://example.org/two"


@pytest.mark.parametrize("form", FORMATS)
def test_a_bare_descriptor_is_cited_by_its_name(form: str) -> None:
    text = FORMATS[form](read_citation({"name": "bare", "resources": []}))
    assert "bare" in text
    assert "None" not in text


@pytest.mark.parametrize("value", [-1.5, True, "words", {"a": 1}, [7, None, {"roles": 3}]])
@pytest.mark.parametrize("key", ["contributors", "keywords", "created", "id", "version"])
def test_any_value_in_a_descriptor_leaves_a_citation(key: str, value: object) -> None:
    citation = read_citation({"name": "mini", "contributors": [{"title": "A", "roles": 5}], key: value})
    assert all("mini" in form(citation) for form in FORMATS.values())


def test_a_line_break_in_a_title_is_a_space() -> None:
    assert "Two reports (Version" in apa(title="Two\n  reports")


def test_the_published_package_is_cited_with_its_version_and_hash() -> None:
    content = json.loads((ROOT / "datapackage.json").read_text("utf-8"))
    for form in FORMATS:
        text = cite_package(ROOT, form)
        assert content["version"] in text
        assert content["reportedly:contentHash"] in text
