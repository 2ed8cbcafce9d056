"""Corruptions of datapackage.json: hashes, counts, schemas, licences, the standard that it names."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from corruption.data import REFUSED, Corruption, Kind, Published, by

HOLDS = "published_hashes_hold"
STANDARD = "descriptor_follows_the_standard"
PROFILE = "descriptor_follows_the_profile"
Entry = dict[str, Any]


def hash_edited(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))

    def edit(entry: Entry) -> None:
        entry["hash"] = _other_digit(rng, entry["hash"])

    return _of(table, HOLDS, "hash, a digit changed", edit)


def content_hash_edited(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))

    def edit(entry: Entry) -> None:
        entry["reportedly:contentHash"] = _other_digit(rng, entry["reportedly:contentHash"])

    return _of(table, HOLDS, "reportedly:contentHash, a digit changed", edit)


def package_hash_edited(rng: random.Random, _data: Published) -> Corruption:
    def edit(content: Entry) -> None:
        content["reportedly:contentHash"] = _other_digit(rng, content["reportedly:contentHash"])

    return Corruption("the package's content hash, a digit changed", by((None, HOLDS)), edit=edit)


def row_count_edited(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    number = data.tables[table].num_rows + rng.choice((-1, 1, 100))
    return _of(table, HOLDS, f"rows: {number}", lambda entry: entry.update(rows=number))


def byte_count_stated(rng: random.Random, data: Published) -> Corruption:
    """`bytes` is not to be stated at all: frictionless counts them otherwise than the file system."""
    table = rng.choice(sorted(data.tables))
    number = len(data.files[f"dataset/{table}.parquet"]) + rng.randint(1, 99)
    return _of(table, PROFILE, f"bytes: {number}", lambda entry: entry.update(bytes=number))


def field_edited(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    place = rng.randrange(len(data.standard.tables[table].fields))

    def rename(field: Entry) -> None:
        field["name"] = field["name"] + "_"

    def retype(field: Entry) -> None:
        field["type"] = "any"

    def loosen(field: Entry) -> None:
        field["constraints"] = {"required": not field.get("constraints", {}).get("required", False)}

    def missing(field: Entry) -> None:
        field["missingValues"] = ["", "NA"]

    change = rng.choice((rename, retype, loosen, missing))

    def edit(entry: Entry) -> None:
        change(entry["schema"]["fields"][place])

    name = data.standard.tables[table].fields[place].name
    return _of(table, STANDARD, f"schema of {name}, {change.__name__}", edit)


def field_taken_out(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    place = rng.randrange(len(data.standard.tables[table].fields))
    return _of(table, STANDARD, f"field {place} taken out", lambda entry: entry["schema"]["fields"].pop(place))


def term_added(rng: random.Random, data: Published) -> Corruption:
    tables = [table for table in data.standard.tables.values() if any(field.vocabulary for field in table.fields)]
    table = rng.choice(tables)
    name = rng.choice([field.name for field in table.fields if field.vocabulary])

    def edit(entry: Entry) -> None:
        field = next(field for field in entry["schema"]["fields"] if field["name"] == name)
        field["constraints"]["enum"].append("other")

    return _of(table.name, STANDARD, f"a term added to {name}", edit)


def keys_edited(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice([table for table in data.standard.tables.values() if table.foreign_keys])
    change: tuple[str, Callable[[Entry], Any]] = rng.choice(
        (
            ("primaryKey removed", lambda schema: schema.pop("primaryKey")),
            ("another primaryKey", lambda schema: schema.update(primaryKey=[schema["fields"][-1]["name"]])),
            ("foreignKeys removed", lambda schema: schema.pop("foreignKeys")),
            ("a foreign key removed", lambda schema: schema["foreignKeys"].pop()),
        )
    )
    return _of(table.name, STANDARD, change[0], lambda entry: change[1](entry["schema"]))


def table_left_out(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))

    def edit(content: Entry) -> None:
        content["resources"] = [entry for entry in content["resources"] if entry["name"] != table]

    return Corruption(f"the descriptor without {table}", by((table, STANDARD)), edit=edit)


def table_listed_twice(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))

    def edit(content: Entry) -> None:
        content["resources"].append(dict(_entry(content, table)))

    return Corruption(f"{table} listed twice", by((table, "resource_files_are_there")), edit=edit)


def table_renamed(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))

    def edit(content: Entry) -> None:
        _entry(content, table)["name"] = f"{table}_2"

    return Corruption(f"{table} renamed", by((table, STANDARD), (f"{table}_2", STANDARD)), edit=edit)


def standard_edited(rng: random.Random, _data: Published) -> Corruption:
    value = rng.choice(("9.9.9", "0.0.1", "", None))
    return Corruption(
        f"reportedly:standard: {value!r}",
        by((None, STANDARD)),
        edit=lambda content: content.update({"reportedly:standard": value}),
    )


def property_removed(rng: random.Random, _data: Published) -> Corruption:
    name = rng.choice(("$schema", "name", "title", "version", "created", "licenses"))
    return Corruption(f"{name} removed", by((None, PROFILE)), edit=lambda content: content.pop(name))


def property_broken(rng: random.Random, _data: Published) -> Corruption:
    name, value = rng.choice(
        (
            ("version", "1"),
            ("created", "yesterday"),
            ("licenses", []),
            ("name", "Not A Name"),
            ("homepage", "javascript:alert(1)"),
            ("title", None),
            ("keywords", "war"),
        )
    )
    return Corruption(f"{name}: {value!r}", by((None, PROFILE)), edit=lambda content: content.update({name: value}))


def resource_property_broken(rng: random.Random, data: Published) -> Corruption:
    table = rng.choice(sorted(data.tables))
    name, value = rng.choice((("format", "csv"), ("type", "file"), ("hash", "md5:abc"), ("rows", "many")))
    rule = HOLDS if name in ("hash", "rows") else PROFILE
    return _of(table, rule, f"{name}: {value!r}", lambda entry: entry.update({name: value}))


def descriptor_cut_short(rng: random.Random, data: Published) -> Corruption:
    length = rng.randrange(len(data.descriptor) - 2)

    def cut(folder: Any) -> None:
        (folder / "datapackage.json").write_text(data.descriptor[:length], encoding="utf-8")

    return Corruption(f"datapackage.json cut to {length:,} characters", by((None, REFUSED)), damage=cut)


def _of(table: str, rule: str, what: str, edit: Callable[[Entry], Any]) -> Corruption:
    """An edit of one table's entry, found there."""
    return Corruption(f"{table}, {what}", by((table, rule)), edit=lambda content: edit(_entry(content, table)))


def _entry(content: Entry, table: str) -> Entry:
    return next(entry for entry in content["resources"] if entry["name"] == table)


def _other_digit(rng: random.Random, digest: str) -> str:
    place = rng.randrange(len(digest) - 64, len(digest))
    return digest[:place] + ("0" if digest[place] != "0" else "1") + digest[place + 1 :]


KINDS = (
    Kind("hash of a file edited", hash_edited),
    Kind("content hash of a table edited", content_hash_edited),
    Kind("content hash of the package edited", package_hash_edited),
    Kind("count of rows edited", row_count_edited),
    Kind("count of bytes stated", byte_count_stated),
    Kind("field of a schema edited", field_edited),
    Kind("field of a schema taken out", field_taken_out),
    Kind("term added to a schema", term_added),
    Kind("keys of a schema edited", keys_edited),
    Kind("table left out of the descriptor", table_left_out),
    Kind("table listed twice", table_listed_twice),
    Kind("table renamed in the descriptor", table_renamed),
    Kind("version of the standard edited", standard_edited),
    Kind("property of the package removed", property_removed),
    Kind("property of the package broken", property_broken),
    Kind("property of a resource broken", resource_property_broken),
    Kind("descriptor cut short", descriptor_cut_short),
)
