"""A coding file: the article in reading order, and under each sentence its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reportedly.errors import Finding, Where
from reportedly.read.fields import Row, kind_of, nearest, read_fields
from reportedly.read.locate import Miss, Span, locate, occurrences
from reportedly.read.yaml_nodes import Node
from reportedly.standard import Standard

ARTICLE = "article"
MAX_HOPS = 8


@dataclass(frozen=True)
class Block:
    """A block of the article. `span` reaches from its first word to the next block's first word."""

    kind: str
    span: Span
    where: Where


@dataclass(frozen=True)
class Sentence:
    """A sentence of a claim-carrying block; `no_claim` says why it yields none."""

    span: Span
    block_index: int
    no_claim: str | None
    where: Where


@dataclass(frozen=True)
class Hop:
    """One step of a chain of sources, with the places of the source's words and of the cue."""

    values: dict[str, Any]
    source: Span | None
    cue: Span | None
    where: Where


@dataclass(frozen=True)
class Claim:
    """A claim as coded: its columns, its place, the hops after the article, figures and relations."""

    label: str
    values: dict[str, Any]
    span: Span
    hops: tuple[Hop, ...]
    casualties: tuple[Row, ...]
    relations: tuple[Row, ...]
    where: Where


@dataclass(frozen=True)
class NameForm:
    """A form in which the article writes an actor. `only_in`: the stretches where it means this actor."""

    row: Row
    only_in: tuple[Span, ...] | None


@dataclass(frozen=True)
class Coding:
    """A coding file, read."""

    article_id: str
    coder: str
    coding: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    names: tuple[NameForm, ...]
    where: Where


def read_coding(root: Node, text: str, standard: Standard) -> tuple[Coding, list[Finding]]:
    """The coding in a YAML document of the article `text`, and everything that is wrong with it."""
    reader = _Reader(text, standard)
    coding = reader.coding(root)
    return coding, list(dict.fromkeys(reader.findings))  # a sentence's said_by is read for each of its claims


def items(node: Node) -> list[Node]:
    """The items of a list node; nothing for anything else."""
    return node.value if isinstance(node.value, list) else []


def children(node: Node) -> dict[str, Node]:
    """The values of a mapping node; nothing for anything else."""
    return node.value if isinstance(node.value, dict) else {}


@dataclass
class _Reader:
    """Walks one coding file with a cursor in the text and collects what is wrong on the way."""

    text: str
    standard: Standard
    findings: list[Finding] = field(default_factory=list)
    cursor: int = 0
    is_lost: bool = False  # the last words were not found, so what lies before the next ones is known to be uncovered
    gaps: list[tuple[Span, Finding]] = field(default_factory=list)

    def slip(self, rule: str, message: str, where: Where, **more: Any) -> None:
        self.findings.append(Finding(rule, message, where=where, **more))

    def miss(self, what: str, words: str, miss: Miss, where: Where, table: str | None = None) -> None:
        self.slip(
            "words_are_in_text",
            f"{what}: {miss.message}",
            where,
            table=table,
            value=words,
            expected=miss.nearest,
            advice=miss.advice,
        )

    def known_keys(self, node: Node, keys: Iterable[str]) -> dict[str, Node]:
        keys = list(keys)
        if not isinstance(node.value, dict):
            self.slip("fields_are_known", f"{kind_of(node.value)} where a mapping should stand", node.where)
            return {}
        for key, child in node.value.items():
            if key not in keys:
                advice = nearest(key, keys) or "Known keys: " + ", ".join(keys)
                self.slip("fields_are_known", f"unknown key {key!r}", child.where, column=key, advice=advice)
        return node.value

    def listed(self, node: Node | None, what: str) -> list[Node]:
        """The items of a list; a finding where something else stands."""
        if node is not None and not isinstance(node.value, list):
            self.slip("types_are_right", f"{what} holds {kind_of(node.value)}", node.where, expected="a list")
        return items(node) if node is not None else []

    def word(self, node: Node | None, what: str, parent: Node) -> str | None:
        """A text that must be there."""
        if node is None:
            self.slip("required_values_are_there", f"{what} is missing", parent.where)
        elif not isinstance(node.value, str) or not node.value.strip():
            found = "an empty text" if isinstance(node.value, str) else kind_of(node.value)
            self.slip("types_are_right", f"{what} holds {found}", node.where, expected="text")
        else:
            return node.value
        return None

    def term(self, node: Node | None, what: str, vocabulary: str, parent: Node) -> str | None:
        word = self.word(node, what, parent)
        names = self.standard.vocabularies[vocabulary].names
        if word is None or word in names:
            return word
        where = node.where if node else parent.where
        self.slip(
            "terms_are_defined",
            f"{word!r} is not a term of {vocabulary}",
            where,
            value=word,
            expected="one of " + ", ".join(names),
            advice=nearest(word, names),
        )
        return None

    def coding(self, root: Node) -> Coding:
        keys = self.known_keys(root, ("article_id", "coder", "coding", "blocks", "names"))
        article_id = self.word(keys.get("article_id"), "article_id", root) or ""
        coder = self.word(keys.get("coder"), "coder", root) or ""
        status = self.term(keys.get("coding"), "coding", "coding", root) or "reviewed"
        blocks, sentences, claims = self.blocks(keys.get("blocks"), root)
        seen: dict[str, Where] = {}
        for claim in claims:
            if claim.label in seen:
                first = seen[claim.label].line
                self.slip(
                    "labels_are_unique", f"the label {claim.label!r} stands twice, first in line {first}", claim.where
                )
            seen.setdefault(claim.label, claim.where)
        names = tuple(self.names(keys.get("names")))
        return Coding(article_id, coder, status, blocks, sentences, tuple(claims), names, root.where)

    # Blocks and sentences -------------------------------------------------------------------------------------

    def blocks(self, node: Node | None, root: Node) -> tuple[tuple[Block, ...], tuple[Sentence, ...], list[Claim]]:
        listed = self.listed(node, "blocks")
        if not listed:
            if node is None or isinstance(node.value, list):
                self.slip("required_values_are_there", "blocks is missing or empty", (node or root).where)
            return (), (), []
        carrying = self.standard.vocabularies["block_kind"].flagged("carries_claims")
        starts: list[tuple[str, int, Where]] = []
        sentences: list[Sentence] = []
        claims: list[Claim] = []
        for index, block in enumerate(listed):
            keys = self.known_keys(block, ("kind", "text", "sentences"))
            kind = self.term(keys.get("kind"), "kind", "block_kind", block) if keys else None
            first = len(sentences)
            if kind in carrying or (kind is None and "sentences" in keys):
                for sentence in self.sentences(keys, kind, block):
                    self.sentence(sentence, index, sentences, claims)
                start = sentences[first].span.start if len(sentences) > first else None
            else:
                span = self.block_text(keys, kind, block)
                start = span.start if span else None
            if kind and start is not None:
                starts.append((kind, start, block.where))
        self.left_out(len(self.text), starts[-1][2] if starts else root.where, "after")
        return self.tile(starts), tuple(sentences), claims

    def sentences(self, keys: dict[str, Node], kind: str | None, block: Node) -> list[Node]:
        """The sentences of a block that carries claims."""
        found = self.listed(keys.get("sentences"), "sentences")
        if "text" in keys:
            message = f"a {kind or 'claim-carrying'} block lists sentences, not text"
            self.slip("fields_are_known", message, keys["text"].where, column="text")
        elif "sentences" not in keys or keys["sentences"].value == []:
            self.slip("required_values_are_there", f"a {kind or 'claim-carrying'} block without sentences", block.where)
        self.is_lost |= not found
        return found

    def block_text(self, keys: dict[str, Node], kind: str | None, block: Node) -> Span | None:
        """Where the text of a block that carries no claims stands."""
        if "sentences" in keys:
            message = f"a {kind} block has a text, not sentences"
            self.slip("fields_are_known", message, keys["sentences"].where, column="sentences")
        words = self.word(keys.get("text"), "text", block) if keys and "sentences" not in keys else None
        self.is_lost |= words is None
        return self.advance(words, keys["text"].where, "block") if words else None

    def tile(self, starts: list[tuple[str, int, Where]]) -> tuple[Block, ...]:
        """Blocks that leave nothing out: each reaches to the next one's start, the first begins at 0."""
        bounds = [0, *(start for _, start, _ in starts[1:]), len(self.text)]
        return tuple(
            Block(kind, Span(bounds[index], bounds[index + 1]), where) for index, (kind, _, where) in enumerate(starts)
        )

    def advance(self, words: str, where: Where, what: str) -> Span | None:
        """The next place where the words stand; nothing but white space may be left out before it."""
        at = self.text.find(words, self.cursor)
        if at < 0:
            earlier = self.text.find(words, 0, self.cursor)
            if earlier >= 0:
                self.out_of_order(words, Span(earlier, earlier + len(words)), where, what)
                return None
            found = locate(words, self.text, Span(self.cursor, len(self.text)))
            if isinstance(found, Miss):
                self.miss(what, words, found, where)
            self.is_lost = True
            return None
        self.left_out(at, where, "before")
        self.cursor = at + len(words)
        return Span(at, self.cursor)

    def left_out(self, until: int, where: Where, side: str) -> None:
        skipped = self.text[self.cursor : until].strip()
        if skipped and not self.is_lost:
            shown = skipped if len(skipped) < 80 else skipped[:77] + "..."
            self.slip(
                "text_is_covered",
                f"words of the article are in no block or sentence {side} this one",
                where,
                value=shown,
                advice="Add the sentence or block that holds them.",
            )
            self.gaps.append((Span(self.cursor, until), self.findings[-1]))
        self.is_lost = False

    def out_of_order(self, words: str, span: Span, where: Where, what: str) -> None:
        """Words that stand earlier in the text. Where they were reported as left out, this says it better."""
        miss = Miss("the words stand before the text reached so far", "Keep the order of the article.")
        self.miss(what, words, miss, where)
        for gap, finding in self.gaps:
            rest = self.text[gap.start : span.start] + self.text[span.end : gap.end]
            if gap.start <= span.start and span.end <= gap.end and not rest.strip():
                self.findings.remove(finding)

    def sentence(self, node: Node, block_index: int, sentences: list[Sentence], claims: list[Claim]) -> None:
        keys = self.known_keys(node, ("text", "no_claim", "said_by", "claims"))
        words = self.word(keys.get("text"), "text", node) if keys else None
        if words is None:
            self.is_lost = True
            return
        span = self.advance(words, keys["text"].where, "sentence")
        if span is None:
            return
        no_claim = self.term(keys["no_claim"], "no_claim", "no_claim", node) if "no_claim" in keys else None
        coded = self.listed(keys.get("claims"), "claims")
        is_list = "claims" not in keys or isinstance(keys["claims"].value, list)
        if is_list and bool(coded) == ("no_claim" in keys):
            both = "both claims and no_claim" if coded else "neither claims nor no_claim"
            advice = "Code what the sentence says, or say with no_claim why it says nothing."
            self.slip(
                "sentences_are_coded_or_excused", f"the sentence has {both}", node.where, value=words, advice=advice
            )
        sentences.append(Sentence(span, block_index, no_claim, node.where))
        default = keys.get("said_by")
        for claim_node in coded:
            claim = self.claim(claim_node, span, default)
            if claim:
                claims.append(claim)

    # Claims ---------------------------------------------------------------------------------------------------

    def claim(self, node: Node, sentence: Span, said_by: Node | None) -> Claim | None:
        other = ("label", "quote_in", "said_by", "casualties", "relations")
        row, findings = read_fields(node, self.standard.tables["claims"].coded(), other, "claims")
        self.findings += findings
        keys = children(node)
        label = self.word(keys.get("label"), "label", node) if keys else None
        hops = tuple(self.hops(keys.get("said_by", said_by), sentence, 0)) if keys else ()
        relations = tuple(self.relations(keys.get("relations")))
        for column in ("hedge", "time_text"):
            self.contained(row.values.get(column), sentence, f"{column} of {label}", keys.get(column))
        quote = row.values.get("quote")
        if label is None or quote is None:
            return None
        scope = sentence
        if "quote_in" in keys:
            scope = self.scope(keys["quote_in"], sentence) or sentence
        span = locate(quote, self.text, scope)
        if isinstance(span, Miss):
            self.miss(f"quote of {label}", quote, span, keys["quote"].where, "claims")
            return None
        values = {"speech": "indirect" if hops else "narration", **row.values}
        return Claim(
            label,
            values,
            span,
            hops,
            tuple(self.casualties(keys.get("casualties"), span)),
            relations,
            node.where,
        )

    def contained(self, words: str | None, scope: Span, what: str, node: Node | None) -> None:
        if words is not None and node is not None and not occurrences(words, self.text, scope):
            found = locate(words, self.text, scope)
            if isinstance(found, Miss):
                self.miss(what, words, found, node.where)

    def scope(self, node: Node, within: Span | None = None) -> Span | None:
        words = self.word(node, "in", node)
        if words is None:
            return None
        span = locate(words, self.text, within)
        if isinstance(span, Miss):
            self.miss("in", words, span, node.where)
            return None
        return span

    def hops(self, node: Node | None, sentence: Span, depth: int) -> Iterator[Hop]:
        if node is None or node.value == ARTICLE:
            return
        if depth >= MAX_HOPS:
            self.slip("fields_are_known", f"more than {MAX_HOPS} hops", node.where)
            return
        fields = [one for one in self.standard.tables["attributions"].coded() if one.name != "claim_id"]
        row, findings = read_fields(node, fields, ("in", "citing"), "attributions")
        self.findings += findings
        keys = children(node)
        scope = (self.scope(keys["in"]) if "in" in keys else None) or sentence
        spans: dict[str, Span | None] = {}
        for column in ("source_text", "cue"):
            words = row.values.get(column)
            found = locate(words, self.text, scope) if words else None
            if isinstance(found, Miss):
                self.miss(column, str(words), found, keys[column].where, "attributions")
                found = None
            spans[column] = found
        for column in ("actor_id", "source_text"):
            if keys and column not in keys:
                message = f"a source without {column}"
                self.slip("required_values_are_there", message, node.where, table="attributions", column=column)
        reason = row.values.get("anonymity_reason")
        self.contained(reason, Span(0, len(self.text)), "anonymity_reason", keys.get("anonymity_reason"))
        yield Hop(row.values, spans["source_text"], spans["cue"], node.where)
        yield from self.hops(keys.get("citing"), sentence, depth + 1)

    def casualties(self, node: Node | None, quote: Span) -> Iterator[Row]:
        fields = [one for one in self.standard.tables["casualty_reports"].coded() if one.name != "claim_id"]
        for item in self.listed(node, "casualties"):
            row, findings = read_fields(item, fields, (), "casualty_reports")
            self.findings += findings
            for column in ("victims_text", "quantity_text"):
                self.contained(row.values.get(column), quote, column, children(item).get(column))
            yield row

    def relations(self, node: Node | None) -> Iterator[Row]:
        fields = [one for one in self.standard.tables["claim_relations"].coded() if one.name != "claim_id"]
        for item in self.listed(node, "relations"):
            row, findings = read_fields(item, fields, (), "claim_relations")
            self.findings += findings
            yield row

    def names(self, node: Node | None) -> Iterator[NameForm]:
        for item in self.listed(node, "names"):
            row, findings = read_fields(item, self.standard.tables["actor_names"].coded(), ("only_in",), "actor_names")
            self.findings += findings
            keys = children(item)
            name = row.values.get("name")
            if name is None:
                continue
            only_in = self.only_in(keys["only_in"], name) if "only_in" in keys else None
            if only_in is None and not occurrences(name, self.text):
                found = locate(name, self.text)
                if isinstance(found, Miss):
                    self.miss("name", name, found, keys["name"].where, "actor_names")
                continue
            yield NameForm(row, only_in)

    def only_in(self, node: Node, name: str) -> tuple[Span, ...]:
        """Where the form stands inside each of the given stretches; each must hold it once."""
        spans = []
        for item in self.listed(node, "only_in"):
            scope = self.scope(item)
            found = locate(name, self.text, scope) if scope else None
            if isinstance(found, Miss):
                self.miss("name", name, found, item.where, "actor_names")
            elif found:
                spans.append(found)
        return tuple(dict.fromkeys(spans))
