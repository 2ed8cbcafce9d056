"""How a source is identified where the coder leaves it to the actor's kind."""

from __future__ import annotations

import pytest

from reportedly.resolve import identification_of
from reportedly.standard import read_standard


@pytest.mark.parametrize(
    ("kind", "identification"),
    [
        ("person", "named_person"),
        ("unnamed_person", "unnamed_person"),
        ("unnamed_group", "unnamed_group"),
        ("population", "unnamed_group"),
        ("media", "named_organisation"),
        ("government_body", "named_organisation"),
        (None, None),
    ],
)
def test_an_actors_kind_says_how_it_is_identified(kind, identification):
    assert identification_of(kind) == identification


def test_every_kind_of_actor_has_a_term_of_the_vocabulary():
    vocabularies = read_standard().vocabularies
    for kind in vocabularies["actor_kind"].names:
        assert identification_of(kind) in vocabularies["identification"].names
