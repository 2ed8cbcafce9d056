"""Find and open a published package."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from reportedly.errors import Finding, ReportedlyError
from reportedly.publish.swap import recover
from reportedly.standard import bundle_folder
from reportedly.standard.limits import limits, raise_it
from reportedly.standard.to_descriptor import STANDARD_KEY

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Package:
    """A package whose descriptor could be read. `files` has the resources whose path is safe and there."""

    root: Path
    descriptor: dict[str, Any]
    files: dict[str, Path]

    def resource(self, name: str) -> dict[str, Any]:
        """A resource's entry in the descriptor, empty where it has none."""
        return next((entry for entry in self.descriptor["resources"] if entry["name"] == name), {})


def find_package(start: Path | None = None) -> Path:
    """The package around the working directory, or the dataset that this installation brings.

    Around: the folder itself or one above it whose `datapackage.json` follows the reportedly standard.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        with suppress(ReportedlyError):  # opening the package says so; what lies further up may be somebody else's
            recover(folder)
        if (folder / DESCRIPTOR).is_file() and _follows_the_standard(folder / DESCRIPTOR):
            return folder
    return bundle_folder()


def _follows_the_standard(path: Path) -> bool:
    try:
        content = _read_json(path)
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and STANDARD_KEY in content


def open_package(path: Path | str | None) -> tuple[Package, list[Finding]]:
    """The package in a folder (or that a `datapackage.json` describes), and what is wrong with its descriptor.

    Raises:
        ReportedlyError: there is no package, or its descriptor cannot be read at all.
    """
    root = find_package() if path is None else Path(path)
    if root.name == DESCRIPTOR and not root.is_dir():
        root = root.parent
    if not root.is_dir():
        raise ReportedlyError(f"{path}: no such folder; name a folder that holds {DESCRIPTOR}")
    recover(root)
    file = root / DESCRIPTOR
    if not file.is_file():
        raise ReportedlyError(f"{root}: no {DESCRIPTOR} here; run `reportedly build`, or name a package's folder")
    try:
        content = _read_json(file)
    except (OSError, ValueError, RecursionError) as error:
        raise ReportedlyError(f"{file}: not a JSON file ({error}); restore it, or run `reportedly build`") from error
    resources = content.get("resources") if isinstance(content, dict) else None
    if not isinstance(resources, list) or not all(
        isinstance(entry, dict) and isinstance(entry.get("name"), str) for entry in resources
    ):
        raise ReportedlyError(f"{file}: not a Data Package descriptor: it lists no resources with names")
    files, findings = _files(root, resources)
    return Package(root, content, files), findings


def _read_json(path: Path) -> Any:
    """The content of a JSON file that is not over the limit."""
    size, most = path.stat().st_size, limits().descriptor_bytes
    if size > most:
        raise ValueError(f"{size:,} bytes, more than {most:,}; {raise_it('descriptor_bytes')}")
    return json.loads(path.read_text("utf-8"), parse_constant=_no_constant)


def _no_constant(name: str) -> NoReturn:
    """Python reads NaN and Infinity, which JSON does not have and which nothing else could write again."""
    raise ValueError(f"{name} is no JSON")


def _files(root: Path, resources: list[dict[str, Any]]) -> tuple[dict[str, Path], list[Finding]]:
    files: dict[str, Path] = {}
    findings: list[Finding] = []
    for entry in resources:
        name, path = entry["name"], entry.get("path")
        if not isinstance(path, str) or not path:
            findings.append(_finding("resource_paths_stay_inside", "a resource has no path", name, None))
            continue
        try:
            target = (root / path).resolve()
            is_there = target.is_file()
        except (OSError, ValueError, RuntimeError):  # a path that no file can have: too long, a null, a loop of links
            findings.append(_finding("resource_files_are_there", "a resource's file is missing", name, path))
            continue
        if "://" in path or Path(path).is_absolute() or not target.is_relative_to(root.resolve()):
            findings.append(_finding("resource_paths_stay_inside", "a resource points outside the package", name, path))
        elif not is_there:
            findings.append(_finding("resource_files_are_there", "a resource's file is missing", name, path))
        elif name in files:
            findings.append(_finding("resource_files_are_there", "two resources have one name", name, path))
        else:
            files[name] = target
    return files, findings


def _finding(rule: str, message: str, table: str, path: str | None) -> Finding:
    return Finding(
        rule, message, table, None, "path", path, "a file inside the package's folder", "Rebuild the package."
    )
