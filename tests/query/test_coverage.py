"""The coverage report: what is coded, excused and bare."""

from __future__ import annotations

from pathlib import Path

from reportedly.query.coverage import ArticleCoverage, SentenceCoverage, as_text, coverage

ROOT = Path(__file__).resolve().parents[2]


def test_every_sentence_of_the_dataset_that_may_carry_claims_is_coded_or_excused():
    sentences = [sentence for article in coverage(ROOT) for sentence in article.sentences]
    assert len(sentences) > 80
    assert all(sentence.is_answered for sentence in sentences)


def test_the_stretches_of_a_sentence_are_its_text():
    for article in coverage(ROOT):
        for sentence in article.sentences:
            assert "".join(text for text, _ in sentence.stretches) == sentence.text


def test_bare_words_are_marked_and_bare_sentences_counted():
    article = ArticleCoverage(
        "a1",
        (
            SentenceCoverage("Three died, she said.", (("Three died", True), (", she said.", False)), 1, None),
            SentenceCoverage("Photo: A.", (("Photo: A.", False),), 0, "credit_line"),
            SentenceCoverage("More came.", (("More came.", False),), 0, None),
        ),
    )
    text = as_text([article])
    assert "  1  Three died⟦, she said.⟧" in text
    assert "  – (credit_line)  Photo: A." in text
    assert "  !  More came." in text
    assert "3 sentences: 1 coded, 1 excused, 1 left bare; 40% of the words" in text
    assert text.endswith("2 of 3 claim-carrying sentences are coded or excused (66.7%)")
