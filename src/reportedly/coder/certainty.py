"""How sure a source is, and whether it says yes or no: hedges and negation by their scope in the clause.

Terms after FactBank (Saurí and Pustejovsky 2009): certain, probable, possible, and unstated where the source does not
commit itself. A word counts only where it governs the content's own predicate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.coder.cue_verbs import is_denial
from reportedly.coder.cues import words
from reportedly.coder.parse import Parsed
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSIBLE = words("may might could possibly perhaps maybe possible potentially")
_PROBABLE = words(
    "likely probably apparently seemingly presumably appear seem believe think suspect presume apparent probable "
    "suspected believed presumed feared thought fear"
)
_UNCOMMITTED = words("whether allegedly reportedly alleged purportedly purported supposedly")
_NEGATORS = words("not n't never neither nor")
_NOBODY = words("no none nobody nothing neither")


@dataclass(frozen=True)
class Stance:
    """Terms of `polarity`, `certainty` and `assertion`, with the words that lower the certainty."""

    polarity: str
    certainty: str
    hedge: Span | None
    assertion: str


def stance_of(parsed: Parsed, content: Span, cue: Token | None = None) -> Stance:
    """The stance of a source towards a content; of the article itself where there is no cue."""
    tokens = list(parsed.tokens(content))
    roots = _roots(tokens)
    lemma = cue.lemma_.lower() if cue is not None else ""
    certainty, hedge = _certainty(tokens, roots)
    if lemma in ("suspect", "believe", "think", "fear") and certainty == "certain" and cue is not None:
        certainty, hedge = "probable", cue
    asks_to = bool(roots) and any(child.lower_ == "to" and child.dep_ == "aux" for child in roots[0].children)
    if lemma in ("investigate", "question") or (lemma == "ask" and not asks_to):
        certainty, hedge = "unstated", None
    is_denied = cue is not None and is_denial(cue)
    negative = is_denied or any(_is_negated(root) for root in roots)
    span = parsed.span(hedge.i, hedge.i) if hedge is not None and certainty in ("probable", "possible") else None
    assertion = "denied" if is_denied else _assertion(roots, lemma)
    return Stance("negative" if negative else "positive", certainty, span, assertion)


def _roots(tokens: list[Token]) -> list[Token]:
    """The predicates that the content hangs on: those whose head lies outside of it."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head == token]
    verbs = [token for token in tops if token.pos_ in ("VERB", "AUX")]
    return (verbs or tops)[:1]


def _certainty(tokens: list[Token], roots: list[Token]) -> tuple[str, Token | None]:
    if tokens and tokens[0].lower_ in ("whether", "if") and tokens[0].head in roots:
        return "unstated", None
    for token in _governing(roots):
        word, lemma = token.lower_, token.lemma_.lower()
        if word in _UNCOMMITTED:
            return "unstated", None
        if word in _POSSIBLE and not (word == "could" and _is_negated(token.head)):
            return "possible", token
        if (word in _PROBABLE or lemma in _PROBABLE) and not (lemma == "suspect" and token.pos_ == "NOUN"):
            if lemma in ("believe", "think", "suspect", "presume") and token.tag_ != "VBN":
                continue
            return "probable", token
    return "certain", None


def _governing(roots: list[Token]) -> list[Token]:
    """The predicates themselves, the words that modify them directly, and what they are raised from."""
    found: list[Token] = []
    for root in roots:
        found.append(root)
        found += _raising(root)
        for child in root.children:
            if child.dep_ in ("aux", "advmod", "acomp", "attr", "neg", "auxpass", "oprd"):
                found.append(child)
                found += [one for one in child.children if one.dep_ == "advmod"]
            if child.dep_ == "xcomp" and root.lemma_.lower() in _PROBABLE:
                found.append(child)
            if child.dep_ in ("nsubj", "nsubjpass"):
                found += [
                    one for one in child.children if one.lower_ in ("alleged", "apparent", "possible", "purported")
                ]
    return sorted(set(found), key=lambda token: token.i)


def _raising(root: Token) -> list[Token]:
    """The verb that tells how sure a predicate under it is: "appears to have killed", "is believed to have died".

    Also past what shows something: "video appeared to show soldiers | shooting two men".
    """
    if root.dep_ == "ccomp" and root.head.lemma_.lower() == "show":
        root = root.head
    above = root.head
    is_raised = root.dep_ in ("xcomp", "oprd", "acomp") and above != root
    is_passive = above.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in above.children)
    lemma = above.lemma_.lower()
    return [above] if is_raised and (lemma in ("appear", "seem") or (is_passive and lemma in _PROBABLE)) else []


def _is_negated(token: Token) -> bool:
    """Whether the predicate is denied: by an adverb, or by counting nobody as its subject or object."""
    for child in token.children:
        if child.dep_ == "neg" or (child.lower_ in _NEGATORS and child.dep_ in ("advmod", "preconj")):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (
            child.lower_ in _NOBODY
            or any(one.dep_ in ("det", "neg", "nummod") and one.lower_ in _NOBODY for one in child.children)
            or (child.lower_ == "one" and any(one.lower_ == "no" for one in child.children))
        ):
            return True
    return False


def _assertion(roots: list[Token], lemma: str) -> str:
    if lemma in ("predict", "forecast", "expect"):
        return "predicted"
    if lemma in ("vow", "promise", "pledge", "threaten", "plan", "intend"):
        return "intended"
    for root in roots:
        words = {child.lower_ for child in root.children if child.dep_ == "aux"}
        marks = {one.lower_ for child in root.children if child.dep_ == "advcl" for one in child.children}
        if "if" in marks and words & {"would", "could", "will", "might", "may"}:
            return "conditional"
        if words & {"will", "wo", "'ll"}:
            return "predicted"
    return "stated"
