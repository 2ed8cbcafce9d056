"""The words of the quantity lexicon (`schemas/quantities.yaml`), ready for look-ups, and the numbers read with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

# The greatest number read: "more than" it still fits a 32-bit column.
MOST = 2**31 - 2

SCALES = ("dozen", "hundred", "thousand", "million", "billion")
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?![\d.,]*\d)")
_SCALE = re.compile(rf" ?({'|'.join(SCALES)})\b")
_TOKEN = re.compile(r"[a-z]+|[^a-z\s]+")
_LISTS = (
    *("negators", "no_evidence", "unproven", "possible"),
    *("universal", "definite", "indefinite", "openings", "measures"),
)


class Lexicon:
    """The lexicon's data, ready for look-ups: longest words first."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.numbers: dict[str, int] = dict(data["numbers"])
        self.vague: dict[str, int] = dict(data["vague"])
        self.modifiers = _pairs(data["modifiers"])
        self.suffixes = _pairs(data["suffixes"])
        self.words: dict[str, list[str]] = {key: _longest_first(data[key]) for key in _LISTS}
        self.words["modifiers"] = [word for word, _ in self.modifiers]
        self.words["vague"] = _longest_first(self.vague)
        self.words["number_phrases"] = _longest_first(word for word in self.numbers if not word.isalpha())
        self.plural_nouns = frozenset(data["plural_nouns"])
        self.singular_nouns = frozenset(data["singular_nouns"])
        self.not_counts = frozenset(data["not_counts"])
        self.not_names = self.not_counts | frozenset(data["not_names"])

    def starts(self, text: str, key: str) -> str | None:
        """The word of a list with which the text begins."""
        return next((word for word in self.words[key] if begins(text, word)), None)

    def holds(self, text: str, key: str) -> bool:
        """Whether a word of a list stands anywhere in the text."""
        return any(re.search(rf"\b{re.escape(word)}\b", text) for word in self.words[key])

    def suffix(self, rest: str) -> str | None:
        """The form that words after a number give it: "16 or more", "16 people or more"."""
        return next((form for word, form in self.suffixes if begins(rest, word) or rest.endswith(f" {word}")), None)

    def number(self, text: str) -> tuple[int, str] | None:
        """The number of persons or things with which the text begins, and what follows it.

        None where it only looks like one: a part of a longer word ("3rd", "three-year-old") or number ("1 000"),
        a measure ("40 percent"), or more than can be stored.
        """
        found = self._digits(text) or self._phrase(text) or self._number_words(text)
        if found is None or found[0] > MOST or not self._may_follow(text[found[1] :]):
            return None
        return found[0], text[found[1] :].strip()

    def begins_a_number(self, text: str) -> bool:
        """Whether the first word of the text is a number, readable or not."""
        first = re.match(r"[^\s,;:]*", text)
        word = first.group() if first else ""
        return word in self.numbers or word.replace(".", "").isdecimal() or bool(self.starts(text, "number_phrases"))

    def begins_a_count(self, text: str) -> bool:
        """Whether the text begins like a quantity of its own: "two others", "several more", "a driver"."""
        lists = ("vague", "modifiers", "openings", "indefinite")
        return text[:1].isdecimal() or self.begins_a_number(text) or any(self.starts(text, key) for key in lists)

    def _digits(self, text: str) -> tuple[int, int] | None:
        digits = _DIGITS.match(text)
        if digits is None:
            return None
        value, end = int(digits.group().replace(",", "")), digits.end()
        scale = _SCALE.match(text, end)
        return (value * self.numbers[scale.group(1)], scale.end()) if scale else (value, end)

    def _phrase(self, text: str) -> tuple[int, int] | None:
        phrase = self.starts(text, "number_phrases")
        return (self.numbers[phrase], len(phrase)) if phrase else None

    def _number_words(self, text: str) -> tuple[int, int] | None:
        """A number in words and where it ends: "two hundred and five thousand and twenty-one"."""
        tokens = [(match.group(), match.end()) for match in islice(_TOKEN.finditer(text), 40)]
        total, group, scale, end, at, has_dozen = 0, 0, MOST, 0, 0, False
        if len(tokens) > 1 and tokens[0][0] == "a" and tokens[1][0] in SCALES:
            group, at = 1, 1
        while at < len(tokens) and not has_dozen:
            joint = tokens[at][0] if end and tokens[at][0] in ("and", "-") else ""
            at += 1 if joint else 0
            word, word_end = tokens[at] if at < len(tokens) else ("", 0)
            value = self.numbers.get(word, 0)
            if word == "dozen" and group < 100 and not total and joint != "and":
                group, has_dozen = max(group, 1) * 12, True
            elif value == 100 and 0 < group < 100 and joint != "and":
                group *= 100
            elif value >= 1000 and 0 < group < 1000 and value < scale and not joint:
                total, group, scale = total + group * value, 0, value
            elif 0 < value < 100 and word != "dozen" and _takes(group, value, joint):
                group += value
            else:
                break
            at, end = at + 1, word_end
        return (total + group, end) if end else None

    def _may_follow(self, rest: str) -> bool:
        """Whether what stands right after the words of a number leaves them a number."""
        if rest[:1] in ("-", "+"):
            return self.suffix(rest) is not None or (rest[0] == "-" and self.begins_a_number(rest[1:].strip()))
        if (rest and rest[0] not in ' .,;:!?)"') or self.starts(rest.strip(), "measures"):
            return False
        return not self.begins_a_number(rest.strip())


def begins(text: str, word: str) -> bool:
    """Whether the text begins with the whole word: "no" begins neither "none" nor "no-fly zone" nor "No. 2"."""
    if not text.startswith(word):
        return False
    rest = text[len(word) :]
    return not (rest[:1].isalnum() or rest[:1] in ("-", "'") or re.match(r"\. ?\d", rest))


def _takes(group: int, value: int, joint: str) -> bool:
    """Whether a number below 100 may come next: after full hundreds, or as the ones of full tens."""
    if group % 100 == 0:
        return joint != "-"
    return value < 10 and group % 100 >= 20 and group % 10 == 0 and joint != "and"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _pairs(forms: dict[str, list[str]]) -> list[tuple[str, str]]:
    return sorted(((word, form) for form, words in forms.items() for word in words), key=lambda pair: -len(pair[0]))
