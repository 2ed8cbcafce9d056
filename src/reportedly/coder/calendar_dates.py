"""Rules for printed dates: days, months, years, and stretches of them."""

from __future__ import annotations

import datetime as dt
import re

from reportedly.coder.calendar_words import day_of, month_of, year_of_day, year_of_month
from reportedly.coder.time_rules import (
    MONTH,
    NOON,
    WEEKDAY,
    Reading,
    Rule,
    Setting,
    month_number,
    open_ended,
    rule_adder,
)

CALENDAR: list[Rule] = []
_rule = rule_adder(CALENDAR)


_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d,.:%]\d|\d)"

_YEAR = r"(?:1[4-9]\d\d|20\d\d)(?![\d%]|[,.:]\d)"

_PREP = (
    r"(?:(?P<prep>(?:back )?(?:on|in|since|until|till|through|throughout|by|from|during|before|after|"
    r"as of|at|around|over|of|between))"
    r" )?"
)

_EDGE = (
    r"(?:(?:the )?(?:early|late|later|mid|the middle|end|beginning|start|middle|first half|second "
    r"half|night|evening|morning|"
    r"afternoon|early hours|(?:first|second|third|last|final) (?:week|day|days|weekend))(?: (?:of|in|"
    r"on)|-)? ?(?:the )?)?"
)

_AT = r"(?:(?:early|late|later|midday|earlier|mid)[ -])?"

_LEAD = rf"(?i:(?:(?:early|late|later|earlier) )?{_PREP}(?:the )?(?:{_AT}{WEEKDAY}{NOON},? \(?)?{_EDGE})"


def _open(match: re.Match[str], edtf: str | None) -> str | None:
    prep = (match.groupdict().get("prep") or "").lower().removeprefix("back ")
    return edtf if edtf and "/" in edtf else open_ended(prep, edtf)


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _date(match: re.Match[str], setting: Setting) -> Reading:
    parts = match.groupdict()
    month, day = month_number(parts["month"]), _number(parts["day"])
    year = (
        _year_named(parts["year"], setting)
        if parts["year"]
        else year_of_day(setting.published, month, day, setting.is_future)
    )
    if year is None:
        return None, "explicit"
    first = day_of(year, month, day)
    if not parts.get("day2") or first is None:
        return _open(match, first), "explicit"
    second_month = month_number(parts["month2"]) if parts.get("month2") else month
    last = day_of(year, second_month, _number(parts["day2"]))
    if last is not None and last < first:
        first, last = (
            (day_of(year - 1, month, day), last)
            if parts["year"]
            else (first, day_of(year + 1, second_month, _number(parts["day2"])))
        )
    if first is None or last is None:
        return None, "explicit"
    joined = parts.get("joint") or "-"
    if "or" in joined:
        return f"[{first},{last}]", "explicit"
    apart = dt.date.fromisoformat(last) - dt.date.fromisoformat(first)
    if "and" in joined and (parts.get("prep") or "") != "between" and apart.days > 1:
        return f"{{{first},{last}}}", "explicit"
    return f"{first}/{last}", "explicit"


def _year_named(words: str, setting: Setting) -> int | None:
    if words.isdecimal():
        return int(words)
    step = {"last year": -1, "this year": 0, "next year": 1}.get(words)
    return None if step is None or setting.published.year is None else setting.published.year + step


_JOINT = r"(?P<joint> ?- ?| and | or | to | until | through )"

# "September 11 attacks": the year of a day that became a name is not the article's.
_NAMED = (
    r"(?!(?: terrorist| terror)? attacks? of|(?<=September 11) (?:terror|attack)|(?<=September 11th) (?:terror|attack))"
)


@_rule("iso", rf"{_LEAD}(?P<whole>\d{{4}}-\d\d-\d\d)\b")
def _iso(match: re.Match[str], _: Setting) -> Reading:
    year, month, day = (int(part) for part in match["whole"].split("-"))
    return _open(match, day_of(year, month, day)), "explicit"


_rule(
    "days_of_months",
    rf"{_LEAD}(?P<month>{MONTH}) (?P<day>{_DAY}){_JOINT}(?P<month2>{MONTH}) (?P<day2>{_DAY})(?:,? (?P<year>{_YEAR}))?",
)(_date)

_rule(
    "days_of_months",
    rf"{_LEAD}(?P<day>{_DAY}) (?P<month>{MONTH}){_JOINT}(?P<day2>{_DAY}) (?P<month2>{MONTH})(?:,? (?P<year>{_YEAR}))?",
)(_date)

_rule(
    "month_day",
    rf"{_LEAD}\b(?P<month>{MONTH}) (?P<day>{_DAY})(?:{_JOINT}(?P<day2>{_DAY}))?(?:,? (?P<year>{_YEAR}|"
    rf"last year|this year|next year))?{_NAMED}\b",
)(_date)

_rule(
    "day_month",
    rf"{_LEAD}\b(?P<day>{_DAY})(?:{_JOINT}(?P<day2>{_DAY}))? (?:of )?(?P<month>{MONTH})(?:,? "
    rf"(?P<year>{_YEAR}|last year|this year|next year))?(?! \d)",
)(_date)


@_rule("named_day", r"(?:the )?September 11(?:th)?(?=(?: terror\w*)? attacks?)|9/11")
def _named_day(_: re.Match[str], __: Setting) -> Reading:
    return None, "explicit"


@_rule("slashes", rf"{_PREP}\b(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<year>20\d\d|19\d\d)\b")
def _slashes(match: re.Match[str], _: Setting) -> Reading:
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if a <= 12 and b <= 12 and a != b:
        return None, "explicit"
    return _open(match, day_of(year, min(a, b), max(a, b)) if max(a, b) > 12 else day_of(year, a, b)), "explicit"


@_rule(
    "month_year",
    rf"{_LEAD}\b(?P<month>{MONTH})(?:,? (?:of )?|/)(?P<year>{_YEAR}|this year|last year|next year|"
    rf"that year|the same year)",
)
def _month_year(match: re.Match[str], setting: Setting) -> Reading:
    month, year = month_number(match["month"]), match["year"]
    if year.isdecimal():
        return _open(match, month_of(int(year), month)), "explicit"
    steps = {"this year": 0, "last year": -1, "next year": 1}
    if setting.published.year is None or year not in steps:
        return None, "relative"
    return _open(match, month_of(setting.published.year + steps[year], month)), "relative"


@_rule("year_month", rf"\b(?P<year>[Ll]ast year|[Tt]his year|[Nn]ext year),? (?:in )?(?P<month>{MONTH})\b")
def _year_month(match: re.Match[str], setting: Setting) -> Reading:
    if setting.published.year is None:
        return None, "relative"
    year = setting.published.year + {"l": -1, "t": 0, "n": 1}[match["year"][0].lower()]
    return month_of(year, month_number(match["month"])), "relative"


_MONTH_CUE = (
    r"(?:(?P<prep>(?:back )?(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Tt]hrough|[Tt]hroughout|[Dd]uring|as "
    r"of|[Bb]y|[Ff]rom|of|[Bb]efore|[Aa]fter|[Aa]s early as|over)) )?"
    r"(?:the )?(?P<rel>(?:[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?|[Pp]ast|"
    r"following|previous|end of|beginning of|start of|middle of)[ -])?(?:last |the |this )?"
)


@_rule("month", rf"{_MONTH_CUE}\b(?P<month>{MONTH})\b(?! \d|'s? [A-Z])")
def _month(match: re.Match[str], setting: Setting) -> Reading:
    rel, month = (match["rel"] or "").lower().strip(" -"), month_number(match["month"])
    is_future = setting.is_future or rel in ("next", "this coming")
    year = year_of_month(setting.published, month, is_future)
    if rel in ("following", "previous"):
        return None, "relative"
    now = setting.published.month
    if year and now and now[1] == month and rel in ("last", "past", "this past") and "last" in match.group().lower():
        year -= 1
    prep = (match["prep"] or "").lower()
    basis = (
        "relative"
        if prep == "since" or rel in ("last", "next", "past", "this past", "this coming", "this")
        else "explicit"
    )
    return open_ended(prep, month_of(year, month) if year else None), basis


_UNIT = (
    r"(?! (?:people|persons|soldiers|troops|members|civilians|victims|deaths|dead|homes|houses|"
    r"dollars|euros|pounds|miles|km|metres|meters|feet|jobs|points|votes|tonnes|tons|units|local|"
    r"others|more|UTC|hours|GMT|EDT|EST)\b)"
)


@_rule(
    "years",
    rf"(?:(?:[Ff]rom|[Bb]etween|[Ii]n|[Dd]uring)(?: the)? )?(?<![\d$€£])\b(?P<year>{_YEAR})(?: ?- ?| "
    rf"to | and | until )(?P<year2>{_YEAR}|\d\d\b(?! [A-Z]))",
)
def _years(match: re.Match[str], _: Setting) -> Reading:
    first = match["year"]
    last = match["year2"] if len(match["year2"]) == 4 else first[:2] + match["year2"]
    return (f"{first}/{last}" if first < last else None), "explicit"


@_rule(
    "decade",
    r"(?:(?:[Ii]n|[Ss]ince|[Dd]uring) )?(?:the )?(?:early |late |mid-?)?(?:the )?\b(?P<decade>1[4-9]\d|20\d)0s\b",
)
def _decade(match: re.Match[str], _: Setting) -> Reading:
    return f"{match['decade']}X", "explicit"


_YEAR_CUE = (
    r"(?P<prep>[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Tt]hrough|[Tt]hroughout|[Dd]uring|[Bb]y|[Ff]rom|of|"
    r"[Bb]efore|[Aa]fter|[Aa]s of|[Bb]ack in|[Aa]round|to)"
)


@_rule(
    "year",
    rf"(?:(?:[Ee]arly|[Ll]ate|[Ll]ater) )?\b{_YEAR_CUE} (?:the )?(?:(?:early|late|mid)[ -]|"
    rf"(?:beginning|start|end|middle|summer|spring|autumn|fall|winter) of |the year )?(?:the "
    rf")?(?P<year>{_YEAR}){_UNIT}(?!-\w)",
)
@_rule(
    "year",
    rf"(?P<prep>\b)(?:[Ee]arly|[Ll]ate|[Mm]id|[Ss]ummer|[Ww]inter|[Ss]pring|[Aa]utumn)[ -](?:of )?(?P<year>{_YEAR})",
)
@_rule(
    "year_of",
    rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|'s) (?P<prep>)(?:early |late |"
    rf"mid-)?(?P<year>(?:19|20)\d\d)(?= [a-z]){_UNIT}",
)
@_rule("year_of", r"(?P<prep>)(?<=\()(?P<year>(?:19|20)\d\d)(?=\))")
def _year(match: re.Match[str], _: Setting) -> Reading:
    return open_ended(match["prep"].lower(), match["year"]), "explicit"
