"""Clusters code what the local engine codes, row for row, and lose nothing where they fail."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly.code.engines.batches import ARTICLES, RESULTS, Asked, BatchCoder, as_table
from reportedly.code.engines.cluster import code_on_cluster
from reportedly.code.run import Options, code_articles
from reportedly.coder.batch import Done, Settings, code_hash, code_one
from reportedly.coder.inputs import Failure, Input, Wanted
from reportedly.coder.model import DEFAULT_MODEL, ModelInfo, load_model
from reportedly.coder.openai_compatible import ChatModel
from reportedly.coder.stored import as_json
from reportedly.errors import ReportedlyError

SEEDS = Path(__file__).resolve().parents[1] / "fixtures" / "mini" / "seeds" / "articles"
INFO = ModelInfo("m", "1", "0")
ONE, TWO = Input("one", "f row 0", "The ministry said so."), Input("two", "f row 1", "It did not say so.")


def settings(store: Path) -> Settings:
    return Settings("m", INFO, store)


def answered(articles: pa.Table, content: str | None = "{}", reason: str | None = None) -> pa.Table:
    rows = [{"article_id": one, "content": content, "reason": reason} for one in articles["article_id"].to_pylist()]
    return pa.Table.from_pylist(rows, schema=RESULTS)


def test_what_a_cluster_gives_is_stored_and_failures_keep_their_names(tmp_path: Path) -> None:
    def send(articles: pa.Table, asked: Asked) -> Iterator[pa.Table]:
        assert articles.schema == ARTICLES
        assert asked == Asked("m", INFO, code_hash())
        yield answered(articles.slice(1), None, "no such words")
        yield answered(articles.slice(0, 1), '{"it": 1}')

    unread = Failure("f row 2", "the column text holds no text here")
    done = list(code_on_cluster([ONE, unread, TWO], settings(tmp_path), send))
    assert [one for one in done if isinstance(one, Failure)] == [unread, Failure("f row 1", "no such words")]
    [stored] = [one for one in done if isinstance(one, Done)]
    assert stored.article_id == "one"
    assert stored.path.read_text("utf-8").endswith('\n{"it": 1}')


def test_an_article_that_does_not_come_back_stops_the_run_and_the_others_are_kept(tmp_path: Path) -> None:
    def send(articles: pa.Table, _: Asked) -> Iterator[pa.Table]:
        yield answered(articles.slice(0, 1))

    with pytest.raises(ReportedlyError, match="no result for 1 articles; what came is kept: run the command again"):
        list(code_on_cluster([ONE, TWO], settings(tmp_path), send))
    assert len(list(tmp_path.rglob("*.json"))) == 1


def test_results_that_cannot_be_stored_are_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file", "utf-8")

    def send(articles: pa.Table, _: Asked) -> Iterator[pa.Table]:
        yield answered(articles)

    with pytest.raises(ReportedlyError, match="results cannot be stored"):
        list(code_on_cluster([ONE], settings(tmp_path / "store"), send))


@pytest.mark.parametrize(("engine", "module"), [("ray", "ray"), ("spark", "pyspark.sql")])
def test_an_engine_that_is_not_installed_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReportedlyError, match=rf"which is not installed: pip install 'reportedly\[coder,{engine}\]'"):
        code_articles([SEEDS], Options(tmp_path / "out", engine=engine), lambda _: None)
    assert not (tmp_path / "out").exists()


def test_a_language_model_stays_with_the_local_engine(tmp_path: Path) -> None:
    options = Options(tmp_path / "out", proposer=ChatModel("http://localhost/v1", "m", None), engine="ray")
    with pytest.raises(ReportedlyError, match="--llm goes with the local engine"):
        code_articles([SEEDS], options, lambda _: None)


# With the model -----------------------------------------------------------------------------------------------------


def some_inputs() -> list[Input]:
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return [Input(f"a{number}", f"f row {number}", texts[number % 2], None, "Outlet") for number in range(4)]


@pytest.mark.slow
def test_the_function_gives_what_coding_one_by_one_gives_in_order() -> None:
    model = load_model()
    coder = BatchCoder(Asked(DEFAULT_MODEL, model.info, code_hash()))
    inputs = some_inputs()
    coded = coder(as_table(inputs))
    assert coded.schema == RESULTS
    assert coded["content"].to_pylist() == [as_json(code_one(one, model)) for one in inputs]
    assert coded["reason"].null_count == len(inputs)


@pytest.mark.slow
@pytest.mark.parametrize("wrong", ["code", "model"])
def test_a_worker_of_another_version_refuses(wrong: str) -> None:
    info = load_model().info
    asked = Asked(DEFAULT_MODEL, info, "other") if wrong == "code" else Asked(DEFAULT_MODEL, INFO, code_hash())
    [row] = BatchCoder(asked)(as_table([ONE])).to_pylist()
    assert row["content"] is None
    assert row["reason"].startswith("a worker has another version")


def test_a_worker_without_the_model_says_so() -> None:
    [row] = BatchCoder(Asked("no_such_model", INFO, code_hash()))(as_table([ONE])).to_pylist()
    assert row["content"] is None
    assert "a worker cannot code: no model 'no_such_model' is installed" in row["reason"]


def need(engine: str) -> None:
    """Skip where an engine is not installed, unless it must be."""
    module = {"ray": "ray", "spark": "pyspark"}[engine]
    if os.environ.get("REPORTEDLY_REQUIRE_CLUSTERS") == "1":
        __import__(module)
    else:
        pytest.importorskip(module, reason=f"pip install 'reportedly[{engine}]'")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Parquet file of 40 articles, two of which cannot be coded."""
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    rows = [
        {"article_id": f"a{number:02d}", "text": texts[number % 2], "published": "2031-03-06", "publisher": "Outlet A"}
        for number in range(40)
    ]
    rows[7]["text"] = "x" * 5_000
    rows[9]["published"] = "no date"
    path = tmp_path_factory.mktemp("articles") / "articles.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def code(articles: Path, out: Path, engine: str):
    return code_articles([articles], Options(out, wanted=Wanted(max_chars=4_000), engine=engine, processes=2), print)


@pytest.fixture(scope="module")
def local(articles: Path, tmp_path_factory: pytest.TempPathFactory):
    out = tmp_path_factory.mktemp("local") / "out"
    return out, code(articles, out, "local")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["ray", "spark"])
def test_a_real_cluster_gives_the_same_package_row_for_row(articles: Path, local, tmp_path: Path, engine: str) -> None:
    need(engine)
    folder, expected = local
    report = code(articles, tmp_path / "out", engine)
    assert report == expected
    assert (report.articles, len(report.failures)) == (38, 2)
    for path in sorted(folder.glob("*.parquet")):
        assert pq.read_table(tmp_path / "out" / path.name).equals(pq.read_table(path)), path.name
    assert contents(tmp_path / "out") == contents(folder)


@pytest.mark.slow
def test_a_run_that_one_engine_began_another_takes_up(articles: Path, local, tmp_path: Path) -> None:
    need("ray")
    out = tmp_path / "out"
    pq.write_table(pq.read_table(articles).slice(0, 20), tmp_path / "first.parquet")
    assert code(tmp_path / "first.parquet", out, "ray").articles == 18
    report = code(articles, out, "local")
    assert (report.skipped, report.articles) == (18, 38)
    for path in sorted(local[0].glob("*.parquet")):
        assert pq.read_table(out / path.name).equals(pq.read_table(path)), path.name
