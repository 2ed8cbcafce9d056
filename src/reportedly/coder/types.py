"""The type of a claim by the words of its predicate; the vocabulary's order is the order of preference."""

from __future__ import annotations

import re

# First match wins. Casualty claims are made by the casualty layer alone: they carry reports.
_TYPES = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("warning", r"\b(?:warn(?:s|ed|ing)?|alert(?:s|ed)?|evacuation order)\b"),
        (
            "responsibility",
            r"\b(?:responsib\w+|behind the (?:attack|strike|bombing)|carried out by|orchestrat\w+|blam\w+|accus\w+)\b",
        ),
        ("motive", r"\b(?:retaliat\w+|in response to|motive|because|revenge|in reprisal)\b"),
        ("damage", r"\b(?:destroy\w*|damag\w*|demolish\w*|burn(?:t|ed)|wreck\w*|collaps\w*)\b"),
        (
            "attack",
            r"\b(?:attack\w*|str(?:ike|uck|ikes)|bomb\w*|explo\w+|raid\w*|fir(?:ed|ing)|shell\w*|launch\w*|assault\w*"
            r"|clash\w*|stabb\w*|shooting|shot|opened fire)\b",
        ),
        (
            "response",
            r"\b(?:arrest\w*|investigat\w*|condemn\w*|protest\w*|charg\w+|sentenc\w+|evacuat\w*|deploy\w*"
            r"|withdr\w+|sanction\w*|resign\w*)\b",
        ),
        ("intent", r"\b(?:will|would|plan(?:s|ned|ning)?|intend\w*|vow\w*|pledg\w*|aim(?:s|ed)?|seek(?:s|ing)?)\b"),
        (
            "position",
            r"\b(?:should|must|believ\w+|think|call(?:s|ed)? (?:on|for)|urg\w+|support\w*"
            r"|oppos\w+|deserv\w+|hope\w*|regret\w*)\b",
        ),
        ("affiliation", r"\b(?:member of|belong\w*|leader of|commander|head of|spokes\w+|president of|minister)\b"),
        ("identity", r"\b(?:identified as|known as|named|called)\b"),
        ("count", r"\b\d[\d,]*\b"),
    )
)


def type_of(words: str) -> str:
    """The term of `claim_type` for a claim without casualty reports."""
    return next((name for name, pattern in _TYPES if pattern.search(words)), "background")
