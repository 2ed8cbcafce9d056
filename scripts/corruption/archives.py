"""Corruptions of a release: the archive that a package is packed into, with the list of its files' hashes."""

from __future__ import annotations

import random
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

from corruption.data import REFUSED, Corruption, Kind, Published, by
from reportedly.check.sums import RULE as SUMS_RULE
from reportedly.check.sums import SUMS, sums_beside
from reportedly.publish.parquet import file_hash

Packed = dict[str, bytes]


def path_out_of_the_archive(rng: random.Random, _data: Published) -> Corruption:
    name = rng.choice(
        ("../evil.txt", "dataset/../../evil.txt", "/etc/evil", "C:\\evil.txt", "..\\evil.txt", "\\\\server\\evil")
    )

    def pack(folder: Path, archive: Path) -> None:
        _write(archive, _packed(folder))
        with zipfile.ZipFile(archive, "a") as made:
            made.writestr(name, b"evil")

    return Corruption(f"the archive has {name!r}", by((None, REFUSED)), pack=pack)


def link_in_the_archive(rng: random.Random, _data: Published) -> Corruption:
    target = rng.choice(("/etc", "../..", "/etc/passwd"))

    def pack(folder: Path, archive: Path) -> None:
        _write(archive, _packed(folder))
        entry = zipfile.ZipInfo("dataset/link")
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        with zipfile.ZipFile(archive, "a") as made:
            made.writestr(entry, target)

    return Corruption(f"the archive has a link to {target}", by((None, REFUSED)), pack=pack)


def bomb_in_the_archive(rng: random.Random, _data: Published) -> Corruption:
    size = rng.randint(40, 60) << 20

    def pack(folder: Path, archive: Path) -> None:
        _write(archive, _packed(folder))
        with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as made:
            made.writestr("dataset/zeros", bytes(size))

    return Corruption(f"the archive has {size:,} zeros", by((None, REFUSED)), pack=pack)


def archive_cut_short(rng: random.Random, _data: Published) -> Corruption:
    share = rng.uniform(0.01, 0.99)

    def pack(folder: Path, archive: Path) -> None:
        _write(archive, _packed(folder))
        content = archive.read_bytes()
        archive.write_bytes(content[: int(len(content) * share)])

    return Corruption(f"the archive cut to {share:.0%}", by((None, REFUSED)), pack=pack)


def file_added(rng: random.Random, _data: Published) -> Corruption:
    name = rng.choice(("README.txt", "dataset/extra.parquet", "setup.exe"))
    return _repacked(f"the archive has {name} too", lambda files: files.update({name: b"extra"}))


def file_taken_out(rng: random.Random, data: Published) -> Corruption:
    name = rng.choice(sorted(data.files))
    return _repacked(f"the archive without {name}", lambda files: files.pop(name))


def list_edited(rng: random.Random, _data: Published) -> Corruption:
    def edit(files: Packed) -> None:
        lines = files[SUMS].splitlines()
        place = rng.randrange(len(lines))
        lines[place] = bytes([lines[place][0] ^ 1 or 1]) + lines[place][1:]
        files[SUMS] = b"\n".join(lines) + b"\n"

    return _repacked(f"a digit of {SUMS} changed", edit)


def archive_replaced(rng: random.Random, _data: Published) -> Corruption:
    """Another archive under the hash of the one released."""

    def pack(folder: Path, archive: Path) -> None:
        _write(archive, _packed(folder))
        sums_beside(archive).write_text(f"{rng.getrandbits(256):064x}  {archive.name}\n", encoding="ascii")

    return Corruption("the hash beside the archive is another's", by((None, SUMS_RULE)), pack=pack)


def _repacked(what: str, edit: Callable[[Packed], object]) -> Corruption:
    """A release whose files were edited after its list of hashes was made."""

    def pack(folder: Path, archive: Path) -> None:
        files = _packed(folder)
        edit(files)
        _write(archive, files)

    return Corruption(what, by((None, SUMS_RULE)), pack=pack)


def _packed(folder: Path) -> Packed:
    """The files of a folder by name, with the list of their hashes."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [path.relative_to(folder).as_posix() for path in paths]
    sums = "".join(f"{file_hash(path)}  {name}\n" for path, name in zip(paths, names, strict=True))
    return {name: path.read_bytes() for path, name in zip(paths, names, strict=True)} | {SUMS: sums.encode()}


def _write(archive: Path, files: Packed) -> None:
    with zipfile.ZipFile(archive, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)


KINDS = (
    Kind("path out of the archive (zip slip)", path_out_of_the_archive),
    Kind("link in the archive", link_in_the_archive),
    Kind("bomb in the archive", bomb_in_the_archive),
    Kind("archive cut short", archive_cut_short),
    Kind("file added to the archive", file_added),
    Kind("file taken out of the archive", file_taken_out),
    Kind("list of hashes edited", list_edited),
    Kind("hash beside the archive of another one", archive_replaced),
)
