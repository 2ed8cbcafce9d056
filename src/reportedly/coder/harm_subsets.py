"""Parts of a total: "16 people, including three children", "among the dead were two nurses"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.coder.harm_closed_words import NUMBER_WORDS, ORDINALS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_real
from reportedly.coder.harm_subjects import subject_before
from reportedly.coder.harm_words import HARM_VERBS, listed
from reportedly.coder.victims import victims_after

_THE_HARMED = (
    r"(?:the|those|these|its|their|our) (?:\w+ )?(dead|victims|deceased|killed|fatalities|slain|wounded|injured|"
    r"casualties|missing|hostages|hurt|fallen)"
)
_WAS_AMONG_THOSE = re.compile(
    r"\b(?:was|were|is|are) (?:also )?among (?:those|people|the people) who (?:had |were |was |have )?(?:been )?"
    r"(died|perished|drowned|killed|wounded|injured)\b"
)
_HEADED_AMONG = re.compile(
    r"\bamong (?:the )?(dead|victims|killed|slain|wounded|injured|missing|hostages)\b(?! (?:was|were))"
)
_AMONG = re.compile(rf"\bamong {_THE_HARMED}(?: \w+)? (?:(?:was|were|are|is|included?)\b|:)")
_WAS_AMONG_PATIENTS = re.compile(
    r"\b(?:was|were|is|are) (?:still )?among (?:those|the \w+) (?:still )?"
    r"(?:in (?:the )?(?:hospital|hospitals|intensive care)|"
    r"hospitali[sz]ed|being treated)\b"
)
_INCLUDED = re.compile(
    rf"(?:^|(?<=, )|(?<=said )|(?<=that )|(?<=and ))"
    rf"(?:{_THE_HARMED}|(?:fatalities|victims)|(?:the|its|a) (?:(?:death|official|latest|casualty) )?toll"
    rf"|(?:the|a) list of (?:the )?(?:dead|victims))"
    rf" (?:(?:also|now|reportedly|so far) )*(?:included?|includes|(?:were|are|is|was) "
    r"(?:believed|thought|said|reported|known|understood|feared) to (?:have )?included?|were|are) (?=(?:[a-z]+|\d+)\b)"
)
_WAS_AMONG = re.compile(
    rf"\b(?:was|were|is|are)(?: , [^,]{{3,60}} ,)? (?:also )?among {_THE_HARMED}\b(?! (?:was|were|are|is))"
)
_PARTLY = re.compile(
    r"\b(\S+) (?:more )?of (?:the|those|these) (?:(?:other|people|men|women) )?"
    r"(?:who (?:(?:had|have|were|was|are|been) )*)?"
    r"(dead|deceased|killed|fatalities|slain|wounded|injured|hurt|abducted|kidnapped|missing|"
    r"victims(?= (?:was|were|are|is)\b(?! (?:still )?(?:in (?:a |an )?(?:hospital|intensive|critical|stable|serious)|"
    r"treated|being|recovering|alive|expected))))"
    r"\b(?! (?:said|told|survived|escaped|(?:\w+ ){1,2}(?:released|freed|rescued|found|located|traced)))"
)
_STATES = listed("dead killed wounded injured missing")
_DIED = re.compile(r"(?:(?:later|since|subsequently|also|then|has|have|had) )*(?:died|succumbed|perished)\b")
_APART = listed(", - ( and least — –")
_DESCRIBES = listed("while when as in at on near inside outside aboard with from by under aged after before during")
_INCLUDING = listed("including incl incl.")
_FAR = 10  # tokens between "including all" and the others
_HARMS = {
    "wounded": "injured",
    "injured": "injured",
    "casualties": "killed_or_injured",
    "missing": "missing",
    **dict.fromkeys(("hostages", "abducted", "kidnapped"), "captured"),
    "hurt": "injured",
}


def find_subsets(words: Words, found: list[Found]) -> Iterator[tuple[int, Found]]:
    """The parts that the sentence names of the victims of statements, each with the place of its whole in the list."""
    for i, word in enumerate(words.low):
        if word in _INCLUDING or words.text(i, i + 1) == "among them":
            whole = _whole(words, found, i)
            anchor = i + (words.word(i + 1) == ".") if word in _INCLUDING else i + 1
            before = words.phrase_to(i - 1) if word == "among" else None
            if whole is not None:
                told = victims_after(words, anchor)
                told += victims_after(words, past) if (past := _past_all(words, anchor)) is not None else []
                if before and not told and words.word(before.first - 1) in _APART and is_person(words, before):
                    told = [before]
                for phrase in told:
                    yield whole, replace(found[whole], victims=phrase, rule="harm.including", is_part=True)
        elif word == "whom" and words.word(i - 1) == "of" and words.word(i - 2) == ",":
            phrase_of = words.phrase_from(i + 1)
            whole = _whole(words, found, i - 2)
            if (
                whole is not None
                and phrase_of
                and is_count(words, phrase_of)
                and words.word(phrase_of.last + 1) in ("were", "was", "are")
            ):
                yield whole, replace(found[whole], victims=phrase_of, rule="harm.of_them", is_part=True)
        elif (
            word in ("them", "whom")
            and words.word(i - 1) == "of"
            and (words.tokens[i - 2].tag_ == "CD" or words.word(i - 2) in NUMBER_WORDS)
        ):
            whole = _whole(words, found, i - 2)
            phrase = Phrase(i - 2, i, i, i)
            if whole is not None and words.word(i - 3) in _APART and _is_aside(words, i):
                yield whole, replace(found[whole], victims=phrase, rule="harm.of_them", is_part=True)


def _past_all(words: Words, anchor: int) -> int | None:
    """The "and" past those whom a place alone tells: "including all on board the plane, | and | one worker"."""
    if words.word(anchor + 1) != "all" or words.word(anchor + 2) not in ("on", "aboard", "inside", "in", "of"):
        return None
    return next((i for i in range(anchor + 2, min(anchor + _FAR, len(words))) if words.word(i) == "and"), None)


def _is_aside(words: Words, i: int) -> bool:
    """Whether "two of them" only describes some of the harmed, and does not begin a clause on what they did."""
    follows = words.phrase_from(i + 1) or words.phrase_from(i + 2)
    if follows and is_person(words, follows):
        return True
    following = words.tokens[i + 1].tag_ if i + 1 < len(words) else ""
    return words.word(i + 1) in _DESCRIBES or following == "VBG"


def _whole(words: Words, found: list[Found], at: int) -> int | None:
    """The statement whose victims stand last before a token, unless another predicate of harm comes between."""
    before = [(one.victims.last, n) for n, one in enumerate(found) if one.victims.last < at and not one.is_negative]
    if not before:
        return None
    last, number = max(before)
    one = found[number]
    if any(words.word(i) in HARM_VERBS and not one.first <= i <= one.last for i in range(last + 1, at)):
        return None
    if ";" in words.low[last:at] or not (
        is_count(words, one.victims) or words.tokens[one.victims.head].tag_ in ("NNS", "NNPS")
    ):
        return None
    return number


def find_listed(words: Words) -> Iterator[Found]:
    """Whom a sentence lists of the dead or injured of another: "among the dead were two nurses"."""
    joined = " ".join(words.low)
    for match in (*_AMONG.finditer(joined), *_INCLUDED.finditer(joined)):
        first = joined[: match.start()].count(" ")
        last = first + match.group().strip().count(" ")
        for phrase in _named_after(
            words, last, is_copula=match.re is _INCLUDED and words.word(last) in ("were", "are")
        ):
            one = _listed(first, last, match.group(1), phrase)
            yield replace(one, needs_cause=one.harm == "killed")
    for match in (*_WAS_AMONG.finditer(joined), *_WAS_AMONG_THOSE.finditer(joined)):
        first = joined[: match.start()].count(" ")
        last = first + match.group().count(" ")
        for phrase in subject_before(words, first, first) if is_real(words, first) else ():
            yield _listed(first, last, match.group(1), phrase)
    for match in _HEADED_AMONG.finditer(joined) if words.is_headline else ():
        first = joined[: match.start()].count(" ")
        victims = words.phrase_to(first - 1)
        if victims and is_person(words, victims):
            yield _listed(first, first + match.group().count(" "), match.group(1), victims)
    for match in _WAS_AMONG_PATIENTS.finditer(joined):
        first = joined[: match.start()].count(" ")
        last = first + match.group().count(" ")
        for phrase in subject_before(words, first, first):
            yield replace(_listed(first, last, "injured", phrase), needs_cause=True)
    for partly in _PARTLY.finditer(joined):
        first = joined[: partly.start()].count(" ")
        last = first + partly.group().count(" ")
        subject = words.phrase_at(first)
        is_number = words.tokens[first].tag_ == "CD" or words.word(first) in NUMBER_WORDS
        if subject is None or not is_number or not is_count(words, subject):
            continue
        harm = _HARMS.get(partly.group(2), "killed")
        if harm != "killed" and _DIED.match(words.text(last + 1, last + 5)):
            harm = "killed"
        whole = Phrase(subject.first, last, last, last)
        told = words.phrase_from(last + 2)
        is_described = told is not None and is_person(words, told)
        if words.word(first) in ("several", "many", "few") and not is_described:
            continue
        end = told.last if told and is_described else last
        yield Found(last, end, harm, whole, "harm.partly", is_part=True)
        yield from _the_rest(words, end + 1, harm)


def _named_after(words: Words, last: int, *, is_copula: bool) -> list[Phrase]:
    """Whom a list names; after "were" only those who are counted, and a single one beside them."""
    named = [phrase for phrase in victims_after(words, last) if words.word(phrase.last + 1) not in _STATES]
    is_counted = any(is_count(words, phrase) for phrase in named)
    return [
        phrase
        for phrase in named
        if words.word(phrase.first) != "both"
        and (not is_copula or is_count(words, phrase) or (is_counted and words.word(phrase.first) in ("a", "an")))
    ]


def _listed(first: int, last: int, told: str | None, phrase: Phrase) -> Found:
    harm = _HARMS.get(told or "", "killed")
    return Found(first, last, harm, phrase, "harm.listed", is_part=True)


def _the_rest(words: Words, start: int, harm: str) -> Iterator[Found]:
    """The next of those told one by one: "... and the fourth was a clerk"."""
    for i in range(start, len(words) - 3):
        if words.word(i) == "the" and words.word(i + 1) in ORDINALS and words.word(i + 2) == "was":
            told = words.phrase_from(i + 3)
            if told and is_person(words, told):
                yield Found(i, i + 2, harm, told, "harm.partly", is_part=True)
