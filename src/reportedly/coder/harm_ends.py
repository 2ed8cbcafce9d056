"""Deaths told by how lives ended: "gave his life", "swept eight to their deaths", "proved fatal to two nurses"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_closed_words import ORDINALS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import classify, is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_negated, is_real, is_sport
from reportedly.coder.harm_subjects import done_to, subject_of
from reportedly.coder.harm_words import KILL, STRIKE, listed
from reportedly.coder.victims import victims_after

_OWN = listed("his her their its my our your")
_GIVE = listed("gave give gives given giving sacrificed sacrifices sacrificing sacrifice")
_COST = listed("cost costs costing robbed rob robbing deprived")
_FALL = listed(
    """
    fell fall falls fallen falling plunged plunges plunging plunge plummeted plummets plummeting jumped jumps leapt
    leaped leaps slipped tumbled tumbling rode drove marched walked skidded slid went goes going dropped drops
    """
)
_NO_ONE_DIES = listed("close near nearly almost")
_MEET = listed("met meet meets meeting found")
_TURN = re.compile(
    r"turn\w* (?:the|his|her|their|a|that) ?(?:[\w-]+ )?(?:guns?|weapons?|rifle|pistol|knife|shotgun|revolver) "
    r"(?:on|upon|against) (?:himself|herself|themselves)\b"
    r"|turn\w* (?:gun|weapon|rifle|pistol|knife|shotgun|revolver) on (?:himself|herself|self)\b"
)
_WITH_THEM = re.compile(r"with (?:him|her|them|himself|herself|themselves)\b")
_BLAST = re.compile(
    r"\b(?:bomber|suicide|vest|belt|explosives?|grenade|bomb|detonat\w+|detonator|blew|blow|blowing|explo\w+|button)\b"
)
_HELD = listed("hostages hostage prisoners captives prisoner captive")
_FATAL = re.compile(r"(?:fatal|deadly|lethal) (?:to|for)\b")
_PROVE = listed("proved prove proves was were is be been turned out")
_TAKE_OUT = listed("took take takes taking taken")
_LEADING = re.compile(
    r"\b(?:commander|commanders|leader|leaders|chief|emir|mastermind|deputy|militant\w*|insurgent\w*|fighters?|rebels?|"
    r"gunm[ae]n|snipers?|terrorists?|second - in - command|number two|warlord|bomb ?- ?makers?|soldiers?)\b"
)
_AS_DEAD = re.compile(
    r"as (?:(?:having|been|confirmed|being|either|presumed|now) )*"
    r"(killed|dead|deceased|slain|fallen|wounded|injured|missing)\b(?! or\b)"
)
_LIST = re.compile(
    r"\b(?:list|record|register|count|report|name|regist|class|confirm|regard|documented|post|gave|put)\w*\b"
)
_LISTED = {"wounded": "injured", "injured": "injured", "missing": "missing"}
_NTH = re.compile(r"\d+(?:st|nd|rd|th)")
_LAST_BREATH = re.compile(
    r"(?:breath\w+ (?:his|her|their) last|dr(?:ew|awn) (?:his|her|their) (?:last|final) breath)\b"
)
_STARTS = listed(
    """
    life lives death deaths doom end turn turns turned turning with fatal deadly lethal out as die killed perish drown
    breathed breathing breathe drew drawn
    """
)


def find_ends(words: Words) -> Iterator[Found]:
    """What the sentence says of lives that ended, in other words than a verb of killing or dying."""
    if _STARTS.isdisjoint(words.low):
        return
    for i, word in enumerate(words.low):
        if word not in _STARTS:
            continue
        if word in ("life", "lives") and words.word(i - 1) in _OWN:
            yield from _own_life(words, i)
        elif word in ("death", "deaths", "doom", "end"):
            yield from _to_their_deaths(words, i)
        elif word.startswith("turn") and (told := _TURN.match(words.text(i, i + 7))) and _has_killed(words, i):
            last = i + told.group().count(" ")
            yield Found(i, last, "killed", Phrase(last, last, last, last), "harm.suicide", is_named=True)
        elif word == "with" and _WITH_THEM.match(words.text(i, i + 1)):
            yield from _taken_along(words, i)
        elif word in ("fatal", "deadly", "lethal") and _FATAL.match(words.text(i, i + 1)):
            yield from _fatal_to(words, i)
        elif word == "out" and words.word(i - 1) in _TAKE_OUT:
            yield from _taken_out(words, i)
        elif word == "as" and (told := _AS_DEAD.match(words.text(i, i + 5))):
            yield from _listed_as(words, i, i + told.group().count(" "), _LISTED.get(told.group(1), "killed"))
        else:
            yield from _last(words, i)


def _fatal_to(words: Words, i: int) -> Iterator[Found]:
    """ "Proved fatal to 24 pupils"."""
    verb = i - 1
    if words.word(verb) in _PROVE and is_real(words, verb) and not is_negated(words, verb):
        for phrase in victims_after(words, i + 1):
            yield Found(verb, i + 1, "killed", phrase, "harm.fatal", needs_cause=True)


def _last(words: Words, i: int) -> Iterator[Found]:
    """ "Becomes 21st to die", "breathed his last"."""
    word = words.word(i)
    if word in ("die", "killed", "perish", "drown") and words.word(i - 1) in ("to", "be"):
        yield from _next_to_die(words, i)
    elif word.startswith(("breath", "drew", "drawn")) and (told := _LAST_BREATH.match(words.text(i, i + 3))):
        for phrase in subject_of(words, i) if is_real(words, i) else []:
            yield Found(i, i + told.group().count(" "), "killed", phrase, "harm.lost_life", needs_cause=True)


def _has_killed(words: Words, i: int) -> bool:
    """Whether the sentence has told of a killing before it tells that somebody turned the gun on himself."""
    return is_real(words, i) and any(word in KILL or word in STRIKE or word == "dead" for word in words.low[:i])


def _next_to_die(words: Words, i: int) -> Iterator[Found]:
    """ "Teenager becomes 21st to die in bus crash", "the fourth nurse to be killed": the one, not how many before."""
    to = i - 1 if words.word(i - 1) == "to" else i - 2
    verb = next(
        (
            n
            for n in range(to - 1, max(to - 7, -1), -1)
            if words.word(n).startswith(("becom", "became")) or words.word(n) in ("is", "was")
        ),
        None,
    )
    if words.word(to) != "to" or verb is None or not is_real(words, verb):
        return
    if not any(_NTH.fullmatch(words.word(n)) or words.word(n) in ORDINALS | {"latest"} for n in range(verb, to)):
        return
    for phrase in subject_of(words, verb):
        yield Found(verb, i, "killed", phrase, "harm.next_to_die", needs_cause=True)


def _own_life(words: Words, i: int) -> Iterator[Found]:
    """ "Gave his life", "laid down their lives", "paid with her life", "cost six cyclists their lives"."""
    verb = i - 2
    if words.word(verb) == "of":
        verb -= 1
    if (words.word(i - 2) == "with" and words.word(i - 3) in ("paid", "pay", "pays", "paying")) or (
        words.word(i - 2) == "down" and words.word(i - 3) in ("laid", "lay", "lays", "laying")
    ):
        verb, is_own = i - 3, True
    else:
        is_own = words.word(i - 2) in _GIVE and not _is_given_to_a_cause(words, i)
    if is_own and i + 1 < len(words) and words.tokens[i + 1].tag_ in ("NN", "NNS") and words.phrase_at(i + 1):
        is_own = words.phrase_at(i + 1) != words.phrase_at(i)
    if is_own:
        for phrase in subject_of(words, verb) if is_real(words, verb) else []:
            yield Found(verb, i, "killed", phrase, "harm.lost_life", is_negative=is_negated(words, verb))
        return
    robbed = words.phrase_to(verb) or words.phrase_to(i - 2)
    cost = _verb_before(words, robbed, _COST) if robbed else None
    if cost is None or not is_real(words, cost):
        return
    for victims in victims_after(words, cost):
        if victims.last < i:
            yield Found(cost, i, "killed", victims, "harm.claimed_lives")


def _is_given_to_a_cause(words: Words, i: int) -> bool:
    """Whether a life was given to a thing, lived and not lost: "gave her life to music"."""
    return words.word(i + 1) == "to" and i + 2 < len(words) and words.tokens[i + 2].tag_ != "VB"


def _verb_before(words: Words, phrase: Phrase, verbs: frozenset[str]) -> int | None:
    """The verb of a list before a phrase that is its object, alone or joined to others."""
    for at in range(phrase.first - 1, max(phrase.first - 12, -1), -1):
        if words.word(at) in verbs:
            return at
        if words.word(at) in (".", ";"):
            return None
    return None


def _to_their_deaths(words: Words, i: int) -> Iterator[Found]:
    """ "Swept eight bathers to their deaths", "fell to his death", "met their deaths"."""
    own = i - 1
    while own > 0 and words.tokens[own].tag_ in ("JJ", "NN") and words.word(own) not in _OWN:
        own -= 1
    if words.word(own) not in _OWN or i - own > 2:
        return
    before = words.word(own - 1)
    if before in _MEET and words.word(i) != "doom" and is_real(words, own - 1):
        if before == "found" and words.word(i) == "end":
            return
        for phrase in subject_of(words, own - 1):
            yield Found(own - 1, i, "killed", phrase, "harm.to_their_deaths", needs_cause=True)
        return
    if before != "to" or words.word(i) == "end" or words.word(own - 2) in _NO_ONE_DIES:
        return
    verb = next(
        (n for n in range(own - 2, max(own - 16, -1), -1) if words.tokens[n].tag_.startswith("VB")),
        None,
    )
    if verb is None or words.word(verb) in ("came", "led", "contributed", "comes", "reacted", "mourned", "linked"):
        return
    if not is_real(words, verb):
        return
    victims = subject_of(words, verb) if words.word(verb) in _FALL else done_to(words, verb, verb)
    if words.word(verb) not in _FALL and not victims and words.word(verb + 1) in ("down", "off", "out", "over"):
        victims = victims_after(words, verb + 1)
    for phrase in victims:
        if phrase.last < own:
            yield Found(verb, i, "killed", phrase, "harm.to_their_deaths")


def _taken_along(words: Words, i: int) -> Iterator[Found]:
    """Whom one who blew himself up took with him: "taking 11 people with him"."""
    phrase = words.phrase_to(i - 1)
    verb = _verb_before(words, phrase, _TAKE_OUT) if phrase else None
    if phrase is None or verb is None or words.word(phrase.head) in _HELD or not is_real(words, verb):
        return
    if not is_count(words, phrase) or not is_person(words, phrase) or not _BLAST.search(" ".join(words.low)):
        return
    for victims in victims_after(words, verb):
        yield Found(verb, i + 1, "killed", victims, "harm.taken_along")
    for own in [one for one in words.phrases if one.last < verb and one.first == one.last - 1][:1]:
        if is_person(words, own) and classify(words, own) == "militant":
            yield Found(verb, i + 1, "killed", own, "harm.suicide")


def _taken_out(words: Words, i: int) -> Iterator[Found]:
    """ "Took out the group's second-in-command, Abu Nafir": of fighters and their leaders only."""
    if not is_real(words, i - 1):
        return
    object_ = words.phrase_from(i + 1)
    if object_ is None:
        return
    end = object_.last
    while words.word(end + 1) == "-" and (more := words.phrase_at(end + 2) or words.phrase_at(end + 3)):
        end = more.last
    if not _LEADING.search(words.text(object_.first, end)) or is_sport(words):
        return
    name = words.phrase_from(end + 2) if words.word(end + 1) == "," else None
    is_named = name is not None and words.tokens[name.head].tag_ == "NNP" and name.head == name.last
    if name is not None and is_named:
        yield Found(i - 1, i, "killed", name, "harm.taken_out", is_named=True)
        return
    for phrase in victims_after(words, i):
        yield Found(i - 1, i, "killed", phrase, "harm.taken_out")


def _listed_as(words: Words, i: int, last: int, harm: str) -> Iterator[Found]:
    """ "Lists 412 service members as killed in action", "three were listed as dead"."""
    phrase = words.phrase_to(i - 1)
    if phrase is not None and is_count(words, phrase) and is_person(words, phrase):
        verb = next(
            (n for n in range(phrase.first - 1, max(phrase.first - 6, -1), -1) if _LIST.match(words.word(n))), 0
        )
        if verb and is_real(words, verb):
            yield Found(i, last, harm, phrase, "harm.listed_as")
    elif _LIST.match(words.word(i - 1)) and is_real(words, i - 1):
        for victims in subject_of(words, i - 1):
            if is_count(words, victims):
                yield Found(i - 1, last, harm, victims, "harm.listed_as")
