"""The profile as a JSON Schema: made of the contract, and what it fetches and serves."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reportedly.standard import read_standard
from reportedly.standard.to_profile import PROFILE_PATH, as_text, follows, profile

ROOT = Path(__file__).resolve().parents[2]
STANDARD = read_standard()


def test_the_committed_file_is_what_the_contract_gives() -> None:
    assert (ROOT / "schemas" / PROFILE_PATH).read_text("utf-8") == as_text(STANDARD), "run python scripts/standard.py"


def test_it_is_a_json_schema_that_fetches_nothing() -> None:
    content = profile(STANDARD)
    Draft202012Validator.check_schema(content)
    text = as_text(STANDARD)
    assert '"$id"' not in text
    assert text.count('"$ref": "#/') == text.count('"$ref"')


def test_it_is_not_taken_for_a_table() -> None:
    assert "reportedly-profile" not in {path.stem for path in (ROOT / "schemas").glob("*.json")}


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("0.1.0", True),
        ("0.1.9", True),
        ("0.10.0", False),
        ("0.1", False),
        ("1.1.0", False),
        (None, False),
        (0.1, False),
    ],
)
def test_a_package_follows_a_standard_whose_first_two_numbers_it_shares(declared: object, expected: bool) -> None:
    assert follows(declared, "0.1.0") is expected
