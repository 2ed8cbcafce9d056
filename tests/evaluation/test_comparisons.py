"""Each convention on one made-up article, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.coded import Claim, CodedArticle, CodedCasualty, CodedEvent, Source
from evaluation.compare_article import compare_article
from evaluation.counts import Counts
from evaluation.dates import covered_days
from evaluation.gold import GoldArticle, GoldAttribution, GoldCasualty, GoldIncident
from evaluation.names import same_name
from evaluation.spans import Span

TEXT = """Mosul blast
Police said the blast killed about 20 people and wounded dozens. "We counted them. All were shoppers. Nobody is left
under the roof," said Omar Nadir, a doctor. A man died later. The army denied that it had fired."""
WE_COUNTED = "We counted them. All were shoppers. Nobody is left\nunder the roof"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def gold(**parts: Any) -> GoldArticle:
    rest: dict[str, Any] = {"casualties": (), "attributions": (), "incidents": (), "actors": ()}
    return GoldArticle("a1", TEXT, "", is_dated=True, is_sealed=False, **rest | parts)


def toll(words: str, lower: int | None, upper: int | None, **fields: Any) -> GoldCasualty:
    rest = {"harm": "killed", "count_kind": "number", "asserted_by": "article", "polarity": None, "certainty": None}
    return GoldCasualty(span(words), lower=lower, upper=upper, **rest | fields)


def said(words: str, source: str, **fields: Any) -> GoldAttribution:
    rest = {"is_direct": False, "is_anonymous": False, "polarity": None, "certainty": None}
    return GoldAttribution(span(words), source, **rest | fields)


def claim(words: str, *sources: str, **fields: Any) -> Claim:
    chain = [Source(0, frozenset(), "", not sources, None)]
    chain += [
        Source(hop, frozenset({name}), "named_person", hop == len(sources), name)
        for hop, name in enumerate(sources, start=1)
    ]
    rest = {"speech": "indirect" if sources else "narration", "event_id": None, "polarity": None, "certainty": None}
    rest |= {"confidence": None, "is_exact": True, "sources": chain, "claim_id": words}
    return Claim(article_id="a1", quote=words, span=span(words), **rest | fields)


def row(of: Claim, lower: int | None, upper: int | None, **fields: Any) -> CodedCasualty:
    rest = {"harm": "killed", "quantity_form": "exact", "subset_of": None, "event_id": None, "casualty_id": "k1"}
    return CodedCasualty(claim=of, lower=lower, upper=upper, places=of.narrowed_to(), **rest | fields)


def counts(task: str, article: GoldArticle, **coded: Any) -> Counts:
    return compare_article(article, CodedArticle(**coded)).counts[task]


# Casualties


def test_a_toll_is_right_where_place_harm_and_bounds_are():
    article = gold(casualties=(toll("killed about 20 people", 20, 20),))
    right = claim("the blast killed about 20 people")
    assert counts("casualty", article, casualties=[row(right, 20, 20)]) == (1, 0, 0)
    assert counts("casualty", article, casualties=[row(right, 20, None)]) == (0, 1, 1)
    assert counts("casualty", article, casualties=[row(right, 20, 20, harm="injured")]) == (0, 1, 1)
    assert counts("casualty", article, casualties=[row(claim("A man died later"), 20, 20)]) == (0, 1, 1)
    assert counts("casualty_span", article, casualties=[row(right, 7, 9)]) == (1, 0, 0)


def test_one_row_answers_one_gold_row():
    article = gold(casualties=(toll("A man died", 1, 1), toll("A man died", 1, 1)))
    assert counts("casualty", article, casualties=[row(claim("A man died later"), 1, 1)]) == (1, 0, 1)


@pytest.mark.parametrize(
    ("lower", "upper", "right"),
    [(None, None, 1), (24, None, 1), (96, None, 1), (97, None, 0), (24, 24, 0), (0, None, 0)],
)
def test_vague_counts_are_open_above_and_at_most_four_times_the_floor(lower, upper, right):
    article = gold(casualties=(toll("wounded dozens", 24, None, harm="injured", count_kind="vague"),))
    coded = row(claim("wounded dozens"), lower, upper, harm="injured")
    assert counts("casualty", article, casualties=[coded]).hits == right


@pytest.mark.parametrize(("lower", "upper", "right"), [(None, None, 1), (1, None, 1), (2, None, 0), (None, 3, 0)])
def test_unknown_counts_are_open(lower, upper, right):
    article = gold(casualties=(toll("A man died", None, None, count_kind="unknown"),))
    assert counts("casualty", article, casualties=[row(claim("A man died"), lower, upper)]).hits == right


def test_a_man_may_be_open_above_only_as_indefinite():
    article = gold(casualties=(toll("A man died", 1, 1),))
    coded = claim("A man died")
    assert counts("casualty", article, casualties=[row(coded, 1, None, quantity_form="indefinite")]).hits == 1
    assert counts("casualty", article, casualties=[row(coded, 1, None, quantity_form="at_least")]).hits == 0


def test_casualties_take_both_harms_at_once_and_killed_takes_a_body():
    both = gold(casualties=(toll("A man died", 1, 1, harm="casualties"),))
    coded = claim("A man died")
    assert counts("casualty", both, casualties=[row(coded, 1, 1, harm="killed_or_injured")]).hits == 1
    killed = gold(casualties=(toll("A man died", 1, 1),))
    assert counts("casualty", killed, casualties=[row(coded, 1, 1, harm="killed_or_injured")]).hits == 0
    assert counts("casualty", killed, casualties=[row(coded, 1, 1, harm="body_recovered")]).hits == 1


def test_the_part_of_a_total_that_is_right_is_no_false_alarm():
    article = gold(casualties=(toll("killed about 20 people", 20, 20),))
    total = row(claim("killed about 20 people"), 20, 20)
    part = row(claim("All were shoppers"), 2, None, casualty_id="k2", subset_of="k1")
    stray = row(claim("All were shoppers"), 2, None, casualty_id="k2", subset_of="k9")
    assert counts("casualty", article, casualties=[total, part]) == (1, 0, 0)
    assert counts("casualty", article, casualties=[total, stray]) == (1, 1, 0)


def test_the_reporter_is_the_origin_or_the_outlet_itself():
    words = "killed about 20 people"
    of_police = gold(casualties=(toll(words, 20, 20, asserted_by="Police"),))
    own = gold(casualties=(toll(words, 20, 20),))
    police, nobody = row(claim(words, "Mosul police"), 20, 20), row(claim(words), 20, 20)
    assert counts("casualty_reporter", of_police, casualties=[police]) == (1, 0, 0)
    assert counts("casualty_reporter", of_police, casualties=[nobody]) == (0, 1, 1)
    assert counts("casualty_reporter", own, casualties=[nobody]) == (1, 0, 0)
    assert counts("casualty_reporter", own, casualties=[police]) == (0, 1, 1)
    chain = row(claim(words, "Police", "Omar Nadir"), 20, 20)
    assert counts("casualty_reporter", of_police, casualties=[chain]).hits == 0


def test_a_long_claim_stands_where_its_number_does():
    long = Claim("c", "a1", "x" * 380 + " 20 killed " + "y" * 30, Span(100, 521), True, None, None, None, None, None)
    assert long.narrowed_to("20 killed") == [Span(100 + 381 - 60, 521)]
    assert long.narrowed_to("21", "y") != []
    assert long.narrowed_to("21") == []
    assert claim("A man died").narrowed_to("no such words") == [span("A man died")]


# Attributions


def test_a_statement_is_right_where_words_and_source_are():
    article = gold(attributions=(said("it had fired", "The army"),))
    assert counts("attribution50", article, claims=[claim("it had fired", "army")]) == (1, 0, 0)
    assert counts("attribution50", article, claims=[claim("it had fired", "Police")]) == (0, 1, 1)
    assert counts("content50", article, claims=[claim("it had fired", "Police")]) == (1, 0, 0)
    assert counts("attribution50", article, claims=[claim("it had fired")]) == (0, 0, 1)  # narration says nothing


def test_the_overlap_asked_for_is_a_half_or_four_fifths():
    article = gold(attributions=(said("it had fired", "The army"),))
    two_thirds = [claim("had fired", "The army")]  # 9 of 12
    assert counts("attribution50", article, claims=two_thirds) == (1, 0, 0)
    assert counts("attribution80", article, claims=two_thirds) == (0, 1, 1)


def test_quotation_marks_and_outer_punctuation_are_no_part_of_the_words():
    article = gold(attributions=(said(WE_COUNTED, "Omar Nadir"),))
    assert counts("attribution80", article, claims=[claim(f'"{WE_COUNTED},"', "Omar Nadir")]) == (1, 0, 0)


def test_several_claims_of_one_source_make_up_one_long_content():
    article = gold(attributions=(said(WE_COUNTED, "Omar Nadir"),))
    parts = ["We counted them", "All were shoppers", "Nobody is left\nunder the roof"]
    coded = [claim(words, "Omar Nadir") for words in parts]
    assert counts("attribution80", article, claims=coded) == (1, 0, 0)
    assert compare_article(article, CodedArticle(claims=coded)).composed == 1
    mixed = [claim(parts[0], "Omar Nadir"), claim(parts[1], "Police")]
    assert counts("attribution50", article, claims=mixed) == (0, 2, 1)


def test_a_further_claim_inside_a_right_content_is_neither_hit_nor_false_alarm():
    article = gold(attributions=(said(WE_COUNTED, "Omar Nadir"),))
    coded = [claim(WE_COUNTED, "Omar Nadir"), claim("All were shoppers", "Omar Nadir")]
    assert counts("attribution50", article, claims=coded) == (1, 0, 0)
    assert counts("attribution50", article, claims=[*coded, claim("A man died", "Omar Nadir")]) == (1, 1, 0)


def test_a_source_that_the_golds_casualties_confirm_is_no_false_alarm():
    words = "the blast killed about 20 people"
    coded = claim(words, "Police")
    article = gold(casualties=(toll("killed about 20 people", 20, 20, asserted_by="Police"),))
    assert counts("attribution50", article, claims=[coded], casualties=[row(coded, 20, 20)]) == (0, 0, 0)
    assert counts("attribution50", article, claims=[coded], casualties=[row(coded, 19, 20)]) == (0, 1, 0)


def test_every_hop_beyond_the_outlet_is_an_attribution():
    article = gold(attributions=(said("it had fired", "The army"), said("it had fired", "Police")))
    assert counts("attribution50", article, claims=[claim("it had fired", "Police", "The army")]) == (2, 0, 0)


def test_words_that_stand_twice_may_be_found_at_either_place():
    article = gold(attributions=(said("blast", "Police"),))
    second = TEXT.index("blast", span("blast").end)
    below = claim("blast", "Police")
    below.span = Span(second, second + len("blast"))
    assert counts("attribution80", article, claims=[below]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Trump", "President Donald Trump", True),
        ("United States", "United States Department of Defense", False),
        ("SDF", "Syrian Democratic Forces", True),
        ("data from Reuters", "Reuters news agency", True),
        ("Mike Pompeo", "US Secretary of State Mike Pompeo", True),
        ("Police", "", False),
    ],
)
def test_names_of_one_source(one, other, same):
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_a_surface_form_of_the_gold_actor_names_the_source():
    actors = (frozenset({"Omar Nadir", "the doctor"}),)
    article = gold(attributions=(said(WE_COUNTED, "Omar Nadir"),), actors=actors)
    assert counts("attribution50", article, claims=[claim(WE_COUNTED, "doctor")]).hits == 1


# Terms and calibration


def test_terms_are_asked_on_matched_rows_that_have_them():
    article = gold(
        attributions=(
            said("it had fired", "The army", polarity="negative", certainty="certain", is_anonymous=True),
            said(WE_COUNTED, "Omar Nadir", is_direct=True),
        ),
        casualties=(toll("A man died", 1, 1, polarity="positive"),),
    )
    denial = claim("it had fired", "The army", polarity="negative", certainty="possible")
    death = claim("A man died", polarity="negative")
    speech = claim(WE_COUNTED, "Omar Nadir", speech="mixed")
    coded = CodedArticle(claims=[denial, speech, death], casualties=[row(death, 1, 1)])
    terms = compare_article(article, coded).terms
    assert (terms.polarity, terms.certainty) == ([True, False], [False])
    assert (terms.anonymity, terms.anonymous_found, terms.direct) == ([False, True], [False], [True, True])


def test_confidence_is_judged_on_hits_and_false_alarms_alone():
    article = gold(attributions=(said(WE_COUNTED, "Omar Nadir"),), casualties=(toll("A man died", 1, 1),))
    inside = claim("All were shoppers", "Omar Nadir", confidence=0.5)  # neither
    hit, wrong = claim(WE_COUNTED, "Omar Nadir", confidence=0.9), claim("it had fired", "Police", confidence=0.2)
    death, told = claim("A man died", confidence=0.7), claim("Mosul blast", confidence=0.1)  # told: neither
    coded = CodedArticle(claims=[inside, hit, wrong, death, told], casualties=[row(death, 1, 1)])
    judged = compare_article(article, coded).judged
    assert [(one.confidence, one.is_right) for one in judged] == [(0.9, True), (0.2, False), (0.7, True)]


# Incidents


def event(kind: str, country: str, date: str | None) -> CodedEvent:
    return CodedEvent(f"{kind}-{date}", kind, frozenset({country}), covered_days(date))


@pytest.mark.parametrize(
    ("kind", "country", "date", "found", "dated"),
    [
        ("bombing", "IQ", "2024-02-07", 1, 1),
        ("bombing", "Iraq", "2024-02-08", 1, 1),  # a day's slack
        ("attack", "irq", None, 1, 0),  # no date is no conflict, but not dated; attack fits a bombing
        ("bombing", "IQ", "2024-02-10", 0, 0),
        ("bombing", "SY", "2024-02-07", 0, 0),
        ("battle", "IQ", "2024-02-07", 0, 0),
    ],
)
def test_an_incident_is_broad_type_country_and_a_date_without_conflict(kind, country, date, found, dated):
    article = gold(incidents=(GoldIncident("suicide bombing", "2024-02-07", covered_days("2024-02-07"), "Iraq"),))
    events = [event(kind, country, date)]
    assert counts("incident", article, events=events) == (found, 1 - found, 1 - found)
    assert counts("incident_dated", article, events=events).hits == dated
