"""The tokens of a sentence, and what a form of harm is where it stands: a verb, an attribute or a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder.harm_closed_words import AFTER_COMPOUND, CLOSED, DETERMINERS, NOMINAL, NUMBER_WORDS
from reportedly.coder.harm_people import PERSON_CLASS
from reportedly.coder.harm_words import HARM_VERBS, NOUNS_TOO

if TYPE_CHECKING:
    from spacy.tokens import Token

_EACH = ("all", "both", "each")


class Forms:
    """A sentence's tokens, in reading order, with `low`, their words in small letters."""

    def __init__(self, tokens: list[Token], is_headline: bool) -> None:
        self.tokens = tokens
        self.low = ["u.s." if token.text in ("US", "U.S") else token.lower_ for token in tokens]
        self.is_headline = is_headline
        self._places = {token.i: n for n, token in enumerate(tokens)}

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, i: int) -> str:
        """The word at a place in small letters; the empty word before the first and after the last."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def text(self, first: int, last: int) -> str:
        """The words from one token to another in small letters, joined by blanks."""
        return " ".join(self.low[max(first, 0) : last + 1])

    def place(self, token: Token) -> int:
        """The place of one of the tokens; -1 of any other."""
        return self._places.get(token.i, -1)

    def is_verb(self, i: int) -> bool:
        """Whether a form that may be a verb of harm is one here, and no attribute of a noun ("wounded soldiers")."""
        word = self.word(i)
        is_wound = word == "stab" and self.word(i + 1) in ("wound", "wounds", "injury", "injuries", "victim", "victims")
        is_fired = word in ("gunned", "gunning") and self.word(i + 1) != "down"
        if is_fired or (word.endswith("ing") and self.word(i + 1) in AFTER_COMPOUND):
            return False
        if (
            is_wound
            or word not in HARM_VERBS
            or self.is_noun_of_harm(i)
            or (word in NOUNS_TOO and not self._is_verbal_noun_form(i))
        ):
            return False
        return not self.is_attribute(i)

    def _is_verbal_noun_form(self, i: int) -> bool:
        tag, word = self.tokens[i].tag_, self.word(i)
        if self.word(i + 1) in ("of", "'s") or (self.word(i - 1) in DETERMINERS and self.word(i - 1) not in _EACH):
            return False
        if tag.startswith("VB") or word == "kill":
            return True
        if self.is_headline and word.endswith("s") and 0 < i < len(self) - 1:
            return self.tokens[i + 1].tag_ == "CD" or self.word(i + 1) in PERSON_CLASS
        if word == "hurt" and i and (self.tokens[i - 1].tag_ in ("CD", "NNS") or self.word(i - 1) == "others"):
            return self.word(i + 1) != "feelings"
        if word == "shot":
            return self.word(i + 1) in ("dead", "by", "in", "at", "and", "during", "outside", "to", "several") or (
                self.is_headline and i > 0
            )
        return self.is_headline and word in ("shoot", "kill", "hurt") and i > 0

    def is_attribute(self, i: int) -> bool:
        """Whether a participle stands before the noun that it describes: "three wounded soldiers"."""
        if not self.word(i).endswith(("ed", "ing", "slain")) or i + 1 >= len(self):
            return False
        following = self.tokens[i + 1]
        if following.tag_ not in ("NN", "NNS", "JJ", "NNP", "NNPS") or self.word(i + 1) in (*CLOSED, "dead"):
            return False
        before = self.word(i - 1)
        if before in ("the", "these", "those", "his", "their", "its", "seriously", "badly", "critically"):
            return self.tokens[i].tag_ in ("VBN", "JJ", "VBD", "NN")
        if self.word(i).endswith("ing") or self.tokens[i].tag_ not in ("VBN", "VBD", "JJ"):
            return False
        if before in ("a", "an") or (not i and self.is_headline) or (i and self.tokens[i - 1].tag_ == "CD"):
            return True
        return (
            self.tokens[i].dep_ == "amod" and bool(i) and self.tokens[i - 1].tag_ in ("VBG", "IN", "VBD", "VBP", "VB")
        )

    def is_noun_of_harm(self, i: int) -> bool:
        """Whether "the" makes a noun of a participle or adjective: "two of the wounded"."""
        if self.word(i) not in NOMINAL or self.word(i - 1) not in ("the", "these"):
            return False
        return i + 1 == len(self) or not self.tokens[i + 1].tag_.startswith(("NN", "JJ", "CD"))

    def is_number(self, i: int) -> bool:
        """Whether a token is a number in figures or words."""
        return self.tokens[i].tag_ in ("CD", "LS") or self.word(i) in NUMBER_WORDS
