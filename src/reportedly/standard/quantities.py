"""The quantity lexicon: words of a count to a form and a closed interval.

The words are data (`schemas/quantities.yaml`); this module only knows how English puts them together.
What it cannot read for certain it refuses: a coder can always quote fewer words, or name the form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from reportedly.standard.lexicon import SCALES, Lexicon, begins
from reportedly.standard.noun_phrases import ALIKE, Head, read_head

# Forms that only reading can tell apart; a coder may name one where the words alone would give another.
NOMINAL = frozenset({"vague", "indefinite", "definite", "universal", "zero", "no_evidence", "possible"})

_JOINT = re.compile(r" ?- ?|\b(?:to|or|and) ")
_BETWEEN = re.compile(r"(?:(?:anywhere|somewhere) )?(?:between|from) (.+)")
_MORE_FOLLOWS = re.compile(r"\b(?:and|but|plus|along with|as well as) ")
_NEGATION = re.compile(r"\b(?:no(?!\. ?\d)|none|not|nobody|never|without|neither|nor|zero)\b|n't\b")
_EXCEPTION = re.compile(r"\b(?:but|except|excluding|other than|apart from)\b")
_FRACTION = re.compile(r"\b(?:half|halves|thirds?|fourths?|quarters?|fifths?|tenths?|most) of\b")
_EDGES = " .,;:!?…\"'“”‘()[]"


@dataclass(frozen=True)
class Quantity:
    """A form of `quantity_form` and the fewest and most that it allows; None is an open end."""

    form: str
    lower: int | None
    upper: int | None


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
    return _nominal(form, text, read_head(words, lexicon))


def _plain(words: str) -> str:
    return " ".join(words.casefold().translate(ALIKE).split()).strip(_EDGES)


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
    if number is None or (modifier is None and begins(body, "one of")):
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
    word, form = next((pair for pair in lexicon.modifiers if begins(body, pair[0])), ("", None))
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
        scale = next((lexicon.numbers[word] for word in SCALES if said.endswith(word)), 1)
        lower *= scale if lower * scale < upper else 1
        if lower <= upper:
            is_last = not (lexicon.suffix(rest) or _JOINT.match(rest) or _adds_more(rest, lexicon))
            return Quantity("range", lower, upper) if is_last else None
    return None


def _noun_phrase(text: str, words: str, lexicon: Lexicon) -> Quantity | None:
    modifier, body = _modified(text, lexicon)
    is_some = begins(text, "some")
    if (modifier and not is_some) or (lexicon.begins_a_number(body) and not begins(text, "one of")):
        return None
    if any(refused.search(text) for refused in (_NEGATION, _EXCEPTION, _FRACTION)):
        return None
    head = read_head(words, lexicon)
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


def _nominal(form: str, text: str, head: Head) -> Quantity | None:
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
