"""From claims to the draft coding of an article: their order, events, times and places, and sentences without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.coder.actors import Actor
from reportedly.coder.blocks import TextBlock
from reportedly.coder.dates import published_of
from reportedly.coder.draft import Article, Draft, DraftClaim, DraftEvent, DraftPlace
from reportedly.coder.incidents import Incidents, find_incidents
from reportedly.coder.parse import Parsed
from reportedly.coder.places import Place, find_places, with_parents
from reportedly.coder.when_and_where import Circumstances, read_circumstances
from reportedly.read.locate import Span


def draft_of(
    article: Article,
    blocks: tuple[TextBlock, ...],
    parsed: tuple[Parsed, ...],
    claims: Sequence[DraftClaim],
    actors: tuple[Actor, ...],
) -> Draft:
    """The draft that claims make, in the order of the text, with the incidents that their tolls belong to.

    A report that is part of another names in `subset_of` the place of that claim in `claims`; here it is set to the
    place in the draft.
    """
    text = article.text
    ordered = _in_order(claims)
    told = tuple(claim.quote for claim in ordered if claim.casualties)
    published = published_of(text, blocks, article.published)
    mentions = find_places(parsed)
    incidents = find_incidents(parsed, text, published, told, mentions) if told else Incidents((), (), ())
    around = read_circumstances(parsed, [claim.quote for claim in ordered], mentions, text, published)
    places = with_parents([*incidents.places, *(one.place for one in around if one.place)])
    number_of = {place.place_id: number for number, place in enumerate(places)}

    def number(place: Place | None) -> int | None:
        return number_of[place.place_id] if place else None

    return Draft(
        article.article_id,
        blocks,
        tuple(block.sentences for block in parsed),
        tuple(_excuses(block, ordered, text) for block in parsed),
        tuple(
            _placed(claim, one, number(one.place))
            for claim, one in zip(_with_events(ordered, incidents), around, strict=True)
        ),
        actors,
        tuple(
            DraftEvent(one.slug, one.label, one.event_type, one.corpus_role, one.date_edtf, number(one.place))
            for one in incidents.events
        ),
        tuple(DraftPlace(one.place_id, one.name, one.kind, number(one.parent), one.country) for one in places),
    )


def _in_order(claims: Sequence[DraftClaim]) -> tuple[DraftClaim, ...]:
    """Claims in the order of the text, their parts still pointing to their wholes."""
    places = sorted(
        range(len(claims)),
        key=lambda n: (claims[n].quote.start, -claims[n].quote.end, bool(claims[n].casualties), claims[n].rule),
    )
    moved = {before: after for after, before in enumerate(places)}
    return tuple(
        replace(
            claims[n],
            casualties=tuple(
                one if one.subset_of is None else replace(one, subset_of=moved[one.subset_of])
                for one in claims[n].casualties
            ),
        )
        for n in places
    )


def _placed(claim: DraftClaim, around: Circumstances, place: int | None) -> DraftClaim:
    time = around.time
    if time is None:
        return replace(claim, place=place)
    return replace(claim, place=place, time_text=time.span, time_edtf=time.edtf, time_basis=time.basis)


def _with_events(claims: tuple[DraftClaim, ...], incidents: Incidents) -> tuple[DraftClaim, ...]:
    """Casualty claims with their events; `incidents` was read for them in this order."""
    numbers = iter(incidents.event_of)
    return tuple(replace(claim, event=next(numbers)) if claim.casualties else claim for claim in claims)


def _excuses(block: Parsed, claims: tuple[DraftClaim, ...], text: str) -> tuple[str | None, ...]:
    coded = {claim.quote.start for claim in claims}
    return tuple(
        None if any(sentence.start <= at < sentence.end for at in coded) else excuse(block, sentence, text)
        for sentence in block.sentences
    )


def excuse(block: Parsed, sentence: Span, text: str) -> str | None:
    """Why a sentence makes no claim; None where it makes one."""
    words = text[sentence.start : sentence.end].rstrip("\"”' ")
    if words.endswith("?"):
        return "question"
    tokens = block.tokens(sentence)
    if not any(token.pos_ in ("VERB", "AUX") for token in tokens):
        return "heading" if block.block.kind in ("title", "subtitle") else "fragment"
    return None
