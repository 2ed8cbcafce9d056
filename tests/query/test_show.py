"""`reportedly show`: the evidence behind an id, on the five articles and on a small package."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from reportedly.errors import ReportedlyError
from reportedly.query.connect import connect
from reportedly.query.show import show

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dataset() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(ROOT) as connection:
        yield connection


def claim_id(dataset: duckdb.DuckDBPyConnection, article: str, quote: str) -> str:
    """The id of the casualty claim of an article whose quote holds these words; labels may be minted anew."""
    rows = dataset.execute(
        "SELECT claim_id FROM claims WHERE starts_with(claim_id, ?) AND contains(quote, ?) AND claim_type = 'casualty'",
        [article, quote],
    ).fetchall()
    assert len(rows) == 1
    return str(rows[0][0])


def lines(text: str) -> str:
    """A shown text without its line breaks, to look for words in."""
    return " ".join(text.split())


def test_a_claim_is_shown_in_its_sentence_with_its_chain_and_place(dataset: duckdb.DuckDBPyConnection) -> None:
    id = claim_id(dataset, "003", "killing a Kata'ib Hezbollah commander")
    shown = lines(show(id, ROOT))
    assert "service members, »killing a Kata'ib Hezbollah commander« responsible for directly planning" in shown
    assert "0 NPR (named_organisation)" in shown
    assert '1 U.S. Central Command (named_organisation, social_post): "U.S. Central Command" … "said" ← origin' in shown
    assert "killed, militant: 1 or more, from" in shown
    text = (ROOT / "seeds/articles/003_477d90bb48a12701.txt").read_text("utf-8")
    start = text.index("killing a Kata'ib Hezbollah commander")
    assert f"characters {start}–{start + 37}" in shown
    assert f"seeds/articles/003_477d90bb48a12701.txt:{text[:start].count(chr(10)) + 1}" in shown


def test_the_line_of_the_coding_is_the_line_of_the_label(dataset: duckdb.DuckDBPyConnection) -> None:
    id = claim_id(dataset, "003", "killing a Kata'ib Hezbollah commander")
    (entry,) = json.loads(show(id, ROOT, "json"))
    file, line = entry["where"]["seed"].split(":")
    assert (ROOT / file).read_text("utf-8").splitlines()[int(line) - 1].strip("- ") == f"label: {id.partition('.')[2]}"


def test_what_agrees_and_what_conflicts_stands_with_the_other_quote(dataset: duckdb.DuckDBPyConnection) -> None:
    id = claim_id(dataset, "004", "indications of civilians hurt or killed")
    agrees, _, conflicts = lines(show(id, ROOT)).partition("conflicts")
    assert "distorts" not in agrees
    for article in ("001", "002", "003"):
        assert f"in {article}_" in conflicts
    assert "distorts (polarity, reviewed): U.S. military in 001_9564abe462e9eb0a" in conflicts
    assert '"there were no indications of civilian casualties"' in conflicts


def test_from_either_side_the_conflict_shows_the_other(dataset: duckdb.DuckDBPyConnection) -> None:
    id = claim_id(dataset, "003", "no indications of collateral damage or civilian casualties")
    conflicts = lines(show(id, ROOT)).partition("conflicts")[2]
    assert '"there were indications of civilians hurt or killed by the strikes"' in conflicts
    assert "no indications of collateral" not in conflicts.partition("—")[0]


def test_a_casualty_report_is_shown_with_its_parts(dataset: duckdb.DuckDBPyConnection) -> None:
    id = claim_id(dataset, "004", "three people killed") + ".k1"
    shown = lines(show(id, ROOT))
    assert shown.startswith(f"casualty {id}")
    assert 'killed, unstated: 3, from "three"' in shown
    assert "← this one" in shown
    assert "parts of it killed, militant: 1," in shown


def test_an_article_an_actor_and_an_event_are_shown() -> None:
    article = lines(show("001_9564abe462e9eb0a", ROOT))
    assert "outlet not named in the text published not stated (basis: none)" in article
    assert "seeds/articles.yaml:" in article
    actor = lines(show("kataib-hezbollah", ROOT))
    assert "Hezbollah (misnomer) in 004_368d1681151a790e" in actor
    assert "target in mashtal-strike by" in actor
    event = lines(show("mashtal-strike", ROOT))
    assert "killed, target_side: 3 (2 claims, 1 article, 1 origin)" in event
    assert "killed, attacker_side: 1 or more" in event


def test_json_holds_the_same_evidence(dataset: duckdb.DuckDBPyConnection) -> None:
    id = claim_id(dataset, "003", "killing a Kata'ib Hezbollah commander")
    (entry,) = json.loads(show(id, ROOT, "json"))
    sentence = entry["sentence"]
    text = (ROOT / "seeds/articles/003_477d90bb48a12701.txt").read_text("utf-8")
    assert (
        sentence["before"] + sentence["quote"] + sentence["after"]
        == text[sentence["char_start"] : sentence["char_end"]]
    )
    assert [hop["hop"] for hop in entry["chain"]] == [0, 1]
    assert {row["article_id"][:3] for row in entry["agrees"]} >= {"001", "002"}


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("003.c021", "003_477d90bb48a12701.c021"), ("mashtal", "mashtal-strike"), ("kataib-hezbolah", "kataib-hezbollah")],
)
def test_an_unknown_id_names_the_nearest(asked: str, nearest: str) -> None:
    with pytest.raises(ReportedlyError, match=f"has the id '{asked}'. Nearest: .*{nearest}"):
        show(asked, ROOT)


def test_without_seeds_the_evidence_names_no_file(published: Path) -> None:
    shown = show("a.c001", published)
    assert "»Airstrike kills three — Kata’ib«" in shown
    assert "characters 0–31" in shown
    assert "seeds" not in shown
    assert "the article, which names no publisher" in shown


def test_a_withheld_text_leaves_the_quote(package: Path) -> None:
    rewrite(package, "articles", text=None)
    assert "»Airstrike kills three — Kata’ib« (the article's text is withheld)" in show("a.c001", package)


def test_control_characters_of_a_text_do_not_reach_the_terminal(package: Path) -> None:
    rewrite(package, "claims", statement="Three\x1b]0;pwned\x07 were killed.")
    rewrite(package, "articles", title="\x1b[2JStrike")
    shown = show("a.c001", package)
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_on_a_terminal_the_quote_is_marked_by_the_terminal(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = show("a.c001", published)
    assert "\x1b[1;4mAirstrike kills three — Kata’ib\x1b[0m" in shown
    assert "»" not in shown
    monkeypatch.setenv("NO_COLOR", "1")
    assert "»Airstrike" in show("a.c001", published)


def rewrite(package: Path, table: str, **values: Any) -> None:
    """Give every row of a published table these values."""
    path = next(package.rglob(f"{table}.parquet"))
    arrow = pq.read_table(path)
    rows = [{**row, **values} for row in arrow.to_pylist()]
    pq.write_table(type(arrow).from_pylist(rows, schema=arrow.schema), path)
