"""What an earlier build made of each coding, kept beside the dataset, so that only changed articles are read again.

A coding's rows depend on its file, its article's text and publisher, the kinds of the actors that it names as sources,
the standard, and the code that reads. An entry of the store says all of them; where one is another now, the coding is
read. The store holds Arrow files and a list of their hashes: one that is damaged, half written or of another release
is as good as none. It can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from reportedly.assemble.tables import Assembled, Places, ordered_rows, places_of, row_key, to_table
from reportedly.errors import Where
from reportedly.read.fields import Row
from reportedly.read.seeds import Article, Seeds
from reportedly.standard import Standard
from reportedly.standard.folder import bundle_folder

STORE = ".reportedly-build"
CODED = ("actor_names", "attributions", "blocks", "casualty_reports", "claim_relations", "claims", "sentences")
_STAGING = "staging-"
LIST, ENTRIES = "store.json", "entries"
ARTICLE, _LINE = "reportedly:article", "reportedly:line"
_CODINGS = "seeds/codings"


@dataclass(frozen=True)
class Entry:
    """One coding that was read without findings: what it was read from, and the kinds of its sources' actors."""

    key: str
    kinds: Mapping[str, str | None]


@dataclass(frozen=True)
class Kept:
    """The rows of codings that were read before, with article and line, and an entry for each article."""

    tables: dict[str, pa.Table] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)


def load_kept(root: Path, standard: Standard) -> Kept:
    """What is kept beside the dataset in `root`, or nothing where that is missing, damaged or of another release."""
    folder = root / STORE
    try:
        listed = json.loads((folder / LIST).read_text("utf-8"))
        if listed["fingerprint"] != _fingerprint():
            return Kept()
        found = {name: _load(folder / f"{name}.arrow", listed["files"][name]) for name in (ENTRIES, *CODED)}
        entries = {
            row["article"]: Entry(row["key"], json.loads(row["kinds"])) for row in found.pop(ENTRIES).to_pylist()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, pa.ArrowException):
        return Kept()
    return Kept(found, entries) if all(_is_whole(found[name], name, standard) for name in CODED) else Kept()


def _load(path: Path, stated: str) -> pa.Table:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != stated:
        raise ValueError("not the file that was written")
    return pa.ipc.open_file(pa.py_buffer(content)).read_all()


def _is_whole(table: pa.Table, name: str, standard: Standard) -> bool:
    return bool(table.schema.names == [*standard.tables[name].columns, ARTICLE, _LINE])


def save_kept(root: Path, kept: Kept) -> None:
    """Keep rows for the next build. A folder that cannot be written keeps nothing, and that is no error."""
    folder = root / STORE
    entries = [
        {"article": article, "key": entry.key, "kinds": json.dumps(entry.kinds)}
        for article, entry in kept.entries.items()
    ]
    schema = pa.schema({"article": pa.string(), "key": pa.string(), "kinds": pa.string()})
    tables = {**kept.tables, ENTRIES: pa.Table.from_pylist(entries, schema=schema)}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        for stale in folder.glob(f"{_STAGING}*"):  # of a build that was killed; one at a time works here
            shutil.rmtree(stale, ignore_errors=True)
        staging = Path(tempfile.mkdtemp(dir=folder, prefix=_STAGING))
        try:
            files = {name: _save(staging / f"{name}.arrow", table) for name, table in tables.items()}
            listed = json.dumps({"fingerprint": _fingerprint(), "files": files})
            (staging / LIST).write_text(listed, encoding="utf-8")
            (folder / LIST).unlink(missing_ok=True)  # from here to the last move there is no store
            for path in sorted(staging.iterdir(), key=lambda path: path.name == LIST):
                os.replace(path, folder / path.name)  # noqa: PTH105 - a shorter line than Path's
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _save(path: Path, table: pa.Table) -> str:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(table)
    content = sink.getvalue()
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


@cache
def _fingerprint() -> str:
    """The code that reads and assembles, and the standard; any other makes other rows, perhaps."""
    package = Path(__file__).resolve().parents[1]
    paths = [path for step in ("assemble", "read", "resolve", "standard") for path in (package / step).rglob("*.py")]
    schemas = bundle_folder() / "schemas"
    paths += [path for path in schemas.rglob("*") if path.is_file()]
    digest = hashlib.sha256(pa.__version__.encode())
    for path in sorted(paths):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


class Use:
    """The kept rows in one build: which codings need not be read, and what is kept after it."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._keys: dict[str, str] = {}
        self._asked: set[str] = set()

    def knows(self, article: Article, coding: bytes) -> bool:
        """Whether the rows of an article's coding are kept, but for the kinds of actors (see `stale`)."""
        key = key_of(article, coding)
        self._keys[article.article_id] = key
        entry = self._kept.entries.get(article.article_id)
        is_known = entry is not None and entry.key == key
        if is_known:
            self._asked.add(article.article_id)
        return is_known

    def stale(self, seeds: Seeds) -> set[str]:
        """The articles whose kept rows do not hold since an actor is of another kind now."""
        kinds = _kinds(seeds)
        return {
            article
            for article in self._asked
            if any(kinds.get(actor) != kind for actor, kind in self._kept.entries[article].kinds.items())
        }

    def without(self, articles: set[str]) -> Kept:
        """What is kept, without some articles' entries."""
        left = {article: entry for article, entry in self._kept.entries.items() if article not in articles}
        return Kept(self._kept.tables, left)

    @property
    def keys(self) -> Mapping[str, str]:
        """What the rows of each article with a coding are made of, by article."""
        return self._keys

    @property
    def has_news(self) -> bool:
        """Whether there is anything to keep that is not kept yet, or anything kept that is not used any more."""
        return self._asked != self._kept.entries.keys() or self._asked != self._keys.keys()

    def assemble(self, seeds: Seeds, standard: Standard) -> tuple[Assembled, Kept]:
        """The tables from seeds without the known codings and from what is kept of those; and what to keep."""
        rows, findings = ordered_rows(seeds, standard)
        old = {name: self._still_good(name) for name in CODED} if self._asked else {}
        tables: dict[str, pa.Table] = {}
        keep: dict[str, pa.Table] = {}
        for name, contract in standard.tables.items():
            made = to_table([row.values for row in rows[name]], contract, standard.version)
            tables[name] = made
            if name not in CODED:
                continue
            fresh = _located(made, rows[name])
            keep[name] = fresh.filter(pc.is_valid(fresh[ARTICLE]))
            if old:
                keep[name] = pa.concat_tables([keep[name], old[name].cast(keep[name].schema)])
                merged = pa.concat_tables([made, old[name].select(contract.columns).cast(made.schema)])
                tables[name] = merged.sort_by([(column, "ascending") for column in contract.sort]).combine_chunks()
        entries = {article: self._kept.entries[article] for article in self._asked} | self._entries(seeds, rows)
        places = Places(lambda: places_of(rows, standard) | _kept_places(old, standard))
        return Assembled(tables, places, findings), Kept(keep, entries)

    def _still_good(self, name: str) -> pa.Table:
        table = self._kept.tables[name]
        return table.filter(pc.is_in(table[ARTICLE], pa.array(sorted(self._asked), pa.string())))

    def _entries(self, seeds: Seeds, rows: Mapping[str, list[Row]]) -> dict[str, Entry]:
        kinds = _kinds(seeds)
        publishers = {article.article_id: article.row.values.get("publisher_id") for article in seeds.articles}
        actors: dict[str, set[str]] = {}
        for row in rows["attributions"]:
            actors.setdefault(article_of(row.where) or "", set()).add(row.values.get("actor_id") or "")
        return {
            coding.article_id: Entry(
                self._keys[coding.article_id],
                {
                    actor: kinds.get(actor)
                    for actor in sorted(actors.get(coding.article_id, set()) | {publishers[coding.article_id] or ""})
                    if actor
                },
            )
            for coding in seeds.codings
            if coding.article_id in self._keys
        }


def key_of(article: Article, coding: bytes) -> str:
    """What the rows of an article's coding are made of, but for the standard and the kinds of actors."""
    parts = (coding, article.text.encode(), str(article.row.values.get("publisher_id")).encode())
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _kinds(seeds: Seeds) -> dict[str, str]:
    rows = (row.values for row in seeds.registries["actors"])
    return {values["actor_id"]: values["kind"] for values in rows if "actor_id" in values and "kind" in values}


def article_of(where: Where) -> str | None:
    """The article whose coding made a row; None: a file of its own did."""
    folder, _, name = where.file.rpartition("/")
    return name.removesuffix(".yaml") if folder == _CODINGS else None


def _located(table: pa.Table, rows: list[Row]) -> pa.Table:
    """A table with the article whose coding made each row (null: a file of its own), and the line."""
    articles = pa.array([article_of(row.where) for row in rows], pa.string())
    lines = pa.array([row.where.line for row in rows], pa.int32())
    return table.append_column(ARTICLE, articles).append_column(_LINE, lines)


def _kept_places(old: Mapping[str, pa.Table], standard: Standard) -> dict[tuple[str, str], Where]:
    def where(row: dict[str, Any]) -> Where:
        return Where(f"{_CODINGS}/{row[ARTICLE]}.yaml", row[_LINE])

    return {
        (name, row_key(standard.tables[name], row)): where(row)
        for name, table in old.items()
        for row in table.to_pylist()
    }
