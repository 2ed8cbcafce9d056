"""Places that an article names, and the country that each lies in.

A city's country is the one that the article prints beside it ("Kerman, Iran"; "Afghanistan's Helmand province"), else
that of the city which has twenty times the people of its namesakes, else the only country of the article that has such
a city; otherwise none. Coordinates stay empty: no article prints them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportedly.coder.gazetteer import TERRITORIES, Gazetteer, read_gazetteer
from reportedly.coder.parse import Parsed
from reportedly.coder.place_names import (
    Name,
    entity_at,
    find_names,
    find_persons,
    is_proper,
    is_said_where,
    settle_georgia,
)
from reportedly.coder.place_words import BETWEEN, KIND_NOUNS, NAMED_AFTER
from reportedly.read.locate import Span


@dataclass(frozen=True)
class Place:
    """A place: its name, kind (vocabulary `place_kind`), what it lies in, and its country (ISO 3166-1 alpha-3)."""

    name: str
    kind: str
    parent: Place | None = None
    country: str | None = None

    @property
    def place_id(self) -> str:
        """A slug of the name and of what the place lies in: one id is one row, whatever the article.

        >>> Place("El Paso", "city", Place("Texas", "region", None, "USA"), "USA").place_id
        'el-paso-texas'
        """
        own = _slug(self.name)
        if self.kind not in ("country", "city", "region"):
            own = f"{own}-{self.kind}"
        return f"{own}-{self.parent.place_id}" if self.parent else own


@dataclass(frozen=True)
class PlaceMention:
    """Words that name a place. `is_where`: the words say where ("in Kabul"), not only whom ("Kabul said")."""

    span: Span
    place: Place
    is_where: bool


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or f"place-{name.encode().hex()[:12]}"


def with_parents(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places and all that they lie in, each once, sorted by id: the rows of table `places`."""
    found: dict[str, Place] = {}
    for place in places:
        at: Place | None = place
        while at is not None:
            found[at.place_id] = at
            at = at.parent
    return tuple(found[place_id] for place_id in sorted(found))


def find_places(blocks: tuple[Parsed, ...]) -> tuple[PlaceMention, ...]:
    """The places that an article's blocks name, in reading order."""
    gazetteer = read_gazetteer()
    persons = find_persons(blocks)
    named = [(parsed, find_names(parsed.doc, gazetteer, persons)) for parsed in blocks]
    named = [(parsed, settle_georgia(found, named, gazetteer)) for parsed, found in named]
    countries = {name.country for _, names in named for name in names if name.country and name.sort != "city"}
    found: list[PlaceMention] = []
    for parsed, names in named:
        reader = _Reader(parsed, names, gazetteer, frozenset(countries))
        found += reader.mentions()
    return _fill_from_longer(found)


class _Reader:
    """The names of one block, read into places."""

    def __init__(self, parsed: Parsed, names: list[Name], gazetteer: Gazetteer, countries: frozenset[str]):
        self.parsed, self.doc, self.names, self.gazetteer, self.countries = (
            parsed,
            parsed.doc,
            names,
            gazetteer,
            countries,
        )
        self.by_first = {name.first: name for name in names}

    def mentions(self) -> list[PlaceMention]:
        found: list[PlaceMention] = []
        taken = -1
        for name in self.names:
            if name.sort == "people" or name.first <= taken:
                continue
            place, last = self._place(name)
            if place is None:
                continue
            taken = last if last > name.last else taken
            found.append(PlaceMention(self.parsed.span(name.first, last), place, self._is_where(name)))
        return found

    def _is_where(self, name: Name) -> bool:
        last = self.doc[name.last]
        if name.sort == "country" and last.dep_ in ("compound", "amod", "nmod", "poss") and last.head.i > name.last:
            return False
        if is_said_where(self.doc, name.first):
            return True
        owner = self._owner(name)
        if owner is not None and is_said_where(self.doc, owner.first):
            return True
        at = name.first - 1
        joined = at >= 1 and self.doc[at].text in ("and", ",") and self.doc[name.first].dep_ == "conj"
        if joined:
            before = next((one for one in self.names if one.last in (at - 1, at - 2)), None)
            return before is not None and is_said_where(self.doc, before.first)
        return False

    def _place(self, name: Name) -> tuple[Place | None, int]:
        """The place of a name and the last token that says what it lies in."""
        if name.sort == "country":
            return self._country(name.country), name.last
        kind, last = self._kind(name)
        parent, last = self._inside(name, last)
        owner = self._owner(name)
        if parent is None and owner is not None:
            parent = self._country(owner.country)
        if name.sort in ("state", "region"):
            return Place(
                name.text, "region", parent or self._country(name.country), (parent and parent.country) or name.country
            ), last
        text = name.text
        if kind in ("region", "facility"):
            text = self.doc[name.first : self._kind_end(name) + 1].text
            if text == name.text:
                text = f"{name.text} {self._noun_before(name)}".strip()
        if parent is None and (name.sort == "city" or name.text in self.gazetteer.cities):
            parent = self._country(self._country_of(name.text))
            if kind == "facility" and parent is not None:
                parent = Place(name.text, "city", parent, parent.country)
        if kind is None:
            kind = "city"
            if name.sort == "unknown":
                entity = entity_at(self.doc, name.first)
                told = KIND_NOUNS.get(self.doc[name.last].lower_)
                if told or (entity is not None and entity[2] == "LOC"):
                    kind = told or "area"
                elif parent is not None and parent.kind == "city":
                    kind = "neighbourhood"
        if parent is None and name.sort == "unknown" and not self._is_where(name):
            return None, name.last
        return Place(text, kind, parent, parent.country if parent else None), last

    def _country(self, code: str | None) -> Place | None:
        if code is None:
            return None
        return Place(self.gazetteer.country_names[code], "region" if code in TERRITORIES else "country", None, code)

    def _country_of(self, city: str) -> str | None:
        dominant = self.gazetteer.dominant_country(city)
        if dominant:
            return dominant
        known = self.gazetteer.cities.get(city, {})
        named = sorted(set(known) & self.countries)
        if len(named) == 1:
            return named[0]
        named.sort(key=lambda code: (-known[code], code))
        return (
            named[0]
            if named and known[named[0]] >= 3 * known[named[1]] and known[named[0]] == max(known.values())
            else None
        )

    def _kind_end(self, name: Name) -> int:
        at = name.last + 1
        while at < len(self.doc) and at <= name.last + 3:
            if self.doc[at].lower_ in KIND_NOUNS:
                return at
            if not is_proper(self.doc[at]):
                break
            at += 1
        return name.last

    def _kind(self, name: Name) -> tuple[str | None, int]:
        """The kind that the words beside a name tell: "Idlib province", "the town of Sarmada"."""
        end = self._kind_end(name)
        if end > name.last:
            kind = KIND_NOUNS[self.doc[end].lower_]
            if kind == "facility" and not is_proper(self.doc[end]):
                return None, name.last
            return (kind, end) if end == name.last + 1 or kind == "facility" else (None, name.last)
        if name.first >= 2 and self.doc[name.first - 1].lower_ == "of":
            noun = self.doc[name.first - 2].lower_
            return (KIND_NOUNS[noun] if noun in NAMED_AFTER else None), name.last
        return None, name.last

    def _noun_before(self, name: Name) -> str:
        """The noun of "the province of X": the province is not the city of its name."""
        at = name.first - 2
        return self.doc[at].lower_ if at >= 0 and self.doc[at].lower_ in NAMED_AFTER else ""

    def _inside(self, name: Name, last: int) -> tuple[Place | None, int]:
        """What the words after a name say that it lies in: "X, Y", "X in Y", "X district of Y", "X, a town in Y"."""
        doc, at = self.doc, last + 1
        if at >= len(doc):
            return None, last
        if doc[at].text in (",", "(") and at + 1 in self.by_first:
            outer = self.by_first[at + 1]
            if self._holds(outer, name):
                place, end = self._place(outer)
                return place, end
        if doc[at].text == "," and doc[min(at + 1, len(doc) - 1)].lower_ in ("a", "an", "the"):
            words = [one.lower_ for one in doc[at + 1 : at + 12]]
            if any(word in KIND_NOUNS for word in words[:6]):
                for place_at in range(at + 3, min(at + 14, len(doc))):
                    if doc[place_at].text in (",", ".", ";"):
                        break
                    outer_name = self.by_first.get(place_at)
                    if outer_name and self._holds(outer_name, name, is_told=True):
                        return self._place(outer_name)[0], last
            return None, last
        if doc[at].lower_ in ("in", "of"):
            at += 1
            while at < len(doc) and doc[at].lower_ in BETWEEN - {"of"}:
                at += 1
            outer_name = self.by_first.get(at)
            if outer_name and self._holds(outer_name, name, is_told=last > name.last):
                return self._place(outer_name)[0], last
        return None, last

    def _holds(self, outer: Name, inner: Name, is_told: bool = False) -> bool:
        """Whether a name may be what another lies in, and not the next of a list."""
        if outer.sort == "country":
            if inner.sort == "country":
                return False
            if inner.sort in ("state", "region"):
                return outer.country == inner.country or (inner.text == "Georgia" and outer.country == "USA")
            known = self.gazetteer.cities.get(inner.text, {})
            return is_told or inner.sort == "unknown" or outer.country in known
        if outer.sort in ("state", "region"):
            return inner.sort in ("city", "unknown") and (
                is_told or inner.sort == "unknown" or outer.country in self.gazetteer.cities.get(inner.text, {})
            )
        if outer.sort == "city" and outer.text in ("New York", "Washington") and inner.sort == "city":
            return "USA" in self.gazetteer.cities.get(inner.text, {})
        return outer.sort == "city" and inner.sort == "unknown"

    def _owner(self, name: Name) -> Name | None:
        """The country before a name: "Afghanistan's Helmand province", "the Afghan city of Kunduz"."""
        at = name.first - 1
        while at >= 0 and name.first - at <= 4 and (self.doc[at].lower_ in BETWEEN or self.doc[at].lower_ == "'s"):
            at -= 1
        found = next((one for one in self.names if one.last == at), None)
        if found is None or at == name.first - 1 or found.sort not in ("country", "people") or name.sort == "country":
            return None
        between = [one.lower_ for one in self.doc[at + 1 : name.first]]
        if "of" in between and not set(between) & set(KIND_NOUNS):
            return None
        known = self.gazetteer.cities.get(name.text, {})
        return found if "'s" in between or set(between) & set(KIND_NOUNS) or found.country in known else None


def _fill_from_longer(mentions: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Read a name that stands alone as the place that the article gives in full elsewhere."""
    full: dict[str, Place] = {}
    for mention in mentions:
        place = mention.place
        if place.parent is not None and (place.name not in full or _depth(place) > _depth(full[place.name])):
            full[place.name] = place
    return tuple(
        replace(mention, place=full[mention.place.name])
        if mention.place.name in full
        and mention.place.kind != "country"
        and _depth(mention.place) < _depth(full[mention.place.name])
        else mention
        for mention in mentions
    )


def _depth(place: Place) -> int:
    return 1 + (_depth(place.parent) if place.parent else 0)
