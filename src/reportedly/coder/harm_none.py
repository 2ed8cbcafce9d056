"""Harm that did not happen or is not known of: "without casualties", "no losses", "no word on any injuries"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_violent

_COUNTS = "casualties|casualty|deaths?|fatalities|injuries|injury|loss of (?:human )?li(?:fe|ves)|victims"
_HARMED = "hurt|injured|harmed|wounded|killed"
_WITHOUT = re.compile(
    rf"\bwithout (?:(?:any|causing|inflicting|reported|suffering|civilian|human|serious|a single) )*({_COUNTS})\b"
    rf"|\bwithout (?:anyone|anybody|any (?:\w+ )?\w+) (?:being |getting |having been )?({_HARMED})\b"
    r"|\bwithout (?:killing|hurting|injuring|harming|wounding) (?:anyone|anybody)\b"
)
_SCRATCH = re.compile(
    r"\b(?:not (?:even )?(?:a|one)(?: single)?|without (?:so much as )?(?:a|any)) (scratch|graze|bruise)\b"
)
_NO_LOSSES = re.compile(r"\b(?:no|without(?: any)?) (?:(?:human|personnel|own|further|reported) )*losses\b")
_FORCES = re.compile(
    r"\b(?:forces|troops|army|ranks|unit|patrol|brigade|battalion|fighters?|soldiers?|personnel|military|navy)\b"
)
_MONEY = re.compile(r"[$€£]|\b(?:compan\w+|profits?|revenues?|quarter|shares|sales|business|financial|investors?)\b")
_LOST_NO_ONE = re.compile(
    r"\b(?:lost|lose|losing|loses) (no one|nobody|no - one|not (?:a|one)(?: single)? (?:man|soldier|fighter)"
    r"|no (?:men|soldiers|fighters|troops)(?: of (?:its|their|our) own)?)\b(?! to\b)"
)
_NO_VICTIMS = re.compile(
    r"\bthere (?:were|are|was|had been) (no (?:(?:civilian|human|military|further|other) )*(?:dead|victims)\b)"
    r"(?! (?:or|and) (?:injured|wounded)| end)"
)
_NO_WORD = re.compile(
    r"\b(?:no|not any) (?:\w+ )?(?:reports?|word|information|indications?|details|news) (?:on|about|of) "
    rf"(?:(?:any|possible|potential|the number of|civilian|further) )*({_COUNTS}|dead|wounded|injured)\b"
)
_OF_ANYONE = re.compile(
    r"\bno (?:\w+ )?(?:reports?|word|indications?|signs?|evidence) (?:of|that) (?:anyone|anybody) "
    rf"(?:(?:being|having|been|was|had|were) )*({_HARMED})\b"
)
_WHETHER = re.compile(
    r"\b(?:not|n't|unclear|unknown|unsure)\b[^,;]{0,40}?\b((?:if|whether) "
    rf"(?:there (?:were|was|had been|are|have been) (?:any )?(?:civilian )?({_COUNTS})"
    rf"|(?:anyone|anybody|any (?:\w+ )?\w+) (?:was|were|had been|has been|have been) ({_HARMED})))\b"
)
_HARMS = {"death": "killed", "deaths": "killed", "fatalities": "killed", "killed": "killed"}
_HURT = ("hurt", "injured", "harmed", "wounded", "injury", "injuries", "hurting", "injuring", "harming", "wounding")


def find_none(words: Words) -> Iterator[Found]:
    """Statements that nobody was harmed, or that nothing is known of anybody."""
    if not _STARTS & set(words.low):
        return
    joined = " ".join(words.low)
    for match in _WITHOUT.finditer(joined):
        told = match.group(1) or match.group(2) or match.group().split()[1]
        yield _row(joined, match.start(), match.end(), _harm(told), "harm.without")
    for match in _SCRATCH.finditer(joined):
        yield _row(joined, match.start(), match.end(), "injured", "harm.without")
    lost = _NO_LOSSES.search(joined)
    if lost and (_FORCES.search(joined) or is_violent(joined)) and not _MONEY.search(joined):
        yield _row(joined, lost.start(), lost.end(), "killed_or_injured", "harm.without")
    lost = _LOST_NO_ONE.search(joined) if "los" in joined else None
    if lost and (_FORCES.search(joined) or is_violent(joined) or " had lost" in joined) and not _MONEY.search(joined):
        yield _row(joined, lost.start(1), lost.end(), "killed", "harm.without")
    for match in _NO_VICTIMS.finditer(joined):
        harm = "killed" if match.group(1).endswith("dead") else "killed_or_injured"
        yield _row(joined, match.start(1), match.end(1), harm, "harm.without")
    for match in _NO_WORD.finditer(joined):
        yield _row(joined, match.start(), match.end(), _harm(match.group(1)), "harm.no_evidence")
    for match in _OF_ANYONE.finditer(joined):
        yield _row(joined, match.start(), match.end(), _harm(match.group(1)), "harm.no_evidence")
    for match in _WHETHER.finditer(joined):
        yield _row(joined, match.start(), match.end(1), _harm(match.group(2) or match.group(3)), "harm.whether")


_STARTS = frozenset({"without", "losses", "no", "whether", "if", "scratch", "graze", "bruise", "nobody", "not"})


def _harm(told: str) -> str:
    if told in _HURT:
        return "injured"
    return "killed" if told in _HARMS or told.startswith(("loss of", "killing")) else "killed_or_injured"


def _row(joined: str, start: int, end: int, harm: str, rule: str) -> Found:
    first = joined[:start].count(" ")
    last = first + joined[start:end].count(" ")
    return Found(first, last, harm, Phrase(first, last, last, last), rule)
