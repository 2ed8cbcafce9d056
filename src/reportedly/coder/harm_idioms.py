"""Predicates of harm that are adjectives or participles: "left two dead", "three wounded men"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_lives import MODIFIERS
from reportedly.coder.harm_people import PERSON_CLASS
from reportedly.coder.harm_persons import classify, is_count, is_person, singular
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_negated, is_real
from reportedly.coder.harm_subjects import joined_before, subject_of
from reportedly.coder.harm_words import HARM_VERBS, STRIKE, TO_DEATH, listed
from reportedly.coder.victims import victims_after

_BEFORE_THE_DEAD = listed("leaving left leaves found shot leave dead declared pronounced and ,")
_DEAD_ATTRIBUTES = listed("murdered slain drowned assassinated martyred beheaded executed massacred lynched")
_DONE_TO_VICTIMS = {
    **dict.fromkeys(("murder", "massacre", "homicide", "manslaughter", "genocide", "execution", "drowning"), "killed"),
    **dict.fromkeys(("kidnap", "kidnapping", "abduction"), "captured"),
    **dict.fromkeys(("burns", "stabbing"), "injured"),
}
_QUITE = listed(
    "tired set wrong serious certain sure calm slow level even last ahead straight keen easy drunk centre center"
)
_FIGURE = re.compile(r"(?:and buried (?:[.,]|in the )|on (?:his|her|their|its) feet|in the water )")
_FOUND_DEAD = listed(
    """
    confirmed feared reported found discovered presumed believed pronounced declared now already struck left lay lying
    reportedly
    """
)


def find_idioms(words: Words) -> Iterator[Found]:
    """What the sentence says was done to whom in other words than a verb of harm."""
    for phrase in words.phrases:
        yield from _attribute(words, phrase)
        yield from _victims_of(words, phrase)
    for i, word in enumerate(words.low):
        if word == "dead":
            yield from _dead(words, i)


def _attribute(words: Words, phrase: Phrase) -> Iterator[Found]:
    """What a participle inside a phrase tells of it: "captured fighters", "the three wounded soldiers"."""
    for i in range(phrase.first, phrase.head):
        harm = HARM_VERBS.get(words.word(i))
        is_counted = harm == "injured" and words.word(i) not in STRIKE and is_count(words, phrase)
        if (harm == "captured" or is_counted) and is_person(words, phrase) and words.is_attribute(i):
            yield Found(i, i, harm or "injured", phrase, "harm.attribute")
    for i in range(phrase.first, phrase.head):
        if words.word(i) == "missing" and is_count(words, phrase) and is_person(words, phrase):
            yield Found(i, i, "missing", phrase, "harm.attribute")
    for i in range(phrase.first, phrase.last):
        is_fallen = words.word(i) == "dead" and is_count(words, phrase)
        is_fallen = is_fallen or (words.word(i) == "fallen" and is_count(words, phrase) and _is_fighting(words, phrase))
        if (words.word(i) in _DEAD_ATTRIBUTES or is_fallen) and (victims := _described(words, phrase, i)):
            yield Found(i, i, "killed", victims, "harm.attribute")


def _victims_of(words: Words, phrase: Phrase) -> Iterator[Found]:
    """ "Two murder victims", "relatives of the 14 murder victims"."""
    if words.word(phrase.last) not in ("victim", "victims"):
        return
    harm = _DONE_TO_VICTIMS.get(words.word(phrase.last - 1))
    first = max((n + 1 for n in range(phrase.first, phrase.last) if words.word(n) == "of"), default=phrase.first)
    counted = Phrase(first, phrase.last, phrase.last, phrase.last)
    if harm and (is_count(words, counted) or words.word(first) in ("a", "an")):
        yield Found(phrase.last - 1, phrase.last, harm, counted, "harm.count_noun")


def _is_fighting(words: Words, phrase: Phrase) -> bool:
    """Whether those who are called fallen are of a force."""
    return classify(words, phrase) in ("military", "militant", "security_force") or words.word(phrase.head) in (
        "comrades",
        "men",
        "firefighters",
    )


def _described(words: Words, phrase: Phrase, i: int) -> Phrase | None:
    """Whom a participle in a phrase describes, itself or in its of-phrase: "the family of murdered Ali Aziz"."""
    end = i + 1
    while end < phrase.last and words.word(end + 1) != "of" and words.word(end + 1) not in ("'s", "’s", "'"):
        end += 1
    first = i
    while first > phrase.first and words.word(first - 1) != "of":
        first -= 1
    whole = Phrase(first, end, end, end)
    if is_person(words, whole):
        return whole
    for at in range(i + 1, end + 1):
        if PERSON_CLASS.get(singular(words.word(at))):
            return Phrase(first, at, at, at)
    return None


def _dead(words: Words, i: int) -> Iterator[Found]:
    if words.word(i - 1) in (*STRIKE, "for", "the", "half", "brain", "-") or words.word(i + 1) in (
        "end",
        "heat",
        "sea",
        "body",
        "-",
    ):
        return
    is_mixed = _is_or_wounded(words, i)
    if words.word(i + 1) == "or" and words.word(i + 2) not in ("dying", "mortally") and not is_mixed:
        return
    harm = "killed_or_injured" if is_mixed else "killed"
    if (
        i + 1 < len(words)
        and words.tokens[i + 1].tag_ in ("NN", "NNS")
        and (words.phrase_at(i) or words.tokens[i].dep_ == "amod")
    ):
        return
    if words.word(i + 1) in _QUITE or _FIGURE.match(words.text(i + 1, i + 4) + " "):
        return
    if (i == 0 or words.word(i - 1) in ("also", "already", "now")) and words.word(i + 1) in (
        "is",
        "are",
        "was",
        "were",
    ):
        for phrase in victims_after(words, i + 1) if i < 3 else []:
            yield Found(i, i + 1, "killed", phrase, "harm.dead", needs_cause=True)
        return
    start = i
    while (
        words.word(start - 1) in _FOUND_DEAD
        or words.word(start - 1) in ("be", "to")
        or words.word(start - 1) in TO_DEATH
    ):
        start -= 1
    if not is_real(words, i) or words.text(i - 2, i - 1) in ("play", "drop", "wanted"):
        return
    if "alive" in words.low[i + 1 :] and words.word(i - 1) in _FOUND_DEAD:
        return
    direct = _right_before(words, start)
    left = _leaving(words, direct) if direct else None
    if (left is not None and not is_real(words, left)) or (
        words.is_headline and direct is not None and not is_person(words, direct)
    ):
        return
    is_plain = direct and is_person(words, direct) and start == i and not is_count(words, direct)
    if direct and is_plain and not words.is_headline and words.word(direct.first - 1) not in _BEFORE_THE_DEAD:
        return
    victims = (
        [*joined_before(words, direct), direct] if direct and is_person(words, direct) else subject_of(words, start)
    )
    for phrase in victims:
        yield Found(start, i, harm, phrase, "harm.dead", needs_cause=not is_mixed, is_negative=is_negated(words, i))


def _is_or_wounded(words: Words, i: int) -> bool:
    """Whether "dead" is told as one of two fates: "left 14 dead or injured", not "left two dead and wounded six"."""
    if words.word(i + 1) not in ("or", "and") or words.word(i + 2) not in ("wounded", "injured", "hurt", "maimed"):
        return False
    following = words.phrase_from(i + 3)
    is_other = following is not None and (is_count(words, following) or is_person(words, following))
    return not is_other and words.word(i + 3) not in ("at", "more", "about", "dozens", "hundreds", "some", "as")


def _right_before(words: Words, start: int) -> Phrase | None:
    """The phrase before "dead", or the number in its of-phrase: "the names of four", not "a mother of four"."""
    direct = words.phrase_to(start - 1)
    if direct is None or is_count(words, direct) or direct.base_last == direct.last:
        return direct
    if is_person(words, direct) and words.tokens[direct.head].tag_ != "NNS":
        return direct
    nearer = Phrase(direct.base_last + 2, direct.last, direct.last, direct.last)
    return nearer if is_count(words, nearer) and is_person(words, nearer) else direct


def _leaving(words: Words, phrase: Phrase) -> int | None:
    """The "leave" of which a phrase is the object: "could | leave | up to 300 dead"."""
    at = next((n for n in range(phrase.first - 1, max(phrase.first - 7, -1), -1) if words.word(n) not in MODIFIERS), -1)
    return at if words.word(at) in ("leave", "leaving") else None
