"""Noun phrases by their tags: who is counted, told from the words alone.

The parser's own noun chunks are not used: on headlines and long casualty sentences a small model joins what does not
belong together, while its tags stay right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.coder.harm_closed_words import (
    BEFALL,
    CLOSED,
    DAYS,
    DAYTIMES,
    DETERMINERS,
    FIGURES,
    LAST_DAY,
    MONTHS,
    NUMBER_WORDS,
    PARTITIVE,
    PRONOUNS,
    SPANS,
    TAGS,
    TAKE,
    TIME_WORDS,
    YEAR,
)
from reportedly.coder.harm_forms import Forms
from reportedly.coder.harm_people import PERSON_CLASS, PLURALS
from reportedly.coder.harm_words import COUNT_NOUNS, HARM_VERBS, STRIKE

if TYPE_CHECKING:
    from spacy.tokens import Token


_ITS, _PAIRS = ("the", "its", "their"), ("more than", "more of", "most of")


@dataclass(frozen=True)
class Phrase:
    """A noun phrase, tokens `first` to `last` of the sentence with its `of`-phrases; `base_last` ends it without."""

    first: int
    base_last: int
    last: int
    head: int


class Words(Forms):
    """A sentence's tokens and its noun phrases, in reading order; `surnames` are those of the article."""

    def __init__(self, tokens: list[Token], is_headline: bool, surnames: frozenset[str] = frozenset()) -> None:
        super().__init__(tokens, is_headline)
        self.surnames = surnames
        self.phrases = tuple(self._joined(list(self._chunks())))
        self._at = {i: phrase for phrase in self.phrases for i in range(phrase.first, phrase.last + 1)}

    def phrase_at(self, i: int) -> Phrase | None:
        """The phrase that holds a token."""
        return self._at.get(i)

    def phrase_from(self, i: int) -> Phrase | None:
        """The phrase that begins at a token."""
        found = self._at.get(i)
        return found if found and found.first == i else None

    def phrase_to(self, i: int) -> Phrase | None:
        """The phrase that ends at a token."""
        found = self._at.get(i)
        return found if found and found.last == i else None

    def _is_inside(self, i: int, begun: bool) -> bool:
        token, word = self.tokens[i], self.word(i)
        pair = self.text(i, i + 1)
        if word in ("least", "fewer", "less") or pair in _PAIRS or self.text(i - 1, i) == "at most":
            return False
        if self._is_hyphenated(i) or (begun and "or so" in (pair, self.text(i - 1, i))):
            return True
        if begun and word in ('"', "“", "‘") and self.tokens[i - 1].tag_ == "CD" and i + 1 < len(self):
            return self.tokens[i + 1].tag_.startswith("NN")
        if not begun and (token.tag_ == "POS" or word in ("'", '"', "‘", "’", "“", "”")):
            return False
        if word in ("no", "'s", "’s"):
            return word == "no" or begun
        if word in CLOSED and word not in DETERMINERS:
            return word == "only" and begun and self.word(i - 1) in (*_ITS, "his", "her")
        if self.is_headline and word in ("leaves", "leave"):
            return False
        if word == "that" or (word in PRONOUNS and token.tag_ != "PRP$"):
            return token.tag_ == "DT" and token.dep_ == "det"
        return self._is_open_inside(i, begun)

    def _is_open_inside(self, i: int, begun: bool) -> bool:
        """Whether a noun, adjective, number, participle or adverb belongs to the phrase."""
        token, word = self.tokens[i], self.word(i)
        if self.is_noun_of_harm(i) or word in ("year", "years"):
            return True
        if word == "aged" and i + 1 < len(self) and self.is_number(i + 1):
            return False
        if (word == "estimated" and begun) or (word == "all" and self.word(i + 1) in ("on", "aboard", "inside")):
            return True
        if (word in HARM_VERBS and self.is_verb(i)) or (begun and word in BEFALL and token.tag_.startswith("VB")):
            return False
        is_of_missing = word == "missing" and self.word(i - 1) == "of" and self._begins_noun(i)
        if is_of_missing or (word == "hostage" and not TAKE & set(self.low[max(i - 7, 0) : i])):
            return True
        if word in ("dead", "missing", "unaccounted", "hostage") and not self._begins_noun(i):
            return begun and self.word(i - 1) in ("the", "no") and word == "dead"
        if token.tag_ == "LS" and self.word(i - 1) in (":", "-"):
            return True
        if begun and self.word(i - 1) == "-" and not self.tokens[i - 1].whitespace_:
            return True
        if word == "-" and begun and i + 1 < len(self):
            return not token.whitespace_ and not self.tokens[i - 1].whitespace_
        if token.tag_ in ("RB", "RBR", "RBS"):
            return begun and self._is_adverb_inside(i)
        if token.tag_ in ("VBN", "VBG", "VBD"):
            is_taken = self.word(i + 1) in ("hostage", "captive", "prisoner")
            return not is_taken and (self.is_attribute(i) or (begun and self._is_participle_inside(i)))
        return (
            token.tag_ in TAGS or word in NUMBER_WORDS or word in PERSON_CLASS or PLURALS.get(word, "") in PERSON_CLASS
        )

    def _is_hyphenated(self, i: int) -> bool:
        """Whether a word is the first part of a longer one: "an off-duty soldier"."""
        is_joined = self.word(i + 1) == "-" and i + 2 < len(self)
        return is_joined and not self.tokens[i].whitespace_ and not self.tokens[i + 1].whitespace_

    def _is_adverb_inside(self, i: int) -> bool:
        following = self.tokens[i + 1].tag_ if i + 1 < len(self) else ""
        is_degree = self.word(i).endswith("ly") and self.word(i + 1) not in HARM_VERBS
        return self.word(i) in ("more", "less") or (is_degree and following in ("JJ", "CD", "VBN"))

    def _is_participle_inside(self, i: int) -> bool:
        following = self.tokens[i + 1].tag_ if i + 1 < len(self) else ""
        return self.tokens[i].dep_ == "amod" and following.startswith(("NN", "JJ"))

    def _begins_noun(self, i: int) -> bool:
        return (
            i + 1 < len(self)
            and self.tokens[i + 1].tag_ in ("NN", "NNS", "NNP", "NNPS")
            and self.word(i - 1) not in ("left", *STRIKE)
            and self.word(i + 1) in (*PERSON_CLASS, *PLURALS, *(f"{word}s" for word in PERSON_CLASS))
        )

    def _chunks(self) -> Iterator[tuple[int, int]]:
        start: int | None = None
        for i in range(len(self) + 1):
            inside = i < len(self) and self._is_inside(i, start is not None)
            splits = inside and start is not None and self._starts_anew(i, start)
            if start is not None and (not inside or splits):
                yield start, i - 1
                start = None
            if inside and start is None:
                start = i
            elif i < len(self) and start is None and self.word(i) in PRONOUNS:
                yield i, i

    def _starts_anew(self, i: int, start: int) -> bool:
        word, before, tag = self.word(i), self.word(i - 1), self.tokens[i - 1].tag_
        if word in ("others", "other", "more", "few"):
            return tag.startswith("NN") and self.tokens[i - 1].tag_ != "CD" and before not in NUMBER_WORDS
        if word in ("several", "many"):
            return tag.startswith("NN")
        if word in ("yesterday", "today", "tonight") and tag in ("CD", "JJR"):
            return True
        if (word in TIME_WORDS or word in MONTHS) and tag.startswith("NN") and word != "may":
            return True
        if before in DAYS and i - 1 == start and self.tokens[i].tag_ == "NNP":
            return True
        if word in DETERMINERS:
            return not (
                before in ("all", "both", "half", "only", "just")
                or (before in DETERMINERS and i - 1 == start and word == "other")
            )
        if self.tokens[i].tag_ == "CD" or word in NUMBER_WORDS:
            if self._is_after_date(i) or (before in DAYTIMES and i - 1 == start):
                return True
            if before in SPANS:
                return True
            if self.tokens[i - 1].tag_ in ("NNS",) and before not in NUMBER_WORDS:
                return True
            is_object = self.word(start) in _ITS and self.tokens[min(i + 1, len(self) - 1)].tag_ == "NNS"
            return tag == "NN" and before not in NUMBER_WORDS and (self.tokens[i].is_alpha or is_object)
        return False

    def _is_after_date(self, i: int) -> bool:
        """Whether a number comes right after a date and is no part of it: "on 5 September three women"."""
        word, before, earlier = self.word(i), self.word(i - 1), self.word(i - 2)
        if YEAR.fullmatch(word):
            return False
        if before in MONTHS and self.tokens[i - 1].tag_ == "NNP":
            is_day = word.isdecimal() and int(word) <= LAST_DAY and earlier not in ("in", "since", "during")
            return not is_day or earlier.isdecimal()
        is_dated = earlier in MONTHS and before.isdecimal()
        return is_dated or bool(YEAR.fullmatch(before))

    def _joined(self, chunks: list[tuple[int, int]]) -> Iterator[Phrase]:
        at = 0
        while at < len(chunks):
            first, last = chunks[at]
            base_last, head = last, self._head(first, last)
            while (
                at + 1 < len(chunks)
                and self.word(chunks[at + 1][0] - 1) == "of"
                and (chunks[at + 1][0] == last + 2 or (chunks[at + 1][0] == last + 3 and self._is_more(first, last)))
            ):
                if self.word(head) in COUNT_NOUNS and self.word(head) not in ("dead",):
                    break
                if self.word(head) in FIGURES and self.is_number(chunks[at + 1][0]):
                    break
                at += 1
                partitive = self.word(head) in PARTITIVE
                if self.word(head) == "total":
                    first = chunks[at][0]
                last = chunks[at][1]
                if partitive:
                    base_last, head = last, self._head(*chunks[at])
            yield Phrase(first, base_last, last, head)
            at += 1

    def _is_more(self, first: int, last: int) -> bool:
        """Whether "more" or "others" stands between a number and "of": "three more of our sons"."""
        return first == last and self.is_number(last) and self.word(last + 1) == "more"

    def _head(self, first: int, last: int) -> int:
        while last > first and (self.word(last) in ("'s", "-", "more") or self.tokens[last].tag_ == "POS"):
            last -= 1
        is_joined = last - 2 >= first and self.word(last - 1) == "-" and self.tokens[last].tag_ != "NNP"
        if is_joined and self.tokens[last - 2].tag_ == "NNP":
            return last - 2
        return last
