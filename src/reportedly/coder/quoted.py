"""Quotations and who says them: the cue beside the marks, the cue before a colon, or the speaker who goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.attribution import Attributed, Mention, cited, cue_span, is_cue, mention_of
from reportedly.coder.parse import Parsed
from reportedly.coder.quotations import Quotation
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

STATEMENT = "statement.colon"
_AFTER_STATEMENT = re.compile(
    r"(?:notes?(?: to editors)?|background|further information|ends|media enquiries|contact)\b", re.I
)
_SHORT = 4  # words; a quotation as short as this is a speaker's only beside a cue in its own clause
_ANY_CUE = (
    cues.CLAUSE | cues.QUOTE_ONLY | cues.OBJECT | cues.NAMING | cues.INFINITIVE | cues.BELIEF | {"accuse", "blame"}
)


@dataclass(frozen=True)
class Speaker:
    """Who was speaking last, and by which cue."""

    source: Mention
    cue: Span
    block: int
    via: tuple[Mention, Span] | None = None


def find_quoted(
    parsed: tuple[Parsed, ...], quotations: tuple[tuple[Quotation, ...], ...], text: str
) -> tuple[tuple[Attributed, int], ...]:
    """Each quotation that has a speaker, one piece a sentence, with the index of its source's block.

    A speaker goes on: a paragraph that is all quotation after his has no cue of its own; nor have the paragraphs of a
    statement that a colon opens.
    """
    found: list[tuple[Attributed, int]] = []
    speaker: Speaker | None = None
    goes_on = False  # the last quotation was left open, or the last paragraph ended with a colon
    stated: Speaker | None = None  # who makes the statement that a colon opened without quotation marks
    for index, block in enumerate(parsed):
        if quotations[index]:
            stated = None
        last_here: Speaker | None = None
        pieces: list[tuple[Quotation, Speaker | None, str]] = []
        for number, quotation in enumerate(quotations[index]):
            own = _own_speaker(block, index, quotation, quotations[index], text)
            if own is None and _is_speech(block, quotation, text):
                if last_here is not None and _begins_sentence(block, quotation):
                    own = (last_here, "quotation.continued")
                elif last_here is None and speaker is not None and _may_go_on(block, quotation, goes_on, number):
                    own = (speaker, "quotation.paragraph")
            pieces.append((quotation, own[0] if own else None, own[1] if own else ""))
            last_here = own[0] if own else last_here
        pieces = _backwards(block, pieces)
        for quotation, who, rule in pieces:
            if who is not None:
                found += [
                    (Attributed(piece, who.source, who.cue, rule, who.via), who.block)
                    for piece in _pieces(block, quotation)
                ]
        speakers = [who for _, who, _ in pieces if who is not None]
        goes_on = bool(quotations[index]) and quotations[index][-1].is_open
        if speakers:
            speaker = speakers[-1]
        elif text[block.block.span.end - 1] == ":":
            opened = _colon_speaker(block, index)
            speaker, goes_on = (opened, True) if opened else (speaker, False)
            stated = opened if opened and index + 1 < len(parsed) and _is_statement(parsed[index + 1], text) else None
        elif stated is not None and not _ends_statement(block, text):
            sentences = (sentence for sentence in block.sentences)
            found += [(Attributed(one, stated.source, stated.cue, STATEMENT), stated.block) for one in sentences]
        elif not quotations[index]:
            speaker = None
    return tuple(found)


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


def _backwards(
    block: Parsed, pieces: list[tuple[Quotation, Speaker | None, str]]
) -> list[tuple[Quotation, Speaker | None, str]]:
    """A quotation of whole sentences before the paragraph's first cue belongs to that cue's speaker."""
    first = next((who for _, who, _ in pieces if who is not None), None)
    out: list[tuple[Quotation, Speaker | None, str]] = []
    for quotation, who, rule in pieces:
        if who is None and first is not None and quotation.outer.start == block.block.span.start:
            out.append((quotation, first, "quotation.before"))
            continue
        if who is not None:
            first = None
        out.append((quotation, who, rule))
    return out


def _pieces(block: Parsed, quotation: Quotation) -> Iterator[Span]:
    """The quotation cut at the ends of sentences: a claim lies in one."""
    for sentence in block.sentences:
        start, end = max(sentence.start, quotation.inner.start), min(sentence.end, quotation.inner.end)
        if end - start >= 2:
            yield Span(start, end)


def _begins_sentence(block: Parsed, quotation: Quotation) -> bool:
    return any(quotation.outer.start == sentence.start for sentence in block.sentences)


def _is_speech(block: Parsed, quotation: Quotation, text: str) -> bool:
    """Whether a quotation is long enough to be somebody's words, not a title or a name."""
    words = text[quotation.inner.start : quotation.inner.end].split()
    return len(words) > _SHORT or (_begins_sentence(block, quotation) and len(words) > 1)


def _own_speaker(
    block: Parsed, index: int, quotation: Quotation, others: tuple[Quotation, ...], text: str
) -> tuple[Speaker, str] | None:
    """The cue in the sentences that hold the quotation's beginning or end, the nearest first; else one before a colon."""
    according = _according(block, quotation)
    if according is not None:
        return Speaker(according[0], according[1], index), "quotation.according"
    for cue, rule in _near_cues(block, quotation, others, text):
        source = mention_of(block, cue)
        if source is None or any(one.inner.start <= source.span.start < one.inner.end for one in others):
            source = _beside(block, cue, others)
        if source is None:
            continue
        words = text[quotation.inner.start : quotation.inner.end].split()
        if len(words) <= _SHORT and not _governs(block, cue, quotation) and rule != "quotation.after":
            continue
        return Speaker(source, cue_span(block, cue), index, cited(block, cue)), rule
    return _after_colon(block, index, quotation, text) or _introduced(block, index, quotation, others, text)


def _takes(block: Parsed, verb: Token, quotation: Quotation, text: str) -> bool:
    """Whether a long quotation is what a verb of any kind has as its object: "the writer supposes a "…" "."""
    words = text[quotation.inner.start : quotation.inner.end].split()
    inside = [
        child
        for child in verb.children
        if child.dep_ in ("dobj", "ccomp") and quotation.inner.start <= block.offset + child.idx < quotation.inner.end
    ]
    return len(words) > _SHORT and bool(inside) and verb.tag_ in ("VBD", "VBZ", "VBP")


def _near_cues(
    block: Parsed, quotation: Quotation, others: tuple[Quotation, ...], text: str
) -> Iterator[tuple[Token, str]]:
    sentences = [
        sentence
        for sentence in block.sentences
        if sentence.start < quotation.outer.end and quotation.outer.start < sentence.end
    ]
    if not sentences:
        return
    candidates: list[tuple[int, Token, str]] = []
    for sentence in {sentences[0], sentences[-1]}:
        for token in block.tokens(sentence):
            at = block.offset + token.idx
            if any(one.inner.start <= at < one.inner.end for one in others) or not is_cue(token):
                continue
            lemma = token.lemma_.lower()
            after = at >= quotation.inner.end
            if after and token.tag_ == "VBG":
                continue
            distance = at - quotation.inner.end if after else quotation.inner.start - at
            if lemma not in _ANY_CUE and _takes(block, token, quotation, text):
                candidates.append((150 + distance, token, "quotation.object"))
            if lemma in _ANY_CUE:
                between = [
                    one
                    for one in others
                    if one != quotation
                    and (
                        quotation.inner.end <= one.inner.start < at
                        if after
                        else at < one.inner.start < quotation.inner.start
                    )
                ]
                # After the marks the cue stands at once: '…," he said'. Before them it may be far.
                weight = distance + 60 * len(between) + (0 if lemma in cues.CLAUSE else 15)
                if after and distance > 60 and not between and not _leads_to(block, token, quotation):
                    weight += 200
                candidates.append((weight, token, "quotation.after" if after else "quotation.before_marks"))
    for _, token, rule in sorted(candidates, key=lambda one: (one[0], one[1].i)):
        yield token, rule


def _leads_to(block: Parsed, cue: Token, quotation: Quotation) -> bool:
    """Whether the quotation hangs on the cue in the parse."""
    return any(quotation.inner.start <= block.offset + one.idx < quotation.inner.end for one in cue.subtree)


def _governs(block: Parsed, cue: Token, quotation: Quotation) -> bool:
    return _leads_to(block, cue, quotation)


def _beside(block: Parsed, cue: Token, others: tuple[Quotation, ...]) -> Mention | None:
    """What the parser missed: the name right before or after the cue ("said Bash", "Trump, also on Twitter, defended")."""
    doc = block.doc
    if (
        cue.i + 1 < len(doc)
        and doc[cue.i + 1].pos_ in ("PROPN", "PRON", "DET", "NOUN")
        and doc[cue.i + 1].ent_type_ != "DATE"
    ):
        heads = list(doc[cue.i + 1 : cue.sent.end].noun_chunks)[:1]
        if heads and heads[0].start <= cue.i + 2 and not _inside(block, heads[0].root, others):
            return Mention(block.span(heads[0].start, heads[0].end - 1), heads[0].root.i, heads[0].root.pos_ == "PRON")
    chunks = [
        chunk
        for chunk in doc[cue.sent.start : cue.i].noun_chunks
        if not _inside(block, chunk.root, others) and chunk.root.dep_ in ("nsubj", "ROOT", "nsubjpass")
    ]
    if chunks:
        chunk = chunks[-1]
        return Mention(block.span(chunk.start, chunk.end - 1), chunk.root.i, chunk.root.pos_ == "PRON")
    return None


def _inside(block: Parsed, token: Token, others: tuple[Quotation, ...]) -> bool:
    return any(one.inner.start <= block.offset + token.idx < one.inner.end for one in others)


def _according(block: Parsed, quotation: Quotation) -> tuple[Mention, Span] | None:
    """ "According to X, "…" is …"."""
    for sentence in block.sentences:
        if not (
            sentence.start <= quotation.inner.start < sentence.end
            or sentence.start < quotation.inner.end <= sentence.end
        ):
            continue
        for token in block.tokens(sentence):
            at = block.offset + token.idx
            if quotation.inner.start < at < quotation.inner.end or at > quotation.outer.end + 3:
                continue
            if token.lower_ == "according" and token.i + 1 < len(block.doc) and block.doc[token.i + 1].lower_ == "to":
                from reportedly.coder.attribution import _mention  # noqa: PLC0415

                heads = [one for one in block.doc[token.i + 1].children if one.dep_ == "pobj"]
                if heads:
                    return _mention(block, heads[0]), block.span(token.i, token.i + 1)
    return None


def _after_colon(block: Parsed, index: int, quotation: Quotation, text: str) -> tuple[Speaker, str] | None:
    """ "The department issued a notice: "…" ": who did what the words before the colon tell."""
    for sentence in block.sentences:
        if not sentence.start < quotation.outer.start < sentence.end:
            continue
        if not text[sentence.start : quotation.outer.start].rstrip().endswith(":"):
            return None
        before = [one for one in block.tokens(sentence) if block.offset + one.idx < quotation.outer.start]
        for verb in before:
            source = mention_of(block, verb) if verb.pos_ == "VERB" else None
            if source is not None:
                return Speaker(source, cue_span(block, verb), index), "quotation.colon"
    return None


def _introduced(
    block: Parsed, index: int, quotation: Quotation, others: tuple[Quotation, ...], text: str
) -> tuple[Speaker, str] | None:
    """A quotation that begins a sentence after one that tells who speaks: "… criticized it on Twitter. "The …" "."""
    before = [sentence for sentence in block.sentences if sentence.end <= quotation.outer.start]
    if not before or not _begins_sentence(block, quotation) or not _is_speech(block, quotation, text):
        return None
    last = before[-1]
    if any(one != quotation and one.outer.start < last.end and last.start < one.outer.end for one in others):
        return None
    ends_with_colon = text[last.end - 1] == ":"
    for token in reversed(list(block.tokens(last))):
        if not is_cue(token) or token.lemma_.lower() not in _ANY_CUE:
            continue
        source = mention_of(block, token)
        if source is not None:
            return Speaker(source, cue_span(block, token), index), "quotation.introduced"
    if ends_with_colon:
        roots = [token for token in block.tokens(last) if token.dep_ == "ROOT"]
        source = mention_of(block, roots[0]) if roots else None
        if source is not None:
            return Speaker(source, cue_span(block, roots[0]), index), "quotation.introduced"
    return None


def _colon_speaker(block: Parsed, index: int) -> Speaker | None:
    """Who speaks in the paragraphs after "X said:"."""
    for token in reversed(list(block.doc)):
        if is_cue(token) and token.lemma_.lower() in _ANY_CUE:
            source = mention_of(block, token) or _beside(block, token, ())
            if source is not None:
                return Speaker(source, cue_span(block, token), index)
    return None
