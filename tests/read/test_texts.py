"""Article texts are taken byte for byte, or refused with the line and the cure."""

from __future__ import annotations

import pytest

from reportedly.errors import Where
from reportedly.read.texts import read_text
from reportedly.standard.limits import Limits


@pytest.fixture
def read(tmp_path):
    def read(raw: bytes):
        path = tmp_path / "a-first.txt"
        path.write_bytes(raw)
        return read_text(path, "seeds/articles/a-first.txt")

    return read


@pytest.mark.parametrize(
    "text",
    [
        "Three killed.\n",
        "no line end",
        "\n\n  Kata’ib — “café” \u00a0\ttab \U0001f468\u200d\U0001f469 e\u0301 \u2028 \ufffd\n\n",
        "a byte order mark later \ufeff on is a character",
    ],
)
def test_a_text_is_kept_as_it_is(read, text):
    assert read(text.encode()) == (text, [])


@pytest.mark.parametrize(
    ("raw", "message", "line", "advice"),
    [
        (b"", "the text is empty", 1, "Put the article's words into the file, or remove it."),
        (b" \n\t\n", "the text is empty", 1, "Put the article's words into the file, or remove it."),
        ("one\ntwo caf\xe9\n".encode("latin-1"), "byte 11 is not UTF-8", 2, "Save the text as UTF-8."),
        ("one\n".encode("utf-16"), "byte 0 is not UTF-8", 1, "Save the text as UTF-8."),
        ("\ufeffone\n".encode(), "the text begins with a byte order mark", 1, "Save it as UTF-8 without BOM."),
        (
            b"one\ntwo\r\nthree\r\n",
            "a carriage return",
            2,
            "Save the text with line ends \\n (LF) only, not \\r\\n (CRLF).",
        ),
        (b"one\n\ntw\x00o\n", "a control character (U+0000)", 3, "Remove it from the text."),
        (b"one\x0c\n", "a control character (U+000C)", 1, "Remove it from the text."),
        ("one\n\x85".encode(), "a control character (U+0085)", 2, "Remove it from the text."),
        (
            b"x" * (Limits.text_bytes + 1),
            "the text has 5,000,001 bytes, more than 5,000,000",
            1,
            "One file holds one article; if you trust it, set REPORTEDLY_MAX_TEXT_BYTES.",
        ),
    ],
    ids=["empty", "blank", "latin-1", "utf-16", "bom", "crlf", "nul", "form feed", "next line", "huge"],
)
def test_a_text_that_cannot_serve_is_refused_with_line_and_cure(read, raw, message, line, advice):
    text, findings = read(raw)
    assert text is None
    assert len(findings) == 1
    finding = findings[0]
    assert (finding.rule, finding.table, finding.key) == ("text_is_readable", "articles", "a-first")
    assert (finding.message, finding.advice) == (message, advice)
    assert finding.where == Where("seeds/articles/a-first.txt", line)


def test_a_text_that_is_not_there_is_a_finding(tmp_path):
    text, findings = read_text(tmp_path / "a-first.txt", "seeds/articles/a-first.txt")
    assert text is None
    assert findings[0].message == "the text cannot be read: No such file or directory"
