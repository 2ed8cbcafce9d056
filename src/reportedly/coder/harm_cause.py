"""Whether a death or injury is one that conflict, crime, accident or disaster explains."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.coder.harm_closed_words import ORDINALS
from reportedly.coder.harm_figurative import is_figure_of_speech
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import classify, is_count, number_of_group
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_harmful, is_illness, is_obituary, is_violent
from reportedly.coder.harm_words import PATIENTS
from reportedly.coder.parse import Parsed
from reportedly.read.locate import Span
from reportedly.standard.lexicon import Lexicon
from reportedly.standard.quantities import read_quantity

_LONGEST_TITLE = 300
_OF_AGE = re.compile(
    r"\b(?:dies|died|dead|passed away)\b[^,;]{0,40}?\b"
    r"(?:at(?: the age of)?|aged) (?:about |around )?(?:[6-9]\d|1[01]\d)\b"
)
_STRUCK_DOWN = re.compile(
    r"\b(?:shot|shoot\w*|stab\w*|bomb\w*|blast|explo\w+|crash\w*|attack\w*|kill\w*|murder\w*|fire|wounds?|injur\w+|"
    r"drown\w*|collaps\w+|poison\w*|struck|hit by|assassin\w*|strikes?|raid\w*|shell\w*|gun\w*|accident)\b"
)
_ARREST = re.compile(
    r"\b(?:suspect\w*|bombers?|fugitive|manhunt|arrest\w*|sentenced|trial|court|convicted|prosecut\w+|jailed|wanted|"
    r"police|extradit\w+)\b",
    re.IGNORECASE,
)
_BY_FORCES = re.compile(
    r"\bby (?:[\w'-]+ ){0,3}?(?:rebels|militants|fighters|soldiers|troops|army|forces|insurgents|guerrillas)\b"
)


@dataclass(frozen=True)
class Place:
    """Where a sentence stands: its block, the article's text and the block's own."""

    parsed: Parsed
    text: str
    block_text: str

    @property
    def title(self) -> str:
        """The first line of the article: its title, or where it begins."""
        return self.text.lstrip().partition("\n")[0][:_LONGEST_TITLE]

    def around(self, words: Words) -> str:
        """The sentence with the one before and the one after it."""
        start = self.parsed.offset + words.tokens[0].idx
        spans = self.parsed.sentences
        at = next((n for n, span in enumerate(spans) if span.start <= start < span.end), 0)
        near = spans[max(at - 1, 0) : at + 2]
        return self.text[near[0].start : near[-1].end]

    def number(self, words: Words, phrase: Phrase, lexicon: Lexicon) -> int | None:
        """The one number that a phrase states, if it states one."""
        span = self.span(words, phrase.first, phrase.base_last)
        quantity = read_quantity(self.text[span.start : span.end], lexicon)
        return quantity.lower if quantity and quantity.form == "exact" else None

    def span(self, words: Words, first: int, last: int) -> Span:
        """The stretch of the article from one token of a sentence to another."""
        return self.parsed.span(words.tokens[first].i, words.tokens[last].i)


def is_harm(words: Words, one: Found, place: Place) -> bool:
    """Whether a death or injury is one that conflict, crime, accident or disaster explains, and no illness."""
    sentence = " ".join(words.low)
    if words.word(one.victims.first) in ("i", "me", "myself") and not _may_tell_it(words, one):
        return False
    if is_figure_of_speech(words, one):
        return False
    if one.harm == "captured" or one.rule == "harm.body":
        return one.rule == "harm.body" or not _is_arrest(words, one, place)
    if one.rule == "harm.die" and _OF_AGE.search(sentence) and not _STRUCK_DOWN.search(sentence):
        return False
    if is_illness(sentence) and not _are_patients(words, one):
        return (is_violent(sentence) or one.rule == "harm.deed") and not one.needs_cause
    is_toll_of_illness = one.rule == "harm.toll" and is_illness(place.title) and not is_violent(place.title)
    if is_violent(sentence) or not (one.needs_cause or is_toll_of_illness):
        return True
    if (is_illness(place.block_text) or is_illness(place.title)) and not _STRUCK_DOWN.search(place.title.casefold()):
        return False
    if is_obituary(place.title) and not _counts_several(words, one):
        return False
    first = words.word(one.victims.first)
    is_new = first in ("a", "an", "no", "nobody", "none") or is_count(words, one.victims)
    is_new = is_new or (words.is_headline and _is_plain_person(words, one.victims))
    is_new = is_new or number_of_group(words, one.victims) is not None
    if is_new or ORDINALS & set(words.low[one.victims.first : one.victims.base_last + 1]):
        return True
    return is_harmful(place.around(words)) or (is_harmful(place.title) and not is_illness(place.title))


def _is_plain_person(words: Words, phrase: Phrase) -> bool:
    """Whether a headline's noun without an article stands for one of a kind that falls to violence or accident."""
    is_bare = words.tokens[phrase.head].tag_ == "NN" and words.word(phrase.first) not in ("the", "his", "her", "their")
    return is_bare and classify(words, phrase) in ("civilian", "military", "security_force", "militant")


def _may_tell_it(words: Words, one: Found) -> bool:
    """Whether a speaker can say so of himself: wounded or taken, but neither killed nor hurt in his feelings."""
    return one.harm in ("injured", "captured") and words.word(one.first - 1) not in ("am", "'m", "it")


def _is_arrest(words: Words, one: Found, place: Place) -> bool:
    """Whether "captured" tells of the arrest of one whom the police wanted: no prisoner of an armed force."""
    is_one = not is_count(words, one.victims) and words.tokens[one.victims.head].tag_ not in ("NNS", "NNPS")
    if not is_one or not words.word(one.first).startswith("captur") or _BY_FORCES.search(" ".join(words.low)):
        return False
    return bool(_ARREST.search(place.around(words)) or _ARREST.search(place.title))


def _counts_several(words: Words, one: Found) -> bool:
    """Whether a statement counts several by a number."""
    return is_count(words, one.victims) and words.word(one.victims.first) not in ("one", "1")


def _are_patients(words: Words, one: Found) -> bool:
    """Whether the only word of illness is the patients whom somebody killed or wounded: "six patients were killed"."""
    inside = range(one.victims.first, one.victims.last + 1)
    rest = " ".join(word for n, word in enumerate(words.low) if n not in inside)
    is_done = one.rule in ("harm.active", "harm.passive", "harm.participle", "harm.to_death") and not one.needs_cause
    is_medicine = re.search(r"\b(?:drugs?|medicines?|treatments?|surgery|surgeons?|dos(?:e|age)s?|vaccin\w+)\b", rest)
    return (
        is_done
        and not is_medicine
        and bool(re.search(PATIENTS, words.text(inside[0], inside[-1])))
        and not is_illness(rest)
    )
