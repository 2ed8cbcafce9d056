"""Lives that were lost: "lost their lives", "the loss of 12 lives", "blew himself up", "buried 17 people"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_closed_words import ORDINALS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_bare_count, is_count, is_person, number_of_group
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_passive, is_real
from reportedly.coder.harm_subjects import done_to, subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import joined_after, victims_after

_COST = listed("claim claims claimed claiming cost costs costing take takes took taking taken")
LOSE = listed("lose loses lost losing")
_WIPE = listed("wipe wiped wipes wiping")
_SEND = listed("sent send sending sends dispatched despatched")
_ATTAIN = listed("attained embraced achieved embracing attaining")
_PRICE = listed("cost price toll")
_UNDER = re.compile(r"^\w+ (?:\w+ ){0,3}?(?:under|beneath|in (?:the )?(?:rubble|snow|mud|debris)|by (?:the|a|an) )")
_DISASTER = re.compile(
    r"\b(?:avalanche|floods?|flooding|\w*quake|fires?|wildfires?|blaze|blast|explosion|crash|accidents?|collision|"
    r"collapse|storm|hurricane|typhoon|cyclone|tornado|tsunami|\w+slides?|stampede|shipwreck|sinking|derailment|"
    r"heat ?wave|cold snap|famine|attacks?|bombing|raid|strikes?|shelling|shooting|violence|clashes|war|fighting|"
    r"landmines?)(?: (?:above|in|at|near|on|off|of|across|outside) (?:the )?[\w' -]{1,30})?(?: has| have| had)?"
    r"(?: already| also)?$"
)
_FIGHTING = listed(
    "fighting clash clashes war battle battles raid raids attack attacks violence conflict bombing bombings shelling "
    "insurgency offensive siege strike strikes unrest uprising"
)
_ALIVE = listed("alive trapped rescued hatchet")
MODIFIERS = listed("least at more than over about up to around nearly some as many")
"""Words between a verb and the number after it."""


def find_lives(words: Words) -> Iterator[Found]:
    """What the sentence says of lives, throats and suicides."""
    for i, word in enumerate(words.low):
        if word in ("life", "lives") or (word in ("victim", "victims") and _is_claimed(words, i)):
            yield from _lives(words, i)
        elif word in ("claims", "claimed", "claim"):
            yield from _claimed(words, i)
        elif word in ("throat", "throats"):
            yield from _throats(words, i)
        elif word == "suicide":
            yield from _suicide(words, i)
        elif word in ("himself", "herself", "themselves"):
            yield from _blown_up(words, i)
        elif word == "out" and words.word(i - 1) in _WIPE:
            yield from _wiped_out(words, i)
        elif word == "hell" and words.word(i - 1) == "to":
            yield from _sent_to_hell(words, i)
        elif word in ("buried", "burying", "bury"):
            yield from _buried(words, i)
        elif word == "martyrdom":
            verb = i - 1 if words.word(i - 1) in _ATTAIN else i - 2
            for phrase in subject_of(words, verb) if words.word(verb) in _ATTAIN and is_real(words, verb) else []:
                yield Found(verb, i, "killed", phrase, "harm.lost_life")


def _lives(words: Words, i: int) -> Iterator[Found]:
    phrase = words.phrase_at(i)
    if phrase is None:
        return
    before = words.word(phrase.first - 1)
    at = phrase.first - 1
    while at > 0 and words.word(at) in MODIFIERS:
        at -= 1
    verb = words.word(at)
    if before in LOSE and words.word(phrase.first) in ("their", "his", "her", "its"):
        if is_real(words, phrase.first - 1):
            for victims in subject_of(words, phrase.first - 1):
                yield Found(phrase.first - 1, i, "killed", victims, "harm.lost_life", needs_cause=True)
    elif words.word(i + 1) == "of" and (cost := _cost(words, at, phrase.first)) is not None:
        for victims in whose(words, i):
            yield Found(cost, i, "killed", victims, "harm.claimed_lives")
    elif verb in _COST and words.word(phrase.first) in ("his", "her", "their") and words.word(i - 1) == "own":
        for victims in subject_of(words, at):
            yield Found(at, i, "killed", victims, "harm.suicide")
    elif verb in (*_COST, *LOSE) and (is_count(words, phrase) or _is_next(words, phrase)) and is_real(words, at):
        yield Found(at, i, "killed", phrase, "harm.claimed_lives")
    else:
        yield from _lost(words, i, phrase)


def _claimed(words: Words, i: int) -> Iterator[Found]:
    """Whom a disaster or fight claimed, by a number: "Avalanche claims three skiers", "fighting has claimed 300"."""
    if not is_real(words, i):
        return
    told = words.phrase_from(i + 1)
    if told and _is_told_alone(words, told) and _is_disaster(words, i):
        yield Found(i, i, "killed", told, "harm.claimed_lives")
    is_told = words.word(i) != "claim" and (is_fought(words, i) or _is_disaster(words, i))
    for phrase in victims_after(words, i) if is_told else ():
        if phrase.first == phrase.last and is_bare_count(words, phrase) and is_count(words, phrase):
            yield Found(i, i, "killed", phrase, "harm.claimed_lives")


def _is_told_alone(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase counts persons and not lives, and says all that there is of them."""
    rest = words.word(phrase.last + 1)
    is_over = rest in ("", ".", ",", ";", "in", "on", "at", "since", "so", "near", "and", "this", "across", "after")
    is_life = words.word(phrase.head) in ("life", "lives", "victim", "victims")
    return is_over and not is_life and is_count(words, phrase) and is_person(words, phrase)


def _is_disaster(words: Words, i: int) -> bool:
    """Whether the words right before a verb name an accident, a disaster or a fight."""
    return words.word(i - 1) not in ("to", "and") and bool(_DISASTER.search(words.text(max(i - 8, 0), i - 1)))


def is_fought(words: Words, i: int) -> bool:
    """Whether a fight is the subject of a verb: "the raid cost the brigade 19 men"."""
    first, helpers = auxiliaries(words, i)
    doer = None if is_passive(helpers) else words.phrase_to(first - 1)
    return doer is not None and not _FIGHTING.isdisjoint(words.low[doer.first : doer.last + 1])


def _cost(words: Words, at: int, first: int) -> int | None:
    """The verb of what cost lives, or other things and lives: "cost 900 million crowns and | the lives of eleven"."""
    if words.word(at) in _COST and is_real(words, at):
        return at
    if words.word(first - 1) != "and":
        return None
    cost = next((n for n in range(first - 2, max(first - 9, -1), -1) if words.word(n).startswith("cost")), None)
    return cost if cost is not None and is_real(words, cost) and words.tokens[cost].tag_.startswith("VB") else None


def _is_next(words: Words, phrase: Phrase) -> bool:
    """Whether a life or victim is one more of a row: "claims third life", "claimed another victim"."""
    return bool((ORDINALS | {"another"}) & set(words.low[phrase.first : phrase.last]))


def _is_claimed(words: Words, i: int) -> bool:
    """Whether victims are claimed as lives are: "the mine claimed its third victim"."""
    phrase = words.phrase_at(i)
    return phrase is not None and "claim" in words.text(phrase.first - 5, phrase.first - 1)


def _lost(words: Words, i: int, phrase: Phrase) -> Iterator[Found]:
    """ "12 lives were lost", "the loss of 12 lives"."""
    is_counted = is_count(words, phrase)
    is_bare = words.word(phrase.first) == "lives" and words.word(i + 1) in ("were", "have", "had", "lost")
    is_told = is_counted or is_bare or words.word(phrase.first) in ("no", "not", "a")
    if is_told and "lost" in words.low[i + 1 : i + 5]:
        lost = words.low.index("lost", i + 1)
        if is_real(words, lost):
            yield Found(lost, lost, "killed", phrase, "harm.lives_lost")
    elif is_counted and _is_cost(words, phrase.first):
        yield Found(i, i, "killed", phrase, "harm.lives_lost")
    elif is_counted and words.text(phrase.first - 2, phrase.first - 1) == "loss of":
        yield Found(phrase.first - 2, i, "killed", phrase, "harm.lives_lost")
    elif (_PRICE | {"loss"}) & set(words.low[phrase.first : i]) and words.word(i - 1) != "of":
        loss = next(n for n in range(phrase.first, i) if words.word(n) in _PRICE or words.word(n) == "loss")
        lives = Phrase(loss + 2, i, phrase.last, i)
        if words.word(loss + 1) == "of" and is_count(words, lives):
            yield Found(loss, i, "killed", lives, "harm.lives_lost")
    elif words.text(phrase.first, i) in ("no loss of life", "no loss of lives"):
        yield Found(i, i, "killed", Phrase(phrase.first, i, i, i), "harm.lives_lost")
    elif words.text(i - 2, i - 1) == "loss of" and _is_great(words, phrase, i) and is_real(words, phrase.first):
        yield Found(i - 2, i, "killed", Phrase(i - 2, i, i, i), "harm.lives_lost")


def _is_cost(words: Words, first: int) -> bool:
    """Whether a number of lives is what something cost: "at the price of 12 lives", "the cost was high: 240 lives"."""
    at = first
    while words.word(at - 1) in MODIFIERS:
        at -= 1
    if words.word(at - 1) == "of" and words.word(at - 2) in _PRICE:
        return is_real(words, at - 2) and words.word(at - 3) not in ("whatever", "potential", "possible")
    is_told = words.word(at - 1) in (":", "-", "—", "–", "at", "is", "was")
    return is_told and bool(_PRICE & set(words.low[: at - 1]))


def _is_great(words: Words, phrase: Phrase, i: int) -> bool:
    """Whether a loss of life is told of as one that happened, by its size: "heavy loss of life", "was so great"."""
    size = listed("heavy great terrible massive tragic appalling huge significant considerable enormous severe large")
    told = re.match(r"(?:was|were|had been|has been) (?:so |very |too )?(\w+)", words.text(i + 1, i + 5))
    return bool(size & set(words.low[phrase.first : i])) or bool(told and told.group(1) in size)


def _tail(words: Words, phrase: Phrase, first: int) -> Phrase:
    """The part of a phrase from a token on: what the lives are of."""
    head = phrase.last
    while head > first and words.tokens[head].tag_ == "POS":
        head -= 1
    return Phrase(first, phrase.last, phrase.last, head)


def whose(words: Words, i: int) -> list[Phrase]:
    """Whom a noun before "of" tells of: "the throats | of three shepherds"."""
    holder = words.phrase_at(i)
    if after := victims_after(words, i + 1):
        return after
    tail = _tail(words, holder, i + 2) if holder and holder.last > i + 1 else None
    return [tail, *(one for one in joined_after(words, tail) if is_person(words, tail))] if tail else []


def _throats(words: Words, i: int) -> Iterator[Found]:
    """ "Slit the throats of three shepherds"."""
    verb = next(
        (n for n in range(i - 1, max(i - 4, -1), -1) if words.word(n) in ("slit", "cut", "slashed", "slitting")), None
    )
    if verb is None or words.word(i + 1) != "of" or not is_real(words, verb):
        return
    for phrase in whose(words, i):
        yield Found(verb, i, "killed", phrase, "harm.claimed_lives")


def _blown_up(words: Words, i: int) -> Iterator[Found]:
    """ "Blew himself up", "blew themselves up"."""
    verb = i - 1
    is_blown = words.word(verb) in ("blew", "blow", "blows", "blowing", "blown") and words.word(i + 1) == "up"
    if is_blown and is_real(words, verb):
        for phrase in subject_of(words, verb):
            yield Found(verb, i + 1, "killed", phrase, "harm.suicide", is_negative=is_negated(words, verb))


def _wiped_out(words: Words, i: int) -> Iterator[Found]:
    """ "Wiped out a family of seven", "entire families were wiped out"."""
    if not is_real(words, i - 1):
        return
    for phrase in done_to(words, i - 1, i):
        is_family = words.word(phrase.head) in ("family", "families", "household", "households")
        if is_family or is_count(words, phrase) or number_of_group(words, phrase) is not None:
            yield Found(i - 1, i, "killed", phrase, "harm.wiped_out")


def _buried(words: Words, i: int) -> Iterator[Found]:
    """ "We buried 17 people today", "the 18 victims were buried": no one under rubble, who may yet live."""
    if (
        not (is_real(words, i) or _is_planned(words, i))
        or _UNDER.search(words.text(i, i + 8))
        or _ALIVE & set(words.low)
    ):
        return
    for phrase in done_to(words, i, i):
        if is_count(words, phrase):
            yield Found(i, i, "killed", phrase, "harm.buried", needs_cause=True)


def _is_planned(words: Words, i: int) -> bool:
    """Whether those who will be buried are dead already: "we will bury three more today"."""
    return (
        words.word(i) == "bury"
        and words.word(i - 1) in ("will", "'ll", "must", "to")
        and words.word(i - 2)
        in (*("we", "i", "they", "villagers", "families", "relatives", "mourners", "have", "had"),)
    )


def _sent_to_hell(words: Words, i: int) -> Iterator[Found]:
    """ "Three militants were sent to hell", "sent three militants to hell"."""
    verb = next((n for n in range(i - 2, max(i - 7, -1), -1) if words.word(n) in _SEND), None)
    if verb is None or not is_real(words, verb):
        return
    for phrase in done_to(words, verb, verb):
        if is_count(words, phrase):
            yield Found(verb, i, "killed", phrase, "harm.sent_to_hell")


def _suicide(words: Words, i: int) -> Iterator[Found]:
    if (
        words.word(i) == "suicide"
        and words.word(i - 1) in ("committed", "by")
        and words.word(i - 2) in ("died", "has", "had", "who", *words.low[i - 2 : i - 1])
    ):
        verb = i - 1 if words.word(i - 1) == "committed" else i - 2
        if words.word(verb) == "committed" and is_real(words, verb):
            for phrase in subject_of(words, verb):
                yield Found(verb, i, "killed", phrase, "harm.suicide")
