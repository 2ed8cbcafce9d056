"""Write the explorer of a package to one HTML file."""

from __future__ import annotations

from pathlib import Path

from reportedly.errors import ReportedlyError
from reportedly.explore.page import render_page
from reportedly.explore.payload import build_payload
from reportedly.explore.queries import read_package

DEFAULT_NAME = "explore.html"


def write_explorer(package: str | Path | None = None, out: str | Path = DEFAULT_NAME) -> Path:
    """One HTML file with a package's articles, claims, figures, events, disagreements and actors; its path.

    The same package gives the same bytes. The file needs neither network nor server.

    Args:
        package: a package's folder. Default: the package around the working directory, or else the dataset that
            was installed with reportedly.
        out: the file to write.

    Raises:
        ReportedlyError: no such package, the charts library is missing, or the file cannot be written.
    """
    out = Path(out)
    if out.is_dir():
        raise ReportedlyError(f"{out} is a folder; name a file: --out {out / DEFAULT_NAME}")
    html = render_page(build_payload(read_package(package)))
    try:
        out.write_text(html, "utf-8", newline="\n")
    except OSError as error:
        raise ReportedlyError(f"{out}: cannot be written ({error.strerror})") from error
    return out
