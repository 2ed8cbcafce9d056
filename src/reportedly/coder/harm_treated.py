"""The injured without a verb of harm: "in critical condition", "suffered burns", "taken to hospital"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_real
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import subject_before

_SUFFER = listed(
    """
    suffer suffers suffered suffering sustain sustains sustained sustaining receive received receives
    """
)
_TAKEN = listed("taken rushed airlifted flown transported brought admitted transferred")
_WITH_WOUNDS = re.compile(
    r"\w+ (?:to|by) [\w' ]{0,30}?(?:hospital|hospitals|clinic|center|centre|"
    r"infirmary)\b[\w' ]{0,20}? (?:with|for) (?:[\w-]+ ){0,4}?"
    r"(?:injuries|wounds|burns|surgery|fractures)\b"
)
_WOUNDS = listed("injury injuries wound wounds burn burns inhalation fracture fractures concussion")


def find_treated(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as hurt by what was done for them."""
    for i, word in enumerate(words.low):
        if word == "condition" and words.word(i - 1) in ("critical", "serious", "stable", "grave"):
            yield from _condition(words, i)
        elif word in _SUFFER:
            yield from _suffered(words, i)
        elif word in _TAKEN:
            yield from _taken(words, i)
        elif word == "treated":
            yield from _treated(words, i)


def _subject(words: Words, i: int) -> list[Phrase]:
    first, _ = auxiliaries(words, i)
    return subject_before(words, i, first)


def _condition(words: Words, i: int) -> Iterator[Found]:
    at = i
    while at > 0 and words.word(at) != "in" and i - at < 6:
        at -= 1
    if words.word(at) != "in":
        return
    window = words.text(max(at - 14, 0), at)
    if not re.search(
        r"\b(?:is|are|was|were|remains?|remained|hospital\w*|taken|reported|be|with|left|leaving)\b", window
    ):
        return
    if re.search(r"\b(?:hospitali[sz]ed|injured|wounded|shot|stabbed)\b", window):
        return
    verb = at - 1
    if words.phrase_to(verb) and is_person(words, words.phrase_to(verb)):  # type: ignore[arg-type]
        phrase = words.phrase_to(verb)
        if phrase and is_count(words, phrase):
            yield Found(at, i, "injured", phrase, "harm.condition")
        return
    first, _ = auxiliaries(words, at)
    if words.word(at - 1) in ("remains", "remain", "remained"):
        first = at - 1
    for phrase in subject_before(words, at, first) or subject_before(words, first, first):
        yield Found(first, i, "injured", phrase, "harm.condition")


def _suffered(words: Words, i: int) -> Iterator[Found]:
    at = i + 1
    while (
        at < len(words)
        and at - i < 7
        and words.word(at) not in _WOUNDS
        and words.word(at) not in (",", ".", ";", "that")
    ):
        at += 1
    if words.word(at) not in _WOUNDS or not is_real(words, i):
        return
    own = words.phrase_at(at)
    if own and words.word(own.first) == "no":
        return
    victims = _subject(words, i)
    for phrase in victims:
        yield Found(i, at, "injured", phrase, "harm.suffered", is_negative=is_negated(words, i))


def _taken(words: Words, i: int) -> Iterator[Found]:
    """ "taken to hospital with serious injuries"."""
    found = _WITH_WOUNDS.match(words.text(i, i + 12))
    if found and is_real(words, i):
        for phrase in _subject(words, i):
            last = i + found.group().count(" ")
            yield Found(i, last, "injured", phrase, "harm.taken", is_negative=is_negated(words, i))


def _treated(words: Words, i: int) -> Iterator[Found]:
    window = words.text(i + 1, i + 9)
    found = re.match(
        r"(?:(?:at|in) [\w' ]{2,40}? )?for (?:[\w-]+ ){0,3}?(?:injur(?:y|ies)|wounds|burns|smoke inhalation|"
        r"shock|hypothermia)\b",
        window,
    )
    if not found or not is_real(words, i):
        return
    last = i + len(found.group().split())
    for phrase in _subject(words, i):
        yield Found(i, min(last, len(words) - 1), "injured", phrase, "harm.treated")
