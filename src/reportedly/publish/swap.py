"""Replace a published package as one step.

A package is several things in one folder: `dataset/` (or the tables' files), `datapackage.json`, and what is made of
that, `croissant.json`. No file system renames several things at once. So the new package is written whole into a
staging folder, made durable, and that folder is renamed to READY: from that moment on the new package is the published
one, and every command that opens the package first finishes the move (`recover`). Dying before the rename leaves the
old package as it was; dying after it loses nothing.
A lock on the folder keeps two processes from moving at once; the system lets it go when a process dies.
A plain reader of the files sees, for the time of four renames, a mixture.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from reportedly.errors import ReportedlyError
from reportedly.publish.durable import make_durable, make_tree_durable

if sys.platform != "win32":
    import fcntl

DESCRIPTOR = "datapackage.json"
PARTS = ("dataset", DESCRIPTOR, "croissant.json")
OPTIONAL = PARTS[2:]  # they follow the descriptor: while that is not moved, one that READY lacks is not in the package
READY = ".reportedly-ready"
_STAGING = ".reportedly-staging-"
_OLD = ".reportedly-old"
Written = TypeVar("Written")


def publish(root: Path, write: Callable[[Path], Written]) -> Written:
    """Let `write` fill a staging folder with the files of a package, then put them in place in `root`.

    Returns:
        What `write` returned.

    Raises:
        ReportedlyError: the folder cannot be written. The message says whether the old or the new package counts.
    """
    with _alone(root) as is_alone:
        _finish(root)
        if is_alone:
            for stale in root.glob(f"{_STAGING}*"):  # of publishers that died: a living one would hold the lock
                shutil.rmtree(stale, ignore_errors=True)
        written = _stage(root, write)
        _move_in(root)
    return written


def recover(root: Path) -> None:
    """Finish a swap that was interrupted, or wait for one that is under way.

    Does nothing where there is none, or where the folder is read-only.

    Raises:
        ReportedlyError: the swap cannot be finished.
    """
    if _is_ready(root):
        with _alone(root):
            _finish(root)


def _stage(root: Path, write: Callable[[Path], Written]) -> Written:
    """Write the new package aside and declare it READY."""
    try:
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=root))
    except OSError as error:
        raise _cannot_write(root, error) from error
    try:
        written = write(staging)
        make_tree_durable(staging)
        staging.rename(root / READY)
        return written
    except OSError as error:
        raise _cannot_write(root, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _finish(root: Path) -> None:
    if _is_ready(root) and os.access(root, os.W_OK):
        _move_in(root)


def _is_ready(root: Path) -> bool:
    """Whether a whole package waits in READY. A link of that name is none of ours: files elsewhere stay there."""
    ready = root / READY
    return os.path.isdir(ready) and not os.path.islink(ready)  # noqa: PTH112, PTH114 - Path's raise without rights


def _move_in(root: Path) -> None:
    ready, old = root / READY, root / _OLD
    try:
        make_durable(root)
        if (ready / DESCRIPTOR).exists():
            for name in OPTIONAL:
                if not (ready / name).exists():
                    _remove(root / name)
        for name in _in_order(ready):
            new, target = ready / name, root / name
            if new.is_dir() or target.is_dir():
                _remove(old)
                if os.path.lexists(target):
                    target.rename(old)
            new.replace(target)
        make_durable(root)
    except OSError as error:
        raise _cannot_move(root, error) from error
    _remove(old)
    _remove(ready)


def _in_order(ready: Path) -> list[str]:
    """What is to be moved, the descriptor after the tables: their folder, or their files where they have none."""
    loose = sorted(path.name for path in ready.glob("*.parquet"))
    return [*loose, *(name for name in PARTS if (ready / name).exists())]


def _remove(path: Path) -> None:
    """Remove whatever is there, as far as that is allowed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


@contextmanager
def _alone(root: Path) -> Iterator[bool]:
    """Hold the folder against other publishers. Gives False where the system or the file system has no such lock."""
    if sys.platform == "win32":
        yield False
        return
    try:
        descriptor = os.open(root, os.O_RDONLY)
    except OSError:  # no such folder: what comes next says so
        yield False
        return
    try:
        is_alone = True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:
            is_alone = False
        yield is_alone
    finally:
        os.close(descriptor)


def _cannot_write(root: Path, error: OSError) -> ReportedlyError:
    return ReportedlyError(
        f"{root}: the package cannot be written ({error.strerror or error}); what was published is as it was"
    )


def _cannot_move(root: Path, error: OSError) -> ReportedlyError:
    return ReportedlyError(
        f"{root}: the new package is whole in {READY}, but cannot be put in place ({error.strerror or error}); "
        "mend that, and the next reportedly command puts it there"
    )
