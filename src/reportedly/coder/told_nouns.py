"""Nouns that tell: "issued a statement that …", "reports that …".

Convention: reports are a source of their own, unnamed, unless somebody confirms, denies or tells them; a statement's
source is who issued it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.callings import is_calling
from reportedly.coder.cues import words
from reportedly.coder.mentions import Attributed, Mention, can_speak, mention, mention_of
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import clause_end, edges

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLD = words(
    "statement announcement claim allegation comment warning message letter tweet assertion declaration finding report "
    "study post notice accusation suggestion charge notion"
)
# "expressed hope that …": of these only where they are uttered.
_FELT = words("concern hope fear doubt belief confidence view opinion suspicion")
_CHECK = words("verify corroborate investigate examine check study probe assess review")  # "could not verify reports"
_UTTER = words("express voice raise state share")
_STORIES = words("account version story explanation reason picture tale answer reply")
_GIVE = words("give tell offer provide present have put paint add")
_AMID = words("amid despite following after")
_REPORTS = words("reports report allegations rumours rumors")
_ISSUED = _TOLD | _FELT
TELLING_NOUNS = _ISSUED | _REPORTS | _STORIES | words("rumour rumor")
"""The nouns that `by_noun` reads, in their base form."""
_FREE = words("ROOT nsubj nsubjpass attr appos dep parataxis npadvmod")


def by_noun(parsed: Parsed, noun: Token) -> Iterator[Attributed]:
    """What a noun of telling attributes."""
    yield from statement_that(parsed, noun)
    yield from _after_colon(parsed, noun)
    yield from _reports_that(parsed, noun)


def _is_told(noun: Token) -> bool:
    """Whether a noun is what somebody issues: the object of a verb, of which "saying that …" tells the content."""
    if noun.lemma_.lower() not in _ISSUED or noun.dep_ not in ("dobj", "pobj"):
        return False
    verb = _telling(noun)
    if verb.lemma_.lower() in _CHECK:
        return False
    if noun.lemma_.lower() in _FELT and verb.lemma_.lower() not in _UTTER:
        return False
    return verb.pos_ == "VERB" and not (noun.dep_ == "pobj" and verb.lemma_.lower() in cues.CLAUSE)


def _telling(noun: Token) -> Token:
    return noun.head if noun.dep_ == "dobj" else noun.head.head


def statement_that(parsed: Parsed, noun: Token) -> Iterator[Attributed]:
    """ "The ministry issued a statement that …": the content is the noun's clause, the source who issued it."""
    if not _is_told(noun):
        return
    verb = _telling(noun)
    source = mention_of(parsed, verb)
    for child in noun.children:
        says = child.dep_ in ("acl", "relcl") and child.lemma_.lower() in cues.CLAUSE and child.tag_ == "VBG"
        clause = next((one for one in child.children if one.dep_ == "ccomp"), None) if says else child
        if clause is None or source is None or source.head == noun.i or clause.dep_ not in ("acl", "ccomp", "relcl"):
            continue
        marks = [one for one in clause.children if one.lower_ == "that" and one.dep_ == "mark"]
        found = edges(one for one in clause.subtree if one not in marks) if says or marks else None
        if found:
            yield Attributed(parsed.span(*found), source, parsed.span(verb.i, verb.i), "attribution.statement_that")


def _after_colon(parsed: Parsed, noun: Token) -> Iterator[Attributed]:
    """ "The rebels gave another account: two men had died": what a story that somebody gives is."""
    doc, verb = parsed.doc, noun.head
    if noun.lemma_.lower() not in _STORIES or noun.dep_ != "dobj" or verb.lemma_.lower() not in _GIVE:
        return
    source = mention_of(parsed, verb)
    speaks = source is not None and (can_speak(doc[source.head]) or is_calling(doc[source.head].text))
    if source is None or not speaks or noun.i + 2 >= noun.sent.end or noun.nbor(1).text != ":":
        return
    found = edges(doc[noun.i + 2 : clause_end(doc[noun.i + 2 : noun.sent.end])])
    if found and doc[noun.i + 2].text != '"':
        yield Attributed(parsed.span(*found), source, parsed.span(verb.i, verb.i), "attribution.statement_that")


def _reports_that(parsed: Parsed, noun: Token) -> Iterator[Attributed]:
    """ "Reports that …": the reports are the source, unless they have an owner or somebody confirms or denies them."""
    is_amid = noun.dep_ == "pobj" and noun.head.lower_ in _AMID
    if noun.lower_ not in _REPORTS or noun.pos_ not in ("NOUN", "PROPN") or not (noun.dep_ in _FREE or is_amid):
        return
    if noun.i and noun.nbor(-1).dep_ == "det" and noun.lower_ == "report":
        return
    owner = next((one for one in noun.children if one.dep_ == "poss" and can_speak(one)), None)
    source = Mention(parsed.span(noun.i, noun.i), noun.i, False) if owner is None else mention(parsed, owner)
    cue = parsed.span(noun.i, noun.i)
    is_there = noun.dep_ == "attr" and any(child.dep_ == "expl" for child in noun.head.children)
    for child in noun.children:
        if (is_amid or is_there) and child.dep_ == "prep" and child.lower_ == "of":
            of = edges(one for one in child.subtree if one != child)
            if of:
                yield Attributed(parsed.span(*of), source, cue, "attribution.reports")
        if child.dep_ not in ("acl", "ccomp", "relcl") or not any(one.lower_ == "that" for one in child.children):
            continue
        found = edges(
            one for one in child.subtree if not (one.lower_ == "that" and one.i < child.i and one.dep_ == "mark")
        )
        if found:
            yield Attributed(parsed.span(*found), source, cue, "attribution.reports")
