"""The entries of `articles.yaml`, cut apart without being read, so that one that changed is read alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from reportedly.read.fields import Row

_START = re.compile(r"^- ", re.MULTILINE)


def split(content: str) -> list[tuple[int, str]]:
    """The entries of a list in block style, each with the line that it begins in; [] where it is none.

    A wrong cut, at a line that begins with "- " inside quotation marks, gives pieces that cannot be read.
    """
    starts = [found.start() for found in _START.finditer(content)]
    if not starts or any(line.strip() and not line.startswith("#") for line in content[: starts[0]].splitlines()):
        return []
    pieces = [content[start:end] for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]
    lines, line = [], content.count("\n", 0, starts[0]) + 1
    for piece in pieces:
        lines.append((line, piece))
        line += piece.count("\n")
    return lines


def hash_of(entry: str) -> str:
    """What tells an entry from another."""
    return hashlib.sha256(entry.encode()).hexdigest()


def hashes_by_article(content: str, rows: Iterable[Row]) -> dict[str, str]:
    """The hash of every article's entry, given the rows that were read from them; {} where they do not match."""
    by_line = {line: hash_of(piece) for line, piece in split(content)}
    found = {row.values["article_id"]: by_line.get(row.where.line, "") for row in rows}
    return found if all(found.values()) and len(found) == len(by_line) else {}
