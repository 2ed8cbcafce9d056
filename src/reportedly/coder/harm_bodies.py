"""Bodies that were found, counted or taken away: "13 bodies were pulled out", "the lifeless body of an old man"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.coder.harm_closed_words import NUMBER_WORDS, ORDINALS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_owners import after_of, name_after, owner_before
from reportedly.coder.harm_persons import is_bare_count, is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import has_own_verb, joined_after

_BODIES = listed("body bodies corpse corpses remains cadaver cadavers skeleton skeletons")
_FIND = listed(
    """
    found recovered discovered retrieved pulled exhumed located removed find finds recover recovers discover
    finding counted counting received seen saw unearthed fished washed collected dug returned dumped arrived brought
    repatriated handed left behind
    carried carrying carry taken hauled lifted dragged winched extricated extracted spotted uncovered laid lying lay
    hanged hanging floating floated buried surfaced retrieving recovering pulling removing discovering washing
    exchanged exchange swapped swap traded surrendered gave given dug brought unearthing repatriating
    showed shown shows displayed displays paraded posted photographed filmed
    held holding contained containing delivered transported transferred ferried flown shipped
    """
)
_LIE = listed(
    """
    litter littered lined line filled fill fills blocked block covered cover clogged choked showed show bore bear had
    have has lie lay lying turned washed
    """
)
_OF_A_BOARD = listed(
    """
    governing ruling international legislative regulatory supervisory professional public advisory student religious
    sporting national local electoral judicial official independent umbrella statutory elected representative
    """
)
_OF_A_BODY = listed(
    """
    dead charred burnt burned bloodied decomposed decomposing unidentified headless mutilated mangled lifeless naked
    more other bullet-riddled bullet riddled - bound unclaimed decapitated bloated male female human further frozen
    """
)
_UNREAL = ("to", "will", "would", "could", "not", "never", "n't")
_SAW = re.compile(
    r"(?:i|we|he|she|they|(?:an?|the|one) \w+) "
    r"(?:(?:have|had|myself|alone|just|only|personally) )*(?:saw|seen|counted|found) "
)
_ENDS = listed('. , ; " ” and but')


def find_bodies(words: Words) -> Iterator[Found]:
    """The bodies that the sentence tells of."""
    for i, word in enumerate(words.low):
        if word == "dead" and words.word(i - 1) == "the" and (dead := words.phrase_at(i)) and dead.last == i:
            yield from _seen(words, dead, i)
    if _BODIES.isdisjoint(words.low):
        return
    for phrase in words.phrases:
        at = next((i for i in range(phrase.first, phrase.last + 1) if words.word(i) in _BODIES), None)
        if at is not None and not (words.word(at) == "remains" and words.word(at + 1) != "of"):
            yield from _body(words, phrase, at)
            yield from _seen(words, phrase, at)


def _body(words: Words, phrase: Phrase, at: int) -> Iterator[Found]:
    """Bodies that were found or taken away."""
    if _is_board(words, phrase, at):
        return
    around = [i for i in range(max(phrase.first - 4, 0), phrase.first) if _is_finding(words, i)]
    after = _verbs_after(words, phrase)
    verb = around[-1] if around else after[0] if after else None
    if verb is None:
        if _is_bare_bodies(words, phrase, at):
            yield Found(at, at, "body_recovered", phrase, "harm.body")
        return
    if any(words.word(i) in _UNREAL for i in range(max(verb - 2, 0), verb)):
        return
    if {"twice", "double"} & {words.word(i + 1) for i in (verb, *after)}:
        return
    if words.word(verb) == "buried" and not is_count(words, phrase):
        return
    for one in _whose(words, phrase, at):
        yield Found(min(at, verb), max(at, verb), "body_recovered", one, "harm.body")


def _is_board(words: Words, phrase: Phrase, at: int) -> bool:
    """Whether bodies do what only boards and committees can: "two bodies oversee the banks", "found that"."""
    token = words.tokens[at]
    verb = token.head
    if _OF_A_BOARD & set(words.low[phrase.first : at]):
        return True
    if token.dep_ != "nsubj" or at != phrase.last or verb.lower_ in _LIE or verb.tag_ == "VBN":
        return False
    return any(child.dep_ in ("dobj", "ccomp") and child.i > verb.i for child in verb.children)


def _is_finding(words: Words, i: int) -> bool:
    return words.word(i) in _FIND and words.phrase_at(i) is None


def _verbs_after(words: Words, phrase: Phrase) -> list[int]:
    """The words of finding after a phrase, past an aside on whose body it is."""
    start = phrase.last + 1
    if words.word(start) == ",":
        comma = next((i for i in range(start + 1, min(start + 26, len(words))) if words.word(i) == ","), None)
        if comma is not None and words.word(comma + 1) in ("was", "were", "has", "had", "have", "is", "are"):
            start = comma + 1
    found: list[int] = []
    for i in range(start, min(start + 7, len(words))):
        if words.word(i) in (";", ":"):
            break
        if _is_finding(words, i):
            found.append(i)
    return found


def _whose(words: Words, phrase: Phrase, at: int) -> list[Phrase]:
    """Whose bodies they are, or the bodies themselves where nobody is named."""
    before = words.word(at - 1)
    if is_count(words, phrase):
        return [phrase]
    victims = []
    if words.word(at + 1) == "of":
        victims = after_of(words, at + 1) or name_after(words, at + 1, is_murder=True)
    elif before in ("'s", "'", "’s", "’") and (owner := owner_before(words, at - 1)) and owner.first < at - 1:
        victims = [Phrase(owner.first, at - 2, at - 2, at - 2)]
        victims = [one for one in victims if is_person(words, one)]
    if victims and victims[-1].last == phrase.last and words.word(phrase.last + 1) == "and":
        is_subject = not any(_is_finding(words, i) for i in range(max(phrase.first - 4, 0), phrase.first))
        victims += _and_others(words, words.phrase_from(phrase.last + 2), is_subject and words.word(at).endswith("s"))
    is_of = words.word(at + 1) == "of" and at < phrase.last
    is_body = words.word(at) in ("body", "corpse", "cadaver", "skeleton")
    if not victims and not is_of and is_body and _is_another(words, phrase):
        victims = [phrase]
    if (
        not victims
        and words.word(at) in ("bodies", "corpses", "skeletons")
        and words.word(phrase.first) not in ("the", "their")
    ):
        victims = [phrase]
    return [*victims, *(joined_after(words, phrase) if victims == [phrase] else [])]


def _is_another(words: Words, phrase: Phrase) -> bool:
    """Whether a body is a new one: "a body", in a headline also "third body"."""
    return words.word(phrase.first) in ("a", "another") or (words.is_headline and words.word(phrase.first) in ORDINALS)


def _and_others(words: Words, others: Phrase | None, is_subject: bool) -> list[Phrase]:
    """The others of "the remains of the pilot and two stewards", "the bodies of a woman and her son were found"."""
    if others is None or not is_person(words, others):
        return []
    is_told = is_count(words, others) or words.word(others.first) in ("his", "her", "their", "a", "an")
    return [others] if is_told and (is_subject or not has_own_verb(words, others)) else []


def _seen(words: Words, phrase: Phrase, at: int) -> Iterator[Found]:
    """How many bodies somebody saw of those just told of: "there were bodies everywhere; I saw ten myself"."""
    for i in range(phrase.last + 1, min(phrase.last + 12, len(words) - 2)):
        told = _SAW.match(words.text(i, i + 5) + " ")
        if told is None:
            continue
        start = i + told.group().strip().count(" ") + 1
        while words.word(start) in ("at", "least", "about", "more", "than", "around", "some", "over"):
            start += 1
        number = Phrase(start, start, start, start)
        is_number = start < len(words) and (words.tokens[start].tag_ == "CD" or words.word(start) in NUMBER_WORDS)
        after = words.word(start + 1)
        is_end = after in _ENDS or after in ("myself", "of", "with", "there")
        if is_number and is_end and is_bare_count(words, number):
            yield Found(at, start, "body_recovered", number, "harm.body")
        return


def _is_bare_bodies(words: Words, phrase: Phrase, at: int) -> bool:
    """Whether a number counts the bodies of dead where no verb tells that they were found: "31 bodies lay there"."""
    if at != phrase.last or not is_count(words, phrase) or words.word(at + 1) in ("of", "-"):
        return False
    if re.search(
        r"\b(?:will|would|could|may|might|if|whether|not|never)\b", words.text(max(phrase.first - 6, 0), phrase.first)
    ):
        return False
    between = range(phrase.first, at)
    return all(words.tokens[i].tag_ in ("CD", "DT") or words.word(i) in (*NUMBER_WORDS, *_OF_A_BODY) for i in between)
