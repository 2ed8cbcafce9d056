"""The rules of the date grammar: a pattern of words, and what it says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.coder.calendar_words import (
    MONTHS,
    WEEKDAYS,
    Published,
    day_of,
    month_of,
    months_before,
    number_of,
    one_of,
    week_of,
    weekday_near,
    year_of_day,
    year_of_month,
)


@dataclass(frozen=True)
class Setting:
    """What a rule may look at besides the words: the article's date, and whether the clause tells of the future."""

    published: Published
    is_future: bool


Reading = tuple[str | None, str]
Reader = Callable[[re.Match[str], Setting], Reading]


@dataclass(frozen=True)
class Rule:
    """Words that tell a time, and what they say: EDTF or None, and the basis (vocabulary `time_basis`)."""

    name: str
    words: re.Pattern[str]
    read: Reader


MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d,.:%]\d|\d)"
_YEAR = r"(?:1[4-9]\d\d|20\d\d)(?![\d%]|[,.:]\d)"
_PREP = (
    r"(?:(?P<prep>(?:back )?(?:on|in|since|until|till|through|throughout|by|from|during|before|after|as of|at|around|over|of|between))"
    r" )?"
)
_EDGE = (
    r"(?:(?:the )?(?:early|late|later|mid|the middle|end|beginning|start|middle|first half|second half|night|evening|morning|"
    r"afternoon|early hours|(?:first|second|third|last|final) (?:week|day|days|weekend))(?: (?:of|in|on)|-)? ?(?:the )?)?"
)
_NOON = r"(?: (?:morning|afternoon|evening|night|midnight|noon)(?!s))?"
_AT = r"(?:(?:early|late|later|midday|earlier|mid)[ -])?"
_LEAD = rf"(?i:(?:(?:early|late|later|earlier) )?{_PREP}(?:the )?(?:{_AT}{WEEKDAY}{_NOON},? \(?)?{_EDGE})"


def _rule(name: str, words: str, flags: int = 0) -> Callable[[Reader], Reader]:
    def add(read: Reader) -> Reader:
        RULES.append(Rule(name, re.compile(words, flags), read))
        return read

    return add


RULES: list[Rule] = []


def _open(match: re.Match[str], edtf: str | None) -> str | None:
    """A date with its preposition: "since" leaves the end open, "until" the beginning."""
    prep = (match.groupdict().get("prep") or "").removeprefix("back ")
    if edtf is None or "/" in edtf:
        return edtf
    if prep in ("since", "after"):
        return f"{edtf}/.."
    return f"../{edtf}" if prep in ("until", "till", "through", "before") else edtf


def month_number(word: str) -> int:
    """The month that a name or its abbreviation stands for, 1 to 12."""
    return MONTHS.index(word[:3].lower()) + 1


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _date(match: re.Match[str], setting: Setting) -> Reading:
    parts = match.groupdict()
    month, day = month_number(parts["month"]), _number(parts["day"])
    year = _year_named(parts["year"], setting) if parts["year"] else year_of_day(setting.published, month, day, setting.is_future)
    if year is None:
        return None, "explicit"
    first = day_of(year, month, day)
    if not parts.get("day2") or first is None:
        return _open(match, first), "explicit"
    second_month = month_number(parts["month2"]) if parts.get("month2") else month
    last = day_of(year, second_month, _number(parts["day2"]))
    if last is not None and last < first:
        first, last = (day_of(year - 1, month, day), last) if parts["year"] else (first, day_of(year + 1, second_month, _number(parts["day2"])))
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
_NAMED = r"(?!(?: terrorist| terror)? attacks? of|(?<=September 11) (?:terror|attack)|(?<=September 11th) (?:terror|attack))"


@_rule("iso", rf"{_LEAD}(?P<whole>\d{{4}}-\d\d-\d\d)\b")
def _iso(match: re.Match[str], _: Setting) -> Reading:
    year, month, day = (int(part) for part in match["whole"].split("-"))
    return _open(match, day_of(year, month, day)), "explicit"


_rule("days_of_months", rf"{_LEAD}(?P<month>{MONTH}) (?P<day>{_DAY}){_JOINT}(?P<month2>{MONTH}) (?P<day2>{_DAY})(?:,? (?P<year>{_YEAR}))?")(_date)
_rule("days_of_months", rf"{_LEAD}(?P<day>{_DAY}) (?P<month>{MONTH}){_JOINT}(?P<day2>{_DAY}) (?P<month2>{MONTH})(?:,? (?P<year>{_YEAR}))?")(_date)
_rule("month_day", rf"{_LEAD}\b(?P<month>{MONTH}) (?P<day>{_DAY})(?:{_JOINT}(?P<day2>{_DAY}))?(?:,? (?P<year>{_YEAR}|last year|this year|next year))?{_NAMED}\b")(_date)
_rule("day_month", rf"{_LEAD}\b(?P<day>{_DAY})(?:{_JOINT}(?P<day2>{_DAY}))? (?:of )?(?P<month>{MONTH})(?:,? (?P<year>{_YEAR}|last year|this year|next year))?(?! \d)")(_date)


@_rule("named_day", r"(?:the )?September 11(?:th)?(?=(?: terror\w*)? attacks?)|9/11")
def _named_day(_: re.Match[str], __: Setting) -> Reading:
    return None, "explicit"


@_rule("slashes", rf"{_PREP}\b(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<year>20\d\d|19\d\d)\b")
def _slashes(match: re.Match[str], _: Setting) -> Reading:
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if a <= 12 and b <= 12 and a != b:
        return None, "explicit"
    return _open(match, day_of(year, min(a, b), max(a, b)) if max(a, b) > 12 else day_of(year, a, b)), "explicit"


@_rule("month_year", rf"{_LEAD}\b(?P<month>{MONTH})(?:,? (?:of )?|/)(?P<year>{_YEAR}|this year|last year|next year|that year|the same year)")
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
    r"(?:(?P<prep>(?:back )?(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Tt]hrough|[Tt]hroughout|[Dd]uring|as of|[Bb]y|[Ff]rom|of|[Bb]efore|[Aa]fter|[Aa]s early as|over)) )?"
    r"(?:the )?(?P<rel>(?:[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?|[Pp]ast|following|previous|end of|beginning of|start of|middle of)[ -])?(?:last |the |this )?"
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
    basis = "relative" if prep == "since" or rel in ("last", "next", "past", "this past", "this coming", "this") else "explicit"
    return _open_lower(prep, month_of(year, month) if year else None), basis


def _open_lower(prep: str, edtf: str | None) -> str | None:
    if edtf and prep in ("since", "after"):
        return f"{edtf}/.."
    return f"../{edtf}" if edtf and prep in ("until", "till", "through", "before") else edtf


_UNIT = r"(?! (?:people|persons|soldiers|troops|members|civilians|victims|deaths|dead|homes|houses|dollars|euros|pounds|miles|km|metres|meters|feet|jobs|points|votes|tonnes|tons|units|local|others|more|UTC|hours|GMT|EDT|EST)\b)"


@_rule("years", rf"(?:(?:[Ff]rom|[Bb]etween|[Ii]n|[Dd]uring)(?: the)? )?(?<![\d$€£])\b(?P<year>{_YEAR})(?: ?- ?| to | and | until )(?P<year2>{_YEAR}|\d\d\b(?! [A-Z]))")
def _years(match: re.Match[str], _: Setting) -> Reading:
    first = match["year"]
    last = match["year2"] if len(match["year2"]) == 4 else first[:2] + match["year2"]
    return (f"{first}/{last}" if first < last else None), "explicit"


@_rule("decade", r"(?:(?:[Ii]n|[Ss]ince|[Dd]uring) )?(?:the )?(?:early |late |mid-?)?(?:the )?\b(?P<decade>1[4-9]\d|20\d)0s\b")
def _decade(match: re.Match[str], _: Setting) -> Reading:
    return f"{match['decade']}X", "explicit"


_YEAR_CUE = (
    r"(?P<prep>[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Tt]hrough|[Tt]hroughout|[Dd]uring|[Bb]y|[Ff]rom|of|[Bb]efore|[Aa]fter|[Aa]s of|[Bb]ack in|[Aa]round|to)"
)


@_rule("year", rf"(?:(?:[Ee]arly|[Ll]ate|[Ll]ater) )?\b{_YEAR_CUE} (?:the )?(?:(?:early|late|mid)[ -]|(?:beginning|start|end|middle|summer|spring|autumn|fall|winter) of |the year )?(?:the )?(?P<year>{_YEAR}){_UNIT}(?!-\w)")
@_rule("year", rf"(?P<prep>\b)(?:[Ee]arly|[Ll]ate|[Mm]id|[Ss]ummer|[Ww]inter|[Ss]pring|[Aa]utumn)[ -](?:of )?(?P<year>{_YEAR})")
@_rule("year_of", rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|'s) (?P<prep>)(?:early |late |mid-)?(?P<year>(?:19|20)\d\d)(?= [a-z]){_UNIT}")
@_rule("year_of", rf"(?P<prep>)(?<=\()(?P<year>(?:19|20)\d\d)(?=\))")
def _year(match: re.Match[str], _: Setting) -> Reading:
    return _open_lower(match["prep"].lower(), match["year"]), "explicit"


# Weekdays ------------------------------------------------------------------------------------------------------

_NOT_A_DAY = r"(?! (?:Times|Mirror|Express|Mail|People|Herald|Tribune|Telegraph|Post|Star|Sun|Night|school|roast|League)\b|s\b)"
_NAMED_DAYS = r"(?<!Super )(?<!Good )(?<!Black )(?<!Bloody )(?<!Ash )(?<!Easter )(?<!Palm )(?<!Sheffield )(?<!Giving )(?<!Cyber )(?<!Holy )(?<![Ee]very )(?<![Ee]ach )(?<!The )(?<!Maundy )"


@_rule(
    "weekday",
    rf"(?:(?:[Ee]arly|[Ll]ate|[Ll]ater|[Ee]arlier|[Bb]ack) )?(?:(?P<prep>[Oo]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Dd]uring|[Bb]efore|[Aa]fter|[Aa]s of|[Ii]n|[Ff]or|[Tt]hrough|[Oo]f) )?"
    rf"(?:the )?(?:(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Tt]his past|[Tt]his coming|[Cc]oming|[Ff]ollowing|[Pp]revious) )?"
    rf"(?:(?:very )?(?:early|late|midday|mid|the (?:morning|evening|night|afternoon) of|(?:early )?(?:morning|evening|night|afternoon)(?: hours)? (?:of|on))[ -])?"
    rf"{_NAMED_DAYS}(?<!\w)(?P<weekday>{WEEKDAY})\b{_NOT_A_DAY}{_NOON}(?P<week>(?: of)? (?:last|this|next|the previous|the following) week)?",
)
def _weekday(match: re.Match[str], setting: Setting) -> Reading:
    rel, week = (match["rel"] or "").lower(), (match["week"] or "").removeprefix(" of").strip()
    weekday = WEEKDAYS.index(match["weekday"].lower())
    steps = {"last week": -1, "this week": 0, "next week": 1}
    if rel in ("following", "previous") or week in ("the previous week", "the following week"):
        return None, "relative"
    if week:
        bounds = week_of(setting.published, steps[week])
        return (bounds[0] + dt.timedelta(weekday)).isoformat() if bounds else None, "weekday"
    way = "next" if setting.is_future else "last"
    way = {"next": "after", "this coming": "next", "coming": "next", "last": "before", "past": "last", "this past": "last"}.get(rel, way)
    return _open_lower((match["prep"] or "").lower(), weekday_near(setting.published, weekday, way)), "weekday"


@_rule("weekdays", rf"(?:[Ee]very|[Ee]ach|[Oo]n) {WEEKDAY}s?(?<=s)\b|(?:[Ee]very|[Ee]ach) {WEEKDAY}\b")
def _weekdays(_: re.Match[str], __: Setting) -> Reading:
    return None, "weekday"


# Days, weeks, months and years from the article's ------------------------------------------------------------------

_I = re.IGNORECASE


@_rule("day_before_last", r"\b(?:the )?day before yesterday\b", _I)
@_rule("yesterday", rf"\b(?:(?:early|late|later|earlier) )?(?:since |until |from |on )?yesterday{_NOON}|\blast (?:night|evening)\b", _I)
@_rule("today", r"(?<!USA )\b(?:(?:early|late|later|earlier) )?(?:since |until |as of )?(?:today|tonight|this (?:morning|afternoon|evening))\b(?! and age)", _I)
@_rule("tomorrow", rf"\b(?:early |late )?tomorrow{_NOON}", _I)
def _near_day(match: re.Match[str], setting: Setting) -> Reading:
    words = match.group().lower()
    if not setting.published.day:
        return None, "relative"
    steps = {"before": -2, "yesterday": -1, "last": -1, "tomorrow": 1}
    step = next((days for word, days in steps.items() if word in words), 0)
    day = (setting.published.day + dt.timedelta(step)).isoformat()
    if words.startswith("since"):
        return f"{day}/..", "relative"
    return (f"../{day}" if words.startswith("until") else day), "relative"


@_rule("week", r"\b(?:(?:early|earlier|late|later|since|during|until) )?(?P<rel>last|this|next|this past|the past|this coming) week\b(?!end)", _I)
@_rule("week", r"\b(?:(?:early|earlier|late|later) in |since |during |in )?(?P<rel>the previous|the following|the same|that) (?:week|month|year|day|night|evening|morning|weekend)\b", _I)
def _week(match: re.Match[str], setting: Setting) -> Reading:
    rel = match["rel"].lower()
    day = setting.published.day
    if not day or rel in ("the previous", "the following", "the same", "that"):
        return None, "relative"
    bounds = week_of(setting.published, {"last": -1, "next": 1, "this coming": 1}.get(rel, 0))
    assert bounds is not None
    sunday = bounds[0] - dt.timedelta(1)
    since = match.group().lower().startswith("since")
    if rel in ("this past", "the past"):
        return one_of(day - dt.timedelta(7), day), "relative"
    if rel == "this":
        end = bounds[1] if setting.is_future else day
        return (one_of(day, end) if setting.is_future else one_of(bounds[0], end)), "relative"
    return (f"{sunday.isoformat()}/.." if since else one_of(sunday, bounds[1])), "relative"


@_rule("weekend", r"\b(?:(?:over|during|at|on|since|late|early|earlier) )?(?:(?P<rel>the|last|this|this past|the past|next|this coming) )(?:bank holiday |long )?weekend\b", _I)
def _weekend(match: re.Match[str], setting: Setting) -> Reading:
    day, rel = setting.published.day, match["rel"].lower()
    if not day:
        return None, "relative"
    back = (day.weekday() - 5) % 7
    if rel == "last" and back < 2:
        back += 7
    if rel in ("next", "this coming") or setting.is_future:
        back -= 7 if back or rel == "next" else 0
    saturday = day - dt.timedelta(back)
    sunday = saturday + dt.timedelta(1)
    return one_of(saturday, min(sunday, day) if back == 0 else sunday), "relative"


@_rule("month_or_year", r"\b(?:(?P<prep>since|until|during|in|of|early|earlier|late|later|by|from) )?(?:the (?:beginning|start|end) of )?(?P<rel>last|this|next|this past|the past) (?P<unit>month|year)\b", _I)
def _month_or_year(match: re.Match[str], setting: Setting) -> Reading:
    rel, unit = match["rel"].lower(), match["unit"].lower()
    step = {"last": 1, "next": -1}.get(rel, 0)
    if rel in ("this past", "the past"):
        day = setting.published.day
        return (one_of(day - dt.timedelta(31 if unit == "month" else 365), day) if day else None), "relative"
    if unit == "month":
        edtf = months_before(setting.published, step)
    else:
        edtf = f"{setting.published.year - step:04d}" if setting.published.year else None
    return _open_lower((match["prep"] or "").lower(), edtf), "relative"


@_rule("season", r"\b(?:in |since |during |earlier |late |over )?(?:last|this|next|the previous) (?:summer|spring|autumn|winter|fall)\b", _I)
@_rule("overnight", r"\bovernight\b", _I)
@_rule("vague_ago", r"\b(?:(?:several|a few|some|many|just|only|few|hundreds of|thousands of) )*(?:minutes|hours|days|weeks|months|years|decades|centuries) (?:ago|earlier|later|before|prior|afterwards)\b", _I)
@_rule("recent", r"\b(?:in|over|during) (?:the )?(?:recent|past|last|coming) (?:few |several )?(?:days|weeks|months|years|decades|decade)\b", _I)
def _unfixed(_: re.Match[str], __: Setting) -> Reading:
    return None, "relative"


_COUNT = r"(?P<count>\d{1,3}|a couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty)"
_PERIOD = r"(?P<unit>minute|hour|day|week|month|year|decade)s?"


@_rule("ago", rf"\b(?P<hedge>(?:about|around|roughly|nearly|almost|over|more than|less than|some|just|only|at least) )?{_COUNT} {_PERIOD} ago\b", _I)
def _ago(match: re.Match[str], setting: Setting) -> Reading:
    count, unit = number_of(match["count"]), match["unit"].lower()
    day, published = setting.published.day, setting.published
    if count is None or (match["hedge"] and unit != "day") or (match["hedge"] or "").strip().lower() not in ("", "just", "only"):
        return None, "relative"
    edtf: str | None = None
    if unit in ("day", "week") and day:
        edtf = (day - dt.timedelta(count * (1 if unit == "day" else 7))).isoformat() + ("" if unit == "day" else "~")
    elif unit == "month" and (found := months_before(published, count)):
        edtf = f"{found}~"
    elif unit == "year" and published.year and published.year - count > 0:
        edtf = f"{published.year - count:04d}~"
    return edtf, "relative"


@_rule("last_days", rf"\b(?:in|over|during|within|for) the (?:last|past|previous) {_COUNT} {_PERIOD}\b", _I)
def _last_days(match: re.Match[str], setting: Setting) -> Reading:
    count, unit, day = number_of(match["count"]), match["unit"].lower(), setting.published.day
    days = {"hour": 1 / 24, "day": 1, "week": 7}.get(unit)
    if count is None or day is None or days is None:
        return None, "relative"
    return f"{(day - dt.timedelta(-(-count * days // 1))).isoformat()}/{day.isoformat()}", "relative"


@_rule("from_another", rf"\b(?:(?:about|around|less than|more than|just|only|nearly|almost|roughly) )*{_COUNT} {_PERIOD} (?:earlier|later|before|after|prior|afterwards|previously|following)\b", _I)
@_rule("from_another", r"\b(?:on )?the (?:day|night|week|month|year|morning|evening) (?:before|after|prior|earlier|later|following)\b", _I)
@_rule("from_another", r"\b(?:on |in )?the (?:next|following|previous|preceding|same) (?:day|night|week|month|year|morning|evening)\b|\bsince then\b", _I)
@_rule("from_another", r"\b(?:later )?(?:on |in )?that (?:same )?(?:day|night|week|month|year|morning|evening|summer)\b(?! (?:the|a|an|he|she|they)\b)", _I)
def _from_another(_: re.Match[str], __: Setting) -> Reading:
    return None, "relative"


_HAPPENING = (
    r"(?:(?:air|missile|drone|rocket|mortar|bomb|suicide|terror|terrorist|deadly|mass|military|US|U\.S\.)[ -]?)*"
    r"(?:attacks?|strikes?|airstrikes?|shootings?|bombings?|explosions?|blasts?|clashes|fighting|raids?|crash|accident|stampede|incident|"
    r"killings?|murders?|ceasefire|battle|invasion|offensive|earthquake|fire|protests?|riots?|shelling|ambush|massacre|assault)"
)


@_rule("event", rf"\b(?:immediately |shortly |soon |just |hours |minutes |days |weeks )?(?:after|before|during|following|since) (?:the|this|that|an?|his|her|their) {_HAPPENING}\b", _I)
def _event(_: re.Match[str], __: Setting) -> Reading:
    return None, "event"
