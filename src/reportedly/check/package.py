"""Check a published package alone: descriptor, files, hashes, then everything in its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from reportedly.check import descriptor, profile
from reportedly.check.columns import COLUMN_RULES, ValueCheck, check_structure
from reportedly.check.stored import StoredTable, open_table, read_through
from reportedly.check.sums import archive_findings, folder_findings
from reportedly.check.tables import CheckResult, check_tables
from reportedly.check.texts import unverified, with_texts
from reportedly.errors import Finding, ReportedlyError
from reportedly.publish.content import ContentHash
from reportedly.publish.descriptor import package_hash
from reportedly.publish.parquet import content_hash, file_hash
from reportedly.query import unpack
from reportedly.query.package import Package, open_package
from reportedly.query.tables import TooLargeError, refuse_too_large
from reportedly.read.fields import nearest
from reportedly.standard import Standard, Table, read_standard
from reportedly.standard.to_descriptor import CONTENT_KEY, STANDARD_KEY

PACKAGE_RULES = (
    profile.RULE,
    descriptor.RULE,
    "published_hashes_hold",
    "release_sums_hold",
    "resource_files_are_readable",
    "resource_files_are_there",
    "resource_paths_stay_inside",
)


def check_package(
    package: str | Path | None = None,
    only: str | None = None,
    texts: Path | None = None,
    *,
    memory_limit: str | None = None,
) -> CheckResult:
    """What is wrong with a published package; all of it.

    Args:
        package: its folder, or a release's archive. Default: the package around the working directory, or the
            installed dataset.
        only: the one rule to run.
        texts: a folder with the texts that the package withholds, `<article_id>.txt` each.
        memory_limit: how much memory the rules may take, such as "512MB" (default 1 GB); the rest goes to disk.

    Raises:
        ReportedlyError: there is no package, its descriptor cannot be read, no rule has the name `only`, or
            `memory_limit` is not one.
    """
    standard = read_standard()
    rules = [*standard.rules, *COLUMN_RULES, *PACKAGE_RULES]
    if only is not None and only not in rules:
        advice = nearest(only, rules) or "Most rules are files of schemas/rules."
        raise ReportedlyError(f"no rule {only!r}. {advice}")
    if package is not None and unpack.is_archive(Path(package)):
        with unpack.opened(Path(package)) as folder:
            sums = [*archive_findings(Path(package)), *folder_findings(folder, whole=True)]
            return _check_folder(folder, standard, _Wanted(only, texts, memory_limit), sums)
    return _check_folder(package, standard, _Wanted(only, texts, memory_limit))


@dataclass(frozen=True)
class _Wanted:
    only: str | None
    texts: Path | None
    memory_limit: str | None


def _check_folder(
    package: str | Path | None, standard: Standard, wanted: _Wanted, sums: list[Finding] | None = None
) -> CheckResult:
    opened, findings = open_package(package)
    findings += folder_findings(opened.root) if sums is None else sums
    findings += descriptor.descriptor_findings(opened, standard)
    only = wanted.only
    tables: dict[str, pa.Table | StoredTable] = {}
    content_hashes: dict[str, str] = {}
    values: dict[str, list[Finding]] = {}
    for name, path in opened.files.items():
        if name not in standard.tables:
            continue
        try:
            refuse_too_large(path)
            tables[name] = open_table(path)
            content_hashes[name], found = _read(tables[name], standard.tables[name], standard, only)
            values |= {} if found is None else {name: found}
        except TooLargeError as error:
            findings.append(_file_finding("resource_files_are_readable", f"not read: {error}", opened, name))
            continue
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            tables.pop(name, None)
            reason = str(error).splitlines()[0]
            findings.append(
                _file_finding("resource_files_are_readable", f"not a readable Parquet file ({reason})", opened, name)
            )
            continue
        findings += _fixity(opened, name, tables[name].num_rows, content_hashes[name])
    findings += _whole(opened, standard, content_hashes)
    findings += profile.without_echoes(profile.profile_findings(opened.descriptor, standard), findings)
    if wanted.texts is not None:
        tables, wrong = with_texts(tables, wanted.texts)
        findings += wrong
        values.pop("articles", None)
    result = check_tables(tables, standard, only=only, memory_limit=wanted.memory_limit, values=values)
    findings = [finding for finding in findings if only in (None, finding.rule)] + result.findings
    return replace(
        result,
        findings=sorted(findings, key=Finding.sort_key),
        rules_run=result.rules_run + (only in PACKAGE_RULES),
        follows=opened.descriptor.get(STANDARD_KEY),
        unverified=tuple(unverified(tables, standard)),
    )


def _read(
    table: pa.Table | StoredTable, contract: Table, standard: Standard, only: str | None
) -> tuple[str, list[Finding] | None]:
    """The content hash of a table, and what pandera finds in it where it is stored: both in one reading.

    Raises:
        pa.ArrowException, OSError, ValueError, OverflowError: a cell cannot be read.
    """
    if isinstance(table, pa.Table):
        return content_hash(table), None
    content, values = ContentHash(table.schema.names), ValueCheck(contract)
    is_asked = only in (None, *COLUMN_RULES) and not check_structure({contract.name: table}, standard)
    read_through(table, *([values.update] if is_asked else []), content.update)
    return content.hexdigest(), values.findings


def _fixity(package: Package, name: str, rows: int, found_content: str) -> Iterator[Finding]:
    entry = package.resource(name)
    path = package.files[name]
    stated = str(entry.get("hash", "")).removeprefix("sha256:")
    found = file_hash(path)
    if stated != found:
        yield _fixity_finding("hash", "a file is not the one that was published", name, stated or None, found)
    if entry.get(CONTENT_KEY) != found_content:
        yield _fixity_finding(
            CONTENT_KEY, "a table's content is not what was published", name, entry.get(CONTENT_KEY), found_content
        )
    if entry.get("rows") != rows:
        yield _fixity_finding(
            "rows", "a table has another number of rows than published", name, entry.get("rows"), rows
        )


def _fixity_finding(column: str, message: str, table: str, stated: object, found: object) -> Finding:
    return Finding(
        "published_hashes_hold",
        message,
        table,
        None,
        column,
        None if stated is None else str(stated),
        str(found),
        "Restore the published file, or rebuild the package.",
    )


def _whole(package: Package, standard: Standard, content_hashes: dict[str, str]) -> Iterator[Finding]:
    """The package's own hash against those of its tables, as they stand in the descriptor."""
    stated = {
        entry["name"]: str(entry.get(CONTENT_KEY))
        for entry in package.descriptor["resources"]
        if entry["name"] in standard.tables
    }
    due = package_hash(stated)
    if content_hashes and package.descriptor.get(CONTENT_KEY) != due:
        message = "the package's content hash is not that of its tables"
        found = package.descriptor.get(CONTENT_KEY)
        yield Finding(
            "published_hashes_hold", message, None, None, CONTENT_KEY, found and str(found), due, "Rebuild the package."
        )


def _file_finding(rule: str, message: str, package: Package, name: str) -> Finding:
    path = package.resource(name).get("path")
    return Finding(
        rule, message, name, None, "path", str(path), "a Parquet file", "Restore the file, or rebuild the package."
    )
