"""Vega-Lite specifications of the charts, without data: the page fills in `rows`, widths and the ends of the axis.

Colours are the page's CSS variables. A chart has a wide form, with its labels in columns on the left, and a narrow one
for phones, with the label in two lines above its bar.
"""

from __future__ import annotations

from typing import Any

Spec = dict[str, Any]

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_BAR = 9
_WIDE_STEP, _NARROW_STEP = 26, 60
_SOURCES = {"domain": ["own", "named", "unnamed"], "range": ["var(--own)", "var(--named)", "var(--unnamed)"]}
_ROLES = {"domain": ["focal", "background"], "range": ["var(--focal)", "var(--own)"]}
_HOLLOW = "datum.hollow"
# Side, the column whose end is open, and how far the arrow stands off the bar.
_ARROWS = (("left", "from", -5), ("right", "to", 5))


def chart_specs() -> dict[str, Spec]:
    """All specifications by name."""
    return {
        "figuresWide": figures_chart(narrow=False),
        "figuresNarrow": figures_chart(narrow=True),
        "timelineWide": timeline_chart(narrow=False),
        "timelineNarrow": timeline_chart(narrow=True),
    }


def figures_chart(narrow: bool) -> Spec:
    """Casualty reports as intervals, one a row; an open end is an arrow, no figure is said in words."""
    x = {
        "type": "quantitative",
        "axis": {
            "orient": "top",
            "title": None,
            "tickMinStep": 1,
            "format": "d",
            "tickCount": {"expr": "min(steps, max(2, width / 50))"},
        },
        "scale": {"domain": {"expr": "[first, last]"}, "nice": False},
    }
    no_figure = {
        "transform": [{"filter": "datum.empty"}],
        "mark": {"type": "text", "align": "left", "dx": 4, "fontStyle": "italic", "fill": "var(--muted)"},
        "encoding": {"x": {"value": 0}, "text": {"field": "empty"}},
    }
    return _rows_chart(narrow, x, {"field": "source", "type": "nominal", "scale": _SOURCES, "legend": None}, no_figure)


def timeline_chart(narrow: bool) -> Spec:
    """Events as bars from first to last day; hollow where the event lies somewhere between, arrows at open ends."""
    x = {
        "type": "temporal",
        "axis": {
            "orient": "top",
            "title": None,
            "labelOverlap": "greedy",
            "labelSeparation": 6,
            "tickCount": {"expr": "max(2, width / 90)"},
        },
        "scale": {"type": "utc", "domain": {"expr": "[first, last]"}, "nice": False},
    }
    return _rows_chart(narrow, x, {"field": "role", "type": "nominal", "scale": _ROLES, "legend": None})


def _rows_chart(narrow: bool, x: Spec, color: Spec, *more: Spec) -> Spec:
    """A chart of one bar a row. Rows have: row, from, to, point, left, right, hollow, dim and their labels."""
    shift = 18 if narrow else 0
    color = {key: value for key, value in color.items() if key != "legend"} | {"legend": None}
    fill = {"condition": {"test": _HOLLOW, "value": "var(--paper)"}, **color}
    # One layer carries the axis; the others share its scale.
    axis_layer = {
        "mark": {"type": "bar", "height": _BAR, "yOffset": shift, "strokeWidth": 1.3},
        "transform": [{"filter": "isValid(datum.from) && !datum.point"}],
        "encoding": {
            "x": {"field": "from", **x},
            "x2": {"field": "to"},
            "fill": fill,
            "stroke": color,
        },
    }
    floor = {
        "transform": [{"filter": "isValid(datum.from) && !datum.point && !datum.left"}],
        "mark": {"type": "tick", "orient": "vertical", "size": 15, "thickness": 2, "yOffset": shift},
        "encoding": {"x": {"field": "from", "type": x["type"]}, "color": color},
    }
    point = {
        "transform": [{"filter": "datum.point"}],
        "mark": {"type": "point", "shape": "circle", "size": 80, "strokeWidth": 1.6, "opacity": 1, "yOffset": shift},
        "encoding": {
            "x": {"field": "from", "type": x["type"]},
            "fill": fill,
            "stroke": color,
        },
    }
    for_arrows: Spec = {"type": "point", "yOffset": shift, "size": 150, "opacity": 1}
    arrows: list[Spec] = [
        {
            "transform": [{"filter": f"datum.{side}"}],
            "mark": for_arrows | {"shape": f"triangle-{side}", "xOffset": offset},
            "encoding": {"x": {"field": field, "type": x["type"]}, "fill": color, "stroke": color},
        }
        for side, field, offset in _ARROWS
    ]
    for layer in more:
        layer["mark"]["dy"] = shift
    hit = {
        "mark": {"type": "rect", "fill": "var(--hover)", "cursor": "pointer"},
        "encoding": {
            "x": {"value": {"expr": "-labels"}},
            "x2": {"value": "width"},
            "opacity": {"condition": {"test": "datum.claim === chosen", "value": 1}, "value": 0},
        },
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "autosize": {"type": "pad", "contains": "padding"},
        "padding": {"left": 0, "right": 12, "top": 0, "bottom": 4},
        "background": None,
        "data": {"name": "rows"},
        "params": [{"name": name, "value": 0} for name in ("first", "last", "labels", "steps", "chosen", *_columns())],
        "height": {"step": _NARROW_STEP if narrow else _WIDE_STEP},
        "encoding": {"y": {"field": "row", "type": "ordinal", "sort": None, "axis": None}},
        "layer": [hit, axis_layer, floor, point, *arrows, *more, *(_narrow_labels() if narrow else _wide_labels())],
        "config": _config(),
    }


def _columns() -> tuple[str, ...]:
    return ("label1", "label2", "label3")


def _wide_labels() -> list[Spec]:
    """Three columns of labels left of the axis, as wide as the parameters say."""
    starts = ("-labels", "-labels + label1", "-labels + label1 + label2")
    return [
        _label(field, start, f"{field} - 12", weight)
        for field, start, weight in zip(_columns(), starts, ("bold", "normal", "normal"), strict=True)
    ]


def _narrow_labels() -> list[Spec]:
    """Two lines of labels above the bar."""
    labels = [_label("label1", "0", "width", "bold"), _label("below", "0", "width", "normal")]
    for label, dy in zip(labels, (-17, -1), strict=True):
        label["mark"]["dy"] = dy
    return labels


def _label(field: str, start: str, limit: str, weight: str) -> Spec:
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "limit": {"expr": limit},
            "fontWeight": weight,
            "cursor": "pointer",
        },
        "encoding": {
            "x": {"value": {"expr": start}},
            "text": {"field": field},
            "fill": {"condition": {"test": "datum.dim", "value": "var(--muted)"}, "value": "var(--ink)"},
        },
    }


def _config() -> Spec:
    # The table below each chart says the same in words; the drawing itself is hidden from assistive technology.
    return {
        "aria": False,
        "font": _FONT,
        "text": {"fontSize": 12.5},
        "view": {"stroke": None},
        "axis": {
            "domainColor": "var(--rule)",
            "gridColor": "var(--rule)",
            "tickColor": "var(--rule)",
            "labelColor": "var(--muted)",
            "labelFontSize": 12,
        },
    }
