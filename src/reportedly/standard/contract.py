"""The contract as plain frozen objects: tables, fields, keys, vocabularies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from reportedly.standard.lexicon import Lexicon

FieldType = Literal["string", "integer", "number", "boolean", "date"]
Filled = Literal["coded", "computed", "coded_or_computed"]


@dataclass(frozen=True)
class Term:
    """One word of a vocabulary. `flags` holds what the standard knows of the term, such as `symmetric`."""

    name: str
    definition: str
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Vocabulary:
    """An enumerated list of terms, with the source that its definitions come from."""

    name: str
    title: str
    source: str
    terms: tuple[Term, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The terms' spellings, in the order of the vocabulary."""
        return tuple(term.name for term in self.terms)

    def flagged(self, flag: str) -> tuple[str, ...]:
        """The terms that carry a flag, e.g. the symmetric relations."""
        return tuple(term.name for term in self.terms if flag in term.flags)


@dataclass(frozen=True)
class Field:
    """One column. `filled`: a coder writes it, the build computes it, or it does where the coder does not."""

    name: str
    type: FieldType
    title: str
    description: str
    example: str | int | float | bool
    required: bool
    filled: Filled
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    vocabulary: Vocabulary | None = None
    default: str | None = None


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values must stand in a column of another table (or of the same one)."""

    field: str
    table: str
    target: str


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the standard. `source` is its Table Schema as written in `schemas/`.

    Equal only to itself, so that what is compiled from it can be kept.
    """

    name: str
    title: str
    description: str
    layer: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    sort: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    source: dict[str, Any]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Column names in published order."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Fields by column name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def _coded(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.filled != "computed")

    def coded(self) -> tuple[Field, ...]:
        """The fields that a coder writes or may write."""
        return self._coded


@dataclass(frozen=True)
class Standard:
    """Everything that `schemas/` defines. `rules` and `views` map a name to the text of its SQL file."""

    tables: dict[str, Table]
    vocabularies: dict[str, Vocabulary]
    lexicon: Lexicon
    rules: dict[str, str]
    views: dict[str, str]
    version: str
