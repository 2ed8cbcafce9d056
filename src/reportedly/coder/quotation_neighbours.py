"""Who says a quotation that a colon joins to its speaker, or that a full stop parts from him.

"The department issued a notice: "…" ", ""…": survivors speak", ""We will stay!" Haddad told reporters."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cue_verbs import cue_span, is_cue
from reportedly.coder.headlines import by_colon
from reportedly.coder.mentions import Mention, Speaker, can_speak, mention, mention_of
from reportedly.coder.parse import Parsed
from reportedly.coder.quotations import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTER_STOP = cues.CLAUSE | {"ask", "shout", "cry"}
_CONTENTS = ("ccomp", "xcomp", "dobj", "advcl")


def begins_sentence(block: Parsed, quotation: Quotation) -> bool:
    """Whether the quotation's first mark opens a sentence."""
    return any(quotation.outer.start == sentence.start for sentence in block.sentences)


def before_colon(block: Parsed, index: int, quotation: Quotation, text: str) -> tuple[Speaker, str] | None:
    """ "'We lost everything': Survivors speak": whoever begins what follows the colon."""
    mark = quotation.outer.end
    if not text.startswith(":", mark) or not begins_sentence(block, quotation):
        return None
    colon = next((one for one in block.doc if block.offset + one.idx == mark), None)
    if colon is None or colon.i + 1 == len(block.doc):
        return None
    first = next(iter(block.doc[colon.i + 1 :].noun_chunks), None)
    if first is None or first.start != colon.i + 1 or not can_speak(first.root):
        return None
    return Speaker(mention(block, first.root), block.span(colon.i, colon.i), index), "quotation.colon"


def after_colon(block: Parsed, index: int, quotation: Quotation, text: str) -> tuple[Speaker, str] | None:
    """ "The department issued a notice: "…" ": who did what the words before the colon tell."""
    for sentence in block.sentences:
        if not sentence.start < quotation.outer.start < sentence.end:
            continue
        if not text[sentence.start : quotation.outer.start].rstrip().endswith(":"):
            return None
        before = [one for one in block.tokens(sentence) if block.offset + one.idx < quotation.outer.start]
        headed = by_colon(block, sentence, text)
        if headed is not None:
            return Speaker(headed.source, headed.cue, index), "quotation.colon"
        for verb in before:
            source = mention_of(block, verb) if verb.pos_ == "VERB" else None
            if source is not None:
                return Speaker(source, cue_span(block, verb), index), "quotation.colon"
        return _reading(block, index, before)
    return None


def _reading(block: Parsed, index: int, before: list[Token]) -> tuple[Speaker, str] | None:
    """ "The family's statement read: "…" ", where the parser took the cue for a noun."""
    cue = next((one for one in reversed(before) if one.is_alpha), None)
    if cue is None or cue.lower_ not in ("read", "reads", "said", "says", "wrote", "stated"):
        return None
    words = [one for one in before if one.i < cue.i]
    head = next((one for one in words if one.lemma_.lower() in cues.CARRIERS | cues.UNNAMED_NOUNS), None)
    if head is None:
        return None
    source = mention(block, head)
    if source.span.end > block.offset + cue.idx:
        source = Mention(block.span(min(head.left_edge.i, head.i), cue.i - 1), head.i, False)
    return Speaker(source, block.span(cue.i, cue.i), index), "quotation.colon"


def after_stop(block: Parsed, index: int, quotation: Quotation, text: str) -> tuple[Speaker, str] | None:
    """ ""We will stay!" Haddad told reporters.": a sentence of a speaker and a cue alone, after the closing mark."""
    following = next((one for one in block.sentences if one.start >= quotation.outer.end), None)
    if quotation.is_open or following is None or text[quotation.outer.end : following.start].strip():
        return None
    if any(mark in text[following.start : following.end] for mark in '"“:'):
        return None
    root = next((one for one in block.tokens(following) if one.dep_ == "ROOT"), None)
    if root is None or not is_cue(root) or root.lemma_.lower() not in _AFTER_STOP:
        return None
    told = [one for one in root.children if one.dep_ in _CONTENTS and one.i > root.i]
    if any(one.dep_ != "dobj" or root.lemma_.lower() not in cues.TELLING for one in told):
        return None  # it has a content of its own
    source = mention_of(block, root)
    return (Speaker(source, cue_span(block, root), index), "quotation.after") if source is not None else None
