"""Who says a quotation: by the cue beside the marks, "according to", the words before a colon or the sentence before.

Convention: the nearest cue outside of the marks in the sentences where the quotation begins and ends; a quotation of a
few words is a speaker's only where a cue governs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.according import preposition_of
from reportedly.coder.cue_verbs import cue_span, is_cue, is_only_possible
from reportedly.coder.mentions import Mention, Speaker, can_speak, cited, cited_by, mention, mention_of
from reportedly.coder.parse import Parsed
from reportedly.coder.quotation_neighbours import after_colon, after_stop, before_colon, begins_sentence
from reportedly.coder.quotations import Quotation
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CALLS = cues.words("dub term refer deem")
_SMALL = cues.words("& of the and a an in on for to")
_EMPTY = ("AUX", "PART", "PRON", "DET", "ADP", "CCONJ", "SCONJ", "PUNCT")
SHORT = 4  # words; a quotation as short as this is a speaker's only beside a cue in its own clause
_ANY_CUE = (
    cues.CLAUSE | cues.QUOTE_ONLY | cues.OBJECT | cues.NAMING | cues.INFINITIVE | cues.BELIEF | {"accuse", "blame"}
)


def is_speech(block: Parsed, quotation: Quotation, text: str) -> bool:
    """Whether a quotation is long enough to be somebody's words, not a title or a name."""
    words = text[quotation.inner.start : quotation.inner.end].split()
    return len(words) > SHORT or (begins_sentence(block, quotation) and len(words) > 1)


def own_speaker(
    block: Parsed, index: int, quotation: Quotation, others: tuple[Quotation, ...], text: str
) -> tuple[Speaker, str] | None:
    """The nearest cue in the sentences that hold the quotation's beginning or end; else one before a colon."""
    if text[quotation.outer.start - 1 : quotation.outer.start] == "(" and text.startswith(")", quotation.outer.end):
        return None  # a gloss
    if all(one.pos_ in _EMPTY for one in block.tokens(quotation.inner)):
        return None  # "he 'can' and 'may' …": no words that say anything by themselves
    according = _according(block, quotation)
    if according is not None:
        return Speaker(according[0], according[1], index), "quotation.according"
    for cue, rule in _near_cues(block, quotation, others, text):
        if cue.dep_ == "acl" and cue.tag_ == "VBN" and not any(child.dep_ == "agent" for child in cue.children):
            continue  # "a song called "…" "
        source = mention_of(block, cue)
        if source is None or any(one.inner.start <= source.span.start < one.inner.end for one in others):
            is_passive = any(child.dep_ == "auxpass" for child in cue.children)
            source = None if is_passive else _between(block, cue, quotation) or _beside(block, cue, others)
        if source is None or (cue.lemma_.lower() in cues.MOVING and not can_speak(block.doc[source.head])):
            continue
        words = text[quotation.inner.start : quotation.inner.end].split()
        calls = cue.lemma_.lower() in cues.NAMING | _CALLS
        if len(words) <= SHORT and not begins_sentence(block, quotation) and _is_name(words) and not calls:
            continue
        if len(words) <= SHORT and not _leads_to(block, cue, quotation) and rule != "quotation.after":
            continue
        deeper = cited_by(block, cue) if cue.lemma_.lower() in ("cite", "quote") else cited(block, cue)
        return Speaker(source, cue_span(block, cue), index, deeper), rule
    return (
        before_colon(block, index, quotation, text)
        or after_colon(block, index, quotation, text)
        or after_stop(block, index, quotation, text)
        or _introduced(block, index, quotation, others, text)
    )


def _takes(block: Parsed, verb: Token, quotation: Quotation, text: str) -> bool:
    """Whether a long quotation is what a verb of any kind has as its object: "the writer supposes a "…" "."""
    words = text[quotation.inner.start : quotation.inner.end].split()
    inside = [
        child
        for child in verb.children
        if child.dep_ in ("dobj", "ccomp") and quotation.inner.start <= block.offset + child.idx < quotation.inner.end
    ]
    if len(words) <= SHORT or not inside or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    source = mention_of(block, verb)
    return source is not None and can_speak(block.doc[source.head]) and not _is_name(words)


def _is_unfinished(verb: Token) -> bool:
    """Whether a verb tells no event of its own: "… by saying", "who tried to | warn | them"."""
    return verb.tag_ == "VBG" or any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _is_name(words: list[str]) -> bool:
    """Whether quoted words are a title or a name: "Hero of the Soviet Union", "COVID-19"."""
    return words[0] != "I" and all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words)


def _near_cues(
    block: Parsed, quotation: Quotation, others: tuple[Quotation, ...], text: str
) -> Iterator[tuple[Token, str]]:
    """Cues in the sentences of the quotation's ends with their rules, the likeliest first."""
    sentences = [
        sentence
        for sentence in block.sentences
        if sentence.start < quotation.outer.end and quotation.outer.start < sentence.end
    ]
    candidates: list[tuple[int, int, Token, str]] = []
    is_short = len(text[quotation.inner.start : quotation.inner.end].split()) <= SHORT
    for sentence in {sentences[0], sentences[-1]} if sentences else ():
        over = _cue_over(block, quotation, others) if is_short else None
        for token in block.tokens(sentence):
            is_after = block.offset + token.idx >= quotation.inner.end
            if _inside(block, token, others) or not is_cue(token) or (is_after and _is_unfinished(token)):
                continue
            if is_only_possible(token):
                continue
            if token.lemma_.lower() in _ANY_CUE:
                weight = -1 if token == over else _distance(block, token, quotation, others)
                candidates.append((weight, token.i, token, "quotation.after" if is_after else "quotation.before_marks"))
            elif _takes(block, token, quotation, text):
                weight = 150 + _gap(block, token, quotation)
                candidates.append((weight, token.i, token, "quotation.object"))
    for _, _, token, rule in sorted(candidates, key=lambda one: one[:2]):
        yield token, rule


def _gap(block: Parsed, cue: Token, quotation: Quotation) -> int:
    """Code points between a cue and the nearer end of the quotation."""
    at = block.offset + cue.idx
    return at - quotation.inner.end if at >= quotation.inner.end else quotation.inner.start - at


def _distance(block: Parsed, cue: Token, quotation: Quotation, others: tuple[Quotation, ...]) -> int:
    """How far a cue is from a quotation, in code points; other quotations between them and odd places make it farther.

    After the marks the cue stands at once: '…," he said'. Before them it may be far.
    """
    at = block.offset + cue.idx
    is_after = at >= quotation.inner.end
    first, last = (quotation.inner.end, at) if is_after else (at + 1, quotation.inner.start)
    between = sum(1 for one in others if one != quotation and first <= one.inner.start < last)
    gap = _gap(block, cue, quotation)
    weight = gap + 60 * between + (0 if cue.lemma_.lower() in cues.CLAUSE else 15)
    return weight + (200 if is_after and gap > 60 and not between and not _leads_to(block, cue, quotation) else 0)


def _cue_over(block: Parsed, quotation: Quotation, others: tuple[Quotation, ...]) -> Token | None:
    """The nearest cue above a quotation in the parse: 'called it "an outrage" and said' is a word of who called."""
    inner = quotation.inner
    words = [one for one in block.doc if inner.start <= block.offset + one.idx < inner.end]
    token = words[0] if words else None
    while token is not None and token.head != token:
        token = token.head
        is_outside = not inner.start <= block.offset + token.idx < inner.end and not _inside(block, token, others)
        if is_outside and is_cue(token) and token.lemma_.lower() in _ANY_CUE:
            return token
    return None


def _leads_to(block: Parsed, cue: Token, quotation: Quotation) -> bool:
    """Whether the quotation hangs on the cue in the parse, or the cue on it."""
    return any(
        quotation.inner.start <= block.offset + one.idx < quotation.inner.end for one in (*cue.subtree, cue.head)
    )


def _between(block: Parsed, cue: Token, quotation: Quotation) -> Mention | None:
    """All that stands between the closing mark and a cue, where it is no clause: '…," | a 19-year-old | told us'.

    An apposition between commas is left out: '…," | one of them, | a lawyer, told us'.
    """
    here = [one for one in block.doc[cue.sent.start : cue.i] if block.offset + one.idx >= quotation.outer.end]
    commas = [one.i for one in here if one.text == ","]
    if len(commas) == 2 and commas[1] == cue.i - 1 and commas[0] > here[0].i:
        here = [one for one in here if one.i < commas[0]]
        cue = block.doc[commas[0]]
    if not here or here[-1].i + 1 != cue.i or any(one.pos_ in ("VERB", "AUX", "PUNCT") for one in _outer(here)):
        return None
    head = block.doc[here[0].i : cue.i].root
    head = here[-1] if head.pos_ == "DET" else head  # "the 26-year-old"
    if head.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return None
    return Mention(block.span(here[0].i, here[-1].i), head.i, head.pos_ == "PRON")


def _outer(tokens: list[Token]) -> list[Token]:
    """Tokens without hyphens within a word."""
    return [one for one in tokens if one.text != "-"]


def _beside(block: Parsed, cue: Token, others: tuple[Quotation, ...]) -> Mention | None:
    """What the parser missed: the name beside the cue ("said Bash", "Trump, also on Twitter, defended")."""
    doc = block.doc
    if (
        cue.i + 1 < len(doc)
        and doc[cue.i + 1].pos_ in ("PROPN", "PRON", "DET", "NOUN", "ADJ")
        and doc[cue.i + 1].ent_type_ not in ("DATE", "TIME")
    ):
        heads = list(doc[cue.i + 1 : cue.sent.end].noun_chunks)[:1]
        if heads and heads[0].start <= cue.i + 2 and not _inside(block, heads[0].root, others):
            return Mention(block.span(heads[0].start, heads[0].end - 1), heads[0].root.i, heads[0].root.pos_ == "PRON")
    chunks = [
        chunk
        for chunk in doc[cue.sent.start : cue.i].noun_chunks
        if not _inside(block, chunk.root, others) and chunk.root.dep_ in ("nsubj", "ROOT", "nsubjpass")
    ]
    if chunks:
        chunk = chunks[-1]
        return Mention(block.span(chunk.start, chunk.end - 1), chunk.root.i, chunk.root.pos_ == "PRON")
    return None


def _inside(block: Parsed, token: Token, others: tuple[Quotation, ...]) -> bool:
    return any(one.inner.start <= block.offset + token.idx < one.inner.end for one in others)


def _according(block: Parsed, quotation: Quotation) -> tuple[Mention, Span] | None:
    """ "According to X, "…" is …"."""
    for sentence in block.sentences:
        is_first = sentence.start <= quotation.inner.start < sentence.end
        if not is_first and not sentence.start < quotation.inner.end <= sentence.end:
            continue
        tokens = block.tokens(sentence)
        for token in tokens:
            at = block.offset + token.idx
            if quotation.inner.start < at < quotation.inner.end or at > quotation.outer.end + 3:
                continue
            between = [one.text for one in tokens if at < block.offset + one.idx < quotation.inner.start]
            if ";" in between:
                continue
            cue = preposition_of(block, token, tokens) if token.lower_ == "according" else None
            heads = [one for one in block.doc[cue[1]].children if one.dep_ == "pobj"] if cue else []
            if cue and heads:
                return mention(block, heads[0]), block.span(*cue)
    return None


def _introduced(
    block: Parsed, index: int, quotation: Quotation, others: tuple[Quotation, ...], text: str
) -> tuple[Speaker, str] | None:
    """A quotation that begins a sentence after one that tells who speaks: "… criticized it on Twitter. "The …" "."""
    before = [sentence for sentence in block.sentences if sentence.end <= quotation.outer.start]
    if not before or not begins_sentence(block, quotation) or not is_speech(block, quotation, text):
        return None
    last = before[-1]
    if any(one != quotation and one.outer.start < last.end and last.start < one.outer.end for one in others):
        return None
    ends_with_colon = text[last.end - 1] == ":"
    for token in reversed(list(block.tokens(last))):
        if not is_cue(token) or token.lemma_.lower() not in _ANY_CUE:
            continue
        source = mention_of(block, token)
        if source is not None:
            return Speaker(source, cue_span(block, token), index), "quotation.introduced"
    if ends_with_colon:
        roots = [token for token in block.tokens(last) if token.dep_ == "ROOT"]
        source = mention_of(block, roots[0]) if roots else None
        if source is not None:
            return Speaker(source, cue_span(block, roots[0]), index), "quotation.introduced"
    return None


def colon_speaker(block: Parsed, index: int) -> Speaker | None:
    """Who speaks in the paragraphs after "X said:"."""
    for token in reversed(list(block.doc)):
        if is_cue(token) and token.lemma_.lower() in _ANY_CUE:
            source = mention_of(block, token) or _beside(block, token, ())
            if source is not None:
                return Speaker(source, cue_span(block, token), index)
    return None
