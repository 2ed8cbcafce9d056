"""Archives depend on their files and on nothing else."""

from __future__ import annotations

import hashlib
import io
import zipfile

from reportedly.release.archive import SUMS, pack

FILES = {"datapackage.json": b"{}\n", "dataset/b.parquet": b"PAR1", "CODEBOOK.md": "Kata’ib\n".encode()}


def test_the_order_in_which_files_are_given_does_not_count() -> None:
    assert pack(FILES) == pack(dict(reversed(FILES.items())))


def test_another_byte_in_a_file_is_another_archive() -> None:
    assert pack(FILES) != pack(FILES | {"CODEBOOK.md": b"Kata'ib\n"})


def test_the_bytes_are_these_on_every_machine() -> None:
    """A golden hash: should it change, releases made before can no longer be made again."""
    assert (
        hashlib.sha256(pack({"a/b.txt": b"b\n", "a.txt": b"a\n"})).hexdigest()
        == "745251a8ae3ee0d1f44ebea25a0134346adf4e388ce88d6e88b66f9701202740"
    )


def test_entries_carry_neither_clock_nor_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(FILES))) as archive:
        entries = archive.infolist()
        assert [entry.filename for entry in entries] == sorted([*FILES, SUMS])
        assert archive.comment == b""
    for entry in entries:
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert entry.external_attr == 0o100644 << 16
        assert entry.create_system == 3
        assert (entry.extra, entry.comment, entry.flag_bits) == (b"", b"", 0)
        assert entry.compress_type == zipfile.ZIP_STORED


def test_the_list_of_hashes_names_every_other_file() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(FILES))) as archive:
        listed = archive.read(SUMS).decode()
    assert listed == "".join(f"{hashlib.sha256(FILES[path]).hexdigest()}  {path}\n" for path in sorted(FILES))
