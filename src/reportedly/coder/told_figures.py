"""Figures with a source behind them: "nine people died, a figure confirmed by the hospital", "in her view …".

Convention: who confirms or gives a figure says the clause before it; what is so in somebody's view or words is
said by him.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.coder import cues
from reportedly.coder.cues import words
from reportedly.coder.mentions import Attributed, Mention, can_speak, mention
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import clause_end, clause_start, edges
from reportedly.coder.told_things import past_figures

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_FIGURES = words("figure number toll count total account version claim assertion allegation report statement estimate")
_GIVES = words("confirm give provide cite report release announce supply issue repeat corroborate")
_VIEWS = words("view opinion words telling estimation judgement judgment assessment reckoning account")
_AMOUNTS = words("be stand come run reach total")
_BETWEEN = words("of at about around at least some more than nearly up to only just over almost as many")
_OF_NAMES = ("PROPN", "NOUN", "DET", "ADJ")
_AFTER_GAP = frozenset(".,;")
BY_GAP = "attribution.gapped"
"""The rule of a figure whose verb stands with another's figure before it."""
GAPPED = cues.CLAUSE | cues.PUTTING | cues.COUNTING | {"speak", "give"}
"""The verbs that `by_gap` reads, in their base form."""
FIGURE_WORDS = _FIGURES | words("figures tally")
"""The nouns that `by_figure` and `by_toll` read."""


def by_figure(parsed: Parsed, noun: Token) -> Attributed | None:
    """ "…, a figure confirmed by the hospital", "…, a toll that the mayor gave": the clause before is theirs."""
    if noun.dep_ not in ("appos", "npadvmod", "dobj", "conj", "dep") or noun.left_edge.i <= noun.sent.start + 1:
        return None
    article = noun.left_edge
    if article.lower_ not in ("a", "an") or article.nbor(-1).text != ",":
        return None
    cue = next((one for one in noun.children if one.dep_ in ("acl", "relcl") and one.lemma_.lower() in _GIVES), None)
    who = _giver(cue) if cue is not None else None
    found = edges(parsed.doc[clause_start(parsed.doc[noun.sent.start : article.i]) : article.i - 1])
    if cue is None or who is None or found is None or not any(one.pos_ == "VERB" for one in parsed.doc[slice(*found)]):
        return None
    return Attributed(parsed.span(*found), mention(parsed, who), parsed.span(cue.i, cue.i), "attribution.parenthetical")


def by_toll(parsed: Parsed, noun: Token) -> Attributed | None:
    """ "The group's figure was 17 dead", "the ministry's toll of 12 dead": whose the figure is tells it."""
    source = mention(parsed, noun)
    if source.head == noun.i:
        return None
    verb = noun.head
    after = [one for one in noun.children if one.dep_ == "prep" and one.lower_ == "of" and one.i == noun.i + 1]
    if noun.dep_ == "nsubj" and verb.lemma_.lower() in _AMOUNTS and not after:
        after = [verb, *(one for one in verb.children if one.lower_ in ("at", "to") and one.i == verb.i + 1)]
    if not after or after[-1].i + 1 >= noun.sent.end:
        return None
    first = after[-1].i + 1
    number = next((one for one in parsed.doc[first : first + 4] if one.like_num), None)
    found = edges(parsed.doc[first : past_figures(parsed, number.i, noun.sent.end) + 1]) if number is not None else None
    if found is None or found[1] == found[0]:
        return None
    return Attributed(parsed.span(*found), source, parsed.span(noun.i, noun.i), "attribution.owned")


def by_gap(parsed: Parsed, verb: Token) -> Iterator[Attributed]:
    """ "Officials spoke of five dead, | witnesses of nine", "police said two had died, | medics four"."""
    doc, end = parsed.doc, verb.sent.end
    numbers = [one for one in doc[verb.i + 1 : end] if one.like_num]
    for number in numbers[1:]:
        last = past_figures(parsed, number.i, end)
        who = _before_number(doc[numbers[0].i + 1 : number.i])
        is_over = last + 1 >= end or doc[last + 1].text in _AFTER_GAP or doc[last + 1].dep_ == "cc"
        if who is None or not is_over or not can_speak(doc[who[1]]):
            continue
        first = who[1] + 1 + (doc[who[1] + 1].lower_ in ("of", "at"))
        source = Mention(parsed.span(*who), who[1], False)
        yield Attributed(parsed.span(first, last), source, parsed.span(verb.i, verb.i), BY_GAP)


def _before_number(words: Tokens) -> tuple[int, int] | None:
    """First and last token of who stands between a mark and a number, with nothing but "of" or "at least" after him."""
    doc = words.doc
    last = next((one.i for one in reversed(words) if one.lower_ not in _BETWEEN), None)
    if last is None or doc[last].pos_ not in ("NOUN", "PROPN"):
        return None
    first = last
    while first > words.start and doc[first - 1].pos_ in _OF_NAMES:
        first -= 1
    is_apart = first > words.start and (doc[first - 1].text in (",", ";") or doc[first - 1].lower_ in ("and", "while"))
    return (first, last) if is_apart else None


def _giver(cue: Token) -> Token | None:
    for child in cue.children:
        if child.dep_ == "agent":
            return next((one for one in child.children if one.dep_ == "pobj" and can_speak(one)), None)
        if child.dep_ == "nsubj" and child.lower_ not in ("that", "which", "who") and can_speak(child):
            return child
    return None


def by_view(parsed: Parsed, preposition: Token) -> Attributed | None:
    """ "In her view the town is safe", "in the words of the mayor, …": what follows is hers."""
    if preposition.i > preposition.sent.start + 1:
        return None
    view = next((one for one in preposition.children if one.dep_ == "pobj"), None)
    if view is None or view.lower_ not in _VIEWS:
        return None
    if any(one.dep_ == "prep" and one.lower_ != "of" for one in view.children):
        return None  # "in his last words to the court he …"
    if any(one.lower_ == "own" for one in view.children):
        return None  # "in its own account, the army spoke of …": the army's
    owners = [one for one in view.children if one.dep_ == "poss"]
    owners += [one for of in view.children if of.lower_ == "of" for one in of.children if one.dep_ == "pobj"]
    last = max([view.i, *(one.right_edge.i for one in view.children if one.lower_ == "of")])
    if not owners or last + 1 >= preposition.sent.end:
        return None
    found = edges(parsed.doc[last + 1 : clause_end(parsed.doc[last + 1 : preposition.sent.end])])
    if found is None or found[1] - found[0] < 1 or owners[0].lower_ in ("my", "our", "your"):
        return None
    cue = parsed.span(preposition.i, preposition.i)
    return Attributed(parsed.span(*found), mention(parsed, owners[0]), cue, "attribution.according")
