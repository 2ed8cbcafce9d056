"""The corruption campaign in its short form: every kind once, named by the right rule in the right table."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from corruption.campaign import BEYOND, KINDS, Outcome, draw, judge
from corruption.data import Corruption, Kind, read_published
from corruption.page import Campaign, page

ROOT = Path(__file__).parents[2]
SEED = 7


@pytest.fixture(scope="module")
def published():
    return read_published(ROOT)


def outcome_of(kind: Kind, published, refresh: bool = True) -> Outcome:
    _, _, corruption = next(draw([kind], 1, SEED, published))
    return judge(kind, corruption, published, refresh)


def test_there_are_many_kinds_and_each_has_a_name_of_its_own():
    names = [kind.name for kind in (*KINDS, *BEYOND)]
    assert len(KINDS) >= 25
    assert len(set(names)) == len(names)
    assert all(kind.why_not for kind in BEYOND)
    assert not any(kind.why_not for kind in KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_corruption_is_named_by_the_right_rule_in_the_right_table(kind, published):
    outcome = outcome_of(kind, published)
    assert outcome.named & outcome.expected, outcome.what


@pytest.mark.parametrize(
    "name", ["claim's end off by one", "hedge removed", "gap in a chain of sources", "file missing"]
)
def test_some_corruptions_are_named_in_a_refreshed_and_in_a_stale_package(name, published):
    kind = next(kind for kind in KINDS if kind.name == name)
    fresh, stale = (outcome_of(kind, published, refresh) for refresh in (True, False))
    assert fresh.is_rule_right
    assert stale.is_rule_right
    assert "published_hashes_hold" not in {rule for _, rule in fresh.named}
    assert name == "file missing" or "published_hashes_hold" in {rule for _, rule in stale.named}


def test_the_package_that_is_corrupted_is_clean_to_begin_with(published):
    nothing = Kind("nothing", lambda _rng, _data: Corruption("nothing", frozenset()))
    assert outcome_of(nothing, published).named == frozenset()


def test_a_draw_is_the_same_for_the_same_seed_and_another_for_another(published):
    whats = [[corruption.what for _, _, corruption in draw(KINDS[:20], 40, seed, published)] for seed in (1, 1, 2)]
    assert whats[0] == whats[1] != whats[2]


def test_an_outcome_counts_only_what_is_expected():
    outcome = Outcome("k", "w", frozenset({("claims", "a_rule")}), frozenset({("claims", "b"), ("actors", "a_rule")}))
    assert (outcome.is_caught, outcome.is_table_right, outcome.is_rule_right) == (True, True, False)


def test_the_page_tells_of_every_kind_and_of_misses():
    missed = Outcome(KINDS[0].name, "claims x", frozenset({("claims", "a_rule")}), frozenset())
    made = page(Campaign(1, [missed], [missed], [], "2031-05-07", {"duckdb": "2.0"}))
    assert "- claim's start off by one: claims x; named: nothing" in made
    assert kinds_on(made) == Counter(kind.name for kind in (*KINDS, *BEYOND))


def test_the_published_page_is_of_these_kinds_and_reaches_its_mark():
    text = (ROOT / "docs" / "corruption.md").read_text("utf-8")
    assert kinds_on(text) == Counter(kind.name for kind in (*KINDS, *BEYOND))
    refreshed = re.search(
        r"^\| refreshed \| ([\d,]+) \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) % \|$", text, re.MULTILINE
    )
    assert refreshed
    assert refreshed[1] == "1,000"
    assert min(float(share) for share in refreshed.groups()[1:]) >= 99


def kinds_on(text: str) -> Counter[str]:
    """The first cells of the page's tables of kinds."""
    known = {kind.name for kind in (*KINDS, *BEYOND)}
    return Counter(cell for cell in re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE) if cell in known)
