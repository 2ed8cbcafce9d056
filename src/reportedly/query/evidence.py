"""The evidence behind an id: the sentence, the chain of sources, the figures, what agrees and what conflicts."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import ReportedlyError

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]

# Where an id can stand: kind, table, key, and the seed file that holds it.
KINDS = (
    ("claim", "claims", "claim_id", "codings/{article_id}.yaml"),
    ("casualty", "casualty_reports", "casualty_id", "codings/{article_id}.yaml"),
    ("article", "articles", "article_id", "articles.yaml"),
    ("actor", "actors", "actor_id", "actors.yaml"),
    ("event", "events", "event_id", "events.yaml"),
)
_ORIGIN = "coalesce(o.origin, 'the article itself') AS origin"


def find_evidence(connection: duckdb.DuckDBPyConnection, id: str, root: Path) -> list[Row]:
    """Everything that the package holds on an id, one entry for each kind of row that bears it.

    `root` is the package's folder; where its seeds are at hand, each entry names the file and line.

    Raises:
        ReportedlyError: no row bears the id; the message names the nearest ids.
    """
    found = []
    for kind, table, key, _ in KINDS:
        rows = _query(connection, f"SELECT * FROM {table} WHERE {key} = $id", id=id)
        if rows:
            found.append(_GATHER[kind](connection, rows[0], root))
    if not found:
        nearest = ", ".join(nearest_ids(connection, id))
        raise ReportedlyError(
            f"no claim, casualty report, article, actor or event has the id {id!r}. Nearest: {nearest}"
        )
    return found


def nearest_ids(connection: duckdb.DuckDBPyConnection, id: str, count: int = 5) -> list[str]:
    """The ids most like a mistyped or shortened one: `003.c007` finds `003_477d90bb48a12701.c007`."""
    known = [row["id"] for _, table, key, _ in KINDS for row in _query(connection, f"SELECT {key} AS id FROM {table}")]
    asked = id.casefold()
    parts = [part for part in re.split(r"[^a-z0-9]+", asked) if part]

    def likeness(candidate: str) -> tuple[int, float]:
        own = re.split(r"[^a-z0-9]+", candidate)
        return sum(part in own for part in parts), SequenceMatcher(None, asked, candidate).ratio()

    return sorted(known, key=lambda candidate: (likeness(candidate), candidate), reverse=True)[:count]


def _claim(connection: duckdb.DuckDBPyConnection, claim: Row, root: Path) -> Row:
    claim_id, article_id = claim["claim_id"], claim["article_id"]
    article = _referred(connection, "articles", "article_id", article_id)
    return {
        "kind": "claim",
        "id": claim_id,
        "claim": claim,
        "article": {key: article[key] for key in ("article_id", "title", "published")},
        "event": _event_label(connection, claim["event_id"]),
        "sentence": _sentence(connection, claim, article["text"]),
        "where": _claim_places(claim, article["text"], root),
        "chain": _query(
            connection,
            """SELECT t.hop, t.actor_id, a.name, t.source_text, t.cue, t.medium, t.identification, t.anonymity_reason,
                      t.is_origin
               FROM attributions t LEFT JOIN actors a USING (actor_id) WHERE claim_id = $id ORDER BY hop""",
            id=claim_id,
        ),
        "figures": _query(
            connection,
            """SELECT k.*, b.floor, b.ceiling, b.set_aside
               FROM casualty_reports k JOIN casualty_bounds b USING (casualty_id)
               WHERE k.claim_id = $id ORDER BY casualty_id""",
            id=claim_id,
        ),
        **_relatives(connection, claim_id),
    }


def _casualty(connection: duckdb.DuckDBPyConnection, report: Row, root: Path) -> Row:
    claim = _referred(connection, "claims", "claim_id", report["claim_id"])
    parts = _query(connection, "SELECT * FROM casualty_reports WHERE subset_of = $id", id=report["casualty_id"])
    return {**_claim(connection, claim, root), "kind": "casualty", "id": report["casualty_id"], "parts": parts}


def _article(connection: duckdb.DuckDBPyConnection, article: Row, root: Path) -> Row:
    article_id = article["article_id"]
    outlet = _query(connection, "SELECT name FROM actors WHERE actor_id = $id", id=article["publisher_id"])
    return {
        "kind": "article",
        "id": article_id,
        "article": {key: value for key, value in article.items() if key != "text"},
        "outlet": outlet[0]["name"] if outlet else None,
        "where": {**_seed_place(root, "article", article_id), **_text_place(root, article_id, article["text"], 0)},
        "claims": _query(
            connection,
            f"""SELECT c.claim_id, c.claim_type, c.statement, c.polarity, c.certainty, {_ORIGIN}
                FROM claims c JOIN origins o USING (claim_id)
                WHERE c.article_id = $id ORDER BY c.char_start, c.claim_id""",
            id=article_id,
        ),
        "disagreements": _disagreements(connection, "$id IN (article_id, other_article_id)", article_id),
    }


def _actor(connection: duckdb.DuckDBPyConnection, actor: Row, root: Path) -> Row:
    actor_id = actor["actor_id"]
    return {
        "kind": "actor",
        "id": actor_id,
        "actor": actor,
        "where": _seed_place(root, "actor", actor_id),
        "names": _query(
            connection,
            "SELECT name, name_kind, article_id, mentions FROM actor_names WHERE actor_id = $id ORDER BY ALL",
            id=actor_id,
        ),
        "roles": _query(
            connection,
            "SELECT event_id, role, claim_id FROM event_actors WHERE actor_id = $id ORDER BY ALL",
            id=actor_id,
        ),
        "relations": _query(
            connection,
            """SELECT subject_id, relation, object_id, claim_id, note FROM actor_relations
               WHERE $id IN (subject_id, object_id) ORDER BY ALL""",
            id=actor_id,
        ),
        "said": _query(
            connection,
            """SELECT c.claim_id, c.statement, c.polarity, c.certainty FROM origins o JOIN claims c USING (claim_id)
               WHERE o.origin_actor_id = $id ORDER BY c.article_id, c.char_start, c.claim_id""",
            id=actor_id,
        ),
        "relayed": _query(
            connection,
            """SELECT count(*) AS claims FROM attributions WHERE actor_id = $id AND NOT is_origin AND hop > 0""",
            id=actor_id,
        )[0]["claims"],
    }


def _event(connection: duckdb.DuckDBPyConnection, event: Row, root: Path) -> Row:
    event_id = event["event_id"]
    return {
        "kind": "event",
        "id": event_id,
        "event": event,
        "where": _seed_place(root, "event", event_id),
        "actors": _query(
            connection,
            """SELECT e.role, e.actor_id, a.name, list(e.claim_id ORDER BY e.claim_id) AS claim_ids
               FROM event_actors e JOIN actors a USING (actor_id) WHERE event_id = $id GROUP BY ALL ORDER BY ALL""",
            id=event_id,
        ),
        "tolls": _query(
            connection,
            "SELECT * FROM event_tolls WHERE event_id = $id AND victim_class = 'any' AND claims > 0",
            id=event_id,
        ),
        "figures": _query(
            connection,
            """SELECT casualty_id, harm, victim_class, victims_text, quantity_text, lower, upper, certainty,
                      coalesce(origin, 'the article itself') AS origin
               FROM casualty_overview WHERE event_id = $id""",
            id=event_id,
        ),
        "disagreements": _disagreements(connection, "event_id = $id", event_id),
        "claims": _query(connection, "SELECT count(*) AS claims FROM claims WHERE event_id = $id", id=event_id)[0][
            "claims"
        ],
    }


_GATHER = {"claim": _claim, "casualty": _casualty, "article": _article, "actor": _actor, "event": _event}


def _query(connection: duckdb.DuckDBPyConnection, sql: str, **values: Any) -> list[Row]:
    cursor = connection.execute(sql, values) if values else connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _referred(connection: duckdb.DuckDBPyConnection, table: str, key: str, id: str) -> Row:
    """The row that another one refers to."""
    rows = _query(connection, f"SELECT * FROM {table} WHERE {key} = $id", id=id)
    if not rows:
        raise ReportedlyError(f"a row refers to {id!r}, which {table} does not have; run `reportedly check`")
    return rows[0]


def _event_label(connection: duckdb.DuckDBPyConnection, event_id: str | None) -> Row | None:
    rows = _query(connection, "SELECT event_id, label, corpus_role FROM events WHERE event_id = $id", id=event_id)
    return rows[0] if rows else None


def _sentence(connection: duckdb.DuckDBPyConnection, claim: Row, text: str | None) -> Row | None:
    """The claim's sentence in three pieces around its quote; None where the text is withheld."""
    rows = _query(
        connection,
        """SELECT char_start, char_end FROM sentences WHERE article_id = $article_id
           AND char_start <= $char_start AND char_end >= $char_end""",
        **{key: claim[key] for key in ("article_id", "char_start", "char_end")},
    )
    if text is None or not rows:
        return None
    start, end = rows[0]["char_start"], rows[0]["char_end"]
    return {
        "before": text[start : claim["char_start"]],
        "quote": text[claim["char_start"] : claim["char_end"]],
        "after": text[claim["char_end"] : end],
        "char_start": start,
        "char_end": end,
    }


def _relatives(connection: duckdb.DuckDBPyConnection, claim_id: str) -> Row:
    """The claims that agree with a claim, and those that conflict with it."""
    agreeing = _query(
        connection,
        f"""SELECT r.relation, r.claim_id = $id AS is_subject, r.dimension, r.comparable, r.note,
                   o.claim_id, o.article_id, {_ORIGIN}, o.quote
            FROM claim_relations r
            JOIN origins o ON o.claim_id = CASE WHEN r.claim_id = $id THEN r.other_claim_id ELSE r.claim_id END
            WHERE $id IN (r.claim_id, r.other_claim_id) AND r.relation NOT IN ('contradicts', 'distorts')
              AND r.comparable IS DISTINCT FROM false
            UNION ALL
            SELECT 'same_utterance', true, NULL, NULL, 'Through other renderings of the statement.',
                   o.claim_id, o.article_id, {_ORIGIN}, o.quote
            FROM origins own JOIN origins o ON o.origin_id = own.origin_id AND o.claim_id <> own.claim_id
            WHERE own.claim_id = $id AND NOT EXISTS (
              SELECT 1 FROM claim_relations r
              WHERE least(r.claim_id, r.other_claim_id) = least($id, o.claim_id)
                AND greatest(r.claim_id, r.other_claim_id) = greatest($id, o.claim_id) AND r.relation = 'same_utterance'
            )
            ORDER BY ALL""",
        id=claim_id,
    )
    conflicting = _disagreements(connection, "$id IN (claim_id, other_claim_id)", claim_id)
    return {"agrees": agreeing, "conflicts": conflicting}


def _disagreements(connection: duckdb.DuckDBPyConnection, condition: str, id: str) -> list[Row]:
    return _query(connection, f"SELECT * FROM disagreements WHERE {condition}", id=id)


def _claim_places(claim: Row, text: str | None, root: Path) -> Row:
    """Where the claim stands: offsets, the line of the text, the line of the coding."""
    article_id, label = claim["article_id"], claim["claim_id"].removeprefix(claim["article_id"] + ".")
    return {
        "char_start": claim["char_start"],
        "char_end": claim["char_end"],
        **_text_place(root, article_id, text, claim["char_start"]),
        **_seed_place(root, "claim", label, article_id),
    }


def _text_place(root: Path, article_id: str, text: str | None, char_start: int) -> Row:
    file = Path("seeds") / "articles" / f"{article_id}.txt"
    if text is None or not (root / file).is_file():
        return {}
    return {"text": f"{file.as_posix()}:{text.count(chr(10), 0, char_start) + 1}"}


def _seed_place(root: Path, kind: str, id: str, article_id: str | None = None) -> Row:
    """The line of the seeds that holds a row, where the seeds are at hand."""
    key, name = next((key, name) for known, _, key, name in KINDS if known == kind)
    file = Path("seeds") / name.format(article_id=article_id)
    line_of = re.compile(rf"\b{'label' if kind == 'claim' else key}:\s*['\"]?{re.escape(id)}['\"]?\s*(?:[,}}#]|$)")
    try:
        lines = (root / file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    number = next((number for number, line in enumerate(lines, 1) if line_of.search(line)), None)
    return {"seed": f"{file.as_posix()}:{number}"} if number else {}
