"""When and where a claim says that something took place: the time words and the place of its own quote.

After the codebook's "Time and place": the words must be the claim's own. Beside the quote, a time counts only where
the parse hangs it on a word of the quote ("On Tuesday, police said, | three were killed"). Where several are as near,
none is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.coder.dates import Time, find_times
from reportedly.coder.parse import Parsed
from reportedly.coder.places import Place, PlaceMention
from reportedly.read.locate import Span


@dataclass(frozen=True)
class Circumstances:
    """Time and place of a claim; null where its words state none, or more than one."""

    time: Time | None
    place: Place | None


def read_circumstances(
    blocks: Sequence[Parsed],
    quotes: Sequence[Span],
    mentions: Sequence[PlaceMention],
    text: str,
    published: str | None,
) -> tuple[Circumstances, ...]:
    """The circumstances of each quote.

    Args:
        blocks: the parsed blocks of the article.
        quotes: where the claims stand, each within one sentence; one that is not has none.
        mentions: the places that the article names.
        text: the article.
        published: its date as EDTF, or None.
    """
    times: dict[Span, tuple[Time, ...]] = {}
    found: list[Circumstances] = []
    for quote in quotes:
        at = _sentence_of(quote, blocks)
        if at is None:
            found.append(Circumstances(None, None))
            continue
        block, sentence = at
        if sentence not in times:
            times[sentence] = find_times(block, sentence, text, published)
        found.append(Circumstances(_time(block, quote, times[sentence]), _place(quote, mentions)))
    return tuple(found)


def _sentence_of(quote: Span, blocks: Sequence[Parsed]) -> tuple[Parsed, Span] | None:
    for block in blocks:
        if block.block.span.holds(quote):
            for sentence in block.sentences:
                if sentence.holds(quote):
                    return block, sentence
    return None


def _time(block: Parsed, quote: Span, times: Sequence[Time]) -> Time | None:
    own = [time for time in times if quote.holds(time.span)]
    tokens = block.tokens(quote)
    if len(own) > 1 and tokens:
        main = {
            tokens.root.i,
            *(token.i for token in tokens.root.conjuncts),
        }  # "took it on 2 March, left it on 3 March"
        own = [time for time in own if _governor(block, time.span) in main]
    elif not own and tokens:
        own = [time for time in times if tokens.start <= _governor(block, time.span) < tokens.end]
    return own[0] if len(own) == 1 else None


def _governor(block: Parsed, words: Span) -> int:
    """The token that a phrase hangs on, past the preposition that brings it in; -1 for a phrase without tokens."""
    tokens = block.tokens(words)
    if not tokens:
        return -1
    head = tokens.root.head
    while head.pos_ == "ADP" and head.head is not head:
        head = head.head
    return int(head.i)


def _place(quote: Span, mentions: Sequence[PlaceMention]) -> Place | None:
    """The most exact place where something is said to be; none where the quote names two apart from each other."""
    named = {one.place.place_id: one.place for one in mentions if one.is_where and quote.holds(one.span)}
    around = {place_id for place in named.values() for place_id in _around(place)}
    exact = [place for place_id, place in named.items() if place_id not in around]
    return exact[0] if len(exact) == 1 else None


def _around(place: Place) -> set[str]:
    """The ids of what a place lies in."""
    found: set[str] = set()
    while place.parent is not None:
        place = place.parent
        found.add(place.place_id)
    return found
