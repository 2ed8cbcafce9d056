"""Article texts, byte for byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import Finding, Where
from reportedly.standard.limits import limits, raise_it

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # Unicode's category Cc without line end and tab


def read_text(path: Path, name: str) -> tuple[str | None, list[Finding]]:
    """The text of an article, or None with the finding that says why it cannot serve.

    Offsets count code points of the text as stored, so whatever editors add or change in silence is refused.
    """

    def refuse(message: str, line: int, advice: str) -> tuple[None, list[Finding]]:
        return None, [
            Finding("text_is_readable", message, "articles", path.stem, advice=advice, where=Where(name, line))
        ]

    most = limits().text_bytes
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= most else b""
    except OSError as error:
        return refuse(f"the text cannot be read: {error.strerror}", 1, "Check that the file is there and readable.")
    if size > most:
        advice = f"One file holds one article; {raise_it('text_bytes')}."
        return refuse(f"the text has {size:,} bytes, more than {most:,}", 1, advice)
    if raw.startswith(b"\xef\xbb\xbf"):
        return refuse("the text begins with a byte order mark", 1, "Save it as UTF-8 without BOM.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return refuse(f"byte {error.start} is not UTF-8", line, "Save the text as UTF-8.")
    slip = text_slip(text)
    return refuse(slip.message, slip.line, slip.advice) if slip else (text, [])


@dataclass(frozen=True)
class Slip:
    """Why a text cannot serve: what, in which of its lines, and what to do."""

    message: str
    line: int
    advice: str


def text_slip(text: str) -> Slip | None:
    """What an article's text must not hold, or None where it can serve."""
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        return Slip("a carriage return", line, "Save the text with line ends \\n (LF) only, not \\r\\n (CRLF).")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        return Slip(f"a control character (U+{ord(control.group()):04X})", line, "Remove it from the text.")
    if not text.strip():
        return Slip("the text is empty", 1, "Put the article's words into the file, or remove it.")
    return None
