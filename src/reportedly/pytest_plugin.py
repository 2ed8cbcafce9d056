"""The pytest fixture `reportedly_package`, for people who test a package of their own::

    def test_the_package_is_clean(reportedly_package):
        reportedly_package.check()

The package is the one around pytest's rootdir, unless `--reportedly-package DIR` or the ini option
`reportedly_package` names another. pytest imports this module in every run of an environment that has reportedly, so
nothing heavy is imported before the fixture is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from reportedly.check import CheckResult

_OPTION = "reportedly_package"


@dataclass(frozen=True)
class TestedPackage:
    """A published package under test."""

    __test__ = False  # a fixture's value, not a test class

    root: Path

    def load(self, table: str) -> pd.DataFrame:
        """A table as a pandas frame, as `reportedly.load` gives it."""
        from reportedly.query.load import load  # noqa: PLC0415

        return load(table, self.root)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with tables and views, as `reportedly.connect` gives it."""
        from reportedly.query.connect import connect  # noqa: PLC0415

        return connect(self.root)

    def check(self, rule: str | None = None) -> CheckResult:
        """The result of checking the package (or one rule of it); fails the test with the report where it is not clean.

        Warnings do not fail it; they are among the result's findings.
        """
        from reportedly.check.package import check_package  # noqa: PLC0415
        from reportedly.check.report import as_text  # noqa: PLC0415

        __tracebackhide__ = True
        result = check_package(self.root, rule)
        if not result.is_clean:
            pytest.fail(f"{self.root} is not clean\n\n{as_text(result)}", pytrace=False)
        return result


def pytest_addoption(parser: pytest.Parser) -> None:
    """Register the option and its ini twin."""
    parser.getgroup("reportedly").addoption(
        "--reportedly-package",
        dest=_OPTION,
        metavar="DIR",
        help="The package that the fixture reportedly_package opens.",
    )
    parser.addini(_OPTION, "The package that the fixture reportedly_package opens, relative to this file.")


@pytest.fixture(scope="session")
def reportedly_package(pytestconfig: pytest.Config) -> TestedPackage:
    """A published package: `.load(table)`, `.connect()`, `.check()`."""
    from reportedly.errors import ReportedlyError  # noqa: PLC0415
    from reportedly.query.package import open_package  # noqa: PLC0415

    try:
        package, _ = open_package(_folder(pytestconfig))
    except ReportedlyError as error:
        pytest.fail(str(error), pytrace=False)
    return TestedPackage(package.root.resolve())


def _folder(config: pytest.Config) -> Path:
    """Where the package is: named on the command line, in the ini file, or around rootdir."""
    from reportedly.query.package import find_package  # noqa: PLC0415

    if named := config.getoption(_OPTION):
        return config.invocation_params.dir / str(named)
    if named := config.getini(_OPTION):
        return (config.inipath.parent if config.inipath else config.rootpath) / str(named)
    found = find_package(config.rootpath)
    if not config.rootpath.resolve().is_relative_to(found):  # the dataset that reportedly brings is nobody's to test
        pytest.fail(
            f"no reportedly package in {config.rootpath} or above it; run `reportedly build`, "
            f"or name one with --reportedly-package or the ini option {_OPTION}",
            pytrace=False,
        )
    return found
