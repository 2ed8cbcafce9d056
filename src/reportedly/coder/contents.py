"""One list of attributed contents: what the parse and the marks both found is kept once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.coder.mentions import Attributed
from reportedly.coder.quotations import Quotation
from reportedly.coder.quoted import STATEMENT
from reportedly.read.locate import Span

_FRAGMENT = 4  # words; so many quoted begin a clause rather than stand for it


@dataclass(frozen=True)
class Content:
    """An attributed content of one sentence. `source_block`: the index of the block that holds the source's words."""

    found: Attributed
    block: int
    source_block: int
    speech: str


def merge(
    indirect: tuple[tuple[Attributed, int], ...],
    quoted: tuple[tuple[Attributed, int, int], ...],
    quotations: tuple[tuple[Quotation, ...], ...],
    text: str,
) -> tuple[Content, ...]:
    """All contents, in the order of the text.

    Where an indirect content is little more than a quotation, the quotation stands for it; where it holds a few quoted
    words, it stands for them ("their government had "unintentionally" shot down …").
    """
    pieces = [
        Content(found, block, source, "direct" if _is_marked(found, quotations[block], text) else "indirect")
        for found, block, source in quoted
    ]
    kept: list[Content] = []
    for found, block in indirect:
        clipped = _before_colon_quotation(found, quotations[block], text)
        inner = [one.inner for one in quotations[block]]
        within = [span for span in inner if span.holds(clipped.content)]
        if within and not found.in_quotation:
            continue
        if clipped.rule == "attribution.naming" and any(span.shared(clipped.content) for span in inner):
            continue
        clipped, rest = _split_mixed(clipped, inner, text)
        if rest is not None:
            kept.append(Content(rest, block, block, "indirect"))
        marked = sum(span.shared(clipped.content) for span in inner)
        opens = [span for span in inner if _opens(span, clipped.content, text)]
        is_mostly_marked = not within and marked >= 0.6 * (clipped.content.end - clipped.content.start)
        if (opens or is_mostly_marked) and any(
            piece.found.content.shared(clipped.content) for piece in pieces if piece.block == block
        ):
            continue
        marks = any(one.inner.shared(clipped.content) and _is_sure(one, text) for one in quotations[block])
        speech = "indirect" if not marks else "direct" if within else "mixed"
        kept.append(Content(clipped, block, block, speech))
    for piece in pieces:
        swallowed = any(
            one.block == piece.block
            and not one.found.in_quotation
            and one.found.content.holds(piece.found.content)
            and (
                _touches_cue(one, piece) or len(text[piece.found.content.start : piece.found.content.end].split()) <= 4
            )
            for one in kept
        )
        if not swallowed:
            kept.append(piece)
    return tuple(
        sorted(_unique(kept), key=lambda one: (one.found.content.start, -one.found.content.end, one.found.cue))
    )


def _opens(span: Span, content: Span, text: str) -> bool:
    """Whether a content is a quotation that it begins with, not a clause of which the first words are quoted.

    "We saw it," he said, "and left" is one; "not a single shell" had landed is none.
    """
    ends = text[span.end - 1] in ".,!?" or text[span.end + 1 : span.end + 2] in (",", ";")
    is_short = len(text[span.start : span.end].split()) <= _FRAGMENT
    is_part = not ends and (is_short or 2 * span.shared(content) < content.end - content.start)
    return span.start - 1 <= content.start <= span.start and not is_part


def _is_marked(found: Attributed, quotations: tuple[Quotation, ...], text: str) -> bool:
    """Whether a quoted content stands between marks that can be nothing else, not in a statement that a colon opens."""
    return found.rule != STATEMENT and any(one.inner.holds(found.content) and _is_sure(one, text) for one in quotations)


def _is_sure(quotation: Quotation, text: str) -> bool:
    """Whether marks are sure to be marks: those of headlines (') are apostrophes elsewhere, and no direct speech."""
    return text[quotation.outer.start] != "'"


def _split_mixed(found: Attributed, inner: list[Span], text: str) -> tuple[Attributed, Attributed | None]:
    """A clause that a longer quotation ends: the quotation is coded as such, the clause as far as it stands alone.

    "… was restarted by doctors "and there is hope …"" is a clause and a quotation; "was given "assurances …"" is not.
    """
    for span in inner:
        words = text[span.start : span.end].split()
        if len(words) <= 4 or not found.content.start < span.start < found.content.end:
            continue
        before = text[found.content.start : span.start - 1].rstrip(" ,:;")
        if text[span.start : span.start + 4].lower() in ("and ", "but ") and len(before.split()) >= 4:
            end = found.content.start + len(before)
            return replace(found, content=span), replace(found, content=Span(found.content.start, end))
        if 2 * (span.end - span.start) < found.content.end - found.content.start and text[found.content.start] in '"“':
            return replace(found, content=span), None
    return found, None


def _touches_cue(one: Content, piece: Content) -> bool:
    return one.found.cue == piece.found.cue or one.found.source.span == piece.found.source.span


def _unique(contents: list[Content]) -> list[Content]:
    seen: dict[tuple[Span, Span], Content] = {}
    for one in contents:
        seen.setdefault((one.found.content, one.found.source.span), one)
    return list(seen.values())


def _before_colon_quotation(found: Attributed, quotations: tuple[Quotation, ...], text: str) -> Attributed:
    """An indirect content ends where a colon hands over to a quotation."""
    for one in quotations:
        before = text[found.content.start : one.outer.start].rstrip()
        if found.content.start < one.outer.start < found.content.end and before.endswith((":", ".")):
            end = found.content.start + len(before) - 1
            return replace(found, content=Span(found.content.start, end))
    return found
