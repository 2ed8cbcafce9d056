"""The quantity lexicon: words of a count to a form and a closed interval.

The words are data (`schemas/quantities.yaml`); this module only knows how English puts them together.
What it cannot read for certain it refuses: a coder can always quote fewer words, or name the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

# Forms that only reading can tell apart; a coder may name one where the words alone would give another.
NOMINAL = frozenset({"vague", "indefinite", "definite", "universal", "zero", "no_evidence", "possible"})
# The greatest number read: "more than" it still fits a 32-bit column.
MOST = 2**31 - 2

_SCALES = ("dozen", "hundred", "thousand", "million", "billion")
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?![\d.,]*\d)")
_SCALE = re.compile(rf" ?({'|'.join(_SCALES)})\b")
_TOKEN = re.compile(r"[a-z]+|[^a-z\s]+")
_JOINT = re.compile(r" ?- ?|\b(?:to|or|and) ")
_BETWEEN = re.compile(r"(?:(?:anywhere|somewhere) )?(?:between|from) (.+)")
_MORE_FOLLOWS = re.compile(r"\b(?:and|but|plus|along with|as well as) ")
_NEGATION = re.compile(r"\b(?:no(?!\. ?\d)|none|not|nobody|never|without|neither|nor|zero)\b|n't\b")
_EXCEPTION = re.compile(r"\b(?:but|except|excluding|other than|apart from)\b")
_FRACTION = re.compile(r"\b(?:half|halves|thirds?|fourths?|quarters?|fifths?|tenths?|most) of\b")
_ALIKE = str.maketrans({"’": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-"})
_EDGES = " .,;:!?…\"'“”‘()[]"
_BEFORE_THE_HEAD = frozenset({"all", "both", "some", "other", "of"})
_AFTER_THE_HEAD = frozenset(
    (
        *("of", "in", "from", "inside", "at", "on", "with", "among", "for", "to", "by", "who", "that", "which"),
        *("or", "and", "was", "were", "are", "is", "has", "have", "had", "been", "killed", "injured", "hurt", "died"),
    )
)


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
        return next((word for word in self.words[key] if _begins(text, word)), None)

    def holds(self, text: str, key: str) -> bool:
        """Whether a word of a list stands anywhere in the text."""
        return any(re.search(rf"\b{re.escape(word)}\b", text) for word in self.words[key])

    def suffix(self, rest: str) -> str | None:
        """The form that words after a number give it: "16 or more", "16 people or more"."""
        return next((form for word, form in self.suffixes if _begins(rest, word) or rest.endswith(f" {word}")), None)

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
        if len(tokens) > 1 and tokens[0][0] == "a" and tokens[1][0] in _SCALES:
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


_LISTS = (
    *("negators", "no_evidence", "unproven", "possible"),
    *("universal", "definite", "indefinite", "openings", "measures"),
)


def _takes(group: int, value: int, joint: str) -> bool:
    """Whether a number below 100 may come next: after full hundreds, or as the ones of full tens."""
    if group % 100 == 0:
        return joint != "-"
    return value < 10 and group % 100 >= 20 and group % 10 == 0 and joint != "and"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _pairs(forms: dict[str, list[str]]) -> list[tuple[str, str]]:
    return sorted(((word, form) for form, words in forms.items() for word in words), key=lambda pair: -len(pair[0]))


def _begins(text: str, word: str) -> bool:
    """Whether the text begins with the whole word: "no" begins neither "none" nor "no-fly zone" nor "No. 2"."""
    if not text.startswith(word):
        return False
    rest = text[len(word) :]
    return not (rest[:1].isalnum() or rest[:1] in ("-", "'") or re.match(r"\. ?\d", rest))


def read_quantity(words: str, lexicon: Lexicon, form: str | None = None) -> Quantity | None:
    """The quantity that the words state, or None where the lexicon cannot read them.

    A numeric `form` must be what the words say; a nominal one (a coder's reading) decides between readings, but makes
    no zero of missing evidence, and nobody harmed of a zero.

    >>> from reportedly.standard import read_standard
    >>> lexicon = read_standard().lexicon
    >>> read_quantity("over 40", lexicon)
    Quantity(form='more_than', lower=41, upper=None)
    >>> read_quantity("no indications of civilian casualties", lexicon)
    Quantity(form='no_evidence', lower=None, upper=None)
    >>> read_quantity("no indications of civilian casualties", lexicon, "zero") is None
    True
    >>> read_quantity("at least three people", lexicon, "exact") is None
    True
    """
    text = _plain(words)
    read = _read(text, words, lexicon)
    if form is None or (read and read.form == form):
        return read
    if form not in NOMINAL or (read and read.form not in NOMINAL):
        return None
    if read and read.form == "no_evidence":
        return None
    if read and read.form == "zero" and form not in ("no_evidence", "possible"):
        return None
    return _nominal(form, text, _head(words, lexicon))


def _plain(words: str) -> str:
    return " ".join(words.casefold().translate(_ALIKE).split()).strip(_EDGES)


def _read(text: str, words: str, lexicon: Lexicon) -> Quantity | None:
    if lexicon.holds(text, "no_evidence"):
        return Quantity("no_evidence", None, None)
    negator = lexicon.starts(text, "negators")
    if negator and not re.match(r"(?:more|fewer|less) than\b", text[len(negator) :].strip()):
        if _EXCEPTION.search(text):
            return None
        return Quantity("no_evidence", None, None) if lexicon.holds(text, "unproven") else Quantity("zero", 0, 0)
    if lexicon.holds(text, "possible"):
        return Quantity("possible", None, None)
    return _numeric(text, lexicon) or _noun_phrase(text, words, lexicon)


def _numeric(text: str, lexicon: Lexicon) -> Quantity | None:
    between = _BETWEEN.fullmatch(text)
    if between:
        return _range(between.group(1), lexicon)
    modifier, body = _modified(text, lexicon)
    vague = lexicon.starts(body, "vague")
    if vague:
        return None if modifier in ("at_most", "fewer_than") else Quantity("vague", lexicon.vague[vague], None)
    number = lexicon.number(body)
    if number is None or (modifier is None and _begins(body, "one of")):
        return None
    value, rest = number
    joint = _JOINT.match(rest)
    if joint and not rest.startswith("and ") and lexicon.begins_a_count(rest[joint.end() :]):
        spread = _range(body, lexicon)
        if modifier is None:
            return spread
        return Quantity("approximate", None, None) if spread and modifier == "approximate" else None
    suffix = lexicon.suffix(rest)
    if (modifier and suffix and modifier != suffix) or _adds_more(rest, lexicon):
        return None
    return _bounded(modifier or suffix or "exact", value)


def _modified(text: str, lexicon: Lexicon) -> tuple[str | None, str]:
    """The form of a modifier before a number, and the text without it and without openings: "the other two"."""
    body = _opened(text, lexicon)
    word, form = next((pair for pair in lexicon.modifiers if _begins(body, pair[0])), ("", None))
    return form, _opened(body[len(word) :].strip(), lexicon)


def _opened(text: str, lexicon: Lexicon) -> str:
    opening = lexicon.starts(text, "openings")
    while opening:
        text = text[len(opening) :].strip()
        opening = lexicon.starts(text, "openings")
    return text


def _adds_more(rest: str, lexicon: Lexicon) -> bool:
    """Whether words after a number bring another count: "two soldiers and a driver", "three, four"."""
    parts = [rest[match.end() :] for match in _MORE_FOLLOWS.finditer(rest)]
    parts += [rest[1:].strip()] if rest.startswith(",") else []
    return any(lexicon.begins_a_count(part) for part in parts)


def _bounded(form: str, value: int) -> Quantity:
    if form == "exact" and value == 0:
        return Quantity("zero", 0, 0)
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
    """Two numbers and what joins them. "Two to three hundred" begins at two hundred."""
    for joint in islice(_JOINT.finditer(text), 8):
        first, second = lexicon.number(text[: joint.start()].strip()), lexicon.number(text[joint.end() :])
        if first is None or second is None or first[1]:
            continue
        lower, (upper, rest) = first[0], second
        said = text[joint.end() : len(text) - len(rest)].strip()
        scale = next((lexicon.numbers[word] for word in _SCALES if said.endswith(word)), 1)
        lower *= scale if lower * scale < upper else 1
        if lower <= upper:
            is_last = not (lexicon.suffix(rest) or _JOINT.match(rest) or _adds_more(rest, lexicon))
            return Quantity("range", lower, upper) if is_last else None
    return None


@dataclass(frozen=True)
class _Head:
    """The head of a noun phrase: the last word before a preposition, a verb or "and".

    `is_plural` is None where a capital leaves it open whether a final s is a plural's or a name's ("Abbas").
    """

    first: str = ""
    is_plural: bool | None = False
    is_name: bool = False
    is_joined: bool = False


def _head(words: str, lexicon: Lexicon) -> _Head:
    tokens = re.findall(r"[^\W\d_][\w'-]*", words.translate(_ALIKE))
    skipped = 0
    while skipped < len(tokens) - 1 and tokens[skipped].casefold() in _BEFORE_THE_HEAD:
        skipped += 1
    end = next((at for at in range(skipped, len(tokens)) if tokens[at].casefold() in _AFTER_THE_HEAD), len(tokens))
    if end == skipped:
        return _Head()
    word, first = tokens[end - 1], tokens[skipped].casefold()
    is_capital = any(char.isupper() for char in word)
    return _Head(
        first,
        True if tokens[0].casefold() == "both" else _is_plural(word.casefold(), is_capital, lexicon),
        is_capital and tokens[0][0].isupper() and (end - skipped > 1 or end == len(tokens)),
        end < len(tokens) and tokens[end].casefold() in ("and", "or"),
    )


def _is_plural(word: str, is_capital: bool, lexicon: Lexicon) -> bool | None:
    if word in lexicon.plural_nouns:
        return True
    if word in lexicon.singular_nouns or len(word) < 3 or not word.endswith("s"):
        return False
    if word.endswith(("ss", "us", "is", "'s")):
        return False
    return None if is_capital and not word.endswith("ans") else True


def _noun_phrase(text: str, words: str, lexicon: Lexicon) -> Quantity | None:
    modifier, body = _modified(text, lexicon)
    is_some = _begins(text, "some")
    if (modifier and not is_some) or (lexicon.begins_a_number(body) and not _begins(text, "one of")):
        return None
    if any(refused.search(text) for refused in (_NEGATION, _EXCEPTION, _FRACTION)):
        return None
    head = _head(words, lexicon)
    form = None
    if lexicon.starts(text, "universal"):
        form = "universal"
    elif lexicon.starts(text, "indefinite"):
        form = "indefinite"
    elif lexicon.starts(text, "definite"):
        form = "universal" if head.is_plural is not False else None if head.is_joined else "definite"
    elif is_some:
        form = "vague"
    elif head.first in lexicon.not_counts or any(char.isdecimal() for char in text):
        form = None
    elif head.is_plural:
        form = "vague"
    elif head.is_name and head.is_plural is False and not head.is_joined and head.first not in lexicon.not_names:
        form = "definite"
    return _nominal(form, text, head) if form else None


def _nominal(form: str, text: str, head: _Head) -> Quantity | None:
    if form == "zero" and not _NEGATION.search(text):
        return None
    bounds: dict[str, tuple[int | None, int | None]] = {
        "vague": (2, None),
        "indefinite": (1, None),
        "definite": (1, 1),
        "universal": (1 if head.is_plural is False else 2, None),
        "zero": (0, 0),
        "no_evidence": (None, None),
        "possible": (None, None),
    }
    return Quantity(form, *bounds[form])
