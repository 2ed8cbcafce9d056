"""Blocks of an article by what a line is, and the words that belong to none of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reportedly.coder.blocks import split_blocks


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.span.start : one.span.end]) for one in split_blocks(text)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Monday, January 14, 2019", "dateline"),
        ("Published on 3 March 2020 at 14:05", "dateline"),
        ("By Mira Tolk and Karim Haddad", "byline"),
        ("© 2020 The Brellin Courier. All rights reserved.", "copyright"),
        ("Correction: an earlier version misspelt the town.", "note"),
        ("Follow us on social media", "promo"),
        ("Sources", "boilerplate"),
        ("https://example.org/story", "boilerplate"),
        ("Image: Mira Tolk.", "caption"),
        ("Photo credit: Mira Tolk.", "caption"),
        ("Two people died on Monday, police said.", "body"),
        ("By Monday, two people had died, police said.", "body"),
        ("Update services were halted.", "body"),
        ("Update 3 March: the toll has risen.", "note"),
        ("This story has been updated.", "note"),
    ],
)
def test_a_line_after_the_first_paragraph_is_of_this_kind(line, kind):
    text = f"A headline\nThe dam burst on Monday.\n{line}"
    assert _kinds(text)[2] == (kind, line)


def test_the_first_line_is_the_title_unless_it_reads_as_a_sentence():
    assert _kinds("Dam bursts in Brellin\nThe dam burst.")[0] == ("title", "Dam bursts in Brellin")
    assert _kinds("The dam burst on Monday.\nNobody was hurt.")[0][0] == "body"


def test_a_place_line_before_the_first_sentence_is_a_block_of_its_own():
    text = "Dam bursts\nBRELLIN (TPA) — The dam burst on Monday."
    assert _kinds(text)[1:] == [("dateline", "BRELLIN (TPA) —"), ("body", "The dam burst on Monday.")]


def test_blocks_lie_in_order_hold_no_white_space_at_their_edges_and_leave_no_word_out():
    text = "  Dam bursts \r\n\n\u00a0The dam burst.\u2028 Nobody was hurt. \n\n"
    blocks = split_blocks(text)
    words = [text[one.span.start : one.span.end] for one in blocks]
    assert words == ["Dam bursts", "The dam burst.", "Nobody was hurt."]
    assert all(first.span.end <= second.span.start for first, second in pairwise(blocks))


@pytest.mark.parametrize(("kind", "carries"), [("title", True), ("body", True), ("byline", False), ("promo", False)])
def test_only_what_the_article_says_carries_claims(kind, carries):
    text = "Dam bursts\nThe dam burst on Monday.\nBy Mira Tolk\nSubscribe now"
    assert {one.carries_claims for one in split_blocks(text) if one.kind == kind} == {carries}
