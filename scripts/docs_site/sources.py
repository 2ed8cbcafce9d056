"""Lay out the sources of the site: the repository's own Markdown where it lies, generated pages beside it.

The layout is the repository's, so that one relative link leads to the same file on a Git host and in the site. Only
the README has another name, `index.md`, and gets the site's table of contents.
"""

import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
from reference import reference_pages
from sections import contents, section_pages

from reportedly.check.texts import withhold_texts
from reportedly.explore import write_explorer
from reportedly.publish.parquet import write_parquet
from reportedly.standard import read_standard

README_LINK = re.compile(r"(\]\((?:\.\./)*)README\.md")


def lay_out(root: Path, folder: Path) -> Path:
    """The folder with everything that Sphinx reads."""
    sources = folder / "sources"
    sources.mkdir()
    shutil.copytree(root / "docs", sources / "docs")
    for entry in root.iterdir():
        if entry.suffix == ".md":
            shutil.copy(entry, sources)
        elif entry.name != "docs" and not entry.name.startswith("."):
            (sources / entry.name).symlink_to(entry)  # where links to files that are no pages lead
    (sources / "README.md").rename(sources / "index.md")
    for page in [*sources.glob("*.md"), *sources.glob("docs/*.md")]:
        text = README_LINK.sub(r"\1index.md", page.read_text("utf-8"))
        page.write_text(text + contents() if page.name == "index.md" else text, encoding="utf-8")
    for name, text in {**section_pages(), **reference_pages(read_standard())}.items():
        page = sources / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    _write_explorer(root, sources / "extra")
    return sources


def _write_explorer(root: Path, extra: Path) -> None:
    """The explorer of the dataset as a release has it: with quotes, without the articles' texts."""
    package = extra.parent.parent / "withheld"
    package.mkdir()
    shutil.copy(root / "datapackage.json", package)
    shutil.copytree(root / "dataset", package / "dataset")
    articles = package / "dataset" / "articles.parquet"
    write_parquet(withhold_texts(pq.read_table(articles)), articles)
    extra.mkdir()
    write_explorer(package, extra / "explorer.html")
