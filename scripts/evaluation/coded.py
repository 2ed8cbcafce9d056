"""What a coder's tables say about each article, in the shape in which it is compared with the gold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evaluation.dates import Days
from evaluation.spans import Span

LONG = 400
"""A casualty claim of more code points is narrowed to where its number or its victims stand."""
AROUND = 60
"""So many code points to either side of the number or the victims still count as its place."""
NARRATION = "narration"


@dataclass(frozen=True, eq=False)
class Source:
    """One hop of a claim's chain. `names` are all the words by which the coder knows the source in this article."""

    hop: int
    names: frozenset[str]
    identification: str
    is_origin: bool
    key: str | None


NOBODY = Source(hop=0, names=frozenset(), identification="", is_origin=False, key=None)
"""The source of reported speech for which the coder gives none."""


@dataclass(eq=False)
class Claim:
    """A claim. `span` is None where its offsets lie outside the text; `is_exact`: the text has the quote just there."""

    claim_id: str | None
    article_id: str
    quote: str | None
    span: Span | None
    is_exact: bool
    speech: str | None
    event_id: str | None
    polarity: str | None
    certainty: str | None
    confidence: float | None
    sources: list[Source] = field(default_factory=list)

    @property
    def origin(self) -> Source | None:
        """The source that is marked as origin, else the farthest hop."""
        marked = next((source for source in self.sources if source.is_origin), None)
        return marked or max(self.sources, key=lambda source: source.hop, default=None)

    @property
    def is_outlets_own(self) -> bool:
        """Whether the article says it in its own voice."""
        origin = self.origin
        return self.speech == NARRATION if origin is None else origin.hop == 0

    def narrowed_to(self, *cues: str | None) -> list[Span]:
        """Where a casualty report of this claim stands: of a long claim where its first cue is, else nowhere."""
        if self.span is None:
            return []
        if self.span.length <= LONG:
            return [self.span]
        start, end = self.span
        for cue in cues:
            if cue and self.quote and cue in self.quote:
                return [
                    Span(max(start, start + at.start() - AROUND), min(end, start + at.end() + AROUND))
                    for at in re.finditer(re.escape(cue), self.quote)
                ]
        return []


@dataclass(frozen=True, eq=False)
class CodedCasualty:
    """One casualty report, with the places where its number stands."""

    casualty_id: str | None
    claim: Claim
    harm: str | None
    lower: int | None
    upper: int | None
    quantity_form: str | None
    subset_of: str | None
    event_id: str | None
    places: list[Span]


@dataclass(frozen=True, eq=False)
class Utterance:
    """A claim that is somebody's speech, with one of its sources beyond the outlet."""

    span: Span
    claim: Claim
    source: Source

    @property
    def is_by_origin(self) -> bool:
        """Whether this source is the claim's origin."""
        return self.source is self.claim.origin


@dataclass(frozen=True)
class CodedEvent:
    """An event that a claim of the article reaches. `countries`: names and codes of its place and all above."""

    event_id: str
    event_type: str | None
    countries: frozenset[str]
    days: Days | None


@dataclass
class CodedArticle:
    """All that the tables say about one article."""

    claims: list[Claim] = field(default_factory=list)
    casualties: list[CodedCasualty] = field(default_factory=list)
    events: list[CodedEvent] = field(default_factory=list)

    def utterances(self) -> list[Utterance]:
        """One for each stretch and source: every hop beyond the outlet counts, the outlet's own narration does not."""
        found: list[Utterance] = []
        seen: set[tuple[Span, str | None]] = set()
        for claim in self.claims:
            if claim.span is None or claim.speech in (None, NARRATION):
                continue
            for source in [source for source in claim.sources if source.hop >= 1] or [NOBODY]:
                if (claim.span, source.key) not in seen:
                    seen.add((claim.span, source.key))
                    found.append(Utterance(claim.span, claim, source))
        return found
