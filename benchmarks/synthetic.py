"""A valid package of any size: this repository's dataset many times over, each copy under ids of its own.

A copy has the 5 articles of the dataset in 23 variants of about 20 claims each: a variant keeps the claims of every
n-th sentence and excuses the other sentences. Every table grows in proportion, registries too. Each article ends in a
line that names its copy, so that no text stands in two copies; quotes do repeat from copy to copy.
Tables are written in batches: memory stays the same whatever the size.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from reportedly.assemble.tables import to_table
from reportedly.publish.content import ContentHash
from reportedly.publish.descriptor import DATA_FOLDER, Part, Stored, descriptor, has_texts, resource_path, sources_of
from reportedly.publish.package import DESCRIPTOR
from reportedly.publish.parquet import file_hash
from reportedly.standard import Standard, read_standard

ROOT = Path(__file__).resolve().parents[1]
ABOUT = ("title", "licenses", "created", "version")
PER_ARTICLE = 20
FOOTER = "\n\nCopy {copy} of this article, made to measure with.\n"
PREFIX = "x{copy}_"
WRITTEN = {"compression": "zstd", "version": "2.6", "data_page_version": "1.0"}  # as published
ROW_GROUP = 100_000

Rows = list[dict[str, Any]]


def write_synthetic(folder: Path, claims: int, source: Path = ROOT) -> dict[str, int]:
    """Write a package of at least `claims` claims into `folder`; gives the rows of each table."""
    standard = read_standard()
    read = {name: pq.read_table(source / resource_path(name)).to_pylist() for name in standard.tables}
    one_copy = {name: to_table(rows, standard.tables[name], standard.version) for name, rows in variants(read).items()}
    copies = -(-claims // one_copy["claims"].num_rows)
    (folder / DATA_FOLDER).mkdir(parents=True, exist_ok=True)
    contents: dict[str, str] = {}
    for name, table in one_copy.items():
        contents[name] = _write(folder / resource_path(name), _copies(name, table, copies, standard))
    stated = json.loads((source / DESCRIPTOR).read_text("utf-8"))
    about = {"name": f"synthetic-{claims}", **{key: stated[key] for key in ABOUT if key in stated}}
    content = _descriptor(folder, about, one_copy, copies, contents, standard)
    (folder / DESCRIPTOR).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return {name: table.num_rows * copies for name, table in one_copy.items()}


def variants(tables: dict[str, Rows]) -> dict[str, Rows]:
    """The tables with each article as several, which share its claims among them."""
    claims = Counter(row["article_id"] for row in tables["claims"])
    shares = {name: max(1, round(count / PER_ARTICLE)) for name, count in claims.items()}
    sentences = {(row["article_id"], row["sentence_index"]): row for row in tables["sentences"]}
    variant_of = {
        row["claim_id"]: f"{article}_v{index % shares[article]:02d}"
        for row in tables["claims"]
        for (article, index), sentence in sentences.items()
        if article == row["article_id"] and sentence["char_start"] <= row["char_start"] < sentence["char_end"]
    }

    def renamed(column: str, value: Any) -> Any:
        """A claim's or casualty report's id with its article's variant in it."""
        if value is None or column not in ("claim_id", "other_claim_id", "casualty_id", "subset_of"):
            return value
        _, label, *report = value.split(".")
        claim = ".".join(value.split(".")[:2])
        return ".".join([variant_of[claim], label, *report])

    def own(row: dict[str, Any]) -> dict[str, Any]:
        return {column: renamed(column, value) for column, value in row.items()}

    made: dict[str, Rows] = {}
    for name, rows in tables.items():
        if name == "claims":
            made[name] = [own(row) | {"article_id": variant_of[row["claim_id"]]} for row in rows]
        elif "article_id" in rows[0]:
            made[name] = [
                row | {"article_id": f"{row['article_id']}_v{number:02d}"}
                for row in rows
                for number in range(shares[row["article_id"]])
            ]
        else:
            made[name] = [own(row) for row in rows]
    _excuse(made, shares)
    _sign(made)
    standard = read_standard()
    for name, table in standard.tables.items():
        relation = table.by_name.get("relation")
        if relation and relation.vocabulary:
            first, _, second = table.primary_key[:3]
            symmetric = relation.vocabulary.flagged("symmetric")
            made[name] = [_ordered(row, first, second) if row["relation"] in symmetric else row for row in made[name]]
        made[name].sort(key=lambda row, keys=table.sort: tuple(row[key] for key in keys))
    return made


def _excuse(made: dict[str, Rows], shares: dict[str, int]) -> None:
    """Sentences whose claims went to another variant say that they have none."""
    for row in made["sentences"]:
        article, _, number = row["article_id"].rpartition("_v")
        if row["sentence_index"] % shares[article] != int(number):
            row["no_claim"] = row["no_claim"] or "unverified"


def _sign(made: dict[str, Rows]) -> None:
    """Room for the line that tells a text from its copies: a block of its own, no sentence of which carries claims."""
    extra = len(FOOTER.format(copy=_number(0)))
    blocks = Counter(row["article_id"] for row in made["blocks"])
    for row in made["articles"]:
        start = row["char_count"]
        row["char_count"] = start + extra
        place = {"article_id": row["article_id"], "block_index": blocks[row["article_id"]]}
        made["blocks"].append({**place, "kind": "boilerplate", "char_start": start, "char_end": start + extra})


def _ordered(row: dict[str, Any], first: str, second: str) -> dict[str, Any]:
    low, high = sorted((row[first], row[second]))
    return row | {first: low, second: high}


def _number(copy: int) -> str:
    return f"{copy:07d}"


def _copies(name: str, table: pa.Table, copies: int, standard: Standard) -> Iterator[pa.Table]:
    """A table `copies` times, in parts of about a row group, each id with the copy's prefix."""
    contract = standard.tables[name]
    ids = {field.name for field in contract.fields if field.type == "string" and field.name in contract.primary_key}
    ids |= {key.field for key in contract.foreign_keys}
    ids -= {"relation", "role", "name"}
    if not table.num_rows:
        yield table
        return
    step = max(1, ROW_GROUP // table.num_rows)
    for start in range(0, copies, step):
        part = range(start, min(start + step, copies))
        rows = table.take(pa.array(np.tile(np.arange(table.num_rows), len(part))))
        prefixes = pa.array([PREFIX.format(copy=_number(copy)) for copy in part])
        of_row = prefixes.take(pa.array(np.repeat(np.arange(len(part)), table.num_rows)))
        for column in ids:
            made = pc.binary_join_element_wise(of_row, rows.column(column), "")
            rows = rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), made)
        yield _signed(rows, part, table.num_rows) if name == "articles" else rows


def _signed(articles: pa.Table, part: range, size: int) -> pa.Table:
    footers = [FOOTER.format(copy=_number(copy)) for copy in part for _ in range(size)]
    texts = [text + footer for text, footer in zip(articles.column("text").to_pylist(), footers, strict=True)]
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    for column, values in (("text", texts), ("text_sha256", hashes)):
        index = articles.schema.get_field_index(column)
        articles = articles.set_column(index, articles.schema.field(column), pa.array(values, pa.string()))
    return articles


def _write(path: Path, parts: Iterator[pa.Table]) -> str:
    """Write a table part by part; gives its content hash."""
    first = next(parts)
    content = ContentHash(first.schema.names)
    with pq.ParquetWriter(path, first.schema, **WRITTEN) as writer:
        for part in (first, *parts) if first.num_rows == 0 else _chained(first, parts):
            writer.write_table(part, row_group_size=ROW_GROUP)
            content.update(part)
    return content.hexdigest()


def _chained(first: pa.Table, rest: Iterator[pa.Table]) -> Iterator[pa.Table]:
    yield first
    yield from rest


def _descriptor(  # noqa: PLR0913, PLR0917 - all that a descriptor tells
    folder: Path,
    about: dict[str, Any],
    one_copy: dict[str, pa.Table],
    copies: int,
    contents: dict[str, str],
    standard: Standard,
) -> dict[str, Any]:
    """The descriptor of one copy, with the figures and sources of them all."""
    stored = {}
    for name, table in one_copy.items():
        path = folder / resource_path(name)
        part = Part(resource_path(name), path.stat().st_size, file_hash(path), table.num_rows * copies)
        stored[name] = Stored((part,), contents[name], has_texts=has_texts(table))
    return descriptor(about, stored, sources_of(one_copy["articles"]) * copies, standard)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where to write it")
    parser.add_argument("--claims", type=int, default=5_000, help="how many claims at least (default 5,000)")
    wanted = parser.parse_args()
    print(json.dumps(write_synthetic(wanted.folder, wanted.claims)))
