"""The blocks of an article's text: headline, dateline, paragraphs, and what the page around them left behind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.read.locate import Span

CARRYING = frozenset({"title", "subtitle", "body", "link", "caption"})

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = (
    rf"(?:{_WEEKDAY},? ?)?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d)"
)
_TIME = r"(?:[,;|·–-]? ?(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?)?)?"
_KINDS = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        ("dateline", rf"(?:(?:Published|Updated|Posted|Last updated|Date)(?: on)?:? ?)?{_DATE}{_TIME}\W*", re.I),
        ("dateline", r"[A-Z][A-Za-z .,'’()/-]{1,60} [–—-]{1,2}", 0),
        ("byline", r"(?:By|From|Written by|Reported by|Story by):? (?:[A-Z][\w.'’-]+[ ,]*(?:and |in |of )?){1,9}", 0),
        ("copyright", r"(?:©|\(c\)|Copyright\b).*", re.I),
        (
            "note",
            r"(?:Editor(?:'|’)?s(?:'|’)? note"
            r"|(?:Correction|Clarification|Update)s?(?: [\d(][^:–—]{0,25})?(?::| ?[–—-] )"
            r"|(?:Correction|Clarification|Update)$|This (?:story|article) (?:was|has been)\b).*",
            re.I,
        ),
        (
            "promo",
            r"(?:Share (?:this|on)|Follow us|Subscribe|Sign up|Read more|Read also|See also|Related|Advertisement|"
            r"More on this|Click here|Download|Newsletter|Join us|Watch|Listen)\b.{0,90}",
            re.I,
        ),
        (
            "boilerplate",
            r"(?:Sources?|References|External links|Sister links|Related news|Notes|Contents|Tags?|Topics|Comments?):?",
            re.I,
        ),
        ("boilerplate", r"[\W_]*", 0),
        ("boilerplate", r"[█■●•▪►·|]{1,3} ?.{0,80}", 0),
        ("boilerplate", r"(?:https?://|www\.)\S+", 0),
        ("caption", r"(?:Image|Photo|Picture|File photo|Photograph)(?: (?:by|credit))?: .*", re.I),
    )
)
_ENDS = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LEAD_DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’.-]{2,}(?:[ /][A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w.]+){0,2}(?: \([\w. ]{2,20}\))? ?[–—-]{1,2} |"
    r"\([\w. ]{2,30}\) ?[–—-]{1,2} |[A-Z][\w'’. ]{1,30}(?:, [A-Z][\w. ]{1,20})? \([A-Z][\w. ]{1,20}\) ?[–—-]{1,2} )"
)


@dataclass(frozen=True)
class TextBlock:
    """A block: its kind (vocabulary `block_kind`) and where its words stand, white space left out."""

    kind: str
    span: Span

    @property
    def carries_claims(self) -> bool:
        """Whether sentences of the block may carry claims."""
        return self.kind in CARRYING


def split_blocks(text: str) -> tuple[TextBlock, ...]:
    """The blocks of an article, one for each line of text, in reading order.

    The first line is the title unless it reads as a sentence of the report. A place line before the first sentence
    ("PARIS (AP) — ") becomes a block of its own. Whatever is left counts as body: a coder that drops words it does
    not understand would hide claims.
    """
    lines = [_trimmed(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    lines = [span for span in lines if span.start < span.end]
    blocks: list[TextBlock] = []
    for number, span in enumerate(lines):
        words = text[span.start : span.end]
        kind = _kind(words, number, has_more=len(lines) > 1)
        lead = _LEAD_DATELINE.match(words) if kind == "body" else None
        if lead and lead.end() < len(words):
            place = _trimmed(text, span.start, span.start + lead.end())
            blocks.append(TextBlock("dateline", place))
            blocks.append(TextBlock(kind, _trimmed(text, span.start + lead.end(), span.end)))
        else:
            blocks.append(TextBlock(kind, span))
    return tuple(blocks)


def _kind(words: str, number: int, has_more: bool) -> str:
    if number == 0 and has_more and len(words) <= 250 and not re.search(r"[.;,]$", words):
        return "title"
    for kind, pattern in _KINDS:
        if pattern.fullmatch(words):
            return kind
    if number == 1 and len(words) <= 200 and not _ENDS.search(words) and not re.search(r"[\"“”]", words):
        return "subtitle"
    return "body"


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
