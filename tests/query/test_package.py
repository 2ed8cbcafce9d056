"""Which package is opened where no folder is named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.errors import ReportedlyError
from reportedly.query.package import find_package, open_package
from reportedly.standard import bundle_folder

ROOT = Path(__file__).resolve().parents[2]


def test_the_package_in_or_above_a_folder_is_found(published: Path) -> None:
    assert find_package(published) == published.resolve()
    assert find_package(published / "dataset") == published.resolve()


def test_the_package_around_a_subfolder_of_the_repository_is_found() -> None:
    assert find_package(ROOT / "src" / "reportedly" / "query") == ROOT


def test_in_an_unrelated_folder_the_installed_dataset_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_package() == bundle_folder()
    opened, findings = open_package(None)
    assert opened.root == bundle_folder()
    assert findings == []


def test_the_bundle_in_the_wheel_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for an installed wheel; .ci/run tries the real one."""
    from reportedly.standard import folder  # noqa: PLC0415

    installed = tmp_path / "site-packages" / "reportedly"
    (installed / "standard").mkdir(parents=True)
    monkeypatch.setattr(folder, "__file__", str(installed / "standard" / "folder.py"))
    assert bundle_folder() == (tmp_path).resolve()
    (installed / "_bundle").mkdir()
    assert bundle_folder() == (installed / "_bundle").resolve()


def test_a_nearer_package_hides_one_further_up(package: Path, published: Path) -> None:
    inner = package / "work" / "inner"
    inner.mkdir(parents=True)
    assert find_package(inner) == package.resolve()
    (inner / "datapackage.json").write_bytes((published / "datapackage.json").read_bytes())
    assert find_package(inner) == inner.resolve()


@pytest.mark.parametrize(
    "content", ["{}", "1", "null", "[]", '"reportedly:standard"', "{", "[" * 100_000, '{"name": "camtrap"}', "\x00\xff"]
)
def test_packages_of_other_standards_and_broken_ones_are_passed(package: Path, content: str) -> None:
    inner = package / "inner"
    inner.mkdir()
    (inner / "datapackage.json").write_bytes(content.encode("latin-1"))
    assert find_package(inner) == package.resolve()


def test_a_folder_named_like_a_descriptor_is_passed(package: Path) -> None:
    (package / "inner" / "datapackage.json").mkdir(parents=True)
    assert find_package(package / "inner") == package.resolve()


def test_an_outsider_opens_the_installed_dataset_with_every_command(tmp_path: Path) -> None:
    script = "import reportedly; print(len(reportedly.load('claims')), reportedly.check().is_clean)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stderr == ""
    rows = next(
        entry["rows"]
        for entry in json.loads((bundle_folder() / "datapackage.json").read_text("utf-8"))["resources"]
        if entry["name"] == "claims"
    )
    assert done.stdout == f"{rows} True\n"


def test_a_resource_listed_twice_is_opened_once_and_found(package: Path) -> None:
    file = package / "datapackage.json"
    content = json.loads(file.read_text("utf-8"))
    content["resources"].append(content["resources"][0])
    file.write_text(json.dumps(content), encoding="utf-8")
    opened, findings = open_package(package)
    assert [finding.message for finding in findings] == ["two resources have one name"]
    assert len(opened.files) == len(content["resources"]) - 1


@pytest.mark.parametrize(
    "path", ["", None, 1, [], [1], ["dataset/claims.parquet", ""], "../../etc/passwd", "/etc/passwd", "http://x/y"]
)
def test_resources_without_a_path_inside_the_package_are_findings(package: Path, path: object) -> None:
    file = package / "datapackage.json"
    content = json.loads(file.read_text("utf-8"))
    content["resources"][0]["path"] = path
    file.write_text(json.dumps(content), encoding="utf-8")
    opened, findings = open_package(package)
    assert [finding.rule for finding in findings] == ["resource_paths_stay_inside"]
    assert content["resources"][0]["name"] not in opened.files


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights on Windows")
def test_a_link_out_of_the_package_is_not_followed(package: Path, published: Path) -> None:
    file = package / "dataset" / "claims.parquet"
    file.unlink()
    file.symlink_to(published / "dataset" / "claims.parquet")
    opened, findings = open_package(package)
    assert [finding.message for finding in findings] == ["a resource points outside the package"]
    assert "claims" not in opened.files


def test_a_path_that_is_no_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "claims.parquet").write_bytes(b"PAR1")
    for path in (tmp_path / "claims.parquet", tmp_path / "none"):
        with pytest.raises(ReportedlyError, match=r"no such folder; name a folder that holds datapackage\.json"):
            open_package(path)
