"""Incidents: the event that an article is about, the events it mentions beside it, and which one each toll belongs to.

The focal event is read off the headline and the first paragraphs: its kind from their words, its place from the first
words that say where, its date from the first time tied to what happened. A toll belongs to the focal event unless its
own clause gives another country, an earlier date, a kind of event that the focal one cannot be, or says "another".
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from reportedly.coder.incident_focal import GENERIC, find_focal
from reportedly.coder.incident_signs import Sentence, Sign, is_within, read_sentences, sign_of
from reportedly.coder.incident_words import AGAIN, CASUALTY, DEATH, KINDS, VIOLENCE, Kind, may_be_one
from reportedly.coder.parse import Parsed
from reportedly.coder.places import Place, PlaceMention, find_places, with_parents
from reportedly.read.locate import Span
from reportedly.standard.dates import read_edtf


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
    sentences = read_sentences(blocks, text, published, find_places(blocks) if mentions is None else mentions)
    focal = find_focal(sentences, casualty_claims, published)
    if focal is None and not casualty_claims:
        return Incidents((), (), ())
    signs = [focal or Sign(kind=_default(blocks))]
    event_of: dict[int, int] = {}
    last: tuple[Sentence, int] | None = None
    for number, claim in sorted(enumerate(casualty_claims), key=lambda one: (one[1], one[0])):
        sentence = next((one for one in sentences if one.span.start <= claim.start < one.span.end), None)
        found = 0
        if sentence is not None:
            sign = sign_of(sentence, claim)
            found = _event_of(sign, signs, sentence, last, published)
            last = (sentence, found)
        event_of[number] = found
    events = _named(signs, has_claims=bool(casualty_claims))
    return Incidents(
        tuple(events),
        with_parents(event.place for event in events if event.place),
        tuple(event_of[number] for number in range(len(casualty_claims))),
    )


_ACCIDENT = next(kind for kind in KINDS if kind.family == "accident")


def _default(blocks: tuple[Parsed, ...]) -> Kind:
    """What an article's tolls are of where no word tells: an attack where it has words of violence, else deaths."""
    if any(VIOLENCE.search(parsed.doc.text) for parsed in blocks):
        return GENERIC
    return _ACCIDENT if any(CASUALTY.search(parsed.doc.text) for parsed in blocks) else DEATH


def _event_of(
    sign: Sign, signs: list[Sign], sentence: Sentence, last: tuple[Sentence, int] | None, published: str | None
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
    kind = sign.kind or (GENERIC if focal.kind and focal.kind.family not in ("accident", "disaster") else focal.kind)
    word = sign.word or (focal.word if kind is focal.kind else "attack")
    if sign.kind is None and sign.is_other and focal.kind is not None:
        kind, word = focal.kind, focal.word
    signs.append(replace(sign, kind=kind, word=word, place=sign.place or _around(focal, sign)))
    return len(signs) - 1


def _around(focal: Sign, sign: Sign) -> Place | None:
    """The country of the focal event, for an event of its kind that is told without a place."""
    if sign.kind and focal.kind and not may_be_one(sign.kind.family, focal.kind.family):
        return None
    place = focal.place
    while place is not None and place.parent is not None:
        place = place.parent
    return place


def _is_bare(sign: Sign) -> bool:
    return sign.kind is None and sign.time is None and sign.place is None


def _goes_on(sentence: Sentence, before: Sentence, sign: Sign) -> bool:
    """Whether a sentence goes on with the event of the one right before it."""
    if sentence.parsed is not before.parsed or sign.place or sign.time:
        return sentence is before and not sign.place and not sign.time
    position = sentence.parsed.sentences.index(sentence.span)
    return sentence is before or (position > 0 and sentence.parsed.sentences[position - 1] == before.span)


# Words of these are about the people or the times of an event as often as about another one.
_WEAK = frozenset({"unrest", "war", "battle", "disease"})

_DAY = dt.timedelta(1)


def _is_other(sign: Sign, focal: Sign, sentence: Sentence, published: str | None) -> bool:
    if sign.is_other and (sign.kind or sign.place or sign.time or AGAIN.search(sentence.words)):
        return True
    if (
        sign.kind
        and focal.kind
        and not may_be_one(sign.kind.family, focal.kind.family)
        and sign.kind.family != "disaster"
    ):
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
        if (
            main is None
            and now
            and now.start
            and sign.time
            and sign.time.basis == "explicit"
            and days.end < now.start - 60 * _DAY
        ):
            return focal.time is not None or bool(
                sign.place and focal.place and sign.place.country != focal.place.country
            )
    if sign.place is None or focal.place is None or focal.place.country is None:
        return False
    if sign.place.country != focal.place.country:
        return True
    elsewhere = sign.place.kind == focal.place.kind == "city" and sign.place.place_id != focal.place.place_id
    return elsewhere and sign.kind is not None and sign.time is not None


def _may_be_same(sign: Sign, known: Sign) -> bool:
    if sign.kind and known.kind and not may_be_one(sign.kind.family, known.kind.family):
        return False
    if (
        sign.place
        and known.place
        and sign.place != known.place
        and not (is_within(sign.place, known.place) or is_within(known.place, sign.place))
    ):
        return False
    a, b = sign.days, known.days
    if a and b and a.start and a.end and b.start and b.end and (a.end < b.start - _DAY or b.end < a.start - _DAY):
        return False
    return bool(
        (sign.place and known.place)
        or (a and b)
        or (sign.kind and known.kind and sign.kind.family == known.kind.family)
    )


def _filled(known: Sign, sign: Sign, published: str | None) -> Sign:
    """An event with what a further clause adds to it: a date or place that it lacks, or a smaller place."""
    place = known.place or sign.place
    if known.place and sign.place and known.place.kind == "country" and is_within(sign.place, known.place):
        place = sign.place
    now = read_edtf(published) if published else None
    time = known.time
    if (
        time is None
        and (sign.kind or known.place is None or sign.place == known.place)
        and sign.time
        and sign.days
        and sign.days.start
        and not (now and now.end and sign.days.start > now.end)
    ):
        time = sign.time
    vague = known.kind is GENERIC and sign.kind is not None and may_be_one("generic", sign.kind.family)
    return replace(known, place=place, time=time, kind=sign.kind if vague else known.kind)


def _named(signs: list[Sign], has_claims: bool) -> list[Incident]:
    events: list[Incident] = []
    taken: set[str] = set()
    for number, sign in enumerate(signs if has_claims else signs[:1]):
        assert sign.kind is not None
        label = sign.kind.label
        if sign.place:
            label += f" in {sign.place.name}"
        if sign.time:
            label += f", {sign.time.edtf}"
        slug = re.sub(
            r"[^a-z0-9]+", "-", f"{sign.kind.event_type} {sign.place.place_id if sign.place else ''}".lower()
        ).strip("-")
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
