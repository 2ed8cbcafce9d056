"""Processes, measured: wall clock, processor time and peak memory of whole commands, and the table of them.

The repeats of all commands of a part take turns, so that a slow minute of the machine falls on all of them. This
process stays small on purpose: a child's peak memory cannot be measured below that of the process that starts it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1024 * (1024 if sys.platform == "darwin" else 1)  # macOS counts bytes, Linux kibibytes


@dataclass
class Command:
    """One line of a table. `beside` names the line with which it is compared, `repeats` how often it runs."""

    name: str
    arguments: Sequence[str]
    folder: Path
    beside: str | None = None
    repeats: int = 3
    warm: bool = True
    before: Callable[[int], None] | None = None
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: float = 0.0

    def run(self, turn: int) -> None:
        """Run the process once; turn 0 only warms the caches and does not count."""
        if self.before:
            self.before(turn)
        started = time.perf_counter()
        with subprocess.Popen(
            self.arguments, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            complaint = process.stderr.read() if process.stderr else b""
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{self.name}: exit code {process.returncode}\n{complaint.decode(errors='replace')}")
        if turn:
            self.seconds.append(time.perf_counter() - started)
            self.processor.append(usage.ru_utime + usage.ru_stime)
            self.peak = max(self.peak, usage.ru_maxrss / MEGABYTE)


def run_in_turns(commands: Sequence[Command]) -> None:
    """Run all commands, turn by turn."""
    for turn in range(1 + max(command.repeats for command in commands)):
        for command in commands:
            if turn > command.repeats or (turn == 0 and not command.warm):
                continue
            print(f"{turn or 'warm-up'}: {command.name}", file=sys.stderr, flush=True)
            command.run(turn)


def as_table(commands: Sequence[Command]) -> str:
    """The results in Markdown; ratios are of medians, of wall clock and of processor time."""
    by_name = {command.name: command for command in commands}
    lines = [
        "| command | median s (min–max) | CPU s | peak MB | × wall | × CPU | of |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    for command in commands:
        wall, processor = statistics.median(command.seconds), statistics.median(command.processor)
        spread = f" ({min(command.seconds):.2f}–{max(command.seconds):.2f})" if len(command.seconds) > 1 else ""
        ratios = "| | |"
        if command.beside:
            other = by_name[command.beside]
            of_wall, of_cpu = wall / statistics.median(other.seconds), processor / statistics.median(other.processor)
            ratios = f"{of_wall:.3g} | {of_cpu:.3g} | {command.beside} |"
        lines.append(f"| {command.name} | {wall:.2f}{spread} | {processor:.2f} | {command.peak:.0f} | {ratios}")
    return "\n".join(lines)
