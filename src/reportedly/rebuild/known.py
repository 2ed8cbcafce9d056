"""The articles in a record: what their rows were made of, and where in other orders these lie."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from reportedly.rebuild.changes import Scan
from reportedly.rebuild.record import KNOWN
from reportedly.rebuild.seed_files import UNKNOWN, State

Cells = tuple[str, str]


@dataclass(frozen=True)
class Marks:
    """The actors that an article names, and the keys of the relations that its coding makes."""

    actors: set[str] = field(default_factory=set)
    relations: set[tuple[str, ...]] = field(default_factory=set)


def marks_of(names: Iterable[tuple[str, str]], relations: Iterable[tuple[str | None, ...]]) -> dict[str, Marks]:
    """The marks of articles.

    Args:
        names: pairs of an article and an actor that it names.
        relations: an article, None for a file of its own, and the key of a relation that its coding makes.
    """
    found: dict[str, Marks] = {}
    for article, actor in names:
        found.setdefault(article, Marks()).actors.add(actor)
    for made_by, *key in relations:
        if made_by is not None:
            found.setdefault(made_by, Marks()).relations.add(tuple(map(str, key)))
    return found


def cells_of(marks: Mapping[str, Marks], articles: Iterable[str]) -> dict[str, Cells]:
    """The marks of articles as a record holds them."""
    found = ((article, marks.get(article, Marks())) for article in articles)
    return {article: (json.dumps(sorted(one.actors)), json.dumps(sorted(one.relations))) for article, one in found}


def cells_in(articles: pa.Table) -> dict[str, Cells]:
    """The marks of all articles in a record, as it holds them."""
    columns = (articles.column(name).to_pylist() for name in ("article", "actors", "relations"))
    return {article: (actors, relations) for article, actors, relations in zip(*columns, strict=True)}


def marks_in(cells: Cells) -> Marks:
    """The marks that a record holds of an article."""
    actors, relations = map(json.loads, cells)
    return Marks(set(actors), set(map(tuple, relations)))


def known_articles(
    keys: Mapping[str, str], entries: Mapping[str, str], marks: Mapping[str, Cells], scan: Scan
) -> pa.Table:
    """The articles of a record.

    Args:
        keys: what the rows of each article are made of.
        entries: the hashes of their entries in `articles.yaml`, "" where these could not be told apart.
        marks: their marks.
        scan: the states of the seeds.
    """
    names = sorted(keys)
    columns = {
        "article": names,
        "key": [keys[one] for one in names],
        "entry": [entries.get(one, "") for one in names],
        "text": _states(scan.texts, names, ".txt"),
        "coding": _states(scan.codings, names, ".yaml"),
        "actors": [marks[one][0] for one in names],
        "relations": [marks[one][1] for one in names],
    }
    return pa.table(columns, schema=KNOWN)


def _states(found: Mapping[str, State], names: Iterable[str], ending: str) -> pa.Array:
    flat = [number for name in names for number in found.get(f"{name}{ending}", UNKNOWN)]
    return pa.FixedSizeListArray.from_arrays(pa.array(flat, pa.int64()), len(UNKNOWN))
