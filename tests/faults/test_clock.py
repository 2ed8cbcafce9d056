"""Neither the clock nor the times of files say what is old: all hangs on content."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from fault_campaign.scenarios import NEW, OLD, Scenario

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no fork on Windows"),
]
LONG_AGO, FAR_AHEAD = 100_000_000.0, 4_000_000_000.0  # 1973, 2096


def set_times(folder: Path, moment: float, *but: str) -> None:
    """Give every file below a folder one time, but those below some paths."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.relative_to(folder).as_posix().startswith(but or "\0"):
            os.utime(path, (moment, moment))


def set_clock(moment: float) -> None:
    """In a command's own process: the clock stands still, at another time."""
    time.time = lambda: moment
    time.time_ns = lambda: int(moment * 1e9)


@pytest.mark.parametrize("name", ["build", "release"])
@pytest.mark.parametrize("clock", [LONG_AGO, FAR_AHEAD])
def test_a_clock_that_is_wrong_changes_nothing(
    found: Mapping[str, Scenario], tmp_path: Path, name: str, clock: float
) -> None:
    scenario = found[name]
    with scenario.copy(tmp_path) as folder:
        done = scenario.run(folder, lambda: set_clock(clock))
        assert done.returncode == 0, done.stderr
        assert scenario.state(folder) == NEW


def test_seeds_that_look_older_than_what_they_built_are_built_anew(
    found: Mapping[str, Scenario], tmp_path: Path
) -> None:
    scenario = found["build"]
    with scenario.copy(tmp_path) as folder:
        set_times(folder, FAR_AHEAD, "seeds")
        set_times(folder / "seeds", LONG_AGO)
        assert scenario.state(folder) == OLD
        done = scenario.run(folder, lambda: set_clock(LONG_AGO - 1))
        assert done.returncode == 0, done.stderr
        assert scenario.state(folder) == NEW


def test_results_that_look_older_or_newer_than_their_article_stand(
    found: Mapping[str, Scenario], tmp_path: Path
) -> None:
    scenario = found["code"]
    with scenario.copy(tmp_path) as folder:
        for times in ((LONG_AGO, FAR_AHEAD), (FAR_AHEAD, LONG_AGO)):
            set_times(folder / "out" / ".reportedly-cache", times[0])
            set_times(folder / "articles", times[1])
            results = {path: path.stat().st_mtime for path in (folder / "out" / ".reportedly-cache").rglob("*.json")}
            assert results
            done = scenario.run(folder, lambda: set_clock(LONG_AGO))
            assert done.returncode == 0, done.stderr
            assert {path: path.stat().st_mtime for path in results} == results, "coded anew"


def test_an_article_that_changed_is_coded_anew_whatever_its_time(found: Mapping[str, Scenario], tmp_path: Path) -> None:
    scenario = found["code"]
    with scenario.copy(tmp_path) as folder:
        cache = folder / "out" / ".reportedly-cache"
        assert scenario.run(folder).returncode == 0
        before = set(cache.rglob("*.json"))
        article = next(iter((folder / "articles").glob("*.txt")))
        article.write_text(article.read_text("utf-8") + "\nThe ministry said that nobody else was hurt.\n", "utf-8")
        os.utime(article, (LONG_AGO, LONG_AGO))
        assert scenario.run(folder).returncode == 0
        assert len(set(cache.rglob("*.json")) - before) == 1
