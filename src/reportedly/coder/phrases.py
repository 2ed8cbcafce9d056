"""Noun phrases and clauses as stretches of text, read off a dependency parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reportedly.coder.cues import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "agent", "expl")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
_EDGE = frozenset(",.;:!?-()[]\"'“”") | {"--", "..."}


def subject(verb: Token) -> Token | None:
    """The verb's subject; for one of several joined verbs or a reduced clause, that of the first."""
    for _ in range(4):
        found = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
        if found:
            return found[-1] if found[-1].i < verb.i else found[0]
        if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "aux", "acl", "dep") and verb.head.pos_ in ("VERB", "AUX"):
            if verb.dep_ == "acl":
                return None
            verb = verb.head
        else:
            return None
    return None


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


def source_tokens(head: Token) -> tuple[int, int]:
    """First and last token of the phrase that names a source.

    Relative and participial clauses and trailing phrases after a comma are left out; a name in apposition stays:
    "The mayor of Paris, Anne Hidalgo" but not "Josh Bash, the U.S. Attorney".
    """
    doc = head.doc
    span = sorted(token.i for token in head.subtree if token.sent == head.sent)
    cut = set()
    for token in head.subtree:
        if token.dep_ in ("relcl", "advcl", "acl", "ccomp", "parataxis") and token.i > head.i:
            if token.dep_ == "acl" and head.lemma_.lower() in _KEPT_PARTICIPLES and token.tag_ == "VBN":
                continue
            cut |= {one.i for one in token.subtree}
        elif token.dep_ == "appos" and token.i > head.i:
            named = token.pos_ == "PROPN" and (head.pos_ != "PROPN" or (token.ent_type_ == "PERSON" != head.ent_type_))
            between = [doc[i].text for i in range(head.i + 1, token.i)]
            if not named and "(" not in between:
                cut |= {one.i for one in token.subtree}
        elif token.dep_ == "prep" and token.head == head and doc[token.i - 1].text == ",":
            cut |= {one.i for one in token.subtree}
    kept = [i for i in span if i not in cut]
    first = last = kept.index(head.i) if head.i in kept else 0
    while first > 0 and kept[first - 1] == kept[first] - 1:
        first -= 1
    while last + 1 < len(kept) and kept[last + 1] == kept[last] + 1:
        last += 1
    found = edges(doc[i] for i in kept[first : last + 1])
    return found if found else (head.i, head.i)


_KEPT_PARTICIPLES = words("statement report source official letter person people")
