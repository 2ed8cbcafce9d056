"""From a coder's tables to what they say about each article of the gold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from evaluation.coded import Claim, CodedArticle, CodedCasualty, CodedEvent, Source
from evaluation.dates import covered_days
from evaluation.gold import Gold
from evaluation.names import name_words
from evaluation.numbers import read_number
from evaluation.spans import Span
from evaluation.tables import Row, Tables, as_integer, as_number, as_text
from reportedly.errors import ReportedlyError


@dataclass
class Coded:
    """Every article of the gold as it was coded, and what the reader of the figures must know of the tables."""

    articles: dict[str, CodedArticle]
    notes: list[str] = field(default_factory=list)


def read_coded(tables: Tables, gold: Gold) -> Coded:
    """What the tables say about the articles of the gold; rows about other articles are left out.

    Raises ReportedlyError where no article of the gold is in the tables, or a confidence is not from 0 to 1.
    """
    coded = Coded({article_id: CodedArticle() for article_id in gold})
    _note_absent(tables, gold, coded)
    _note_other_texts(tables, gold, coded)
    claims = _read_claims(tables, gold, coded)
    known = {as_text(row["claim_id"]) for row in tables["claims"]}
    orphans = _read_sources(tables, claims, known) + _read_casualties(tables, claims, known, coded)
    if orphans:
        coded.notes.append(
            f"{orphans} rows of attributions or casualty_reports have a claim_id that claims lacks; left out"
        )
    _read_events(tables, coded)
    return coded


def _note_absent(tables: Tables, gold: Gold, coded: Coded) -> None:
    there = {as_text(row["article_id"]) for name in ("articles", "claims") for row in tables[name]}
    absent = sorted(set(gold) - there)
    if absent and len(absent) == len(gold):
        found = ", ".join(sorted(article_id for article_id in there if article_id)[:5]) or "none"
        raise ReportedlyError(
            f"no article of this set is in the tables.\n  found     {found}\n  expected  {min(gold)} ... {max(gold)}\n"
            "article_id must be the stem of the text file."
        )
    if absent:
        coded.notes.append(f"{len(absent)} of {len(gold)} articles are not in the tables: {', '.join(absent)}")


def _note_other_texts(tables: Tables, gold: Gold, coded: Coded) -> None:
    for row in tables["articles"]:
        article_id, found = as_text(row["article_id"]), as_text(row.get("text_sha256"))
        if article_id in gold and found and found.split(":")[-1] != gold[article_id].text_sha256:
            coded.notes.append(f"{article_id}: articles.text_sha256 is another text's; offsets may not fit")


def _read_claims(tables: Tables, gold: Gold, coded: Coded) -> dict[str | None, Claim]:
    claims: dict[str | None, Claim] = {}
    repeated = 0
    for row in tables["claims"]:
        article_id, claim_id = as_text(row["article_id"]), as_text(row["claim_id"])
        if article_id is None or article_id not in gold:
            continue
        if claim_id in claims:
            repeated += 1
            continue
        claims[claim_id] = _claim(claim_id, article_id, row, gold[article_id].text)
        coded.articles[article_id].claims.append(claims[claim_id])
    if repeated:
        coded.notes.append(f"{repeated} claims repeat a claim_id; only the first of each is compared")
    return claims


def _claim(claim_id: str | None, article_id: str, row: Row, text: str) -> Claim:
    start, end = as_integer(row["char_start"]), as_integer(row["char_end"])
    inside = start is not None and end is not None and 0 <= start < end <= len(text)
    quote = row["quote"] if isinstance(row["quote"], str) else None
    confidence = as_number(row.get("confidence"))
    if confidence is not None and not 0 <= confidence <= 1:
        raise ReportedlyError(f"claims.confidence of {claim_id} is {confidence}; it must be from 0 to 1")
    return Claim(
        claim_id=claim_id,
        article_id=article_id,
        quote=quote,
        span=Span(start, end) if inside else None,  # type: ignore[arg-type]  # inside: both are numbers
        is_exact=inside and text[start:end] == quote,
        speech=as_text(row["speech"]),
        event_id=as_text(row["event_id"]),
        polarity=as_text(row.get("polarity")),
        certainty=as_text(row.get("certainty")),
        confidence=confidence,
    )


def _read_sources(tables: Tables, claims: dict[str | None, Claim], known: set[str | None]) -> int:
    """Gives each claim its sources; how many rows belong to no claim."""
    actors = {as_text(row["actor_id"]): as_text(row["name"]) for row in tables["actors"]}
    forms: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for row in tables["actor_names"]:
        if form := as_text(row["name"]):
            forms[as_text(row["actor_id"]), as_text(row["article_id"])].add(form)
    orphans = 0
    for row in tables["attributions"]:
        claim = claims.get(as_text(row["claim_id"]))
        if claim is None:
            orphans += as_text(row["claim_id"]) not in known
            continue
        actor_id, source_text = as_text(row["actor_id"]), as_text(row["source_text"])
        named = {name for name in (source_text, actors.get(actor_id)) if name}
        claim.sources.append(
            Source(
                hop=as_integer(row["hop"]) or 0,
                names=frozenset(named | forms.get((actor_id, claim.article_id), set())),
                identification=as_text(row["identification"]) or "",
                is_origin=bool(row["is_origin"]),
                key=actor_id or " ".join(name_words(source_text or "")),
            )
        )
    return orphans


def _read_casualties(tables: Tables, claims: dict[str | None, Claim], known: set[str | None], coded: Coded) -> int:
    """Gives each article its casualty reports; how many rows belong to no claim."""
    orphans = 0
    for row in tables["casualty_reports"]:
        claim = claims.get(as_text(row["claim_id"]))
        if claim is None:
            orphans += as_text(row["claim_id"]) not in known
            continue
        lower, upper, form = as_integer(row["lower"]), as_integer(row["upper"]), as_text(row["quantity_form"])
        quantity_text = as_text(row["quantity_text"])
        if form == "approximate" and lower is None and upper is None:
            lower = upper = read_number(quantity_text)  # the gold has *about 20* as 20-20
        coded.articles[claim.article_id].casualties.append(
            CodedCasualty(
                casualty_id=as_text(row["casualty_id"]),
                claim=claim,
                harm=as_text(row["harm"]),
                lower=lower,
                upper=upper,
                quantity_form=form,
                subset_of=as_text(row["subset_of"]),
                event_id=as_text(row["event_id"]),
                places=claim.narrowed_to(quantity_text, as_text(row["victims_text"])),
            )
        )
    return orphans


def _read_events(tables: Tables, coded: Coded) -> None:
    """Gives each article the events that its claims and casualty reports reach."""
    places = {as_text(row["place_id"]): row for row in tables["places"]}
    events = {as_text(row["event_id"]): row for row in tables["events"]}
    for article in coded.articles.values():
        reached = {claim.event_id for claim in article.claims} | {row.event_id for row in article.casualties}
        for event_id in sorted(reached & set(events), key=str):
            if event_id is not None:
                row = events[event_id]
                article.events.append(
                    CodedEvent(
                        event_id=event_id,
                        event_type=as_text(row["event_type"]),
                        countries=_countries(as_text(row["place_id"]), places),
                        days=covered_days(as_text(row["date_start"]), as_text(row["date_end"]))
                        or covered_days(as_text(row["date_edtf"])),
                    )
                )


def _countries(place_id: str | None, places: dict[str | None, Row]) -> frozenset[str]:
    found: set[str] = set()
    passed: set[str | None] = set()
    while place_id in places and place_id not in passed:
        passed.add(place_id)
        row = places[place_id]
        found |= {name for name in (as_text(row["country"]), as_text(row["name"])) if name}
        place_id = as_text(row["parent_id"])
    return frozenset(found)
