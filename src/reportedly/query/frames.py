"""Arrow tables as pandas frames with nullable dtypes."""

from __future__ import annotations

from typing import Any

import numpy as np
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
    coded = {field.name: field.vocabulary for field in contract.fields if categories and field.vocabulary}
    plain = table.select([index for index, name in enumerate(table.schema.names) if name not in coded])
    plain = plain.cast(pa.schema([_declared(column, contract) for column in plain.schema]))
    frame: pd.DataFrame = plain.to_pandas(types_mapper=_BY_ARROW.get, date_as_object=False, ignore_metadata=True)
    for field in contract.fields:
        if field.type == "date":
            frame[field.name] = frame[field.name].astype("datetime64[ms]")
    for index, name in enumerate(table.schema.names):
        if name in coded:
            frame.insert(index, name, pd.Series(_categorical(table.column(index), coded[name]), frame.index))
    return frame


def _declared(column: pa.Field, contract: Table) -> pa.Field:
    """The contract's type for a column, however a writer stored it (text may be dictionary-encoded, say)."""
    known = contract.by_name.get(column.name)
    return pa.field(column.name, ARROW_TYPES[known.type] if known else column.type)


def _categorical(column: pa.ChunkedArray, vocabulary: Vocabulary) -> pd.Categorical:
    """A column of terms as codes in the order of the vocabulary; Arrow's own codes are only translated."""
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    column = column.unify_dictionaries()
    words = column.chunk(0).dictionary.to_pylist() if column.num_chunks else []
    terms = [*vocabulary.names]
    if not {*words} <= {*terms, None}:
        terms += [word for word in column.unique().to_pylist() if word is not None and word not in terms]
    places = {word: place for place, word in enumerate(terms)}
    codes = np.array([*(places.get(word, -1) for word in words), -1], np.int32)  # the last stands for null
    found = [
        codes[chunk.indices.cast(pa.int64()).fill_null(-1).to_numpy(zero_copy_only=False)] for chunk in column.chunks
    ]
    joined = np.concatenate(found) if found else np.array([], np.int32)
    return pd.Categorical.from_codes(joined, dtype=pd.CategoricalDtype(terms))
