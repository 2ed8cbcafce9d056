"""One table against its contract: columns and types from Arrow, values with pandera, findings in our words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pandas as pd
import pandera.errors
import pyarrow as pa

from reportedly.check.order import ORDER_RULE
from reportedly.errors import Finding
from reportedly.query.frames import to_frame
from reportedly.standard import Standard, Table
from reportedly.standard.to_arrow import ARROW_TYPES
from reportedly.standard.to_pandera import pandera_schema

_RULES = {
    "not_nullable": "required_values_are_there",
    "enum": "terms_are_defined",
    "pattern": "values_have_their_form",
    "minimum": "values_are_in_range",
    "maximum": "values_are_in_range",
    "not_empty": "values_have_their_form",
    "multiple_fields_uniqueness": "keys_are_unique",
    "field_uniqueness": "keys_are_unique",
}
_TITLES = {
    "required_values_are_there": "a value that must be stated is missing",
    "terms_are_defined": "a word that is no term of its vocabulary",
    "values_have_their_form": "a value does not have the form of its column",
    "values_are_in_range": "a number is out of its column's range",
    "keys_are_unique": "several rows have one key",
}
STRUCTURE_RULE = "columns_follow_the_contract"
COLUMN_RULES = (STRUCTURE_RULE, *_TITLES, ORDER_RULE)
_ADVICE = {
    "terms_are_defined": "Use a term of the vocabulary (CODEBOOK.md lists them).",
    "keys_are_unique": "Keep one of the rows, or give them keys of their own.",
}


_schema = cache(pandera_schema)  # a validation changes nothing in it


def check_structure(tables: Mapping[str, pa.Table], standard: Standard) -> dict[str, list[Finding]]:
    """Tables whose columns or types are not the contract's, with what is wrong; they cannot be checked further."""
    wrong: dict[str, list[Finding]] = {}
    for name, contract in standard.tables.items():
        if name not in tables:
            continue
        found = list(_structure(tables[name].schema, contract))
        if found:
            wrong[name] = found
    return wrong


def _structure(schema: pa.Schema, contract: Table) -> Iterator[Finding]:
    rule = STRUCTURE_RULE
    present, due = schema.names, list(contract.columns)
    for name in due:
        if name not in present:
            yield Finding(rule, "a column is missing", contract.name, column=name, expected=contract.by_name[name].type)
    for name in present:
        if name not in due:
            yield Finding(rule, "a column that the standard does not have", contract.name, column=name)
    for name in sorted({name for name in present if present.count(name) > 1}):
        yield Finding(rule, "a column stands more than once", contract.name, column=name)
    if sorted(present) == sorted(due) and present != due:
        yield Finding(
            rule, "the columns stand in another order", contract.name, value=", ".join(present), expected=", ".join(due)
        )
    for field in schema:
        if field.name in contract.by_name:
            expected = ARROW_TYPES[contract.by_name[field.name].type]
            if field.type != expected and not _equal_text(field.type, expected):
                message = "a column has another type"
                yield Finding(
                    rule, message, contract.name, column=field.name, value=str(field.type), expected=str(expected)
                )


def _equal_text(found: pa.DataType, expected: pa.DataType) -> bool:
    """Text is text, however a writer stored it."""
    if pa.types.is_dictionary(found):
        found = found.value_type
    return bool(pa.types.is_string(expected) and (pa.types.is_large_string(found) or pa.types.is_string(found)))


def check_values(table: pa.Table, contract: Table) -> list[Finding]:
    """What pandera finds in a table whose structure is right, as findings."""
    frame = to_frame(table, contract, categories=False)
    try:
        _schema(contract).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return list(_findings(errors.failure_cases, frame, contract))
    return []


def _findings(cases: pd.DataFrame, frame: pd.DataFrame, contract: Table) -> Iterator[Finding]:
    seen: set[tuple[Any, ...]] = set()
    for case in cases.to_dict("records"):
        kind = str(case["check"])
        rule = next((ours for theirs, ours in _RULES.items() if kind.startswith(theirs)), None)
        column = None if pd.isna(case["column"]) else str(case["column"])
        expected: str | None = None
        if rule is None:  # pandera names a failed check by its error text, which is what we expect
            rule, expected = _rule_of(kind), kind
        if rule == "keys_are_unique":
            column = contract.primary_key[0]
            expected = "a key that no other row has"
        elif rule == "required_values_are_there":
            expected = contract.by_name[str(column)].description if column else None
        index = case["index"]
        key = _key(frame, contract, int(index)) if not pd.isna(index) else None
        identity = (rule, column, key, str(case["failure_case"])) if rule != "keys_are_unique" else (rule, key)
        if identity in seen:
            continue
        seen.add(identity)
        failed = case["failure_case"]
        value = key if rule == "keys_are_unique" else (None if pd.isna(failed) else str(failed))
        yield Finding(rule, _TITLES[rule], contract.name, key, column, value, expected, _ADVICE.get(rule))


def _rule_of(error: str) -> str:
    """Which rule a check's error text belongs to (see `to_pandera`, where the texts are made)."""
    if error.startswith("one of "):
        return "terms_are_defined"
    if error.startswith(("at least ", "at most ")):
        return "values_are_in_range"
    return "values_have_their_form"


def _key(frame: pd.DataFrame, contract: Table, index: int) -> str:
    parts = frame.loc[index, list(contract.primary_key)].dropna()
    return " / ".join(str(part) for part in parts)  # as the rules' concat_ws joins them
