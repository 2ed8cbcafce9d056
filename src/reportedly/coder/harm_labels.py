"""Figures beside a label instead of a verb: "Killed: 14", "Fatalities: 6", "Wounded - 8"."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_people import PERSON_CLASS
from reportedly.coder.harm_persons import is_bare_count, is_count, is_person, singular
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import COUNT_NOUNS, HARM_VERBS, listed

_MARKS = listed(": - =")
_EDGES = listed("; , . ( | • * / and")
_BESIDE = listed(
    "number of the total confirmed reported so far no people were military among in action combat duty new latest all"
)
_AROUND_NUMBER = listed("at least about around over more than up to nearly some approximately almost between ~")
_TOO_LONG = 6


def find_labels(words: Words) -> Iterator[Found]:
    """The figures that stand after a word of harm and a colon or dash."""
    for i in range(1, len(words) - 1):
        if words.word(i) not in _MARKS:
            continue
        label = _label(words, i)
        if label is None:
            continue
        at = i + 1
        while words.word(at) in _AROUND_NUMBER:
            at += 1
        figure = words.phrase_from(at)
        after = words.word(figure.last + 1) if figure else ""
        if figure is None or not is_count(words, figure) or after in ("%", "percent", *COUNT_NOUNS, *HARM_VERBS):
            continue
        if is_person(words, figure) and (figure.first < figure.head or is_bare_count(words, figure)):
            first, harm = label
            yield Found(first, i, harm, figure, "harm.label", needs_cause=harm == "killed")
            for further in _further(words, figure):
                yield Found(first, i, harm, further, "harm.label", needs_cause=harm == "killed")


def _further(words: Words, figure: Phrase) -> Iterator[Phrase]:
    """The counts of persons that a list goes on with: "four civilians, one police officer"."""
    at = figure.last + 1
    while words.word(at) in (",", "and", "&", "+") and figure.first < figure.head:
        item = words.phrase_from(at + 1 + (words.word(at + 1) == "and"))
        is_one = item is not None and words.word(item.first) in ("a", "an")
        if item is None or not ((is_one or is_count(words, item)) and is_person(words, item)):
            return
        if item.first == item.head or words.word(item.last + 1) in (*COUNT_NOUNS, *HARM_VERBS):
            return
        yield item
        at = item.last + 1


def _label(words: Words, mark: int) -> tuple[int, str] | None:
    """The first token and the harm of a label that ends before a mark: nothing but words of harm and for persons."""
    harm: str | None = None
    at = mark - 1
    while at >= 0 and words.word(at) not in _EDGES:
        word = words.word(at)
        own = COUNT_NOUNS.get(word) or (HARM_VERBS.get(word) if word.endswith(("ed", "hurt", "slain")) else None)
        if mark - at > _TOO_LONG or not (own or word in _BESIDE or singular(word) in PERSON_CLASS):
            return None
        harm = own or harm
        at -= 1
    return (at + 1, harm) if harm else None
