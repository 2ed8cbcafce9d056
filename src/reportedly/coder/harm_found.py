"""What a pattern of harm has found, in tokens of its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.coder.harm_phrases import Phrase


@dataclass(frozen=True)
class Found:
    """A predicate of harm (tokens `first` to `last`) and its victims.

    `needs_cause` marks what illness may explain as well ("died"); `is_negative` that the predicate itself is denied;
    `is_part` that the victims are some of those whom another statement counts; `is_named` that one person is meant
    whom the words name ("Park's death").
    """

    first: int
    last: int
    harm: str
    victims: Phrase
    rule: str
    needs_cause: bool = False
    is_negative: bool = False
    is_part: bool = False
    is_named: bool = False
