"""Zip archives that are the same bytes whenever the same files go in.

Files stand in order of their paths, with one time stamp, one set of permissions, no extra fields, and stored as they
are: deflate gives other bytes with other builds of zlib, and Parquet is compressed already.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from reportedly.check.sums import SUMS

_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows
_UNIX, _FILE = 3, 0o100644


def pack(files: Mapping[str, bytes]) -> bytes:
    """An archive of files by path, with a list of their hashes that `sha256sum -c` reads."""
    contents = {**files, SUMS: sums(files)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(contents):
            entry = zipfile.ZipInfo(path, _TIME)
            entry.create_system = _UNIX
            entry.external_attr = _FILE << 16
            archive.writestr(entry, contents[path])
    return buffer.getvalue()


def sums(files: Mapping[str, bytes]) -> bytes:
    """The hashes of files, one a line, as `sha256sum` writes them."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()
