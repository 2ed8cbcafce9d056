"""Find and open a published package."""

from __future__ import annotations

import json
from collections.abc import Iterator
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
INSIDE, THERE = "resource_paths_stay_inside", "resource_files_are_there"


@dataclass(frozen=True)
class Package:
    """A package whose descriptor could be read.

    `files` has the resources whose paths are safe and there: one file each, or the parts of a table in their order.
    """

    root: Path
    descriptor: dict[str, Any]
    files: dict[str, tuple[Path, ...]]

    def resource(self, name: str) -> dict[str, Any]:
        """A resource's entry in the descriptor, empty where it has none."""
        return next((entry for entry in self.descriptor["resources"] if entry["name"] == name), {})

    def place(self, name: str) -> Path:
        """Where a resource of `files` lies, for messages: its file, or the folder of its parts."""
        files = self.files[name]
        return files[0] if len(files) == 1 else files[0].parent


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


def is_in_parts(resource: dict[str, Any]) -> bool:
    """Whether a resource is several files: `path` lists them, or is their folder and `parts` lists them."""
    return isinstance(resource.get("path"), list) or "parts" in resource


def stated_paths(resource: dict[str, Any]) -> list[str]:
    """The paths that a resource states: of one file, or of its parts in their order. Empty where they are none."""
    path, parts = resource.get("path"), resource.get("parts")
    paths: list[Any] = path if isinstance(path, list) else [path]
    if isinstance(path, str) and isinstance(parts, list):
        paths = [part.get("path") if isinstance(part, dict) else None for part in parts]
    return paths if all(isinstance(one, str) and one for one in paths) else []


def _files(root: Path, resources: list[dict[str, Any]]) -> tuple[dict[str, tuple[Path, ...]], list[Finding]]:
    files: dict[str, tuple[Path, ...]] = {}
    findings: list[Finding] = []
    for entry in resources:
        name, paths = entry["name"], stated_paths(entry)
        if not paths:
            findings.append(_finding(INSIDE, "a resource has no path", name, None))
            continue
        found = [_file(root, name, path, _folder(root, entry)) for path in paths]
        targets = tuple(target for target in found if isinstance(target, Path))
        findings += [finding for finding in found if isinstance(finding, Finding)]
        first = {target: place for place, target in reversed(list(enumerate(targets)))}
        repeated = sorted({paths[place] for place, target in enumerate(targets) if first[target] < place})
        if len(targets) < len(paths):
            continue
        if name in files:
            findings.append(_finding(THERE, "two resources have one name", name, paths[0]))
        elif repeated:
            findings += [_finding(THERE, "a part of a table is listed twice", name, path) for path in repeated]
        else:
            files[name] = targets
    return files, findings + list(_unlisted(root, resources, files))


def _folder(root: Path, resource: dict[str, Any]) -> Path | None:
    """The folder of which a resource says that its parts lie in it."""
    path = resource["path"]
    if isinstance(path, list) or not is_in_parts(resource):
        return None
    try:
        return (root / str(path)).resolve()
    except (OSError, ValueError, RuntimeError):
        return root / "\0"  # in which no file lies


def _file(root: Path, name: str, path: str, folder: Path | None) -> Path | Finding:
    """The file that a path in a resource names, which must lie in `folder` if there is one, or what is wrong."""
    missing = _finding(THERE, "a resource's file is missing", name, path)
    try:
        target = (root / path).resolve()
        is_there = target.is_file()
    except (OSError, ValueError, RuntimeError):  # a path that no file can have: too long, a null, a loop of links
        return missing
    if "://" in path or Path(path).is_absolute() or not target.is_relative_to(root.resolve()):
        return _finding(INSIDE, "a resource points outside the package", name, path)
    if folder and target.parent != folder:
        return _finding(INSIDE, "a part lies outside the folder of its table", name, path)
    return target if is_there else missing


def _unlisted(root: Path, resources: list[dict[str, Any]], files: dict[str, tuple[Path, ...]]) -> Iterator[Finding]:
    """Files that whoever reads a folder of parts whole would take for parts of its table."""
    listed = {file for parts in files.values() for file in parts}
    in_parts = {entry["name"] for entry in resources if is_in_parts(entry)}
    folders = {file.parent: name for name, parts in files.items() if name in in_parts for file in parts}
    for folder, name in folders.items():
        for file in sorted(folder.glob("*.parquet")):
            if file.resolve() not in listed:
                path = file.relative_to(root.resolve()).as_posix()
                yield _finding(THERE, "a file lies among the parts of a table that is none of them", name, path)


def _finding(rule: str, message: str, table: str, path: str | None) -> Finding:
    return Finding(
        rule, message, table, None, "path", path, "a file inside the package's folder", "Rebuild the package."
    )
