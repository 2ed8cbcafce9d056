"""What a stranger may hand over: packages to break, and the real command to open them with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`reportedly` with arguments, in a process of its own and an empty folder."""
    here = tmp_path / "here"
    here.mkdir()

    def call(*arguments: object, **environment: str) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "reportedly", *map(str, arguments)],
            cwd=here,
            env=os.environ | {"PYTHONUTF8": "1"} | environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return call


@pytest.fixture(scope="session")
def evil() -> str:
    """One text with most of what a terminal, a browser, SQL, a CI runner or a spreadsheet could obey."""
    return "=1+1\x1b]0;x\x07\x1b[31m<script>alert(1)</script>\n::error::x\u202e ]]> %0A'; DROP TABLE claims; -- \u0301"


@pytest.fixture(scope="session")
def bomb() -> Callable[[Path, int, int], Path]:
    """Write a Parquet file whose rows all point at one word."""

    def write(path: Path, rows: int, length: int) -> Path:
        words = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * length]))
        pq.write_table(pa.table({"a": words}), path, compression="zstd", dictionary_pagesize_limit=1 << 24)
        return path

    return write


@pytest.fixture(scope="session")
def set_cells() -> Callable[[Path, str, str, list[Any]], None]:
    """Give the first rows of a column of a package's table other values."""

    def write(package: Path, table: str, column: str, values: list[Any]) -> None:
        path = package / "dataset" / f"{table}.parquet"
        content = pq.ParquetFile(path).read()
        place = content.schema.get_field_index(column)
        field = content.schema.field(column)
        new = pa.array([*values, *content.column(place).to_pylist()[len(values) :]], field.type)
        pq.write_table(content.set_column(place, field, new), path)

    return write


@pytest.fixture(scope="session")
def edit_descriptor() -> Callable[[Path, Callable[[dict[str, Any]], Any]], None]:
    """Change what a package's descriptor says."""

    def write(package: Path, change: Callable[[dict[str, Any]], Any]) -> None:
        path = package / "datapackage.json"
        content = json.loads(path.read_text("utf-8"))
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")

    return write


@pytest.fixture(scope="session")
def files_of() -> Callable[[Path], dict[str, bytes]]:
    """Every file below a folder with its bytes."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
        }

    return read
