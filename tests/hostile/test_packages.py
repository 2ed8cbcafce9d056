"""Packages from a stranger, through every command that opens one: no traceback, nothing written elsewhere."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree as ET

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import reportedly
from reportedly.build import build_tables
from reportedly.check.package import check_package
from reportedly.check.report import FORMATS
from reportedly.check.tables import CheckResult
from reportedly.citing.cite import cite_package
from reportedly.errors import ReportedlyError
from reportedly.explore import write_explorer
from reportedly.publish.files import finish
from reportedly.publish.swap import recover
from reportedly.query import coverage
from reportedly.query.export import export_csv, export_duckdb, export_sqlite
from reportedly.query.print_rows import print_rows, run_query
from reportedly.query.show import show
from reportedly.read import read_seeds
from reportedly.release.differences import diff_packages
from reportedly.standard import read_standard

pytestmark = pytest.mark.slow
STANDARD = read_standard()
UNSHRUNK = [Phase.explicit, Phase.reuse, Phase.generate]  # a check an example: shrinking would take minutes
TEXT_COLUMNS = [(table.name, f.name) for table in STANDARD.tables.values() for f in table.fields if f.type == "string"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(alphabet=st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def in_every_format(result: CheckResult) -> str:
    return "\n".join(write(result) for write in FORMATS.values())


def open_in_every_way(package: Path, out: Path, ids: tuple[str, ...] = ()) -> dict[str, str]:
    """What every way of opening a package says; a refusal is one message, anything else is an error of the test."""
    out.mkdir(exist_ok=True)
    ways = {
        "check": lambda: in_every_format(check_package(package)),
        "sql": lambda: print_rows(run_query("SELECT * FROM claim_overview", package), "table"),
        "load": lambda: str([reportedly.load(table, package).shape for table in STANDARD.tables]),
        "coverage": lambda: coverage.as_text(coverage.coverage(package)),
        "explore": lambda: write_explorer(package, out / "page.html").read_text("utf-8"),
        "csv": lambda: str(export_csv(out / "csv", package)),
        "duckdb": lambda: str(export_duckdb(out / "x.duckdb", package)),
        "sqlite": lambda: str(export_sqlite(out / "x.sqlite", package)),
        "cite": lambda: "".join(cite_package(package, format) for format in ("apa", "bibtex", "csl-json")),
        "diff": lambda: str(diff_packages(package, package)),
        **{f"show {id!r}": (lambda id=id: show(id, package)) for id in ids},
    }
    said = {}
    for name, way in ways.items():
        try:
            said[name] = way()
        except ReportedlyError as error:
            said[name] = f"refused: {error}"
    return said


@pytest.mark.parametrize("column", [None, "claim_id", "article_id", "actor_id", "event_id", "casualty_id"])
def test_cells_that_others_would_obey_are_only_shown(mini_package, tmp_path, evil, set_cells, column):
    """In every column of words at once, or as an id that other rows do not know."""
    owners = {"article_id": "articles", "claim_id": "claims", "actor_id": "actors", "event_id": "events"}
    columns = [(owners.get(column, "casualty_reports"), column)] if column else [
        (table, name) for table, name in TEXT_COLUMNS
        if not name.endswith("_id") and not STANDARD.tables[table].by_name[name].vocabulary
    ]  # fmt: skip
    for table, name in columns:
        set_cells(mini_package, table, name, [evil])
    said = open_in_every_way(mini_package, tmp_path / "out", (evil, "first-report.c001", "first-report.c002.k1"))
    for name, text in said.items():
        if name not in ("explore", "diff", "cite") and not text.startswith("refused"):
            assert "\x1b" not in text, name
            assert "\u202e" not in text or name in ("check", "coverage"), name
    assert "<script>alert" not in said["explore"]
    assert not any(line.startswith("::error::x") for line in said["check"].splitlines())


def test_reports_for_programs_stay_well_formed(mini_package, evil, set_cells):
    set_cells(mini_package, "claims", "quote", [evil])
    set_cells(mini_package, "articles", "article_id", [evil])
    result = check_package(mini_package)
    ET.fromstring(FORMATS["junit"](result))
    assert json.loads(FORMATS["json"](result))["clean"] is False
    assert json.loads(FORMATS["sarif"](result))["version"] == "2.1.0"
    assert all(line.startswith(("::error title=", "57 rules")) for line in FORMATS["github"](result).splitlines())


def test_what_a_terminal_would_obey_is_shown_by_the_commands(mini_package, run, evil, set_cells):
    set_cells(mini_package, "claims", "statement", [evil])
    table = run("sql", "SELECT statement FROM claims", "--package", mini_package)
    assert "\\x1b]0;x\\x07\\x1b[31m<script>" in table.stdout
    assert "\\u202e" in table.stdout
    shown = run("show", "first-report.c001", "--package", mini_package)
    assert "\\x1b]0;x" in shown.stdout
    refused = run("check", mini_package / "\x1b[31mnowhere")
    assert refused.returncode == 2
    assert "\\x1b[31mnowhere" in refused.stderr


def test_ids_are_values_and_never_sql(mini_package, run):
    for id in ("'; DROP TABLE claims; --", "$1", "first-report.c001' OR '1'='1", "%", "a\nb"):
        done = run("show", id, "--package", mini_package)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)
        assert "has the id" in done.stderr
    assert check_package(mini_package).is_clean


@pytest.mark.parametrize("name", ["a'b\";--", "$(x) *[é]%s"])
def test_a_folder_may_have_any_name(published_mini, tmp_path, name):
    package = Path(shutil.copytree(published_mini, tmp_path / name))
    assert check_package(package).is_clean
    assert export_duckdb(tmp_path / f"{name}.duckdb", package)["claims"] == len(reportedly.load("claims", package))
    assert export_sqlite(tmp_path / f"{name}.sqlite", package)["claims"] > 0


@given(data=st.data())
@settings(deadline=None, max_examples=6, suppress_health_check=list(HealthCheck), phases=UNSHRUNK)
def test_a_descriptor_with_any_value_anywhere_is_checked_or_refused(published_mini, tmp_path_factory, data):
    content = json.loads((published_mini / "datapackage.json").read_text("utf-8"))
    node = content
    while True:
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.integers(0, 4)) == 0:
            break
        node = node[key]
    node[key] = data.draw(JSON)
    package = tmp_path_factory.mktemp("descriptor") / "package"
    shutil.copytree(published_mini, package)
    (package / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
    said = open_in_every_way(package, package.parent / "out")
    assert said["check"]


@given(data=st.data())
@settings(deadline=None, max_examples=6, suppress_health_check=list(HealthCheck), phases=UNSHRUNK)
def test_a_file_with_any_bytes_in_it_is_checked_or_refused(published_mini, tmp_path_factory, data):
    package = tmp_path_factory.mktemp("bytes") / "package"
    shutil.copytree(published_mini, package)
    path = package / "dataset" / f"{data.draw(st.sampled_from(sorted(STANDARD.tables)))}.parquet"
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(raw))
    said = open_in_every_way(package, package.parent / "out")
    assert "published_hashes_hold" in said["check"] or "resource_files_are_readable" in said["check"] or bytes(
        raw
    ) == (published_mini / path.relative_to(package)).read_bytes()  # fmt: skip


@pytest.mark.parametrize(
    "column",
    [
        pa.array([[["x"]]] * 18),
        pa.array([{"a": 1}] * 18),
        pa.array([b"\xff\xfe"] * 18),
        pa.array([b"\xff\xfe"] * 18).view(pa.string()),
        pa.nulls(18),
        pa.array([float("nan")] * 18),
        pa.array([10**15] * 18, pa.timestamp("us", "UTC")),
        pa.ExtensionArray.from_storage(pa.uuid(), pa.array([b"\0" * 16] * 18, pa.binary(16))),
        pa.array(["x" * 1_000_000] * 18),
    ],
    ids=lambda column: str(column.type),
)
@pytest.mark.parametrize("name", ["quote", "certainty"])
def test_a_column_of_any_type_is_a_finding(mini_package, name, column):
    path = mini_package / "dataset" / "claims.parquet"
    table = pq.ParquetFile(path).read()
    assert table.num_rows == len(column)
    pq.write_table(table.set_column(table.schema.get_field_index(name), name, column), path)
    rules = {one.rule for one in check_package(mini_package).findings}
    assert rules & {"published_hashes_hold", "resource_files_are_readable"}
    with suppress(ReportedlyError):
        reportedly.load("claims", mini_package)
    with suppress(ReportedlyError):
        reportedly.connect(mini_package).close()


# Files elsewhere, and the network -------------------------------------------------------------------------------


def test_opening_a_package_writes_nothing(mini_package, run, tmp_path, files_of):
    before = files_of(mini_package)
    for arguments in (
        ("check", mini_package),
        ("sql", "FROM claims", "--package", mini_package),
        ("cite", mini_package),
    ):
        assert "Traceback" not in run(*arguments).stderr
    assert files_of(mini_package) == before
    assert list((tmp_path / "here").iterdir()) == []


@pytest.mark.parametrize("name", [".reportedly-ready", ".reportedly-added"])
def test_a_link_in_place_of_an_unfinished_swap_moves_no_file_of_yours(mini_package, tmp_path, files_of, name):
    mine = tmp_path / "mine"
    mine.mkdir()
    for file in ("datapackage.json", "mine.parquet", "letter.txt"):
        (mine / file).write_text("mine", encoding="utf-8")
    before = files_of(mine)
    (mini_package / name).symlink_to(mine)
    recover(mini_package)
    finish(mini_package)
    assert check_package(mini_package).is_clean
    assert files_of(mine) == before


@pytest.fixture
def door() -> str:
    """The address of a server that nobody may call; who does, fails the test."""
    callers: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        open_ = threading.Event()

        def listen() -> None:
            while not open_.is_set():
                try:
                    callers.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        open_.set()
        thread.join()
    assert callers == []


def test_no_address_in_a_package_is_fetched(mini_package, tmp_path, door, edit_descriptor, set_cells):
    def point_there(content):
        content["$schema"] = content["profile"] = content["homepage"] = f"{door}/profile.json"
        content["resources"][0]["path"] = f"{door}/x.parquet"
        content["resources"][1]["schema"] = f"{door}/schema.json"
        content["resources"][2]["schema"]["$ref"] = f"{door}/schema.json"
        content["resources"].append({"name": "extra", "path": f"{door}/extra.parquet", "dialect": f"{door}/d.json"})

    edit_descriptor(mini_package, point_there)
    set_cells(mini_package, "articles", "source_url", [f"{door}/article"])
    said = open_in_every_way(mini_package, tmp_path / "out")
    assert "resource_paths_stay_inside" in said["check"]


def test_check_load_and_connect_need_no_socket(published_mini, monkeypatch):
    def refuse(*_args, **_options):
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert check_package(published_mini).is_clean
    assert len(reportedly.load("claims", published_mini)) == 18
    with reportedly.connect(published_mini) as connection:
        assert connection.execute("SELECT count(*) FROM claims").fetchall() == [(18,)]


def test_building_and_reading_seeds_need_no_socket(monkeypatch, repo_root):
    monkeypatch.setattr(socket, "socket", None)
    mini = repo_root / "tests" / "fixtures" / "mini"
    assert read_seeds(mini, STANDARD).articles
    assert build_tables(mini, lambda _: None).result.is_clean


# Spreadsheets ---------------------------------------------------------------------------------------------------


def test_a_spreadsheet_gets_no_formula_and_a_program_gets_the_words(mini_package, tmp_path, set_cells):
    """`export --csv` is for spreadsheets (OWASP's advice), `sql --format csv` for programs (the words as they are)."""
    words = [f"{start}HYPERLINK(0)" for start in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")]
    set_cells(mini_package, "claims", "statement", words)
    export_csv(tmp_path / "csv", mini_package)
    written = (tmp_path / "csv" / "claims.csv").read_bytes().decode("utf-8-sig")
    assert [one for one in words if f"'{one}" not in written] == []
    rows = run_query("SELECT statement FROM claims WHERE statement LIKE '%HYPERLINK%'", mini_package)
    assert sorted(rows[1]) == sorted((one,) for one in words)
    assert "'" not in print_rows(rows, "csv")


def test_a_number_that_json_does_not_have_is_refused(mini_package):
    path = mini_package / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace("{", '{"x": Infinity, ', 1), encoding="utf-8")
    with pytest.raises(ReportedlyError, match="Infinity is no JSON"):
        check_package(mini_package)
