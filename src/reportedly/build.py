"""The order of the steps: read, assemble, check, publish."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.assemble import Assembled
from reportedly.assemble.kept import Kept, Use, load_kept, save_kept
from reportedly.check import CheckResult, check_tables
from reportedly.check.words import unfit_words
from reportedly.citing.croissant import CROISSANT, as_text
from reportedly.errors import Finding, FindingsError
from reportedly.publish.descriptor import DATA_FOLDER, Stored
from reportedly.publish.files import finish
from reportedly.publish.package import DESCRIPTOR, write_files, write_package
from reportedly.publish.parquet import content_hash, file_hash
from reportedly.publish.swap import recover
from reportedly.read import Seeds, read_seeds
from reportedly.rebuild import Rebuilt, Scan, Whole, leave_record, rebuild
from reportedly.rebuild.changes import scan_seeds
from reportedly.rebuild.record import Record, load_record
from reportedly.rebuild.seed_files import now_on
from reportedly.standard import read_standard

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Build:
    """A build that is ready to be published: tables without findings."""

    seeds: Seeds
    tables: dict[str, pa.Table]
    result: CheckResult
    keys: Mapping[str, str]
    coded: Mapping[str, pa.Table]


@dataclass(frozen=True)
class Done:
    """What a build published: the rows of every table, and in words what was checked."""

    rows: Mapping[str, int]
    checked: str

    @classmethod
    def of(cls, build: Build) -> Done:
        """The same of a build whose every row was checked."""
        return cls(
            {name: table.num_rows for name, table in build.tables.items()}, f"{build.result.rules_run} rules run"
        )


def build_dataset(root: Path, tell: Tell) -> Done:
    """Build the package of the dataset in `root` from its seeds and publish it.

    After a change in some articles, only they are read, checked and written (see `rebuild`).

    Raises:
        ReportedlyError: there are no seeds, or the package cannot be written.
        FindingsError: as `build_tables`.
    """
    standard = read_standard()
    finish(root)
    recover(root)
    last = load_record(root)
    scan = _scan(root, last)
    if last and scan:
        again = rebuild(root, last, scan, _derived, tell)
        if again:
            return Done(again.rows, _words(again))
    build = build_tables(root, tell, keep=True)
    stored = publish_build(root, build, tell)
    if scan and not build.result.findings:
        whole = Whole(build.seeds, scan, build.keys, build.coded, build.tables, stored)
        with suppress(OSError):
            leave_record(root, whole, (DESCRIPTOR, CROISSANT), standard)
    return Done.of(build)


def _scan(root: Path, last: Record | None) -> Scan | None:
    """The states of the seeds; None where they cannot be had, and everything has to be read."""
    if not (root / "seeds").is_dir():
        return None
    try:
        return scan_seeds(root / "seeds", now_on(root), last)
    except OSError:
        return None


def _words(again: Rebuilt) -> str:
    """What was checked after a change, and why that is all."""
    left = again.rules - again.rules_on_articles - again.rules_on_all
    articles = "1 article" if again.articles == 1 else f"{again.articles:,} articles"
    return (
        f"{articles} changed: {again.rules_on_articles} rules run on them, {again.rules_on_all} on all rows, and "
        f"{left} left out that read nothing that changed"
    )


def build_tables(root: Path, tell: Tell, *, keep: bool = False) -> Build:
    """The tables of the dataset in `root`, checked.

    Args:
        root: the dataset's folder.
        tell: hears of each step.
        keep: read only the codings that changed since the last such build, and keep what they give for the next one.

    Raises:
        ReportedlyError: there are no seeds.
        FindingsError: the seeds or the tables made of them have faults, all of which it holds.
    """
    standard = read_standard()
    finish(root)
    tell("reading seeds")
    use = Use(load_kept(root, standard) if keep else Kept())
    seeds = read_seeds(root, standard, use.knows)
    if use.stale(seeds):
        use = Use(use.without(use.stale(seeds)))
        seeds = read_seeds(root, standard, use.knows)
    tell("putting tables together")
    assembled, kept = use.assemble(seeds, standard)
    tell("checking")
    result = check_tables(assembled.tables, standard, assembled.places)
    stated = unfit_words(seeds.package, assembled.tables["articles"], standard)
    findings = [*assembled.findings, *_without_echoes(assembled, result), *stated]
    if findings or not result.is_clean:
        raise FindingsError(findings)
    if keep and use.has_news:
        save_kept(root, kept)
    return Build(seeds, assembled.tables, result, use.keys, kept.tables)


def _without_echoes(assembled: Assembled, result: CheckResult) -> list[Finding]:
    """The check's findings without those on rows that assembling already found fault with."""
    known = {(finding.table, finding.key) for finding in assembled.findings if finding.key}
    return [
        finding
        for finding in result.findings
        if finding.severity == "error" and (finding.table, finding.key) not in known
    ]


def publish_build(root: Path, build: Build, tell: Tell) -> dict[str, Stored]:
    """Put a build in place of what is published in `root`; what the descriptor says of each table's files."""
    tell("publishing")
    return write_package(root, build.seeds.package, build.tables, read_standard(), _derived)


def compare_with_published(root: Path, build: Build) -> list[str]:
    """In what the published package differs from the build, in words; empty where they are the same.

    Bytes must be the same when the published files were written by this version of pyarrow; with another version
    it is the content that must be.
    """
    recover(root)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        stored = write_files(fresh, build.seeds.package, build.tables, read_standard())
        differences: list[str] = []
        same_writer = True
        known = [part.path for table in stored.values() for part in table.parts]
        for name in known:
            difference, same = _compare_files(root / name, fresh / name)
            differences += [f"{name}: {difference}"] if difference else []
            same_writer = same_writer and same
        extra = sorted({path.relative_to(root).as_posix() for path in _files_below(root / DATA_FOLDER)} - {*known})
        differences += [f"{name}: no table of this dataset" for name in extra]
        if not differences:
            stated, due = (_descriptor(folder / DESCRIPTOR, same_writer) for folder in (root, fresh))
            if stated != due:
                differences.append(f"{DESCRIPTOR}: not what the seeds and schemas give")
            else:
                for name, text in _derived(json.loads((root / DESCRIPTOR).read_text("utf-8"))).items():
                    if not (root / name).is_file() or (root / name).read_text("utf-8") != text:
                        differences.append(f"{name}: not what {DESCRIPTOR} gives")
        return differences


def _derived(descriptor: dict[str, Any]) -> dict[str, str]:
    """The files of a package that are made of its descriptor alone."""
    return {CROISSANT: as_text(descriptor)}


def _files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if not path.is_dir()]


def _compare_files(published: Path, fresh: Path) -> tuple[str | None, bool]:
    """What is different about a published file, and whether this version of pyarrow wrote it."""
    if not published.is_file():
        return "missing", True
    try:
        file = pq.ParquetFile(published)
        table = file.read()
    except (pa.ArrowException, OSError):
        return "not a readable Parquet file", True
    same_writer = file.metadata.created_by == pq.ParquetFile(fresh).metadata.created_by
    if content_hash(table) != content_hash(pq.read_table(fresh)):
        return "other content", same_writer
    if same_writer and file_hash(published) != file_hash(fresh):
        return "same content, other bytes", same_writer
    return None, same_writer


def _descriptor(path: Path, with_file_hashes: bool) -> object:
    """A descriptor's content, without what depends on the version of pyarrow if it is another one."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if with_file_hashes:
        return content
    resources = [_without_bytes(entry) for entry in content["resources"]]
    return {**content, "resources": resources}


def _without_bytes(entry: dict[str, Any]) -> dict[str, Any]:
    """What an entry of a resource, or of one of its parts, says besides its file's bytes."""
    parts = {"parts": [_without_bytes(part) for part in entry["parts"]]} if "parts" in entry else {}
    return {key: value for key, value in entry.items() if key not in ("hash", "bytes")} | parts
