"""The missing: "are missing", "disappeared", "have not been seen since", "searching for 30 others"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import classify, is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_passive, is_real
from reportedly.coder.harm_subjects import subject_before, subject_of
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import victims_after

_VANISH = listed("disappeared disappears disappear vanished vanishes vanish disappearing vanishing")
_SEARCH = listed("searching search searched searches looking looked hunting hunt hunted")
SEARCHERS = re.compile(
    r"\b(?:rescuers?|rescue|divers?|navy|helicopters?|"
    r"lifeboatmen|searchers|"
    r"search teams?|mountain|avalanche|coast ?guards?|lifeboats?|firefighters|volunteers|villagers|boats?|"
    r"ships?|survivors?|"
    r"bodies|rubble|wreck\w*|debris|capsiz\w+|sank|sunk|sinking|collaps\w+|landslides?|mudslides?|avalanches?|floods?|"
    r"earthquake|quake|crash\w*|blast|explosion|drown\w*)\b"
)
_WANTED = listed(
    "suspect suspects attacker attackers accomplice accomplices gunman gunmen perpetrator perpetrators killers"
)
_UNSEEN = re.compile(r"(?:seen|heard(?: (?:from|of))?|traced|located) (?:since|again|after|for)\b")
_AFTER_TIME = re.compile(r"(?:[\w-]+ ){1,3}?(?:days?|hours?|weeks?|months?|years?|minutes?|nights?|mornings?)\b")
_FOR_A_GAME = re.compile(
    r"for (?:[\w'-]+ ){0,4}?(?:finals?|games?|match|tie|derby|cup|opener|test|race|qualifier|fixture)\b"
)
_OUT_OF_SIGHT = re.compile(
    r"into (?:the |a |his |her |their )?(?:[\w-]+ )?(?:crowds?|night|dark|darkness|shadows|room|house|building|"
    r"side streets?|alley|"
    r"obscurity|retirement)\b"
    r"|from (?:the |his |her |their |all )?(?:public |political )?(?:life|view|sight|scene|shelves|screens?|politics|"
    r"stage|public|list|"
    r"limelight|headlines|television|charts|map)\b"
)
_TOLD = listed("been went reported remains gone")
_BEFORE = listed("still reported remain remains remained listed as went reportedly gone")


def find_missing(words: Words) -> Iterator[Found]:
    """Whom the sentence tells of as missing."""
    for i, word in enumerate(words.low):
        if word in ("missing", "unaccounted"):
            yield from _missing(words, i)
        elif word in _VANISH:
            yield from _vanished(words, i)
        elif word in ("seen", "heard", "traced", "located"):
            yield from _unseen(words, i)
        elif word == "sought" or (word in ("searched", "looked") and words.word(i + 1) == "for"):
            yield from _sought(words, i)
        elif word in _SEARCH and words.word(i + 1) == "for":
            yield from _searched(words, i)
        elif word == "whereabouts":
            yield from _whereabouts(words, i)


def _missing(words: Words, i: int) -> Iterator[Found]:
    word = words.word(i)
    if word == "unaccounted" and words.word(i + 1) != "for":
        return
    following = words.tokens[i + 1] if i + 1 < len(words) else None
    if (
        following is not None
        and not _AFTER_TIME.match(words.text(i + 1, i + 4))
        and (following.tag_.startswith(("NN", "JJ", "CD", "DT", "PRP")) or words.word(i + 1) in ("the", "out", "from"))
    ):
        return
    if not is_real(words, i) or _FOR_A_GAME.match(words.text(i + 1, i + 6)):
        return
    start = i
    while words.word(start - 1) in _BEFORE:
        start -= 1
    direct = words.phrase_to(start - 1)
    victims = [direct] if direct and is_person(words, direct) else subject_of(words, start)
    for phrase in victims:
        is_left = words.word(phrase.first - 1) in ("leaves", "leaving", "left")
        is_somebody = words.word(phrase.first) in ("a", "an") or is_left
        is_bare = words.is_headline and words.tokens[phrase.head].tag_ == "NN"
        is_somebody = is_somebody or is_bare or words.word(phrase.first) in ("none", "neither")
        is_known = words.word(i - 1) == "been" and words.word(phrase.first) in ("he", "she", "they", "it")
        if is_count(words, phrase) or is_somebody or (words.word(i - 1) in _TOLD and not is_known):
            yield Found(
                start, i + (word == "unaccounted"), "missing", phrase, "harm.missing", is_negative=is_negated(words, i)
            )


def _vanished(words: Words, i: int) -> Iterator[Found]:
    """ "Three shepherds disappeared near the border", "her brother, who vanished in 2014"."""
    if not is_real(words, i) or _OUT_OF_SIGHT.match(words.text(i + 1, i + 6)):
        return
    for phrase in subject_of(words, i):
        if _is_somebody(words, phrase):
            yield Found(i, i, "missing", phrase, "harm.missing", is_negative=is_negated(words, i))


def _unseen(words: Words, i: int) -> Iterator[Found]:
    """ "Have not been seen since": nobody of whom the same clause tells another harm."""
    told = _UNSEEN.match(words.text(i, i + 3))
    first, group = auxiliaries(words, i)
    if told is None or not is_negated(words, i) or not group & {"been"}:
        return
    last = i + told.group().count(" ")
    for phrase in subject_before(words, i, first):
        if _is_somebody(words, phrase):
            yield Found(first, last, "missing", phrase, "harm.missing")


def _searched(words: Words, i: int) -> Iterator[Found]:
    """ "Divers were searching for about 30 others": those lost in a disaster, and no suspects."""
    if not SEARCHERS.search(words.text(0, len(words))) or not is_real(words, i):
        return
    for phrase in victims_after(words, i + 1):
        is_lost = classify(words, phrase) != "militant" and words.word(phrase.head) not in _WANTED
        if is_lost and is_count(words, phrase) and words.word(phrase.head) not in ("body", "bodies", "survivors"):
            yield Found(i, i + 1, "missing", phrase, "harm.missing")


def _sought(words: Words, i: int) -> Iterator[Found]:
    """ "Nine are still being searched for", "three climbers are being sought by rescue teams"."""
    _, group = auxiliaries(words, i)
    is_by_rescue = words.word(i) != "sought" or SEARCHERS.search(words.text(i, len(words)))
    if not is_passive(group) or not is_by_rescue or not is_real(words, i):
        return
    for phrase in subject_of(words, i):
        is_lost = classify(words, phrase) != "militant" and words.word(phrase.head) not in _WANTED
        if is_lost and is_count(words, phrase):
            yield Found(i, i + (words.word(i) != "sought"), "missing", phrase, "harm.missing")


def _whereabouts(words: Words, i: int) -> Iterator[Found]:
    """ "The whereabouts of two monks are unknown"."""
    if words.word(i + 1) != "of" or not {"unknown", "unclear"} & set(words.low[i:]):
        return
    holder = words.phrase_at(i)
    of = Phrase(i + 2, holder.last, holder.last, holder.last) if holder and holder.last > i + 1 else None
    for phrase in [of] if of else victims_after(words, i + 1):
        if is_person(words, phrase) and _is_somebody(words, phrase):
            yield Found(i, i, "missing", phrase, "harm.missing")


def _is_somebody(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase brings persons by a number, a name, an article or as somebody's kin."""
    is_told = words.word(phrase.first) in ("a", "an", "another", "his", "her", "their", "the", "my", "our")
    return is_count(words, phrase) or is_name(words, phrase) or is_told
