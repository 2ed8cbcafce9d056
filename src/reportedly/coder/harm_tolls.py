"""Tolls: the figures that a number of dead, injured or missing rises from and to, or stands at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import is_bare_count, is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import is_sport, is_violent
from reportedly.coder.harm_words import COUNT_NOUNS, HARM_VERBS, listed

_BEFORE_TOLL = listed(
    """
    to at of reached reaches reach is was hits hit exceeds exceeded topped tops passes passed from past
    surpassed numbered totalled totaled number : jumped jumps soared swelled mounted edged crept inched surged
    dropped fell fallen falls lowered put puts above least than over nearly around about almost approximately
    stands stood now climbed rises between fewer less near nears neared jumped pass beyond ( numbers total totals
    """
)
_OF_A_TOLL = listed(
    "the a official latest overall total confirmed current provisional final human its initial early earlier"
)
_KINDS = listed("death deaths casualty fatality injury injured body")
_NO_TOLL = listed("road roads booth plaza call gate on free")
_HARMED = (
    r"(dead|deaths|fatalities|killed|slain|drowned|murdered|injured|injuries|wounded|casualties|missing|victims|"
    r"abducted|kidnapped|captured|captives|hostages)"
)
_GREW = (
    r"(?:increas(?:es?|ed)|rises?|rose|risen|climb(?:s|ed)?|grows?|grew|grown|reach(?:es|ed)?|stands?|stood|tops|topped|"
    r"pass(?:es|ed)?|hits?|jump(?:s|ed)?|exceed(?:s|ed)|near(?:s|ed)|"
    r"number(?:s|ed)?(?! of)|total(?:s|led|ed)?(?! of))"
)
_COUNTED = re.compile(
    r"\b(?:number|total|count|tally)(?: number)? of (?:the )?(?:confirmed |reported |"
    rf"civilian )?(?:people |persons |those )?(?:confirmed )?{_HARMED}\b"
    rf"|(?<!road )(?<!traffic )\b(deaths|fatalities|casualties|injuries) (?:[\w'-]+ ){{0,8}}?{_GREW}\b"
    r"|\b(?:put|puts|putting|estimat\w+|placed|gave|gives) (?:[\w.-]+ (?:'s? )?){0,4}?"
    r"(dead|wounded|injured|deaths|fatalities|casualties|drowned|missing)"
    r"(?: (?:among|of|from|in) (?:[\w'-]+ ){1,5}?)?(?= ?(?:at|as)\b)"
    r"|\bnumber of (?:[\w-]+ ){1,3}?who (?:(?:have|has|had|were|been|was|are) )*"
    rf"(died|dead|perished|disappeared|drowned|killed|injured|wounded|missing|abducted|kidnapped)\b.{{0,120}}?\b{_GREW}\b"
    rf"|\bnumber of (?:[\w-]+ ){{1,4}}?{_HARMED}\b"
    r"|\bnumber of (?:[\w-]+ ){1,3}?(?:known|confirmed|believed|reported|feared|thought|presumed) "
    r"(?:to (?:have|be) (?:been )?)?"
    r"(died|dead|perished|drowned|killed|injured|wounded|missing)\b"
    r"|(?:\b(?:the|those|its|their)|'s) (dead|victims|wounded|injured|missing)"
    r"(?= (?:(?:and|or) (?:wounded|injured) )?(?:(?:now|then|already) )?(?:numbered|totalled|totaled|number)\b)"
    rf"|\b(?:number|total|tally) {_HARMED}(?= (?:in [\w' -]{{1,30}}? )?(?:has|had|have|is|was|now|{_GREW}))"
)
_PUTTING = ("put", "estimat", "placed", "gave", "gives")
_NAMED = re.compile(r"(?:(?:number|total|count) of (?:the )?)?\S+(?: (?:among|of|from|in) (?!the \S+$).*)?$")
_RAISED = re.compile(
    r"\b(?:br(?:ings?|ought|inging)|rais\w+|tak(?:es?|ing)|took|push\w+|lift\w+|increas\w+) "
    r"(?:(?:the|its|their|that|this|official|confirmed|overall|known|provisional|combined|latest) )*"
    r"(?:total|tally|count|number|figure|(dead|wounded|injured))(?: number)?(?: of (?:[\w-]+ ){1,6}?)?"
    r"(?: ?so far)? ?to "
)
_OF_THINGS = re.compile(
    r"(?:of|on) (?:[\w-]+ ){0,2}?(?:houses|homes|buildings|cattle|sheep|animals|livestock|trees|"
    r"ships|tanks|vehicles|cars|forests?)\b"
)
_GROWN = re.compile(rf"{_GREW}|is|was")
_HELPERS = listed("has had have now since later also then finally officially already quickly")
_UNREAL = listed("could would might will may expected likely feared")
_AROUND = listed("at least more than over about around nearly some almost")
_HARMS = {
    **dict.fromkeys(listed("injured injuries wounded"), "injured"),
    **dict.fromkeys(listed("missing disappeared"), "missing"),
    **dict.fromkeys(listed("abducted kidnapped captured captives hostages"), "captured"),
    "casualties": "killed_or_injured",
}
"""What a word of a count says was done, where it is not death."""
_HARMED_WORDS = {
    **dict.fromkeys(
        listed("dead killed deaths death died bodies fatalities murdered slain martyred victims martyrs"), "killed"
    ),
    **dict.fromkeys(listed("wounded injured injuries hurt"), "injured"),
    **dict.fromkeys(listed("casualties"), "killed_or_injured"),
}


def find_toll(words: Words, i: int) -> Iterator[Found]:
    """The figures of the toll at token `i`."""
    if words.word(i - 1) in ("death", "deaths", "dead", "fatality") or words.text(i - 1, i) == "body count":
        harm = "killed"
    elif words.word(i - 1) in ("casualty", "casualties"):
        harm = "killed_or_injured"
    elif words.word(i - 1) in ("injury", "injured"):
        harm = "injured"
    elif words.word(i) == "toll" and words.word(i + 1) not in _NO_TOLL and _is_of_the_dead(words, i):
        harm = "killed"
    else:
        return
    if _OF_THINGS.match(words.text(i + 1, i + 4)):
        return
    first = i - 1 if words.word(i - 1) in _KINDS else i
    yield from _figures(words, first, i, harm)
    yield from _raised_to(words, first, i, harm)
    before = words.phrase_to(i)
    number = words.phrase_to(first - 1)
    if before and number is None and is_count(words, before):
        return


def find_number(words: Words) -> Iterator[Found]:
    """The figures of "the number of dead" and of deaths that "rose to"."""
    joined = " ".join(words.low)
    for match in _COUNTED.finditer(joined):
        first = joined[: match.start()].count(" ")
        last = first + match.group().count(" ")
        if match.group().startswith(_PUTTING) and (named := _NAMED.search(match.group())):
            first = last - named.group().count(" ")
        own = _HARMS.get(next(one for one in match.groups() if one), "killed")
        if own == "injured" and is_sport(words):
            continue
        if words.word(last + 1) in ("and", "or") and words.word(last + 2) in ("injured", "wounded", "hurt"):
            own, last = "killed_or_injured", last + 2
        yield from _figures(words, first, last, own)
        yield from _raised_to(words, first, last, own)
    yield from _totals(words, joined)


def _totals(words: Words, joined: str) -> Iterator[Found]:
    """The figure that a total is raised to, where the sentence says of what: "two bodies, bringing the total to 16"."""
    for match in _RAISED.finditer(joined):
        first = joined[: match.start()].count(" ")
        at = first + match.group().count(" ")
        while words.word(at) in _AROUND:
            at += 1
        figure = words.phrase_from(at)
        if figure is None or not is_count(words, figure) or not _is_figure(words, figure):
            continue
        told = match.group(1) or words.word(figure.last + 1)
        harm = _HARMED_WORDS.get(told) or next(
            (_HARMED_WORDS[words.word(i)] for i in range(first - 1, -1, -1) if words.word(i) in _HARMED_WORDS), None
        )
        if harm:
            yield Found(first, at - 1, harm, figure, "harm.toll")


def _is_of_the_dead(words: Words, i: int) -> bool:
    """Whether a bare "toll" is one of the dead."""
    told = re.search(r"\b(?:dead|deaths?|kill\w*|die|died|bodies)\b", " ".join(words.low))
    is_violent_title = words.is_headline and is_violent(" ".join(words.low))
    return bool(told) or is_violent_title or words.word(i - 1) in _OF_A_TOLL


def _raised_to(words: Words, first: int, last: int, harm: str) -> Iterator[Found]:
    """The figure before a toll: "brings to 132 the number of people killed"."""
    at = first - 1
    while words.word(at) in ("the", "total", "overall", "official", "confirmed"):
        at -= 1
    figure = words.phrase_to(at)
    if figure is None and (held := words.phrase_at(at)) is not None and held.first <= at:
        figure = Phrase(held.first, at, at, at)
    before = words.text(figure.first - 2, figure.first - 1) if figure else ""
    if figure and is_count(words, figure) and re.fullmatch(r"(?:br\w+|rais\w+|tak\w+|took|push\w+|lift\w+) to", before):
        yield Found(first, last, harm, figure, "harm.toll")


def _figures(words: Words, first: int, last: int, harm: str) -> Iterator[Found]:
    """The numbers that a toll rises from, to or stands at."""
    at, is_aside = last + 1, False
    limit = last + 18
    while at < min(len(words), limit):
        word = words.word(at)
        if word == "," and not is_aside and (verb := _after_aside(words, at)) is not None:
            at, limit = verb, verb + 18
        elif word == "," and (is_aside or _is_bracketed(words, at)):
            is_aside = not is_aside
        elif word in (";", ".", "that", "which", "who", "when", "after", ","):
            return
        phrase = words.phrase_from(at)
        if phrase and words.word(at - 1) == "between" and words.word(phrase.last + 1) == "and":
            at = phrase.last + 2
            phrase = words.phrase_from(at)
        is_figure = phrase and is_count(words, phrase) and words.word(at - 1) in (*_BEFORE_TOLL, "and")
        if phrase and words.word(at - 1) == "from" and words.word(at - 2).startswith("rang"):
            at, is_figure = phrase.last + 2, words.word(phrase.last + 1) == "to"
            phrase = words.phrase_from(at)
        if phrase and is_figure and _is_figure(words, phrase) and not _is_feared(words, last, at):
            after = words.word(phrase.last + 1)
            own = {"killed": "killed", "hurt": "injured"}.get(after) or COUNT_NOUNS.get(after, harm)
            yield Found(first, last, own, phrase, "harm.toll")
            if before := _up_from(words, phrase):
                yield Found(first, last, own, before, "harm.toll")
        at = phrase.last + 1 if phrase else at + 1


def _is_feared(words: Words, last: int, at: int) -> bool:
    """Whether a figure is one that a toll could or will reach, and has not reached."""
    comma = max((n for n in range(last + 1, at) if words.word(n) == ","), default=last)
    between = words.low[comma + 1 : at]
    is_unreal = any(word in _UNREAL and words.tokens[n].tag_ != "NNP" for n, word in enumerate(between, comma + 1))
    return is_unreal and not {"have", "already"} & set(between)  # "in May" is a month


def _up_from(words: Words, figure: Phrase) -> Phrase | None:
    """The figure that a toll had before: "rose to 19, up from 14", "19 dead (from 14 on Sunday)"."""
    for at in range(figure.last + 1, min(figure.last + 8, len(words) - 2)):
        if words.word(at) in (",", "(") and words.word(at + 1) in ("up", "down", "from", "compared", "against"):
            start = at + 2 + (words.word(at + 2) in ("from", "with"))
            while words.word(start) in _AROUND:
                start += 1
            before = words.phrase_from(start)
            return before if before and is_count(words, before) and _is_figure(words, before) else None
        if words.word(at) in (".", ";", ","):
            return None
    return None


def _after_aside(words: Words, comma: int) -> int | None:
    """The verb that a toll has after an aside of any length: "the toll, which was first put at 12, rose to 19"."""
    if words.word(comma + 1) in ("and", "but", "while", "as", "after", "when"):
        return None
    for at in range(comma + 2, min(comma + 40, len(words) - 1)):
        if words.word(at) == ";":
            return None
        if words.word(at) == ",":
            verb = at + 1
            while words.word(verb) in _HELPERS:
                verb += 1
            if _GROWN.fullmatch(words.word(verb)):
                return verb
    return None


def _is_figure(words: Words, phrase: Phrase) -> bool:
    """Whether a counted phrase after a toll can be its figure."""
    word = words.word(phrase.head)
    if re.fullmatch(r"[1-9]\d{0,2}(?:,?\d{3})*", word) or words.tokens[phrase.head].tag_ == "CD":
        return not re.fullmatch(r"(?:19|20)\d\d", word) and words.word(phrase.last + 1) not in ("%", "percent", "per")
    if any(words.word(i) in HARM_VERBS for i in range(phrase.first, phrase.head)):
        return False
    return is_bare_count(words, phrase) or is_person(words, phrase) or word in COUNT_NOUNS


def _is_bracketed(words: Words, comma: int) -> bool:
    """Whether a short aside between commas begins here: "the toll, officials said, rose to 12"."""
    return "," in words.low[comma + 1 : comma + 8]
