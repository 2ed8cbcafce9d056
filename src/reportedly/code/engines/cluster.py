"""Code articles on a cluster: send out what no earlier run did, store what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import pyarrow as pa

from reportedly.code.engines.batches import Asked, as_table
from reportedly.coder.batch import Done, Settings, code_hash, plan
from reportedly.coder.inputs import Failure, Input
from reportedly.coder.stored import write_stored
from reportedly.errors import ReportedlyError

SENT = 10_000  # articles that are with the cluster at once, and so in this process's memory
BATCH = 16  # articles that a worker takes at once

# Rows of ARTICLES to rows of RESULTS, a table at a time and in any order.
Send = Callable[[pa.Table, Asked], Iterable[pa.Table]]


def code_on_cluster(inputs: Iterable[Input | Failure], settings: Settings, send: Send) -> Iterator[Done | Failure]:
    """Code the inputs on a cluster. The order of what comes out says nothing.

    Raises:
        ReportedlyError: results cannot be stored, or the cluster failed. What is stored by then is kept.
    """
    asked = Asked(settings.model, settings.info, code_hash())
    source = iter(inputs)
    while some := list(islice(source, SENT)):
        sent: dict[str, tuple[Input, Done]] = {}
        for one in some:
            if isinstance(one, Failure):
                yield one
                continue
            place = plan(one, settings)
            if place.is_old:
                yield place
            else:
                sent[one.article_id] = (one, place)
        if sent:
            yield from _received(send(as_table(article for article, _ in sent.values()), asked), sent)


def _received(results: Iterable[pa.Table], sent: dict[str, tuple[Input, Done]]) -> Iterator[Done | Failure]:
    """Store the results as they come; each article must come back once."""
    for table in results:
        for row in table.to_pylist():
            article, place = sent.pop(row["article_id"])
            if row["content"] is None:
                yield Failure(article.name, row["reason"])
                continue
            try:
                write_stored(row["content"], place.path)
            except OSError as error:
                reason = f"results cannot be stored ({error.strerror or error})"
                raise ReportedlyError(f"{place.path.parent}: {reason}; make room, and run the command again") from error
            yield place
    if sent:
        raise ReportedlyError(
            f"the cluster gave no result for {len(sent):,} articles; what came is kept: run the command again"
        )
