"""Whether a text is English prose that the coder can read. It refuses rather than code what it does not understand."""

from __future__ import annotations

import re

LEAST_LATIN = 0.7  # of all letters
LEAST_ENGLISH = 0.1  # of all words; English news has 0.13 to 0.4 of those below, other languages less than 0.06
SHORT = 20  # words: below this a share says little, and one of those words is enough
MOST_TAGS = 8

# Frequent function words that are no words of other languages in Latin letters.
_FREQUENT = """
the of and to that with by were said from has have had been it this which are his their who after will not they he she
its there than when more into would about
"""
_ENGLISH = frozenset(_FREQUENT.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TAG = re.compile(
    r"</?(?:a|article|b|body|br|div|em|head|h[1-6]|html|img|li|link|meta|p|script|section|span|style|table|td|tr|ul)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.I,
)


def unreadable(text: str) -> str | None:
    """Why a text cannot be coded, with what to do; None where it can.

    >>> spanish = "Tres personas murieron en el ataque, dijo la policía el martes en la capital del país."
    >>> unreadable(spanish + " Nadie sabe todavía quién lo hizo.")
    'the text is not English (0 % of its words are common English words); only English can be coded'
    >>> unreadable("The army said three people were killed.") is None
    True
    """
    start = text[:1000].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<?xml")) or len(_TAG.findall(text)) > MOST_TAGS:
        return "the text is HTML; save the article's words without the page's mark-up"
    words = [word.casefold() for word in _WORD.findall(text)]
    letters = sum(map(len, words))
    if not letters:
        return "the text has no words"
    latin = sum(1 for word in words for char in word if _is_latin(char))
    if latin < LEAST_LATIN * letters:
        share = f"{100 * latin / letters:.0f} %"
        return f"the text's language is not supported ({share} of its letters are Latin); only English can be coded"
    english = sum(1 for word in words if word in _ENGLISH)
    is_english = english >= LEAST_ENGLISH * len(words) if len(words) >= SHORT else english > 0 or len(words) < 4
    if not is_english:
        share = f"{100 * english / len(words):.0f} %"
        return f"the text is not English ({share} of its words are common English words); only English can be coded"
    return None


def _is_latin(char: str) -> bool:
    return char < "\u0250" or "\u1e00" <= char <= "\u1eff" or char in "'’"
