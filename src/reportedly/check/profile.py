"""A descriptor against the profile, `schemas/profile/reportedly-profile.json`, in our words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportedly.errors import Finding
from reportedly.standard import Standard
from reportedly.standard.to_profile import profile

RULE = "descriptor_follows_the_profile"
LACKS = "datapackage.json lacks a property that every package must have"
BREAKS = "datapackage.json has a property that breaks the profile"
_SHOWN = 100
_STEP = re.compile(r"\['([^']*)'\]|\[(\d+)\]|\.([^.\[]+)")
_KINDS = {"string": "text", "integer": "a whole number", "array": "a list", "object": "a mapping", "null": "null"}
_LINK = "an address that begins with http, or a path inside the package"
_HASH = "sha256: and 64 hexadecimal digits"
# What patterns ask for, by the property's place.
_FORMS = {
    "created": "a date with time and zone, such as 2031-05-07T00:00:00Z",
    "version": "a version of three numbers, such as 1.0.0",
    "name": "lower-case letters, digits, dots, hyphens and underscores",
    "title": "text",
    "licenses": "a list of licences, each with name or path",
    "licenses.name": "the licence's identifier, such as CC-BY-4.0",
    "licenses.path": _LINK,
    "contributors.path": _LINK,
    "sources.path": _LINK,
    "resources.hash": _HASH,
    "resources.parts.hash": _HASH,
}


def profile_findings(descriptor: Mapping[str, Any], standard: Standard) -> list[Finding]:
    """In what a descriptor does not follow the profile: one finding a property, with its JSON path as column."""
    from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # noqa: PLC0415 - takes 0.1 s to import

    errors = Draft202012Validator(profile(standard)).iter_errors(descriptor)
    found = [finding for error in errors for finding in _findings(error, descriptor)]
    return sorted(dict.fromkeys(found), key=Finding.sort_key)


def without_echoes(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of the profile without those on what another rule has found wrong already."""
    known = {(one.table, tuple((one.column or "").split("."))) for one in others if one.severity == "error"}
    for finding in findings:
        place = _steps(finding)
        if not any(table == finding.table and _meet(place, other) for table, other in known):
            yield finding


def _steps(finding: Finding) -> tuple[str, ...]:
    """A finding's place in its resource, or in the descriptor: `$.resources[3].schema.fields[2].type` without the ends.

    A resource that stands twice or not at all has no place of its own.
    """
    steps = tuple("".join(parts) for parts in _STEP.findall(finding.column or ""))
    return steps[2 if len(steps) > 1 else 1 :] if steps[:1] == ("resources",) else steps


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one of two places is in the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _findings(error: Any, descriptor: Mapping[str, Any]) -> Iterator[Finding]:
    """A finding of jsonschema as ours. Of what is required, each missing property is one."""
    path = list(error.absolute_path)
    table = _resource(descriptor, path)
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        for name in missing:  # jsonschema makes an error of each, all alike: the caller keeps one of each finding
            here, due = [*path, name], error.schema.get("properties", {}).get(name, {})
            expected = _FORMS.get(_kind(here)) or (_short(due["const"]) if "const" in due else f"a value for {name}")
            yield Finding(RULE, LACKS, table, None, _path(here), None, expected, _advice(here))
        return
    if error.validator in ("contains", "minContains", "maxContains"):
        name = error.schema["contains"]["properties"]["name"]["const"]
        expected = f"one resource {name}, and no second one"
        yield Finding(RULE, BREAKS, name, None, _path(path), None, expected, _advice(path))
        return
    found, expected = _short(error.instance), _expected(error, path)
    yield Finding(RULE, BREAKS, table, None, _path(path), found, expected, _advice(path))


def _resource(descriptor: Mapping[str, Any], path: list[str | int]) -> str | None:
    if path[:1] != ["resources"] or len(path) < 2:
        return None
    entry = descriptor["resources"][path[1]]
    return str(entry["name"]) if isinstance(entry, dict) and "name" in entry else None


def _path(path: list[str | int]) -> str:
    """A place as JSONPath (RFC 9535)."""
    names = (f".{step}" if str(step).isidentifier() else f"['{step}']" for step in path)
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else name for step, name in zip(path, names, strict=True))


def _kind(path: list[str | int]) -> str:
    """A place without numbers: `licenses.name` is that of any licence."""
    return ".".join(step for step in path if isinstance(step, str))


def _expected(error: Any, path: list[str | int]) -> str:
    due = error.validator_value
    match error.validator:
        case "const":
            return _short(due)
        case "pattern":
            return _FORMS.get(_kind(path)) or f"text that matches {due}"
        case "type":
            return _KINDS.get(due, str(due))
        case "minimum":
            return f"at least {due}"
        case "minLength" | "minItems" | "minProperties":
            return "not empty" if due == 1 else f"at least {due} of them"
        case "uniqueItems":
            return "each of them once"
        case "maxItems":
            return "no entry"
        case "items":
            return f"{len(error.schema['prefixItems'])} entries"
        case "anyOf" | "oneOf":
            ways = [" and ".join(way.get("required", ())) for way in due]
            return f"{'one' if error.validator == 'oneOf' else 'at least one'} of {', '.join(ways)}"
        case "not":
            return "something other than null" if due else "no such property"
    return str(error.message)[:200]


def _advice(path: list[str | int]) -> str:
    if path[:1] == ["resources"] or str(path[0] if path else "").startswith(("reportedly:", "$")):
        return "Rebuild the package with `reportedly build`."
    if path[:1] == ["sources"]:
        return "Sources are the articles: mend title and source_url in seeds/articles.yaml."
    return "State it in seeds/package.yaml and run `reportedly build`; without seeds, in datapackage.json."


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
