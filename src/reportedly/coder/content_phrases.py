"""Contents that are no clauses, by how the verb takes them: objects, prepositions, infinitives, complements.

Conventions: "called for X", "denied X", "accused X of Y", "blamed X for Y", "urged X to Y", "claimed to have …" and
"described X as Y" are contents from their first word after the cue; the classes of verbs are those of `cues`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cues import words
from reportedly.coder.kinds import is_institution
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import edges
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTED = words("report say declare confirm allege claim")
_NEEDS = words("need importance necessity urgency commitment support")
_ASKED = words("urge ask advise encourage")
_COUNTED = words("casualty death injury fatality")
_Found = tuple[Span, str] | None


def phrase(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """The content of a verb that has no content clause, with its rule: that of the first rule that finds one."""
    return next((found for rule in _RULES if (found := rule(parsed, verb, lemma))), None)


def _by_preposition(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "called for an inquiry", "warned of floods", "called for troops to leave"."""
    words = cues.PREPOSITIONAL.get(lemma, frozenset())
    for child in verb.children:
        if child.lower_ in words and child.i == verb.i + 1 and child.dep_ in ("mark", "prt"):
            return _reach(parsed, verb, child.i + 1, "attribution.preposition")
        if child.dep_ in ("advcl", "xcomp", "ccomp") and any(
            one.dep_ == "mark" and one.lower_ in words for one in child.children
        ):
            return _reach(parsed, verb, verb.i + 2, "attribution.preposition")
        if child.dep_ == "prep" and child.lower_ in words:
            return _whole(parsed, (one for one in child.subtree if one.i != child.i), "attribution.preposition")
    return None


def _naming(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "described it as a crime"."""
    thing = _object(verb)
    if lemma not in cues.NAMING or thing is None:
        return None
    if not any(child.lower_ == "as" or child.dep_ == "oprd" for child in verb.children):
        return None
    return _reach(parsed, verb, thing.left_edge.i, "attribution.naming")


def _infinitive(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "vowed to fight", "denied taking part"."""
    if lemma not in cues.INFINITIVE | cues.OBJECT or verb.dep_ == "relcl":
        return None
    for child in verb.children:
        if child.dep_ == "xcomp" and child.i > verb.i and (child.tag_ == "VBG" or _has(child, "to")):
            return _whole(parsed, child.subtree, "attribution.infinitive")
    return None


def _reported_to_be(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "declared the area to be safe", "confirmed him dead"."""
    thing = _object(verb)
    if lemma not in _REPORTED or thing is None:
        return None
    if any(child.dep_ in ("xcomp", "ccomp") for child in (*verb.children, *thing.children)) or any(
        one.dep_ == "acl" and _has(one, "to") for one in thing.children
    ):
        return _reach(parsed, verb, thing.left_edge.i, "attribution.report_to_be")
    return None


def _emphasis(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "underlined the need for talks"."""
    thing = _object(verb)
    if lemma in cues.EMPHASIS and thing is not None and thing.lower_ in _NEEDS:
        return _whole(parsed, thing.subtree, "attribution.emphasis")
    return None


def _accusation(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "accused them of firing", "blamed the rebels"."""
    thing = _object(verb)
    if thing is None:
        return None
    if lemma == "blame" or (lemma == "accuse" and any(_has(one, "of") for one in (verb, thing))):
        return _reach(parsed, verb, thing.left_edge.i, "attribution.accusation")
    return None


def _request(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "urged residents to leave", "asked to be heard"; not "was asked to leave"."""
    if lemma not in cues.COMPLEMENT:
        return None
    thing = _object(verb)
    if thing is None:
        asks = any(child.dep_ in ("xcomp", "ccomp") and child.i > verb.i for child in verb.children)
        return _reach(parsed, verb, verb.i + 1, "attribution.request") if asks else None
    is_passive = any(child.dep_ == "auxpass" for child in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl")
    )
    if lemma in _ASKED and not is_passive and any(child.dep_ in ("xcomp", "ccomp") for child in verb.children):
        return _reach(parsed, verb, thing.left_edge.i, "attribution.request")
    return None


def _thing(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "denied the accusation", "announced a ceasefire", "reported five deaths", "cited a lack of staff"."""
    thing = _object(verb)
    if thing is None:
        return None
    is_told = lemma in cues.OBJECT | {"announce"} and thing.pos_ != "PRON"
    is_reason = lemma == "cite" and thing.pos_ == "NOUN" and verb.tag_ != "VBG" and not _speaks(thing)
    if is_told or is_reason or (lemma == "report" and _is_counted(thing)):
        return _whole(parsed, thing.subtree, "attribution.object")
    if lemma == "claim" and thing.lower_ == "responsibility":
        return _whole(parsed, thing.subtree, "attribution.responsibility")
    return None


_RULES: tuple[Callable[[Parsed, Token, str], _Found], ...] = (
    _by_preposition,
    _naming,
    _infinitive,
    _reported_to_be,
    _emphasis,
    _accusation,
    _request,
    _thing,
)


def _object(verb: Token) -> Token | None:
    return next((one for one in verb.children if one.dep_ in ("dobj", "attr", "oprd") and one.i > verb.i), None)


def _has(head: Token, word: str) -> bool:
    return any(child.lower_ == word for child in head.children)


def _speaks(noun: Token) -> bool:
    return noun.lemma_.lower() in cues.UNNAMED_NOUNS | cues.CARRIERS or is_institution(noun)


def _is_counted(noun: Token) -> bool:
    """Whether a noun is counted: "five new deaths", "no casualties"."""
    if noun.lemma_.lower() in _COUNTED:
        return True
    return any(child.dep_ == "nummod" or child.lower_ in ("no", "several", "dozens", "many") for child in noun.children)


def _whole(parsed: Parsed, tokens: Iterable[Token], rule: str) -> _Found:
    found = edges(tokens)
    return (parsed.span(*found), rule) if found else None


def _reach(parsed: Parsed, verb: Token, first: int, rule: str) -> _Found:
    """From a token to the end of what hangs on the verb."""
    last = max((one.i for one in verb.subtree if not _is_aside(one, verb)), default=verb.i)
    return _whole(parsed, parsed.doc[first : last + 1], rule)


def _is_aside(token: Token, verb: Token) -> bool:
    """Whether a token belongs to a clause beside the content: ", adding that …", "and left"."""
    while token not in (verb, token.head):
        if token.head == verb and token.i > verb.i and token.dep_ in ("conj", "advcl", "parataxis", "cc", "punct"):
            return True
        token = token.head
    return False
