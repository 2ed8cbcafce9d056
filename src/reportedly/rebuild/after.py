"""The record that a whole build leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from reportedly.assemble.kept import ARTICLE, STORE
from reportedly.check.rules import render
from reportedly.publish.descriptor import Stored
from reportedly.publish.parquet import file_hash
from reportedly.read.seeds import Seeds
from reportedly.rebuild.changes import ENTRIES, Scan
from reportedly.rebuild.entries import hashes_by_article
from reportedly.rebuild.known import cells_of, known_articles, marks_of
from reportedly.rebuild.lines import KeptLines
from reportedly.rebuild.published import file_table
from reportedly.rebuild.record import Record, save_record
from reportedly.rebuild.seed_files import file_sha256
from reportedly.standard import Standard


@dataclass(frozen=True)
class Whole:
    """A build that read, checked and published everything, and found nothing wrong.

    `keys` tell what the rows of each article were made of, `coded` are the rows of codings with the article of each
    (see `assemble.kept`), `scan` the states of the seeds before they were read.
    """

    seeds: Seeds
    scan: Scan
    keys: Mapping[str, str]
    coded: Mapping[str, pa.Table]
    tables: Mapping[str, pa.Table]
    stored: Mapping[str, Stored]


def leave_record(root: Path, whole: Whole, derived: Iterable[str], standard: Standard) -> None:
    """Leave a record of a whole build for the next one; none where a seed of all articles changed in the meantime.

    Args:
        root: the dataset's folder.
        whole: the build.
        derived: the descriptor, and the files that are made of it.
        standard: the standard that the seeds follow.

    Raises:
        OSError: a published file is not there.
    """
    seeds = root / "seeds"
    if any(file_sha256(seeds / name) != sha256 for name, (_, sha256) in whole.scan.others.items()):
        return
    rows = [article.row for article in whole.seeds.articles]
    entries = hashes_by_article((seeds / ENTRIES).read_text("utf-8"), rows)
    names, relations = whole.coded["actor_names"], whole.coded["claim_relations"]
    marks = marks_of(
        _rows(names, ("article_id", "actor_id")), _rows(relations, (ARTICLE, "claim_id", "relation", "other_claim_id"))
    )
    _keep_lines(root, whole)
    save_record(
        root,
        Record(
            known_articles(whole.keys, entries, cells_of(marks, whole.keys), whole.scan),
            whole.scan.others,
            whole.seeds.package,
            {
                name: file_table(root, stored, whole.tables[name], standard.tables[name])
                for name, stored in whole.stored.items()
            },
            {name: file_hash(root / name) for name in derived},
            {name: render(sql, standard) for name, sql in standard.rules.items()},
        ),
    )


def _keep_lines(root: Path, whole: Whole) -> None:
    """Keep the lines of tables in parts, which the next build hashes again when one part changes."""
    lines = KeptLines(root / STORE)
    for name, stored in whole.stored.items():
        start = 0
        for part in stored.parts if stored.is_divided else ():
            lines.keep(part.sha256, whole.tables[name].slice(start, part.rows))
            start += part.rows
    lines.drop_others(part.sha256 for stored in whole.stored.values() for part in stored.parts)


def _rows(table: pa.Table, columns: tuple[str, ...]) -> Iterable[Any]:
    return zip(*(table.column(one).to_pylist() for one in columns), strict=True)
