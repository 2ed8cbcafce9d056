"""`reportedly code` and `reportedly add` on real articles and on bad ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import reportedly
from reportedly.add.run import Given, Stated, add_article
from reportedly.build import build_tables, publish_build
from reportedly.errors import ReportedlyError
from reportedly.starter.init import init_dataset

ARTICLES = Path(__file__).parents[1] / "evaluation" / "dev" / "articles"


def code(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reportedly", "code", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    out = tmp_path_factory.mktemp("coded")
    done = code(ARTICLES / "dev01.txt", ARTICLES / "dev02.txt", ARTICLES / "dev12.txt", "--out", out / "a")
    assert done.returncode == 0, done.stderr
    return out / "a"


@pytest.mark.slow
def test_what_is_coded_passes_the_check_and_stands_in_its_text(coded):
    assert reportedly.check(coded).is_clean
    texts = {row["article_id"]: row["text"] for row in pq.read_table(coded / "articles.parquet").to_pylist()}
    claims = pq.read_table(coded / "claims.parquet").to_pylist()
    assert len(claims) > 20
    for claim in claims:
        assert texts[claim["article_id"]][claim["char_start"] : claim["char_end"]] == claim["quote"]
        assert claim["coding"] == "machine"
        assert 0 < claim["confidence"] < 1


@pytest.mark.slow
def test_order_and_processes_change_no_byte(coded, tmp_path):
    names = ["dev12", "dev02", "dev01"]
    done = code(*(ARTICLES / f"{name}.txt" for name in names), "--out", tmp_path / "b", "--processes", "2", "--quiet")
    assert done.returncode == 0, done.stderr
    for table in ("claims", "attributions", "casualty_reports", "actors", "events"):
        assert (tmp_path / "b" / f"{table}.parquet").read_bytes() == (coded / f"{table}.parquet").read_bytes()


@pytest.mark.slow
def test_bad_inputs_are_named_and_stop_none_of_the_others(tmp_path):
    bad = {
        "empty": b"",
        "binary": b"\x00\x01\x02" * 400,
        "latin": "Müller sagte, er wisse nichts davon. ".encode("latin-1") * 20,
        "page": b"<!DOCTYPE html><html><body><p>Police said three people were killed.</p></body></html>",
        "chinese": "警方称三人死亡。官员们表示调查仍在继续。".encode() * 20,
        "line": b"word " * 1_100_000,
    }
    for name, content in bad.items():
        (tmp_path / f"{name}.txt").write_bytes(content)
    good = tmp_path / "good.txt"
    good.write_bytes((ARTICLES / "dev01.txt").read_bytes())
    done = code(*sorted(tmp_path.glob("*.txt")), tmp_path / "missing.txt", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name in (*bad, "missing"):
        assert name in done.stderr
    assert pq.read_table(tmp_path / "out" / "articles.parquet")["article_id"].to_pylist() == ["good"]


@pytest.mark.slow
def test_an_added_article_is_built_as_machine_rows_and_reviewed_when_it_says_so(tmp_path):
    root = tmp_path / "dataset"
    init_dataset(root)
    content = (ARTICLES / "dev04.txt").read_bytes()
    stated = Stated("el-paso", "Gunman opens fire", "Wikinews", "2019-08-08", None)
    added = add_article(root, Given("dev04.txt", content), stated, "en_core_web_sm", lambda _: None)
    assert (root / "seeds" / "articles" / "el-paso.txt").read_bytes() == content
    assert len(added.coding.claims) > 20

    def codings() -> set[tuple[str, bool]]:
        publish_build(root, build_tables(root, lambda _: None), lambda _: None)
        assert reportedly.check(root).is_clean
        rows = pq.read_table(root / "dataset" / "claims.parquet").to_pylist()
        return {(row["coding"], row["confidence"] is None) for row in rows if row["article_id"] == "el-paso"}

    assert codings() == {("machine", False)}
    draft = root / "seeds" / "codings" / "el-paso.yaml"
    draft.write_text(draft.read_text("utf-8").replace("coding: machine", "coding: reviewed", 1), encoding="utf-8")
    with pytest.raises(ReportedlyError, match="el-paso"):
        add_article(root, Given("dev04.txt", content), stated, "en_core_web_sm", lambda _: None)
    assert codings() == {("reviewed", True)}


@pytest.mark.slow
def test_a_headline_that_repeats_a_figure_does_not_double_the_toll(tmp_path):
    body = "Three people were killed when a bomb exploded at a market in Aleppo, Syria, on Tuesday, police said.\n"
    texts = {"once": f"Bomb at market\n\n{body}", "twice": f"Bomb kills three people at market\n\n{body}"}
    tolls = {}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        done = code(tmp_path / f"{name}.txt", "--out", tmp_path / name)
        assert done.returncode == 0, done.stderr
        tolls[name] = (
            reportedly.connect(tmp_path / name)
            .sql("SELECT low, high, claims FROM event_tolls WHERE harm = 'killed' AND victim_class = 'any' "
                 "AND policy = 'every_claim' AND claims > 0")
            .fetchall()
        )  # fmt: skip
    assert tolls == {"once": [(3, 3, 1)], "twice": [(3, 3, 2)]}
