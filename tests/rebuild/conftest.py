"""A dataset of some articles, built once, in parts or in one file a table; tests change copies of it."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly import build as steps
from reportedly.assemble.kept import STORE
from reportedly.rebuild import seed_files
from reportedly.rebuild.changes import scan_seeds
from reportedly.rebuild.known import cells_in, known_articles
from reportedly.rebuild.record import Filed, load_record, save_record
from reportedly.rebuild.seed_files import now_on

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
from synthetic_seeds import write_seeds

ARTICLES = 14


def silent(_: str) -> None:
    pass


@pytest.fixture(scope="session", autouse=True)
def no_slack() -> Iterator[None]:
    """Files are believed at once: these tests do not wait two seconds. `test_seed_files.py` tests the slack."""
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(seed_files, "SLACK", -1)
        yield


@pytest.fixture(scope="session", params=[pytest.param("one file a table", marks=pytest.mark.slow), "parts"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    write_seeds(folder, ARTICLES)
    if request.param == "parts":
        with (folder / "seeds" / "package.yaml").open("a", encoding="utf-8") as file:
            file.write("articles_per_part: 3\n")
    steps.build_dataset(folder, silent)
    return folder


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of the dataset that was built there, whose record tells of the copy's files."""
    folder = Path(shutil.copytree(built, tmp_path / "dataset"))
    last = load_record(folder)
    assert last
    scan = scan_seeds(folder / "seeds", now_on(folder / STORE), None)
    names = last.articles.column("article").to_pylist()
    keys, entries = (
        dict(zip(names, last.articles.column(column).to_pylist(), strict=True)) for column in ("key", "entry")
    )
    articles = known_articles(keys, entries, cells_in(last.articles), scan)
    tables = {
        name: replace(filing, filed=tuple(as_copied(folder, one) for one in filing.filed))
        for name, filing in last.tables.items()
    }
    save_record(folder, replace(last, articles=articles, others=scan.others, tables=tables))
    return folder


def as_copied(root: Path, filed: Filed) -> Filed:
    found = (root / filed.part.path).stat()
    return replace(filed, mtime_ns=found.st_mtime_ns, inode=found.st_ino)


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The datasets that are built whole from now on."""
    calls: list[Path] = []
    original = steps.build_tables

    def noted(root: Path, *arguments: object, **options: object) -> object:
        calls.append(root)
        return original(root, *arguments, **options)

    monkeypatch.setattr(steps, "build_tables", noted)
    return calls


@pytest.fixture(scope="session")
def package() -> Callable[[Path], dict[str, bytes]]:
    """The files of a published package."""

    def read(root: Path) -> dict[str, bytes]:
        paths = [*root.glob("*.json"), *(path for path in (root / "dataset").rglob("*") if path.is_file())]
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(paths)}

    return read


@pytest.fixture
def is_as_from_nothing(tmp_path: Path, package: Callable[[Path], dict[str, bytes]]) -> Callable[[Path], bool]:
    """Whether the files of a dataset's package are, byte for byte, those that a build from nothing makes."""

    def compare(root: Path) -> bool:
        folder = tmp_path / "from nothing"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(root / "seeds", folder / "seeds")
        steps.publish_build(folder, steps.build_tables(folder, silent), silent)
        return package(root) == package(folder)

    return compare


class Seeds:
    """Edits of a dataset's seeds."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "seeds"

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        content = path.read_text("utf-8")
        assert old in content, f"{name}: no {old!r}"
        path.write_text(content.replace(old, new, 1), encoding="utf-8")

    def add(self, like: str, name: str, text: str = "") -> None:
        """A copy of an article under another id."""
        renamed = re.compile(rf"\b{like}\b")
        content = (self.folder / "articles" / f"{like}.txt").read_text("utf-8")
        (self.folder / "articles" / f"{name}.txt").write_text(content + text, encoding="utf-8")
        coding = (self.folder / "codings" / f"{like}.yaml").read_text("utf-8")
        (self.folder / "codings" / f"{name}.yaml").write_text(renamed.sub(name, coding), encoding="utf-8")
        entry = next(one for one in self._entries() if f"article_id: {like}\n" in one)
        with (self.folder / "articles.yaml").open("a", encoding="utf-8") as file:
            file.write(renamed.sub(name, entry))

    def remove(self, name: str) -> None:
        for path in (f"articles/{name}.txt", f"codings/{name}.yaml"):
            (self.folder / path).unlink()
        left = [one for one in self._entries() if f"article_id: {name}\n" not in one]
        (self.folder / "articles.yaml").write_text("".join(left), encoding="utf-8")

    def _entries(self) -> list[str]:
        return re.split(r"^(?=- )", (self.folder / "articles.yaml").read_text("utf-8"), flags=re.MULTILINE)


@pytest.fixture
def seeds(root: Path) -> Seeds:
    return Seeds(root)
