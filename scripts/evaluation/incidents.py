"""Events beside the gold's incidents: broad type, country, and dates that do not conflict."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evaluation.coded import CodedEvent
from evaluation.counts import Counts
from evaluation.dates import dates_conflict
from evaluation.gold import GoldArticle, GoldIncident
from evaluation.matching import largest_matching

COUNTRIES = Path(__file__).with_name("countries.csv")
"""Countries with their ISO 3166-1 codes, and further codes that are taken for them."""

FAMILIES: dict[str, re.Pattern[str]] = {
    family: re.compile(words)
    for family, words in {
        "strike": r"air ?strike|drone|missile|rocket|shell|artiller|mortar|bombard|shoot ?down|shot down|remote"
        r"|air raid",
        "bombing": r"bomb(?!ard)|\bied\b|explo|blast|suicide|landmine|improvised",
        "attack": r"shoot(?! ?down)|shot(?! down)|stab|assault|attack|assassin|kill|massacre|execution|murder|abuse"
        r"|civilian|abduct|bodies|terror",
        "battle": r"battle|clash|offensive|\braid|operation|captur|territor|fight|combat|armed|engagement",
        "unrest": r"protest|riot|mob|demonstrat|unrest",
        "other": r"accident|stampede|announce|withdraw|diplom|strategic|crash|agreement|crush",
    }.items()
}


@dataclass(frozen=True)
class IncidentComparison:
    """The events of an article beside the gold's incidents."""

    counts: dict[str, Counts]
    misses: list[str]


def families(event_type: str | None) -> frozenset[str]:
    """The broad types that a type may stand for; *attack* fits strikes and bombings too.

    >>> sorted(families("air_strike")), sorted(families("mass shooting"))
    (['strike'], ['attack', 'bombing', 'strike'])
    """
    words = re.sub(r"[_\-/]+", " ", (event_type or "").lower())
    found = {family for family, pattern in FAMILIES.items() if pattern.search(words)}
    return frozenset(found | {"strike", "bombing"} if "attack" in found else found)


@cache
def _codes() -> dict[str, frozenset[str]]:
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {
            row["country"]: frozenset({row["alpha_2"], row["alpha_3"], *row["also"].split()})
            for row in csv.DictReader(file)
        }


def country_terms(country: str) -> frozenset[str]:
    """What a coder may call the country: its name or a code, in capitals.

    >>> sorted(country_terms("Iraq"))
    ['IQ', 'IRAQ', 'IRQ']
    """
    return _codes().get(country, frozenset()) | {country.upper()}


def same_kind(gold: GoldIncident, event: CodedEvent) -> bool:
    """Whether broad type and country fit and the dates do not conflict; a gold incident without country fits any."""
    if not families(gold.kind) & families(event.event_type):
        return False
    if gold.country is not None and not {name.upper() for name in event.countries} & country_terms(gold.country):
        return False
    return not dates_conflict(gold.days, event.days)


def compare_incidents(article: GoldArticle, events: list[CodedEvent]) -> IncidentComparison:
    """The events that the article's claims reach beside the gold's; `incident_dated` wants a date where gold has it."""
    fitting = [[index for index, event in enumerate(events) if same_kind(gold, event)] for gold in article.incidents]
    dated = [
        [index for index in indices if gold.days is None or events[index].days]
        for gold, indices in zip(article.incidents, fitting, strict=True)
    ]
    wanted = len(article.incidents)
    matchings = {"incident": largest_matching(fitting), "incident_dated": largest_matching(dated)}
    counts = {
        task: Counts(len(pairs), len(events) - len(pairs), wanted - len(pairs)) for task, pairs in matchings.items()
    }
    coded = ", ".join(_show(event) for event in events) or "none"
    misses = [
        f"incident missed: {gold.kind}, {gold.country}, {gold.date}; events coded: {coded}"
        for index, gold in enumerate(article.incidents)
        if index not in matchings["incident"]
    ]
    return IncidentComparison(counts, misses)


def _show(event: CodedEvent) -> str:
    return f"{event.event_type}/{'+'.join(sorted(event.countries))}/{event.days.first if event.days else None}"
