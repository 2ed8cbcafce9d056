"""The generated reference pages, as Markdown: from the standard, the command line and the Python names."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile

import reportedly
from reportedly.check.rules import header
from reportedly.standard.contract import Field, Standard, Table
from reportedly.standard.to_codebook import LAYERS, cell, example_cell, vocabulary_section
from reportedly.standard.to_ddl import quote_identifier

FILLED = {"coded": "coder", "computed": "build", "coded_or_computed": "coder or build"}

WIDE_PAGE = "---\nhtml_theme.sidebar_secondary.remove: true\n---\n"  # one heading needs no contents, its table the room


def reference_pages(standard: Standard) -> dict[str, str]:
    """Every generated page by its path."""
    pages = {
        "tables.md": _tables(standard),
        "vocabularies.md": _vocabularies(standard),
        "rules.md": _rules(standard),
        "views.md": _views(standard),
        "command-line.md": command_line(),
        "python.md": _python(standard),
    }
    tables = {f"tables/{table.name}.md": _table(table, standard) for table in standard.tables.values()}
    return {f"reference/{path}": "\n".join(lines) + "\n" for path, lines in (pages | tables).items()}


def _tables(standard: Standard) -> Iterator[str]:
    yield from ("# Tables", "")
    yield "Three layers that are never mixed. Each table's page has its columns, keys and constraints."
    for layer, meaning in LAYERS.items():
        yield from ("", f"## {layer.capitalize()}: {meaning}", "", "| table | what a row is |", "|---|---|")
        for table in standard.tables.values():
            if table.layer == layer:
                yield f"| [{table.name}](tables/{table.name}.md) | {cell(table.description)} |"
    yield from ("", "```{toctree}", ":hidden:", "")
    yield from (f"tables/{name}" for name in standard.tables)
    yield "```"


def _table(table: Table, standard: Standard) -> Iterator[str]:
    key = ", ".join(f"`{column}`" for column in table.primary_key)
    order = ", ".join(f"`{column}`" for column in table.sort)
    yield WIDE_PAGE
    yield from (f"# {table.name}", "", table.description, "")
    yield f"- Layer: {table.layer}, {LAYERS[table.layer]}"
    yield f"- Key: {key}"
    yield f"- Sorted by: {order}"
    uses = [
        f"[{other.name}]({other.name}.md).`{key.field}`"
        for other in standard.tables.values()
        for key in other.foreign_keys
        if key.table == table.name
    ]
    if uses:
        yield f"- Referred to by: {', '.join(uses)}"
    yield f"- Table Schema: [{table.name}.json](../../schemas/{table.name}.json)"
    yield from ("", "## Columns", "", "| column | type | null | meaning | example | filled by | must be |")
    yield "|---|---|---|---|---|---|---|"
    targets = {key.field: f"→ [{key.table}]({key.table}.md). " for key in table.foreign_keys}
    for field in table.fields:
        terms = field.vocabulary and field.vocabulary.name
        cells = [
            f'<a id="{field.name}"></a>`{field.name}`',
            f"[{terms}](../vocabularies.md#{terms})" if terms else field.type,
            "no" if field.required else "yes",
            targets.get(field.name, "") + cell(field.description),
            f"`{example_cell(field)}`",
            FILLED[field.filled],
            _bounds(field),
        ]
        yield f"| {' | '.join(cells)} |"


def _bounds(field: Field) -> str:
    bounds = [f"{sign} {bound:g}" for sign, bound in (("≥", field.minimum), ("≤", field.maximum)) if bound is not None]
    return ", ".join([*bounds, *([f"`{cell(field.pattern)}`"] if field.pattern else [])])


def _vocabularies(standard: Standard) -> Iterator[str]:
    yield from ("# Vocabularies", "", "The terms of every column that has a list of them.", "")
    for vocabulary in standard.vocabularies.values():
        first, *rest = vocabulary_section(vocabulary, heading="##")
        columns = [
            f"[{table.name}.{field.name}](tables/{table.name}.md)"
            for table in standard.tables.values()
            for field in table.fields
            if field.vocabulary is vocabulary
        ]
        yield from (first, "", f"In {', '.join(columns)}." if columns else "In rules and views only.", *rest)


def _rules(standard: Standard) -> Iterator[str]:
    yield from ("# Rules", "")
    yield "What is true of good data. Each rule is a query that returns the rows that break it, a file of "
    yield "`schemas/rules/`; `tables`, `key` and `terms` in it are filled in from the tables and vocabularies."
    for name, sql in standard.rules.items():
        about = header(sql)
        yield from ("", f"## {name}", "", f"{_sentence(about['means'])}")
        yield from ("", f"*Where it finds something ({prose(about['title'])}):* {prose(about['advice'])}")
        yield from _folded_sql(sql, "sql+jinja")


def _views(standard: Standard) -> Iterator[str]:
    yield from ("# Views", "", "The derived tables that `reportedly.connect`, `reportedly sql` and exports have.")
    connection = reportedly.connect()
    for name, sql in standard.views.items():
        yield from ("", f"## {name}", "")
        first, *more = comment_lines(sql)
        yield from (prose(first), "")
        yield from (f"- {prose(line)}" for line in more)
        yield from ("", "| column | type |", "|---|---|")
        for column, kind, *_ in connection.execute(f"DESCRIBE {quote_identifier(name)}").fetchall():
            yield f"| `{column}` | {kind} |"
        yield from _folded_sql(sql, "sql")
    connection.close()


def _folded_sql(sql: str, language: str) -> Iterator[str]:
    lines = sql.strip().splitlines()[len(comment_lines(sql)) :]
    yield from ("", "<details><summary>Its SQL</summary>", "", f"```{language}", *lines, "```", "", "</details>")


def comment_lines(sql: str) -> list[str]:
    """The lines of the comment that a file of SQL begins with."""
    return [line.removeprefix("--").strip() for line in takewhile(lambda line: line.startswith("--"), sql.splitlines())]


def command_line() -> Iterator[str]:
    """Typer's own account of the commands, without its list of summaries cut short at 45 characters."""
    command = [sys.executable, "-m", "typer", "reportedly.cli", "utils", "docs", "--name", "reportedly"]
    env = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [*command, "--title", "Command line"], check=True, capture_output=True, encoding="utf-8", env=env
    )
    yield re.sub(r"\*\*Commands\*\*:\n\n(\* .*\n)+\n", "", done.stdout)


def _python(standard: Standard) -> Iterator[str]:
    names = [name for name in reportedly.__all__ if not name.startswith("__")]
    yield from ("# Python", "", "```{eval-rst}", ".. automodule:: reportedly", "   :no-members:", "")
    yield from (f".. autofunction:: reportedly.{name}" for name in names)
    yield from ("```", "", "## What a check gives", "", "```{eval-rst}")
    yield from (".. autoclass:: reportedly.check.tables.CheckResult", "   :members:", "")
    yield from (".. automodule:: reportedly.errors", "   :members:", "   :show-inheritance:", "```")
    yield from ("", "## reportedly.schemas", "", "```{eval-rst}", ".. automodule:: reportedly.schemas", "```", "")
    yield "A schema for each table: " + ", ".join(f"[`{name}`](tables/{name}.md)" for name in standard.tables) + "."
    yield from ("", "## pytest", "", "```{eval-rst}", ".. automodule:: reportedly.pytest_plugin", "")
    yield from (".. autoclass:: reportedly.pytest_plugin.TestedPackage", "   :members:", "```")


def _sentence(text: str) -> str:
    return prose(text[:1].upper() + text[1:] + ("" if text.endswith(".") else "."))


def prose(text: str) -> str:
    """A text of a comment as Markdown that shows just these characters."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
