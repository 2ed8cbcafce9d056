"""The first number in a stretch of English, in figures or in words.

It is read here and not with the project's own lexicon: what is evaluated may not mark its own work.
"""

from __future__ import annotations

import re

TO_NINE = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
UNITS = {word: value for value, word in enumerate((*TO_NINE, *TEENS))}
FROM_TWENTY = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TENS = {word: 10 * value for value, word in enumerate(FROM_TWENTY, start=2)}
SCALES = {"thousand": 1_000, "million": 1_000_000}
NUMBER_WORD = "(?:" + "|".join([*TENS, *sorted(UNITS, key=len, reverse=True)]) + ")"
NUMBER = re.compile(
    rf"\d[\d,]*|\b{NUMBER_WORD}(?:[\s-](?:{NUMBER_WORD}|hundred|thousand|million))*\b",
    re.IGNORECASE,
)


def read_number(text: str | None) -> int | None:
    """The first number of the text, or None.

    >>> read_number("about 1,200"), read_number("two hundred dead"), read_number("twenty-one"), read_number("few")
    (1200, 200, 21, None)
    """
    found = NUMBER.search(text or "")
    if found is None:
        return None
    written = found.group().lower()
    if written[0].isdigit():
        return int(written.replace(",", ""))
    total = current = 0
    for word in re.split(r"[\s-]+", written):
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        else:
            total += (current or 1) * SCALES[word]
            current = 0
    return total + current
