"""The trivial system `regex`: a number beside *killed* or *wounded* is a toll of one attack, told by the outlet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from evaluation.gold import GoldArticle
from evaluation.numbers import NUMBER_WORD, read_number
from evaluation.spans import Span, shared
from evaluation.tables import Row, Tables, empty_tables

COUNTRY_WORDS = Path(__file__).with_name("country_words.csv")
"""Countries in the news with code and adjectives: a general list, made without the gold."""

FLOORS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3}
MODIFIER = r"(?P<modifier>at least|more than|over|around|about|up to|nearly|some)?\s*"
QUANTITY = (
    r"(?P<number>\d[\d,]*|dozens|scores|hundreds|thousands|several|no|"
    rf"{NUMBER_WORD}(?:[\s-]{NUMBER_WORD})?)\b"
)
KILLED = r"kill(?:s|ed|ing)?|dead|died|die|dies|deaths?|murdered"
INJURED = r"injur(?:ed|es|ing|ies)|wound(?:ed|s|ing)|hurt"
VERB = rf"(?P<verb>{KILLED}|{INJURED})"
FIGURES = (
    re.compile(rf"{MODIFIER}{QUANTITY}(?:[\s-]+(?!and\b)[\w'\u2019]+){{0,5}}?\s+{VERB}\b", re.IGNORECASE),
    re.compile(
        rf"\b{VERB}\s+(?:[a-z]+\s+){{0,2}}?{MODIFIER}{QUANTITY}"
        r"(?:\s+(?:people|others|more|civilians|soldiers|police|members))?",
        re.IGNORECASE,
    ),
)


def code_figures(article: GoldArticle, sentences: Sequence[Span]) -> Tables:
    """The rows of one article; where it has no figure, its title is a claim, so that the event is reached."""
    tables = empty_tables()
    article_id, event_id, place_id = article.article_id, f"{article.article_id}-attack", f"{article.article_id}-p"
    country, code = commonest_country(article.text)
    tables["places"].append({"place_id": place_id, "name": country, "parent_id": None, "country": code})
    tables["events"].append(
        {
            "event_id": event_id,
            "event_type": "attack",
            "date_edtf": None,
            "date_start": None,
            "date_end": None,
            "place_id": place_id,
        }
    )
    for number, found in enumerate(_figures(article.text, sentences), start=1):
        claim_id = f"{article_id}.c{number:03d}"
        tables["claims"].append(_claim(article, claim_id, Span(*found.span()), event_id))
        tables["attributions"].append(
            {
                "claim_id": claim_id,
                "hop": 0,
                "actor_id": None,
                "source_text": None,
                "identification": "named_organisation",
                "is_origin": True,
            }
        )
        tables["casualty_reports"].append(_toll(claim_id, found, event_id))
    if not tables["claims"]:
        title = Span(0, len(article.text.partition("\n")[0]))
        tables["claims"].append(_claim(article, f"{article_id}.c001", title, event_id))
    return tables


@cache
def _country_words() -> list[tuple[str, str, list[re.Pattern[str]]]]:
    with COUNTRY_WORDS.open(encoding="utf-8", newline="") as file:
        return [
            (
                row["country"],
                row["alpha_2"],
                [
                    re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
                    for word in (row["country"], *filter(None, row["words"].split(" | ")))
                ],
            )
            for row in csv.DictReader(file)
        ]


def commonest_country(text: str) -> tuple[str, str]:
    """The country that is named most, by name or adjective, and its code; the first where several are, or none.

    >>> commonest_country("Iraqi forces left Syria for Iraq.")
    ('Iraq', 'IQ')
    """
    name, code, _ = max(_country_words(), key=lambda row: sum(len(word.findall(text)) for word in row[2]))
    return name, code


def _figures(text: str, sentences: Sequence[Span]) -> Iterator[re.Match[str]]:
    """Numbers beside a verb, none overlapping an earlier one."""
    taken: list[Span] = []
    for sentence in sentences:
        for pattern in FIGURES:
            for found in pattern.finditer(text, sentence.start, sentence.end):
                span = Span(*found.span())
                if not any(shared(span, other) for other in taken):
                    taken.append(span)
                    yield found


def _claim(article: GoldArticle, claim_id: str, span: Span, event_id: str) -> Row:
    return {
        "claim_id": claim_id,
        "article_id": article.article_id,
        "quote": article.words(span),
        "char_start": span.start,
        "char_end": span.end,
        "speech": "narration",
        "event_id": event_id,
    }


def _toll(claim_id: str, found: re.Match[str], event_id: str) -> Row:
    lower, upper = toll_bounds(found["number"], found["modifier"])
    return {
        "casualty_id": f"{claim_id}.k1",
        "claim_id": claim_id,
        "event_id": event_id,
        "harm": "injured" if re.match(INJURED, found["verb"], re.IGNORECASE) else "killed",
        "victims_text": None,
        "quantity_text": found["number"],
        "quantity_form": "exact" if upper else "at_least",
        "lower": lower,
        "upper": upper,
        "subset_of": None,
    }


def toll_bounds(number: str, modifier: str | None) -> tuple[int | None, int | None]:
    """Lower and upper bound of a number in words or figures with what stands before it; None is open.

    >>> toll_bounds("20", "more than"), toll_bounds("dozens", None), toll_bounds("no", None)
    ((21, None), (24, None), (0, 0))
    """
    word, before = number.lower(), (modifier or "").lower()
    value = FLOORS.get(word) or (0 if word == "no" else read_number(word))
    if value is None or word in FLOORS or before == "at least":
        return value, None
    if before in ("more than", "over"):
        return value + 1, None
    return (None, value) if before == "up to" else (value, value)
