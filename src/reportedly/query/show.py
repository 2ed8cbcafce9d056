"""Show what stands behind an id, as text for people or as JSON."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reportedly.query.connect import connect
from reportedly.query.evidence import Row, find_evidence
from reportedly.query.package import open_package
from reportedly.query.printable import printable_values

_PLAIN_MARKS = ("»", "«")
_TERMINAL_MARKS = ("\x1b[1;4m", "\x1b[0m")


def show(id: str, package: str | Path | None = None, format: str = "text") -> str:
    """The evidence behind a claim, casualty report, article, actor or event.

    Raises:
        ReportedlyError: no such package, or no row with that id; the message names the nearest ids.
    """
    with connect(package) as connection:
        found = find_evidence(connection, id, open_package(package)[0].root)
    if format == "json":
        return json.dumps(found, ensure_ascii=False, indent=2, default=str)
    found = printable_values(found)
    on_terminal = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    marks = _TERMINAL_MARKS if on_terminal else _PLAIN_MARKS
    return "\n\n".join("\n".join(_TEXT[entry["kind"]](entry, marks)) for entry in found)


def bounds_in_words(lower: int | None, upper: int | None) -> str:
    """An interval as people say it.

    >>> [bounds_in_words(*bounds) for bounds in ((3, 3), (16, None), (None, 40), (2, 5), (None, None))]
    ['3', '16 or more', '40 at most', '2 to 5', 'no number']
    """
    if lower is None:
        return "no number" if upper is None else f"{upper} at most"
    if upper is None:
        return f"{lower} or more"
    return str(lower) if lower == upper else f"{lower} to {upper}"


def _claim_text(entry: Row, marks: tuple[str, str]) -> Iterator[str]:
    claim, article = entry["claim"], entry["article"]
    yield f"{entry['kind']} {entry['id']}"
    yield from _field("says", claim["statement"])
    event = entry["event"]
    yield from _field("about", f"{event['label']} ({event['event_id']}, {event['corpus_role']})" if event else None)
    manner = [claim["claim_type"], claim["polarity"], claim["certainty"], claim["speech"]]
    manner += [claim["assertion"]] if claim["assertion"] != "stated" else []
    manner += [f'hedge "{claim["hedge"]}"'] if claim["hedge"] else []
    manner += [f"absence {claim['absence']}"] if claim["absence"] else []
    yield from _field("manner", ", ".join(manner))
    time = [f'"{claim["time_text"]}"' if claim["time_text"] else None, claim["time_edtf"]]
    yield from _field("time", ", ".join(part for part in time if part))
    yield ""
    yield from _field("sentence", _marked(entry["sentence"], claim, marks))
    yield from _field(
        "article", " — ".join(filter(None, (article["article_id"], article["title"], article["published"])))
    )
    yield from _where(entry["where"])
    yield ""
    yield from _chain(entry["chain"])
    yield from _section("figures", (_figure(figure, entry["id"]) for figure in entry["figures"]))
    yield from _section("parts of it", (_figure(figure, "") for figure in entry.get("parts", ())))
    yield from _section("agrees", map(_agreement, entry["agrees"]))
    yield from _section("conflicts", (_conflict(row, claim["claim_id"]) for row in entry["conflicts"]))


def _article_text(entry: Row, _: tuple[str, str]) -> Iterator[str]:
    article = entry["article"]
    yield f"article {entry['id']}"
    yield from _field("title", article["title"])
    yield from _field("outlet", entry["outlet"] or "not named in the text")
    yield from _field("byline", article["byline"])
    yield from _field("published", f"{article['published'] or 'not stated'} (basis: {article['published_basis']})")
    yield from _field("length", f"{article['char_count']} characters, SHA-256 {article['text_sha256']}")
    yield from _where(entry["where"])
    yield from _section(f"{len(entry['claims'])} claims", map(_told, entry["claims"]))
    yield from _section("conflicts", map(_pair, entry["disagreements"]))


def _actor_text(entry: Row, _: tuple[str, str]) -> Iterator[str]:
    actor = entry["actor"]
    yield f"actor {entry['id']}"
    yield from _field("name", actor["name"])
    yield from _field("kind", ", ".join(filter(None, (actor["kind"], actor["country"]))))
    yield from _field("about", actor["description"])
    yield from _where(entry["where"])
    names = (f"{row['name']} ({row['name_kind']}) in {row['article_id']}, {row['mentions']}×" for row in entry["names"])
    yield from _section("written", names)
    yield from _section("roles", (f"{row['role']} in {row['event_id']} by {row['claim_id']}" for row in entry["roles"]))
    relations = (
        f"{row['subject_id']} {row['relation']} {row['object_id']} by {row['claim_id']}{_note(row)}"
        for row in entry["relations"]
    )
    yield from _section("relations", relations)
    yield from _section(f"origin of {len(entry['said'])} claims", map(_told, entry["said"]))
    if entry["relayed"]:
        yield from _field("relays", f"{entry['relayed']} claims of others")


def _event_text(entry: Row, _: tuple[str, str]) -> Iterator[str]:
    event = entry["event"]
    yield f"event {entry['id']}"
    yield from _field("label", event["label"])
    yield from _field("kind", f"{event['event_type']}, {event['corpus_role']}")
    yield from _field("date", event["date_edtf"])
    yield from _field("place", event["place_id"])
    yield from _field("part of", event["parent_event_id"])
    yield from _field("about", event["description"])
    yield from _where(entry["where"])
    yield from _field("claims", entry["claims"])
    actors = (
        f"{row['role']}: {row['name']} ({row['actor_id']}) by {', '.join(row['claim_ids'])}" for row in entry["actors"]
    )
    yield from _section("actors", actors)
    yield from _section("tolls, everyone harmed", map(_toll, entry["tolls"]))
    yield from _section("figures", (f"{_figure(row, '')} — {row['origin']}" for row in entry["figures"]))
    yield from _section("conflicts", map(_pair, entry["disagreements"]))


_TEXT = {
    "claim": _claim_text,
    "casualty": _claim_text,
    "article": _article_text,
    "actor": _actor_text,
    "event": _event_text,
}


def _marked(sentence: Row | None, claim: Row, marks: tuple[str, str]) -> str:
    """The sentence with its quote marked; the quote alone where the text is withheld.

    The terminal's marks are put in after control characters of the text have been taken out.
    """
    begin, end = marks
    if sentence is None:
        return f"{begin}{_printable(claim['quote'])}{end} (the article's text is withheld)"
    return f"{_printable(sentence['before'])}{begin}{_printable(sentence['quote'])}{end}{_printable(sentence['after'])}"


def _chain(chain: list[Row]) -> Iterator[str]:
    def hop(row: Row) -> str:
        name = row["name"] or "the article, which names no publisher"
        printed = [f'"{row["source_text"]}"'] if row["source_text"] else []
        printed += [f'"{row["cue"]}"'] if row["cue"] else []
        said = f": {' … '.join(printed)}" if printed else ""
        medium = "" if row["medium"] == "unstated" else f", {row['medium']}"
        reason = f', unnamed "{row["anonymity_reason"]}"' if row["anonymity_reason"] else ""
        origin = " ← origin" if row["is_origin"] else ""
        return f"{row['hop']}  {name} ({row['identification'] or 'not identified'}{medium}){said}{reason}{origin}"

    yield from _section("chain of sources", map(hop, chain))


def _figure(row: Row, shown_id: str) -> str:
    mark = " ← this one" if row["casualty_id"] == shown_id else ""
    part = f", part of {row['subset_of']}" if row.get("subset_of") else ""
    aside = f" ({row['set_aside']})" if row.get("set_aside") else ""
    bounds = bounds_in_words(row["lower"], row["upper"])
    victims = f', of "{row["victims_text"]}"' if row["victims_text"] else ""
    words = f'"{row["quantity_text"]}"{victims}'
    return f"{row['harm']}, {row['victim_class']}: {bounds}, from {words}{part}{aside} [{row['casualty_id']}]{mark}"


def _agreement(row: Row) -> str:
    relation = row["relation"] if row["is_subject"] or row["relation"] != "refines" else "refined by"
    differs = f" (differs in {row['dimension']})" if row["dimension"] else ""
    return f'{relation}{differs}: {row["origin"]} in {row["claim_id"]} "{row["quote"]}"{_note(row)}'


def _conflict(row: Row, claim_id: str) -> str:
    other = "" if row["claim_id"] != claim_id else "other_"
    origin = row[f"{other}origin"] or "the article itself"
    what = _conflict_kind(row)
    return f'{what}: {origin} in {row[f"{other}claim_id"]} "{row[f"{other}quote"]}"{_note(row)}'


def _pair(row: Row) -> str:
    one, two = row["origin"] or "the article itself", row["other_origin"] or "the article itself"
    return (
        f'{_conflict_kind(row)}: {one} in {row["claim_id"]} "{row["quote"]}" '
        f'against {two} in {row["other_claim_id"]} "{row["other_quote"]}"{_note(row)}'
    )


def _conflict_kind(row: Row) -> str:
    kind = row["relation"] or "contradicts"
    scope = "" if row["comparable"] is not False else ", not comparable"
    return f"{kind} ({', '.join(filter(None, (row['dimension'], row['basis'])))}{scope})"


def _told(row: Row) -> str:
    manner = [row["certainty"]] if row["certainty"] != "certain" else []
    manner += [row["polarity"]] if row["polarity"] == "negative" else []
    by = f" — {row['origin']}" if "origin" in row else ""
    return f"{row['claim_id']}  {row['statement']}{' (' + ', '.join(manner) + ')' if manner else ''}{by}"


def _toll(row: Row) -> str:
    counts = ", ".join(_counted(row[what], what) for what in ("claims", "articles", "origins"))
    return f"{row['harm']}, {row['policy']}: {bounds_in_words(row['low'], row['high'])} ({counts})"


def _counted(number: int, what: str) -> str:
    return f"{number} {what.removesuffix('s') if number == 1 else what}"


def _note(row: Row) -> str:
    return f" — {row['note']}" if row["note"] else ""


def _where(where: Row) -> Iterator[str]:
    offsets = f"characters {where['char_start']}–{where['char_end']}" if "char_start" in where else None
    text = ", ".join(filter(None, (offsets, where.get("text"))))
    yield from _field("in the text", text)
    yield from _field("in the seeds", where.get("seed"))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading and its lines; nothing where there are none."""
    shown = list(lines)
    if shown:
        yield title
        for line in shown:
            yield from _wrap(line, "  ", "      ")


def _field(label: str, value: Any) -> Iterator[str]:
    """A labelled value; nothing where it is null or empty."""
    if value not in (None, ""):
        yield from _wrap(str(value), f"{label:<13} ", " " * 14)


def _wrap(text: str, first: str, rest: str) -> list[str]:
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    lines = textwrap.wrap(
        _printable(text, keep=_TERMINAL_MARKS),
        max(width, 40),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [first.rstrip()]


def _printable(text: str, keep: tuple[str, ...] = ()) -> str:
    """A text without control characters, which could command a terminal; line breaks become spaces."""
    for mark in keep:
        if mark in text:
            return mark.join(_printable(part, keep[1:]) if keep[1:] else _printable(part) for part in text.split(mark))
    return "".join(
        " " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char) != "Cc"
    )
