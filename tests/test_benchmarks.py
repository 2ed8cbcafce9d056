"""What the benchmarks measure with is valid: synthetic packages and seeds, the queries beside the check, the tables."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from reportedly.build import build_tables
from reportedly.check.package import check_package

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"


def run(script: str, *arguments: object, folder: Path = FOLDER) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FOLDER / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic package of two copies."""
    folder = tmp_path_factory.mktemp("synthetic")
    assert run("synthetic.py", folder, "--claims", 500).returncode == 0
    return folder


def test_a_synthetic_package_passes_the_check(package):
    assert check_package(package).is_clean


def test_a_synthetic_package_has_small_articles_and_no_text_in_two_copies(package):
    articles = pq.read_table(package / "dataset" / "articles.parquet")
    claims = pq.read_metadata(package / "dataset" / "claims.parquet").num_rows
    assert claims >= 500
    assert 15 <= claims / articles.num_rows <= 25
    originals = pq.read_metadata(FOLDER.parent / "dataset" / "articles.parquet").num_rows
    assert len(set(articles["text"].to_pylist())) == 2 * originals


@pytest.mark.slow
def test_a_synthetic_package_is_valid_to_frictionless(package):
    import frictionless  # noqa: PLC0415 - takes a while to import

    assert frictionless.validate(str(package / "datapackage.json")).valid


def test_the_queries_by_hand_find_nothing_in_a_package_and_something_in_a_broken_one(package, tmp_path):
    assert run("by_hand.py", package).returncode == 0
    broken = tmp_path / "broken"
    (broken / "dataset").mkdir(parents=True)
    (broken / "datapackage.json").write_bytes((package / "datapackage.json").read_bytes())
    for path in (package / "dataset").iterdir():
        table = pq.read_table(path)
        pq.write_table(table.slice(1) if path.stem == "events" else table, broken / "dataset" / path.name)
    found = run("by_hand.py", broken)
    assert found.returncode == 1
    assert "ANTI JOIN events" in found.stderr


def test_synthetic_seeds_can_be_built_and_changed(tmp_path):
    assert run("synthetic_seeds.py", tmp_path, "--articles", 4).returncode == 0
    tables = build_tables(tmp_path, lambda _: None).tables
    assert tables["articles"].num_rows == 4
    change = "import sys; sys.path.insert(0, '.'); from pathlib import Path; import synthetic_seeds as s;"
    subprocess.run([sys.executable, "-c", f"{change} s.change_one(Path({str(tmp_path)!r}), 1)"], cwd=FOLDER, check=True)
    again = build_tables(tmp_path, lambda _: None).tables
    assert {name for name in tables if again[name] != tables[name]} == {"claims"}


def test_the_tables_say_what_was_measured_and_what_was_not(tmp_path):
    lines = [
        {"command": f"{name}, 5,000 claims", "turn": turn, "wall": wall * turn, "cpu": wall, "peak": 100, "load": 1.0}
        for name, wall in (("SQL by hand", 1.0), ("reportedly check", 3.0), ("frictionless validate", 60.0))
        for turn in (1, 2, 3)
    ]
    into = tmp_path / "measured.jsonl"
    into.write_text("".join(json.dumps(line | {"at": "2031-05-07 10:00"}) + "\n" for line in lines), encoding="utf-8")
    shown = run("run.py", "none", "--quick", "--into", into, "--work", tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert (
        "| reportedly check, 5,000 claims | 3 | 6.00 (3.00–9.00) | 3.00 | 100 | 3 | 3 | SQL by hand, 5,000"
        in shown.stdout
    )
    assert "| reportedly check, 20,000 claims | 0 | not measured |" in shown.stdout
    assert "5,000 claims: 3.0 × the wall clock and 3.0 × the processor time of SQL by hand." in shown.stdout


def test_synthetic_articles_are_many_and_no_two_alike(tmp_path):
    assert run("synthetic_articles.py", tmp_path / "texts.parquet", "--articles", 60).returncode == 0
    table = pq.read_table(tmp_path / "texts.parquet")
    assert table.column_names == ["article_id", "text"]
    assert len(set(table["article_id"].to_pylist())) == len(set(table["text"].to_pylist())) == 60
