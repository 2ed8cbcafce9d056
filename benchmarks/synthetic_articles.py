"""Any number of articles to code: real texts many times over, with words in every copy that no other copy has.

The texts are those of tests/evaluation/dev and of the unsealed articles of tests/evaluation/wikinews (their licences
stand in tests/evaluation/README.md). In a copy one capitalised word in five is another made-up name, so that a model
meets new words for as long as it reads.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from itertools import cycle, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

EVALUATION = Path(__file__).resolve().parents[1] / "tests" / "evaluation"
SHARE = 0.2
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprst" for vowel in "aeiou"]


def originals() -> list[str]:
    """The texts as they are, in the order of their ids."""
    wikinews = EVALUATION / "wikinews"
    unsealed = json.loads((wikinews / "split.json").read_text("utf-8"))["dev"]
    paths = [
        *sorted((EVALUATION / "dev" / "articles").glob("*.txt")),
        *(wikinews / "articles" / f"{one}.txt" for one in unsealed),
    ]
    return [path.read_text("utf-8") for path in paths]


def write_articles(path: Path, articles: int) -> None:
    """Write a Parquet file with the columns article_id and text."""
    drawn = random.Random(8)

    def name(found: re.Match[str]) -> str:
        if drawn.random() >= SHARE:
            return found.group()
        return "".join(drawn.choice(_SYLLABLES) for _ in range(4)).capitalize()

    texts = [_NAME.sub(name, text) for text in islice(cycle(originals()), articles)]
    pq.write_table(pa.table({"article_id": [f"a{number:06d}" for number in range(articles)], "text": texts}), path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="the Parquet file to write")
    parser.add_argument("--articles", type=int, default=100, help="how many articles (default 100)")
    wanted = parser.parse_args()
    write_articles(wanted.path, wanted.articles)
