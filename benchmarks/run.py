"""How long reportedly takes, beside frictionless and bare Python: whole processes, wall clock and peak memory.

The repeats of all commands take turns, so that a slow minute of the machine falls on all of them, and ratios are of
medians of one run. Nothing is asserted. This process stays small on purpose: a child's peak memory cannot be measured
below that of the process that starts it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
LIBRARIES = ("reportedly", "pyarrow", "duckdb", "pandas", "pandera", "frictionless")
MEGABYTE = 1024 * (1024 if sys.platform == "darwin" else 1)  # macOS counts bytes, Linux kibibytes


@dataclass
class Command:
    """One line of the table. `beside` names the line with which it is compared."""

    name: str
    arguments: list[str]
    beside: str | None = None
    folder: Path = ROOT
    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0

    def run(self, counts: bool) -> None:
        """Run the process once; a first run that only warms the caches does not count."""
        started = time.perf_counter()
        with subprocess.Popen(
            self.arguments, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            complaint = process.stderr.read() if process.stderr else b""
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{self.name}: exit code {process.returncode}\n{complaint.decode(errors='replace')}")
        if counts:
            self.seconds.append(time.perf_counter() - started)
            self.peak = max(self.peak, usage.ru_maxrss / MEGABYTE)


def commands(work: Path, times: int | None) -> list[Command]:
    """What is measured, with its inputs made ready in `work`."""
    real = work / "real"
    real.mkdir()
    shutil.copytree(ROOT / "seeds", real / "seeds")
    shutil.copytree(ROOT / "dataset", real / "dataset")
    shutil.copy(ROOT / "datapackage.json", real)
    python, reportedly, frictionless = sys.executable, str(BIN / "reportedly"), str(BIN / "frictionless")
    found = [
        Command("python -c pass", [python, "-c", "pass"]),
        Command("import reportedly", [python, "-c", "import reportedly"], "python -c pass"),
        Command("frictionless --help", [frictionless, "--help"], "python -c pass"),
        Command("reportedly --help", [reportedly, "--help"], "frictionless --help"),
        Command("reportedly build", [reportedly, "build", "--quiet"], None, real),
        Command("frictionless validate", [frictionless, "validate", "datapackage.json"], None, real),
        Command("reportedly check", [reportedly, "check", "."], "frictionless validate", real),
    ]
    if times:
        large = work / "large"
        script = [python, str(ROOT / "benchmarks" / "synthetic.py"), str(large), "--times", str(times)]
        rows = json.loads(subprocess.run(script, check=True, capture_output=True, text=True).stdout)
        print(f"×{times}: {rows['claims']:,} claims, {sum(rows.values()):,} rows", file=sys.stderr)
        validate = f"frictionless validate, ×{times}"
        found += [
            Command(validate, [frictionless, "validate", "datapackage.json"], None, large),
            Command(f"reportedly check, ×{times}", [reportedly, "check", "."], validate, large),
        ]
    return found


def as_table(measured: list[Command]) -> str:
    """The results in Markdown."""
    medians = {command.name: statistics.median(command.seconds) for command in measured}
    lines = ["| command | min s | median s | max s | peak MB | median over |", "|---|---:|---:|---:|---:|---|"]
    for command in measured:
        shown = " | ".join(
            f"{seconds:.2f}" for seconds in (min(command.seconds), medians[command.name], max(command.seconds))
        )
        ratio = f"{medians[command.name] / medians[command.beside]:.2f} × {command.beside}" if command.beside else ""
        lines.append(f"| {command.name} | {shown} | {command.peak:.0f} | {ratio} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="three repeats, without the large package")
    parser.add_argument("--times", type=int, default=10, help="size of the large package (default 10)")
    parser.add_argument("--repeats", type=int, default=5, help="how often each command runs (default 5)")
    wanted = parser.parse_args()
    repeats = 3 if wanted.quick else wanted.repeats
    with tempfile.TemporaryDirectory() as work:
        measured = commands(Path(work), None if wanted.quick else wanted.times)
        for turn in range(repeats + 1):
            for command in measured:
                print(f"{'warm-up' if turn == 0 else turn}: {command.name}", file=sys.stderr)
                command.run(counts=turn > 0)
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    print(f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {machine}; {libraries}.")
    print(f"{repeats} repeats after a warm-up; whole processes.\n")
    print(as_table(measured))


if __name__ == "__main__":
    main()
