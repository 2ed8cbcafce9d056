"""What the explorer reads from a package: one query a part, each in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.query.connect import connect
from reportedly.query.package import open_package

Record = dict[str, Any]

# Order is part of each query: the page's bytes depend on it.
QUERIES = {
    "articles": """
        SELECT a.*, outlet.name AS outlet
        FROM articles a LEFT JOIN actors outlet ON outlet.actor_id = a.publisher_id
        ORDER BY a.article_id
    """,
    "blocks": "SELECT * FROM blocks ORDER BY article_id, block_index",
    "claims": """
        SELECT c.*, place.name AS place
        FROM claims c LEFT JOIN places place USING (place_id)
        ORDER BY c.article_id, c.char_start, c.char_end DESC, c.claim_id
    """,
    "attributions": "SELECT * FROM attributions ORDER BY claim_id, hop",
    "actors": "SELECT * FROM actors ORDER BY lower(name), actor_id",
    "names": "SELECT * FROM actor_names ORDER BY actor_id, name, article_id",
    "actor_relations": "SELECT * FROM actor_relations ORDER BY ALL",
    "events": """
        SELECT e.*, place.name AS place
        FROM events e LEFT JOIN places place USING (place_id)
        ORDER BY e.corpus_role = 'focal' DESC, e.date_start NULLS LAST, e.date_end NULLS LAST, e.event_id
    """,
    "casualties": """
        SELECT k.*
        FROM casualty_reports k JOIN claims c USING (claim_id)
        ORDER BY c.article_id, c.char_start, k.casualty_id
    """,
    "relations": "SELECT * FROM claim_relations ORDER BY ALL",
    "disagreements": """
        SELECT claim_id, other_claim_id, relation, basis, dimension, comparable, note
        FROM disagreements
        ORDER BY basis = 'computed', claim_id, other_claim_id, dimension
    """,
    "tolls": """
        SELECT event_id, harm, policy, low, high, is_open_top, claims, articles, origins
        FROM event_tolls
        WHERE victim_class = 'any'
    """,
}


@dataclass(frozen=True)
class PackageRows:
    """A package's descriptor and the rows of each query, as plain values."""

    descriptor: dict[str, Any]
    rows: dict[str, list[Record]]


def read_package(package: str | Path | None = None) -> PackageRows:
    """All rows that the explorer shows.

    Raises:
        ReportedlyError: no such package, or a file of it cannot be read.
    """
    opened, _ = open_package(package)
    with connect(opened.root) as connection:
        rows = {}
        for name, query in QUERIES.items():
            cursor = connection.execute(query)
            columns = [column[0] for column in cursor.description]
            rows[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return PackageRows(opened.descriptor, rows)
