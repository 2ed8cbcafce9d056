"""What the coder makes of an article: claims in their sentences, sources, figures; plain data, before any id."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.coder.actors import Actor
from reportedly.coder.blocks import TextBlock
from reportedly.read.locate import Span


@dataclass(frozen=True)
class Article:
    """What is coded. `published`: EDTF, null where neither the text nor anybody states it."""

    article_id: str
    text: str
    published: str | None = None


@dataclass(frozen=True)
class DraftHop:
    """A source of a claim: its words, its cue, and the actor among the article's actors."""

    words: Span
    cue: Span | None
    actor: int
    medium: str


@dataclass(frozen=True)
class DraftCasualty:
    """A casualty report: columns of the contract, words as stretches of the article."""

    harm: str
    victims: Span | None
    victim_class: str
    quantity: Span
    form: str | None
    subset_of: int | None  # the claim, by its place in the draft, whose only report is the whole


@dataclass(frozen=True)
class DraftClaim:
    """A claim, with the rule that made it and the coder's probability that it is right."""

    quote: Span
    hops: tuple[DraftHop, ...]
    claim_type: str
    polarity: str
    certainty: str
    hedge: Span | None
    speech: str
    assertion: str
    absence: str | None
    time_text: Span | None
    time_edtf: str | None
    time_basis: str
    event: int | None
    place: int | None
    casualties: tuple[DraftCasualty, ...]
    rule: str
    confidence: float


@dataclass(frozen=True)
class DraftEvent:
    """An event of the article. `slug` is its part of the id, unique within the article."""

    slug: str
    label: str
    event_type: str
    corpus_role: str
    date_edtf: str | None
    place: int | None


@dataclass(frozen=True)
class DraftPlace:
    """A place of the article, one id whatever the article. `parent` is its place among the article's places."""

    place_id: str
    name: str
    kind: str
    parent: int | None
    country: str | None


@dataclass(frozen=True)
class Draft:
    """An article, coded. `sentences` and `excuses` (why one makes no claim) stand for each claim-carrying block.

    `dropped`: candidates that the verifier refused, by reason.
    """

    article_id: str
    blocks: tuple[TextBlock, ...]
    sentences: tuple[tuple[Span, ...], ...]
    excuses: tuple[tuple[str | None, ...], ...]
    claims: tuple[DraftClaim, ...]
    actors: tuple[Actor, ...]
    events: tuple[DraftEvent, ...]
    places: tuple[DraftPlace, ...]
    dropped: tuple[str, ...] = ()
