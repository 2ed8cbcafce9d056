"""Attribution: which stretch of a sentence is whose, and by which words.

Indirect speech is read off the parse of one sentence; quotations are read by `quoted`. Conventions: PARC 3 and PolNeAR
(source, cue, content), contents without "that" and without the cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.kinds import is_institution
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import edges, source_tokens, subject, subtree
from reportedly.read.locate import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


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


def find_indirect(parsed: Parsed, quoted: tuple[Span, ...], text: str) -> tuple[Attributed, ...]:
    """The indirect attributions of a block. `quoted`: its quotations, marks left out.

    A cue inside a quotation counts where it is somebody else's ("He told us that …").
    """
    found: list[Attributed] = []
    for sentence in parsed.sentences:
        tokens = parsed.tokens(sentence)
        for token in tokens:
            for one in (*_by_verb(parsed, token), *_by_preposition(parsed, token, tokens), *_by_noun(parsed, token)):
                inside = [span for span in quoted if span.start <= one.cue.start < span.end]
                if inside and (_is_own(parsed, one) or not (inside[0].start <= one.content.start < inside[0].end)):
                    continue
                content = _clip(text, one.content, sentence)
                if content and content.end - content.start >= 3:
                    found.append(replace(one, content=content, in_quotation=bool(inside)))
    return tuple(_without_doubles(found))


def _is_own(parsed: Parsed, one: Attributed) -> bool:
    """Whether a cue inside a quotation is the speaker's own ("I said …")."""
    first, head = one.source.span, parsed.doc[one.source.head]
    return head.pos_ != "PROPN" or head.lower_ in cues.FIRST_PERSON or first.start < 0


def _without_doubles(found: list[Attributed]) -> Iterator[Attributed]:
    seen: set[tuple[Span, Span]] = set()
    for one in found:
        key = (one.content, one.source.span)
        if key not in seen:
            seen.add(key)
            yield one


_TAIL = re.compile(r",? (?:citing|quoting) |, (?:prior to|before adding|adding|noting|according to|per) ")


def _clip(text: str, span: Span, sentence: Span) -> Span | None:
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    tail = _TAIL.search(text, start, end)
    end = tail.start() if tail else end
    words = text[start:end].rstrip(" ,;:")
    if words.endswith((" and", " but", " while")):
        end = start + len(words.rsplit(" ", 1)[0])
    while start < end and text[start] in " \t\u00a0,;:-–—":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0,;:-–—":
        end -= 1
    return Span(start, end) if start < end else None


# Verbs --------------------------------------------------------------------------------------------------------


def is_cue(token: Token) -> bool:
    """Whether a verb may attribute: an event of saying told as a fact, not one that is planned, asked for or denied."""
    if token.pos_ not in ("VERB", "AUX") and not (token.pos_ in ("NOUN", "PROPN", "ADJ") and _looks_said(token)):
        return False
    return token.dep_ not in ("amod", "compound")


def _looks_said(token: Token) -> bool:
    """A headline's verb that the tagger took for a noun: "Trump says", "officials claim"."""
    return token.lower_ in _PRESENT and token.i > 0 and token.nbor(-1).pos_ in ("PROPN", "NOUN")


_PRESENT = frozenset("says claims warns denies confirms admits announces reports".split())


def _by_verb(parsed: Parsed, verb: Token) -> Iterator[Attributed]:
    yield from _quoted_as_saying(parsed, verb)
    yield from _inverted_aside(parsed, verb)
    lemma = verb.lemma_.lower() if not _looks_said(verb) else verb.lower_.rstrip("s")
    if not is_cue(verb) or _is_hypothetical(verb):
        return
    source = mention_of(parsed, verb)
    if source is None:
        return
    head = parsed.doc[source.head]
    if lemma in cues.BELIEF and not (
        head.lemma_.lower() in cues.INFORMANTS and any(child.dep_ == "ccomp" for child in verb.children)
    ):
        return
    if _is_evidence(head, lemma):
        return
    via = cited(parsed, verb)
    for span, rule in _contents(parsed, verb, lemma, source):
        yield Attributed(span, source, cue_span(parsed, verb), rule, via)


def _inverted_aside(parsed: Parsed, verb: Token) -> Iterator[Attributed]:
    """ ", reported officials, …" where the parser took the cue for an adjective."""
    doc, sent = parsed.doc, verb.sent
    if verb.lower_ not in ("said", "reported", "announced", "added", "confirmed", "claimed") or verb.dep_ != "amod":
        return
    head = verb.head
    if (
        verb.i <= sent.start
        or doc[verb.i - 1].text != ","
        or head.i + 1 >= len(doc)
        or doc[head.i + 1].text not in ",."
    ):
        return
    left = edges(doc[sent.start : verb.i])
    if left and head.pos_ in ("NOUN", "PROPN"):
        source = Mention(parsed.span(verb.i + 1, head.i), head.i, False)
        yield Attributed(parsed.span(*left), source, parsed.span(verb.i, verb.i), "attribution.inverted")


def _quoted_as_saying(parsed: Parsed, verb: Token) -> Iterator[Attributed]:
    """ "The BBC cited the minister as saying …": two sources, the one who is cited the deeper."""
    if verb.lemma_.lower() not in ("cite", "quote"):
        return
    says = [
        one
        for one in verb.subtree
        if one.tag_ == "VBG" and one.lemma_.lower() in cues.CLAUSE and one.nbor(-1).lower_ == "as" and one.i > verb.i
    ]
    clauses = [child for child in says[0].children if child.dep_ == "ccomp"] if says else []
    people = [child for child in verb.children if child.dep_ == "dobj" and child.i < says[0].i] if says else []
    teller = mention_of(parsed, verb)
    content = _after(parsed, says[0], clauses[0]) if clauses else None
    if not content:
        return
    if people and teller is not None:
        deeper = (_mention(parsed, people[0]), cue_span(parsed, says[0]))
        yield Attributed(content[0], teller, cue_span(parsed, verb), "attribution.as_saying", deeper)
    elif teller is not None:
        yield Attributed(content[0], teller, cue_span(parsed, says[0]), "attribution.as_saying")


def _is_hypothetical(verb: Token) -> bool:
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    if words & {"would", "could", "may", "might", "should", "will", "must", "can", "wo", "ca"}:
        return verb.lemma_.lower() not in ("say", "argue")
    if words & {"not", "n't", "never"}:
        return verb.lemma_.lower() in cues.NAMING | {
            "say",
            "comment",
            "confirm",
            "respond",
            "specify",
            "reveal",
            "disclose",
            "state",
        }
    return (
        "to" in words
        and verb.dep_ in ("xcomp", "advcl", "acl", "relcl")
        and not any(child.dep_ in ("ccomp",) for child in verb.children)
    )


def _is_evidence(head: Token, lemma: str) -> bool:
    """Footage and things show; they say nothing. Words do: a statement says. Persons and bodies may show as well."""
    if head.lemma_.lower() in {"footage", "video", "image", "photo", "photograph", "picture", "camera", "law", "bill"}:
        return True
    if lemma not in (
        "show",
        "find",
        "indicate",
        "suggest",
        "reveal",
        "confirm",
        "mean",
        "predict",
        "estimate",
        "determine",
    ):
        return False
    speaks = (
        head.pos_ in ("PROPN", "PRON")
        or is_institution(head)
        or head.lemma_.lower() in cues.UNNAMED_NOUNS | cues.CARRIERS
    )
    return not speaks or head.lower_ in ("it", "this", "that", "which")


def mention_of(parsed: Parsed, verb: Token) -> Mention | None:
    """The words that name who speaks: the subject, the agent of a passive, or what a reduced clause describes."""
    doc = parsed.doc
    found = subject(_speaking(verb))
    is_passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or (
        verb.tag_ == "VBN" and any(child.dep_ == "agent" for child in verb.children)
    )
    if is_passive:
        agents = [
            one for child in verb.children if child.dep_ == "agent" for one in child.children if one.dep_ == "pobj"
        ]
        quoted_as = (
            found is not None
            and any(child.lower_ in ("as",) for child in verb.children)
            and verb.lemma_ in ("quote", "cite")
        )
        reports = verb.dep_ in ("ROOT", "ccomp", "relcl", "conj") or any(
            child.lower_ == "as" for child in verb.children
        )
        found = agents[0] if agents and reports else (found if quoted_as else None)
    if found is None and not is_passive and verb.tag_ in _FINITE and verb.i > verb.sent.start:
        before = verb.nbor(-1)
        if before.pos_ in ("PROPN", "NOUN") and before.dep_ in ("pobj", "conj", "appos", "npadvmod", "dobj"):
            found = before
    if found is None and verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBG":
        found = verb.head
    if found is not None and found.lower_ in ("who", "which", "that") and _antecedent(verb) is not None:
        found = _antecedent(verb)
    if found is None or found.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"):
        return None
    if found.lower_ in (
        "there",
        "this",
        "that",
        "these",
        "what",
        "which",
        "who",
        "it's",
        "you",
        "i",
        "we",
        "us",
        "one",
    ):
        return None if found.lower_ not in ("one",) else _mention(parsed, found)
    if found.lower_ == "it" and verb.lemma_ in ("mean", "seem", "appear", "find", "show", "suggest"):
        return None
    return _mention(parsed, doc[found.i])


def _is_next_cue(verb: Token) -> bool:
    """A verb of saying joined to a content that goes on with the outer speaker, or brings another: "… and urged the
    crowd", "… while the minister wrote"."""
    if (
        verb.pos_ != "VERB"
        or verb.lemma_.lower() not in cues.CLAUSE | cues.COMPLEMENT | {"call"}
        or verb.tag_ not in ("VBD", "VBZ", "VBP")
    ):
        return False
    own = _has_own_subject(verb)
    if verb.dep_ == "conj":
        return not own or (verb.left_edge.i > 0 and verb.left_edge.nbor(-1).lower_ in ("and", "but"))
    return verb.dep_ == "advcl" and own and any(child.lower_ in ("while", "as", "whereas") for child in verb.children)


def _speaking(verb: Token) -> Token:
    """The verb whose subject speaks: for ", blaming …" inside a content that of the outer cue."""
    if _is_aside_cue(verb) or (verb.dep_ == "conj" and _is_next_cue(verb) and not _has_own_subject(verb)):
        head = verb.head
        while head.dep_ in ("ccomp", "conj") and head.head.lemma_.lower() not in cues.CLAUSE and head.head != head:
            head = head.head
        if head.dep_ == "ccomp" and head.head.lemma_.lower() in cues.CLAUSE:
            return head.head
    return verb


def _antecedent(verb: Token) -> Token | None:
    while verb.dep_ in ("conj", "aux"):
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


_OF_PERSON = re.compile(r"^(.*?)(?:'s|’s|s'|s’)$")


def _mention(parsed: Parsed, head: Token) -> Mention:
    """A source's words. A statement, report or letter stands for whose it is, where the text says whose."""
    if head.lemma_.lower() in cues.CARRIERS:
        owners = [
            child for child in head.children if child.dep_ == "poss" and child.ent_type_ in ("PERSON", "ORG", "GPE")
        ]
        if owners:
            first, last = source_tokens(owners[0])
            while last > first and parsed.doc[last].text in ("'s", "'", "’s", "’"):
                last -= 1
            return Mention(parsed.span(first, last), owners[0].i, False)
        makers = [
            one
            for child in head.children
            if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by", "in")
            for one in child.children
            if one.dep_ == "pobj"
            and (
                one.ent_type_ in ("ORG", "PERSON", "GPE")
                or one.pos_ == "PROPN"
                or (one.pos_ == "NOUN" and child.lower_ != "in")
            )
            and one.ent_type_ != "DATE"
        ]
        if makers:
            first, last = source_tokens(makers[0])
            return Mention(parsed.span(first, last), makers[0].i, False)
    first, last = source_tokens(head)
    pronoun = head.pos_ == "PRON" and head.lower_ in cues.PRONOUNS_PERSON | cues.PRONOUNS_GROUP
    return Mention(parsed.span(first, last), head.i, pronoun)


def cue_span(parsed: Parsed, verb: Token) -> Span:
    """The cue's own words: the verb, with a particle or preposition that belongs to it ("called for")."""
    after = verb.nbor(1) if verb.i + 1 < len(parsed.doc) else None
    lemma = verb.lemma_.lower()
    if after is not None and (after.dep_ == "prt" or after.lower_ in cues.PREPOSITIONAL.get(lemma, ())):
        return parsed.span(verb.i, after.i)
    return parsed.span(verb.i, verb.i)


# Contents -----------------------------------------------------------------------------------------------------


def _contents(parsed: Parsed, verb: Token, lemma: str, source: Mention) -> Iterator[tuple[Span, str]]:
    clause = _clause(parsed, verb, lemma, source)
    if clause:
        yield clause
        return
    children = list(verb.children)
    takes = lemma in cues.CLAUSE or lemma in cues.OBJECT
    for child in children:
        if (
            child.lower_ in cues.PREPOSITIONAL.get(lemma, ())
            and child.i == verb.i + 1
            and child.dep_ in ("mark", "prt")
        ):
            yield from _reach(parsed, verb, child.i + 1, "attribution.preposition")
            return
        if child.dep_ in ("advcl", "xcomp", "ccomp") and any(
            one.dep_ == "mark" and one.lower_ in cues.PREPOSITIONAL.get(lemma, ()) for one in child.children
        ):
            yield from _reach(parsed, verb, verb.i + 2, "attribution.preposition")
            return
        if child.dep_ == "prep" and child.lower_ in cues.PREPOSITIONAL.get(lemma, ()):
            yield from _subtree_span(
                parsed, (one for one in child.subtree if one.i != child.i), "attribution.preposition"
            )
            return
    objects = [child for child in children if child.dep_ in ("dobj", "attr", "oprd") and child.i > verb.i]
    if lemma in cues.NAMING and objects and any(child.lower_ == "as" or child.dep_ in ("oprd",) for child in children):
        yield from _reach(parsed, verb, objects[0].left_edge.i, "attribution.naming")
        return
    if lemma in cues.INFINITIVE | cues.OBJECT and verb.dep_ != "relcl":
        for child in children:
            if (
                child.dep_ == "xcomp"
                and child.i > verb.i
                and (child.tag_ == "VBG" or any(c.lower_ == "to" for c in child.children))
            ):
                yield from _subtree_span(parsed, child.subtree, "attribution.infinitive")
                return
    if (
        lemma in cues.CLAUSE - {"tell", "ask", "advise", "recommend"}
        and objects
        and lemma in ("report", "say", "declare", "confirm", "allege", "claim")
    ):
        if any(child.dep_ in ("xcomp", "ccomp") for child in (*children, *objects[0].children)) or any(
            one.dep_ == "acl" and any(c.lower_ == "to" for c in one.children) for one in objects[0].children
        ):
            yield from _reach(parsed, verb, objects[0].left_edge.i, "attribution.report_to_be")
            return
    if (
        lemma in cues.EMPHASIS
        and objects
        and objects[0].lower_ in ("need", "importance", "necessity", "urgency", "commitment", "support")
    ):
        yield from _subtree_span(parsed, subtree(objects[0]), "attribution.emphasis")
        return
    if lemma in cues.COMPLEMENT and objects:
        if (
            lemma == "accuse" and any(child.lower_ == "of" for child in (*children, *objects[0].children))
        ) or lemma == "blame":
            yield from _reach(parsed, verb, objects[0].left_edge.i, "attribution.accusation")
        elif lemma in ("urge", "ask", "advise", "demand", "request", "encourage"):
            if any(child.dep_ == "auxpass" for child in children) or (
                verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl")
            ):
                return
            if lemma in ("urge", "ask", "advise", "encourage") and any(
                child.dep_ in ("xcomp", "ccomp") for child in children
            ):
                yield from _reach(parsed, verb, objects[0].left_edge.i, "attribution.request")
    elif lemma in cues.COMPLEMENT and any(child.dep_ in ("xcomp", "ccomp") and child.i > verb.i for child in children):
        yield from _reach(parsed, verb, verb.i + 1, "attribution.request")
    elif (
        (lemma in cues.OBJECT | {"announce"} and objects and takes and objects[0].pos_ != "PRON")
        or (
            lemma == "cite"
            and objects
            and objects[0].pos_ == "NOUN"
            and verb.tag_ != "VBG"
            and not (objects[0].lemma_.lower() in cues.UNNAMED_NOUNS | cues.CARRIERS or is_institution(objects[0]))
        )
        or (lemma == "report" and objects and _counts(objects[0]))
    ):
        yield from _subtree_span(parsed, subtree(objects[0]), "attribution.object")
    elif lemma == "claim" and objects and objects[0].lower_ == "responsibility":
        yield from _subtree_span(parsed, subtree(objects[0]), "attribution.responsibility")


def _counts(noun: Token) -> bool:
    """Whether a noun is counted: "five new deaths", "no casualties"."""
    if noun.lemma_.lower() in ("casualty", "death", "injury", "fatality"):
        return True
    return any(child.dep_ == "nummod" or child.lower_ in ("no", "several", "dozens", "many") for child in noun.children)


def _subtree_span(parsed: Parsed, tokens: Iterator[Token], rule: str) -> Iterator[tuple[Span, str]]:
    found = edges(tokens)
    if found:
        yield parsed.span(*found), rule


def _reach(parsed: Parsed, verb: Token, first: int, rule: str) -> Iterator[tuple[Span, str]]:
    """From a token to the end of what hangs on the verb."""
    last = max((one.i for one in verb.subtree if not _is_aside(one, verb)), default=verb.i)
    found = edges(parsed.doc[i] for i in range(first, last + 1))
    if found:
        yield parsed.span(*found), rule


def _is_aside(token: Token, verb: Token) -> bool:
    """Whether a token belongs to a clause beside the content: ", adding that …", "and left"."""
    while token != verb and token.head != token:
        if token.head == verb and token.i > verb.i and token.dep_ in ("conj", "advcl", "parataxis", "cc", "punct"):
            return True
        token = token.head
    return False


_RECIPIENTS = ("dobj", "dative", "npadvmod", "advmod", "prep")


def _clause(parsed: Parsed, verb: Token, lemma: str, source: Mention) -> tuple[Span, str] | None:
    """A content clause: after the cue, before it, or around it."""
    if lemma not in cues.CLAUSE | cues.BELIEF | cues.SHOWING | {"demand", "ask", "urge"}:
        return _clear_that(parsed, verb) if lemma == "be" else None
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and child.i != verb.i]
    after = [child for child in clauses if child.i > verb.i and child.i > source.head]
    if after and lemma not in ("continue",):
        return _after(parsed, verb, after[0])
    around = _around(parsed, verb, source) or _inverted(parsed, verb, source)
    if around:
        return around, "attribution.parenthetical"
    if lemma in cues.CLAUSE - {"add", "note"} or lemma in ("add", "note"):
        return _that_clause(parsed, verb)
    return None


def _clear_that(parsed: Parsed, verb: Token) -> tuple[Span, str] | None:
    """ "was clear that …", "is adamant that …"."""
    for child in verb.children:
        if child.dep_ == "acomp" and child.lower_ in (
            "clear",
            "adamant",
            "explicit",
            "certain",
            "confident",
            "convinced",
        ):
            clauses = [one for one in (*child.children, *verb.children) if one.dep_ == "ccomp" and one.i > child.i]
            if clauses:
                return _after(parsed, child, clauses[0])
    return None


def _after(parsed: Parsed, verb: Token, clause: Token) -> tuple[Span, str] | None:
    asides = [one for one in clause.subtree if _is_aside_cue(one) or _is_next_cue(one)]
    tokens = [one for one in subtree(clause, asides) if one.i > verb.i and not _is_citing(one)]
    while (
        tokens
        and tokens[0].lower_ in ("that", "as", "if", "how")
        and tokens[0].dep_ in ("mark", "advmod")
        and tokens[0].lower_ == "that"
    ):
        tokens = tokens[1:]
    found = edges(tokens)
    if not found:
        return None
    first = _first_of_content(parsed, verb, found[0])
    # Clauses joined to the content that the parser hung on the cue ("said that A and that B") belong to it.
    last = found[1]
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and child.i > last
            and _has_own_subject(child)
            and child.lemma_.lower() not in cues.CLAUSE
        ):
            own = subject(child)
            if own is not None and parsed.doc[verb.i].tag_ != "VBG":
                last = max(last, max(one.i for one in child.subtree))
    found = edges(parsed.doc[i] for i in range(first, last + 1))
    return (parsed.span(*found), "attribution.clause") if found else None


_TELLS = frozenset("tell inform assure remind warn advise notify reassure".split())


def _first_of_content(parsed: Parsed, verb: Token, first: int) -> int:
    """Where a content begins whose own beginning the parser hung on the cue: "remarked | toilet paper | is bulky"."""
    doc = parsed.doc
    for i in range(verb.i + 1, min(first, verb.i + 14)):
        if doc[i].lower_ == "that" and doc[i].dep_ in ("mark", "det", "nsubj", "dobj"):
            return i + 1
    if verb.lemma_.lower() in _TELLS:
        return first
    beside = [child for child in verb.children if child.dep_ == "dobj" and verb.i < child.i < first]
    if beside and not any(doc[i].text in (",", ":") for i in range(beside[-1].i, first)):
        return min(beside[0].left_edge.i, first)
    return first


def _is_aside_cue(verb: Token) -> bool:
    """A participle after a comma that goes on with the outer speaker's words: ", adding that …", ", blaming …"."""
    return (
        verb.dep_ in ("advcl", "conj", "dep")
        and verb.tag_ == "VBG"
        and verb.i > 0
        and verb.nbor(-1).text == ","
        and verb.lemma_.lower() in cues.CLAUSE | cues.COMPLEMENT | {"call", "describe", "cite", "deny", "label"}
    )


def _has_own_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _is_citing(token: Token) -> bool:
    while token.head != token:
        if token.dep_ in ("advcl", "acl") and token.lemma_.lower() in ("cite", "quote") and token.tag_ == "VBG":
            return True
        token = token.head
    return False


def _around(parsed: Parsed, verb: Token, source: Mention) -> Span | None:
    """The sentence around a cue set off by commas: "A, he said, B" (the longer piece) and "A, he said"."""
    doc, sent = parsed.doc, verb.sent
    first = min(source_start(parsed, source), verb.i)
    last = max(source_end(parsed, source), verb.i)
    group = {one.i for one in verb.subtree if one.dep_ in ("aux", "advmod", "npadvmod", "prep", "dative", "dobj")}
    while (
        last + 1 < sent.end
        and doc[last + 1].text not in (",", ".", ";", '"', ":")
        and (any(one.i == last + 1 and _hangs_on(one, verb) for one in verb.subtree) or last + 1 in group)
    ):
        last += 1
    before_mark = first > sent.start and (doc[first - 1].lower_ == "as" or doc[first - 1].text in (",", '"', "-", "--"))
    at_end = last + 1 >= sent.end or doc[last + 1].text in (".", ",", ";", "!", "?", '"', "-", "--", ":")
    if not (before_mark and at_end):
        return None
    if first > sent.start + 1 and doc[first - 1].lower_ == "as" and doc[first - 2].text == ",":
        first -= 1
    left = edges(doc[i] for i in range(sent.start, first))
    right = (
        edges(doc[i] for i in range(last + 1, sent.end)) if last + 1 < sent.end and doc[last + 1].text == "," else None
    )
    pieces = [
        piece
        for piece in (left, right)
        if piece and any(one.pos_ in ("VERB", "AUX") for one in doc[piece[0] : piece[1] + 1])
    ]
    if not pieces:
        return None
    if left and left in pieces and _is_adverbial(parsed, verb, left):
        pieces.remove(left)
        if not pieces:
            return None
    pieces = [piece for piece in pieces if doc[piece[0]].tag_ not in _FINITE]
    if not pieces:
        return None
    full = left in pieces and any(
        one.tag_ in _FINITE and _has_own_subject(one) for one in doc[left[0] : left[1] + 1] if left
    )
    best = left if full and left else max(pieces, key=lambda piece: piece[1] - piece[0])
    if doc[best[0]].lower_ in ("and", "but") and best[0] < best[1]:
        best = (best[0] + (2 if doc[best[0] + 1].text == "," else 1), best[1])
    return parsed.span(*best)


def _is_adverbial(parsed: Parsed, verb: Token, piece: tuple[int, int]) -> bool:
    """Whether words before the cue only say when or why: "When the council met, they said …"."""
    tops = [
        one for one in parsed.doc[piece[0] : piece[1] + 1] if not piece[0] <= one.head.i <= piece[1] or one.head == one
    ]
    return bool(tops) and all(
        one.dep_ in ("advcl", "prep", "npadvmod", "advmod", "mark", "punct") and one.head == verb for one in tops
    )


def _inverted(parsed: Parsed, verb: Token, source: Mention) -> Span | None:
    """ "A, reported officials, with B": the piece before the cue."""
    doc, sent = parsed.doc, verb.sent
    if (
        source.head < verb.i
        or verb.i <= sent.start
        or doc[verb.i - 1].text != ","
        or source_start(parsed, source) != verb.i + 1
    ):
        return None
    left = edges(doc[i] for i in range(sent.start, verb.i))
    return (
        parsed.span(*left) if left and any(one.pos_ in ("VERB", "AUX") for one in doc[left[0] : left[1] + 1]) else None
    )


def _hangs_on(token: Token, verb: Token) -> bool:
    while token != verb and token.head != token:
        if token.dep_ in ("ccomp", "conj", "advcl", "parataxis"):
            return False
        token = token.head
    return token == verb


def source_start(parsed: Parsed, source: Mention) -> int:
    """The first token of a source's words."""
    return next(token.i for token in parsed.doc if parsed.offset + token.idx >= source.span.start)


def source_end(parsed: Parsed, source: Mention) -> int:
    """The last token of a source's words."""
    return max(token.i for token in parsed.doc if parsed.offset + token.idx < source.span.end)


def _that_clause(parsed: Parsed, verb: Token) -> tuple[Span, str] | None:
    """What the parser missed: "that" within reach of the cue opens the content; so does a clause right after it."""
    doc, sent = parsed.doc, verb.sent
    tells = verb.lemma_.lower() in _TELLS
    for i in range(verb.i + 1, min(verb.i + (25 if tells else 10), sent.end)):
        if doc[i].lower_ == "that" and doc[i].dep_ in ("mark", "nsubj", "dobj", "pobj", "det") and i + 2 < sent.end:
            stop = next((j for j in range(i + 1, sent.end) if doc[j].text in (";",)), sent.end)
            found = edges(doc[j] for j in range(i + 1, stop))
            return (parsed.span(*found), "attribution.that") if found else None
        if doc[i].text in (";", '"') or (doc[i].text == "," and not tells):
            break
    if verb.tag_ not in _FINITE or tells:
        return None
    following = _after_adverbials(verb)
    says = verb.lemma_.lower() == "say" and doc[following].pos_ in ("DET", "PROPN", "NOUN", "NUM", "PRON", "ADJ")
    if says and any(one.tag_ in _FINITE for one in doc[following + 1 : sent.end]):
        stop = next((j for j in range(following, sent.end) if doc[j].text == ";"), sent.end)
        found = edges(doc[following:stop])
        return (parsed.span(*found), "attribution.rest") if found else None
    if following < sent.end - 2 and doc[following].pos_ in ("DET", "PROPN", "NOUN", "NUM", "PRON", "ADJ"):
        for one in doc[following : sent.end]:
            free = one.dep_ not in ("relcl", "acl", "advcl") and one.i > following
            if (
                one.tag_ in _FINITE
                and free
                and any(c.dep_ in ("nsubj", "nsubjpass") and c.i > verb.i for c in one.children)
            ):
                found = edges(doc[following : sent.end])
                return (parsed.span(*found), "attribution.rest") if found else None
            if one.text in (";", '"'):
                break
    return None


def _after_adverbials(verb: Token) -> int:
    """The first token after a cue and what tells when or where it was said: "announced via Twitter around 11, …"."""
    doc, at = verb.doc, verb.i + 1
    for child in sorted(verb.children, key=lambda one: one.i):
        if child.i >= at and child.dep_ in ("prep", "npadvmod", "advmod", "punct") and child.left_edge.i == at:
            at = child.right_edge.i + 1
    return min(at, len(doc) - 1)


# Prepositions and nouns ---------------------------------------------------------------------------------------


def _by_preposition(parsed: Parsed, token: Token, sentence: Tokens) -> Iterator[Attributed]:
    """ "According to X", "per X", "in the words of X": the rest of the sentence is the content."""
    doc = parsed.doc
    if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        last_cue = token.i + 1
    elif token.lower_ == "per" and token.i == sentence.start:
        last_cue = token.i
    else:
        return
    heads = [one for one in doc[last_cue].children if one.dep_ == "pobj"] or [
        one for one in doc[token.i].children if one.dep_ == "pobj"
    ]
    if not heads:
        heads = [one for one in doc[last_cue + 1 : sentence.end] if one.pos_ in ("NOUN", "PROPN", "PRON")][:1]
    if not heads:
        return
    source = _mention(parsed, heads[0])
    last = source_end(parsed, source)
    cited_by = next(
        (one for one in heads[0].subtree if one.lemma_.lower() in ("cite", "quote") and one.i > heads[0].i), None
    )
    via = cited(parsed, heads[0]) or (_cited_by(parsed, cited_by) if cited_by is not None else None)
    start = token.i
    if source_is_vague(parsed, source) and any(one.lemma_.lower() in cues.CLAUSE and one.i > last for one in sentence):
        return
    before = edges(doc[sentence.start : start])
    clause = _clause_start(doc[before[0] : before[1] + 1]) if before else 0
    if before and before[1] - clause >= 1 and not _is_lead(doc[clause : before[1] + 1]):
        begin = before[0] + 1 if doc[before[0]].lower_ in ("and", "but", "while") else before[0]
        content = (_clause_start(doc[begin : before[1] + 1]), before[1])
    else:
        end_of_lead = _lead_end(parsed, heads[0], last, sentence)
        found = edges(doc[i] for i in range(end_of_lead, sentence.end))
        if not found:
            return
        content = found
    yield Attributed(parsed.span(*content), source, parsed.span(token.i, last_cue), "attribution.according", via)


def source_is_vague(parsed: Parsed, source: Mention) -> bool:
    """ "Per reports, the sources said …": the reports are nobody beside the sources."""
    return parsed.doc[source.head].lower_ in ("reports", "accounts") and source_start(parsed, source) == source.head


def _is_lead(words: Tokens) -> bool:
    """Whether words before "according to" are only a connective or a time: "However, according to …"."""
    return not any(one.pos_ in ("VERB", "AUX") for one in words)


def _clause_start(words: Tokens) -> int:
    """The last clause before ", according to": after "; " or after ", and" that a new subject follows."""
    start = words.start
    for i in range(words.start, words.end - 1):
        if words.doc[i].text == ";":
            start = i + 1
    return start


def _lead_end(parsed: Parsed, head: Token, last: int, sentence: Tokens) -> int:
    """Where the content begins after a leading "According to X, who …, in May,"."""
    doc = parsed.doc
    end = max((one.i for one in head.subtree if one.sent == head.sent), default=last)
    commas = [i for i in range(last + 1, sentence.end) if doc[i].text == ","]
    if not commas:
        return last + 1
    for i in commas:
        if i >= end:
            return i + 1
    roots = [one for one in sentence if one.dep_ == "ROOT"]
    if roots:
        own = subject(roots[0])
        begin = min(own.left_edge.i, roots[0].i) if own is not None else roots[0].left_edge.i
        before = [i for i in commas if i < begin]
        if before:
            return before[-1] + 1
    return commas[0] + 1


def cited(parsed: Parsed, head: Token) -> tuple[Mention, Span] | None:
    """The deeper source of a report: "…, citing officials", "which quoted a doctor"."""
    for child in head.subtree:
        if (
            child.lemma_.lower() in ("cite", "quote")
            and child != head
            and child.dep_ in ("advcl", "relcl", "acl", "xcomp")
        ):
            return _cited_by(parsed, child)
    return None


def _cited_by(parsed: Parsed, verb: Token) -> tuple[Mention, Span] | None:
    for child in verb.children:
        if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN", "PRON") and child.i > verb.i:
            return _mention(parsed, child), parsed.span(verb.i, verb.i)
    return None


_TOLD = frozenset(
    [
        "statement",
        "announcement",
        "claim",
        "allegation",
        "comment",
        "warning",
        "message",
        "letter",
        "tweet",
        "assertion",
        "declaration",
        "finding",
        "report",
        "study",
        "post",
        "notice",
    ]
)


def _statement_that(parsed: Parsed, noun: Token) -> Iterator[Attributed]:
    """ "The ministry issued a statement that …": the content is the noun's clause, the source who issued it."""
    if noun.lemma_.lower() not in _TOLD or noun.dep_ not in ("dobj", "pobj"):
        return
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    if verb.pos_ != "VERB" or (noun.dep_ == "pobj" and verb.lemma_.lower() in cues.CLAUSE):
        return
    source = mention_of(parsed, verb)
    for child in noun.children:
        says = child.dep_ in ("acl", "relcl") and child.lemma_.lower() in cues.CLAUSE and child.tag_ == "VBG"
        clause = next((one for one in child.children if one.dep_ == "ccomp"), None) if says else child
        if clause is None or source is None or clause.dep_ not in ("acl", "ccomp", "relcl"):
            continue
        if not says and not any(one.lower_ == "that" and one.dep_ == "mark" for one in clause.children):
            continue
        found = edges(
            one for one in clause.subtree if not (one.lower_ == "that" and one.dep_ == "mark" and one.head == clause)
        )
        if found:
            yield Attributed(parsed.span(*found), source, parsed.span(verb.i, verb.i), "attribution.statement_that")


def _by_noun(parsed: Parsed, noun: Token) -> Iterator[Attributed]:
    """ "Reports that …": the reports are the source, unless somebody confirms, denies or tells them."""
    yield from _statement_that(parsed, noun)
    if noun.lower_ not in ("reports", "report", "allegations", "rumours", "rumors") or noun.pos_ not in (
        "NOUN",
        "PROPN",
    ):
        return
    if noun.i and noun.nbor(-1).dep_ == "det" and noun.lower_ == "report":
        return
    if noun.dep_ not in ("ROOT", "nsubj", "nsubjpass", "attr", "appos", "dep", "parataxis", "npadvmod"):
        return
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and any(one.lower_ == "that" for one in child.children):
            found = edges(
                one for one in child.subtree if not (one.lower_ == "that" and one.i < child.i and one.dep_ == "mark")
            )
            if found:
                source = Mention(parsed.span(noun.i, noun.i), noun.i, False)
                yield Attributed(parsed.span(*found), source, source.span, "attribution.reports")
