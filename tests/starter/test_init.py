"""`reportedly init`: a second dataset that builds and checks green at once, and takes a second article."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from reportedly import __version__, cli
from reportedly.build import build_tables, compare_with_published, publish_build
from reportedly.check.package import check_package
from reportedly.errors import ReportedlyError
from reportedly.query.coverage import coverage
from reportedly.query.load import load
from reportedly.starter import init_dataset

pytestmark = pytest.mark.slow

SECOND = Path(__file__).parent / "second"
NOW = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
FILES = {
    ".gitattributes",
    ".gitignore",
    ".github/workflows/check.yml",
    ".pre-commit-config.yaml",
    "README.md",
    "seeds/actors.yaml",
    "seeds/articles.yaml",
    "seeds/events.yaml",
    "seeds/package.yaml",
    "seeds/places.yaml",
    "seeds/relations.yaml",
    "seeds/articles/2019-10-11-wiranto-stabbed.txt",
    "seeds/codings/2019-10-11-wiranto-stabbed.yaml",
}


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run_cli(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit code of the command line."""
    monkeypatch.setattr(sys, "argv", ["reportedly", *words])
    try:
        cli.main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def add_second_article(root: Path) -> None:
    """Put the second article in, as a person would: its text, its coding, its entries."""
    shutil.copy(SECOND / "albu-nimr-reports.txt", root / "seeds/articles")
    shutil.copy(SECOND / "coding.yaml", root / "seeds/codings/albu-nimr-reports.yaml")
    for name in ("articles", "actors", "places", "events"):
        with (root / f"seeds/{name}.yaml").open("a", encoding="utf-8") as file:
            file.write((SECOND / f"{name}.yaml").read_text("utf-8"))


def build(root: Path) -> None:
    publish_build(root, build_tables(root, lambda _: None), lambda _: None)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset as `init` leaves it, then built."""
    root = tmp_path_factory.mktemp("one")
    init_dataset(root, NOW)
    build(root)
    return root


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a second article."""
    root = tmp_path_factory.mktemp("two") / "new"
    init_dataset(root, NOW)
    add_second_article(root)
    build(root)
    return root


def test_init_writes_its_files_and_nothing_beside_the_folder(tmp_path):
    root = tmp_path / "data" / "set"
    written = init_dataset(root, NOW)
    assert set(content(tmp_path)) == {f"data/set/{path}" for path in FILES}
    assert {path.as_posix() for path in written} == FILES


def test_what_init_writes_builds_and_checks_green_at_once(one):
    result = check_package(one)
    assert result.findings == []
    assert result.is_clean
    assert compare_with_published(one, build_tables(one, lambda _: None)) == []


def test_two_articles_build_and_check_green_and_every_sentence_is_answered(two):
    assert check_package(two).findings == []
    articles = coverage(two)
    assert [article.article_id for article in articles] == ["2019-10-11-wiranto-stabbed", "albu-nimr-reports"]
    sentences = [sentence for article in articles for sentence in article.sentences]
    assert len(sentences) == 20
    assert all(sentence.is_answered for sentence in sentences)
    assert (
        load("articles", two)["rights"].str.contains("Creative Commons Attribution 2.5|Open Government Licence").all()
    )


def test_two_articles_are_released_and_the_archive_checks_green(two, tmp_path, monkeypatch):
    root = Path(shutil.copytree(two, tmp_path / "new"))
    assert run_cli(monkeypatch, "release", "0.1.0", str(root), "--quiet", "--out", str(tmp_path)) == 0
    assert run_cli(monkeypatch, "check", str(tmp_path / "new-0.1.0.zip")) == 0


def test_what_a_second_article_adds_is_the_difference_of_two_releases(one, two, tmp_path, monkeypatch, capsys):
    archives = []
    for place, version in ((one, "0.1.0"), (two, "0.2.0")):
        root = Path(shutil.copytree(place, tmp_path / version / "new"))
        package = root / "seeds/package.yaml"
        package.write_text(re.sub("^name: .*$", 'name: "new"', package.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
        build(root)
        since = ["--since", str(archives[0])] if archives else []
        assert run_cli(monkeypatch, "release", version, str(root), "--out", str(tmp_path), *since) == 0
        archives.append(tmp_path / f"new-{version}.zip")
    assert run_cli(monkeypatch, "diff", str(archives[0]), str(archives[0])) == 0
    capsys.readouterr()
    assert run_cli(monkeypatch, "diff", *map(str, archives), "--format", "json") == 1
    difference = json.loads(capsys.readouterr().out)
    assert difference["level"] == "minor"
    articles = difference["tables"]["articles"]
    assert articles["added"] == [{"article_id": "albu-nimr-reports"}]
    assert (articles["removed"], articles["changed"]) == ([], [])


def test_the_second_article_changes_no_row_of_the_first(one, two):
    before, after = load("claims", one), load("claims", two)
    shared = after[after["article_id"] == "2019-10-11-wiranto-stabbed"].reset_index(drop=True)
    assert before.equals(shared)


def test_the_example_is_verbatim_and_says_whose_it_is(one):
    text = (one / "seeds/articles/2019-10-11-wiranto-stabbed.txt").read_bytes()
    assert hashlib.sha256(text).hexdigest() == "7c902d2e2afe81b80f42cc06acb2c3ed5c1616f433ad20a0bf9fc9782f49fb75"
    article = load("articles", one).iloc[0]
    assert article["source_url"] == "https://en.wikinews.org/wiki/Indonesian_security_minister_Wiranto_stabbed"
    assert "Wikinews contributors" in article["rights"]


def test_the_folder_gives_the_name_and_no_token_is_left(tmp_path):
    root = tmp_path / "Mein Datensatz (2)"
    init_dataset(root, NOW)
    package = yaml.safe_load((root / "seeds/package.yaml").read_text("utf-8"))
    assert package["name"] == "mein-datensatz-2"
    assert package["created"] == "2030-01-02T03:04:05Z"
    assert [name for name, text in content(root).items() if re.search(rb"@[a-z]+@", text)] == []


@pytest.mark.parametrize("name", ["2024", "…", "null"])
def test_any_folder_name_gives_a_name_that_is_text(tmp_path, name):
    init_dataset(tmp_path / name, NOW)
    package = yaml.safe_load((tmp_path / name / "seeds/package.yaml").read_text("utf-8"))
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])


def test_the_files_for_ci_install_this_version_and_check_the_folder(one):
    workflow = yaml.safe_load((one / ".github/workflows/check.yml").read_text("utf-8"))
    job = workflow["jobs"]["check"]
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert job["env"]["REPORTEDLY"] == f"reportedly=={__version__}"
    assert commands == ['pip install "$REPORTEDLY"', "reportedly build --check", "reportedly check . --format github"]
    (repository,) = yaml.safe_load((one / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    (hook,) = repository["hooks"]
    assert repository["repo"] == "local"
    assert hook["additional_dependencies"] == [f"reportedly=={__version__}"]
    assert hook["entry"] == "reportedly build --check --quiet"


def test_a_folder_that_holds_something_is_refused_and_left_as_it_was(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportedlyError, match=r"not empty \(it holds 'notes.txt'\); name a new or an empty folder$"):
        init_dataset(tmp_path)
    assert content(tmp_path) == {"notes.txt": b"mine"}


def test_a_file_is_refused(tmp_path):
    file = tmp_path / "file"
    file.write_bytes(b"")
    with pytest.raises(ReportedlyError, match=r"name a new or an empty folder$"):
        init_dataset(file)


def test_a_new_git_repository_is_an_empty_folder(tmp_path):
    (tmp_path / ".git").mkdir()
    assert len(init_dataset(tmp_path)) == len(FILES)


def test_nothing_stays_when_a_file_cannot_be_written(tmp_path, monkeypatch):
    write = Path.write_bytes

    def write_until_full(path: Path, data: bytes) -> int:
        if path.name == "places.yaml":
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_until_full)
    with pytest.raises(ReportedlyError, match=r"cannot be written \(No space left on device\)"):
        init_dataset(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_lists_the_files_and_says_what_comes_next(tmp_path, monkeypatch, capsys):
    root = tmp_path / "my data"
    assert run_cli(monkeypatch, "init", str(root)) == 0
    said = capsys.readouterr()
    assert set(said.out.splitlines()) == {str(root / path) for path in FILES}
    assert said.err == f"Next: reportedly build '{root}'\n"


def test_the_command_ends_with_2_and_one_line_where_the_folder_is_not_empty(tmp_path, monkeypatch, capsys):
    (tmp_path / "notes.txt").touch()
    assert run_cli(monkeypatch, "init", str(tmp_path)) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err.startswith(f"reportedly: {tmp_path}: not empty")
