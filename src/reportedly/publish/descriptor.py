"""`datapackage.json`, a Data Package v2 descriptor compiled from the standard and the dataset's own words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from reportedly.publish.cut import SETTING
from reportedly.standard import Standard, Table
from reportedly.standard.to_descriptor import CONTENT_KEY, PROFILE, STANDARD_KEY, table_schema

DATA_FOLDER = "dataset"
SOURCE_COLUMNS = ("article_id", "title", "source_url")  # what a descriptor says of an article
SETTINGS = (SETTING,)  # of `seeds/package.yaml`: how the tables are stored, which the descriptor says of each


@dataclass(frozen=True)
class Part:
    """A file of a table: its path in the package, its size in bytes, the SHA-256 of these, and its rows."""

    path: str
    bytes: int
    sha256: str
    rows: int


@dataclass(frozen=True)
class Stored:
    """What a descriptor says of a table as it is stored.

    `is_divided`: in parts, even if it has one now. `has_texts`: it holds texts of articles.
    """

    parts: tuple[Part, ...]
    content_hash: str
    is_divided: bool = False
    has_texts: bool = False

    @property
    def rows(self) -> int:
        """The rows of all parts."""
        return sum(part.rows for part in self.parts)


def resource_path(table: str, folder: str = DATA_FOLDER) -> str:
    """Where a table's file lies in a package whose tables lie in `folder`; "" is the package's own."""
    return f"{folder}/{table}.parquet" if folder else f"{table}.parquet"


def descriptor(
    package: Mapping[str, Any],
    stored: Mapping[str, Stored],
    sources: Sequence[Mapping[str, str]],
    standard: Standard,
) -> dict[str, Any]:
    """The descriptor of a package.

    Args:
        package: what `seeds/package.yaml` says of the dataset.
        stored: the tables as they are stored.
        sources: the articles as sources (see `sources_of`).
        standard: the standard that the tables follow.
    """
    return {
        "$schema": PROFILE,
        **_stated({key: value for key, value in package.items() if key not in SETTINGS}),
        "sources": list(sources),
        STANDARD_KEY: standard.version,
        CONTENT_KEY: package_hash({name: table.content_hash for name, table in stored.items()}),
        "resources": [resource(standard.tables[name], table, package) for name, table in sorted(stored.items())],
    }


def package_hash(content_hashes: Mapping[str, str]) -> str:
    """One hash for a package's content: of its tables' names and content hashes."""
    lines = "\n".join(f"{name} {value}" for name, value in sorted(content_hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _stated(value: Any) -> Any:
    """A mapping or list without what it leaves open: Data Package v2 refuses null, and empty lists in most places."""
    if isinstance(value, Mapping):
        stated = {key: _stated(entry) for key, entry in value.items()}
        return {key: entry for key, entry in stated.items() if entry not in (None, [], {})}
    if isinstance(value, list):
        return [entry for entry in map(_stated, value) if entry not in (None, [], {})]
    return value


def resource(contract: Table, stored: Stored, package: Mapping[str, Any]) -> dict[str, Any]:
    """A table's entry in the descriptor."""
    licenses = list(_stated(package.get("licenses") or []))
    if stored.has_texts:
        note = "Column text: rights remain with the publishers of the articles; see column rights"
        licenses.append({"name": "other-closed", "title": note})
    return {
        "name": contract.name,
        "path": _path(stored),
        "type": "table",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "title": contract.title,
        "description": contract.description,
        "rows": stored.rows,
        **({"parts": list(map(_part, stored.parts))} if stored.is_divided else {"hash": _hash(stored.parts[0])}),
        CONTENT_KEY: stored.content_hash,
        **({"licenses": licenses} if licenses else {}),
        "schema": table_schema(contract),
    }


def _path(stored: Stored) -> str:
    """The table's file, or the folder of its parts: of a list of files, frictionless reads the first alone."""
    first = stored.parts[0].path
    return first.rpartition("/")[0] if stored.is_divided else first


def _part(part: Part) -> dict[str, Any]:
    return {"path": part.path, "bytes": part.bytes, "hash": _hash(part), "rows": part.rows}


def _hash(part: Part) -> str:
    return f"sha256:{part.sha256}"


def has_texts(table: pa.Table) -> bool:
    """Whether a table holds the text of an article."""
    return "text" in table.column_names and table.column("text").null_count < table.num_rows


def sources_of(articles: pa.Table) -> list[dict[str, str]]:
    """The articles as sources: headline, and address where one is stated."""
    sources = []
    for row in articles.select(SOURCE_COLUMNS).to_pylist():
        source = {"title": row["title"] or row["article_id"]}
        if row["source_url"]:
            source["path"] = row["source_url"]
        sources.append(source)
    return sources
