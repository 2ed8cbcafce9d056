"""The published tables as the last build left them, part by part, and which parts hold an article's rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from reportedly.errors import Where
from reportedly.publish.cut import article_column, article_of, sort_key, units
from reportedly.publish.descriptor import Part, Stored
from reportedly.publish.parquet import file_hash
from reportedly.read.fields import Row
from reportedly.rebuild.record import Filed, Filing, Record
from reportedly.standard import Standard, Table

Range = tuple[tuple[Any, ...], tuple[Any, ...]]  # of sort keys, the second not in it
NAMES, RELATIONS = "actor_names", "claim_relations"


class Published:
    """The published tables. Each part is read when it is needed, and once."""

    def __init__(self, root: Path, last: Record, standard: Standard) -> None:
        self._root = root
        self._last = last
        self._standard = standard
        self._read: dict[str, pa.Table] = {}

    def is_as_left(self) -> bool:
        """Whether every file of the package is the one that the last build wrote, as far as the file system knows."""
        try:
            for filing in self._last.tables.values():
                for filed in filing.filed:
                    found = (self._root / filed.part.path).stat()
                    if (found.st_size, found.st_mtime_ns, found.st_ino) != (
                        filed.part.bytes,
                        filed.mtime_ns,
                        filed.inode,
                    ):
                        return False
            return all(file_hash(self._root / name) == stated for name, stated in self._last.derived.items())
        except OSError:
            return False

    def part(self, filed: Filed) -> pa.Table:
        """The rows of a part."""
        path = filed.part.path
        if path not in self._read:
            self._read[path] = pq.ParquetFile(self._root / path).read()
        return self._read[path]

    def whole(self, name: str) -> pa.Table:
        """The rows of a table."""
        return pa.concat_tables([self.part(filed) for filed in self._last.tables[name].filed])

    def parts_with(self, name: str, ranges: Iterable[Range]) -> set[int]:
        """The parts that rows within ranges of sort keys lie in, or would lie in."""
        firsts = [filed.first for filed in self._last.tables[name].filed]
        found: set[int] = set()
        for low, high in ranges:
            start = max(0, bisect_right(firsts, low) - 1)
            found |= {*range(start, max(start + 1, bisect_left(firsts, high)))}
        return found

    def article_rows(self, articles: Sequence[str]) -> dict[str, Row]:
        """What `articles.yaml` said of articles, by id."""
        contract = self._standard.tables["articles"]
        where = Where("seeds/articles.yaml", 1)  # of no use: with a finding a whole build is made
        coded = [field.name for field in contract.coded()]
        parts = self.parts_with("articles", [between(one) for one in articles])
        filed = self._last.tables["articles"].filed
        wanted = pa.array(articles, pa.string())
        found: dict[str, Row] = {}
        for place in sorted(parts):
            part = self.part(filed[place])
            for row in part.filter(pc.is_in(part["article_id"], wanted)).select(coded).to_pylist():
                found[row["article_id"]] = Row({key: value for key, value in row.items() if value is not None}, where)
        return found


class ArticleRows(Mapping[str, Row]):
    """What `articles.yaml` said of each article at the last build, read when it is asked for."""

    def __init__(self, published: Published) -> None:
        self._published = published

    def __getitem__(self, article_id: str) -> Row:
        return self._published.article_rows([article_id])[article_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._published.whole("articles").column("article_id").to_pylist())

    def __len__(self) -> int:
        return int(self._published.whole("articles").num_rows)


def between(first: str) -> Range:
    """The sort keys that begin with a value."""
    return (first,), (f"{first}\0",)


def ranges_of(
    contract: Table, articles: Iterable[str], actors: Iterable[tuple[str, str]], claims: Iterable[str]
) -> list[Range]:
    """Where the rows of articles lie in the order of a table.

    Args:
        contract: the table's.
        articles: the articles.
        actors: pairs of an actor and an article that names it.
        claims: the claims at which relations of these articles stand, some of them of other articles.
    """
    if contract.name == NAMES:
        return [((actor, article), (actor, f"{article}\0")) for actor, article in actors]
    if contract.name == RELATIONS:
        return [between(claim) for claim in claims]
    if article_column(contract) == "article_id":
        return [between(article) for article in articles]
    return [
        ((f"{article}.",), (f"{article}/",)) for article in articles
    ]  # "/" follows ".", which ends the article's id


def is_of(part: pa.Table, contract: Table, articles: frozenset[str], relations: frozenset[tuple[str, ...]]) -> pa.Array:
    """Which rows were made of some articles; those of relations by their keys, for two articles share them."""
    if contract.name == RELATIONS:
        keys = zip(*(part.column(one).to_pylist() for one in contract.primary_key), strict=True)
        return pa.array([key in relations for key in keys], pa.bool_())
    column = article_column(contract) or ""
    return pa.array([article_of(column, one) in articles for one in part.column(column).to_pylist()], pa.bool_())


def file_part(root: Path, part: Part, rows: pa.Table, contract: Table) -> Filed:
    """A part of a table with what its file says of itself.

    Raises:
        OSError: the file is not there.
    """
    found = (root / part.path).stat()
    if not rows.num_rows:
        return Filed(part, found.st_mtime_ns, found.st_ino, (), ())
    ends = pa.concat_tables([rows.slice(0, 1), rows.slice(rows.num_rows - 1)])
    first = sort_key(ends.slice(0, 1).to_pylist()[0], contract)
    return Filed(part, found.st_mtime_ns, found.st_ino, first, tuple(units(ends, contract)))


def file_table(root: Path, stored: Stored, table: pa.Table, contract: Table) -> Filing:
    """A table as a build published it.

    Raises:
        OSError: a file is not there.
    """
    if article_column(contract) is None:
        found = (root / stored.parts[0].path).stat()
        return Filing(stored, (Filed(stored.parts[0], found.st_mtime_ns, found.st_ino, (), ()),))
    filed, start = [], 0
    for part in stored.parts:
        filed.append(file_part(root, part, table.slice(start, part.rows), contract))
        start += part.rows
    return Filing(stored, tuple(filed))
