"""Fates told without their verb: "as did four bystanders", "and his uncle too", "the second bomb five"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.coder.harm_asides import SAYING
from reportedly.coder.harm_closed_words import CLAUSE_VERBS, NUMBER_WORDS, ORDINALS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_bare_count, is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import HARM_VERBS, listed
from reportedly.coder.victims import has_own_verb, victims_after

_AS_DID = re.compile(r"(?:as|so) (?:also )?(?:too )?(?:did|was|were|had|has|have) ")
_ALSO = re.compile(r"(?:too|as well|also)(?= [.,;\"”]|$)")
_ENDS = listed('. ; " ” ) —')
_AROUND = listed("at least about around more than some nearly up to just only almost over")
_ALL_ABOARD = re.compile(
    r"\b(?:everyone|everybody|all(?: of)?(?: those| the people| people| the occupants)?)"
    r"(?: (?:who (?:was|were) )?(?:aboard|on board|inside|in|on|travelling in)(?: [\w'-]+){0,4}?)? ([,(—–-]) "
)
_ALL = listed("everyone everybody all")
_CLOSES = {"(": ")"}
_IN_ALL = re.compile(r"(?:in all|in total|all told|altogether|of them)(?= [,.;)]|$)")
_GROUPS = listed("family crew group team party patrol squad band gang cell household")
_FARTHEST = 26
_OF_SUBJECTS = {f"harm.{rule}" for rule in listed("passive die dead to_death headline_participle body missing")}
_OF_COUNTS = ("harm.count_noun", "harm.dead")
_WHERE = listed("in at on during near outside inside from by")
_SOMEBODY = listed("a an another his her their")


def find_ellipses(words: Words, found: list[Found]) -> Iterator[Found]:
    """Who shared the fate that a statement tells, where no verb of harm is said again."""
    for one in found:
        if one.is_negative or one.is_part or one.rule == "harm.attribute":
            continue
        if one.rule == "harm.toll":
            yield from _gapped(words, one)
            continue
        start = max(one.last, one.victims.last) + 1
        yield from _as_did(words, one, start)
        yield from _too(words, one, start)
        is_open = (
            one.victims.first > one.last or one.rule in _OF_COUNTS or not SAYING.isdisjoint(words.low[: one.first])
        )
        if is_open and is_count(words, one.victims):
            yield from _gapped(words, one)
        if one.rule in _OF_SUBJECTS:
            yield from _and_another_in(words, one, start)


def _as_did(words: Words, one: Found, start: int) -> Iterator[Found]:
    """ "The bomber died, as did four bystanders"."""
    for at in range(start, min(start + _FARTHEST, len(words) - 2)):
        if words.word(at) in HARM_VERBS or words.word(at) == ";":
            return
        is_joint = words.word(at) in ("as", "so")
        told = (
            _AS_DID.match(words.text(at, at + 3) + " ")
            if is_joint and words.word(at - 1) in (",", "and", "-", "—")
            else None
        )
        if told:
            last = at + told.group().strip().count(" ")
            for phrase in victims_after(words, last):
                yield replace(one, first=at, last=last, victims=phrase, rule="harm.as_did")
            return


def _too(words: Words, one: Found, start: int) -> Iterator[Found]:
    """ "Had been killed by smugglers, and his uncle too"."""
    for at in range(start, min(start + _FARTHEST, len(words) - 1)):
        if words.word(at) in HARM_VERBS or words.word(at) == ";":
            return
        if words.word(at) not in ("and", "but"):
            continue
        skip = at + 1
        while words.word(skip) in _AROUND:
            skip += 1
        phrase = words.phrase_from(skip)
        if (
            phrase is None
            or not is_person(words, phrase)
            or not _ALSO.match(words.text(phrase.last + 1, phrase.last + 3))
        ):
            continue
        if not has_own_verb(words, phrase):
            yield replace(one, first=at, last=phrase.last + 1, victims=phrase, rule="harm.too")


def _gapped(words: Words, one: Found) -> Iterator[Found]:
    """ "The first bomb killed eight, the second five and the third, at a clinic, just one"."""
    end = max(one.last, one.victims.last)
    at = end + 1
    while at < min(end + _FARTHEST, len(words)):
        if words.word(at) in (*_ENDS, *HARM_VERBS):
            return
        if words.word(at) not in (",", "and"):
            at += 1
            continue
        start = at + 1 + (words.word(at + 1) == "and")
        number = _after_ordinal(words, start) or _after_another(words, start, is_toll=one.rule == "harm.toll")
        if number is not None:
            yield replace(one, first=start, last=number.last, victims=number, rule="harm.gapped")
            at = number.last + 1
        else:
            at += 1


def _after_ordinal(words: Words, start: int) -> Phrase | None:
    """The number that "the second" or "another" has for its object, past an aside between commas."""
    if words.word(start) == "another":
        at = start + 1
    elif words.word(start) in ("the", "a") and words.word(start + 1) in (*ORDINALS, "other", "last", "next"):
        at = start + 2
    else:
        return None
    noun = words.tokens[at] if at < len(words) else None
    if noun is not None and noun.tag_ == "NN" and words.word(at) not in NUMBER_WORDS:
        at += 1
    if words.word(at) == ",":
        closing = next((n for n in range(at + 1, min(at + 14, len(words))) if words.word(n) == ","), None)
        if closing is None:
            return None
        at = closing + 1
    while words.word(at) in _AROUND:
        at += 1
    single = words.phrase_from(at)
    if (
        single
        and words.word(at) in ("a", "an")
        and is_person(words, single)
        and words.word(single.last + 1) in (*_ENDS, ",")
    ):
        return single
    is_number = at < len(words) and (words.tokens[at].tag_ == "CD" or words.word(at) in NUMBER_WORDS)
    number = Phrase(at, at, at, at)
    is_end = words.word(at + 1) in (",", ".", ";", "and", "", "-", ")")
    return number if is_number and is_end and is_bare_count(words, number) else None


def _after_another(words: Words, start: int, *, is_toll: bool) -> Phrase | None:
    """The number of another that did or told the same: "the 3rd Brigade lost 11 men and the 7th four"."""
    other = words.phrase_from(start)
    is_named = words.word(start) in ("the", "its", "their") and other is not None and other.last > start
    is_plural = other is not None and other.first == other.base_last and words.tokens[start].tag_ == "NNS"
    if other is None or not (is_named or is_plural):
        return None
    at = other.last if words.tokens[other.last].tag_ == "CD" else other.last + 1
    at += words.word(at) in ("of", "at") and words.word(at + 1) != "least"
    while words.word(at) in _AROUND:
        at += 1
    is_number = at < len(words) and (words.tokens[at].tag_ == "CD" or words.word(at) in NUMBER_WORDS)
    before = words.tokens[at - 1]
    is_common = before.tag_ in ("NN", "NNS", "IN") or before.ent_type_ == "ORG" or not words.word(at).isdecimal()
    if not is_number or not is_common or words.word(at + 1) not in (*_ENDS, ",", "and", "", "in", "on"):
        return None
    number = Phrase(at, at, at, at)
    return number if is_bare_count(words, number) or (is_toll and words.word(at - 1) == "at") else None


def _and_another_in(words: Words, one: Found, start: int) -> Iterator[Found]:
    """ "Her husband was killed in the first raid and her brother in the second", "a third in hospital"."""
    if words.word(start) not in _WHERE:
        return
    for at in range(start + 1, min(start + _FARTHEST, len(words) - 3)):
        if words.word(at) in (*HARM_VERBS, ".") or words.tokens[at].tag_ in CLAUSE_VERBS:
            return
        if words.word(at) not in ("and", ";", ","):
            continue
        first = at + 1 + (words.word(at + 1) == "and")
        while words.word(first) in _AROUND:
            first += 1
        other, before = words.phrase_from(first), words.phrase_to(at - 1)
        is_new = other is not None and (is_count(words, other) or words.word(first) in _SOMEBODY)
        is_turn = words.word(first) == "the" and words.word(first + 1) in (*ORDINALS, "other")
        is_new = is_new or (is_turn and words.word(first - 1) != ",")
        if other is None or not is_new or not is_person(words, other) or words.word(other.last + 1) not in _WHERE:
            continue
        end = next((n for n in range(other.last + 2, len(words)) if words.word(n) in (*_ENDS, ",")), len(words))
        is_gapped = all(t.tag_ not in CLAUSE_VERBS for t in words.tokens[other.last + 2 : end])
        if is_gapped and before is not None and not is_person(words, before):
            yield replace(one, first=first, last=other.last + 1, victims=other, rule="harm.gapped")


def find_all_aboard(words: Words) -> Iterator[Found]:
    """ "Everyone aboard, 112 passengers and six crew, was killed"."""
    if _ALL.isdisjoint(words.low):
        return
    joined = " ".join(words.low)
    for match in _ALL_ABOARD.finditer(joined):
        at = joined[: match.end()].strip().count(" ") + 1
        parts: list[Phrase] = []
        while (part := words.phrase_from(at)) is not None and is_count(words, part) and is_person(words, part):
            parts.append(part)
            at = part.last + 1
            while words.word(at) in (",", "and") and words.phrase_from(at + 1) is not None:
                at += 1
        mark = match.group(1)
        if not parts or words.word(at) != _CLOSES.get(mark, mark):
            continue
        verb = at + 1
        while words.word(verb) in ("was", "were", "had", "have", "has", "been", "are", "is", "reported", "confirmed"):
            verb += 1
        harm = HARM_VERBS.get(words.word(verb)) or ("killed" if words.word(verb) in ("dead", "lost") else None)
        if harm:
            for part in parts:
                yield Found(verb, verb, harm, part, "harm.all_aboard", needs_cause=words.word(verb) in ("died", "dead"))


def _counted_apart(words: Words, group: Phrase) -> Phrase | None:
    """How many a group is, told between commas: "an entire family, six people, died"."""
    counted = words.phrase_from(group.last + 2) if words.word(group.last + 1) in (",", "(", "-", "—", "–") else None
    if counted is None or not is_count(words, counted) or not is_person(words, counted) or is_count(words, group):
        return None
    is_bare = counted.first == counted.last
    return None if is_bare or words.word(counted.last + 1) not in (",", ")", "-", "—", "–") else counted


def numbered_apart(words: Words, one: Found) -> Found:
    """A statement of several without a number, with the number told apart: "passengers killed, 16 in all, were"."""
    if words.word(one.victims.head) in _GROUPS and (counted := _counted_apart(words, one.victims)):
        return replace(one, victims=counted)
    if is_count(words, one.victims) or one.is_negative or words.tokens[one.victims.head].tag_ not in ("NNS", "NNPS"):
        return one
    start = one.victims.last + 1
    for at in range(start, min(max(one.last, start) + 10, len(words))):
        if words.word(at) in (".", ";"):
            break
        if words.word(at) in (",", "(", "-", "—", "–"):
            number = words.phrase_from(at + 1)
            if number and number.first == number.last and _IN_ALL.match(words.text(number.last + 1, number.last + 3)):
                return replace(one, victims=number) if is_count(words, number) else one
    return one
