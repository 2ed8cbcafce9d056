"""Open a package that may come from a stranger: a folder as it is, an archive unpacked where it can do no harm."""

from __future__ import annotations

import re
import stat
import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from reportedly.errors import ReportedlyError
from reportedly.standard import limits as standard_limits
from reportedly.standard.limits import raise_it

DESCRIPTOR = "datapackage.json"
_CHUNK = 1 << 20
_BROKEN = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    ValueError,
    OverflowError,
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Limits:
    """How much an archive may hold. `ratio` (unpacked to packed) is asked of what unpacks to more than `small`."""

    files: int = standard_limits.Limits.archive_files
    size: int = standard_limits.Limits.archive_bytes
    ratio: int = 100
    small: int = 32 << 20


def set_limits() -> Limits:
    """The limits as the environment sets them."""
    stated = standard_limits.limits()
    return Limits(files=stated.archive_files, size=stated.archive_bytes)


def is_archive(path: Path) -> bool:
    """Whether a path names an archive and not a package's folder."""
    return path.suffix.lower() == ".zip" and not path.is_dir()


@contextmanager
def opened(path: Path, limits: Limits | None = None) -> Iterator[Path]:
    """The folder of a package: itself, or where the archive was unpacked, for as long as the context lasts.

    Raises:
        ReportedlyError: the archive cannot be read, or holds what no release holds: paths outside, links, two files
            of one name, encryption, or more than `limits` allow. Nothing of it is left behind.
    """
    if not is_archive(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="reportedly-") as folder:
        try:
            unpack(path, Path(folder), limits or set_limits())
        except _BROKEN as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise _refused(path, f"it cannot be read ({reason})") from error
        yield _package_folder(Path(folder))


def unpack(path: Path, folder: Path, limits: Limits) -> None:
    """Unpack an archive into an empty folder, after every entry was looked at."""
    size = path.stat().st_size
    if size > limits.size:
        raise _refused(path, f"it has {size:,} bytes, more than {limits.size:,}; {raise_it('archive_bytes')}")
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        fault = _fault(entries, size, limits)
        if fault:
            raise _refused(path, fault)
        left = sum(entry.file_size for entry in entries)
        for entry in entries:
            target = folder / entry.filename
            if entry.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as source, target.open("xb") as sink:
                left -= _copy(source, sink, left, path)


def _copy(source: IO[bytes], sink: IO[bytes], most: int, path: Path) -> int:
    """Copy a file and count: what an archive says of its sizes is not proof."""
    copied = 0
    while chunk := source.read(_CHUNK):
        copied += len(chunk)
        if copied > most:
            raise _refused(path, "it unpacks to more than it says")
        sink.write(chunk)
    return copied


def _fault(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> str | None:
    """Why an archive must not be unpacked, or None."""
    if len(entries) > limits.files:
        return f"it holds {len(entries):,} files, more than {limits.files:,}; {raise_it('archive_files')}"
    seen: set[str] = set()
    for entry in entries:
        fault = _entry_fault(entry)
        name = unicodedata.normalize("NFC", entry.filename).casefold().rstrip("/")
        if fault is None and name in seen:
            fault = "stands in it twice"
        if fault:
            return f"{entry.orig_filename!r} {fault}"
        seen.add(name)
    total = sum(entry.file_size for entry in entries)
    if total > limits.size:
        return f"it unpacks to {total:,} bytes, more than {limits.size:,}; {raise_it('archive_bytes')}"
    if total > limits.small and total > limits.ratio * size:
        return f"it unpacks to {total // max(size, 1):,} times its size"
    return None


def _entry_fault(entry: zipfile.ZipInfo) -> str | None:
    name = entry.orig_filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        return "is an absolute path"
    if "\\" in name or not name.isprintable() or not name:
        return "is no path that a package has"
    if any(part in ("", ".", "..") for part in name.removesuffix("/").split("/")):
        return "leads out of the archive" if ".." in name.split("/") else "is no path that a package has"
    if kind == stat.S_IFLNK:
        return "is a symbolic link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is no plain file"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.compress_type not in _METHODS:
        return "is packed in a way that is not read here"
    return None


def _package_folder(folder: Path) -> Path:
    """Where in an unpacked archive the package lies: at its top, or in the one folder that it holds."""
    inner = [path for path in folder.iterdir() if path.is_dir()]
    if not (folder / DESCRIPTOR).is_file() and len(inner) == 1 and (inner[0] / DESCRIPTOR).is_file():
        return inner[0]
    return folder


def _refused(path: Path, reason: str) -> ReportedlyError:
    return ReportedlyError(f"{path}: not opened: {reason}; ask who gave it to you for the archive as released")
