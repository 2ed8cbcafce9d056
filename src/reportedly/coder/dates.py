"""Dates: time words of a sentence, and the day, month or year that they and the article's own date fix.

Own grammar, its rules in `calendar_dates` and `relative_dates`: dateparser gives "In 2020" a day and cuts "on Jan. 28"
short. What is not fixed stays without a date. A weekday is the last one up to the article's date, in a future the next;
"last week" is one day from its Sunday to the next Sunday, for weeks begin on either; "since" leaves the end open; part
of a month or year ("the end of July", "late 2016") is the month or year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.coder.blocks import TextBlock
from reportedly.coder.calendar_dates import CALENDAR
from reportedly.coder.calendar_words import day_of, read_published
from reportedly.coder.parse import PLAIN, Parsed
from reportedly.coder.relative_dates import RELATIVE
from reportedly.coder.time_rules import MONTH, Rule, Setting, month_number
from reportedly.read.locate import Span
from reportedly.standard.dates import read_edtf

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Time:
    """Words that tell a time. `basis` is a term of `time_basis`.

    `edtf` is None where nothing fixes the day, month or year; the basis is never `none`."""

    span: Span
    text: str
    edtf: str | None
    basis: str
    rule: str


# What every calendar rule, and every relative one, must meet: most sentences have neither, and searching all is dear.
_CALENDAR_WORDS = re.compile(r"\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec", re.IGNORECASE)
_TIME_WORDS = re.compile(
    r"day|tomorrow|tonight|week|month|year|night|evening|morning|afternoon|summer|spring|autumn|winter|fall|minute|hour|"
    r"decade|centur|then|after|before|during|following|since",
    re.IGNORECASE,
)


def find_times(parsed: Parsed, sentence: Span, text: str, published: str | None) -> tuple[Time, ...]:
    """The times that a sentence tells, from left to right, none within another.

    Args:
        parsed: the block of the sentence.
        sentence: where the sentence stands in the article.
        text: the article, of which `Time.text` is a verbatim part.
        published: the article's date as EDTF, or None.
    """
    words = text[sentence.start : sentence.end].translate(PLAIN).replace("\n", " ")
    day = read_published(published)
    found: list[Time] = []
    at = 0
    while best := _next(words, at):
        rule, match = best
        span = Span(sentence.start + match.start(), sentence.start + match.end())
        span = _trimmed(text, span)
        edtf, basis = rule.read(match, Setting(day, _is_future(parsed, span)))
        if edtf is not None and read_edtf(edtf) is None:
            edtf = None
        found.append(Time(span, text[span.start : span.end], edtf, basis, f"date.{rule.name}"))
        at = match.end()
    return tuple(found)


@lru_cache(4096)  # events and claims ask for the times of the same sentences
def _next(words: str, at: int) -> tuple[Rule, re.Match[str]] | None:
    """The leftmost match from a place on; of those that begin together the longest, of those the first rule's."""
    best: tuple[Rule, re.Match[str]] | None = None
    rules = (
        *(CALENDAR if _CALENDAR_WORDS.search(words, at) else ()),
        *(RELATIVE if _TIME_WORDS.search(words, at) else ()),
    )
    for rule in rules:
        match = _search(rule, words, at)
        if match and (best is None or (match.start(), -match.end()) < (best[1].start(), -best[1].end())):
            best = (rule, match)
    return best


def _search(rule: Rule, words: str, at: int) -> re.Match[str] | None:
    for match in rule.words.finditer(words, at):
        if rule.name != "month" or _is_month(words, match):
            return match
    return None


def _is_month(words: str, match: re.Match[str]) -> bool:
    """Whether a month's name alone is one: "in March", "last May"; not "Theresa May", "by May", "June said"."""
    prep, rel = (match["prep"] or "").lower(), match["rel"]
    if rel or match.group().lower().startswith(("last ", "this ")):
        return True
    if match["month"] in ("May", "March", "June", "April") and prep in ("by", "from", "of", "before", "after", ""):
        return bool(re.match(r" (?:to|until|through) " + MONTH, words[match.end() :]))
    return bool(prep)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in "(,"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "(,"):
        end -= 1
    return Span(start, end)


# The clause's tense ---------------------------------------------------------------------------------------------

_WILL = frozenset({"will", "'ll", "wo", "shall", "’ll"})
_PLANS = frozenset({"schedule", "plan", "expect", "set", "slate", "intend", "due", "hope", "aim", "postpone", "delay"})


def _is_future(parsed: Parsed, span: Span) -> bool:
    """Whether the clause of some words tells of the future: "will", "scheduled for", "expected to"."""
    token = next((one for one in parsed.doc if parsed.offset + one.idx + len(one) > span.start), None)
    for _ in range(8):
        if token is None:
            return False
        if (
            token.lemma_.lower() in _PLANS
            and token.i
            and any(child.lower_ in ("for", "to", "until") for child in token.subtree)
        ):
            return True
        if token.pos_ in ("VERB", "AUX"):
            return _looks_ahead(token) or any(child.lower_ == "due" for child in token.children)
        token = token.head if token.head != token else None
    return False


def _looks_ahead(verb: Token) -> bool:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & _WILL:
        return True
    if "to" in helpers and verb.dep_ in ("xcomp", "ccomp", "acl"):
        return verb.head.lemma_.lower() in _PLANS | {"go", "be"} or bool(
            _WILL & {one.lower_ for one in verb.head.children}
        )
    joined = verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not helpers and verb.tag_ == "VB"
    return joined and _looks_ahead(verb.head)


# The article's own date -----------------------------------------------------------------------------------------

_PRINTED = re.compile(
    rf"(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"|(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)? (?P<month_after>{MONTH}),? (?P<year_after>\d{{4}})"
    r"|(?P<iso>\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)


def published_of(text: str, blocks: tuple[TextBlock, ...], given: str | None = None) -> str | None:
    """The article's date as EDTF: the one that is given, else that of its first date line, else None."""
    if given:
        return given if read_edtf(given) else None
    for block in blocks:
        match = (
            _PRINTED.search(text[block.span.start : block.span.end].translate(PLAIN))
            if block.kind == "dateline"
            else None
        )
        if match is None:
            continue
        if match["iso"]:
            return match["iso"] if read_edtf(match["iso"]) else None
        month = match["month"] or match["month_after"]
        day, year = match["day"] or match["day_first"], match["year"] or match["year_after"]
        return day_of(int(year), month_number(month), int(day))
    return None
