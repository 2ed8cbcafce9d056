"""What other people's CI takes from this repository: the action, the hooks, and the page that shows them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.cli import CheckFormat, app

pytestmark = pytest.mark.slow

pytest_plugins = ["pytester"]

# pytester forgets the modules that a run inside this process imports first, and compiled ones do not survive a second
# import: so what the fixture's methods import is imported here.
FIRST = [
    import_module(f"reportedly.{name}") for name in ("check.package", "check.report", "query.connect", "query.load")
]
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "checks-in-ci.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
BIN = Path(sys.executable).parent


def step(name: str) -> dict[str, Any]:
    return next(step for step in ACTION["runs"]["steps"] if step.get("name") == name)


def fences(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_action_is_composite_and_has_what_github_asks_for():
    assert set(ACTION) == {"name", "description", "branding", "inputs", "runs"}
    assert ACTION["runs"]["using"] == "composite"
    for entry in ACTION["inputs"].values():
        assert set(entry) == {"description", "default"}
        assert isinstance(entry["default"], str)  # an unquoted 3.10 would be 3.1
    for one in ACTION["runs"]["steps"]:
        assert ("uses" in one) != ("run" in one)
        assert "run" not in one or one["shell"] == "bash"


def test_no_input_is_pasted_into_a_script():
    assert [one["run"] for one in ACTION["runs"]["steps"] if "${{" in one.get("run", "")] == []


def test_every_input_is_used_and_stands_on_the_page():
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert used == set(ACTION["inputs"])
    for name, entry in ACTION["inputs"].items():
        assert f"| `{name}` | `{entry['default']}` |" in PAGE


@pytest.mark.parametrize(("is_broken", "code"), [(False, 0), (True, 1)])
def test_the_actions_check_ends_as_the_package_is(mini_package, is_broken, code):
    if is_broken:
        (mini_package / "dataset" / "claims.parquet").unlink()
    env = os.environ | {"PACKAGE": str(mini_package), "REPORTEDLY_BIN": str(BIN)}
    done = subprocess.run(
        ["bash", "-c", step("Check the package")["run"]], env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, done.stderr
    assert ("::error " in done.stdout) == is_broken


def test_the_hooks_are_the_two_that_the_page_names():
    assert [hook["id"] for hook in HOOKS] == ["reportedly-build-check", "reportedly-check"]
    for hook in HOOKS:
        assert {"id", "name", "description", "entry", "args", "language", "files", "pass_filenames"} <= set(hook)
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False
        assert f"- id: {hook['id']}\n" in PAGE


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_calls_a_command_with_options_that_it_has(hook):
    import typer  # noqa: PLC0415

    program, command, *words = [*shlex.split(hook["entry"]), *hook["args"]]
    assert program == "reportedly"
    parsed = typer.main.get_command(app).commands[command]
    parsed.make_context(command, words)  # raises where an option is unknown


@pytest.mark.parametrize(
    ("path", "hooks"),
    [
        ("seeds/codings/a.yaml", ["reportedly-build-check"]),
        ("data/seeds/actors.yaml", ["reportedly-build-check"]),
        ("dataset/claims.parquet", ["reportedly-build-check", "reportedly-check"]),
        ("datapackage.json", ["reportedly-build-check", "reportedly-check"]),
        ("docs/seedsman.md", []),
        ("old-dataset.txt", []),
    ],
)
def test_hooks_run_where_their_files_change(path, hooks):
    assert [hook["id"] for hook in HOOKS if re.search(hook["files"], path)] == hooks


def test_the_page_names_every_format_and_its_examples_are_yaml_and_python():
    for one in CheckFormat:
        assert f"| `{one.value}` |" in PAGE
    assert len([yaml.safe_load(text) for text in fences("yaml")]) == 4
    for text in fences("python"):
        compile(text, "docs/checks-in-ci.md", "exec")


def test_the_pages_pytest_examples_run(pytester, published_mini):
    (example,) = [text for text in fences("python") if "def test_" in text]
    pytester.makepyfile(example)
    done = pytester.runpytest_inprocess(
        "-p", "no:reportedly", "-p", "reportedly.pytest_plugin", "--reportedly-package", str(published_mini)
    )
    done.stdout.fnmatch_lines(["*test_every_article_has_a_date*", "*1 failed, 2 passed*"])
