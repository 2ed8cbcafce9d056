"""Run the machine coder over the texts of a set."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evaluation.gold import Gold
from evaluation.tables import Tables, load_tables
from reportedly.errors import ReportedlyError

CODER = (sys.executable, "-m", "reportedly", "code")


def coder_tables(gold: Gold) -> Tables:
    """The tables that the coder makes of a set. Raises ReportedlyError as `run_coder` does."""
    with tempfile.TemporaryDirectory() as work:
        return load_tables(run_coder(gold, Path(work)))


def run_coder(gold: Gold, work: Path, command: Sequence[str] = CODER) -> Path:
    """Codes the articles in a process of its own, which sees the texts and nothing of the gold; the tables' folder.

    `work` is an empty folder for the texts and the tables. Raises ReportedlyError where the coder does not finish.
    """
    texts, out = work / "articles", work / "tables"
    texts.mkdir()
    for article_id, article in gold.items():
        (texts / f"{article_id}.txt").write_bytes(article.text.encode("utf-8"))
    paths = [str(path) for path in sorted(texts.iterdir())]
    done = subprocess.run(
        [*command, *paths, "--out", str(out)], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()
        raise ReportedlyError(
            f"`reportedly code` ended with exit code {done.returncode}. It said:\n  " + "\n  ".join(said[-10:])
        )
    return out
