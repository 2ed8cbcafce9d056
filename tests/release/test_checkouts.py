"""Two people who check out the same commit build and release the same bytes, wherever and however they work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VERSION = "99.0.0"  # after any that was released

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="needs a git checkout"),
    pytest.mark.skipif(sys.platform == "win32", reason="no umask on Windows"),
]


@dataclass(frozen=True)
class Person:
    """Where someone works, and what their machine is set to."""

    folder: str
    env: dict[str, str]
    umask: int


PEOPLE = (
    Person("a/reportedly", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, 0o022),
    Person("b/deeper/Mein Klon", {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "4242"}, 0o077),
)


def work(person: Person, where: Path) -> dict[str, bytes]:
    """What someone gets who clones, builds and releases: the archives and the package, by path."""
    clone = where / person.folder
    clone.parent.mkdir(parents=True)
    reportedly = [sys.executable, "-m", "reportedly"]
    for command, at in (
        (["git", "clone", "--quiet", str(ROOT), str(clone)], where),
        ([*reportedly, "build"], clone),
        ([*reportedly, "release", VERSION], clone),
        ([*reportedly, "release", VERSION, "--with-texts"], clone),
    ):
        env = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "LC_", "LANG"))}
        env |= person.env | {"PYTHONPATH": str(clone / "src")}  # the clone's own engine and standard
        done = subprocess.run(
            command, cwd=at, env=env, umask=person.umask, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr
    made = [*(clone / "releases").iterdir(), *(clone / "dataset").iterdir()]
    made += [clone / name for name in ("datapackage.json", "croissant.json", "seeds/changes.json")]
    return {path.relative_to(clone).as_posix(): path.read_bytes() for path in made}


def test_two_clean_checkouts_build_and_release_the_same_bytes(tmp_path: Path) -> None:
    with ThreadPoolExecutor(max_workers=len(PEOPLE)) as pool:
        one, other = pool.map(lambda person: work(person, tmp_path), PEOPLE)
    assert len([name for name in one if name.endswith(".zip")]) == 2
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
