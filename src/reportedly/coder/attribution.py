"""Indirect speech of a block: which stretch of a sentence is whose, and by which words.

Read off the parse of one sentence; quotations are read by `quoted`. Conventions: PARC 3 and PolNeAR (source, cue,
content), contents without "that" and without the cue. By how a cue takes its content: `content_clauses` (that-clauses),
`parentheticals` ("A, he said"), `content_phrases` (objects, infinitives, complements), `according` and `told_nouns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.according import PREPOSITIONS, by_preposition
from reportedly.coder.content_clauses import after_cue, clause
from reportedly.coder.content_phrases import phrase
from reportedly.coder.cue_verbs import (
    FINITE,
    cue_span,
    is_cue,
    is_denial,
    is_evidence,
    is_for_no_name,
    is_hypothetical,
    lemma_of,
)
from reportedly.coder.headlines import before_as, by_colon, by_end, by_tail
from reportedly.coder.joined_clauses import at_that, both_sides
from reportedly.coder.joined_sources import apart
from reportedly.coder.kinds import kind_of_name
from reportedly.coder.mentions import (
    Attributed,
    Mention,
    cited,
    mention,
    mention_of,
    relayed_by,
    source_end,
    source_start,
)
from reportedly.coder.owned_nouns import OWNED_NOUNS, by_owner
from reportedly.coder.parentheticals import INVERTED, after_quoting, before_quoting, ending, inverted_aside
from reportedly.coder.parse import Parsed
from reportedly.coder.told_figures import BY_GAP, FIGURE_WORDS, GAPPED, by_figure, by_gap, by_toll, by_view
from reportedly.coder.told_nouns import TELLING_NOUNS, by_noun, statement_that
from reportedly.coder.told_things import object_of
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_TAIL = re.compile(
    r",? (?:citing|quoting) |, (?:prior to|before adding|adding|noting|according to|per) "
    r"|,? without (?:elaborating|giving|providing|specifying|naming|offering|further detail)"
)
_INFORMING = ("government_body", "military")
_PADDING = " \t\u00a0,;:-–—"
_SHORTEST = 3  # code points; what is shorter is no claim


def find_indirect(parsed: Parsed, quoted: tuple[Span, ...], text: str) -> tuple[Attributed, ...]:
    """The indirect attributions of a block. `quoted`: its quotations, marks left out.

    A cue inside a quotation counts where it is somebody else's ("He told us that …").
    """
    found: dict[tuple[Span, Span], Attributed] = {}
    for sentence in parsed.sentences:
        for one in _before_gaps(list(_of_sentence(parsed, sentence, text))):
            inside = [span for span in quoted if span.start <= one.cue.start < span.end]
            if inside and (_is_own(parsed, one) or not inside[0].start <= one.content.start < inside[0].end):
                continue
            is_headline = parsed.block.kind == "title"
            content = _clip(text, before_as(parsed, one.content) if is_headline else one.content, sentence, one.cue)
            if content and (content.end - content.start >= _SHORTEST or text[content.start : content.end].isdecimal()):
                clipped = replace(one, content=content, in_quotation=bool(inside))
                for source in (one.source,) if one.via else apart(parsed, one.source):
                    found.setdefault((content, source.span), replace(clipped, source=source))
    return tuple(_through(list(found.values())))


def _before_gaps(found: list[Attributed]) -> Iterator[Attributed]:
    """What is said, each up to where another's figure goes on from it: "20 deaths, | the government five"."""
    gaps = [one for one in found if one.rule == BY_GAP]
    for one in found:
        start = min((gap.source.span.start for gap in gaps if one.content.holds(gap.source.span)), default=None)
        yield one if start is None else replace(one, content=Span(one.content.start, start))


def _through(found: list[Attributed]) -> Iterator[Attributed]:
    """Contents of which each tells its deeper source: "reported that, | according to officials, | the cell had …"."""
    inner = {one.cue.start: one for one in found if one.rule == "attribution.according"}
    taken = set()
    for one in found:
        deeper = inner.get(one.content.start)
        if deeper is not None and one.via is None and one.content.holds(deeper.content):
            taken.add(deeper.cue)
            yield replace(one, content=deeper.content, via=(deeper.source, deeper.cue))
    yield from (one for one in found if one.cue not in taken and one.content.start not in inner)


def _of_sentence(parsed: Parsed, sentence: Span, text: str) -> Iterator[Attributed]:
    tokens = parsed.tokens(sentence)
    headlines = (by_colon(parsed, sentence, text) or by_end(parsed, sentence), by_tail(parsed, sentence))
    yield from (one for one in headlines if one is not None)
    for token in tokens:
        one_each = (
            _as_saying(parsed, token) if token.lemma_ in ("cite", "quote") else None,
            *((inverted_aside(parsed, token), ending(parsed, token)) if token.lower_ in INVERTED else ()),
            *_by_verb(parsed, token),
            by_preposition(parsed, token, tokens) if token.lower_ in PREPOSITIONS else None,
            by_view(parsed, token) if token.lower_ == "in" else None,
            (by_figure(parsed, token) or by_toll(parsed, token)) if token.lower_ in FIGURE_WORDS else None,
        )
        yield from (one for one in one_each if one is not None)
        if token.tag_ in FINITE and token.lemma_.lower() in GAPPED:
            yield from by_gap(parsed, token)
        if token.lemma_.lower() in OWNED_NOUNS and (owned := by_owner(parsed, token)):
            yield from at_that(parsed, owned)
        elif token.lemma_.lower() in TELLING_NOUNS:
            yield from by_noun(parsed, token)


def _by_verb(parsed: Parsed, verb: Token) -> Iterator[Attributed]:
    """ "X said that …", "X urged Y to …": what a verb's subject says by it."""
    if not is_cue(verb) or is_hypothetical(verb) or is_for_no_name(verb):
        return
    if _is_quoted_saying(verb) or _is_refused(verb):
        return
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and any(statement_that(parsed, verb.head)):
        return  # "issued a statement saying": read by `told_nouns`
    if (
        parsed.block.kind == "title"
        and verb.lower_ == "told"
        and object_of(verb) is None
        and verb.i < verb.sent.end - 1
    ):
        return  # "Court told officer fired twice": the court was told
    lemma, source = lemma_of(verb), mention_of(parsed, verb)
    if source is None or is_evidence(parsed.doc[source.head], lemma):
        return
    if lemma in cues.BELIEF and not (
        _informs(parsed, source) and any(child.dep_ == "ccomp" for child in verb.children)
    ):
        return
    sides = both_sides(parsed, verb, lemma, source)
    if sides:
        before, after, rule = sides
        told = Attributed(before, source, cue_span(parsed, verb), "attribution.parenthetical", cited(parsed, verb))
        yield told
        yield replace(told, content=after, rule=rule)
        return
    found = clause(parsed, verb, lemma, source) or phrase(parsed, verb, lemma)
    if found:
        outer = relayed_by(parsed, verb, source)
        teller, cue = outer or (source, cue_span(parsed, verb))
        deeper = (source, cue_span(parsed, verb)) if outer else cited(parsed, verb)
        yield from at_that(parsed, Attributed(found[0], teller, cue, found[1], deeper))


def _informs(parsed: Parsed, source: Mention) -> bool:
    """Whether it is a source's business to inform, so that what it believes is a claim: police, "the CIA"."""
    head = parsed.doc[source.head]
    if head.lemma_.lower() in cues.INFORMANTS:
        return True
    tokens = parsed.doc[source_start(parsed, source) : source_end(parsed, source) + 1]
    is_body = head.pos_ == "PROPN" and head.ent_type_ == "ORG"
    return is_body and kind_of_name(head, tokens, tokens.text) in _INFORMING


def _as_saying(parsed: Parsed, verb: Token) -> Attributed | None:
    """ "The BBC cited the minister as saying …": two sources, the one who is cited the deeper."""
    says = next(
        (
            one
            for one in verb.subtree
            if one.tag_ == "VBG"
            and one.lemma_.lower() in cues.CLAUSE
            and one.nbor(-1).lower_ == "as"
            and one.i > verb.i
        ),
        None,
    )
    clauses = [child for child in says.children if child.dep_ == "ccomp"] if says is not None else []
    teller = mention_of(parsed, verb)
    if says is None or verb.i > says.i:
        return None
    content = (
        after_cue(parsed, says, clauses[0]) if clauses else before_quoting(parsed, verb) or after_quoting(parsed, says)
    )
    if content is None or teller is None:
        return None
    is_relayed = any(child.dep_ == "agent" for child in verb.children)
    people = [
        child
        for child in verb.children
        if (child.dep_ == "dobj" and child.i < says.i) or (child.dep_ == "nsubjpass" and is_relayed)
    ]
    if not people:
        return Attributed(content, teller, cue_span(parsed, says), "attribution.as_saying")
    deeper = (mention(parsed, people[0]), cue_span(parsed, says))
    return Attributed(content, teller, cue_span(parsed, verb), "attribution.as_saying", deeper)


def _is_quoted_saying(verb: Token) -> bool:
    """Whether a verb is the "saying" of "quoted as saying", which `_as_saying` reads."""
    before = verb.head
    return verb.dep_ == "pcomp" and before.lower_ == "as" and before.head.lemma_.lower() in ("cite", "quote")


def _is_refused(noun: Token) -> bool:
    """Whether "claims" after a comma is what somebody refuses, no verb: "…, | claims | the army denied"."""
    if noun.lower_ not in ("claims", "reports") or noun.i == 0 or noun.nbor(-1).text != ",":
        return False
    last = noun.doc[noun.sent.end - 1] if not noun.sent[-1].is_punct else noun.doc[noun.sent.end - 2]
    return last.i > noun.i and is_denial(last)


def _is_own(parsed: Parsed, one: Attributed) -> bool:
    """Whether a cue inside a quotation is the speaker's own ("I said …")."""
    head = parsed.doc[one.source.head]
    return head.pos_ != "PROPN" or head.lower_ in cues.FIRST_PERSON


def _clip(text: str, span: Span, sentence: Span, cue: Span) -> Span | None:
    """A content within its sentence, without what names a deeper source, dangling conjunctions and marks.

    A content that its own cue breaks stays whole.
    """
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    tail = None if span.holds(cue) else _TAIL.search(text, start, end)
    end = tail.start() if tail else end
    words = text[start:end].rstrip(" ,;:")
    if words.endswith((" and", " but", " while")):
        end = start + len(words.rsplit(" ", 1)[0])
    while start < end and text[start] in _PADDING:
        start += 1
    while end > start and text[end - 1] in _PADDING:
        end -= 1
    if end < sentence.end and text[end] in '"”' and text[start:end].count('"') % 2 + text[start:end].count("“") == 1:
        end += 1
    marks = text[start:end].count('"') % 2 + text[start:end].count("”") - text[start:end].count("“")
    if start > sentence.start and text[start - 1] in '"“' and marks == 1:
        start -= 1
    return Span(start, end) if start < end else None
