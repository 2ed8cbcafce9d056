"""Make a release: prove the package, withhold the texts, log what changed, write the archive, prove the archive.

Like `build.py`, this module knows the order of other steps.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from reportedly.build import build_tables, compare_with_published
from reportedly.check import CheckResult
from reportedly.check.package import check_package
from reportedly.check.sums import archive_findings, folder_findings, sums_beside
from reportedly.check.texts import TABLE, TEXT, withhold_texts
from reportedly.errors import Finding, FindingsError, ReportedlyError
from reportedly.publish.descriptor import package_hash, resource_path
from reportedly.publish.durable import replace_file
from reportedly.publish.lock import held
from reportedly.publish.parquet import content_hash
from reportedly.query.load import read_table
from reportedly.query.package import Package, open_package
from reportedly.query.unpack import opened
from reportedly.release.archive import pack
from reportedly.release.contents import (
    archive_files,
    names_authors,
    parquet_bytes,
    released_descriptor,
    table_files,
    withheld_descriptor,
)
from reportedly.release.differences import compare
from reportedly.release.log import (
    LOG,
    Entry,
    compared_entry,
    log_bytes,
    new_entry,
    read_log,
    refuse_earlier,
    with_entry,
)
from reportedly.release.snapshot import Snapshot, read_snapshot
from reportedly.release.verdict import judge, least_core
from reportedly.release.versions import Version, read_version
from reportedly.standard import read_standard
from reportedly.standard.limits import limits
from reportedly.standard.to_descriptor import CONTENT_KEY

Tell = Callable[[str], None]

OUT = "releases"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)


@dataclass(frozen=True)
class Wanted:
    """What a release should be. `since` is the release before it, to say in the log what changed."""

    version: str
    with_texts: bool = False
    out: Path | None = None
    since: Path | None = None


@dataclass(frozen=True)
class Release:
    """A release on disk. `notes` are words for whoever made it."""

    archive: Path
    sha256: str
    entry: Entry
    texts_withheld: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Form:
    """A package in one of its two forms, with texts or without: its descriptor and its articles, with their files."""

    descriptor: dict[str, Any]
    articles: pa.Table
    files: dict[str, bytes]


def make_release(root: Path, wanted: Wanted, tell: Tell) -> Release:
    """Write the archive of a release and its hash, and add it to the log where the dataset has seeds.

    The same package, documents and log give the same bytes; the clock, the machine and the folder do not count.

    Raises:
        ReportedlyError: the version is none, or not after the last; the package is not what the seeds build; the
            archive is there with other content.
        FindingsError: the package does not check clean.
    """
    version = read_version(wanted.version)
    log = read_log(root, open_package(root)[0].descriptor)
    refuse_earlier(version, log)
    package = _proved(root, tell)
    whole, withheld = _forms(package)
    if wanted.with_texts and whole.articles.column(TEXT).null_count:
        raise ReportedlyError(f"{root}: the package itself lacks texts; release it without --with-texts")
    entry = new_entry(version, package.descriptor, withheld.descriptor[CONTENT_KEY])
    grown = with_entry(log, entry)
    if wanted.since is not None and grown is not log:
        tell("comparing with the release before")
        entry = _entry_since(wanted.since, version, entry, log, read_snapshot(root, "this package"))
        grown = with_entry(log, entry)
    form = whole if wanted.with_texts else withheld
    tell("writing the archive")
    content = released_descriptor(form.descriptor, str(version), grown)
    archive = _archive_path(package, version, wanted)
    files = archive_files(package, content, form.files)
    _refuse_too_many(files, archive.name)
    data = pack(files)
    tell("checking the archive")
    _prove(data, archive.name)
    with held(_folder(archive.parent), "release"):
        _write(archive, data)
    if grown is not log and (root / LOG).parent.is_dir():
        _replace(root / LOG, log_bytes(grown))
    notes = tuple(_notes(package, version, log, grown, wanted.with_texts))
    return Release(archive, hashlib.sha256(data).hexdigest(), grown[-1], form.articles.column(TEXT).null_count, notes)


def _refuse_too_many(files: Mapping[str, bytes], name: str) -> None:
    """Nobody is given an archive that no command opens."""
    most = limits().archive_files
    if len(files) > most:
        raise ReportedlyError(
            f"{name}: it would hold {len(files):,} files, and commands open no more than {most:,}; "
            "set a larger articles_per_part in seeds/package.yaml and build"
        )


def _proved(root: Path, tell: Tell) -> Package:
    """The package in a folder: what its seeds build, which is checked on the way, or clean where it has none."""
    if (root / "seeds").is_dir():
        tables = build_tables(root, tell)
        try:
            differences = compare_with_published(root, tables)
        except OSError as error:
            reason = f"what the seeds build cannot be written there, to be compared ({error.strerror or error})"
            raise ReportedlyError(f"{tempfile.gettempdir()}: {reason}; make room") from error
        if differences:
            listed = "; ".join(differences)
            raise ReportedlyError(f"{root}: not what the seeds build ({listed}); run `reportedly build` first")
    else:
        tell("checking the package")
        _refuse_findings(check_package(root))
    return open_package(root)[0]


def _refuse_findings(result: CheckResult, more: Sequence[Finding] = ()) -> None:
    errors = [finding for finding in (*more, *result.findings) if finding.severity == "error"]
    if errors:
        raise FindingsError(errors)
    if result.not_run:
        raise ReportedlyError(f"rules that could not run: {', '.join(result.not_run)}; `reportedly check` says why")


def _forms(package: Package) -> tuple[_Form, _Form]:
    """A package as it is and without texts. The descriptor, not the folder, says what it is called."""
    standard = read_standard()
    articles = read_table(package, TABLE)
    whole = _Form(package.descriptor, articles, table_files(package, TABLE))
    if articles.column(TEXT).null_count == articles.num_rows:
        return whole, whole
    bare = withhold_texts(articles)
    file, file_hash = parquet_bytes(bare)
    return whole, _Form(
        withheld_descriptor(package.descriptor, bare, file_hash, standard), bare, {resource_path(TABLE): file}
    )


def _entry_since(since: Path, version: Version, entry: Entry, log: list[Entry], new: Snapshot) -> Entry:
    """An entry with what changed since an earlier release, whose number must promise as much."""
    with opened(since) as folder:
        findings = [*archive_findings(since), *folder_findings(folder)]
        old = read_snapshot(folder, str(since))
    before = read_version(old.version or "")
    stated = next((one["contentHash"] for one in log if one["version"] == str(before)), None)
    if findings or stated not in (None, _withheld_hash(old)):
        raise ReportedlyError(f"{since}: not the {before} that was released; name the archive as it was published")
    difference = compare(old, new)
    verdict = judge(difference)
    least = least_core(before, verdict.level)
    if version.core < least:
        due = ".".join(str(number) for number in least)
        reasons = "; ".join(verdict.reasons)
        raise ReportedlyError(
            f"{version} promises too much: since {before} this is a {verdict.level} change ({reasons}); "
            f"release {due} or higher"
        )
    return compared_entry(entry, difference, verdict)


def _withheld_hash(package: Snapshot) -> str:
    """The content hash of a package without its texts, from its tables and not from what it says of them."""
    hashes = {}
    for entry in package.descriptor["resources"]:
        if CONTENT_KEY in entry and entry["name"] in package.tables:
            table = package.tables[entry["name"]].table
            bare = entry["name"] == TABLE and TEXT in table.schema.names
            hashes[entry["name"]] = content_hash(withhold_texts(table) if bare else table)
    return package_hash(hashes)


def _archive_path(package: Package, version: Version, wanted: Wanted) -> Path:
    name = package.descriptor.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ReportedlyError(f"the package's name {name!r} cannot name a file; give it one such as my-dataset-2031")
    form = "-with-texts" if wanted.with_texts else ""
    return (wanted.out or package.root / OUT) / f"{name}-{version}{form}.zip"


def _write(archive: Path, data: bytes) -> None:
    """Write an archive and its hash. One that is there already must be the same."""
    if archive.is_file() and archive.read_bytes() != data:
        raise ReportedlyError(
            f"{archive}: there already, with other bytes; a release never changes, take a higher version"
        )
    line = f"{hashlib.sha256(data).hexdigest()}  {archive.name}\n"
    _replace(archive, data)
    _replace(sums_beside(archive), line.encode())


def _folder(path: Path) -> Path:
    """A folder, made where it is missing."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportedlyError(f"{path}: cannot be written ({error.strerror or error})") from error
    return path


def _replace(path: Path, data: bytes) -> None:
    try:
        replace_file(path, data)
    except OSError as error:
        raise ReportedlyError(f"{path}: cannot be written ({error.strerror or error})") from error


def _prove(data: bytes, name: str) -> None:
    """Open an archive as anyone would, before it is anywhere, and check all of it."""
    with tempfile.TemporaryDirectory() as aside:
        archive = Path(aside) / name
        try:
            archive.write_bytes(data)
        except OSError as error:
            reason = f"the archive cannot be tried here ({error.strerror or error}); nothing was released"
            raise ReportedlyError(f"{aside}: {reason}") from error
        with opened(archive) as folder:
            _refuse_findings(check_package(folder), folder_findings(folder, whole=True))


def _notes(package: Package, version: Version, log: list[Entry], grown: list[Entry], has_texts: bool) -> list[str]:
    notes = []
    stated = package.descriptor.get("version")
    if stated != str(version):
        notes.append(f"the package here says version {stated}; set {version} in seeds/package.yaml and build, so that")
        notes[-1] += " load() and the archive say the same"
    if grown is not log and log and log[-1].get("date") == grown[-1].get("date"):
        notes.append(f"`created` is still that of {log[-1]['version']}; is the date in seeds/package.yaml right?")
    if grown is not log and log and "since" not in grown[-1]:
        notes.append("the log does not say what changed; with --since and the archive of the last release it does")
    if not names_authors(package.descriptor):
        notes.append("the archive has no CITATION.cff, for the package names no contributors (seeds/package.yaml)")
    if has_texts:
        notes.append("the archive holds the articles' texts; pass it on only where their rights allow it")
    return notes
