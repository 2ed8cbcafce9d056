"""Whom a sentence names of a number of dead or injured: "X was among eleven who died", "identified as"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_subjects import subject_before
from reportedly.coder.harm_words import COUNT_NOUNS, HARM_VERBS, listed
from reportedly.coder.victims import victims_after

_BE = listed("is are was were be been being 's 're")
_BETWEEN = listed("who that were was are is have had has been be also later reportedly to confirmed were being")
_KILLED = listed("dead deceased slain killed murdered drowned")
_IDENTIFIED = re.compile(r"(?:identified|named)(?: (?:by|on|in) [\w' ]{1,40}?)? as\b")

_NAMED_THE_DEAD = re.compile(
    r"(?:identified|named) (?:(?:the|one of the|two of the|its|their|his|her|both) )?(?:[\w-]+ ){0,2}?"
    r"(?:(?:dead|fallen|slain|killed|murdered|drowned|deceased)(?: (?!as\b)[\w-]+){0,3}|"
    r"(?:victims?|fatality|fatalities|casualty)(?: of [\w' -]{1,40}?)?) as\b"
)


def find_among(words: Words) -> Iterator[Found]:
    """Those whom the sentence puts among a number of harmed, and those it gives as the names of the dead."""
    for i, word in enumerate(words.low):
        if word == "among":
            yield from _among(words, i)
        elif word == "one" and words.word(i + 1) == "of":
            yield from _among(words, i, i + 1)
        elif word in ("identified", "named"):
            yield from _identified(words, i)


def _among(words: Words, i: int, link: int | None = None) -> Iterator[Found]:
    """ "X was among eleven who died", "she was one of 14 people killed"."""
    at = (i if link is None else link) + 1
    while words.word(at) in ("at", "least", "more", "than", "about", "around", "nearly", "over"):
        at += 1
    group = words.phrase_from(at)
    if link and (own := words.phrase_at(at)) and own.first == i:
        group = Phrase(at, own.base_last, own.last, own.head)
    if group is None or not (is_count(words, group) or words.tokens[group.head].tag_ in ("NNS", "NNPS")):
        return
    told = _harm_after(words, group)
    if told is None or not is_person(words, group):
        return
    harm, last = told
    first, is_clause = _copula(words, i)
    if is_clause:
        victims = subject_before(words, first, first)
    elif words.is_headline and (phrase := words.phrase_to(i - 1)) and is_person(words, phrase):
        victims = [phrase]
    else:
        return
    for phrase in victims:
        yield Found(first, last, harm, phrase, "harm.among", is_part=True)


def _harm_after(words: Words, group: Phrase) -> tuple[str, int] | None:
    """What became of the number, and the last token that says it."""
    at = group.last + 1
    while at < len(words) and at - group.last < 5 and words.word(at) in _BETWEEN:
        at += 1
    word = words.word(at)
    harm = HARM_VERBS.get(word) or (
        COUNT_NOUNS.get(word) if word in ("dead", "wounded", "injured", "missing") else None
    )
    return (harm, at) if harm else None


def _copula(words: Words, i: int) -> tuple[int, bool]:
    """Where the form of "be" before "among" stands, past an aside between commas, and whether there is one."""
    at = i - 1
    if words.word(at) == ",":
        opening = next((n for n in range(at - 1, max(at - 14, 0), -1) if words.word(n) == ","), None)
        at = opening - 1 if opening is not None else at
    while words.word(at) in ("also", "reportedly", "believed", "thought"):
        at -= 1
    return at, words.word(at) in _BE


def _identified(words: Words, i: int) -> Iterator[Found]:
    """ "The deceased were identified as A, B and C": each of them a death."""
    if (told := _NAMED_THE_DEAD.match(words.text(i, i + 12))) and not {"not", "n't"} & set(
        words.low[max(i - 3, 0) : i]
    ):
        last = i + told.group().count(" ")
        for phrase in victims_after(words, last):
            if is_name(words, phrase) or words.tokens[phrase.head].tag_ == "NNP":
                yield Found(i + 1, last, "killed", phrase, "harm.identified", is_part=True, is_named=True)
        return
    found = _IDENTIFIED.match(words.text(i, i + 12))
    before = words.text(max(i - 9, 0), i - 1).split()
    if not found or not _KILLED & set(before) or words.word(i - 1) in ("not", "n't"):
        return
    subject = next((n for n in range(i - 1, max(i - 10, -1), -1) if words.word(n) in _KILLED), i)
    if words.phrase_at(subject) is None:
        return
    last = i + found.group().count(" ")
    for phrase in victims_after(words, last):
        if is_name(words, phrase) or words.tokens[phrase.head].tag_ == "NNP":
            yield Found(subject, last, "killed", phrase, "harm.identified", is_part=True, is_named=True)
