"""Surnames of an article: the last words of full names that the text later uses alone.

A small model often takes a bare foreign surname for an organisation or a place; the article itself says whose it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FULL = re.compile(r"\b[^\W\d_a-z][\w’'-]*[^\W\d_A-Z][ \u00a0]([^\W\d_a-z][\w’'-]*\w)\b")
_ALONE = (
    r"(?<![\w-])(?<![^\W\d_a-z]\.[ \u00a0])(?:(?:^|[\n.,;:!?“\"(]\s*)|\b[a-z]+[ \u00a0])"
    r"{name}\b(?![ \u00a0][^\W\d_a-z])"
)


@lru_cache(maxsize=4)
def surnames_of(text: str) -> frozenset[str]:
    """Words that stand once at the end of a full name and once alone, as printed."""
    last = {word for word in _FULL.findall(text) if len(word) > 2 and not word.isupper()}
    return frozenset(word for word in last if re.search(_ALONE.format(name=re.escape(word)), text, re.MULTILINE))
