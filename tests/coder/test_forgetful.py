"""A process that codes many articles forgets the words that only they had."""

from __future__ import annotations

from reportedly.coder.batch import code_one
from reportedly.coder.inputs import Input
from reportedly.coder.model import ARTICLES_REMEMBERED, Forgetful, load_model


def test_words_of_old_articles_are_forgotten_and_codings_stay_the_same() -> None:
    model = load_model()
    forgetful = Forgetful(model)
    words, codings = [], []
    for number in range(ARTICLES_REMEMBERED + 1):
        text = f"Blast in Xanthe\n\nThree people were killed, Governor Qoro{number}vek said on Monday.\n"
        codings.append(code_one(Input("a", "a", text), forgetful.for_next()).coding)
        words.append(f"Qoro{number}vek")
    assert words[-1] in model.nlp.vocab.strings
    assert not any(word in model.nlp.vocab.strings for word in words[:-1])
    fresh = load_model()
    text = "Blast in Xanthe\n\nThree people were killed, Governor Qoro7vek said on Monday.\n"
    assert codings[7] == code_one(Input("a", "a", text), fresh).coding
