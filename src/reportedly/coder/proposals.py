"""Claims that something else proposes, a language model say: taken only where their words stand in the text.

A proposer sees the article's blocks and answers with words, never with places. Every word is looked up here; what is
not there, or stands there more than once in a block, is dropped and counted. What is found passes the verifier like any
other claim. Off unless asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from reportedly.coder.blocks import split_blocks
from reportedly.coder.draft import Article, Draft, DraftCasualty, DraftClaim, DraftHop
from reportedly.coder.mentions import Mention
from reportedly.coder.parse import Parsed, parse_blocks
from reportedly.coder.quotations import find_quotations
from reportedly.coder.sources import resolve_mentions
from reportedly.coder.to_draft import draft_of
from reportedly.read.locate import Span, occurrences

if TYPE_CHECKING:
    from spacy.language import Language

# No gold says how often a proposer is right. One half is what is known before any is counted.
UNCALIBRATED = 0.5


@dataclass(frozen=True)
class Figure:
    """A casualty figure that is proposed: terms of `harm` and `victim_class`, words of the quote."""

    harm: str
    quantity: str
    victims: str | None = None
    victim_class: str = "unstated"


@dataclass(frozen=True)
class Candidate:
    """A claim that is proposed. `block`: the place of its paragraph among those that were shown; words are verbatim."""

    block: int
    quote: str
    claim_type: str
    source: str | None = None
    cue: str | None = None
    polarity: str = "positive"
    certainty: str = "certain"
    hedge: str | None = None
    speech: str | None = None
    absence: str | None = None
    figures: tuple[Figure, ...] = field(default=())


@dataclass(frozen=True)
class Proposed:
    """What a proposer answers. `malformed`: proposals in its answer that could not even be read."""

    candidates: tuple[Candidate, ...]
    malformed: int = 0


class Proposer(Protocol):
    """Something that reads paragraphs and proposes claims."""

    @property
    def label(self) -> str:
        """Its name and what it was asked, as the column `coder` shows it: `model@hash-of-the-prompt`."""

    def propose(self, blocks: Sequence[str]) -> Proposed:
        """Claims that the paragraphs make.

        Raises:
            ReportedlyError: there is no answer, or none that can be read.
        """


def code_proposals(article: Article, nlp: Language, proposer: Proposer) -> Draft:
    """The draft coding that a proposer's claims make. A sentence without any is left for a reader."""
    text = article.text
    blocks = split_blocks(text)
    parsed = parse_blocks(text, blocks, nlp)
    answer = proposer.propose([text[block.block.span.start : block.block.span.end] for block in parsed])
    found: list[_Found] = []
    dropped = ["proposal_malformed"] * answer.malformed
    for candidate in dict.fromkeys(answer.candidates):
        placed = _place(candidate, parsed, text)
        if isinstance(placed, str):
            dropped.append(placed)
        else:
            found.append(placed)
    mentions = [(one.mention, one.candidate.block) for one in found if one.mention]
    quoted = tuple(quotation.inner for block in parsed for quotation in find_quotations(text, block.block))
    actor_of, actors = resolve_mentions(parsed, mentions, quoted, text)
    draft = draft_of(article, blocks, parsed, [_claim(one, actor_of) for one in found], actors)
    return replace(draft, dropped=tuple(dropped))


@dataclass(frozen=True)
class _Found:
    """A candidate with the places of its words."""

    candidate: Candidate
    quote: Span
    mention: Mention | None
    cue: Span | None
    hedge: Span | None
    figures: tuple[DraftCasualty, ...]


def _place(candidate: Candidate, parsed: Sequence[Parsed], text: str) -> _Found | str:
    """Where a candidate's words stand, or why it cannot be taken."""
    if not 0 <= candidate.block < len(parsed):
        return "proposal_of_no_block"
    block = parsed[candidate.block]
    quote = _only(candidate.quote, text, block.block.span)
    if quote is None:
        return "proposal_quote_not_found"
    sentence = next((one for one in block.sentences if one.start <= quote.start and quote.end <= one.end), None)
    if sentence is None:
        return "proposal_quote_not_in_one_sentence"
    mention = cue = hedge = None
    if candidate.source is not None:
        span = _nearest(candidate.source, text, (sentence, block.block.span), quote)
        tokens = block.tokens(span) if span else None
        if span is None or not tokens:
            return "proposal_source_not_found"
        mention = Mention(span, tokens.root.i, len(tokens) == 1 and tokens[0].pos_ == "PRON")
        if candidate.cue is not None:
            cue = _nearest(candidate.cue, text, (sentence, block.block.span), span)
            if cue is None:
                return "proposal_cue_not_found"
    if candidate.hedge is not None:
        hedge = _nearest(candidate.hedge, text, (sentence,), quote)
        if hedge is None:
            return "proposal_hedge_not_found"
    figures = []
    for figure in candidate.figures:
        quantity = _only(figure.quantity, text, quote)
        victims = _only(figure.victims, text, quote) if figure.victims is not None else None
        if quantity is None or (figure.victims is not None and victims is None):
            return "proposal_figure_not_found"
        figures.append(DraftCasualty(figure.harm, victims, figure.victim_class, quantity, None, None))
    return _Found(candidate, quote, mention, cue, hedge, tuple(figures))


def _only(words: str, text: str, scope: Span) -> Span | None:
    """The one place of words in a stretch of the text; None where there is none or more than one."""
    found = occurrences(words, text, scope)
    return found[0] if len(found) == 1 else None


def _nearest(words: str, text: str, scopes: Sequence[Span], to: Span) -> Span | None:
    """The place of words nearest to a stretch, in the first of the scopes that has them."""
    for scope in scopes:
        found = occurrences(words, text, scope)
        if found:
            return min(found, key=lambda one: (max(one.start - to.end, to.start - one.end, 0), one))
    return None


def _claim(one: _Found, actor_of: dict[Span, int]) -> DraftClaim:
    candidate = one.candidate
    hops = (DraftHop(one.mention.span, one.cue, actor_of[one.mention.span], "unstated"),) if one.mention else ()
    return DraftClaim(
        quote=one.quote,
        hops=hops,
        claim_type=candidate.claim_type,
        polarity=candidate.polarity,
        certainty=candidate.certainty,
        hedge=one.hedge,
        speech=candidate.speech or ("indirect" if hops else "narration"),
        assertion="stated",
        absence=candidate.absence,
        time_text=None,
        time_edtf=None,
        time_basis="none",
        event=None,
        place=None,
        casualties=one.figures,
        rule="proposal",
        confidence=UNCALIBRATED,
    )
