"""Asides that only say who tells: "two of them, | he said, | were drowned" is read as "two of them were drowned"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder.cue_verbs import FINITE
from reportedly.coder.harm_words import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

SAYING = listed(
    """
    said says told tells reported reports announced announces confirmed confirms added adds claimed claims stated
    states wrote writes conceded concedes noted notes admitted admits acknowledged acknowledges explained explains
    insisted insists recalled recalls testified believes estimated estimates continued
    """
)
_QUOTES = ('"', "“", "”", "``", "''")
_NO_ASIDE = listed("who which that whom whose and but or when where while after before because if although as")
_LONGEST = 16


def without_asides(tokens: list[Token]) -> list[Token]:
    """The tokens of a sentence without asides that part a subject from its verb, or a verb from what goes with it."""
    low = [token.lower_ for token in tokens]
    if low.count(",") < 2 or not ("according" in low or not SAYING.isdisjoint(low)):
        return tokens
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _aside_end(tokens, low, at)
        if end is None:
            kept.append(tokens[at])
            at += 1
        else:
            at = end + 1
    return kept


def _aside_end(tokens: list[Token], low: list[str], comma: int) -> int | None:
    """The last token, a comma or the mark of a quotation after it, of the aside that begins at a comma."""
    if low[comma] != "," or not comma:
        return None
    first = comma + 1 + (comma + 1 < len(low) and low[comma + 1] in _QUOTES)
    is_according = low[first : first + 2] == ["according", "to"]
    for end in range(first + 2, min(first + _LONGEST, len(tokens) - 1)):
        if low[end] in (";", ":") or low[end] in _QUOTES:
            return None
        if low[end] != ",":
            continue
        last = end + (low[end + 1] in _QUOTES)
        is_told = is_according or _tells(tokens, low, first, end)
        if is_told and last + 1 < len(tokens) and _goes_on(tokens, comma, last + 1):
            return last
        if not (is_told or any(one.tag_ in FINITE for one in tokens[first:end])):
            continue  # "Ivo Mant, the governor, said, …"
        if not is_according:
            return None
    return None


def _tells(tokens: list[Token], low: list[str], first: int, end: int) -> bool:
    """Whether the words are a verb of saying with its subject, and no other verb."""
    verbs = [n for n in range(first, end) if tokens[n].tag_.startswith("VB") or low[n] in SAYING]
    return len(verbs) == 1 and low[verbs[0]] in SAYING and low[first] not in _NO_ASIDE and end - first > 1


def _goes_on(tokens: list[Token], comma: int, after: int) -> bool:
    """Whether the words around an aside are of one clause: a subject and its verb, or a verb and what it governs."""
    left, right = tokens[comma - 1], tokens[after]
    if right.tag_ == "RB" and after + 1 < len(tokens):
        right = tokens[after + 1]
    if left.tag_ in FINITE and left.pos_ == "AUX":
        return True
    is_subject = left.tag_.startswith(("NN", "CD", "PRP", "DT")) or left.lower_ in ("wounded", "dead", "injured")
    return right.tag_ in FINITE and is_subject
