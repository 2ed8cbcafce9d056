"""Contents of several clauses, one each: "said that A and that B", "A, he said, and B".

Convention: a clause with a "that" of its own is a content of its own; so is the clause after a cue that stands in
commas, where a whole clause stands before the cue and "and" or "but" goes on with another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cue_verbs import FINITE, has_own_subject
from reportedly.coder.mentions import Attributed, Mention
from reportedly.coder.parentheticals import bounds_of_cue, is_predicate
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import clause_end, clause_start, edges
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_JOINS = ("and", "but", "or", ",")
TAIL = "attribution.tail"
_OWN_DEED = (
    cues.CLAUSE
    | cues.COMPLEMENT
    | cues.QUOTE_ONLY
    | cues.words("speak refer decline refuse give name use talk appear hold seek want stress underline insist")
)
_PARTS = cues.words("including among most many some several half all both")
_GOES_ON = ("and", "but")


def at_that(parsed: Parsed, one: Attributed) -> Iterator[Attributed]:
    """A content cut before each "and that", "but that" which opens a clause beside its first."""
    tokens = parsed.tokens(one.content)
    starts = [token.i for token in tokens if _opens_another(token, tokens)]
    ends = [*(start - 2 for start in starts), tokens.end - 1]
    for start, end in zip([tokens.start, *(start + 1 for start in starts)], ends, strict=True):
        found = edges(parsed.doc[start : end + 1]) if starts else None
        if found is not None:
            yield replace(one, content=parsed.span(*found))
    if not starts:
        yield one


def _opens_another(that: Token, content: Tokens) -> bool:
    """Whether "that" opens a clause joined to the first of a content, which is none of a clause under it."""
    if that.lower_ != "that" or that.i <= content.start or that.nbor(-1).lower_ not in _JOINS:
        return False
    if that.dep_ != "mark" and that.tag_ != "IN":
        return False
    before = next((one for one in content if one.lower_ == "that" and one.dep_ == "mark" and one.i < that.i), None)
    # "said it was clear that he left and that she stayed": joined to the clause under "clear", whose "that" is inside.
    return before is None or before.i == content.start or before.nbor(-1).lower_ in _JOINS


def both_sides(parsed: Parsed, verb: Token, lemma: str, source: Mention) -> tuple[Span, Span, str] | None:
    """What stands before and after a cue in commas, with the rule of the latter: "A, he said, and B".

    What only goes on without a verb of its own ("…, he said, bringing the toll to 40") is his as well, but no content
    by itself: `TAIL`.
    """
    if lemma not in cues.CLAUSE:
        return None
    doc, sent = parsed.doc, verb.sent
    if source.head < verb.i and "," not in doc[sent.start : verb.i].text:
        return None
    first, last = bounds_of_cue(parsed, verb, source)
    if first <= sent.start or doc[first - 1].text != "," or last + 3 >= sent.end:
        return None
    is_tail = _opens_tail(doc[last + 2])
    if doc[last + 1].text != "," or not (is_tail or doc[last + 2].lower_ in _GOES_ON):
        return None
    left = edges(doc[clause_start(doc[sent.start : first]) : first])
    begin = last + 2 if is_tail else last + 3
    right = edges(doc[begin : clause_end(doc[begin : sent.end])])
    if left is None or right is None or not _is_clause(parsed, left) or is_tail == _is_clause(parsed, right):
        return None
    if any(_tells(one, verb) for one in doc[right[0] : right[1] + 1]):
        return None
    return parsed.span(*left), parsed.span(*right), TAIL if is_tail else "attribution.parenthetical"


def _opens_tail(token: Token) -> bool:
    """Whether a word after a cue in commas goes on with the clause before: "bringing", "including", "two of them"."""
    if token.tag_ == "VBG":
        return token.lemma_.lower() not in _OWN_DEED
    return token.lower_ in _PARTS or (token.like_num and token.nbor(1).lower_ == "of")


def _is_clause(parsed: Parsed, piece: tuple[int, int]) -> bool:
    """Whether a piece is a clause with a subject and a verb that nothing puts under another."""
    words = parsed.doc[piece[0] : piece[1] + 1]
    if words[0].dep_ == "mark" or words[0].tag_ in ("WRB", "WP", "WDT"):
        return False
    return any(is_predicate(one) and one.dep_ not in ("relcl", "advcl", "acl") for one in words)


def _tells(token: Token, verb: Token) -> bool:
    """Whether a verb of what follows brings a speaker of its own: "…, he said, and police | said …"."""
    return (
        token.tag_ in FINITE
        and token.lemma_.lower() in cues.CLAUSE
        and has_own_subject(token)
        and token != verb
        and any(child.dep_ in ("ccomp", "dobj", "xcomp") and child.i > token.i for child in token.children)
    )
