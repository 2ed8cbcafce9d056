"""Parsed blocks: spaCy's view of the words, with our sentence boundaries and offsets in the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportedly.coder.annotate import annotate
from reportedly.coder.blocks import TextBlock
from reportedly.coder.sentences import split_sentences
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

# One code point for one, so that an offset in the plain text is one in the article: a curly mark parses as a straight
# one, a no-break space as a space.
PLAIN = str.maketrans("“”„‟«»‘’‚‛ʼ´`\u00a0\u2009\u202f\u2007\t–—", "\"\"\"\"\"\"''''''' " + "    " + "--")


@dataclass(frozen=True)
class Parsed:
    """A claim-carrying block, its sentences, and its parse. A token stands at `offset + token.idx` in the article."""

    block: TextBlock
    sentences: tuple[Span, ...]
    doc: Doc

    @property
    def offset(self) -> int:
        """Where the block begins in the article, in code points."""
        return self.block.span.start

    def tokens(self, span: Span) -> Tokens:
        """The tokens that lie in a stretch of the article."""
        starts, ends = self._edges
        first = bisect_left(starts, span.start - self.offset)
        last = bisect_right(ends, span.end - self.offset)
        return self.doc[first:last] if first < last else self.doc[0:0]

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Where each token begins and ends in the block."""
        return [token.idx for token in self.doc], [token.idx + len(token) for token in self.doc]

    def span(self, first: int, last: int) -> Span:
        """The stretch of the article from token `first` to token `last`, both included."""
        end = self.doc[last]
        return Span(self.offset + self.doc[first].idx, self.offset + end.idx + len(end))


def parse_blocks(text: str, blocks: tuple[TextBlock, ...], nlp: Language) -> tuple[Parsed, ...]:
    """The blocks that carry claims, parsed.

    An article is always one batch: results do not hang on what else is coded in the same run.
    """

    carrying = [block for block in blocks if block.carries_claims]
    docs: list[Doc] = []
    sentences: list[tuple[Span, ...]] = []
    for block in carrying:
        spans = split_sentences(text, block.span)
        doc = nlp.make_doc(text[block.span.start : block.span.end].translate(PLAIN))
        starts = {span.start - block.span.start for span in spans}
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        docs.append(doc)
        sentences.append(spans)
    return tuple(Parsed(*one) for one in zip(carrying, sentences, annotate(docs, nlp), strict=True))
