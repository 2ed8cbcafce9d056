"""What a clause says of an event: its kind, date and place, and whether it is another one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.coder.dates import Time, find_times
from reportedly.coder.incident_words import AGAIN, ASIDE, HARM, REMOTE, TELLING, Kind, Told, find_kinds
from reportedly.coder.parse import PLAIN, Parsed
from reportedly.coder.places import Place, PlaceMention
from reportedly.read.locate import Span
from reportedly.standard.dates import Days, read_edtf


@dataclass(frozen=True)
class Sign:
    """What a stretch of text says of an event: kind, date and place, each only where it is told, and the words."""

    kind: Kind | None = None
    word: str = ""
    time: Time | None = None
    place: Place | None = None
    is_other: bool = False
    remote: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()

    @property
    def days(self) -> Days | None:
        """The days that the date allows, None without a date."""
        return read_edtf(self.time.edtf) if self.time and self.time.edtf else None


@dataclass(frozen=True)
class Sentence:
    """A sentence with what it tells: times, places, kinds of events. Offsets of `kinds` and `words` are its own."""

    parsed: Parsed
    span: Span
    words: str
    times: tuple[Time, ...]
    places: tuple[PlaceMention, ...]
    kinds: tuple[Told, ...]

    def at(self, offset: int) -> int:
        """Where a place in the article lies in the sentence's words."""
        return offset - self.span.start


def read_sentences(
    blocks: tuple[Parsed, ...], text: str, published: str | None, mentions: tuple[PlaceMention, ...]
) -> list[Sentence]:
    """The sentences of an article's blocks, in reading order."""
    found = []
    for parsed in blocks:
        for span in parsed.sentences:
            words = text[span.start : span.end].translate(PLAIN)
            places = tuple(one for one in mentions if span.start <= one.span.start < span.end)
            found.append(
                Sentence(parsed, span, words, find_times(parsed, span, text, published), places, find_kinds(words))
            )
    return found


AFTERMATH = frozenset({"arrest", "announcement", "disease"})


def is_within(place: Place, outer: Place) -> bool:
    """Whether a place lies in another."""
    at = place.parent
    while at is not None:
        if at.place_id == outer.place_id:
            return True
        at = at.parent
    return False


def located(sentence: Sentence) -> list[PlaceMention]:
    """The places of a sentence where things happened, not where somebody was brought or lives."""
    return [
        one
        for one in sentence.places
        if one.is_where and not ASIDE.search(_clause_before(sentence, sentence.at(one.span.start)))
    ]


def _clause_before(sentence: Sentence, at: int) -> str:
    """The words from the last comma up to a place in a sentence, at most 50 characters."""
    before = sentence.words[max(0, at - 50) : at]
    return before[before.rfind(",") + 1 :]


def is_of_the_event(sentence: Sentence, time: Time, published: str | None, is_telling: bool = False) -> bool:
    """Whether a time is that of what happened: not of the telling, not open, not after the article."""
    days = read_edtf(time.edtf) if time.edtf else None
    if days is None or days.start is None or days.end is None or time.basis == "event":
        return False
    now = read_edtf(published) if published else None
    if now and now.end and days.start > now.end:
        return False
    doc, offset = sentence.parsed.doc, sentence.parsed.offset
    inside = [token for token in doc if time.span.start <= offset + token.idx < time.span.end]
    if not inside:
        return False
    token = next(
        (one for one in inside if one.head.i < inside[0].i or one.head.i > inside[-1].i or one.head == one), inside[0]
    )
    for _ in range(6):
        if token.head == token:
            break
        token = token.head
        if token.pos_ == "NOUN" and find_kinds(token.text):
            return True
        if token.pos_ in ("VERB", "AUX"):
            break
    told = find_kinds(token.text) or HARM.search(token.text)
    if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in TELLING and not told and not is_telling:
        return False
    return token.pos_ in ("VERB", "AUX") or bool(told)


def _is_beside(sentence: Sentence, time: Time, claim: Span) -> bool:
    """Whether no other harm or event is told between a toll and a time."""
    between = sentence.words[sentence.at(claim.end) : sentence.at(time.span.start)]
    if time.span.end <= claim.start:
        between = sentence.words[sentence.at(time.span.end) : sentence.at(claim.start)]
    return not HARM.search(between) and not find_kinds(between)


_SPLIT = re.compile(
    r";|,? while |, including (?=one|another)|,? and (?=another|in another|a second)|, with another |"
    r"\bpreceded |\bfollowed (?:by )?(?=another|an? )|, (?:but|although) "
)


def sign_of(sentence: Sentence, claim: Span) -> Sign:
    """What the clause of a toll says of its event."""
    cuts = [0, *(match.start() for match in _SPLIT.finditer(sentence.words)), len(sentence.words)]
    middle = sentence.at(min(claim.end, sentence.span.end) - 1)
    start = max(cut for cut in cuts[:-1] if cut <= middle)
    end = min(cut for cut in cuts[1:] if cut > start and cut >= middle)
    words = sentence.words[start:end]
    nearest = sorted(
        (
            told
            for told in sentence.kinds
            if start <= told.start < end and told.kind.family not in AFTERMATH | {"generic"}
        ),
        key=lambda told: (abs(told.start - middle), told.start),
    )
    places = [one for one in located(sentence) if start <= sentence.at(one.span.start) < end and one.place.country]
    places.sort(key=lambda one: (abs(sentence.at(one.span.start) - middle), one.span.start))
    times = [
        one
        for one in sentence.times
        if start <= sentence.at(one.span.start) < end and is_of_the_event(sentence, one, None)
    ]
    kind = nearest[0] if nearest else None
    place = places[0].place if places else None
    for one in places[1:]:
        if place and is_within(one.place, place):
            place = one.place
    again = AGAIN.search(words, 0, max(0, sentence.at(claim.end) - start))
    return Sign(
        kind.kind if kind else None,
        sentence.words[kind.start : kind.end] if kind else "",
        times[0] if times else None,
        place,
        bool(again),
        remote_times(
            one
            for one in sentence.times
            if start <= sentence.at(one.span.start) < end and _is_beside(sentence, one, claim)
        ),
        frozenset(told.kind.family for told in sentence.kinds if start <= told.start < end),
    )


def remote_times(times: Iterable[Time]) -> frozenset[str]:
    """Times without a date that are not those of the day: "last month", "Jan. 28"; without their prepositions."""
    return frozenset(
        " ".join(re.sub(r"^(?:on|in|since|during) ", "", one.text.lower()).split())
        for one in times
        if one.edtf is None and (REMOTE.search(one.text) or (one.basis == "explicit" and re.search(r"\d", one.text)))
    )
