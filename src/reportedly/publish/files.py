"""Change several files of a dataset as one step: all of them or none, also when the process dies.

The new files are written whole into a folder aside. One rename of that folder decides: before it nothing has happened,
after it the files are moved, and whoever comes next finishes the moving (`finish`).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reportedly.errors import ReportedlyError
from reportedly.publish.durable import make_durable, make_tree_durable

READY = ".reportedly-added"
_STAGING = ".reportedly-adding-"


def put(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by their paths in `root`, in place of what is there.

    Raises:
        ReportedlyError: they cannot be written. The message says what then counts.
    """
    staging: Path | None = None
    try:
        for stale in root.glob(f"{_STAGING}*"):
            shutil.rmtree(stale, ignore_errors=True)
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=root))
        for name, content in files.items():
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        make_tree_durable(staging)
        staging.rename(root / READY)
    except OSError as error:
        if staging:
            shutil.rmtree(staging, ignore_errors=True)
        raise ReportedlyError(f"{root}: cannot be written ({error.strerror or error}); nothing was changed") from error
    finish(root)


def finish(root: Path) -> None:
    """Move what a `put` decided on, and did not move yet.

    Raises:
        ReportedlyError: that is not possible now.
    """
    ready = root / READY
    if not ready.is_dir() or ready.is_symlink():  # a link of that name is none of ours: files elsewhere stay there
        return
    folders: set[Path] = set()
    try:
        make_durable(root)
        for path in sorted(path for path in ready.rglob("*") if path.is_file()):
            target = root / path.relative_to(ready)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
            folders.add(target.parent)
        for folder in sorted(folders):  # before READY goes, which would finish the moving after a power cut
            make_durable(folder)
    except OSError as error:
        raise ReportedlyError(
            f"{root}: the new files are whole in {READY}, but cannot be put in place ({error.strerror or error}); "
            "mend that, and run the command again: it finishes this first"
        ) from error
    shutil.rmtree(ready, ignore_errors=True)
