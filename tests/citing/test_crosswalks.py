"""Crosswalks: every term has a row in every scheme, every code is one of the scheme's, every row says its limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.citing.crosswalks import Row, as_markdown, read_crosswalks
from reportedly.errors import ReportedlyError
from reportedly.standard import read_standard

ROOT = Path(__file__).resolve().parents[2]
CROSSWALKS = read_crosswalks()
ROWS = [(vocabulary, row) for vocabulary, rows in CROSSWALKS.rows.items() for row in rows]
row_ids = [f"{row.term} {row.scheme}" for _, row in ROWS]


def test_the_page_is_what_the_file_gives() -> None:
    page = ROOT / "docs" / "crosswalks.md"
    assert page.read_text("utf-8") == as_markdown(CROSSWALKS), "run python scripts/standard.py"


@pytest.mark.parametrize("vocabulary", CROSSWALKS.rows)
def test_every_term_has_one_row_in_every_scheme(vocabulary: str) -> None:
    terms = read_standard().vocabularies[vocabulary].names
    found = [(row.term, row.scheme) for row in CROSSWALKS.rows[vocabulary]]
    assert sorted(found) == sorted((term, scheme) for term in terms for scheme in CROSSWALKS.schemes)


def test_event_types_go_to_all_three_schemes() -> None:
    assert set(CROSSWALKS.schemes) == {"acled", "ucdp_ged", "plover"}
    assert "event_type" in CROSSWALKS.rows


@pytest.mark.parametrize(("vocabulary", "row"), ROWS, ids=row_ids)
def test_a_row_says_how_it_fits_and_what_is_lost(vocabulary: str, row: Row) -> None:
    assert vocabulary in read_standard().vocabularies
    assert row.match in CROSSWALKS.matches
    assert len(row.limits) > 10
    assert (row.match == "none") == (not row.codes)


@pytest.mark.parametrize(("vocabulary", "row"), ROWS, ids=row_ids)
def test_codes_are_those_of_the_scheme(vocabulary: str, row: Row) -> None:
    codes = CROSSWALKS.schemes[row.scheme].codes
    for code in row.codes:
        upper, *lower = code.values()
        assert upper in codes, f"{vocabulary}.{row.term}: {upper}"
        assert all(part in codes[upper] for part in lower), f"{vocabulary}.{row.term}: {code}"


def test_a_scheme_names_its_codebook_and_version() -> None:
    for scheme in CROSSWALKS.schemes.values():
        assert "version" in scheme.source.lower()
        assert scheme.url.startswith("https://")


def test_acled_has_the_six_types_and_25_sub_types_of_its_codebook() -> None:
    codes = CROSSWALKS.schemes["acled"].codes
    assert (len(codes), sum(map(len, codes.values()))) == (6, 25)


def test_plover_has_the_sixteen_events_of_its_manual() -> None:
    assert len(CROSSWALKS.schemes["plover"].codes) == 16


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ReportedlyError, match="crosswalks are missing"):
        read_crosswalks(tmp_path / "crosswalks.yaml")
