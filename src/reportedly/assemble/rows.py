"""The rows of one article: plain dicts by column, each with the line that made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from reportedly.errors import Finding
from reportedly.read.fields import Row
from reportedly.read.records import Claim, Coding
from reportedly.read.seeds import Article
from reportedly.resolve import count_mentions, identification_of
from reportedly.standard import Standard
from reportedly.standard.quantities import read_quantity

ActorKinds = dict[str, str]

_quantity = lru_cache(65_536)(read_quantity)  # articles say "two" and "a man" again and again


def article_row(article: Article) -> Row:
    """`articles`: what the text states, with its length and hash."""
    computed = {
        "char_count": len(article.text),
        "text_sha256": hashlib.sha256(article.text.encode("utf-8")).hexdigest(),
        "text": article.text,
    }
    return Row({**article.row.values, **computed}, article.row.where)


def block_rows(coding: Coding) -> Iterator[Row]:
    """`blocks` in reading order."""
    for index, block in enumerate(coding.blocks):
        yield Row(
            {
                "article_id": coding.article_id,
                "block_index": index,
                "kind": block.kind,
                "char_start": block.span.start,
                "char_end": block.span.end,
            },
            block.where,
        )


def sentence_rows(coding: Coding) -> Iterator[Row]:
    """`sentences` in reading order."""
    for index, sentence in enumerate(coding.sentences):
        yield Row(
            {
                "article_id": coding.article_id,
                "sentence_index": index,
                "block_index": sentence.block_index,
                "char_start": sentence.span.start,
                "char_end": sentence.span.end,
                "no_claim": sentence.no_claim,
            },
            sentence.where,
        )


def claim_id(coding: Coding, label: str) -> str:
    """The id of a claim of this coding; an id that already names an article stays as it is."""
    return label if "." in label else f"{coding.article_id}.{label}"


def claim_row(coding: Coding, claim: Claim) -> Row:
    """`claims`."""
    computed = {
        "claim_id": claim_id(coding, claim.label),
        "article_id": coding.article_id,
        "char_start": claim.span.start,
        "char_end": claim.span.end,
        "coding": coding.coding,
        "coder": coding.coder,
    }
    # What a machine thought of a claim says nothing once somebody has read it.
    stated = {key: value for key, value in claim.values.items() if key != "confidence" or coding.coding == "machine"}
    return Row({**stated, **computed}, claim.where)


def attribution_rows(coding: Coding, claim: Claim, publisher_id: str | None, kinds: ActorKinds) -> Iterator[Row]:
    """`attributions`: the article itself, then the coded hops, the last of them the origin."""
    identifier = claim_id(coding, claim.label)
    outlet = {"claim_id": identifier, "hop": 0, "actor_id": publisher_id, "medium": "unstated"}
    outlet["identification"] = identification_of(kinds.get(publisher_id)) if publisher_id else None
    yield Row({**outlet, "is_origin": not claim.hops}, claim.where)
    for number, hop in enumerate(claim.hops, start=1):
        values = {
            "identification": identification_of(kinds.get(hop.values.get("actor_id", ""))),
            **hop.values,
            "claim_id": identifier,
            "hop": number,
            "is_origin": number == len(claim.hops),
        }
        for column, span in (("source", hop.source), ("cue", hop.cue)):
            if span:
                values |= {f"{column}_start": span.start, f"{column}_end": span.end}
        yield Row(values, hop.where)


def casualty_rows(coding: Coding, claim: Claim, standard: Standard) -> Iterator[tuple[Row, list[Finding]]]:
    """`casualty_reports`: the coded words with form and bounds by the lexicon, and what the lexicon cannot read."""
    identifier = claim_id(coding, claim.label)
    for number, casualty in enumerate(claim.casualties, start=1):
        values = {
            **casualty.values,
            "casualty_id": f"{identifier}.k{number}",
            "claim_id": identifier,
            "event_id": claim.values.get("event_id"),
        }
        if "subset_of" in values:
            values["subset_of"] = report_id(coding, values["subset_of"])
        words, form = values.get("quantity_text"), values.get("quantity_form")
        quantity = _quantity(words, standard.lexicon, form) if words else None
        if quantity:
            values |= {"quantity_form": quantity.form, "lower": quantity.lower, "upper": quantity.upper}
        row = Row(values, casualty.where)
        yield row, [_unread(row)] if words and not quantity else []


def report_id(coding: Coding, label: str) -> str:
    """The id of a casualty report: `c004.k2` names the second report of a claim, `c004` its first."""
    claim, _, report = label.rpartition(".")
    if report.startswith("k") and report[1:].isdigit():
        return f"{claim_id(coding, claim)}.{report}"
    return f"{claim_id(coding, label)}.k1"


def _unread(row: Row) -> Finding:
    words, form = row.values["quantity_text"], row.values.get("quantity_form")
    return Finding(
        "bounds_follow_the_lexicon",
        f"the lexicon cannot read {words!r}" + (f" as {form}" if form else ""),
        "casualty_reports",
        row.values["casualty_id"],
        "quantity_text",
        words,
        advice="Quote the words that tell how many, or name their quantity_form (CODEBOOK.md, Quantities).",
        where=row.where,
    )


def relation_rows(coding: Coding, claim: Claim) -> Iterator[Row]:
    """`claim_relations` that stand with a claim of the article."""
    for relation in claim.relations:
        other = claim_id(coding, relation.values.get("other_claim_id", ""))
        yield Row(
            {**relation.values, "claim_id": claim_id(coding, claim.label), "other_claim_id": other}, relation.where
        )


def name_rows(coding: Coding, text: str) -> tuple[list[Row], list[Finding]]:
    """`actor_names` of the article, counted."""
    counted, findings = count_mentions(text, coding.names)
    rows = [
        Row({**form.row.values, **counts, "article_id": coding.article_id}, form.row.where) for form, counts in counted
    ]
    return rows, findings
