"""An article in, a draft coding out: the layers in their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.coder import harm as harm_layer
from reportedly.coder.attribution import find_indirect
from reportedly.coder.blocks import split_blocks
from reportedly.coder.certainty import Stance, stance_of
from reportedly.coder.confidence import Naming, confidence_of, naming_of
from reportedly.coder.contents import Content, merge
from reportedly.coder.denials import denies, is_own, is_unconfirmed, is_untrue
from reportedly.coder.draft import Article, Draft, DraftCasualty, DraftClaim, DraftHop
from reportedly.coder.joined_clauses import TAIL
from reportedly.coder.mentions import Attributed
from reportedly.coder.parse import Parsed, parse_blocks
from reportedly.coder.quotations import Quotation, find_quotations
from reportedly.coder.quoted import find_quoted
from reportedly.coder.sources import resolve_mentions
from reportedly.coder.to_draft import draft_of, excuse
from reportedly.coder.told_figures import BY_GAP
from reportedly.coder.types import type_of
from reportedly.read.locate import Span
from reportedly.standard.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.language import Language


_DEMANDS = frozenset(
    f"attribution.{rule}"
    for rule in (
        "preposition",
        "request",
        "emphasis",
        "judgement",
        "naming",
        "infinitive",
        "accusation",
        "responsibility",
    )
)


def code_article(article: Article, nlp: Language, lexicon: Lexicon) -> Draft:
    """The draft coding of an article. The same article, model and version give the same draft."""
    text = article.text
    blocks = split_blocks(text)
    parsed = parse_blocks(text, blocks, nlp)
    quotations = tuple(find_quotations(text, block.block) for block in parsed)
    contents = _contents(parsed, quotations, text)
    mentions = [(one.found.source, one.source_block) for one in contents]
    mentions += [(one.found.via[0], one.source_block) for one in contents if one.found.via]
    actor_of, actors = resolve_mentions(parsed, mentions, tuple(q.inner for block in quotations for q in block), text)
    claims = _casualty_claims(parsed, contents, actor_of, text, lexicon)  # first: `subset_of` counts from there
    claims += [
        _attributed_claim(parsed[one.block], one, contents, actor_of, text)
        for one in contents
        if one.found.rule != TAIL
    ]
    claims += _narration(parsed, claims, text)
    return draft_of(article, blocks, parsed, claims, actors)


def _contents(
    parsed: tuple[Parsed, ...], quotations: tuple[tuple[Quotation, ...], ...], text: str
) -> tuple[Content, ...]:
    indirect: list[tuple[Attributed, int]] = []
    for index, block in enumerate(parsed):
        inner = tuple(one.inner for one in quotations[index])
        indirect += [(one, index) for one in find_indirect(block, inner, text)]
    quoted = []
    for found, source_block in find_quoted(parsed, quotations, text):
        index = next(
            i for i, block in enumerate(parsed) if block.block.span.start <= found.content.start < block.block.span.end
        )
        quoted.append((found, index, source_block))
    return merge(tuple(indirect), tuple(quoted), quotations, text)


def _hops(one: Content, contents: tuple[Content, ...], actor_of: dict[Span, int]) -> tuple[DraftHop, ...]:
    """The chain from the outermost source to the origin: who tells of a content that lies in somebody else's."""
    outer = [
        other
        for other in contents
        if other is not one
        and other.found.content.start <= min(one.found.cue.start, one.found.content.start)
        and max(one.found.cue.end, one.found.content.end) <= other.found.content.end
        and actor_of[other.found.source.span] != actor_of[one.found.source.span]
    ]
    # Two sources of one content tell it side by side, neither through the other.
    by_content = {other.found.content: other for other in reversed(outer)}
    chain = [*sorted(by_content.values(), key=lambda other: other.found.content.start), one]
    hops = [DraftHop(c.found.source.span, c.found.cue, actor_of[c.found.source.span], "unstated") for c in chain]
    if one.found.via:
        mention, cue = one.found.via
        hops.append(DraftHop(mention.span, cue, actor_of[mention.span], "unstated"))
    return tuple(hops[-4:])


def _attributed_claim(
    block: Parsed, one: Content, contents: tuple[Content, ...], actor_of: dict[Span, int], text: str
) -> DraftClaim:
    found = one.found
    cue_tokens = list(block.tokens(found.cue)) if one.block == one.source_block else []
    stance = stance_of(block, found.content, cue_tokens[0] if cue_tokens else None)
    words = text[found.content.start : found.content.end]
    hops = _hops(one, contents, actor_of)
    naming = _naming(hops, found.content, block, text)
    return replace(_claim(found.content, type_of(words), stance, found.rule, naming), hops=hops, speech=one.speech)


def _naming(hops: tuple[DraftHop, ...], quote: Span, block: Parsed, text: str) -> Naming:
    """How a claim names its origin."""
    if not hops:
        return "none"
    source = hops[-1].words
    sentence = next((one for one in block.sentences if one.start <= quote.start < one.end), quote)
    return naming_of(text[source.start : source.end], not sentence.start <= source.start < sentence.end)


def _claim(quote: Span, claim_type: str, stance: Stance, rule: str, naming: Naming = "none") -> DraftClaim:
    """A claim of the article itself; who else tells it, and what it counts, its callers add."""
    return DraftClaim(
        quote=quote,
        hops=(),
        claim_type=claim_type,
        polarity=stance.polarity,
        certainty=stance.certainty,
        hedge=stance.hedge,
        speech="narration",
        assertion=stance.assertion,
        absence=None,
        time_text=None,
        time_edtf=None,
        time_basis="none",
        event=None,
        place=None,
        casualties=(),
        rule=rule,
        confidence=confidence_of(rule, naming),
    )


def _casualty_claims(
    parsed: tuple[Parsed, ...],
    contents: tuple[Content, ...],
    actor_of: dict[Span, int],
    text: str,
    lexicon: Lexicon,
) -> list[DraftClaim]:
    """The casualty statements of the blocks. `subset_of` counts in this list."""
    claims: list[DraftClaim] = []
    for index, block in enumerate(parsed):
        start = len(claims)
        for found in harm_layer.find_harm(block, text, lexicon):
            holder = _holder(found, index, block, contents)
            stance = _stance_of_harm(block, found, holder, contents)
            hops = _hops(holder, contents, actor_of) if holder else ()
            speech = holder.speech if holder else "narration"
            if speech == "mixed":
                speech = "indirect"
            whole = None if found.subset_of is None else start + found.subset_of
            report = DraftCasualty(found.harm, found.victims, found.victim_class, found.quantity, found.form, whole)
            naming = _naming(hops, found.quote, block, text)
            claim = _claim(found.quote, "casualty", stance, found.rule, naming)
            claims.append(replace(claim, hops=hops, speech=speech, absence=found.absence, casualties=(report,)))
    return claims


def _stance_of_harm(
    block: Parsed, found: harm_layer.Harm, holder: Content | None, contents: tuple[Content, ...]
) -> Stance:
    """How who tells of harm stands to it; harm that is denied is not said, and what nobody confirms is left open."""
    stance = stance_of(block, found.quote)
    told = (holder,) if holder else (one for one in contents if one.found.content.holds(found.predicate))
    is_read = next((denies(block, one.found.cue) for one in told), None)
    is_denied = found.assertion == "denied" if is_read is None else is_read and holder is not None
    if found.polarity == "positive" and (is_denied or is_untrue(block, found.predicate)):
        return Stance("negative", stance.certainty, stance.hedge, "denied")
    assertion = "denied" if is_denied else "stated"  # "denied any losses"
    if is_unconfirmed(block, found.predicate):
        return Stance(found.polarity, "unstated", None, assertion)
    return Stance(found.polarity, stance.certainty, stance.hedge, assertion)


def _holder(found: harm_layer.Harm, block: int, parsed: Parsed, contents: tuple[Content, ...]) -> Content | None:
    """The innermost content that holds a casualty statement: whose figure it is.

    A figure that only describes what is demanded ("an inquiry into the raid that killed 13") is the article's.
    """
    holding = [
        one
        for one in contents
        if one.block == block
        and _is_in(found, one)
        and (
            2 * one.found.content.shared(found.quote) >= found.quote.end - found.quote.start
            or found.quote.holds(one.found.cue)
            or (one.found.content.holds(found.predicate) and one.found.content.holds(found.quantity))
            or one.found.rule == BY_GAP
        )
        and not (one.found.rule in _DEMANDS and _describes(found.predicate, one.found.content, parsed))
        and not (denies(parsed, one.found.cue) and not is_own(parsed, found.predicate, one.found.content))
    ]
    return min(holding, key=lambda one: one.found.content.end - one.found.content.start, default=None)


def _is_in(found: harm_layer.Harm, one: Content) -> bool:
    """Whether a content tells of the harm; its cue may be a part of what tells: "put the toll at 50".

    The cue may also break it: "The toll, according to the ministry, was 50".
    """
    content, cue = one.found.content, one.found.cue
    is_broken = found.quantity.end < cue.start and cue.end < content.start and content.shared(found.quote) > 0
    is_broken = is_broken and one.found.rule != "attribution.told_of"  # "the man, named by police as Lund, was dead"
    is_by_cue = found.predicate.shared(cue) > 0 or found.quote.holds(cue)
    is_in_marks = one.speech == "direct" and cue.end <= found.predicate.start < content.start
    return (
        content.holds(found.predicate)
        or (content.holds(found.quantity) and is_in_marks)  # "said it had killed "more than 40 troops""
        or (content.holds(found.quantity) and (is_by_cue or one.found.rule == BY_GAP))
        or (is_broken and found.quote.holds(cue))  # "Three of the dead, he said, | were children"
    )


def _describes(predicate: Span, content: Span, parsed: Parsed) -> bool:
    """Whether a predicate stands in a clause that describes a noun of a content."""
    tokens = list(parsed.tokens(predicate))
    token = tokens[0] if tokens else None
    while token is not None and token.head != token and content.start <= parsed.offset + token.idx < content.end:
        if token.dep_ in ("relcl", "acl") and not (
            token.tag_ == "VBN" and token.head == token.nbor(-1) and token.head.like_num
        ):
            return True  # "spoke of 41 | injured" describes nobody
        token = token.head
    return False


def _narration(parsed: tuple[Parsed, ...], claims: list[DraftClaim], text: str) -> list[DraftClaim]:
    """What the article says itself: each sentence that no other claim stands in, if it asserts anything."""
    found: list[DraftClaim] = []
    for block in parsed:
        for sentence in block.sentences:
            words = text[sentence.start : sentence.end]
            if any(sentence.start <= claim.quote.start < sentence.end for claim in claims) or excuse(
                block, sentence, text
            ):
                continue
            found.append(_claim(sentence, type_of(words), stance_of(block, sentence), "narration.sentence"))
    return found
