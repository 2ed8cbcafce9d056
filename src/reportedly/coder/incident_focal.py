"""The event that an article is about, read off its headline and first paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.coder.dates import Time
from reportedly.coder.incident_signs import AFTERMATH, Sentence, Sign, is_of_the_event, is_within, located, remote_times
from reportedly.coder.incident_words import DEATH, HARM, KINDS, OBITUARY, Kind, Told, find_kinds, may_be_one
from reportedly.coder.places import Place, PlaceMention
from reportedly.read.locate import Span

GENERIC = next(kind for kind in KINDS if kind.family == "generic")

_OPENING = 6
_NOT_BODY = frozenset({"title", "subtitle", "link", "caption"})


def find_focal(sentences: list[Sentence], claims: Sequence[Span], published: str | None) -> Sign | None:
    """What the article says of its focal event; None where neither headline nor tolls tell one."""
    opening = [one for one in sentences if one.parsed.block.kind in ("title", "subtitle")]
    body = [one for one in sentences if one.parsed.block.kind not in _NOT_BODY][:_OPENING]
    told = _focal_kind(opening, body, claims)
    if told is None:
        return None
    kind, word = told
    telling = [one for one in (*opening, *body) if one in body[:1] or _tells(one, kind)]
    if kind.family == "announcement":
        about = [mention.place for one in (*opening, *body) for mention in one.places if _is_object(one, mention)]
        place = next(iter(about), None) or _focal_place(telling, opening, body)
    else:
        place = _focal_place(telling, opening, body)
    is_telling = kind.family == "announcement"
    first = [*opening, *body[:1]]
    time = next(
        (
            time
            for one in telling
            for time in one.times
            if is_of_the_event(one, time, published, is_telling) and (one in first or _happens(one, time))
        ),
        None,
    )
    remote = remote_times(time for one in (*opening, *body[:4]) for time in one.times if _is_of_main_clause(one, time))
    return Sign(kind, word, time, place, remote=remote)


def _is_object(sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a place follows a preposition."""
    tokens = sentence.parsed.tokens(mention.span)
    return len(tokens) > 0 and tokens[0].i > 0 and sentence.parsed.doc[tokens[0].i - 1].pos_ == "ADP"


def _tells(sentence: Sentence, kind: Kind) -> bool:
    return any(may_be_one(kind.family, told.kind.family) for told in sentence.kinds) or bool(
        HARM.search(sentence.words)
    )


def _focal_kind(opening: list[Sentence], body: list[Sentence], claims: Sequence[Span]) -> tuple[Kind, str] | None:
    """The kind of the focal event and its word: of the headline, made more exact by the first paragraph."""
    title = [(told, one) for one in opening for told in one.kinds]
    lead = [(told, one) for one in body[:3] for told in one.kinds]
    later = [(told, one) for one in body[3:] for told in one.kinds]
    violent_title = bool(title) or any(HARM.search(one.words) for one in opening)
    if not claims and not violent_title:
        return None
    if not claims and not any(
        told.kind.family not in AFTERMATH | {"disaster", "unrest", "generic"} for told, _ in title
    ):
        announced = next(((told, one) for told, one in title if told.kind.family == "announcement"), None)
        if announced is None:
            return None
        return announced[0].kind, _word(*announced)
    if any(OBITUARY.search(one.words) for one in opening) and not title:
        return DEATH, "death"
    if [told.kind.family for told, _ in title] == ["announcement"] and not any(
        HARM.search(one.words) for one in opening
    ):
        return title[0][0].kind, _word(*title[0])
    ranked = [one for one in title if one[0].kind.family not in AFTERMATH | {"unrest"}]
    ranked = ranked or [one for one in title if one[0].kind.family == "unrest"]
    ranked += [one for one in (*lead, *later) if one[0].kind.family not in AFTERMATH | {"unrest"}]
    ranked = ranked or [one for one in (*title, *lead, *later) if one[0].kind.family != "announcement"]
    if not ranked:
        return None
    first = ranked[0]
    if first[0].kind.family in ("generic", "blast", "attack"):
        alike = {"strike", "missile"} if "strike" in _word(*first).lower() else {one[0].kind.family for one in ranked}
        exact = next(
            (
                one
                for one in ranked
                if one[0].kind.family in alike
                and one[0].kind.family not in ("generic", "blast", "war")
                and may_be_one(first[0].kind.family, one[0].kind.family)
            ),
            None,
        )
        if first[0].kind.family == "attack":
            exact = next((one for one in (*title, *lead) if one[0].kind.family in ("shooting", "stabbing")), None)
        first = exact or first
    return first[0].kind, _word(*first)


def _word(told: Told, sentence: Sentence) -> str:
    return sentence.words[told.start : told.end]


def _focal_place(telling: list[Sentence], opening: list[Sentence], body: list[Sentence]) -> Place | None:
    """The first words that say where; a smaller place within it in the same or the next telling sentence is better."""
    where = [mention.place for one in telling for mention in located(one)]
    known = [place for place in where if place.country]
    if known:
        first = known[0]
        for place in known[1:4]:
            if place.country == first.country and is_within(place, first):
                first = place
        return first
    anywhere = [
        mention.place
        for one in (*opening, *body[:3])
        for mention in one.places
        if mention.place.country and not _is_whose(one, mention)
    ]
    smaller = [place for place in anywhere if place.kind != "country"]
    return next(iter((*smaller[:1], *anywhere, *where)), None)


def _is_whose(sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a country only says whose something is ("US President"), not where it happened ("Turkey earthquake")."""
    tokens = sentence.parsed.tokens(mention.span)
    if len(tokens) == 0 or mention.place.kind != "country":
        return False
    head = tokens[-1].head
    return head.i > tokens[-1].i and head.pos_ in ("NOUN", "PROPN") and not find_kinds(head.text)


def _is_of_main_clause(sentence: Sentence, time: Time) -> bool:
    """Whether a time hangs on the main verb of its sentence, or on what that says."""
    tokens = sentence.parsed.tokens(time.span)
    if len(tokens) == 0:
        return False
    top = tokens.root.head
    return top.pos_ in ("VERB", "AUX") and (top.head == top or top.dep_ in ("ccomp", "conj"))


_HAPPENS = re.compile(
    r"\b(?:occur\w*|happen\w*|took place|take place|began|begun|started|broke|came|hit|struck|strike|"
    r"launched|carried|fell|went|was|were|beg[ia]n\w*)\b",
    re.IGNORECASE,
)


def _happens(sentence: Sentence, time: Time) -> bool:
    """Whether the words around a time, up to the next marks, say that something happened or somebody came to harm."""
    at, end = sentence.at(time.span.start), sentence.at(time.span.end)
    marks = [match.start() for match in re.finditer(r"[;,:]", sentence.words)]
    start = max((mark for mark in marks if mark < at - 2), default=0)
    stop = min((mark for mark in marks if mark > end), default=len(sentence.words))
    clause = sentence.words[start:stop]
    return bool(HARM.search(clause) or _HAPPENS.search(clause) or find_kinds(clause))
