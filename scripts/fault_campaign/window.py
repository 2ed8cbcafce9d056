"""For how long a plain reader, who knows nothing of an unfinished swap, can meet a mixture."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from fault_campaign.scenarios import Scenario

_TIMES = "moves.json"


@dataclass(frozen=True)
class Window:
    """From the first rename in the package's folder to the last: how many, and how long in seconds, over some runs."""

    scenario: str
    renames: int
    runs: int
    median: float
    longest: float


def windows(found: Sequence[Scenario], work: Path, runs: int) -> list[Window]:
    """The windows of the commands that swap a package. A release moves single files, each whole: it has none."""
    return [_window(one, work, runs) for one in found if one.watched.endswith("-ready")]


def _window(scenario: Scenario, work: Path, runs: int) -> Window:
    lengths, renames = [], 0
    for _ in range(runs):
        with scenario.copy(work) as folder:
            scenario.run(folder, lambda target=folder / scenario.package: _watch(target.resolve()))  # type: ignore[misc]
            moves = json.loads((folder / _TIMES).read_text("utf-8"))
        renames = len(moves)
        lengths.append(moves[-1][1] - moves[0][0])
    return Window(scenario.name, renames, runs, median(lengths), max(lengths))


def _watch(package: Path) -> None:
    """In the command's own process: note when each rename that changes what is published begins and ends."""
    published = {path.resolve() for pattern in ("*.parquet", "*.json", "dataset") for path in package.glob(pattern)}
    notes, moves = Path.cwd() / _TIMES, []

    def noting(call):
        def move(source, target, **options):
            places = {Path(source).absolute(), Path(target).absolute()}
            begun = time.perf_counter()
            call(source, target, **options)
            if places & published:
                moves.append((begun, time.perf_counter()))

        return move

    remove = shutil.rmtree

    def noting_end(*args, **options):
        if moves:
            notes.write_text(json.dumps(moves), "utf-8")
        remove(*args, **options)

    shutil.rmtree = noting_end
    os.rename, os.replace = noting(os.rename), noting(os.replace)
