"""Measure the machine coder on every set and beside the reviewed coding, and put the figures where they are shown.

`python scripts/coder_figures.py` runs the coder and writes; `--check` only compares. After a change of the coder's
rules, run scripts/train_confidence.py first.
"""

import argparse
import sys
from pathlib import Path

from evaluation.beside_reviewed import Beside, put_beside
from evaluation.calibration import expected_calibration_error, fill_bins
from evaluation.gold import GoldArticle
from evaluation.read_coded import read_coded
from evaluation.run_coder import coder_tables
from evaluation.scoring import Score, score
from evaluation.sets import SetName, load_set
from evaluation.tables import load_tables
from evaluation.wording import show_figure
from train_confidence import judge_left_out

ROOT = Path(__file__).resolve().parents[1]
PLACES = ("README.md", "docs/coder.md")
BEGIN, END = "<!-- coder figures: begin (scripts/coder_figures.py) -->\n", "<!-- coder figures: end -->\n"
SETS = {
    SetName.dev: "{} articles, tuned on",
    SetName.wikinews_dev: "{} articles, read for errors",
    SetName.invented_dev: "{} invented, read for errors",
    SetName.wikinews_sealed: "{} articles, sealed",
    SetName.invented_sealed: "{} invented, sealed",
    SetName.passages_sealed: "{} passages, sealed",
    SetName.calibration: "{} articles, unread",
}
ROWS = (
    ("quote is the text at its offsets", ("quote_exact",)),
    ("casualty statements, P / R", ("casualty_p", "casualty_r")),
    ("with the right reporter, P / R", ("casualty_reporter_p", "casualty_reporter_r")),
    ("attributed claims, P / R", ("attribution_p50", "attribution_r50")),
    ("polarity, certainty, anonymity right on matched rows", ("polarity", "certainty", "anonymity")),
    ("calibration error of `confidence`", ("calibration_error",)),
)


def measure_sets() -> dict[str, Score]:
    """The score of each set, under the heading of its column."""
    scores = {}
    for name, heading in SETS.items():
        gold = load_set(name)
        scores[heading.format(len(gold))] = score(gold, coder_tables(gold))
    return scores


def measure_unseen() -> tuple[int, Score]:
    """How many real articles there are on which nobody reads errors, and the score of all of them."""
    gold = load_set(SetName.wikinews_sealed) | load_set(SetName.calibration)
    return len(gold), score(gold, coder_tables(gold))


def measure_left_out() -> tuple[int, float | None]:
    """How many claims of those articles the gold judges, and the error of a confidence counted on other articles."""
    judged = judge_left_out()
    return len(judged), expected_calibration_error(fill_bins(judged))


def measure_beside() -> Beside:
    """The machine's coding of this dataset's articles beside the published one."""
    reviewed = load_tables(ROOT / "dataset")
    texts = {str(row["article_id"]): str(row["text"]) for row in reviewed["articles"]}
    gold = {
        article_id: GoldArticle(article_id, text, "", False, False, (), (), (), ())
        for article_id, text in texts.items()
    }
    machine = coder_tables(gold)
    return put_beside(texts, read_coded(machine, gold).articles, read_coded(reviewed, gold).articles)


def as_block(
    scores: dict[str, Score], unseen: tuple[int, Score], left_out: tuple[int, float | None], beside: Beside
) -> str:
    """The figures as Markdown."""
    lines = ["| | " + " | ".join(scores) + " |", "|---|" + "---|" * len(scores)]
    for label, names in ROWS:
        cells = (" / ".join(_short(one.figures[name]) for name in names) for one in scores.values())
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    machine, reviewed = beside.casualties
    together = (
        f"{label.removesuffix(', P / R')} {_short(unseen[1].figures[names[0]])} / {_short(unseen[1].figures[names[1]])}"
        for label, names in ROWS
        if label.endswith("P / R")
    )
    sentences = (
        "Nobody reads errors on the last four. `confidence` is counted on the last,",
        "so its error there proves nothing.",
        f"The {unseen[0]} real articles among them together, P / R: {', '.join(together)};",
        f"calibration error {_short(left_out[1])} ({left_out[0]} claims, each by a confidence counted without its "
        "article).",
        "Beside the reviewed coding of this dataset's own articles, as agreement and not as accuracy, for rules were "
        "read against them:",
        f"of {machine} and {reviewed} casualty reports {beside.same_casualty} are the same in place, harm and bounds",
        f"(F1 {_short(beside.casualty_f)}), {beside.same_reporter} of these with the same reporter.",
        f"Of {beside.words:,} words the machine has {beside.said[0]:,} as said by somebody,",
        f"the reviewed coding {beside.said[1]:,}, both {beside.said_in_both:,} (F1 {_short(beside.said_f)});",
        f"{_short(beside.same_word_source)} of those have a source in common.",
    )
    lines += ["", " ".join(sentences)]
    return "\n".join(lines) + "\n"


def _short(value: float | None) -> str:
    return show_figure(value) if value is None else f"{value:.2f}".removeprefix("0")


def replaced(text: str, block: str) -> str:
    """A page with the block between its marks."""
    before, rest = text.split(BEGIN, maxsplit=1)
    return before + BEGIN + block + END + rest.split(END, maxsplit=1)[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page is not up to date")
    wanted = parser.parse_args()
    block = as_block(measure_sets(), measure_unseen(), measure_left_out(), measure_beside())
    print(block)
    is_stale = False
    for place in PLACES:
        path = ROOT / place
        old = path.read_text("utf-8")
        new = replaced(old, block)
        if new != old:
            is_stale = True
            if not wanted.check:
                path.write_text(new, encoding="utf-8")
            print(f"{place}: {'not up to date; run python scripts/coder_figures.py' if wanted.check else 'written'}")
    return 1 if is_stale and wanted.check else 0


if __name__ == "__main__":
    sys.exit(main())
