"""The pages that open the sections of the site. They name what comes first; a new page of docs/ joins by itself."""

from collections.abc import Iterable

SECTIONS = ("/guides", "/reference/tables", "/reference", "/project")
GUIDES = ("/docs/tutorial", "/docs/questions", "/docs/standard", "/docs/*")
REFERENCE = ("vocabularies", "rules", "views", "command-line", "python")
PROJECT = ("/CODEBOOK", "/DATASHEET", "/DECISIONS", "/CHANGELOG", "/LICENSE-DATA")


def contents() -> str:
    """The site's table of contents, which ends its first page."""
    return "\n" + _toctree(SECTIONS, "hidden")


def section_pages() -> dict[str, str]:
    """The section pages by their path."""
    return {
        "guides.md": "# Guides\n\nTo look at the first dataset without installing anything, open its "
        '<a href="explorer.html">explorer</a>: one page, which needs no network. The articles\' texts are left out; '
        "the quotes are there.\n\n" + _toctree(GUIDES, "glob"),
        "reference.md": "# Reference\n\nGenerated, like the [tables](reference/tables.md): terms, rules and views from "
        "`schemas/`, commands and functions from the code.\n\n" + _toctree(f"/reference/{name}" for name in REFERENCE),
        "project.md": "# Project\n\n" + _toctree(PROJECT),
    }


def _toctree(pages: Iterable[str], *options: str) -> str:
    return "\n".join(["```{toctree}", ":maxdepth: 1", *(f":{option}:" for option in options), "", *pages, "```", ""])
