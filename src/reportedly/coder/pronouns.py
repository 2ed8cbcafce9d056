"""Whom a pronoun stands for: the nearest actor of the article that fits.

Convention: he and she are persons, they are bodies or several, it is a body; who spoke comes before who acted, and who
acted before who was only named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reportedly.coder import cues
from reportedly.coder.actors import Actor

_SHE = cues.words(
    "woman girl mother sister daughter wife widow aunt niece grandmother mrs ms miss lady dame queen princess nun "
    "duchess mum heroine actress waitress abbess"
)
_HE = cues.words(
    "man boy father brother son husband widower uncle nephew grandfather mr sir lord king prince monk imam sheikh "
    "mullah duke priest dad actor waiter abbot"
)
_NO_MAN = cues.words("german ottoman human norman")
_REACH = 4  # paragraphs
_UNNAMED = 1.25  # over paragraphs he and she are rather those who have a name
_AWAY = 1.5  # a paragraph between weighs more than acting instead of speaking


@dataclass(frozen=True)
class Seen:
    """An actor at a place of the article. `role`: 0 where he speaks, 1 where he acts, 2 where he is only named."""

    block: int
    actor: int
    role: int


def gender_of(said: str) -> str | None:
    """ "he" or "she" where words for a person tell which of them stands for him: "a spokeswoman", "his brother".

    >>> gender_of("A spokeswoman for the mayor"), gender_of("Mr Grau"), gender_of("a doctor")
    ('she', 'he', None)
    """
    for word in said.lower().replace(".", "").split():
        if word in ("for", "of"):
            break
        if word in _SHE or (len(word) > len("woman") and word.endswith("woman")):
            return "she"
        if word in _HE or (len(word) > len("xxman") and word.endswith("man") and word not in _NO_MAN):
            return "he"
    return None


def antecedent(
    pronoun: str,
    block: int,
    seen: Sequence[Seen],
    actors: Mapping[int, Actor],
    genders: Mapping[int, str] = MappingProxyType({}),
) -> int | None:
    """The key of the actor that a pronoun stands for, acting ones of the same paragraph first.

    Args:
        pronoun: in lower case.
        block: the index of the pronoun's block.
        seen: the places of actors before it, in the order of the text.
        actors: by their keys.
        genders: "he" or "she" of those of whom the article tells it, by their keys.
    """
    best: tuple[float, int] | None = None
    for place in reversed(seen):
        if not _may_stand_for(pronoun, actors[place.actor]):
            continue
        if pronoun in ("he", "she") and genders.get(place.actor, pronoun) != pronoun:
            continue
        blocks = block - place.block
        if blocks > _REACH:
            break
        is_less = blocks > 0 and pronoun in cues.PRONOUNS_PERSON and not actors[place.actor].is_named
        score = place.role + _AWAY * blocks + (_UNNAMED if is_less else 0)
        if best is None or score < best[0]:
            best = (score, place.actor)
    return best[1] if best else None


def _may_stand_for(pronoun: str, actor: Actor) -> bool:
    if pronoun in cues.PRONOUNS_PERSON:
        return actor.is_person and (actor.is_named or actor.name.lower().split()[-1] not in cues.CARRIERS)
    if pronoun == "they":
        return actor.is_many
    is_report = not actor.is_named and actor.name.lower().split()[-1] in cues.CARRIERS
    return pronoun != "it" or is_report or not (actor.is_person or actor.kind in ("unnamed_group", "population"))
