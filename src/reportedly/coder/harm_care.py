"""The injured by the care they got: "treating 27 people for", "90 needed hospital treatment", "put five in bed"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_negated, is_real, is_violent
from reportedly.coder.harm_subjects import subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import victims_after

_TREAT = listed("treating treats treat treated attended attending operated operating tended bandaged stitched")
_MEDICS = listed(
    "paramedic paramedics medics medic ambulance ambulances crews doctors doctor "
    "surgeons surgeon nurses nurse hospital hospitals clinic responders cross crescent"
)
_OVERCOME = re.compile(
    r"(?:overcome|overwhelmed|felled|choked|choking) (?:by|on|with|from) (?:[\w'-]+ ){0,3}?"
    r"(?:smoke|fumes|gas|chlorine|ammonia|heat|monoxide|teargas|dust)\b"
    r"|(?:fell|fallen|taken|became|were made) (?:seriously |violently |suddenly )?(?:ill|sick|unwell) "
    r"(?:after|from) (?:inhaling|breathing|eating|drinking|exposure|swallowing)\b"
    r"|(?:fainted|fainting|passed out|lost consciousness|collapsed) "
    r"(?=(?:after|from|in the (?:crush|heat|crowd)|\.|,|when|and))"
)
_NEED = listed("needed need needing required requiring require received receiving underwent undergone undergoing had")
_CARE = re.compile(
    r"(?:(?:emergency|urgent|immediate|life-saving|further|an?|minor|major|more|hospital|medical|surgical|-) )*"
    r"(?:(?:hospital|medical|surgical|emergency) (?:treatment|attention|care|help|aid|assistance)|"
    r"(?:[\w-]+ )?stitches|surgery|hospitali[sz]ation|stitches|operations?|amputations?|skin grafts?|"
    r"blood transfusions?|oxygen|first aid|treatment for [\w-]+(?: [\w-]+)?)\b"
)
_WOUNDS = re.compile(
    r"(?:[\w'-]+ ){0,4}?for (?:(?!the\b)[\w-]+ ){0,3}?(?:injur(?:y|ies)|wounds?|burns?|smoke|shock|bullet|"
    r"shrapnel|fractures?|cuts|concussion|blast|gas|hypothermia|inhalation|bites?|stings)\b"
)
_BEDS = (
    r"(?:the |a |an |local |intensive |critical |military |field |nearby )*(?:hospitals?|infirmary|clinic|care|icu)\b"
)
_INTO_BED = re.compile(rf"(?:in|into|to) {_BEDS}")
_PUT = listed(
    "put puts putting sent sends sending landed landing left leaves leaving took taken rushed ferried "
    "carried drove flew brought airlifted transported evacuated rushing taking"
)
_SENT = listed("put puts putting sent sends sending landed landing left leaves leaving rushed rushing")
_HELPERS = listed(
    "ambulance ambulances paramedics medics helicopter helicopters rescuers firefighters volunteers crescent cross"
)
_BURNS = listed("burns wound wounds injury injuries fracture fractures concussion bruises lacerations")
_BROKEN = listed("broken fractured shattered dislocated punctured ruptured severed")
_FILL = listed("also later still now reportedly")
_LIVED = listed("survived survives escaped escapes survive escape walked")
_OVERCOME_STARTS = listed("overcome overwhelmed felled choked choking fell fallen taken became fainted passed lost")
_RULE = "harm.treated"
_STARTS = _OVERCOME_STARTS | _TREAT | _NEED | _PUT | _LIVED | listed("in has have had recovering")


def find_cared_for(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as hurt by the care that they got or need."""
    for i, word in enumerate(words.low):
        if word not in _STARTS:
            continue
        if word == "in" and words.is_headline and words.word(i + 1) in ("hospital", "hospitals"):
            yield from _in_bed(words, i)
        if word in _OVERCOME_STARTS:
            yield from _overcome(words, i)
        if word in _TREAT:
            yield from _treating(words, i)
            yield from _being_treated(words, i)
        elif word in _NEED and _CARE.match(words.text(i + 1, i + 6)):
            yield from _needed(words, i)
        elif word in _PUT:
            yield from _put_in_bed(words, i)
        if word in ("has", "have", "had"):
            yield from _has_wounds(words, i)
        elif word == "recovering":
            yield from _recovering(words, i)
        elif word in _LIVED:
            yield from _lived_with(words, i)


def _treating(words: Words, i: int) -> Iterator[Found]:
    """ "Were treating 27 people for gunshot wounds"."""
    if not is_real(words, i):
        return
    at = i + (words.word(i + 1) in ("to", "on"))
    is_medic = bool(_MEDICS & set(words.low[max(i - 8, 0) : i]))
    for phrase in victims_after(words, at):
        is_wound = _WOUNDS.match(words.text(phrase.last + 1, phrase.last + 9)) and words.word(i).startswith("treat")
        is_bare = words.word(phrase.last + 1) in (".", ",", ";", "at", "in", "and", "on", "after", "overnight")
        is_care = is_medic and is_count(words, phrase) and (is_bare or not words.word(i).startswith("treat"))
        if (is_wound and _is_new(words, phrase)) or is_care:
            yield Found(i, i, "injured", phrase, _RULE, needs_cause=not is_wound, is_negative=is_negated(words, i))


def _overcome(words: Words, i: int) -> Iterator[Found]:
    """ "Three were overcome by smoke", "twenty pupils fainted after inhaling fumes"."""
    told = _OVERCOME.match(words.text(i, i + 8) + " ")
    if told is None or not is_real(words, i):
        return
    for phrase in subject_of(words, i):
        if is_count(words, phrase) or words.word(phrase.first) in ("a", "an", "another"):
            last = i + len(told.group().split()) - 1
            yield Found(i, last, "injured", phrase, "harm.bodily", is_negative=is_negated(words, i))


def _being_treated(words: Words, i: int) -> Iterator[Found]:
    """ "28 are still being treated"."""
    ends = words.word(i + 1) in (".", ",", ";", "and", "") or words.text(i + 1, i + 3) == "in hospital ."
    if words.word(i) != "treated" or words.word(i - 1) != "being" or not ends or not is_real(words, i):
        return
    for phrase in subject_of(words, i):
        if is_count(words, phrase):
            yield Found(i, i, "injured", phrase, _RULE, needs_cause=True, is_negative=is_negated(words, i))


def _needed(words: Words, i: int) -> Iterator[Found]:
    """ "90 needed hospital treatment", "two underwent surgery"."""
    if not is_real(words, i):
        return
    told = _CARE.match(words.text(i + 1, i + 6))
    direct = words.phrase_to(i - 1)
    own = words.phrase_at(i)
    if own and own.first < i and is_count(words, Phrase(own.first, i - 1, i - 1, i - 1)):
        direct = Phrase(own.first, i - 1, i - 1, i - 1)
    victims = subject_of(words, i) or ([direct] if direct and is_person(words, direct) else [])
    for phrase in victims:
        if is_count(words, phrase) or (words.word(phrase.first) in ("a", "an", "another") and words.word(i) != "had"):
            last = i + (len(told.group().split()) if told else 0)
            yield Found(i, last, "injured", phrase, _RULE, needs_cause=True, is_negative=is_negated(words, i))


def _put_in_bed(words: Words, i: int) -> Iterator[Found]:
    """ "Put five factory hands in hospital"."""
    is_sent = words.word(i) in _SENT or bool(_HELPERS & set(words.low[max(i - 5, 0) : i]))
    if not is_real(words, i):
        return
    victims = victims_after(words, i) or [one for one in (_workers(words, i + 1),) if one]
    if victims and (told := _INTO_BED.match(words.text(victims[-1].last + 1, victims[-1].last + 6))):
        last = victims[-1].last + len(told.group().split())
        for phrase in victims if is_sent or is_violent(" ".join(words.low)) else []:
            if _is_new(words, phrase):
                yield Found(i, last, "injured", phrase, _RULE, needs_cause=True)


def _in_bed(words: Words, i: int) -> Iterator[Found]:
    """ "30 in hospital after gas leak", in a headline."""
    phrase = words.phrase_to(i - 1)
    if phrase and is_count(words, phrase) and is_person(words, phrase):
        yield Found(i, i + 1, "injured", phrase, _RULE, needs_cause=True)


def _workers(words: Words, at: int) -> Phrase | None:
    """ "Five factory hands": a number of hands that work."""
    phrase = words.phrase_from(at)
    is_hands = phrase and words.word(phrase.last) == "hands" and phrase.last > phrase.first + 1
    return phrase if phrase and is_hands and is_count(words, phrase) else None


def _has_wounds(words: Words, i: int) -> Iterator[Found]:
    """ "Has burns over half his body", "had a broken leg"."""
    own = words.phrase_from(i + 1 + (words.word(i + 1) in ("only", "just", "also")))
    if own is None or words.word(own.first) in ("no", "his", "her", "their", "the", "any"):
        return
    is_wounds = words.word(own.base_last) in _BURNS
    is_bone = any(words.word(n) in _BROKEN for n in range(own.first, own.base_last))
    if not (is_wounds or is_bone) or words.word(own.base_last) in ("record", "ties", "system") or not is_real(words, i):
        return
    for phrase in subject_of(words, i):
        if (
            is_count(words, phrase)
            or is_name(words, phrase)
            or words.word(phrase.first) in ("a", "an", "another", "the", "both")
        ):
            yield Found(i, own.base_last, "injured", phrase, "harm.suffered", needs_cause=True)


def _recovering(words: Words, i: int) -> Iterator[Found]:
    """ "Two are recovering in hospital", "a guard is recovering from gunshot wounds"."""
    told = re.match(
        rf"(?:in {_BEDS}|from (?:[\w-]+ ){{0,3}}?(?:injuries|wounds|burns|surgery)\b|after (?:emergency )?surgery\b)",
        words.text(i + 1, i + 6),
    )
    if told is None or words.word(i - 1) not in ("is", "are", "was", "were", *_FILL) or not is_real(words, i):
        return
    for phrase in subject_of(words, i):
        if is_count(words, phrase) or words.word(phrase.first) in ("a", "an", "another"):
            last = i + len(told.group().split())
            yield Found(i, last, "injured", phrase, "harm.condition", needs_cause=True)


def _lived_with(words: Words, i: int) -> Iterator[Found]:
    """ "Her husband survived the shooting with a wound to the neck"."""
    at = next((n for n in range(i + 1, min(i + 7, len(words))) if words.word(n) == "with"), 0)
    own = words.phrase_from(at + 1) if at else None
    if own is None or words.word(own.first) in ("no", "the", "only") or not is_real(words, i):
        return
    is_wounds = words.word(own.base_last) in _BURNS or any(words.word(n) in _BROKEN for n in range(own.first, own.last))
    if is_wounds and not {",", "but", "and"} & set(words.low[i:at]):
        for phrase in subject_of(words, i):
            yield Found(i, own.base_last, "injured", phrase, "harm.suffered", is_negative=is_negated(words, i))


def _is_new(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase brings people by a number or as somebody."""
    return is_count(words, phrase) or words.word(phrase.first) in ("a", "an", "another") or is_name(words, phrase)
