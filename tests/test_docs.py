"""Documentation that cannot lag: commands, examples with their output, set-up lines, links, the version.

An example is a fenced block `sql`, `python` or `console`, directly followed by a fenced block `text`. From the
repository's folder, `reportedly sql`, Python or a shell must print exactly that text to stdout. In a console block,
"$ " before a command is left out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
import typer

from reportedly import __version__
from reportedly.cli import app

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
FENCE = re.compile(r"^(?P<mark>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=mark)[ \t]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]\[]*(?:\[[^\]]*\][^\]\[]*)*\]\(<?([^)<>\s]+)>?(?:\s+\"[^\"]*\")?\)")
REFERENCE = re.compile(r"^\[[^\]]+\]:\s+<?(\S+?)>?(?:\s|$)", re.MULTILINE)
SOURCE = re.compile(r"<(?:img|a)\b[^>]*\b(?:src|href)=\"([^\"]+)\"")
PAGES = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part in ("node_modules", "dist") for part in path.relative_to(ROOT).parts)
)


EXAMPLE_PAGES = (README, *(ROOT / "docs" / f"{name}.md" for name in ("coder", "loading", "questions", "tutorial")))


@dataclass(frozen=True)
class Example:
    """A block of code, its page and line, and the output printed beneath it."""

    page: str
    line: int
    kind: str
    code: str
    output: str


def examples() -> list[Example]:
    return [example for page in EXAMPLE_PAGES for example in examples_of(page)]


def examples_of(page: Path) -> list[Example]:
    text = page.read_text("utf-8")
    blocks = list(FENCE.finditer(text))
    return [
        Example(page.name, text[: code.start()].count("\n") + 1, code["info"].strip(), code["body"], output["body"])
        for code, output in pairwise(blocks)
        if code["info"].strip() in ("sql", "python", "console")
        and output["info"].strip() == "text"
        and not text[code.end() : output.start()].strip()
    ]


def run(example: Example) -> subprocess.CompletedProcess[str]:
    """What an example prints, away from any terminal."""
    commands = {
        "sql": [sys.executable, "-m", "reportedly", "sql", example.code],
        "python": [sys.executable, "-c", example.code],
        "console": ["sh", "-c", re.sub(r"^\$ ", "", example.code, flags=re.MULTILINE)],
    }
    bin_folder = str(Path(sys.executable).parent)
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "FORCE_COLOR")}
    env |= {"PATH": f"{bin_folder}{os.pathsep}{os.environ.get('PATH', '')}", "PYTHONUTF8": "1"}
    return subprocess.run(
        commands[example.kind],
        cwd=ROOT,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").split("\n")]


@pytest.mark.slow
@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example.page}, line {example.line}")
def test_an_example_prints_what_stands_beneath_it(example: Example) -> None:
    done = run(example)
    assert lines(done.stdout) == lines(example.output), done.stderr
    if example.kind != "console":  # a shell may show how a command fails
        assert done.returncode == 0, done.stderr


def test_the_readme_shows_examples_with_their_output() -> None:
    assert {"sql", "python"} <= {example.kind for example in examples_of(README)}


def commands() -> dict[str, str]:
    """Every command of the command line, those of groups with the group's name, and its help."""
    found: dict[str, str] = {}

    def walk(group: object, prefix: str) -> None:
        for name, command in getattr(group, "commands", {}).items():
            if getattr(command, "commands", None):
                walk(command, f"{prefix}{name} ")
            elif not command.hidden:
                found[f"{prefix}{name}"] = command.help or ""

    walk(typer.main.get_command(app), "")
    return found


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme_and_has_help(command: str) -> None:
    assert re.search(rf"\breportedly {re.escape(command)}\b", README.read_text("utf-8"))
    assert len(commands()[command]) > 20


def test_there_are_commands() -> None:
    assert {"build", "check", "sql"} <= set(commands())


@pytest.mark.parametrize(
    "command",
    [
        "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/reportedly build",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ],
)
def test_the_set_up_commands_stand_in_the_readme(command: str) -> None:
    assert command in README.read_text("utf-8").split("\n")


def without_code(text: str) -> str:
    """A page without its code, in which brackets are no links."""
    return re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", FENCE.sub("", text))


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page, and those set by hand."""
    text = FENCE.sub("", page.read_text("utf-8"))
    seen: Counter[str] = Counter()
    found = set(re.findall(r"<a (?:id|name)=\"([^\"]+)\"", text))
    for heading in re.findall(r"^#{1,6}\s+(.*?)\s*#*$", text, re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return found


def targets(page: Path) -> list[str]:
    text = without_code(page.read_text("utf-8"))
    return [target for pattern in (LINK, REFERENCE, SOURCE) for target in pattern.findall(text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_or_heading_leads_there(page: Path) -> None:
    broken = []
    for target in targets(page):
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (page.parent / path) if path else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


def test_links_are_found_and_broken_ones_too(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# The `code`: book\n[one](other.md) ![two](<a%20b.png>) [three](#the-code-book) `[no](link)` [r][ref]\n"
        "```text\n[no](code.md)\n```\n[![badge](b.svg)](https://example.org)\n\n[ref]: deep/file.md\n",
        encoding="utf-8",
    )
    assert set(targets(page)) >= {"other.md", "a%20b.png", "#the-code-book", "deep/file.md"}
    assert not {"link", "code.md"} & set(targets(page))
    assert anchors(page) == {"the-code-book"}


def test_the_changelog_tells_of_this_version() -> None:
    headings = re.findall(r"^## \[?v?([0-9][^\s\]]*)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert __version__ in headings
