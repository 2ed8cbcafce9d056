"""Quotation marks: which stretches of an article stand between them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.coder.blocks import TextBlock
from reportedly.read.locate import Span

_OPENING, _CLOSING, _EITHER = "“„«", "”»", '"'


@dataclass(frozen=True)
class Quotation:
    """The words between two marks, marks left out. `is_open`: the paragraph ends without a closing mark."""

    inner: Span
    is_open: bool

    @property
    def outer(self) -> Span:
        """With its marks."""
        return Span(self.inner.start - 1, self.inner.end + (0 if self.is_open else 1))


def find_quotations(text: str, block: TextBlock) -> tuple[Quotation, ...]:
    """The outermost quotations of a block.

    A quotation may hold others ("The "United States" is not …"). One that no mark closes counts only where it fills
    the rest of the paragraph from its first word, as quotations over several paragraphs do.
    """
    start, end = block.span.start, block.span.end
    found: list[Quotation] = []
    opened: list[int] = []
    for at in range(start, end):
        mark = text[at]
        if mark not in _OPENING + _CLOSING + _EITHER:
            continue
        opens = mark in _OPENING or (mark in _EITHER and _looks_opening(text, at, start, end, bool(opened)))
        if opens:
            opened.append(at)
        elif opened:
            first = opened.pop()
            if not opened and first + 1 < at:
                found.append(Quotation(_trim(text, first + 1, at), False))
    if opened:
        first = opened[0]
        if len(opened) > 1 and text[end - 1] in _CLOSING + _EITHER:
            found.append(Quotation(_trim(text, first + 1, end - 1), False))
        elif first == start or text[start:end].count(text[first]) == 1:
            found.append(Quotation(_trim(text, first + 1, end), True))
    if block.kind in ("title", "subtitle"):
        found += _single(text, block.span, found)
    elif "‘" in text[start:end]:
        found += _curly(text, block.span, found)
    return tuple(sorted((one for one in found if one.inner.start < one.inner.end), key=lambda one: one.inner))


def _looks_opening(text: str, at: int, start: int, end: int, is_open: bool) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if before.isspace() or before in "([—–-/:":
        return not after.isspace() or not is_open
    return not is_open and not after.isspace() and not before.isalnum() and before not in ".,!?"


def _single(text: str, span: Span, taken: list[Quotation]) -> list[Quotation]:
    """Single marks, which headlines use: 'human error'. An apostrophe is none."""
    found = []
    first: int | None = None
    for at in range(span.start, span.end):
        if text[at] not in "'‘’":
            continue
        before = text[at - 1] if at > span.start else " "
        after = text[at + 1] if at + 1 < span.end else " "
        if first is None and before.isspace() and not after.isspace() and text[at] != "’":
            first = at
        elif first is not None and not after.isalnum() and not before.isspace():
            inner = Span(first + 1, at)
            if not any(one.inner.start <= inner.start < one.inner.end for one in taken):
                found.append(Quotation(inner, False))
            first = None
    return found


def _curly(text: str, span: Span, taken: list[Quotation]) -> list[Quotation]:
    """Quotations in curly single marks, as British papers print them: ‘ opens, a ’ that is no apostrophe closes.

    Of a mark after a plural ("the guards’ house") only what follows tells: a later one that closes.
    """
    found: list[Quotation] = []
    at = span.start
    while (first := text.find("‘", at, span.end)) >= 0:
        at = first + 1
        if any(one.inner.start <= first < one.inner.end for one in taken):
            continue
        following = text.find("‘", at, span.end)
        ends = [i for i in range(at, following if following >= 0 else span.end) if _closes(text, i)]
        sure = [i for i in ends if not (text[i - 1] == "s" and text[i + 1 : i + 3].strip()[:1].islower())]
        if sure or ends:
            last = (sure or ends)[0]
            found.append(Quotation(_trim(text, at, last), False))
            at = last + 1
    return found


def _closes(text: str, at: int) -> bool:
    is_end = at + 1 >= len(text) or not text[at + 1].isalnum()
    return text[at] == "’" and is_end and not text[at - 1].isspace()


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
