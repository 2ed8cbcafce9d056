"""What an archive holds: the descriptor, what is made of it, the tables, and the documents that explain them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

from reportedly.check.texts import TABLE
from reportedly.citing.cff import CITATION, citation_cff
from reportedly.citing.cite import read_citation
from reportedly.citing.croissant import CROISSANT, as_text
from reportedly.errors import ReportedlyError
from reportedly.publish.descriptor import Part, Stored, package_hash, resource, resource_path
from reportedly.publish.parquet import content_hash, file_hash, write_parquet
from reportedly.query.package import DESCRIPTOR, Package, stated_paths
from reportedly.release.log import CHANGES_KEY, Entry
from reportedly.standard import Standard
from reportedly.standard.to_descriptor import CONTENT_KEY

DOCUMENTS = ("CODEBOOK.md", "DATASHEET.md", "LICENSE-DATA.md", "CHANGELOG.md")


def archive_files(package: Package, content: Mapping[str, Any], articles: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an archive by path.

    Args:
        package: the published package. Its tables go in as they are.
        content: the descriptor of the release.
        articles: the file or files of the articles by path; the release may hold them without texts.
    """
    files = {DESCRIPTOR: (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()}
    # Made anew: the package's own tell of another version, and of the articles with their texts.
    files[CROISSANT] = as_text(content).encode()
    if names_authors(content):
        files[CITATION] = citation_cff(content).encode()
    for name in package.files:
        files |= articles if name == TABLE else table_files(package, name)
    for name in DOCUMENTS:
        path = package.root / name
        if path.is_file():
            files[name] = path.read_bytes().replace(b"\r\n", b"\n")  # as some checkouts on Windows have them
    return files


def table_files(package: Package, name: str) -> dict[str, bytes]:
    """The file of a resource, or its parts, by their paths in an archive.

    Raises:
        ReportedlyError: a path does not fit an archive.
    """
    paths = stated_paths(package.resource(name))
    return {_inner_path(name, path): file.read_bytes() for path, file in zip(paths, package.files[name], strict=True)}


def names_authors(content: Mapping[str, Any]) -> bool:
    """Whether a descriptor names an author, without whom there is no valid CITATION.cff."""
    return bool(read_citation(content).authors)


def parquet_bytes(table: pa.Table) -> tuple[bytes, str]:
    """A table as a Parquet file, and the file's hash."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        write_parquet(table, path)
        return path.read_bytes(), file_hash(path)


def withheld_descriptor(
    content: Mapping[str, Any], articles: pa.Table, articles_hash: str, standard: Standard
) -> dict[str, Any]:
    """A package's descriptor for the same tables with other articles: their hashes, licences and the package's hash."""
    path = resource_path(TABLE)
    stored = Stored((Part(path, 0, articles_hash, articles.num_rows),), content_hash(articles))
    compiled = resource(standard.tables[TABLE], stored, content)
    resources = [
        {**{key: value for key, value in entry.items() if key not in ("licenses", "parts")}, **compiled}
        if entry["name"] == TABLE
        else entry
        for entry in content["resources"]
    ]
    hashes = {entry["name"]: str(entry.get(CONTENT_KEY)) for entry in resources if entry["name"] in standard.tables}
    return {**content, CONTENT_KEY: package_hash(hashes), "resources": resources}


def released_descriptor(content: Mapping[str, Any], version: str, log: list[Entry]) -> dict[str, Any]:
    """A descriptor with the version and the log of releases."""
    first = {key: value for key, value in content.items() if key not in ("resources", CHANGES_KEY)}
    return {**first, "version": version, CHANGES_KEY: log, "resources": content["resources"]}


def _inner_path(name: str, stated: str) -> str:
    path = PurePosixPath(stated)
    if ".." in path.parts or not str(path).isprintable() or "\\" in str(path):
        raise ReportedlyError(f"resource {name!r}: its path {str(path)!r} does not fit an archive; name it plainly")
    return str(path)
