"""Count how often each rule of the machine coder is right, by how its source is named, on articles with gold.

`python scripts/train_confidence.py` writes src/reportedly/coder/data/confidence.json: counts and nothing else. Run it
after a change of the coder's rules. `unread` are the sets `calibration` and `calibration-invented`, whose errors nobody
reads, `read` those whose errors were read while the rules were made. The sealed articles of `wikinews` and `invented`
stay out: they judge the result. Texts: tests/evaluation/README.md.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from evaluation.calibration import Judged
from evaluation.compare_article import compare_article
from evaluation.gold import Gold
from evaluation.read_coded import read_coded
from evaluation.sets import SetName, load_set
from evaluation.tables import load_tables
from reportedly.code.run import Options, code_articles
from reportedly.coder.confidence import Naming, shrunk_share, weighed

OUT = Path(__file__).parents[1] / "src" / "reportedly" / "coder" / "data" / "confidence.json"
PARTS = {
    "unread": (SetName.calibration, SetName.calibration_invented),
    "read": (SetName.dev, SetName.wikinews_dev, SetName.invented_dev),
}
STEP = 10_000  # a rule with a naming is numbered, and its number stands in for the confidence; it is kept to 4 places

Counted = dict[str, dict[str, list[int]]]  # rule -> naming -> right, judged


class JudgedClaim(NamedTuple):
    """A claim of the machine's, by what its confidence hangs on, and whether the gold bears it out."""

    rule: str
    naming: Naming
    is_right: bool


Judgements = dict[str, list[JudgedClaim]]  # article -> its claims


def judge(gold: Gold) -> Judgements:
    """The machine's claims on articles with gold, of those that the gold judges."""
    keys: list[tuple[str, Naming]] = []

    def number(rule: str, naming: Naming) -> float:
        if (rule, naming) not in keys:
            keys.append((rule, naming))
        return keys.index((rule, naming)) / STEP

    with tempfile.TemporaryDirectory() as folder, mock.patch("reportedly.coder.code.confidence_of", number):
        texts = Path(folder, "articles")
        texts.mkdir()
        for article_id, article in gold.items():
            (texts / f"{article_id}.txt").write_bytes(article.text.encode("utf-8"))
        code_articles([texts], Options(Path(folder, "tables")), lambda _: None)
        coded = read_coded(load_tables(Path(folder, "tables")), gold)
    return {
        article_id: [
            JudgedClaim(*keys[round(claim.confidence * STEP)], claim.is_right)
            for claim in compare_article(article, coded.articles[article_id]).judged
        ]
        for article_id, article in gold.items()
    }


def count(judged: Judgements) -> Counted:
    """For each rule and naming how many claims were right, and how many were judged."""
    counts: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for claims in judged.values():
        for claim in claims:
            pair = counts[claim.rule, claim.naming]
            pair[0] += claim.is_right
            pair[1] += 1
    found: Counted = {}
    for rule, naming in sorted(counts):
        found.setdefault(rule, {})[naming] = counts[rule, naming]
    return found


def judge_parts() -> dict[str, Judgements]:
    """The machine's claims on the articles of each part."""
    parts: dict[str, Judgements] = {}
    for part, names in PARTS.items():
        gold: Gold = {}
        for name in names:
            gold |= load_set(name)
        parts[part] = judge(gold)
    return parts


def judge_left_out() -> list[Judged]:
    """The claims on the real articles whose errors nobody reads, each with a confidence counted without its article."""
    parts = judge_parts()
    judged = judge(load_set(SetName.wikinews_sealed))
    real = load_set(SetName.calibration)
    judged |= {article_id: parts["unread"][article_id] for article_id in real}
    found = []
    for article_id, claims in judged.items():
        others = {one: told for one, told in parts["unread"].items() if one != article_id}
        counts = weighed({"unread": count(others), "read": count(parts["read"])})
        found += [Judged(shrunk_share(counts, claim.rule, claim.naming), claim.is_right) for claim in claims]
    return found


def as_json(parts: dict[str, Counted]) -> str:
    """The counts as JSON, a rule a line."""
    written = []
    for part, counted in parts.items():
        lines = ",\n".join(f"  {json.dumps(rule)}: {json.dumps(pairs)}" for rule, pairs in counted.items())
        written.append(f"{json.dumps(part)}: {{\n{lines}\n}}")
    return "{" + ",\n".join(written) + "}\n"


def train() -> dict[str, Counted]:
    """The counts of each part."""
    return {part: count(judged) for part, judged in judge_parts().items()}


if __name__ == "__main__":
    counted = train()
    OUT.write_text(as_json(counted), encoding="utf-8")
    for part, rules in counted.items():
        pairs = [pair for by_naming in rules.values() for pair in by_naming.values()]
        right, judged = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        print(f"{OUT.name}: {part}: {len(rules)} rules, {judged} claims, {right} of them right")
