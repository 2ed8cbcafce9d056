"""How long reportedly takes, beside frictionless, pandas, DuckDB by hand and itself: whole processes, time and memory.

Nothing is asserted. `--quick` takes some minutes; the run of all sizes takes about half an hour on two cores.
`--write` puts the tables into benchmarks/RESULTS.md and docs/performance.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from measure import Command, as_table, run_in_turns

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "benchmarks"
RESULTS, PAGE = HERE / "RESULTS.md", ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin (benchmarks/run.py --write) -->", "<!-- measured: end -->"
BIN = Path(sys.executable).parent
PYTHON, REPORTEDLY, FRICTIONLESS = sys.executable, str(BIN / "reportedly"), str(BIN / "frictionless")
LIBRARIES = ("reportedly", "pyarrow", "duckdb", "pandas", "pandera", "frictionless")
QUICK = {"validated": (5_000,), "checked": (5_000, 20_000), "limited": (20_000,), "built": (100, 1_000)}
WHOLE = {
    "validated": (5_000, 20_000),
    "checked": (5_000, 20_000, 200_000, 1_000_000),
    "limited": (1_000_000, 3_000_000),
    "built": (100, 1_000, 10_000),
}
LIMIT = "500MB"


def start() -> list[Command]:
    """What a command costs before it does anything."""
    return [
        Command("python -c pass", [PYTHON, "-c", "pass"], ROOT, repeats=5),
        Command("import reportedly", [PYTHON, "-c", "import reportedly"], ROOT, "python -c pass", 5),
        Command("frictionless --help", [FRICTIONLESS, "--help"], ROOT, repeats=5),
        Command("reportedly --help", [REPORTEDLY, "--help"], ROOT, "frictionless --help", 5),
    ]


def load(package: Path, claims: int) -> list[Command]:
    """Claims as a frame. Both processes import pandas."""
    file = package / "dataset" / "claims.parquet"
    theirs, size = f"pandas.read_parquet, {claims:,} claims", f"{claims:,} claims"
    ours = f"import pandas, reportedly; reportedly.load('claims', {str(package)!r})"
    return [
        Command(theirs, [PYTHON, "-c", f"import pandas; pandas.read_parquet({str(file)!r})"], ROOT, repeats=5),
        Command(f"reportedly.load, {size}", [PYTHON, "-c", ours], ROOT, theirs, 5),
    ]


def check(packages: dict[int, Path], sizes: dict[str, tuple[int, ...]]) -> list[Command]:
    """The check of a package beside frictionless' and beside a person's queries."""
    found = []
    for claims in sizes["checked"]:
        package, size = packages[claims], f"{claims:,} claims"
        repeats = 3 if claims < 1_000_000 else 2
        by_hand, validate = f"SQL by hand, {size}", f"frictionless validate, {size}"
        script = [PYTHON, str(HERE / "by_hand.py"), str(package)]
        found.append(Command(by_hand, script, package, repeats=repeats))
        if claims in sizes["validated"]:
            arguments = [FRICTIONLESS, "validate", "datapackage.json"]
            found.append(Command(validate, arguments, package, repeats=1, warm=False))
        beside = validate if claims in sizes["validated"] else by_hand
        ours = Command(f"reportedly check, {size}", [REPORTEDLY, "check", "."], package, beside, repeats)
        found.append(ours)
    for claims in sizes["limited"]:
        arguments = [REPORTEDLY, "check", ".", "--memory-limit", LIMIT]
        name = f"reportedly check --memory-limit {LIMIT}, {claims:,} claims"
        found.append(Command(name, arguments, packages[claims], repeats=1, warm=False))
    return found


def build(folders: dict[int, Path]) -> list[Command]:
    """A build that reads all articles, and one after a word was changed in one of them."""
    from synthetic_seeds import change_one  # noqa: PLC0415

    found = []
    for articles, folder in folders.items():

        def clear(_: int, folder: Path = folder) -> None:
            for name in ("dataset", ".reportedly-build"):
                shutil.rmtree(folder / name, ignore_errors=True)

        def change(turn: int, folder: Path = folder) -> None:
            change_one(folder, turn)

        arguments, repeats = [REPORTEDLY, "build", "--quiet"], 2 if articles < 10_000 else 1
        cold = f"reportedly build, {articles:,} articles"
        found.append(Command(cold, arguments, folder, None, repeats, warm=False, before=clear))
        again = f"the same after a change in one, {articles:,} articles"
        found.append(Command(again, arguments, folder, cold, repeats, warm=False, before=change))
    return found


def growth(measured: Sequence[Command], sizes: dict[str, tuple[int, ...]]) -> Iterator[str]:
    """How much faster than frictionless the check of the largest package is, by how frictionless grew."""
    by_name = {command.name: command for command in measured}
    times = {claims: by_name[f"frictionless validate, {claims:,} claims"].seconds[0] for claims in sizes["validated"]}
    if len(times) < 2:
        return
    (few, short), (many, long) = sorted(times.items())[0], sorted(times.items())[-1]
    power = math.log(long / short) / math.log(many / few)
    most = sizes["checked"][-1]
    ours = statistics.median(by_name[f"reportedly check, {most:,} claims"].seconds)
    linear = long * most / many
    yield (
        f"From {few:,} to {many:,} claims the time of `frictionless validate` grows with the power {power:.2f} of "
        f"their number. If it went on in a straight line, {most:,} claims would take it {linear / 3600:.1f} hours, "
        f"{linear / ours:,.0f} times as long as `reportedly check`."
    )
    for claims in sizes["checked"]:
        own, by_hand = (by_name[f"{name}, {claims:,} claims"] for name in ("reportedly check", "SQL by hand"))
        wall = statistics.median(own.seconds) / statistics.median(by_hand.seconds)
        cpu = statistics.median(own.processor) / statistics.median(by_hand.processor)
        yield f"\n{claims:,} claims: {wall:.1f} × the wall clock and {cpu:.1f} × the processor time of SQL by hand."


def made(script: str, folder: Path, option: str, size: int) -> Path:
    """Make an input. It lies in a process of its own, so that this one stays small."""
    print(f"making {folder.name}", file=sys.stderr, flush=True)
    arguments = [PYTHON, str(HERE / script), str(folder), option, str(size)]
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    return folder


def measure(work: Path, sizes: dict[str, tuple[int, ...]]) -> str:
    """All parts, as Markdown."""
    packages = {
        claims: made("synthetic.py", work / f"{claims}-claims", "--claims", claims)
        for claims in sorted({*sizes["checked"], *sizes["limited"]})
    }
    datasets = {
        size: made("synthetic_seeds.py", work / f"{size}-articles", "--articles", size) for size in sizes["built"]
    }
    most = sizes["checked"][-1]
    parts = {
        "Start": start(),
        "Load": load(packages[most], most),
        "Check": check(packages, sizes),
        "Build": build(datasets),
    }
    written = []
    for title, commands in parts.items():
        run_in_turns(commands)
        lines = list(growth(commands, sizes)) if title == "Check" else []
        written.append("\n".join([f"## {title}\n", as_table(commands), *(["", *lines] if lines else [])]))
        print(written[-1], file=sys.stderr, flush=True)
    return "\n\n".join(written)


def machine() -> str:
    """Where and with what, and how busy."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    where = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores, {memory:.0f} GB"
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {where}; {libraries}. Load of the machine at the start: {load}."


def write(content: str) -> None:
    """Put the tables into RESULTS.md and into the docs page, one level of headings lower."""
    RESULTS.write_text(f"# Measured\n\n{content}\n", encoding="utf-8")
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{content}\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sizes only")
    parser.add_argument("--write", action="store_true", help="write the tables into RESULTS.md and the docs")
    wanted = parser.parse_args()
    where = machine()
    with tempfile.TemporaryDirectory() as work:
        measured = measure(Path(work), QUICK if wanted.quick else WHOLE)
    how = "`python benchmarks/run.py" + (" --quick`" if wanted.quick else "`")
    content = (
        f"{where}\nBy {how}: whole processes, medians, in turns after a warm-up; ratios are of one run.\n\n{measured}"
    )
    print(content)
    if wanted.write:
        write(content)


if __name__ == "__main__":
    main()
