"""The gate before the tables: what of a coding cannot be held against its text is dropped, and counted by its reason.

It trusts no layer before it. What comes out can be assembled, written as a coding file, and passes the rules that look
at one claim; rules between rows are the check's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reportedly.coder.parts import fit_parts
from reportedly.coder.to_coding import Registries
from reportedly.read.claims import MAX_HOPS
from reportedly.read.fields import Row
from reportedly.read.locate import Span, occurrences
from reportedly.read.records import Claim, Coding, NameForm, Sentence
from reportedly.standard import Standard
from reportedly.standard.dates import read_edtf
from reportedly.standard.quantities import read_quantity

# Why a sentence has no claim after its claims were dropped: nobody has read it.
UNVERIFIED = "unverified"
_DOUBTS = ("probable", "possible")
_OPEN = ("denied", "intended", "predicted", "conditional")
_PLACES = 4  # of a confidence: more would only say on which machine it was computed


@dataclass(frozen=True)
class Verified:
    """A coding that holds, its registry rows, and how many claims were dropped for which reason."""

    coding: Coding
    registries: Registries
    dropped: Mapping[str, int]


def verify(coding: Coding, registries: Registries, text: str, standard: Standard) -> Verified:
    """What holds of a coding of the article `text`. `registries`: the rows that the coding adds."""
    gate = _Gate(coding, text, standard)
    kept: list[Claim] = []
    dropped: Counter[str] = Counter()
    for claim in coding.claims:
        reason = gate.fault(claim)
        if reason:
            dropped[reason] += 1
        else:
            kept.append(_rounded(claim))
    linked = fit_parts(kept, standard.lexicon)
    return Verified(*without_claims(coding, registries, {claim.label: claim for claim in linked}), dict(dropped))


def without_claims(coding: Coding, registries: Registries, kept: Mapping[str, Claim]) -> tuple[Coding, Registries]:
    """A coding with only those claims, and with what rests on them: no name, actor, event or place without one."""
    claims = tuple(_unlinked(kept[claim.label], kept) for claim in coding.claims if claim.label in kept)
    starts = [claim.span.start for claim in claims]
    sentences = tuple(_excused(sentence, starts) for sentence in coding.sentences)
    actors = {hop.values["actor_id"] for claim in claims for hop in claim.hops}
    names = tuple(form for form in coding.names if form.row.values["actor_id"] in actors)
    left = replace(coding, claims=claims, sentences=sentences, names=names)
    return left, _used(registries, left)


def _used(registries: Registries, coding: Coding) -> Registries:
    """The rows that a coding's claims, and the events and places of these, refer to."""
    actors = {form.row.values["actor_id"] for form in coding.names}
    event_ids = {claim.values.get("event_id") for claim in coding.claims}
    events = tuple(row for row in registries.events if row.values["event_id"] in event_ids)
    place_ids = {claim.values.get("place_id") for claim in coding.claims} | {
        row.values.get("place_id") for row in events
    }
    parents = {row.values["place_id"]: row.values.get("parent_id") for row in registries.places}
    waiting = [place for place in place_ids if place]
    while waiting:
        parent = parents.get(waiting.pop())
        if parent and parent not in place_ids:
            place_ids.add(parent)
            waiting.append(parent)
    return Registries(
        tuple(row for row in registries.actors if row.values["actor_id"] in actors),
        tuple(row for row in registries.places if row.values["place_id"] in place_ids),
        events,
    )


def _unlinked(claim: Claim, kept: Mapping[str, Claim]) -> Claim:
    """A claim without links to claims that are no more: a part whose whole was dropped stands alone."""
    casualties = tuple(
        Row({key: value for key, value in row.values.items() if key != "subset_of" or _label(value) in kept}, row.where)
        for row in claim.casualties
    )
    relations = tuple(row for row in claim.relations if row.values.get("other_claim_id") in kept)
    return replace(claim, casualties=casualties, relations=relations)


def _label(report: str) -> str:
    """The claim of a report: `c004` of `c004.k2`."""
    return report.partition(".k")[0]


def _excused(sentence: Sentence, starts: list[int]) -> Sentence:
    has_claim = any(sentence.span.start <= start < sentence.span.end for start in starts)
    if has_claim:
        return replace(sentence, no_claim=None)
    return sentence if sentence.no_claim else replace(sentence, no_claim=UNVERIFIED)


def _rounded(claim: Claim) -> Claim:
    return replace(claim, values={**claim.values, "confidence": round(float(claim.values["confidence"]), _PLACES)})


class _Gate:
    """The conditions that a claim must meet, each a reason when it does not."""

    def __init__(self, coding: Coding, text: str, standard: Standard) -> None:
        self.text = text
        self.standard = standard
        carrying = standard.vocabularies["block_kind"].flagged("carries_claims")
        self.sentences = tuple(
            sentence.span for sentence in coding.sentences if coding.blocks[sentence.block_index].kind in carrying
        )
        self.labels = Counter(claim.label for claim in coding.claims)
        self.named = {form.row.values["actor_id"] for form in coding.names if self._is_in_text(form)}

    def fault(self, claim: Claim) -> str | None:
        """The first reason why a claim cannot stand, or None."""
        sentence = next((one for one in self.sentences if _holds(one, claim.span)), None)
        if sentence is None:
            return "quote_not_in_one_sentence"
        return next(self._faults(claim, sentence), None)

    def _faults(self, claim: Claim, sentence: Span) -> Iterator[str]:
        values = claim.values
        quote = values.get("quote")
        if not quote or self.text[claim.span.start : claim.span.end] != quote:
            yield "quote_differs_from_text"
        elif claim.span not in occurrences(quote, self.text, sentence):
            yield "quote_cuts_a_word"
        if self.labels[claim.label] > 1:
            yield "label_repeated"
        if not self._terms_are_known("claims", values):
            yield "unknown_term"
        confidence = values.get("confidence")
        if not isinstance(confidence, int | float) or not math.isfinite(confidence) or not 0 <= confidence <= 1:
            yield "no_confidence"
        for column in ("hedge", "time_text"):
            if values.get(column) is not None and not occurrences(values[column], self.text, sentence):
                yield f"{column}_not_in_sentence"
        if values.get("certainty") in _DOUBTS and not values.get("hedge"):
            yield "doubt_without_hedge"
        if "time_edtf" in values and read_edtf(values["time_edtf"]) is None:
            yield "time_not_readable"
        if (values.get("speech") == "narration") == bool(claim.hops):
            yield "speech_without_source"
        yield from self._hop_faults(claim)
        yield from self._casualty_faults(claim)

    def _hop_faults(self, claim: Claim) -> Iterator[str]:
        if len(claim.hops) > MAX_HOPS:
            yield "too_many_sources"
        for hop in claim.hops:
            if not self._terms_are_known("attributions", hop.values):
                yield "unknown_term"
            for column, span in (("source_text", hop.source), ("cue", hop.cue)):
                words = hop.values.get(column)
                is_missing = words is None and (column == "source_text" or span is not None)
                if is_missing or (words is not None and span not in occurrences(words, self.text)):
                    yield f"{column}_not_in_text"
            if hop.values.get("actor_id") not in self.named:
                yield "source_without_a_name"

    def _casualty_faults(self, claim: Claim) -> Iterator[str]:
        values = claim.values
        if (values.get("claim_type") == "casualty") != bool(claim.casualties):
            yield "casualty_without_report"
        if claim.casualties and not values.get("event_id"):
            yield "casualty_without_event"
        absence, polarity = values.get("absence"), values.get("polarity")
        if absence and polarity == "positive":
            yield "absence_of_a_positive"
        if not absence and polarity == "negative" and claim.casualties and values.get("assertion") not in _OPEN:
            yield "negative_without_absence"
        for row in claim.casualties:
            yield from self._report_faults(row, claim)

    def _report_faults(self, row: Row, claim: Claim) -> Iterator[str]:
        if not self._terms_are_known("casualty_reports", row.values):
            yield "unknown_term"
        for column in ("victims_text", "quantity_text"):
            words = row.values.get(column)
            if words is not None and not occurrences(words, self.text, claim.span):
                yield f"{column}_not_in_quote"
        words, form = row.values.get("quantity_text"), row.values.get("quantity_form")
        quantity = read_quantity(words, self.standard.lexicon, form) if words else None
        if quantity is None:
            yield "quantity_not_readable"
        elif (claim.values.get("absence") == "no_evidence") != (quantity.form == "no_evidence"):
            yield "absence_differs_from_quantity"

    def _terms_are_known(self, table: str, values: Mapping[str, Any]) -> bool:
        """Whether values of columns with a vocabulary are terms of it, and what must be stated is."""
        for field in self.standard.tables[table].coded():
            value = values.get(field.name)
            if value is None:
                if field.required and field.filled == "coded" and field.name != "claim_id":
                    return False
            elif field.vocabulary and value not in field.vocabulary.names:
                return False
        return True

    def _is_in_text(self, form: NameForm) -> bool:
        places = occurrences(form.row.values["name"], self.text)
        return bool(places) and (form.only_in is None or (bool(form.only_in) and set(form.only_in) <= set(places)))


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start < inner.end <= outer.end
