"""What the descriptor says of files and contents against what they are: hashes, numbers of rows, parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from reportedly.errors import Finding
from reportedly.publish.descriptor import package_hash
from reportedly.publish.parquet import file_hash
from reportedly.query.package import Package, is_in_parts, stated_paths
from reportedly.standard import Standard
from reportedly.standard.to_descriptor import CONTENT_KEY

RULE = "published_hashes_hold"


def table_findings(package: Package, name: str, rows: int, found_content: str) -> Iterator[Finding]:
    """The files of a table, its content and its number of rows against its resource."""
    entry = package.resource(name)
    if is_in_parts(entry):
        yield from _parts(entry, package.files[name])
    else:
        stated = str(entry.get("hash", "")).removeprefix("sha256:")
        found = file_hash(package.files[name][0])
        if stated != found:
            yield _finding("hash", "a file is not the one that was published", name, stated or None, found)
    if entry.get(CONTENT_KEY) != found_content:
        message = "a table's content is not what was published"
        yield _finding(CONTENT_KEY, message, name, entry.get(CONTENT_KEY), found_content)
    if entry.get("rows") != rows:
        yield _finding("rows", "a table has another number of rows than published", name, entry.get("rows"), rows)


def package_findings(package: Package, standard: Standard, content_hashes: dict[str, str]) -> Iterator[Finding]:
    """The package's own hash against those of its tables, as they stand in the descriptor."""
    stated = {
        entry["name"]: str(entry.get(CONTENT_KEY))
        for entry in package.descriptor["resources"]
        if entry["name"] in standard.tables
    }
    due = package_hash(stated)
    if content_hashes and package.descriptor.get(CONTENT_KEY) != due:
        message = "the package's content hash is not that of its tables"
        found = package.descriptor.get(CONTENT_KEY)
        yield Finding(RULE, message, None, None, CONTENT_KEY, found and str(found), due, "Rebuild the package.")


def _parts(entry: dict[str, Any], files: tuple[Path, ...]) -> Iterator[Finding]:
    """Each part of a table against its entry in `parts`, which must be those of `path` in the same order."""
    name, paths, parts = entry["name"], stated_paths(entry), entry.get("parts")
    listed = [part.get("path") if isinstance(part, dict) else None for part in parts] if isinstance(parts, list) else []
    if not isinstance(parts, list) or listed != paths:
        found = ", ".join(str(path) for path in listed) or None
        yield _finding("parts", "the list of a table's parts is not that of its paths", name, found, ", ".join(paths))
        return
    for place, (part, file) in enumerate(zip(parts, files, strict=True)):
        found_hash = f"sha256:{file_hash(file)}"
        for column, message, is_found in (
            ("hash", "a part is not the one that was published", found_hash),
            ("bytes", "a part has another number of bytes than published", file.stat().st_size),
            ("rows", "a part has another number of rows than published", pq.read_metadata(file).num_rows),
        ):
            if part.get(column) != is_found:
                finding = _finding(f"parts.{place}.{column}", message, name, part.get(column), is_found)
                yield replace(finding, key=paths[place])


def _finding(column: str, message: str, table: str, stated: object, found: object) -> Finding:
    said, advice = None if stated is None else str(stated), "Restore the published file, or rebuild the package."
    return Finding(RULE, message, table, None, column, said, str(found), advice)
