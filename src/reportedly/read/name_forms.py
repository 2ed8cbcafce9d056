"""The forms in which an article writes its actors."""

from __future__ import annotations

from reportedly.read.fields import read_fields
from reportedly.read.locate import Span, locate, occurrences
from reportedly.read.reading import Reading, passed_on
from reportedly.read.records import NameForm
from reportedly.read.shapes import listed
from reportedly.read.words import located, stretch
from reportedly.read.yaml_nodes import Node, children
from reportedly.standard import Standard

TABLE = "actor_names"


def read_name_forms(node: Node | None, text: str, standard: Standard) -> Reading[tuple[NameForm, ...]]:
    """The name forms that a coding lists. A form that the text does not hold is left out."""
    forms: list[NameForm] = []
    fields = standard.tables[TABLE].coded()
    for item in (yield from listed(node, "names")):
        row = yield from passed_on(read_fields(item, fields, ("only_in",), TABLE))
        keys = children(item)
        name = row.values.get("name")
        if name is None:
            continue
        only_in = (yield from _only_in(keys["only_in"], name, text)) if "only_in" in keys else None
        if only_in is None and not occurrences(name, text):
            yield from located(name, locate(name, text), "name", keys["name"].where, TABLE)
            continue
        forms.append(NameForm(row, only_in))
    return tuple(forms)


def _only_in(node: Node, name: str, text: str) -> Reading[tuple[Span, ...]]:
    """Where the form stands inside each of the given stretches; each must hold it once."""
    spans: list[Span] = []
    for item in (yield from listed(node, "only_in")):
        scope = yield from stretch(item, text)
        if scope is not None:
            found = yield from located(name, locate(name, text, scope), "name", item.where, TABLE)
            spans += [found] if found else []
    return tuple(dict.fromkeys(spans))
