"""Which seeds are taken for unchanged without being read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportedly.rebuild.entries import hash_of, split
from reportedly.rebuild.seed_files import UNKNOWN, is_believed, now_on, states

SECOND = 1_000_000_000


@pytest.fixture
def seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("reportedly.rebuild.seed_files.SLACK", 2 * SECOND)
    path = tmp_path / "seeds" / "coding.yaml"
    path.parent.mkdir()
    path.write_text("statement: One.\n", encoding="utf-8")
    return path


def state(path: Path, later: int = 60) -> tuple[int, ...]:
    """The state of a file, asked for so many seconds from now."""
    return states(path.parent, now_on(path.parent.parent) + later * SECOND)[path.name]


def test_a_file_that_nobody_touched_is_believed(seed: Path) -> None:
    assert is_believed(state(seed), state(seed))


def test_a_file_that_changed_a_moment_ago_is_not(seed: Path) -> None:
    young = state(seed, later=1)
    assert young == UNKNOWN
    assert not is_believed(young, young)
    assert state(seed, later=3) != UNKNOWN


def test_a_change_of_the_same_size_with_its_time_put_back_is_seen(seed: Path) -> None:
    before, noted = state(seed), seed.stat()
    seed.write_text("statement: Two.\n", encoding="utf-8")
    os.utime(seed, ns=(noted.st_atime_ns, noted.st_mtime_ns))
    assert (seed.stat().st_size, seed.stat().st_mtime_ns) == (noted.st_size, noted.st_mtime_ns)
    assert not is_believed(before, state(seed))


def test_another_file_in_its_place_is_seen(seed: Path) -> None:
    before, noted = state(seed), seed.stat()
    other = seed.with_name("other")
    other.write_text("statement: Two.\n", encoding="utf-8")
    os.utime(other, ns=(noted.st_atime_ns, noted.st_mtime_ns))
    other.replace(seed)
    assert not is_believed(before, state(seed))


def test_a_file_of_tomorrow_is_read(seed: Path) -> None:
    tomorrow = seed.stat().st_mtime_ns + 86_400 * SECOND
    os.utime(seed, ns=(tomorrow, tomorrow))
    assert state(seed) == UNKNOWN


def test_entries_are_cut_where_they_begin() -> None:
    content = "# Articles.\n- article_id: a\n  note: |\n    - no entry\n- article_id: b\n"
    assert [line for line, _ in split(content)] == [2, 5]
    assert "".join(piece for _, piece in split(content)) == content.removeprefix("# Articles.\n")
    assert len({hash_of(piece) for _, piece in split(content)}) == 2


@pytest.mark.parametrize("content", ["", "[]\n", "[{article_id: a}]\n", "---\n- article_id: a\n", "key:\n- a\n"])
def test_what_is_no_plain_list_is_not_cut(content: str) -> None:
    assert split(content) == []
