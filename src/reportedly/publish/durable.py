"""Files that outlive a power cut: forced to the disk before the rename that makes them count, and the rename too."""

from __future__ import annotations

import os
from pathlib import Path


def make_durable(path: Path) -> None:
    """Force a file, or the names in a folder, to the disk, where the system can.

    Raises:
        OSError: it cannot be opened, or the disk refuses what was written.
    """
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_tree_durable(folder: Path) -> None:
    """Force a folder with all that is below it to the disk, each folder after what it holds.

    Raises:
        OSError: as `make_durable`.
    """
    for path in sorted(folder.rglob("*"), reverse=True):
        make_durable(path)
    make_durable(folder)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file in place of what is there, in a folder made where it is missing: the whole file or none.

    No two processes may write one path at once: hold a lock (`publish.lock`).

    Raises:
        OSError: it cannot be written. What was there stays, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    make_durable(path.parent)
