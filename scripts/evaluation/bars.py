"""Bars that figures must reach: `casualty_f=.4,quote_exact=1`."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.scoring import Figures
from reportedly.errors import ReportedlyError

LOWER_IS_BETTER = frozenset({"false_alarms", "calibration_error"})
SLACK = 1e-12
"""For bars that are written as a rounded fraction of the very same figure."""


@dataclass(frozen=True)
class Bar:
    """One figure and its bar. A figure that there is none of does not reach it."""

    name: str
    value: float | None
    least: float

    @property
    def is_reached(self) -> bool:
        """At least the bar; for `false_alarms` and `calibration_error`, at most."""
        if self.value is None:
            return False
        if self.name in LOWER_IS_BETTER:
            return self.value <= self.least + SLACK
        return self.value >= self.least - SLACK

    def __str__(self) -> str:
        sign = {(False, True): ">=", (False, False): "<", (True, True): "<=", (True, False): ">"}
        found = "none" if self.value is None else f"{self.value:.4g}"
        return f"{self.name} {found} {sign[self.name in LOWER_IS_BETTER, self.is_reached]} {self.least:g}"


def read_bars(written: str, figures: Figures) -> list[Bar]:
    """The bars, each with its figure.

    Raises ReportedlyError where one is not `name=number` or names no figure.
    """
    bars = []
    for part in filter(None, (part.strip() for part in written.split(","))):
        name, _, number = (piece.strip() for piece in part.partition("="))
        try:
            least = float(number)
        except ValueError:
            raise ReportedlyError(f"--fail-under: {part!r} is not name=number") from None
        if name not in figures:
            raise ReportedlyError(f"--fail-under: there is no figure {name!r}. Figures: {', '.join(sorted(figures))}")
        bars.append(Bar(name, figures[name], least))
    return bars
