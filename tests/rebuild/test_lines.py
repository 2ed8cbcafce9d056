"""The kept lines of parts: those that the content hash is made of, or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from reportedly.publish.content import ContentHash
from reportedly.publish.parquet import content_hash
from reportedly.rebuild.lines import LINES, KeptLines

ROWS = pa.table({"quote": ["“é”\n", None, "x" * 100], "upper": pa.array([None, 3, 4], pa.int32())})
NAME = "0" * 64


def gone() -> pa.Table:
    raise AssertionError("the rows are read though the lines are kept")


def test_kept_lines_give_the_content_hash(tmp_path: Path) -> None:
    lines = KeptLines(tmp_path)
    lines.keep(NAME, ROWS.slice(0, 1))
    content = ContentHash(ROWS.column_names)
    content.update_lines(lines.of(NAME, gone))
    content.update_lines(lines.of("1" * 64, lambda: ROWS.slice(1)))
    content.update_lines(lines.of("2" * 64, lambda: ROWS.slice(0, 0)))
    assert content.hexdigest() == content_hash(ROWS)


def flip(content: bytes) -> bytes:
    return content[:-5] + bytes([content[-5] ^ 1]) + content[-4:]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a flipped bit": flip,
    "a cut": lambda content: content[:-7],
    "nothing left": lambda _: b"",
    "a head alone": lambda content: content[:40],
    "another length": lambda content: content[:32] + (2**50).to_bytes(8) + content[40:],
    "another hash": lambda content: bytes(32) + content[32:],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_lines_are_made_again(damage: str, tmp_path: Path) -> None:
    lines = KeptLines(tmp_path)
    due = lines.keep(NAME, ROWS)
    path = tmp_path / LINES / NAME
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    assert bytes(lines.of(NAME, lambda: ROWS)) == due
    assert bytes(lines.of(NAME, gone)) == due


def test_lines_of_parts_that_are_none_any_more_go(tmp_path: Path) -> None:
    lines = KeptLines(tmp_path)
    for name in (NAME, "1" * 64):
        lines.keep(name, ROWS)
    lines.drop_others([NAME])
    assert [path.name for path in (tmp_path / LINES).iterdir()] == [NAME]


def test_where_nothing_can_be_kept_the_lines_are_made(tmp_path: Path) -> None:
    (tmp_path / LINES).write_text("in the way", encoding="utf-8")
    lines = KeptLines(tmp_path)
    lines.drop_others([])
    assert bytes(lines.of(NAME, lambda: ROWS)) == KeptLines(tmp_path / "nowhere").keep(NAME, ROWS)
