"""What somebody's assessment, claim or view is: "the army's assessment is that …", "the mayor's claim that …".

Convention: whose assessment or claim it is says the "that" clause; one that stands in the sentence as nobody's is not
read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder.cues import words
from reportedly.coder.mentions import Attributed, can_speak, mention
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import edges

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAID = words(
    "statement announcement claim allegation comment warning assertion declaration accusation suggestion contention "
    "complaint insistence admission confirmation argument"
)
_THOUGHT = words(
    "assessment estimate understanding position conclusion finding verdict view opinion belief line message answer "
    "explanation theory account version judgement judgment reading"
)
OWNED_NOUNS = _SAID | _THOUGHT
"""The nouns that `by_owner` reads, in their base form."""
_OFFICIAL = words("official governmental")
_NOT_TOLD = words("my our your its")


def by_owner(parsed: Parsed, noun: Token) -> Attributed | None:
    """ "The army's assessment is that …", "the conclusion of the panel was that …", "the mayor's claim that …"."""
    owner = _owner(noun) or (noun if _is_official(noun) else None)
    clause = _content(noun)
    if owner is None or clause is None:
        return None
    found = edges(one for one in clause.subtree if one.lower_ != "that" or one.head != clause or one.i > clause.i)
    if found is None or found[1] - found[0] < 1:
        return None
    return Attributed(parsed.span(*found), mention(parsed, owner), parsed.span(noun.i, noun.i), "attribution.owned")


def _owner(noun: Token) -> Token | None:
    owners = [one for one in noun.children if one.dep_ == "poss"]
    owners += [one for of in noun.children if of.lower_ == "of" for one in of.children if one.dep_ == "pobj"]
    owner = owners[0] if len(owners) == 1 else None
    return owner if owner is not None and owner.lower_ not in _NOT_TOLD and can_speak(owner) else None


def _is_official(noun: Token) -> bool:
    """Whether a view is known by its office alone: "the official version is that …"."""
    return any(one.dep_ == "amod" and one.lower_ in _OFFICIAL for one in noun.children)


def _content(noun: Token) -> Token | None:
    """The verb of the "that" clause which tells what the noun is, or that hangs on a noun of saying."""
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ in ("be", "remain"):
        return next((one for one in verb.children if one.dep_ == "ccomp" and _has_that(one) and one.i > verb.i), None)
    if noun.lemma_.lower() not in _SAID:
        return None
    return next((one for one in noun.children if one.dep_ in ("acl", "ccomp", "relcl") and _has_that(one)), None)


def _has_that(verb: Token) -> bool:
    return any(one.lower_ == "that" and one.dep_ == "mark" and one.i < verb.i for one in verb.children)
