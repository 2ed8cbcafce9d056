"""The missing without the word: "the fate of 28 villagers is unknown", "no sign of the other 40"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_missing import SEARCHERS
from reportedly.coder.harm_persons import is_count, is_name, is_person, number_of_group
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_real
from reportedly.coder.harm_subjects import subject_before, subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import victims_after, victims_of

_UNKNOWN = listed("unknown unclear mystery unexplained")
_NOTHING = re.compile(
    r"contact (?:was|has been|had been) lost with\b"
    r"|nothing (?:more |further )?(?:is|was|has been) known (?:of|about)\b"
    r"|nothing (?:more )?(?:has|had) (?:since )?been (?:heard|seen) (?:of|from)\b"
    r"|(?:no|any) (?:further |more )?(?:word|news|sign|signs|trace|contact|communication) "
    r"(?:(?:has|had) (?:yet )?(?:come|been had|been found|been received|been made) )?(?:of|from|with)\b"
    r"|(?:lost|losing|without) (?:all |radio )?(?:contact|touch) with\b"
)
_SEARCH = re.compile(
    r"(?:search|searches|hunt) (?:(?:was|is|were|are|has|had|been|still|also|now) )*"
    r"(?:continued|continues|continuing|resumed|resumes|under way|underway|went on|goes on|on|widened|intensified) "
    r"for\b"
)
_FOUND = listed("found located traced recovered rescued")
_LOST_WITH = re.compile(
    r"lost (?:at sea )?with (?:(?:all|its|her|his|a|an|the) )*(?:(?:entire|whole) )?"
    r"(?:crew of|[\w,]+ (?=(?:\w+ )?(?:aboard|on board)\b))"
)
_RETURN = listed("return returned back home")
_NUMBERED = {"disappeared": "missing", "missing": "missing", "wounded": "injured", "injured": "injured"}
_NUMBER = listed("number numbering numbered total totalled totaled")
_ASTRAY = re.compile(
    r"\b(?:swept|buried|river|sea|lake|missing|lost|trapped|crew|snow|mountain|hikers?|climbers?|mud)\b"
)
_KIN = listed(
    "son daughter husband wife brother sister father mother sons daughters brothers sisters child children parents"
)
_NOT_PERSONS = listed("suspect suspects attacker attackers gunman gunmen survivors survivor body bodies")
_STARTS = (
    _FOUND
    | _RETURN
    | _NUMBERED.keys()
    | listed("fate nothing contact no any lost losing without search searches hunt list seen heard")
)


def find_lost(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as missing in other words than that."""
    for i, word in enumerate(words.low):
        if word not in _STARTS:
            continue
        if word == "fate" and words.word(i + 1) == "of":
            yield from _fate(words, i)
        elif word in ("nothing", "contact", "no", "any", "lost", "losing", "without"):
            yield from _nothing_of(words, i)
            if word == "lost":
                yield from _lost_with(words, i)
                yield from _feared_lost(words, i)
        elif word in ("search", "searches", "hunt"):
            yield from _search(words, i)
        elif word == "list" and words.text(i + 1, i + 3) in ("of the missing", "of missing has", "of missing contains"):
            yield from _list(words, i)
        elif word in _FOUND:
            yield from _not_found(words, i)
        elif word in ("seen", "heard") and words.word(i - 1) in ("has", "have", "had"):
            yield from _none_has_seen(words, i)
        elif word in _RETURN:
            yield from _not_back(words, i)
        elif word in _NUMBERED and words.word(i - 1) in ("the", "those"):
            yield from _number(words, i)


def _fate(words: Words, i: int) -> Iterator[Found]:
    """ "The fate of 28 villagers was unknown"."""
    holder = words.phrase_at(i)
    whom = Phrase(i + 2, holder.last, holder.last, holder.last) if holder and holder.last > i + 1 else None
    for phrase in [whom] if whom else victims_after(words, i + 1):
        rest = words.low[phrase.last + 1 : phrase.last + 12]
        is_unknown = _UNKNOWN & set(rest) or ("not" in rest and "known" in rest)
        if is_unknown and is_person(words, phrase) and _is_told(words, phrase):
            yield Found(i, i, "missing", phrase, "harm.missing")


def _nothing_of(words: Words, i: int) -> Iterator[Found]:
    """ "Nothing has been heard of the four geologists", "no sign of the other 40", "lost contact with three divers"."""
    told = _NOTHING.match(words.text(i, i + 8))
    is_any = words.word(i) == "any" and not re.search(r"\b(?:not|n't|without|never)\b", words.text(i - 6, i - 1))
    if told is None or is_any or not is_real(words, i):
        return
    last = i + told.group().count(" ")
    for phrase in victims_of(words, last):
        is_kin = words.word(phrase.first) in ("his", "her", "their", "my", "our") and words.word(phrase.head) in _KIN
        is_several = is_count(words, phrase) or number_of_group(words, phrase) is not None
        if (is_several or is_kin) and words.word(phrase.head) not in _NOT_PERSONS:
            yield Found(i, last, "missing", phrase, "harm.missing")


def _feared_lost(words: Words, i: int) -> Iterator[Found]:
    """ "A dozen fishermen are feared lost", "six men were lost at sea"."""
    is_feared = words.word(i - 1) in ("feared", "presumed", "believed")
    if not (is_feared or words.text(i + 1, i + 2) == "at sea") or not is_real(words, i):
        return
    for phrase in subject_of(words, i - is_feared) if auxiliaries(words, i)[1] else []:
        if is_count(words, phrase):
            yield Found(i - is_feared, i, "missing", phrase, "harm.missing")


def _list(words: Words, i: int) -> Iterator[Found]:
    """ "The list of the missing has 31 names"."""
    told = re.match(
        r"list of (?:the )?missing (?:now )?(?:has|contains|gives|holds|runs to|includes)\b", words.text(i, i + 6)
    )
    number = words.phrase_from(i + len(told.group().split())) if told else None
    if (
        told
        and number
        and is_count(words, number)
        and words.word(number.last) in ("names", "people", "persons", "entries")
    ):
        last = i + told.group().count(" ")
        yield Found(i, last, "missing", Phrase(number.first, number.last, number.last, number.first), "harm.missing")


def _lost_with(words: Words, i: int) -> Iterator[Found]:
    """ "Trawler lost with crew of nine", "went down and was lost with 12 aboard"."""
    told = _LOST_WITH.match(words.text(i, i + 10))
    if told is None or not is_real(words, i):
        return
    last = i + told.group().strip().count(" ")
    number = words.phrase_at(last if words.word(last) != "of" else last + 1)
    if number is None:
        return
    first = number.first if words.word(last) != "of" else last + 1
    if number.first < first:
        number = Phrase(first, number.last, number.last, number.last)
    if is_count(words, number):
        yield Found(i, last, "missing", number, "harm.missing")


def _search(words: Words, i: int) -> Iterator[Found]:
    """ "The search continued for nine workers"."""
    told = _SEARCH.match(words.text(i, i + 9))
    sentence = " ".join(words.low)
    if told is None or not (SEARCHERS.search(sentence) or _ASTRAY.search(sentence)) or not is_real(words, i):
        return
    last = i + told.group().count(" ")
    last += words.word(last + 1) == "missing"
    for phrase in victims_after(words, last):
        is_several = is_count(words, phrase) or number_of_group(words, phrase) is not None
        if is_several and words.word(phrase.head) not in _NOT_PERSONS:
            yield Found(i, last, "missing", phrase, "harm.missing")


def _not_found(words: Words, i: int) -> Iterator[Found]:
    """ "One has not been found", "three have yet to be found"."""
    if words.word(i + 1) not in (".", ",", ";", "and", "but", "by", "since", "yet", "after", "despite", ""):
        return
    first, group = auxiliaries(words, i)
    is_yet = words.text(i - 3, i - 1) in ("yet to be", "still to be", "remain to be") or words.word(i - 1) == "unable"
    if is_yet:
        first = next(
            (n for n in range(i - 3, max(i - 6, 0), -1) if words.word(n) in ("have", "has", "are", "is")), first
        )
    elif not ({"been"} & group and is_negated(words, i)):
        return
    for phrase in subject_before(words, i, first):
        if is_count(words, phrase) and words.word(phrase.head) not in _NOT_PERSONS:
            yield Found(first, i, "missing", phrase, "harm.missing")


def _none_has_seen(words: Words, i: int) -> Iterator[Found]:
    """ "No one has seen the two boys since", "nobody has heard from four climbers"."""
    if not re.search(r"\b(?:no one|nobody|no - one|none)\b", words.text(i - 5, i - 1)):
        return
    at = i + (words.word(i + 1) in ("from", "of"))
    for phrase in victims_after(words, at):
        if _is_told(words, phrase) and words.word(phrase.first) not in ("them", "him", "her"):
            yield Found(i, i, "missing", phrase, "harm.missing")


def _not_back(words: Words, i: int) -> Iterator[Found]:
    """ "Two fishermen failed to return", "seven climbers did not come back"."""
    start = i - 1 if words.word(i) in ("back", "home") else i
    if start < i and words.word(start) not in ("come", "came", "returned", "got"):
        return
    if words.word(i + 1) not in (".", ",", ";", "from", "and", "by", "on", "at", "that", "", "but", "when"):
        return
    is_failed = words.word(start - 1) == "to" and words.word(start - 2) in ("failed", "yet")
    if not (is_failed or is_negated(words, start)) or words.word(start - 1) in ("would", "will", "could"):
        return
    first = start - 2 if is_failed else auxiliaries(words, start)[0]
    first -= words.word(first - 1) == "never"
    if {"will", "would", "can", "could", "may", "might", "should", "must"} & set(words.low[first:start]):
        return
    for phrase in subject_before(words, start, first):
        is_somebody = words.word(phrase.first) in ("a", "an", "his", "her") or is_name(words, phrase)
        if is_count(words, phrase) or (is_somebody and words.word(i) == "home"):
            yield Found(first, i, "missing", phrase, "harm.missing")


def _number(words: Words, i: int) -> Iterator[Found]:
    """ "The disappeared, who are thought to number about 900"."""
    at = next((n for n in range(i + 1, min(i + 9, len(words))) if words.word(n) in _NUMBER), 0)
    if not at or not ({"who", "numbering", "numbered"} & set(words.low[i + 1 : at + 1]) or at == i + 1):
        return
    own = words.phrase_at(at)
    numbers = [Phrase(at + 1, own.last, own.last, own.last)] if own and own.last > at else victims_after(words, at)
    for phrase in numbers:
        if is_count(words, phrase):
            yield Found(i, at, _NUMBERED[words.word(i)], phrase, "harm.number")


def _is_told(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase brings persons by a number, a name or as somebody's."""
    is_somebody = words.word(phrase.first) in ("a", "an", "his", "her", "their", "my", "our", "the")
    return is_count(words, phrase) or is_name(words, phrase) or (is_somebody and phrase.last > phrase.first)
