"""What is written is read back before it is published, however large it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from reportedly.errors import ReportedlyError
from reportedly.publish import tables as written
from reportedly.publish.parquet import write_parquet

ROWS = 250_000  # three row groups
LARGE = pa.table({"id": pa.array(range(ROWS)), "confidence": pa.array([0.5, float("nan")] * (ROWS // 2))})


def changed(rows: pa.Table, at: int) -> pa.Table:
    cells = rows.column("id").to_pylist()
    cells[at] += 1
    return rows.set_column(0, "id", pa.array(cells))


def test_a_table_of_several_row_groups_reads_back(tmp_path: Path) -> None:
    (part,) = written.write_parts(tmp_path, [("large.parquet", LARGE)])
    assert (part.path, part.rows) == ("large.parquet", ROWS)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda rows: changed(rows, 0), id="the first cell"),
        pytest.param(lambda rows: changed(rows, ROWS - 1), id="the last cell"),
        pytest.param(lambda rows: rows.slice(0, ROWS - 1), id="a row less"),
        pytest.param(lambda rows: rows.slice(0, 100_000), id="a row group less"),
        pytest.param(lambda rows: pa.concat_tables([rows, rows.slice(0, 1)]), id="a row more"),
        pytest.param(lambda rows: rows.rename_columns(["id", "other"]), id="another column"),
        pytest.param(lambda rows: rows.slice(0, 0), id="no row"),
    ],
)
def test_what_does_not_read_back_equal_is_not_published(
    damage: Callable[[pa.Table], pa.Table], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written, "write_parquet", lambda rows, path: write_parquet(damage(rows), path))
    with pytest.raises(ReportedlyError, match=r"large.parquet: what was written does not read back equal"):
        list(written.write_parts(tmp_path, [("large.parquet", LARGE)]))


def test_an_empty_table_is_held_to_its_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = LARGE.slice(0, 0)
    assert [part.rows for part in written.write_parts(tmp_path, [("empty.parquet", empty)])] == [0]
    monkeypatch.setattr(written, "write_parquet", lambda rows, path: write_parquet(rows.select(["id"]), path))
    with pytest.raises(ReportedlyError, match="does not read back equal"):
        list(written.write_parts(tmp_path, [("empty.parquet", empty)]))
