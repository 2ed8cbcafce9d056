"""The three trivial systems that any coder must beat: nothing, every sentence, and numbers beside *killed*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from evaluation.gold import Gold
from evaluation.spans import Span
from evaluation.tables import Tables, empty_tables
from evaluation.trivial_figures import code_figures

SENTENCE = re.compile(r".+?(?:[.!?][\"\u201d\u2019')\]]*(?=\s+[\"\u201c\u2018(\[]?[A-Z0-9])|$)")
NAME = re.compile(r"\b[A-Z][\w'\u2019.-]*(?:\s+(?:(?:of|for|al|bin|the)\s+)?[A-Z][\w'\u2019-]*)*")
_NO_NAMES = """
the a an it he she they we i this that these those there in on at of for from by to as after before but and or if
when while however according other some all no not his her their its with since during last earlier at least more
one two three four five six monday tuesday wednesday thursday friday saturday sunday january february march april
may june july august september october november december
"""
NO_NAMES = frozenset(_NO_NAMES.split())
"""Words with a capital at the start of a sentence that name nobody."""


def code_nothing(gold: Gold) -> Tables:
    """The articles, and not one claim."""
    return empty_tables() | {"articles": [{"article_id": article_id} for article_id in gold]}


def code_sentences(gold: Gold) -> Tables:
    """Every sentence is somebody's words: of the first name in it, or else of the last name before."""
    tables = code_nothing(gold)
    for article_id, article in gold.items():
        speaker: str | None = None
        for number, span in enumerate(sentences(article.text), start=1):
            speaker = _first_name(article.text, span) or speaker
            claim_id = f"{article_id}.c{number:03d}"
            tables["claims"].append(
                {
                    "claim_id": claim_id,
                    "article_id": article_id,
                    "quote": article.words(span),
                    "char_start": span.start,
                    "char_end": span.end,
                    "speech": "indirect",
                    "event_id": None,
                }
            )
            hop = {"claim_id": claim_id, "actor_id": None}
            outlet = {"hop": 0, "source_text": None, "identification": "named_organisation", "is_origin": not speaker}
            tables["attributions"].append(hop | outlet)
            if speaker:
                person = {"hop": 1, "source_text": speaker, "identification": "named_person", "is_origin": True}
                tables["attributions"].append(hop | person)
    return tables


def code_numbers(gold: Gold) -> Tables:
    """Numbers beside *killed* or *wounded*, said by the outlet; one attack an article, in the country it names most."""
    tables = code_nothing(gold)
    for article in gold.values():
        for name, rows in code_figures(article, list(sentences(article.text))).items():
            tables[name] += rows
    return tables


TRIVIAL: dict[str, Callable[[Gold], Tables]] = {
    "nothing": code_nothing,
    "sentences": code_sentences,
    "regex": code_numbers,
}


def sentences(text: str) -> Iterator[Span]:
    """Sentences by punctuation and a following capital, none across a line end.

    >>> list(sentences("He left. She stayed.\\nGone"))
    [Span(start=0, end=8), Span(start=9, end=20), Span(start=21, end=25)]
    """
    for line in re.finditer(r"[^\n]+", text):
        for found in SENTENCE.finditer(line.group()):
            words = found.group()
            start = line.start() + found.start() + len(words) - len(words.lstrip())
            end = line.start() + found.start() + len(words.rstrip())
            if end - start > 1:
                yield Span(start, end)


def _first_name(text: str, span: Span) -> str | None:
    for found in NAME.finditer(text, span.start, span.end):
        words = found.group().split()
        while words and words[0].lower().strip(".,'") in NO_NAMES:
            words.pop(0)
        if words:
            return " ".join(words).rstrip(".,")
    return None
