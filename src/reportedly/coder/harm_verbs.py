"""Verbs of harm and whom they harm: "killed three", "three were killed", "three killed", "three died"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_figurative import is_no_killing, is_won_or_shown
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_participles import described
from reportedly.coder.harm_persons import classify, is_count, is_name, is_person, is_pronoun
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_relatives import relative_object
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_passive, is_real, is_sport
from reportedly.coder.harm_subjects import subject_before
from reportedly.coder.harm_words import (
    DIE,
    HARM_VERBS,
    INJURE,
    INTRANSITIVE,
    KILL,
    NEUTRALISE,
    PRESENT,
    STRIKE,
    TO_DEATH,
    listed,
)
from reportedly.coder.victims import has_own_verb, victims_after

_THOUGHT = listed("feared presumed believed reported confirmed")
_LEADERS = listed("leader leaders commander commanders member members chief chiefs mastermind emir cell cells")
_OF_WOUNDS = re.compile(
    r"to (?:[\w'-]+ ){0,3}?(?:injur(?:y|ies)|wounds?|burns|cold|smoke|fumes|heat|exposure|"
    r"exhaustion|hypothermia|flames|gas|hunger|thirst)\b"
)
_BODIES_OF_MEN = listed(
    """
    army force forces guard guards police front movement party brigade brigades battalion corps union company team club
    council committee ministry department agency group command division regiment navy united city fc state states
    """
)


def find_verbs(words: Words) -> Iterator[Found]:
    """What the verbs of the sentence say was done to whom."""
    for i, word in enumerate(words.low):
        if word in HARM_VERBS and words.is_verb(i):
            yield from _at_verb(words, i)
        elif word in TO_DEATH:
            yield from _to_death(words, i)


def _at_verb(words: Words, i: int) -> Iterator[Found]:
    word = words.word(i)
    if word in STRIKE and words.word(i + 1) in ("down", "at", "up") and not _is_shot_somewhere(words, i):
        return
    if word in KILL and is_no_killing(words, i):
        return
    if word.startswith("succumb") and not _OF_WOUNDS.match(words.text(i + 1, i + 6)):
        return
    pair = _paired(words, i)
    if pair == "skip" or not is_real(words, i):
        return
    harm, last = _harm(words, i)
    harm = pair or harm
    if words.text(last + 1, last + 2) == "to death":
        last += 2
    if harm == "injured" and is_sport(words):
        return
    needs_cause = (word in DIE and not word.startswith("succumb")) or word.startswith("hospital")
    victims, rule = _victims(words, i, last)
    if rule == "harm.active" and victims:
        after = words.text(victims[-1].last + 1, victims[-1].last + 2)
        harm = "killed" if after == "to death" or after.startswith("dead") else harm
    victims = _told(words, i, victims, harm) if rule == "harm.active" or word in STRIKE else victims
    if rule == "harm.active" and [words.word(one.first) for one in victims] == ["themselves"]:
        doers = subject_before(words, i, auxiliaries(words, i)[0])
        victims = doers if doers and is_count(words, doers[-1]) else victims
    if word.startswith("captur"):
        victims = [phrase for phrase in victims if not is_won_or_shown(words, i, phrase)]
    if word in NEUTRALISE:
        victims = [phrase for phrase in victims if _is_fighter(words, phrase)]
    victims = [*victims, *_along_with(words, victims[-1].last if rule == "harm.active" and victims else last)]
    negative = is_negated(words, i)
    for phrase in victims:
        yield Found(i, last, harm, phrase, rule, needs_cause=needs_cause, is_negative=negative)


def _victims(words: Words, i: int, last: int) -> tuple[list[Phrase], str]:
    """Whom a verb of harm befalls, and by which rule."""
    word = words.word(i)
    first, group = auxiliaries(words, i)
    while words.word(first - 1) in _THOUGHT:
        first -= 1
    if word in DIE:
        victims, rule = subject_before(words, i, first), "harm.die"
    else:
        victims, rule = _voice(words, i, last, first, group)
    if not victims and (word in DIE or ((word in KILL or word in STRIKE) and is_passive(group))):
        victims = _misread_name(words, first)
        rule = rule or "harm.passive"
    return victims, rule


def _is_shot_somewhere(words: Words, i: int) -> bool:
    """Whether "at" after "shot" tells where, and not at whom: "was shot at the checkpoint"."""
    target = words.phrase_from(i + 2)
    if words.word(i + 1) != "at" or (target and is_person(words, target)):
        return False
    if words.is_headline:
        return True
    is_place = target is not None and not re.search(r"\btimes?$", words.text(target.first, target.last))
    return is_place and is_passive(auxiliaries(words, i)[1])


def _misread_name(words: Words, first: int) -> list[Phrase]:
    """The name right before a verb of dying that the model takes for an organisation's: "Adamowicz has died"."""
    at = first - 1
    while at > 0 and words.tokens[at].tag_ == "RB":
        at -= 1
    is_apart = words.word(at) == ","
    if is_apart:
        at = next((n - 1 for n in range(at - 1, 0, -1) if words.text(n, n + 1) == ", who"), at)
    phrase = words.phrase_to(at)
    if phrase is None or (phrase.first > 0 and not is_apart) or phrase.last != phrase.base_last:
        return []
    names = words.tokens[phrase.first : phrase.last + 1]
    if phrase.first < phrase.last and any(one.lower_ in _BODIES_OF_MEN for one in names):
        return []
    is_name = all(one.tag_ == "NNP" and one.ent_type_ == "ORG" and not one.text.isupper() for one in names)
    return [phrase] if is_name and len(names) < 4 else []


def _is_fighter(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase names fighters or those who lead them."""
    return classify(words, phrase) in ("militant", "military") or words.word(phrase.head) in _LEADERS


def _told(words: Words, i: int, victims: list[Phrase], harm: str) -> list[Phrase]:
    """The victims that the verb tells of: no bare "them", nobody already known, nobody only spoken of."""
    if words.word(i) in STRIKE and harm == "injured":
        victims = [phrase for phrase in victims if _is_new(words, phrase)]
    bare = ("them", "us") if words.word(i) in KILL else ("them", "us", "themselves")
    victims = [phrase for phrase in victims if words.word(phrase.first) not in bare]
    is_gerund = words.word(i).endswith("ing") and victims
    is_clause = words.tokens[i].dep_ in ("pcomp", "xcomp") or words.word(i - 1) == "of"
    if is_gerund and not is_clause and words.word(victims[-1].last + 1) in ("would", "will", "could", "is", "can"):
        return []
    return victims


def _along_with(words: Words, last: int) -> list[Phrase]:
    """Who shared the fate: "he was killed, along with three of his children"."""
    at = last + 1 + (words.word(last + 1) == ",")
    if words.phrase_from(at) or words.phrase_from(
        at + 1
    ):  # past an apposition, a place or a time: "in Quetta on Monday, together with a guard"
        ends = range(at, min(at + 14, len(words) - 2))
        past = next((n for n in ends if words.word(n) in (",", ";", ".") or words.tokens[n].tag_ in ("VBD", "VBZ")), 0)
        at = past + 1 if words.word(past) == "," and words.word(past + 1) in ("along", "together") else at
    if words.text(at, at + 1) in ("along with", "together with"):
        return victims_after(words, at + 1)
    if words.text(at, at + 2) == "as well as":
        return [phrase for phrase in victims_after(words, at + 2) if not has_own_verb(words, phrase)]
    return []


def _is_new(words: Words, phrase: Phrase) -> bool:
    """Whether "shot" or "stabbed" brings somebody new: of one whom the text already knows it tells the manner."""
    first = words.word(phrase.first)
    is_named = phrase.last > phrase.first and words.tokens[phrase.head].ent_type_ == "PERSON"
    if (is_named and words.tokens[phrase.head].tag_ == "NNP" and first == "the") or first in ("me", "i"):
        return True
    if any(words.tokens[n].tag_ == "POS" for n in range(phrase.first + 1, phrase.head)):
        return True  # "the mayor's driver"
    if is_pronoun(words, phrase) or first in ("the", "that", "those", "these", "both"):
        return words.is_headline
    return (
        is_count(words, phrase)
        or first in ("a", "an", "another", "his", "her", "my", "our", "their")
        or is_name(words, phrase)
        or words.is_headline
    )


def _paired(words: Words, i: int) -> str | None:
    """What a verb joined to another says: nothing of its own ("shot and killed"), or both ("killed or injured")."""
    word, after, before = words.word(i), words.word(i + 2), words.word(i - 2)
    joins = ("and", "or", "/")
    if words.word(i + 1) in joins and after in HARM_VERBS:
        if word in STRIKE and (after in KILL or after in INJURE or after in DIE):
            return "skip"
        if (word in KILL and after in INJURE) or (word in INJURE and after in KILL):
            return "skip"
    is_mixed = (word in KILL and before in INJURE) or (word in INJURE and before in KILL)
    return "killed_or_injured" if is_mixed and words.word(i - 1) in joins else None


def _harm(words: Words, i: int) -> tuple[str, int]:
    word = words.word(i)
    if word in STRIKE:
        if words.word(i + 1) == "dead":
            return "killed", i + 1
        if words.text(i + 1, i + 2) == "to death" or words.word(i - 1) in ("fatally", "mortally"):
            return "killed", i
    if word in INJURE and (words.word(i - 1) in ("fatally", "mortally") or words.text(i + 1, i + 2) == "to death"):
        return "killed", i
    return HARM_VERBS[word], i


def _voice(words: Words, i: int, last: int, first: int, group: frozenset[str]) -> tuple[list[Phrase], str]:
    is_said_to_have = {"to", "have"} <= group and "been" not in group
    if is_passive(group) and not is_said_to_have and not words.word(i).endswith("ing"):
        return subject_before(words, i, first), "harm.passive"
    if i == 0 and words.word(i).endswith("ed"):
        return [], ""
    objects = victims_after(words, last)
    if objects:
        return objects, "harm.active"
    if words.word(i + 1) != "by" and (clause := relative_object(words, i)):
        return clause, "harm.active"
    word = words.word(i)
    if word in INTRANSITIVE and (not word.endswith("ing") or group):
        return subject_before(words, i, first), "harm.die"
    if (
        word.endswith("ing")
        or (word in PRESENT and word not in ("hurt",))
        or group & {"have", "has", "had", "did", "to"}
    ):
        return _shared_objects(words, i), "harm.active"
    if words.word(i + 1) in ("and", "or") and words.word(i + 2) in HARM_VERBS:
        shared = _shared_objects(words, i)
        if shared:
            return shared, "harm.active"
    return described(words, i, last, first, group)


def _shared_objects(words: Words, i: int) -> list[Phrase]:
    """The objects of a second verb that the first shares: "kidnapped and murdered two students"."""
    if words.word(i + 1) in ("and", "or") and words.word(i + 2) in HARM_VERBS:
        return victims_after(words, i + 2)
    return []


def _to_death(words: Words, i: int) -> Iterator[Found]:
    """Verbs that kill only with "to death": "crushed to death", "beat a man to death"."""
    if words.word(i) in HARM_VERBS or (words.tokens[i].tag_.startswith("NN") and not words.is_headline):
        return
    if words.text(i + 1, i + 2) in ("to death", "alive by") or words.text(i + 1, i + 1) == "alive":
        if not is_real(words, i):
            return
        first, group = auxiliaries(words, i)
        victims = subject_before(words, i, first)
        rule, last = "harm.to_death", i + (1 if words.word(i + 1) == "alive" else 2)
        objects = victims_after(words, last)
        if objects and not is_passive(group):
            victims = objects
    else:
        victims = victims_after(words, i)
        rule, last = "harm.to_death", i
        after = words.text(victims[-1].last + 1, victims[-1].last + 2) if victims else ""
        is_alive = after.startswith("alive") and words.word(i).startswith(("burn", "skin", "flay"))
        if not (after == "to death" or is_alive) or not is_real(words, i):
            return
    for phrase in victims:
        yield Found(i, last, "killed", phrase, rule, is_negative=is_negated(words, i))
