"""Several sources of one cue, each by itself: "both Saudi Arabia and the United States", "two senators, A and B".

Convention: one person with two offices ("the president and army chief") and a name that holds "and" stay whole.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.coder.cues import words
from reportedly.coder.mentions import Mention, source_end, source_start
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import edges

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMED = words("PERSON ORG GPE")


def apart(parsed: Parsed, source: Mention) -> tuple[Mention, ...]:
    """The sources that "and" joins in one phrase, each by itself: "both Saudi Arabia and the United States".

    One person with two offices ("the president and army chief") and a name that holds "and" stay whole.
    """
    if several := _named_several(parsed, source) or _listed(parsed, source):
        return several
    heads = _joined(parsed.doc[source.head], source_end(parsed, source))
    if len(heads) == 1 or not all(_stands_alone(one) for one in heads) or _is_one_name(heads):
        return (source,)
    starts = [source_start(parsed, source), *(int(one.left_edge.i) for one in heads[1:])]
    ends = [*starts[1:], source_end(parsed, source) + 1]
    found = []
    for head, start, end in zip(heads, starts, ends, strict=True):
        kept = edges(one for one in parsed.doc[start:end] if one.dep_ not in ("cc", "preconj") or one.head not in heads)
        if kept is None or not kept[0] <= head.i <= kept[1]:
            return (source,)
        found.append(Mention(parsed.span(*kept), head.i, False))
    return tuple(found)


def _named_several(parsed: Parsed, source: Mention) -> tuple[Mention, ...]:
    """Each of several who are named beside what they are: "two senators, | Ed Pike and Joan Lee"."""
    head, end = parsed.doc[source.head], source_end(parsed, source)
    names = [one for one in head.children if one.dep_ == "appos" and one.pos_ == "PROPN" and head.i < one.i <= end]
    heads = _joined(names[0], end) if head.tag_ == "NNS" and names else []
    if len(heads) < 2 or any(one.ent_type_ != "PERSON" for one in heads):
        return ()
    firsts = [min(part.i for part in (one, *one.children) if part.dep_ == "compound" or part == one) for one in heads]
    return tuple(Mention(parsed.span(first, one.i), one.i, False) for first, one in zip(firsts, heads, strict=True))


def _listed(parsed: Parsed, source: Mention) -> tuple[Mention, ...]:
    """Each of several whom the parser did not join: their words begin before all that hangs on the last one."""
    first, head = source_start(parsed, source), parsed.doc[source.head]
    if head.left_edge.i <= first:
        return ()
    found, start = [], first
    for at in range(first, source_end(parsed, source) + 2):
        is_over = at > source_end(parsed, source) or parsed.doc[at].text == "," or parsed.doc[at].lower_ == "and"
        if is_over and at > start:
            found.append(Mention(parsed.span(start, at - 1), at - 1, False))
        start = at + 1 if is_over else start
    return tuple(found) if len(found) > 1 else ()


def _joined(head: Token, last: int) -> list[Token]:
    heads = [head]
    while True:
        after = [one for one in heads[-1].children if one.dep_ == "conj" and heads[-1].i < one.i <= last]
        if not after:
            return heads
        heads.append(after[0])


def _stands_alone(head: Token) -> bool:
    """Whether one of several joined words names somebody by itself: it has a name or an article, or is many."""
    if head.pos_ == "PROPN":
        return head.ent_type_ in _NAMED or any(one.dep_ in ("compound", "det") for one in head.children)
    has_article = any(one.dep_ in ("det", "poss") for one in head.children)
    return head.pos_ == "NOUN" and (has_article or head.tag_ == "NNS" or head.lower_ == "police")


def _is_one_name(heads: list[Token]) -> bool:
    """Whether joined words lie in one name: "Trinidad and Tobago"."""
    return any(
        all(token.ent_iob_ == "I" for token in one.doc[one.i + 1 : other.i + 1]) for one, other in pairwise(heads)
    )
