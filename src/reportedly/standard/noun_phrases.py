"""The head of a noun phrase without a number: whether it is one or several, and whether it is a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.standard.lexicon import Lexicon

# Other signs for an apostrophe or a hyphen.
ALIKE = str.maketrans({"’": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-"})
_BEFORE_THE_HEAD = frozenset({"all", "both", "some", "other", "of"})
_AFTER_THE_HEAD = frozenset(
    (
        *("of", "in", "from", "inside", "at", "on", "with", "among", "for", "to", "by", "who", "that", "which"),
        *("or", "and", "was", "were", "are", "is", "has", "have", "had", "been", "killed", "injured", "hurt", "died"),
    )
)


@dataclass(frozen=True)
class Head:
    """The head of a noun phrase: the last word before a preposition, a verb or "and".

    `is_plural` is None where a capital leaves it open whether a final s is a plural's or a name's ("Abbas").
    """

    first: str = ""
    is_plural: bool | None = False
    is_name: bool = False
    is_joined: bool = False


def read_head(words: str, lexicon: Lexicon) -> Head:
    """The head of the noun phrase that the words are; an empty one where they have none."""
    tokens = re.findall(r"[^\W\d_][\w'-]*", words.translate(ALIKE))
    skipped = 0
    while skipped < len(tokens) - 1 and tokens[skipped].casefold() in _BEFORE_THE_HEAD:
        skipped += 1
    end = next((at for at in range(skipped, len(tokens)) if tokens[at].casefold() in _AFTER_THE_HEAD), len(tokens))
    if end == skipped:
        return Head()
    word, first = tokens[end - 1], tokens[skipped].casefold()
    is_capital = any(char.isupper() for char in word)
    return Head(
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
