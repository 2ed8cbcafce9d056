"""A build with what an earlier one kept gives the bytes of a build without; a damaged store is as good as none."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from reportedly import cli
from reportedly.assemble import kept
from reportedly.assemble.kept import CODED, LIST, STORE, Kept, load_kept, save_kept
from reportedly.build import build_tables, publish_build
from reportedly.errors import FindingsError
from reportedly.read import seeds as reading
from reportedly.rebuild.record import RECORD
from reportedly.standard import Standard

pytestmark = pytest.mark.slow

MINI = Path(__file__).resolve().parents[1] / "fixtures" / "mini" / "seeds"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The mini dataset's seeds, built once with a store."""
    shutil.copytree(MINI, tmp_path / "dataset" / "seeds")
    build_tables(tmp_path / "dataset", silent, keep=True)
    return tmp_path / "dataset"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codings that are read from now on."""
    names: list[str] = []
    original = reading.read_coding_file

    def noted(path: Path, *rest: object) -> object:
        names.append(path.stem)
        return original(path, *rest)

    monkeypatch.setattr(reading, "read_coding_file", noted)
    return names


def silent(_: str) -> None:
    pass


def published(root: Path, into: Path, keep: bool) -> dict[str, bytes]:
    """The files of the package that a build of `root` publishes."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    publish_build(into, build_tables(root, silent, keep=keep), silent)
    return {str(path.relative_to(into)): path.read_bytes() for path in sorted(into.rglob("*")) if path.is_file()}


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "seeds" / name
    content = path.read_text("utf-8")
    assert content.count(old) >= 1
    path.write_text(content.replace(old, new), encoding="utf-8")


def add_article(root: Path) -> None:
    for name in ("articles/third-report.txt", "codings/third-report.yaml"):
        shutil.copy(root / "seeds" / name.replace("third", "second"), root / "seeds" / name)
    edit(root, "codings/third-report.yaml", "article_id: second-report", "article_id: third-report")
    entries = root / "seeds" / "articles.yaml"
    entry = "- article_id: third-report\n  published_basis: none\n  language: en\n  rights: Made up.\n"
    entries.write_text(entries.read_text("utf-8") + entry, encoding="utf-8")


def shift_text(root: Path) -> None:
    edit(root, "articles/second-report.txt", "More soon", "More later")
    edit(root, "codings/second-report.yaml", "More soon", "More later")


CHANGES: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "nothing": (lambda _: None, []),
    "a statement": (
        lambda root: edit(root, "codings/first-report.yaml", "The fighting goes on.", "Fighting goes on."),
        ["first-report"],
    ),
    "a line, and so all places": (
        lambda root: edit(root, "codings/first-report.yaml", "coder: coder-a", "\ncoder: coder-a"),
        ["first-report"],
    ),
    "a text": (shift_text, ["second-report"]),
    "a new article": (add_article, ["third-report"]),
    "the publisher": (
        lambda root: edit(root, "articles.yaml", "publisher_id: outlet-a", "publisher_id: agency-c"),
        ["first-report"],
    ),
    "a title": (lambda root: edit(root, "articles.yaml", "Up to four dead as", "Four dead as"), []),
    "a relation": (lambda root: edit(root, "relations.yaml", "Three against up to four.", "3 and 4."), []),
    "an event": (lambda root: edit(root, "events.yaml", "label: ", "label: The "), []),
    # Every coding that names this actor has other identifications now.
    "the kind of a source": (
        lambda root: edit(root, "actors.yaml", *kind_of(root, "ministry", "unnamed_group")),
        ["first-report", "second-report"],
    ),
}


def kind_of(root: Path, actor: str, kind: str) -> tuple[str, str]:
    """The registry's line or lines of an actor, and the same with another kind."""
    content = (root / "seeds" / "actors.yaml").read_text("utf-8")
    entry = next(
        part for part in content.split("- ") if f"actor_id: {actor}\n" in part or f"actor_id: {actor}," in part
    )
    stated = entry.split("kind: ")[1].split("\n")[0].split(",")[0].strip("}")
    return entry, entry.replace(f"kind: {stated}", f"kind: {kind}").replace("is_named: true", "is_named: false")


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_after_a_change_gives_what_a_build_from_nothing_gives(change, root, tmp_path, read):
    make, due = CHANGES[change]
    make(root)
    with_store = published(root, tmp_path / "with", keep=True)
    assert sorted(read) == due
    assert with_store == published(root, tmp_path / "without", keep=False)
    read.clear()
    assert published(root, tmp_path / "again", keep=True) == with_store
    assert read == []


def test_an_article_that_is_gone_is_gone_from_tables_and_store(root, tmp_path, standard):
    add_article(root)
    build_tables(root, silent, keep=True)
    assert "third-report" in load_kept(root, standard).entries
    for name in ("articles/third-report.txt", "codings/third-report.yaml"):
        (root / "seeds" / name).unlink()
    entries = root / "seeds" / "articles.yaml"
    entries.write_text(entries.read_text("utf-8").split("- article_id: third-report")[0], encoding="utf-8")
    assert published(root, tmp_path / "with", keep=True) == published(root, tmp_path / "without", keep=False)
    found = load_kept(root, standard)
    assert "third-report" not in found.entries
    assert "third-report.c001" not in found.tables["claims"]["claim_id"].to_pylist()


def test_a_finding_on_a_row_that_was_kept_names_its_line(root):
    edit(root, "events.yaml", "event_id: depot-shelling", "event_id: depot-shelled")
    found = {}
    for keep in (True, False):
        with pytest.raises(FindingsError) as raised:
            build_tables(root, silent, keep=keep)
        found[keep] = raised.value.findings
    assert found[True] == found[False]
    assert any(one.where and one.where.file == "seeds/codings/first-report.yaml" for one in found[True])


def test_a_coding_with_faults_is_read_again_and_again(root, read):
    edit(root, "codings/first-report.yaml", "quote: Winter fighting goes on", "quote: Winter fighting stops")
    for _ in range(2):
        with pytest.raises(FindingsError, match="1 finding"):
            build_tables(root, silent, keep=True)
    assert read == ["first-report", "first-report"]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("damage", [cut, flip, Path.unlink, lambda path: path.write_bytes(b"")])
@pytest.mark.parametrize("name", [LIST, "entries.arrow", "claims.arrow"])
def test_a_damaged_store_is_not_used_and_written_anew(damage, name, root, read, standard):
    whole = load_kept(root, standard)
    damage(root / STORE / name)
    assert load_kept(root, standard) == Kept()
    build_tables(root, silent, keep=True)
    assert sorted(read) == ["first-report", "second-report"]
    assert load_kept(root, standard) == whole


@pytest.mark.parametrize(
    "content", ["[]", "{}", '{"fingerprint": 1}', "[" * 100_000, '{"fingerprint": null, "files": []}', "\x00"]
)
def test_a_list_that_is_none_is_not_used(content, root, standard):
    (root / STORE / LIST).write_text(content, encoding="utf-8")
    assert load_kept(root, standard) == Kept()


def test_a_store_of_other_code_is_not_used(root, standard, monkeypatch):
    monkeypatch.setattr(kept, "_fingerprint", lambda: "another release")
    assert load_kept(root, standard) == Kept()


def test_a_store_with_other_columns_is_not_used(root, standard: Standard):
    whole = load_kept(root, standard)
    save_kept(root, Kept({**whole.tables, "claims": whole.tables["claims"].drop_columns(["quote"])}, whole.entries))
    assert load_kept(root, standard) == Kept()


@pytest.mark.parametrize("moves", range(len(CODED) + 2))
def test_a_store_that_was_being_written_when_the_process_died_is_not_used(moves, root, standard, monkeypatch):
    whole = load_kept(root, standard)
    replace, done = os.replace, []

    def die(*paths: object) -> None:
        if len(done) == moves:
            raise KeyboardInterrupt
        done.append(paths)
        replace(*paths)

    monkeypatch.setattr(os, "replace", die)
    other = Kept({name: table.slice(0, 1) for name, table in whole.tables.items()}, {})
    with pytest.raises(KeyboardInterrupt):
        save_kept(root, other)
    assert load_kept(root, standard) == Kept()


def test_a_folder_that_cannot_hold_a_store_is_built_all_the_same(root, tmp_path):
    shutil.rmtree(root / STORE)
    (root / STORE).write_text("in the way", encoding="utf-8")
    assert published(root, tmp_path / "with", keep=True) == published(root, tmp_path / "without", keep=False)


def test_build_check_does_not_believe_the_store(root, monkeypatch, capsys, standard):
    def run(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["reportedly", "build", str(root), *arguments])
        try:
            cli.main()
        except SystemExit as stopped:
            return int(stopped.code or 0)
        return 0

    assert run() == 0
    whole = load_kept(root, standard)
    claims = whole.tables["claims"]
    index = claims.schema.get_field_index("statement")
    forged = claims.set_column(index, claims.schema.field(index), pa.array(["Forged."] * len(claims), pa.string()))
    save_kept(root, Kept({**whole.tables, "claims": forged}, whole.entries))
    (root / STORE / RECORD).unlink()  # so that all tables are put together again
    assert run() == 0  # the store is the dataset's own: build trusts it
    assert run("--check") == 1
    assert "claims.parquet: other content" in capsys.readouterr().out


def test_the_store_keeps_itself_out_of_git(root):
    assert (root / STORE / ".gitignore").read_text("utf-8") == "*\n"
    assert json.loads((root / STORE / LIST).read_text("utf-8"))["files"].keys() == {*CODED, "entries"}
