"""DuckDB statements from the contract: tables with their keys' columns, types and comments."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.standard.contract import Table

DUCKDB_TYPES = {"string": "VARCHAR", "integer": "INTEGER", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def quote_identifier(name: str) -> str:
    """A name as a SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def quote_literal(text: str) -> str:
    """A text as a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def create_table(table: Table) -> str:
    """`CREATE TABLE` with types and NOT NULL.

    Keys are not declared: `reportedly check` proves them, and DuckDB would build an index for each.
    """
    columns = ",\n  ".join(
        f"{quote_identifier(field.name)} {DUCKDB_TYPES[field.type]}{' NOT NULL' if field.required else ''}"
        for field in table.fields
    )
    return f"CREATE TABLE {quote_identifier(table.name)} (\n  {columns}\n)"


def comments(table: Table) -> Iterator[str]:
    """`COMMENT ON` statements for the table and each of its columns."""
    name = quote_identifier(table.name)
    yield f"COMMENT ON TABLE {name} IS {quote_literal(table.description)}"
    for field in table.fields:
        yield f"COMMENT ON COLUMN {name}.{quote_identifier(field.name)} IS {quote_literal(field.description)}"


def view_header(sql: str) -> str:
    """What a view gives: its leading comment lines."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)
