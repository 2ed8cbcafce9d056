"""Find exact words in a text. Words are found exactly or refused; the refusal says what comes nearest.

Follows the text-quote and text-position selectors of the W3C Web Annotation Data Model.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

# Pairs that look alike in most fonts and are told apart only by their code points.
_LOOKALIKES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "–": "-", "—": "-", "−": "-"})
_PART = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of text: code points from 0, end-exclusive."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end

    def shared(self, other: Span) -> int:
        """Code points that both have.

        >>> Span(0, 10).shared(Span(6, 20)), Span(0, 5).shared(Span(5, 9))
        (4, 0)
        """
        return max(0, min(self.end, other.end) - max(self.start, other.start))


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
    found = []
    at = stretch.find(words) if words else -1
    while at >= 0:
        if not (_cuts_a_word(stretch, at) or _cuts_a_word(stretch, at + len(words))):
            found.append(Span(start + at, start + at + len(words)))
        at = stretch.find(words, at + 1)
    return found


def _cuts_a_word(text: str, at: int) -> bool:
    """Whether a word goes on across a place in the text. A combining mark belongs to the letter before it."""
    if not 0 < at < len(text):
        return False
    before = at - 1
    while before > 0 and _is_mark(text[before]):
        before -= 1
    return _is_mark(text[at]) or (_is_of_a_word(text[before]) and _is_of_a_word(text[at]))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or char == "_"


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
    plain_words, (plain_text, origin) = _plain(words)[0], _plain(text)
    if not plain_words or not plain_text:
        return None
    inside_a_word = None
    at = plain_text.find(plain_words)
    while at >= 0:
        start, end = origin[at], origin[at + len(plain_words) - 1] + 1
        while end < len(text) and _is_mark(text[end]):
            end += 1
        if not (_cuts_a_word(text, start) or _cuts_a_word(text, end)):
            return text[start:end]
        inside_a_word = inside_a_word or _whole_words(text, start, end)
        at = plain_text.find(plain_words, at + 1)
    return inside_a_word or _most_similar(plain_words, text)


def _plain(text: str) -> tuple[str, list[int]]:
    """A text without case, accents, kinds of quotes, dashes and spaces, and where each of its characters comes from."""
    plain: list[str] = []
    origin: list[int] = []
    for position, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char.translate(_LOOKALIKES)).casefold():
            shown = " " if part.isspace() else part
            if _is_mark(shown) or unicodedata.category(shown) == "Cf" or (shown == " " and plain[-1:] in ([], [" "])):
                continue
            plain.append(shown)
            origin.append(position)
    return "".join(plain).rstrip(" "), origin


def _whole_words(text: str, start: int, end: int) -> str:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]


def _most_similar(plain_words: str, text: str) -> str | None:
    tokens = list(re.finditer(r"\S+", text))
    size = len(plain_words.split())
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
    if best and plain_words[0].isalnum():
        best = re.sub(r"^\W+", "", best)
    if best and plain_words[-1].isalnum():
        best = re.sub(r"\W+$", "", best)
    return best


def difference(words: str, passage: str) -> str:
    """What differs between the words as given and the passage as printed, in a sentence.

    >>> difference("Kata'ib", "Kata’ib")
    "The text has '’' (U+2019 RIGHT SINGLE QUOTATION MARK) where the words have ''' (U+0027 APOSTROPHE)."
    """
    ours, theirs = _PART.findall(words), _PART.findall(passage)
    if words not in passage:
        for kind, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            given, printed, before = "".join(ours[i:j]), "".join(theirs[k:m]), "".join(ours[:i])[-15:]
            place = f"after {before!r}" if before else "at the beginning"
            if kind == "replace" and _composed(given) == _composed(printed):  # they look the same
                return f"The text has {printed!a} where the words have {given!a}."
            if kind == "replace":
                return f"The text has {_show(printed)} where the words have {_show(given)}."
            if kind == "delete":
                return f"The text has no {_show(given)} {place}."
            if kind == "insert":
                return f"The text has {_show(printed)} {place}, which the words leave out."
    return "The words stand there only as a part of a longer word."


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _show(text: str) -> str:
    if len(text) == 1:
        return f"'{text}' (U+{ord(text):04X} {unicodedata.name(text, 'UNNAMED')})"
    return f"{len(text)} spaces" if not text.strip(" ") else repr(text)
