"""pandera schemas from the contract.

pandera reads Table Schemas itself, but turns nullable integers into int64 and dates into strings, so the few lines
that keep them null are ours.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.pandas as pa

from reportedly.standard.contract import Field, Table


def pandas_dtypes() -> dict[str, Any]:
    """pandas' nullable dtype for each Table Schema type."""
    return {
        "string": pd.StringDtype("pyarrow"),
        "integer": pd.Int32Dtype(),
        "number": pd.Float64Dtype(),
        "boolean": pd.BooleanDtype(),
        "date": "datetime64[ms]",
    }


def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table: columns in order, dtypes, nulls, terms, patterns, ranges, unique key."""
    return pa.DataFrameSchema(
        {field.name: _column(field) for field in table.fields},
        name=table.name,
        title=table.title,
        description=table.description,
        unique=list(table.primary_key),
        strict=True,
        ordered=True,
    )


def _column(field: Field) -> pa.Column:
    return pa.Column(
        pandas_dtypes()[field.type],
        _checks(field),
        nullable=not field.required,
        title=field.title,
        description=field.description,
    )


def _checks(field: Field) -> list[pa.Check]:
    """The checks of one column. Each is named after the contract's constraint and carries what is expected."""
    checks: list[pa.Check] = []
    if field.vocabulary:
        terms = field.vocabulary.names
        checks.append(pa.Check.isin(terms, name="enum", error="one of " + ", ".join(terms)))
    if field.pattern:
        whole = rf"(?:{field.pattern})\Z"  # a pattern's own $ lets a line end through
        checks.append(pa.Check.str_matches(whole, name="pattern", error=f"to match {field.pattern}"))
    if field.minimum is not None:
        checks.append(pa.Check.ge(field.minimum, name="minimum", error=f"at least {field.minimum:g}"))
    if field.maximum is not None:
        checks.append(pa.Check.le(field.maximum, name="maximum", error=f"at most {field.maximum:g}"))
    if field.type == "string":
        # "" would pass as null in frictionless; the standard knows one way to say "not stated".
        checks.append(pa.Check.str_length(min_value=1, name="not_empty", error="text, or null where not stated"))
    return checks
