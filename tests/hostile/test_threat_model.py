"""The page on threats: each promise names the test that holds it, and that test is there."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "threat-model.md"
NAMED = re.compile(r"`([a-z_/]*\.py)?(?:::(test_\w+))?`")


def named_tests() -> list[tuple[str, str]]:
    """File and test of each reference, in order; one without a file means the file named last."""
    found, file = [], ""
    for reference in NAMED.finditer(PAGE.read_text("utf-8")):
        file = reference[1] or file
        if reference[1] or reference[2]:
            found.append((file, reference[2] or ""))
    return found


def test_every_test_that_the_page_names_is_there():
    missing = [
        f"{file}::{test}"
        for file, test in named_tests()
        if not (TESTS / file).is_file() or (test and f"def {test}(" not in (TESTS / file).read_text("utf-8"))
    ]
    assert missing == []


def test_the_page_names_many():
    assert len({test for _, test in named_tests() if test}) > 20
