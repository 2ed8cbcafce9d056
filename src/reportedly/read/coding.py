"""A coding file: the article in reading order, and under each sentence its claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.errors import Finding, Where
from reportedly.read.claims import ClaimReader
from reportedly.read.cursor import Cursor
from reportedly.read.locate import Span
from reportedly.read.name_forms import read_name_forms
from reportedly.read.reading import Reading, finish
from reportedly.read.records import Block, Claim, Coding, Sentence
from reportedly.read.shapes import known_keys, listed, term, word
from reportedly.read.yaml_nodes import Node
from reportedly.standard import Standard


@dataclass(frozen=True)
class _CodedSentence:
    sentence: Sentence
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class _CodedBlock:
    """A block as listed; `kind` and `start` are None where they could not be read."""

    kind: str | None
    start: int | None
    sentences: tuple[_CodedSentence, ...]
    where: Where


def read_coding(root: Node, text: str, standard: Standard) -> tuple[Coding, list[Finding]]:
    """The coding in a YAML document of the article `text`, and everything that is wrong with it."""
    coding, findings = finish(_coding(root, text, standard))
    return coding, list(dict.fromkeys(findings))  # a sentence's said_by is read for each of its claims


def _coding(root: Node, text: str, standard: Standard) -> Reading[Coding]:
    keys = yield from known_keys(root, ("article_id", "coder", "coding", "blocks", "names"))
    article_id = yield from word(keys.get("article_id"), "article_id", root)
    coder = yield from word(keys.get("coder"), "coder", root)
    status = yield from term(keys.get("coding"), "coding", standard.vocabularies["coding"], root)
    listed_blocks = yield from _BlockReader(Cursor(text), ClaimReader(text, standard), standard).blocks(keys, root)
    coded = [one for block in listed_blocks for one in block.sentences]
    claims = tuple(claim for one in coded for claim in one.claims)
    yield from _repeated_labels(claims)
    return Coding(
        article_id or "",
        coder or "",
        status or "reviewed",
        _tile(listed_blocks, len(text)),
        tuple(one.sentence for one in coded),
        claims,
        (yield from read_name_forms(keys.get("names"), text, standard)),
        root.where,
    )


def _repeated_labels(claims: Iterable[Claim]) -> Reading[None]:
    seen: dict[str, Where] = {}
    for claim in claims:
        if claim.label in seen:
            message = f"the label {claim.label!r} stands twice, first in line {seen[claim.label].line}"
            yield Finding("labels_are_unique", message, where=claim.where)
        seen.setdefault(claim.label, claim.where)


def _tile(blocks: list[_CodedBlock], end: int) -> tuple[Block, ...]:
    """Blocks that leave nothing out: each reaches to the next one's start, the first begins at 0."""
    placed = [(block.kind, block.start, block.where) for block in blocks if block.kind and block.start is not None]
    bounds = [0, *(start for _, start, _ in placed[1:]), end]
    return tuple(
        Block(kind, Span(bounds[index], bounds[index + 1]), where) for index, (kind, _, where) in enumerate(placed)
    )


@dataclass(frozen=True)
class _BlockReader:
    """Reads the blocks of one article in order, with a cursor in its text."""

    cursor: Cursor
    claims: ClaimReader
    standard: Standard

    def blocks(self, keys: dict[str, Node], root: Node) -> Reading[list[_CodedBlock]]:
        node = keys.get("blocks")
        nodes = yield from listed(node, "blocks")
        if not nodes:
            if node is None or isinstance(node.value, list):
                where = (node or root).where
                yield Finding("required_values_are_there", "blocks is missing or empty", where=where)
            return []
        blocks: list[_CodedBlock] = []
        for index, block in enumerate(nodes):
            blocks.append((yield from self._block(block, index)))
        placed = [block.where for block in blocks if block.kind and block.start is not None]
        yield from self.cursor.finish(placed[-1] if placed else root.where)
        return blocks

    def _block(self, node: Node, index: int) -> Reading[_CodedBlock]:
        keys = yield from known_keys(node, ("kind", "text", "sentences"))
        kinds = self.standard.vocabularies["block_kind"]
        kind = (yield from term(keys.get("kind"), "kind", kinds, node)) if keys else None
        if kind in kinds.flagged("carries_claims") or (kind is None and "sentences" in keys):
            sentences: list[_CodedSentence] = []
            for one in (yield from self._listed_sentences(keys, kind, node)):
                sentence = yield from self._sentence(one, index)
                sentences += [sentence] if sentence else []
            start = sentences[0].sentence.span.start if sentences else None
            return _CodedBlock(kind, start, tuple(sentences), node.where)
        span = yield from self._block_text(keys, kind, node)
        return _CodedBlock(kind, span.start if span else None, (), node.where)

    def _listed_sentences(self, keys: dict[str, Node], kind: str | None, block: Node) -> Reading[list[Node]]:
        """The sentences of a block that carries claims."""
        found = yield from listed(keys.get("sentences"), "sentences")
        if "text" in keys:
            message = f"a {kind or 'claim-carrying'} block lists sentences, not text"
            yield Finding("fields_are_known", message, column="text", where=keys["text"].where)
        elif "sentences" not in keys or keys["sentences"].value == []:
            message = f"a {kind or 'claim-carrying'} block without sentences"
            yield Finding("required_values_are_there", message, where=block.where)
        if not found:
            self.cursor.lose()
        return found

    def _block_text(self, keys: dict[str, Node], kind: str | None, block: Node) -> Reading[Span | None]:
        """Where the text of a block that carries no claims stands."""
        if "sentences" in keys:
            message = f"a {kind} block has a text, not sentences"
            yield Finding("fields_are_known", message, column="sentences", where=keys["sentences"].where)
        is_due = keys and "sentences" not in keys
        words = (yield from word(keys.get("text"), "text", block)) if is_due else None
        if words is None:
            self.cursor.lose()
            return None
        return (yield from self.cursor.advance(words, keys["text"].where, "block"))

    def _sentence(self, node: Node, block_index: int) -> Reading[_CodedSentence | None]:
        keys = yield from known_keys(node, ("text", "no_claim", "said_by", "claims"))
        words = (yield from word(keys.get("text"), "text", node)) if keys else None
        if words is None:
            self.cursor.lose()
            return None
        span = yield from self.cursor.advance(words, keys["text"].where, "sentence")
        if span is None:
            return None
        no_claim = None
        if "no_claim" in keys:
            no_claim = yield from term(keys["no_claim"], "no_claim", self.standard.vocabularies["no_claim"], node)
        coded = yield from listed(keys.get("claims"), "claims")
        is_list = "claims" not in keys or isinstance(keys["claims"].value, list)
        if is_list and bool(coded) == ("no_claim" in keys):
            message = f"the sentence has {'both claims and' if coded else 'neither claims nor'} no_claim"
            advice = "Code what the sentence says, or say with no_claim why it says nothing."
            yield Finding("sentences_are_coded_or_excused", message, value=words, advice=advice, where=node.where)
        claims: list[Claim] = []
        for one in coded:
            claim = yield from self.claims.claim(one, span, keys.get("said_by"))
            claims += [claim] if claim else []
        return _CodedSentence(Sentence(span, block_index, no_claim, node.where), tuple(claims))
