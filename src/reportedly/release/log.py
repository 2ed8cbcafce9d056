"""The log of releases: `seeds/changes.json`, one entry a release, published in every archive's descriptor.

An entry says what was released and how it differs from the release before it, for programs; CHANGELOG.md says it for
people. `contentHash` is that of the tables with their texts withheld, so that it is one for both forms of a release.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportedly.errors import ReportedlyError
from reportedly.release.differences import Difference
from reportedly.release.verdict import Verdict
from reportedly.release.versions import Version, read_version

CHANGES_KEY = "reportedly:changes"
LOG = "seeds/changes.json"
Entry = dict[str, Any]


def read_log(root: Path, descriptor: Mapping[str, Any]) -> list[Entry]:
    """The releases so far: of the log where the dataset has seeds, else of the package's descriptor.

    Raises:
        ReportedlyError: the log is damaged. It is what a version number is measured by.
    """
    path = root / LOG
    name, content = CHANGES_KEY, descriptor.get(CHANGES_KEY, [])
    if path.is_file():
        try:
            name, content = LOG, json.loads(path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise ReportedlyError(f"{path}: not a JSON file ({error}); restore it from version control") from error
    if not isinstance(content, list) or not all(
        isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in ("version", "contentHash"))
        for entry in content
    ):
        raise ReportedlyError(f"{name}: not a list of releases with version and contentHash; restore it")
    for entry in content:
        read_version(entry["version"])
    return content


def new_entry(version: Version, descriptor: Mapping[str, Any], content_hash: str) -> Entry:
    """What the log says of a release by itself. The date is that of the package, never the clock's."""
    created = str(descriptor.get("created", ""))[:10]
    date = {"date": created} if re.fullmatch(r"\d{4}-\d\d-\d\d", created) else {}
    return {"version": str(version), **date, "contentHash": content_hash}


def compared_entry(entry: Entry, difference: Difference, verdict: Verdict) -> Entry:
    """An entry that also says what differs from the release before: rows by table, and the level that asks for."""
    tables = {
        table.name: {
            "added": table.new_rows if table.presence == "added" else len(table.rows_added),
            "removed": table.old_rows if table.presence == "removed" else len(table.rows_removed),
            "changed": len(table.rows_changed),
        }
        for table in difference.changed_tables
    }
    return {**entry, "since": difference.old.version, "level": verdict.level, "tables": tables}


def refuse_earlier(version: Version, log: list[Entry]) -> None:
    """Refuse a version that is not after the last one. The last one itself may be made again.

    Raises:
        ReportedlyError: the version is not greater.
    """
    if log and str(version) != log[-1]["version"]:
        last = read_version(log[-1]["version"])
        if version.precedence() <= last.precedence():
            raise ReportedlyError(f"{version} is not after {last}, the last release; take a higher version")


def with_entry(log: list[Entry], entry: Entry) -> list[Entry]:
    """The log with a release added; the same log where its last release is made again.

    Raises:
        ReportedlyError: that release had other content.
    """
    if not log or log[-1]["version"] != entry["version"]:
        return [*log, entry]
    if log[-1]["contentHash"] != entry["contentHash"]:
        raise ReportedlyError(
            f"{entry['version']} was released with other content; a release never changes, take a higher version"
        )
    return log


def log_bytes(log: list[Entry]) -> bytes:
    """The log as it is written."""
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode()
