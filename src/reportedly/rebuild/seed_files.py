"""Which seeds are as they were, by what the file system says of them, as git's index does it.

A file is taken for unchanged without being read where its size, the times of its last change and of the last change of
its inode, and the inode are those that were noted. Neither time is believed where it lay less than two seconds before
the noting: some file systems count no finer, and a second change within that time would leave no trace. Such a file is
read again. No program can set the time of the inode's change, so a file with a time put back is read, too.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile

from reportedly.publish.parquet import file_hash

State = tuple[int, int, int, int]  # size, time of change and of the inode's change in nanoseconds, inode
UNKNOWN: State = (0, 0, 0, 0)
SLACK = 2_000_000_000
ARTICLES, CODINGS = "articles", "codings"


def now_on(folder: Path) -> int:
    """The time of the file system that a folder lies on, in nanoseconds: of a file that leaves nothing behind.

    Raises:
        OSError: the folder cannot be written.
    """
    with TemporaryFile(dir=folder) as probe:
        return os.fstat(probe.fileno()).st_mtime_ns


def states(folder: Path, now: int) -> dict[str, State]:
    """The state of every file in a folder by name; UNKNOWN where its times are too young to be believed at `now`.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as entries:
        return {entry.name: _state(entry.stat(), now) for entry in entries if entry.is_file()}


def _state(found: os.stat_result, now: int) -> State:
    if max(found.st_mtime_ns, found.st_ctime_ns) > now - SLACK:
        return UNKNOWN
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def is_believed(stated: State, found: State) -> bool:
    """Whether a state says that nothing changed."""
    return stated == found != UNKNOWN


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, or "" where it cannot be read."""
    try:
        return file_hash(path)
    except OSError:
        return ""


def names(found: Mapping[str, State], ending: str) -> set[str]:
    """The names with an ending, without it."""
    return {name.removesuffix(ending) for name in found if name.endswith(ending)}
