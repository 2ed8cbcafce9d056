"""Copy the template folder and fill in its few tokens.

Whatever lies in `template/` is written; adding a file to a new dataset is adding a file there. A leading `dot-` stands
for the dot that would make git act on the template itself.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from reportedly import __version__
from reportedly.errors import ReportedlyError

_DOT = "dot-"
_MAY_BE_THERE = frozenset({".git"})  # a repository that was made for the dataset is still an empty folder


def init_dataset(folder: Path, now: datetime | None = None) -> list[Path]:
    """Start a dataset in an empty or new folder: one real article with its coding, and the files for CI.

    Gives the files written, relative to the folder. Nothing is written outside it, and nothing stays when a file
    cannot be written.

    Args:
        folder: where to start; made where it does not exist.
        now: the moment that the descriptor calls `created`. Default: this one.

    Raises:
        ReportedlyError: the folder holds something already, or cannot be written.
    """
    found = _content(folder)
    if found:
        raise ReportedlyError(f"{folder}: not empty (it holds {found[0]!r}); name a new or an empty folder")
    tokens = {
        b"@name@": _slug(folder.resolve().name).encode(),
        b"@created@": f"{now or datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}".encode(),
        b"@version@": __version__.encode(),
    }
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, source in sorted(_template()):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            content = source.read_bytes()
            for token, value in tokens.items():
                content = content.replace(token, value)
            written.append(Path(path))
            target.write_bytes(content)
    except OSError as error:
        for name in {path.parts[0] for path in written}:
            _remove(folder / name)
        raise ReportedlyError(f"{folder}: cannot be written ({error.strerror or error})") from error
    return written


def _content(folder: Path) -> list[str]:
    """What a folder holds already."""
    try:
        return sorted({path.name for path in folder.iterdir()} - _MAY_BE_THERE)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ReportedlyError(f"{folder}: {error.strerror}; name a new or an empty folder") from error


def _template() -> Iterator[tuple[PurePosixPath, Traversable]]:
    """The template's files with the paths that they get in a dataset."""
    waiting = [(PurePosixPath(), files("reportedly.starter") / "template")]
    while waiting:
        path, source = waiting.pop()
        for entry in source.iterdir():
            name = "." + entry.name.removeprefix(_DOT) if entry.name.startswith(_DOT) else entry.name
            if entry.is_dir():
                waiting.append((path / name, entry))
            else:
                yield path / name, entry


def _slug(name: str) -> str:
    """A folder's name as the name of a data package: lower case, digits, `-`, `_` and `.`.

    >>> _slug("Mein Datensatz (2)")
    'mein-datensatz-2'
    """
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-._") or "dataset"


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
