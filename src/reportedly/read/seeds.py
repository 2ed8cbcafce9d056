"""All seeds of a dataset: texts, what the articles state of themselves, codings, registries, relations."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.errors import Finding, FindingsError, ReportedlyError, Where
from reportedly.read.coding import read_coding
from reportedly.read.fields import Row, kind_of, nearest, read_fields
from reportedly.read.reading import Reading, finish, passed_on
from reportedly.read.records import Coding
from reportedly.read.texts import read_text
from reportedly.read.yaml_nodes import Node, items, read_yaml
from reportedly.standard import Standard

AGREEMENT_KEY = "reportedly:agreement"
PARTS_SETTING = "articles_per_part"
REGISTRIES = ("actors", "places", "events")
RELATIONS = ("event_actors", "event_relations", "actor_relations", "claim_relations")


@dataclass(frozen=True)
class Article:
    """An article's text and the columns that `articles.yaml` states of it."""

    article_id: str
    text: str
    row: Row


Known = Callable[[Article, bytes], bool]


@dataclass(frozen=True)
class Seeds:
    """Everything that a person wrote: typed, located, not yet joined."""

    package: dict[str, Any]
    articles: tuple[Article, ...]
    codings: tuple[Coding, ...]
    registries: dict[str, tuple[Row, ...]]
    relations: dict[str, tuple[Row, ...]]


def read_seeds(root: Path, standard: Standard, known: Known | None = None) -> Seeds:
    """Everything under `root/seeds`.

    Args:
        root: the dataset's folder.
        standard: the standard that the seeds follow.
        known: says of an article and the bytes of its coding's file that the caller has what they give. Such a coding
            is not read, and not among the seeds' codings.

    Raises:
        ReportedlyError: there is no `seeds` folder.
        FindingsError: the seeds have faults; all of them are in it, each with file and line.
    """
    folder = root / "seeds"
    if not folder.is_dir():
        raise ReportedlyError(f"{root}: no seeds folder here; run the command in a dataset's folder, or name it")
    seeds, findings = finish(_seeds(folder, standard, known))
    if findings:
        raise FindingsError(findings)
    return seeds


def _seeds(folder: Path, standard: Standard, known: Known | None) -> Reading[Seeds]:
    articles, wrong = finish(read_articles(folder, standard))
    yield from wrong
    # A text that cannot be used has a finding of its own; one on its coding would only echo it.
    unusable = {path.stem for path in (folder / "articles").glob("*.txt")}
    unusable |= {finding.key for finding in wrong if finding.table == "articles" and finding.key}
    codings = yield from _codings(folder / "codings", articles, unusable, standard, known)
    registries = {}
    for table in REGISTRIES:
        registries[table] = yield from read_registry(folder, table, standard)
    relations = yield from _relations(folder / "relations.yaml", standard)
    package = yield from _package(folder / "package.yaml")
    agreement = yield from _agreement(folder / "agreement.json")
    return Seeds(package | agreement, articles, codings, registries, relations)


def _load(path: Path) -> Reading[Node | None]:
    name = _name(path)
    if not path.is_file():
        advice = "Write it, or restore it."
        yield Finding("seed_files_are_there", "the file is missing", where=Where(name, 1), advice=advice)
        return None
    return (yield from passed_on(read_yaml(path, name)))


def _name(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("seeds") - 1 :])


def read_articles(folder: Path, standard: Standard) -> Reading[tuple[Article, ...]]:
    """The texts and what `articles.yaml` states of them."""
    rows, wrong = finish(read_registry(folder, "articles", standard))
    yield from wrong
    texts = {path.stem: path for path in sorted((folder / "articles").glob("*.txt"))}
    # Without its entries, or with an entry that does not say its id, nothing can be said of a text that has none.
    are_entries_read = not wrong or (rows and all("article_id" in row.values for row in rows))
    articles = []
    lines: dict[str, int] = {}
    for row in rows:
        if "article_id" not in row.values:
            continue
        article_id = row.values["article_id"]
        if article_id in lines:
            message = f"the article {article_id!r} stands twice, first in line {lines[article_id]}"
            yield Finding("keys_are_unique", message, "articles", article_id, where=row.where)
            continue
        lines[article_id] = row.where.line
        path = texts.pop(article_id, None)
        if path is None:
            advice = nearest(article_id, texts) or f"Put it into seeds/articles/{article_id}.txt"
            yield Finding(
                "seed_files_are_there",
                f"no text for article {article_id!r}",
                "articles",
                article_id,
                advice=advice,
                where=row.where,
            )
            continue
        text = yield from passed_on(read_text(path, _name(path)))
        if text is not None:
            articles.append(Article(article_id, text, row))
    for stem, path in texts.items():
        yield from read_text(path, _name(path))[1]
        if not are_entries_read:
            continue
        advice = "Add an entry with what the text states of itself."
        yield Finding(
            "seed_files_are_there",
            "the text has no entry in seeds/articles.yaml",
            "articles",
            stem,
            advice=advice,
            where=Where(_name(path), 1),
        )
    return tuple(articles)


def _is_known(path: Path, article: Article | None, known: Known | None) -> bool:
    """Whether the caller can do without a coding."""
    if known is None or article is None:
        return False
    try:
        return known(article, path.read_bytes())
    except OSError:
        return False  # reading says so


def _codings(
    folder: Path, articles: tuple[Article, ...], unusable: set[str], standard: Standard, known: Known | None
) -> Reading[tuple[Coding, ...]]:
    by_id = {article.article_id: article for article in articles}
    passed_over = {"adjudication"} | (unusable - by_id.keys())
    paths = sorted(folder.glob("*.yaml"))
    codings = []
    for path in paths:
        if path.stem in passed_over or _is_known(path, by_id.get(path.stem), known):
            continue
        coding = yield from read_coding_file(path, by_id, standard)
        if coding:
            codings.append(coding)
    for missing in by_id.keys() - {path.stem for path in paths}:
        yield Finding(
            "seed_files_are_there",
            f"article {missing!r} has no coding",
            "articles",
            missing,
            advice=f"Write seeds/codings/{missing}.yaml (CODEBOOK.md shows the format).",
            where=by_id[missing].row.where,
        )
    return tuple(codings)


def read_coding_file(path: Path, articles: dict[str, Article], standard: Standard) -> Reading[Coding | None]:
    """The coding in one file, or None where it cannot be held against its article."""
    node = yield from _load(path)
    if node is None:
        return None
    if not isinstance(node.value, dict):
        message = f"{kind_of(node.value)} where a mapping should stand"
        yield Finding("fields_are_known", message, where=node.where)
        return None
    stated = node.value.get("article_id")
    if stated is None or stated.value != path.stem:
        message = f"article_id is {stated.value if stated else None!r}, the file's name says {path.stem!r}"
        where = stated.where if stated else node.where
        yield Finding("seed_files_are_there", message, where=where, advice="Make the two the same.")
        return None
    article = articles.get(path.stem)
    if article is None:
        advice = nearest(path.stem, articles) or "Add the article's text and its entry in seeds/articles.yaml."
        yield Finding(
            "seed_files_are_there", "a coding of an article that is not there", where=node.where, advice=advice
        )
        return None
    return (yield from passed_on(read_coding(node, article.text, standard)))


def read_registry(folder: Path, table: str, standard: Standard) -> Reading[tuple[Row, ...]]:
    """The rows of `<table>.yaml`."""
    node = yield from _load(folder / f"{table}.yaml")
    return (yield from table_rows(node, table, standard)) if node else ()


def table_rows(node: Node, table: str, standard: Standard) -> Reading[tuple[Row, ...]]:
    """The rows of a list of mappings."""
    if not isinstance(node.value, list):
        message = f"{kind_of(node.value)} where a list of rows should stand"
        yield Finding("fields_are_known", message, table, where=node.where)
        return ()
    rows = []
    for item in items(node):
        rows.append((yield from passed_on(read_fields(item, standard.tables[table].coded(), (), table))))
    return tuple(rows)


def _relations(path: Path, standard: Standard) -> Reading[dict[str, tuple[Row, ...]]]:
    node = yield from _load(path)
    if node is None:
        return dict.fromkeys(RELATIONS, ())
    if not isinstance(node.value, dict):
        message = f"{kind_of(node.value)} where a mapping of lists should stand"
        advice = "Known keys: " + ", ".join(RELATIONS)
        yield Finding("fields_are_known", message, where=node.where, advice=advice)
        return dict.fromkeys(RELATIONS, ())
    content = node.value
    for key in content.keys() - set(RELATIONS):
        advice = nearest(key, RELATIONS) or "Known keys: " + ", ".join(RELATIONS)
        yield Finding("fields_are_known", f"unknown key {key!r}", where=content[key].where, advice=advice)
    relations: dict[str, tuple[Row, ...]] = dict.fromkeys(RELATIONS, ())
    for table in relations:
        if table in content:
            relations[table] = yield from table_rows(content[table], table, standard)
    return relations


def _package(path: Path) -> Reading[dict[str, Any]]:
    node = yield from _load(path)
    if node is None:
        return {}
    content = _plain(node)
    if not isinstance(content, dict):
        yield Finding("fields_are_known", "a mapping should stand here", where=node.where)
        return {}
    for key in ("name", "title", "description", "version", "created"):
        if not isinstance(content.get(key), str):
            message = f"{key} is missing or no text"
            where = node.value[key].where if isinstance(node.value, dict) and key in node.value else node.where
            advice = "Put it between quotation marks." if key in content else None
            yield Finding("required_values_are_there", message, column=key, where=where, advice=advice)
    for key, kind in (("licenses", dict), ("contributors", dict), ("keywords", str)):
        listed = content.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(item, kind) for item in listed):
            message = f"{key} is no list of {'mappings' if kind is dict else 'texts'}"
            where = node.value[key].where if isinstance(node.value, dict) else node.where
            yield Finding("types_are_right", message, column=key, where=where)
    yield from _setting(node, content)
    return content


def _setting(node: Node, content: Mapping[str, Any]) -> Reading[None]:
    """What `package.yaml` says of how tables are stored."""
    stated = content.get(PARTS_SETTING, 1)
    if isinstance(stated, int) and not isinstance(stated, bool) and stated > 0:
        return
    advice = "Say how many articles a part of a table holds, about: 250, say. Without the line a table is one file."
    where = node.value[PARTS_SETTING].where if isinstance(node.value, dict) else node.where
    message = f"{PARTS_SETTING} is no whole number above 0"
    yield Finding("types_are_right", message, None, None, PARTS_SETTING, str(stated), advice=advice, where=where)


def _plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {key: _plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(child) for child in node.value]
    return node.value


def _agreement(path: Path) -> Reading[dict[str, Any]]:
    """The figures of agreement that a dataset with two codings publishes in its descriptor."""
    if not path.is_file():
        return {}
    try:
        return {AGREEMENT_KEY: json.loads(path.read_text("utf-8"))["summary"]}
    except (OSError, ValueError, KeyError, TypeError):
        advice = "Write it anew: python scripts/agreement.py"
        where = Where(_name(path), 1)
        yield Finding("seed_files_are_there", "the file holds no agreement", where=where, advice=advice)
        return {}
