"""Articles as an Arrow batch in, their codings as an Arrow batch out: what every cluster runs.

A worker needs this package and the model, nothing else: no file of the run, and no store. It refuses to work where its
coder or its model is not the one of whoever asks, for then the results would not be those of one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyarrow as pa

from reportedly.coder.batch import code_hash, code_or_refuse
from reportedly.coder.inputs import Input
from reportedly.coder.model import Forgetful, ModelInfo, load_model
from reportedly.coder.stored import as_json
from reportedly.errors import ReportedlyError

ARTICLES = pa.schema([(name, pa.string()) for name in ("article_id", "name", "text", "published", "publisher")])
# `content`: the coding as it is stored; `reason`: why there is none. One of them is null.
RESULTS = pa.schema([(name, pa.string()) for name in ("article_id", "content", "reason")])


@dataclass(frozen=True)
class Asked:
    """The model's name as `load_model` takes it, and what coder and model the results must come from."""

    model: str
    info: ModelInfo
    code: str


class BatchCoder:
    """Codes batches with a model that is loaded once, when the worker starts."""

    def __init__(self, asked: Asked) -> None:
        self._model: Forgetful | None = None
        self._refusal = ""
        try:
            model = load_model(asked.model)
        except ReportedlyError as error:
            self._refusal = f"a worker cannot code: {error}"
            return
        self._model = Forgetful(model)
        if (model.info, code_hash()) != (asked.info, asked.code):
            self._refusal = (
                "a worker has another version of reportedly or of the model than the command; install the same there"
            )

    def __call__(self, articles: pa.Table) -> pa.Table:
        """A row of RESULTS for each row of ARTICLES, in their order."""
        rows = [self._row(Input(**row)) for row in articles.select(ARTICLES.names).to_pylist()]
        return pa.Table.from_pylist(rows, schema=RESULTS)

    def _row(self, article: Input) -> dict[str, str | None]:
        model = self._model
        if self._refusal or model is None:
            return {"article_id": article.article_id, "content": None, "reason": self._refusal}
        coded = code_or_refuse(article, model.for_next)
        if isinstance(coded, str):
            return {"article_id": article.article_id, "content": None, "reason": coded}
        return {"article_id": article.article_id, "content": as_json(coded), "reason": None}


def as_table(articles: Iterable[Input]) -> pa.Table:
    """Articles as a table of ARTICLES."""
    return pa.Table.from_pylist([vars(one) for one in articles], schema=ARTICLES)


@cache
def batch_coder(asked: Asked) -> BatchCoder:
    """The one coder of this process."""
    return BatchCoder(asked)
