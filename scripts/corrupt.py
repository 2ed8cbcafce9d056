"""Corrupt the published package in a thousand ways and see what `reportedly check` says.

python scripts/corrupt.py                      1,000 corruptions, docs/corruption.md (about half an hour)
python scripts/corrupt.py --short              each kind once, nothing written; exit 1 where one is missed
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from importlib.metadata import version
from pathlib import Path

from corruption.campaign import BEYOND, KINDS, Outcome, draw, judge
from corruption.data import Kind, Published, read_published
from corruption.page import Campaign, page

ROOT = Path(__file__).resolve().parents[1]
SEED = 20240207


def main() -> int:
    options = _options()
    started = time.perf_counter()
    data = read_published(options.package)
    kinds = [kind for kind in KINDS if options.kind in (None, kind.name)]
    if options.short or options.kind:
        count = options.count or len(kinds)
        outcomes = _run(kinds, count, data, options, refresh=True)
        missed = [one for one in outcomes if not one.is_rule_right]
        for one in missed:
            print(f"missed: {one.kind}: {one.what}; named {sorted(map(str, one.named))}")
        print(
            f"{len(outcomes) - len(missed)} of {len(outcomes)} named rightly in {time.perf_counter() - started:.0f} s"
        )
        return 1 if missed else 0
    count = options.count or 1000
    refreshed = _run(KINDS, count, data, options, refresh=True)
    stale = _run(KINDS, count, data, options, refresh=False)
    beyond = _run(BEYOND, options.beyond * len(BEYOND), data, options, refresh=True)
    names = ("reportedly", "pyarrow", "duckdb", "pandera", "frictionless")
    made = Campaign(
        options.seed,
        refreshed,
        stale,
        beyond,
        dt.date.today().isoformat(),
        {name: version(name) for name in names},
    )
    options.out.write_text(page(made), encoding="utf-8")
    print(f"{options.out}: {sum(one.is_rule_right for one in refreshed)} of {len(refreshed)} named rightly")
    return 0


def _run(
    kinds: tuple[Kind, ...] | list[Kind], count: int, data: Published, options: argparse.Namespace, refresh: bool
) -> list[Outcome]:
    outcomes = []
    for number, (kind, turn, corruption) in enumerate(draw(kinds, count, options.seed, data), 1):
        ask = refresh and turn < options.frictionless and kind in KINDS
        outcomes.append(judge(kind, corruption, data, refresh, ask))
        if number % 50 == 0:
            print(f"{number} of {count}", file=sys.stderr)
    return outcomes


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--package", type=Path, default=ROOT, help="the package to corrupt (a copy of it)")
    parser.add_argument("--count", type=int, help="how many corruptions; 1,000, and one a kind with --short")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--short", action="store_true", help="each kind once; exit 1 where one is not named rightly")
    parser.add_argument("--kind", help="only this kind")
    parser.add_argument("--beyond", type=int, default=5, help="how many of each kind that no check can find")
    parser.add_argument("--frictionless", type=int, default=0, help="of how many of each kind to ask frictionless too")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "corruption.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
