"""Print which version of each dependency is installed, beside the range that pyproject.toml allows.

Given a file of pins (`name==version`, one a line), exit 1 where something else is installed than is pinned: .ci/run
proves with it that the tests ran with the lowest and with the highest versions that are allowed.
"""

import argparse
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]


def dependencies() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [Requirement(text) for text in project["dependencies"]]


def read_pins(path: Path) -> dict[str, Version]:
    pins = (line.partition("==") for line in path.read_text("utf-8").splitlines() if "==" in line)
    return {canonicalize_name(name): Version(number.split()[0]) for name, _, number in pins}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pins", nargs="?", type=Path, help="what has to be installed")
    path = parser.parse_args().pins
    wrong = 0
    for requirement in dependencies():
        installed = Version(version(requirement.name))
        due = read_pins(path)[canonicalize_name(requirement.name)] if path else installed
        note = "" if installed == due else f"   expected {due}; install it, or make a new environment"
        print(f"{requirement.name:<14}{installed!s:<10}{requirement.specifier}{note}")
        wrong += installed != due
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
