"""Things as contents: what is denied, confirmed, reported, cited as a reason, or claimed.

Convention: a thing is told from its first word, with the places after it and without clauses that only describe it; who
was told, when, and in which statement is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cue_verbs import speaking_verb
from reportedly.coder.cues import words
from reportedly.coder.mentions import can_speak
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import edges, subject
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset({"-", "--", ":", ";"})
_TOLD = cues.OBJECT | words("announce request demand")
_SUGGEST = words("suggest indicate describe mention")
_RUMOURS = words("reports accounts rumours rumors")
_PICTURE = words("describe recount")
_STATES = words("dead wounded injured hurt missing killed others")
_MANY = words("dozens scores hundreds thousands several")
_REFUSE = words("reject dismiss refute rebut")
_REFUSED = words("allegation claim accusation charge report suggestion")
_TOLLS = words("toll figure count")
ROLLS = words("toll figure count total number list name register roll tally")
_GIVE = words("give cite quote release publish issue offer provide announce")
_HAVE = words("contain have show carry bear give hold")  # of a list
_IN = ("in", "during", "via")
_WHEN = ("later", "earlier", "before", "on")
_OCCASIONS = words("statement post tweet interview speech briefing conference video message telegram broadcast address")
_PLACING = words("in near at around across along outside inside between")
Found = tuple[Span, str] | None
"""A content with the rule that found it, or nothing."""


def thing_told(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "denied the accusation", "announced a ceasefire", "reported five deaths", "cited a lack of staff"."""
    thing = object_of(verb)
    if thing is None:
        return None
    if verb.tag_ == "VBG" and any(child.tag_ == "WRB" for child in verb.children):
        return None  # "when announcing the shutdown, he …"
    is_told = lemma in _TOLD and thing.pos_ != "PRON"
    is_reported = lemma == "report" and thing.pos_ != "PRON" and not _is_given_to(verb, thing)
    is_number_named = lemma in cues.MENTIONING and any(is_number(one) for one in thing.subtree)
    counts = lemma in cues.COUNTING or is_number_named or (lemma in _HAVE and _is_roll(verb))
    is_counted = counts and _is_count(verb, thing)
    is_pictured = lemma in _PICTURE and thing.pos_ in ("NOUN", "PROPN") and is_body_or_person(verb)
    has_clause = any(one.dep_ in ("acl", "ccomp") for one in thing.children)  # "accusations that …": by `told_nouns`
    is_refused = lemma in _REFUSE and thing.lemma_.lower() in _REFUSED and not has_clause
    is_toll = lemma == "give" and thing.lemma_.lower() in _TOLLS
    is_given = is_toll or (lemma in _GIVE and _counts(thing) and is_body_or_person(verb))
    is_figure = lemma == "say" and thing.pos_ == "NUM"
    is_thing = is_figure or is_told or is_reported or is_refused or is_given or is_pictured
    if is_counted:
        return _as_far(parsed, verb, thing)
    if is_thing or (lemma == "cite" and _is_reason(verb, thing)):
        return with_place(parsed, verb, thing, "attribution.object")
    is_told_on = verb.dep_ == "ccomp" and any(one.tag_ == "PRP" for one in verb.children)  # "said she took the blame"
    owns = (
        not is_told_on
        and lemma in cues.OWNING
        and thing.lower_ in ("responsibility", "blame")
        and is_body_or_person(verb)
    )
    if owns and any(one.lower_ == "for" for one in (*verb.children, *thing.children)):
        return with_place(parsed, verb, thing, "attribution.responsibility")
    if lemma == "claim" and (thing.lemma_.lower() in cues.CLAIMED or thing.lower_ in cues.CLAIMED):
        return with_place(parsed, verb, thing, "attribution.responsibility")
    return None


def suggested(parsed: Parsed, verb: Token, lemma: str) -> Found:
    """ "reports suggest a criminal act"."""
    thing, who = object_of(verb), subject(verb)
    if lemma not in _SUGGEST or thing is None or who is None or who.lower_ not in _RUMOURS or thing.pos_ != "NOUN":
        return None
    return with_place(parsed, verb, thing, "attribution.object")


def object_of(verb: Token) -> Token | None:
    """What a verb takes; nothing past a mark: "charged him, they said Sunday — | murder"."""
    things = (one for one in verb.children if one.dep_ in ("dobj", "attr", "oprd") and one.i > verb.i)
    thing = next(things, None)
    if thing is None or any(one.text in _MARKS for one in verb.doc[verb.i + 1 : thing.i]):
        return None
    return thing


def _is_reason(verb: Token, thing: Token) -> bool:
    """Whether what is cited is why, not who: "banned the airline, citing | security"."""
    who = subject(speaking_verb(verb))
    return (
        thing.pos_ == "NOUN" and not can_speak(thing) and (verb.tag_ != "VBG" or (who is not None and can_speak(who)))
    )


def _as_far(parsed: Parsed, verb: Token, thing: Token) -> Found:
    """What is counted with all that the parser hung on the verb: "280 deaths, as well as the abduction of six"."""
    beside = [one for one in verb.children if one.i > thing.i and one.dep_ in ("conj", "advcl", "parataxis")]
    end = min((one.left_edge.i for one in beside if one.pos_ in ("VERB", "AUX")), default=verb.right_edge.i + 1)
    while end - 1 > thing.i and (parsed.doc[end - 1].dep_ == "cc" or parsed.doc[end - 1].is_punct):
        end -= 1
    end = max(end, past_figures(parsed, end - 1, verb.sent.end) + 1)
    return whole(parsed, parsed.doc[thing.left_edge.i : end], "attribution.object")


def _is_count(verb: Token, thing: Token) -> bool:
    """Whether a body or a person counts people or harms, not albums or goals."""
    is_harm = thing.lemma_.lower() in cues.COUNTED or thing.lower_ in cues.COUNTED
    return (is_harm or _counts(thing)) and is_body_or_person(verb)


def _counts(thing: Token) -> bool:
    """Whether a thing is a figure of harm or a roll of it: "23 | injured", "a figure | of seven dead"."""
    if thing.lower_ in _STATES or thing.lemma_.lower() in ROLLS:
        return any(one.like_num and one.nbor(1).lower_ in _STATES for one in thing.subtree if one.i + 1 < len(one.doc))
    is_followed = thing.i + 1 < len(thing.doc) and thing.nbor(1).lower_ in _STATES
    return is_number(thing) and is_followed


def is_number(token: Token) -> bool:
    """Whether a word stands for how many: "23", "dozens"."""
    return token.like_num or token.lower_ in _MANY


def _is_roll(verb: Token) -> bool:
    """Whether what has or shows something is a list or count of somebody's."""
    who = subject(verb)
    return who is not None and who.lemma_.lower() in ROLLS


def is_body_or_person(verb: Token) -> bool:
    """Whether what a verb says is said by somebody who can speak, none of them the speaker of a quotation."""
    who = subject(verb)
    if who is None or any(one.dep_ == "auxpass" for one in verb.children):
        return False
    return who.lower_ not in cues.FIRST_PERSON and can_speak(who)


def _is_given_to(verb: Token, thing: Token) -> bool:
    """ "reported the theft to the police", "reported the cause as drowning": told to whom, or as what."""
    return any(one.dep_ == "prep" and one.lower_ in ("to", "as") for one in (*verb.children, *thing.children))


def with_place(parsed: Parsed, verb: Token, thing: Token, rule: str) -> Found:
    """A thing, less what only describes it after a comma, with the places that the parser may hang on the verb.

    "reported gunfire | near the port"; "denied the accusation, | which it called absurd".
    """
    last = thing.right_edge.i
    for child in verb.children:
        told_in = [one for one in child.children if one.dep_ == "pobj"]
        is_place = child.i == last + 1 and child.lower_ in _PLACING and told_in and not _is_occasion(told_in[0])
        # "called for action | to correct the crisis"
        to_do = rule == "attribution.preposition" and child.dep_ in ("xcomp", "advcl") and child.tag_ == "VB"
        if (
            is_place
            or (to_do and child.left_edge.i == last + 1)
            or (child.i == last + 2 and child.lower_ == "including")
        ):
            last = child.right_edge.i
    last = past_figures(parsed, last, verb.sent.end)
    asides = [one for one in thing.subtree if one.dep_ == "relcl" and one.left_edge.nbor(-1).text == ","]
    first = asides[0].left_edge.i if asides else last + 1
    return whole(parsed, (one for one in parsed.doc[thing.left_edge.i : last + 1] if one.i < first), rule)


def past_figures(parsed: Parsed, last: int, end: int) -> int:
    """The last token of figures that the parser broke: "reported 12 dead | and 30 injured"."""
    doc = parsed.doc
    last -= doc[last].dep_ == "cc"
    while last + 1 < end:
        at = last + 1
        if is_number(doc[last]) and doc[at].lower_ in _STATES:
            last = at
            continue
        at += doc[at].text == ","
        at += at < end and doc[at].lower_ == "and"
        state = at + 1 + (at + 1 < end and doc[at + 1].tag_ == "RB")  # "two | badly | hurt"
        if at == last + 1 or state >= end or not is_number(doc[at]) or doc[state].lower_ not in _STATES:
            break
        last = state
    return last


def _is_occasion(noun: Token) -> bool:
    """When or in what something was told: "on Monday", "in a statement"."""
    return noun.ent_type_ in ("DATE", "TIME") or noun.lemma_.lower() in cues.CARRIERS


def before_occasion(parsed: Parsed, content: Span) -> Span:
    """A content without in what it was told, which the parser may hang on its noun: "the attack | in a statement"."""
    tokens = parsed.tokens(content)
    for token in tokens[1:]:
        told_in = [one for one in token.children if one.dep_ == "pobj"] if token.lower_ in _IN else []
        is_occasion = any(token.lower_ == "via" or one.lemma_.lower() in _OCCASIONS for one in told_in)
        after = parsed.doc[token.right_edge.i + 1 : tokens.end]
        if is_occasion and all(one.ent_type_ in ("DATE", "TIME") or one.lower_ in _WHEN for one in after):
            return parsed.span(tokens.start, token.i - 1)
    return content


def whole(parsed: Parsed, tokens: Iterable[Token], rule: str) -> Found:
    """All of some tokens as a content, with the rule that found them."""
    found = edges(tokens)
    return (parsed.span(*found), rule) if found else None
