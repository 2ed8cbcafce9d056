"""Noun phrases and clauses as stretches of text, read off a dependency parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reportedly.coder.callings import is_calling
from reportedly.coder.cues import words
from reportedly.coder.kinds import is_institution

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_EDGE = frozenset(",.;:!?-()[]\"'“”") | {"--", "..."}


def subject(verb: Token) -> Token | None:
    """The verb's subject; for one of several joined verbs or a reduced clause, that of the first."""
    for _ in range(4):
        if verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ") and verb.head.tag_ == "VB":
            # "pressed them to leave and underlined …": a finite verb is no second infinitive.
            verb = _finite_above(verb)
        found = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
        if found:
            is_inverted = found[-1].left_edge.i == verb.i + 1 and verb.i and verb.nbor(-1).text in (",", '"')
            return found[-1] if found[-1].i < verb.i or is_inverted else found[0]
        if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "aux", "acl", "dep") and verb.head.pos_ in ("VERB", "AUX"):
            if verb.dep_ == "acl":
                return None
            verb = verb.head
        elif verb.dep_ == "pcomp" and verb.head.head.pos_ in ("VERB", "AUX"):
            verb = verb.head.head
        else:
            return None
    return None


def _finite_above(verb: Token) -> Token:
    head = verb.head
    while head.tag_ == "VB" and head.head != head:
        head = head.head
    return head if head.pos_ in ("VERB", "AUX") and not _has_subject(verb) else verb


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def bearer(before_name: Token) -> Token | None:
    """Who goes by the name that the parser took for the subject: "a resident who gave his name as | Ada told us"."""
    words = before_name.doc[max(before_name.sent.start, before_name.i - 6) : before_name.i]
    who = next((one for one in words if one.lower_ == "who" and one.i > words.start), None)
    is_named = any(one.lower_ in ("name", "himself", "herself", "themselves") for one in words)
    return who.nbor(-1) if who is not None and is_named and who.nbor(-1).pos_ == "NOUN" else None


def edges(tokens: Iterable[Token]) -> tuple[int, int] | None:
    """First and last index of the tokens, with marks and brackets at the edges left out."""
    kept = sorted(tokens, key=lambda token: token.i)
    while kept and kept[0].text in _EDGE:
        kept = kept[1:]
    while kept and kept[-1].text in _EDGE and not (kept[-1].text == ")" and any(one.text == "(" for one in kept)):
        kept = kept[:-1]
    return (kept[0].i, kept[-1].i) if kept else None


def subtree(head: Token, without: Iterable[Token] = ()) -> Iterator[Token]:
    """The tokens under `head`, less those under `without`."""
    left_out = {token.i for root in without for token in root.subtree}
    return (token for token in head.subtree if token.i not in left_out)


def clause_start(words: Tokens) -> int:
    """The first token after the last semicolon of some words, or after a clause that a colon ends; else their first."""
    return max((one.i + 1 for one in words[:-1] if one.text == ";" or _ends_clause(one, words)), default=words.start)


def _ends_clause(colon: Token, words: Tokens) -> bool:
    return colon.text == ":" and any(one.pos_ == "VERB" for one in colon.doc[words.start : colon.i])


def clause_end(words: Tokens) -> int:
    """The first semicolon of some words outside of quotation marks, or the first token after them.

    One before "that" joins what one speaker said: "said that A; that B".
    """
    is_quoted = False
    for one in words:
        is_quoted = is_quoted != (one.text == '"')
        goes_on = any(after.lower_ == "that" for after in one.doc[one.i + 1 : one.i + 3])
        if one.text == ";" and not is_quoted and not goes_on:
            return one.i
    return words.end


def source_tokens(head: Token) -> tuple[int, int]:
    """First and last token of the phrase that names a source.

    Relative and participial clauses and trailing phrases after a comma are left out; a name in apposition stays:
    "The mayor of Paris, Anne Hidalgo" but not "Josh Bash, the U.S. Attorney".
    """
    doc = head.doc
    first, last = head.sent.start, head.sent.end
    span = sorted(token.i for token in head.subtree if first <= token.i < last)
    cut = set()
    for token in head.subtree:
        is_aside = token.tag_ == "VBG" and token.dep_ == "prep" and token.i > 0 and doc[token.i - 1].text == ","
        if (is_aside or token.dep_ in ("relcl", "advcl", "acl", "ccomp", "parataxis")) and token.i > head.i:
            if _tells_which(token, head):
                continue
            cut |= {one.i for one in token.subtree}
        elif token.dep_ == "appos" and token.i > head.i:
            is_other = token.ent_type_ == "PERSON" != head.ent_type_ or is_calling(head.text)
            named = token.pos_ == "PROPN" and (head.pos_ != "PROPN" or is_other)
            between = [doc[i].text for i in range(head.i + 1, token.i)]
            if not named and "(" not in between:
                cut |= {one.i for one in token.subtree}
        elif token.dep_ == "prep" and token.head == head and (doc[token.i - 1].text == "," or _is_date(token)):
            cut |= {one.i for one in token.subtree}
    kept = [i for i in span if i not in cut]
    first = last = kept.index(head.i) if head.i in kept else 0
    while first > 0 and kept[first - 1] == kept[first] - 1:
        first -= 1
    while last + 1 < len(kept) and kept[last + 1] == kept[last] + 1:
        last += 1
    while head.i in kept and kept[first] < head.i and _is_beside_name(doc[kept[first]]):
        first += 1
    found = edges(doc[i] for i in kept[first : last + 1]) or (head.i, head.i)
    return found[0], _past_name(head, _past_hyphen(doc, found[1]))


def _tells_which(participle: Token, head: Token) -> bool:
    """Whether a participle is part of a source's words: "a preacher | linked to the group", not "a man | quoted by"."""
    if participle.dep_ != "acl" or participle.tag_ != "VBN" or participle.lemma_.lower() in _REACHED:
        return False
    if participle.lemma_.lower() in _ISSUED and not any(one.dep_ == "agent" for one in participle.children):
        return False  # "a statement | released on Tuesday"
    if head.lemma_.lower() in _KEPT_PARTICIPLES:
        return True
    return head.pos_ == "NOUN" and not is_institution(head) and participle.nbor(-1) == head


def _past_name(head: Token, last: int) -> int:
    """The end of a phrase whose bearer's name the parser hung elsewhere: "according to the prefect | , Ada Lund"."""
    doc, end = head.doc, last + 2
    if last + 3 >= len(doc) or doc[last + 1].text != "," or not is_calling(head.text) or head.dep_ == "poss":
        return last
    while end < head.sent.end and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
        end += 1
    is_name = 2 <= end - last - 2 <= _LONGEST_NAME and (end == head.sent.end or doc[end].text in _AFTER_NAME)
    name = doc[last + 2 : end]
    is_free = is_name and name.root.dep_ in _LOOSE and not any(one.ent_type_ in _NO_PERSON for one in name)
    return end - 1 if is_free else last


def _is_date(prep: Token) -> bool:
    """ "Reports | as of Wednesday", "a report | on Monday"."""
    last = prep.right_edge
    return last.ent_type_ in ("DATE", "TIME") and last.i - prep.i <= _LONGEST_DATE and last.head.dep_ != "poss"


def _past_hyphen(doc: Doc, last: int) -> int:
    """The end of a phrase that the tokenizer broke at a hyphen: "study co | - | author Karen Lee"."""
    if last + 2 >= len(doc) or doc[last + 1].text != "-" or doc[last].whitespace_ or doc[last + 1].whitespace_:
        return last
    token = doc[last + 2]
    while token.dep_ == "compound" and token.head.i > token.i:
        token = token.head
    return token.i


def _is_beside_name(token: Token) -> bool:
    """A day or "itself" that the parser took into a name: "On | Friday | Ford Motor Company announced"."""
    is_day = token.ent_type_ == "DATE" and token.dep_ in ("compound", "nmod", "npadvmod") and token.pos_ == "PROPN"
    return is_day or token.lower_ in ("itself", "himself", "herself", "themselves")


_LONGEST_NAME = 4
_AFTER_NAME = (".", ",", ";", '"')
_LOOSE = ("appos", "npadvmod", "conj", "ROOT", "dep", "nmod", "oprd")
_NO_PERSON = ("DATE", "TIME", "GPE")
_LONGEST_DATE = 4  # tokens after the preposition
_REACHED = words("quote cite reach contact interview question ask publish carry name identify call")
_ISSUED = words("release publish issue post file unseal leak circulate")
_KEPT_PARTICIPLES = words("statement report source official letter person people")
