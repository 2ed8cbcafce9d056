"""A release is the same bytes from the same inputs, opens as a package, and tells when it was tampered with."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from reportedly.build import build_tables, publish_build
from reportedly.check.package import check_package
from reportedly.check.sums import archive_findings, folder_findings
from reportedly.errors import FindingsError, ReportedlyError
from reportedly.publish import write_package
from reportedly.query.package import open_package
from reportedly.query.unpack import opened
from reportedly.release import make
from reportedly.release.make import Release, Wanted, make_release
from reportedly.standard import read_standard

pytestmark = pytest.mark.slow


def quiet(_: str) -> None:
    """No talk."""


def descriptor_in(archive: Path) -> dict[str, Any]:
    with zipfile.ZipFile(archive) as opened_archive:
        return dict(json.loads(opened_archive.read("datapackage.json")))


def rewrite(archive: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change the files in an archive."""
    with zipfile.ZipFile(archive) as old:
        files = {entry.filename: old.read(entry) for entry in old.infolist()}
    change(files)
    with zipfile.ZipFile(archive, "w") as new:
        for name, data in files.items():
            new.writestr(name, data)


def taken(released: Release, folder: Path) -> Path:
    """A copy of a release with its hash, as someone downloads it."""
    shutil.copy(released.archive.with_name(f"{released.archive.name}.sha256"), folder)
    return Path(shutil.copy(released.archive, folder))


def republish(root: Path, describe: Callable[[dict[str, Any]], None] | None = None) -> None:
    """Publish another package, as a build would: every place renamed, or what the descriptor says changed."""
    package, _ = open_package(root)
    tables = {name: pq.ParquetFile(path).read() for name, (path,) in package.files.items()}
    computed = ("$schema", "sources", "reportedly:standard", "reportedly:contentHash", "resources")
    stated = {key: value for key, value in package.descriptor.items() if key not in computed}
    if describe:
        describe(stated)
    else:
        places = tables["places"]
        index = places.schema.get_field_index("name")
        names = pa.array(["Elsewhere"] * places.num_rows)
        tables["places"] = places.set_column(index, places.schema.field(index), names)
    write_package(root, stated, tables, read_standard())


@pytest.fixture
def unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Releases without the checks before and after, which take time and are tested on their own."""
    monkeypatch.setattr(make, "_proved", lambda root, _: open_package(root)[0])
    monkeypatch.setattr(make, "_prove", lambda *_: None)


def test_two_releases_from_two_copies_are_the_same_bytes(dataset: Path, released: Release, tmp_path: Path) -> None:
    for name in ("CODEBOOK.md", "CHANGELOG.md"):  # a checkout on Windows
        (dataset / name).write_bytes((dataset / name).read_bytes().replace(b"\n", b"\r\n"))
    (dataset / "notes.txt").write_text("Not of the package.", "utf-8")
    made = make_release(dataset, Wanted("0.1.0", out=tmp_path / "out"), quiet)
    assert made.archive.name == "mini-0.1.0.zip"
    assert made.archive.read_bytes() == released.archive.read_bytes()


@pytest.mark.usefixtures("unproved")
def test_a_release_is_made_again_from_what_was_committed_after_it(dataset: Path, tmp_path: Path) -> None:
    first = make_release(dataset, Wanted("0.1.0"), quiet)
    log = (dataset / "seeds" / "changes.json").read_bytes()
    again = make_release(dataset, Wanted("0.1.0", out=tmp_path / "again"), quiet)
    assert again.archive.read_bytes() == first.archive.read_bytes()
    assert (dataset / "seeds" / "changes.json").read_bytes() == log


def test_a_release_holds_the_package_and_what_explains_it(released: Release) -> None:
    with zipfile.ZipFile(released.archive) as archive:
        names = archive.namelist()
    tables = [name for name in names if name.startswith("dataset/")]
    assert len(tables) == 14
    assert sorted(set(names) - set(tables)) == [
        *("CHANGELOG.md", "CODEBOOK.md", "SHA256SUMS", "croissant.json", "datapackage.json")
    ]


def sign(root: Path) -> None:
    """Give the seeds an author, and build."""
    with (root / "seeds" / "package.yaml").open("a", encoding="utf-8") as file:
        file.write("contributors:\n- {givenName: Ana, familyName: Example, roles: [author]}\n")
    publish_build(root, build_tables(root, quiet), quiet)


@pytest.mark.parametrize("has_texts", [False, True], ids=["withheld", "with texts"])
def test_what_is_made_of_the_descriptor_tells_of_the_archive_and_not_of_the_package(
    dataset: Path, has_texts: bool, tmp_path: Path
) -> None:
    sign(dataset)
    made = make_release(dataset, Wanted("1.2.0", with_texts=has_texts, out=tmp_path / "out"), quiet)
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(made.archive) as archive:
        archive.extractall(folder)
    croissant = json.loads((folder / "croissant.json").read_text("utf-8"))
    files = {entry["contentUrl"]: entry["sha256"] for entry in croissant["distribution"]}
    tables = {path.relative_to(folder).as_posix(): path for path in (folder / "dataset").iterdir()}
    assert files == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in tables.items()}
    published = json.loads((dataset / "croissant.json").read_text("utf-8"))
    assert (files == {entry["contentUrl"]: entry["sha256"] for entry in published["distribution"]}) is has_texts
    citation = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert (croissant["version"], citation["version"]) == ("1.2.0", "1.2.0")
    assert citation["authors"] == [{"family-names": "Example", "given-names": "Ana"}]
    assert not any("CITATION.cff" in note for note in made.notes)
    command = [Path(sys.executable).parent / "mlcroissant", "validate", "--jsonld", folder / "croissant.json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert "Done." in done.stderr


def test_without_an_author_an_archive_has_no_citation_and_a_note_says_why(released: Release) -> None:
    assert any("no CITATION.cff, for the package names no contributors" in note for note in released.notes)


def test_a_release_opens_as_a_package_that_checks_clean(released: Release) -> None:
    assert archive_findings(released.archive) == []
    with opened(released.archive) as folder:
        assert folder_findings(folder, whole=True) == []
        assert check_package(folder).findings == []


def test_frictionless_reads_the_archive_as_it_is(released: Release) -> None:
    report = frictionless.Package(str(released.archive)).validate()
    assert report.valid, report.flatten(["type", "message"])


def test_the_hash_beside_the_archive_is_what_sha256sum_reads(released: Release) -> None:
    line = released.archive.with_name("mini-0.1.0.zip.sha256").read_text("ascii")
    assert line == f"{hashlib.sha256(released.archive.read_bytes()).hexdigest()}  mini-0.1.0.zip\n"
    assert line.startswith(released.sha256)


def test_texts_are_withheld_and_what_verifies_them_is_kept(released: Release, built: Path) -> None:
    assert released.texts_withheld == 2
    with opened(released.archive) as folder:
        bare = pq.read_table(folder / "dataset" / "articles.parquet")
        claims = (folder / "dataset" / "claims.parquet").read_bytes()
    whole = pq.read_table(built / "dataset" / "articles.parquet")
    assert bare.column("text").null_count == 2
    assert bare.drop_columns(["text"]).equals(whole.drop_columns(["text"]))
    assert claims == (built / "dataset" / "claims.parquet").read_bytes()


def test_the_descriptor_is_that_of_the_withheld_package(released: Release, built: Path) -> None:
    before = json.loads((built / "datapackage.json").read_text("utf-8"))
    after = descriptor_in(released.archive)
    assert after["version"] == "0.1.0"
    assert after["created"] == before["created"]
    assert after["reportedly:contentHash"] != before["reportedly:contentHash"]
    articles = next(entry for entry in after["resources"] if entry["name"] == "articles")
    assert [one["name"] for one in articles["licenses"]] == ["CC0-1.0"]  # the note on the texts' rights went with them
    others = [[one for one in content["resources"] if one["name"] != "articles"] for content in (before, after)]
    assert others[0] == others[1]


@pytest.mark.usefixtures("unproved")
def test_with_texts_the_tables_are_those_that_were_published(dataset: Path) -> None:
    made = make_release(dataset, Wanted("0.1.0", with_texts=True), quiet)
    assert made.archive.name == "mini-0.1.0-with-texts.zip"
    assert made.texts_withheld == 0
    assert any("rights" in note for note in made.notes)
    with opened(made.archive) as folder:
        for path in sorted((dataset / "dataset").iterdir()):
            assert (folder / "dataset" / path.name).read_bytes() == path.read_bytes()


@pytest.mark.usefixtures("unproved")
def test_both_forms_of_a_release_have_one_entry_in_the_log(dataset: Path, released: Release) -> None:
    made = make_release(dataset, Wanted("0.1.0", with_texts=True), quiet)
    assert made.entry == released.entry
    make_release(dataset, Wanted("0.1.0"), quiet)
    assert len(json.loads((dataset / "seeds" / "changes.json").read_text("utf-8"))) == 1


@pytest.mark.parametrize("name", ["CODEBOOK.md", "dataset/claims.parquet", "datapackage.json", "SHA256SUMS"])
def test_a_changed_file_in_an_archive_is_found(released: Release, tmp_path: Path, name: str) -> None:
    archive = taken(released, tmp_path)

    def change(files: dict[str, bytes]) -> None:
        files[name] = files[name].replace(b"a", b"b", 1)

    rewrite(archive, change)
    (finding,) = archive_findings(archive)
    assert finding.message == "the archive is not the one that was released"
    archive.with_name(f"{archive.name}.sha256").unlink()  # the same, where only the archive was passed on
    assert archive_findings(archive) == []
    with opened(archive) as folder:
        assert folder_findings(folder, whole=True) != []


def test_files_put_in_or_taken_out_are_found(released: Release, tmp_path: Path) -> None:
    archive = taken(released, tmp_path)

    def change(files: dict[str, bytes]) -> None:
        del files["CODEBOOK.md"]
        files["README.md"] = b"Read me."

    rewrite(archive, change)
    with opened(archive) as folder:
        found = {(finding.column, finding.message) for finding in folder_findings(folder, whole=True)}
    assert found == {
        ("CODEBOOK.md", "a file of the release is missing"),
        ("README.md", "a file that the release did not have"),
    }


def test_an_archive_without_a_list_of_hashes_is_found(released: Release, tmp_path: Path) -> None:
    archive = taken(released, tmp_path)
    rewrite(archive, lambda files: files.pop("SHA256SUMS") and None)
    with opened(archive) as folder:
        (finding,) = folder_findings(folder, whole=True)
        assert finding.column == "SHA256SUMS"
        assert folder_findings(folder) == []  # a folder need not be a release


def test_a_list_of_hashes_names_no_file_outside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"")
    folder = tmp_path / "release"
    folder.mkdir()
    empty = hashlib.sha256(b"").hexdigest()
    (folder / "SHA256SUMS").write_text(f"{empty}  ../secret\n{empty}  {'x' * 300}\nnonsense\n")
    messages = [finding.message for finding in folder_findings(folder)]
    assert messages == ["a file of the release is missing"] * 2 + ["a line is no hash and path"]


@pytest.mark.usefixtures("unproved")
def test_a_version_must_be_after_the_last(dataset: Path) -> None:
    make_release(dataset, Wanted("0.2.0"), quiet)
    for version in ("0.1.0", "0.2.0-rc.1", "0.2.0+other"):
        with pytest.raises(ReportedlyError, match=r"is not after 0\.2\.0, the last release"):
            make_release(dataset, Wanted(version), quiet)
    with pytest.raises(ReportedlyError, match="not a semantic version"):
        make_release(dataset, Wanted("next"), quiet)


@pytest.mark.usefixtures("unproved")
def test_a_version_is_not_released_twice_with_other_content(dataset: Path) -> None:
    make_release(dataset, Wanted("0.1.0"), quiet)
    republish(dataset)
    with pytest.raises(ReportedlyError, match="released with other content"):
        make_release(dataset, Wanted("0.1.0"), quiet)


@pytest.mark.usefixtures("unproved")
def test_an_archive_that_is_there_is_not_written_over(dataset: Path) -> None:
    made = make_release(dataset, Wanted("0.1.0"), quiet)
    (dataset / "CHANGELOG.md").write_text("# Changelog\n\nMore.\n", "utf-8")
    before = made.archive.read_bytes()
    with pytest.raises(ReportedlyError, match="there already, with other bytes"):
        make_release(dataset, Wanted("0.1.0"), quiet)
    assert made.archive.read_bytes() == before


def test_a_package_that_is_not_what_the_seeds_build_is_not_released(dataset: Path) -> None:
    path = dataset / "seeds" / "package.yaml"
    path.write_text(path.read_text("utf-8").replace("keywords: [", "keywords: [more, "), "utf-8")
    with pytest.raises(ReportedlyError, match=r"not what the seeds build .*reportedly build"):
        make_release(dataset, Wanted("0.1.0"), quiet)
    assert not (dataset / "releases").exists()
    assert not (dataset / "seeds" / "changes.json").exists()


def test_a_package_with_findings_is_not_released(dataset: Path) -> None:
    shutil.rmtree(dataset / "seeds")
    (dataset / "dataset" / "claims.parquet").unlink()
    with pytest.raises(FindingsError):
        make_release(dataset, Wanted("0.1.0"), quiet)


def test_seeds_with_findings_are_not_released(dataset: Path) -> None:
    (dataset / "seeds" / "places.yaml").unlink()
    with pytest.raises(FindingsError):
        make_release(dataset, Wanted("0.1.0"), quiet)


def test_an_archive_that_does_not_check_clean_is_not_written(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "_proved", lambda root, _: open_package(root)[0])
    (dataset / "dataset" / "claims.parquet").write_bytes(b"PAR1")
    with pytest.raises(FindingsError):
        make_release(dataset, Wanted("0.1.0"), quiet)
    assert not (dataset / "releases").exists()
    assert not (dataset / "seeds" / "changes.json").exists()


def test_an_archive_that_no_command_would_open_is_not_written(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_MAX_ARCHIVE_FILES", "9")
    with pytest.raises(ReportedlyError, match=r"would hold \d+ files, and commands open no more than 9; set a larger"):
        make_release(dataset, Wanted("0.1.0"), quiet)
    assert not (dataset / "releases").exists()
    assert not (dataset / "seeds" / "changes.json").exists()


def test_a_package_without_seeds_is_released_too(dataset: Path, released: Release) -> None:
    shutil.rmtree(dataset / "seeds")
    made = make_release(dataset, Wanted("0.1.0"), quiet)
    assert made.archive.read_bytes() == released.archive.read_bytes()
    assert not (dataset / "seeds").exists()


def test_an_unpacked_release_is_released_again_but_not_with_texts(released: Release, tmp_path: Path) -> None:
    with opened(released.archive) as folder:
        root = Path(shutil.copytree(folder, tmp_path / "unpacked"))
    assert make_release(root, Wanted("0.1.0"), quiet).archive.read_bytes() == released.archive.read_bytes()
    with pytest.raises(ReportedlyError, match="lacks texts"):
        make_release(root, Wanted("0.1.0", with_texts=True), quiet)


@pytest.mark.usefixtures("unproved")
def test_the_log_says_what_changed_since_the_release_before(dataset: Path, released: Release) -> None:
    make_release(dataset, Wanted("0.1.0"), quiet)
    republish(dataset)
    made = make_release(dataset, Wanted("0.1.1", since=released.archive), quiet)
    changed = made.entry["tables"].pop("places")
    assert made.entry == {
        "version": "0.1.1",
        "date": "2031-03-06",
        "contentHash": made.entry["contentHash"],
        "since": "0.1.0",
        "level": "patch",
        "tables": {},
    }
    assert changed["added"] == changed["removed"] == 0 < changed["changed"]
    log = json.loads((dataset / "seeds" / "changes.json").read_text("utf-8"))
    assert [entry["version"] for entry in log] == ["0.1.0", "0.1.1"]
    assert descriptor_in(made.archive)["reportedly:changes"] == log
    again = make_release(dataset, Wanted("0.1.1", out=dataset / "again"), quiet)  # the log knows; no --since needed
    assert again.archive.read_bytes() == made.archive.read_bytes()


@pytest.mark.usefixtures("unproved")
def test_a_version_that_promises_too_much_is_refused(dataset: Path, released: Release) -> None:
    republish(dataset, lambda stated: stated["licenses"][0].update(name="CC-BY-4.0"))
    with pytest.raises(ReportedlyError, match=r"this is a major change \(the licence is another\); release 0\.2\.0"):
        make_release(dataset, Wanted("0.1.1", since=released.archive), quiet)
    assert make_release(dataset, Wanted("0.2.0", since=released.archive), quiet).entry["level"] == "major"


@pytest.mark.usefixtures("unproved")
def test_the_release_before_must_be_the_one_of_the_log(dataset: Path, released: Release, tmp_path: Path) -> None:
    make_release(dataset, Wanted("0.1.0"), quiet)
    archive = taken(released, tmp_path)
    rewrite(archive, lambda files: files.update({"CODEBOOK.md": b"Other."}))
    with pytest.raises(ReportedlyError, match=r"not the 0\.1\.0 that was released"):
        make_release(dataset, Wanted("0.1.1", since=archive), quiet)


@pytest.mark.parametrize("content", ["{", "{}", "[1]", '[{"version": "1"}]', '[{"version": 1, "contentHash": ""}]'])
def test_a_damaged_log_stops_a_release(dataset: Path, content: str) -> None:
    (dataset / "seeds" / "changes.json").write_text(content, "utf-8")
    with pytest.raises(ReportedlyError, match="changes"):
        make_release(dataset, Wanted("0.1.0"), quiet)
