"""pandera schemas from the contract.

pandera reads Table Schemas itself, but turns nullable integers into int64 and dates into strings, so the few lines
that keep them null are ours.
"""

from __future__ import annotations

from contextlib import suppress
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


def pandera_schema(table: Table, lenient: bool = False, *, dtypes: bool = True) -> pa.DataFrameSchema:
    """The pandera schema of a table: columns in order, dtypes, nulls, terms, patterns, ranges, unique key.

    With `lenient` it takes frames of any origin: a column that can be cast to its dtype is, and one with a vocabulary
    may be text or categories. Without `dtypes` it is for frames that were given theirs already; pandera takes longer
    to look at the dtype of a text column than at its values.
    """
    return pa.DataFrameSchema(
        {field.name: _column(field, dtypes and not (lenient and field.vocabulary)) for field in table.fields},
        name=table.name,
        title=table.title,
        description=table.description,
        unique=list(table.primary_key),
        parsers=[pa.Parser(lambda frame: _cast(frame, table))] if lenient else None,
        strict=True,
        ordered=True,
    )


def _cast(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """A frame with the table's dtypes wherever its values allow them; pandera finds fault with the rest.

    pandera's own `coerce` would turn null texts into NaN and milliseconds into nanoseconds.
    """
    cast = frame.copy(deep=False)
    for field in table.fields:
        if field.name in frame and not field.vocabulary:
            with suppress(ValueError, TypeError, OverflowError, NotImplementedError):
                cast[field.name] = frame[field.name].astype(pandas_dtypes()[field.type])
    return cast


def _column(field: Field, has_dtype: bool) -> pa.Column:
    return pa.Column(
        pandas_dtypes()[field.type] if has_dtype else None,
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
    if field.type == "string" and not field.vocabulary:  # no term is empty
        # "" would pass as null in frictionless; the standard knows one way to say "not stated".
        checks.append(pa.Check.str_length(min_value=1, name="not_empty", error="text, or null where not stated"))
    return checks
