"""Where what somebody said ends, after a cue that stands before it.

Convention (gold of the evaluation): a speaker goes on past a semicolon ("said two had died; five were wounded") until
somebody else speaks; after ", however, the ministry said" it is somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cue_verbs import FINITE, has_own_subject
from reportedly.coder.phrases import clause_end

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_TELLS = cues.CLAUSE | cues.SHOWING | cues.PUTTING | cues.COUNTING | cues.BELIEF | cues.QUOTE_ONLY | cues.COMPLEMENT
_SPEAKS = _TELLS | cues.words(
    "give provide offer elaborate specify name identify decline refuse"
)  # "; it gave no details"
_AGAINST = cues.words("however but though although meanwhile")
_AGAIN = cues.words("it they he she this these those that none both all")
_SOME = cues.words("no another other others some most many several dozens scores hundreds thousands")
_MARKS = frozenset('"“”')


def content_end(words: Tokens, cue: Token | None = None) -> int:
    """The first token past a content that begins with `words`, which may end before its sentence does.

    Past a semicolon goes on what takes up the content; after a `cue` in the past also what is told in the past.
    """
    end = clause_end(words)
    turn = _turned(words.doc[words.start : end])
    if turn is not None:
        return turn
    doc, stop = words.doc, words.sent.end
    while end < stop and doc[end].text == ";" and end + 1 < stop:
        after = clause_end(doc[end + 1 : stop])
        if not _goes_on(doc[end + 1 : after], is_past=cue is not None and cue.tag_ == "VBD"):
            break
        end = after
    return end


def _goes_on(words: Tokens, *, is_past: bool) -> bool:
    """Whether a clause past a semicolon is told by who spoke before, and nobody else speaks in it."""
    if len(words) == 0 or words[0].lower_ in _AGAINST:
        return False
    if any(one.text in _MARKS or one.lower_ == "according" or _is_spoken(one) for one in words):
        return False
    told = [one for one in words if _is_told(one)]
    return any(_takes_up(one) for one in told) or (is_past and bool(told) and _is_past(told[0]))


def _is_past(verb: Token) -> bool:
    """Whether a verb is told in the past: "said the road was shut; | traffic was diverted"."""
    return any(one.tag_ == "VBD" for one in (verb, *verb.children) if one == verb or one.dep_ in ("aux", "auxpass"))


def _takes_up(verb: Token) -> bool:
    """Whether the subject of a verb takes up what was told: "| it had treated 35", "| five others were wounded"."""
    who = next(one for one in verb.children if one.dep_ in ("nsubj", "nsubjpass"))
    return who.lower_ in _AGAIN or any(one.like_num or one.lower_ in _SOME for one in (who, *who.children))


def _is_told(verb: Token) -> bool:
    helpers = (one for one in verb.children if one.dep_ in ("aux", "auxpass"))
    return has_own_subject(verb) and any(one.tag_ in FINITE for one in (verb, *helpers))


def _is_spoken(verb: Token) -> bool:
    return verb.lemma_.lower() in _SPEAKS and verb.tag_ in FINITE


def _turned(words: Tokens) -> int | None:
    """The comma before ", however, a report | concluded", from which somebody else speaks."""
    for one in words[1:]:
        rest = words.doc[one.i + 1 : words.end] if one.lower_ == "however" and one.nbor(-1).text == "," else ()
        if any(_is_spoken(after) and _is_told(after) for after in rest):
            return int(one.i) - 1
    return None
