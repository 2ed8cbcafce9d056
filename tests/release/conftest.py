"""A small dataset (tests/fixtures/mini), built once, and copies of its package with edits."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly.build import build_tables, publish_build
from reportedly.release.make import Release, Wanted, make_release

MINI = Path(__file__).parents[1] / "fixtures" / "mini"
Edit = Callable[[pa.Table], pa.Table]
Describe = Callable[[dict[str, Any]], None]


def quiet(_: str) -> None:
    """No talk."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset, built, with the documents that a release takes along. Not to be written to: see `dataset`."""
    root = tmp_path_factory.mktemp("built") / "mini"
    shutil.copytree(MINI, root)
    (root / "CODEBOOK.md").write_text("# Codebook\n\nMade up.\n", "utf-8")
    (root / "CHANGELOG.md").write_text("# Changelog\n", "utf-8")
    publish_build(root, build_tables(root, quiet), quiet)
    return root


@pytest.fixture
def dataset(built: Path, tmp_path: Path) -> Path:
    """A copy of the dataset that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "dataset"))


@pytest.fixture(scope="session")
def released(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Release 0.1.0 of the dataset, texts withheld. Its folder is not to be written to."""
    root = tmp_path_factory.mktemp("released") / "mini"
    shutil.copytree(built, root)
    return make_release(root, Wanted("0.1.0"), quiet)


@pytest.fixture
def edited(built: Path, tmp_path: Path) -> Callable[..., Path]:
    """Make a package: the dataset's, without seeds, its tables and its descriptor edited."""

    def make(describe: Describe | None = None, **edits: Edit) -> Path:
        root = tmp_path / f"edited-{len(list(tmp_path.iterdir()))}"
        root.mkdir()
        shutil.copytree(built / "dataset", root / "dataset")
        for name, edit in edits.items():
            path = root / "dataset" / f"{name}.parquet"
            pq.write_table(edit(pq.ParquetFile(path).read()), path)
        content = json.loads((built / "datapackage.json").read_text("utf-8"))
        if describe:
            describe(content)
        (root / "datapackage.json").write_text(json.dumps(content), "utf-8")
        return root

    return make


@pytest.fixture
def cell() -> Callable[[str, int, Any], Edit]:
    """Make an edit that puts a value into one cell: its column, its row, the value."""

    def make(column: str, row: int, value: Any) -> Edit:
        def edit(table: pa.Table) -> pa.Table:
            values = table.column(column).to_pylist()
            values[row] = value
            index = table.schema.get_field_index(column)
            described = table.schema.field(index).with_nullable(True)
            return table.set_column(index, described, pa.array(values, described.type))

        return edit

    return make


@pytest.fixture
def schema_of() -> Callable[[dict[str, Any], str], dict[str, Any]]:
    """Find a table's schema in a descriptor."""

    def find(content: dict[str, Any], table: str) -> dict[str, Any]:
        return next(entry["schema"] for entry in content["resources"] if entry["name"] == table)

    return find
