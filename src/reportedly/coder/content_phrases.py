"""Contents that are no clauses, by how the verb takes them: objects, prepositions, infinitives, complements.

Conventions: "called for X", "denied X", "accused X of Y", "blamed X for Y", "urged X to Y", "claimed to have …" and
"described X as Y" are contents from their first word after the cue; the classes of verbs are those of `cues`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cue_verbs import has_own_subject, is_next_cue
from reportedly.coder.cues import words
from reportedly.coder.kinds import is_institution
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import edges, subtree
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTED = words("report say declare confirm allege claim")
_MARKS = frozenset({"-", "--", ":", ";"})
_NEEDS = words("need importance necessity urgency commitment support")
_ASKED = words("urge ask advise encourage beg implore tell warn caution")
_TOLD_TO = words("tell warn caution advise")  # of these only "told them to leave": a clause is told to them
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
        marks = [one for one in child.children if one.dep_ == "mark" and one.lower_ in words]
        if marks and child.dep_ in ("advcl", "xcomp", "ccomp"):
            without = [*marks, *(one for one in child.subtree if is_next_cue(one))]
            return _whole(parsed, subtree(child, without), "attribution.preposition")
        if child.dep_ == "prep" and child.lower_ in words:
            return _whole(parsed, (one for one in child.subtree if one.i != child.i), "attribution.preposition")
    return None


def _asked_by_preposition(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "called on both sides to stop", "appealed to residents to leave"."""
    for child in verb.children:
        if child.lower_ not in cues.ASKING_BY.get(lemma, ()) or child.i != verb.i + 1:
            continue
        asked = next((one for one in child.children if one.dep_ == "pobj"), None)
        if asked is not None and any(_is_infinitive(one) for one in (*verb.children, *asked.children)):
            return _reach(parsed, verb, asked.left_edge.i, "attribution.request")
    return None


def _told_of(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "was described by the mayor as a crime", "was reported by media to have left": what is told of the subject."""
    agents = [child for child in verb.children if child.dep_ == "agent"]
    if not agents or verb.tag_ != "VBN" or lemma not in cues.NAMING | cues.CLAUSE:
        return None
    claimed = [child for child in verb.children if child.dep_ == "nsubjpass" and child.pos_ == "NOUN"]
    if lemma == "claim" and claimed:
        return _whole(parsed, claimed[0].subtree, "attribution.responsibility")
    for child in verb.children:
        if child.i < agents[0].i:
            continue
        as_words = [one.i for one in (child, *child.children) if one.lower_ == "as" and one.dep_ in ("prep", "mark")]
        if as_words or (child.dep_ == "xcomp" and _is_infinitive(child)):
            return _whole(parsed, (one for one in child.subtree if one.i not in as_words), "attribution.told_of")
    return None


def _judgement(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "praised the medics for their courage": why."""
    thing = _object(verb)
    if lemma not in cues.JUDGING or thing is None:
        return None
    for child in (*verb.children, *thing.children):
        if child.dep_ == "prep" and child.lower_ == "for" and child.i > thing.i:
            return _whole(parsed, (one for one in child.subtree if one.i != child.i), "attribution.judgement")
    return None


def _estimate(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "put the toll at 40"."""
    thing = _object(verb)
    if lemma not in cues.PUTTING or thing is None:
        return None
    for child in (*verb.children, *thing.subtree):
        if child.lower_ == "at" and any(one.pos_ == "NUM" for one in child.subtree):
            return _reach(parsed, verb, thing.left_edge.i, "attribution.estimate")
    return None


def _naming(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "described it as a crime"."""
    thing = _object(verb)
    if lemma not in cues.NAMING or thing is None:
        return None
    if thing.dep_ != "dobj" or not (
        any(_names_it(child, thing) for child in verb.children)
        or any(one.lower_ == "as" and one.dep_ == "prep" and one.head.pos_ == "NOUN" for one in thing.subtree)
    ):
        return None
    return _reach(parsed, verb, thing.left_edge.i, "attribution.naming")


def _names_it(child: Token, thing: Token) -> bool:
    """Whether a word after the object says what it is: "as a crime", "called it | a crime"."""
    is_as = child.lower_ == "as" or (_has(child, "as") and not has_own_subject(child))
    return child.i > thing.i and (is_as or child.dep_ == "oprd")


def _infinitive(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "vowed to fight", "denied taking part"."""
    if verb.dep_ == "relcl":
        return None
    for child in verb.children:
        if child.dep_ not in ("xcomp", "ccomp") or child.i < verb.i:
            continue
        is_participle = child.tag_ == "VBG" and lemma in cues.PARTICIPLE | cues.INFINITIVE | cues.OBJECT
        if is_participle or (lemma in cues.INFINITIVE | cues.OBJECT and child.dep_ == "xcomp" and _has(child, "to")):
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
    if lemma not in cues.COMPLEMENT or (verb.tag_ == "VBG" and verb.dep_ == "pcomp"):
        return None
    thing = _object(verb)
    if thing is None:
        asks = any(child.dep_ in ("xcomp", "ccomp") and child.i > verb.i for child in verb.children)
        return _reach(parsed, verb, verb.i + 1, "attribution.request") if asks else None
    is_passive = any(child.dep_ == "auxpass" for child in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl")
    )
    asks = any(
        child.dep_ in ("xcomp", "ccomp") and (lemma not in _TOLD_TO or _is_infinitive(child)) for child in verb.children
    )
    if lemma in _ASKED and not is_passive and asks:
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
    _told_of,
    _by_preposition,
    _asked_by_preposition,
    _naming,
    _infinitive,
    _reported_to_be,
    _emphasis,
    _judgement,
    _estimate,
    _accusation,
    _request,
    _thing,
)


def _object(verb: Token) -> Token | None:
    """What a verb takes; nothing past a mark: "charged him, they said Sunday — | murder"."""
    things = (one for one in verb.children if one.dep_ in ("dobj", "attr", "oprd") and one.i > verb.i)
    thing = next(things, None)
    if thing is None or any(one.text in _MARKS for one in verb.doc[verb.i + 1 : thing.i]):
        return None
    return thing


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and _has(verb, "to")


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
