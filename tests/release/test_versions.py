"""Semantic versions as semver.org has them."""

from __future__ import annotations

import itertools

import pytest

from reportedly.errors import ReportedlyError
from reportedly.release.versions import read_version


@pytest.mark.parametrize(
    "text", ["0.0.0", "1.2.3", "10.20.30", "1.0.0-rc.1", "1.0.0-alpha-a.b-c", "1.0.0-0A.is.legal", "1.1.2+meta-valid"]
)
def test_a_semantic_version_is_read(text: str) -> None:
    assert str(read_version(text)) == text


NOT_SEMANTIC = ["", "1", "1.2", "v1.2.3", "01.2.3", "1.02.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3+", "1.2.3\n"]
UNSAFE = [" 1.2.3", "1.2.3-a/b", "../1.2.3", "١.٢.٣", "1" * 5000 + ".0.0"]


@pytest.mark.parametrize("text", [*NOT_SEMANTIC, *UNSAFE])
def test_what_is_no_semantic_version_is_refused(text: str) -> None:
    with pytest.raises(ReportedlyError, match="not a semantic version"):
        read_version(text)


def test_versions_stand_in_the_order_of_semver_org() -> None:
    order = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11"]
    order += ["1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0"]
    for lower, higher in itertools.combinations(map(read_version, order), 2):
        assert lower.precedence() < higher.precedence()


def test_build_metadata_counts_for_nothing() -> None:
    assert read_version("1.0.0+a").precedence() == read_version("1.0.0+b").precedence()
