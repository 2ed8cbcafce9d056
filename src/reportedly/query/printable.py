"""Text from a package as a terminal may have it."""

from __future__ import annotations

import unicodedata
from typing import Any

# Marks that turn the direction of what follows: they can make a line read otherwise than it is (CVE-2021-42574).
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    r"""A text whose control characters, but line ends and tabs, are shown and not obeyed.

    >>> printable("a\x1b[31mb\u202ec\n")
    'a\\x1b[31mb\\u202ec\n'
    """
    return "".join(_escaped(char) if _is_obeyed(char) else char for char in text)


def printable_values(value: Any) -> Any:
    """A row, or rows in rows, with every text made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: printable_values(entry) for key, entry in value.items()}
    return [printable_values(entry) for entry in value] if isinstance(value, list) else value


def _is_obeyed(char: str) -> bool:
    return char in _TURNING or (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t")


def _escaped(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
