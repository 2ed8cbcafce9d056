"""Quotations over the paragraphs of an article: each with its speaker, and speakers who go on.

Convention: a paragraph that is all quotation after somebody's has no cue of its own; nor have the paragraphs of a
statement that a colon opens. Who says a single quotation is told by `quotation_speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.coder import cues
from reportedly.coder.mentions import Attributed, Speaker
from reportedly.coder.parse import Parsed
from reportedly.coder.quotation_neighbours import begins_sentence
from reportedly.coder.quotation_speakers import colon_speaker, is_speech, own_speaker
from reportedly.coder.quotations import Quotation
from reportedly.read.locate import Span

STATEMENT = "statement.colon"
_AFTER_STATEMENT = re.compile(
    r"(?:notes?(?: to editors)?|background|further information|ends|media enquiries|contact)\b", re.I
)
_Piece = tuple[Quotation, Speaker | None, str]


@dataclass(frozen=True)
class _SoFar:
    """What the paragraphs before leave to the next: who spoke last, whether he may go on, whose statement runs."""

    speaker: Speaker | None = None
    goes_on: bool = False  # the last quotation was left open, or the last paragraph ended with a colon
    stated: Speaker | None = None


def find_quoted(
    parsed: tuple[Parsed, ...], quotations: tuple[tuple[Quotation, ...], ...], text: str
) -> tuple[tuple[Attributed, int], ...]:
    """Each quotation that has a speaker, one piece a sentence, with the index of its source's block."""
    found: list[tuple[Attributed, int]] = []
    so_far = _SoFar()
    for index, (block, here) in enumerate(zip(parsed, quotations, strict=True)):
        if here:
            so_far = replace(so_far, stated=None)
        pieces = _backwards(block, _spoken(block, index, here, so_far, text))
        said = [(who, rule, cut) for quotation, who, rule in pieces if who for cut in _cut(block, quotation)]
        speakers = [who for _, who, _ in pieces if who is not None]
        so_far = replace(so_far, goes_on=bool(here) and here[-1].is_open)
        if speakers:
            so_far = replace(so_far, speaker=speakers[-1])
        elif text[block.block.span.end - 1] == ":":
            following = parsed[index + 1] if index + 1 < len(parsed) else None
            so_far = _opened(so_far, colon_speaker(block, index), following, text)
        elif so_far.stated is not None and not _ends_statement(block, text):
            said += [(so_far.stated, STATEMENT, sentence) for sentence in block.sentences]
        elif not here:
            so_far = replace(so_far, speaker=None, stated=None)
        found += [(Attributed(cut, who.source, who.cue, rule, who.via), who.block) for who, rule, cut in said]
    return tuple(found)


def _spoken(block: Parsed, index: int, here: tuple[Quotation, ...], so_far: _SoFar, text: str) -> list[_Piece]:
    """The quotations of a paragraph with their speakers: by a cue of their own, else whoever was speaking."""
    pieces: list[_Piece] = []
    last: Speaker | None = None
    for number, quotation in enumerate(here):
        own = own_speaker(block, index, quotation, here, text)
        if own is None and is_speech(block, quotation, text):
            if last is not None and begins_sentence(block, quotation):
                own = (last, "quotation.continued")
            elif last is None and so_far.speaker and _may_go_on(block, quotation, so_far.goes_on, number):
                own = (so_far.speaker, "quotation.paragraph")
        pieces.append((quotation, own[0] if own else None, own[1] if own else ""))
        last = own[0] if own else last
    return pieces


def _opened(so_far: _SoFar, speaker: Speaker | None, following: Parsed | None, text: str) -> _SoFar:
    """After a paragraph that ends with a colon: its speaker goes on, in marks or in a statement without any."""
    if speaker is None:
        return replace(so_far, goes_on=False, stated=None)
    is_stated = following is not None and _is_statement(following, text)
    return _SoFar(speaker, True, speaker if is_stated else None)


def _is_statement(block: Parsed, text: str) -> bool:
    """Whether a paragraph after "X said:" is X's statement though no marks say so: somebody speaks of himself."""
    words = text[block.block.span.start : block.block.span.end]
    return '"' not in words and "“" not in words and any(token.lower_ in cues.FIRST_PERSON for token in block.doc)


def _ends_statement(block: Parsed, text: str) -> bool:
    words = text[block.block.span.start : block.block.span.end]
    return bool(_AFTER_STATEMENT.match(words)) or words.endswith(":")


def _may_go_on(block: Parsed, quotation: Quotation, goes_on: bool, number: int) -> bool:
    opens_block = quotation.outer.start == block.block.span.start
    fills = quotation.outer.end >= block.block.span.end - 2
    return number == 0 and opens_block and (goes_on or fills)


def _backwards(block: Parsed, pieces: list[_Piece]) -> list[_Piece]:
    """A quotation of whole sentences before the paragraph's first cue belongs to that cue's speaker."""
    first = next((who for _, who, _ in pieces if who is not None), None)
    out: list[_Piece] = []
    for quotation, who, rule in pieces:
        if who is None and first is not None and quotation.outer.start == block.block.span.start:
            out.append((quotation, first, "quotation.before"))
            continue
        if who is not None:
            first = None
        out.append((quotation, who, rule))
    return out


def _cut(block: Parsed, quotation: Quotation) -> Iterator[Span]:
    """The quotation cut at the ends of sentences: a claim lies in one."""
    for sentence in block.sentences:
        start, end = max(sentence.start, quotation.inner.start), min(sentence.end, quotation.inner.end)
        if end - start >= 2:
            yield Span(start, end)
