"""A citation of a package, from its descriptor alone: APA, BibTeX, CSL-JSON.

Nothing is filled in: a descriptor without contributors gives a citation without an author, one without a homepage gives
one without a URL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.query.package import open_package
from reportedly.standard.to_descriptor import CONTENT_KEY, STANDARD_KEY

_AUTHOR_ROLES = {"author", "creator"}
_DOI = re.compile(r"(?:^doi:|^https?://(?:dx\.)?doi\.org/|^)(10\.\d{4,9}/\S+)$", re.IGNORECASE)
_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class Author:
    """Who made the dataset: a person with a family name, or an entity with a name alone."""

    name: str
    family: str | None = None
    given: str | None = None


@dataclass(frozen=True)
class Citation:
    """What a citation says. `content_hash` fixes what was cited, whatever wrote the files."""

    key: str
    title: str
    authors: tuple[Author, ...]
    publisher: str | None
    version: str | None
    issued: date | None
    doi: str | None
    url: str | None
    content_hash: str | None
    standard: str | None
    abstract: str | None
    keywords: tuple[str, ...]

    @property
    def note(self) -> str:
        """The full content hash and the standard, for the notes of a reference manager."""
        parts = [f"Content hash (SHA-256): {self.content_hash}"] if self.content_hash else []
        parts += [f"reportedly standard {self.standard}"] if self.standard else []
        return "; ".join(parts)


def cite_package(package: str | Path | None = None, format: str = "apa") -> str:
    """How to cite a package, in one of FORMATS.

    Args:
        package: its folder. Default: the package around the working directory, or the installed dataset.
        format: "apa", "bibtex" or "csl-json".

    Raises:
        ReportedlyError: there is no package, or its descriptor cannot be read.
    """
    opened, _ = open_package(package)
    return FORMATS[format](read_citation(opened.descriptor))


def read_citation(descriptor: Mapping[str, Any]) -> Citation:
    """What a descriptor says that belongs into a citation."""
    name = str(descriptor.get("name") or "package")
    version = _text(descriptor, "version")
    found = _DOI.search(str(descriptor.get("id") or ""))
    doi = found.group(1) if found else None
    contributors = [entry for entry in _items(descriptor, "contributors") if isinstance(entry, dict)]
    publishers = [entry for entry in contributors if "publisher" in _items(entry, "roles")]
    return Citation(
        key="-".join(part for part in (name, version) if part),
        title=_text(descriptor, "title") or name,
        authors=tuple(author for entry in _authors(contributors) if (author := _author(entry))),
        publisher=_text(publishers[0], "title") if publishers else None,
        version=version,
        issued=_day(descriptor.get("created")),
        doi=doi,
        url=f"https://doi.org/{doi}" if doi else _text(descriptor, "homepage"),
        content_hash=_text(descriptor, CONTENT_KEY),
        standard=_text(descriptor, STANDARD_KEY),
        abstract=_text(descriptor, "description"),
        keywords=tuple(str(word) for word in _items(descriptor, "keywords")),
    )


def as_apa(citation: Citation) -> str:
    """APA 7, plain text; a work without an author starts with its title. The full content hash is a note below."""
    year = str(citation.issued.year) if citation.issued else "n.d."
    version = f" (Version {citation.version})" if citation.version else ""
    title = f"{citation.title}{version} [Data set]."
    names = _apa_names(citation.authors)
    parts = [names if names.endswith(".") else f"{names}.", f"({year}).", title] if names else [title, f"({year})."]
    if citation.publisher and citation.publisher != names:
        parts.append(f"{citation.publisher}.")
    if citation.url:
        parts.append(citation.url)
    reference = " ".join(parts)
    return f"{reference}\n\n{citation.note}" if citation.note else reference


def as_bibtex(citation: Citation) -> str:
    """One @misc entry, which every BibTeX style knows; biblatex reads `version` too."""
    authors = " and ".join(_bibtex_name(author) for author in citation.authors)
    fields = {
        "author": authors or None,
        "title": f"{{{_latex(citation.title)}}}",
        "year": str(citation.issued.year) if citation.issued else None,
        "version": _latex(citation.version or "") or None,
        "howpublished": "Data set" + (f", version {_latex(citation.version)}" if citation.version else ""),
        "publisher": _latex(citation.publisher or "") or None,
        "doi": citation.doi,
        "url": citation.url,
        "note": _latex(citation.note) or None,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}"])


def as_csl_json(citation: Citation) -> str:
    """CSL-JSON, as Zotero, pandoc and citeproc read it: a list of one item."""
    issued = citation.issued
    item = {
        "id": citation.key,
        "type": "dataset",
        "title": citation.title,
        "author": [_csl_name(author) for author in citation.authors],
        "issued": {"date-parts": [[issued.year, issued.month, issued.day]]} if issued else None,
        "version": citation.version,
        "publisher": citation.publisher,
        "DOI": citation.doi,
        "URL": citation.url,
        "abstract": citation.abstract,
        "keyword": ", ".join(citation.keywords),
        "note": citation.note,
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Citation], str]] = {"apa": as_apa, "bibtex": as_bibtex, "csl-json": as_csl_json}


def _text(entry: Mapping[str, Any], key: str) -> str | None:
    """A property as one line of text."""
    value = entry.get(key)
    return " ".join(str(value).split()) or None if value is not None else None


def _items(entry: Mapping[str, Any], key: str) -> list[Any]:
    """The items of a list; none where a stranger's descriptor has something else."""
    value = entry.get(key)
    return value if isinstance(value, list) else []


def _day(created: object) -> date | None:
    try:
        return date.fromisoformat(str(created)[:10])
    except ValueError:
        return None


def _authors(contributors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those who are named as authors or creators; where nobody is, those without a role, or else the maintainers."""
    roles = [{str(role) for role in _items(entry, "roles")} for entry in contributors]
    by_rank = (
        [entry for entry, has in zip(contributors, roles, strict=True) if has & _AUTHOR_ROLES],
        [entry for entry, has in zip(contributors, roles, strict=True) if not has],
        [entry for entry, has in zip(contributors, roles, strict=True) if "maintainer" in has],
    )
    return next((entries for entries in by_rank if entries), [])


def _author(entry: Mapping[str, Any]) -> Author | None:
    family, given = _text(entry, "familyName"), _text(entry, "givenName")
    name = _text(entry, "title") or " ".join(part for part in (given, family) if part) or _text(entry, "organization")
    return Author(name, family, given if family else None) if name else None


def _apa_names(authors: tuple[Author, ...]) -> str:
    names = [_apa_name(author) for author in authors]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f", & {names[-1]}" if names else ""


def _apa_name(author: Author) -> str:
    if not author.family:
        return author.name
    initials = " ".join(f"{part[0]}." for part in (author.given or "").replace("-", " ").split())
    return f"{author.family}, {initials}" if initials else author.family


def _bibtex_name(author: Author) -> str:
    if author.family:
        return ", ".join(_latex(part) for part in (author.family, author.given) if part)
    return f"{{{_latex(author.name)}}}"


def _csl_name(author: Author) -> dict[str, str]:
    if author.family:
        return {"family": author.family, **({"given": author.given} if author.given else {})}
    return {"literal": author.name}


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char) or (f"\\{char}" if char in "&%$#_{}" else char) for char in text)
