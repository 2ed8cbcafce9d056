"""The commands that change what is published, each ready to turn an old package into a new one."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from fault_campaign import warm
from reportedly.errors import ReportedlyError
from reportedly.query.package import open_package
from reportedly.rebuild.seed_files import SLACK

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "tests" / "fixtures" / "mini" / "seeds"
CODING, CHANGED = "first-report.yaml", ("There was no warning before the strike.", "Nobody warned of the strike.")
PACKAGE = ("dataset/*", "datapackage.json", "croissant.json")
OLD, NEW, NEITHER = "old", "new", "neither"

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Scenario:
    """A command that turns the old state of a folder into the new one.

    `template`: a folder in the old state. `package`: the published package in it. `groups`: what must be old or new as
    a whole, as patterns of paths. `watched`: a path that is there while files are moved in. `prepare`: what is still to
    be done in a copy of the template, so that it is in the old state.
    """

    name: str
    arguments: tuple[str, ...]
    template: Path
    package: str
    groups: tuple[tuple[str, ...], ...]
    watched: str
    prepare: Callable[[Path], None] | None = None
    old: Files = field(default_factory=dict)
    new: Files = field(default_factory=dict)

    @contextmanager
    def copy(self, folder: Path) -> Iterator[Path]:
        """A copy of the template, for as long as the context lasts."""
        target = folder / self.name
        shutil.copytree(self.template, target)
        if self.prepare:
            self.prepare(target)
        try:
            yield target
        finally:
            shutil.rmtree(target)

    def run(self, folder: Path, before: Callable[[], None] = lambda: None) -> subprocess.CompletedProcess[str]:
        """Run the command in a copy until it is done, after `before` was called in its process."""
        return warm.run(self.arguments, folder, before)

    def files(self, folder: Path) -> dict[str, bytes]:
        """What is published in a copy, by path."""
        found = {path for group in self.groups for pattern in group for path in folder.glob(pattern)}
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found) if path.is_file()}

    def state(self, folder: Path) -> str:
        """Whether a copy is old, new or neither, as a plain reader finds it. Groups may be of different ages."""
        ages = set()
        there = self.files(folder)
        for group in self.groups:
            has, old, new = (_only(files, folder, group) for files in (there, self.old, self.new))
            ages.add(NEW if has == new else OLD if has == old else NEITHER)
        return NEITHER if NEITHER in ages else NEW if ages == {NEW} else OLD

    def opened_state(self, folder: Path) -> str:
        """The same after a command of ours has opened the package, as each does: that finishes a swap."""
        try:
            _, findings = open_package(folder / self.package)
        except ReportedlyError:
            return NEITHER
        return NEITHER if findings else self.state(folder)


def _only(files: Files, folder: Path, group: tuple[str, ...]) -> Files:
    return {path: data for path, data in files.items() if any((folder / path).match(pattern) for pattern in group)}


def scenarios(work: Path) -> list[Scenario]:
    """Build, build after a change, code and release, each with its old and new state made in `work`.

    Raises:
        RuntimeError: a command does not even work undisturbed.
    """
    return [ready(make(work), work) for make in MADE]


def ready(scenario: Scenario, work: Path) -> Scenario:
    """A scenario that knows its old and its new state."""
    with scenario.copy(work / "ready") as folder:
        old = scenario.files(folder)
        _must(scenario.run(folder))
        new = scenario.files(folder)
    if old == new:
        raise RuntimeError(f"{scenario.name}: the new state is the old one, so that nothing could be told apart")
    return replace(scenario, old=old, new=new)


def build_scenario(work: Path) -> Scenario:
    """The mini dataset, built, then with another version and another word in a table."""
    template = _dataset(work / "build-template")
    _edit(template / "seeds" / "package.yaml", "version: 0.0.1", "version: 0.0.2")
    _edit(template / "seeds" / "actors.yaml", "A made-up news agency", "A made-up agency for news")
    return Scenario("build", ("build",), template, ".", (PACKAGE,), ".reportedly-ready")


def rebuild_scenario(work: Path) -> Scenario:
    """The mini dataset, built where it lies, with another word in one coding: only that article is read again."""
    template = work / "rebuild-template"
    shutil.copytree(SEEDS, template / "seeds")
    return Scenario("build after a change", ("build",), template, ".", (PACKAGE,), ".reportedly-ready", change_a_coding)


def change_a_coding(folder: Path) -> None:
    """Build a copy, then change it: a build knows what it published by its files' inodes, and a copy has others."""
    time.sleep(SLACK / 1e9 + 0.1)  # younger files are read again in any case
    _build(folder)
    _edit(folder / "seeds" / "codings" / CODING, *CHANGED)


def code_scenario(work: Path) -> Scenario:
    """A package of one coded article, to which a second comes."""
    template = work / "code-template"
    articles = template / "articles"
    articles.mkdir(parents=True)
    first, second = sorted((SEEDS / "articles").glob("*.txt"))
    shutil.copy2(first, articles)
    arguments = ("code", "articles", "--out", "out")
    scenario = Scenario("code", arguments, template, "out", (("out/*.parquet", "out/*.json"),), "out/.reportedly-ready")
    _must(scenario.run(template))
    shutil.copy2(second, articles)
    return scenario


def release_scenario(work: Path) -> Scenario:
    """The mini dataset, built, with one release, before the second."""
    template = _dataset(work / "release-template")
    archive = "releases/mini-1.1.0.zip"
    groups = (PACKAGE, (archive,), (f"{archive}.sha256",), ("seeds/changes.json",))
    scenario = Scenario("release", ("release", "1.1.0"), template, ".", groups, "releases/.mini-1.1.0.zip.part")
    first = Scenario("release", ("release", "1.0.0"), template, ".", groups, scenario.watched)
    _must(first.run(template))
    return scenario


MADE = (build_scenario, rebuild_scenario, code_scenario, release_scenario)


def _dataset(folder: Path) -> Path:
    shutil.copytree(SEEDS, folder / "seeds")
    _build(folder)
    return folder


def _build(folder: Path) -> None:
    _must(warm.run(("build", "--quiet"), folder))


def _edit(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    if content.count(old) != 1:
        raise RuntimeError(f"{path.name}: {content.count(old)} times {old!r}")
    path.write_text(content.replace(old, new), "utf-8")


def _must(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        raise RuntimeError(f"{' '.join(done.args)}: exit code {done.returncode}\n{done.stderr}")
