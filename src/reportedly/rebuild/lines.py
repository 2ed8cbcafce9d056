"""The lines that the content hash is made of, kept part by part.

The hash of a table is one over all its rows, so that one changed row means hashing them all. Making the lines takes
twenty times as long as hashing them: those of parts that stay are kept, compressed, under the hash of the part's file.
A file that is damaged is as good as none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from reportedly.publish.content import json_lines

LINES = "lines"
_CODEC = "lz4"
_DIGEST, _SIZE = 32, 8  # bytes at the file's start: SHA-256 of the lines, and their length


class KeptLines:
    """The lines of parts, in a folder."""

    def __init__(self, store: Path) -> None:
        self._folder = store / LINES

    def of(self, sha256: str, read: Callable[[], pa.Table]) -> bytes | pa.Buffer:
        """The lines of a part: kept ones, or those made of its rows.

        Args:
            sha256: the hash of the part's file.
            read: gives its rows.
        """
        return self._load(sha256) or self.keep(sha256, read())

    def keep(self, sha256: str, rows: pa.Table) -> bytes:
        """Make the lines of a part and keep them, where that is possible."""
        lines = b"".join(json_lines(rows))
        head = hashlib.sha256(lines).digest() + len(lines).to_bytes(_SIZE)
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            (self._folder / sha256).write_bytes(head + pa.compress(lines, codec=_CODEC, asbytes=True))
        return lines

    def drop_others(self, kept: Iterable[str]) -> None:
        """Remove the lines of parts that are none any more."""
        wanted = set(kept)
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in wanted:
                    path.unlink(missing_ok=True)

    def _load(self, sha256: str) -> pa.Buffer | None:
        with suppress(OSError, pa.ArrowException, MemoryError):
            content = (self._folder / sha256).read_bytes()
            digest, size = content[:_DIGEST], int.from_bytes(content[_DIGEST : _DIGEST + _SIZE])
            if size > len(content) * 256:  # more than LZ4 can fold: not our file
                return None
            lines = pa.decompress(pa.py_buffer(content)[_DIGEST + _SIZE :], size, codec=_CODEC)
            if hashlib.sha256(lines).digest() == digest:
                return lines
        return None
