"""How the cost of a build grows with the number of articles, as a picture for docs/performance.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import vl_convert
from measure import Measured, medians

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "build-growth.svg"
BUILDS = ("from nothing", "after a change in one article", "after one more article")
_COLOURS = ("#1f5a8a", "#b3541e", "#5c7f3a")


def draw(measured: Measured, names: dict[int, tuple[str, ...]], into: Path = PICTURE) -> None:
    """Write the picture.

    Args:
        measured: the measurements.
        names: the commands of the builds, in the order of BUILDS, by number of articles.
        into: the SVG file.
    """
    rows = [
        {"articles": articles, "seconds": found["cpu"], "build": build}
        for articles, commands in names.items()
        for build, command in zip(BUILDS, commands, strict=True)
        if (found := medians(measured, command))
    ]
    into.write_text(vl_convert.vegalite_to_svg(spec(rows)) + "\n", encoding="utf-8")


def spec(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The chart: processor time over articles, a line a kind of build; both axes are linear."""
    number = {"type": "quantitative"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 560,
        "height": 300,
        "background": "white",
        "data": {"values": rows},
        "mark": {"type": "line", "point": {"size": 45}, "strokeWidth": 2},
        "encoding": {
            "x": {"field": "articles", **number, "axis": {"title": "articles", "format": ",d", "grid": False}},
            "y": {"field": "seconds", **number, "axis": {"title": "processor time in seconds"}},
            "color": {
                "field": "build",
                "scale": {"domain": list(BUILDS), "range": list(_COLOURS)},
                "legend": {"title": "reportedly build", "orient": "top-left", "labelLimit": 300},
            },
        },
    }
