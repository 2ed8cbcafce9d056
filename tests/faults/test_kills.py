"""A short campaign of `kill -9`, and proof that it would see what it looks for."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from fault_campaign.kills import MOVING, Kill, campaign, kill_once
from fault_campaign.scenarios import NEITHER, NEW, OLD, Scenario

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no fork on Windows"),
]


class Last:
    """A Random that always draws the moment when files are moved in."""

    def random(self) -> float:
        return 0.0

    def uniform(self, low: float, high: float) -> float:
        return (low + high) / 2


def test_after_a_kill_the_package_is_old_or_new_and_the_next_run_succeeds(
    found: Mapping[str, Scenario], tmp_path: Path
) -> None:
    kills = campaign(list(found.values()), tmp_path, 4, seed=7)
    assert [one for one in kills if not one.is_sound] == []
    assert {one.scenario for one in kills} == {"build", "build after a change", "code", "release"}
    assert sum(one.landed for one in kills) >= 2


@pytest.mark.parametrize("name", ["build", "build after a change", "code"])
def test_a_kill_while_files_are_moved_in_ends_with_the_new_package(
    found: Mapping[str, Scenario], tmp_path: Path, name: str
) -> None:
    kill = kill_once(found[name], tmp_path, {}, Last())  # type: ignore[arg-type]
    assert (kill.step, kill.opened, kill.rerun) == (MOVING, NEW, "")


def test_a_build_after_a_change_reads_one_article(found: Mapping[str, Scenario], tmp_path: Path) -> None:
    scenario = found["build after a change"]
    with scenario.copy(tmp_path) as folder:
        assert "reading seeds" not in scenario.run(folder).stderr
        assert scenario.state(folder) == NEW
    with found["build"].copy(tmp_path) as folder:
        assert "reading seeds" in found["build"].run(folder).stderr


def test_the_campaign_tells_old_new_and_a_mixture_apart(found: Mapping[str, Scenario], tmp_path: Path) -> None:
    scenario = found["build"]
    with scenario.copy(tmp_path) as folder:
        assert scenario.opened_state(folder) == OLD
        changed = [path for path in scenario.new if scenario.new[path] != scenario.old[path]]
        assert "datapackage.json" in changed
        assert any(path.startswith("dataset/") for path in changed)
        for path in changed[:-1]:
            (folder / path).write_bytes(scenario.new[path])
            assert scenario.opened_state(folder) == NEITHER
        (folder / changed[-1]).write_bytes(scenario.new[changed[-1]])
        assert scenario.opened_state(folder) == NEW
        (folder / "dataset" / "claims.parquet").unlink()
        assert scenario.opened_state(folder) == NEITHER


def test_the_campaign_sees_a_command_that_writes_in_place(found: Mapping[str, Scenario], tmp_path: Path) -> None:
    """A command without a swap: it deletes the tables and dies."""
    scenario = found["build"]
    with scenario.copy(tmp_path) as folder:
        shutil.rmtree(folder / "dataset")
        assert scenario.state(folder) == scenario.opened_state(folder) == NEITHER
        assert not replace(_kill_of(scenario), opened=NEITHER).is_sound
    assert not replace(_kill_of(scenario), rerun="it left .reportedly-staging-x").is_sound
    assert _kill_of(scenario).is_sound


def _kill_of(scenario: Scenario) -> Kill:
    return Kill(scenario.name, "start", 0.0, True, OLD, OLD, "")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads /proc")
def test_the_processes_of_a_killed_coder_end_too(found: Mapping[str, Scenario], tmp_path: Path) -> None:
    with found["code"].copy(tmp_path) as folder:
        command = [
            sys.executable,
            "-m",
            "reportedly",
            "code",
            "articles",
            "--out",
            "out",
            "--processes",
            "2",
            "--force",
        ]
        process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, start_new_session=True)
        workers = wait_for(lambda: [pid for pid in session(process.pid) if is_worker(pid)])
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert workers
        wait_for(lambda: not any(is_worker(pid) for pid in workers))


def session(leader: int) -> list[int]:
    """The processes of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(path.read_text("utf-8").rpartition(")")[2].split()[3]) == leader:
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def is_worker(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def wait_for(what):
    """What becomes true within two minutes."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        value = what()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError("nothing came of it in two minutes")
