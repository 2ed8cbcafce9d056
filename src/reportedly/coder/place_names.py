"""Names of places as they stand in a text, and not those of persons and organisations that look alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.coder.gazetteer import Gazetteer
from reportedly.coder.parse import Parsed
from reportedly.coder.place_words import BETWEEN, GIVEN_NAMES, KIND_NOUNS, NEVER, OF_PLACES, WHERE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_SMALL = 100_000
_OF_THE_COUNTRY = frozenset({"Tbilisi", "Georgian", "Georgians", "Batumi", "South Ossetia", "Abkhazia"})


@dataclass(frozen=True)
class Name:
    """A name as it stands: its tokens, what the gazetteer takes it for, and its code where the name alone fixes it."""

    first: int
    last: int
    text: str
    sort: str  # country, state, region, city, unknown, people
    country: str | None = None


def find_persons(blocks: tuple[Parsed, ...]) -> frozenset[str]:
    """Words of the article that stand in a person's full name."""
    return frozenset(
        token.text
        for parsed in blocks
        for entity in parsed.doc.ents
        if entity.label_ == "PERSON" and len(entity) > 1 and not any(one.text in (",", "'s") for one in entity)
        for token in entity
    )


def find_names(doc: Doc, gazetteer: Gazetteer, persons: frozenset[str]) -> list[Name]:
    """The names of places and peoples in a block, from left to right."""
    found: list[Name] = []
    at = 0
    while at < len(doc):
        name = _name_at(doc, at, gazetteer, persons)
        if name:
            found.append(name)
        at = name.last + 1 if name else at + 1
    return found


def settle_georgia(names: list[Name], article: list[tuple[Parsed, list[Name]]], gazetteer: Gazetteer) -> list[Name]:
    """Read the name as the US state's beside a city there, or where the article names only that country."""
    words = {name.text for _, found in article for name in found}
    american = any(name.country == "USA" for _, found in article for name in found) and not words & _OF_THE_COUNTRY
    settled = []
    for name in names:
        if name.text == "Georgia" and name.sort == "country":
            before = next((one for one in names if one.last == name.first - 2 and one.sort == "city"), None)
            known = gazetteer.cities.get(before.text, {}) if before else {}
            if ("USA" in known and "GEO" not in known) or (american and "GEO" not in known):
                name = replace(name, sort="state", country="USA")  # noqa: PLW2901
        settled.append(name)
    return settled


def _name_at(doc: Doc, at: int, gazetteer: Gazetteer, persons: frozenset[str]) -> Name | None:
    if not doc[at].text[:1].isupper() or (
        doc[at].lower_ in BETWEEN
        and at + 1 < len(doc)
        and _name_at(doc, at + 1, gazetteer, persons)
        and not _is_whole(doc, at, gazetteer)
    ):
        return None
    for last in range(min(at + 4, len(doc) - 1), at - 1, -1):
        text = doc[at : last + 1].text
        if text in gazetteer.countries and not _is_shouted(doc, at, last) and _is_place_here(doc, at, last, persons):
            return Name(at, last, text, "country", gazetteer.countries[text])
        if text in gazetteer.peoples:
            return Name(at, last, text, "people", gazetteer.peoples[text])
        if (
            text in gazetteer.us_states
            and text not in ("New York", "Washington")
            and _is_place_here(doc, at, last, persons)
        ):
            return Name(at, last, text, "state", "USA")
        if text in gazetteer.regions and _is_place_here(doc, at, last, persons):
            return Name(at, last, text, "region", gazetteer.regions[text])
        if text in gazetteer.cities and text not in NEVER and _is_city_here(doc, at, last, gazetteer, persons):
            return Name(at, last, text, "city")
    entity = next((one for one in doc.ents if one.start == at), None)
    if (
        entity is not None
        and entity.label_ in ("GPE", "LOC")
        and doc[at].text not in NEVER
        and _is_place_here(doc, at, entity.end - 1, persons)
    ):
        last = entity.end - 1
        while last > at and doc[last].text in ("'s", "'", ","):
            last -= 1
        text = doc[at : last + 1].text
        if (
            "," not in text
            and not {text, "." in text} & {*persons, True}
            and doc[last].pos_ == "PROPN"
            and not doc[at].is_punct
        ):
            return Name(at, last, text, "unknown")
    return _before_comma(doc, at, gazetteer)


def _is_whole(doc: Doc, at: int, gazetteer: Gazetteer) -> bool:
    """Whether a capital "South" or "The" begins a known name: "South Sudan", not "Northern California"."""
    for last in range(at + 1, min(at + 4, len(doc))):
        text = doc[at : last + 1].text
        if any(
            text in names for names in (gazetteer.countries, gazetteer.us_states, gazetteer.regions, gazetteer.peoples)
        ):
            return True
        if text in gazetteer.cities:
            return True
    return False


def _before_comma(doc: Doc, at: int, gazetteer: Gazetteer) -> Name | None:
    """A name that nobody knows, after "in" or "near" and before a comma and a country or state."""
    if not at or doc[at - 1].lower_ not in WHERE | {"of"} or doc[at].pos_ != "PROPN" or doc[at].text in NEVER:
        return None
    last = at
    while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN" and doc[last + 1].text[:1].isupper():
        last += 1
    if last + 2 < len(doc) and doc[last + 1].text == ",":
        for end in range(min(last + 5, len(doc) - 1), last + 1, -1):
            after = doc[last + 2 : end + 1].text
            if after in gazetteer.countries or after in gazetteer.us_states or after in gazetteer.regions:
                return Name(at, last, doc[at : last + 1].text, "unknown")
    return None


def _is_shouted(doc: Doc, first: int, last: int) -> bool:
    """Whether "US" is only a word in capitals ("TELL US NOW")."""
    return (
        doc[first : last + 1].text == "US"
        and first > 0
        and doc[first - 1].is_alpha
        and doc[first - 1].is_upper
        and len(doc[first - 1]) > 3
    )


def entity_at(doc: Doc, at: int) -> tuple[int, int, str] | None:
    """First and last token and label of the entity that a token stands in."""
    return next(((one.start, one.end - 1, one.label_) for one in doc.ents if one.start <= at < one.end), None)


def _is_place_here(doc: Doc, first: int, last: int, persons: frozenset[str]) -> bool:
    """Whether a name stands for the place: not for a person, and not within the name of an organisation."""
    entity = entity_at(doc, first)
    before, after = (doc[first - 1] if first else None), (doc[last + 1] if last + 1 < len(doc) else None)
    says_where = is_said_where(doc, first)
    beside = (before is not None and is_proper(before)) or (after is not None and is_proper(after))
    if doc[first : last + 1].text in GIVEN_NAMES:
        known = entity is not None and entity[2] == "GPE" and (entity[0], entity[1]) == (first, last)
        if beside and not says_where and (not known or (after is not None and is_proper(after))):
            return False
        if after is not None and is_proper(after) and entity is not None and entity[2] in ("PERSON", "ORG"):
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
        return any(one.text == "," for one in doc[entity[0] : entity[1] + 1]) or (
            says_where and after is not None and not is_proper(after)
        )
    return True


def _is_city_here(doc: Doc, first: int, last: int, gazetteer: Gazetteer, persons: frozenset[str]) -> bool:
    text = doc[first : last + 1].text
    after = doc[last + 1] if last + 1 < len(doc) else None
    if doc[last].pos_ != "PROPN" and gazetteer.population(text) < 1_000_000:
        return False
    says_where = is_said_where(doc, first)
    if not _is_place_here(doc, first, last, persons) or (first == last and text in persons and not says_where):
        return False
    entity = entity_at(doc, first)
    label = entity[2] if entity else ""
    if first and is_proper(doc[first - 1]) and entity is not None and entity[0] < first:
        return False
    if (
        after is not None
        and is_proper(after)
        and after.lower_ not in KIND_NOUNS
        and entity is not None
        and entity[1] > last
        and label not in ("GPE", "FAC")
    ):
        return False
    if label in ("DATE", "TIME", "MONEY", "NORP", "PERSON", "EVENT") and not says_where:
        return False
    if gazetteer.population(text) >= _SMALL:
        return (
            label in ("GPE", "LOC", "FAC")
            or says_where
            or (gazetteer.population(text) >= 1_000_000 and text not in GIVEN_NAMES)
        )
    return (label in ("GPE", "LOC", "FAC") and (says_where or (after is not None and after.text == ","))) or (
        says_where and label == ""
    )


def is_proper(token: Token) -> bool:
    """Whether a token is a proper noun in capitals."""
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def is_said_where(doc: Doc, first: int) -> bool:
    """Whether words such as "in northern" or "near the city of" stand before a token."""
    at = first - 1
    while at >= 0 and first - at <= 6 and (doc[at].lower_ in BETWEEN or doc[at].text == "-"):
        if doc[at].lower_ == "of" and doc[at - 1].lower_ in OF_PLACES:
            return True
        at -= 1
    return at >= 0 and doc[at].lower_ in WHERE
