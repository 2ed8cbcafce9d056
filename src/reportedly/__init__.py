"""Claim-level data from news reporting on armed conflict: who said what, in which words, how sure.

`load` gives a table as a pandas frame, `connect` a DuckDB connection, `check` what is wrong with a package.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.check.package import check_package as check
    from reportedly.query.connect import connect
    from reportedly.query.load import load

__version__ = "0.1.0"
__all__ = ["__version__", "check", "connect", "load"]

# Nothing heavy is imported before it is used: `import reportedly` costs neither pandas nor duckdb.
_LAZY = {
    "load": ("reportedly.query.load", "load"),
    "connect": ("reportedly.query.connect", "connect"),
    "check": ("reportedly.check.package", "check_package"),
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        module, attribute = _LAZY[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
