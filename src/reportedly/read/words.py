"""Words of a coding in the text of its article, and what to say where they are not there."""

from __future__ import annotations

from reportedly.errors import Finding, Where
from reportedly.read.locate import Miss, Span, locate, occurrences
from reportedly.read.reading import Reading
from reportedly.read.shapes import word
from reportedly.read.yaml_nodes import Node


def missed(what: str, words: str, miss: Miss, where: Where, table: str | None = None) -> Finding:
    """Words that are not where they should be, as a finding."""
    message = f"{what}: {miss.message}"
    return Finding("words_are_in_text", message, table, None, None, words, miss.nearest, miss.advice, where)


def located(words: str, found: Span | Miss, what: str, where: Where, table: str | None = None) -> Reading[Span | None]:
    """Where the words stand, if `locate` found them."""
    if isinstance(found, Miss):
        yield missed(what, words, found, where, table)
        return None
    return found


def contained(words: str | None, text: str, scope: Span, what: str, node: Node | None) -> Reading[None]:
    """Nothing, where the words stand in the scope at all."""
    if words is not None and node is not None and not occurrences(words, text, scope):
        yield from located(words, locate(words, text, scope), what, node.where)


def stretch(node: Node, text: str, within: Span | None = None) -> Reading[Span | None]:
    """The longer stretch of text in which a coder says that words stand (`in`, `quote_in`, `only_in`)."""
    words = yield from word(node, "in", node)
    if words is None:
        return None
    return (yield from located(words, locate(words, text, within), "in", node.where))
