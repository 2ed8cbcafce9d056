"""Whether two mentions name one source: *Trump* and *President Donald Trump* do, a state and its department do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

LEFT_OUT = frozenset(
    {"a", "an", "the", "of", "in", "on", "for", "to", "by", "from", "at", "and", "or", "his", "her", "their", "its"}
    | {"who", "that", "which", "our", "mr", "mrs", "ms", "dr"}
)
"""Small words and titles: they tell no two names apart."""
# What follows one of these tells of the source and is not its name: "spokesman for the ministry", "official who said".
TAIL = re.compile(r"\s+(?:of|for|from|in|within|at|on|to|with|close|who|whose|citing|told|said)\s", re.IGNORECASE)
PARTS = re.compile(r"[,()\[\];]")
# "data from X" is X; "X news agency" is X.
CARRIER = re.compile(
    r"^\W*(?:an?other|an?|the|some)?\s*(?:data|figures|reports?|statements?|(?:news |press )?releases?|accounts?)"
    r"(?: released| issued| published)?\s+(?:from|by)\s+",
    re.IGNORECASE,
)
DESCRIBES = re.compile(r"\s+(?:news agency|newspaper|magazine|website)\s*$", re.IGNORECASE)
INITIALS = re.compile(r"(?:[Tt]he )?([A-Z]{2,6})")
ALIKE = 0.5
"""Of the words of both names, so many must be shared where neither holds the other."""


@cache
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name: no accents, case, possessive, small words or titles; *U.S.* is one word.

    >>> name_words("the U.S. Army's Dr. José Núñez")
    ('us', 'army', 'jose', 'nunez')
    """
    name = unicodedata.normalize("NFKD", name).replace("\u2019", "'")
    name = "".join(letter for letter in name if not unicodedata.combining(letter)).casefold()
    name = re.sub(r"'s\b", "", name)
    name = re.sub(r"\b(?:[a-z]\.){2,}", lambda dotted: dotted.group().replace(".", ""), name)
    return tuple(word for word in re.findall(r"[a-z0-9]+", name) if word not in LEFT_OUT)


@cache
def head_words(name: str) -> frozenset[str]:
    """The last word of each part of a name, its tail left out: what it is a name of.

    >>> sorted(head_words("Mark Esper, US Secretary of Defense"))
    ['esper', 'secretary']
    """
    heads = set()
    for part in PARTS.split(name):
        for piece in re.split(r"\s+and\s+", TAIL.split(part.strip() + " ", maxsplit=1)[0]):
            if words := name_words(piece):
                heads.add(words[-1])
    return frozenset(heads)


@cache
def same_name(one: str, other: str) -> bool:
    """Whether two mentions name one source.

    Equal words; or initials; or the shorter within the longer and holding its head word, or standing at the end of one
    of its parts; or half the words and a head word shared.

    >>> same_name("Trump", "President Donald Trump"), same_name("UN", "the United Nations")
    (True, True)
    >>> same_name("United States", "United States Department of Defense")
    False
    """
    one, other = (DESCRIBES.sub("", CARRIER.sub("", name)) for name in (one, other))
    if _are_initials(one, other) or _are_initials(other, one):
        return True
    these, those = set(name_words(one)), set(name_words(other))
    if not these or not those:
        return False
    if these == those:
        return True
    fewer, more, longer = (these, those, other) if len(these) <= len(those) else (those, these, one)
    if fewer <= more and fewer & head_words(longer):
        return True
    if _ends_a_part(*sorted((one, other), key=lambda name: len(name_words(name)))):
        return True
    alike = len(these & those) / len(these | those) >= ALIKE
    return alike and bool(head_words(one) & head_words(other))


def _are_initials(short: str, name: str) -> bool:
    found = INITIALS.fullmatch(short.strip())
    if found is None:
        return False
    capitals = "".join(word[0] for word in re.findall(r"[A-Z][\w-]*", re.sub(r"^The ", "", name)))
    return capitals == found[1]


def _ends_a_part(short: str, long: str) -> bool:
    """Mike Pompeo ends US Secretary of State Mike Pompeo."""
    words = name_words(short)
    return len(words) >= 2 and any(name_words(part)[-len(words) :] == words for part in PARTS.split(long))


def names_meet(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of the first names the same source as one of the second."""
    others = list(others)
    return any(same_name(one, other) for one in some for other in others)
