"""A draft as the records that a reviewed coding is read into, so that both take one way into the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportedly.coder.actors import Actor
from reportedly.coder.draft import Draft, DraftClaim, DraftHop
from reportedly.coder.sources import slug
from reportedly.errors import Where
from reportedly.read.fields import Row
from reportedly.read.locate import Span, occurrences
from reportedly.read.records import Block, Claim, Coding, Hop, NameForm, Sentence

UNNAMED = frozenset({"unnamed_person", "unnamed_group", "population"})


@dataclass(frozen=True)
class Registries:
    """Rows that a draft adds to the registries, and the id that each of its actors got."""

    actors: tuple[Row, ...]
    places: tuple[Row, ...]
    events: tuple[Row, ...]


@dataclass(frozen=True)
class _Ids:
    """The ids that a draft's actors, places and events have in tables, by their numbers in the draft."""

    actors: dict[int, str]
    places: dict[int, str]
    events: dict[int, str]


def to_coding(draft: Draft, text: str, coder: str, known: dict[str, str]) -> tuple[Coding, Registries]:
    """The coding and the new registry rows of a draft.

    `known`: ids of the registry's actors by the forms in which articles name them. An actor of the draft gets such an
    id only when all its own words point to one; likeness is no reason.
    """
    where = Where(f"{draft.article_id}.txt", 1)
    ids = _Ids(
        {actor.key: _actor_id(actor, draft, text, known) for actor in draft.actors},
        {number: place.place_id for number, place in enumerate(draft.places)},
        {number: f"{draft.article_id}-{event.slug}" for number, event in enumerate(draft.events)},
    )
    blocks, sentences = _blocks(draft, text, where)
    claims = tuple(
        _claim(f"c{number:03d}", claim, text, ids, where) for number, claim in enumerate(draft.claims, start=1)
    )
    used = {hop.actor for claim in draft.claims for hop in claim.hops}
    names = tuple(_names(draft, text, ids.actors, used, where))
    coding = Coding(draft.article_id, coder, "machine", blocks, sentences, claims, names, where)
    return coding, Registries(
        tuple(_actor_rows(draft, ids.actors, used, set(known.values()), where)),
        tuple(
            Row(
                _stated(
                    place_id=ids.places[index],
                    name=place.name,
                    kind=place.kind,
                    country=place.country,
                    parent_id=ids.places.get(place.parent) if place.parent is not None else None,
                ),
                where,
            )
            for index, place in enumerate(draft.places)
        ),
        tuple(
            Row(
                _stated(
                    event_id=ids.events[index],
                    label=event.label,
                    event_type=event.event_type,
                    corpus_role=event.corpus_role,
                    date_edtf=event.date_edtf,
                    place_id=ids.places.get(event.place) if event.place is not None else None,
                ),
                where,
            )
            for index, event in enumerate(draft.events)
        ),
    )


def _stated(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _actor_id(actor: Actor, draft: Draft, text: str, known: dict[str, str]) -> str:
    forms = {text[span.start : span.end] for span in actor.forms} | {actor.name}
    found = {known[form] for form in forms if form in known}
    if actor.is_named and len(found) == 1:
        return found.pop()
    name = slug(actor.name) or f"actor-{actor.key + 1}"
    # A surname or a description means somebody only within its article.
    if actor.is_named and (actor.kind != "person" or "-" in name):
        return name
    return f"{draft.article_id}-{name}"[:120]


def _actor_rows(draft: Draft, ids: dict[int, str], used: set[int], known: set[str], where: Where) -> Iterator[Row]:
    given: set[str] = set()
    for actor in draft.actors:
        identifier = ids[actor.key]
        if actor.key not in used or identifier in known | given:
            continue
        given.add(identifier)
        yield Row({"actor_id": identifier, "name": actor.name, "kind": actor.kind, "is_named": actor.is_named}, where)


def _names(draft: Draft, text: str, ids: dict[int, str], used: set[int], where: Where) -> Iterator[NameForm]:
    """The forms that name an actor, each where it means this one."""
    places: dict[tuple[str, str], list[Span]] = {}
    kinds: dict[tuple[str, str], Actor] = {}
    for actor in draft.actors:
        if actor.key not in used:
            continue
        for span in actor.forms:
            key = (ids[actor.key], text[span.start : span.end])
            places.setdefault(key, []).append(span)
            kinds[key] = actor
    taken: list[Span] = []
    for (identifier, name), spans in sorted(places.items(), key=lambda one: (-len(one[0][1]), one[0])):
        alone = [s for s in dict.fromkeys(spans) if not any(t.start <= s.start and s.end <= t.end for t in taken)]
        alone = [span for span in alone if span in occurrences(name, text)]
        if not alone:
            continue
        taken += alone
        row = Row({"actor_id": identifier, "name": name, "name_kind": _name_kind(name, kinds[identifier, name])}, where)
        yield NameForm(row, tuple(sorted(alone)))


def _name_kind(name: str, actor: Actor) -> str:
    if not actor.is_named:
        return "role"
    if name == actor.name:
        return "acronym" if name.isupper() and len(name) <= 7 else "official"
    return "acronym" if name.isupper() and len(name) <= 7 else "variant"


def _blocks(draft: Draft, text: str, where: Where) -> tuple[tuple[Block, ...], tuple[Sentence, ...]]:
    """Blocks that tile the text, each to the next one's first word, and the sentences of those that carry claims."""
    starts = [0, *(block.span.start for block in draft.blocks[1:]), len(text)]
    blocks = tuple(
        Block(block.kind, Span(starts[index], starts[index + 1]), where) for index, block in enumerate(draft.blocks)
    )
    sentences: list[Sentence] = []
    carrying = iter(zip(draft.sentences, draft.excuses, strict=True))
    for index, block in enumerate(draft.blocks):
        if block.carries_claims:
            spans, excuses = next(carrying)
            sentences += [Sentence(span, index, why, where) for span, why in zip(spans, excuses, strict=True)]
    return blocks, tuple(sentences)


def _claim(label: str, claim: DraftClaim, text: str, ids: _Ids, where: Where) -> Claim:
    def words(span: Span | None) -> str | None:
        return None if span is None else text[span.start : span.end]

    values = _stated(
        quote=words(claim.quote),
        statement=_statement(text[claim.quote.start : claim.quote.end]),
        claim_type=claim.claim_type,
        event_id=None if claim.event is None else ids.events[claim.event],
        polarity=claim.polarity,
        certainty=claim.certainty,
        hedge=words(claim.hedge),
        speech=claim.speech,
        assertion=claim.assertion,
        absence=claim.absence,
        time_text=words(claim.time_text),
        time_edtf=claim.time_edtf,
        time_basis=claim.time_basis,
        place_id=None if claim.place is None else ids.places[claim.place],
        confidence=claim.confidence,
    )
    casualties = tuple(
        Row(
            _stated(
                harm=one.harm,
                victims_text=words(one.victims),
                victim_class=one.victim_class,
                quantity_text=words(one.quantity),
                quantity_form=one.form,
                subset_of=None if one.subset_of is None else f"c{one.subset_of + 1:03d}",
            ),
            where,
        )
        for one in claim.casualties
    )
    return Claim(
        label,
        values,
        claim.quote,
        tuple(_hop(hop, text, ids.actors, where) for hop in claim.hops),
        casualties,
        (),
        where,
    )


def _hop(hop: DraftHop, text: str, ids: dict[int, str], where: Where) -> Hop:
    cue = hop.cue
    values = _stated(
        actor_id=ids[hop.actor],
        source_text=text[hop.words.start : hop.words.end],
        cue=None if cue is None else text[cue.start : cue.end],
        medium=hop.medium,
    )
    return Hop(values, hop.words, cue, where)


def _statement(quote: str) -> str:
    """The quote as a sentence. The machine resolves no names in it: what it would add, nobody said."""
    words = " ".join(quote.split()).strip('"“”').rstrip(",;:–—- ")
    return words[:1].upper() + words[1:] + ("" if words[-1:] in ".!?" else ".")
