"""Crosswalks from our vocabularies to other datasets' codes: `schemas/crosswalks.yaml`, read and written as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reportedly.errors import ReportedlyError
from reportedly.standard import bundle_folder

Code = Mapping[str, str | int]


@dataclass(frozen=True)
class Scheme:
    """Another dataset's codes: where they are defined, and all of them that the crosswalk may name."""

    name: str
    title: str
    source: str
    url: str
    note: str
    codes: Mapping[str | int, Any]


@dataclass(frozen=True)
class Row:
    """One of our terms in another scheme: its codes (none where nothing fits), how they fit, what is lost."""

    term: str
    scheme: str
    match: str
    codes: tuple[Code, ...]
    limits: str


@dataclass(frozen=True)
class Crosswalks:
    """The schemes, and for each of our vocabularies its rows."""

    matches: Mapping[str, str]
    schemes: Mapping[str, Scheme]
    rows: Mapping[str, tuple[Row, ...]]


def read_crosswalks(path: Path | None = None) -> Crosswalks:
    """The crosswalks in `path` (default: those that this installation brings).

    Raises:
        ReportedlyError: the file is missing.
    """
    path = path or bundle_folder() / "schemas" / "crosswalks.yaml"
    if not path.is_file():
        raise ReportedlyError(f"{path}: the crosswalks are missing; reinstall reportedly")
    content = yaml.safe_load(path.read_text("utf-8"))
    return Crosswalks(
        matches=content["matches"],
        schemes={name: Scheme(name=name, **entry) for name, entry in content["schemes"].items()},
        rows={
            vocabulary: tuple(
                Row(str(term), scheme, row["match"], tuple(row["codes"] or ()), row["limits"])
                for term, rows in terms.items()
                for scheme, row in rows.items()
            )
            for vocabulary, terms in content["crosswalks"].items()
        },
    )


def as_markdown(crosswalks: Crosswalks) -> str:
    """The page `docs/crosswalks.md`."""
    return "\n".join(_page(crosswalks)) + "\n"


def _page(crosswalks: Crosswalks) -> Iterator[str]:
    yield "# Crosswalks"
    yield ""
    yield "<!-- Made from schemas/crosswalks.yaml by scripts/standard.py; change that file instead. -->"
    yield ""
    yield (
        "What a term of this standard is called in other event datasets, and what is lost on the way. A crosswalk is "
        "for finding and comparing. It is no conversion: those datasets hold one row an event, this one holds what "
        "each source said of it."
    )
    yield ""
    yield "| fit | meaning |"
    yield "|---|---|"
    for name, meaning in crosswalks.matches.items():
        yield f"| {name} | {_cell(meaning)} |"
    for scheme in crosswalks.schemes.values():
        yield ""
        yield f"## {scheme.title}"
        yield ""
        yield f"Source: {scheme.source} <{scheme.url}>"
        yield ""
        yield scheme.note.strip()
        for vocabulary, rows in crosswalks.rows.items():
            yield ""
            yield f"| {vocabulary} | {scheme.name} | fit | limits |"
            yield "|---|---|---|---|"
            for row in rows:
                if row.scheme == scheme.name:
                    yield f"| `{row.term}` | {_codes(row.codes)} | {row.match} | {_cell(row.limits)} |"


def _codes(codes: tuple[Code, ...]) -> str:
    return "; ".join(_cell(" / ".join(str(part) for part in code.values())) for code in codes) or "—"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
