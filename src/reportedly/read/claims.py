"""The claims of a sentence: columns, chain of sources, figures, relations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.errors import Finding
from reportedly.read.fields import Row, read_fields
from reportedly.read.locate import Span, locate
from reportedly.read.reading import Reading, passed_on
from reportedly.read.records import Claim, Hop
from reportedly.read.shapes import listed, word
from reportedly.read.words import contained, located, stretch
from reportedly.read.yaml_nodes import Node, children, items
from reportedly.standard import Field, Standard

ARTICLE = "article"
MAX_HOPS = 8


@dataclass(frozen=True)
class ClaimReader:
    """Reads the claims of one article against its text."""

    text: str
    standard: Standard

    def claim(self, node: Node, sentence: Span, said_by: Node | None) -> Reading[Claim | None]:
        """A claim of a sentence. `said_by` is the sentence's, for claims that name no source of their own."""
        other = ("label", "quote_in", "said_by", "casualties", "relations")
        row = yield from passed_on(read_fields(node, self.standard.tables["claims"].coded(), other, "claims"))
        keys = children(node)
        label = (yield from word(keys.get("label"), "label", node)) if keys else None
        hops = (yield from self._hops(keys.get("said_by", said_by), sentence)) if keys else []
        relations = yield from self._rows(keys.get("relations"), "relations", "claim_relations")
        for column in ("hedge", "time_text"):
            words = row.values.get(column)
            yield from contained(words, self.text, sentence, f"{column} of {label}", keys.get(column))
        quote = row.values.get("quote")
        if label is None or quote is None:
            return None
        scope = (yield from stretch(keys["quote_in"], self.text, sentence)) if "quote_in" in keys else None
        found = locate(quote, self.text, scope or sentence)
        span = yield from located(quote, found, f"quote of {label}", keys["quote"].where, "claims")
        if span is None:
            return None
        casualties = yield from self._casualties(keys.get("casualties"), span)
        values = {"speech": "indirect" if hops else "narration", **row.values}
        return Claim(label, values, span, tuple(hops), tuple(casualties), tuple(relations), node.where)

    def _hops(self, node: Node | None, sentence: Span) -> Reading[list[Hop]]:
        """The chain of sources from the one that the article names to the origin."""
        hops: list[Hop] = []
        while node is not None and node.value != ARTICLE:
            if len(hops) >= MAX_HOPS:
                yield Finding("fields_are_known", f"more than {MAX_HOPS} hops", where=node.where)
                break
            hops.append((yield from self._hop(node, sentence)))
            node = children(node).get("citing")
        return hops

    def _hop(self, node: Node, sentence: Span) -> Reading[Hop]:
        fields = self._own_fields("attributions")
        row = yield from passed_on(read_fields(node, fields, ("in", "citing"), "attributions"))
        keys = children(node)
        scope = (yield from stretch(keys["in"], self.text)) if "in" in keys else None
        spans: dict[str, Span | None] = {}
        for column in ("source_text", "cue"):
            words = row.values.get(column)
            spans[column] = None
            if words:
                found = locate(words, self.text, scope or sentence)
                spans[column] = yield from located(words, found, column, keys[column].where, "attributions")
        for column in ("actor_id", "source_text"):
            if keys and column not in keys:
                message = f"a source without {column}"
                yield Finding("required_values_are_there", message, "attributions", column=column, where=node.where)
        reason, whole = row.values.get("anonymity_reason"), Span(0, len(self.text))
        yield from contained(reason, self.text, whole, "anonymity_reason", keys.get("anonymity_reason"))
        return Hop(row.values, spans["source_text"], spans["cue"], node.where)

    def _casualties(self, node: Node | None, quote: Span) -> Reading[list[Row]]:
        rows = yield from self._rows(node, "casualties", "casualty_reports")
        for row, item in zip(rows, items(node) if node else [], strict=True):
            for column in ("victims_text", "quantity_text"):
                yield from contained(row.values.get(column), self.text, quote, column, children(item).get(column))
        return rows

    def _rows(self, node: Node | None, what: str, table: str) -> Reading[list[Row]]:
        rows: list[Row] = []
        for item in (yield from listed(node, what)):
            rows.append((yield from passed_on(read_fields(item, self._own_fields(table), (), table))))
        return rows

    def _own_fields(self, table: str) -> Iterable[Field]:
        """The columns that a coder fills below a claim, which says itself which one it is."""
        return [field for field in self.standard.tables[table].coded() if field.name != "claim_id"]
