"""What a rule of the date grammar is: a pattern of words, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.coder.calendar_words import MONTHS, Published


@dataclass(frozen=True)
class Setting:
    """What a rule may look at besides the words: the article's date, and whether the clause tells of the future."""

    published: Published
    is_future: bool


Reading = tuple[str | None, str]

Reader = Callable[[re.Match[str], Setting], Reading]


@dataclass(frozen=True)
class Rule:
    """Words that tell a time, and what they say: EDTF or None, and the basis (vocabulary `time_basis`)."""

    name: str
    words: re.Pattern[str]
    read: Reader


MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)

WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"

NOON = r"(?: (?:morning|afternoon|evening|night|midnight|noon)(?!s))?"


def rule_adder(rules: list[Rule]) -> Callable[..., Callable[[Reader], Reader]]:
    """A decorator that adds rules to a list: `@rule(name, pattern)` over the function that reads a match."""

    def rule(name: str, words: str, flags: int = 0) -> Callable[[Reader], Reader]:
        def add(read: Reader) -> Reader:
            rules.append(Rule(name, re.compile(words, flags), read))
            return read

        return add

    return rule


def month_number(word: str) -> int:
    """The month that a name or its abbreviation stands for, 1 to 12."""
    return MONTHS.index(word[:3].lower()) + 1


def open_ended(prep: str, edtf: str | None) -> str | None:
    """A date with its preposition: "since" leaves the end open, "until" the beginning.

    >>> open_ended("since", "2019-06"), open_ended("on", "2019-06-01")
    ('2019-06/..', '2019-06-01')
    """
    if edtf and prep in ("since", "after"):
        return f"{edtf}/.."
    return f"../{edtf}" if edtf and prep in ("until", "till", "through", "before") else edtf
