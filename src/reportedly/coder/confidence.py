"""How likely a claim is to be right: what its rule reached on articles with gold, by how its source is named.

`data/confidence.json` is made by `scripts/train_confidence.py`: for each rule and naming, how many of its claims the
gold bore out, of how many it judged. `unread` has the articles on which nobody read what the coder gets wrong, `read`
those by which its rules were mended: rules look better there than they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal, cast

from reportedly.coder.cues import FIRST_PERSON, PRONOUNS_GROUP, PRONOUNS_PERSON, words

Naming = Literal["none", "named", "named_elsewhere", "described"]
"""How a claim names its source: not at all, by name in its sentence, by name in another, without any name."""

SHRINK = 6.0
"""Claims' worth of belief in the wider share; chosen before looking at any figure."""
BEFORE = 0.8
"""The share of right claims that is believed of everything before any claim is counted; chosen likewise."""
WEIGHTS = {"unread": 1.0, "read": 0.25}
"""What a claim counts for. Rules were fitted to the read articles; on unread ones about twice as many claims are wrong,
so that they tell of other texts only weakly. A quarter was chosen beforehand."""

_PRONOUNS = PRONOUNS_PERSON | PRONOUNS_GROUP | FIRST_PERSON
_OPENINGS = words("the a an another some several many one other his her their its")

Counts = dict[tuple[Naming, str], tuple[float, float]]


def naming_of(source: str, is_elsewhere: bool) -> Naming:
    """How a source is named by its words in the text. `is_elsewhere`: they stand in another sentence than the claim.

    >>> naming_of("the mayor", is_elsewhere=False), naming_of("the mayor of Paris", is_elsewhere=False)
    ('described', 'named')
    """
    first, *rest = source.split() or [""]
    if first.lower() in _PRONOUNS | _OPENINGS and not any(word[0].isupper() for word in rest):
        return "described"
    return "named_elsewhere" if is_elsewhere else "named"


@cache
def confidence_of(rule: str, naming: Naming) -> float:
    """The share of a rule's claims with such a source that were right, between 0 and 1.

    A share of few claims is drawn towards the wider one: that of the rule's family with such a source, this towards
    that of all claims with such a source, and this towards that of all claims.
    """
    return round(shrunk_share(_counts(), rule, naming), 4)


def shrunk_share(counts: Counts, rule: str, naming: Naming) -> float:
    """The share by `counts`: for a naming and a rule how many claims were right, and how many were judged."""
    family = _family(rule)
    alike = {key: pair for key, pair in counts.items() if key[0] == naming}
    share = BEFORE
    for pairs in (
        counts.values(),
        alike.values(),
        [pair for key, pair in alike.items() if _family(key[1]) == family],
        [pair for key, pair in alike.items() if key[1] == rule],
    ):
        right, judged = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        share = (right + SHRINK * share) / (judged + SHRINK)
    return share


def _family(rule: str) -> str:
    return rule.split(".", maxsplit=1)[0]


def weighed(parts: Mapping[str, Mapping[str, Mapping[str, Sequence[int]]]]) -> Counts:
    """What was counted in each part of the articles, by rule and naming, as one, by the weights of the parts."""
    counts: Counts = {}
    for part, weight in WEIGHTS.items():
        for rule, by_naming in parts[part].items():
            for naming, (right, judged) in by_naming.items():
                key = (cast("Naming", naming), rule)
                before = counts.get(key, (0.0, 0.0))
                counts[key] = (before[0] + weight * right, before[1] + weight * judged)
    return counts


@cache
def _counts() -> Counts:
    return weighed(json.loads(resources.files("reportedly.coder").joinpath("data/confidence.json").read_text("utf-8")))
