"""Hold a release against its checksums: the list inside it, and the file beside the archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from reportedly.errors import Finding
from reportedly.publish.parquet import file_hash
from reportedly.standard.limits import limits, raise_it

SUMS = "SHA256SUMS"

RULE = "release_sums_hold"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_ADVICE = "Get the release anew; if it is again so, ask who published it."


def sums_beside(archive: Path) -> Path:
    """Where the hash of an archive lies: a file of its own, beside it."""
    return archive.with_name(f"{archive.name}.sha256")


def archive_findings(archive: Path) -> list[Finding]:
    """Whether an archive is the one that the hash beside it tells of; nothing where there is no such file."""
    beside = sums_beside(archive)
    if not beside.is_file():
        return []
    with beside.open("rb") as file:
        stated = file.read(64).decode("ascii", "replace")
    found = file_hash(archive)
    if stated == found:
        return []
    message = "the archive is not the one that was released"
    return [Finding(RULE, message, None, None, archive.name, found, stated, _ADVICE)]


def folder_findings(folder: Path, whole: bool = False) -> list[Finding]:
    """The files of an unpacked release against its SHA256SUMS; nothing where a folder has no such list.

    Args:
        folder: the package's folder.
        whole: the folder is an archive just unpacked, so that it must have a list and no file that is not in it.
    """
    list_file = folder / SUMS
    if not list_file.is_file():
        missing = Finding(RULE, "the archive has no list of its files' hashes", None, None, SUMS, advice=_ADVICE)
        return [missing] if whole else []
    most = limits().descriptor_bytes
    if list_file.stat().st_size > most:
        advice = f"Do not trust it, or {raise_it('descriptor_bytes')}."
        return [Finding(RULE, "the list of hashes is too large", None, None, SUMS, None, f"{most:,} bytes", advice)]
    findings: list[Finding] = []
    listed: set[str] = set()
    for number, line in enumerate(list_file.read_text("utf-8", "replace").splitlines(), 1):
        found = _LINE.fullmatch(line)
        if not found:
            findings.append(Finding(RULE, "a line is no hash and path", None, None, f"{SUMS}:{number}", line))
            continue
        listed.add(found[2])
        findings += _file_findings(folder, found[2], found[1])
    if whole:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path != list_file):
            name = path.relative_to(folder).as_posix()
            if name not in listed:
                findings.append(Finding(RULE, "a file that the release did not have", None, None, name, "there", SUMS))
    return findings


def _file_findings(folder: Path, name: str, stated: str) -> Iterator[Finding]:
    path = folder / name
    try:
        is_there = path.resolve().is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):  # a path that no file can have
        is_there = False
    if not is_there:
        yield Finding(RULE, "a file of the release is missing", None, None, name, None, "the file", _ADVICE)
        return
    found = file_hash(path)
    if found != stated:
        yield Finding(RULE, "a file is not the one that was released", None, None, name, found, stated, _ADVICE)
