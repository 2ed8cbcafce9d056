"""The agreement table: as JSON for the descriptor, as Markdown for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reportedly.agreement.adjudication import check_adjudication
from reportedly.agreement.measure import measure
from reportedly.agreement.units import read_units
from reportedly.errors import Finding
from reportedly.standard import read_standard

RESULT = Path("seeds/agreement.json")
DOCUMENTS = (Path("README.md"), Path("DATASHEET.md"))
BEGIN, END = "<!-- agreement: begin (scripts/agreement.py) -->", "<!-- agreement: end -->"
RARE = 10


def compute(root: Path) -> tuple[dict[str, Any], list[Finding]]:
    """The agreement of `seeds/codings/first` with `second`, and what is wrong with the adjudication of the rest.

    Raises:
        ReportedlyError: one of the folders holds no coding.
        FindingsError: a coding has faults.
    """
    standard = read_standard()
    first, second = (read_units(root, folder, standard) for folder in ("first", "second"))
    return measure(first, second), check_adjudication(root, first, second)


def outputs(root: Path, result: dict[str, Any]) -> dict[Path, str]:
    """What the files that show the agreement should hold, by path relative to `root`."""
    texts = {RESULT: json.dumps(result, ensure_ascii=False, indent=2) + "\n"}
    for path in DOCUMENTS:
        if (root / path).is_file():
            texts[path] = _replaced((root / path).read_text("utf-8"), as_markdown(result))
    return texts


def _replaced(text: str, table: str) -> str:
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}" if begin and end else text


def as_markdown(result: dict[str, Any]) -> str:
    """Two tables: agreement by field with the items behind it, and the rare terms apart."""
    summary = result["summary"]
    claims, figures = summary["claims"], summary["figures"]
    matched = f"{claims['matched']} matched of {claims['first']} and {claims['second']}"
    lines = [
        "| what | measure | value | items |",
        "|---|---|---|---|",
        f"| claims (spans, IoU ≥ .5) | F1 | {_number(claims['f1'])} | {matched} |",
    ]
    for name, field in summary["fields"].items():
        value = "not defined: one term only" if field["alpha"] is None else _number(field["alpha"])
        lines.append(
            f"| {name} | Krippendorff's alpha (raw {_number(field['agreement'])}) | {value} | {field['items']} |"
        )
    lines.append(
        f"| casualty reports (harm, lower, upper) | F1 | {_number(figures['f1'])} "
        f"| {figures['matched']} equal of {figures['first']} and {figures['second']} |"
    )
    lines += ["", f"Terms that a coder used fewer than {RARE} times, where alpha says little:", ""]
    lines += ["| field | term | first | second | both | agreement |", "|---|---|---|---|---|---|"]
    for name, terms in result["terms"].items():
        for term, counts in terms.items():
            if name != "origin" and min(counts["first"], counts["second"]) < RARE:
                numbers = " | ".join(str(counts[key]) for key in ("first", "second", "both"))
                lines.append(f"| {name} | {term} | {numbers} | {_number(counts['agreement'])} |")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    """A figure as the field prints it, .870; a dash where nothing was there to compare."""
    if value is None:
        return "–"
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.000"
