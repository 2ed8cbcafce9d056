"""Figures with a source behind them: "nine people died, a figure confirmed by the hospital", "in her view …".

Convention: who confirms or gives a figure says the clause before it; what is so in somebody's view or words is
said by him.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.coder.cues import words
from reportedly.coder.mentions import Attributed, can_speak, mention
from reportedly.coder.parse import Parsed
from reportedly.coder.phrases import clause_end, clause_start, edges
from reportedly.coder.told_things import past_figures

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIGURES = words("figure number toll count total account version claim assertion allegation report statement estimate")
_GIVES = words("confirm give provide cite report release announce supply issue repeat corroborate")
_VIEWS = words("view opinion words telling estimation judgement judgment assessment reckoning account")
_AMOUNTS = words("be stand come run reach total")
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
