"""Corruptions of columns and files: types, names, order, bytes, places."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from corruption.data import Corruption, Kind, Published, by

STRUCTURE = "columns_follow_the_contract"
READABLE = "resource_files_are_readable"
INSIDE = "resource_paths_stay_inside"
_TYPES = {
    "string": (pa.binary(),),
    "integer": (pa.int64(), pa.string(), pa.float64()),
    "number": (pa.float32(), pa.string()),
    "boolean": (pa.int8(), pa.string()),
    "date": (pa.timestamp("ms"), pa.string()),
}


def type_changed(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    field = rng.choice(data.standard.tables[table].fields)
    place = data.tables[table].schema.get_field_index(field.name)
    kind = rng.choice(_TYPES[field.type])
    changed = data.tables[table].set_column(place, field.name, data.tables[table].column(place).cast(kind))
    return Corruption(f"{table}.{field.name} as {kind}", by((table, STRUCTURE)), {table: changed})


def column_added(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    name = rng.choice(("note2", "best_estimate", "Unnamed: 0", "index"))
    changed = data.tables[table].append_column(name, pa.array(range(data.tables[table].num_rows), pa.int32()))
    return Corruption(f"{table}, column {name!r} added", by((table, STRUCTURE)), {table: changed})


def column_renamed(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    name = rng.choice(data.tables[table].column_names)
    new = rng.choice((name.upper(), f"{name} ", name.replace("_", "")[:-1]))
    changed = data.tables[table].rename_columns({name: new})
    return Corruption(f"{table}.{name} renamed to {new!r}", by((table, STRUCTURE)), {table: changed})


def column_dropped(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    name = rng.choice(data.tables[table].column_names)
    changed = data.tables[table].drop_columns([name])
    return Corruption(f"{table}.{name} dropped", by((table, STRUCTURE)), {table: changed})


def columns_in_another_order(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    names = list(data.tables[table].column_names)
    one = rng.randrange(len(names) - 1)
    names[one], names[one + 1] = names[one + 1], names[one]
    what = f"{table}, columns {names[one]} and {names[one + 1]} in each other's place"
    return Corruption(what, by((table, STRUCTURE)), {table: data.tables[table].select(names)})


def files_swapped(rng: random.Random, data: Published) -> Corruption:
    one, other = rng.sample(sorted(data.tables), 2)

    def swap(folder: Path) -> None:
        first, second = _file(folder, one), _file(folder, other)
        content = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(content)

    return Corruption(
        f"the files of {one} and {other} in each other's place",
        by((one, STRUCTURE), (other, STRUCTURE)),
        damage=swap,
    )


def file_truncated(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    share = rng.choice((0.0, rng.random(), 0.999))
    return Corruption(f"{table}, cut to {share:.1%}", by((table, READABLE)), damage=lambda f: _cut(f, table, share))


def file_lengthened(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))

    def lengthen(folder: Path) -> None:
        with _file(folder, table).open("ab") as file:
            file.write(b"x" * rng.randint(1, 5))

    return Corruption(f"{table}, bytes at its end", by((table, READABLE)), damage=lengthen)


def file_of_another_kind(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    content = rng.choice((b"claim_id,quote\n", b"<!doctype html><title>404</title>", b"version https://git-lfs", b""))
    return Corruption(
        f"{table}, {content[:20]!r} in its file",
        by((table, READABLE)),
        damage=lambda folder: _put(_file(folder, table), content),
    )


def bit_flipped(rng: random.Random, data: Published) -> Corruption:
    """One bit, where it changes a cell or makes the file unreadable; most of a footer is words that nothing reads."""
    table = rng.choice(sorted(data.tables))
    path = f"dataset/{table}.parquet"
    original = data.files[path]
    while True:
        place = rng.randrange(len(original))
        flipped = bytearray(original)
        flipped[place] ^= 1 << rng.randrange(8)
        if not _reads_as(bytes(flipped), data.tables[table]):
            break
    content = bytes(flipped)
    named = [(table, READABLE), (table, "published_hashes_hold"), (table, STRUCTURE)]
    return Corruption(
        f"{table}, a bit of byte {place}",
        by(*named),
        damage=lambda folder: _put(folder / path, content),
    )


def file_missing(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    expected = by((table, "resource_files_are_there"))
    return Corruption(f"{table}, its file removed", expected, damage=lambda folder: _file(folder, table).unlink())


def path_outside(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    path = rng.choice(
        (
            f"../{table}.parquet",
            f"dataset/../../{table}.parquet",
            f"/srv/data/{table}.parquet",
            "/etc/passwd",
            f"https://data.example/{table}.parquet",
            f"file:///srv/{table}.parquet",
            f"s3://bucket/{table}.parquet",
        )
    )
    return Corruption(
        f"{table}, path {path}",
        by((table, INSIDE)),
        edit=lambda content: _entry(content, table).update(path=path),
    )


def link_outside(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))

    def link(folder: Path) -> None:
        aside = _file(folder, table).rename(folder.parent / f"{folder.name}-{table}.parquet")
        _file(folder, table).symlink_to(aside)

    return Corruption(f"{table}, a link to a file outside", by((table, INSIDE)), damage=link)


def path_of_another_table(rng: random.Random, data: Published) -> Corruption:
    one, other = rng.sample(sorted(data.tables), 2)
    return Corruption(
        f"{one}, path dataset/{other}.parquet",
        by((one, STRUCTURE)),
        edit=lambda content: _entry(content, one).update(path=f"dataset/{other}.parquet"),
    )


def _file(folder: Path, table: str) -> Path:
    return folder / "dataset" / f"{table}.parquet"


def _entry(content: dict[str, Any], table: str) -> dict[str, Any]:
    return next(entry for entry in content["resources"] if entry["name"] == table)


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _cut(folder: Path, table: str, share: float) -> None:
    path = _file(folder, table)
    content = path.read_bytes()
    path.write_bytes(content[: min(int(len(content) * share), len(content) - 1)])


def _reads_as(content: bytes, table: pa.Table) -> bool:
    """Whether a file holds just this table."""
    try:
        return bool(pq.ParquetFile(pa.BufferReader(content)).read().equals(table))
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        return False


KINDS = (
    Kind("type of a column changed", type_changed),
    Kind("column added", column_added),
    Kind("column renamed", column_renamed),
    Kind("column dropped", column_dropped),
    Kind("columns in another order", columns_in_another_order),
    Kind("files of two tables swapped", files_swapped),
    Kind("file cut short", file_truncated),
    Kind("bytes added to a file", file_lengthened),
    Kind("file of another kind", file_of_another_kind),
    Kind("bit flipped in a file", bit_flipped),
    Kind("file missing", file_missing),
    Kind("path outside the folder", path_outside),
    Kind("link to a file outside", link_outside),
    Kind("path of another table", path_of_another_table),
)
