"""Whom a pronoun stands for: the nearest actor of the article that fits.

Convention: he and she are persons, they are bodies or several, it is a body; who spoke comes before who acted, and who
acted before who was only named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.coder import cues
from reportedly.coder.actors import Actor

_REACH = 4  # paragraphs
_AWAY = 1.5  # a paragraph between weighs more than acting instead of speaking


@dataclass(frozen=True)
class Seen:
    """An actor at a place of the article. `role`: 0 where he speaks, 1 where he acts, 2 where he is only named."""

    block: int
    actor: int
    role: int


def antecedent(pronoun: str, block: int, seen: Sequence[Seen], actors: Mapping[int, Actor]) -> int | None:
    """The key of the actor that a pronoun stands for, acting ones of the same paragraph first.

    Args:
        pronoun: in lower case.
        block: the index of the pronoun's block.
        seen: the places of actors before it, in the order of the text.
        actors: by their keys.
    """
    best: tuple[float, int] | None = None
    for place in reversed(seen):
        if not _may_stand_for(pronoun, actors[place.actor]):
            continue
        blocks = block - place.block
        if blocks > _REACH:
            break
        score = place.role + _AWAY * blocks
        if best is None or score < best[0]:
            best = (score, place.actor)
    return best[1] if best else None


def _may_stand_for(pronoun: str, actor: Actor) -> bool:
    if pronoun in cues.PRONOUNS_PERSON:
        return actor.is_person and (actor.is_named or actor.name.lower().split()[-1] not in cues.CARRIERS)
    if pronoun == "they":
        return actor.is_many
    return pronoun != "it" or not (actor.is_person or actor.kind in ("unnamed_group", "population"))
