"""Longer stretches of a text that say where words stand: `in`, `quote_in` and `only_in` of a coding file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.read.locate import Span, occurrences

_WORD = re.compile(r"\S+")
_MOST_WORDS = 60  # to either side; a longer stretch helps no reader


def stretch_around(spans: Sequence[Span], text: str, within: Span | None = None) -> Span | None:
    """The shortest stretch that holds the spans' words each once, and itself stands once in `within`.

    It grows by whole words, first to the right. None where the text has no such stretch.

    >>> text = "He said so. She said so too."
    >>> found = stretch_around([Span(16, 20)], text)
    >>> text[found.start:found.end]
    'She said'
    """
    scope = within or Span(0, len(text))
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    for stretch in _growing(Span(first, last), text, scope):
        is_clear = all(len(occurrences(text[span.start : span.end], text, stretch)) == 1 for span in spans)
        if is_clear and occurrences(text[stretch.start : stretch.end], text, within) == [stretch]:
            return stretch
        if not is_clear and stretch == Span(first, last):
            return None  # as it grows it can only hold the words more often
    return None


def _growing(core: Span, text: str, scope: Span) -> Iterator[Span]:
    words = [Span(word.start(), word.end()) for word in _WORD.finditer(text, scope.start, scope.end)]
    before = [word.start for word in words if word.start < core.start][::-1][:_MOST_WORDS]
    after = [word.end for word in words if word.end > core.end][:_MOST_WORDS]
    yield core
    for size in range(1, len(before) + len(after) + 1):
        for right in range(min(size, len(after)), -1, -1):
            left = size - right
            if left <= len(before):
                start = before[left - 1] if left else core.start
                yield Span(start, after[right - 1] if right else core.end)
