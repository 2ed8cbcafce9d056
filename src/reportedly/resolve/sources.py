"""How a source is identified, where the coder leaves it to the actor's kind."""

from __future__ import annotations

_BY_KIND = {
    "person": "named_person",
    "unnamed_person": "unnamed_person",
    "unnamed_group": "unnamed_group",
    "population": "unnamed_group",
}


def identification_of(kind: str | None) -> str | None:
    """The term of `identification` that an actor of this kind has unless the text says otherwise."""
    return None if kind is None else _BY_KIND.get(kind, "named_organisation")
