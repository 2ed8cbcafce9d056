"""The profile: a JSON Schema that tells whether a descriptor, anyone's, follows this version of the standard.

It extends Data Package v2. The rules of its profile that matter here are restated, so that nothing is fetched;
everything about tables is compiled from the contract. The file lies in a folder of its own, for each `schemas/*.json`
is a table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from reportedly.standard.contract import Standard, Table
from reportedly.standard.to_descriptor import CONTENT_KEY, PROFILE, STANDARD_KEY, table_schema

PROFILE_PATH = "profile/reportedly-profile.json"
_NUMBER = r"(0|[1-9]\d*)"
_SEMVER = rf"^{_NUMBER}\.{_NUMBER}\.{_NUMBER}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$"
_SLUG = r"^[a-z0-9][a-z0-9._-]*$"
_DATE_TIME = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"
_PATH = r"^(?![./~])(?!.*\.\.(/|$))(?!.*://)(?!.*\\).+$"
_LINK = r"^(https?://.+|(?![./~])(?!.*\.\.(/|$))(?!.*://)(?!.*\\).+)$"
# What a field MUST state as the standard does. Titles, descriptions, examples and categories are words, and may differ.
BINDING = ("name", "type", "format", "constraints", "missingValues", "reportedly:vocabulary")


def series(version: str) -> str:
    """The versions that one profile serves: those that differ in the last number only.

    >>> series("0.1.3")
    '0.1'
    """
    return ".".join(version.split(".")[:2])


def follows(declared: object, version: str) -> bool:
    """Whether a package that declares a version can be judged by the rules of another.

    >>> follows("0.1.7", "0.1.0"), follows("0.2.0", "0.1.0"), follows(None, "0.1.0")
    (True, False, False)
    """
    return isinstance(declared, str) and re.search(_series_pattern(version), declared) is not None


def profile(standard: Standard) -> dict[str, Any]:
    """The profile of a version of the standard."""
    tables = standard.tables
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Made by scripts/standard.py from schemas/; change those files instead.",
        "title": f"reportedly data package, standard {series(standard.version)}",
        "description": "A Data Package v2 descriptor of claim-level data from news reporting. See docs/standard.md.",
        "type": "object",
        "required": [
            "$schema",
            "name",
            "title",
            "version",
            "created",
            "licenses",
            STANDARD_KEY,
            CONTENT_KEY,
            "resources",
        ],
        "properties": {
            "$schema": {"const": PROFILE},
            "name": {"type": "string", "pattern": _SLUG},
            "id": {"type": "string", "minLength": 1},
            "title": {"type": "string", "minLength": 1},
            "description": {"type": "string"},
            "version": {"type": "string", "pattern": _SEMVER},
            "created": {"type": "string", "pattern": _DATE_TIME},
            "homepage": {"type": "string", "pattern": "^https?://"},
            "image": {"type": "string"},
            "keywords": {"type": "array", "minItems": 1, "items": {"type": "string"}},
            "contributors": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/contributor"}},
            "licenses": {"$ref": "#/$defs/licenses"},
            "sources": {"type": "array", "items": {"$ref": "#/$defs/source"}},
            STANDARD_KEY: {"type": "string", "pattern": _series_pattern(standard.version)},
            CONTENT_KEY: {"$ref": "#/$defs/sha256"},
            "resources": {
                "type": "array",
                "allOf": [_contains(name) for name in tables],
                "items": {
                    "$ref": "#/$defs/resource",
                    "allOf": [{"if": _named(name), "then": {"$ref": f"#/$defs/table.{name}"}} for name in tables],
                },
            },
        },
        "additionalProperties": {"not": {"type": "null"}},
        "$defs": {**_BASE, **{f"table.{name}": _table(table) for name, table in tables.items()}},
    }


def as_text(standard: Standard) -> str:
    """The text of the profile's file."""
    return json.dumps(profile(standard), ensure_ascii=False, indent=2) + "\n"


def _series_pattern(version: str) -> str:
    return rf"^{re.escape(series(version))}\.{_NUMBER}$"


def _contains(name: str) -> dict[str, Any]:
    return {"contains": _named(name), "minContains": 1, "maxContains": 1, "$comment": f"one resource {name}"}


def _named(name: str) -> dict[str, Any]:
    return {"type": "object", "required": ["name"], "properties": {"name": {"const": name}}}


def _table(table: Table) -> dict[str, Any]:
    """What a resource of the standard must state of itself and of its schema."""
    schema = table_schema(table)
    fields = [_field(field) for field in schema["fields"]]
    keys = schema.get("foreignKeys")
    properties = {
        "fields": {"type": "array", "minItems": len(fields), "prefixItems": fields, "items": False},
        "fieldsMatch": {"const": "exact"},
        "primaryKey": {"const": schema["primaryKey"]},
        "foreignKeys": {"const": keys} if keys else {"maxItems": 0},
    }
    return {
        "title": table.title,
        "required": ["path", "type", "format", "rows", CONTENT_KEY, "schema"],
        "properties": {
            "type": {"const": "table"},
            "format": {"const": "parquet"},
            "rows": {"type": "integer", "minimum": 0},
            CONTENT_KEY: {"$ref": "#/$defs/sha256"},
            "bytes": {"not": {}},
            "schema": {
                "type": "object",
                "required": ["fields", "primaryKey", *(["foreignKeys"] if keys else [])],
                "properties": properties,
            },
        },
        "if": {"anyOf": [{"required": ["parts"]}, {"required": ["path"], "properties": {"path": {"type": "array"}}}]},
        "then": {"$ref": "#/$defs/inParts"},
        "else": {"$ref": "#/$defs/inOneFile"},
    }


def _field(field: Mapping[str, Any]) -> dict[str, Any]:
    """A field as the standard binds it. What it does not state, a descriptor may not add: a constraint, say."""
    binding = {key: {"const": field[key]} for key in BINDING if key in field}
    absent: dict[str, Any] = {key: {"not": {}} for key in BINDING if key not in field}
    return {"type": "object", "required": list(binding), "properties": {**binding, **absent}}


_BASE: dict[str, Any] = {
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "fileHash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
    "path": {"type": "string", "pattern": _PATH},
    "paths": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"$ref": "#/$defs/path"}},
    "link": {"type": "string", "pattern": _LINK},
    "inOneFile": {
        "required": ["hash"],
        "properties": {
            "path": {"$ref": "#/$defs/path"},
            "hash": {"$ref": "#/$defs/fileHash"},
        },
    },
    "inParts": {
        "required": ["parts"],
        "properties": {
            "path": {"if": {"type": "array"}, "then": {"$ref": "#/$defs/paths"}, "else": {"$ref": "#/$defs/path"}},
            "hash": {"not": {}},
            "parts": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/part"}},
        },
    },
    "part": {
        "type": "object",
        "required": ["path", "bytes", "hash", "rows"],
        "properties": {
            "path": {"$ref": "#/$defs/path"},
            "bytes": {"type": "integer", "minimum": 0},
            "hash": {"$ref": "#/$defs/fileHash"},
            "rows": {"type": "integer", "minimum": 0},
        },
    },
    "license": {
        "type": "object",
        "anyOf": [{"required": ["name"]}, {"required": ["path"]}],
        "properties": {
            "name": {"type": "string", "pattern": r"^[-a-zA-Z0-9._]+$"},
            "path": {"$ref": "#/$defs/link"},
            "title": {"type": "string"},
        },
    },
    "licenses": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/license"}},
    "contributor": {
        "type": "object",
        "minProperties": 1,
        "properties": {
            "title": {"type": "string"},
            "path": {"$ref": "#/$defs/link"},
            "email": {"type": "string", "pattern": "^[^@\\s]+@[^@\\s]+$"},
            "givenName": {"type": "string"},
            "familyName": {"type": "string"},
            "organization": {"type": "string"},
            "roles": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        },
    },
    "source": {
        "type": "object",
        "minProperties": 1,
        "properties": {
            "title": {"type": "string"},
            "path": {"$ref": "#/$defs/link"},
            "email": {"type": "string", "pattern": "^[^@\\s]+@[^@\\s]+$"},
            "version": {"type": "string"},
        },
    },
    "resource": {
        "type": "object",
        "required": ["name"],
        "oneOf": [{"required": ["path"]}, {"required": ["data"]}],
        "properties": {
            "name": {"type": "string", "pattern": _SLUG},
            "title": {"type": "string"},
            "description": {"type": "string"},
            "mediatype": {"type": "string", "pattern": "^.+/.+$"},
            "licenses": {"$ref": "#/$defs/licenses"},
            "sources": {"type": "array", "items": {"$ref": "#/$defs/source"}},
        },
    },
}
