"""Semantic versions (semver.org, 2.0.0): read, and put in order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.errors import ReportedlyError

_NUMBER = r"(0|[1-9]\d{0,8})"
_IDENTIFIER = r"(?:0|[1-9]\d{0,8}|\d*[A-Za-z-][0-9A-Za-z-]*)"
_FORM = re.compile(
    rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-({_IDENTIFIER}(?:\.{_IDENTIFIER})*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?",
    re.ASCII,
)

Core = tuple[int, int, int]


@dataclass(frozen=True)
class Version:
    """A semantic version. `core` is its three numbers; the build metadata after "+" counts for nothing."""

    text: str
    core: Core
    prerelease: tuple[str, ...] = ()

    def precedence(self) -> tuple[Core, bool, list[tuple[bool, int, str]]]:
        """A key that orders versions as semver.org does: 1.0.0-rc.2 < 1.0.0-rc.10 < 1.0.0 < 1.0.1."""
        identifiers = [
            (not part.isdecimal(), int(part), "") if part.isdecimal() else (True, 0, part) for part in self.prerelease
        ]
        return self.core, not self.prerelease, identifiers

    def __str__(self) -> str:
        return self.text


def read_version(text: str) -> Version:
    """A version from its text.

    >>> read_version("1.2.0-rc.1").core
    (1, 2, 0)

    Raises:
        ReportedlyError: the text is no semantic version.
    """
    found = _FORM.fullmatch(text)
    if not found:
        raise ReportedlyError(f"{text!r} is not a semantic version; write three numbers, such as 1.2.0 or 1.2.0-rc.1")
    major, minor, patch = (int(found.group(number)) for number in (1, 2, 3))
    return Version(text, (major, minor, patch), tuple(found.group(4).split(".")) if found.group(4) else ())
