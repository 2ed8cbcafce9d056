"""A coded article on disk, so that a run can be stopped and taken up, and memory does not hold every article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.coder.inputs import Input
from reportedly.coder.to_coding import Registries
from reportedly.errors import Where
from reportedly.publish.durable import replace_file
from reportedly.read.fields import Row
from reportedly.read.locate import Span
from reportedly.read.records import Block, Claim, Coding, Hop, NameForm, Sentence


@dataclass(frozen=True)
class Coded:
    """An article with its verified coding, the registry rows that it adds, and the claims dropped by reason."""

    article: Input
    coding: Coding
    registries: Registries
    dropped: Mapping[str, int]


def write_coded(coded: Coded, path: Path) -> None:
    """Store a coded article: the whole file or none, on the disk when this returns.

    Raises:
        OSError: it cannot be written.
    """
    write_stored(as_json(coded), path)


def write_stored(content: str, path: Path) -> None:
    """Store what `as_json` made, with a hash that says later whether it is still whole.

    Raises:
        OSError: it cannot be written.
    """
    replace_file(path, f"{_hash(content)}\n{content}".encode())


def read_coded(path: Path) -> Coded | None:
    """A stored article, or None where the file is missing or no longer what was written."""
    try:
        stated, _, content = path.read_text("utf-8").partition("\n")
        return from_json(content) if stated == _hash(content) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def as_json(coded: Coded) -> str:
    """A coded article as JSON."""
    article, coding = coded.article, coded.coding
    content = {
        "article": [article.article_id, article.name, article.text, article.published, article.publisher],
        "coder": coding.coder,
        "blocks": [[one.kind, one.span.start, one.span.end] for one in coding.blocks],
        "sentences": [[one.span.start, one.span.end, one.block_index, one.no_claim] for one in coding.sentences],
        "claims": [
            {
                "label": one.label,
                "values": one.values,
                "span": _pair(one.span),
                "hops": [[hop.values, _pair(hop.source), _pair(hop.cue)] for hop in one.hops],
                "casualties": _values(one.casualties),
                "relations": _values(one.relations),
            }
            for one in coding.claims
        ],
        "names": [
            [form.row.values, None if form.only_in is None else [_pair(span) for span in form.only_in]]
            for form in coding.names
        ],
        "actors": _values(coded.registries.actors),
        "places": _values(coded.registries.places),
        "events": _values(coded.registries.events),
        "dropped": dict(sorted(coded.dropped.items())),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def from_json(content: str) -> Coded:
    """The coded article that `as_json` wrote."""
    stored = json.loads(content)
    article = Input(*stored["article"])
    where = Where(f"{article.article_id}.txt", 1)

    def rows(listed: Iterable[dict[str, Any]]) -> tuple[Row, ...]:
        return tuple(Row(values, where) for values in listed)

    coding = Coding(
        article.article_id,
        stored["coder"],
        "machine",
        tuple(Block(kind, Span(start, end), where) for kind, start, end in stored["blocks"]),
        tuple(Sentence(Span(start, end), block, why, where) for start, end, block, why in stored["sentences"]),
        tuple(
            Claim(
                one["label"],
                one["values"],
                Span(*one["span"]),
                tuple(Hop(values, _span(source), _span(cue), where) for values, source, cue in one["hops"]),
                rows(one["casualties"]),
                rows(one["relations"]),
                where,
            )
            for one in stored["claims"]
        ),
        tuple(
            NameForm(Row(values, where), None if spans is None else tuple(Span(*span) for span in spans))
            for values, spans in stored["names"]
        ),
        where,
    )
    registries = Registries(rows(stored["actors"]), rows(stored["places"]), rows(stored["events"]))
    return Coded(article, coding, registries, stored["dropped"])


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _values(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [row.values for row in rows]
