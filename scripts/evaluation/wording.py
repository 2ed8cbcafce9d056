"""Quotes and figures as they are printed."""

from __future__ import annotations

import re

WIDTH = 90
"""Characters of a quote that are shown."""


def clip(text: str | None) -> str:
    """The text on one line, cut at 90 characters.

    >>> clip("No one\\n was hurt.")
    'No one was hurt.'
    """
    line = re.sub(r"\s+", " ", text or "")
    return line if len(line) <= WIDTH else line[: WIDTH - 3] + "..."


def show_figure(value: float | None) -> str:
    """A share with three digits, a number as it is, a dash where there is none.

    >>> show_figure(0.5), show_figure(3), show_figure(None)
    ('0.500', '3', '-')
    """
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
