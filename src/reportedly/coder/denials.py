"""Harm that is denied, called untrue or left open: whether a statement of harm is what its speaker stands for.

Convention: who denies that three were killed says so with polarity negative and assertion denied, with the number as
printed. What the denied words only describe or take for granted ("denied a role in the raid that killed three") he does
not deny, and does not say: it is the article's. What nobody confirms commits nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder.cue_verbs import is_denial
from reportedly.coder.cues import words
from reportedly.coder.parse import Parsed
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITHIN = words("conj advcl xcomp ccomp dep ROOT parataxis aux auxpass appos nsubj nsubjpass attr acomp")
_SAYINGS = words(
    "allegation claim accusation charge report suggestion rumour rumor assertion count story notion idea statement"
)
_FALSE = words(
    "false untrue baseless unfounded wrong fake fabricated incorrect untruthful lie lies fabrication nonsense"
)
_TRUE = words("true correct accurate so right")
_NOBODY = words("nobody none neither")
_CONFIRM = words("confirm verify corroborate substantiate establish")
_LOOK_INTO = words("investigate examine probe check study review assess")
_UNABLE = words("unable impossible difficult hard")


def denies(parsed: Parsed, cue: Span) -> bool:
    """Whether a cue denies its content."""
    return any(is_denial(token) for token in parsed.tokens(cue))


def is_own(parsed: Parsed, predicate: Span, content: Span) -> bool:
    """Whether a predicate is what a content says, not what a noun in it is described by.

    "denied | killing three", "denied charges of | killing three", not "denied a role in the raid that | killed three".
    """
    inside = {token.i for token in parsed.tokens(content)}
    token = _top(parsed, predicate)
    while token.head.i in inside and token.head != token:
        is_of = token.dep_ in ("pobj", "pcomp") and token.head.dep_ == "prep"
        if is_of and token.head.head.lemma_.lower() in _SAYINGS:
            token = token.head.head
            continue
        if token.dep_ == "acl" and token.head.lemma_.lower() in _SAYINGS:
            token = token.head
            continue
        if token.dep_ not in _WITHIN:
            return False
        token = token.head
    return True


def is_untrue(parsed: Parsed, predicate: Span) -> bool:
    """Whether a predicate stands in what is called false: "it was untrue that …", "the rumour that … was false"."""
    return any(_is_called_false(above) for above in _clauses_above(_top(parsed, predicate)))


def is_unconfirmed(parsed: Parsed, predicate: Span) -> bool:
    """Whether nobody confirms a predicate: "could not confirm that …", "was investigating reports that …"."""
    for above in _clauses_above(_top(parsed, predicate)):
        verb = above.head if above.lemma_.lower() in _SAYINGS and above.dep_ in ("dobj", "nsubjpass") else above
        if verb.lemma_.lower() in _LOOK_INTO or (above.dep_ == "pobj" and above.head.head.lemma_.lower() == "look"):
            return True
        if verb.lemma_.lower() not in _CONFIRM or verb.pos_ != "VERB":
            continue
        near = (*verb.children, *verb.head.children) if verb.dep_ == "xcomp" else tuple(verb.children)
        is_nobody = any(one.lower_ in _NOBODY or one.left_edge.lower_ == "no" for one in near if "subj" in one.dep_)
        if is_nobody or any(one.dep_ == "neg" for one in near) or verb.head.lower_ in _UNABLE:
            return True
    return False


def _top(parsed: Parsed, span: Span) -> Token:
    """The token of some words that the others hang on."""
    return parsed.doc[parsed.tokens(span).start : parsed.tokens(span).end].root


def _clauses_above(token: Token) -> list[Token]:
    """What the clause of a predicate hangs on by "that", from the inside out."""
    found = []
    while token.head != token:
        is_marked = any(one.dep_ == "mark" or one.tag_ == "WDT" for one in token.children)
        is_story = token.dep_ in ("acl", "relcl") and token.head.lemma_.lower() in _SAYINGS
        if is_marked and (is_story or token.dep_ in ("ccomp", "csubj", "csubjpass")):
            found.append(token.head)
        elif token.dep_ in ("relcl", "advcl", "acl"):
            break
        token = token.head
    return found


def _is_called_false(above: Token) -> bool:
    """Whether what a clause hangs on says that it is false: "the rumour … was | a lie", "is not | true"."""
    verb = above.head if above.dep_ in ("nsubj", "nsubjpass") else above
    called = {one.lower_ for one in verb.children if one.dep_ in ("acomp", "attr", "oprd")}
    called |= {verb.lower_} if verb.tag_ == "VBN" else set()
    is_negated = any(one.dep_ == "neg" for one in verb.children)
    return not called.isdisjoint(_TRUE if is_negated else _FALSE)
