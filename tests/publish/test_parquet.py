"""Files that are the same bytes for the same rows, and a hash of what a table says however it is stored."""

from __future__ import annotations

import datetime as dt
import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.publish.parquet import content_hash, file_hash, write_parquet
from reportedly.standard import read_standard
from reportedly.standard.to_arrow import arrow_schema

ROOT = Path(__file__).parents[2]
STANDARD = read_standard()

SCHEMA = pa.schema(
    [
        pa.field("claim_id", pa.string(), metadata={"title": "Claim", "description": "Which claim."}),
        pa.field("quote", pa.string()),
        pa.field("upper", pa.int32()),
        pa.field("confidence", pa.float64()),
        pa.field("is_origin", pa.bool_()),
        pa.field("date_start", pa.date32()),
        pa.field("note", pa.string()),
    ]
)
ROWS: list[dict[str, Any]] = [
    {"claim_id": "a.c1", "quote": "“killing all of its occupants”", "upper": None, "confidence": 0.5},
    {"claim_id": "a.c2", "quote": "Kata’ib Hezbollah\n— 你好 🚗", "upper": 3, "is_origin": True},
    {"claim_id": "a.c3", "quote": "", "upper": 0, "is_origin": False, "date_start": dt.date(2024, 2, 7)},
    {"claim_id": "a.c4", "quote": None, "upper": 2_147_483_647, "confidence": 0.0},
]


def table(rows: list[dict[str, Any]] | None = None, schema: pa.Schema = SCHEMA) -> pa.Table:
    return pa.Table.from_pylist(ROWS if rows is None else rows, schema=schema)


def written(content: pa.Table, path: Path, **options: Any) -> pa.Table:
    """A table as read back from a file that was written with these options."""
    pq.write_table(content, path, **options)
    return pq.read_table(path)


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_parquet(table(), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_the_same_rows_are_the_same_bytes_however_they_were_put_together(tmp_path: Path) -> None:
    write_parquet(table(), tmp_path / "one")
    write_parquet(pa.concat_tables([table(ROWS[:1]), table([]), table(ROWS[1:])]), tmp_path / "other")
    write_parquet(pq.read_table(tmp_path / "one"), tmp_path / "again")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes() == (tmp_path / "again").read_bytes()


def test_the_same_rows_are_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    source = ROOT / "dataset" / "claims.parquet"
    script = (
        "import sys; from pathlib import Path; import pyarrow.parquet as pq;"
        "from reportedly.publish.parquet import write_parquet;"
        "write_parquet(pq.read_table(sys.argv[1]), Path(sys.argv[2]))"
    )
    subprocess.run([sys.executable, "-c", script, str(source), str(tmp_path / "other")], check=True, timeout=120)
    write_parquet(pq.read_table(source), tmp_path / "one")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_a_written_table_reads_back_equal_with_its_types(tmp_path: Path) -> None:
    write_parquet(table(), tmp_path / "file")
    assert pq.read_table(tmp_path / "file").equals(table(), check_metadata=True)


@pytest.mark.parametrize(
    "options",
    [
        {"compression": "none"},
        {"compression": "snappy"},
        {"use_dictionary": False},
        {"row_group_size": 1},
        {"data_page_version": "2.0"},
        {"version": "1.0"},
        {"store_schema": False},
    ],
    ids=lambda options: next(iter(options)) + "=" + str(next(iter(options.values()))),
)
def test_the_content_hash_does_not_depend_on_the_file(tmp_path: Path, options: dict[str, Any]) -> None:
    assert content_hash(written(table(), tmp_path / "file", **options)) == content_hash(table())


@pytest.mark.parametrize(
    "stored", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())], ids=str
)
def test_the_content_hash_does_not_depend_on_how_text_is_stored(stored: pa.DataType) -> None:
    schema = pa.schema([field.with_type(stored) if field.type == pa.string() else field for field in SCHEMA])
    assert content_hash(table().cast(schema)) == content_hash(table())


@pytest.mark.parametrize("stored", [pa.int64(), pa.int32()], ids=str)
def test_the_content_hash_does_not_depend_on_how_wide_a_whole_number_is(stored: pa.DataType) -> None:
    schema = SCHEMA.set(SCHEMA.get_field_index("upper"), pa.field("upper", stored))
    assert content_hash(table(schema=schema)) == content_hash(table())


def test_the_content_hash_does_not_depend_on_chunks_or_descriptions() -> None:
    assert content_hash(pa.concat_tables([table(ROWS[:2]), table(ROWS[2:])])) == content_hash(table())
    assert content_hash(table().replace_schema_metadata({"title": "Another"})) == content_hash(table())


def test_the_content_hash_is_what_it_was_in_earlier_releases() -> None:
    """Published packages carry it: changing how it is made breaks the check of every one of them."""
    lines = '["claim_id", "upper"]\n["a.c1", null]\n["“é”", 3]'
    rows = pa.table({"claim_id": ["a.c1", "“é”"], "upper": pa.array([None, 3], pa.int32())})
    assert content_hash(rows) == hashlib.sha256(lines.encode()).hexdigest()


OTHER = {
    pa.string(): "another",
    pa.int32(): 7,
    pa.float64(): 0.25,
    pa.bool_(): True,
    pa.date32(): dt.date(2024, 1, 28),
}


@pytest.mark.parametrize("row", range(len(ROWS)))
@pytest.mark.parametrize("column", SCHEMA.names)
def test_the_content_hash_depends_on_every_cell(row: int, column: str) -> None:
    old = ROWS[row].get(column)
    others = [OTHER[SCHEMA.field(column).type], None, False if isinstance(old, bool) else None]
    hashes = {content_hash(table())}
    for other in {value for value in others if value is not old}:
        changed = [dict(values) for values in ROWS]
        changed[row][column] = other
        hashes.add(content_hash(table(changed)))
    assert len(hashes) > 1
    assert len(hashes) == 1 + len({value for value in others if value is not old})


@pytest.mark.parametrize(
    ("one", "other"),
    [(None, ""), (None, "null"), ("", " "), ("a", "a "), ("é", "e\u0301"), ("’", "'"), ("a\nb", "a b"), ("1", "01")],
)
def test_texts_that_look_alike_have_other_content_hashes(one: str | None, other: str) -> None:
    hashes = {content_hash(pa.table({"note": pa.array([value], pa.string())})) for value in (one, other)}
    assert len(hashes) == 2


def test_numbers_truth_and_text_are_told_apart() -> None:
    arrays = [pa.array(["1"]), pa.array([1]), pa.array([True]), pa.array([None], pa.int32()), pa.array([0])]
    assert len({content_hash(pa.table({"upper": array})) for array in arrays}) == len(arrays)


def test_the_content_hash_depends_on_the_order_of_rows_and_columns_and_on_names() -> None:
    tables = [
        table(),
        table(ROWS[::-1]),
        table(ROWS[:-1]),
        table([*ROWS, ROWS[-1]]),
        table().select(SCHEMA.names[::-1]),
        table().rename_columns(["claim", *SCHEMA.names[1:]]),
        table().drop_columns(["note"]),
    ]
    assert len({content_hash(one) for one in tables}) == len(tables)


def test_a_value_that_moves_to_the_next_cell_or_row_changes_the_content_hash() -> None:
    rows = [
        [("a", None), ("b", None)],
        [("a", None), (None, "b")],
        [(None, "a"), ("b", None)],
        [("a", "b"), (None, None)],
    ]
    tables = [
        pa.Table.from_pylist([{"x": x, "y": y} for x, y in pairs], pa.schema({"x": "string", "y": "string"}))
        for pairs in rows
    ]
    assert len({content_hash(one) for one in tables}) == len(tables)


CELLS = st.one_of(st.none(), st.text(alphabet='ab",[]\n\\ é\u2028', max_size=3))
PAIRS = st.lists(st.tuples(CELLS, CELLS), max_size=3)


@given(PAIRS, PAIRS)
def test_content_hashes_are_equal_exactly_where_the_rows_are(one: list[Any], other: list[Any]) -> None:
    hashes = [
        content_hash(
            pa.Table.from_pylist([{"x": x, "y": y} for x, y in rows], pa.schema({"x": "string", "y": "string"}))
        )
        for rows in (one, other)
    ]
    assert (hashes[0] == hashes[1]) == (one == other)


def test_the_file_hash_is_the_sha256_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"quote\n")
    assert file_hash(path) == hashlib.sha256(b"quote\n").hexdigest()


@pytest.mark.parametrize("name", STANDARD.tables)
def test_titles_and_descriptions_of_the_columns_travel_in_the_file(tmp_path: Path, name: str) -> None:
    contract = STANDARD.tables[name]
    schema = arrow_schema(contract, STANDARD.version)
    write_parquet(schema.empty_table(), tmp_path / "file")
    found = pq.read_schema(tmp_path / "file")
    assert found.metadata[b"description"].decode() == contract.description
    assert found.metadata[b"reportedly"].decode() == STANDARD.version
    for field in contract.fields:
        about = {key.decode(): value.decode() for key, value in found.field(field.name).metadata.items()}
        assert about["title"] == field.title
        assert about["description"] == field.description


@pytest.mark.parametrize("name", STANDARD.tables)
def test_the_published_files_carry_the_descriptions(name: str) -> None:
    contract = STANDARD.tables[name]
    found = pq.read_schema(ROOT / "dataset" / f"{name}.parquet")
    assert found.names == list(contract.columns)
    for field in contract.fields:
        assert found.field(field.name).metadata[b"description"].decode() == field.description
