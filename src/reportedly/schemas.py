"""pandera schemas of the standard's tables, for people who validate frames of their own::

    from reportedly.schemas import claims

    claims.validate(frame, lazy=True)

Each table has one, compiled from its contract when it is first asked for. A schema takes frames as `reportedly.load`
gives them, and such that pandas read from Parquet or CSV: what can be cast to the contract's dtypes is, and a
column with a vocabulary may be text or categories. What is wrong is reported as pandera reports it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema


def __getattr__(name: str) -> DataFrameSchema:
    if not name.startswith("_") and name in __dir__():
        return _compiled(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    from reportedly.standard import read_standard  # noqa: PLC0415 - reads the contract, so not before it is asked for

    return sorted(read_standard().tables)


@cache
def _compiled(name: str) -> DataFrameSchema:
    from reportedly.standard import read_standard  # noqa: PLC0415
    from reportedly.standard.to_pandera import pandera_schema  # noqa: PLC0415 - imports pandas and pandera

    return pandera_schema(read_standard().tables[name], lenient=True)
