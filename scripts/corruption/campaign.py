"""Run corruptions and hold what the check says against what it ought to say."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from corruption import archives, beyond, chains, descriptors, figures, files, rows, words
from corruption.data import REFUSED, Corruption, Kind, Named, Published
from reportedly.check.package import check_package
from reportedly.errors import ReportedlyError
from reportedly.publish.descriptor import package_hash
from reportedly.publish.parquet import content_hash, file_hash, write_parquet

KINDS: tuple[Kind, ...] = (
    *words.KINDS,
    *figures.KINDS,
    *chains.KINDS,
    *rows.KINDS,
    *files.KINDS,
    *descriptors.KINDS,
    *archives.KINDS,
)
BEYOND: tuple[Kind, ...] = beyond.KINDS
CONTENT_KEY = "reportedly:contentHash"


@dataclass(frozen=True)
class Outcome:
    """What the check, and where it was asked frictionless, said of one corruption."""

    kind: str
    what: str
    expected: frozenset[Named]
    named: frozenset[Named]
    by_frictionless: bool | None = None

    @property
    def is_caught(self) -> bool:
        """Anything was found."""
        return bool(self.named)

    @property
    def is_table_right(self) -> bool:
        """A finding names a table that is expected."""
        return bool({table for table, _ in self.named} & {table for table, _ in self.expected})

    @property
    def is_rule_right(self) -> bool:
        """A finding names the rule that is expected, in the table where it is."""
        return bool(self.named & self.expected)


def draw(kinds: Sequence[Kind], count: int, seed: int, data: Published) -> Iterator[tuple[Kind, int, Corruption]]:
    """`count` corruptions, each kind in turn; the same for the same seed. A draw does not depend on the others."""
    for number in range(count):
        kind, turn = kinds[number % len(kinds)], number // len(kinds)
        yield kind, turn, kind.make(random.Random(f"{seed}:{kind.name}:{turn}"), data)


def judge(kind: Kind, corruption: Corruption, data: Published, refresh: bool, frictionless: bool = False) -> Outcome:
    """Corrupt a copy of the package and check it.

    Args:
        kind: the corruption's kind.
        corruption: what to do.
        data: the package as it was published.
        refresh: make the descriptor's hashes and counts fit the corrupted files.
        frictionless: ask `frictionless validate` too.
    """
    with tempfile.TemporaryDirectory(prefix="corrupt-") as parent:
        folder = Path(parent) / "package"
        _corrupt(folder, corruption, data, refresh)
        target = folder
        if corruption.pack:
            target = Path(parent) / "release.zip"
            corruption.pack(folder, target)
        named = _named(target)
        other = _frictionless(target) if frictionless else None
    return Outcome(kind.name, corruption.what, corruption.expected, named, other)


def _corrupt(folder: Path, corruption: Corruption, data: Published, refresh: bool) -> None:
    for path, content in data.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / "datapackage.json").write_text(data.descriptor, encoding="utf-8")
    for table, changed in corruption.tables.items():
        write_parquet(changed, folder / "dataset" / f"{table}.parquet")
    if corruption.damage:
        corruption.damage(folder)
    if refresh and (folder / "datapackage.json").read_text("utf-8") == data.descriptor:
        _refresh(folder, data)
    if corruption.edit:
        content = json.loads((folder / "datapackage.json").read_text("utf-8"))
        corruption.edit(content)
        (folder / "datapackage.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _refresh(folder: Path, data: Published) -> None:
    """Make hashes and counts of the descriptor those of the files, as far as these can be read."""
    content = json.loads(data.descriptor)
    for entry in content["resources"]:
        path = folder / entry["path"]
        if not path.exists() or path.read_bytes() == data.files[entry["path"]]:
            continue
        entry["hash"] = f"sha256:{file_hash(path)}"
        try:
            table = pq.ParquetFile(path).read()
            table.validate(full=True)
            entry["rows"], entry[CONTENT_KEY] = table.num_rows, content_hash(table)
        except (pa.ArrowException, OSError, ValueError, OverflowError):
            continue
    content[CONTENT_KEY] = package_hash({entry["name"]: entry[CONTENT_KEY] for entry in content["resources"]})
    (folder / "datapackage.json").write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")


def _named(target: Path) -> frozenset[Named]:
    """The tables and rules that the findings name; a package that is refused names itself."""
    try:
        result = check_package(target)
    except ReportedlyError:
        return frozenset({(None, REFUSED)})
    return frozenset({(finding.table, finding.rule) for finding in result.findings})


def _frictionless(target: Path) -> bool:
    """Whether `frictionless validate` finds anything, or cannot go on."""
    from frictionless import Package, system  # noqa: PLC0415 - slow to import

    try:
        with system.use_context(trusted=False):
            source = target / "datapackage.json" if target.is_dir() else target
            return not Package(str(source)).validate().valid
    except Exception:  # whatever stops it: of a damaged archive it shows zipfile's own error
        return True
