"""Look at a package in a browser: one self-contained HTML file that needs no network.

The charts are Vega-Lite, embedded from the JavaScript bundle that the Vega project's PyPI package `vl-convert-python`
carries (BSD-3, under 1 MB in the page), so that no copy of a library lies in this repository. Its expression
interpreter runs under a content security policy without `unsafe-eval`, and its SVG prints sharply and takes its colours
from the page's style sheet, so that light, dark and paper need no second drawing.
"""

from reportedly.explore.write import write_explorer

__all__ = ["write_explorer"]
