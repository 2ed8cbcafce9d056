"""How likely a row is to be right: what its rule reached on articles with gold.

`data/confidence.json` is made by `scripts/train_confidence.py`: for each rule how many of its claims the gold bore out,
of how many it judged. A rule with few claims is drawn towards the share of its family, a family towards that of all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib import resources

WEIGHT = 6.0  # claims' worth of belief in the wider share; chosen before looking at any figure


def confidence_of(rule: str) -> float:
    """The share of a rule's claims that were right, between 0 and 1."""
    counts = _counts()
    overall = _share(counts.values(), 0.8)
    family = rule.split(".", maxsplit=1)[0]
    wider = _share((pair for name, pair in counts.items() if name.split(".")[0] == family), overall)
    return round(_share([counts[rule]] if rule in counts else [], wider), 4)


def _share(pairs: Iterable[tuple[int, int]], before: float) -> float:
    known = list(pairs)
    right, judged = sum(pair[0] for pair in known), sum(pair[1] for pair in known)
    return (right + WEIGHT * before) / (judged + WEIGHT)


@cache
def _counts() -> dict[str, tuple[int, int]]:
    found = json.loads(resources.files("reportedly.coder").joinpath("data/confidence.json").read_text("utf-8"))
    return {rule: (right, judged) for rule, (right, judged) in found["rules"].items()}
