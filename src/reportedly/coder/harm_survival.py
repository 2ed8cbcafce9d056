"""Deaths told by who did not survive: "did not survive", "no survivors among the 17 passengers", "six did not"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_closed_words import NUMBER_WORDS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries
from reportedly.coder.harm_subjects import subject_before, subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import victims_after

_SURVIVE = listed("survive survived survives survivor survivors")
_UNREAL = listed("would will could may might can must should shall if unless")
_NOT = listed("not n't never")
_SAVED = listed("saved revived resuscitated")
_SAVE = listed("save revive resuscitate")
_NONE_OF = re.compile(r"\b(?:none|not one) of (?:the|its|her) (?=.{,60}\bsurvived\b)")
_STARTS = _SURVIVE | _SAVED | _SAVE | {"not", "n't", "never", "all"}


def find_not_survived(words: Words) -> Iterator[Found]:
    """Whom the sentence says did not survive, or could not be saved."""
    if _STARTS.isdisjoint(words.low):
        return
    for i, word in enumerate(words.low):
        if word in _NOT:
            yield from _did_not(words, i)
        elif word in ("survivors", "survivor") and words.word(i - 1) == "no":
            yield from _no_survivors(words, i)
        elif word in ("killed", "died", "dead", "perished", "drowned") and _are_all(words, i):
            yield from _those_aboard(words, i)
        elif word in ("survived", "survive") and words.word(i - 1) != "not":
            yield from _none_survived(words, i)
        elif word in _SAVED and words.word(i - 1) == "be":
            first, group = auxiliaries(words, i)
            if group & {"not", "n't", "cannot"} and group & {"could"}:
                for phrase in subject_before(words, i, first):
                    yield Found(i, i, "killed", phrase, "harm.not_saved", needs_cause=True)
        elif word in _SAVE and _could_not(words, i):
            for phrase in victims_after(words, i):
                yield Found(i, i, "killed", phrase, "harm.not_saved", needs_cause=True)
    yield from _none_of(words)


def _are_all(words: Words, i: int) -> bool:
    """Whether a bare "all" is the subject of a predicate: "12 people were aboard and all were killed"."""
    first, _ = auxiliaries(words, i)
    at = first - 1
    if words.text(at - 1, at) == "of them" or words.word(at) == "them":
        at -= 2
    return words.word(at) == "all" and words.word(at - 1) in ("and", ",", ";", "but", "-", "—", "–")


def _could_not(words: Words, i: int) -> bool:
    """Whether those who would save could not: "could not save", "were unable to revive", "failed to save"."""
    if words.word(i - 1) == "to":
        return words.word(i - 2) in ("unable", "failed", "powerless")
    return bool({"could"} & set(words.low[max(i - 3, 0) : i]) and _NOT & set(words.low[max(i - 2, 0) : i]))


def _did_not(words: Words, i: int) -> Iterator[Found]:
    """ "Two did not survive", "did not make it", and after "survived" a bare "did not"."""
    if words.word(i - 1) not in ("did", "had", "have", "has", *(("do", "does") if words.is_headline else ())):
        return
    after = words.text(i + 1, i + 3)
    last = i
    if after.startswith(("survive", "survived")):
        last = i + 1
    elif after.startswith(("make it", "made it")) and words.word(i + 3) in (
        ".",
        ",",
        "",
        "out",
        '"',
        "”",
        ";",
        "alive",
    ):
        last = i + 2
    elif words.word(i + 1) not in (".", ",", ";", "", '"', "”") or not _persons_survived(words, i):
        return
    if _UNREAL & set(words.low[max(i - 8, 0) : i]):
        return
    thing = words.phrase_from(last + 1)
    if last == i + 1 and thing is not None and not _is_event(words, thing):
        return
    for phrase in subject_before(words, i - 1, i - 1) or _number_before(words, i - 2):
        yield Found(i - 1, last, "killed", phrase, "harm.not_survived", needs_cause=True)


def _persons_survived(words: Words, i: int) -> bool:
    """Whether the sentence has told before a token of persons that they survived."""
    return any(words.word(n) in _SURVIVE and subject_of(words, n) for n in range(i))


def _is_event(words: Words, phrase: Phrase) -> bool:
    """Whether what somebody did not survive can kill: no cut, purge or round of a contest."""
    return not (
        set(words.low[phrase.first : phrase.last + 1])
        & listed("cut cuts round rounds vote votes reshuffle purge election elections stage week season day test year")
    )


def _number_before(words: Words, at: int) -> list[Phrase]:
    """ "The other six" before "did not"."""
    phrase = words.phrase_to(at)
    is_number = words.word(at) in NUMBER_WORDS or (phrase is not None and words.tokens[at].tag_ == "CD")
    return [phrase] if phrase is not None and is_number else []


def _no_survivors(words: Words, i: int) -> Iterator[Found]:
    """ "There were no survivors among the 17 passengers and three crew"."""
    if words.word(i + 1) in (".", "", '"', "”", ",") and words.word(0) != "if":
        yield from _those_aboard(words, i)
    if words.word(i + 1) not in ("among", "from", "of") or _UNREAL & set(words.low[max(i - 6, 0) : i]):
        return
    for phrase in victims_after(words, i + 1):
        if is_count(words, _past_the(words, phrase)):
            yield Found(i - 1, i, "killed", _past_the(words, phrase), "harm.not_survived")


def _none_survived(words: Words, i: int) -> Iterator[Found]:
    """ "None of the 20 passengers survived"."""
    if _UNREAL & set(words.low[max(i - 4, 0) : i]):
        return
    if words.text(i - 3, i - 1) in ("none of whom", "none of them"):
        yield from _those_aboard(words, i - 3)
        return
    for phrase in subject_of(words, i):
        text = words.text(phrase.first, phrase.first + 1)
        if text in ("none of", "not one", "neither of") and phrase.last > phrase.first + 2:
            rest = Phrase(
                phrase.first + 2 + (words.word(phrase.first + 2) == "of"), phrase.last, phrase.last, phrase.last
            )
            rest = _past_the(words, rest)
            if is_count(words, rest) and is_person(words, rest):
                yield Found(phrase.first, i, "killed", rest, "harm.not_survived")


def _none_of(words: Words) -> Iterator[Found]:
    """ "Not one of the 22 passengers on the bus had survived": the number, whatever stands before the verb."""
    joined = " ".join(words.low)
    for match in _NONE_OF.finditer(joined):
        last = joined[: match.end()].strip().count(" ")
        number = words.phrase_at(last + 1)
        if number is None:
            continue
        number = Phrase(last + 1, max(number.base_last, last + 1), max(number.last, last + 1), number.head)
        if is_count(words, number) and is_person(words, number):
            yield Found(joined[: match.start()].count(" "), last, "killed", number, "harm.none_left")


def _those_aboard(words: Words, i: int) -> Iterator[Found]:
    """How many were aboard what left no survivors: "a plane with 19 people on board; there were no survivors"."""
    if _UNREAL & set(words.low[max(i - 6, 0) : i]):
        return
    for phrase in reversed(words.phrases):
        after = words.word(phrase.last + 1)
        is_aboard = after in ("on", "aboard", "inside") or words.word(i) == "none"
        if phrase.last < i and is_aboard and is_count(words, phrase) and is_person(words, phrase):
            yield Found(i, i, "killed", _past_the(words, phrase), "harm.not_survived")
            return


def _past_the(words: Words, phrase: Phrase) -> Phrase:
    """A phrase without the article before its number."""
    if words.word(phrase.first) in ("the", "those", "these", "its", "their") and phrase.first < phrase.last:
        return Phrase(phrase.first + 1, phrase.base_last, phrase.last, phrase.head)
    return phrase
