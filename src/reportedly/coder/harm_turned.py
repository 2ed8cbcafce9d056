"""Harm told the other way round: "also wounded was a cameraman", "injuries to 23 passengers", "no survivors"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_closed_words import PRONOUNS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_real, is_sport, is_violent
from reportedly.coder.harm_words import DEED_NOUNS, listed
from reportedly.coder.victims import victims_after

_TURNED = {
    **dict.fromkeys(("wounded", "injured", "hurt", "hospitalised", "hospitalized"), "injured"),
    **dict.fromkeys(("killed", "dead", "slain", "murdered"), "killed"),
    **dict.fromkeys(("captured", "kidnapped", "abducted"), "captured"),
    "missing": "missing",
}
_BE = listed("was were is are")
_DEEDS = {
    **dict.fromkeys(("disappearance", "disappearances", "vanishing"), "missing"),
    **dict.fromkeys(("injury", "injuries", "wounds"), "injured"),
    **dict.fromkeys(("detention", "seizure"), "captured"),
}
_UNREAL = re.compile(r"\b(?:risk|prevent\w*|avoid\w*|no|possible|potential|without|reduc\w+|minor)(?: \w+){0,2}$")
_NONE_LEFT = re.compile(
    r"\bno (?:known )?survivors (?:among|from|of|aboard) (?:(?:the|its|her|all|at|least|about|some) )*"
    r"|\b(?:none|not one) of (?:the|its|her) "
)
_FRONT = re.compile(
    r"(?:badly |seriously |critically |slightly |severely )?"
    r"(?:(?:wounded|injured|hurt|burned) (?:in|by|on|during|when|while)\b"
    r"|(?:hit|struck|shot|stabbed|slashed) (?:twice )?(?:in the|by (?:[\w'-]+ ){0,3}?"
    r"(?:bullets?|shrapnel|fragments?|splinters?|sniper|car|stones?|glass|debris|pellets?))\b)"
)
_DID_NOT = re.compile(r"\b(?:but|while|though|although) ((?:[\w'-]+ ){1,5})(?:did not|did n't)(?= [.,;]|$)")


def find_turned(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as harmed after a participle or a noun, or as nobody who survived."""
    if _FRONT.match(words.text(0, 8)):
        yield from _at_front(words)
    for i, word in enumerate(words.low):
        if word in _TURNED and words.word(i - 1) in (
            "also",
            "",
            ",",
            "seriously",
            "critically",
            "badly",
            "and",
            "among",
        ):
            yield from _inverted(words, i)
        if word in _DEEDS:
            yield from _deed(words, i)
        if word in DEED_NOUNS and words.word(i + 1) == "of":
            yield from _and_kin(words, i)
    if any(word.startswith("surviv") for word in words.low):
        yield from _not_survived(words)


def _inverted(words: Words, i: int) -> Iterator[Found]:
    """ "Also wounded was a cameraman": the participle at the front of its clause."""
    front = words.text(0, i - 1)
    if front not in ("", "also", "seriously", "critically", "badly", "also seriously", "also critically", "among"):
        return
    at = i + 1
    while at - i < 8 and words.word(at) not in _BE and words.word(at) not in (",", ".", ""):
        at += 1
    if words.word(at) not in _BE or (
        at > i + 1 and words.word(i + 1) not in ("in", "on", "at", "by", "with", "during")
    ):
        return
    for phrase in victims_after(words, at):
        if words.word(phrase.first) not in PRONOUNS:
            yield Found(i, at, _TURNED[words.word(i)], phrase, "harm.passive", needs_cause=words.word(i) == "dead")


def _at_front(words: Words) -> Iterator[Found]:
    """ "Hit by shrapnel, the cameraman was carried to a cellar"."""
    comma = next((n for n in range(2, min(12, len(words))) if words.word(n) == ","), 0)
    phrase = words.phrase_from(comma + 1) if comma else None
    if phrase and is_person(words, phrase) and words.word(phrase.first) not in PRONOUNS:
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
    victims = _inside(words, i + 2) or victims_after(words, i + 1)
    if victims and words.word(victims[-1].last + 1) == "and":
        following = words.phrase_from(victims[-1].last + 2)
        is_more = following and words.word(following.first) in ("a", "an", "the", "his", "her", "their")
        if following and is_more and is_person(words, following):
            victims = [*victims, following]
    for phrase in victims:
        is_told = (
            is_count(words, phrase) or is_name(words, phrase) or words.word(phrase.first) in ("a", "an", "his", "her")
        )
        if is_told or (phrase is not victims[0] and is_count(words, victims[0])):
            yield Found(i, i, _DEEDS[word], phrase, "harm.deed")


def _inside(words: Words, first: int) -> list[Phrase]:
    """The persons that the phrase of a noun holds after its "of"."""
    holder = words.phrase_at(first)
    if holder is None or holder.first == first:
        return []
    phrase = Phrase(first, holder.last, holder.last, holder.last)
    return [phrase] if is_person(words, phrase) else []


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


def _not_survived(words: Words) -> Iterator[Found]:
    """ "No survivors among the 62 people on board", "but her father did not"."""
    joined = " ".join(words.low)
    for match in _NONE_LEFT.finditer(joined):
        last = joined[: match.end()].strip().count(" ")
        number = words.phrase_from(last + 1) or words.phrase_at(last + 1)
        is_none = match.group().startswith("no ") or re.search(r"\bsurvived\b", joined[match.end() :][:60])
        if number is None or not is_none:
            continue
        number = Phrase(last + 1, max(number.base_last, last + 1), max(number.last, last + 1), number.head)
        if is_count(words, number) and is_person(words, number):
            first = joined[: match.start()].count(" ")
            yield Found(first, last, "killed", number, "harm.none_left")
    if "survived" in words.low and is_violent(joined):
        for match in _DID_NOT.finditer(joined):
            if joined.find("survived") > match.start():
                continue
            first = joined[: match.start(1)].count(" ")
            phrase = words.phrase_from(first)
            if phrase and phrase.last == first + match.group(1).count(" ") - 1 and is_person(words, phrase):
                yield Found(first, phrase.last + 2, "killed", phrase, "harm.did_not_survive")
