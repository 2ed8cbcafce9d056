"""Prepositional cues: "according to X", "by X's account", and "per X" at the head of a sentence or after a comma.

Convention: the content is the clause before the phrase, or what follows it where it leads; words that only say when or
join sentences ("However, according to …") are no content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.content_ends import content_end
from reportedly.coder.mentions import Attributed, Mention, can_speak, cited, cited_by, mention, source_end, source_start
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import clause_start, edges, subject
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


_CLOSING = {")": "(", "-": "-", "--": "--"}  # of an aside, with the mark that opens it
_JOINS = ("and", "but", "while")
PREPOSITIONS = ("according", "per", "by")
"""The first words of the cues, in lower case."""
_TELLINGS = cues.words("report account estimate count tally reckoning calculation admission estimation")


def by_preposition(parsed: Parsed, token: Token, sentence: Tokens) -> Attributed | None:
    """What a prepositional cue attributes in its sentence."""
    cue = preposition_of(parsed, token, sentence)
    head = _named_after(parsed, token, cue[1], sentence) if cue else None
    if cue is None or head is None:
        return None
    source = mention(parsed, head)
    last = max(source_end(parsed, source), head.i)
    if _is_vague(parsed, source) and any(one.lemma_.lower() in cues.CLAUSE and one.i > last for one in sentence):
        return None
    aside = _aside(token, last, sentence)
    begin = _past_cue(token, sentence) if aside is None else aside
    content = _that_after(parsed, last, sentence) or _before(parsed, token, begin, sentence)
    if content is None and aside is None:
        content = _after(parsed, head, last, sentence)
    if content is None:
        return None
    return Attributed(content, source, parsed.span(*cue), "attribution.according", _deeper(parsed, head))


def _that_after(parsed: Parsed, last: int, sentence: Tokens) -> Span | None:
    """ "He told the inquiry, according to the paper, that | he had seen it": both tell what follows."""
    doc = parsed.doc
    if last + 3 >= sentence.end or doc[last + 1].text != "," or doc[last + 2].lower_ != "that":
        return None
    found = edges(doc[last + 3 : content_end(doc[last + 3 : sentence.end])])
    return parsed.span(*found) if found else None


def preposition_of(parsed: Parsed, token: Token, sentence: Tokens) -> tuple[int, int] | None:
    """First and last token of a prepositional cue that begins at `token`."""
    if token.lower_ == "according" and token.i + 1 < len(parsed.doc) and parsed.doc[token.i + 1].lower_ == "to":
        return token.i, token.i + 1
    if token.lower_ == "per" and (token.i == sentence.start or _is_set_off(token)):
        return token.i, token.i
    if token.lower_ != "by" or token.dep_ != "prep":
        return None
    told = [one for one in token.children if one.dep_ == "pobj" and one.lemma_.lower() in _TELLINGS]
    # "alarmed by reports that patients had been shot" tells what alarmed somebody.
    is_told = any(not any(child.dep_ in ("acl", "relcl", "ccomp") for child in one.children) for one in told)
    return (token.i, token.i) if is_told else None


def _is_set_off(token: Token) -> bool:
    """Whether "per" names a source after a comma: ", per local police"; "two per person" names none."""
    return token.nbor(-1).text == "," and any(
        one.dep_ == "pobj" and one.lower_ != "person" and can_speak(one) for one in token.children
    )


def _named_after(parsed: Parsed, token: Token, last_cue: int, sentence: Tokens) -> Token | None:
    doc = parsed.doc
    heads = [one for one in (*doc[last_cue].children, *token.children) if one.dep_ == "pobj"]
    # "according to Texas | Senator Ada Lund", of which the parser made two
    heads = [one for one in token.children if heads and one.dep_ == "nsubj" and _runs_on(heads[0], one)] + heads
    heads += [one for one in doc[last_cue + 1 : sentence.end] if one.pos_ in ("NOUN", "PROPN", "PRON")]
    return heads[0] if heads else None


def _runs_on(place: Token, name: Token) -> bool:
    """Whether a name goes on from the place before it: only capitals between."""
    return place.i < name.i and all(one.pos_ == "PROPN" for one in place.doc[place.i : name.i + 1])


def _deeper(parsed: Parsed, head: Token) -> tuple[Mention, Span] | None:
    """ "According to the BBC, citing officials"."""
    citing = [one for one in head.subtree if one.lemma_.lower() in ("cite", "quote") and one.i > head.i]
    return cited(parsed, head) or (cited_by(parsed, citing[0]) if citing else None)


def _is_vague(parsed: Parsed, source: Mention) -> bool:
    """ "Per reports, the sources said …": the reports are nobody beside the sources."""
    return parsed.doc[source.head].lower_ in ("reports", "accounts") and source_start(parsed, source) == source.head


def _before(parsed: Parsed, token: Token, begin: int, sentence: Tokens) -> Span | None:
    """The clause before the cue, after the last semicolon; None where the words there only lead in."""
    doc = parsed.doc
    found = edges(doc[begin : token.i]) if doc[token.i - 1].text != ";" else None
    if not found or doc[found[1]].dep_ in ("cc", "mark"):
        return None
    if doc[found[1]].pos_ == "AUX" and token.lower_ != "according":
        return None
    if doc[found[1]].pos_ == "AUX":  # "One child was, according to the fire service, among the dead"
        whole = edges(doc[clause_start(doc[sentence.start : token.i]) : sentence.end])
        return parsed.span(*whole) if whole and found[1] > found[0] else None
    clause = clause_start(doc[found[0] : found[1] + 1])
    is_headline = parsed.block.kind == "title" and any(one.like_num for one in doc[clause : found[1] + 1])
    has_verb = is_headline or any(one.pos_ in ("VERB", "AUX") for one in doc[clause : found[1] + 1])
    if found[1] - clause < 1 or not has_verb:
        return None
    begin = found[0] + 1 if doc[found[0]].lower_ in ("and", "but", "while") else found[0]
    return parsed.span(clause_start(doc[begin : found[1] + 1]), found[1])


def _aside(token: Token, last: int, sentence: Tokens) -> int | None:
    """The first token of an aside that a cue ends: "Divers (two | were hurt, according to the navy) left"."""
    doc = token.doc
    closing = doc[last + 1].text if last + 1 < sentence.end else ""
    if closing not in _CLOSING:
        return None
    marks = (one for one in doc[sentence.start + 1 : token.i] if one.text == _CLOSING[closing])
    return max((one.i + 1 for one in marks if one.nbor(-1).whitespace_), default=None)


def _past_cue(token: Token, sentence: Tokens) -> int:
    """The first token past a cue of the same kind: "12 died according to one side and | 20 according to the other"."""
    first = sentence.start
    for one in token.doc[first : token.i]:
        if one.lower_ == "according":
            first = next((other.i + 1 for other in token.doc[one.i : token.i] if other.lower_ in _JOINS), first)
    return first


def _after(parsed: Parsed, head: Token, last: int, sentence: Tokens) -> Span | None:
    begin = _lead_end(parsed, head, last, sentence)
    found = edges(parsed.doc[begin : content_end(parsed.doc[begin : sentence.end])])
    return parsed.span(*found) if found else None


def _lead_end(parsed: Parsed, head: Token, last: int, sentence: Tokens) -> int:
    """Where the content begins after a leading "According to X, who …, in May,"."""
    doc = parsed.doc
    end = max((one.i for one in head.subtree if one.sent == head.sent), default=last)
    commas = [i for i in range(last + 1, sentence.end) if doc[i].text == ","]
    if not commas:
        return last + 1
    past = [i for i in commas if i >= end]
    if past:
        return past[0] + 1
    roots = [one for one in sentence if one.dep_ == "ROOT"]
    if roots:
        own = subject(roots[0])
        begin = min(own.left_edge.i, roots[0].i) if own is not None else roots[0].left_edge.i
        before = [i for i in commas if i < begin]
        if before:
            return before[-1] + 1
    return commas[0] + 1
