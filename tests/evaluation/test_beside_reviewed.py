"""Two codings side by side, on a text of ten words worked out by hand."""

from __future__ import annotations

from evaluation.beside_reviewed import put_beside
from evaluation.coded import Claim, CodedArticle, CodedCasualty, Source
from evaluation.spans import Span

TEXT = "Three people died, police said. Two were hurt, he said."
DEAD, HURT = Span(0, 17), Span(32, 45)


def source(*names: str) -> Source:
    return Source(hop=1, names=frozenset(names), identification="named", is_origin=True, key=names[0])


def coded(*given: tuple[Span, str, int, Source | None]) -> CodedArticle:
    """An article with a claim and a casualty report for each: place, harm, number, who says it."""
    article = CodedArticle()
    for span, harm, number, sayer in given:
        speech = "indirect" if sayer else "narration"
        claim = Claim(None, "a", TEXT[span.start : span.end], span, True, speech, None, "positive", "certain", None)
        claim.sources = [sayer] if sayer else []
        article.claims.append(claim)
        article.casualties.append(CodedCasualty(None, claim, harm, number, number, "exact", None, None, [span]))
    return article


def test_what_agrees_is_counted_and_nothing_else():
    one = coded((DEAD, "killed", 3, source("police")), (HURT, "injured", 2, source("the mayor", "Smith")))
    other = coded((DEAD, "killed", 3, source("Police")), (HURT, "injured", 5, None))
    found = put_beside({"a": TEXT}, {"a": one}, {"a": other})
    assert found.casualties == (2, 2)
    assert (found.same_casualty, found.same_reporter) == (1, 1)
    assert found.casualty_f == 0.5
    assert found.words == 10
    assert found.said == (6, 3)  # "Three people died" and "Two were hurt"
    assert found.said_in_both == 3
    assert found.same_word_source == 1.0
    assert round(found.said_f, 3) == 0.667


def test_another_reporter_is_no_agreement_on_the_reporter():
    one, other = coded((DEAD, "killed", 3, source("police"))), coded((DEAD, "killed", 3, source("the army")))
    found = put_beside({"a": TEXT}, {"a": one}, {"a": other})
    assert (found.same_casualty, found.same_reporter, found.same_word_source) == (1, 0, 0.0)


def test_the_article_s_own_words_agree_with_the_article_s_own_words():
    found = put_beside({"a": TEXT}, {"a": coded((DEAD, "killed", 3, None))}, {"a": coded((DEAD, "killed", 3, None))})
    assert (found.same_casualty, found.same_reporter, found.said, found.same_word_source) == (1, 1, (0, 0), None)
