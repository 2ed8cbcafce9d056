"""`CITATION.cff`, Citation File Format 1.2.0, from the descriptor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from reportedly.citing.cite import Author, read_citation
from reportedly.errors import ReportedlyError

CITATION = "CITATION.cff"
_HEADER = "# Made from datapackage.json; change seeds/package.yaml instead.\n"
_MESSAGE = "If you use this dataset, please cite it with its version. `reportedly cite` gives its content hash too."


def citation_cff(descriptor: Mapping[str, Any]) -> str:
    """The text of CITATION.cff. The content hash is left out: it changes with every build, the file with releases.

    Raises:
        ReportedlyError: the descriptor names no author, without whom the format has no valid file.
    """
    citation = read_citation(descriptor)
    if not citation.authors:
        raise ReportedlyError(
            "CITATION.cff needs an author and the package names none; "
            "add contributors to seeds/package.yaml and run `reportedly build`"
        )
    licenses = [entry["name"] for entry in descriptor.get("licenses") or [] if entry.get("name")]
    content = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": citation.title,
        "abstract": citation.abstract,
        "authors": [_author(author) for author in citation.authors],
        "version": citation.version,
        "date-released": citation.issued.isoformat() if citation.issued else None,
        "doi": citation.doi,
        "url": None if citation.doi else citation.url,
        "license": licenses[0] if len(licenses) == 1 else licenses,
        "keywords": list(citation.keywords),
    }
    stated = {key: value for key, value in content.items() if value}
    return _HEADER + yaml.safe_dump(stated, sort_keys=False, allow_unicode=True, width=100)


def _author(author: Author) -> dict[str, str]:
    if author.family:
        return {"family-names": author.family, **({"given-names": author.given} if author.given else {})}
    return {"name": author.name}
