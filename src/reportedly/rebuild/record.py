"""What a build without findings leaves for the next one: of what it was made, and what it published.

It lies beside the kept rows of codings (`assemble.kept`). A record that is damaged, half written, of another release or
of a package that is not the published one any more is as good as none, and the next build reads everything.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa

from reportedly.assemble.kept import STORE
from reportedly.publish.descriptor import Part, Stored
from reportedly.rebuild.seed_files import UNKNOWN, State
from reportedly.standard import bundle_folder
from reportedly.standard.limits import limits

RECORD = "last-build"
_LIBRARIES = ("pyarrow", "duckdb", "pandas", "pandera", "PyYAML", "Jinja2", "edtf")
_ABOUT = b"about"
_DIGEST = 64  # hexadecimal digits at the file's start
# An article as it was read: the key of its text, coding and publisher, the hash of its entry in `articles.yaml`, the
# states of its files; as JSON, the actors that it names, and the keys of the relations that its coding makes.
KNOWN = pa.schema(
    {
        "article": pa.string(),
        "key": pa.string(),
        "entry": pa.string(),
        "text": pa.list_(pa.int64(), len(UNKNOWN)),
        "coding": pa.list_(pa.int64(), len(UNKNOWN)),
        "actors": pa.string(),
        "relations": pa.string(),
    }
)


@dataclass(frozen=True)
class Filed:
    """A part of a table as published: its entry in the descriptor, its file, and the ends of its order.

    `first` is the sort key of its first row, `units` are those of its first and last (see `publish.cut`); empty where
    it has no rows.
    """

    part: Part
    mtime_ns: int
    inode: int
    first: tuple[Any, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class Filing:
    """A table as published."""

    stored: Stored
    filed: tuple[Filed, ...]


@dataclass(frozen=True)
class Record:
    """What the last build was made of, and what it published.

    `articles` is a table by the schema KNOWN, a row an article; `others` are the seeds that are no article's own, with
    state and SHA-256; `package` is what `package.yaml` says; `derived` the SHA-256 of the descriptor and what is made
    of it; `rules` are the rules as SQL without templates.
    """

    articles: pa.Table
    others: Mapping[str, tuple[State, str]]
    package: Mapping[str, Any]
    tables: Mapping[str, Filing]
    derived: Mapping[str, str]
    rules: Mapping[str, str]


def load_record(root: Path) -> Record | None:
    """The record of the last build in `root`, or None where there is none that can be used."""
    try:
        content = (root / STORE / RECORD).read_bytes()
        stated, body = content[:_DIGEST], memoryview(content)[_DIGEST:]
        if hashlib.sha256(body).hexdigest().encode() != stated:
            return None
        articles = pa.ipc.open_file(pa.py_buffer(body)).read_all()
        about = json.loads(articles.schema.metadata[_ABOUT])
        if about["fingerprint"] != _fingerprint():
            return None
        others = {name: (tuple(state), sha256) for name, (state, sha256) in about["others"].items()}
        tables = {name: _filing(one) for name, one in about["tables"].items()}
        articles = articles.replace_schema_metadata()
        return Record(articles, others, about["package"], tables, about["derived"], about["rules"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, pa.ArrowException):
        return None


def save_record(root: Path, record: Record) -> None:
    """Leave a record for the next build. A folder that cannot be written keeps none, and that is no error."""
    about = {
        "fingerprint": _fingerprint(),
        "others": record.others,
        "package": record.package,
        "tables": {name: asdict(filing) for name, filing in record.tables.items()},
        "derived": record.derived,
        "rules": record.rules,
    }
    articles = record.articles.replace_schema_metadata({_ABOUT: json.dumps(about)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, articles.schema) as writer:
        writer.write_table(articles)
    body = sink.getvalue()
    path = root / STORE / RECORD
    aside = path.with_name(f".{RECORD}.part")
    with suppress(OSError):  # not forced to the disk: what a power cut leaves of it is known by its digest
        with aside.open("wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode())
            file.write(body)
        aside.replace(path)


def _filing(stated: dict[str, Any]) -> Filing:
    stored = stated["stored"]
    parts = tuple(Part(**part) for part in stored.pop("parts"))
    filed = tuple(
        Filed(Part(**one["part"]), one["mtime_ns"], one["inode"], tuple(one["first"]), tuple(one["units"]))
        for one in stated["filed"]
    )
    return Filing(Stored(parts, **stored), filed)


@cache
def _fingerprint() -> str:
    """The code, the standard, the libraries and the limits: any other may find other faults or make other bytes."""
    package = Path(__file__).resolve().parents[1]
    steps = ("assemble", "check", "citing", "publish", "query", "read", "rebuild", "resolve", "standard")
    paths = [path for step in steps for path in (package / step).glob("*.py")]
    paths += [path for path in (bundle_folder() / "schemas").rglob("*") if path.is_file()]
    digest = hashlib.sha256(f"{sys.version} {limits()} {[version(name) for name in _LIBRARIES]}".encode())
    for path in sorted(paths):
        digest.update(f"{path.parent.name}/{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
