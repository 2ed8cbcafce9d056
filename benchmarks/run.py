"""How long reportedly takes, beside frictionless, pandas, DuckDB by hand and itself: whole processes, time and memory.

Nothing is asserted. `--quick` takes some minutes; the run of all sizes takes about half an hour on two cores.
`--write` puts the tables into benchmarks/RESULTS.md and docs/performance.md. With `--work DIR --into FILE` a run can be
done part by part: what the file has is not measured again, and the tables say what is missing. The committed tables are
`run.py none --into benchmarks/measured.jsonl --write`.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median

from measure import Command, Measured, as_table, medians, read_measured, run_in_turns

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "benchmarks"
RESULTS, PAGE = HERE / "RESULTS.md", ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin (benchmarks/run.py --write) -->", "<!-- measured: end -->"
BIN = Path(sys.executable).parent
PYTHON, REPORTEDLY, FRICTIONLESS = sys.executable, str(BIN / "reportedly"), str(BIN / "frictionless")
LIBRARIES = ("reportedly", "pyarrow", "duckdb", "pandas", "pandera", "frictionless")
QUICK = {
    "validated": (5_000,),
    "checked": (5_000, 20_000),
    "limited": (20_000,),
    "built": (100, 1_000),
    "coded": (100, 300),
}
WHOLE = {
    "validated": (5_000, 20_000),
    "checked": (5_000, 20_000, 200_000, 1_000_000),
    "limited": (1_000_000, 3_000_000, 10_000_000),
    "built": (100, 300, 1_000, 3_000, 10_000),
    "coded": (1_000, 10_000),
}
LIMIT = "500MB"
PER_PART = 250  # articles


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
    """The check of a package beside a person's queries."""
    found = []
    for claims in sizes["checked"]:
        package, size, repeats = packages[claims], f"{claims:,} claims", 3 if claims < 200_000 else 2
        is_short = claims < 200_000
        by_hand, script = f"SQL by hand, {size}", [PYTHON, str(HERE / "by_hand.py"), "."]
        found.append(Command(by_hand, script, package, None, repeats, is_short))
        found.append(
            Command(f"reportedly check, {size}", [REPORTEDLY, "check", "."], package, by_hand, repeats, is_short)
        )
    for claims in sizes["limited"]:
        arguments = [REPORTEDLY, "check", ".", "--memory-limit", LIMIT]
        name = f"reportedly check --memory-limit {LIMIT}, {claims:,} claims"
        found.append(Command(name, arguments, packages[claims], None, 1, warm=False))
    return found


def validate(packages: dict[int, Path], sizes: dict[str, tuple[int, ...]]) -> list[Command]:
    """What frictionless takes, as often as it takes so many minutes: once."""
    arguments = [FRICTIONLESS, "validate", "datapackage.json"]
    return [
        Command(f"frictionless validate, {claims:,} claims", arguments, packages[claims], ours, 1, warm=False)
        for claims in sizes["validated"]
        for ours in [f"reportedly check, {claims:,} claims"]
    ]


def build(folders: dict[int, Path]) -> list[Command]:
    """A build that reads all articles, one after a word was changed in one of them, and one after one more came."""
    from synthetic_seeds import add_one, change_one  # noqa: PLC0415

    found = []
    for articles, folder in folders.items():

        def clear(_: int, folder: Path = folder) -> None:
            for name in ("dataset", ".reportedly-build"):
                shutil.rmtree(folder / name, ignore_errors=True)

        def change(turn: int, folder: Path = folder) -> None:
            change_one(folder, turn)

        def add(turn: int, folder: Path = folder) -> None:
            add_one(folder, turn)

        arguments, repeats = [REPORTEDLY, "build", "--quiet"], 2 if articles < 10_000 else 1
        cold, changed, added = built(articles)
        found.append(Command(cold, arguments, folder, None, repeats, warm=False, before=clear))
        found.append(Command(changed, arguments, folder, cold, 3, warm=False, before=change))
        found.append(Command(added, arguments, folder, cold, 3, warm=False, before=add))
    return found


def code(folder: Path, few: int, many: int) -> list[Command]:
    """The machine coder beside the pipeline that it contains, and what many articles do to its memory."""
    bare, one = f"bare spaCy pipeline, {few:,} articles", f"reportedly code, {few:,} articles"
    script = [PYTHON, str(HERE / "bare_pipeline.py"), str(folder / f"{few}-texts.parquet")]
    return [
        Command(bare, script, ROOT, None, 2, warm=False),
        coded(one, folder, few, 1, bare),
        coded(f"reportedly code --processes 2, {few:,} articles", folder, few, 2, one),
        coded(f"reportedly code, {many:,} articles", folder, many, 1),
    ]


def coded(name: str, folder: Path, articles: int, processes: int, beside: str | None = None) -> Command:
    """Articles coded from nothing."""
    out = folder / f"{articles}-coded"
    texts, how = folder / f"{articles}-texts.parquet", ["--processes", str(processes), "--quiet"]
    return Command(
        name,
        [REPORTEDLY, "code", str(texts), "--out", str(out), *how],
        ROOT,
        beside,
        repeats=2 if beside else 1,
        warm=False,
        before=lambda _: shutil.rmtree(out, ignore_errors=True),
    )


def built(articles: int) -> tuple[str, str, str]:
    """The names of the builds of so many articles: from nothing, after a change in one, after one more."""
    size = f"{articles:,} articles"
    return (
        f"reportedly build, {size}",
        f"the same after a change in one, {size}",
        f"the same after one more article, {size}",
    )


def growth(measured: Measured, sizes: dict[str, tuple[int, ...]]) -> Iterator[str]:
    """How much faster than frictionless the check of the largest package is, by how frictionless grew."""
    times = {claims: medians(measured, f"frictionless validate, {claims:,} claims") for claims in sizes["validated"]}
    known = sorted((claims, found["cpu"]) for claims, found in times.items() if found)
    most = sizes["checked"][-1]
    ours = medians(measured, f"reportedly check, {most:,} claims")
    if len(known) > 1 and ours:
        (few, short), (many, long) = known[0], known[-1]
        power = math.log(long / short) / math.log(many / few)
        linear = long * most / many
        yield (
            f"From {few:,} to {many:,} claims the processor time of `frictionless validate` grows with the power "
            f"{power:.2f} of their number. If it went on in a straight line, {most:,} claims would take it "
            f"{linear / 3600:.1f} hours, {linear / ours['cpu']:,.0f} times the processor time of `reportedly check`."
        )
    for claims in sizes["checked"]:
        own, by_hand = (medians(measured, f"{name}, {claims:,} claims") for name in ("reportedly check", "SQL by hand"))
        if own and by_hand:
            wall, cpu = own["wall"] / by_hand["wall"], own["cpu"] / by_hand["cpu"]
            yield f"{claims:,} claims: {wall:.1f} × the wall clock and {cpu:.1f} × the processor time of SQL by hand."


def made(script: str, folder: Path, *options: str | int) -> Path:
    """Make an input. It lies in a process of its own, so that this one stays small."""
    print(f"making {folder.name}", file=sys.stderr, flush=True)
    arguments = [PYTHON, str(HERE / script), str(folder), *map(str, options)]
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    return folder


def parts(work: Path, sizes: dict[str, tuple[int, ...]]) -> dict[str, list[Command]]:
    """All commands by part; their inputs lie in `work`."""
    packages = {claims: work / f"{claims}-claims" for claims in {*sizes["checked"], *sizes["limited"]}}
    datasets = {size: work / f"{size}-articles" for size in sizes["built"]}
    most = sizes["checked"][-1]
    return {
        "start": start(),
        "load": load(packages[most], most),
        "build": build(datasets),
        "check": check(packages, sizes),
        "validate": validate(packages, sizes),
        "code": code(work, *sizes["coded"]),
    }


def prepare(work: Path, sizes: dict[str, tuple[int, ...]]) -> None:
    """Make the inputs that are not there."""
    for claims in sorted({*sizes["checked"], *sizes["limited"]}):
        if not (work / f"{claims}-claims" / "datapackage.json").is_file():
            made("synthetic.py", work / f"{claims}-claims", "--claims", claims)
    for articles in sizes["built"]:
        if not (work / f"{articles}-articles" / "seeds" / "articles.yaml").is_file():
            made("synthetic_seeds.py", work / f"{articles}-articles", "--articles", articles, "--parts", PER_PART)
    for articles in sizes["coded"]:
        if not (work / f"{articles}-texts.parquet").is_file():
            made("synthetic_articles.py", work / f"{articles}-texts.parquet", "--articles", articles)


def as_text(sizes: dict[str, tuple[int, ...]], measured: Measured) -> str:
    """All tables in Markdown, with what the figures of frictionless and SQL by hand come to."""
    written = []
    for title, commands in parts(Path(), sizes).items():
        written.append(f"## {title.capitalize()}\n\n{as_table(commands, measured)}")
    return "\n\n".join([*written, *growth(measured, sizes)])


def machine(measured: Measured) -> str:
    """Where, when and with what, and how busy."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    where = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores, {memory:.0f} GB"
    loads, times = [one["load"] for one in measured], sorted(one["at"] for one in measured)
    busy = (
        f"{times[0]} to {times[-1]} UTC; load of the machine {min(loads)} to {max(loads)}, median {median(loads):.1f}"
    )
    return f"{where}; {libraries}.\n{busy}."


def write(content: str) -> None:
    """Put the tables into RESULTS.md and into the docs page, one level of headings lower."""
    RESULTS.write_text(f"# Measured\n\n{content}\n", encoding="utf-8")
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{content}\n{END}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", help="start, load, build, check, validate or code (default: all of them)")
    parser.add_argument("--quick", action="store_true", help="small sizes only")
    parser.add_argument("--work", type=Path, help="where inputs lie and stay (default: a temporary folder)")
    parser.add_argument("--into", type=Path, help="a file of measurements to go on with (default: a new one)")
    parser.add_argument("--write", action="store_true", help="write the tables into RESULTS.md and the docs")
    wanted = parser.parse_args()
    sizes = QUICK if wanted.quick else WHOLE
    with tempfile.TemporaryDirectory() as temporary:
        work, into = wanted.work or Path(temporary), wanted.into or Path(temporary) / "measured.jsonl"
        work.mkdir(exist_ok=True)
        if wanted.part != ["none"]:
            prepare(work, sizes)
        for name, commands in parts(work.resolve(), sizes).items():
            if not wanted.part or name in wanted.part:
                run_in_turns(commands, into)
        measured = read_measured(into)
    content = f"{machine(measured)}\n\n{as_text(sizes, measured)}"
    print(content)
    if wanted.write:
        write(content)
        from growth import draw  # noqa: PLC0415 - large, and this process stays small while it measures

        draw(measured, {articles: built(articles) for articles in sizes["built"]})


if __name__ == "__main__":
    main()
