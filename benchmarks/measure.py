"""Processes, measured: wall clock, processor time and peak memory of whole commands, and the table of them.

Each measurement is a line of a file as soon as it is made, so that a run can stop and go on, and what was measured can
be read. The repeats of all commands of a part take turns, so that a slow minute of the machine falls on all of them.
This process stays small on purpose: a child's peak memory cannot be measured below that of the process that starts it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * (1024 if sys.platform == "darwin" else 1)  # macOS counts bytes, Linux kibibytes

Measured = list[dict[str, Any]]


@dataclass(frozen=True)
class Command:
    """One line of a table. `beside` names the line with which it is compared, `repeats` how often it runs."""

    name: str
    arguments: Sequence[str]
    folder: Path
    beside: str | None = None
    repeats: int = 3
    warm: bool = True
    before: Callable[[int], None] | None = None

    def run(self, turn: int) -> dict[str, Any]:
        """Run the process once and measure it."""
        if self.before:
            self.before(turn)
        load, started = os.getloadavg()[0], time.perf_counter()
        with subprocess.Popen(
            self.arguments, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            complaint = process.stderr.read() if process.stderr else b""
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        if process.returncode:
            sys.exit(f"{self.name}: exit code {process.returncode}\n{complaint.decode(errors='replace')}")
        return {
            "command": self.name,
            "turn": turn,
            "wall": round(seconds, 3),
            "cpu": round(usage.ru_utime + usage.ru_stime, 3),
            "peak": round(usage.ru_maxrss / MEGABYTE),
            "load": round(load, 1),
            "at": f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M}",
        }


def read_measured(path: Path) -> Measured:
    """The measurements in a file, none where there is no file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def run_in_turns(commands: Sequence[Command], into: Path) -> None:
    """Run all commands turn by turn (turn 0 warms the caches and is not kept), but for what `into` has already."""
    done = {(one["command"], one["turn"]) for one in read_measured(into)}
    for turn in range(1 + max(command.repeats for command in commands)):
        for command in commands:
            is_due = turn <= command.repeats if turn else command.warm and (command.name, 1) not in done
            if not is_due or (command.name, turn) in done:
                continue
            print(f"{turn or 'warm-up'}: {command.name}", file=sys.stderr, flush=True)
            measured = command.run(turn)
            if turn:
                with into.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(measured) + "\n")


def medians(measured: Measured, name: str) -> dict[str, float] | None:
    """Median wall clock and processor time of a command, in seconds, and its peak memory in MB; None if never run."""
    own = [one for one in measured if one["command"] == name]
    if not own:
        return None
    found = {key: statistics.median(one[key] for one in own) for key in ("wall", "cpu")}
    walls = [one["wall"] for one in own]
    return {**found, "peak": max(one["peak"] for one in own), "min": min(walls), "max": max(walls), "runs": len(own)}


def as_table(commands: Sequence[Command], measured: Measured) -> str:
    """The results in Markdown; ratios are of medians, of wall clock and of processor time."""
    lines = [
        "| command | runs | median s (min–max) | CPU s | peak MB | × wall | × CPU | of |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    for command in commands:
        own = medians(measured, command.name)
        if own is None:
            lines.append(f"| {command.name} | 0 | not measured | | | | | |")
            continue
        spread = f" ({own['min']:.2f}–{own['max']:.2f})" if own["runs"] > 1 else ""
        ratios = "| | |"
        other = medians(measured, command.beside) if command.beside else None
        if other:
            ratios = f"{own['wall'] / other['wall']:.3g} | {own['cpu'] / other['cpu']:.3g} | {command.beside} |"
        shown = f"{own['wall']:.2f}{spread} | {own['cpu']:.2f} | {own['peak']:.0f}"
        lines.append(f"| {command.name} | {own['runs']:.0f} | {shown} | {ratios}")
    return "\n".join(lines)
