"""Killing told by a verb and what goes with it: "picked off two sentries", "blown to pieces", "put to the sword"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import classify
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_passive, is_real, is_sport
from reportedly.coder.harm_subjects import subject_before
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import victims_after

# A verb and its particle, which kill whatever persons are their object.
_PAIRS = {
    **dict.fromkeys(("picked", "pick", "picks", "picking", "bumped"), "off"),
    **dict.fromkeys(("mowed", "mown", "mows", "mowing", "cut", "cuts", "cutting"), "down"),
}
_PARTED = re.compile(
    r"(?:blown|blew|blasted|torn|ripped|hacked|cut) (?:apart|to (?:pieces|bits|shreds))\b"
    r"|blown up (?=by|with|when|as|in|on|at|\.|,|near|along)"
    r"|(?:put|putting) to the sword\b"
    r"|(?:put|stood|placed|sent) (?:before|in front of|to) (?:a|the) firing squad\b"
    r"|shot by (?:a |the )?firing squad\b"
    r"|sent to (?:the|his|her|their) (?:gallows|scaffold|guillotine|gas chambers?)\b"
    r"|(?:done|hounded) to death\b"
)
_PARTED_STARTS = listed("blown blew blasted torn ripped hacked cut put putting stood placed sent shot done hounded")
_SLAIN = listed(
    """
    bayoneted bayonetted machine-gunned immolated incinerated crucified disembowelled disemboweled dismembered impaled
    felled eviscerated
    """
)
_FINISHED = listed("finished finishing")
_VEHICLES = listed("car van truck lorry bus vehicle driver motorist train tram motorcycle")
_STARTS = frozenset(_PAIRS) | _PARTED_STARTS | _SLAIN | _FINISHED


def find_slain(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as killed in more words than one verb."""
    if _STARTS.isdisjoint(words.low):
        return
    for i, word in enumerate(words.low):
        if word in _PAIRS and words.word(i + 1) == _PAIRS[word]:
            if not (word.startswith("mow") and _VEHICLES & set(words.low)):  # who is run over may live
                yield from _of_verb(words, i, i + 1)
        elif word in _FINISHED and words.word(i + 1) == "off":
            yield from (one for one in _of_verb(words, i, i + 1) if _is_beaten_foe(words, one.victims))
        elif word in _PARTED_STARTS and (told := _PARTED.match(words.text(i, i + 5))):
            yield from _of_verb(words, i, i + told.group().strip().count(" "), between=True)
        elif word in _SLAIN and words.tokens[i].tag_.startswith("VB"):
            yield from _of_verb(words, i, i)


def _is_beaten_foe(words: Words, phrase: Phrase) -> bool:
    """Whether those who were finished off are fighters or the wounded: no visiting side."""
    return classify(words, phrase) in ("military", "militant") or "wounded" in words.low[phrase.first : phrase.last + 1]


def _of_verb(words: Words, i: int, last: int, *, between: bool = False) -> Iterator[Found]:
    if not is_real(words, i) or is_sport(words):
        return
    first, group = auxiliaries(words, i)
    after = [] if between else victims_after(words, last)
    victims = subject_before(words, i, first) if is_passive(group) else after
    for phrase in victims:
        if words.word(phrase.first) not in ("them", "us"):
            yield Found(i, last, "killed", phrase, "harm.slain", is_negative=is_negated(words, i))
