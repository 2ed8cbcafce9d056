"""Rules in DuckDB's SQL carried over to Spark's by sqlglot, with what means something else there.

A function that sqlglot does not know, or a pattern that Java may read otherwise, is refused. What sqlglot knows it may
still carry over wrongly: tests hold every rule's findings on Spark against DuckDB's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any, ClassVar

from sqlglot import exp, parse_one
from sqlglot.dialects.spark import Spark
from sqlglot.errors import ErrorLevel, SqlglotError

from reportedly.check.spark.patterns import PatternError, java_pattern, java_replacement
from reportedly.errors import ReportedlyError

NUMBER_TEXT = "duckdb_number_text"  # functions of DuckDB that workers run (see `functions`)
SIMILARITY = "duckdb_jaro_winkler_similarity"
_LONGEST = 2**31 - 1  # Spark counts the characters of a text in 32 bits
_TO_THE_END = 2**32 - 1  # the length that DuckDB takes where none is stated


class CarryError(ReportedlyError):
    """A query cannot be carried over to Spark."""

    def __init__(self, reason: str) -> None:
        advice = "check with the local engine, or install the sqlglot that this release asks for"
        super().__init__(f"a rule cannot be carried over to Spark ({reason}); {advice}")


@cache
def to_spark(query: str, numbers: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """A query of DuckDB as queries of Spark that together give the same rows.

    What UNION ALL puts together are queries of their own: Spark would hold the joins of all of them in memory at once.

    Args:
        query: rendered, with no template's marks.
        numbers: the names of the columns of floating point, which the two write differently.

    Raises:
        CarryError: the query has something that is not known to mean the same.
    """
    try:
        tree = parse_one(query, read="duckdb")
        for table in tree.find_all(exp.CTE):
            table.set("materialized", None)
        _write_numbers(tree, numbers)
        for call in tree.find_all(exp.Anonymous):
            if call.name not in (NUMBER_TEXT, SIMILARITY):
                raise CarryError(f"the function {call.name} is not known in Spark")
        return tuple(part.sql(_Carried, unsupported_level=ErrorLevel.RAISE, comments=False) for part in _parts(tree))
    except (SqlglotError, PatternError) as error:
        raise CarryError(str(error).splitlines()[0]) from error


def _parts(tree: exp.Expression) -> Iterator[exp.Expression]:
    is_plain = isinstance(tree, exp.Union) and not tree.args.get("distinct")
    if is_plain and not any(tree.args.get(part) for part in ("with_", "order", "limit", "offset")):
        yield from _parts(tree.left)
        yield from _parts(tree.right)
    else:
        yield tree


def _write_numbers(tree: exp.Expression, numbers: Collection[str]) -> None:
    """Have DuckDB write the numbers that become text."""
    for column in list(tree.find_all(exp.Column)):
        parent = column.parent
        if column.name not in numbers:
            continue
        if isinstance(parent, exp.Cast) and parent.to.is_type("text"):
            parent.replace(exp.Anonymous(this=NUMBER_TEXT, expressions=[column.copy()]))
        elif isinstance(parent, exp.ConcatWs | exp.DPipe | exp.Concat):
            column.replace(exp.Anonymous(this=NUMBER_TEXT, expressions=[column.copy()]))


def _literal(node: exp.Expression) -> str:
    if not isinstance(node, exp.Literal) or not node.is_string:
        raise CarryError("a regular expression must be written out in the rule")
    return str(node.this)


def _substring(generator: Any, node: exp.Substring) -> str:
    """DuckDB's `substring`, which counts from the end before 1, and goes backwards for a negative length."""
    text, start = generator.sql(node, "this"), generator.sql(node, "start")
    length = generator.sql(node, "length") if node.args.get("length") else str(_TO_THE_END)
    origin = f"CASE WHEN {start} < 0 THEN LENGTH({text}) + {start} ELSE CAST({start} AS BIGINT) - 1 END"
    begin = f"GREATEST(0, {origin} + CASE WHEN {length} < 0 THEN {length} ELSE 0 END)"
    extent = f"{origin} + CASE WHEN {length} < 0 THEN 0 ELSE {length} END - {begin}"
    most = f"CASE WHEN {extent} > {_LONGEST} THEN {_LONGEST} ELSE {extent} END"
    return f"SUBSTRING({text}, CAST(LEAST({begin} + 1, {_LONGEST}) AS INT), CAST({most} AS INT))"


def _matches(whole: bool) -> Callable[[Any, exp.Expression], str]:
    def generate(generator: Any, node: exp.Expression) -> str:
        pattern = exp.Literal.string(java_pattern(_literal(node.expression), whole))
        return f"{generator.sql(node, 'this')} RLIKE {generator.sql(pattern)}"

    return generate


def _replace(generator: Any, node: exp.RegexpReplace) -> str:
    if node.args.get("modifiers") is None or node.args["modifiers"].name != "g":
        raise CarryError("Spark's regexp_replace replaces every match: say so with 'g'")
    pattern = exp.Literal.string(java_pattern(_literal(node.expression)))
    replacement = exp.Literal.string(java_replacement(_literal(node.args["replacement"])))
    return f"REGEXP_REPLACE({generator.sql(node, 'this')}, {generator.sql(pattern)}, {generator.sql(replacement)})"


def _joined(generator: Any, node: exp.ConcatWs) -> str:
    """Both leave nulls out; some versions of sqlglot put empty texts in their places."""
    return f"CONCAT_WS({generator.expressions(node, flat=True)})"


def _similarity(generator: Any, node: exp.Expression) -> str:
    return f"{SIMILARITY}({generator.sql(node, 'this')}, {generator.sql(node, 'expression')})"


def _lateral(generator: Any, node: exp.Lateral) -> str:
    """Rows made of the values of another: Spark's VALUES cannot see them."""
    values = node.this.this if isinstance(node.this, exp.Subquery) else None
    if not isinstance(values, exp.Values):
        return str(generator.lateral_sql(node))
    rows = ", ".join(f"STRUCT({generator.expressions(row, flat=True)})" for row in values.expressions)
    return f"LATERAL INLINE(ARRAY({rows})) AS {generator.sql(node, 'alias')}"


class _Carried(Spark):  # type: ignore[misc]
    class Generator(Spark.Generator):  # type: ignore[misc]
        TRANSFORMS: ClassVar[dict[Any, Any]] = {
            **Spark.Generator.TRANSFORMS,
            exp.ConcatWs: _joined,
            exp.JarowinklerSimilarity: _similarity,
            exp.Lateral: _lateral,
            exp.RegexpFullMatch: _matches(whole=True),
            exp.RegexpLike: _matches(whole=False),
            exp.RegexpReplace: _replace,
            exp.Substring: _substring,
        }
