"""A published package is checked alone, with no seeds at hand: whatever is done to its files is found and named."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import reportedly
from reportedly import cli
from reportedly.check import CheckResult
from reportedly.check.columns import COLUMN_RULES
from reportedly.check.package import PACKAGE_RULES, check_package
from reportedly.check.report import FORMATS
from reportedly.check.rules import render
from reportedly.errors import ReportedlyError
from reportedly.standard import Standard

Package = Path
Resource = dict[str, Any]
HOLDS, FOLLOWS = "published_hashes_hold", "descriptor_follows_the_standard"


def file_of(package: Package, table: str = "claims") -> Path:
    return package / "dataset" / f"{table}.parquet"


def edit_descriptor(package: Package, change: Callable[[dict[str, Any]], Any]) -> None:
    path = package / "datapackage.json"
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def edit_resource(
    package: Package, table: str, change: Callable[[Resource], Any] | None = None, **entries: Any
) -> None:
    """Change the descriptor's entry of a table."""

    def apply(content: dict[str, Any]) -> None:
        entry = next(entry for entry in content["resources"] if entry["name"] == table)
        entry.update(entries)
        if change:
            change(entry)

    edit_descriptor(package, apply)


def rewrite(package: Package, table: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Read a table, change it, write it as Parquet again."""
    path = file_of(package, table)
    pq.write_table(change(pq.ParquetFile(path).read()), path)


def with_column(table: pa.Table, name: str, column: pa.Array | pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), pa.field(name, column.type), column)


def with_cell(table: pa.Table, name: str, value: Any) -> pa.Table:
    """The table with another value in the first row."""
    column = table.column(name)
    return with_column(table, name, pa.array([value, *column.to_pylist()[1:]], column.type))


def not_utf8(table: pa.Table) -> pa.Table:
    raw = pa.array([b"\xff\xfe"] * table.num_rows, pa.binary())
    return with_column(table, "name", pa.StringArray.from_buffers(len(raw), *raw.buffers()[1:]))


def no_such_day(table: pa.Table) -> pa.Table:
    return with_column(table, "date_end", pa.array([2 * 10**9] * table.num_rows, pa.int32()).cast(pa.date32()))


def turn_bytes_over(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:140] = bytes(byte ^ 0xFF for byte in content[100:140])
    path.write_bytes(content)


def link_to(path: Path, target: Path) -> None:
    path.unlink()
    path.symlink_to(target)


def found(result: CheckResult) -> set[tuple[str, str | None, str | None]]:
    return {(finding.rule, finding.table, finding.column) for finding in result.findings}


def rules_that_read(tables: Iterable[str], standard: Standard) -> set[str]:
    pattern = re.compile(rf"\b(FROM|JOIN) ({'|'.join(tables)})\b")
    return {rule for rule, sql in standard.rules.items() if pattern.search(render(sql, standard))}


def test_a_published_package_is_clean_and_needs_no_seeds(published_mini):
    result = check_package(published_mini)
    assert result == CheckResult([], result.rules_run, {})
    assert result.rules_run > 50
    assert not (published_mini / "seeds").exists()


def test_check_is_a_function_of_the_package_and_takes_a_descriptor_too(published_mini):
    """It stays one although `reportedly.check` is a folder of modules as well."""
    assert reportedly.check(published_mini, only="quote_matches_text").is_clean
    assert reportedly.check(published_mini / "datapackage.json", only="quote_matches_text").is_clean


def test_files_that_cannot_be_read_are_findings_and_the_rules_that_need_them_are_not_run(mini_package, standard):
    claims = file_of(mini_package)
    claims.write_bytes(claims.read_bytes()[:500])
    file_of(mini_package, "blocks").write_bytes(b"")
    file_of(mini_package, "actors").write_text("actor_id,name\n")
    turn_bytes_over(file_of(mini_package, "attributions"))
    rewrite(mini_package, "places", not_utf8)
    rewrite(mini_package, "events", no_such_day)
    damaged = {"claims", "blocks", "actors", "attributions", "places", "events"}
    result = check_package(mini_package)
    assert found(result) == {("resource_files_are_readable", table, "path") for table in damaged}
    assert set(result.not_run) == rules_that_read(damaged, standard)
    assert not result.is_clean


def test_files_that_are_missing_are_findings(mini_package, standard):
    file_of(mini_package, "claims").unlink()
    file_of(mini_package, "blocks").unlink()
    file_of(mini_package, "blocks").mkdir()
    link_to(file_of(mini_package, "actors"), mini_package / "nothing")
    edit_resource(mini_package, "places", path="dataset/\0")
    edit_resource(mini_package, "events", path="x" * 5_000)
    missing = {"claims", "blocks", "actors", "places", "events"}
    result = check_package(mini_package)
    assert found(result) == {("resource_files_are_there", table, "path") for table in missing}
    assert set(result.not_run) == rules_that_read(missing, standard)


def test_nothing_outside_the_package_is_read(mini_package, standard):
    outside = mini_package.parent / "outside.parquet"
    outside.write_bytes(file_of(mini_package).read_bytes())
    edit_resource(mini_package, "claims", path="../outside.parquet")
    edit_resource(mini_package, "blocks", path="dataset/../../outside.parquet")
    edit_resource(mini_package, "actors", path=str(file_of(mini_package, "actors")))
    link_to(file_of(mini_package, "places"), outside)
    edit_resource(mini_package, "events", path="https://outlet-a.example/events.parquet")
    edit_resource(mini_package, "articles", path=None)
    edit_resource(mini_package, "sentences", path=7)
    led_astray = {"claims", "blocks", "actors", "places", "events", "articles", "sentences"}
    result = check_package(mini_package)
    assert found(result) == {("resource_paths_stay_inside", table, "path") for table in led_astray}
    assert set(result.not_run) == rules_that_read(led_astray, standard)


def test_a_file_with_other_columns_is_another_table_and_the_rules_that_need_it_are_not_run(mini_package, standard):
    pq.write_table(pa.table({"fruit": ["pear"], "weight": [0.2]}), file_of(mini_package))
    pq.write_table(pa.table({}), file_of(mini_package, "places"))
    result = check_package(mini_package)
    assert {finding.rule for finding in result.findings} == {HOLDS, "columns_follow_the_contract"}
    structure = {finding[1:] for finding in found(result) if finding[0] == "columns_follow_the_contract"}
    assert structure == {
        *(("claims", column) for column in (*standard.tables["claims"].columns, "fruit", "weight")),
        *(("places", column) for column in standard.tables["places"].columns),
    }
    assert set(result.not_run) == rules_that_read(["claims", "places"], standard)


def test_two_files_that_changed_places_are_found_by_columns_and_hashes(mini_package):
    claims, events = file_of(mini_package), file_of(mini_package, "events")
    aside = claims.rename(mini_package / "aside")
    events.rename(claims)
    aside.rename(events)
    wrong = {(finding.rule, finding.table) for finding in check_package(mini_package).findings}
    assert wrong == {(rule, table) for rule in (HOLDS, "columns_follow_the_contract") for table in ("claims", "events")}


def test_one_cell_flipped_and_written_again_changes_both_hashes(mini_package):
    rewrite(mini_package, "claims", lambda table: with_cell(table, "statement", "The strike killed thirty people."))
    result = check_package(mini_package)
    assert found(result) == {(HOLDS, "claims", "hash"), (HOLDS, "claims", "reportedly:contentHash")}
    assert result.not_run == {}


def test_a_cell_that_breaks_a_rule_is_reported_beside_the_hashes_and_a_row_too_few_is_counted(mini_package):
    rewrite(mini_package, "claims", lambda table: with_cell(table, "quote", "Strike on the ferry kills three"))
    rewrite(mini_package, "event_actors", lambda table: table.slice(1))
    findings = check_package(mini_package).findings
    assert {finding.rule for finding in findings} == {HOLDS, "quote_matches_text"}
    rows = [finding for finding in findings if finding.column == "rows"]
    assert [(finding.table, finding.value, finding.expected) for finding in rows] == [("event_actors", "2", "1")]


def test_the_same_content_stored_in_another_way_changes_the_file_but_not_the_content(mini_package):
    rewrite(mini_package, "actors", lambda table: with_column(table, "kind", table.column("kind").dictionary_encode()))
    rewrite(mini_package, "places", lambda table: with_column(table, "name", table.column("name").cast("large_string")))
    result = check_package(mini_package)
    assert found(result) == {(HOLDS, "actors", "hash"), (HOLDS, "places", "hash")}
    assert result.not_run == {}


def test_an_edited_descriptor_is_found_out_where_it_was_edited(mini_package):
    edit_resource(mini_package, "actors", lambda entry: entry["schema"]["fields"].pop())
    edit_resource(mini_package, "articles", lambda entry: entry["schema"]["fields"][2].update(name="outlet_id"))
    edit_resource(mini_package, "attributions", lambda entry: entry["schema"]["fields"][0].pop("constraints"))
    edit_resource(mini_package, "claims", lambda entry: entry["schema"].update(primaryKey=["quote"]))
    edit_resource(mini_package, "events", lambda entry: entry["schema"].pop("foreignKeys"))
    edit_resource(mini_package, "event_actors", schema="event_actors.json")
    edit_resource(mini_package, "blocks", hash="sha256:" + "0" * 64)
    edit_resource(mini_package, "sentences", lambda entry: entry.pop("hash"))
    edit_resource(mini_package, "places", rows=17)
    edit_resource(mini_package, "actor_names", **{"reportedly:contentHash": "0" * 64})
    edit_descriptor(mini_package, lambda content: content.update({"reportedly:standard": "9.9.9"}))
    edit_descriptor(mini_package, lambda content: content["resources"].append({**content["resources"][-1]}))
    result = check_package(mini_package)
    assert found(result) == {
        (FOLLOWS, "actors", "schema.fields"),
        (FOLLOWS, "articles", "schema.fields"),
        (FOLLOWS, "attributions", "schema.fields"),
        (FOLLOWS, "claims", "schema.primaryKey"),
        (FOLLOWS, "events", "schema.foreignKeys"),
        (FOLLOWS, "event_actors", "schema.fields"),
        (FOLLOWS, "event_actors", "schema.primaryKey"),
        (FOLLOWS, "event_actors", "schema.foreignKeys"),
        (FOLLOWS, None, "reportedly:standard"),
        (HOLDS, "blocks", "hash"),
        (HOLDS, "sentences", "hash"),
        (HOLDS, "places", "rows"),
        ("resource_files_are_there", "sentences", "path"),
        (HOLDS, "actor_names", "reportedly:contentHash"),
        (HOLDS, None, "reportedly:contentHash"),
    }
    assert result.not_run == {}
    shown = {(finding.table, finding.column): (finding.value, finding.expected) for finding in result.findings}
    assert shown["actors", "schema.fields"] == (None, "description")
    assert shown["articles", "schema.fields"] == ("outlet_id", "publisher_id")
    assert shown["attributions", "schema.fields"][0] == "claim_id: constraints None"
    assert shown["claims", "schema.primaryKey"] == ("quote", "claim_id")
    assert shown[None, "reportedly:standard"][0] == "9.9.9"
    assert shown["places", "rows"] == ("17", "3")


def test_a_table_that_the_descriptor_leaves_out_is_missing_and_its_rules_are_not_run(mini_package, standard):
    def leave_out(content: dict[str, Any]) -> None:
        content["resources"] = [entry for entry in content["resources"] if entry["name"] != "event_actors"]
        del content["reportedly:standard"]

    edit_descriptor(mini_package, leave_out)
    result = check_package(mini_package)
    assert found(result) == {
        (FOLLOWS, "event_actors", "resources"),
        (FOLLOWS, None, "reportedly:standard"),
        (HOLDS, None, "reportedly:contentHash"),
    }
    needing = rules_that_read(["event_actors"], standard)
    assert result.not_run == dict.fromkeys(needing, "needs event_actors, which cannot be read")


def test_a_descriptor_without_tables_leaves_no_rule_to_run(mini_package, standard):
    edit_descriptor(mini_package, lambda content: content.update(resources=[]))
    result = check_package(mini_package)
    assert found(result) == {(FOLLOWS, name, "resources") for name in standard.tables}
    assert set(result.not_run) == set(standard.rules)


def test_a_resource_that_the_standard_does_not_know_is_a_warning_with_the_nearest_name(mini_package):
    added = {"name": "clams", "path": "dataset/claims.parquet"}
    edit_descriptor(mini_package, lambda content: content["resources"].append(added))
    result = check_package(mini_package)
    assert [(finding.severity, finding.table, finding.advice) for finding in result.findings] == [
        ("warning", "clams", "Did you mean 'claims'?")
    ]
    assert result.is_clean


NO_DESCRIPTOR = [
    ("no descriptor", lambda path: path.unlink()),
    ("a descriptor cut short", lambda path: path.write_text(path.read_text("utf-8")[:1000])),
    ("a list", lambda path: path.write_text("[]")),
    ("no list of resources", lambda path: path.write_text('{"resources": {"claims": 1}}')),
    ("resources without names", lambda path: path.write_text('{"resources": [{"path": "dataset/claims.parquet"}]}')),
    ("resources that are words", lambda path: path.write_text('{"resources": ["claims"]}')),
    ("bytes that are no text", lambda path: path.write_bytes(b"\xff\xfe{")),
    ("brackets without end", lambda path: path.write_text("[" * 100_000)),
]


@pytest.mark.parametrize("damage", [pytest.param(damage, id=about) for about, damage in NO_DESCRIPTOR])
def test_a_folder_without_a_readable_descriptor_is_no_package(damage, mini_package):
    damage(mini_package / "datapackage.json")
    with pytest.raises(ReportedlyError, match=re.escape(str(mini_package))):
        check_package(mini_package)


@pytest.mark.parametrize("rule", [*PACKAGE_RULES, *COLUMN_RULES, "quote_matches_text"])
def test_every_rule_that_a_report_names_can_be_asked_for_alone(rule, mini_package):
    edit_resource(mini_package, "claims", lambda entry: entry["schema"]["fields"].pop(), hash="sha256:0")
    file_of(mini_package, "blocks").unlink()
    file_of(mini_package, "sentences").write_bytes(b"")
    edit_resource(mini_package, "events", path="../events.parquet")
    rewrite(mini_package, "attributions", lambda table: with_cell(table, "medium", "letter"))
    (mini_package / "SHA256SUMS").write_text("no hash and path\n")
    edit_descriptor(mini_package, lambda content: content.pop("title"))
    result = check_package(mini_package, only=rule)
    assert {finding.rule for finding in result.findings} <= {rule}
    assert result.findings or rule not in {*PACKAGE_RULES, "terms_are_defined"}
    assert result.rules_run == 1


# The command line ---------------------------------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch, capsys):
    """`reportedly` with arguments, in this process: exit code, standard output, standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["reportedly", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        written = capsys.readouterr()
        return int(stopped.value.code or 0), written.out, written.err

    return call


def test_check_exits_1_with_findings_and_with_rules_not_run(run, mini_package):
    edit_resource(mini_package, "events", rows=17)
    file_of(mini_package).unlink()
    code, out, err = run("check", mini_package)
    assert (code, err) == (1, "")
    assert f"{HOLDS}: 1 row" in out
    assert "quote_matches_text: not run — needs claims, which cannot be read" in out
    assert run("check", mini_package, "--rule", HOLDS)[0] == 1
    assert run("check", mini_package, "--rule", "quote_matches_text")[0] == 1
    assert run("check", mini_package, "--rule", "blocks_tile_the_text")[0] == 0


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_with_the_same_exit_code(format, run, mini_package):
    edit_resource(mini_package, "events", rows=17)
    code, out, err = run("check", mini_package, "--rule", HOLDS, "--format", format)
    assert (code, err) == (1, "")
    assert HOLDS in out
    if format == "json":
        assert json.loads(out)["clean"] is False
    if format == "junit":
        assert ET.fromstring(out).get("failures") == "1"


def test_check_exits_2_where_there_is_no_package(run, tmp_path):
    for place in (tmp_path, tmp_path / "nowhere"):
        code, out, err = run("check", place)
        assert (code, out) == (2, "")
        assert err.startswith(f"reportedly: {place}: no ")
        assert "Traceback" not in err


def test_check_exits_2_for_a_rule_that_does_not_exist_and_names_the_nearest(run, published_mini):
    code, out, err = run("check", published_mini, "--rule", "quote_matches_texts")
    assert (code, out) == (2, "")
    assert "no rule 'quote_matches_texts'. Did you mean 'quote_matches_text'?" in err


def test_the_command_that_a_report_advises_shows_every_row(run, mini_package):
    letters = ["letter"] * pq.read_metadata(file_of(mini_package, "attributions")).num_rows
    rewrite(mini_package, "attributions", lambda table: with_column(table, "medium", pa.array(letters)))
    _, out, _ = run("check", mini_package)
    advised = re.search(r"reportedly (check --all --rule terms_are_defined)", out).group(1).split()
    code, out, _ = run(*advised, mini_package)
    assert code == 1
    assert out.count("medium") == len(letters)


def test_the_installed_command_exits_0_on_a_clean_package_from_any_folder(published_mini, tmp_path):
    command = Path(sys.executable).parent / "reportedly"
    done = subprocess.run([command, "check", published_mini], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"\d+ rules run, no findings, standard \d+\.\d+\.\d+\n", done.stdout)
