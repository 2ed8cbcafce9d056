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
from unittest import mock

from evaluation.compare_article import compare_article
from evaluation.gold import Gold
from evaluation.read_coded import read_coded
from evaluation.sets import SetName, load_set
from evaluation.tables import load_tables
from reportedly.code.run import Options, code_articles

OUT = Path(__file__).parents[1] / "src" / "reportedly" / "coder" / "data" / "confidence.json"
PARTS = {
    "unread": (SetName.calibration, SetName.calibration_invented),
    "read": (SetName.dev, SetName.wikinews_dev, SetName.invented_dev),
}
STEP = 10_000  # a rule with a naming is numbered, and its number stands in for the confidence; it is kept to 4 places

Counted = dict[str, dict[str, list[int]]]  # rule -> naming -> right, judged


def count(gold: Gold) -> Counted:
    """For each rule and naming how many claims were right, and how many were judged."""
    keys: list[tuple[str, str]] = []

    def number(rule: str, naming: str) -> float:
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
    counts: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for article_id, article in gold.items():
        for claim in compare_article(article, coded.articles[article_id]).judged:
            pair = counts[keys[round(claim.confidence * STEP)]]
            pair[0] += claim.is_right
            pair[1] += 1
    found: Counted = {}
    for rule, naming in sorted(counts):
        found.setdefault(rule, {})[naming] = counts[rule, naming]
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
    parts: dict[str, Counted] = {}
    for part, names in PARTS.items():
        gold: Gold = {}
        for name in names:
            gold |= load_set(name)
        parts[part] = count(gold)
    return parts


if __name__ == "__main__":
    counted = train()
    OUT.write_text(as_json(counted), encoding="utf-8")
    for part, rules in counted.items():
        pairs = [pair for by_naming in rules.values() for pair in by_naming.values()]
        right, judged = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        print(f"{OUT.name}: {part}: {len(rules)} rules, {judged} claims, {right} of them right")
