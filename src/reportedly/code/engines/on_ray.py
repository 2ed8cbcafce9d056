"""Code articles on Ray: actors that load the model once, fed by Ray Data."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from reportedly.code.engines.batches import Asked, BatchCoder
from reportedly.code.engines.cluster import BATCH, Send
from reportedly.errors import ReportedlyError

INSTALL = "pip install 'reportedly[coder,ray]'"
# Ray Data's own tasks need logical CPUs beside the actors': on a machine where actors hold all of them, nothing moves.
_SPARE = 2


def on_ray(workers: int) -> Send:
    """What codes on the cluster that RAY_ADDRESS names, or on one started here, with so many actors.

    Raises:
        ReportedlyError: Ray is not installed.
    """
    try:
        import ray  # noqa: PLC0415  an extra, and heavy
        import ray.data  # noqa: PLC0415
    except ImportError as error:
        raise ReportedlyError(f"--engine ray needs Ray, which is not installed: {INSTALL}") from error

    def send(articles: pa.Table, asked: Asked) -> Iterator[pa.Table]:
        try:
            _connect(ray, workers)
            yield from _results(ray, articles, asked, workers)
        except ray.exceptions.RayError as error:
            raise _failed(error) from error
        except (ConnectionError, RuntimeError) as error:
            raise _failed(error) from error

    return send


def _connect(ray: Any, workers: int) -> None:
    if ray.is_initialized():
        return
    if os.environ.get("RAY_ADDRESS"):
        ray.init(log_to_driver=False)
    else:
        ray.init(num_cpus=workers + _SPARE, include_dashboard=False, log_to_driver=False, logging_level="error")
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False


def _results(ray: Any, articles: pa.Table, asked: Asked, workers: int) -> Iterator[pa.Table]:
    blocks = [articles.slice(start, BATCH) for start in range(0, articles.num_rows, BATCH)]
    coded = ray.data.from_arrow(blocks).map_batches(
        BatchCoder,
        fn_constructor_args=(asked,),
        batch_format="pyarrow",
        batch_size=BATCH,
        compute=ray.data.ActorPoolStrategy(size=min(workers, len(blocks))),
        num_cpus=1,
    )
    yield from coded.iter_batches(batch_format="pyarrow", batch_size=None)


def _failed(error: Exception) -> ReportedlyError:
    reason = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
    return ReportedlyError(f"Ray failed ({reason}); what is coded is kept: mend the cluster, and run the command again")
