"""Check a published package alone: descriptor, files, hashes, then everything in its tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from reportedly.check import descriptor, fixity, profile
from reportedly.check.columns import COLUMN_RULES, STRUCTURE_RULE, ValueCheck, check_structure
from reportedly.check.fixity import package_findings, table_findings
from reportedly.check.order import OrderCheck
from reportedly.check.stored import StoredTable, open_table, read_through
from reportedly.check.sums import archive_findings, folder_findings
from reportedly.check.tables import CheckResult, Engine, Local, check_tables
from reportedly.check.texts import unverified, with_texts
from reportedly.errors import Finding, ReportedlyError
from reportedly.publish.content import ContentHash
from reportedly.publish.parquet import content_hash
from reportedly.query import unpack
from reportedly.query.package import Package, open_package
from reportedly.query.tables import PartsDifferError, TooLargeError, refuse_too_large
from reportedly.read.fields import nearest
from reportedly.standard import Standard, Table, read_standard
from reportedly.standard.to_descriptor import STANDARD_KEY

LOCAL, SPARK = "local", "spark"
PACKAGE_RULES = (
    profile.RULE,
    descriptor.RULE,
    fixity.RULE,
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
    engine: str = LOCAL,
) -> CheckResult:
    """What is wrong with a published package; all of it.

    Args:
        package: its folder, or a release's archive. Default: the package around the working directory, or the
            installed dataset.
        only: the one rule to run.
        texts: a folder with the texts that the package withholds, `<article_id>.txt` each.
        memory_limit: how much memory the rules may take, such as "512MB" (default 1 GB); the rest goes to disk.
        engine: where rules and schemas run: "local" or "spark".

    Raises:
        ReportedlyError: there is no package, its descriptor cannot be read, no rule has the name `only`,
            `memory_limit` is not one, or the engine is not installed or failed.
    """
    standard = read_standard()
    rules = [*standard.rules, *COLUMN_RULES, *PACKAGE_RULES]
    if only is not None and only not in rules:
        advice = nearest(only, rules) or "Most rules are files of schemas/rules."
        raise ReportedlyError(f"no rule {only!r}. {advice}")
    wanted = _Wanted(only, texts, _engine(engine, memory_limit, standard))
    if package is not None and unpack.is_archive(Path(package)):
        with unpack.opened(Path(package)) as folder:
            sums = [*archive_findings(Path(package)), *folder_findings(folder, whole=True)]
            return _check_folder(folder, standard, wanted, sums)
    return _check_folder(package, standard, wanted)


@dataclass(frozen=True)
class _Wanted:
    only: str | None
    texts: Path | None
    engine: Engine


def _engine(name: str, memory_limit: str | None, standard: Standard) -> Engine:
    if name == LOCAL:
        return Local(memory_limit)
    if name != SPARK:
        raise ReportedlyError(f"no engine {name!r}; engines: {LOCAL}, {SPARK}")
    if memory_limit is not None:
        advice = "on Spark its own settings count (spark.driver.memory, spark.executor.memory)"
        raise ReportedlyError(f"a memory limit goes with the local engine; {advice}")
    from reportedly.check.spark.engine import OnSpark  # noqa: PLC0415 - needs an extra

    return OnSpark(standard)


def _check_folder(
    package: str | Path | None, standard: Standard, wanted: _Wanted, sums: list[Finding] | None = None
) -> CheckResult:
    opened, findings = open_package(package)
    findings += folder_findings(opened.root) if sums is None else sums
    findings += descriptor.descriptor_findings(opened, standard)
    only = wanted.only
    unfit = profile.profile_findings(opened.descriptor, standard)
    opened.descriptor.pop("sources", None)  # as many as articles, and nothing else asks for them
    tables: dict[str, pa.Table | StoredTable] = {}
    content_hashes: dict[str, str] = {}
    values: dict[str, list[Finding]] = {}
    for name, paths in opened.files.items():
        if name not in standard.tables:
            continue
        try:
            refuse_too_large(paths)
            tables[name] = open_table(paths)
            content_hashes[name], found = _read(tables[name], standard.tables[name], standard, wanted)
            values |= {} if found is None else {name: found}
        except TooLargeError as error:
            findings.append(_file_finding("resource_files_are_readable", f"not read: {error}", opened, name))
            continue
        except PartsDifferError as error:
            findings.append(_part_finding(error, name, opened))
            continue
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            tables.pop(name, None)
            reason = str(error).splitlines()[0]
            findings.append(
                _file_finding("resource_files_are_readable", f"not a readable Parquet file ({reason})", opened, name)
            )
            continue
        findings += table_findings(opened, name, tables[name].num_rows, content_hashes[name])
    findings += package_findings(opened, standard, content_hashes)
    findings += profile.without_echoes(unfit, findings)
    if wanted.texts is not None:
        tables, wrong = with_texts(tables, wanted.texts)
        findings += wrong
        values.pop("articles", None)
    result = check_tables(tables, standard, only=only, values=values, engine=wanted.engine)
    findings = [finding for finding in findings if only in (None, finding.rule)] + result.findings
    return replace(
        result,
        findings=sorted(findings, key=Finding.sort_key),
        rules_run=result.rules_run + (only in PACKAGE_RULES),
        follows=opened.descriptor.get(STANDARD_KEY),
        unverified=tuple(unverified(tables, standard)),
    )


def _read(
    table: pa.Table | StoredTable, contract: Table, standard: Standard, wanted: _Wanted
) -> tuple[str, list[Finding] | None]:
    """The content hash of a table, and where it is stored what is wrong with its values and order, in one reading
    if the engine judges them here.

    Raises:
        pa.ArrowException, OSError, ValueError, OverflowError: a cell cannot be read.
    """
    if isinstance(table, pa.Table):
        return content_hash(table), None
    content, values, order = ContentHash(table.schema.names), ValueCheck(contract), OrderCheck(contract)
    if not wanted.engine.reads_values:
        read_through(table, content.update)
        return content.hexdigest(), None
    is_asked = wanted.only in (None, *COLUMN_RULES) and not check_structure({contract.name: table}, standard)
    read_through(table, *([values.update, order.update] if is_asked else []), content.update)
    return content.hexdigest(), [*values.findings, *order.findings]


def _part_finding(error: PartsDifferError, table: str, package: Package) -> Finding:
    message = "a part of a table has other columns than the first"
    part = error.part.relative_to(package.root.resolve()).as_posix()
    advice = "Write all parts with one schema, or rebuild the package."
    return Finding(STRUCTURE_RULE, message, table, part, error.column, error.found, error.expected, advice)


def _file_finding(rule: str, message: str, package: Package, name: str) -> Finding:
    path = package.resource(name).get("path")
    return Finding(
        rule, message, name, None, "path", str(path), "a Parquet file", "Restore the file, or rebuild the package."
    )
