"""A cursor that walks a text from stretch to stretch and notices what is left out between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.errors import Finding, Where
from reportedly.read.locate import Miss, Span, locate
from reportedly.read.reading import Reading
from reportedly.read.words import missed

_SHOWN = 80


@dataclass
class Cursor:
    """Where a reader of `text` has got to."""

    text: str
    _at: int = 0
    _is_lost: bool = False  # the last words were not found: what lies before the next ones is known to be uncovered
    _gaps: list[tuple[Span, Finding]] = field(default_factory=list)

    def lose(self) -> None:
        """Say that a stretch cannot be read, so that no gap is reported before the next one."""
        self._is_lost = True

    def advance(self, words: str, where: Where, what: str) -> Reading[Span | None]:
        """The next place where the words stand; nothing but white space may be left out before it."""
        at = self.text.find(words, self._at)
        if at < 0:
            yield from self._astray(words, where, what)
            return None
        self._leave_out(at, where, "before")
        self._at = at + len(words)
        return Span(at, self._at)

    def finish(self, where: Where) -> Reading[None]:
        """Reach the end of the text, and report every gap. `where` is the line of the last stretch."""
        self._leave_out(len(self.text), where, "after")
        yield from (finding for _, finding in self._gaps)

    def _astray(self, words: str, where: Where, what: str) -> Reading[None]:
        """Words that do not stand ahead: out of order, or not there at all."""
        earlier = self.text.find(words, 0, self._at)
        if earlier >= 0:
            advice = "Keep the order of the article."
            yield missed(what, words, Miss("the words stand before the text reached so far", advice), where)
            # Where just these words were to be reported as left out, this says it better.
            span = Span(earlier, earlier + len(words))
            self._gaps = [(gap, finding) for gap, finding in self._gaps if not self._fills(gap, span)]
            return
        found = locate(words, self.text, Span(self._at, len(self.text)))
        if isinstance(found, Miss):
            yield missed(what, words, found, where)
        self._is_lost = True

    def _leave_out(self, until: int, where: Where, side: str) -> None:
        skipped = self.text[self._at : until].strip()
        if skipped and not self._is_lost:
            shown = skipped if len(skipped) < _SHOWN else skipped[: _SHOWN - 3] + "..."
            message = f"words of the article are in no block or sentence {side} this one"
            advice = "Add the sentence or block that holds them."
            finding = Finding("text_is_covered", message, value=shown, advice=advice, where=where)
            self._gaps.append((Span(self._at, until), finding))
        self._is_lost = False

    def _fills(self, gap: Span, span: Span) -> bool:
        """Whether a stretch is all that a gap holds."""
        rest = self.text[gap.start : span.start] + self.text[span.end : gap.end]
        return gap.start <= span.start and span.end <= gap.end and not rest.strip()
