"""What is to be coded: text files, folders of them, and Parquet files with a column of texts.

Listing comes before reading: two articles with one id are known before either is coded, and texts are read one after
another while others are coded, so that memory does not grow with their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.coder.language import unreadable
from reportedly.coder.sources import slug
from reportedly.errors import ReportedlyError
from reportedly.read.texts import read_text, text_slip
from reportedly.standard.dates import read_edtf

MAX_CHARS = 100_000
ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.ASCII)
_COLUMNS = ("article_id", "text")
_OPTIONAL = ("published", "publisher")
_ROWS = 64  # of a Parquet file, read at once


@dataclass(frozen=True)
class Input:
    """An article to code. `name`: how messages call it. `published`: EDTF."""

    article_id: str
    name: str
    text: str
    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True)
class Failure:
    """An input that cannot be coded, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Wanted:
    """What the caller states of the articles. `max_chars`: a longer text is refused."""

    published: str | None = None
    publisher: str | None = None
    max_chars: int = MAX_CHARS


def read_inputs(paths: Sequence[Path], wanted: Wanted) -> Iterator[Input | Failure]:
    """Each article of the paths, or why it cannot be one.

    Raises:
        ReportedlyError: what is `wanted` does not fit the paths.
    """
    texts, tables, failures = _listed(paths)
    if (wanted.published or wanted.publisher) and (len(texts) != 1 or tables):
        raise ReportedlyError("--published and --publisher go with one text file; for many, use a Parquet file")
    if wanted.published and read_edtf(wanted.published) is None:
        raise ReportedlyError(f"--published {wanted.published}: not an EDTF date such as 2031-05-07 or 2031-05")
    yield from failures
    taken: dict[str, list[str]] = {}
    for path in texts:
        taken.setdefault(article_id_of(path.stem), []).append(str(path))
    readable = []
    for path in tables:
        try:
            for row, identifier in enumerate(_ids(path)):
                taken.setdefault(str(identifier), []).append(f"{path} row {row}")
        except _UnreadableError as error:
            yield Failure(str(path), str(error))
        else:
            readable.append(path)
    repeated = {identifier: names for identifier, names in taken.items() if len(names) > 1}
    refused: set[str] = set()
    for identifier, names in sorted(repeated.items()):
        shown = ", ".join(names[:4]) + (", …" if len(names) > 4 else "")
        refused.update(names)
        for name in names:
            yield Failure(name, f"{len(names)} inputs have the article id {identifier!r} ({shown}); rename all but one")
    for path in texts:
        if str(path) not in refused:
            yield _text_file(path, wanted)
    for path in readable:
        yield from (one for one in _rows(path, wanted) if one.name not in refused)


def count_inputs(paths: Sequence[Path]) -> int:
    """How many articles the paths hold, as far as that is known without reading them."""
    texts, tables, failures = _listed(paths)
    total = len(texts) + len(failures)
    for path in tables:
        try:
            total += int(_open(path).metadata.num_rows)
        except _UnreadableError:
            total += 1
    return total


def article_id_of(stem: str) -> str:
    """The article's id for a text file: its stem where that can be an id, else an id made of it.

    >>> article_id_of("dev01"), article_id_of("Attack on Kabul (2)")
    ('dev01', 'attack-on-kabul-2')
    """
    return stem if ID_PATTERN.fullmatch(stem) else slug(stem)


def _listed(paths: Sequence[Path]) -> tuple[list[Path], list[Path], list[Failure]]:
    texts: dict[Path, Path] = {}
    tables: dict[Path, Path] = {}
    failures: list[Failure] = []
    for path in paths:
        if path.is_dir():
            found = sorted(path.glob("*.txt"))
            if not found:
                failures.append(Failure(str(path), "the folder holds no *.txt; name a folder of texts, or the files"))
            for one in found:
                if not one.resolve().is_relative_to(path.resolve()):
                    failures.append(Failure(str(one), "the link leads out of the folder; name the file itself"))
                else:
                    texts.setdefault(one.resolve(), one)
        elif not path.exists():
            failures.append(Failure(str(path), "no such file or folder"))
        else:
            kind = tables if path.suffix.lower() in (".parquet", ".pq") else texts
            kind.setdefault(path.resolve(), path)
    return list(texts.values()), list(tables.values()), failures


def _text_file(path: Path, wanted: Wanted) -> Input | Failure:
    identifier = article_id_of(path.stem)
    if not identifier:
        return Failure(str(path), "the file's name holds no letter or digit; rename it, the name becomes the id")
    text, findings = read_text(path, str(path))
    if text is None:
        finding = findings[0]
        line = finding.where.line if finding.where else 1
        return Failure(str(path), f"{finding.message} (line {line}); {finding.advice}")
    return checked(Input(identifier, str(path), text, wanted.published, wanted.publisher), wanted)


def checked(one: Input, wanted: Wanted) -> Input | Failure:
    """The article, or why the coder does not take its text."""
    if len(one.text) > wanted.max_chars:
        size = f"the text has {len(one.text):,} characters, more than {wanted.max_chars:,}"
        return Failure(one.name, f"{size}; one input is one article (--max-chars sets another limit)")
    reason = unreadable(one.text)
    return Failure(one.name, reason) if reason else one


# Parquet ------------------------------------------------------------------------------------------------------------


class _UnreadableError(Exception):
    """A Parquet file that cannot serve. The message says why."""


def _open(path: Path) -> Any:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise _UnreadableError(f"not a readable Parquet file ({str(error).splitlines()[0]})") from error
    missing = [name for name in _COLUMNS if name not in file.schema_arrow.names]
    if missing:
        have = ", ".join(file.schema_arrow.names)
        raise _UnreadableError(
            f"no column {' and no column '.join(missing)} (it has {have}); "
            f"columns: {', '.join(_COLUMNS)}, and {' and '.join(_OPTIONAL)} where they are known"
        )
    return file


def _batches(path: Path, columns: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    import pyarrow as pa  # noqa: PLC0415

    file = _open(path)
    present = [name for name in columns if name in file.schema_arrow.names]
    try:
        for batch in file.iter_batches(_ROWS, columns=present):
            yield batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise _UnreadableError(f"not a readable Parquet file ({str(error).splitlines()[0]})") from error


def _ids(path: Path) -> Iterator[object]:
    for rows in _batches(path, ("article_id",)):
        for row in rows:
            yield row["article_id"]


def _rows(path: Path, wanted: Wanted) -> Iterator[Input | Failure]:
    number = 0
    for rows in _batches(path, (*_COLUMNS, *_OPTIONAL)):
        for row in rows:
            yield _row(f"{path} row {number}", row, wanted)
            number += 1


def _row(name: str, row: dict[str, Any], wanted: Wanted) -> Input | Failure:
    identifier, text = row["article_id"], row["text"]
    if not isinstance(identifier, str) or not ID_PATTERN.fullmatch(identifier):
        return Failure(name, f"article_id {identifier!r} is no id: lower-case letters, digits, '.', '_' and '-'")
    if not isinstance(text, str):
        return Failure(name, "the column text holds no text here")
    slip = text_slip(text)
    if slip:
        return Failure(name, f"{slip.message} (line {slip.line} of the text); {slip.advice}")
    published, publisher = (_stated(row.get(column)) for column in _OPTIONAL)
    if published and read_edtf(published) is None:
        return Failure(name, f"published {published!r} is no EDTF date such as 2031-05-07 or 2031-05")
    return checked(Input(identifier, name, text, published, publisher), wanted)


def _stated(value: object) -> str | None:
    """A cell as text. A day of a date column reads as EDTF; an empty text states nothing."""
    return (str(value).strip() or None) if value is not None else None
