"""The tables of a descriptor against those of the standard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from reportedly.errors import Finding, Severity
from reportedly.query.package import Package
from reportedly.read.fields import nearest
from reportedly.standard import Standard
from reportedly.standard.to_descriptor import STANDARD_KEY, table_schema
from reportedly.standard.to_profile import follows

RULE = "descriptor_follows_the_standard"
# What a field says in words; only these may differ from the standard's, with a warning (docs/standard.md).
WORDS = ("title", "description", "example", "categories")


def descriptor_findings(package: Package, standard: Standard) -> Iterator[Finding]:
    """What the descriptor says of the standard and its tables, held against the standard."""
    rule = RULE
    declared = package.descriptor.get(STANDARD_KEY)
    if not follows(declared, standard.version):
        message = "the package follows another version of the standard, or does not say which"
        advice = f"Check it with the reportedly release that brings standard {declared}." if declared else "Rebuild it."
        yield Finding(rule, message, None, None, STANDARD_KEY, str(declared), standard.version, advice)
    names = [entry["name"] for entry in package.descriptor["resources"]]
    for name in standard.tables:
        if name not in names:
            yield Finding(
                rule, "the descriptor lists no such table", name, None, "resources", None, name, "Rebuild the package."
            )
    for entry in package.descriptor["resources"]:
        name = entry["name"]
        if name not in standard.tables:
            near = nearest(name, standard.tables)
            message = "a resource that the standard does not know"
            yield Finding(rule, message, name, None, "name", name, None, near, None, "warning")
            continue
        due = table_schema(standard.tables[name])
        for part in ("fields", "primaryKey", "foreignKeys"):
            stated = entry.get("schema", {}).get(part) if isinstance(entry.get("schema"), dict) else None
            if stated != due.get(part):
                message = f"the descriptor's {part} differ from the standard's"
                found, expected = _first_difference(stated, due.get(part))
                advice = "Rebuild the package."
                severity: Severity = "warning" if _only_words_differ(stated, due.get(part)) else "error"
                column = f"schema.{part}"
                yield Finding(rule, message, name, None, column, found, expected, advice, None, severity)


def _only_words_differ(stated: Any, due: Any) -> bool:
    """Whether two lists of fields say the same but for titles, descriptions, examples and categories."""
    if not isinstance(stated, list) or not all(isinstance(entry, dict) and "name" in entry for entry in stated):
        return False
    bare = [[{key: entry[key] for key in entry if key not in WORDS} for entry in fields] for fields in (stated, due)]
    return bare[0] == bare[1]


def _first_difference(stated: Any, due: Any) -> tuple[str | None, str | None]:
    """The first entry of two lists that is not the same, as found and as expected."""
    pairs = zip_longest(*(part if isinstance(part, list) else [] for part in (stated, due)))
    found, expected = next(((mine, theirs) for mine, theirs in pairs if mine != theirs), (None, None))
    if isinstance(found, dict) and isinstance(expected, dict) and found.get("name") == expected.get("name"):
        keys = [key for key in (*expected, *found) if found.get(key) != expected.get(key)]
        return _property(found, keys[0]), _property(expected, keys[0])
    return _named(found), _named(expected)


def _property(field: dict[str, Any], key: str) -> str:
    return f"{field.get('name')}: {key} {field.get(key)}"


def _named(entry: Any) -> str | None:
    return None if entry is None else str(entry.get("name", entry) if isinstance(entry, dict) else entry)
