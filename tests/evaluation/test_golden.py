"""The figures of the trivial systems and of damaged gold, as an independent scorer of the same conventions gave them.

`golden.json` came out of that scorer, not out of this one. A change here changes what every published figure means.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.scoring import score
from evaluation.trivial import TRIVIAL

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text("utf-8"))


@pytest.mark.parametrize("system", GOLDEN)
def test_every_figure_is_the_independent_scorers(system, dev, damaged):
    tables = TRIVIAL[system](dev) if system in TRIVIAL else damaged(dev, int(system.removeprefix("damaged-")))
    figures = score(dev, tables).figures
    assert {name: figures[name] for name in GOLDEN[system]} == GOLDEN[system]


def test_every_trivial_system_has_golden_figures():
    assert set(TRIVIAL) <= set(GOLDEN)


def test_gold_written_as_tables_is_right_in_everything(dev, as_tables):
    figures = score(dev, as_tables(dev)).figures
    wrong = {name: value for name, value in figures.items() if value not in (1, None)}
    assert wrong == {"false_alarms": 0, "calibration_error": 0}
    assert [name for name, value in figures.items() if value is None] == ["polarity", "certainty"]
