"""The folder beside the tables in which a run keeps each article's result, and works alone."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import ReportedlyError
from reportedly.publish.package import DESCRIPTOR
from reportedly.publish.swap import recover

if sys.platform != "win32":
    import fcntl

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
        descriptor = os.open(store, os.O_RDONLY) if sys.platform != "win32" else None
    except OSError as error:
        raise ReportedlyError(f"{out}: cannot be written ({error.strerror or error})") from error
    try:
        if descriptor is not None:
            _hold(descriptor, out)
        for stale in store.glob(f"{_TABLES}*"):  # of a run that was killed
            shutil.rmtree(stale, ignore_errors=True)
        recover(out)
        yield store
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _hold(descriptor: int, out: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ReportedlyError(f"{out}: another `reportedly code` works there; wait until it is done") from error
    except OSError:
        return  # a file system without locks


@contextmanager
def workshop(store: Path) -> Iterator[Path]:
    """A folder for tables that grow."""
    with tempfile.TemporaryDirectory(prefix=_TABLES, dir=store) as folder:
        yield Path(folder)
