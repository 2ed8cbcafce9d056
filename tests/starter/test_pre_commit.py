"""pre-commit installs the hooks from this repository and runs them in a dataset that `reportedly init` started."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from reportedly.build import build_tables, publish_build
from reportedly.starter import init_dataset

ROOT = Path(__file__).parents[2]
HOOKS = [hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="needs git and a checkout"),
]


def git(folder: Path, *words: str) -> str:
    author = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    return subprocess.run(["git", *author, *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def committed(folder: Path) -> str:
    """The commit of everything in a folder."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "All")
    return git(folder, "rev-parse", "HEAD").strip()


def hooks_repository(folder: Path) -> Path:
    """This checkout as it is now, committed or not."""
    for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def test_the_hooks_pass_on_a_new_dataset_and_stop_a_broken_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    hooks, dataset = hooks_repository(tmp_path / "hooks"), tmp_path / "dataset"
    init_dataset(dataset)
    publish_build(dataset, build_tables(dataset, lambda _: None), lambda _: None)
    entry = {"repo": str(hooks), "rev": committed(hooks), "hooks": [{"id": hook} for hook in HOOKS]}
    (dataset / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [entry]}), encoding="utf-8")
    committed(dataset)
    assert run_hooks(dataset) == dict.fromkeys(HOOKS, "Passed")

    (dataset / "dataset" / "claims.parquet").unlink()
    git(dataset, "add", "-A")
    assert run_hooks(dataset) == dict.fromkeys(HOOKS, "Failed")


def run_hooks(dataset: Path) -> dict[str, str]:
    """What pre-commit says of each hook."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose", "--color", "never"],
        cwd=dataset,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    lines = done.stdout.splitlines()
    said = {
        after.removeprefix("- hook id: "): line.rsplit(".", 1)[-1]
        for line, after in pairwise(lines)
        if after.startswith("- hook id: ")
    }
    assert said, done.stdout + done.stderr
    return said
