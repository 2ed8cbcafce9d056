"""One command at a time in a folder, where the system has such a lock."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import ReportedlyError

if sys.platform != "win32":
    import fcntl


@contextmanager
def held(folder: Path, command: str) -> Iterator[None]:
    """Hold a folder against other runs of a command; the system lets it go when the process dies.

    Raises:
        ReportedlyError: another run holds it, or it cannot be opened.
    """
    if sys.platform == "win32":
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise ReportedlyError(f"{folder}: cannot be opened ({error.strerror or error})") from error
    try:
        _take(descriptor, folder, command)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, folder: Path, command: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ReportedlyError(
            f"{folder}: another reportedly command works there; wait until it is done, then run "
            f"`reportedly {command}` again"
        ) from error
    except OSError:
        return  # a file system without locks
