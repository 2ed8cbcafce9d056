"""Rules for times that are counted from the article's own date, or from another time of the text."""

from __future__ import annotations

import datetime as dt
import re

from reportedly.coder.calendar_words import WEEKDAYS, months_before, number_of, one_of, week_of, weekday_near
from reportedly.coder.time_rules import NOON, WEEKDAY, Reading, Rule, Setting, open_ended, rule_adder

RELATIVE: list[Rule] = []
_rule = rule_adder(RELATIVE)


_NOT_A_DAY = (
    r"(?! (?:Times|Mirror|Express|Mail|People|Herald|Tribune|Telegraph|Post|Star|Sun|Night|school|roast|League)\b|s\b)"
)

_NAMED_DAYS = (
    r"(?<!Super )(?<!Good )(?<!Black )(?<!Bloody )(?<!Ash )(?<!Easter )(?<!Palm )(?<!Sheffield "
    r")(?<!Giving )(?<!Cyber )(?<!Holy )(?<![Ee]very )(?<![Ee]ach )(?<!The )(?<!Maundy )"
)


@_rule(
    "weekday",
    rf"(?<!\w)(?:(?:[Ee]arly|[Ll]ate|[Ll]ater|[Ee]arlier|[Bb]ack) )?(?:(?P<prep>[Oo]n|[Ss]ince|[Uu]ntil|"
    rf"[Tt]ill|[Bb]y|[Ff]rom|[Dd]uring|[Bb]efore|[Aa]fter|[Aa]s of|[Ii]n|[Ff]or|[Tt]hrough|[Oo]f) )?"
    rf"(?:the )?(?:(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Tt]his past|[Tt]his coming|[Cc]oming|"
    rf"[Ff]ollowing|[Pp]revious) )?"
    rf"(?:(?:very )?(?:early|late|midday|mid|the (?:morning|evening|night|afternoon) of|(?:early "
    rf")?(?:morning|evening|night|afternoon)(?: hours)? (?:of|on))[ -])?"
    rf"{_NAMED_DAYS}(?<!\w)(?P<weekday>{WEEKDAY})\b{_NOT_A_DAY}{NOON}(?P<week>(?: of)? (?:last|this|"
    rf"next|the previous|the following) week)?",
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
    way = {
        "next": "after",
        "this coming": "next",
        "coming": "next",
        "last": "before",
        "past": "last",
        "this past": "last",
    }.get(rel, way)
    return open_ended((match["prep"] or "").lower(), weekday_near(setting.published, weekday, way)), "weekday"


@_rule("weekdays", rf"(?:[Ee]very|[Ee]ach|[Oo]n) {WEEKDAY}s?(?<=s)\b|(?:[Ee]very|[Ee]ach) {WEEKDAY}\b")
def _weekdays(_: re.Match[str], __: Setting) -> Reading:
    return None, "weekday"


_I = re.IGNORECASE


@_rule("day_before_last", r"\b(?:the )?day before yesterday\b", _I)
@_rule(
    "yesterday",
    rf"\b(?:(?:early|late|later|earlier) )?(?:since |until |from |on )?yesterday{NOON}|\blast (?:night|evening)\b",
    _I,
)
@_rule(
    "today",
    r"(?<!USA )\b(?:(?:early|late|later|earlier) )?(?:since |until |as of )?(?:today|tonight|this "
    r"(?:morning|afternoon|evening))\b(?! and age)",
    _I,
)
@_rule("tomorrow", rf"\b(?:early |late )?tomorrow{NOON}", _I)
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


@_rule(
    "week",
    r"\b(?:(?:early|earlier|late|later|since|during|until) )?(?P<rel>last|this|next|this past|the "
    r"past|this coming) week\b(?!end)",
    _I,
)
@_rule(
    "week",
    r"\b(?:(?:early|earlier|late|later) in |since |during |in )?(?P<rel>the previous|the following|"
    r"the same|that) (?:week|month|year|day|night|evening|morning|weekend)\b",
    _I,
)
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


@_rule(
    "weekend",
    r"\b(?:(?:over|during|at|on|since|late|early|earlier) )?(?:(?P<rel>the|last|this|this past|the "
    r"past|next|this coming) )(?:bank holiday |long )?weekend\b",
    _I,
)
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


@_rule(
    "month_or_year",
    r"\b(?:(?P<prep>since|until|during|in|of|early|earlier|late|later|by|from) )?(?:the (?:beginning|"
    r"start|end) of )?(?P<rel>last|this|next|this past|the past) (?P<unit>month|year)\b",
    _I,
)
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
    return open_ended((match["prep"] or "").lower(), edtf), "relative"


@_rule(
    "season",
    r"\b(?:in |since |during |earlier |late |over )?(?:last|this|next|the previous) (?:summer|spring|"
    r"autumn|winter|fall)\b",
    _I,
)
@_rule("overnight", r"\bovernight\b", _I)
@_rule(
    "vague_ago",
    r"\b(?:(?:several|a few|some|many|just|only|few|hundreds of|thousands of) )*(?:minutes|hours|"
    r"days|weeks|months|years|decades|centuries) (?:ago|earlier|later|before|prior|afterwards)\b",
    _I,
)
@_rule(
    "recent",
    r"\b(?:in|over|during) (?:the )?(?:recent|past|last|coming) (?:few |several )?(?:days|weeks|"
    r"months|years|decades|decade)\b",
    _I,
)
def _unfixed(_: re.Match[str], __: Setting) -> Reading:
    return None, "relative"


_COUNT = (
    r"(?P<count>\d{1,3}|a couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|fifteen|twenty|thirty|forty|fifty)"
)

_PERIOD = r"(?P<unit>minute|hour|day|week|month|year|decade)s?"


@_rule(
    "ago",
    rf"\b(?P<hedge>(?:about|around|roughly|nearly|almost|over|more than|less than|some|just|only|at "
    rf"least) )?{_COUNT} {_PERIOD} ago\b",
    _I,
)
def _ago(match: re.Match[str], setting: Setting) -> Reading:
    count, unit = number_of(match["count"]), match["unit"].lower()
    day, published = setting.published.day, setting.published
    if (
        count is None
        or (match["hedge"] and unit != "day")
        or (match["hedge"] or "").strip().lower() not in ("", "just", "only")
    ):
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


@_rule(
    "from_another",
    rf"\b(?:(?:about|around|less than|more than|just|only|nearly|almost|roughly) )*{_COUNT} {_PERIOD} "
    rf"(?:earlier|later|before|after|prior|afterwards|previously|following)\b",
    _I,
)
@_rule(
    "from_another",
    r"\b(?:on )?the (?:day|night|week|month|year|morning|evening) (?:before|after|prior|earlier|later|following)\b",
    _I,
)
@_rule(
    "from_another",
    r"\b(?:on |in )?the (?:next|following|previous|preceding|same) (?:day|night|week|month|year|"
    r"morning|evening)\b|\bsince then\b",
    _I,
)
@_rule(
    "from_another",
    r"\b(?:later )?(?:on |in )?that (?:same )?(?:day|night|week|month|year|morning|evening|"
    r"summer)\b(?! (?:the|a|an|he|she|they)\b)",
    _I,
)
def _from_another(_: re.Match[str], __: Setting) -> Reading:
    return None, "relative"


_HAPPENING = (
    r"(?:(?:air|missile|drone|rocket|mortar|bomb|suicide|terror|terrorist|deadly|mass|military|US|U\.S\.)[ -]?)*"
    r"(?:attacks?|strikes?|airstrikes?|shootings?|bombings?|explosions?|blasts?|clashes|fighting|"
    r"raids?|crash|accident|stampede|incident|"
    r"killings?|murders?|ceasefire|battle|invasion|offensive|earthquake|fire|protests?|riots?|"
    r"shelling|ambush|massacre|assault)"
)


@_rule(
    "event",
    rf"\b(?:immediately |shortly |soon |just |hours |minutes |days |weeks )?(?:after|before|during|"
    rf"following|since) (?:the|this|that|an?|his|her|their) {_HAPPENING}\b",
    _I,
)
def _event(_: re.Match[str], __: Setting) -> Reading:
    return None, "event"
