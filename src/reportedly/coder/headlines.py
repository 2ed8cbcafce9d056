"""Headlines that name a speaker beside a mark: "Police: two dead after shooting", "Two dead after shooting: police".

Convention: only in titles, and only where the words beside the mark name a person or a body; the mark is the cue. A
topic or a place is nobody ("Weather: …"); a topic after the colon is no statement ("Minister: Reports from the front").
After a dash stands only who is told by what he is ("… - ministry"), as a name there may be the paper's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.callings import is_calling
from reportedly.coder.cue_verbs import FINITE
from reportedly.coder.kinds import is_institution
from reportedly.coder.mentions import Attributed, Mention, mention
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import edges
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_SHORTEST = 3  # tokens of what is told before a mark
_TELLING = ("VERB", "AUX", "NUM")  # a headline without any is a topic
_LONGEST = 6  # tokens of a name before the colon, or of a cue with its name at the end
_TAILS = cues.words(
    "say says said claim claims warns warn report reports announce announces finds find suggests suggest confirm "
    "confirms admit admits allege alleges reveal reveals state states"
)
_ASKING = ("WP", "WRB", "WDT")
_BEARERS = ("ORG", "GPE", "NORP", "PERSON")
_HELPERS = cues.words(
    "defence defense protection rescue cross crescent brigade ngo report reports tv radio emergency pentagon kremlin "
    "centcom"
)


def by_colon(parsed: Parsed, sentence: Span, text: str) -> Attributed | None:
    """What a headline's words before a colon say in those after it."""
    if parsed.block.kind not in ("title", "subtitle") or ":" not in text[sentence.start : sentence.end]:
        return None
    tokens = parsed.tokens(sentence)
    colon = next((one for one in tokens if one.text == ":"), None)
    if colon is None or not 1 <= colon.i - tokens.start <= _LONGEST:
        return None
    name = parsed.doc[tokens.start : colon.i]
    head = name.root
    content = edges(parsed.doc[colon.i + 1 : tokens.end])
    if content is None or parsed.doc[content[0]].lemma_.lower() in cues.CARRIERS:
        return None
    if not _speaks(head) or any(one.pos_ in ("VERB", "AUX") or one.like_num for one in name):
        return None  # "Two soldiers dead in ambush: police"
    cue = parsed.span(colon.i, colon.i)
    source = mention(parsed, head)
    if source.span.end > cue.start:
        return None
    return Attributed(parsed.span(*content), source, cue, "attribution.headline")


def _speaks(head: Token) -> bool:
    return head.ent_type_ == "PERSON" or (head.ent_type_ == "ORG" and head.is_upper) or _is_told(head)


def _happens(words: Tokens) -> bool:
    """Whether some words of a headline tell what happened: not "Election results 2024: Ohio"."""
    return any(one.pos_ in ("VERB", "AUX") or one.lower_ == "dead" for one in words)


def _is_named(name: Tokens) -> bool:
    """Whether words at a headline's end are a name, also that of a capital or a country: "…: Moscow"."""
    return name.root.ent_type_ in _BEARERS and all(one.pos_ == "PROPN" or one.lower_ in ("the", "of") for one in name)


def _is_told(head: Token) -> bool:
    """Whether a word tells what a person or a body is: "officials", "mayor", "ministry", "civil defence"."""
    is_one = head.lower_ in cues.UNNAMED_NOUNS or head.lower_ in _HELPERS
    return is_one or is_calling(head.text) or is_institution(head)


def by_end(parsed: Parsed, sentence: Span) -> Attributed | None:
    """What a headline says before a mark and a speaker at its end: "Five killed in strike: officials", "… - army"."""
    if parsed.block.kind not in ("title", "subtitle"):
        return None
    tokens = parsed.tokens(sentence)
    mark = next((one for one in reversed(tokens) if one.text in (":", "-", "--")), None)
    if mark is None or not 1 <= tokens.end - mark.i - 1 <= _LONGEST or mark.i - tokens.start < _SHORTEST:
        return None
    if mark.text != ":" and not (mark.whitespace_ and mark.nbor(-1).whitespace_):
        return None  # a hyphen
    name = parsed.doc[mark.i + 1 : tokens.end]
    said = parsed.doc[tokens.start : mark.i]
    is_told = _is_told(name.root) and name.text.islower()
    speaks = is_told if mark.text != ":" else _speaks(name.root) or (_is_named(name) and _happens(said))
    if not speaks or any(one.pos_ in ("VERB", "AUX") for one in name[1:]):
        return None
    content, named = edges(said), edges(name)
    if content is None or named is None or not any(one.pos_ in _TELLING for one in said):
        return None
    if parsed.doc[content[0]].tag_ in _ASKING:
        return None  # "What we know so far: Gaza"
    source = Mention(parsed.span(*named), name.root.i, False)
    return Attributed(parsed.span(*content), source, parsed.span(mark.i, mark.i), "attribution.headline")


def short_clause(parsed: Parsed, verb: Token) -> Span | None:
    """What a headline's verb says in a clause without a verb of its own: "Russia says | 89 troops killed"."""
    thing = next((one for one in verb.children if one.dep_ == "dobj" and one.i > verb.i), None)
    if parsed.block.kind not in ("title", "subtitle") or thing is None or verb.tag_ not in FINITE:
        return None
    if thing.left_edge.i != verb.i + 1 or not any(one.dep_ == "acl" and one.tag_ == "VBN" for one in thing.children):
        return None
    return parsed.span(verb.i + 1, thing.right_edge.i)


def before_as(parsed: Parsed, content: Span) -> Span:
    """What is told in a headline, without what happens meanwhile: "deal with government | as Turkey invades"."""
    tokens = parsed.tokens(content)
    for token in tokens[1:]:
        if token.lower_ == "as" and any(one.tag_ in FINITE for one in parsed.doc[token.i + 2 : tokens.end]):
            return parsed.span(tokens.start, token.i - 1)
    return content


def by_tail(parsed: Parsed, sentence: Span) -> Attributed | None:
    """What a headline says before a cue at its end that the parser missed: "Stripes dazzle flies, say scientists"."""
    if parsed.block.kind not in ("title", "subtitle"):
        return None
    tokens = parsed.tokens(sentence)
    commas = [one.i for one in tokens if one.text == ","]
    if not commas:
        return None
    after = commas[-1] + 1
    if not 1 < tokens.end - after <= _LONGEST:
        return None
    has_verb = any(one.pos_ in ("VERB", "AUX") for one in parsed.doc[tokens.start : after])
    ends = [after, *(one.i for one in tokens[-1:] if not has_verb or one.pos_ not in ("VERB", "AUX"))]
    cue = next((i for i in ends if parsed.doc[i].lower_ in _TAILS), None)
    if cue is None:
        return None
    content = edges(parsed.doc[tokens.start : commas[-1]])
    named = edges(one for one in parsed.doc[after : tokens.end] if one.i != cue)
    if content is None or named is None or content[1] - content[0] < 1:
        return None
    head = parsed.doc[named[0] : named[1] + 1].root
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    source = Mention(parsed.span(*named), head.i, False)
    return Attributed(parsed.span(*content), source, parsed.span(cue, cue), "attribution.headline")
