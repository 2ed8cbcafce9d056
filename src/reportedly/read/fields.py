"""One mapping of a seed file against the contract: known keys, right types, defined terms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from reportedly.errors import Finding, Where
from reportedly.read.yaml_nodes import Node
from reportedly.standard import Field

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (float, int),
    "boolean": (bool,),
    "date": (str,),
}
LARGEST_INTEGER = 2**31 - 1  # columns of whole numbers are 32 bits wide
_WORDS = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a mapping",
}


@dataclass(frozen=True)
class Row:
    """What a coder wrote about one row: column name to value, and where it stands."""

    values: dict[str, Any]
    where: Where


def kind_of(value: object) -> str:
    """A YAML value's type in plain words."""
    return "nothing" if value is None else _WORDS.get(type(value), type(value).__name__)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Advice that names the nearest known word, or None where none is near."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean {close[0]!r}?" if close else None


def read_fields(
    node: Node, fields: Iterable[Field], other_keys: Iterable[str] = (), table: str | None = None
) -> tuple[Row, list[Finding]]:
    """The columns that a mapping fills, with defaults put in, and everything that is wrong with them.

    `other_keys` may stand in the mapping too; they are the caller's. A column that is wrong is left out of the row.
    """
    by_name = {field.name: field for field in fields}
    if not isinstance(node.value, dict):
        message = f"{kind_of(node.value)} where a mapping of columns should stand"
        return Row({}, node.where), [Finding("fields_are_known", message, table, where=node.where)]
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    allowed = [*by_name, *other_keys]
    for key, child in node.value.items():
        if key in by_name:
            value, found = read_value(child, by_name[key], table)
            findings += found
            if not found and value is not None:
                values[key] = value
        elif key not in allowed:
            advice = nearest(key, allowed) or "Known keys: " + ", ".join(allowed)
            findings.append(
                Finding("fields_are_known", f"unknown key {key!r}", table, column=key, advice=advice, where=child.where)
            )
    for field in by_name.values():
        if field.name not in values:
            if field.default is not None:
                values.setdefault(field.name, field.default)
            elif field.required and field.filled == "coded" and field.name not in node.value:
                findings.append(
                    Finding(
                        "required_values_are_there",
                        f"{field.name} is missing",
                        table,
                        column=field.name,
                        expected=field.description,
                        where=node.where,
                    )
                )
    return Row(values, node.where), findings


def read_value(node: Node, field: Field, table: str | None) -> tuple[Any, list[Finding]]:
    """One value against its field; None is "not stated" and must be allowed."""

    def wrong(rule: str, message: str, expected: str, advice: str | None = None) -> tuple[None, list[Finding]]:
        shown = None if node.value is None or isinstance(node.value, list | dict) else str(node.value)
        return None, [Finding(rule, message, table, None, field.name, shown, expected, advice, node.where)]

    value = node.value
    if value is None:
        if field.required and field.default is None:
            return wrong("required_values_are_there", f"{field.name} is empty", field.description)
        return None, []
    types = _TYPES[field.type]
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        if field.type == "string" and isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)  # a bare 2003 is a year, or a quantity as printed
        else:
            return wrong("types_are_right", f"{field.name} holds {kind_of(value)}", _WORDS[types[0]])
    if isinstance(value, str) and not value.strip():
        return wrong("types_are_right", f"{field.name} is an empty text", "text, or nothing at all")
    if field.vocabulary and value not in field.vocabulary.names:
        terms = field.vocabulary.names
        return wrong(
            "terms_are_defined",
            f"{value!r} is not a term of {field.vocabulary.name}",
            "one of " + ", ".join(terms),
            nearest(str(value), terms),
        )
    if field.pattern and not re.fullmatch(field.pattern, str(value)):
        return wrong("types_are_right", f"{field.name} has the wrong form", f"to match {field.pattern}")
    if isinstance(value, int | float) and not _in_range(value, field):
        return wrong("types_are_right", f"{field.name} is out of range", _range_in_words(field))
    return value, []


def _in_range(value: float, field: Field) -> bool:
    least, most = _limits(field)
    return (least is None or value >= least) and (most is None or value <= most)


def _limits(field: Field) -> tuple[float | None, float | None]:
    """The field's own limits, and of whole numbers what their columns hold."""
    if field.type != "integer":
        return field.minimum, field.maximum
    least = LARGEST_INTEGER * -1 if field.minimum is None else field.minimum
    return least, LARGEST_INTEGER if field.maximum is None else field.maximum


def _range_in_words(field: Field) -> str:
    bounds = zip(("at least", "at most"), _limits(field), strict=True)
    return " and ".join(f"{word} {bound:,.10g}" for word, bound in bounds if bound is not None)
