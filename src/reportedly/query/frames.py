"""Arrow tables as pandas frames with nullable dtypes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from reportedly.standard import Table
from reportedly.standard.contract import Vocabulary
from reportedly.standard.to_arrow import ARROW_TYPES

_BY_ARROW: dict[pa.DataType, Any] = {
    pa.int32(): pd.Int32Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype("pyarrow"),
}


def to_frame(table: pa.Table, contract: Table, categories: bool = True) -> pd.DataFrame:
    """A table as a pandas frame: null stays null, whole numbers stay whole, dates are datetime64.

    With `categories`, columns with a vocabulary become categoricals that know all its terms. A term that is not in the
    vocabulary stays, as a last category: finding fault with it is the check's.
    """
    table = table.cast(pa.schema([_declared(column, contract) for column in table.schema]))
    frame: pd.DataFrame = table.to_pandas(types_mapper=_BY_ARROW.get, date_as_object=False, ignore_metadata=True)
    for field in contract.fields:
        if field.type == "date":
            frame[field.name] = frame[field.name].astype("datetime64[ms]")
        elif categories and field.vocabulary:
            frame[field.name] = frame[field.name].astype(_category(frame[field.name], field.vocabulary))
    return frame


def _declared(column: pa.Field, contract: Table) -> pa.Field:
    """The contract's type for a column, however a writer stored it (text may be dictionary-encoded, say)."""
    known = contract.by_name.get(column.name)
    return pa.field(column.name, ARROW_TYPES[known.type] if known else column.type)


def _category(column: pd.Series[Any], vocabulary: Vocabulary) -> pd.CategoricalDtype:
    unknown = [term for term in column.dropna().unique() if term not in vocabulary.names]
    return pd.CategoricalDtype([*vocabulary.names, *unknown])
