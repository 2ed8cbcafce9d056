"""Nouns of harm: counts ("56 deaths") and deeds ("the assassination of ...")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_closed_words import HARMED
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_owners import MURDERS, after_of, name_after, named_owner, owners_before
from reportedly.coder.harm_people import PERSON_CLASS
from reportedly.coder.harm_persons import is_count, is_person, singular
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_real, is_sport
from reportedly.coder.harm_tolls import find_number, find_toll
from reportedly.coder.harm_words import COUNT_NOUNS, DEED_NOUNS, HARM_VERBS, listed
from reportedly.coder.victims import joined_after

_BURIALS = listed("coffins funeral funerals burial burials graves")
_EVIDENCE = listed("report reports word indication indications sign signs evidence")
_PLACES_OF_DEATH = listed("custody prison detention battle combat action captivity police")
_CAUSES = listed(
    """
    cause causes caused causing inflict inflicted inflicting suffer suffered suffering report reported
    reporting sustained sustain confirmed resulting resulted
    """
)
_UNREAL_BEFORE = re.compile(
    r"\b(?:stay\w*|halt\w*|postpon\w*|suspend\w*|"
    r"avoid\w*|prevent\w*|minimi[sz]e\w*|reduc\w+|attempted|attempt at|risk of|counts? of|threat\w*|"
    r"plot\w*|plan(?:s|ned|ning)?|potential|warn\w* of|predict\w*|forecast\w*|project(?:ed|s|ing)|"
    r"acted out|re-?enact\w*|re-?stag\w*|rehears\w*|"
    r"(?:prepar\w*|brac\w+|beds|room|capacity) for|"
    r"possible|future|further|suspicion of|more)(?: the| any| of| further| more| for| in)*$"
)
_OF_CONFLICT = listed("civilians protesters protestors demonstrators hostages militants insurgents combatants")
_BRING_ABOUT = listed(
    """
    cause causes causing lead leads leading result results resulting mean means bring brings bringing inflict inflicts
    produce produces trigger triggers entail involve see sees claim claims suffer suffers
    """
)
_REPORTED = re.compile(r"(?:were|have been|had been) (?:also )?(?:reported|confirmed|recorded)\b")
_REPORTED_HEADED = re.compile(r"(?:reported|confirmed|recorded)\b")
_THERE = re.compile(
    r"\b(?:caus(?:ed|ing)|inflict(?:ed|ing)|report(?:ed|ing)|confirm(?:ed|ing)) (?:\w+ )?(?:deaths|fatalities) and$|"
    r"\bthere (?:were|are|have been|had been)(?: (?:also|already|some))?(?: (?:deaths|casualties|fatalities) and)?$"
)
_RATE = re.compile(
    r"(?:per \w|(?:a|each|every) (?:year|month|week|day|hour)\b(?! (?:ago|earlier|later|before|after))|annually\b)"
)
_NO_SIGN = re.compile(
    r"\bno (?:\w+ )?(?:reports?|word|indications?|signs?|evidence) (?:of|on) [\w ]{1,40}\b(?:or|and)$"
)


def find_nouns(words: Words) -> Iterator[Found]:
    """What the nouns of the sentence say was done to whom."""
    for phrase in words.phrases:
        yield from _or_none(words, phrase) or _counted(words, phrase)
    for i, word in enumerate(words.low):
        if word in DEED_NOUNS:
            yield from _deed(words, i)
        elif word in ("toll", "count", "tally"):
            yield from find_toll(words, i)
        elif word in _BURIALS and words.word(i + 1) == "of":
            for phrase in after_of(words, i + 1):
                if is_count(words, phrase):
                    yield Found(i, i, "killed", phrase, "harm.deed", needs_cause=True)
    yield from find_number(words)


def _or_none(words: Words, phrase: Phrase) -> list[Found]:
    """The second of "no deaths or injuries"."""
    no = words.phrase_to(phrase.first - 2) if words.word(phrase.first - 1) in ("or", "and", "nor") else None
    harm = COUNT_NOUNS.get(words.word(phrase.head))
    if harm is None or no is None or words.word(no.first) != "no" or words.word(no.head) not in COUNT_NOUNS:
        return []
    head = phrase.head
    return [Found(head, head, harm, phrase, "harm.or_none", needs_cause=harm == "killed")]


def _counted(words: Words, phrase: Phrase) -> Iterator[Found]:
    head = phrase.head
    if words.word(phrase.first) == "no" and words.word(head) in _EVIDENCE:
        head = phrase.last
        if words.word(head) in COUNT_NOUNS:
            whole = Phrase(phrase.first, head, head, head)
            yield Found(head, head, COUNT_NOUNS[words.word(head)], whole, "harm.no_evidence")
        return
    word = words.word(head)
    spread = _NO_SIGN.search(words.text(0, phrase.first - 1))
    if word in COUNT_NOUNS and spread:
        first = words.text(0, phrase.first - 1)[: spread.start()].count(" ")
        yield Found(head, head, COUNT_NOUNS[word], Phrase(first, head, head, head), "harm.no_evidence")
        return
    harm = COUNT_NOUNS.get(word)
    if harm is None or words.word(head + 1) in ("toll", "tolls", "rate", "penalty", "squad"):
        return
    left = words.text(0, phrase.first - 1)
    is_unreal = _UNREAL_BEFORE.search(left) or words.word(head - 1) in ("attempted", "road", "daily")
    if is_unreal or _is_rate(words, head) or _is_only_possible(words, phrase.first):
        return
    is_negative = words.word(phrase.first) in ("no", "zero") or left.endswith("without any") or left.endswith("any")
    if words.word(phrase.first) == "no" or is_count(words, phrase):
        if word in ("dead",) and not is_count(words, phrase):
            return
        is_part = word in HARMED and "of the" in words.text(phrase.first, head - 1)
        if is_part and not re.match(r"(?:is|are|was|were|remains?) (?:still )?in\b", words.text(head + 1, head + 4)):
            return
        if harm == "captured" and not is_count(words, phrase):
            return
        yield Found(head, head, harm, phrase, "harm.count_noun", needs_cause=harm == "killed")
    elif word in ("casualties", "deaths", "fatalities", "injuries") and not is_negative:
        is_there = bool(_THERE.search(left)) and is_real(words, phrase.first)
        told = (_REPORTED_HEADED if words.is_headline else _REPORTED).match(words.text(head + 1, head + 4))
        is_sports = word == "injuries" and is_sport(words)
        is_new = words.word(phrase.first) not in ("the", "these", "their", "his", "any")
        if (told or is_there) and is_new and not is_sports:
            last = head + (len(told.group().split()) if told else 0)
            yield Found(head, last, harm, phrase, "harm.caused", needs_cause=harm in ("killed", "injured"))
            return
        is_caused = word != "injuries" and words.word(phrase.first - 1) in _CAUSES and words.word(head + 1) != "of"
        if is_caused and words.word(phrase.first) not in ("the", "these", "their", "his", "any"):
            yield Found(phrase.first - 1, head, harm, phrase, "harm.caused", needs_cause=harm == "killed")


def _is_rate(words: Words, head: int) -> bool:
    """Whether deaths are told by the year or by the head: "14 murders per 100,000 people", "400 deaths a year"."""
    return bool(_RATE.match(words.text(head + 1, head + 3)))


def _is_only_possible(words: Words, first: int) -> bool:
    """Whether the verb of which harm is the outcome tells what may come: "could cause dozens of | deaths"."""
    for i in range(first - 1, max(first - 6, -1), -1):
        if words.word(i) in _BRING_ABOUT:
            return not is_real(words, i)
        if words.tokens[i].tag_ in ("VBD", "VBZ", "VBP", "VBN", "MD") or words.word(i) in (",", ";"):
            break
    return False


def _deed(words: Words, i: int) -> Iterator[Found]:
    word = words.word(i)
    harm = DEED_NOUNS[word]
    left = words.text(0, i - 1)
    before = words.word(i - 1)
    if _UNREAL_BEFORE.search(left) or before in ("attempted", "attempt", "to", "mock"):
        return
    if _is_only_possible(words, (words.phrase_at(i) or Phrase(i, i, i, i)).first):
        return
    is_owned = before in ("'s", "’s", "his", "her") or words.word(i + 1) == "by"
    if word in HARM_VERBS and word.endswith("ing") and words.is_verb(i) and words.word(i + 1) != "of" and not is_owned:
        return
    if before in ("fatal", "deadly") or words.word(i + 1) in ("death", "deaths"):
        harm = "killed"
    is_blamed = before in ("wrongful", "avoidable", "preventable", "unlawful", "violent", "needless", "suspicious")
    rule, needs_cause = "harm.deed", word in ("death", "deaths", "drowning") and not is_blamed
    if words.is_headline and word in ("killings", "deaths", "murders") and words.word(i + 1) != "of":
        own = words.phrase_at(i)
        if own and own.head == i > own.first and PERSON_CLASS.get(singular(before)) in ("civilian", "unstated"):
            yield Found(i, i, harm, own, "harm.compound", needs_cause=needs_cause)
    if words.text(i + 1, i + 1) == "in" and words.word(i + 2) in _PLACES_OF_DEATH and words.word(i + 3) == "of":
        for phrase in after_of(words, i + 3):
            yield Found(i, i + 2, harm, phrase, rule)
        return
    if words.word(i + 1) == "by" and (by := words.phrase_from(i + 2)) and by.last > by.base_last:
        yield from _deed_by(words, i, by, harm, needs_cause=needs_cause)
        return
    yield from _deed_on(words, i, harm, needs_cause=needs_cause)


def _deed_by(words: Words, i: int, by: Phrase, harm: str, *, needs_cause: bool) -> Iterator[Found]:
    """Whom those befell whom "by" parts from the deed: "the killing by soldiers of a street vendor"."""
    victims = Phrase(by.base_last + 2, by.last, by.last, by.last)
    if words.word(i - 1) in ("the", "a", "this", "that", "alleged", "reported") and is_person(words, victims):
        for phrase in (victims, *joined_after(words, victims)):
            yield Found(i, i, harm, phrase, "harm.deed", needs_cause=needs_cause)


def _deed_on(words: Words, i: int, harm: str, *, needs_cause: bool) -> Iterator[Found]:
    """Whom a deed befell: "the murder of two nuns", "his murder", "the men's deaths", "Aziz's murder"."""
    word, before, rule = words.word(i), words.word(i - 1), "harm.deed"
    if words.word(i + 1) == "of" or (words.word(i + 1) in ("death", "deaths") and words.word(i + 2) == "of"):
        of = i + 1 if words.word(i + 1) == "of" else i + 2
        for phrase in after_of(words, of) or name_after(words, of, word in MURDERS):
            is_bare_plural = words.tokens[phrase.head].tag_ == "NNS" and not is_count(words, phrase)
            if word not in ("shooting", "stabbing") or not is_bare_plural:
                is_open = needs_cause and words.word(phrase.head) not in _OF_CONFLICT
                yield Found(i, i, harm, phrase, rule, needs_cause=is_open)
    elif before in ("his", "her") and (word in MURDERS or _is_added(words, i)) and harm == "killed":
        is_compound = i + 1 < len(words) and words.tokens[i + 1].tag_.startswith("NN")
        is_when = words.text(i - 4, i - 2) == "the time of"
        if not is_compound and not is_when and not words.tokens[i].tag_.startswith("VB"):
            yield Found(i, i, harm, Phrase(i - 1, i - 1, i - 1, i - 1), rule, is_named=True)
    elif word in ("deaths", "killings", "murders") and (owners := owners_before(words, i)):
        yield Found(i, i, harm, owners, rule, needs_cause=needs_cause)
    elif before in ("'s", "'") and harm != "injured" and (name := named_owner(words, i)):
        yield Found(i, i, harm, name, rule, needs_cause=needs_cause, is_named=True)


def _is_added(words: Words, i: int) -> bool:
    """Whether a death is told as the latest of a number: "her death brings to 14 the number of ..."."""
    told = words.text(i + 1, i + 9)
    return words.word(i) == "death" and bool(
        re.match(r"(?:\w+ ){0,2}?(?:br\w+|rais\w+|tak\w+|took|push\w+) (?:to|the)\b.*\b(?:number|toll|total)", told)
    )
