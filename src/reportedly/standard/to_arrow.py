"""Arrow schemas from the contract."""

from __future__ import annotations

import json

import pyarrow as pa

from reportedly.standard.contract import Field, Table

ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def arrow_schema(table: Table, standard_version: str) -> pa.Schema:
    """The Arrow schema of a table: types and nullability, with titles and descriptions as metadata."""
    metadata = {
        "title": table.title,
        "description": table.description,
        "primary_key": json.dumps(table.primary_key),
        "reportedly": standard_version,
    }
    return pa.schema([_arrow_field(field) for field in table.fields], metadata=metadata)


def _arrow_field(field: Field) -> pa.Field:
    metadata = {"title": field.title, "description": field.description}
    return pa.field(field.name, ARROW_TYPES[field.type], nullable=not field.required, metadata=metadata)
