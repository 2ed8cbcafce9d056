"""A publisher may die, fail or meet another one at any moment: what our commands open is the old package or the new."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from reportedly.errors import ReportedlyError
from reportedly.publish import swap
from reportedly.publish.swap import PARTS, READY, publish, recover
from reportedly.query.package import find_package, open_package

TABLES = ("articles", "claims", "events")
WAIT = 120  # seconds, for a subprocess


def package(edition: str) -> Callable[[Path], None]:
    """What writes a package, every file of which says its edition."""

    def write(folder: Path) -> None:
        (folder / "dataset").mkdir()
        for table in TABLES:
            (folder / "dataset" / f"{table}.parquet").write_text(edition, encoding="utf-8")
        resources = [{"name": table, "path": f"dataset/{table}.parquet"} for table in TABLES]
        content = {"name": edition, "reportedly:standard": "0.1.0", "resources": resources}
        (folder / "datapackage.json").write_text(json.dumps(content), encoding="utf-8")
        (folder / "croissant.json").write_text(edition, encoding="utf-8")

    return write


def edition(root: Path) -> str:
    """The edition of the package that our commands open; fails where it is a mixture."""
    opened, findings = open_package(root)
    assert not findings
    paths = [path for files in opened.files.values() for path in files]
    editions = {path.read_text("utf-8") for path in paths} | {opened.descriptor["name"]}
    editions.add((root / "croissant.json").read_text("utf-8"))
    assert set(opened.files) == set(TABLES)
    assert len(editions) == 1, f"a mixture of {editions}"
    return editions.pop()


def content(root: Path) -> dict[str, str]:
    """Every file below a folder, with what is in it."""
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*")) if path.is_file()
    }


def leftovers(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name not in PARTS)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the old package, beside a file that is none of ours."""
    folder = tmp_path / "dataset folder"
    folder.mkdir()
    publish(folder, package("old"))
    return folder


class PowerCutError(BaseException):
    """Not an Exception, so that nothing catches it."""


class Machine:
    """Counts what is done to the disk, and stops for good before one step: nothing is cleaned up after a power cut."""

    CALLS = ("rename", "replace", "mkdir", "rmdir", "unlink", "fsync")

    def __init__(self, monkeypatch: pytest.MonkeyPatch, last: int | None = None) -> None:
        self.steps = 0
        self.last = last
        for name in self.CALLS:
            monkeypatch.setattr(os, name, self.guard(getattr(os, name)))

    def guard(self, call: Callable[..., object]) -> Callable[..., object]:
        def guarded(*args: object, **options: object) -> object:
            if self.steps == self.last:
                raise PowerCutError
            self.steps += 1
            return call(*args, **options)

        return guarded


def is_cut_short(monkeypatch: pytest.MonkeyPatch, last: int, act: Callable[[], None]) -> bool:
    """Do something until the power is cut before the step `last`; False where it is done before."""
    with monkeypatch.context() as patches:
        Machine(patches, last)
        try:
            act()
        except PowerCutError:
            return True
        return False


def test_publishing_replaces_the_package_and_leaves_nothing_else(root: Path) -> None:
    assert edition(root) == "old"
    publish(root, package("new"))
    assert edition(root) == "new"
    assert leftovers(root) == []


def test_a_table_that_the_new_package_lacks_is_gone(root: Path) -> None:
    (root / "dataset" / "extra.parquet").write_text("old", encoding="utf-8")
    publish(root, package("new"))
    assert sorted(path.name for path in (root / "dataset").iterdir()) == [f"{table}.parquet" for table in TABLES]


def without_croissant(folder: Path) -> None:
    package("new")(folder)
    (folder / "croissant.json").unlink()


def test_what_was_made_of_the_old_descriptor_goes_with_it_where_the_new_package_has_none(root: Path) -> None:
    publish(root, without_croissant)
    assert not (root / "croissant.json").exists()
    assert open_package(root)[0].descriptor["name"] == "new"


def test_a_power_cut_never_leaves_what_was_made_of_the_old_descriptor_beside_the_new_one(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set()
    for last in range(100):
        folder = Path(shutil.copytree(root, tmp_path / f"{last:03d}"))
        is_cut = is_cut_short(monkeypatch, last, partial(publish, folder, without_croissant))
        name = open_package(folder)[0].descriptor["name"]
        assert (folder / "croissant.json").exists() == (name == "old")
        seen.add(name)
        if not is_cut:
            break
    assert seen == {"old", "new"}


def test_a_power_cut_at_any_step_leaves_the_old_or_the_new_package(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patches:
        machine = Machine(patches)
        publish(root, package("old"))
    assert machine.steps > 15
    seen = []
    for last in range(machine.steps):
        folder = tmp_path / f"{last:03d}"
        shutil.copytree(root, folder)
        assert is_cut_short(monkeypatch, last, partial(publish, folder, package("new")))
        seen.append(edition(folder))
        assert [name for name in leftovers(folder) if not name.startswith(".reportedly-staging-")] == []
        publish(folder, package("newest"))
        assert edition(folder) == "newest"
        assert leftovers(folder) == []
    assert set(seen) == {"old", "new"}
    assert seen == sorted(seen, reverse=True), "once the new package was opened, the old one came back"


def test_a_power_cut_during_the_first_publish_leaves_none_or_the_new_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    for last in range(100):
        folder = tmp_path / f"{last:03d}"
        folder.mkdir()
        if not is_cut_short(monkeypatch, last, partial(publish, folder, package("new"))):
            break
        try:
            seen.append(edition(folder))
        except ReportedlyError as error:
            seen.append("none" if "no datapackage.json here" in str(error) else str(error))
        publish(folder, package("newest"))
        assert edition(folder) == "newest"
    assert set(seen) == {"none", "new"}
    assert seen == sorted(seen, reverse=True)


def test_a_power_cut_while_recovering_loses_nothing(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patches:
        machine = Machine(patches)
        publish(root, package("old"))
    interrupted = 0
    for last in range(machine.steps):
        folder = tmp_path / f"{last:03d}"
        shutil.copytree(root, folder)
        assert is_cut_short(monkeypatch, last, partial(publish, folder, package("new")))
        if not (folder / READY).is_dir():
            continue
        for step in range(50):
            if not is_cut_short(monkeypatch, step, partial(recover, folder)):
                break
            interrupted += 1
        assert edition(folder) == "new"
    assert interrupted > 10


MOMENTS = {
    "half the files are written": "old",
    "before the staging folder is renamed": "old",
    "after the staging folder is renamed": "new",
    "before the old tables are moved aside": "new",
    "after the old tables are moved aside": "new",
    "before the new tables are moved in": "new",
    "after the new tables are moved in": "new",
    "before the new descriptor is moved in": "new",
    "after the new descriptor is moved in": "new",
    "before what is made of the descriptor is moved in": "new",
    "after what is made of the descriptor is moved in": "new",
}
DYING_PUBLISHER = """
    import os, sys
    from pathlib import Path
    from reportedly.publish import swap

    root, moment = Path(sys.argv[1]), sys.argv[2]
    names = {
        ".reportedly-ready": "the staging folder is renamed",
        ".reportedly-old": "the old tables are moved aside",
        "dataset": "the new tables are moved in",
        "datapackage.json": "the new descriptor is moved in",
        "croissant.json": "what is made of the descriptor is moved in",
    }

    def die(at):
        if at == moment:
            os._exit(9)

    def dying(call):
        def move(source, target):
            die("before " + names[Path(target).name])
            call(source, target)
            die("after " + names[Path(target).name])
        return move

    os.rename, os.replace = dying(os.rename), dying(os.replace)

    def write(folder):
        (folder / "dataset").mkdir()
        for name in ("articles", "claims", "events"):
            (folder / "dataset" / f"{name}.parquet").write_text("new")
            if name == "claims":
                die("half the files are written")
        descriptor = (root / "datapackage.json").read_text().replace('"old"', '"new"')
        (folder / "datapackage.json").write_text(descriptor)
        (folder / "croissant.json").write_text("new")

    swap.publish(root, write)
"""


def run(script: str, *args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, timeout=WAIT, check=False, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_process_leaves_the_old_or_the_new_package(root: Path, moment: str) -> None:
    killed = run(DYING_PUBLISHER, root, moment)
    assert (killed.returncode, killed.stderr) == (9, "")
    assert edition(root) == MOMENTS[moment]
    publish(root, package("newest"))
    assert edition(root) == "newest"
    assert leftovers(root) == []


def test_the_package_around_a_folder_is_found_after_a_crash(root: Path) -> None:
    run(DYING_PUBLISHER, root, "after the old tables are moved aside")
    below = root / "notes" / "2024"
    below.mkdir(parents=True)
    assert find_package(below) == root.resolve()
    assert edition(root) == "new"


PUBLISHER = """
    import json, sys
    from pathlib import Path
    from reportedly.publish import swap

    root, edition, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    descriptor = json.loads((root / "datapackage.json").read_text()) | {"name": edition}

    def write(folder):
        (folder / "dataset").mkdir()
        for name in ("articles", "claims", "events"):
            (folder / "dataset" / f"{name}.parquet").write_text(edition)
        (folder / "datapackage.json").write_text(json.dumps(descriptor))
        (folder / "croissant.json").write_text(edition)

    for _ in range(times):
        swap.publish(root, write)
"""
READER = """
    import sys
    from pathlib import Path
    from reportedly.publish.swap import recover

    for _ in range(int(sys.argv[2])):
        recover(Path(sys.argv[1]))
"""


def test_publishers_and_readers_at_once_end_with_a_whole_package(root: Path) -> None:
    jobs = [(PUBLISHER, "first", "40"), (PUBLISHER, "second", "40"), (READER, "4000"), (READER, "4000")]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), str(root), *args], stderr=subprocess.PIPE, text=True
        )
        for script, *args in jobs
    ]
    for process in running:
        _, complaint = process.communicate(timeout=WAIT)
        assert (process.returncode, complaint) == (0, "")
    assert edition(root) in ("first", "second")
    assert leftovers(root) == []


def test_a_leftover_staging_folder_does_no_harm_and_goes_with_the_next_publish(root: Path) -> None:
    stale = root / ".reportedly-staging-x1y2z3"
    package("half")(stale.mkdir() or stale)
    (stale / "datapackage.json").unlink()
    assert edition(root) == "old"
    assert stale.is_dir()
    publish(root, package("new"))
    assert edition(root) == "new"
    assert leftovers(root) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no folder locks on Windows")
def test_where_folders_cannot_be_locked_publishing_works_and_staging_folders_of_others_stay(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(swap.fcntl, "flock", refuse)
    (root / ".reportedly-staging-living").mkdir()
    publish(root, package("new"))
    assert edition(root) == "new"
    assert leftovers(root) == [".reportedly-staging-living"]


def test_a_full_disk_leaves_the_old_package(root: Path) -> None:
    def write(folder: Path) -> None:
        (folder / "dataset").mkdir()
        (folder / "dataset" / "articles.parquet").write_text("new", encoding="utf-8")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(ReportedlyError) as caught:
        publish(root, write)
    assert str(caught.value) == (
        f"{root}: the package cannot be written (No space left on device); what was published is as it was"
    )
    assert edition(root) == "old"
    assert leftovers(root) == []


FULL_DISK = """
    import resource, sys
    from pathlib import Path
    import pyarrow as pa
    from reportedly.errors import ReportedlyError
    from reportedly.publish.parquet import write_parquet
    from reportedly.publish.swap import publish

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    def write(folder):
        (folder / "dataset").mkdir()
        write_parquet(pa.table({"n": list(range(100_000))}), folder / "dataset" / "claims.parquet")

    try:
        publish(Path(sys.argv[1]), write)
    except ReportedlyError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits on Windows")
def test_a_parquet_file_that_cannot_be_written_leaves_the_old_package(root: Path) -> None:
    done = run(FULL_DISK, root)
    assert done.stderr == ""
    assert "the package cannot be written (" in done.stdout
    assert edition(root) == "old"
    assert leftovers(root) == []


@pytest.mark.parametrize("fault", [ReportedlyError("does not read back equal"), KeyboardInterrupt(), ValueError("bug")])
def test_a_writer_that_gives_up_leaves_the_old_package(root: Path, fault: BaseException) -> None:
    def write(folder: Path) -> None:
        package("new")(folder)
        raise fault

    before = content(root)
    with pytest.raises(type(fault)):
        publish(root, write)
    assert content(root) == before
    assert leftovers(root) == []


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "package"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(ReportedlyError, match="package: the package cannot be written"):
        publish(target, package("new"))
    assert content(tmp_path) == {"package": "mine"}


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportedlyError, match="the package cannot be written"):
        publish(tmp_path / "none", package("new"))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def as_somebody() -> Iterator[None]:
    """For as long as a test runs, not the superuser, whom no permissions stop."""
    if sys.platform == "win32" or not hasattr(os, "setresuid"):
        pytest.skip("needs setresuid")
    if os.getuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, with the old package. (pytest's own are closed to others.)"""
    folder = Path(tempfile.mkdtemp(prefix="reportedly-test-"))
    try:
        folder.chmod(0o755)
        publish(folder, package("old"))
        yield folder
    finally:
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                path.chmod(0o755)
        shutil.rmtree(folder)


def close(folder: Path) -> None:
    if os.getuid() == folder.stat().st_uid:
        folder.chmod(0o555)


@pytest.mark.usefixtures("as_somebody")
def test_a_read_only_folder_is_refused_and_stays_as_it_was(open_folder: Path) -> None:
    before = content(open_folder)
    close(open_folder)
    with pytest.raises(ReportedlyError, match=r"cannot be written \(Permission denied\); what was published is as it"):
        publish(open_folder, package("new"))
    assert content(open_folder) == before
    assert edition(open_folder) == "old"


@pytest.mark.usefixtures("as_somebody")
def test_a_swap_in_a_read_only_folder_waits_for_somebody_who_may_write(open_folder: Path) -> None:
    before = content(open_folder)
    close(open_folder)
    recover(open_folder)
    assert edition(open_folder) == "old"
    assert content(open_folder) == before


def test_a_swap_that_cannot_be_finished_says_so_and_is_finished_later(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patches:
        patches.setattr(os, "replace", refuse)
        with pytest.raises(ReportedlyError) as caught:
            publish(root, package("new"))
        assert str(caught.value) == (
            f"{root}: the new package is whole in .reportedly-ready, but cannot be put in place (Input/output error); "
            "mend that, and the next reportedly command puts it there"
        )
        with pytest.raises(ReportedlyError, match="cannot be put in place"):
            open_package(root)
    assert edition(root) == "new"


def test_looking_for_a_package_passes_a_folder_whose_swap_cannot_be_finished(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    (tmp_path / READY).mkdir()
    (tmp_path / READY / "datapackage.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(os, "replace", refuse)
    below = tmp_path / "work"
    below.mkdir()
    assert find_package(below) != tmp_path
    assert find_package(root) == root.resolve()


def test_recovering_touches_nothing_but_the_parts_of_a_package(root: Path) -> None:
    (root / "seeds.yaml").write_text("mine", encoding="utf-8")
    ready = root / READY
    ready.mkdir()
    package("new")(ready)
    (ready / "seeds.yaml").write_text("theirs", encoding="utf-8")
    recover(root)
    assert edition(root) == "new"
    assert (root / "seeds.yaml").read_text("utf-8") == "mine"


def test_a_file_that_stands_where_the_tables_belong_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "dataset").write_text("?", encoding="utf-8")
    (tmp_path / "datapackage.json").mkdir()
    publish(tmp_path, package("new"))
    assert edition(tmp_path) == "new"
    assert leftovers(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights on Windows")
def test_a_link_to_a_folder_elsewhere_is_replaced_and_the_folder_stays(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "package"
    elsewhere.mkdir()
    folder.mkdir()
    (elsewhere / "mine.txt").write_text("mine", encoding="utf-8")
    for again in ("new", "newest"):
        (folder / "dataset").is_symlink() or shutil.rmtree(folder / "dataset", ignore_errors=True)
        (folder / "dataset").symlink_to(elsewhere)
        publish(folder, package(again))
        assert edition(folder) == again
    assert content(elsewhere) == {"mine.txt": "mine"}
    assert leftovers(folder) == []


def test_the_published_folder_can_be_read_by_others(root: Path) -> None:
    publish(root, package("new"))
    fresh = root / "fresh"
    fresh.mkdir()
    assert (root / "dataset").stat().st_mode == fresh.stat().st_mode
