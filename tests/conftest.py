"""The mini dataset (tests/fixtures/mini), read, assembled and published once a session, and edits of its tables.

Two made-up articles, small enough to read whole. A test that wants something broken breaks one cell of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly.assemble import Assembled, assemble
from reportedly.assemble.tables import row_key, to_table
from reportedly.publish import write_package
from reportedly.read import Seeds, read_seeds
from reportedly.standard import Standard, read_standard

Tables = dict[str, pa.Table]
Edit = Mapping[str, Any]
EditTables = Callable[[Mapping[str, pa.Table], Sequence[Edit]], Tables]

ROOT = Path(__file__).resolve().parents[1]
MINI = Path(__file__).resolve().parent / "fixtures" / "mini"


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The checkout: `schemas/`, `dataset/` and `datapackage.json` lie in it."""
    return ROOT


@pytest.fixture(scope="session")
def standard() -> Standard:
    return read_standard()


@pytest.fixture(scope="session")
def mini_seeds(standard: Standard) -> Seeds:
    return read_seeds(MINI, standard)


@pytest.fixture(scope="session")
def mini(mini_seeds: Seeds, standard: Standard) -> Assembled:
    """The mini dataset's tables, with the seed line behind each row. Arrow tables do not change: share them."""
    return assemble(mini_seeds, standard)


@pytest.fixture(scope="session")
def mini_tables(mini: Assembled) -> Tables:
    return mini.tables


@pytest.fixture(scope="session")
def published_mini(
    mini_seeds: Seeds, mini_tables: Tables, standard: Standard, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The mini dataset as a published package, with no seeds beside it. Read it; to break it take `mini_package`."""
    root = tmp_path_factory.mktemp("published-mini")
    write_package(root, mini_seeds.package, mini_tables, standard)
    return root


@pytest.fixture
def mini_package(published_mini: Path, tmp_path: Path) -> Path:
    """A copy of the published mini package that a test may break."""
    return Path(shutil.copytree(published_mini, tmp_path / "package"))


@pytest.fixture(scope="session")
def cut_package() -> Callable[..., Path]:
    """Cut tables of a package in place, all or those named, into parts of nearly the same size.

    With `folders` a resource's path is the folder of its parts, and else a list of them.
    """

    def apply(package: Path, *names: str, parts: int = 3, folders: bool = False) -> Path:
        file = package / "datapackage.json"
        content = json.loads(file.read_text("utf-8"))
        for entry in content["resources"]:
            if entry["name"] in (names or [entry["name"]]):
                _cut(package, entry, parts)
                entry["path"] = str(Path(entry["path"][0]).parent) if folders else entry["path"]
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return package

    return apply


def _cut(package: Path, entry: dict[str, Any], count: int) -> None:
    """A table's file as parts in a folder of its own, and its resource as it then is."""
    whole = package / entry["path"]
    table = pq.ParquetFile(whole).read()
    folder = whole.with_suffix("")
    folder.mkdir()
    size, parts = -(-table.num_rows // count), []
    for number in range(count):
        path = folder / f"part-{number:03d}.parquet"
        rows = table.slice(number * size, size)
        pq.write_table(rows, path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        about = {"path": path.relative_to(package).as_posix(), "bytes": path.stat().st_size}
        parts.append({**about, "hash": f"sha256:{digest}", "rows": rows.num_rows})
    whole.unlink()
    del entry["hash"]
    entry |= {"path": [part["path"] for part in parts], "parts": parts}


@pytest.fixture(scope="session")
def edit_tables(standard: Standard) -> EditTables:
    """Apply edits to tables and give new ones.

    An edit is a mapping with one of these keys, whose value is a table's name:
    - `change` (with `key`, `set`): give cells of the row with that key other values;
    - `add` (with `like`, `set`): add a copy of the row with that key, with other values in some cells;
    - `drop` (with `key`): remove the row;
    - `move_to_end` (with `key`): put the row last; the other edits of rows leave them sorted;
    - `drop_column`, `repeat_column`, `move_column_to_end` (with `column`); `rename_column` (with `column`, `to`);
      `retype_column` (with `column`, `type`); `add_column` (with `column`).
    A value `{plus: 3}` is the value that was there, and three more. Keys are those that findings show.
    """

    def apply(tables: Mapping[str, pa.Table], edits: Sequence[Edit]) -> Tables:
        edited = dict(tables)
        for edit in edits:
            verb, name = next((verb, edit[verb]) for verb in (*_ROW_EDITS, *_COLUMN_EDITS) if verb in edit)
            if verb in _ROW_EDITS:
                edited[name] = _edit_rows(edited[name], name, edit, standard)
            else:
                edited[name] = _COLUMN_EDITS[verb](edited[name], edit)
        return edited

    return apply


def no_browser(reason: str) -> NoReturn:
    message = f"{reason}: apt-get install chromium, pip install 'reportedly[test]'"
    if os.environ.get("REPORTEDLY_REQUIRE_BROWSER") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    executable = shutil.which("chromium")
    if executable is None:
        no_browser("no chromium on this machine")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - may be missing
    except ImportError:
        no_browser("playwright is not installed")
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=executable, args=sandbox)
        yield browser
        browser.close()


_ROW_EDITS = ("change", "add", "drop", "move_to_end")


def _edit_rows(table: pa.Table, name: str, edit: Edit, standard: Standard) -> pa.Table:
    contract = standard.tables[name]
    rows = table.to_pylist()
    wanted = edit.get("key", edit.get("like"))
    matches = [place for place, row in enumerate(rows) if row_key(contract, row) == wanted]
    assert len(matches) == 1, f"{len(matches)} rows of {name} have the key {wanted!r}"
    row = rows[matches[0]]
    assert set(edit.get("set", {})) <= set(row), f"{name} has no such column: {edit['set']}"
    changed = row | {column: _new_value(row[column], value) for column, value in edit.get("set", {}).items()}
    if "change" in edit:
        rows[matches[0]] = changed
    elif "add" in edit:
        rows.append(changed)
    else:
        del rows[matches[0]]
    rows.sort(key=lambda row: [(row[column] is None, row[column]) for column in contract.sort])
    if "move_to_end" in edit:
        rows.append(row)
    return to_table(rows, contract, standard.version)


def _new_value(old: Any, new: Any) -> Any:
    return old + new["plus"] if isinstance(new, dict) else new


def _retype(table: pa.Table, edit: Edit) -> pa.Table:
    place = table.schema.get_field_index(edit["column"])
    return table.set_column(place, edit["column"], table.column(place).cast(pa.type_for_alias(edit["type"])))


def _move_to_end(table: pa.Table, edit: Edit) -> pa.Table:
    return table.select([name for name in table.column_names if name != edit["column"]] + [edit["column"]])


_COLUMN_EDITS: dict[str, Callable[[pa.Table, Edit], pa.Table]] = {
    "drop_column": lambda table, edit: table.drop_columns([edit["column"]]),
    "repeat_column": lambda table, edit: table.append_column(edit["column"], table.column(edit["column"])),
    "rename_column": lambda table, edit: table.rename_columns({edit["column"]: edit["to"]}),
    "add_column": lambda table, edit: table.append_column(edit["column"], pa.nulls(table.num_rows, pa.string())),
    "retype_column": _retype,
    "move_column_to_end": _move_to_end,
}
