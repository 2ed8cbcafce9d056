"""Values of cells in one line of printable characters, long ones cut to where they differ."""

from __future__ import annotations

import json
from typing import Any

LONG = 300  # characters; a longer text is shown around its first difference, in every format
_AROUND = 30


def excerpts(old: Any, new: Any) -> tuple[str, str]:
    """Two values in one line each; two long texts around the place where they first differ.

    >>> excerpts(None, "possible")
    ('(null)', 'possible')
    """
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > LONG:
        start = max(0, _first_difference(old, new) - _AROUND)
        return _cut(old, start), _cut(new, start)
    return _shown(old), _shown(new)


def _first_difference(old: str, new: str) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))


def _cut(text: str, start: int) -> str:
    end = start + 3 * _AROUND
    return f"{'…' if start else ''}{one_line(text[start:end])}{'…' if end < len(text) else ''}"


def _shown(value: Any) -> str:
    if value is None:
        return "(null)"
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | bool) else str(value)
    return f"{_cut(text, 0)} ({len(text):,} characters)" if len(text) > LONG else one_line(text)


def one_line(text: str) -> str:
    """A stranger's text as printable characters of one line: no escape sequence reaches a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
