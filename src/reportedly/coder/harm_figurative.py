"""Words of harm that tell of none: "hurt by a tax", "crucified in the papers", "captured the mood", "killed off"."""

from __future__ import annotations

import re

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_passive
from reportedly.coder.harm_words import listed

_FIGURATIVE = listed("politically financially emotionally economically commercially professionally electorally")
_NO_WEAPON = re.compile(
    r"(?:(?:badly|hard|most|also|worst) )*(?:by|from|to) "
    r"(?:(?:the|a|an|its|their|his|her|this|these) )*(?:[\w-]+ |'s ){0,3}"
    r"(?:reputations?|good name|image|standing|credibility|prestige|cuts?|rises?|increases?|tariffs?|tax(?:es)?|sale|"
    r"merger|reforms?|reshuffle|budget|austerity|sanctions|inflation|prices?|costs?|leak|scandal|polic(?:y|ies)|"
    r"ruling|delays?|recession|slump|downturn|closures?|shortages?|boycott|scheme|remarks?|comments?|criticism|"
    r"allegations?|accusations?|ambition|love|greed|hatred|ideology|success|defections?|rumou?rs?|"
    r"subsid(?:y|ies)|deficits?)\b"
)
_OF_POLITICS = re.compile(
    r"(?:of|in|among|from) (?:(?:the|a|its|his|her) )*(?:[\w-]+ ){0,2}(?:reshuffle|cuts|mergers?|reforms?|austerity|"
    r"scandal|recession|slump|budget)\b"
)
_IN_PRINT = re.compile(
    r"(?:by|in) (?:(?:the|his|her|its|their|some|many|all|most|two|both|of) )*(?:[\w-]+ ){0,2}?"
    r"(?:press(?! of)|papers|newspapers|media|critics|pundits|tabloids|commentators|reviewers|columnists|voters|"
    r"polls)\b"
)
_BY_FRIENDS = re.compile(
    r"in the back by (?:[\w'-]+ ){0,3}?"
    r"(?:party|colleagues?|allies|ally|friends?|partners?|government|cabinet|board)\b"
)
_MONEYED = listed(
    "investors savers shareholders creditors bondholders lenders borrowers taxpayers speculators life lives"
)
_PICTURES = listed(
    """
    photographer photographers camera cameras film video footage photograph photographs picture pictures portrait
    painter painting artist image images lens novelist clip
    """
)
_WON = listed("delegates votes voters viewers audiences")
_OUT_OR_OFF = re.compile(
    r"\w+ out\b(?! (?:of|at|in|on)\b)|kill\w* off (?!(?:[\w'-]+ ){0,4}?(?:coast|shores?|islands?|"
    r"cape|port|peninsula|horn|beach)\b)(?:two|three|four|his|her|their|its|the|several|most|all|many|in|by|as|when|[.,])"
)
_SCORE = re.compile(r"^(?:(?!in |at |on |between |aged |from )[\w'-]+ ){0,5}?\d{1,2} ?- ?\d{1,2}\b")
_BEATEN = listed(
    "slaughter slaughters slaughtered slaughtering massacre massacres massacred massacring murdered executed"
)


def is_figure_of_speech(words: Words, one: Found) -> bool:
    """Whether only a standing, a purse or feelings were hurt: "wounded politically", "hurt by the tax"."""
    if one.harm == "killed":
        return _follows(words, one.last, _IN_PRINT)
    if one.harm not in ("injured", "killed_or_injured"):
        return False
    last = max(one.last, one.victims.last)
    if words.word(last + 1) in _FIGURATIVE or words.word(one.first - 1) in _FIGURATIVE:
        return True
    if words.word(one.victims.last + 1) in ("'s feelings", "pride") or words.word(one.victims.head) in _MONEYED:
        return True
    if _BY_FRIENDS.match(words.text(last + 1, last + 9)):
        return True
    return any(_follows(words, last, pattern) for pattern in (_NO_WEAPON, _OF_POLITICS, _IN_PRINT))


def _follows(words: Words, last: int, pattern: re.Pattern[str]) -> bool:
    """Whether words follow that a pattern reads, with no further noun to them: not "in the sale | room"."""
    told = pattern.match(words.text(last + 1, last + 9))
    end = last + len(told.group().split()) + 1 if told else len(words)
    return told is not None and not (end < len(words) and words.tokens[end].tag_.startswith("NN"))


def is_no_killing(words: Words, i: int) -> bool:
    """Whether a verb of killing tells of a match or a story: "slaughtered them 8-1", "killed off her detective"."""
    is_beaten = words.word(i) in _BEATEN and bool(_SCORE.search(words.text(i + 1, i + 12)))
    return is_beaten or bool(_OUT_OR_OFF.match(words.text(i, i + 6)))


def is_won_or_shown(words: Words, i: int, phrase: Phrase) -> bool:
    """Whether "captured" tells of votes or of a picture: "the photographer captured two children at play"."""
    if is_passive(auxiliaries(words, i)[1]):
        return False
    return bool(_PICTURES & set(words.low[max(i - 4, 0) : i])) or words.word(phrase.head) in _WON
