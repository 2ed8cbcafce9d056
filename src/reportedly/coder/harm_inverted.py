"""Predicates of harm that stand before their victims: "killed were two officers", "also killed was a cook"."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.coder.harm_closed_words import ORDINALS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import COUNT_NOUNS, HARM_VERBS, listed
from reportedly.coder.victims import victims_after

_BE = listed("was were is are")
_FARTHEST = 9
_SINGLE = listed("fatality death killing murder casualty homicide drowning")


def find_inverted(words: Words) -> Iterator[Found]:
    """Whom the sentence names after a participle of harm and a form of "be", and whom it counts by their turn."""
    for i, word in enumerate(words.low):
        if word in HARM_VERBS and _opens(words, i) and words.tokens[i].tag_ in ("VBN", "VBD", "JJ"):
            yield from _inverted(words, i)
    if not _SINGLE.isdisjoint(words.low):
        for phrase in words.phrases:
            yield from _in_turn(words, phrase)


def _opens(words: Words, i: int) -> bool:
    """Whether nothing but words such as "also" stands before a participle in its clause."""
    at = i - 1
    while at >= 0 and words.word(at) not in (";", ":", "."):
        if words.word(at) not in ("also", "others", "and", '"', "“", "both", "too", "either"):
            return False
        at -= 1
    return True


def _inverted(words: Words, i: int) -> Iterator[Found]:
    for at in range(i + 1, min(i + _FARTHEST, len(words) - 1)):
        word = words.word(at)
        if word in (".", ";", "who", "which", "that") or (word in HARM_VERBS and words.is_verb(at)):
            return
        if word in _BE:
            following = words.tokens[at + 1].tag_
            if following in ("VBN", "VBG", "VBD") and words.phrase_from(at + 1) is None:
                return
            for phrase in victims_after(words, at):
                yield Found(i, at, HARM_VERBS[words.word(i)], phrase, "harm.inverted")
            return


def _in_turn(words: Words, phrase: Phrase) -> Iterator[Found]:
    """ "A fourth death was reported", "the third fatality was a porter": one more of those counted."""
    is_turn = words.word(phrase.first) in ("a", "the") and words.word(phrase.first + 1) in ORDINALS
    if not is_turn or phrase.head != phrase.first + 2 or words.word(phrase.head) not in _SINGLE:
        return
    if is_count(words, phrase) or words.word(phrase.head + 1) not in _BE | {"has", "had", "came", "in", "on", "from"}:
        return
    harm = COUNT_NOUNS.get(words.word(phrase.head), "killed")
    yield Found(phrase.head, phrase.head, harm, phrase, "harm.in_turn", needs_cause=True)
