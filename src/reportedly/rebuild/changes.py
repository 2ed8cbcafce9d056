"""Which articles changed since the last build, and their seeds; nothing where more than articles changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from reportedly.assemble.kept import key_of
from reportedly.errors import Finding
from reportedly.read.fields import Row
from reportedly.read.reading import Reading, finish
from reportedly.read.records import Coding
from reportedly.read.seeds import Article, read_coding_file, table_rows
from reportedly.read.texts import read_text
from reportedly.read.yaml_nodes import parse_yaml
from reportedly.rebuild.entries import hash_of, split
from reportedly.rebuild.record import Record
from reportedly.rebuild.seed_files import ARTICLES, CODINGS, UNKNOWN, State, file_sha256, is_believed, names, states
from reportedly.standard import Standard
from reportedly.standard.limits import limits

ENTRIES = "articles.yaml"
_PASSED_OVER = "adjudication"  # among the codings, and of no article
_MOST, _SHARE = 50, 20  # with more changed articles than these, and than one in so many, all may as well be read
T = TypeVar("T")


class NotAlone(Exception):
    """More than articles changed, or something is wrong with them: a whole build says what."""


@dataclass(frozen=True)
class Scan:
    """The states of all seeds, and the SHA-256 of those that are no article's own, taken before any is read."""

    texts: Mapping[str, State]
    codings: Mapping[str, State]
    others: Mapping[str, tuple[State, str]]


@dataclass(frozen=True)
class Changes:
    """The articles that were added, changed or removed, and the seeds of those that are there now.

    `keys` and `entries` tell the seeds of each article from others (see `record.KNOWN`).
    """

    articles: frozenset[str]
    read: tuple[Article, ...]
    codings: tuple[Coding, ...]
    keys: Mapping[str, str]
    entries: Mapping[str, str]


def scan_seeds(seeds: Path, now: int, last: Record | None) -> Scan:
    """The states of all seeds at `now`, the file system's time (see `seed_files.now_on`).

    Raises:
        OSError: a folder is missing or cannot be read.
    """
    others = {}
    for name, state in states(seeds, now).items():
        before, sha256 = last.others.get(name, (UNKNOWN, "")) if last else (UNKNOWN, "")
        others[name] = state, sha256 if is_believed(before, state) else file_sha256(seeds / name)
    return Scan(states(seeds / ARTICLES, now), states(seeds / CODINGS, now), others)


def find_changes(seeds: Path, last: Record, scan: Scan, rows: Mapping[str, Row], standard: Standard) -> Changes:
    """What changed since the last build.

    Args:
        seeds: the dataset's folder of seeds.
        last: what the last build left.
        scan: the states of the seeds now.
        rows: what `articles.yaml` said of each article at the last build; only what is needed is asked for.
        standard: the standard.

    Raises:
        NotAlone: another seed than an article's changed, or a changed one has faults.
        OSError: a seed cannot be read.
    """
    stated = {name: sha256 for name, (_, sha256) in last.others.items()}
    found = {name: sha256 for name, (_, sha256) in scan.others.items()}
    if stated.keys() != found.keys() or any(stated[name] != found[name] for name in stated if name != ENTRIES):
        raise NotAlone
    known = last.articles.column("article").to_pylist()
    entries = dict(zip(known, last.articles.column("entry").to_pylist(), strict=True))
    new: dict[str, Row] = {}
    if found[ENTRIES] != stated[ENTRIES]:
        entries, new = _entries(seeds / ENTRIES, entries, standard)
    if not (entries.keys() == names(scan.texts, ".txt") == names(scan.codings, ".yaml") - {_PASSED_OVER}):
        raise NotAlone
    keys = dict(zip(known, last.articles.column("key").to_pylist(), strict=True))
    changed = set(new) | (keys.keys() - entries.keys())
    read: list[Article] = []
    codings: list[Coding] = []
    for article_id in sorted({*new, *_suspects(last.articles, known, scan)} & entries.keys()):
        article, key = _read_article(seeds, article_id, new.get(article_id) or rows[article_id])
        if article_id in new or key != keys[article_id]:
            changed.add(article_id)
            if len(changed) > max(_MOST, len(known) // _SHARE):
                raise NotAlone
            keys[article_id] = key
            read.append(article)
            codings.append(_read_coding(seeds, article, standard))
    return Changes(frozenset(changed), tuple(read), tuple(codings), {one: keys[one] for one in entries}, entries)


def _entries(path: Path, before: Mapping[str, str], standard: Standard) -> tuple[dict[str, str], dict[str, Row]]:
    """The hash of every entry that is there now, by article, and the rows of those that were not there before."""
    content = path.read_bytes()
    if not all(before.values()) or len(content) > limits().seed_bytes:
        raise NotAlone
    articles = {entry: article for article, entry in before.items()}
    entries: dict[str, str] = {}
    new: dict[str, Row] = {}
    pieces = split(_decoded(content))
    for _, piece in pieces:
        entry = hash_of(piece)
        article_id = articles.get(entry)
        if article_id is None:
            row = _read_entry(piece, standard)
            article_id = row.values.get("article_id")
            if article_id is None:
                raise NotAlone
            new[article_id] = row
        entries[article_id] = entry
    if len(entries) != len(pieces):  # none at all, or one twice
        raise NotAlone
    return entries, new


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise NotAlone from None


def _read_entry(piece: str, standard: Standard) -> Row:
    node = _clean(parse_yaml(piece, ENTRIES))
    rows = _clean(finish(table_rows(node, "articles", standard))) if node else ()
    if len(rows) != 1:
        raise NotAlone
    return rows[0]


def _suspects(articles: pa.Table, known: list[str], scan: Scan) -> Iterator[str]:
    """The known articles whose text or coding is not certainly the one that was read."""
    if not known:
        return
    is_same = np.ones(len(known), bool)
    for column, found, ending in (("text", scan.texts, ".txt"), ("coding", scan.codings, ".yaml")):
        now = np.array([found.get(f"{one}{ending}", UNKNOWN) for one in known], np.int64)
        is_same &= (now == _states(articles, column)).all(axis=1) & (now != np.array(UNKNOWN)).any(axis=1)
    yield from (known[place] for place in np.flatnonzero(~is_same))


def _states(articles: pa.Table, column: str) -> npt.NDArray[np.int64]:
    flat = articles.column(column).combine_chunks().flatten().to_numpy()
    return flat.reshape(-1, len(UNKNOWN))  # type: ignore[no-any-return]


def _read_article(seeds: Path, article_id: str, row: Row) -> tuple[Article, str]:
    """An article and what tells its seeds from others."""
    path = seeds / ARTICLES / f"{article_id}.txt"
    text = _clean(read_text(path, path.name))
    if text is None:
        raise NotAlone
    article = Article(article_id, text, row)
    return article, key_of(article, (seeds / CODINGS / f"{article_id}.yaml").read_bytes())


def _read_coding(seeds: Path, article: Article, standard: Standard) -> Coding:
    path = seeds / CODINGS / f"{article.article_id}.yaml"
    coding: Reading[Coding | None] = read_coding_file(path, {article.article_id: article}, standard)
    found = _clean(finish(coding))
    if found is None:
        raise NotAlone
    return found


def _clean(read: tuple[T, list[Finding]]) -> T:
    """What was read, if nothing is wrong with it."""
    value, findings = read
    if findings:
        raise NotAlone
    return value
