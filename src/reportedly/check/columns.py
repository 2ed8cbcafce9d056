"""One table against its contract: columns and types from Arrow, values with pandera, findings in our words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pandas as pd
import pandera.errors
import pandera.pandas
import pyarrow as pa

from reportedly.check.engine import Connection, fetched
from reportedly.check.order import ORDER_RULE
from reportedly.check.stored import StoredTable, read_through
from reportedly.errors import Finding
from reportedly.query.frames import to_frame
from reportedly.standard import Standard, Table
from reportedly.standard.to_arrow import ARROW_TYPES
from reportedly.standard.to_ddl import quote_identifier, quote_literal
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
KEY_JOIN = " / "  # as the rules' concat_ws has it
STRUCTURE_RULE = "columns_follow_the_contract"
COLUMN_RULES = (STRUCTURE_RULE, *_TITLES, ORDER_RULE)
_ADVICE = {
    "terms_are_defined": "Use a term of the vocabulary (CODEBOOK.md lists them).",
    "keys_are_unique": "Keep one of the rows, or give them keys of their own.",
}


@cache
def _schema(contract: Table) -> pandera.pandas.DataFrameSchema:
    """What pandera looks for. A validation changes nothing in it; dtypes are those that `to_frame` gives."""
    return pandera_schema(contract, dtypes=False)


@cache
def _schema_of_batches(contract: Table) -> pandera.pandas.DataFrameSchema:
    """The same without the unique key, which shows only in the whole table."""
    schema = pandera_schema(contract, dtypes=False)
    schema.unique = None
    return schema


def check_structure(tables: Mapping[str, pa.Table | StoredTable], standard: Standard) -> dict[str, list[Finding]]:
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


def check_values(table: pa.Table | StoredTable, contract: Table) -> list[Finding]:
    """What pandera finds in a table whose structure is right, as findings.

    In a stored table it does not look for repeated keys (see `repeated_keys`).

    Raises:
        pa.ArrowException, OSError: the file of a stored table cannot be read.
    """
    if isinstance(table, StoredTable):
        values = ValueCheck(contract)
        read_through(table, values.update)
        return values.findings
    return _validated(table, contract, _schema(contract), set())


class ValueCheck:
    """pandera over a table that comes in batches; all findings but those on repeated keys."""

    def __init__(self, contract: Table) -> None:
        self.findings: list[Finding] = []
        self._contract = contract
        self._seen: set[tuple[Any, ...]] = set()

    def update(self, batch: pa.RecordBatch) -> None:
        """Check the next rows."""
        schema = _schema_of_batches(self._contract)
        self.findings += _validated(pa.Table.from_batches([batch]), self._contract, schema, self._seen)


def repeated_keys(connection: Connection, contract: Table) -> list[Finding]:
    """The keys that several rows of a table have, as pandera would find them, found by DuckDB.

    Raises:
        duckdb.OutOfMemoryException: the keys do not fit into the memory and disk that DuckDB may take.
    """
    columns = ", ".join(map(quote_identifier, contract.primary_key))
    query = (
        f"SELECT DISTINCT concat_ws({quote_literal(KEY_JOIN)}, {columns}) FROM {quote_identifier(contract.name)} "
        f"GROUP BY {columns} HAVING count(*) > 1"
    )
    return [_repeated(contract, key) for (key,) in fetched(connection, query)]


def _validated(
    table: pa.Table, contract: Table, schema: pandera.pandas.DataFrameSchema, seen: set[tuple[Any, ...]]
) -> list[Finding]:
    frame = to_frame(table, contract, categories=False)
    try:
        schema.validate(frame, lazy=True, inplace=True)  # the frame is nobody else's
    except pandera.errors.SchemaErrors as errors:
        return list(_findings(errors.failure_cases, frame, contract, seen))
    return []


def _findings(
    cases: pd.DataFrame, frame: pd.DataFrame, contract: Table, seen: set[tuple[Any, ...]]
) -> Iterator[Finding]:
    """Each failure of pandera once, `seen` being those of earlier batches too."""
    for case in cases.to_dict("records"):
        kind = str(case["check"])
        rule = next((ours for theirs, ours in _RULES.items() if kind.startswith(theirs)), None)
        column = None if pd.isna(case["column"]) else str(case["column"])
        expected: str | None = None
        if rule is None:  # pandera names a failed check by its error text, which is what we expect
            rule, expected = _rule_of(kind), kind
        index = case["index"]
        key = _key(frame, contract, int(index)) if not pd.isna(index) else None
        if rule == "required_values_are_there":
            expected = contract.by_name[str(column)].description if column else None
        identity = (rule, column, key, str(case["failure_case"])) if rule != "keys_are_unique" else (rule, key)
        if identity in seen:
            continue
        seen.add(identity)
        if rule == "keys_are_unique":
            yield _repeated(contract, key)
            continue
        failed = case["failure_case"]
        value = None if pd.isna(failed) else str(failed)
        yield Finding(rule, _TITLES[rule], contract.name, key, column, value, expected, _ADVICE.get(rule))


def _repeated(contract: Table, key: str | None) -> Finding:
    rule, column = "keys_are_unique", contract.primary_key[0]
    expected = "a key that no other row has"
    return Finding(rule, _TITLES[rule], contract.name, key, column, key, expected, _ADVICE[rule])


def _rule_of(error: str) -> str:
    """Which rule a check's error text belongs to (see `to_pandera`, where the texts are made)."""
    if error.startswith("one of "):
        return "terms_are_defined"
    if error.startswith(("at least ", "at most ")):
        return "values_are_in_range"
    return "values_have_their_form"


def _key(frame: pd.DataFrame, contract: Table, index: int) -> str:
    parts = frame.loc[index, list(contract.primary_key)].dropna()
    return KEY_JOIN.join(str(part) for part in parts)
