"""The folder beside the tables in which a run keeps each article's result, and works alone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import ReportedlyError
from reportedly.publish.lock import held
from reportedly.publish.swap import DESCRIPTOR, recover

STORE = ".reportedly-cache"
_TABLES = "tables-"


@contextmanager
def opened(out: Path) -> Iterator[Path]:
    """The folder of results in `out`, made where it is missing and held against other runs.

    Raises:
        ReportedlyError: `out` holds a dataset of another kind, another run works there, or it cannot be written.
    """
    if out.is_file():
        raise ReportedlyError(f"{out}: a file; --out names a folder")
    if (out / "seeds").exists() or ((out / DESCRIPTOR).exists() and not (out / STORE).is_dir()):
        raise ReportedlyError(
            f"{out}: holds a dataset that `reportedly code` did not make; name another --out, "
            "or add articles to it with `reportedly add`"
        )
    store = out / STORE
    try:
        store.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportedlyError(f"{out}: cannot be written ({error.strerror or error})") from error
    with held(store, "code"):
        for stale in store.glob(f"{_TABLES}*"):  # of a run that was killed
            shutil.rmtree(stale, ignore_errors=True)
        recover(out)
        yield store


@contextmanager
def workshop(store: Path) -> Iterator[Path]:
    """A folder for tables that grow.

    Raises:
        ReportedlyError: they cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=_TABLES, dir=store, ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        reason = f"the tables cannot be put together here ({error.strerror or error})"
        advice = "what was published is as it was, what is coded is kept: make room, and run the command again"
        raise ReportedlyError(f"{store}: {reason}; {advice}") from error
