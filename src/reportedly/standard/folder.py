"""Read `schemas/`: the folder is the registry, whatever lies in it is part of the standard."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from reportedly.errors import ReportedlyError
from reportedly.standard.contract import Field, ForeignKey, Standard, Table, Term, Vocabulary
from reportedly.standard.lexicon import Lexicon

# libyaml's reader takes a tenth of the time, where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STANDARD_VERSION = "0.1.0"


def bundle_folder() -> Path:
    """The folder that holds `schemas/`, `dataset/` and `datapackage.json`: in the wheel, or the checkout."""
    package = Path(__file__).resolve().parents[1]
    bundled = package / "_bundle"
    return bundled if bundled.is_dir() else package.parents[1]


@cache
def read_standard(folder: Path | None = None) -> Standard:
    """The standard in `folder` (default: the one that this installation brings).

    Raises:
        ReportedlyError: the folder is missing or a file in it is not what it must be.
    """
    folder = folder or bundle_folder() / "schemas"
    if not folder.is_dir():
        raise ReportedlyError(f"{folder}: the folder with the table schemas is missing; reinstall reportedly")
    vocabularies = _read_vocabularies(folder / "vocabularies.yaml")
    tables = [_table(json.loads(path.read_text("utf-8")), vocabularies) for path in sorted(folder.glob("*.json"))]
    return Standard(
        tables={table.name: table for table in tables},
        vocabularies=vocabularies,
        lexicon=Lexicon(_read_yaml(folder / "quantities.yaml")),
        rules={path.stem: path.read_text("utf-8") for path in sorted((folder / "rules").glob("*.sql"))},
        views={path.stem: path.read_text("utf-8") for path in sorted((folder / "views").glob("*.sql"))},
        version=STANDARD_VERSION,
    )


def _read_yaml(path: Path) -> dict[str, Any]:
    content = yaml.load(path.read_text("utf-8"), _LOADER)
    if not isinstance(content, dict):
        raise ReportedlyError(f"{path}: expected a mapping")
    return content


def _read_vocabularies(path: Path) -> dict[str, Vocabulary]:
    return {
        name: Vocabulary(
            name=name,
            title=entry["title"],
            source=entry["source"],
            terms=tuple(_term(str(term), definition) for term, definition in entry["terms"].items()),
        )
        for name, entry in _read_yaml(path).items()
    }


def _term(name: str, definition: str | dict[str, Any]) -> Term:
    if isinstance(definition, str):
        return Term(name, definition)
    flags = frozenset(key for key, value in definition.items() if value is True)
    return Term(name, definition["definition"], flags)


def _table(schema: dict[str, Any], vocabularies: dict[str, Vocabulary]) -> Table:
    return Table(
        name=schema["name"],
        title=schema["title"],
        description=schema["description"],
        layer=schema["reportedly:layer"],
        fields=tuple(_field(field, vocabularies) for field in schema["fields"]),
        primary_key=tuple(schema["primaryKey"]),
        sort=tuple(schema["reportedly:sort"]),
        foreign_keys=tuple(
            ForeignKey(key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
            for key in schema.get("foreignKeys", [])
        ),
        source=schema,
    )


def _field(field: dict[str, Any], vocabularies: dict[str, Vocabulary]) -> Field:
    constraints = field.get("constraints", {})
    vocabulary = field.get("reportedly:vocabulary")
    return Field(
        name=field["name"],
        type=field["type"],
        title=field["title"],
        description=field["description"],
        example=field["example"],
        required=constraints.get("required", False),
        filled=field["reportedly:filled"],
        pattern=constraints.get("pattern"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        vocabulary=vocabularies[vocabulary] if vocabulary else None,
        default=field.get("reportedly:default"),
    )
