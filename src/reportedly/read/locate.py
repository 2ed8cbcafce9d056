"""Find exact words in a text. Words are found exactly or refused; the refusal says what comes nearest.

Follows the text-quote and text-position selectors of the W3C Web Annotation Data Model.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

# Pairs that look alike in most fonts and are told apart only by their code points.
_LOOKALIKES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "…": "."})


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of text: code points from 0, end-exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Miss:
    """Why words were not located, and what to do."""

    message: str
    advice: str
    nearest: str | None = None


def occurrences(words: str, text: str, within: Span | None = None) -> list[Span]:
    """Every place where the words stand as whole words, from left to right.

    >>> occurrences("he", "he said the man, he")
    [Span(start=0, end=2), Span(start=17, end=19)]
    """
    start, end = (within.start, within.end) if within else (0, len(text))
    # The edges of the stretch are edges of words too: a link may run into the next ("airstrikesIran").
    stretch = text[start:end]
    pattern = re.escape(words)
    if words[:1].isalnum():
        pattern = r"(?<!\w)" + pattern
    if words[-1:].isalnum():
        pattern += r"(?!\w)"
    return [Span(start + match.start(), start + match.end()) for match in re.finditer(pattern, stretch)]


def locate(words: str, text: str, within: Span | None = None) -> Span | Miss:
    """The one place where the words stand in `within` (default: in the whole text)."""
    found = occurrences(words, text, within)
    if len(found) == 1:
        return found[0]
    if found:
        return Miss(
            f"the words occur {len(found)} times",
            "Name the one that is meant with a longer stretch around it ('in', for a quote 'quote_in') "
            "that occurs once.",
        )
    window = text[within.start : within.end] if within else text
    passage = nearest_passage(words, window)
    if passage is None:
        return Miss("the words are not there", "Copy them from the text, letter by letter.")
    return Miss("the words are not there", difference(words, passage), passage)


def nearest_passage(words: str, text: str) -> str | None:
    """The passage of the text that is most like the words, or None where nothing is."""
    plain_words, plain_text = (" ".join(part.translate(_LOOKALIKES).casefold().split()) for part in (words, text))
    anchor = plain_text.find(plain_words)
    tokens = list(re.finditer(r"\S+", text))
    if anchor >= 0:
        first = len(plain_text[:anchor].split())
        first -= 0 if anchor == 0 or plain_text[anchor - 1] == " " else 1
        last = first + len(plain_words.split()) - 1
        if last < len(tokens):
            return text[tokens[first].start() : tokens[last].end()]
    size = len(words.split())
    best, best_ratio = None, 0.6
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(plain_words)
    for length in range(max(1, size - 1), size + 2):
        for first in range(len(tokens) - length + 1):
            passage = text[tokens[first].start() : tokens[first + length - 1].end()]
            matcher.set_seq1(passage.translate(_LOOKALIKES).casefold())
            if matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio:
                ratio = matcher.ratio()
                if ratio > best_ratio:
                    best, best_ratio = passage, ratio
    return best


def difference(words: str, passage: str) -> str:
    """What differs between the words as given and the passage as printed, in a sentence.

    >>> difference("Kata'ib", "Kata’ib")
    "The text has '’' (U+2019 RIGHT SINGLE QUOTATION MARK) where the words have ''' (U+0027 APOSTROPHE)."
    """
    for kind, i, j, k, m in SequenceMatcher(None, words, passage, autojunk=False).get_opcodes():
        if kind == "replace":
            return f"The text has {_show(passage[k:m])} where the words have {_show(words[i:j])}."
        if kind == "delete":
            return f"The text has no {_show(words[i:j])} after {words[max(0, i - 15) : i]!r}."
        if kind == "insert":
            return f"The text has {_show(passage[k:m])} after {words[max(0, i - 15) : i]!r}, which the words leave out."
    return "The words stand there only as a part of a longer word."


def _show(text: str) -> str:
    if len(text) == 1:
        return f"'{text}' (U+{ord(text):04X} {unicodedata.name(text, 'UNNAMED')})"
    return repr(text)
