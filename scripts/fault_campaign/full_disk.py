"""Run a command where the disk is full, or a file may not grow, and look at what is left."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fault_campaign.scenarios import NEITHER, NEW, Scenario

ROOM = (0, 4, 8, 16, 32, 64, 128)  # KiB left on the disk, beside what the old state takes
_LARGE = 64 << 20  # bytes: enough for any scenario


@dataclass(frozen=True)
class Full:
    """A run that met a full disk. `message`: the line that it printed; `rerun`: whether it worked with room again."""

    scenario: str
    limit: str
    finished: bool
    opened: str
    message: str
    rerun: bool

    @property
    def is_told(self) -> bool:
        """Whether the message is one line for a person."""
        return self.message.startswith("reportedly: ") and "\n" not in self.message

    @property
    def is_sound(self) -> bool:
        """Whether the old or the new package is there whole, the message is a line, and the next run worked."""
        return self.opened != NEITHER and (self.finished or self.is_told) and self.rerun


def with_small_files(scenario: Scenario, work: Path, bytes_a_file: int) -> Full:
    """A run in which no file may grow beyond some bytes: works without any rights, for whatever writes."""
    import resource  # noqa: PLC0415 - not on Windows

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))

    with scenario.copy(work) as folder:
        done = scenario.run(folder, limit)
        return _judged(scenario, folder, f"files of {bytes_a_file:,} bytes", done)


def on_small_disk(scenario: Scenario, room: int) -> Full:
    """A run on a file system in memory with so many KiB left. Needs `can_mount`."""
    with mounted(_LARGE) as disk, scenario.copy(disk) as folder:
        found = os.statvfs(disk)
        taken = (found.f_blocks - found.f_bfree) * found.f_frsize
        resize(disk, taken + room * 1024)
        done = scenario.run(folder)
        resize(disk, _LARGE)
        return _judged(scenario, folder, f"{room} KiB left", done)


def sizes(scenario: Scenario) -> list[int]:
    """File sizes, in bytes, below which another file of the new state each time cannot be written."""
    lengths = sorted({len(data) for data in scenario.new.values()})
    return [0, *(lengths[len(lengths) * part // 6] - 1 for part in range(6)), lengths[-1] - 1]


def can_mount() -> bool:
    """Whether this process may mount a file system."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    try:
        with mounted(1 << 20):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def mounted(size: int) -> Iterator[Path]:
    """A file system in memory of so many bytes."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
        subprocess.run(options, check=True, capture_output=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def resize(disk: Path, size: int) -> None:
    """Give a mounted file system so many bytes, at least what is taken."""
    subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)


def full_disks(found: Sequence[Scenario], work: Path, most: int | None = None) -> list[Full]:
    """Every scenario with every limit on files (at most so many), and on small disks where they can be mounted."""
    done = [with_small_files(one, work, size) for one in found for size in sizes(one)[-(most or 0) :]]
    if can_mount():
        done += [on_small_disk(one, room) for one in found for room in ROOM[:most]]
    return done


def _judged(scenario: Scenario, folder: Path, limit: str, done: subprocess.CompletedProcess[str]) -> Full:
    opened = scenario.opened_state(folder)
    rerun = scenario.run(folder)
    is_new = rerun.returncode == 0 and scenario.state(folder) == NEW
    lines = [line for line in done.stderr.splitlines() if not line.endswith(" …") and not line.startswith("note: ")]
    return Full(scenario.name, limit, done.returncode == 0, opened, "\n".join(lines), is_new)
