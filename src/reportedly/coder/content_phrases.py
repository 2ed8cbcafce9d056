"""Contents that are no clauses, by how the verb takes them: objects, prepositions, infinitives, complements.

Conventions: "called for X", "denied X", "accused X of Y", "blamed X for Y", "urged X to Y", "claimed to have …" and
"described X as Y" are contents from their first word after the cue; the classes of verbs are those of `cues`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cue_verbs import has_own_subject, is_next_cue
from reportedly.coder.cues import words
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import subtree
from reportedly.coder.told_things import (
    ROLLS,
    Found,
    before_occasion,
    is_body_or_person,
    object_of,
    past_figures,
    suggested,
    thing_told,
    whole,
    with_place,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTED = words("report say declare confirm allege claim")
_NEEDS = words("need importance necessity urgency commitment support")
_ASKED = words("urge ask advise encourage beg implore tell warn caution")
_OUTCOMES = words("killing injuring wounding leaving causing maiming")  # "accused them of shelling it, killing 11"
_HIMSELF = words("itself himself herself themselves")  # "calls itself the Front" tells nothing
_UNNAMED = words("identify name quote call")  # "asked not to be named" tells nothing of the matter
_TOLD_TO = words("tell warn caution advise")  # of these only "told them to leave": a clause is told to them


def phrase(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """The content of a verb that has no content clause, with its rule: that of the first rule that finds one."""
    found = next((found for rule in _RULES if (found := rule(parsed, verb, lemma))), None)
    return (before_occasion(parsed, found[0]), found[1]) if found else None


def _by_preposition(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "called for an inquiry", "warned of floods", "called for troops to leave"."""
    words = cues.PREPOSITIONAL.get(lemma, frozenset())
    parts = ((_within_adverbial(one, words) or one) if one.dep_ == "prep" else one for one in verb.children)
    for child in parts:
        if child.lower_ in words and child.i == verb.i + 1 and child.dep_ in ("mark", "prt"):
            return _reach(parsed, verb, child.i + 1, "attribution.preposition")
        marks = [one for one in child.children if one.dep_ == "mark" and one.lower_ in words]
        if marks and child.dep_ in ("advcl", "xcomp", "ccomp"):
            without = [*marks, *(one for one in child.subtree if is_next_cue(one))]
            return whole(parsed, subtree(child, without), "attribution.preposition")
        if child.dep_ == "prep" and child.lower_ in words:
            things = [one for one in child.children if one.dep_ == "pobj"]
            if things:
                return with_place(parsed, verb, things[0], "attribution.preposition")
            number = next((one for one in parsed.doc[child.i + 1 : child.i + 5] if one.like_num), None)
            is_deed = any(one.dep_ == "pcomp" and one.tag_ == "VBG" for one in child.children)
            if number is not None and number.head.i >= number.i and not is_deed:  # "spoke of 20 wounded", as a clause
                last = past_figures(parsed, number.i, verb.sent.end)
                return whole(parsed, parsed.doc[child.i + 1 : last + 1], "attribution.preposition")
            return whole(parsed, (one for one in child.subtree if one.i != child.i), "attribution.preposition")
    return None


def _plea(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "pleaded guilty to killing two women", "pleaded not guilty to the murder"."""
    guilty = next((one for one in verb.children if one.lower_ == "guilty"), None) if lemma == "plead" else None
    parts = (*guilty.children, *verb.children) if guilty is not None else ()
    to = next((one for one in parts if one.dep_ == "prep" and one.lower_ == "to"), None)
    return whole(parsed, (one for one in to.subtree if one != to), "attribution.plea") if to is not None else None


def _within_adverbial(prep: Token, words: frozenset[str]) -> Token | None:
    """What the parser hung on when or in what it was told: "complained for years | of late pay"."""
    for noun in prep.children if prep.lower_ not in words else ():
        if noun.dep_ == "pobj" and (noun.ent_type_ in ("DATE", "TIME") or noun.lemma_.lower() in cues.CARRIERS):
            return next((one for one in noun.children if one.dep_ == "prep" and one.lower_ in words), None)
    return None


def _asked_by_preposition(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "called on both sides to stop", "appealed to residents to leave"."""
    for child in verb.children:
        if child.lower_ not in cues.ASKING_BY.get(lemma, ()) or child.i != verb.i + 1:
            continue
        asked = next((one for one in child.children if one.dep_ == "pobj"), None)
        parts = (*verb.children, *asked.children) if asked is not None else ()
        # "called on both sides | to spare markets", where the parser took the verb for an adjective
        if asked is not None and any(_is_infinitive(one) or (one.lower_ == "to" and one.i > asked.i) for one in parts):
            return _reach(parsed, verb, asked.left_edge.i, "attribution.request")
    return None


def _told_of(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "was described by the mayor as a crime", "was reported by media to have left": what is told of the subject."""
    agents = [child for child in verb.children if child.dep_ == "agent"]
    if not agents or verb.tag_ != "VBN" or lemma not in cues.NAMING | cues.CLAUSE:
        return None
    claimed = [child for child in verb.children if child.dep_ == "nsubjpass" and child.pos_ == "NOUN"]
    if lemma == "claim" and claimed:
        return whole(parsed, claimed[0].subtree, "attribution.responsibility")
    for child in verb.children:
        if child.i < agents[0].i:
            continue
        as_words = [one.i for one in (child, *child.children) if one.lower_ == "as" and one.dep_ in ("prep", "mark")]
        if as_words or (child.dep_ == "xcomp" and _is_infinitive(child)):
            return whole(parsed, (one for one in child.subtree if one.i not in as_words), "attribution.told_of")
    if claimed and lemma in cues.OBJECT | {"announce", "report"}:
        return whole(parsed, claimed[0].subtree, "attribution.object")
    return None


def _judgement(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "praised the medics for their courage", "credited them with a rescue": why."""
    thing = object_of(verb)
    if lemma not in cues.JUDGING or thing is None:
        return None
    for child in (*verb.children, *thing.children):
        is_why = child.lower_ == "for" or (lemma == "credit" and child.lower_ == "with")
        if child.dep_ == "prep" and is_why and child.i > thing.i:
            return whole(parsed, (one for one in child.subtree if one.i != child.i), "attribution.judgement")
    return None


def _estimate(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "put the toll at 40", "raised its count to 31"."""
    thing = object_of(verb)
    is_revised = lemma in cues.REVISING and thing is not None and thing.lemma_.lower() in ROLLS
    if thing is None or not (lemma in cues.PUTTING | {"give"} or (is_revised and is_body_or_person(verb))):
        return None
    for child in (*(verb.subtree if is_revised else verb.children), *thing.subtree):
        is_at = child.lower_ == ("to" if is_revised else "as" if lemma == "give" else "at")
        is_number = any(one.pos_ == "NUM" for one in child.subtree) or child.head.like_num  # "from 14 | to | 12"
        if is_at and is_number:
            return _reach(parsed, verb, thing.left_edge.i, "attribution.estimate")
    return None


def _naming(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "described it as a crime"."""
    thing = object_of(verb)
    if lemma not in cues.NAMING or thing is None:
        return None
    names = [child for child in verb.children if _names_it(child, thing)]
    if (
        thing.lower_ in _HIMSELF
        or thing.dep_ != "dobj"
        or not (
            names or any(one.lower_ == "as" and one.dep_ == "prep" and one.head.pos_ == "NOUN" for one in thing.subtree)
        )
    ):
        return None
    if names and names[0].dep_ == "advcl":  # "as fabricated", taken for a clause
        return whole(parsed, parsed.doc[thing.left_edge.i : names[0].right_edge.i + 1], "attribution.naming")
    return _reach(parsed, verb, thing.left_edge.i, "attribution.naming")


def _names_it(child: Token, thing: Token) -> bool:
    """Whether a word after the object says what it is: "as a crime", "called it | a crime"."""
    is_as = child.lower_ == "as" or (_has(child, "as") and not has_own_subject(child))
    is_second = child.dep_ == "dobj" and child.head.lemma_ == "call"
    return child.i > thing.i and (is_as or is_second or child.dep_ == "oprd")


def _infinitive(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "vowed to fight", "denied taking part"."""
    if verb.dep_ == "relcl":
        return None
    for child in verb.children:
        if child.dep_ not in ("xcomp", "ccomp") or child.i < verb.i:
            continue
        is_participle = child.tag_ == "VBG" and lemma in cues.PARTICIPLE | cues.INFINITIVE | cues.OBJECT
        if is_participle or (lemma in cues.INFINITIVE | cues.OBJECT and child.dep_ == "xcomp" and _has(child, "to")):
            return whole(parsed, child.subtree, "attribution.infinitive")
    return None


def _reported_to_be(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "declared the area to be safe", "confirmed him dead"."""
    thing = object_of(verb)
    if lemma not in _REPORTED or thing is None:
        return None
    if any(child.dep_ in ("xcomp", "ccomp") for child in (*verb.children, *thing.children)) or any(
        one.dep_ == "acl" and _has(one, "to") for one in thing.children
    ):
        return _reach(parsed, verb, thing.left_edge.i, "attribution.report_to_be")
    return None


def _emphasis(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "underlined the need for talks"."""
    thing = object_of(verb)
    if lemma in cues.EMPHASIS and thing is not None and thing.lower_ in _NEEDS:
        return whole(parsed, thing.subtree, "attribution.emphasis")
    return None


def _accusation(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "accused them of firing", "blamed the rebels"."""
    thing = object_of(verb)
    if thing is None:
        return None
    is_deed = lemma in cues.ASCRIBING and thing.lemma_.lower() in cues.DEEDS
    is_ascribed = is_deed and any(_has(one, "to") for one in (verb, thing))
    if lemma == "blame" or is_ascribed or (lemma == "accuse" and any(_has(one, "of") for one in (verb, thing))):
        return _reach(parsed, verb, thing.left_edge.i, "attribution.accusation")
    return None


def _request(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "urged residents to leave", "asked to be heard"; not "was asked to leave"."""
    if lemma not in cues.COMPLEMENT or (verb.tag_ == "VBG" and verb.dep_ == "pcomp"):
        return None
    thing = object_of(verb)
    if any(child.dep_ == "xcomp" and child.lemma_.lower() in _UNNAMED for child in verb.children):
        return None
    if thing is None and not (verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl")):
        asks = any(child.dep_ in ("xcomp", "ccomp") and child.i > verb.i for child in verb.children)
        return _reach(parsed, verb, verb.i + 1, "attribution.request") if asks else None
    if thing is None:
        return None  # "asked whether …": he is asked
    is_passive = any(child.dep_ == "auxpass" for child in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl")
    )
    asks = any(
        child.dep_ in ("xcomp", "ccomp") and (lemma not in _TOLD_TO or _is_infinitive(child)) for child in verb.children
    )
    if lemma in _ASKED and not is_passive and asks:
        return _reach(parsed, verb, thing.left_edge.i, "attribution.request")
    return None


_RULES: tuple[Callable[[Parsed, Token, str], Found], ...] = (
    _told_of,
    _plea,
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
    thing_told,
    suggested,
)


def _is_infinitive(verb: Token) -> bool:
    is_perfect = verb.tag_ == "VBN" and any(child.lower_ in ("have", "be") for child in verb.children)
    return (verb.tag_ == "VB" or is_perfect) and _has(verb, "to")


def _has(head: Token, word: str) -> bool:
    return any(child.lower_ == word for child in head.children)


def _reach(parsed: Parsed, verb: Token, first: int, rule: str) -> Found:
    """From a token to the end of what hangs on the verb."""
    last = max((one.i for one in verb.subtree if not _is_aside(one, verb)), default=verb.i)
    return whole(parsed, parsed.doc[first : last + 1], rule)


def _is_aside(token: Token, verb: Token) -> bool:
    """Whether a token belongs to a clause beside the content: ", adding that …", "and left"."""
    while token not in (verb, token.head):
        if token.head == verb and token.i > verb.i and token.dep_ in ("conj", "advcl", "parataxis", "cc", "punct"):
            return token.lower_ not in _OUTCOMES
        token = token.head
    return False
