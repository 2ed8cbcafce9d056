"""Arrow tables as pandas frames with nullable dtypes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from reportedly.standard import Table

_BY_ARROW: dict[pa.DataType, Any] = {
    pa.int32(): pd.Int32Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype("pyarrow"),
    pa.large_string(): pd.StringDtype("pyarrow"),
}


def to_frame(table: pa.Table, contract: Table, categories: bool = True) -> pd.DataFrame:
    """A table as a pandas frame: null stays null, whole numbers stay whole, dates are datetime64.

    With `categories`, columns with a vocabulary become categoricals that know all its terms.
    """
    frame: pd.DataFrame = table.to_pandas(types_mapper=_BY_ARROW.get, date_as_object=False, ignore_metadata=True)
    for field in contract.fields:
        if field.type == "date":
            frame[field.name] = frame[field.name].astype("datetime64[ms]")
        elif categories and field.vocabulary:
            frame[field.name] = frame[field.name].astype(pd.CategoricalDtype(list(field.vocabulary.names)))
    return frame
