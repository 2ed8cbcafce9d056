"""The fixture `reportedly_package` in the tests of others."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

# pytester forgets the modules that a run inside this process imports first, and compiled ones do not survive a second
# import: so what the fixture's methods import is imported here.
FIRST = [
    import_module(f"reportedly.{name}") for name in ("check.package", "check.report", "query.connect", "query.load")
]
ROOT = Path(__file__).parents[1]
# The entry point is shut out, so that the plugin is there once whether or not this environment has registered it.
PLUGIN = ("-p", "no:reportedly", "-p", "reportedly.pytest_plugin")
OPEN = """
def test_it(reportedly_package):
    assert len(reportedly_package.load("articles")) == 2
"""
CHECK = """
def test_it(reportedly_package):
    assert reportedly_package.check().is_clean
"""


@pytest.fixture
def run(pytester: pytest.Pytester):
    """Run a test file in a folder of its own."""

    def run_tests(code: str, *words: str | Path) -> pytest.RunResult:
        pytester.makepyfile(code)
        return pytester.runpytest_inprocess(*PLUGIN, *map(str, words))

    return run_tests


def test_the_package_named_on_the_command_line_is_opened(run, published_mini):
    code = """
    def test_it(reportedly_package):
        assert len(reportedly_package.load("articles")) == 2
        count = "SELECT count(*) FROM casualty_overview WHERE event_id = 'ferry-strike'"
        assert reportedly_package.connect().sql(count).fetchall()[0][0] > 0
        assert reportedly_package.check().findings == []
        assert reportedly_package.check(rule="quote_matches_text").rules_run == 1
        assert (reportedly_package.root / "datapackage.json").is_file()
    """
    run(code, "--reportedly-package", published_mini).assert_outcomes(passed=1)


def test_a_path_on_the_command_line_is_relative_to_where_pytest_was_called(run, published_mini, pytester):
    shutil.copytree(published_mini, pytester.path / "data")
    run(OPEN, "--reportedly-package", "data").assert_outcomes(passed=1)


def test_the_ini_file_names_a_package_relative_to_itself(run, published_mini, pytester):
    shutil.copytree(published_mini, pytester.path / "data")
    pytester.makeini("[pytest]\nreportedly_package = data\n")
    run(OPEN).assert_outcomes(passed=1)


def test_the_command_line_wins_over_the_ini_file(run, published_mini, pytester):
    pytester.makeini("[pytest]\nreportedly_package = nowhere\n")
    run(OPEN, "--reportedly-package", published_mini).assert_outcomes(passed=1)


def test_without_a_name_it_is_the_package_around_rootdir(published_mini, pytester):
    shutil.copytree(published_mini, pytester.path, dirs_exist_ok=True)
    tests = pytester.mkdir("tests")
    pytester.makeini("[pytest]\n")
    (tests / "test_deep.py").write_text(OPEN, encoding="utf-8")
    pytester.runpytest_inprocess(*PLUGIN, "tests").assert_outcomes(passed=1)


def test_without_any_package_it_says_so_and_does_not_take_the_installed_one(run):
    done = run(CHECK)
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*no reportedly package in * or above it; run `reportedly build`, or name one with*"])


def test_a_folder_without_a_package_is_named(run, tmp_path):
    done = run(CHECK, "--reportedly-package", tmp_path)
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines([f"{tmp_path}: no datapackage.json here*"])


def test_a_package_that_is_not_clean_fails_with_the_text_report_and_no_traceback(run, mini_package):
    (mini_package / "dataset" / "claims.parquet").unlink()
    done = run(CHECK, "--reportedly-package", mini_package)
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines([f"{mini_package.resolve()} is not clean", "resource_files_are_there: 1 row*"])
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_the_fixture_and_the_options_are_listed_with_their_help(pytester):
    pytester.runpytest_inprocess(*PLUGIN, "--fixtures").stdout.fnmatch_lines(
        ["reportedly_package [[]session scope[]]*", "    A published package: *"]
    )
    done = pytester.runpytest_inprocess(*PLUGIN, "--help")
    done.stdout.fnmatch_lines(["*--reportedly-package=DIR*", "*reportedly_package (string)*"])


def test_importing_the_plugin_loads_nothing_heavy():
    heavy = ("pandas", "duckdb", "pyarrow", "pandera", "numpy", "yaml", "reportedly.standard")
    code = f"import sys, reportedly.pytest_plugin; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_pytest_finds_the_plugin_by_itself():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"reportedly": "reportedly.pytest_plugin"}
