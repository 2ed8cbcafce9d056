"""Entries at the end of a YAML list that people keep: its comments, order and layout stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_EMPTY = re.compile(r"^\[\s*\][ \t]*(?:#.*)?$", re.MULTILINE)


def appended(content: str, rows: Sequence[Mapping[str, Any]], flow: bool) -> str:
    """The text of a list with entries added at its end.

    Args:
        content: the file's text: a list in block form, or an empty one.
        rows: the entries.
        flow: write each entry on one line, between braces.
    """
    if not rows:
        return content
    found = _ITEM.search(content)
    kept = content if found else _EMPTY.sub("", content)
    indent = found.group(1) if found else ""
    lines = "".join(f"{indent}{line}\n" for row in rows for line in _entry(row, flow))
    ending = "" if not kept.strip("\n") or kept.endswith("\n") else "\n"
    return (kept.rstrip("\n") + "\n" if kept.strip() and not found else kept) + ending + lines


def _entry(row: Mapping[str, Any], flow: bool) -> list[str]:
    written = yaml.safe_dump(dict(row), sort_keys=False, allow_unicode=True, width=2**31, default_flow_style=flow)
    first, *rest = written.rstrip("\n").split("\n")
    return [f"- {first}", *(f"  {line}" for line in rest)]
