"""Whom somebody took or holds: "took 12 hostages", "bundled into a car", "soldiers are being held by the rebels"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_lives import MODIFIERS
from reportedly.coder.harm_persons import classify, is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_passive, is_real
from reportedly.coder.harm_subjects import done_to, joined_before, subject_before, subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import victims_after

_CAPTIVES = listed("hostages captives prisoners detainees")
_TAKEN = listed("taken held took takes take taking")
_TAKE = listed("took take takes taking taken held holding holds paraded parades parading")
_CAUGHT = listed("captured caught seized capturing catching seizing")
_STAY = listed("remain remains remained still were was are is been held")
_CARRY = listed(
    "drove sped rode ran led hauled bundled driven spirited whisked took taken herded marched dragged carried made"
)
_NATURE = listed(
    "snow storm blizzard flood floods fog ice lift elevator weather tide waters play film show comedian speaker"
)
_GUNMEN = re.compile(
    r"\b(?:gunm[ae]n|rebels?|militants?|fighters?|bandits?|kidnap\w*|abduct\w*|pirates?|armed|masked|soldiers?|"
    r"insurgents?|militia\w*|gangs?|by (?:[\w-]+ )?men)\b"
)
_CRAFT = re.compile(
    r"(?:the|a|an|its|their) (?:[\w-]+ )?(?:ships?|ferry|boats?|planes?|trains?|bus(?:es)?|vessel|"
    r"liner|aircraft|pitch|field)\b"
)
_CARE = listed("hospital hospitals clinic ambulance safety treatment custody bodies body police")

_SINCE = re.compile(
    r"held (?:(?:[\w-]+ )??|by (?:[\w'-]+ ){1,5}?)"
    r"(?:since|by (?:[\w'-]+ ){0,3}?(?:rebels|militants|fighters|gunmen|kidnappers|group))\b"
)
_FROM = re.compile(
    r"(?:away )?(?:from (?:(?:the|a|an|his|her|their|its|this|that|nearby|own|\w+ 's) )*"
    r"(?:homes?|houses?|beds?|schools?|villages?|roads?|streets?|fields?|dormitor(?:y|ies)|camps?|cars?|bus|buses|"
    r"vehicles?|minibus|truck|boat|boats|office|offices|workplace|hotel|checkpoint|train|shop|"
    r"mosques?|church|churches|markets?|farms?|huts?|tents?)"
    r"|(?:away )?by (?:(?:the|a|masked|unknown|unidentified|armed|suspected|rebel|[a-z]+) ){0,3}?"
    r"(?:gunmen|gangs?|rebels|militants|fighters|kidnappers|raiders|militiamen|bandits|insurgents|jihadists|men))\b"
)
_BUNDLE = listed(
    "bundled bundle bundles bundling forced forcing shoved pushed dragged dragging hauled threw thrown stuffed"
)
_VEHICLE = (
    r"(?:away |off )?(?:into|onto|in) (?:(?:a|an|the|his|their|our|her|own|two|waiting|white|black|unmarked|back|"
    r"boot|trunk|of|stolen|parked) )*"
    r"(?:car|cars|van|vans|truck|trucks|lorry|pickup|pick-up|jeep|vehicles?|taxi|minibus|boot|boat|boats|suv|minivan)\b"
)
_WILDS = (
    r"(?:away )?(?:into|to|towards|deep into) (?:(?:the|a|their|nearby|surrounding|thick|dense) )*"
    r"(?:forests?|bush|jungle|hills|mountains?|desert|woods?|hideout|swamps?|caves?)\b"
)
_AWAY = re.compile(rf"{_VEHICLE}|{_WILDS}")
_STATE_HANDS = listed("hospital clinic station police airport school ambulance ride trip tour safety")
_TAKERS = listed("takers captors abductors kidnappers militia militiamen")
_ARMED = listed("armed masked hooded")


def find_captives(words: Words) -> Iterator[Found]:
    """Whom the sentence says that somebody took or holds."""
    for i, word in enumerate(words.low):
        if word in ("hostage", "captive", "prisoner") and words.word(i - 1) in _TAKEN:
            yield from _hostage(words, i)
        elif word in ("hostage", "captive", "hostages", "prisoner", "captives", "prisoners"):
            yield from _took_hostage(words, i)
        elif word == "alive":
            yield from _alive(words, i)
        elif word == "captivity":
            yield from _in_captivity(words, i)
        elif word in ("away", "off"):
            yield from _carried_off(words, i)
        elif word in ("held", "holding"):
            yield from _held(words, i)
            yield from _held_since(words, i)
        elif word in ("taken", "took", "seized"):
            yield from _taken_from(words, i)
        if word in _BUNDLE or word in ("took", "taken", "led", "marched", "herded", "driven"):
            yield from _bundled(words, i)


def _hostage(words: Words, i: int) -> Iterator[Found]:
    if not is_real(words, i - 1):
        return
    first, group = auxiliaries(words, i - 1)
    objects = victims_after(words, i)
    victims = objects if objects and not group else subject_before(words, i - 1, first)
    for phrase in victims:
        yield Found(i - 1, i, "captured", phrase, "harm.hostage")


def _took_hostage(words: Words, i: int) -> Iterator[Found]:
    if words.text(i + 1, i + 2) == "to fortune":
        return
    phrase = words.phrase_at(i) if words.word(i) in _CAPTIVES else words.phrase_to(i - 1)
    own = words.phrase_to(i)
    if phrase is None and own is not None and own.first < i:
        phrase = Phrase(own.first, i - 1, i - 1, i - 1)
    is_bare = words.word(i).endswith("s") and words.word(i - 1) in ("took", "taken", "taking")  # "took hostages"
    if phrase and words.word(i) in _CAPTIVES and not (is_bare or is_count(words, phrase)):
        return
    if phrase is None or not is_person(words, phrase):
        return
    verb = phrase.first - 1
    while words.word(verb) in MODIFIERS:
        verb -= 1
    victims = [phrase]
    if words.word(verb) in ("and", ","):
        victims = [*joined_before(words, phrase), phrase]
        earlier = words.phrase_to(verb - 1)
        if len(victims) == 1 and earlier and is_person(words, earlier):
            victims = [earlier, phrase]
        verb = victims[0].first - 1
    holder = {child.lower_ for child in words.tokens[verb].children if child.dep_ == "nsubj"}
    if words.word(verb) in _TAKE and is_real(words, verb) and not holder & _NATURE:
        for one in victims:
            yield Found(verb, i, "captured", one, "harm.hostage")


def _alive(words: Words, i: int) -> Iterator[Found]:
    """ "Took the warlord alive, and with him four of his guards", "two were killed and nine taken alive"."""
    direct = words.phrase_to(i - 1)
    verb = direct.first - 1 if direct else i - 1
    if words.word(verb) not in _TAKEN | _CAUGHT or not is_real(words, verb):
        return
    victims = done_to(words, verb, verb) if direct is None else []
    named = direct or words.phrase_to(verb - 1)
    if not victims and named is not None and is_person(words, named):
        victims = [named]
    with_him = next((n for n in range(i + 1, min(i + 9, len(words))) if words.word(n) == "with"), None)
    if victims and with_him is not None:
        victims += victims_after(words, with_him + (words.word(with_him + 1) in ("him", "her", "them")))
    for phrase in victims:
        if words.word(phrase.first) not in ("him", "her", "them", "he", "she", "they"):
            yield Found(verb, i, "captured", phrase, "harm.hostage")


def _in_captivity(words: Words, i: int) -> Iterator[Found]:
    """ "Six sailors remain in captivity"."""
    verb = i - 2
    if words.word(i - 1) == "in" and words.word(verb) in _STAY and is_real(words, i - 1):
        for phrase in subject_of(words, verb + 1):
            if is_count(words, phrase):
                yield Found(verb, i, "captured", phrase, "harm.held")


def _carried_off(words: Words, i: int) -> Iterator[Found]:
    """ "Whisked away 15 women", "made away with seven schoolgirls", "were marched off by gunmen"."""
    verb, last = i - 1, i
    if words.word(verb) not in _CARRY or _CARE & set(_clause(words, i)) or not is_real(words, verb):
        return
    if words.word(verb) in ("made", "drove", "sped", "rode", "ran"):
        last = i + 1
        if words.word(last) != "with":
            return
    doers = subject_of(words, verb) if not is_passive(auxiliaries(words, verb)[1]) else []
    is_arrest = any(classify(words, one) in ("security_force", "official") for one in doers)
    is_led_off = words.word(i) == "off" and bool(_CRAFT.match(words.text(i + 1, i + 3)))
    if is_arrest or (is_led_off and not _GUNMEN.search(" ".join(words.low))):
        return
    for phrase in done_to(words, verb, last):
        if is_count(words, phrase):
            yield Found(verb, last, "captured", phrase, "harm.carried_off")


def _bundled(words: Words, i: int) -> Iterator[Found]:
    """ "Bundled a student leader into a car", "took my husband into the forest"."""
    if not is_real(words, i):
        return
    is_forced, is_taken = words.word(i) in _BUNDLE, False
    _, group = auxiliaries(words, i)
    if is_passive(group):
        told = _AWAY.match(words.text(i + 1, i + 8))
        victims = subject_of(words, i)
    else:
        victims = victims_after(words, i)
        told = _AWAY.match(words.text(victims[-1].last + 1, victims[-1].last + 9)) if victims else None
        doers = subject_of(words, i)
        if any(classify(words, doer) in ("security_force", "official") for doer in doers):
            return
        if told is None and victims and any(names_armed_men(words, doer) for doer in doers):
            told = _FROM.match(words.text(victims[-1].last + 1, victims[-1].last + 9))
            is_forced, is_taken = True, told is not None
        is_known = is_forced or any(words.word(one.head) in ("they", "men", "he") for one in doers)
        if not is_known and not any(names_armed_men(words, doer) for doer in doers):
            return
    is_they = any(words.word(one.head) == "they" for one in subject_of(words, i)) and not _STATE_HANDS & set(words.low)
    if told is None or (not (is_forced or is_they) and not re.match(_WILDS, told.group())):
        return
    for phrase in victims:
        is_kin = is_taken and words.word(phrase.first) == "the"
        is_kin = is_kin or words.word(phrase.first) in ("my", "our", "his", "her", "their")
        if is_kin or is_count(words, phrase) or words.word(phrase.first) in ("a", "an") or is_name(words, phrase):
            yield Found(i, i, "captured", phrase, "harm.carried_off", is_negative=is_negated(words, i))


def names_armed_men(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase names fighters, or men with masks or arms."""
    inside = set(words.low[phrase.first : phrase.last + 1])
    return classify(words, phrase) == "militant" or bool((_ARMED | _TAKERS) & inside)


def _clause(words: Words, i: int) -> list[str]:
    """The words from the comma or "and" before a token to the one after it."""
    marks = [n for n, word in enumerate(words.low) if word in (",", ";", "and", "but")]
    first = max((n for n in marks if n < i), default=0)
    return words.low[first : min((n for n in marks if n > i), default=len(words))]


def _held(words: Words, i: int) -> Iterator[Found]:
    """Whom an armed group holds: "eight soldiers are being held by the rebels", "is not holding any detainees"."""
    _, group = auxiliaries(words, i)
    negative = is_negated(words, i)
    if words.word(i) == "held" and is_passive(group) and words.word(i + 1) == "by" and is_real(words, i):
        holder = words.phrase_from(i + 2)
        if holder is None or classify(words, holder) in ("security_force", "official"):
            return
        for phrase in subject_of(words, i):
            is_several = words.word(phrase.head) == "they" or words.tokens[phrase.head].tag_ in ("NNS", "NNPS")
            if is_several or is_count(words, phrase) or words.word(phrase.first) in ("a", "an"):
                yield Found(i, i, "captured", phrase, "harm.held", is_negative=negative)
    elif words.word(i) == "holding" and is_passive(group) and is_real(words, i):
        is_armed = any(classify(words, holder) == "militant" for holder in subject_of(words, i))
        for phrase in victims_after(words, i):
            is_captive = words.word(phrase.head) in _CAPTIVES or classify(words, phrase) in ("military", "militant")
            is_captive = is_captive or is_armed
            if is_captive and (negative or is_count(words, phrase)):
                yield Found(i, i, "captured", phrase, "harm.held", is_negative=negative)


def _held_since(words: Words, i: int) -> Iterator[Found]:
    """ "Three engineers, held since 2019", "a nun held by the rebels"."""
    told = _SINCE.match(words.text(i, i + 7))
    if told is None or words.tokens[i].tag_ not in ("VBN", "VBD"):
        return
    phrase = words.phrase_to(i - 2 if words.word(i - 1) == "," else i - 1)
    if phrase and is_person(words, phrase) and (is_count(words, phrase) or words.word(phrase.first) in ("a", "an")):
        yield Found(i, i + told.group().count(" "), "captured", phrase, "harm.held")


def _taken_from(words: Words, i: int) -> Iterator[Found]:
    """ "Boys were taken from the road", "took 14 women from the village", "girls seized by gunmen"."""
    if _CARE & set(words.low) or not is_real(words, i):
        return
    told = _FROM.match(words.text(i + 1, i + 9))
    if told is not None and words.word(i) != "took":
        _, group = auxiliaries(words, i)
        direct = words.phrase_to(i - 1)
        victims = subject_of(words, i) if is_passive(group) else [direct] if direct else []
    else:
        victims = victims_after(words, i)
        told = _FROM.match(words.text(victims[-1].last + 1, victims[-1].last + 9)) if victims else None
    for phrase in victims if told else []:
        is_several = words.tokens[phrase.head].tag_ in ("NNS", "NNPS") and words.word(phrase.first) not in (
            "the",
            "their",
        )
        is_told = is_count(words, phrase) or is_several or words.word(phrase.first) in ("a", "an")
        if is_told and is_person(words, phrase):
            yield Found(i, i, "captured", phrase, "harm.carried_off")
