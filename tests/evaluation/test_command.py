"""The command: what it prints, its exit codes, its refusals, and that sealed articles stay sealed."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import evaluation.command
from evaluation.calibration import Judged, expected_calibration_error, fill_bins
from evaluation.command import main
from evaluation.intervals import interval_of_f
from evaluation.run_coder import run_coder
from evaluation.scoring import score
from evaluation.tables import load_tables
from reportedly.errors import ReportedlyError

SCRIPT = Path(__file__).parents[2] / "scripts" / "evaluate.py"


@pytest.fixture(scope="session")
def perfect(dev, as_tables, write_parquet, tmp_path_factory) -> Path:
    return write_parquet(as_tables(dev), tmp_path_factory.mktemp("perfect"))


@pytest.fixture(scope="session")
def faulty(dev, as_tables, write_parquet, tmp_path_factory) -> Path:
    """The gold without its first casualty report, and with one quote that is not the text."""
    tables = as_tables(dev)
    tables["casualty_reports"] = tables["casualty_reports"][1:]
    tables["claims"][0]["quote"] += "!"
    return write_parquet(tables, tmp_path_factory.mktemp("faulty"))


def test_the_script_scores_tables_and_exits_clean(perfect):
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(perfect), "--fail-under", "casualty_f=1,quote_exact=1,false_alarms=0"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "set dev: 12 articles, 52 casualty reports, 95 attributions, 20 incidents" in done.stdout
    assert done.stdout.splitlines()[-3:] == [
        "PASS casualty_f 1 >= 1",
        "PASS quote_exact 1 >= 1",
        "PASS false_alarms 0 <= 0",
    ]
    polarity = next(line for line in done.stdout.splitlines() if line.startswith("polarity"))
    assert polarity.split()[-4:] == ["-"] * 4


def test_a_quote_that_is_not_the_text_fails_without_any_bar(faulty, capsys):
    assert main([str(faulty)]) == 1
    assert "FAIL 1 of 147 claims: the text at char_start:char_end is not the quote" in capsys.readouterr().out


def test_a_missed_bar_fails_and_says_by_how_much(perfect, faulty, capsys):
    assert main([str(perfect), "--fail-under", "calibration_error=0.1,casualty_f=1.01"]) == 1
    out = capsys.readouterr().out
    assert "PASS calibration_error 0 <= 0.1\nFAIL casualty_f 1 < 1.01" in out
    assert main([str(perfect), "--fail-under", "polarity=0"]) == 1
    assert "FAIL polarity none < 0" in capsys.readouterr().out
    main([str(faulty), "--fail-under", "casualty_r=1"])
    assert "FAIL casualty_r 0.9808 < 1" in capsys.readouterr().out


def test_json_has_coder_and_trivial_systems_and_misses_only_when_asked(faulty, capsys):
    main([str(faulty), "--json"])
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert printed.err.startswith("FAIL 1 of 147 claims")
    assert found["coder"]["figures"]["casualty_r"] == 51 / 52
    assert found["coder"]["counts"]["casualty"] == {"hits": 51, "false_alarms": 0, "misses": 1}
    assert found["coder"]["by_article"]["dev01"]["casualty"]["misses"] == 1
    assert list(found["trivial"]) == ["nothing", "sentences", "regex"]
    assert "misses" not in found["coder"]
    main([str(faulty), "--json", "--show"])
    shown = json.loads(capsys.readouterr().out)["coder"]["misses"]["dev01"]
    assert [line.split(":")[0] for line in shown] == ["casualty missed", "quote not exact"]


def test_markdown_has_a_row_a_figure_with_its_interval(perfect, capsys):
    assert main([str(perfect), "--markdown"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["| figure | coder | nothing | sentences | regex |", "|---|---|---|---|---|"]
    assert "| casualties F | 1.000 (1.000 to 1.000) | 0.000 (0.000 to 0.000) | 0.000 (0.000 to 0.000) |" in lines[4]


def test_misses_are_shown_but_never_those_of_sealed_articles(dev, faulty, capsys, monkeypatch):
    assert main([str(faulty), "--show"]) == 1
    assert "  dev01 casualty missed: killed" in capsys.readouterr().out
    sealed = {name: dataclasses.replace(one, is_sealed=name == "dev01") for name, one in dev.items()}
    monkeypatch.setattr(evaluation.command, "load_set", lambda _: sealed)
    assert main([str(faulty), "--show"]) == 1
    out = capsys.readouterr().out
    assert "1 articles are sealed: what was missed there is not shown" in out
    assert "missed:" not in out
    main([str(faulty), "--show", "--json"])
    found = json.loads(capsys.readouterr().out)["coder"]
    assert found["misses"] == {}
    assert "dev01" not in found["by_article"]
    assert found["figures"]["casualty_r"] == 51 / 52


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fail-under", "casualty_f"], "'casualty_f' is not name=number"),
        (["--fail-under", "casualties=1"], "there is no figure 'casualties'. Figures: anonymity, "),
    ],
)
def test_bars_that_cannot_be_read_are_refused(perfect, capsys, options, said):
    assert main([str(perfect), *options]) == 2
    assert said in capsys.readouterr().err


def test_tables_that_are_not_a_coders_are_refused_with_all_faults(perfect, tmp_path, capsys):
    for path in perfect.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "places.parquet").unlink()
    (tmp_path / "events.parquet").write_bytes(b"no parquet")
    claims = pq.read_table(tmp_path / "claims.parquet")
    pq.write_table(claims.drop_columns(["quote", "speech"]), tmp_path / "claims.parquet")
    assert main([str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "claims.parquet: lacks quote, speech; it has claim_id, " in said
    assert "events.parquet: cannot be read as Parquet" in said
    assert "places.parquet: missing; its columns must be place_id, name, parent_id, country" in said
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "nowhere: not a folder" in capsys.readouterr().err


def test_tables_about_other_articles_are_refused(dev, as_tables):
    tables = as_tables({"dev01": dev["dev01"]})
    with pytest.raises(ReportedlyError, match=r"found     dev01\n  expected  dev02 \.\.\. dev12"):
        score({name: one for name, one in dev.items() if name != "dev01"}, tables)


def test_absent_articles_repeated_claims_and_orphans_are_noted(dev, as_tables):
    tables = as_tables(dev)
    for name in ("articles", "claims"):
        tables[name] = [row for row in tables[name] if row["article_id"] != "dev12"]
    tables["claims"].append(tables["claims"][0])
    tables["articles"][0]["text_sha256"] = "sha256:0"
    assert score(dev, tables).notes == [
        "1 of 12 articles are not in the tables: dev12",
        "dev01: articles.text_sha256 is another text's; offsets may not fit",
        "1 claims repeat a claim_id; only the first of each is compared",
        "10 rows of attributions or casualty_reports have a claim_id that claims lacks; left out",
    ]


def test_a_confidence_beyond_one_is_refused(dev, as_tables):
    tables = as_tables(dev)
    tables["claims"][0]["confidence"] = 87
    with pytest.raises(ReportedlyError, match=r"claims\.confidence of dev01\.a000 is 87"):
        score(dev, tables)


def test_the_coder_gets_the_texts_and_nothing_else(dev, tmp_path, perfect):
    program = (
        "import shutil, sys, pathlib\n"
        "*texts, option, out = sys.argv[1:]\n"
        "assert option == '--out' and [pathlib.Path(text).suffix for text in texts] == ['.txt'] * 12\n"
        "assert sorted(path.name for path in pathlib.Path(texts[0]).parent.iterdir()) == "
        "sorted(pathlib.Path(text).name for text in texts)\n"
        f"shutil.copytree({str(perfect)!r}, out)\n"
    )
    out = run_coder(dev, tmp_path, (sys.executable, "-c", program))
    assert (tmp_path / "articles" / "dev03.txt").read_bytes() == dev["dev03"].text.encode()
    assert score(dev, load_tables(out)).figures["casualty_f"] == 1


def test_a_coder_that_fails_is_quoted(dev, tmp_path):
    with pytest.raises(ReportedlyError, match=r"exit code 3\. It said:\n  no model"):
        run_coder(dev, tmp_path, (sys.executable, "-c", "import sys; print('no model', file=sys.stderr); sys.exit(3)"))


def test_confidence_falls_into_ten_bins():
    judged = [Judged(0.0, False), Judged(0.95, True), Judged(1.0, True), Judged(0.3, True), Judged(0.35, False)]
    bins = fill_bins(judged)
    assert [(one.low, one.high, one.claims, one.right) for one in bins] == [
        (0.0, 0.1, 1, 0.0),
        (0.3, 0.4, 2, 0.5),
        (0.9, 1.0, 2, 1.0),
    ]
    # |0 - 0| for 1, |.325 - .5| for 2 and |.975 - 1| for 2 of 5 claims
    assert expected_calibration_error(bins) == pytest.approx((0 + 2 * 0.175 + 2 * 0.025) / 5)
    assert expected_calibration_error([]) is None


def test_intervals_hold_the_figure_and_are_none_without_any(dev, damaged):
    figures = score(dev, damaged(dev, 5)).figures
    assert figures["casualty_low"] < figures["casualty_f"] < figures["casualty_high"]
    assert interval_of_f([]) == (None, None)
