"""Code many articles: skip what an earlier run did, share the rest among processes, store each as it comes.

An article's coding hangs on its own words, what is stated of it, the code, the standard and the model, and on nothing
else of the run. The hash of these is its key; what is stored under it need not be done again.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

from reportedly import __version__
from reportedly.coder.code import code_article
from reportedly.coder.draft import Article
from reportedly.coder.inputs import Failure, Input
from reportedly.coder.model import Forgetful, Model, ModelInfo, folder_hash, load_model
from reportedly.coder.proposals import Proposer, code_proposals
from reportedly.coder.stored import Coded, read_coded, write_coded
from reportedly.coder.to_coding import to_coding
from reportedly.coder.verify import verify
from reportedly.errors import ReportedlyError
from reportedly.standard import read_standard
from reportedly.standard.folder import bundle_folder

_WAITING = 4  # articles for each process that are read but not yet coded


@dataclass(frozen=True)
class Done:
    """An article that is coded, where its result is stored, and whether an earlier run did it.

    `is_mended`: an earlier run's result was there and damaged, so that the article was coded anew.
    """

    article_id: str
    path: Path
    is_old: bool
    is_mended: bool = False


@dataclass(frozen=True)
class Settings:
    """How a batch is coded. `model`: the name given to `load_model`; `store`: the folder of results.

    `proposer`: what proposes the claims in place of the rules; none by default.
    """

    model: str
    info: ModelInfo
    store: Path
    processes: int = 1
    force: bool = False
    proposer: Proposer | None = None


@cache
def code_hash() -> str:
    """SHA-256 of the coder's modules and of the standard: what decides how a text is coded, besides the model."""
    own = folder_hash(Path(__file__).parent)
    return hashlib.sha256(f"{own}\n{folder_hash(bundle_folder() / 'schemas')}".encode()).hexdigest()


def coder_label(info: ModelInfo, proposer: Proposer | None = None) -> str:
    """What stands in the column `coder`: `reportedly 0.1.0/` and the model, or who proposes and what it was asked."""
    return f"reportedly {__version__}/{proposer.label if proposer else info.name}"


def key_of(article: Input, info: ModelInfo, proposer: Proposer | None = None) -> str:
    """The key of an article's result."""
    parts = [article.article_id, article.text, article.published, article.publisher]
    by = [info.name, info.version, info.sha256, proposer.label if proposer else None]
    content = json.dumps([*parts, __version__, code_hash(), *by])
    return hashlib.sha256(content.encode()).hexdigest()


def code_one(
    article: Input, model: Model, known: Mapping[str, str] | None = None, proposer: Proposer | None = None
) -> Coded:
    """An article's verified coding. `known`: ids of a dataset's actors by the forms that name them."""
    standard = read_standard()
    given = Article(article.article_id, article.text, article.published)
    draft = code_proposals(given, model.nlp, proposer) if proposer else code_article(given, model.nlp, standard.lexicon)
    coding, registries = to_coding(draft, article.text, coder_label(model.info, proposer), dict(known or {}))
    held = verify(coding, registries, article.text, standard)
    dropped = dict(held.dropped)
    for reason in draft.dropped:
        dropped[reason] = dropped.get(reason, 0) + 1
    return Coded(article, held.coding, held.registries, dropped)


def code_batch(inputs: Iterable[Input | Failure], settings: Settings) -> Iterator[Done | Failure]:
    """Code the inputs, each as soon as it can be. The order of what comes out says nothing.

    Raises:
        ReportedlyError: results cannot be stored, or a process was killed. What is stored by then is kept.
    """
    with ExitStack() as stack:
        start = _starter(settings, stack)
        waiting: dict[Future[str | None], tuple[Input, Done]] = {}
        for one in inputs:
            if isinstance(one, Failure):
                yield one
                continue
            place = plan(one, settings)
            if place.is_old:
                yield place
                continue
            waiting[start(one, place.path)] = (one, place)
            if len(waiting) >= _WAITING * settings.processes:
                yield from _finished(waiting)
        while waiting:
            yield from _finished(waiting)


def plan(article: Input, settings: Settings) -> Done:
    """Where an article's result belongs, and whether an earlier run's is there and can stand."""
    key = key_of(article, settings.info, settings.proposer)
    path = settings.store / key[:2] / f"{key}.json"
    if settings.force:
        return Done(article.article_id, path, False)
    stored = read_coded(path)
    is_whole = stored is not None and stored.article.text == article.text
    return Done(article.article_id, path, is_whole, not is_whole and path.exists())


def _starter(settings: Settings, stack: ExitStack) -> Callable[[Input, Path], Future[str | None]]:
    """How an article is begun: in this process, or in one of the pool. The model is loaded when it is first needed."""
    if settings.processes > 1:
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(settings.processes, spawn, initializer=_die_with_parent)
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        return lambda article, path: pool.submit(_work, settings.model, settings.proposer, article, path)
    return partial(_at_once, settings.model, settings.proposer)


def _die_with_parent() -> None:
    """End this process when the one that started it is killed: the pool's own workers would wait for it for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _at_once(model: str, proposer: Proposer | None, article: Input, path: Path) -> Future[str | None]:
    done: Future[str | None] = Future()
    try:
        done.set_result(_work(model, proposer, article, path))
    except OSError as error:  # it is raised where a pool's would be
        done.set_exception(error)
    return done


@cache
def _model(name: str) -> Forgetful:
    return Forgetful(load_model(name))


def _work(model: str, proposer: Proposer | None, article: Input, path: Path) -> str | None:
    """Code and store one article; gives why that failed."""
    coded = code_or_refuse(article, lambda: _model(model).for_next(), proposer)
    if isinstance(coded, str):
        return coded
    write_coded(coded, path)
    return None


def code_or_refuse(article: Input, model: Callable[[], Model], proposer: Proposer | None = None) -> Coded | str:
    """An article's coding, or why there is none. A fault of one article must not stop the others."""
    try:
        return code_one(article, model(), proposer=proposer)
    except ReportedlyError as error:
        return str(error)
    except Exception as error:  # whatever a layer or the model may raise
        return f"the coder failed on this text ({type(error).__name__}: {error}); please report it with the text"


def _finished(waiting: dict[Future[str | None], tuple[Input, Done]]) -> Iterator[Done | Failure]:
    """The articles that are done by now; waits for one."""
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        article, coded = waiting.pop(future)
        try:
            reason = future.result()
        except BrokenProcessPool as error:
            advice = "what is coded is kept: run the command again, with fewer --processes if memory is short"
            raise ReportedlyError(f"a process of the coder was killed; {advice}") from error
        except OSError as error:
            reason = f"results cannot be stored ({error.strerror or error})"
            advice = "what is coded is kept: make room, and run the command again"
            raise ReportedlyError(f"{coded.path.parent}: {reason}; {advice}") from error
        yield Failure(article.name, reason) if reason else coded
