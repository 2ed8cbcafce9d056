"""Regular expressions of DuckDB (RE2) in the words of Java, which Spark uses, so that they match the same texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPACE = r"\t\n\f\r "  # RE2's \s; Java's has the vertical tab too
_TOKEN = re.compile(r"\\p\{\w{1,2}\}|\\P\{\w{1,2}\}|\\.|\[:\w+:\]|\(\?[^:)]*\)?:?|.", re.DOTALL)
_SAME = re.compile(r"\\[pP]\{\w{1,2}\}|\\[wWdD]|\\\W", re.ASCII | re.DOTALL)
_POSIX = {"[:punct:]": r"\p{Punct}"}
_FOLDED = {"k": "kK\u212a", "s": "sS\u017f"}  # what RE2 takes for the same letter beside upper and lower case
_REFERENCE = re.compile(r"\\([0-9])")


class PatternError(ValueError):
    """A pattern has something whose meaning in Java is not known here."""


def java_pattern(pattern: str, whole: bool = False) -> str:
    r"""A pattern for Java's `find` that matches what RE2's matches.

    Args:
        pattern: as DuckDB takes it. `(?i)` may stand at its beginning.
        whole: whether it must match the whole text.

    Raises:
        PatternError: it has something that this function does not know.

    >>> java_pattern(r"[\s[:punct:]—]+$")
    '[\\t\\n\\f\\r \\p{Punct}—]+\\z'
    >>> java_pattern("(?i)ok", whole=True)
    '\\A(?:[oO][kK\u212a])\\z'
    """
    folded = pattern.startswith("(?i)")
    body = "".join(_tokens(pattern.removeprefix("(?i)"), folded))
    return rf"\A(?:{body})\z" if whole else body


def java_replacement(replacement: str) -> str:
    r"""What stands for each match, with groups as Java names them.

    >>> java_replacement(r"\1-\2 $")
    '$1-$2 \\$'
    """
    return _REFERENCE.sub(r"$\1", replacement.replace("$", r"\$"))


def _tokens(pattern: str, folded: bool) -> Iterator[str]:
    in_class = False
    for token in _TOKEN.findall(pattern):
        if in_class:
            in_class = token != "]"
            yield _in_class(token, folded)
        else:
            in_class = token == "["
            yield _outside(token, folded)


def _outside(token: str, folded: bool) -> str:
    match token:
        case r"\s":
            return f"[{_SPACE}]"
        case r"\S":
            return f"[^{_SPACE}]"
        case "$":
            return r"\z"
        case ".":
            return r"[^\n]"
    if folded and token.isalpha():
        return f"[{_folded(token)}]"
    if _SAME.fullmatch(token) or token == "(?:" or (len(token) == 1 and token != "\\"):
        return token
    raise PatternError(f"{token!r} in a regular expression has no known meaning in Java")


def _in_class(token: str, folded: bool) -> str:
    if token in _POSIX:
        return _POSIX[token]
    match token:
        case r"\s":
            return _SPACE
        case "[" | "&":  # Java has sets in sets, and their intersection
            return f"\\{token}"
    if (_SAME.fullmatch(token) or len(token) == 1) and token != "\\" and not (folded and token.isalpha()):
        return token
    raise PatternError(f"{token!r} in a set of characters has no known meaning in Java")


def _folded(letter: str) -> str:
    if not letter.isascii():
        raise PatternError(f"{letter!r} under (?i) has no known meaning in Java")
    return _FOLDED.get(letter.lower(), letter.lower() + letter.upper())
