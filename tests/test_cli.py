"""The command as people run it: exit codes, what goes to stdout and what to stderr, and what it never touches."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly import connect

SMALL = Path(__file__).parent / "read" / "small"
Result = subprocess.CompletedProcess[str]
Snapshot = dict[str, bytes]


def run(*arguments: str | Path, folder: Path | None = None, env: Mapping[str, str] | None = None) -> Result:
    """`python -m reportedly` with its output piped, in a folder, with some of the environment changed."""
    clean = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR", "PYTHONIOENCODING")}
    return subprocess.run(
        [sys.executable, "-m", "reportedly", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=clean | dict(env or {}),
        timeout=60,
        check=False,
    )


def snapshot(folder: Path) -> Snapshot:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small dataset's folder, with nothing published yet."""
    folder = tmp_path_factory.mktemp("small")
    shutil.copytree(SMALL / "seeds", folder / "seeds")
    return folder


@pytest.fixture(scope="module")
def built(root: Path) -> Result:
    return run("build", folder=root)


@pytest.fixture(scope="module")
def published(root: Path, built: Result) -> Path:
    """The small dataset's folder after a build."""
    assert built.returncode == 0, built.stderr
    return root


@pytest.fixture(scope="module")
def copies(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    def copy(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        return Path(shutil.copytree(published, folder, dirs_exist_ok=True))

    return copy


@pytest.fixture(scope="module")
def results(published: Path, copies: Callable[[str], Path]) -> dict[str, tuple[Result, Path, Snapshot]]:
    """Commands that need a published dataset, run side by side: what came out, where, and what lay there before."""
    drifted, redescribed = copies("drifted"), copies("redescribed")
    edit_a_cell(drifted / "dataset" / "claims.parquet")
    (drifted / "dataset" / "places.parquet").unlink()
    (drifted / "dataset" / "notes.txt").write_text("mine")
    (drifted / "dataset" / "events.parquet").write_bytes(b"no Parquet")
    descriptor = (redescribed / "datapackage.json").read_text("utf-8")
    (redescribed / "datapackage.json").write_text(descriptor.replace("A strike in Tal Rahma", "Another title"))
    select = "SELECT claim_id, quote, polarity = 'positive' AS holds, hedge FROM claims ORDER BY claim_id LIMIT 3"
    calls: dict[str, tuple[Path, tuple[str | Path, ...], dict[str, str]]] = {
        "check clean": (published, ("build", "--check", "--quiet"), {}),
        "check drifted": (drifted, ("build", "--check"), {}),
        "check redescribed": (redescribed, ("build", "--check", "-q"), {}),
        "check from elsewhere": (published.parent, ("build", "--check", published), {}),
        "table": (published, ("sql", select), {"COLUMNS": "20"}),
        "csv": (published, ("sql", select, "--format", "csv"), {}),
        "json": (published, ("sql", select, "--format", "json"), {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}),
        "bad sql": (published, ("sql", "SELECT quot FROM claims"), {}),
        "copy": (published, ("sql", f"COPY claims TO '{published}/leak.csv'"), {}),
        "unknown format": (published, ("sql", "SELECT 1", "--format", "xml"), {}),
    }
    before = {
        name: snapshot(folder if name != "check from elsewhere" else published)
        for name, (folder, _, _) in calls.items()
    }
    with ThreadPoolExecutor(max_workers=3) as pool:
        runs = {name: pool.submit(run, *words, folder=at, env=env) for name, (at, words, env) in calls.items()}
    return {name: (done.result(), calls[name][0], before[name]) for name, done in runs.items()}


def edit_a_cell(path: Path) -> None:
    table = pq.read_table(path)
    column = table.schema.get_field_index("statement")
    values = table.column("statement").to_pylist()
    values[0] = "Edited by hand."
    pq.write_table(table.set_column(column, table.schema.field(column), pa.array(values, pa.string())), path)


# Help -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "env",
    [{}, {"NO_COLOR": "1"}, {"TERM": "dumb", "FORCE_COLOR": "1"}, {"COLUMNS": "20"}, {"PYTHONIOENCODING": "ascii"}],
    ids=["plain", "NO_COLOR", "TERM=dumb", "COLUMNS=20", "ascii"],
)
def test_help_is_plain_words_whatever_the_terminal(env):
    result = run("--help", env=env)
    assert result.returncode == 0
    assert result.stderr == ""
    assert "Usage:" in result.stdout
    assert "build" in result.stdout
    assert "\x1b" not in result.stdout


def test_no_command_shows_the_help():
    result = run()
    assert result.returncode in (0, 2)
    assert "Commands:" in result.stdout + result.stderr


def test_an_unknown_command_or_option_is_wrong_use():
    for words in (("biuld",), ("build", "--chek")):
        result = run(*words)
        assert result.returncode == 2
        assert result.stdout == ""
        assert words[-1] in result.stderr


def test_the_version_is_one_line():
    result = run("--version")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("reportedly ")
    assert result.stdout.count("\n") == 1


# Build ----------------------------------------------------------------------------------------------------------


def test_a_build_tells_its_steps_on_stderr_and_its_tables_on_stdout(built):
    assert built.returncode == 0
    assert built.stderr.splitlines() == ["reading seeds …", "putting tables together …", "checking …", "publishing …"]
    tables = dict(line.split() for line in built.stdout.splitlines() if len(line.split()) == 2)
    assert tables["claims"] == "10"
    assert tables["articles"] == "2"
    assert "no findings" in built.stdout


def test_a_build_publishes_one_file_a_table_and_the_descriptor(published, built):
    assert built.returncode == 0
    descriptor = json.loads((published / "datapackage.json").read_text("utf-8"))
    files = {f"dataset/{path.name}" for path in (published / "dataset").iterdir()}
    assert files == {resource["path"] for resource in descriptor["resources"]}
    assert sorted(path.name for path in published.iterdir()) == [
        ".reportedly-build",
        "croissant.json",
        "datapackage.json",
        "dataset",
        "seeds",
    ]


def test_the_command_that_a_build_advises_asks_the_package_that_was_built(built, results, published):
    select = '"SELECT outlet, origin, quantity_text FROM casualty_overview"'
    elsewhere, folder, _ = results["check from elsewhere"]
    assert folder != published
    assert built.stdout.splitlines()[-1] == f"Next: reportedly sql {select}"
    assert elsewhere.stdout.splitlines()[-1] == f"Next: reportedly sql --package {shlex.quote(str(published))} {select}"


def test_a_folder_without_seeds_cannot_be_built(tmp_path):
    result = run("build", tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == (
        f"reportedly: {tmp_path}: no seeds folder here; run the command in a dataset's folder, or name it"
    )


# Build --check --------------------------------------------------------------------------------------------------


def test_check_of_a_fresh_build_is_clean_and_quietly_so(results):
    result, folder, before = results["check clean"]
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert snapshot(folder) == before


def test_check_names_every_file_that_is_not_what_the_seeds_build_and_writes_nothing(results):
    result, folder, before = results["check drifted"]
    assert result.returncode == 1
    assert sorted(result.stdout.splitlines()) == [
        "dataset/claims.parquet: other content",
        "dataset/events.parquet: not a readable Parquet file",
        "dataset/notes.txt: no table of this dataset",
        "dataset/places.parquet: missing",
    ]
    assert result.stderr.splitlines()[-1] == (
        "reportedly: dataset/ is not what the seeds build; run `reportedly build` and commit the result"
    )
    assert snapshot(folder) == before


def test_check_sees_an_edited_descriptor_and_writes_nothing(results):
    result, folder, before = results["check redescribed"]
    assert result.returncode == 1
    assert result.stdout == "datapackage.json: not what the seeds and schemas give\n"
    assert snapshot(folder) == before


# SQL ------------------------------------------------------------------------------------------------------------

ROWS = [
    ("a-first.c001", "Strike in Tal Rahma kills three", True, None),
    ("a-first.c002", "A strike killed at least three people", True, None),
    ("a-first.c003", "killed at least three people, including the leader of the Northern Brigade", True, None),
]


def test_rows_as_json_keep_their_types_and_nulls_even_where_the_terminal_knows_ascii_only(results):
    result, _, _ = results["json"]
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout) == [
        dict(zip(("claim_id", "quote", "holds", "hedge"), row, strict=True)) for row in ROWS
    ]


def test_rows_as_csv_have_a_header_and_empty_cells_for_nulls(results):
    result, _, _ = results["csv"]
    assert (result.returncode, result.stderr) == (0, "")
    names, *rows = csv.reader(io.StringIO(result.stdout))
    assert names == ["claim_id", "quote", "holds", "hedge"]
    assert [(row[0], row[1], row[2].lower(), row[3]) for row in rows] == [
        (claim, quote, "true", "") for claim, quote, _, _ in ROWS
    ]


def test_rows_as_a_table_lose_no_words_in_a_narrow_terminal(results):
    result, _, _ = results["table"]
    assert result.returncode == 0
    assert result.stdout.splitlines()[-1] == "(3 rows)"
    for word in ("claim_id", "a-first.", "c001", "killed", "leader", "Northern", "Brigade", "true"):
        assert word in result.stdout


def test_a_query_that_cannot_run_is_one_message_without_a_traceback(results):
    result, _, _ = results["bad sql"]
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("reportedly: the query cannot be run\n")
    assert "quot" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_format_that_is_none_is_wrong_use(results):
    result, _, _ = results["unknown format"]
    assert result.returncode == 2
    assert "xml" in result.stderr


def test_a_query_writes_no_file(results):
    result, folder, before = results["copy"]
    assert result.returncode == 2
    assert "file system operations are disabled" in result.stderr
    assert snapshot(folder) == before


def test_a_query_changes_nothing_that_is_published_and_neither_reads_files_nor_opens_doors(published):
    before = snapshot(published)
    secret = published / "seeds" / "package.yaml"
    with connect(published) as connection:
        connection.execute("DELETE FROM casualty_reports")
        connection.execute("INSERT INTO places (place_id, name, kind) VALUES ('x', 'X', 'city')")
        for query in (
            f"SELECT * FROM read_csv('{secret}')",
            f"SELECT * FROM read_text('{secret}')",
            f"SELECT * FROM '{published}/dataset/claims.parquet'",
            f"FROM glob('{published}/*')",
            f"ATTACH '{published}/new.duckdb'",
            f"EXPORT DATABASE '{published}/out'",
            f"COPY claims TO '{published}/leak.csv'",
            f"COPY claims FROM '{secret}'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            f"RESET enable_external_access; SELECT * FROM read_text('{secret}')",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(query)
    assert snapshot(published) == before
