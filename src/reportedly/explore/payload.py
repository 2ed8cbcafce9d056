"""Rows of a package as the page's data: names resolved, offsets in UTF-16, rows refer to one another by position."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any

from reportedly.errors import ReportedlyError
from reportedly.explore.charts import chart_specs
from reportedly.explore.clusters import number_clusters
from reportedly.explore.queries import PackageRows, Record
from reportedly.standard import Standard, read_standard
from reportedly.standard.dates import read_edtf

Payload = dict[str, Any]


class ById(dict[str, Any]):
    """What belongs to each id of a table. An id that the table does not have is a message and not a crash."""

    def __missing__(self, id: str) -> Any:
        raise ReportedlyError(f"a row refers to {id!r}, which no row has; run `reportedly check`")


Positions = ById

# Pairs computed from figures grow with the square of the reports; the page says how many it leaves out.
MOST_DISAGREEMENTS = 20_000
# Relations that make two claims renderings of one statement; a distorted rendering is still one.
_RENDERINGS = ("same_utterance", "distorts")


def build_payload(package: PackageRows, standard: Standard | None = None) -> Payload:
    """Everything that the page shows, ready for JSON. Lists are tables: column names once, then rows.

    Null stays null: what an article does not state, the page says is not stated.
    """
    standard = standard or read_standard()
    rows = package.rows
    at = {
        "articles": _positions(rows["articles"], "article_id"),
        "claims": _positions(rows["claims"], "claim_id"),
        "actors": _positions(rows["actors"], "actor_id"),
        "events": _positions(rows["events"], "event_id"),
        "casualties": _positions(rows["casualties"], "casualty_id"),
    }
    offsets = ById((row["article_id"], to_utf16(row["text"])) for row in rows["articles"])
    return {
        "package": _about(package),
        "articles": _table(_articles(rows, offsets)),
        "claims": _table(_claims(rows, at, offsets)),
        "attributions": _table(_attributions(rows, at)),
        "casualties": _table(_casualties(rows, at)),
        "relations": _table(_relations(rows, at)),
        "disagreements": _table(_disagreements(rows, at)),
        "disagreementsLeftOut": max(0, len(rows["disagreements"]) - MOST_DISAGREEMENTS),
        "tolls": _table(_tolls(rows, at)),
        "policies": header_definitions(standard.views["event_tolls"], {row["policy"] for row in rows["tolls"]}),
        "events": _table(_events(rows, at)),
        "actors": _table(_actors(rows)),
        "names": _table(_names(rows, at)),
        "actorRelations": _table(_actor_relations(rows, at)),
        "terms": {name: {term.name: term.definition for term in v.terms} for name, v in standard.vocabularies.items()},
        "symmetric": sorted(
            term for vocabulary in standard.vocabularies.values() for term in vocabulary.flagged("symmetric")
        ),
        "charts": chart_specs(),
    }


def to_utf16(text: str | None) -> Callable[[int | None], int | None]:
    """Offsets in code points to offsets in UTF-16 units, which JavaScript counts in.

    >>> to_utf16("a\N{MAHJONG TILE RED DRAGON}b")(2)
    3
    """
    wide = [index for index, char in enumerate(text or "") if ord(char) > 0xFFFF]
    if not wide:
        return lambda offset: offset

    def convert(offset: int | None) -> int | None:
        return None if offset is None else offset + bisect_left(wide, offset)

    return convert


def article_keys(article_ids: Iterable[str]) -> dict[str, str]:
    """A short label for each article: what stands before the first separator of its id, where that is unique.

    >>> article_keys(["000_5e0a", "001_9564"])
    {'000_5e0a': '000', '001_9564': '001'}
    >>> article_keys(["000_5e0a", "000_9564"])
    {'000_5e0a': '000_5e0a', '000_9564': '000_9564'}
    """
    ids = list(article_ids)
    short = [re.split(r"[_.-]", article_id)[0] for article_id in ids]
    unique = len(set(short)) == len(short)
    return {article_id: key if unique else article_id for article_id, key in zip(ids, short, strict=True)}


def date_shape(edtf: str | None) -> str | None:
    """How a date reads: a `day`, `within` (at some time between two days) or `lasting` from one to the other.

    >>> date_shape("2024-02-07"), date_shape("2024"), date_shape("[2024-01-27,2024-01-28]"), date_shape("2023-10/..")
    ('day', 'within', 'within', 'lasting')
    """
    if edtf is None:
        return None
    if "/" in edtf:
        return "lasting"
    days = read_edtf(edtf)
    return "day" if days and days.start and days.start == days.end else "within"


def header_definitions(sql: str, terms: set[str]) -> dict[str, str]:
    r"""What the header of a view says of each of its terms, in the header's order.

    >>> header_definitions("-- One row a toll.\n-- named, sure: only these.\nSELECT 1", {"named", "sure"})
    {'named': 'only these.', 'sure': 'only these.'}
    """
    lines = (line.removeprefix("--").strip().partition(": ") for line in sql.splitlines() if line.startswith("--"))
    found = {term: text for heads, _, text in lines for term in heads.split(", ") if term in terms}
    return found | dict.fromkeys(sorted(terms - found.keys()), "")


def _positions(rows: list[Record], key: str) -> Positions:
    return ById((row[key], index) for index, row in enumerate(rows))


def _table(records: list[Record]) -> Payload:
    columns = list(records[0]) if records else []
    return {"columns": columns, "rows": [list(record.values()) for record in records]}


def _about(package: PackageRows) -> Payload:
    descriptor = package.descriptor
    stated = descriptor.get("licenses")
    licenses = [entry for entry in stated if isinstance(entry, dict)] if isinstance(stated, list) else []
    return {
        "name": descriptor.get("name"),
        "title": descriptor.get("title") or descriptor.get("name") or "A reportedly package",
        "description": descriptor.get("description"),
        "version": descriptor.get("version"),
        "contentHash": descriptor.get("reportedly:contentHash"),
        "licenses": [entry.get("title") or entry.get("name") for entry in licenses],
    }


def _articles(rows: dict[str, list[Record]], offsets: dict[str, Any]) -> list[Record]:
    keys = article_keys(row["article_id"] for row in rows["articles"])
    blocks: dict[str, list[list[Any]]] = {}
    for block in rows["blocks"]:
        move = offsets[block["article_id"]]
        entry = [block["kind"], move(block["char_start"]), move(block["char_end"])]
        blocks.setdefault(block["article_id"], []).append(entry)
    copied = ("title", "outlet", "published", "published_basis", "byline", "language", "source_url", "rights", "text")
    return [
        {
            "id": row["article_id"],
            "key": keys[row["article_id"]],
            **{name: row[name] for name in copied},
            "blocks": blocks.get(row["article_id"], []),
        }
        for row in rows["articles"]
    ]


def _claims(rows: dict[str, list[Record]], at: dict[str, Positions], offsets: dict[str, Any]) -> list[Record]:
    origins = {row["claim_id"]: row for row in rows["attributions"] if row["is_origin"]}
    named = {row["actor_id"]: row["is_named"] for row in rows["actors"]}
    withheld = {row["article_id"] for row in rows["articles"] if row["text"] is None}
    cluster = number_clusters(
        (row["claim_id"], row["other_claim_id"]) for row in rows["relations"] if row["relation"] in _RENDERINGS
    )
    copied = (
        *("statement", "claim_type", "polarity", "certainty", "hedge", "speech", "assertion", "absence"),
        *("time_text", "time_edtf", "time_basis", "place", "coding", "confidence"),
    )
    claims = []
    for row in rows["claims"]:
        article_id, move = row["article_id"], offsets[row["article_id"]]
        claims.append(
            {
                "id": row["claim_id"],
                "article": at["articles"][article_id],
                "start": move(row["char_start"]),
                "end": move(row["char_end"]),
                "quote": row["quote"] if article_id in withheld else None,
                "event": at["events"].get(row["event_id"]),
                **{name: row[name] for name in copied},
                "source": source_kind(origins.get(row["claim_id"]), named),
                "cluster": cluster.get(row["claim_id"]),
            }
        )
    return claims


def source_kind(origin: Record | None, named: dict[str, bool]) -> str:
    """Who a claim rests on: `own` (the article's own voice), a `named` or an `unnamed` source."""
    if origin is None or origin["hop"] == 0:
        return "own"
    if origin["identification"]:
        return "unnamed" if origin["identification"].startswith("unnamed") else "named"
    return "named" if named.get(origin["actor_id"]) else "unnamed"


def _attributions(rows: dict[str, list[Record]], at: dict[str, Positions]) -> list[Record]:
    copied = ("hop", "source_text", "cue", "medium", "identification", "anonymity_reason", "is_origin")
    return [
        {
            "claim": at["claims"][row["claim_id"]],
            "actor": at["actors"].get(row["actor_id"]),
            **{name: row[name] for name in copied},
        }
        for row in rows["attributions"]
    ]


def _casualties(rows: dict[str, list[Record]], at: dict[str, Positions]) -> list[Record]:
    copied = ("harm", "victims_text", "victim_class", "quantity_text", "quantity_form", "lower", "upper")
    return [
        {
            "id": row["casualty_id"],
            "claim": at["claims"][row["claim_id"]],
            "event": at["events"].get(row["event_id"]),
            "victim": at["actors"].get(row["victim_id"]),
            **{name: row[name] for name in copied},
            "subset_of": at["casualties"].get(row["subset_of"]),
        }
        for row in rows["casualties"]
    ]


def _relations(rows: dict[str, list[Record]], at: dict[str, Positions]) -> list[Record]:
    return [
        {
            "claim": at["claims"][row["claim_id"]],
            "relation": row["relation"],
            "other": at["claims"][row["other_claim_id"]],
            **{name: row[name] for name in ("dimension", "comparable", "note")},
        }
        for row in rows["relations"]
    ]


def _disagreements(rows: dict[str, list[Record]], at: dict[str, Positions]) -> list[Record]:
    return [
        {
            "claim": at["claims"][row["claim_id"]],
            "other": at["claims"][row["other_claim_id"]],
            **{name: row[name] for name in ("relation", "basis", "dimension", "comparable", "note")},
        }
        for row in rows["disagreements"][:MOST_DISAGREEMENTS]
    ]


def _tolls(rows: dict[str, list[Record]], at: dict[str, Positions]) -> list[Record]:
    copied = ("harm", "policy", "low", "high", "is_open_top", "claims", "articles", "origins")
    return [{"event": at["events"][row["event_id"]], **{name: row[name] for name in copied}} for row in rows["tolls"]]


def _events(rows: dict[str, list[Record]], at: dict[str, Positions]) -> list[Record]:
    copied = ("label", "event_type", "corpus_role", "date_edtf", "place", "description")
    return [
        {
            "id": row["event_id"],
            **{name: row[name] for name in copied},
            "start": row["date_start"].isoformat() if row["date_start"] else None,
            "end": row["date_end"].isoformat() if row["date_end"] else None,
            "shape": date_shape(row["date_edtf"]),
            "parent": at["events"].get(row["parent_event_id"]),
        }
        for row in rows["events"]
    ]


def _actors(rows: dict[str, list[Record]]) -> list[Record]:
    copied = ("name", "kind", "country", "is_named", "wikidata_id", "description")
    return [{"id": row["actor_id"], **{name: row[name] for name in copied}} for row in rows["actors"]]


def _names(rows: dict[str, list[Record]], at: dict[str, Positions]) -> list[Record]:
    return [
        {
            "actor": at["actors"][row["actor_id"]],
            "article": at["articles"][row["article_id"]],
            **{name: row[name] for name in ("name", "mentions", "name_kind")},
        }
        for row in rows["names"]
    ]


def _actor_relations(rows: dict[str, list[Record]], at: dict[str, Positions]) -> list[Record]:
    return [
        {
            "subject": at["actors"][row["subject_id"]],
            "relation": row["relation"],
            "object": at["actors"][row["object_id"]],
            "claim": at["claims"].get(row["claim_id"]),
            "note": row["note"],
        }
        for row in rows["actor_relations"]
    ]
