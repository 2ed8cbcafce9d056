"""Who speaks by a verb: the words that name a source, read off the parse around a cue.

Convention: the words end before clauses that only describe ("Smith, who …"); a statement, letter or report stands for
whose it is where the text says whose; the deeper source of "citing X" goes with the content as `via`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cue_verbs import FINITE, looks_said, speaking_verb
from reportedly.coder.cues import words
from reportedly.coder.kinds import is_institution
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import bearer, source_tokens, subject
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWNERS = words("PERSON ORG GPE")
_NAMING_PARTS = words("NOUN PROPN PRON NUM ADJ DET X")
_IN_LISTS = words("NOUN PROPN ADJ CCONJ DET")
_NOBODY = words("there this that these what which who it's you i we us nobody none")
_ISSUE = words(
    "publish issue release make write conduct commission compile prepare produce post keep maintain collect collate "
    "gather draft draw assemble provide supply give"
)
_OWN_WORDS = words("account testimony statement estimate version word")  # "the accounts of survivors"
_RELAY = words("quote cite carry broadcast air relay publish report")
_CITING = words("advcl relcl acl xcomp prep")
_NONE = words("det neg preconj cc")
_IMPERSONAL = words("mean seem appear find show suggest")


@dataclass(frozen=True)
class Mention:
    """Words that name a source. `head`: the token index of what the phrase is a name of, in its block's parse."""

    span: Span
    head: int
    is_pronoun: bool


@dataclass(frozen=True)
class Attributed:
    """A content, its source and cue, and the id of the rule that found it. `via`: the deeper source of the content."""

    content: Span
    source: Mention
    cue: Span
    rule: str
    via: tuple[Mention, Span] | None = None
    in_quotation: bool = False


@dataclass(frozen=True)
class Speaker:
    """Who was speaking last, and by which cue."""

    source: Mention
    cue: Span
    block: int
    via: tuple[Mention, Span] | None = None


def mention(parsed: Parsed, head: Token) -> Mention:
    """A source's words. A statement, report or letter stands for whose it is, where the text says whose."""
    maker = _maker(head) if head.lemma_.lower() in cues.CARRIERS else None
    if maker is not None:
        return Mention(parsed.span(*_named_by(maker)), maker.i, maker.lower_ in cues.OF_PRONOUN)
    first, last = _named_by(head)
    pronoun = head.pos_ == "PRON" and (head.lower_ in cues.PRONOUNS or head.lower_ in cues.OF_PRONOUN)
    return Mention(parsed.span(first, last), head.i, pronoun)


def _named_by(head: Token) -> tuple[int, int]:
    """First and last token of what names a source; the ending of an owner is no part of it."""
    first, last = source_tokens(head)
    while head.dep_ == "poss" and last > first and head.doc[last].text in ("'s", "'", "’s", "’"):
        last -= 1
    return first, last


def _maker(carrier: Token) -> Token | None:
    """Whose a statement is: its owner ("the ministry's report"), or who is named after "from", "by" or "in"."""
    for child in carrier.children:
        if (
            carrier.pos_ == "NOUN"
            and child.dep_ == "compound"
            and (child.ent_type_ in ("ORG", "GPE") or is_institution(child))
        ):
            return child  # "UN estimates", "police figures"
        if child.dep_ == "poss" and (
            (child.ent_type_ in _OWNERS or child.lower_ in cues.OF_PRONOUN or _is_speaker(child))
            or (child.pos_ == "PROPN" and child.ent_type_ not in ("DATE", "TIME"))
        ):
            return child
        is_by = carrier.dep_ == "pobj" and carrier.head.lower_ == "by" and carrier.lemma_.lower() in _OWN_WORDS
        if child.dep_ == "poss" and child.lower_ in cues.OF_PRONOUN and is_by:
            return child  # "by her account"
    for child in (*carrier.children, *_issued_by(carrier)):
        if child.dep_ not in ("prep", "agent") or child.lower_ not in ("from", "by", "in", "of"):
            continue
        if child.lower_ == "of" and carrier.lemma_.lower() not in _OWN_WORDS:
            continue
        for one in child.children:
            is_name = one.ent_type_ in _OWNERS or one.pos_ == "PROPN"
            is_told = one.pos_ == "NOUN" and (can_speak(one) if child.lower_ == "of" else child.lower_ != "in")
            if one.dep_ == "pobj" and (is_name or is_told) and one.ent_type_ != "DATE":
                return one
    return None


def _issued_by(carrier: Token) -> list[Token]:
    """ "a poll published by the agency": the "by" under a participle."""
    parts = [one for one in carrier.children if one.dep_ == "acl" and one.lemma_.lower() in _ISSUE]
    return [child for one in parts for child in one.children if child.dep_ == "agent"]


def _is_speaker(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and (is_institution(noun) or noun.lemma_.lower() in cues.UNNAMED_NOUNS | cues.OFFICES)


def mention_of(parsed: Parsed, verb: Token) -> Mention | None:
    """The words that name who speaks: the subject, the agent of a passive, or what a reduced clause describes."""
    found = _speaker(verb)
    if found is None or found.pos_ not in _NAMING_PARTS or found.lower_ in _NOBODY:
        return None
    if any(child.lower_ in ("no", "not", "neither") and child.dep_ in _NONE for child in found.children):
        return None
    if found.lower_ == "it" and verb.lemma_ in _IMPERSONAL:
        return None
    if found.dep_ == "conj" and found.i == verb.i - 1 and not any(one.dep_ == "nsubj" for one in verb.children):
        return _listed_before(parsed, found) or mention(parsed, found)
    return mention(parsed, found)


def _listed_before(parsed: Parsed, last: Token) -> Mention | None:
    """Several who speak, whom the parser joined to what they tell: "killing three, | residents and medics said"."""
    doc, first, start = parsed.doc, last.i, None
    while first > last.sent.start and (doc[first - 1].pos_ in _IN_LISTS or doc[first - 1].text == ","):
        first -= 1
        if doc[first].text == ",":
            if not can_speak(doc[first + 1]) and start is not None:
                break
            start = first + 1
    if start is None or not any(one.lower_ == "and" for one in doc[start : last.i]):
        return None
    return Mention(parsed.span(start, last.i), last.i, False)


def _speaker(verb: Token) -> Token | None:
    found = subject(speaking_verb(verb))
    if _is_passive(verb):
        found = _agent(verb, found)
    elif found is None and (verb.tag_ in FINITE or looks_said(verb)) and verb.i > verb.sent.start:
        found = _before_and(verb) or _before_citing(verb) or _just_before(verb)
    if found is None and verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBG":
        found = verb.head
    if found is not None and found.left_edge.i > 0 and found.left_edge.nbor(-1).lower_ == "as":
        found = bearer(found.left_edge.nbor(-1)) or found
    if found is None or found.lower_ not in cues.RELATIVE:
        return found
    return _described(verb) or _before_who(found) or found


def _before_citing(verb: Token) -> Token | None:
    """The subject that the parser gave to a participle between: "The agency, citing officials, | said"."""
    for child in verb.children:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and 0 < child.i < verb.i and child.nbor(-1).text == ",":
            return next((one for one in child.children if one.dep_ == "nsubj" and one.i < child.i), None)
    return None


def _before_and(verb: Token) -> Token | None:
    """The subject of a verb before "and" that the parser put under the second: "denied it and, on Friday, | said"."""
    for child in verb.children:
        is_joined = any(one.dep_ == "cc" and one.i > child.i for one in (*child.children, *verb.children))
        if child.dep_ == "ccomp" and child.i < verb.i and child.tag_ in FINITE and is_joined:
            return next((one for one in child.children if one.dep_ == "nsubj" and one.i < child.i), None)
    return None


def _before_who(who: Token) -> Token | None:
    """The noun before ", who" where the parser took the clause for one beside: "according to monitors, | who said"."""
    if who.lower_ != "who" or who.i < 2 or who.nbor(-1).text != ",":
        return None
    noun = who.nbor(-2)
    return noun if noun.pos_ in ("NOUN", "PROPN") else None


def _just_before(verb: Token) -> Token | None:
    """The noun before a finite verb whose subject the parser missed."""
    before = verb.nbor(-1)
    if before.pos_ not in ("PROPN", "NOUN"):
        return None
    top = before
    while top.dep_ in ("pobj", "prep", "dobj") and top.head.i < top.i:
        top = top.head
    if top.dep_ == "acl" and top.tag_ == "VBG" and top.head.pos_ in ("NOUN", "PROPN") and verb.tag_ in FINITE:
        return top.head  # "the minister, speaking to the agency, | said"
    is_described = verb.dep_ == "acl" and verb.head == before
    is_free = before.dep_ in ("pobj", "conj", "appos", "npadvmod", "dobj")
    return before if is_free or is_described or looks_said(verb) else None


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or (
        verb.tag_ == "VBN" and any(child.dep_ == "agent" for child in verb.children)
    )


def _agent(verb: Token, found: Token | None) -> Token | None:
    """Who speaks by a passive: its agent; the subject of "was quoted as saying"."""
    has_as = any(one.lower_ == "as" for child in verb.children if child.i > verb.i for one in (child, *child.children))
    agents = [one for child in verb.children if child.dep_ == "agent" for one in child.children if one.dep_ == "pobj"]
    if agents and (verb.dep_ in ("ROOT", "ccomp", "relcl", "conj") or has_as):
        return agents[0]
    return found if has_as and verb.lemma_ in ("quote", "cite") else None


def _described(verb: Token) -> Token | None:
    """What a relative clause describes: "officials | who said"."""
    while verb.dep_ in ("conj", "aux"):
        verb = verb.head
    if verb.dep_ != "relcl":
        return None
    noun = verb.head
    is_named = noun.dep_ == "appos" and noun.pos_ == "NOUN" and noun.head.pos_ == "PROPN"
    return noun.head if is_named else noun  # "Ada Lund, a trader | who said"


def cited(parsed: Parsed, head: Token) -> tuple[Mention, Span] | None:
    """The deeper source of a report: "…, citing officials", "which quoted a doctor"."""
    for child in head.subtree:
        is_citing = child.lemma_.lower() in ("cite", "quote") and child.dep_ in _CITING
        if is_citing and child != head:
            return cited_by(parsed, child)
    return None


def relayed_by(parsed: Parsed, verb: Token, source: Mention) -> tuple[Mention, Span] | None:
    """Who passes on what a source says: "an official quoted by the agency said", "in a video aired by Radio Tarvos"."""
    parts = list(parsed.doc[source.head].children)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "on", "via"):
            parts += [part for noun in child.children if noun.dep_ == "pobj" for part in noun.children]
    for part in parts:
        if part.dep_ != "acl" or part.tag_ != "VBN" or part.lemma_.lower() not in _RELAY:
            continue
        for agent in part.children:
            for one in agent.children if agent.dep_ == "agent" else ():
                if one.dep_ == "pobj" and can_speak(one) and one.lower_ not in cues.PRONOUNS:
                    return mention(parsed, one), parsed.span(part.i, part.i)
    return None


def cited_by(parsed: Parsed, verb: Token) -> tuple[Mention, Span] | None:
    """Whom a verb of citing cites."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and can_speak(child) and child.left_edge.lower_ != "no":
            return mention(parsed, child), parsed.span(verb.i, verb.i)
    return None


def can_speak(head: Token) -> bool:
    """Whether a word names somebody or something that says things: who is cited, not "citing | safety concerns"."""
    if head.pos_ in ("PROPN", "PRON"):
        return True
    return head.pos_ == "NOUN" and (head.lemma_.lower() in cues.SPEAKERS or is_institution(head))


def source_start(parsed: Parsed, source: Mention) -> int:
    """The first token of a source's words."""
    return parsed.tokens(source.span).start


def source_end(parsed: Parsed, source: Mention) -> int:
    """The last token of a source's words."""
    return parsed.tokens(source.span).end - 1
