"""Replace a published package as one step.

A package is two things in one folder, `dataset/` and `datapackage.json`, and no file system renames two things at once.
So the new package is written whole into a staging folder, made durable, and that folder is renamed to READY: from that
moment on the new package is the published one, and every command that opens the package first finishes the move
(`recover`). Dying before the rename leaves the old package as it was; dying after it loses nothing.
A plain reader of the files sees, for the time of three renames, a mixture.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from reportedly.errors import ReportedlyError

READY = ".reportedly-ready"
_STAGING = ".reportedly-staging-"
_OLD = ".reportedly-old"


def publish(root: Path, names: tuple[str, ...], write: Callable[[Path], None]) -> None:
    """Let `write` fill a staging folder with `names`, then put them in place in `root`.

    Raises:
        ReportedlyError: the folder cannot be written. What was published stays.
    """
    recover(root)
    try:
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=root))
    except OSError as error:
        raise _cannot_write(root, error) from error
    try:
        write(staging)
        for path in sorted(staging.rglob("*")):
            _make_durable(path)
        _make_durable(staging)
        staging.rename(root / READY)
        _make_durable(root)
    except OSError as error:
        raise _cannot_write(root, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    _move_in(root, names)


def recover(root: Path) -> None:
    """Finish a swap that was interrupted. Does nothing where there is none, or where the folder is read-only."""
    ready = root / READY
    if ready.is_dir() and os.access(root, os.W_OK):
        _move_in(root, tuple(sorted(path.name for path in ready.iterdir())))


def _move_in(root: Path, names: tuple[str, ...]) -> None:
    ready, old = root / READY, root / _OLD
    for name in names:
        if (ready / name).exists():
            target = root / name
            if target.is_dir():
                shutil.rmtree(old, ignore_errors=True)
                target.rename(old)
            (ready / name).replace(target)
    _make_durable(root)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(ready, ignore_errors=True)


def _make_durable(path: Path) -> None:
    """Force a file or folder to the disk, where the system can."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot_write(root: Path, error: OSError) -> ReportedlyError:
    return ReportedlyError(
        f"{root}: the package cannot be written ({error.strerror or error}); what was published is as it was"
    )
