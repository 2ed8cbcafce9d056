"""The command line of the evaluation: read, compare, print, exit code."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.bars import read_bars
from evaluation.gold import Gold
from evaluation.report import as_markdown, as_text, describe_coder, describe_misses, describe_set
from evaluation.run_coder import coder_tables
from evaluation.scoring import Score, score
from evaluation.sets import SetName, load_set
from evaluation.tables import load_tables
from evaluation.trivial import TRIVIAL
from reportedly.errors import ReportedlyError

CODER = "coder"
MISSED, CANNOT_RUN = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 scored, 1 a bar is missed or a quote is not exact, 2 could not run."""
    wanted = _parse(arguments)
    try:
        gold = load_set(SetName(wanted.set))
        coder = _score_coder(gold, wanted.tables)
        bars = read_bars(wanted.fail_under, coder.figures)
        scores = {CODER: coder} | {name: score(gold, code(gold)) for name, code in TRIVIAL.items()}
    except ReportedlyError as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return CANNOT_RUN
    if wanted.json:
        _print_json(wanted.set, gold, scores, wanted.show)
    elif wanted.markdown:
        print(as_markdown(scores))
    else:
        print(describe_set(wanted.set, gold), as_text(scores), describe_coder(coder), sep="\n\n")
        if wanted.show:
            print("\n" + describe_misses(coder, gold))
    talk = sys.stderr if wanted.json or wanted.markdown else sys.stdout
    inexact = _count_inexact(coder)
    if inexact:
        print(
            f"FAIL {inexact} of {coder.judged_on['claims']} claims: the text at char_start:char_end is not the quote",
            file=talk,
        )
    for bar in bars:
        print("PASS" if bar.is_reached else "FAIL", bar, file=talk)
    return MISSED if inexact or not all(bar.is_reached for bar in bars) else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="evaluate.py",
        description="Score the machine coder's tables beside hand-made gold and three trivial systems.",
        epilog="Exit codes: 0 scored, 1 a bar is missed or a quote is not exact, 2 could not run. "
        "How things are compared: tests/evaluation/README.md.",
    )
    parser.add_argument(
        "tables", nargs="?", type=Path, help="folder of <table>.parquet; without it the coder is run over the set"
    )
    parser.add_argument("--set", choices=[name.value for name in SetName], default=SetName.dev.value)
    parser.add_argument("--fail-under", metavar="NAME=NUMBER,...", default="", help="exit 1 where a figure is worse")
    parser.add_argument("--show", action="store_true", help="every miss and false alarm; never of sealed articles")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything as JSON")
    form.add_argument("--markdown", action="store_true", help="the table for the documentation")
    return parser.parse_args(arguments)


def _score_coder(gold: Gold, tables: Path | None) -> Score:
    return score(gold, coder_tables(gold) if tables is None else load_tables(tables))


def _count_inexact(coder: Score) -> int:
    exact, claims = coder.figures["quote_exact"], coder.judged_on["claims"]
    return 0 if exact is None else claims - round(exact * claims)


def _print_json(set_name: str, gold: Gold, scores: dict[str, Score], show: bool) -> None:
    plain = {name: one.as_json(show=show and name == CODER) for name, one in scores.items()}
    result = {"set": set_name, "articles": sorted(gold), "coder": plain.pop(CODER), "trivial": plain}
    print(json.dumps(result, ensure_ascii=False, indent=1))
