"""Captives without the word: "detained by rebels", "in the hands of the rebels", "seized a tanker with 21 on board"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_captives import names_armed_men
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import classify, is_count, is_name, is_person, number_of_group
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_relatives import relative_object
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_passive, is_real
from reportedly.coder.harm_subjects import subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import victims_after

_SEIZE = listed(
    "seize seizes seized seizing detain detained detaining detains snatch snatched snatches snatching grab grabbed "
    "grabs grabbing abducted rounded hold holds"
)
_HANDS = re.compile(
    r"in(?:to)? (?:the (?:hands|custody|clutches) of (?:[\w'-]+ ){0,3}?"
    r"(?:rebels?|militants?|kidnappers|gunmen|enemy|guerrillas?|insurgents?|group|militia|fighters|separatists|jihadists|"
    r"captors|pirates|gangs?|bandits|extremists|terrorists|abductors|raiders|criminals|these (?:people|men))"
    r"|(?:rebel|enemy|militant|guerrilla|insurgent|separatist|militia|[\w']+ 's) (?:hands|captivity))\b"
)
_ENEMY = re.compile(
    r"held(?: (?:captive|prisoner|hostage))? (?:in|at) (?:[\w'-]+ ){0,3}?"
    r"(?:enemy|rebel|militant|guerrilla|separatist|insurgent|hills?|jungle|forest|bush|mountains?|caves?|hideouts?)\b"
)
_BOARD = re.compile(r"(?:with (?:its |her |a )?(?:crew of )?|and (?:its|her) (?:crew of )?|carrying )")
_CRAFT = listed(
    "tanker ship vessel freighter trawler plane airliner boat bus ferry yacht train dhow tug barge aircraft coach"
)
_HIJACK = listed("seized hijacked captured commandeered boarded seize hijack hijacks seizes")
_CAPTIVES = listed("hostages captives prisoners")
_SET_FREE = listed("freed released rescued go return returned escaped fled home")
_FREED = listed("freed released escaped rescued ransomed hostages captors kidnappers")
_POLICE = listed(
    "police officers detectives court jail prison cells cell custody charges charge charged arrested bail questioned "
    "questioning immigration contract contracts positions"
)
_WHERE = listed("in from at near by on during after")
_CONTEXT = listed("captivity captors kidnappers hostage hostages ransom kidnapped abducted gunmen")
_PROGRESSIVE = listed("is are was were 's 're")
_HELD_IN = listed("hands custody clutches captivity")
_FOR = re.compile(r"for ransom\b|at (?:gun|knife)point\b")
_SINCE = re.compile(r"since\b|for (?:[\w-]+ ){1,3}?(?:hours|days|weeks|months|years)\b|in (?:[\w-]+ ){0,2}?captivity\b")
_STARTS = _SEIZE | _HIJACK | _CAPTIVES | listed("hold holds held holding captive in into captivity hostage prisoner")


def find_held(words: Words) -> Iterator[Found]:
    """Whom the sentence says that somebody took or holds, in other words than that."""
    is_in_hands = not _HELD_IN.isdisjoint(words.low)
    for i, word in enumerate(words.low):
        if word not in _STARTS:
            continue
        if word in _SEIZE:
            yield from _seized(words, i)
        if word in _HIJACK:
            yield from _with_crew(words, i)
        if word in ("held", "holding", "hold", "holds"):
            yield from _for_ransom(words, i)
        if word == "held":
            yield from _held_by_enemy(words, i)
        elif word == "captive":
            yield from _still_captive(words, i)
        elif word in ("in", "into") and is_in_hands:
            yield from _in_hands(words, i)
        elif word == "captivity":
            yield from _after_captivity(words, i)
        elif word in ("hostage", "captive", "prisoner") and words.text(i - 2, i - 1) in ("as a", "as their"):
            yield from _as_captive(words, i)
        if word in _CAPTIVES:
            yield from _owned(words, i)


def _seized(words: Words, i: int) -> Iterator[Found]:
    """ "A militia detained seven aid workers", "rebels seize mayor, two councillors"."""
    _, group = auxiliaries(words, i)
    if words.tokens[i].tag_.startswith("NN") or not is_real(words, i):
        return
    if is_passive(group):
        is_told = bool(_CONTEXT & set(words.low))
        for phrase in subject_of(words, i) if is_told or words.word(i) in ("seized", "snatched") else []:
            if not is_told and not _is_taken_from_life(words, phrase):
                continue
            if _is_somebody(words, phrase) or words.word(phrase.first - 1) == "whose":
                yield Found(i, i, "captured", phrase, "harm.seized", is_negative=is_negated(words, i))
        return
    direct = words.phrase_to(i - 1)
    is_cut_short = words.is_headline and words.word(i) in ("seized", "snatched") and words.word(i + 1) in _WHERE
    if is_cut_short and direct and _is_taken_from_life(words, direct):  # "Four nuns seized in raid"
        yield Found(i, i, "captured", direct, "harm.seized")
        return
    if not any(names_armed_men(words, phrase) for phrase in [*subject_of(words, i), *_parsed_subject(words, i)]):
        return
    for phrase in victims_after(words, i + (words.word(i + 1) == "up")):
        if _is_somebody(words, phrase) and classify(words, phrase) != "militant":
            yield Found(i, i, "captured", phrase, "harm.seized", is_negative=is_negated(words, i))


def _is_taken_from_life(words: Words, phrase: Phrase) -> bool:
    """Whether people who were seized are a number of civilians, and the sentence tells of no police, court or army."""
    is_state = not (_POLICE | {"army", "troops", "customs", "officers", "authorities"}).isdisjoint(words.low)
    return is_count(words, phrase) and not is_state and classify(words, phrase) in ("civilian", "military")


def _parsed_subject(words: Words, i: int) -> list[Phrase]:
    """The phrase that the parser makes the subject of a verb: "a militia loyal to the governor detained"."""
    at = [words.place(child) for child in words.tokens[i].children if child.dep_ == "nsubj"]
    return [phrase for n in at if 0 <= n < i and (phrase := words.phrase_at(n))]


def _with_crew(words: Words, i: int) -> Iterator[Found]:
    """ "Seized a tanker with 21 sailors on board", "hijacked the ship and its crew of nine"."""
    if not is_real(words, i):
        return
    _, group = auxiliaries(words, i)
    craft = words.phrase_to(auxiliaries(words, i)[0] - 1) if is_passive(group) else words.phrase_from(i + 1)
    if craft is None or not _CRAFT & set(words.low[craft.first : craft.base_last + 1]):
        return
    start = i + 1 if is_passive(group) else craft.last + 1
    for at in range(start, min(start + 9, len(words))):
        told = _BOARD.match(words.text(at, at + 5) + " ")
        if words.word(at) in (".", ";"):
            return
        if told is None:
            continue
        first = at + len(told.group().split())
        while words.word(first) in ("at", "least", "about", "some", "more", "than", "all"):
            first += 1
        number = words.phrase_at(first)
        if number is None or number.first < at:
            return
        number = Phrase(max(first, number.first), number.base_last, number.last, number.head)
        is_crew = "crew" in told.group() or "aboard" in words.low[number.last : number.last + 3]
        is_crew = is_crew or "board" in words.low[number.last : number.last + 4]
        if is_count(words, number) and is_person(words, number) and is_crew:
            yield Found(i, i, "captured", number, "harm.seized")
        return


def _held_by_enemy(words: Words, i: int) -> Iterator[Found]:
    """ "40 hostages are still being held", "3,000 of its troops are being held in enemy camps"."""
    _, group = auxiliaries(words, i)
    if not is_passive(group) or not is_real(words, i):
        return
    is_enemy = _ENEMY.match(words.text(i, i + 7))
    for phrase in subject_of(words, i):
        is_captive = words.word(phrase.head) in _CAPTIVES and words.word(i + 1) not in ("accountable", "responsible")
        is_left = bool(_FREED & set(words.low[:i])) and not _POLICE & set(words.low)
        if (is_enemy or is_captive or is_left) and is_count(words, phrase):
            yield Found(i, i, "captured", phrase, "harm.held", is_negative=is_negated(words, i))


def _for_ransom(words: Words, i: int) -> Iterator[Found]:
    """ "Holding the crew of 14 for ransom", "the three engineers it is holding"."""
    is_claim = words.text(i - 1, i - 1) == "to" and words.word(i - 2) in ("claim", "claims", "claimed", "said")
    if not (is_real(words, i) or is_claim):
        return
    is_armed = is_claim and any(names_armed_men(words, one) for one in subject_of(words, i - 2))
    for phrase in victims_after(words, i):
        is_several = is_count(words, phrase) or number_of_group(words, phrase) is not None
        is_captive = is_armed or _FOR.match(words.text(phrase.last + 1, phrase.last + 4)) or _since(words, i, phrase)
        if is_several and is_captive:
            yield Found(i, i, "captured", phrase, "harm.held", is_negative=is_negated(words, i))
    for phrase in relative_object(words, i):
        held_by = words.phrase_to(auxiliaries(words, i)[0] - 1)
        is_captive = words.word(phrase.head) in _CAPTIVES or words.word(i - 2) in ("it", "they")
        is_captive = is_captive or bool(held_by and names_armed_men(words, held_by))
        if is_captive and is_count(words, phrase) and not is_passive(auxiliaries(words, i)[1] - _PROGRESSIVE):
            yield Found(i, i, "captured", phrase, "harm.held", is_negative=is_negated(words, i))


def _since(words: Words, i: int, phrase: Phrase) -> bool:
    """Whether persons are held since some time, by no police or state: "had held 17 workers since Friday"."""
    is_held = words.word(i) in ("held", "holding") and _SINCE.match(words.text(phrase.last + 1, phrase.last + 5))
    holders = [*subject_of(words, i), *_parsed_subject(words, i)]
    is_police = any(classify(words, one) in ("security_force", "official", "military") for one in holders)
    return bool(is_held) and is_person(words, phrase) and not is_police and not _POLICE & set(words.low)


def _still_captive(words: Words, i: int) -> Iterator[Found]:
    """ "Two nuns remain captive"."""
    if words.word(i - 1) in ("remain", "remains", "remained", "still") and is_real(words, i):
        for phrase in subject_of(words, i - 1):
            if is_count(words, phrase) or is_name(words, phrase):
                yield Found(i - 1, i, "captured", phrase, "harm.held", is_negative=is_negated(words, i))


def _in_hands(words: Words, i: int) -> Iterator[Found]:
    """ "Twenty-three citizens are in the hands of the rebels", "16 marines fell into enemy hands"."""
    told = _HANDS.match(words.text(i, i + 8))
    if told is None or not is_real(words, i):
        return
    verb = i - 1
    if words.word(verb) not in ("fell", "fallen", "are", "is", "were", "was", "remain", "remained", "still", "remains"):
        return
    for phrase in subject_of(words, verb if words.word(verb) in ("fell", "fallen") else i):
        if _is_somebody(words, phrase):
            yield Found(verb, i + told.group().count(" "), "captured", phrase, "harm.held")


def _after_captivity(words: Words, i: int) -> Iterator[Found]:
    """ "The reporter was let go after five days in captivity"."""
    left = words.low[max(i - 9, 0) : i]
    if words.word(i - 1) != "in" or not ({"after", "following", "spent"} & set(left)):
        return
    verb = next(
        (n for n in range(i - 2, max(i - 10, -1), -1) if words.word(n) in _SET_FREE or words.word(n) == "spent"), None
    )
    if verb is None or not (is_real(words, verb) or "after" in words.low[verb:i]):
        return
    start = verb - 1 if words.word(verb) == "go" else verb
    for phrase in subject_of(words, start):
        if _is_somebody(words, phrase):
            yield Found(verb, i, "captured", phrase, "harm.held")


def _as_captive(words: Words, i: int) -> Iterator[Found]:
    """ "She spent 11 months as a hostage of the group"."""
    spent = next((n for n in range(i - 3, max(i - 9, -1), -1) if words.word(n) in ("spent", "held", "lived")), None)
    if words.word(i + 1) not in ("of", "in", ".", ",", ";", "and", "by"):
        return
    if spent is None or not (is_real(words, spent) or words.word(spent) == "spent"):
        return
    for phrase in subject_of(words, spent):
        yield Found(spent, i, "captured", phrase, "harm.held")


def _owned(words: Words, i: int) -> Iterator[Found]:
    """ "The gunmen's 14 captives", "the rebels admitted that they had 16 prisoners"."""
    phrase = words.phrase_at(i)
    has = phrase.first - 1 if phrase and words.word(phrase.first - 1) in ("had", "have", "has") else None
    if phrase and has is not None and is_count(words, phrase):
        armed = [one for one in [*subject_of(words, has), *words.phrases[:1]] if names_armed_men(words, one)]
        yield from [Found(has, i, "captured", phrase, "harm.held")] if armed else []
    mark = next((n for n in range(phrase.first, i) if words.tokens[n].tag_ == "POS"), None) if phrase else None
    if phrase is None or mark is None or phrase.head != i:
        return
    holder = Phrase(phrase.first, mark - 1, mark - 1, mark - 1)
    number = Phrase(mark + 1, phrase.base_last, phrase.last, phrase.head)
    if names_armed_men(words, holder) and is_count(words, number) and not _SET_FREE & set(words.low):
        yield Found(i, i, "captured", number, "harm.held")


def _is_somebody(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase brings persons by a number, as somebody, or in the short words of a headline."""
    first = words.word(phrase.first)
    is_plain = words.is_headline and (words.tokens[phrase.head].tag_ in ("NN", "NNS") or is_name(words, phrase))
    return is_count(words, phrase) or is_name(words, phrase) or first in ("a", "an", "another", "the") or is_plain
