"""How much of what a stranger wrote is read: far above real use, and settable by environment variables."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

from reportedly.errors import ReportedlyError

PREFIX = "REPORTEDLY_MAX_"


@dataclass(frozen=True)
class Limits:
    """The most that is read of one file. Each is set by the variable REPORTEDLY_MAX_ and its name in capitals."""

    text_bytes: int = 5_000_000  # an article's text
    seed_bytes: int = 20_000_000  # a coding or another YAML file
    descriptor_bytes: int = 50_000_000  # datapackage.json, and the list of a release's hashes
    table_rows: int = 100_000_000  # a table of a package
    table_bytes: int = 16 << 30  # a table of a package in memory
    archive_files: int = 20_000  # files in a release's archive
    archive_bytes: int = 4 << 30  # an archive, and what it unpacks to


def limits() -> Limits:
    """The limits that hold now.

    Raises:
        ReportedlyError: a variable is no whole number above 0.
    """
    stated: dict[str, int] = {}
    for field in fields(Limits):
        name = PREFIX + field.name.upper()
        value = os.environ.get(name)
        if value is None:
            continue
        number = value.strip().replace("_", "")
        if not (number.isascii() and number.isdigit() and int(number[:19]) > 0 and len(number) < 19):
            raise ReportedlyError(f"{name}: {value!r} is no limit; give a whole number above 0, or unset it")
        stated[field.name] = int(number)
    return Limits(**stated)


def raise_it(name: str) -> str:
    """Advice for the person who trusts a file that is over a limit."""
    return f"if you trust it, set {PREFIX}{name.upper()}"
