"""Count how often each rule of the machine coder is right on the articles with gold that may be read: no sealed ones.

`python scripts/train_confidence.py` writes src/reportedly/coder/data/confidence.json. The texts are open-licensed
(tests/evaluation/README.md). Run it after a change of the coder's rules.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from unittest import mock

from evaluation.compare_article import compare_article
from evaluation.read_coded import read_coded
from evaluation.sets import SetName, load_set
from evaluation.tables import load_tables
from reportedly.code.run import Options, code_articles

OUT = Path(__file__).parents[1] / "src" / "reportedly" / "coder" / "data" / "confidence.json"
STEP = 1000  # a rule's number stands in for its confidence while it is counted, as thousandths


def train() -> dict[str, list[int]]:
    """For each rule how many of its claims were right, and how many were judged."""
    rules: list[str] = []

    def number(rule: str) -> float:
        if rule not in rules:
            rules.append(rule)
        return rules.index(rule) / STEP

    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    gold = load_set(SetName.dev) | load_set(SetName.wikinews_dev)
    with tempfile.TemporaryDirectory() as folder, mock.patch("reportedly.coder.code.confidence_of", number):
        texts = Path(folder, "articles")
        texts.mkdir()
        for article_id, article in gold.items():
            (texts / f"{article_id}.txt").write_bytes(article.text.encode("utf-8"))
        code_articles([texts], Options(Path(folder, "tables")), lambda _: None)
        coded = read_coded(load_tables(Path(folder, "tables")), gold)
    for article_id, article in gold.items():
        for claim in compare_article(article, coded.articles[article_id]).judged:
            rule = rules[round(claim.confidence * STEP)]
            judged[rule] += 1
            right[rule] += claim.is_right
    return {rule: [right[rule], judged[rule]] for rule in sorted(judged)}


if __name__ == "__main__":
    counted = train()
    lines = ",\n".join(f"  {json.dumps(rule)}: {json.dumps(pair)}" for rule, pair in counted.items())
    OUT.write_text('{"rules": {\n' + lines + "\n}}\n", encoding="utf-8")
    print(f"{OUT.name}: {len(counted)} rules, {sum(pair[1] for pair in counted.values())} claims")
