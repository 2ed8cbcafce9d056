"""A coding as the file that people review: the article in reading order, and under each sentence its claims.

What is written reads back as the same coding (read.coding). A few codings cannot be written, because their words stand
where no longer stretch of the text tells them from their like: `unwritable` names the claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from reportedly.coder.stretches import stretch_around
from reportedly.read.locate import Span, occurrences
from reportedly.read.records import Claim, Coding, Hop, NameForm, Sentence
from reportedly.standard import Standard

_SHOWN = 60
_REVIEW = """\
# Drafted by {coder}: nobody has reviewed it.
# Read every claim against its sentence, mend or remove what is wrong, add what is missing, and answer each sentence
# with `no_claim: unverified`. Then set `coding: reviewed` and `coder` to who read it; the confidences drop out.
# review, lowest confidence first:
"""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def write_coding(coding: Coding, text: str, standard: Standard) -> str:
    """The coding file of the article `text`, with a list of its claims to review at the top.

    Raises:
        ValueError: a claim cannot be written (see `unwritable`).
    """
    writer = _Writer(coding, text, standard)
    content = writer.content()
    body = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=2**31)
    return _review(coding) + body


def unwritable(coding: Coding, text: str) -> list[str]:
    """The labels of claims whose words no stretch of the text tells from the same words elsewhere."""
    sentences = {sentence.span: sentence for sentence in coding.sentences}
    found = []
    for claim in coding.claims:
        sentence = next(span for span in sentences if span.start <= claim.span.start < span.end)
        quote_is_clear = _clear([claim.span], text, sentence) or stretch_around([claim.span], text, sentence)
        hops_are_clear = all(
            _clear(_spans(hop), text, sentence) or stretch_around(_spans(hop), text) for hop in claim.hops
        )
        if not (quote_is_clear and hops_are_clear):
            found.append(claim.label)
    return found


def _review(coding: Coding) -> str:
    lines = []
    for claim in sorted(coding.claims, key=lambda one: (one.values.get("confidence", 1.0), one.label)):
        words = " ".join(str(claim.values["quote"]).split())
        shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        lines.append(f"#   {claim.label} {claim.values.get('confidence', 1.0):.2f}  {shown}\n")
    return _REVIEW.format(coder=coding.coder) + ("".join(lines) or "#   no claim was found\n")


def _spans(hop: Hop) -> list[Span]:
    return [span for span in (hop.source, hop.cue) if span is not None]


def _clear(spans: Iterable[Span], text: str, scope: Span) -> bool:
    """Whether each of the spans is the one place in the scope where its words stand."""
    return all(occurrences(text[span.start : span.end], text, scope) == [span] for span in spans)


class _Writer:
    def __init__(self, coding: Coding, text: str, standard: Standard) -> None:
        self.coding = coding
        self.text = text
        self.columns = {
            table: {field.name: field.default for field in standard.tables[table].coded() if field.name != "claim_id"}
            for table in ("claims", "attributions", "casualty_reports", "claim_relations", "actor_names")
        }
        self.carrying = standard.vocabularies["block_kind"].flagged("carries_claims")

    def content(self) -> dict[str, Any]:
        coding = self.coding
        return {
            "article_id": coding.article_id,
            "coder": coding.coder,
            "coding": coding.coding,
            "blocks": list(self.blocks()),
            **({"names": [self.name(form) for form in coding.names]} if coding.names else {}),
        }

    def blocks(self) -> Iterator[dict[str, Any]]:
        for index, block in enumerate(self.coding.blocks):
            if block.kind in self.carrying:
                sentences = [self.sentence(one) for one in self.coding.sentences if one.block_index == index]
                yield {"kind": block.kind, "sentences": sentences}
            else:
                yield {"kind": block.kind, "text": self.words(block.span).strip()}

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def sentence(self, sentence: Sentence) -> dict[str, Any]:
        span = sentence.span
        claims = [self.claim(one, span) for one in self.coding.claims if span.start <= one.span.start < span.end]
        answer: dict[str, Any] = {"claims": claims} if claims else {"no_claim": sentence.no_claim}
        return {"text": self.words(span), **answer}

    def claim(self, claim: Claim, sentence: Span) -> dict[str, Any]:
        values = self.row(claim.values, "claims")
        if values.get("speech") == ("indirect" if claim.hops else "narration"):
            del values["speech"]  # what reading puts in
        written: dict[str, Any] = {"label": claim.label, "quote": values.pop("quote")}
        if not _clear([claim.span], self.text, sentence):
            written["quote_in"] = self.stretch([claim.span], claim.label, sentence)
        written |= values
        if claim.hops:
            written["said_by"] = self.chain(claim.hops, claim.label, sentence)
        if claim.casualties:
            written["casualties"] = [self.row(row.values, "casualty_reports") for row in claim.casualties]
        if claim.relations:
            written["relations"] = [self.row(row.values, "claim_relations") for row in claim.relations]
        return written

    def chain(self, hops: tuple[Hop, ...], label: str, sentence: Span) -> dict[str, Any]:
        """The hops, each citing the next, to the origin."""
        hop, *rest = hops
        written = self.row(hop.values, "attributions")
        if not _clear(_spans(hop), self.text, sentence):
            written["in"] = self.stretch(_spans(hop), label, None)
        if rest:
            written["citing"] = self.chain(tuple(rest), label, sentence)
        return written

    def name(self, form: NameForm) -> dict[str, Any]:
        written = self.row(form.row.values, "actor_names")
        if form.only_in is not None and not self.is_free(form):
            written["only_in"] = [self.stretch([span], str(form.row.values["name"]), None) for span in form.only_in]
        return written

    def is_free(self, form: NameForm) -> bool:
        """Whether a form means its actor wherever it stands alone, so that no stretches need be listed."""
        name = form.row.values["name"]
        others = [other for other in self.coding.names if other is not form]
        if any(other.row.values["name"] == name for other in others):
            return False
        longer = [span for other in others for span in other.only_in or () if len(other.row.values["name"]) > len(name)]
        alone = [
            span
            for span in occurrences(name, self.text)
            if not any(other.start <= span.start and span.end <= other.end for other in longer)
        ]
        return alone == list(form.only_in or ())

    def stretch(self, spans: list[Span], what: str, within: Span | None) -> str:
        found = stretch_around(spans, self.text, within)
        if found is None:
            raise ValueError(f"{what}: no stretch of the text tells its words from the same words elsewhere")
        return self.words(found)

    def row(self, values: Mapping[str, Any], table: str) -> dict[str, Any]:
        """The values in the order of the columns, without those that reading puts in anyway."""
        columns = self.columns[table]
        return {
            column: values[column]
            for column, default in columns.items()
            if column in values and (default is None or values[column] != default)
        }
