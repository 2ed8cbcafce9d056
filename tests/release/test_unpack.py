"""Archives from strangers: nothing leaves the folder, nothing fills the disk, and the refusal is one message."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.errors import ReportedlyError
from reportedly.query.unpack import Limits, opened
from reportedly.release.differences import diff_packages
from reportedly.release.make import Release


def archive(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    """An archive with these entries, in order."""
    with zipfile.ZipFile(path, "w", method) as made:
        made.writestr("datapackage.json", '{"resources": []}')
        for name, data in entries:
            made.writestr(name, data, method)
    return path


def special(name: str, kind: int) -> zipfile.ZipInfo:
    """An entry that is no plain file."""
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    return entry


def refusal(path: Path, limits: Limits | None = None) -> str:
    """What is said of an archive that is refused: one line that names it, and nothing is left behind."""
    before = sorted(path.parent.rglob("*"))
    with pytest.raises(ReportedlyError) as raised, opened(path, limits or Limits()):
        pytest.fail("opened")
    assert sorted(path.parent.rglob("*")) == before
    message = str(raised.value)
    assert "\n" not in message
    start = f"{path}: not opened: "
    assert message.startswith(start)
    return message.removeprefix(start).split(";")[0]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../evil.txt", "leads out of the archive"),
        ("dataset/../../evil.txt", "leads out of the archive"),
        ("/etc/evil", "is an absolute path"),
        ("\\\\server\\evil", "is an absolute path"),
        ("C:\\evil.txt", "is an absolute path"),
        ("c:evil.txt", "is an absolute path"),
        ("..\\evil.txt", "is no path that a package has"),
        ("dataset//evil.txt", "is no path that a package has"),
        ("./evil.txt", "is no path that a package has"),
        ("evil\x1b[31m.txt", "is no path that a package has"),
        ("DATAPACKAGE.json", "stands in it twice"),
        ("datapackage.json/", "stands in it twice"),
    ],
)
def test_a_path_that_no_release_has_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    assert refusal(archive(tmp_path / "x.zip", (name, b"evil"))) == f"{name!r} {reason}"


def test_a_name_that_hides_behind_a_null_character_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("good.txt#.exe", b"evil"))
    path.write_bytes(path.read_bytes().replace(b"good.txt#.exe", b"good.txt\0.exe"))
    assert refusal(path) == r"'good.txt\x00.exe' is no path that a package has"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(stat.S_IFLNK, "is a symbolic link"), (stat.S_IFIFO, "is no plain file"), (stat.S_IFCHR, "is no plain file")],
)
def test_a_link_or_device_is_refused(tmp_path: Path, kind: int, reason: str) -> None:
    assert refusal(archive(tmp_path / "x.zip", (special("dataset", kind), b"/etc"))) == f"'dataset' {reason}"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("a.txt", b"good"), ("a.txt", b"evil"))
    assert refusal(path) == "'a.txt' stands in it twice"


def test_a_file_that_is_a_folder_too_is_refused(tmp_path: Path) -> None:
    assert refusal(archive(tmp_path / "x.zip", ("a", b""), ("a/b", b""))).startswith("it cannot be read")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("a.txt", bytes(40 << 20)), method=zipfile.ZIP_DEFLATED)
    assert refusal(path).startswith("it unpacks to ")


def test_an_archive_that_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("a.txt", bytes(2000)), method=zipfile.ZIP_DEFLATED)
    assert refusal(path, Limits(size=1000)) == "it unpacks to 2,017 bytes, more than 1,000"


def test_an_archive_that_is_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    assert refusal(archive(tmp_path / "x.zip", ("a.txt", bytes(2000))), Limits(size=1000)).startswith("it has 2,")


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", *[(f"{number}.txt", b"") for number in range(5)])
    assert refusal(path, Limits(files=5)) == "it holds 6 files, more than 5"


def test_an_archive_that_lies_about_a_size_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("a.txt", bytes(4 << 20)), method=zipfile.ZIP_DEFLATED)
    size = struct.pack("<L", 4 << 20)
    path.write_bytes(path.read_bytes().replace(size, struct.pack("<L", 10)))
    assert refusal(path).startswith("it cannot be read")


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("a.txt", b"a"))
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert refusal(path) == "'a.txt' is encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_way_of_packing_is_refused(tmp_path: Path, method: int) -> None:
    path = archive(tmp_path / "x.zip", ("a.txt", b"a"), method=method)
    assert refusal(path) == "'datapackage.json' is packed in a way that is not read here"


@pytest.mark.parametrize("keep", [0, 10, 200, -1, -30])
def test_half_an_archive_is_refused(tmp_path: Path, released: Release, keep: int) -> None:
    (tmp_path / "x.zip").write_bytes(released.archive.read_bytes()[:keep])
    assert refusal(tmp_path / "x.zip").startswith("it cannot be read")


def test_an_archive_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "x.zip") == "it cannot be read (No such file or directory)"


def test_an_archive_with_one_folder_around_everything_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mini-main/datapackage.json", "{}")
        made.writestr("mini-main/dataset/", "")
    with opened(path) as folder:
        assert (folder / "datapackage.json").read_text() == "{}"
    assert not folder.exists()


def test_diff_refuses_what_is_not_safe(tmp_path: Path, built: Path) -> None:
    path = archive(tmp_path / "x.zip", ("../evil.txt", b"evil"))
    with pytest.raises(ReportedlyError, match="leads out of the archive"):
        diff_packages(built, path)
    assert not (tmp_path / "evil.txt").exists()


def test_diff_refuses_a_table_outside_the_package(edited: Callable[..., Path], built: Path) -> None:
    def point_outside(content: dict[str, list[dict[str, str]]]) -> None:
        content["resources"][0]["path"] = "../../secret.parquet"

    with pytest.raises(ReportedlyError, match="a resource points outside the package"):
        diff_packages(built, edited(point_outside))
