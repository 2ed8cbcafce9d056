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
from typing import TYPE_CHECKING

from reportedly.coder.gazetteer import TERRITORIES, Gazetteer, read_gazetteer
from reportedly.coder.parse import Parsed
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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

        >>> Place("El Paso", "city", Place("Texas", "region", Place("United States", "country", None, "USA"), "USA")).place_id
        'el-paso-texas-united-states'
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
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "place"


def with_parents(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places and all that they lie in, each once, sorted by id: the rows of table `places`."""
    found: dict[str, Place] = {}
    for place in places:
        at: Place | None = place
        while at is not None:
            found[at.place_id] = at
            at = at.parent
    return tuple(found[place_id] for place_id in sorted(found))


# Names ------------------------------------------------------------------------------------------------------------

_KIND_NOUNS = {
    **dict.fromkeys(("province", "governorate", "region", "state", "county", "oblast", "prefecture", "territory", "division"), "region"),
    **dict.fromkeys(("district", "neighborhood", "neighbourhood", "suburb", "quarter", "borough"), "neighbourhood"),
    "area": "area",
    **dict.fromkeys(("city", "town", "village", "capital", "municipality", "port"), "city"),
    **dict.fromkeys(("airport", "base", "camp", "hospital", "station", "mosque", "stadium", "prison", "embassy", "airbase", "checkpoint"), "facility"),
}
_WHERE = frozenset("in at near outside around across inside throughout within off into onto above over".split())
_BETWEEN = frozenset(
    "the a an northern southern eastern western north south east west central northwestern northeastern southwestern southeastern "
    "north-western north-eastern south-western south-eastern northwest northeast southwest southeast downtown city cities town towns "
    "province provinces region village villages capital of state states neighbouring neighboring nearby mainland upstate suburban port "
    "rural greater occupied rebel-held government-held border coastal district suburb area country".split()
)
_GIVEN_NAMES = frozenset({"Jordan", "Chad", "Georgia", "Israel", "Kenya", "Malta", "Jersey", "Turkey", "Sofia", "Paris", "Florence", "Victoria", "Sydney", "Austin", "Virginia", "Carolina", "Washington", "Lincoln", "Jackson", "Houston", "Dallas", "Charlotte", "Alexandria", "Savannah", "Madison", "Orlando", "Lima", "Milan"})
_NEVER = frozenset(
    "Police Union Media University Central Independence Liberal Commerce Industry Enterprise Opportunity Council Court Park Bar Man "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October "
    "November December President Minister Parliament Congress Senate Trump Biden Johnson Obama Clinton Bush Reading Nice Most Male Of "
    "Image Image: Post Star Mail Guardian Sun Hope Eagle Liberty Progress Reform Many Best Same Bay See Date Ban Along Buy Dar Van Den".split()
)
_NEVER |= frozenset("Asia Europe Africa America Americas Oceania Earth Internet Twitter Facebook Telegram Christmas Easter Ramadan Islam".split())
_NAMED_AFTER = frozenset("city town village port capital municipality province state county region governorate".split())
_SMALL = 100_000


@dataclass(frozen=True)
class _Name:
    """A name as it stands: its tokens, what the gazetteer takes it for, and its code where the name alone fixes it."""

    first: int
    last: int
    text: str
    sort: str  # country, state, region, city, unknown, people
    country: str | None = None


def find_places(blocks: tuple[Parsed, ...]) -> tuple[PlaceMention, ...]:
    """The places that an article's blocks name, in reading order."""
    gazetteer = read_gazetteer()
    persons = _persons(blocks)
    named = [(parsed, _names(parsed.doc, gazetteer, persons)) for parsed in blocks]
    countries = {name.country for _, names in named for name in names if name.country and name.sort != "city"}
    countries = _settle_georgia(named, countries)
    found: list[PlaceMention] = []
    for parsed, names in named:
        reader = _Reader(parsed, names, gazetteer, frozenset(code for code in countries if code))
        found += reader.mentions()
    return _fill_from_longer(found)


def _settle_georgia(named: list[tuple[Parsed, list[_Name]]], countries: set[str | None]) -> set[str | None]:
    """Leave the state of that name out of the countries where the article is about the United States."""
    others = {name.text for _, names in named for name in names}
    if "GEO" in countries and not {"Tbilisi", "Georgian", "Georgians", "Batumi", "South Ossetia", "Abkhazia"} & others and "USA" in countries:
        return countries - {"GEO"}
    return countries


def _persons(blocks: tuple[Parsed, ...]) -> frozenset[str]:
    """Words of the article that stand in a person's full name."""
    return frozenset(
        token.text
        for parsed in blocks
        for entity in parsed.doc.ents
        if entity.label_ == "PERSON" and len(entity) > 1 and not any(one.text in (",", "'s") for one in entity)
        for token in entity
    )


def _names(doc: Doc, gazetteer: Gazetteer, persons: frozenset[str]) -> list[_Name]:
    found: list[_Name] = []
    at = 0
    while at < len(doc):
        name = _name_at(doc, at, gazetteer, persons)
        if name:
            found.append(name)
        at = name.last + 1 if name else at + 1
    return found


def _name_at(doc: Doc, at: int, gazetteer: Gazetteer, persons: frozenset[str]) -> _Name | None:
    if not doc[at].text[:1].isupper() or (doc[at].lower_ in _BETWEEN and at + 1 < len(doc) and _name_at(doc, at + 1, gazetteer, persons) and not _is_whole(doc, at, gazetteer)):
        return None
    for last in range(min(at + 4, len(doc) - 1), at - 1, -1):
        text = doc[at : last + 1].text
        if text in gazetteer.countries and not _is_shouted(doc, at, last) and _is_place_here(doc, at, last, persons):
            return _Name(at, last, text, "country", gazetteer.countries[text])
        if text in gazetteer.peoples:
            return _Name(at, last, text, "people", gazetteer.peoples[text])
        if text in gazetteer.us_states and text not in ("New York", "Washington") and _is_place_here(doc, at, last, persons):
            return _Name(at, last, text, "state", "USA")
        if text in gazetteer.regions and _is_place_here(doc, at, last, persons):
            return _Name(at, last, text, "region", gazetteer.regions[text])
        if text in gazetteer.cities and text not in _NEVER and _is_city_here(doc, at, last, gazetteer, persons):
            return _Name(at, last, text, "city")
    entity = next((one for one in doc.ents if one.start == at), None)
    if entity is not None and entity.label_ in ("GPE", "LOC") and doc[at].text not in _NEVER and _is_place_here(doc, at, entity.end - 1, persons):
        last = entity.end - 1
        while last > at and doc[last].text in ("'s", "'", ","):
            last -= 1
        text = doc[at : last + 1].text
        if "," not in text and not {text, "." in text} & {*persons, True} and doc[last].pos_ == "PROPN" and not doc[at].is_punct:
            return _Name(at, last, text, "unknown")
    return _before_comma(doc, at, gazetteer)


def _is_whole(doc: Doc, at: int, gazetteer: Gazetteer) -> bool:
    """Whether a capital "South" or "The" begins a known name: "South Sudan", not "Northern California"."""
    for last in range(at + 1, min(at + 4, len(doc))):
        text = doc[at : last + 1].text
        if any(text in names for names in (gazetteer.countries, gazetteer.us_states, gazetteer.regions, gazetteer.peoples)):
            return True
        if text in gazetteer.cities:
            return True
    return False


def _before_comma(doc: Doc, at: int, gazetteer: Gazetteer) -> _Name | None:
    """A name that nobody knows, after "in" or "near" and before a comma and a country or state."""
    if not at or doc[at - 1].lower_ not in _WHERE | {"of"} or doc[at].pos_ != "PROPN" or doc[at].text in _NEVER:
        return None
    last = at
    while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN" and doc[last + 1].text[:1].isupper():
        last += 1
    if last + 2 < len(doc) and doc[last + 1].text == ",":
        for end in range(min(last + 5, len(doc) - 1), last + 1, -1):
            after = doc[last + 2 : end + 1].text
            if after in gazetteer.countries or after in gazetteer.us_states or after in gazetteer.regions:
                return _Name(at, last, doc[at : last + 1].text, "unknown")
    return None


def _is_shouted(doc: Doc, first: int, last: int) -> bool:
    """Whether "US" is only a word in capitals ("TELL US NOW")."""
    return doc[first : last + 1].text == "US" and first > 0 and doc[first - 1].is_alpha and doc[first - 1].is_upper and len(doc[first - 1]) > 3


def _entity(doc: Doc, at: int) -> tuple[int, int, str] | None:
    return next(((one.start, one.end - 1, one.label_) for one in doc.ents if one.start <= at < one.end), None)


def _is_place_here(doc: Doc, first: int, last: int, persons: frozenset[str]) -> bool:
    """Whether a name stands for the place: not for a person, and not within the name of an organisation."""
    entity = _entity(doc, first)
    before, after = (doc[first - 1] if first else None), (doc[last + 1] if last + 1 < len(doc) else None)
    says_where = _says_where(doc, first)
    beside = (before is not None and _is_proper(before)) or (after is not None and _is_proper(after))
    if doc[first : last + 1].text in _GIVEN_NAMES:
        known = entity is not None and entity[2] == "GPE" and (entity[0], entity[1]) == (first, last)
        if beside and not says_where and not known:
            return False
        if after is not None and _is_proper(after) and entity is not None and entity[2] in ("PERSON", "ORG"):
            return False
        if not says_where and not known and (entity is None or entity[2] == "PERSON"):
            return False
        if not says_where and first == last and doc[first].text in persons:
            return False
    if entity is None or (entity[0], entity[1]) == (first, last):
        return entity is None or entity[2] != "PERSON" or says_where or not beside
    if entity[2] == "PERSON":
        return says_where and entity[0] == first and not beside
    if entity[2] in ("ORG", "WORK_OF_ART", "PRODUCT", "LAW"):
        return any(one.text == "," for one in doc[entity[0] : entity[1] + 1]) or (says_where and after is not None and not _is_proper(after))
    return True


def _is_city_here(doc: Doc, first: int, last: int, gazetteer: Gazetteer, persons: frozenset[str]) -> bool:
    text = doc[first : last + 1].text
    after = doc[last + 1] if last + 1 < len(doc) else None
    if doc[last].pos_ != "PROPN" and gazetteer.population(text) < 1_000_000:
        return False
    says_where = _says_where(doc, first)
    if not _is_place_here(doc, first, last, persons) or (first == last and text in persons and not says_where):
        return False
    entity = _entity(doc, first)
    label = entity[2] if entity else ""
    if first and _is_proper(doc[first - 1]) and entity is not None and entity[0] < first:
        return False
    if after is not None and _is_proper(after) and after.lower_ not in _KIND_NOUNS and entity is not None and entity[1] > last and label not in ("GPE", "FAC"):
        return False
    if label in ("DATE", "TIME", "MONEY", "NORP", "PERSON", "EVENT") and not says_where:
        return False
    if gazetteer.population(text) >= _SMALL:
        return label in ("GPE", "LOC", "FAC") or says_where or (gazetteer.population(text) >= 1_000_000 and text not in _GIVEN_NAMES)
    return label in ("GPE", "LOC", "FAC") and (says_where or (after is not None and after.text == ",")) or (says_where and label == "")


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _says_where(doc: Doc, first: int) -> bool:
    at = first - 1
    while at >= 0 and first - at <= 6 and (doc[at].lower_ in _BETWEEN or doc[at].text == "-"):
        if doc[at].lower_ == "of" and doc[at - 1].lower_ in ("city", "cities", "town", "village", "province", "capital", "state", "district", "region", "port", "outskirts", "suburb", "suburbs", "outside", "north", "south", "east", "west", "coast"):
            return True
        at -= 1
    return at >= 0 and doc[at].lower_ in _WHERE


# What lies in what -----------------------------------------------------------------------------------------------


class _Reader:
    """The names of one block, read into places."""

    def __init__(self, parsed: Parsed, names: list[_Name], gazetteer: Gazetteer, countries: frozenset[str]):
        self.parsed, self.doc, self.names, self.gazetteer, self.countries = parsed, parsed.doc, names, gazetteer, countries
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

    def _is_where(self, name: _Name) -> bool:
        last = self.doc[name.last]
        if name.sort == "country" and last.dep_ in ("compound", "amod", "nmod", "poss") and last.head.i > name.last:
            return False
        if _says_where(self.doc, name.first):
            return True
        owner = self._owner(name)
        if owner is not None and _says_where(self.doc, owner.first):
            return True
        at = name.first - 1
        joined = at >= 1 and self.doc[at].text in ("and", ",") and self.doc[name.first].dep_ == "conj"
        if joined:
            before = next((one for one in self.names if one.last in (at - 1, at - 2)), None)
            return before is not None and _says_where(self.doc, before.first)
        return False

    def _place(self, name: _Name) -> tuple[Place | None, int]:
        """The place of a name and the last token that says what it lies in."""
        if name.sort == "country":
            return self._country(name.country), name.last
        kind, last = self._kind(name)
        parent, last = self._inside(name, last)
        owner = self._owner(name)
        if parent is None and owner is not None:
            parent = self._country(owner.country)
        if name.sort in ("state", "region"):
            if name.text == "Georgia":
                parent = self._country("USA")
            return Place(name.text, "region", parent or self._country(name.country), (parent and parent.country) or name.country), last
        text = self.doc[name.first : self._kind_end(name) + 1].text if kind in ("region", "facility") else name.text
        if parent is None and (name.sort == "city" or name.text in self.gazetteer.cities):
            parent = self._country(self._country_of(name.text))
            if kind == "facility" and parent is not None:
                parent = Place(name.text, "city", parent, parent.country)
        if kind is None:
            kind = "city"
            if name.sort == "unknown":
                entity = _entity(self.doc, name.first)
                told = _KIND_NOUNS.get(self.doc[name.last].lower_)
                kind = told or "area" if told or entity is not None and entity[2] == "LOC" else ("neighbourhood" if parent is not None and parent.kind == "city" else "city")
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
        return named[0] if named and known[named[0]] >= 3 * known[named[1]] and known[named[0]] == max(known.values()) else None

    def _kind_end(self, name: _Name) -> int:
        at = name.last + 1
        while at < len(self.doc) and at <= name.last + 3:
            if self.doc[at].lower_ in _KIND_NOUNS:
                return at
            if not _is_proper(self.doc[at]):
                break
            at += 1
        return name.last

    def _kind(self, name: _Name) -> tuple[str | None, int]:
        """The kind that the words beside a name tell: "Idlib province", "the town of Sarmada"."""
        end = self._kind_end(name)
        if end > name.last:
            kind = _KIND_NOUNS[self.doc[end].lower_]
            if kind == "facility" and not _is_proper(self.doc[end]):
                return None, name.last
            return (kind, end) if end == name.last + 1 or kind == "facility" else (None, name.last)
        if name.first >= 2 and self.doc[name.first - 1].lower_ == "of":
            noun = self.doc[name.first - 2].lower_
            return (_KIND_NOUNS[noun] if noun in _NAMED_AFTER else None), name.last
        return None, name.last

    def _inside(self, name: _Name, last: int) -> tuple[Place | None, int]:
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
            if any(word in _KIND_NOUNS for word in words[:6]):
                for place_at in range(at + 3, min(at + 14, len(doc))):
                    if doc[place_at].text in (",", ".", ";"):
                        break
                    outer_name = self.by_first.get(place_at)
                    if outer_name and self._holds(outer_name, name, is_told=True):
                        return self._place(outer_name)[0], last
            return None, last
        if doc[at].lower_ in ("in", "of"):
            at += 1
            while at < len(doc) and doc[at].lower_ in _BETWEEN - {"of"}:
                at += 1
            outer_name = self.by_first.get(at)
            if outer_name and self._holds(outer_name, name, is_told=last > name.last):
                return self._place(outer_name)[0], last
        return None, last

    def _holds(self, outer: _Name, inner: _Name, is_told: bool = False) -> bool:
        """Whether a name may be what another lies in, and not the next of a list."""
        if outer.sort == "country":
            if inner.sort == "country":
                return False
            if inner.sort in ("state", "region"):
                return outer.country == inner.country or (inner.text == "Georgia" and outer.country == "USA")
            known = self.gazetteer.cities.get(inner.text, {})
            return is_told or inner.sort == "unknown" or outer.country in known
        if outer.sort in ("state", "region"):
            return inner.sort in ("city", "unknown") and (is_told or inner.sort == "unknown" or outer.country in self.gazetteer.cities.get(inner.text, {}))
        if outer.sort == "city" and outer.text in ("New York", "Washington") and inner.sort == "city":
            return "USA" in self.gazetteer.cities.get(inner.text, {})
        return outer.sort == "city" and inner.sort == "unknown"

    def _owner(self, name: _Name) -> _Name | None:
        """The country before a name: "Afghanistan's Helmand province", "the Afghan city of Kunduz"."""
        at = name.first - 1
        while at >= 0 and name.first - at <= 4 and (self.doc[at].lower_ in _BETWEEN or self.doc[at].lower_ == "'s"):
            at -= 1
        found = next((one for one in self.names if one.last == at), None)
        if found is None or at == name.first - 1 or found.sort not in ("country", "people") or name.sort == "country":
            return None
        between = [one.lower_ for one in self.doc[at + 1 : name.first]]
        if "of" in between and not set(between) & set(_KIND_NOUNS):
            return None
        known = self.gazetteer.cities.get(name.text, {})
        return found if "'s" in between or set(between) & set(_KIND_NOUNS) or found.country in known else None


def _fill_from_longer(mentions: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Read a name that stands alone as the place that the article gives in full elsewhere."""
    full: dict[str, Place] = {}
    for mention in mentions:
        place = mention.place
        if place.parent is not None and (place.name not in full or _depth(place) > _depth(full[place.name])):
            full[place.name] = place
    return tuple(
        replace(mention, place=full[mention.place.name])
        if mention.place.name in full and mention.place.kind != "country" and _depth(mention.place) < _depth(full[mention.place.name])
        else mention
        for mention in mentions
    )


def _depth(place: Place) -> int:
    return 1 + (_depth(place.parent) if place.parent else 0)
