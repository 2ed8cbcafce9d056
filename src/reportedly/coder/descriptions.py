"""Whom "the group", "the ministry" or "the official" stands for: the nearest source before that can be called so.

Convention: a source whose own words hold the noun comes first ("the Health Ministry", then "the ministry"); "the
group", "the company" and "the agency" also stand for a named body of which the article says nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.coder.actors import Actor
from reportedly.coder.callings import is_calling
from reportedly.coder.cues import words
from reportedly.coder.mentions import Mention
from reportedly.coder.parse import Parsed
from reportedly.coder.pronouns import Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 4  # paragraphs
_ARMED = words("group movement faction militia alliance coalition insurgents jihadists cartel gang")
_BODIES = words(
    "group organisation organization charity watchdog association union institute trust foundation monitor ngo body "
    "committee society league federation agency commission council network"
)
_FIRMS = words(
    "company firm airline carrier operator manufacturer retailer bank utility contractor group business producer "
    "developer maker supplier"
)
_OFFICES = words(
    "ministry department office court embassy authority bureau service directorate hospital clinic university school "
    "party government army navy prosecutor newspaper station channel broadcaster mission force command"
)
_NOUNS = _ARMED | _BODIES | _FIRMS | _OFFICES
_AGED = "year-old"
"""What "the 26-year-old" is taken for: a person with a name who has spoken."""
_WRITTEN = words("statement message letter post communique communiqué")
"""What a body has said: "the statement added" goes on with the one that spoke last."""
_NAMED_ONLY = 0.5  # paragraphs: so much nearer must be a body that is nowhere called so
_SMALL = words("of the and for in on de des du la le al el")
_OF_STATE = words(
    "ministry department police army navy government court parliament embassy prosecutor prosecutors authorities "
    "military force forces guard"
)


@dataclass(frozen=True)
class Known:
    """What an article has told of its actors. `called`: the nouns of their appositions, by their keys."""

    actors: Mapping[int, Actor]
    called: Mapping[int, Collection[str]]
    text: str

    def weight(self, key: int, noun: str) -> float | None:
        """How far a noun is from an actor's own words: 0 where they hold it; None where it cannot be the actor's."""
        actor = self.actors[key]
        if noun in self.called.get(key, ()):
            return 0
        if noun == _AGED:
            return 0 if actor.is_person and actor.is_named else None
        if is_calling(noun):
            return 0 if actor.is_person and _holds(actor, noun, self.text) else None
        if not actor.is_person and _holds(actor, noun, self.text):
            return 0
        return _NAMED_ONLY if _may_be(actor, noun) else None


def noun_described(block: Parsed, mention: Mention) -> str | None:
    """The noun of a mention that is "the" and one noun, in lower case; None where it says more."""
    tokens = block.tokens(mention.span)
    if re.fullmatch(r"the \d+-year-old", tokens.text.lower()):
        return _AGED
    if len(tokens) != 2 or tokens[0].lower_ not in ("the", "this") or tokens[1].text[:1].isupper():
        return None
    return str(tokens[1].lower_)


def appositives(head: Token) -> Iterator[str]:
    """The nouns by which an apposition tells what a source is, in lower case: "the Red Circle, an aid | group"."""
    for child in head.children:
        if child.dep_ == "appos" and any(one.lower_ in ("a", "an") for one in child.children):
            yield child.lower_


def described(noun: str, block: int, seen: Sequence[Seen], known: Known) -> int | None:
    """The key of the actor that "the" and a noun stand for, or None.

    Args:
        noun: in lower case.
        block: the index of the block where it stands.
        seen: the places of actors before it, in the order of the text.
        known: what the article has told of them so far.
    """
    if noun in _WRITTEN:
        here = [place.actor for place in seen if place.role == 0 and block - place.block < 2]
        return here[-1] if here and not known.actors[here[-1]].is_person else None
    if not (is_calling(noun) or noun in _NOUNS or noun == _AGED):
        return None
    best: tuple[float, int] | None = None
    for place in reversed(seen):
        away = block - place.block
        if away > _REACH:
            break
        weight = known.weight(place.actor, noun) if noun != _AGED or place.role == 0 else None
        if weight is not None and (best is None or away + weight < best[0]):
            best = (away + weight, place.actor)
    return best[1] if best else None


def _holds(actor: Actor, noun: str, text: str) -> bool:
    """Whether a mention of the actor has the noun in what names it, not in what it is of: "the ministry of defence"."""
    for form in actor.forms:
        names = text[form.start : form.end].lower().replace(",", " ").split()
        end = next((n for n, word in enumerate(names) if word in ("of", "for", "at", "in", "from")), len(names))
        if noun in names[:end]:
            return True
    return False


def _is_name(name: str) -> bool:
    """Whether all words but the small ones have a capital: "Blue Cross Trust", not "Rail networks in the area"."""
    return all(word[:1].isupper() or word.lower() in _SMALL for word in name.split())


def _may_be(actor: Actor, noun: str) -> bool:
    if not actor.is_named or actor.is_person or not _is_name(actor.name):
        return False
    is_of_state = bool(_OF_STATE & set(actor.name.lower().split()))
    if noun in _ARMED and actor.kind in ("armed_group", "political_body"):
        return True
    return noun in _BODIES | _FIRMS and actor.kind == "government_body" and not is_of_state
