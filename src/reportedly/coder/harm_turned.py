"""Harm told by a noun or before its victim: "injuries to 23 passengers", "hit by shrapnel, the cameraman …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count, is_name, is_person, is_pronoun
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_real, is_sport
from reportedly.coder.harm_words import DEED_NOUNS
from reportedly.coder.victims import victims_of

_DEEDS = {
    **dict.fromkeys(("disappearance", "disappearances", "vanishing"), "missing"),
    **dict.fromkeys(("injury", "injuries", "wounds"), "injured"),
    **dict.fromkeys(("detention", "seizure"), "captured"),
}
_KNOWN = ("the", "these", "those", "their", "its")
_UNREAL = re.compile(r"\b(?:risk|prevent\w*|avoid\w*|no|possible|potential|without|reduc\w+|minor)(?: \w+){0,2}$")
_FRONT = re.compile(
    r"(?:badly |seriously |critically |slightly |severely )?"
    r"(?:(?:wounded|injured|hurt|burned) (?:in|by|on|during|when|while)\b"
    r"|(?:hit|struck|shot|stabbed|slashed) (?:twice )?(?:in the|by (?:[\w'-]+ ){0,3}?"
    r"(?:bullets?|shrapnel|fragments?|splinters?|sniper|car|stones?|glass|debris|pellets?))\b)"
)


def find_turned(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as harmed after a participle at its front, or a noun."""
    if _FRONT.match(words.text(0, 8)):
        yield from _at_front(words)
    for i, word in enumerate(words.low):
        if word in _DEEDS:
            yield from _deed(words, i)
        if word in DEED_NOUNS and words.word(i + 1) == "of":
            yield from _and_kin(words, i)


def _at_front(words: Words) -> Iterator[Found]:
    """ "Hit by shrapnel, the cameraman was carried to a cellar"."""
    comma = next((n for n in range(2, min(12, len(words))) if words.word(n) == ","), 0)
    phrase = words.phrase_from(comma + 1) if comma else None
    if phrase and is_person(words, phrase) and not is_pronoun(words, phrase):
        yield Found(0, comma - 1, "injured", phrase, "harm.at_front")


def _deed(words: Words, i: int) -> Iterator[Found]:
    """ "The disappearance of 43 labourers", "injuries to 23 passengers and the driver"."""
    word = words.word(i)
    link = words.word(i + 1)
    if link not in ("of", "to") or (link == "to" and _DEEDS[word] != "injured") or is_sport(words):
        return
    if _UNREAL.search(words.text(0, (words.phrase_at(i) or Phrase(i, i, i, i)).first - 1)) or not is_real(words, i):
        return
    if word in ("injuries", "wounds", "detention", "seizure") and link == "of":
        return
    victims = victims_of(words, i + 1)
    if victims and words.word(victims[-1].last + 1) == "and":
        following = words.phrase_from(victims[-1].last + 2)
        is_more = following and words.word(following.first) in ("a", "an", "the", "his", "her", "their")
        if following and is_more and is_person(words, following):
            victims = [*victims, following]
    for phrase in victims:
        is_told = (
            is_count(words, phrase)
            or is_name(words, phrase)
            or words.word(phrase.first) in ("a", "an", "his", "her")
            or (link == "to" and words.tokens[phrase.head].tag_ == "NNS" and words.word(phrase.first) not in _KNOWN)
        )
        if is_told or (phrase is not victims[0] and is_count(words, victims[0])):
            yield Found(i, i, _DEEDS[word], phrase, "harm.deed")


def _and_kin(words: Words, i: int) -> Iterator[Found]:
    """The second of "the kidnapping of a manager and his bodyguard"."""
    holder = words.phrase_at(i + 2)
    if holder is None or words.word(holder.last + 1) != "and" or holder.last - i > 9:
        return
    kin = words.phrase_from(holder.last + 2)
    first = Phrase(i + 2, holder.last, holder.last, holder.last)
    if kin and words.word(kin.first) in ("his", "her", "their") and is_person(words, kin) and is_person(words, first):
        is_owner = is_name(words, first) or words.word(i + 2) in ("a", "an", "the") or is_count(words, first)
        if is_owner and is_real(words, i):
            yield Found(
                i, i, DEED_NOUNS[words.word(i)], kin, "harm.deed", needs_cause=words.word(i).startswith("death")
            )
