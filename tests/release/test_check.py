"""`reportedly check` of releases: archives, texts given to it, and what it could not verify."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly import cli
from reportedly.check.package import check_package
from reportedly.check.report import as_github, as_json, as_text
from reportedly.release.make import Release

pytestmark = pytest.mark.slow

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`reportedly` with arguments, in this process: exit code, standard output, standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["reportedly", *map(str, arguments)])
        code: object = 0
        try:
            cli.main()
        except SystemExit as stopped:
            code = stopped.code
        shown = capsys.readouterr()
        return int(str(code or 0)), shown.out, shown.err

    return call


def test_a_withheld_archive_is_clean_and_what_was_not_verified_is_told(released: Release) -> None:
    result = check_package(released.archive)
    assert result.is_clean
    assert "not verified:\n  the texts of all 2 articles are withheld" in as_text(result)
    assert json.loads(as_json(result))["unverified"] == list(result.unverified)
    assert "::notice title=not verified::the texts of all 2 articles" in as_github(result)


def test_with_the_texts_nothing_stays_unverified(released: Release, dataset: Path, run: Run) -> None:
    texts = dataset / "seeds" / "articles"
    assert check_package(released.archive, texts=texts).unverified == ()
    assert run("check", released.archive, "--texts", texts)[0] == 0


def test_a_wrong_text_exits_1_and_no_texts_exit_2(released: Release, dataset: Path, tmp_path: Path, run: Run) -> None:
    texts = dataset / "seeds" / "articles"
    (texts / "first-report.txt").write_text("Another text.\n", "utf-8")
    code, out, _ = run("check", released.archive, "--texts", texts)
    assert code == 1
    assert "text_matches_its_hash: 1 row — the text given is not the one that was coded" in out
    assert run("check", released.archive, "--texts", tmp_path)[0] == 2


def test_a_changed_document_in_an_archive_is_found(released: Release, tmp_path: Path) -> None:
    with zipfile.ZipFile(released.archive) as old, zipfile.ZipFile(tmp_path / "x.zip", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Made up.", b"All true."))
    (finding,) = check_package(tmp_path / "x.zip").findings
    assert (finding.rule, finding.column) == ("release_sums_hold", "CODEBOOK.md")


def test_an_unpacked_release_is_held_against_its_sums_too(released: Release, tmp_path: Path) -> None:
    shutil.unpack_archive(released.archive, tmp_path)
    assert check_package(tmp_path).findings == []
    (tmp_path / "CODEBOOK.md").unlink()
    assert [finding.rule for finding in check_package(tmp_path).findings] == ["release_sums_hold"]


def test_release_and_diff_from_the_command_line(dataset: Path, tmp_path: Path, run: Run) -> None:
    code, out, err = run("release", "0.1.0", dataset, "--out", tmp_path / "out")
    archive = tmp_path / "out" / "mini-0.1.0.zip"
    assert code == 0
    assert out.endswith(f"  {archive}\n")
    assert "note: the package here says version 0.0.1" in err
    assert run("diff", dataset, archive)[0] == 0
    path = dataset / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace("made up", "invented"), "utf-8")
    code, out, _ = run("diff", archive, dataset, "--format", "json")
    assert code == 1
    assert json.loads(out)["level"] == "patch"
    assert run("diff", archive, tmp_path / "nowhere")[0] == 2
    assert run("release", "0.0.9", dataset)[0] == 2
