"""The registries of a run: one row an id, whatever the order in which articles name it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportedly.coder.sources import slug
from reportedly.coder.stored import Coded
from reportedly.errors import Where
from reportedly.read.fields import Row

KEYS = {"actors": "actor_id", "places": "place_id", "events": "event_id"}
_WHERE = Where("articles", 1)


def publisher_id(name: str) -> str:
    """The id of an outlet that is stated as the publisher of an article."""
    return slug(name) or f"publisher-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


@dataclass
class Merged:
    """Rows by registry and id. Articles that describe one id differently are outvoted; a publisher is one.

    A row is kept as JSON: it takes a fifth of the memory of its values, and there are some for every article of a run.
    """

    _votes: dict[str, dict[str, Counter[bytes]]] = field(default_factory=lambda: {table: {} for table in KEYS})
    _publishers: dict[str, set[str]] = field(default_factory=dict)

    def add(self, coded: Coded) -> None:
        """Count an article's rows."""
        for table, rows in _tables(coded).items():
            for row in rows:
                self._votes[table].setdefault(row.values[KEYS[table]], Counter())[_content(row.values)] += 1
        name = coded.article.publisher
        if name:
            self._publishers.setdefault(publisher_id(name), set()).add(name)

    def row(self, table: str, identifier: str) -> Row:
        """The row of an id: the one that most articles give, the first in the alphabet of those."""
        if table == "actors" and identifier in self._publishers:
            name = min(self._publishers[identifier])
            return Row({"actor_id": identifier, "name": name, "kind": "media", "is_named": True}, _WHERE)
        votes = self._votes[table][identifier]
        return Row(json.loads(min(votes, key=lambda one: (-votes[one], one))), _WHERE)

    def rows_of(self, articles: Iterable[Coded]) -> dict[str, tuple[Row, ...]]:
        """The rows that some articles need, by registry."""
        wanted: dict[str, set[str]] = {table: set() for table in KEYS}
        for coded in articles:
            for table, rows in _tables(coded).items():
                wanted[table] |= {row.values[KEYS[table]] for row in rows}
            if coded.article.publisher:
                wanted["actors"].add(publisher_id(coded.article.publisher))
        # The row that most articles give may need others than this article's did: a place may lie in a place.
        waiting = list(wanted["places"])
        while waiting:
            parent = self.row("places", waiting.pop()).values.get("parent_id")
            if parent and parent not in wanted["places"]:
                wanted["places"].add(parent)
                waiting.append(parent)
        return self.rows(wanted)

    def rows(self, wanted: Mapping[str, Iterable[str]]) -> dict[str, tuple[Row, ...]]:
        """The rows of some ids, by registry."""
        return {table: tuple(self.row(table, one) for one in sorted(ids)) for table, ids in wanted.items()}


def _content(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _tables(coded: Coded) -> dict[str, tuple[Row, ...]]:
    found = coded.registries
    return {"actors": found.actors, "places": found.places, "events": found.events}
