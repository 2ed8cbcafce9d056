"""The shape of a coding's YAML: known keys, lists where lists stand, texts that are there, terms that are defined."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.errors import Finding
from reportedly.read.fields import kind_of, nearest
from reportedly.read.reading import Reading
from reportedly.read.yaml_nodes import Node, items
from reportedly.standard import Vocabulary


def known_keys(node: Node, keys: Iterable[str]) -> Reading[dict[str, Node]]:
    """The values of a mapping that may have these keys; nothing for anything else."""
    keys = list(keys)
    if not isinstance(node.value, dict):
        yield Finding("fields_are_known", f"{kind_of(node.value)} where a mapping should stand", where=node.where)
        return {}
    for key, child in node.value.items():
        if key not in keys:
            advice = nearest(key, keys) or "Known keys: " + ", ".join(keys)
            yield Finding("fields_are_known", f"unknown key {key!r}", column=key, advice=advice, where=child.where)
    return node.value


def listed(node: Node | None, what: str) -> Reading[list[Node]]:
    """The items of a list, where there is one."""
    if node is None:
        return []
    if not isinstance(node.value, list):
        yield Finding("types_are_right", f"{what} holds {kind_of(node.value)}", expected="a list", where=node.where)
    return items(node)


def word(node: Node | None, what: str, parent: Node) -> Reading[str | None]:
    """A text that must be there."""
    if node is None:
        yield Finding("required_values_are_there", f"{what} is missing", where=parent.where)
    elif not isinstance(node.value, str) or not node.value.strip():
        found = "an empty text" if isinstance(node.value, str) else kind_of(node.value)
        yield Finding("types_are_right", f"{what} holds {found}", expected="text", where=node.where)
    else:
        return node.value
    return None


def term(node: Node | None, what: str, vocabulary: Vocabulary, parent: Node) -> Reading[str | None]:
    """A term that must be there."""
    found = yield from word(node, what, parent)
    names = vocabulary.names
    if found is None or found in names:
        return found
    yield Finding(
        "terms_are_defined",
        f"{found!r} is not a term of {vocabulary.name}",
        value=found,
        expected="one of " + ", ".join(names),
        advice=nearest(found, names),
        where=node.where if node else parent.where,
    )
    return None
