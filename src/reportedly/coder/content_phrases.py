"""Contents that are no clauses, by how the verb takes them: objects, prepositions, infinitives, complements.

Conventions: "called for X", "denied X", "accused X of Y", "blamed X for Y", "urged X to Y", "claimed to have …" and
"described X as Y" are contents from their first word after the cue; the classes of verbs are those of `cues`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cue_verbs import has_own_subject, is_next_cue, speaking_verb
from reportedly.coder.cues import words
from reportedly.coder.mentions import can_speak
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import edges, subject, subtree
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTED = words("report say declare confirm allege claim")
_MARKS = frozenset({"-", "--", ":", ";"})
_NEEDS = words("need importance necessity urgency commitment support")
_ASKED = words("urge ask advise encourage beg implore tell warn caution")
_UNNAMED = words("identify name quote")  # "asked not to be named" tells nothing of the matter
_TOLD_TO = words("tell warn caution advise")  # of these only "told them to leave": a clause is told to them
_ASKING = words("announce request demand")
_SUGGEST = words("suggest indicate describe mention")
_RUMOURS = words("reports accounts rumours rumors")
_REFUSE = words("reject dismiss refute rebut")
_REFUSED = words("allegation claim accusation charge report suggestion")
_TOLLS = words("toll figure count")
_IN = ("in", "during", "via")
_OCCASIONS = words("statement post tweet interview speech briefing conference video message telegram broadcast address")
_PLACING = words("in near at around across along outside inside between")
_Found = tuple[Span, str] | None


def phrase(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """The content of a verb that has no content clause, with its rule: that of the first rule that finds one."""
    found = next((found for rule in _RULES if (found := rule(parsed, verb, lemma))), None)
    return (_before_occasion(parsed, found[0]), found[1]) if found else None


def _before_occasion(parsed: Parsed, content: Span) -> Span:
    """A content without in what it was told, which the parser may hang on its noun: "the attack | in a statement"."""
    tokens = parsed.tokens(content)
    for token in tokens[1:]:
        told_in = [one for one in token.children if one.dep_ == "pobj"] if token.lower_ in _IN else []
        is_occasion = any(token.lower_ == "via" or one.lemma_.lower() in _OCCASIONS for one in told_in)
        if is_occasion and token.right_edge.i + 1 >= tokens.end:
            return parsed.span(tokens.start, token.i - 1)
    return content


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
            things = [one for one in child.children if one.dep_ == "pobj"]
            if things:
                return _with_place(parsed, verb, things[0], "attribution.preposition")
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
    if claimed and lemma in cues.OBJECT | {"announce", "report"}:
        return _whole(parsed, claimed[0].subtree, "attribution.object")
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
    names = [child for child in verb.children if _names_it(child, thing)]
    if thing.dep_ != "dobj" or not (
        names or any(one.lower_ == "as" and one.dep_ == "prep" and one.head.pos_ == "NOUN" for one in thing.subtree)
    ):
        return None
    if names and names[0].dep_ == "advcl":  # "as fabricated", taken for a clause
        return _whole(parsed, parsed.doc[thing.left_edge.i : names[0].right_edge.i + 1], "attribution.naming")
    return _reach(parsed, verb, thing.left_edge.i, "attribution.naming")


def _names_it(child: Token, thing: Token) -> bool:
    """Whether a word after the object says what it is: "as a crime", "called it | a crime"."""
    is_as = child.lower_ == "as" or (_has(child, "as") and not has_own_subject(child))
    is_second = child.dep_ == "dobj" and child.head.lemma_ == "call"
    return child.i > thing.i and (is_as or is_second or child.dep_ == "oprd")


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


def _thing(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "denied the accusation", "announced a ceasefire", "reported five deaths", "cited a lack of staff"."""
    thing = _object(verb)
    if thing is None:
        return None
    if verb.tag_ == "VBG" and any(child.tag_ == "WRB" for child in verb.children):
        return None  # "when announcing the shutdown, he …"
    is_told = lemma in cues.OBJECT | _ASKING and thing.pos_ != "PRON"
    is_reported = lemma == "report" and thing.pos_ != "PRON" and not _is_given_to(verb, thing)
    has_clause = any(one.dep_ in ("acl", "ccomp") for one in thing.children)  # "accusations that …": by `told_nouns`
    is_refused = lemma in _REFUSE and thing.lemma_.lower() in _REFUSED and not has_clause
    is_given = lemma == "give" and thing.lemma_.lower() in _TOLLS
    if is_told or is_reported or is_refused or is_given or (lemma == "cite" and _is_reason(verb, thing)):
        return _with_place(parsed, verb, thing, "attribution.object")
    if lemma == "claim" and thing.lemma_.lower() in cues.CLAIMED:
        return _with_place(parsed, verb, thing, "attribution.responsibility")
    return None


def _suggested(parsed: Parsed, verb: Token, lemma: str) -> _Found:
    """ "reports suggest a criminal act"."""
    thing, who = _object(verb), subject(verb)
    if lemma not in _SUGGEST or thing is None or who is None or who.lower_ not in _RUMOURS or thing.pos_ != "NOUN":
        return None
    return _with_place(parsed, verb, thing, "attribution.object")


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
    _suggested,
)


def _object(verb: Token) -> Token | None:
    """What a verb takes; nothing past a mark: "charged him, they said Sunday — | murder"."""
    things = (one for one in verb.children if one.dep_ in ("dobj", "attr", "oprd") and one.i > verb.i)
    thing = next(things, None)
    if thing is None or any(one.text in _MARKS for one in verb.doc[verb.i + 1 : thing.i]):
        return None
    return thing


def _is_infinitive(verb: Token) -> bool:
    is_perfect = verb.tag_ == "VBN" and any(child.lower_ in ("have", "be") for child in verb.children)
    return (verb.tag_ == "VB" or is_perfect) and _has(verb, "to")


def _has(head: Token, word: str) -> bool:
    return any(child.lower_ == word for child in head.children)


def _is_reason(verb: Token, thing: Token) -> bool:
    """Whether what is cited is why, not who: "banned the airline, citing | security"."""
    who = subject(speaking_verb(verb))
    return (
        thing.pos_ == "NOUN" and not can_speak(thing) and (verb.tag_ != "VBG" or (who is not None and can_speak(who)))
    )


def _is_given_to(verb: Token, thing: Token) -> bool:
    """ "reported the theft to the police", "reported the cause as drowning": told to whom, or as what."""
    return any(one.dep_ == "prep" and one.lower_ in ("to", "as") for one in (*verb.children, *thing.children))


def _with_place(parsed: Parsed, verb: Token, thing: Token, rule: str) -> _Found:
    """A thing, less what only describes it after a comma, with the places that the parser may hang on the verb.

    "reported gunfire | near the port"; "denied the accusation, | which it called absurd".
    """
    last = thing.right_edge.i
    for child in verb.children:
        told_in = [one for one in child.children if one.dep_ == "pobj"]
        is_place = child.i == last + 1 and child.lower_ in _PLACING and told_in and not _is_occasion(told_in[0])
        if is_place or (child.i == last + 2 and child.lower_ == "including"):
            last = child.right_edge.i
    asides = [one for one in thing.subtree if one.dep_ == "relcl" and one.left_edge.nbor(-1).text == ","]
    first = asides[0].left_edge.i if asides else last + 1
    return _whole(parsed, (one for one in parsed.doc[thing.left_edge.i : last + 1] if one.i < first), rule)


def _is_occasion(noun: Token) -> bool:
    """When or in what something was told: "on Monday", "in a statement"."""
    return noun.ent_type_ in ("DATE", "TIME") or noun.lemma_.lower() in cues.CARRIERS


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
