"""Harm that did not happen or is not known of: "without casualties", "no losses", "no word on any injuries"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.coder.harm_closed_words import DETERMINERS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_violent
from reportedly.coder.harm_words import listed

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
    rf"(?:(?:any|possible|potential|the number of|civilian|further) )*(?:({_COUNTS}|wounded|injured)|dead)\b"
)
_OF_ANYONE = re.compile(
    r"\bno (?:\w+ )?(?:reports?|word|indications?|signs?|evidence) of (?:anyone|anybody) "
    rf"(?:(?:being|having|been|was|had|were) )*({_HARMED})\b"
)
_WHETHER = re.compile(
    r"\b(?:not|n't|unclear|unknown|unsure)\b[^,;]{0,40}?\b((?:if|whether) "
    rf"(?:there (?:were|was|had been|are|have been) (?:any )?(?:civilian )?({_COUNTS})"
    rf"|(?:anyone|anybody|any (?:\w+ )?\w+) (?:was|were|had been|has been|have been) ({_HARMED})))\b"
)
_NO_PROOF = re.compile(
    r"\b(?:(?:no|little|(?:not|n't|never|without)(?: \w+)? any) (?:[\w-]+ ){0,2}?"
    r"(?:evidence|proof|signs?|indications?|reports?|word|information|suggestions?|confirmation|records?|"
    r"(?:reason|grounds) to (?:believe|think|suspect))"
    r"(?: (?:has|had|have|was|were|is|been|yet|so|far|found|seen|emerged|whatever|at|all)){0,5}|nothing)"
    r"(?: (?:to (?:suggest|show|indicate|prove) )?that (?=\w)| to (?:suggest|show|indicate|prove) (?=\w)| (?=any))"
)
_PROVED = re.compile(
    r"(?:[\w'-]+ ){0,12}?(killed|died|dead|hurt|injured|harmed|wounded|perished|drowned|murdered|massacred|"
    r"executed|shot|"
    r"abducted|kidnapped|captured|casualties|deaths|fatalities|missing)\b"
    r"(?: (?:anyone|anybody|any \w+|civilians|people))?"
)
_HARMS = {
    **dict.fromkeys(listed("hurt injured harmed wounded shot injury injuries"), "injured"),
    **dict.fromkeys(listed("hurting injuring harming wounding"), "injured"),
    **dict.fromkeys(listed("abducted kidnapped captured"), "captured"),
    **dict.fromkeys(listed("casualties casualty victims"), "killed_or_injured"),
    "missing": "missing",
}
"""What the words of harm in these patterns say was done, where it is not "killed"."""
_ANYONE = re.compile(r"\b(?:any|anyone|anybody|casualties|deaths|fatalities|civilians|people)\b")
_UNPROVEN_STARTS = frozenset({"no", "not", "n't", "never", "without", "nothing", "little"})
_STARTS = _UNPROVEN_STARTS | {"nobody", "losses", "whether", "if", "scratch", "graze", "bruise"}


class Unproven(NamedTuple):
    """A clause, tokens `first` to `last`, that nothing shows to be true; `start` is the token that begins to say so."""

    start: int
    first: int
    last: int


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
        told = match.group(1) or "casualties"  # "no word on any dead | or injured"
        yield _row(joined, match.start(), match.end(), _harm(told), "harm.no_evidence")
    for match in _OF_ANYONE.finditer(joined):
        yield _row(joined, match.start(), match.end(), _harm(match.group(1)), "harm.no_evidence")
    for match in _WHETHER.finditer(joined):
        yield _row(joined, match.start(), match.end(1), _harm(match.group(2) or match.group(3)), "harm.whether")


def unproven(words: Words) -> list[Unproven]:
    """The clauses that nothing shows to be true: "no evidence that ..."."""
    if not _UNPROVEN_STARTS & set(words.low):
        return []
    joined = " ".join(words.low)
    found = []
    for match in _NO_PROOF.finditer(joined):
        first = joined[: match.end()].count(" ")
        ends = [i for i in range(first, len(words)) if words.word(i) in (",", ";", ".", "but", ":")]
        start = joined[: match.start()].count(" ")
        found.append(Unproven(start, first, ends[0] if ends else len(words) - 1))
    return found


def is_unproven(words: Words, one: Found, clauses: list[Unproven]) -> bool:
    """Whether a statement is what such a clause tells, and no aside in it: not "the men | killed in May were armed"."""
    for _, first, last in clauses:
        if first <= one.first <= last and one.rule not in ("harm.no_evidence", "harm.whether"):
            token = words.tokens[one.first]
            is_aside = token.dep_ in ("acl", "relcl") and words.tokens[first].i <= token.head.i
            if not is_aside:
                return True
    return False


def find_nobody_shown(words: Words, clauses: list[Unproven]) -> Iterator[Found]:
    """ "There is no evidence that anyone died": of persons whom nothing else tells of."""
    for start, first, _ in clauses:
        told = _PROVED.match(words.text(first, len(words)))
        if told is None:
            continue
        phrase = words.phrase_from(first)
        is_several = phrase is not None and words.tokens[phrase.head].tag_ == "NNS" and is_person(words, phrase)
        if _ANYONE.search(told.group()) or (is_several and words.word(first) not in DETERMINERS):
            last = first + told.group().count(" ")
            yield Found(start, last, _harm(told.group(1)), Phrase(start, last, last, last), "harm.whether")


def _harm(told: str) -> str:
    return _HARMS.get(told, "killed")


def _row(joined: str, start: int, end: int, harm: str, rule: str) -> Found:
    first = joined[:start].count(" ")
    last = first + joined[start:end].count(" ")
    return Found(first, last, harm, Phrase(first, last, last, last), rule)
