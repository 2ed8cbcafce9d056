"""Incidents: the event that an article is about, the events it mentions beside it, and which one each toll belongs to.

The focal event is read off the headline and the first paragraphs: its kind from their words, its place from the first
words that say where, its date from the first time tied to what happened. A toll belongs to the focal event unless its
own clause gives another country, an earlier date, a kind of event that the focal one cannot be, or says "another".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportedly.coder.dates import Time, find_times
from reportedly.coder.incident_words import AGAIN, ASIDE, CASUALTY, DEATH, HARM, KINDS, REMOTE, TELLING, VIOLENCE, Kind, Told, find_kinds, may_be_one
from reportedly.coder.parse import PLAIN, Parsed
from reportedly.coder.places import Place, PlaceMention, find_places, with_parents
from reportedly.read.locate import Span
from reportedly.standard.dates import Days, read_edtf


@dataclass(frozen=True)
class Incident:
    """An event: row of table `events` to be. `slug` is unique within the article and made of its words."""

    slug: str
    label: str
    event_type: str
    corpus_role: str
    date_edtf: str | None
    place: Place | None


@dataclass(frozen=True)
class Incidents:
    """The events of an article, the places they need, and for each casualty claim the number of its event.

    The first event is the focal one. Without claims and without a headline that tells an event there are none.
    """

    events: tuple[Incident, ...]
    places: tuple[Place, ...]
    event_of: tuple[int, ...]


@dataclass(frozen=True)
class _Sign:
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
        return read_edtf(self.time.edtf) if self.time and self.time.edtf else None


@dataclass(frozen=True)
class _Sentence:
    parsed: Parsed
    span: Span
    words: str
    times: tuple[Time, ...]
    places: tuple[PlaceMention, ...]
    kinds: tuple[Told, ...]

    def at(self, offset: int) -> int:
        return offset - self.span.start


def find_incidents(
    blocks: tuple[Parsed, ...],
    text: str,
    published: str | None,
    casualty_claims: tuple[Span, ...],
    mentions: tuple[PlaceMention, ...] | None = None,
) -> Incidents:
    """The events that an article's tolls are about.

    Args:
        blocks: the parsed blocks of the article, the title among them.
        text: the article.
        published: its date as EDTF, or None.
        casualty_claims: where the claims that tell of casualties stand.
        mentions: the places it names, where they are known already.
    """
    sentences = _sentences(blocks, text, published, find_places(blocks) if mentions is None else mentions)
    focal = _focal(sentences, casualty_claims, published)
    if focal is None and not casualty_claims:
        return Incidents((), (), ())
    signs = [focal or _Sign(kind=_default(blocks))]
    event_of: dict[int, int] = {}
    last: tuple[_Sentence, int] | None = None
    for number, claim in sorted(enumerate(casualty_claims), key=lambda one: (one[1], one[0])):
        sentence = next((one for one in sentences if one.span.start <= claim.start < one.span.end), None)
        found = 0
        if sentence is not None:
            sign = _sign_of(sentence, claim)
            found = _event_of(sign, signs, sentence, last, published)
            last = (sentence, found)
        event_of[number] = found
    events = _named(signs, has_claims=bool(casualty_claims))
    return Incidents(
        tuple(events),
        with_parents(event.place for event in events if event.place),
        tuple(event_of[number] for number in range(len(casualty_claims))),
    )


_GENERIC = next(kind for kind in KINDS if kind.family == "generic")
_ACCIDENT = next(kind for kind in KINDS if kind.family == "accident")


def _default(blocks: tuple[Parsed, ...]) -> Kind:
    """What an article's tolls are of where no word tells: an attack where it has words of violence, else deaths."""
    if any(VIOLENCE.search(parsed.doc.text) for parsed in blocks):
        return _GENERIC
    return _ACCIDENT if any(CASUALTY.search(parsed.doc.text) for parsed in blocks) else DEATH


def _sentences(
    blocks: tuple[Parsed, ...], text: str, published: str | None, mentions: tuple[PlaceMention, ...]
) -> list[_Sentence]:
    found = []
    for parsed in blocks:
        for span in parsed.sentences:
            words = text[span.start : span.end].translate(PLAIN)
            places = tuple(one for one in mentions if span.start <= one.span.start < span.end)
            found.append(_Sentence(parsed, span, words, find_times(parsed, span, text, published), places, find_kinds(words)))
    return found


# The focal event --------------------------------------------------------------------------------------------------

_OPENING = 6
_AFTERMATH = frozenset({"arrest", "announcement", "disease"})


def _focal(sentences: list[_Sentence], claims: Sequence[Span], published: str | None) -> _Sign | None:
    opening = [one for one in sentences if one.parsed.block.kind in ("title", "subtitle")]
    body = [one for one in sentences if one.parsed.block.kind not in ("title", "subtitle", "link", "caption")][:_OPENING]
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
            if _is_of_the_event(one, time, published, is_telling) and (one in first or _happens(one, time))
        ),
        None,
    )
    remote = _remote(time for one in (*opening, *body[:4]) for time in one.times if _is_of_main_clause(one, time))
    return _Sign(kind, word, time, place, remote=remote)


def _is_object(sentence: _Sentence, mention: PlaceMention) -> bool:
    """Whether a place follows a preposition."""
    tokens = sentence.parsed.tokens(mention.span)
    return len(tokens) > 0 and tokens[0].i > 0 and sentence.parsed.doc[tokens[0].i - 1].pos_ == "ADP"


def _tells(sentence: _Sentence, kind: Kind) -> bool:
    return any(may_be_one(kind.family, told.kind.family) for told in sentence.kinds) or bool(HARM.search(sentence.words))


def _focal_kind(opening: list[_Sentence], body: list[_Sentence], claims: Sequence[Span]) -> tuple[Kind, str] | None:
    """The kind of the focal event and its word: of the headline, made more exact by the first paragraph."""
    title = [(told, one) for one in opening for told in one.kinds]
    lead = [(told, one) for one in body[:3] for told in one.kinds]
    later = [(told, one) for one in body[3:] for told in one.kinds]
    violent_title = bool(title) or any(HARM.search(one.words) for one in opening)
    if not claims and not violent_title:
        return None
    if not claims and not any(told.kind.family not in _AFTERMATH | {"disaster", "unrest", "generic"} for told, _ in title):
        announced = next(((told, one) for told, one in title if told.kind.family == "announcement"), None)
        if announced is None:
            return None
        return announced[0].kind, _word(*announced)
    if [told.kind.family for told, _ in title] == ["announcement"] and not any(HARM.search(one.words) for one in opening):
        return title[0][0].kind, _word(*title[0])
    ranked = [one for one in title if one[0].kind.family not in _AFTERMATH | {"unrest"}]
    ranked = ranked or [one for one in title if one[0].kind.family == "unrest"]
    ranked += [one for one in (*lead, *later) if one[0].kind.family not in _AFTERMATH | {"unrest"}]
    ranked = ranked or [one for one in (*title, *lead, *later) if one[0].kind.family != "announcement"]
    if not ranked:
        return None
    first = ranked[0]
    if first[0].kind.family in ("generic", "blast", "attack"):
        alike = {"strike", "missile"} if "strike" in _word(*first).lower() else {one[0].kind.family for one in ranked}
        exact = next((one for one in ranked if one[0].kind.family in alike and one[0].kind.family not in ("generic", "blast", "war") and may_be_one(first[0].kind.family, one[0].kind.family)), None)
        if first[0].kind.family == "attack":
            exact = next((one for one in (*title, *lead) if one[0].kind.family in ("shooting", "stabbing")), None)
        first = exact or first
    return first[0].kind, _word(*first)


def _word(told: Told, sentence: _Sentence) -> str:
    return sentence.words[told.start : told.end]


def _focal_place(telling: list[_Sentence], opening: list[_Sentence], body: list[_Sentence]) -> Place | None:
    """The first words that say where; a smaller place within it in the same or the next telling sentence is better."""
    where = [mention.place for one in telling for mention in _located(one)]
    known = [place for place in where if place.country]
    if known:
        first = known[0]
        for place in known[1:4]:
            if place.country == first.country and _is_within(place, first):
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


def _is_whose(sentence: _Sentence, mention: PlaceMention) -> bool:
    """Whether a country only says whose something is ("US President"), not where it happened ("Turkey earthquake")."""
    tokens = sentence.parsed.tokens(mention.span)
    if len(tokens) == 0 or mention.place.kind != "country":
        return False
    head = tokens[-1].head
    return head.i > tokens[-1].i and head.pos_ in ("NOUN", "PROPN") and not find_kinds(head.text)


def _is_within(place: Place, outer: Place) -> bool:
    at = place.parent
    while at is not None:
        if at.place_id == outer.place_id:
            return True
        at = at.parent
    return False


def _located(sentence: _Sentence) -> list[PlaceMention]:
    """The places of a sentence where things happened, not where somebody was brought or lives."""
    return [
        one
        for one in sentence.places
        if one.is_where and not ASIDE.search(_clause_before(sentence, sentence.at(one.span.start)))
    ]


def _clause_before(sentence: _Sentence, at: int) -> str:
    """The words from the last comma up to a place in a sentence, at most 50 characters."""
    before = sentence.words[max(0, at - 50) : at]
    return before[before.rfind(",") + 1 :]


def _is_of_the_event(sentence: _Sentence, time: Time, published: str | None, is_telling: bool = False) -> bool:
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
    token = next((one for one in inside if one.head.i < inside[0].i or one.head.i > inside[-1].i or one.head == one), inside[0])
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


def _is_beside(sentence: _Sentence, time: Time, claim: Span) -> bool:
    """Whether no other harm or event is told between a toll and a time."""
    between = sentence.words[sentence.at(claim.end) : sentence.at(time.span.start)]
    if time.span.end <= claim.start:
        between = sentence.words[sentence.at(time.span.end) : sentence.at(claim.start)]
    return not HARM.search(between) and not find_kinds(between)


def _is_of_main_clause(sentence: _Sentence, time: Time) -> bool:
    """Whether a time hangs on the main verb of its sentence, or on what that says."""
    tokens = sentence.parsed.tokens(time.span)
    if len(tokens) == 0:
        return False
    top = tokens.root.head
    return top.pos_ in ("VERB", "AUX") and (top.head == top or top.dep_ in ("ccomp", "conj"))


_HAPPENS = re.compile(r"\b(?:occur\w*|happen\w*|took place|take place|began|begun|started|broke|came|hit|struck|strike|launched|carried|fell|went|was|were|beg[ia]n\w*)\b", re.IGNORECASE)


def _happens(sentence: _Sentence, time: Time) -> bool:
    """Whether the words around a time, up to the next marks, say that something happened or somebody came to harm."""
    at, end = sentence.at(time.span.start), sentence.at(time.span.end)
    marks = [match.start() for match in re.finditer(r"[;,:]", sentence.words)]
    start = max((mark for mark in marks if mark < at - 2), default=0)
    stop = min((mark for mark in marks if mark > end), default=len(sentence.words))
    clause = sentence.words[start:stop]
    return bool(HARM.search(clause) or _HAPPENS.search(clause) or find_kinds(clause))


# The event of a toll -----------------------------------------------------------------------------------------------

_SPLIT = re.compile(r";|,? while |, including (?=one|another)|,? and (?=another|in another|a second)|, with another |\bpreceded |\bfollowed (?:by )?(?=another|an? )|, (?:but|although) ")


def _sign_of(sentence: _Sentence, claim: Span) -> _Sign:
    """What the clause of a toll says of its event."""
    cuts = [0, *(match.start() for match in _SPLIT.finditer(sentence.words)), len(sentence.words)]
    middle = sentence.at(min(claim.end, sentence.span.end) - 1)
    start = max(cut for cut in cuts[:-1] if cut <= middle)
    end = min(cut for cut in cuts[1:] if cut > start and cut >= middle)
    words = sentence.words[start:end]
    nearest = sorted(
        (told for told in sentence.kinds if start <= told.start < end and told.kind.family not in _AFTERMATH | {"generic"}),
        key=lambda told: (abs(told.start - middle), told.start),
    )
    places = [one for one in _located(sentence) if start <= sentence.at(one.span.start) < end and one.place.country]
    places.sort(key=lambda one: (abs(sentence.at(one.span.start) - middle), one.span.start))
    times = [one for one in sentence.times if start <= sentence.at(one.span.start) < end and _is_of_the_event(sentence, one, None)]
    kind = nearest[0] if nearest else None
    place = places[0].place if places else None
    for one in places[1:]:
        if place and _is_within(one.place, place):
            place = one.place
    again = AGAIN.search(words, 0, max(0, sentence.at(claim.end) - start))
    return _Sign(
        kind.kind if kind else None,
        sentence.words[kind.start : kind.end] if kind else "",
        times[0] if times else None,
        place,
        bool(again),
        _remote(one for one in sentence.times if start <= sentence.at(one.span.start) < end and _is_beside(sentence, one, claim)),
        frozenset(told.kind.family for told in sentence.kinds if start <= told.start < end),
    )


def _event_of(
    sign: _Sign, signs: list[_Sign], sentence: _Sentence, last: tuple[_Sentence, int] | None, published: str | None
) -> int:
    """The number of the event that a clause tells of; a new one is added to `signs`."""
    focal = signs[0]
    is_title = sentence.parsed.block.kind in ("title", "subtitle")
    if is_title or not _is_other(sign, focal, sentence, published):
        if last is not None and last[1] and _goes_on(sentence, last[0], sign):
            return last[1]
        if not _is_bare(sign) and not sign.is_other:
            signs[0] = _filled(focal, sign, published)
        return 0
    for number, known in enumerate(signs[1:], 1):
        if _may_be_same(sign, known):
            signs[number] = _filled(known, sign, published)
            return number
    kind = sign.kind or (_GENERIC if focal.kind and focal.kind.family not in ("accident", "disaster") else focal.kind)
    word = sign.word or (focal.word if kind is focal.kind else "attack")
    if sign.kind is None and sign.is_other and focal.kind is not None:
        kind, word = focal.kind, focal.word
    signs.append(replace(sign, kind=kind, word=word, place=sign.place or _around(focal, sign)))
    return len(signs) - 1


def _around(focal: _Sign, sign: _Sign) -> Place | None:
    """The country of the focal event, for an event of its kind that is told without a place."""
    if sign.kind and focal.kind and not may_be_one(sign.kind.family, focal.kind.family):
        return None
    place = focal.place
    while place is not None and place.parent is not None:
        place = place.parent
    return place


def _is_bare(sign: _Sign) -> bool:
    return sign.kind is None and sign.time is None and sign.place is None


def _goes_on(sentence: _Sentence, before: _Sentence, sign: _Sign) -> bool:
    """Whether a sentence goes on with the event of the one right before it."""
    if sentence.parsed is not before.parsed or sign.place or sign.time:
        return sentence is before and not sign.place and not sign.time
    position = sentence.parsed.sentences.index(sentence.span)
    return sentence is before or (position > 0 and sentence.parsed.sentences[position - 1] == before.span)


# Words of these are about the people or the times of an event as often as about another one.
_WEAK = frozenset({"unrest", "war", "battle", "disease"})
_DAY = dt.timedelta(1)


def _is_other(sign: _Sign, focal: _Sign, sentence: _Sentence, published: str | None) -> bool:
    if sign.is_other and (sign.kind or sign.place or sign.time or AGAIN.search(sentence.words)):
        return True
    if sign.kind and focal.kind and not may_be_one(sign.kind.family, focal.kind.family) and sign.kind.family != "disaster":
        fits = any(may_be_one(family, focal.kind.family) for family in sign.families)
        if not (fits and sign.kind.family in _WEAK):
            return True
    if sign.remote - focal.remote and sign.time is None:
        return True
    days, main = sign.days, focal.days
    if days and days.end and days.start:
        if main and main.start and days.end < main.start - _DAY:
            return True
        now = read_edtf(published) if published else None
        if main is None and now and now.start and sign.time and sign.time.basis == "explicit" and days.end < now.start - 60 * _DAY:
            return focal.time is not None or bool(sign.place and focal.place and sign.place.country != focal.place.country)
    if sign.place is None or focal.place is None or focal.place.country is None:
        return False
    if sign.place.country != focal.place.country:
        return True
    elsewhere = sign.place.kind == focal.place.kind == "city" and sign.place.place_id != focal.place.place_id
    return elsewhere and sign.kind is not None and sign.time is not None


def _may_be_same(sign: _Sign, known: _Sign) -> bool:
    if sign.kind and known.kind and not may_be_one(sign.kind.family, known.kind.family):
        return False
    if sign.place and known.place and sign.place != known.place and not (_is_within(sign.place, known.place) or _is_within(known.place, sign.place)):
        return False
    a, b = sign.days, known.days
    if a and b and a.start and a.end and b.start and b.end and (a.end < b.start - _DAY or b.end < a.start - _DAY):
        return False
    return bool((sign.place and known.place) or (a and b) or (sign.kind and known.kind and sign.kind.family == known.kind.family))


def _filled(known: _Sign, sign: _Sign, published: str | None) -> _Sign:
    """An event with what a further clause adds to it: a date or place that it lacks, or a smaller place."""
    place = known.place or sign.place
    if known.place and sign.place and known.place.kind == "country" and _is_within(sign.place, known.place):
        place = sign.place
    now = read_edtf(published) if published else None
    time = known.time
    if time is None and sign.kind and sign.time and sign.days and sign.days.start and not (now and now.end and sign.days.start > now.end):
        time = sign.time
    vague = known.kind is _GENERIC and sign.kind is not None and may_be_one("generic", sign.kind.family)
    return replace(known, place=place, time=time, kind=sign.kind if vague else known.kind)


def _remote(times: Iterable[Time]) -> frozenset[str]:
    """Times without a date that are not those of the day: "last month", "Jan. 28"; without their prepositions."""
    return frozenset(
        " ".join(re.sub(r"^(?:on|in|since|during) ", "", one.text.lower()).split())
        for one in times
        if one.edtf is None and (REMOTE.search(one.text) or (one.basis == "explicit" and re.search(r"\d", one.text)))
    )


# Names -------------------------------------------------------------------------------------------------------------


def _named(signs: list[_Sign], has_claims: bool) -> list[Incident]:
    events: list[Incident] = []
    taken: set[str] = set()
    for number, sign in enumerate(signs if has_claims else signs[:1]):
        assert sign.kind is not None
        label = sign.kind.label
        if sign.place:
            label += f" in {sign.place.name}"
        if sign.time:
            label += f", {sign.time.edtf}"
        slug = re.sub(r"[^a-z0-9]+", "-", f"{sign.kind.event_type} {sign.place.place_id if sign.place else ''}".lower()).strip("-")
        unique, count = slug, 2
        while unique in taken:
            unique, count = f"{slug}-{count}", count + 1
        taken.add(unique)
        events.append(
            Incident(
                unique,
                label,
                sign.kind.event_type,
                "background" if number else "focal",
                sign.time.edtf if sign.time else None,
                sign.place,
            )
        )
    return events
