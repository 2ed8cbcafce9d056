"""`datapackage.json`, a Data Package v2 descriptor compiled from the standard and the dataset's own words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from reportedly.publish.parquet import content_hash
from reportedly.standard import Standard, Table
from reportedly.standard.to_descriptor import CONTENT_KEY, PROFILE, STANDARD_KEY, table_schema

DATA_FOLDER = "dataset"


def resource_path(table: str, folder: str = DATA_FOLDER) -> str:
    """Where a table's file lies in a package whose tables lie in `folder`; "" is the package's own."""
    return f"{folder}/{table}.parquet" if folder else f"{table}.parquet"


def descriptor(
    package: Mapping[str, Any],
    tables: Mapping[str, pa.Table],
    file_hashes: Mapping[str, str],
    standard: Standard,
    data_folder: str = DATA_FOLDER,
) -> dict[str, Any]:
    """The descriptor of a package.

    Args:
        package: what `seeds/package.yaml` says of the dataset.
        tables: the tables as published.
        file_hashes: SHA-256 of each table's file.
        standard: the standard that the tables follow.
        data_folder: where the tables' files lie in the package.
    """
    resources = [
        _resource(standard.tables[name], table, file_hashes[name], package, data_folder)
        for name, table in sorted(tables.items())
    ]
    return {
        "$schema": PROFILE,
        **_stated(package),
        "sources": _sources(tables["articles"]),
        STANDARD_KEY: standard.version,
        CONTENT_KEY: package_hash({resource["name"]: resource[CONTENT_KEY] for resource in resources}),
        "resources": resources,
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


def _resource(
    contract: Table, table: pa.Table, file_hash: str, package: Mapping[str, Any], data_folder: str
) -> dict[str, Any]:
    licenses = list(_stated(package.get("licenses") or []))
    if "text" in contract.by_name and table.column("text").null_count < table.num_rows:
        note = "Column text: rights remain with the publishers of the articles; see column rights"
        licenses.append({"name": "other-closed", "title": note})
    return {
        "name": contract.name,
        "path": resource_path(contract.name, data_folder),
        "type": "table",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "title": contract.title,
        "description": contract.description,
        "rows": table.num_rows,
        "hash": f"sha256:{file_hash}",
        CONTENT_KEY: content_hash(table),
        **({"licenses": licenses} if licenses else {}),
        "schema": table_schema(contract),
    }


def _sources(articles: pa.Table) -> list[dict[str, str]]:
    """The articles as sources: headline, and address where one is stated."""
    sources = []
    for row in articles.select(["article_id", "title", "source_url"]).to_pylist():
        source = {"title": row["title"] or row["article_id"]}
        if row["source_url"]:
            source["path"] = row["source_url"]
        sources.append(source)
    return sources
