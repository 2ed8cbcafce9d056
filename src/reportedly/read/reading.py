"""Reading that goes on after a slip: a step yields what is wrong and returns what it could read.

A caller takes both on with `yield from`, so that no step holds a list of findings that is another's.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

from reportedly.errors import Finding

T = TypeVar("T")
Reading = Generator[Finding, None, T]


def finish(reading: Reading[T]) -> tuple[T, list[Finding]]:
    """What a reading returns, and everything that it found wrong."""
    findings: list[Finding] = []
    while True:
        try:
            findings.append(next(reading))
        except StopIteration as done:
            return done.value, findings


def passed_on(read: tuple[T, list[Finding]]) -> Reading[T]:
    """What was read at once, as a reading."""
    value, findings = read
    yield from findings
    return value
