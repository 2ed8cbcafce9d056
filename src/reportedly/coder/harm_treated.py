"""The injured without a verb of harm: "in critical condition", "suffered burns", "taken to hospital"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_body_parts import LIMBS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_be, is_negated, is_real, is_violent
from reportedly.coder.harm_subjects import joined_before, subject_before, subject_of
from reportedly.coder.harm_words import listed

_SUFFER = listed(
    """
    suffer suffers suffered suffering sustain sustains sustained sustaining receive received receives
    """
)
_TAKEN = listed("went transported evacuated taken rushed airlifted flown brought admitted transferred")
_WITH_WOUNDS = re.compile(
    r"\w+ (?:to|by) [\w' ]{0,30}?(?:hospital|hospitals|clinic|center|centre|"
    r"infirmary)\b[\w' ]{0,20}? (?:with|for) (?:[\w-]+ ){0,4}?"
    r"(?:injuries|wounds|burns|surgery|fractures)\b"
    r"|\w+ to [\w' ]{1,30}?for treatment (?:of|for) (?:[\w-]+ ){0,4}?(?:injuries|wounds|burns|fractures)\b"
)
_TO_HOSPITAL = re.compile(
    r"\w+ (?:by \w+ )?to (?:(?:the|a|an|local|nearby|area|various|different|several|military|field|city|main) )*"
    r"(?:hospitals?|clinics?|infirmary|trauma cent(?:er|re)s?|medical cent(?:er|re)s?)\b"
)
_WOUNDS = listed(
    """
    injury injuries wound wounds burn burns inhalation fracture fractures concussion laceration lacerations bruises
    amputation amputations trauma whiplash contusions hypothermia frostbite heatstroke dehydration sprains
    broken fractured cuts bruises scratches grazes
    """
)
_GOT_OFF = listed("left escaped survived escapes escaping survives away out off ashore home")
_BONES = LIMBS | listed("rib ribs bone bones neck skull jaw nose ankle wrist pelvis collarbone hip shoulder back")
_STATES = re.compile(
    r"(?:in|into|on) (?:(?:a|an|the|medically|drug|-|induced|deep) )*(?:intensive care|coma|life support|ventilator)\b"
    r"|(?:fighting|battling) for (?:his|her|their) (?:life|lives)\b|clinging (?:on )?to life\b|critically ill\b"
)
_MEDICS = listed(
    "paramedic paramedics medics ambulance ambulances medic responders hospital hospitals clinic clinics doctors "
    "surgeons"
)
_FOR_WOUNDS = re.compile(
    r"(?:(?:at|in) [\w' ]{2,40}? )?for (?:[\w-]+ ){0,3}?(?:injur(?:y|ies)|wounds?|burns?|smoke inhalation|shock|"
    r"hypothermia|cuts?|gash(?:es)?|bruis(?:es|ing)|lacerations?|fractures?|concussion|grazes|scratches|bites?|"
    r"broken \w+|fractured \w+|shrapnel|exposure|tear gas)\b"
)
_CLOSING = ('"', "”", "’", "'")
_RULE = "harm.condition"
_GRAVE = listed("critical serious grave severe difficult dire life-threatening")

_STATES_OF_HEALTH = listed("critical serious stable grave threatening")
_KNOWN = listed("victims casualties survivors patients")


def find_treated(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as hurt by what was done for them."""
    for i, word in enumerate(words.low):
        if word == "condition":
            yield from _its_condition(words, i)
            if words.word(i - 1).strip("\"“”'") in _STATES_OF_HEALTH or words.word(i - 1) in _CLOSING:
                yield from _condition(words, i)
        elif word in _SUFFER:
            yield from _suffered(words, i)
        elif word in _TAKEN:
            yield from _taken(words, i)
        elif word == "treated" or (
            word == "treatment" and words.word(i - 1) in ("receiving", "received", "undergoing")
        ):
            yield from _treated(words, i)
            yield from _treating(words, i)
        elif word in ("in", "into", "on", "fighting", "battling", "clinging", "critically"):
            yield from _state(words, i)
        elif word == "with":
            yield from _bearing(words, i)
        elif word == "critical":
            yield from _critical(words, i)


def _condition(words: Words, i: int) -> Iterator[Found]:
    at = i
    while at > 0 and words.word(at) != "in" and i - at < 6:
        at -= 1
    if words.word(at) != "in" or not _STATES_OF_HEALTH & set(words.low[at:i]):
        return
    window = words.text(max(at - 14, 0), at)
    if not re.search(
        r"\b(?:is|are|was|were|remains?|remained|hospital\w*|taken|reported|be|with|left|leaves?|leaving)\b", window
    ):
        return
    if re.search(r"\b(?:hospitali[sz]ed|injured|wounded|shot|stabbed)\b", window):
        return
    verb = at - 1
    if words.phrase_to(verb) and is_person(words, words.phrase_to(verb)):  # type: ignore[arg-type]
        phrase = words.phrase_to(verb)
        if phrase and is_count(words, phrase):
            yield Found(at, i, "injured", phrase, "harm.condition")
        return
    first, _ = auxiliaries(words, at)
    if words.word(at - 1) in ("remains", "remain", "remained"):
        first = at - 1
    for phrase in subject_before(words, at, first) or subject_before(words, first, first):
        is_told = "stable" not in words.low[at:i] or is_count(words, phrase) or is_violent(" ".join(words.low))
        if is_told:
            yield Found(first, i, "injured", phrase, "harm.condition")


def _its_condition(words: Words, i: int) -> Iterator[Found]:
    """ "His condition is critical": the one whose condition it is."""
    phrase = words.phrase_at(i)
    told = words.text(i + 1, i + 5)
    found = re.match(
        r"(?:is|was|remains|remained|has been)(?: (?:very|still|now|extremely|described as))* (\w\S*)", told
    )
    if phrase is None or not found or found.group(1) not in _GRAVE:
        return
    last = i + len(found.group().split())
    if i == phrase.first + 1 and words.word(phrase.first) in ("his", "her"):
        yield Found(
            i, last, "injured", Phrase(phrase.first, phrase.first, phrase.first, phrase.first), _RULE, is_named=True
        )
    elif words.word(i - 1) in ("'s", "’s") and phrase.first < i - 1:
        owner = Phrase(phrase.first, i - 2, i - 2, i - 2)
        if is_person(words, owner):
            yield Found(i, last, "injured", owner, _RULE, is_named=True)


def _critical(words: Words, i: int) -> Iterator[Found]:
    """ "Two critical after stabbing", in a headline; "six were critical"."""
    is_described = words.text(i - 2, i - 1) in ("described as", "listed as")
    if is_described or is_be(words, i) or words.word(i - 1) in ("remain", "remained", "remains"):
        is_over = words.word(i + 1) in (".", ",", ";", "and", "", "after", "on", "in", "while")
        verb = i - 2 if is_described else i
        first = auxiliaries(words, verb)[0] if is_described else i - 1
        for one in subject_before(words, verb, first) if is_over and is_real(words, i) else ():
            if is_count(words, one):
                yield Found(i, i, "injured", one, _RULE, needs_cause=True, is_negative=is_negated(words, i))
        return
    if not words.is_headline:
        return
    phrase = words.phrase_to(i - 1)
    if (own := words.phrase_to(i)) and own.first < i:
        phrase = Phrase(own.first, i - 1, i - 1, i - 1)
    if phrase and is_person(words, phrase) and words.word(i + 1) in ("after", "in", "following", ""):
        yield Found(i, i, "injured", phrase, _RULE, needs_cause=True)


def _state(words: Words, i: int) -> Iterator[Found]:
    """ "In intensive care", "fighting for his life", "left in a coma"."""
    found = _STATES.match(words.text(i, i + 7))
    if words.text(i, i + 1) in ("in hospital", "in hospitals") and (
        words.word(i - 1).startswith("remain") or is_be(words, i)
    ):
        for phrase in subject_of(words, i):
            if _is_news(words, phrase):
                yield Found(i, i + 1, "injured", phrase, _RULE, needs_cause=True, is_negative=is_negated(words, i))
        return
    if not found or not is_real(words, i):
        return
    last = i + found.group().count(" ")
    start = i
    while words.word(start - 1) in (
        "left",
        "leaving",
        "placed",
        "put",
        "still",
        "remains",
        "remained",
        "remain",
        "critically",
    ):
        start -= 1
    direct = words.phrase_to(start - 1)
    is_object = direct and words.word(direct.first - 1) in ("left", "leaving", "leaves", "with", "put", "and")
    if direct and is_object and is_person(words, direct):
        victims = [*joined_before(words, direct), direct]
    else:
        victims = subject_of(words, start) or (subject_of(words, i) if start != i else [])
    for phrase in victims:
        yield Found(start, last, "injured", phrase, _RULE, needs_cause=True, is_negative=is_negated(words, start))


def _bearing(words: Words, i: int) -> Iterator[Found]:
    """Whom the words after "with" describe as wounded: "an inmate with stab wounds", "left 40 people with burns"."""
    own = words.phrase_from(i + 1)
    if own is None or words.word(own.first) in ("no", "the", "his", "her", "their"):
        return
    at = next((n for n in range(i + 1, own.last + 1) if words.word(n) in _WOUNDS), None)
    if at is None or not is_real(words, i):
        return
    last = max(n for n in range(at, own.last + 1) if words.word(n) in _WOUNDS)
    start = i - 1 if words.word(i - 1) in _GOT_OFF else i
    if start < i and words.word(start) in ("away", "out", "off", "ashore", "home"):
        start -= 1
    phrase = words.phrase_to(start - 1)
    victims = [phrase] if phrase and start == i else subject_of(words, start)
    for one in victims:
        is_left = words.word(one.first - 1) in ("left", "leaving", "leaves")
        is_new = is_count(words, one) or words.word(one.first) in ("a", "an", "another") or start < i or is_left
        if is_new and is_person(words, one):
            yield Found(start, last, "injured", one, "harm.suffered")


def _suffered(words: Words, i: int) -> Iterator[Found]:
    at = i + 1
    while (
        at < len(words)
        and at - i < 7
        and words.word(at) not in _WOUNDS
        and words.word(at) not in (",", ".", ";", "that")
    ):
        at += 1
    if words.word(at) not in _WOUNDS or not is_real(words, i):
        return
    if words.word(at) in ("broken", "fractured") and words.word(at + 1) not in _BONES:
        return
    own = words.phrase_at(at)
    if own and words.word(own.first) == "no":
        return
    victims = subject_of(words, i)
    for phrase in victims:
        yield Found(i, at, "injured", phrase, "harm.suffered", is_negative=is_negated(words, i))


def _taken(words: Words, i: int) -> Iterator[Found]:
    """ "taken to hospital with serious injuries"."""
    found = _WITH_WOUNDS.match(words.text(i, i + 14))
    if found is None and (plain := _TO_HOSPITAL.match(words.text(i, i + 7))) and is_real(words, i):
        last = i + plain.group().count(" ")
        for phrase in subject_of(words, i):
            if _is_news(words, phrase):
                yield Found(
                    i, last, "injured", phrase, "harm.taken", needs_cause=True, is_negative=is_negated(words, i)
                )
    if found and is_real(words, i):
        for phrase in subject_of(words, i):
            last = i + found.group().count(" ")
            yield Found(i, last, "injured", phrase, "harm.taken", is_negative=is_negated(words, i))


def _treating(words: Words, i: int) -> Iterator[Found]:
    """Whom medics treated: "treated 20 people for minor injuries", "paramedics treated 15 people"."""
    after = words.phrase_from(i + 1)
    if after is None or not is_count(words, after) or not is_person(words, after) or not is_real(words, i):
        return
    rest = words.text(after.last + 1, after.last + 7)
    is_wound = re.match(r"(?:\w+ ){0,3}?for (?:[\w-]+ ){0,3}?(?:injur(?:y|ies)|wounds|burns|smoke|shock)\b", rest)
    if is_wound or (_MEDICS & set(words.low[:i]) and "for" not in words.low[after.last + 1 : after.last + 3]):
        yield Found(i, i, "injured", after, "harm.treated", needs_cause=not is_wound)


def _is_news(words: Words, phrase: Phrase) -> bool:
    """Whether people taken to hospital are told of for the first time, as a number or as somebody."""
    is_somebody = words.word(phrase.first) in ("a", "an", "another")
    is_plain = phrase.first == phrase.last and words.tokens[phrase.head].tag_ == "NNS"
    is_plain = is_plain and words.word(phrase.head) not in _KNOWN and is_violent(words.text(0, len(words)))
    is_new = is_somebody or is_plain or is_count(words, phrase)
    return is_new and words.word(phrase.head) not in ("body", "bodies")


def _treated(words: Words, i: int) -> Iterator[Found]:
    window = words.text(i + 1, i + 9)
    found = _FOR_WOUNDS.match(window)
    at_hand = re.match(
        r"(?:at (?:the|a) (?:[\w']+ ){0,3}?(?:scene|hospital|clinic|infirmary)"
        r"|on site|in (?:[\w']+ ){0,3}?(?:hospitals?|clinics?|countries))\b",
        window,
    )
    if not (found or at_hand) or not is_real(words, i):
        return
    told = found or at_hand
    last = i + len(told.group().split()) if told else i
    for phrase in subject_of(words, i):
        if found or _is_news(words, phrase):
            yield Found(i, min(last, len(words) - 1), "injured", phrase, "harm.treated", needs_cause=not found)
