"""The order of the steps of `reportedly code`: find, code, merge, check by chunks, publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from reportedly.assemble import assemble
from reportedly.code.chunks import CHUNK, settle
from reportedly.code.engines.cluster import code_on_cluster
from reportedly.code.engines.on_ray import on_ray
from reportedly.code.engines.on_spark import on_spark
from reportedly.code.registries import KEYS, Merged
from reportedly.code.spill import Spill
from reportedly.code.store import opened, workshop
from reportedly.code.words import RUN_KEY, run_words
from reportedly.coder.batch import Done, Settings, code_batch
from reportedly.coder.inputs import Failure, Input, Wanted, read_inputs
from reportedly.coder.model import DEFAULT_MODEL, load_model
from reportedly.coder.openai_compatible import ChatModel
from reportedly.coder.stored import Coded, read_coded
from reportedly.errors import ReportedlyError
from reportedly.publish.package import write_package
from reportedly.read.fields import Row
from reportedly.read.seeds import RELATIONS, Seeds
from reportedly.standard import Standard, read_standard

Tell = Callable[[str], None]
LOCAL = "local"
ENGINES = (LOCAL, "ray", "spark")


@dataclass(frozen=True)
class Options:
    """How `reportedly code` runs."""

    out: Path
    model: str = DEFAULT_MODEL
    wanted: Wanted = field(default_factory=Wanted)
    processes: int = 1
    force: bool = False
    proposer: ChatModel | None = None
    engine: str = LOCAL


@dataclass(frozen=True)
class Report:
    """What a run did. `dropped`: claims by the reason why they were refused; `mended`: stored results found damaged."""

    articles: int
    claims: int
    skipped: int
    dropped: dict[str, int]
    failures: tuple[Failure, ...]
    mended: int = 0


def code_articles(
    paths: Sequence[Path], options: Options, tell: Tell, watch: Callable[[], object] = lambda: None
) -> Report:
    """Code articles into a checked package in `options.out`. An input that cannot be coded stops none of the others.

    What was published before in `out` stays when no input could be coded.

    Args:
        paths: text files, folders of `*.txt`, Parquet files with the columns article_id and text.
        options: where to, with what model, what is known of the articles.
        tell: is told each step.
        watch: is called after each input.

    Raises:
        ReportedlyError: the model cannot be loaded, `out` holds something else or cannot be written.
    """
    code = _coder_of(options)
    with opened(options.out) as store:
        tell("loading the model")
        info = load_model(options.model).info
        tell("coding")
        settings = Settings(options.model, info, store, max(1, options.processes), options.force, options.proposer)
        done: list[Done] = []
        failures: list[Failure] = []
        for one in code(read_inputs(paths, options.wanted), settings):
            watch()
            if isinstance(one, Failure):
                failures.append(one)
            else:
                done.append(one)
        tell("checking")
        done.sort(key=lambda one: one.article_id)
        return _publish(done, failures, options, run_words(info, options.wanted, options.proposer, paths), store)


def _coder_of(options: Options) -> Callable[[Iterable[Input | Failure], Settings], Iterator[Done | Failure]]:
    """What codes the inputs, by the name of the engine."""
    if options.engine == LOCAL:
        return code_batch
    if options.proposer is not None:
        raise ReportedlyError("--llm goes with the local engine: its key does not leave this machine")
    workers = max(1, options.processes)
    match options.engine:
        case "ray":
            send = on_ray(workers)
        case "spark":
            send = on_spark(workers)
        case _:
            raise ReportedlyError(f"no engine {options.engine!r}; engines: {', '.join(ENGINES)}")
    return partial(code_on_cluster, send=send)


def _sorted(failures: Sequence[Failure]) -> tuple[Failure, ...]:
    return tuple(sorted(failures, key=lambda one: (one.name, one.reason)))


def _publish(
    done: Sequence[Done], failures: list[Failure], options: Options, words: dict[str, Any], store: Path
) -> Report:
    """Check what is stored, chunk by chunk, and put it in place of the package that was there."""
    standard = read_standard()
    merged = Merged()
    dropped: Counter[str] = Counter()
    for coded in _stored(done):
        merged.add(coded)
        dropped.update(coded.dropped)
    claims = articles = 0
    used: dict[str, set[str]] = {table: set() for table in KEYS}
    with workshop(store) as folder, Spill(folder, standard) as spill:
        for chunk in _chunks(_stored(done)):
            settled = settle(chunk, merged, standard)
            failures += settled.failures
            dropped.update(settled.dropped)
            claims += settled.tables["claims"].num_rows
            articles += len(settled.articles)
            for table, rows in merged.rows_of(settled.articles).items():
                used[table] |= {str(row.values[KEYS[table]]) for row in rows}
            spill.add({name: rows for name, rows in settled.tables.items() if name not in KEYS})
        if not articles:
            return Report(0, 0, 0, {}, _sorted(failures))
        spill.add(_registries(merged.rows(used), standard))
        counts = {"articles": articles, "claims": claims, "failed": len(failures)}
        words[RUN_KEY]["counts"] = {**counts, "dropped": dict(sorted(dropped.items()))}
        write_package(options.out, words, spill.tables(), standard, data_folder="")
    skipped = sum(one.is_old for one in done)
    mended = sum(one.is_mended for one in done)
    return Report(articles, claims, skipped, dict(sorted(dropped.items())), _sorted(failures), mended)


def _stored(done: Sequence[Done]) -> Iterator[Coded]:
    for one in done:
        coded = read_coded(one.path)
        if coded is None:
            raise ReportedlyError(f"{one.path}: was there and is no more; run the command again")
        yield coded


def _chunks(articles: Iterator[Coded]) -> Iterator[tuple[Coded, ...]]:
    while chunk := tuple(islice(articles, CHUNK)):
        yield chunk


def _registries(rows: dict[str, tuple[Row, ...]], standard: Standard) -> dict[str, pa.Table]:
    """The tables of the registries' rows."""
    tables = assemble(Seeds({}, (), (), rows, dict.fromkeys(RELATIONS, ())), standard).tables
    return {table: tables[table] for table in KEYS}
