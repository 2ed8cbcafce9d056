"""The order of the steps of a build after a change in some articles.

It gives the bytes that a build from nothing gives, or nothing: wherever more than articles changed, or anything is
wrong with them, it leaves all as it was, and a whole build goes on from there and says what.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.assemble.kept import STORE, article_of
from reportedly.assemble.tables import ordered_rows, to_table
from reportedly.errors import Where
from reportedly.publish.content import ContentHash
from reportedly.publish.cut import article_column, articles_per_part
from reportedly.publish.descriptor import DATA_FOLDER, SOURCE_COLUMNS, Part, Stored, descriptor, has_texts, sources_of
from reportedly.publish.package import DESCRIPTOR, Derive, write_descriptor
from reportedly.publish.parquet import file_hash
from reportedly.publish.swap import publish
from reportedly.publish.tables import write_parts
from reportedly.read.fields import Row
from reportedly.read.seeds import RELATIONS, Seeds
from reportedly.rebuild.changes import Changes, NotAlone, Scan, find_changes
from reportedly.rebuild.checks import Checked, check_changed, check_whole
from reportedly.rebuild.known import Marks, cells_in, cells_of, known_articles, marks_in, marks_of
from reportedly.rebuild.lines import KeptLines
from reportedly.rebuild.merge import Change, Merged, merge
from reportedly.rebuild.published import ArticleRows, Published, file_part, ranges_of
from reportedly.rebuild.record import Filed, Filing, Record, save_record
from reportedly.standard import Standard, read_standard

Tell = Callable[[str], None]
_RELATION = ("claim_id", "relation", "other_claim_id")
_NOWHERE = Where("seeds/actors.yaml", 1)  # no finding names it: with one, a whole build is made


@dataclass(frozen=True)
class Rebuilt:
    """What was done: the rows of every table, the changed articles, and the rules that ran on them and on all rows."""

    rows: Mapping[str, int]
    articles: int
    rules_on_articles: int
    rules_on_all: int
    rules: int


def rebuild(root: Path, last: Record, scan: Scan, derive: Derive, tell: Tell) -> Rebuilt | None:
    """Build and publish what changed since the last build; None where a whole build must.

    Args:
        root: the dataset's folder.
        last: what the last build left.
        scan: the states of the seeds, taken before any is read.
        derive: what else is made of the descriptor.
        tell: hears of each step.

    Raises:
        ReportedlyError: the package cannot be written.
    """
    standard = replace(read_standard(), rules=dict(last.rules))
    published = Published(root, last, standard)
    try:
        if not published.is_as_left():
            return None
        rows = ArticleRows(published)
        changes = find_changes(root / "seeds", last, scan, rows, standard)
        if not changes.entries:
            return None
        return _Rebuild(root, last, scan, standard, published, changes).run(derive, tell)
    except (NotAlone, OSError, pa.ArrowException, duckdb.Error):
        return None


@dataclass(frozen=True)
class _Rebuild:
    root: Path
    last: Record
    scan: Scan
    standard: Standard
    published: Published
    changes: Changes

    def run(self, derive: Derive, tell: Tell) -> Rebuilt:
        if not self.changes.articles:
            self._leave(self.last.tables, {}, self.last.derived)
            return self._done(self.last.tables, 0, 0)
        tell("putting tables together")
        registries = {
            name: self.published.whole(name)
            for name, contract in self.standard.tables.items()
            if article_column(contract) is None
        }
        merged, marks = self._merge(registries)
        tell("checking")
        on_articles = _clean(check_changed(merged, registries, self.last.package, self.standard))
        if not any(one.is_changed for one in merged.values()):
            self._leave(self.last.tables, marks, self.last.derived)
            return self._done(self.last.tables, on_articles, 0)
        tell("publishing")
        stored, on_all = publish(self.root, lambda staging: self._write(staging, merged, derive))
        tables = self._filed(stored, merged)
        derived = {name: file_hash(self.root / name) for name in self.last.derived}
        self._leave(tables, marks, derived)
        return self._done(tables, on_articles, on_all)

    def _merge(self, registries: Mapping[str, pa.Table]) -> tuple[dict[str, Merged], dict[str, Marks]]:
        """Every table of articles with the change, and what the record says of where the changed articles' rows lie."""
        actors = registries["actors"].select(["actor_id", "kind"]).to_pylist()
        nowhere: dict[str, tuple[Row, ...]] = dict.fromkeys(RELATIONS, ())
        known = {"actors": tuple(Row(values, _NOWHERE) for values in actors), "places": (), "events": ()}
        seeds = Seeds({}, self.changes.read, self.changes.codings, known, nowhere)
        rows, findings = ordered_rows(seeds, self.standard)
        if findings:
            raise NotAlone
        articles = self.changes.articles
        cells = cells_in(self.last.articles)
        before = {one: marks_in(cells[one]) for one in articles if one in cells}
        now = marks_of(
            ((row.values["article_id"], row.values["actor_id"]) for row in rows["actor_names"]),
            ((article_of(row.where), *(row.values[column] for column in _RELATION)) for row in rows["claim_relations"]),
        )
        actors_of = {(actor, one) for marks in (before, now) for one, mark in marks.items() for actor in mark.actors}
        relations = {key for mark in before.values() for key in mark.relations}
        claims = {key[0] for marks in (before, now) for mark in marks.values() for key in mark.relations}
        merged = {}
        for name, contract in self.standard.tables.items():
            if name in registries:
                continue
            made = to_table([row.values for row in rows[name]], contract, self.standard.version)
            ranges = ranges_of(contract, articles, actors_of, claims)
            change = Change(articles, frozenset(relations), made, ranges)
            size = articles_per_part(self.last.package) or 0
            merged[name] = merge(self.published, self.last.tables[name], contract, change, size)
        return merged, now

    def _write(self, staging: Path, merged: Mapping[str, Merged], derive: Derive) -> tuple[dict[str, Stored], int]:
        """Put the whole package into a folder, link what stays, and check what hangs on several articles."""
        (staging / DATA_FOLDER).mkdir()
        stored = {}
        for name, filing in self.last.tables.items():
            one = merged.get(name)
            if one is None or not one.is_changed:
                for filed in filing.filed:
                    _link(self.root, staging, filed.part.path)
                stored[name] = filing.stored
            else:
                stored[name] = self._store(staging, one, filing)
        on_all = _clean(check_whole(staging, merged, stored, self.standard))
        if merged["articles"].differs_in(SOURCE_COLUMNS):
            paths = [staging / part.path for part in stored["articles"].parts]
            sources = sources_of(pa.concat_tables([pq.ParquetFile(path).read(list(SOURCE_COLUMNS)) for path in paths]))
        else:
            sources = json.loads((self.root / DESCRIPTOR).read_text("utf-8"))["sources"]
        write_descriptor(staging, descriptor(self.last.package, stored, sources, self.standard), derive)
        return stored, on_all

    def _store(self, staging: Path, merged: Merged, filing: Filing) -> Stored:
        """A changed table: its new parts written, the others linked; the hash of its content is of all rows."""
        content = ContentHash(merged.contract.columns)
        lines = KeptLines(self.root / STORE)
        parts: list[Part] = []
        holds_texts = False
        for piece in merged.pieces:
            if isinstance(piece, Filed):
                _link(self.root, staging, piece.part.path)
                parts.append(piece.part)
                content.update_lines(lines.of(piece.part.sha256, partial(self.published.part, piece)))
                holds_texts = holds_texts or filing.stored.has_texts
            else:
                (part,) = write_parts(staging, [piece])
                parts.append(part)
                content.update_lines(lines.keep(part.sha256, piece[1]))
                holds_texts = holds_texts or has_texts(piece[1])
        return replace(filing.stored, parts=tuple(parts), content_hash=content.hexdigest(), has_texts=holds_texts)

    def _filed(self, stored: Mapping[str, Stored], merged: Mapping[str, Merged]) -> dict[str, Filing]:
        """The tables as they are published now."""
        tables = {}
        for name, filing in self.last.tables.items():
            one = merged.get(name)
            pieces = one.pieces if one else filing.filed
            filed = []
            for part, piece in zip(stored[name].parts, pieces, strict=True):
                if isinstance(piece, Filed):
                    found = (self.root / part.path).stat()
                    filed.append(replace(piece, mtime_ns=found.st_mtime_ns, inode=found.st_ino))
                else:
                    filed.append(file_part(self.root, part, piece[1], self.standard.tables[name]))
            tables[name] = Filing(stored[name], tuple(filed))
        return tables

    def _leave(self, tables: Mapping[str, Filing], marks: Mapping[str, Marks], derived: Mapping[str, str]) -> None:
        """Leave a record for the next build."""
        changed = cells_of(marks, self.changes.articles)
        cells = {**cells_in(self.last.articles), **changed}
        articles = known_articles(self.changes.keys, self.changes.entries, cells, self.scan)
        record = replace(self.last, articles=articles, others=self.scan.others, tables=tables, derived=derived)
        save_record(self.root, record)
        lines_of = (part.sha256 for filing in tables.values() for part in filing.stored.parts)
        KeptLines(self.root / STORE).drop_others(lines_of)

    def _done(self, tables: Mapping[str, Filing], on_articles: int, on_all: int) -> Rebuilt:
        rows = {name: filing.stored.rows for name, filing in tables.items()}
        return Rebuilt(rows, len(self.changes.articles), on_articles, on_all, len(self.standard.rules))


def _clean(checked: Checked) -> int:
    """How many rules ran, if they found nothing."""
    if not checked.is_clean:
        raise NotAlone
    return checked.rules


def _link(root: Path, staging: Path, name: str) -> None:
    """Put a published file into another folder without writing it, or copy it where the file system has no links."""
    target = staging / name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(root / name, target)
    except OSError:
        shutil.copy2(root / name, target)
