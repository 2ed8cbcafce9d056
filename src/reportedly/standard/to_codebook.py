"""The generated part of CODEBOOK.md: tables, vocabularies, views and rules, from the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.standard.contract import Field, Standard, Table, Vocabulary
from reportedly.standard.to_ddl import view_header

BEGIN, END = "<!-- generated from schemas/ by scripts/codebook.py: begin -->", "<!-- generated: end -->"
LAYERS = {"text": "what is printed", "assertion": "what the article says", "resolution": "what is concluded"}


def with_generated_part(written: str, standard: Standard) -> str:
    """The codebook with its generated part made anew; what is written by hand stays."""
    before, begin, rest = written.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{as_markdown(standard)}\n{END}{after}" if begin else written


def as_markdown(standard: Standard) -> str:
    """All tables, vocabularies, views and rules of the standard."""
    parts = ["## Tables", ""]
    for table in standard.tables.values():
        parts += _table(table)
    parts += ["## Vocabularies", ""]
    for vocabulary in standard.vocabularies.values():
        parts += vocabulary_section(vocabulary)
    parts += ["## Views", "", "| view | what it gives |", "|---|---|"]
    parts += [f"| `{name}` | {cell(view_header(sql))} |" for name, sql in standard.views.items()]
    parts += ["", "## Rules", "", "| rule | what is true of good data |", "|---|---|"]
    parts += [f"| `{name}` | {cell(_meaning(sql))} |" for name, sql in standard.rules.items()]
    return "\n".join(parts)


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.name}"
    yield ""
    key = ", ".join(f"`{column}`" for column in table.primary_key)
    yield f"{table.description} Layer: {table.layer} ({LAYERS[table.layer]}). Key: {key}."
    yield ""
    yield "| column | type | null | meaning | example |"
    yield "|---|---|---|---|---|"
    targets = {key.field: f"→ `{key.table}`. " for key in table.foreign_keys}
    for field in table.fields:
        null = "no" if field.required else "yes"
        meaning = cell(targets.get(field.name, "") + field.description)
        yield f"| `{field.name}` | {_type(field)} | {null} | {meaning} | `{example_cell(field)}` |"
    yield ""


def _type(field: Field) -> str:
    return f"[{field.vocabulary.name}](#{field.vocabulary.name})" if field.vocabulary else field.type


def example_cell(field: Field) -> str:
    """A column's example as it stands in a cell of a Markdown table."""
    example = str(field.example).lower() if isinstance(field.example, bool) else str(field.example)
    return cell(example.replace("\n", "⏎"))


def vocabulary_section(vocabulary: Vocabulary, heading: str = "###") -> Iterator[str]:
    """A vocabulary with its terms, as lines of Markdown."""
    yield f"{heading} {vocabulary.name}"
    yield ""
    yield f"{vocabulary.title}. Source: {vocabulary.source}."
    yield ""
    yield "| term | definition |"
    yield "|---|---|"
    for term in vocabulary.terms:
        flags = f" ({', '.join(sorted(flag.replace('_', ' ') for flag in term.flags))})" if term.flags else ""
        yield f"| `{term.name}` | {cell(term.definition + flags)} |"
    yield ""


def _meaning(sql: str) -> str:
    found = re.search(r"^-- means: (.*)$", sql, re.MULTILINE)
    return found.group(1) if found else ""


def cell(text: str) -> str:
    """A text that may stand in a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("<", "&lt;")
