"""The steps import one way, and the engine knows the standard and no dataset."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "reportedly"
SHARED = {"errors", "standard"}  # for every step
# Modules beside the steps: `build` and `cli` know their order, the others open them to users. A step imports none of
# them, but `release`, which builds what it releases, and `add`, which tries what it adds.
DOORS = {"build", "cli", "__init__", "__main__", "schemas", "pytest_plugin"}

# step -> the steps it may import from, besides what is shared. A new edge is a decision: write it down here.
ALLOWED: dict[str, set[str]] = {
    "standard": set(),
    "add": {"build", "code", "coder", "publish", "read"},
    "read": set(),
    "resolve": {"read"},
    "assemble": {"read", "resolve"},
    "check": {"clusters", "publish", "query", "read"},
    "clusters": set(),
    "coder": {"publish", "read"},
    "code": {"assemble", "check", "clusters", "coder", "publish", "read"},
    "publish": set(),
    "rebuild": {"assemble", "check", "publish", "read"},
    "query": {"publish", "read"},
    "agreement": {"read", "resolve"},
    "explore": {"query"},
    "citing": {"publish", "query"},
    "release": {"build", "check", "citing", "publish", "query", "read"},
    "starter": set(),
}
# The modules of another step that one may use: what it publishes or reads for all, never its insides.
NARROW: dict[tuple[str, str], set[str]] = {
    ("resolve", "read"): {"read.locate", "read.records"},
    ("assemble", "read"): {"read.fields", "read.records", "read.seeds"},
    ("assemble", "resolve"): {"resolve"},
    ("check", "publish"): {"publish.content", "publish.descriptor", "publish.parquet"},
    ("check", "query"): {"query", "query.frames", "query.package", "query.tables", "query.unpack"},
    ("check", "read"): {"read.fields", "read.texts"},
    ("coder", "publish"): {"publish.durable"},
    ("query", "publish"): {"publish.descriptor", "publish.swap"},
    ("query", "read"): {"read.fields"},
    ("release", "citing"): {"citing.cff", "citing.cite", "citing.croissant"},
}


def steps() -> list[str]:
    return sorted(path.name for path in SRC.iterdir() if path.is_dir() and any(path.rglob("*.py")))


def imports(path: Path) -> Iterator[str]:
    """The modules of reportedly that a file imports, anywhere in it, without the leading name: `read.coding`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports name their module in full"
            names = [node.module or ""]
            if node.module == "reportedly":
                names = [f"reportedly.{alias.name}" for alias in node.names]
        for name in names:
            package, _, module = name.partition(".")
            if package == "reportedly" and not module.startswith("__"):
                yield module


def edges(step: str) -> dict[str, set[str]]:
    """What a step imports from others: step to the modules, without what is shared and itself."""
    found: dict[str, set[str]] = {}
    for path in sorted((SRC / step).rglob("*.py")):
        for module in imports(path):
            found.setdefault(module.partition(".")[0], set()).add(module)
    return {other: modules for other, modules in found.items() if other not in SHARED | {step}}


def test_every_step_has_its_line_in_the_table():
    assert set(steps()) <= set(ALLOWED), "a new step: say in ALLOWED what it may import"


@pytest.mark.parametrize("step", steps())
def test_a_step_imports_only_from_the_steps_it_may(step):
    assert set(edges(step)) - ALLOWED.get(step, set()) == set()


@pytest.mark.parametrize(("step", "other"), sorted(NARROW))
def test_a_step_uses_only_the_open_modules_of_another(step, other):
    assert edges(step).get(other, set()) <= NARROW[step, other]


def test_the_way_through_the_steps_has_no_circle():
    order = list(TopologicalSorter({step: edges(step) for step in steps()}).static_order())
    for earlier, later in (("read", "resolve"), ("resolve", "assemble"), ("publish", "query"), ("query", "check")):
        assert order.index(earlier) < order.index(later)


def test_errors_import_nothing_of_ours():
    assert list(imports(SRC / "errors.py")) == []


def test_only_doors_and_errors_stand_beside_the_steps():
    assert {path.stem for path in SRC.glob("*.py")} <= {"errors"} | DOORS


@pytest.mark.parametrize("word", ["mashtal", "baghdad", "hezbollah", "iraq"])
def test_the_engine_knows_nothing_of_the_first_dataset(word):
    files = [path for path in SRC.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert [str(path.relative_to(SRC)) for path in files if word.encode() in path.read_bytes().lower()] == []
