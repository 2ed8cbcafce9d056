"""A coding as typed records: what a coder wrote, with every quote located and the line of every row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportedly.errors import Where
from reportedly.read.fields import Row
from reportedly.read.locate import Span


@dataclass(frozen=True)
class Block:
    """A block of the article. `span` reaches from its first word to the next block's first word."""

    kind: str
    span: Span
    where: Where


@dataclass(frozen=True)
class Sentence:
    """A sentence of a claim-carrying block; `no_claim` says why it yields none."""

    span: Span
    block_index: int
    no_claim: str | None
    where: Where


@dataclass(frozen=True)
class Hop:
    """One step of a chain of sources, with the places of the source's words and of the cue."""

    values: dict[str, Any]
    source: Span | None
    cue: Span | None
    where: Where


@dataclass(frozen=True)
class Claim:
    """A claim as coded: its columns, its place, the hops after the article, figures and relations."""

    label: str
    values: dict[str, Any]
    span: Span
    hops: tuple[Hop, ...]
    casualties: tuple[Row, ...]
    relations: tuple[Row, ...]
    where: Where


@dataclass(frozen=True)
class NameForm:
    """A form in which the article writes an actor. `only_in`: the stretches where it means this actor."""

    row: Row
    only_in: tuple[Span, ...] | None


@dataclass(frozen=True)
class Coding:
    """A coding file, read."""

    article_id: str
    coder: str
    coding: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    names: tuple[NameForm, ...]
    where: Where
