"""Sentence boundaries: each `|` of a case is one, and no other place is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.coder.sentences import split_sentences
from reportedly.read.locate import Span


def _split(text: str) -> list[str]:
    return [text[one.start : one.end] for one in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "marked",
    [
        "Two died.| Three were hurt.",
        "Who fired?| Nobody knows!| The army left.",
        "Gen. Karim Haddad left with Lt. Col. Tolk.| He did not return.",
        "The U.S. Army left on Monday.",
        "It flew to the U.S.| The crew stayed.",
        "On Jan. 3 the dam burst.| It was rebuilt by Sept. 9.",
        "It cost 3.5 million.| That is much.",
        '"We left.| It was late," he said.',
        "“We left.”| The army stayed.",
        "The town (pop. 300. It was once 900) is empty.| Nobody stayed.",
        "He waited ...| Nobody came.",
        "The iPhone rang.| eBay was down.",
        "Ms. Tolk of St. Anna's Hospital spoke.| Dr. Haddad did not.",
    ],
)
def test_a_sentence_ends_here_and_nowhere_else(marked):
    assert _split(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


@given(st.text(alphabet="aB .!?\"”()'\u00a0", max_size=60))
def test_sentences_hold_every_word_once_and_in_order(text):
    spans = split_sentences(text, Span(0, len(text)))
    assert "".join("".join(text[one.start : one.end].split()) for one in spans) == "".join(text.split())
    assert all(first.end <= second.start for first, second in pairwise(spans))
