"""Men whom a force lost, crews lost at sea and kin: "the rebels lost 40 men", "losses came to 18 soldiers"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_lives import LOSE, MODIFIERS, is_fought, whose
from reportedly.coder.harm_persons import classify, is_count, is_person, number_of_group
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_passive, is_real, is_sport, is_violent
from reportedly.coder.harm_subjects import subject_before, subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import has_own_verb, victims_after

_KIN = listed(
    """
    mother father parents parent son sons daughter daughters child children brother brothers sister sisters wife
    husband relatives relative cousin cousins uncle uncles aunt aunts nephew nephews niece nieces grandmother
    grandfather grandparents grandson granddaughter grandchildren siblings sibling
    """
)
_FORCES = listed(
    """
    army navy militia battalion brigade regiment platoon garrison coalition insurgents rebels troops unit squadron
    faction guerrillas marines paratroopers division contingent convoy patrol side mutineers separatists junta forces
    """
)
_LEADERS = listed("commander commanders leader leaders chief chiefs deputies guards bodyguards rangers officers")
_WRECK = listed(
    """
    sank sunk sinks capsized capsizes foundered crashed crashes exploded collapsed overturned ditched disappeared down
    disintegrated burned burnt torpedoed wrecked broke hit struck
    """
)
_DISASTER = re.compile(
    r"(?:in|when|to|during|as|under|at) (?:[\w'-]+ ){0,4}?(?:shelling|blasts?|explosions?|bombings?|bombardment|"
    r"crash|flood(?:s|ing)?|"
    r"earthquake|quake|fire|blaze|ambush|raid|air ?strikes?|war(?! of)|avalanche|landslide|mudslide|shooting|massacre|"
    r"tsunami|"
    r"genocide|sinking|disaster|shelled|bombed|sank|capsized|collapsed|crashed|attack|siege|gunfire|violence|snipers?)\b"
)
_WHOSE = listed("his her their my our both a an")
_OWN = _WHOSE - {"a", "an"}
_COST = listed("cost costs costing")
_STARTS = LOSE | _COST | {"loss", "losses"}


def find_losses(words: Words) -> Iterator[Found]:
    """Whom the sentence says that somebody lost."""
    if _STARTS.isdisjoint(words.low):
        return
    for i, word in enumerate(words.low):
        if word in LOSE:
            yield from _crew_lost(words, i)
            yield from _lost_men(words, i)
        elif word in _COST:
            yield from _cost(words, i)
        elif word in ("loss", "losses") and words.word(i + 1) == "of":
            yield from _loss_of(words, i)
        elif word == "losses":
            yield from _losses(words, i)


def _crew_lost(words: Words, i: int) -> Iterator[Found]:
    """ "All 12 crew were lost", "were lost at sea"."""
    first, group = auxiliaries(words, i)
    is_over = words.word(i + 1) in (".", "", "when", ",", "in", "with") or words.text(i + 1, i + 2) == "at sea"
    is_told = group & {"were", "was", "been"} or (words.is_headline and not victims_after(words, i))
    if not is_told or not is_over or not is_real(words, i):
        return
    for phrase in subject_before(words, i, first):
        is_several = is_count(words, phrase) or number_of_group(words, phrase) is not None
        if is_several and words.word(phrase.head) not in ("life", "lives"):
            yield Found(i, i, "killed", phrase, "harm.lives_lost", needs_cause=True)


def _lost_men(words: Words, i: int) -> Iterator[Found]:
    """What a force lost in a fight: "the rebels lost 40 men in the battle"."""
    _, group = auxiliaries(words, i)
    forces = [classify(words, one) for one in subject_of(words, i)]
    is_force = bool({"militant", "military"} & set(forces) or _FORCES & set(words.low[:i]))
    is_fight = is_violent(" ".join(words.low)) or "we" in words.low[max(i - 2, 0) : i]
    is_fight = is_fight or is_force or _is_its_own(words, i)
    if is_passive(group) or not is_real(words, i):
        return
    yield from _kin_lost(words, i, is_fight=is_fight)
    if not is_fight:
        return
    losers = subject_of(words, i)
    first = min([i, *(one.first for one in losers)])
    medics = words.word(i - 1) == "we" and words.phrase_to(i - 2)
    if (
        medics
        and is_count(words, medics)
        and is_person(words, medics)
        and words.word(medics.first - 1) in ("", '"', "“")
    ):
        yield Found(i, i, "killed", medics, "harm.lost")
    victims = victims_after(words, i) or [
        one for one in _lost_things(words, i) if is_person(words, one) and not has_own_verb(words, one)
    ]
    is_disaster = bool(victims) and not is_sport(words) and _in_disaster(words, victims[-1])
    for phrase in victims:
        counted = number_of_group(words, phrase)
        is_leader = is_force and words.word(phrase.head) in _LEADERS and is_violent(" ".join(words.low))
        is_bare = is_force and words.is_headline and phrase.first == phrase.last and is_count(words, phrase)
        is_told = is_count(words, phrase) and (is_disaster or _may_fall(words, phrase))
        is_told = is_told or is_bare or (is_leader and words.word(phrase.first) in _WHOSE)
        is_told = is_told or (counted is not None and (is_force or _may_fall(words, counted)))
        if is_told and words.word(phrase.head) not in _KIN | {"life", "lives"}:
            yield Found(first, i, "killed", phrase, "harm.lost")


def _in_disaster(words: Words, phrase: Phrase) -> bool:
    """Whether those lost were lost in or to what kills: "two of its doctors | in the shelling"."""
    return bool(_DISASTER.match(words.text(phrase.last + 1, phrase.last + 9)))


def _kin_lost(words: Words, i: int, *, is_fight: bool) -> Iterator[Found]:
    """ "I lost three children in one night", "my wife, my home and two of my daughters": of his kin, beside things."""
    for phrase in _lost_things(words, i):
        first = words.word(phrase.first)
        is_own = first in _OWN and words.word(i + 1) == first
        is_beside = first in _WHOSE and _is_grave_loss(words, i, phrase)
        is_told = is_count(words, phrase) or is_own or is_beside or (is_fight and first in _WHOSE)
        if words.word(phrase.head) in _KIN and is_told and not has_own_verb(words, phrase):
            yield Found(i, i, "killed", phrase, "harm.lost", needs_cause=not is_beside)


def _is_grave_loss(words: Words, i: int, phrase: Phrase) -> bool:
    """Whether kin are lost beside others who are counted: "I lost my mother and four cousins"."""
    others = [one for one in _lost_things(words, i) if one != phrase and words.word(one.head) in _KIN]
    return any(is_count(words, one) or words.word(one.first) == "both" for one in others)


def _cost(words: Words, i: int) -> Iterator[Found]:
    """ "The ambush cost the army 12 men", "the raid cost the brigade 19 men"."""
    loser = words.phrase_from(i + 1)
    if loser is None or not is_real(words, i):
        return
    if not is_count(words, loser):
        for phrase in victims_after(words, loser.last):
            if is_count(words, phrase) and _may_fall(words, phrase):
                yield Found(i, i, "killed", phrase, "harm.lost")
        return
    at = next((n for n in range(i + 2, loser.last + 1) if words.tokens[n].tag_ == "CD"), 0)
    fallen = Phrase(at, loser.base_last, loser.last, loser.head) if at and is_fought(words, i) else None
    if fallen and is_count(words, fallen) and is_person(words, fallen) and _may_fall(words, fallen):
        yield Found(i, i, "killed", fallen, "harm.lost")


def _is_its_own(words: Words, i: int) -> bool:
    """Whether a body says of its own fighters that it lost them: "it had lost two men", "they lost nine soldiers"."""
    lost = words.phrase_from(i + 1)
    is_body = words.word(auxiliaries(words, i)[0] - 1) in ("it", "they", "group")
    return is_body and lost is not None and is_count(words, lost) and _may_fall(words, lost) and not is_sport(words)


def _lost_things(words: Words, i: int) -> Iterator[Phrase]:
    """All phrases that "and" and commas join after a verb, persons or things: "three lorries and six men"."""
    phrase = words.phrase_from(i + 1) or next(iter(victims_after(words, i)), None)
    while phrase is not None:
        yield phrase
        at = phrase.last + 1
        while words.word(at) in (",", "and", "all", "both", "as", "well"):
            at += 1
        phrase = words.phrase_from(at) or words.phrase_from(at - 1) if at > phrase.last + 1 else None


def _may_fall(words: Words, phrase: Phrase) -> bool:
    """Whether those whom a force lost are of the kind that falls in a fight."""
    is_force = classify(words, phrase) in ("military", "militant", "security_force")
    return is_force or words.word(phrase.head) in _LEADERS | {"men", "people", "troops", "personnel"}


def _loss_of(words: Words, i: int) -> Iterator[Found]:
    """ "The loss of two of its fighters", "sank with the loss of 62 passengers and crew", "of all 14 hands"."""
    is_wreck = words.text(i - 2, i - 1) == "with the" and bool(_WRECK & set(words.low[:i]))
    if not is_sport(words):
        victims = whose(words, i)
        hands = words.phrase_from(i + 2) or words.phrase_at(i + 2)
        if is_wreck and not victims and hands and words.word(hands.last) == "hands":
            victims = [Phrase(i + 2, hands.last, hands.last, hands.last)]
        for phrase in victims:
            is_all = is_wreck and words.word(phrase.first) in ("all", "everyone", "everybody", "both")
            if is_all or (is_count(words, phrase) and (is_wreck or _may_fall(words, phrase))):
                yield Found(i, i, "killed", phrase, "harm.lost")


def _losses(words: Words, i: int) -> Iterator[Found]:
    """What the losses of a force were put at: "losses on the rebel side came to 18 men"."""
    if not (_FORCES | {"government", "rebel", "enemy", "combat"}) & set(words.low[: i + 8]) or is_sport(words):
        return
    for at in range(i + 1, min(i + 12, len(words) - 1)):
        if words.word(at) in (".", ";", ","):
            return
        if words.word(at) in ("at", "to", "totalled", "totaled", "reached", "were", "of"):
            start = at + 1
            while words.word(start) in MODIFIERS:
                start += 1
            phrase = words.phrase_from(start)
            if phrase is None or not is_count(words, phrase) or not is_real(words, at):
                continue
            if _may_fall(words, phrase):
                yield Found(i, at, "killed", phrase, "harm.lost")
                return
