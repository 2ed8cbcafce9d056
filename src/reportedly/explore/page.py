"""The page: template, style, scripts and data as one HTML text under a strict content security policy."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from reportedly import __version__
from reportedly.errors import ReportedlyError

# The Vega-Lite that the chart specifications are written for; vl-convert carries several.
VEGA_LITE = "6.1"
_SCRIPTS = ("data.js", "dom.js", "charts.js", "panel.js", "reader.js", "figures.js", "lists.js", "app.js")
_LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029"}


def render_page(payload: dict[str, Any]) -> str:
    """The whole page as text.

    Raises:
        ReportedlyError: the extra `explore` is not installed.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    style, script, charts = read_style(), read_script(), read_charts_library()
    environment = Environment(
        loader=PackageLoader("reportedly.explore"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2").render(
        policy=content_policy(scripts=[script, charts], styles=[style]),
        package=payload["package"],
        counts=_counts(payload),
        version=__version__,
        style=Markup(style),
        script=Markup(script),
        charts=Markup(charts),
        data=Markup(to_inert_json(payload)),
    )


def content_policy(scripts: list[str], styles: list[str]) -> str:
    """A policy that allows nothing but these scripts and styles, each by its hash.

    >>> content_policy(["a"], ["b"]).split("; ")[:2]
    ["default-src 'none'", "script-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"]
    """
    allowed_scripts, allowed_styles = (" ".join(_hash(text) for text in texts) for texts in (scripts, styles))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {allowed_scripts}",
            f"style-src {allowed_styles}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def to_inert_json(value: Any) -> str:
    r"""JSON that can stand in a script element: nothing in it ends the element or opens a comment.

    >>> to_inert_json("</script><!-- & \u2028")
    '"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    for char, escape in _LINE_ENDS.items():
        text = text.replace(char, escape)
    return text


def read_style() -> str:
    """The style sheet."""
    return _asset("explore.css")


def read_script() -> str:
    """The page's own scripts as one, in a scope of their own."""
    parts = "\n".join(_asset(name) for name in _SCRIPTS)
    return _refuse_markup(f'(() => {{\n"use strict";\n{parts}\n}})();\n')


@cache
def read_charts_library() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that leaves `vegaEmbed` behind.

    Raises:
        ReportedlyError: the extra `explore` is not installed.
    """
    try:
        import vl_convert  # noqa: PLC0415 - a large library that only this command needs
    except ImportError as error:
        raise ReportedlyError(
            "explore draws its charts with vl-convert-python, which is not installed; run"
            " pip install 'reportedly[explore]'"
        ) from error
    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VEGA_LITE)
    return _refuse_markup(f"/*\n{_asset('vega-license.txt')}*/\n(() => {{{bundle}\n}})();\n")


def _refuse_markup(script: str) -> str:
    """A script must not hold what ends its element; ours and the bundle hold none, and a future one might."""
    if "</script" in script.lower() or "<!--" in script:
        raise ReportedlyError("a script of the explorer holds markup; please report this with the versions in use")
    return script


def _asset(name: str) -> str:
    return files("reportedly.explore").joinpath("assets", name).read_text("utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _counts(payload: dict[str, Any]) -> list[tuple[int, str]]:
    """How much there is, as number and noun."""
    nouns = {
        "articles": ("article", "articles"),
        "claims": ("claim", "claims"),
        "casualties": ("casualty report", "casualty reports"),
        "actors": ("actor", "actors"),
        "events": ("event", "events"),
    }
    counts = [(len(payload[name]["rows"]), forms) for name, forms in nouns.items()]
    return [(count, one if count == 1 else many) for count, (one, many) in counts]
