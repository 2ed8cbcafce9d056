"""Contents around a cue that commas set off: "A, he said", "A, he said, B", "A, reported officials".

Convention: where the cue breaks a clause, the longer piece is the content; words that only tell when something was said
belong to the cue; what a semicolon parts from the clause around the cue is somebody else's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cue_verbs import FINITE, has_own_subject
from reportedly.coder.mentions import Attributed, Mention, can_speak, source_end, source_start
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import clause_end, clause_start, edges
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_BEFORE = (",", '"', "-", "--")
_AFTER = (".", ",", ";", "!", "?", '"', "-", "--", ":")
_DASHES = ("-", "--")
_WITH_CUE = ("aux", "advmod", "npadvmod", "prep", "dative", "dobj")
_MARKS = ("mark", "advmod")
_REASONS = ("because", "since", "as", "without", "speaking", "asking", "citing")
_FORETELLING = ("propose", "promise", "pledge", "vow", "recommend", "advise", "agree", "suggest", "swear")
INVERTED = ("said", "reported", "announced", "added", "confirmed", "claimed")
"""Cues that `inverted_aside` and `ending` read, as they are written."""


def around(parsed: Parsed, verb: Token, lemma: str, source: Mention) -> Span | None:
    """The sentence around a cue set off by commas: "A, he said, B" (the longer piece) and "A, he said"."""
    doc, sent = parsed.doc, verb.sent
    is_passive = verb.tag_ == "VBN" and any(child.dep_ == "agent" for child in verb.children)
    if is_passive and (verb.i == sent.start or doc[verb.i - 1].lower_ != "as"):
        return None
    if lemma not in cues.TELLING and any(
        child.dep_ == "dobj" and child.i > verb.i and not any(one.text in _DASHES for one in doc[verb.i : child.i])
        for child in verb.children
    ):
        return None
    first, last = bounds_of_cue(parsed, verb, source)
    if first <= sent.start or not (doc[first - 1].lower_ == "as" or doc[first - 1].text in _BEFORE):
        return None
    if last + 1 < sent.end and doc[last + 1].text not in _AFTER:
        return None
    if first > sent.start + 1 and doc[first - 1].lower_ == "as":
        if doc[first - 2].text == ",":
            first -= 1
        elif lemma in _FORETELLING:
            return None  # "the power to do as he proposed"
    left = edges(doc[_past_colon(doc[clause_start(doc[sent.start : first]) : first]) : first])
    after = doc[last + 1 : sent.end]
    right = edges(doc[last + 1 : clause_end(after)]) if after.text.startswith(",") else None
    best = _best_piece(parsed, verb, left, right)
    if best is None:
        return None
    if doc[best[0]].lower_ in ("and", "but") and best[0] < best[1]:
        best = (best[0] + (2 if doc[best[0] + 1].text == "," else 1), best[1])
    return parsed.span(*best)


def _past_colon(words: Tokens) -> int:
    """The first token after a colon that a whole clause stands before: "He counted more: | 27 people, he said, …"."""
    colons = [one.i for one in words[:-1] if one.text == ":"]
    is_led = colons and any(is_predicate(one) for one in words[: colons[-1] - words.start])
    return colons[-1] + 1 if is_led else words.start


def bounds_of_cue(parsed: Parsed, verb: Token, source: Mention) -> tuple[int, int]:
    """First and last token of a cue with its source and what says when, where and to whom."""
    first, head = min(source_start(parsed, source), verb.i), parsed.doc[source.head]
    while head.dep_ in ("poss", "compound") and head.head.i > head.i:
        head = head.head  # "a | police | statement said": what the police said stands before "a"
    if head.i < verb.i:
        first = min(first, head.left_edge.i)
    return first, _end_of_cue(parsed, verb, max(source_end(parsed, source), verb.i))


def _end_of_cue(parsed: Parsed, verb: Token, last: int) -> int:
    """The last token of the cue with what says when, where and to whom."""
    doc, sent = parsed.doc, verb.sent
    with_cue = {one.i for one in verb.subtree if one.dep_ in _WITH_CUE}
    hanging = {one.i for one in verb.subtree if _hangs_on(one, verb)}
    while (
        last + 1 < sent.end
        and doc[last + 1].text not in (*_DASHES, ",", ".", ";", '"', ":")
        and last + 1 in with_cue | hanging
    ):
        last += 1
    return _end_of_reason(verb, last)


def _end_of_reason(verb: Token, last: int) -> int:
    """The end of why a source is not named: "said | because she was not allowed to speak"."""
    if last + 1 >= verb.sent.end:
        return last
    following = verb.doc[last + 1]
    clause = following if following.dep_ == "advcl" else following.head
    is_reason = following.lower_ in _REASONS and clause.dep_ == "advcl" and clause.head == verb
    return max(last, int(clause.right_edge.i)) if is_reason else last


def _best_piece(
    parsed: Parsed, verb: Token, left: tuple[int, int] | None, right: tuple[int, int] | None
) -> tuple[int, int] | None:
    """A piece with a verb: the one before the cue where it is a whole clause, else the longer."""
    doc = parsed.doc
    pieces = [piece for piece in (left, right) if piece and _has_verb(parsed, piece)]
    pieces = [piece for piece in pieces if not _is_adverbial(parsed, verb, piece)]
    is_broken = left is not None and right in pieces and _is_begun(parsed, left, right)
    pieces = [piece for piece in pieces if piece != left or not is_broken]
    pieces = [piece for piece in pieces if is_broken or doc[piece[0]].tag_ not in FINITE]
    if not pieces:
        return None
    if left is not None and left in pieces and any(is_predicate(one) for one in doc[left[0] : left[1] + 1]):
        return left
    return max(pieces, key=lambda piece: piece[1] - piece[0])


def is_predicate(token: Token) -> bool:
    """Whether a token is the finite verb of a clause that has a subject."""
    is_finite = token.tag_ in FINITE or any(
        one.dep_ in ("aux", "auxpass") and one.tag_ in FINITE for one in token.children
    )
    return is_finite and has_own_subject(token) and token.dep_ not in ("aux", "auxpass")


def _is_begun(parsed: Parsed, left: tuple[int, int], right: tuple[int, int] | None) -> bool:
    """Whether the piece before the cue only begins the clause after it: "The mayor, he said, | left", "They had, …"."""
    words = parsed.doc[left[0] : left[1] + 1]
    tops = [one for one in words if not left[0] <= one.head.i <= left[1]]
    leads = right is not None and any(
        one.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") and right[0] <= one.head.i <= right[1] for one in tops
    )
    leads = leads or (right is not None and words[0].lower_ == "of")  # "Of the wounded, he said, | four had died"
    is_bare = right is not None and parsed.doc[right[0]].tag_ in FINITE and not _has_verb(parsed, left)
    return (leads or is_bare) and not any(is_predicate(one) for one in words)


def _has_verb(parsed: Parsed, piece: tuple[int, int]) -> bool:
    return any(one.pos_ in ("VERB", "AUX") for one in parsed.doc[piece[0] : piece[1] + 1])


def _is_adverbial(parsed: Parsed, verb: Token, piece: tuple[int, int]) -> bool:
    """Whether words before the cue only say when or why: "When the council met, they said …"."""
    tops = [
        one for one in parsed.doc[piece[0] : piece[1] + 1] if not piece[0] <= one.head.i <= piece[1] or one.head == one
    ]
    return bool(tops) and all(
        (one.dep_ in ("prep", "npadvmod", "advmod", "mark", "punct", "cc") and one.head == verb)
        or (one.dep_ == "advcl" and (one.tag_ in ("VBG", "VBN") or any(child.dep_ in _MARKS for child in one.children)))
        for one in tops
    )


def _hangs_on(token: Token, verb: Token) -> bool:
    while token not in (verb, token.head):
        if token.dep_ in ("ccomp", "conj", "advcl", "parataxis"):
            return False
        token = token.head
    return token == verb


def inverted(parsed: Parsed, verb: Token, source: Mention) -> Span | None:
    """ "A, reported officials, with B": the piece before the cue."""
    doc, sent = parsed.doc, verb.sent
    if source.head < verb.i or verb.i <= sent.start or doc[verb.i - 1].text != ",":
        return None
    if source_start(parsed, source) != verb.i + 1:
        return None
    left = edges(doc[clause_start(doc[sent.start : verb.i]) : verb.i])
    return parsed.span(*left) if left and _has_verb(parsed, left) else None


def before_quoting(parsed: Parsed, verb: Token) -> Span | None:
    """ "A, the agency quoted him as saying.": the clause before the comma."""
    doc, sent = parsed.doc, verb.sent
    who = next((one for one in verb.children if one.dep_ in ("nsubj", "nsubjpass") and one.i < verb.i), None)
    first = who.left_edge.i if who is not None else sent.start
    if first <= sent.start or doc[first - 1].text != ",":
        return None
    left = edges(doc[clause_start(doc[sent.start : first]) : first])
    return parsed.span(*left) if left and _has_verb(parsed, left) else None


def after_quoting(parsed: Parsed, says: Token) -> Span | None:
    """ "cited the army as stating | the airline owned the plane, and …" where the parser missed the clause."""
    doc, end = parsed.doc, says.sent.end
    comma = next((one.i for one in doc[says.i + 1 : end] if one.text == "," and one.nbor(1).dep_ == "cc"), end)
    found = edges(doc[says.i + 1 : clause_end(doc[says.i + 1 : comma])])
    if found is None or not any(one.tag_ in FINITE for one in doc[found[0] + 1 : found[1] + 1]):
        return None
    return parsed.span(*found)


def ending(parsed: Parsed, verb: Token) -> Attributed | None:
    """ "A, B and C said on Sunday." where the parser took who speaks for the end of a list in the content."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or has_own_subject(verb):
        return None
    doc, sent = parsed.doc, verb.sent
    if any(one.pos_ in ("VERB", "AUX", "NOUN") or one.text == "," for one in doc[verb.i + 1 : sent.end]):
        return None
    comma = next((i for i in range(verb.i - 1, sent.start, -1) if doc[i].text == ","), None)
    if comma is None or comma + 1 == verb.i or any(one.pos_ in ("VERB", "AUX") for one in doc[comma + 1 : verb.i]):
        return None
    content, head = edges(doc[sent.start : comma]), doc[comma + 1 : verb.i].root
    if content is None or not _has_verb(parsed, content) or not can_speak(head):
        return None
    source = Mention(parsed.span(comma + 1, verb.i - 1), head.i, False)
    return Attributed(parsed.span(*content), source, parsed.span(verb.i, verb.i), "attribution.parenthetical")


def inverted_aside(parsed: Parsed, verb: Token) -> Attributed | None:
    """ ", reported officials, …" where the parser took the cue for an adjective."""
    if verb.dep_ != "amod":
        return None
    doc, sent, head = parsed.doc, verb.sent, verb.head
    if verb.i <= sent.start or doc[verb.i - 1].text != ",":
        return None
    if head.i + 1 >= len(doc) or doc[head.i + 1].text not in ",." or head.pos_ not in ("NOUN", "PROPN"):
        return None
    left = edges(doc[sent.start : verb.i])
    if left is None:
        return None
    source = Mention(parsed.span(verb.i + 1, head.i), head.i, False)
    return Attributed(parsed.span(*left), source, parsed.span(verb.i, verb.i), "attribution.inverted")
