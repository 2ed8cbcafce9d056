"""Article texts withheld from a package, and given back to a check by someone who holds them.

The text is one column. Its hash, its length, every quote and every offset stay, so that whoever has the text can
verify all of it, and whoever has not is told what was taken on trust.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from reportedly.check.stored import StoredTable
from reportedly.errors import Finding, ReportedlyError
from reportedly.read.texts import read_text
from reportedly.standard import Standard

TABLE, KEY, TEXT, HASH = "articles", "article_id", "text", "text_sha256"
TEXT_RULE = "text_matches_its_hash"
_SAFE_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.ASCII)
_NAMED = 5


def withhold_texts(articles: pa.Table) -> pa.Table:
    """The table of articles without their texts; nothing else changes."""
    return _with_column(articles, [None] * articles.num_rows)


def with_texts(
    tables: Mapping[str, pa.Table | StoredTable], folder: Path
) -> tuple[dict[str, pa.Table | StoredTable], list[Finding]]:
    """The tables with the withheld texts that `folder` holds, and a finding for every text that is another one.

    Articles are in memory afterwards. The text of an article is `<article_id>.txt`. One that is not what was coded is
    left out, so that it makes one finding and not one for every quote. An article without a file stays withheld
    (see `unverified`).

    Raises:
        ReportedlyError: there is no such folder, or it has no text of any of the articles.
    """
    if not folder.is_dir():
        raise ReportedlyError(f"{folder}: no such folder; name one that holds the texts, <{KEY}>.txt each")
    articles = tables.get(TABLE)
    if articles is None or not all(_is_text_column(articles, column) for column in (KEY, TEXT, HASH)):
        return dict(tables), []  # the check says what is wrong with the table
    if isinstance(articles, StoredTable):
        articles = articles.read()
    findings: list[Finding] = []
    texts: list[str | None] = []
    is_there = False
    for row in articles.select([KEY, TEXT, HASH]).to_pylist():
        path = _file(folder, row[KEY])
        given = None
        if path is not None:
            is_there = True
            given, found = _read_given(path, row[HASH])
            findings += found
        texts.append(row[TEXT] if row[TEXT] is not None else given)
    if articles.num_rows and not is_there:
        example = next(iter(articles.column(KEY).to_pylist()))
        raise ReportedlyError(f"{folder}: no text of these articles here; each is a file such as {example}.txt")
    return {**tables, TABLE: _with_column(articles, texts)}, findings


def unverified(tables: Mapping[str, pa.Table | StoredTable], standard: Standard) -> list[str]:
    """What a check of these tables could not verify for want of texts, in words; empty where every text is there."""
    articles = tables.get(TABLE)
    if articles is None or not all(_is_text_column(articles, column) for column in (KEY, TEXT)):
        return []
    withheld = [str(one) for part in _parts(articles) for one in part.filter(pc.is_null(part[TEXT]))[KEY].to_pylist()]
    if not withheld:
        return []
    rules = rules_that_read_texts(standard)
    total = articles.num_rows
    which = f"all {total:,} articles" if len(withheld) == total else f"{len(withheld):,} of {total:,} articles"
    return [
        f"the texts of {which} are withheld: {_some(withheld)}",
        f"{len(rules)} rules that read a text could not be held against them: {', '.join(rules)}",
        f"who holds the texts verifies them with `reportedly check --texts DIR`, a file <{KEY}>.txt for each",
    ]


def rules_that_read_texts(standard: Standard) -> list[str]:
    """The rules that excuse an article whose text is withheld: every rule that reads texts must, and says so in SQL."""
    return [name for name, sql in standard.rules.items() if re.search(rf"\b{TEXT} IS NOT NULL\b", sql)]


def _parts(articles: pa.Table | StoredTable) -> Iterable[pa.Table | pa.RecordBatch]:
    return articles.batches([KEY, TEXT]) if isinstance(articles, StoredTable) else [articles.select([KEY, TEXT])]


def _is_text_column(table: pa.Table | StoredTable, column: str) -> bool:
    if table.schema.names.count(column) != 1:
        return False
    type_ = table.schema.field(column).type
    type_ = type_.value_type if pa.types.is_dictionary(type_) else type_
    return bool(pa.types.is_string(type_) or pa.types.is_large_string(type_))


def _with_column(articles: pa.Table, texts: list[str | None]) -> pa.Table:
    index = articles.schema.get_field_index(TEXT)
    field = articles.schema.field(index)
    return articles.set_column(index, field, pa.array(texts, field.type))


def _file(folder: Path, article_id: str | None) -> Path | None:
    """The file of an article's text. An id may come from a stranger: it names a file in the folder or nothing."""
    if not article_id or not _SAFE_ID.fullmatch(article_id):
        return None
    path = folder / f"{article_id}.txt"
    try:
        return path if path.is_file() else None
    except OSError:
        return None


def _read_given(path: Path, stated: str | None) -> tuple[str | None, list[Finding]]:
    text, findings = read_text(path, str(path))
    if text is None:
        return None, [replace(finding, rule=TEXT_RULE) for finding in findings]
    found = hashlib.sha256(text.encode()).hexdigest()
    if found == stated:
        return text, []
    message = "the text given is not the one that was coded"
    advice = f"{_likely_cause(text, stated)} Nothing of this article was held against {path.name}."
    return None, [Finding(TEXT_RULE, message, TABLE, path.stem, HASH, found, stated, advice)]


def _likely_cause(text: str, stated: str | None) -> str:
    """Advice for the slip that is seen most: an editor that adds or takes a line end."""
    for other, advice in (
        (text.removesuffix("\n"), "Without the line end at its end it is the text."),
        (text + "\n", "With a line end at its end it is the text."),
    ):
        if hashlib.sha256(other.encode()).hexdigest() == stated:
            return advice
    return "Find the text as it was coded, letter by letter."


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED:,} more" if len(names) > _NAMED else shown
