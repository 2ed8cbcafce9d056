"""Real articles, changed: what a change of the words must change in the rows, and what it must leave alone. No gold."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from reportedly.coder.code import code_article
from reportedly.coder.draft import Article, Draft
from reportedly.coder.model import load_model
from reportedly.standard import read_standard

FOLDERS = (
    Path(__file__).parents[1] / "evaluation" / "dev" / "articles",
    Path(__file__).parents[2] / "seeds" / "articles",
)
ARTICLES = sorted(path for folder in FOLDERS for path in folder.glob("*.txt"))
OTHER_NUMBER = {
    "one": "nine", "two": "eight", "three": "seven", "four": "nine", "five": "eight", "six": "nine", "seven": "four",
    "eight": "five", "nine": "six", "ten": "twelve", "eleven": "fifteen", "twelve": "ten",
}  # fmt: skip
PARAGRAPH = "The library on the hill keeps old maps and opens in spring."
STRAIGHT = str.maketrans("“”‘’", "\"\"''")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def code():
    nlp, lexicon = load_model().nlp, read_standard().lexicon
    return lambda text: code_article(Article("a", text), nlp, lexicon)


@pytest.fixture(params=ARTICLES, ids=lambda path: path.stem)
def text(request):
    return request.param.read_bytes().decode()


def rows(draft: Draft, text: str) -> Counter[tuple[object, ...]]:
    """Every column that hangs on words, without offsets."""
    return Counter(
        (
            text[claim.quote.start : claim.quote.end],
            tuple(text[hop.words.start : hop.words.end] for hop in claim.hops),
            tuple(draft.actors[hop.actor].name.translate(STRAIGHT) for hop in claim.hops),
            claim.claim_type,
            claim.polarity,
            claim.certainty,
            claim.speech,
            tuple((one.harm, text[one.quantity.start : one.quantity.end]) for one in claim.casualties),
        )
        for claim in draft.claims
    )


def gaps(text: str) -> list[int]:
    """Where a paragraph may be put in: from the third on, not after a colon, not within a quotation that goes on."""
    found = [gap.start() for gap in re.finditer(r"(?<!:)\n\n+(?=[^\n\"“‘'])", text)][2:]
    return found[:: max(1, len(found) // 4)]


def test_an_unrelated_paragraph_adds_its_own_row_and_changes_no_other(code, text):
    before = rows(code(text), text)
    for at in (*gaps(text), len(text.rstrip())):
        other = f"{text[:at]}\n\n{PARAGRAPH}{text[at:]}"
        after = rows(code(other), other)
        assert before - after == Counter()
        assert {row[0] for row in after - before} <= {PARAGRAPH}


def test_straight_marks_give_the_same_rows(code, text):
    straight = text.translate(STRAIGHT)  # as long as the text: the same offsets
    assert rows(code(text), straight) == rows(code(straight), straight)


def test_another_number_changes_its_rows_and_no_other(code, text):
    draft = code(text)
    counts = {report.quantity for claim in draft.claims for report in claim.casualties}
    numbers = [
        (count.start + found.start(), found.group())
        for count in sorted(counts, key=lambda one: one.start)
        for found in re.finditer(r"[a-z]+", text[count.start : count.end])
        if found.group() in OTHER_NUMBER
    ]
    before = rows(draft, text)
    for at, word in numbers:
        other = text[:at] + OTHER_NUMBER[word] + text[at + len(word) :]
        after = rows(code(other), other)
        gone, new = before - after, after - before
        assert gone
        assert gone.total() == new.total()
        assert all(word in str(row) for row in gone), gone
        assert all(OTHER_NUMBER[word] in str(row) for row in new), new
