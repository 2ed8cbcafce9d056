"""Those hit by fire, shrapnel or vehicles: "was hit in the thigh", "two were struck by bullets", "fell to snipers"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import classify, is_count, is_name, is_person, is_pronoun, singular
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_passive, is_real, is_sport
from reportedly.coder.harm_subjects import subject_before, subject_of
from reportedly.coder.harm_words import HARM_VERBS, listed
from reportedly.coder.victims import victims_after

BODY = (
    r"(?:head|face|neck|throat|chest|stomach|abdomen|belly|groin|back|shoulder|arm|leg|thigh|calf|knee|shin|foot|feet|hand|"
    r"hands|legs|arms|eye|eyes|jaw|mouth|hip|pelvis|spine|buttocks?|wrist|ankle|elbow|torso|skull|temple|ear|finger|lung|side)"
)
MISSILE = (
    r"(?:projectiles?|stones?|rocks?|bricks?|bottles?|bullets?|shrapnel|gunfire|pellets?|canisters?|rounds?|debris|shots?|"
    r"arrows?|ricochets?|fragments?|splinters?|glass|fire|snipers?|grenades?|shells?|mortars?|lightning|truncheons?|"
    r"batons?)"
)
VEHICLE = (
    r"(?:car|cars|lorry|truck|bus|van|tram|train|taxi|motorcycle|motorbike|minibus|tractor|vehicle|bulldozer|jeep)"
)
_HIT = re.compile(
    rf"\w+ (?:(?:twice|once|directly|several times|three times) )?(?:(?:in|on|over|across) the (?:\w+ ){{0,2}}?{BODY}\b"
    rf"|(?:in the \w+ )?(?:by|with) (?:[\w'-]+ ){{0,3}}?(?:{MISSILE}|{VEHICLE})\b)"
)
_SHOOTING = re.compile(
    r"\b(?:fire[ds]?|firing|gun\w*|shoot\w*|shot|shots|snipers?|shell\w*|mortars?|rockets?|missiles?|air ?strikes?|"
    r"drones?|bomb\w*|blast|explo\w+|bullets?|shrapnel|launcher|strikes?|assailants?|ambush\w*|raid\w*|attack\w*|clash\w*)\b"
)
_FIRED = re.compile(
    rf"\b(?:opened fire|fired|firing|shot|shooting|gunm[ae]n|{VEHICLE}\b.*(?:into|onto|through)|"
    r"(?:drove|ploughed|plowed|crashed|rammed|careered) (?:\w+ ){0,3}?(?:into|onto|through))\b"
)
_ENDS = listed('. , ; : when as while during and after before on in at " ” but')
_FELL_TO = re.compile(
    r"\w+ (?:to|under|before) (?:(?:a|an|the|enemy|hostile|rebel|army|government|sniper|mortar|machine|-) )*"
    r"(?:snipers?|sniper 's|bullets?|gunfire|guns?|fire|shells?|shellfire|mines?|shrapnel|assassins?|ambush(?:es)?|"
    r"mortars?)\b"
    r"|\w+ in (?:(?:a|an|the|that|fierce|heavy|first|second|last|two|same|world|great|civil) )*"
    r"(?:battles?|combat|action|fighting|ambush|clashes|"
    r"assault|wars?|campaign|invasion|siege|uprising|hour|day|charge)\b"
)
_FELL_AT = re.compile(
    r"\w+ (?:near|at|outside|around|on|during|defending|fighting|as|when)\b(?! (?:to|into|off|behind|least|apart)\b)"
)
_THEIRS = re.compile(r"\b(?:its|their|our|his) (?:own )?(?:men|own|comrades|people)$")
_HITTABLE = listed(
    "person man woman child soldier officer policeman guard pupil student passenger civilian protester worker"
)
_FIGHTERS = listed("defenders volunteers comrades conscripts recruits marines partisans")
_MEMORY = listed("memorial monument plaque stone names cenotaph memory honour honor roll commemorates")
_FALLERS = listed("rank ranks price prices output value sales shares")


def find_hits(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as hit, or as fallen."""
    for i, word in enumerate(words.low):
        if word in ("hit", "struck"):
            yield from _hit(words, i)
        elif word in ("hitting", "striking"):
            yield from _hitting(words, i)
        elif word in ("fell", "fallen"):
            yield from _fell(words, i)


def _hit(words: Words, i: int) -> Iterator[Found]:
    """What hit somebody, or where, makes an injury of it; where only fire is told of, the hit may have killed."""
    if words.tokens[i].tag_.startswith("NN") or not is_real(words, i) or is_sport(words):
        return
    first, group = auxiliaries(words, i)
    told = _HIT.match(words.text(i, i + 9))
    is_clause = is_passive(group)
    is_bare = is_clause and words.word(i + 1) in _ENDS
    victims = subject_before(words, i, first) if is_clause else _described(words, i)
    at = i + 2 + (words.word(i + 2).endswith("ly"))
    if told is None and words.word(i + 1) == "and" and words.word(at) in HARM_VERBS and words.tokens[at].tag_ == "VBN":
        return
    if told is None and not (is_bare and (_SHOOTING.search(words.text(0, len(words))) or _are_counted(words, victims))):
        return
    last = i + told.group().count(" ") if told else i
    harm = "injured" if told else "killed_or_injured"
    negative = is_negated(words, i)
    for phrase in victims:
        yield Found(i, last, harm, phrase, "harm.hit", is_negative=negative)


def _hitting(words: Words, i: int) -> Iterator[Found]:
    """ "A gunman opened fire, hitting several people", "drove into the crowd, hitting 12 people"."""
    is_by = _FIRED.search(words.text(0, i - 1))
    victims = victims_after(words, i) if is_by and is_real(words, i) and not is_sport(words) else []
    if _are_counted(words, victims):
        for phrase in victims:
            yield Found(i, i, "killed_or_injured", phrase, "harm.hit")


def _are_counted(words: Words, victims: list[Phrase]) -> bool:
    """Whether a number of persons is hit, and no firms, homes or places that only sound like them."""
    return bool(victims) and all(
        is_count(words, one)
        and (classify(words, one) != "unstated" or singular(words.word(one.head)) in _HITTABLE or one.first == one.last)
        for one in victims
    )


def _described(words: Words, i: int) -> list[Phrase]:
    """Whom "hit" after a comma describes: "the girl, hit in the thigh", "Marten, himself hit in the hand"."""
    at = i - 1
    while words.word(at) in ("himself", "herself", "themselves", "also", "both", "all", "twice", "each"):
        at -= 1
    if words.word(at) != ",":
        phrase = words.phrase_to(at)
        return [phrase] if phrase and is_count(words, phrase) and is_person(words, phrase) else []
    phrase = words.phrase_to(at - 1)
    return [phrase] if phrase and is_person(words, phrase) else []


def _is_of_memory(words: Words, i: int) -> bool:
    """Whether those who fell are remembered: "a stone for the 22 men who fell at Orlo"."""
    return words.word(i - 1) == "who" and bool(_MEMORY & set(words.low[:i]))


def _fell(words: Words, i: int) -> Iterator[Found]:
    """ "Three of them fell to snipers", "two lieutenants fell in battle"."""
    told = _FELL_TO.match(words.text(i, i + 7))
    at = None if told else _FELL_AT.match(words.text(i, i + 2))
    told = told or at or (re.match(r"\w+", words.word(i)) if _is_end(words, i) else None)
    if told is None or not is_real(words, i):
        return
    last = i + told.group().count(" ")
    for phrase in subject_of(words, i):
        word = words.word(phrase.first)
        is_new = is_count(words, phrase) or is_name(words, phrase) or word in ("a", "an", "another", "his", "her")
        is_fighter = _is_of_force(words, phrase) or words.word(phrase.head) in _FIGHTERS
        is_bare = at is not None or " " not in told.group()
        is_told = is_count(words, phrase) and (is_fighter or _is_of_memory(words, i)) and not is_sport(words)
        if is_bare and not is_told:
            continue
        if is_new and not is_pronoun(words, phrase) and words.word(phrase.head) not in _FALLERS:
            yield Found(i, last, "killed", phrase, "harm.fell")


def _is_end(words: Words, i: int) -> bool:
    """Whether nothing but the end of a clause or its time follows: "nine soldiers had fallen and …"."""
    return words.word(i + 1) in ("", ".", ",", ";", '"', "”", "and", "but", "since", "so", "when", "while", "as")


def _is_of_force(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase counts soldiers or fighters, or the men of somebody: "two of their men"."""
    is_theirs = _THEIRS.search(words.text(phrase.first, phrase.last)) is not None
    return is_theirs or classify(words, phrase) in ("military", "militant", "security_force")
