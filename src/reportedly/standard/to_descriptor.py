"""Data Package v2 table schemas, ready for a descriptor, from the contract."""

from __future__ import annotations

import copy
from typing import Any

from reportedly.standard.contract import Field, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
STANDARD_KEY = "reportedly:standard"
CONTENT_KEY = "reportedly:contentHash"


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema as published: the written one, with the terms of its vocabularies as enums.

    Integers and numbers name "nan" as missing: frictionless reads Parquet through pandas, where null becomes NaN.
    """
    schema = copy.deepcopy(table.source)
    schema["fields"] = [_published_field(written, table.by_name[written["name"]]) for written in schema["fields"]]
    return schema


def _published_field(written: dict[str, Any], field: Field) -> dict[str, Any]:
    published = {key: value for key, value in written.items() if key not in ("reportedly:filled", "reportedly:default")}
    if field.vocabulary:
        constraints = dict(published.get("constraints", {}))
        constraints["enum"] = list(field.vocabulary.names)
        published["constraints"] = constraints
        published["categories"] = [{"value": term.name, "label": term.definition} for term in field.vocabulary.terms]
    if field.type in ("integer", "number"):
        published["missingValues"] = ["", "nan"]
    return published
