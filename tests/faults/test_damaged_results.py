"""The coder's stored results, interrupted or damaged: coded anew, said, and nothing else lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fault_campaign.scenarios import NEW, Scenario
from reportedly.coder.inputs import Input
from reportedly.coder.stored import Coded, as_json, read_coded, write_coded
from reportedly.coder.to_coding import Registries
from reportedly.errors import Where
from reportedly.read.records import Coding

ANEW = "1 stored results were damaged; these articles were coded anew"
Damage = Callable[[Path], None]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def other_words(path: Path) -> None:
    """JSON as good as before, with another word in it."""
    path.write_text(path.read_text("utf-8").replace('"machine', '"human', 1).replace("said", "sold", 1), "utf-8")


DAMAGES: list[Damage] = [flip, half, empty, other_words]


def some_article() -> Coded:
    where = Where("a.txt", 1)
    coding = Coding("a", "reportedly", "machine", (), (), (), (), where)
    return Coded(Input("a", "a.txt", "The ministry said so."), coding, Registries((), (), ()), {})


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_result_is_none(tmp_path: Path, damage: Damage) -> None:
    path = tmp_path / "ab" / "a.json"
    write_coded(some_article(), path)
    stored = read_coded(path)
    assert stored is not None
    assert as_json(stored) == as_json(some_article())
    damage(path)
    assert read_coded(path) is None


def test_a_result_that_cannot_be_written_leaves_the_old_one_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    write_coded(some_article(), path)
    before = path.read_bytes()

    def refuse(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="Input/output"):
        write_coded(some_article(), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no fork on Windows")
def test_a_run_over_damaged_and_interrupted_results_codes_them_anew_and_says_so(
    found: Mapping[str, Scenario], tmp_path: Path
) -> None:
    scenario = found["code"]
    with scenario.copy(tmp_path) as folder:
        cache = folder / "out" / ".reportedly-cache"
        for number, damage in enumerate(DAMAGES):
            first = sorted(path for path in cache.rglob("*.json") if read_coded(path))[0]
            first.with_name(f".{first.name}.part").write_bytes(b"cut sh")
            (cache / "tables-killed").mkdir()
            damage(first)
            done = scenario.run(folder)
            assert done.returncode == 0, done.stderr
            assert ANEW in done.stderr.splitlines()
            assert scenario.state(folder) == NEW, number
            assert not (cache / "tables-killed").exists()
            assert all(read_coded(path) for path in cache.rglob("*.json"))
        assert ANEW not in scenario.run(folder).stderr
