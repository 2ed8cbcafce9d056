"""Tables against the standard: pandera for each table, SQL rules between them, text anchors."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from reportedly.check.tables import CheckResult, check_tables

__all__ = ["CheckResult", "check_tables"]


class _CallableModule(ModuleType):
    """`reportedly.check(...)` is the public function, and importing this folder puts the folder in its place."""

    def __call__(
        self,
        package: str | Path | None = None,
        only: str | None = None,
        texts: Path | None = None,
        *,
        memory_limit: str | None = None,
        engine: str = "local",
    ) -> CheckResult:
        from reportedly.check.package import check_package  # noqa: PLC0415

        return check_package(package, only, texts, memory_limit=memory_limit, engine=engine)


sys.modules[__name__].__class__ = _CallableModule
