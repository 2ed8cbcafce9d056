"""Noun phrases by their tags: who is counted, told from the words alone.

The parser's own noun chunks are not used: on headlines and long casualty sentences a small model joins what does not
belong together, while its tags stay right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.coder.harm_words import (
    CLASS_WORDS,
    COUNT_NOUNS,
    HARM_VERBS,
    NOT_PERSONS,
    NOUNS_TOO,
    PERSON_CLASS,
    PERSON_ENDINGS,
    PLURALS,
    listed,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTITIVE = listed(
    """
    number couple handful dozen dozens score scores hundred hundreds thousand thousands ten tens million millions group
    majority total all some several many one two three four five six seven eight nine both none most few half each any lot
    trio pair
    """
)
PRONOUNS = {
    **dict.fromkeys(listed("he she him himself herself her"), "definite"),
    **dict.fromkeys(listed("they them themselves we us"), "vague"),
    **dict.fromkeys(listed("everyone everybody"), "universal"),
    **dict.fromkeys(listed("nobody none no-one"), "zero"),
    **dict.fromkeys(listed("anyone anybody"), "any"),
}
NUMBER_WORDS = listed(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen
    dozens scores hundreds thousands tens several many few
    """
)
ORDINALS = listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
MONTHS = listed(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sept oct nov dec
    """
)
_DETERMINERS = listed(
    """
    a an the this that these those some any no all both each every another either neither his her their its my
    our your several many few more other others
    """
)
_CLOSED = listed(
    """
    of in on at by for from with to as and or but nor who which that whom whose when where while after before
    during since because if than into inside outside near aboard including among amid through against under
    over about around up down off out is are was were be been being has have had having do does did will would
    could can may might must should shall not n't also then later reportedly allegedly there so yet only just
    even still said says
    """
)
TIME_WORDS = listed(
    "last next earlier yesterday today tonight tomorrow monday tuesday wednesday thursday friday saturday sunday"
)
_MEMBERS = listed("leader leaders commander commanders member members fighter figure chief head")
_HARMED = listed("dead wounded injured missing deceased kidnapped slain")
_TAGS = listed("DT PDT CD JJ JJR JJS NN NNS NNP NNPS PRP$ POS ADD AFX FW WP$")


@dataclass(frozen=True)
class Phrase:
    """A noun phrase: tokens `first` to `last` of the sentence, `of`-phrases included; `base_last` ends it without them."""

    first: int
    base_last: int
    last: int
    head: int


class Words:
    """A sentence's tokens and its noun phrases, in reading order."""

    def __init__(self, tokens: list[Token], is_headline: bool) -> None:
        self.tokens = tokens
        self.low = ["u.s." if token.text in ("US", "U.S") else token.lower_ for token in tokens]
        self.is_headline = is_headline
        self.phrases = tuple(self._joined(list(self._chunks())))
        self._at = {i: phrase for phrase in self.phrases for i in range(phrase.first, phrase.last + 1)}

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, i: int) -> str:
        """The word at a place in small letters; the empty word before the first and after the last."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def text(self, first: int, last: int) -> str:
        """The words from one token to another in small letters, joined by blanks."""
        return " ".join(self.low[max(first, 0) : last + 1])

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

    def is_verb(self, i: int) -> bool:
        """Whether a form that may be a verb of harm is one here, and no attribute of a noun ("wounded soldiers")."""
        word = self.word(i)
        if word in ("gunned", "gunning") and self.word(i + 1) != "down":
            return False
        if (
            word not in HARM_VERBS
            or self.is_noun_of_harm(i)
            or (word in NOUNS_TOO and not self._is_verbal_noun_form(i))
        ):
            return False
        return not self.is_attribute(i)

    def _is_verbal_noun_form(self, i: int) -> bool:
        tag, word = self.tokens[i].tag_, self.word(i)
        if self.word(i - 1) in _DETERMINERS or self.word(i + 1) in ("of", "'s"):
            return False
        if tag.startswith("VB") or word == "kill":
            return True
        if word == "shot":
            return self.word(i + 1) in ("dead", "by", "in", "at", "and", "during", "outside", "to", "several") or (
                self.is_headline and i > 0
            )
        return self.is_headline and word in ("shoot", "kill", "hurt") and i > 0

    def is_attribute(self, i: int) -> bool:
        """Whether a participle stands before the noun that it describes: "three wounded soldiers", "captured fighters"."""
        if not self.word(i).endswith(("ed", "ing")) or i + 1 >= len(self):
            return False
        following = self.tokens[i + 1]
        if following.tag_ not in ("NN", "NNS", "JJ", "NNP", "NNPS") or self.word(i + 1) in _CLOSED:
            return False
        before = self.word(i - 1)
        if before in ("the", "these", "those", "his", "their", "its", "seriously", "badly", "critically"):
            return self.tokens[i].tag_ in ("VBN", "JJ", "VBD", "NN")
        if self.word(i).endswith("ing") or self.tokens[i].tag_ not in ("VBN", "VBD", "JJ"):
            return False
        if before in ("a", "an") or (i and self.tokens[i - 1].tag_ == "CD"):
            return True
        return (
            self.tokens[i].dep_ == "amod" and bool(i) and self.tokens[i - 1].tag_ in ("VBG", "IN", "VBD", "VBP", "VB")
        )

    def _is_inside(self, i: int, begun: bool) -> bool:
        token, word = self.tokens[i], self.word(i)
        if word in ("least", "fewer", "less") or (word in ("more", "most") and self.word(i + 1) in ("than", "of")):
            return False
        if word in ("no", "'s", "’s"):
            return word == "no" or begun
        if word in _CLOSED and word not in _DETERMINERS:
            return False
        if word == "that":
            return token.tag_ == "DT" and token.dep_ == "det"
        if word in PRONOUNS and token.tag_ != "PRP$":
            return False
        if self.is_noun_of_harm(i) or word in ("year", "years"):
            return True
        if (word == "estimated" and begun) or (word == "all" and self.word(i + 1) in ("on", "aboard", "inside")):
            return True
        if word in HARM_VERBS and self.is_verb(i):
            return False
        if word in ("dead", "missing", "unaccounted", "hostage") and not self._begins_noun(i):
            return begun and self.word(i - 1) in ("the", "no") and word == "dead"
        if word == "-" and begun and i + 1 < len(self):
            return not token.whitespace_ and not self.tokens[i - 1].whitespace_
        if token.tag_ in ("RB", "RBR", "RBS"):
            return begun and (
                word in ("more", "less")
                or (
                    i + 1 < len(self)
                    and self.tokens[i + 1].tag_ in ("JJ", "CD", "VBN")
                    and word.endswith("ly")
                    and self.word(i + 1) not in HARM_VERBS
                )
            )
        if token.tag_ in ("VBN", "VBG", "VBD"):
            return (
                self.is_attribute(i)
                or (
                    begun
                    and i + 1 < len(self)
                    and self.tokens[i + 1].tag_.startswith(("NN", "JJ"))
                    and token.dep_ == "amod"
                )
                or (bool(i) and self.word(i - 1) == "-" and begun)
            )
        return (
            token.tag_ in _TAGS or word in NUMBER_WORDS or word in PERSON_CLASS or PLURALS.get(word, "") in PERSON_CLASS
        )

    def is_noun_of_harm(self, i: int) -> bool:
        """Whether "the" makes a noun of a participle or adjective: "two of the wounded"."""
        if self.word(i) not in _HARMED or self.word(i - 1) not in ("the", "these"):
            return False
        return i + 1 == len(self) or not self.tokens[i + 1].tag_.startswith(("NN", "JJ", "CD"))

    def _begins_noun(self, i: int) -> bool:
        return (
            i + 1 < len(self)
            and self.tokens[i + 1].tag_ in ("NN", "NNS", "NNP", "NNPS")
            and self.word(i - 1) != "left"
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
        if (word in TIME_WORDS or word in MONTHS) and tag.startswith("NN") and word != "may":
            return True
        if word in _DETERMINERS:
            return not (
                before in ("all", "both", "half", "only", "just")
                or (before in _DETERMINERS and i - 1 == start and word == "other")
            )
        if self.tokens[i].tag_ == "CD" or word in NUMBER_WORDS:
            if self.tokens[i - 1].tag_ in ("NNS",) and before not in NUMBER_WORDS:
                return True
            return tag == "NN" and before not in NUMBER_WORDS and self.tokens[i].is_alpha
        return False

    def _joined(self, chunks: list[tuple[int, int]]) -> Iterator[Phrase]:
        at = 0
        while at < len(chunks):
            first, last = chunks[at]
            base_last, head = last, self._head(first, last)
            while at + 1 < len(chunks) and chunks[at + 1][0] == last + 2 and self.word(last + 1) == "of":
                if self.word(head) in COUNT_NOUNS and self.word(head) not in ("dead",):
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

    def _head(self, first: int, last: int) -> int:
        while last > first and (self.word(last) in ("'s", "-", "more") or self.tokens[last].tag_ == "POS"):
            last -= 1
        return last


def singular(word: str) -> str:
    """The word without a plural's ending, as far as the lists of persons need it."""
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_count(words: Words, phrase: Phrase) -> bool:
    """Whether a number or a word like "several" begins the phrase, so that its words tell how many."""
    for i in range(phrase.first, phrase.base_last + 1):
        token = words.tokens[i]
        if (token.tag_ == "CD" or words.word(i) in NUMBER_WORDS) and not _is_part(words, i):
            return not (words.word(i) == "one" and i > phrase.first and words.word(i - 1) in ("the", "this", "that"))
        if (
            words.word(i) not in _DETERMINERS
            and token.tag_ not in ("DT", "PDT", "JJ", "RB", "PRP$", "CC")
            and words.word(i) != "estimated"
        ):
            return False
    return False


def _is_part(words: Words, i: int) -> bool:
    """Whether a number is a part of a longer word: "18-year-old", "Boeing 737"."""
    word, token = words.word(i), words.tokens[i]
    if (
        words.word(i + 1) == "-"
        and not token.whitespace_
        and words.word(i + 2) in ("year", "month", "day", "week", "foot")
    ):
        return True
    if words.word(i + 1) in ("year", "years", "-", "%", "percent") and words.word(i + 2) in ("-", "old"):
        return True
    if "year" in word:
        return True
    return word.isdecimal() and len(word) == 4 and word[:2] in ("19", "20") and i == len(words) - 1


def is_person(words: Words, phrase: Phrase) -> bool:
    """Whether the phrase names persons: by a list of nouns, by their endings, as a bare count, or as a name."""
    word, token = words.word(phrase.head), words.tokens[phrase.head]
    if word in PRONOUNS:
        return PRONOUNS[word] != "zero" or phrase.first == phrase.last
    single = singular(word)
    if single in NOT_PERSONS and single not in PERSON_CLASS:
        return False
    if word in _HARMED:
        return words.word(phrase.head - 1) == "the"
    if word == "all":
        return words.word(phrase.last + 1) in ("on", "aboard", "inside")
    if word == "another":
        return phrase.first == phrase.last
    if single in PERSON_CLASS or word in ("others", "other", "more", "old", "life", "lives"):
        return True
    if token.tag_ == "CD" or word in NUMBER_WORDS:
        return is_bare_count(words, phrase)
    if single.endswith(PERSON_ENDINGS) and len(single) > 4 and not token.tag_.startswith("NNP"):
        return True
    if word in ORDINALS:
        return words.word(phrase.first) in ("a", "the")
    has_role = any(PERSON_CLASS.get(words.word(i)) for i in range(phrase.first, phrase.head))
    return is_name(words, phrase) or (
        has_role and token.tag_ == "NNP" and token.ent_type_ not in ("GPE", "DATE", "FAC")
    )


def is_bare_count(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase that ends in a number can count persons: no year, age, date or measure."""
    word, before = words.word(phrase.head), words.word(phrase.first - 1)
    if before == "least":
        return not re.fullmatch(r"(?:19|20)\d\d", word)
    after = words.word(phrase.last + 1)
    if re.fullmatch(r"(?:19|20)\d\d", word) or not re.fullmatch(r"[a-z-]+|\d{1,3}(?:,\d{3})*|\d{4}", word):
        return False
    if (
        before in ("age", "aged", "at", "$", "no", "number", "#", ":")
        or before in MONTHS
        or after in ("%", "percent", ":", "$")
    ):
        return False
    return not any(words.word(i) in MONTHS for i in range(phrase.first, phrase.last + 1))


def is_name(words: Words, phrase: Phrase) -> bool:
    """Whether the phrase is the name of one person, as far as tags and named entities tell."""
    token = words.tokens[phrase.head]
    if token.ent_type_ == "PERSON":
        return token.tag_ in ("NNP", "NNPS", "NN") and token.text[:1].isupper()
    if token.tag_ not in ("NNP", "NNPS") or token.ent_type_ in (
        *(
            "GPE",
            "LOC",
            "DATE",
            "FAC",
            "EVENT",
            "TIME",
            "LAW",
            "LANGUAGE",
            "WORK_OF_ART",
            "PRODUCT",
            "QUANTITY",
            "MONEY",
        ),
        *("NORP", "CARDINAL", "PERCENT"),
    ):
        return token.ent_type_ == "NORP" and token.text.endswith("s") and token.text[:1].isupper()
    parts = [t for t in words.tokens[phrase.first : phrase.base_last + 1] if t.tag_ in ("NNP", "NNPS")]
    if token.ent_type_ == "ORG":
        return False
    if not token.ent_type_ and phrase.first == phrase.base_last and not words.is_headline:
        return token.text[:1].isupper() and token.tag_ == "NNP"
    return len(parts) >= 2 and not words.is_headline and all(t.text[:1].isupper() for t in parts)


def classify(words: Words, phrase: Phrase) -> str:
    """The term of vocabulary `victim_class` that the phrase's words alone settle."""
    found: set[str] = set()
    for i in range(phrase.first, phrase.base_last + 1):
        if words.word(i) in CLASS_WORDS and i != phrase.head:
            found = {CLASS_WORDS[words.word(i)]}
    own = PERSON_CLASS.get(singular(words.word(phrase.head)), "unstated")
    if words.word(phrase.head) in _MEMBERS:
        after = {CLASS_WORDS.get(words.word(i)) for i in range(phrase.base_last + 1, phrase.last + 1)} - {None}
        found = found or {group for group in after if group}
    if own in ("militant", "official") or not found:
        return own
    return next(iter(found))
