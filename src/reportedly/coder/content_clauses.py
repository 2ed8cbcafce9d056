"""Contents that are clauses after their cue: "said that …", "told them …", "is adamant that …".

Convention (PARC 3, PolNeAR): the content begins after "that" and ends before an aside of the same or another speaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.content_ends import content_end
from reportedly.coder.cue_verbs import (
    FINITE,
    has_own_subject,
    is_against,
    is_aside_cue,
    is_citing,
    is_inserted,
    is_next_cue,
    looks_said,
)
from reportedly.coder.cues import words
from reportedly.coder.headlines import short_clause
from reportedly.coder.mentions import Mention, can_speak
from reportedly.coder.parentheticals import around, inverted
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import edges, subject, subtree
from reportedly.coder.told_things import past_figures
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE = words("clear adamant explicit certain confident convinced")
_TAKES = cues.CLAUSE | cues.BELIEF | cues.SHOWING | {"demand", "ask", "urge"}
_DAYS = cues.words("monday tuesday wednesday thursday friday saturday sunday today yesterday")
_PART_OF = ("among", "including")  # "said | 17 civilians, among them five women, died"
_BECAUSE = ("so", "because", "if", "unless", "until", "although", "though")
_ASIDES = (is_aside_cue, is_next_cue, is_against, is_inserted)
_BEGINS_CLAUSE = ("DET", "PROPN", "NOUN", "NUM", "PRON", "ADJ")


def clause(parsed: Parsed, verb: Token, lemma: str, source: Mention) -> tuple[Span, str] | None:
    """A content clause and its rule: after the cue, before it, or around it."""
    if lemma not in _TAKES:
        return _sure_that(parsed, verb) if lemma == "be" else None
    after = [child for child in verb.children if _is_told(child) and child.i > max(verb.i, source.head)]
    if after and verb.i + 1 < len(parsed.doc) and verb.nbor(1).text != ";":
        return named(after_cue(parsed, verb, after[0]), "attribution.clause")
    if lemma in cues.TELLING and (told := _told_to(verb)) is not None:
        return named(after_cue(parsed, verb, told), "attribution.clause")
    if lemma in cues.CLAUSE and (short := short_clause(parsed, verb)):
        return short, "attribution.clause"
    aside = around(parsed, verb, lemma, source) or inverted(parsed, verb, source)
    if aside:
        return aside, "attribution.parenthetical"
    if lemma not in cues.CLAUSE:
        return None
    if verb.dep_ == "ccomp" and (beyond := _beyond_comma(parsed, verb)):
        return beyond, "attribution.clause"
    loose = next((child for child in verb.children if child.i > verb.i and _is_unmarked(child)), None)
    return named(_from_subject(parsed, loose), "attribution.clause") if loose else _unparsed_clause(parsed, verb)


def _told_to(verb: Token) -> Token | None:
    """A clause without "that" which the parser hung on who was told: "told the paper | they had seen it"."""
    for thing in verb.children:
        for one in thing.children if thing.dep_ == "dobj" and can_speak(thing) else ():
            first = one.left_edge
            if one.dep_ == "relcl" and first.dep_ in ("nsubj", "nsubjpass") and first.tag_ == "PRP":
                return one
    return None


def _beyond_comma(parsed: Parsed, verb: Token) -> Span | None:
    """ "The agency reported on Thursday, | the toll had risen", of which the parser made the cue a part."""
    doc, top, at = parsed.doc, verb.head, _after_adverbials(verb)
    comma = next((i for i in (at - 1, at) if verb.i < i and doc[i].text == ","), None)
    if comma is None or comma + 1 >= verb.sent.end or top.i < comma or not has_own_subject(top):
        return None
    if verb.left_edge.i != verb.sent.start or doc[comma + 1].text == '"':
        return None
    found = edges(doc[comma + 1 : content_end(doc[comma + 1 : verb.sent.end], verb)])
    return parsed.span(*found) if found else None


def _is_told(child: Token) -> bool:
    """Whether a clause under a cue is its content: "said it was", "which they say | exceeds 60"."""
    if child.dep_ == "xcomp":
        before = [one for one in child.subtree if one.i < child.i]
        is_clause = any(one.dep_ == "nsubj" for one in before) and any(one.tag_ in FINITE for one in before)
        return child.tag_ in ("VBZ", "VBD") or is_clause
    return bool(child.dep_ == "ccomp" and child.pos_ != "PUNCT")


def _is_unmarked(child: Token) -> bool:
    """A clause that the parser hung beside its cue, though nothing marks it as "when" or "because"."""
    parts = list(child.children)
    return (
        child.dep_ == "advcl"
        and has_own_subject(child)
        and (child.tag_ in FINITE or any(one.dep_ in ("aux", "auxpass") and one.tag_ in FINITE for one in parts))
        and not any(one.dep_ == "mark" or one.tag_ in ("WRB", "WP", "WDT") for one in parts)
        and child.left_edge.nbor(-1).text != ","
    )


def _from_subject(parsed: Parsed, head: Token) -> Span | None:
    """A clause from its subject on; what stands before tells when it was said."""
    own = next(child for child in head.children if child.dep_ in ("nsubj", "nsubjpass"))
    found = edges(one for one in head.subtree if one.i >= own.left_edge.i)
    return parsed.span(*found) if found else None


def named(content: Span | None, rule: str) -> tuple[Span, str] | None:
    """A content with the rule that found it."""
    return (content, rule) if content else None


def _sure_that(parsed: Parsed, verb: Token) -> tuple[Span, str] | None:
    """ "was clear that …", "is adamant that …"."""
    for child in verb.children:
        if child.dep_ == "acomp" and child.lower_ in _SURE:
            clauses = [one for one in (*child.children, *verb.children) if one.dep_ == "ccomp" and one.i > child.i]
            if clauses:
                return named(after_cue(parsed, child, clauses[0]), "attribution.clause")
    return None


def after_cue(parsed: Parsed, verb: Token, head: Token) -> Span | None:
    """The clause under `head`, after its cue and "that", less the asides of speakers."""
    asides = [one for one in head.subtree if any(is_aside(one) for is_aside in _ASIDES)]
    begin = _after_day(verb, verb.i + 1)
    tokens = [one for one in subtree(head, asides) if one.i >= begin and not is_citing(one)]
    while tokens and (tokens[0].is_punct or _only_that(tokens[0])) and tokens[0].text not in ('"', "("):
        tokens = tokens[1:]
    while tokens and tokens[0].lower_ == "that" and _opens_clause(verb, tokens[0]):
        tokens = tokens[1:]
    found = edges(tokens)
    if not found:
        return None
    first = _after_day(verb, _first_of_content(parsed, verb, found[0]))
    last = max(found[1], _last_joined(verb, found[1]))
    if parsed.block.kind == "title":  # "says four dead, | six hurt"
        last = past_figures(parsed, last, verb.sent.end)
    whole = edges(parsed.doc[first : content_end(parsed.doc[first : last + 1], verb)])
    return parsed.span(*whole) if whole and whole[0] < whole[1] else None


def _only_that(token: Token) -> bool:
    """Whether a word tells how much was said, no part of it: "said | only | that it was late"."""
    return token.lower_ in ("only", "just", "merely", "simply") and token.nbor(1).lower_ == "that"


def _opens_clause(verb: Token, that: Token) -> bool:
    """Whether "that" only opens a clause: "said | that | it", "said | that | heroin was cheap", not "said that was"."""
    if that.nbor(1).like_num and verb.lemma_.lower() in cues.TELLING:
        return True
    if that.dep_ in ("mark", "advmod") or that.tag_ == "IN":
        return True
    return that.i == verb.i + 1 and that.dep_ == "det" and that.nbor(1).tag_ in ("NN", "NNS", "NNP", "NNPS")


def _after_day(verb: Token, first: int) -> int:
    """The first token past the day that something was said on: "said | late on Monday | they would leave"."""
    doc, at = verb.doc, first
    for lead in (("late", "early"), ("on",)):
        if at < len(doc) and doc[at].lower_ in lead:
            at += 1
    if at < len(doc) and doc[at].lower_ in _DAYS and doc[at].dep_ not in ("poss", "compound", "nsubj"):
        return at + 1
    return first


def _last_joined(verb: Token, last: int) -> int:
    """The end of clauses joined to the content that the parser hung on the cue: "said that A and that B"."""
    joined = [
        child
        for child in verb.children
        if child.dep_ == "conj"
        and has_own_subject(child)
        and not is_next_cue(child)
        and child.lemma_.lower() not in cues.CLAUSE
    ]
    for child in joined:
        if child.i > last and subject(child) is not None and verb.tag_ != "VBG":
            last = max(last, child.right_edge.i)
    for child in verb.children:
        first = child.left_edge
        if child.dep_ == "ccomp" and first.text == ":" and first.i == last + 1 and first.nbor(1).text != '"':
            last = int(child.right_edge.i)  # "said the wards were full: | 40 people had been admitted"
        if child.dep_ == "ccomp" and first.lower_ == "that" and first.i in (last + 1, last + 2) and first.i > 0:
            last = int(child.right_edge.i)  # "said that A, | that B and that C"
        is_reason = child.dep_ == "advcl" and first.lower_ in _BECAUSE and first.i in (last + 1, last + 2)
        # "said she was ill, but would come": what would be is told, too.
        would = child.dep_ == "conj" and any(one.lower_ == "would" and one.dep_ == "aux" for one in child.children)
        if is_reason or (would and child.i > last):
            last = max(last, child.right_edge.i)
    return last


def _first_of_content(parsed: Parsed, verb: Token, first: int) -> int:
    """Where a content begins whose own beginning the parser hung on the cue: "remarked | toilet paper | is bulky"."""
    doc = parsed.doc
    for i in range(verb.i + 1, min(first, verb.i + 14)):
        if doc[i].lower_ == "that" and doc[i].dep_ in ("mark", "det", "nsubj", "dobj"):
            return i + 1
    if verb.lemma_.lower() in cues.TELLING:
        return first
    beside = [child for child in verb.children if child.dep_ == "dobj" and verb.i < child.i < first]
    if beside and (
        doc[first].lower_ in _PART_OF or not any(doc[i].text in (",", ":") for i in range(beside[-1].i, first))
    ):
        return min(beside[0].left_edge.i, first)
    return first


def _unparsed_clause(parsed: Parsed, verb: Token) -> tuple[Span, str] | None:
    """What the parser missed: "that" within reach of the cue opens the content; so does a clause right after it."""
    return named(_after_that(parsed, verb), "attribution.that") or named(_rest(parsed, verb), "attribution.rest")


def _after_that(parsed: Parsed, verb: Token) -> Span | None:
    doc, end = parsed.doc, verb.sent.end
    tells = verb.lemma_.lower() in cues.TELLING
    for i in range(verb.i + 1, min(verb.i + (25 if tells else 10), end)):
        if _is_relative(doc[i]):
            return None
        if doc[i].lower_ == "that" and doc[i].dep_ in ("mark", "nsubj", "dobj", "pobj", "det") and i + 2 < end:
            found = edges(doc[i + 1 : content_end(doc[i + 1 : end], verb)])
            return parsed.span(*found) if found else None
        if doc[i].text in (";", '"') or (doc[i].text == "," and not tells):
            return None
    return None


def _is_relative(token: Token) -> bool:
    """Whether "that" describes the noun before it: "proposed a law that would help"."""
    return token.lower_ == "that" and token.dep_ in ("nsubj", "dobj") and token.head.dep_ == "relcl"


def _rest(parsed: Parsed, verb: Token) -> Span | None:
    """The rest of the sentence after a cue, where it reads as a clause with a subject and a verb."""
    doc, end = parsed.doc, verb.sent.end
    following = _after_adverbials(verb)
    if verb.dep_ == "advcl" and any(child.dep_ in ("mark", "advmod") and child.i < verb.i for child in verb.children):
        end = next((one.i for one in doc[following:end] if one.text == ","), end)  # "When he announced it, …"
    is_with = verb.dep_ == "pcomp" and has_own_subject(verb)  # "with local media reporting …"
    if not (verb.tag_ in FINITE or looks_said(verb) or is_with) or verb.lemma_.lower() in cues.TELLING:
        return None
    if doc[following].pos_ not in _BEGINS_CLAUSE:
        return None
    if verb.lemma_.lower() == "say" and any(one.tag_ in FINITE for one in doc[following + 1 : end]):
        found = edges(doc[following : content_end(doc[following:end], verb)])
        return parsed.span(*found) if found else None
    stop = next((one.i for one in doc[following:end] if one.text in (";", '"')), end)
    if any(child.dep_ == "dobj" and child.left_edge.i == following for child in verb.children):
        stop = min(stop, next((one.i for one in doc[following:stop] if one.dep_ in ("cc", "mark")), stop))
    if following < end - 2 and any(_is_free(one, verb) for one in doc[following + 1 : stop]):
        found = edges(doc[following : content_end(doc[following:end], verb)])
        return parsed.span(*found) if found else None
    return None


def _is_free(token: Token, verb: Token) -> bool:
    """Whether a token is a finite verb of a clause of its own after the cue."""
    helpers = [child for child in token.children if child.dep_ in ("aux", "mark", "cc")]
    if token.dep_ == "advcl" and token.head == verb and any(one.tag_ == "MD" for one in helpers):
        # "suggested the algae, …, might weaken corals": the parser took the subject for the cue's object.
        return not has_own_subject(token) and all(one.dep_ == "aux" for one in helpers)
    return (
        (token.tag_ in FINITE or any(one.dep_ in ("aux", "auxpass") and one.tag_ in FINITE for one in token.children))
        and token.dep_ not in ("relcl", "acl", "advcl")
        and not _in_relative(token, verb)
        and not (token.lemma_.lower() in _TAKES and (token.dep_ == "conj" or not _tells(token)))
        and any(child.dep_ in ("nsubj", "nsubjpass") and child.i > verb.i for child in token.children)
    )


def _tells(verb: Token) -> bool:
    return any(_is_told(child) and child.i > verb.i for child in verb.children)


def _in_relative(token: Token, verb: Token) -> bool:
    """Whether a verb only describes a noun: "posted a video which they said | showed a prisoner"."""
    while token not in (verb, token.head):
        if token.dep_ == "relcl":
            return True
        token = token.head
    return False


def _after_adverbials(verb: Token) -> int:
    """The first token after a cue and what tells when or where it was said: "announced via Twitter around 11, …"."""
    at = verb.i + 1
    for child in sorted(verb.children, key=lambda one: one.i):
        if child.i >= at and child.dep_ in ("prep", "npadvmod", "advmod", "punct") and child.left_edge.i == at:
            at = child.right_edge.i + 1
    return min(at, len(verb.doc) - 1)
