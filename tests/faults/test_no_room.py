"""A full disk, a read-only folder: one line for a person, the old package stays, and with room the command works."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from fault_campaign.full_disk import can_mount, mounted, on_small_disk, sizes, with_small_files
from fault_campaign.scenarios import OLD, Scenario

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no fork on Windows"),
]
NAMES = ("build", "build after a change", "code", "release")


@pytest.mark.parametrize("name", NAMES)
def test_where_files_cannot_grow_the_old_package_stays(
    found: Mapping[str, Scenario], tmp_path: Path, name: str
) -> None:
    scenario = found[name]
    full = with_small_files(scenario, tmp_path, sizes(scenario)[-1])
    assert (full.finished, full.opened, full.rerun, full.is_told) == (False, OLD, True, True), full


if can_mount():  # rights that few have; the limit on files needs none

    @pytest.mark.parametrize("name", NAMES)
    def test_on_a_disk_without_room_the_old_package_stays(found: Mapping[str, Scenario], name: str) -> None:
        full = on_small_disk(found[name], room=16)
        assert (full.finished, full.opened, full.rerun, full.is_told) == (False, OLD, True, True), full
        assert "No space left" in full.message


@contextmanager
def read_only(scenario: Scenario, tmp_path: Path) -> Iterator[Path]:
    """A copy into which nothing can be written: by permissions, and for the superuser by a mount."""
    if os.geteuid() != 0:
        with scenario.copy(tmp_path) as folder:
            folders = [path for path in (folder, *folder.rglob("*")) if path.is_dir()]
            for path in folders:
                path.chmod(0o555)
            try:
                yield folder
            finally:
                for path in folders:
                    path.chmod(0o755)
    elif can_mount():
        with mounted(64 << 20) as disk, scenario.copy(disk) as folder:
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            try:
                yield folder
            finally:
                subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    else:
        pytest.skip("the superuser, whom no permission stops, and may not mount; tests/publish/test_swap.py has this")


@pytest.mark.parametrize("name", NAMES)
def test_a_read_only_target_is_refused_in_one_line(found: Mapping[str, Scenario], tmp_path: Path, name: str) -> None:
    scenario = found[name]
    with read_only(scenario, tmp_path) as folder:
        done = scenario.run(folder)
        lines = [line for line in done.stderr.splitlines() if not line.endswith(" …")]
        assert (done.returncode, len(lines)) == (2, 1), done.stderr
        assert lines[0].startswith("reportedly: ")
        assert any(word in lines[0] for word in ("Permission denied", "Read-only file system"))
        assert scenario.opened_state(folder) == OLD


def test_a_comparison_that_has_no_room_says_so_in_one_line(repo_root: Path) -> None:
    import resource  # noqa: PLC0415 - Windows has none

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        [sys.executable, "-m", "reportedly", "build", "--check", "--quiet"],
        cwd=repo_root,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=limited,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "make room" in done.stderr.splitlines()[-1]
