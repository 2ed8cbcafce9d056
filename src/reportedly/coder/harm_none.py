"""Harm that did not happen or is not known of: "without casualties", "no losses", "no word on any injuries"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_closed_words import DETERMINERS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_person
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
    yield from _nobody_shown(words, joined)
    for match in _OF_ANYONE.finditer(joined):
        yield _row(joined, match.start(), match.end(), _harm(match.group(1)), "harm.no_evidence")
    for match in _WHETHER.finditer(joined):
        yield _row(joined, match.start(), match.end(1), _harm(match.group(2) or match.group(3)), "harm.whether")


def unproven(words: Words) -> list[tuple[int, int]]:
    """The tokens from which and to which clauses run that nothing shows to be true: "no evidence that ..."."""
    if not _UNPROVEN_STARTS & set(words.low):
        return []
    joined = " ".join(words.low)
    found = []
    for match in _NO_PROOF.finditer(joined):
        first = joined[: match.end()].count(" ")
        ends = [i for i in range(first, len(words)) if words.word(i) in (",", ";", ".", "but", ":")]
        found.append((first, ends[0] if ends else len(words) - 1))
    return found


def is_unproven(words: Words, one: Found, clauses: list[tuple[int, int]]) -> bool:
    """Whether a statement is what such a clause tells, and no aside in it: not "the men | killed in May were armed"."""
    for first, last in clauses:
        if first <= one.first <= last and one.rule not in ("harm.no_evidence", "harm.whether"):
            token = words.tokens[one.first]
            is_aside = token.dep_ in ("acl", "relcl") and words.tokens[first].i <= token.head.i
            if not is_aside:
                return True
    return False


def _nobody_shown(words: Words, joined: str) -> Iterator[Found]:
    """ "There is no evidence that anyone died": of persons whom nothing else tells of."""
    for match in _NO_PROOF.finditer(joined):
        told = _PROVED.match(joined, match.end())
        if told is None:
            continue
        first = joined[: match.end()].count(" ")
        phrase = words.phrase_at(first)
        is_plural = phrase and phrase.first == first and words.tokens[phrase.head].tag_ == "NNS"
        is_anyone = re.search(r"\b(?:any|anyone|anybody|casualties|deaths|fatalities|civilians|people)\b", told.group())
        if is_anyone or (is_plural and phrase and is_person(words, phrase) and words.word(first) not in DETERMINERS):
            yield _row(joined, match.start(), told.end(), _SHOWN.get(told.group(1), "killed"), "harm.whether")


_SHOWN = {
    **dict.fromkeys(("hurt", "injured", "harmed", "wounded", "shot"), "injured"),
    **dict.fromkeys(("abducted", "kidnapped", "captured"), "captured"),
    "casualties": "killed_or_injured",
    "missing": "missing",
}
_UNPROVEN_STARTS = frozenset({"no", "not", "n't", "never", "without", "nothing", "little"})
_STARTS = _UNPROVEN_STARTS | {"nobody", "losses", "whether", "if", "scratch", "graze", "bruise"}


def _harm(told: str) -> str:
    if told in _HURT:
        return "injured"
    return "killed" if told in _HARMS or told.startswith(("loss of", "killing")) else "killed_or_injured"


def _row(joined: str, start: int, end: int, harm: str, rule: str) -> Found:
    first = joined[:start].count(" ")
    last = first + joined[start:end].count(" ")
    return Found(first, last, harm, Phrase(first, last, last, last), rule)
