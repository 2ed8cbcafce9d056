"""The quantity lexicon: words of a count to a form and a closed interval.

The words are data (`schemas/quantities.yaml`); this module only knows how English puts them together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

# Forms that only reading can tell apart; a coder may name one where the words alone would give another.
NOMINAL = frozenset({"vague", "indefinite", "definite", "universal", "zero", "no_evidence", "possible"})

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?![\d.,]*\d)")
_STOP = {
    "of",
    "in",
    "from",
    "who",
    "that",
    "which",
    "inside",
    "at",
    "on",
    "with",
    "among",
    "for",
    "to",
    "by",
    "or",
    "and",
}


@dataclass(frozen=True)
class Quantity:
    """A form of `quantity_form` and the fewest and most that it allows; None is an open end."""

    form: str
    lower: int | None
    upper: int | None


class Lexicon:
    """The lexicon's data, ready for look-ups: longest words first."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.numbers: dict[str, int] = dict(data["numbers"])
        self.vague: dict[str, int] = dict(data["vague"])
        self.modifiers = [(word, form) for form, words in data["modifiers"].items() for word in words]
        self.modifiers.sort(key=lambda pair: -len(pair[0]))
        self.suffixes = [(word, form) for form, words in data["suffixes"].items() for word in words]
        self.words: dict[str, list[str]] = {
            key: sorted(data[key], key=len, reverse=True)
            for key in ("negators", "no_evidence", "possible", "universal", "definite", "indefinite")
        }
        self.plural_nouns = frozenset(data["plural_nouns"])
        self.singular_nouns = frozenset(data["singular_nouns"])

    def starts(self, text: str, key: str) -> str | None:
        """The word of a list with which the text begins."""
        return next((word for word in self.words[key] if _begins(text, word)), None)

    def holds(self, text: str, key: str) -> bool:
        """Whether a word of a list stands anywhere in the text."""
        return any(re.search(rf"\b{re.escape(word)}\b", text) for word in self.words[key])

    def number(self, text: str) -> tuple[int, str] | None:
        """The number with which the text begins, and what follows it: digits, or words up to 999,999,999."""
        digits = _DIGITS.match(text)
        if digits:
            value, rest = int(digits.group().replace(",", "")), text[digits.end() :].strip()
            scale = re.match(r"(thousand|million)\b", rest)
            if scale:
                value, rest = value * self.numbers[scale.group()], rest[scale.end() :].strip()
            return value, rest
        return self._number_words(text)

    def _number_words(self, text: str) -> tuple[int, str] | None:
        tokens = re.findall(r"[a-z]+|[^a-z\s]+", text)
        total, current, used = 0, 0, 0
        for position, token in enumerate(tokens):
            if (
                position == 0
                and token == "a"
                and len(tokens) > 1
                and tokens[1] in ("dozen", "hundred", "thousand", "million")
            ):
                current = 1
            elif token in self.numbers:
                value = self.numbers[token]
                if token == "dozen":
                    current = max(current, 1) * 12
                elif value == 100:
                    current = max(current, 1) * 100
                elif value >= 1000:
                    total, current = total + max(current, 1) * value, 0
                elif current % 100 and not (current % 100 >= 20 and current % 10 == 0 and value < 10):
                    break  # "two three" is no number
                else:
                    current += value
            elif (
                token not in ("-", "and")
                or used == 0
                or position + 1 >= len(tokens)
                or tokens[position + 1] not in self.numbers
            ):
                break
            elif token == "and" and current < 100:
                break  # "two and three" is no number, "one hundred and three" is
            used = position + 1
        if used == 0 or tokens[:used] == ["a"]:
            return None
        match = re.match(r"\W*".join(re.escape(token) for token in tokens[:used]), text)
        return (total + current, text[match.end() :].strip()) if match else None


def read_quantity(words: str, lexicon: Lexicon, form: str | None = None) -> Quantity | None:
    """The quantity that the words state, or None where the lexicon cannot read them.

    A numeric `form` must be what the words say; a nominal one (a coder's reading) decides between readings.

    >>> from reportedly.standard import read_standard
    >>> lexicon = read_standard().lexicon
    >>> read_quantity("over 40", lexicon)
    Quantity(form='more_than', lower=41, upper=None)
    >>> read_quantity("no indications of civilian casualties", lexicon)
    Quantity(form='no_evidence', lower=None, upper=None)
    >>> read_quantity("at least three people", lexicon, "exact") is None
    True
    """
    text = _plain(words)
    read = _read(text, words, lexicon)
    if form is None or (read and read.form == form):
        return read
    if form not in NOMINAL or (read and read.form not in NOMINAL):
        return None
    return _nominal(form, text, lexicon)


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").replace("–", "-").split())


def _begins(text: str, word: str) -> bool:
    return text == word or (text.startswith(word) and not text[len(word)].isalnum())


def _read(text: str, words: str, lexicon: Lexicon) -> Quantity | None:
    if lexicon.holds(text, "no_evidence"):
        return Quantity("no_evidence", None, None)
    if lexicon.starts(text, "negators"):
        rest = text.removeprefix(lexicon.starts(text, "negators") or "").strip()
        if not any(_begins(rest, word) for word in ("more", "fewer", "less")):
            return Quantity("zero", 0, 0)
    if lexicon.holds(text, "possible"):
        return Quantity("possible", None, None)
    return _numeric(text, lexicon) or _noun_phrase(text, words, lexicon)


def _numeric(text: str, lexicon: Lexicon) -> Quantity | None:
    between = re.match(r"(?:between|from|anywhere from) (.+)", text)
    if between:
        return _range(between.group(1), lexicon)
    modifier = next(((word, form) for word, form in lexicon.modifiers if _begins(text, word)), None)
    body = text[len(modifier[0]) :].strip() if modifier else text
    for opening in ("all", "another", "other", *lexicon.words["definite"]):
        if not modifier and _begins(body, opening) and lexicon.number(body[len(opening) :].strip()):
            body = body[len(opening) :].strip()
            break
    vague = next((word for word in sorted(lexicon.vague, key=len, reverse=True) if _begins(body, word)), None)
    if vague:
        lower = lexicon.vague[vague]
        if modifier and modifier[1] in ("at_most", "fewer_than"):
            return None
        return Quantity("vague", lower, None)
    number = lexicon.number(body)
    if number is None or (_begins(body, "one") and _begins(body, "one of")):
        return None
    value, rest = number
    joined = re.match(r"(?:to|-|or) ?(?=\S)", rest)
    if joined and lexicon.number(rest[joined.end() :]) and not modifier:
        return _range(body, lexicon)
    form = modifier[1] if modifier else next((form for word, form in lexicon.suffixes if _begins(rest, word)), "exact")
    return _bounded(form, value)


def _bounded(form: str, value: int) -> Quantity:
    bounds: dict[str, tuple[int | None, int | None]] = {
        "exact": (value, value),
        "at_least": (value, None),
        "more_than": (value + 1, None),
        "at_most": (None, value),
        "fewer_than": (None, max(value - 1, 0)),
        "approximate": (None, None),
    }
    return Quantity(form, *bounds[form])


def _range(text: str, lexicon: Lexicon) -> Quantity | None:
    first = lexicon.number(text)
    joined = re.match(r"(?:and|to|-|or) ?", first[1]) if first else None
    second = lexicon.number(first[1][joined.end() :]) if first and joined else None
    if not first or not second or first[0] > second[0]:
        return None
    return Quantity("range", first[0], second[0])


def _noun_phrase(text: str, words: str, lexicon: Lexicon) -> Quantity | None:
    if lexicon.starts(text, "universal"):
        return _nominal("universal", text, lexicon)
    if lexicon.starts(text, "indefinite"):
        return _nominal("indefinite", text, lexicon)
    if lexicon.starts(text, "definite"):
        return _nominal("universal" if _is_plural(text, lexicon) else "definite", text, lexicon)
    if _begins(text, "some") or _is_plural(text, lexicon):
        return _nominal("vague", text, lexicon)
    if words[:1].isupper():
        return _nominal("definite", text, lexicon)
    return None


def _nominal(form: str, text: str, lexicon: Lexicon) -> Quantity | None:
    if form == "zero" and not re.search(r"\b(no|none|not|nobody|never|without|neither|nor|zero|n't)\b", text):
        return None
    bounds: dict[str, tuple[int | None, int | None]] = {
        "vague": (2, None),
        "indefinite": (1, None),
        "definite": (1, 1),
        "universal": (2 if _is_plural(text, lexicon) else 1, None),
        "zero": (0, 0),
        "no_evidence": (None, None),
        "possible": (None, None),
    }
    return Quantity(form, *bounds[form])


def _is_plural(text: str, lexicon: Lexicon) -> bool:
    """Whether the head of a noun phrase is plural: the last word before a preposition or relative."""
    tokens = re.findall(r"[a-z'-]+", text)
    while tokens and (tokens[0] in ("all", "both", "some", "other") or (tokens[0] == "of" and len(tokens) > 1)):
        if tokens[0] == "both":
            return True
        tokens.pop(0)
    head = ""
    for token in tokens:
        if token in _STOP:
            break
        head = token
    if head in lexicon.plural_nouns:
        return True
    if head in lexicon.singular_nouns:
        return False
    return head.endswith("s") and not head.endswith(("ss", "us", "is", "'s"))
