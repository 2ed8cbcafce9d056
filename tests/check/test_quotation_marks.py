"""Where quotation marks open and close, and what only looks like one: sentences of articles, and claims in them."""

from __future__ import annotations

import pyarrow as pa
import pytest

from reportedly.assemble.tables import to_table
from reportedly.check.engine import connected
from reportedly.check.rules import run_rules
from reportedly.standard import Standard

RULE = "direct_speech_has_quotation_marks"
QUOTED = [
    ("“We saw it,” he said.", "We saw it"),
    ("“We saw it,” he said.", "“We saw it,”"),
    ("He said: “We saw it.”", "We saw it."),
    ('"We saw it," he said.', "We saw it"),
    ('He said "no", then "We saw it".', "We saw it"),
    ("Il a dit « Nous l’avons vu ».", "Nous l’avons vu"),
    ("‘We saw it,’ he said.", "We saw it"),
    ("‘We don’t know, we saw it,’ he said.", "we saw it"),
    ("‘We saw the guards’ house,’ he said.", "We saw the guards’ house"),
    ("“We don’t know,” he said.", "We don’t know"),
    ("“We saw the ‘Café’ burn,” he said.", "We saw the ‘Café’ burn"),
    ("“We saw it. We left.", "We left"),
]
NOT_QUOTED = [
    ("“We saw it,” he said.", "We saw it,” he said"),
    ("“We saw it,” he said, “and left.”", "“We saw it,” he said, “and left.”"),
    ('"We saw it," he said.', 'We saw it," he said'),
    ('"We saw it," he said.', '"We saw it," he said'),
    ("‘We saw it,’ he said.", "We saw it,’ he said"),
    ("Il a dit « non » et parti.", "non » et parti"),
    ("“We saw it,” he said.", "he said"),
    ('"We saw it," he said.', "he said"),
    ("He said that they didn’t see it.", "they didn’t see it"),
    ("The guards’ house burnt, he said.", "house burnt"),
]
MIXED = ["He called it “a massacre”.", 'He called it "a massacre".', "He called it ‘a massacre’.", "« Non », dit-il."]
NOT_MIXED = ["He didn’t call it a massacre.", "He didn't call it a massacre.", "The guards’ house burnt, he said."]


def is_found(text: str, quote: str, speech: str, tables: dict[str, pa.Table], standard: Standard) -> bool:
    """Whether the rule finds fault with a claim in an article of one sentence."""
    assert text.count(quote) == 1
    start = text.index(quote)
    whole = {"char_start": 0, "char_end": len(text)}
    place = {"char_start": start, "char_end": start + len(quote)}
    values = {
        "articles": {"text": text},
        "blocks": whole,
        "sentences": whole,
        "claims": {"quote": quote, "speech": speech, **place},
    }
    made = dict(tables)
    for name, changes in values.items():
        row = next(row for row in tables[name].to_pylist() if row["article_id"] == "first-report")
        made[name] = to_table([row | changes], standard.tables[name], standard.version)
    with connected(made) as connection:
        (run,) = run_rules(connection, made, standard, RULE)
    assert run.problem is None
    return bool(run.findings)


@pytest.mark.parametrize(("text", "quote"), QUOTED)
def test_words_between_marks_are_direct_speech(text, quote, mini_tables, standard):
    assert not is_found(text, quote, "direct", mini_tables, standard)


@pytest.mark.parametrize(("text", "quote"), NOT_QUOTED)
def test_words_outside_the_marks_or_past_the_closing_one_are_not(text, quote, mini_tables, standard):
    assert is_found(text, quote, "direct", mini_tables, standard)


@pytest.mark.parametrize("text", MIXED)
def test_a_sentence_with_marks_may_be_mixed_speech(text, mini_tables, standard):
    assert not is_found(text, text, "mixed", mini_tables, standard)


@pytest.mark.parametrize("text", NOT_MIXED)
def test_an_apostrophe_is_no_quotation_mark(text, mini_tables, standard):
    assert is_found(text, text, "mixed", mini_tables, standard)
