"""Where the quote of a statement of harm ends: past its place, time and means, and past a mark that closes in it."""

from __future__ import annotations

from reportedly.coder.harm_closed_words import CLAUSE_VERBS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_phrases import Words
from reportedly.coder.harm_words import listed
from reportedly.read.locate import Span

_MOST_AFTER = 10  # tokens
_CARRIED_ON = listed("in on at by during near from inside outside of aboard to with for")
_OF_DEED = _CARRIED_ON - {"to"}  # "sentenced for her murder | to life in prison"


def end_of(words: Words, one: Found) -> int:
    """The last token of the words on place, time and means that follow: "... was killed in a raid on the base"."""
    carried_on = _OF_DEED if one.rule == "harm.deed" else _CARRIED_ON
    end = last = max(one.last, one.victims.last)
    while end + 1 < len(words) and end - last < _MOST_AFTER:
        token, word = words.tokens[end + 1], words.word(end + 1)
        is_reduced = end == last and not words.is_headline and token.dep_ == "acl" and token.tag_ in ("VBN", "VBG")
        is_more = word in carried_on or words.phrase_at(end + 1)
        if not is_reduced and (not is_more or token.tag_ in CLAUSE_VERBS):
            break
        end += 1
    while end > last and (words.word(end) in carried_on or _is_cut(words, end)):
        end -= 1
    return end


def _is_cut(words: Words, end: int) -> bool:
    """Whether a stretch that ends here cuts a phrase in two, or stops at an article."""
    phrase = words.phrase_at(end)
    return words.word(end) in ("the", "a", "an") or (phrase is not None and phrase.last > end)


def with_marks(quote: Span, text: str) -> Span:
    """A quote with the mark that goes with one within it: 'two "lightly wounded"', '"eliminated" 20 gunmen'."""
    words = text[quote.start : quote.end]
    before, after = text[quote.start - 1 : quote.start], text[quote.end : quote.end + 1]
    if words.count('"') % 2 == 1 and '"' in (before, after):
        return Span(quote.start, quote.end + 1) if after == '"' else Span(quote.start - 1, quote.end)
    balance = words.count("“") - words.count("”")
    if (balance > 0 and after == "”") or (balance < 0 and before == "“"):
        return Span(quote.start, quote.end + 1) if balance > 0 else Span(quote.start - 1, quote.end)
    return quote
