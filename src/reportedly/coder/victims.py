"""Whom a predicate harms: the phrase after it, with what is joined to it by "and"."""

from __future__ import annotations

from reportedly.coder.harm_asides import SAYING
from reportedly.coder.harm_closed_words import ORDINALS, PRONOUNS
from reportedly.coder.harm_persons import is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import COUNT_NOUNS, HARM_VERBS, listed

_SKIPPED = listed(
    """
    also then later reportedly allegedly both at least up to as many more than some about around nearly over
    almost approximately roughly between of off only just another an estimated well under fewer less no not
    upwards upward excess
    """
)
_PLACING = listed("in on at aboard near inside outside from")
CLOSING = ('"', "”", "’", "'")


def victims_after(words: Words, i: int) -> list[Phrase]:
    """The phrases right after a predicate that name whom it harmed."""
    at = i + 1
    while at < len(words) and at - i < 7 and words.phrase_from(at) is None and _is_skipped(words, at):
        at += 1
    if words.word(at) == ":" and words.phrase_from(at + 1) and not words.word(i).endswith("ing"):
        at += 1
        if (
            words.is_headline
            and (teller := words.phrase_from(at))
            and teller.last == len(words) - 1
            and not is_count(words, teller)
        ):
            return []
    if words.word(at) in ("many", "few") and words.word(at - 1) == "as" == words.word(at + 1):
        at += 2
    phrase = words.phrase_from(at)
    if phrase and words.word(phrase.first - 1) == "between" and words.word(phrase.last + 1) == "and":
        phrase = words.phrase_from(phrase.last + 2)
    phrase = _end_of_range(words, phrase) if phrase else None
    if phrase is not None and not is_person(words, phrase) and words.word(phrase.head) in ("target", "targets"):
        phrase = words.phrase_from(phrase.last + 2) if words.word(phrase.last + 1) == "," else None
    if phrase is None or not is_person(words, phrase):
        return []
    named = _named_apart(words, phrase)
    return [named, *joined_after(words, named)]


def _end_of_range(words: Words, phrase: Phrase) -> Phrase:
    """The second of two numbers that "to" or "or" joins, which ends in the noun: "killed ten to | 15 fighters"."""
    following = words.phrase_from(phrase.last + 2)
    is_range = phrase.first == phrase.last and words.word(phrase.last + 1) in ("to", "or")
    is_number = words.tokens[phrase.head].tag_ == "CD" and following and words.tokens[following.first].tag_ == "CD"
    return following if following and is_range and is_number else phrase


def _is_skipped(words: Words, at: int) -> bool:
    """Whether a word may stand between a predicate and a number of victims: "killed at least", "injured as many as"."""
    word, following = words.word(at), words.word(at + 1)
    if word in (*CLOSING, "“", "‘", "``"):
        return words.phrase_from(at + 1) is not None or _is_skipped(words, at + 1)
    if word == "in":
        return following == "excess"
    if word == "down":
        return words.word(at - 1) in ("gunned", "gunning")
    if word in ("at", "to"):
        return following in ("least", "most", "the") or words.word(at - 1) == "up"
    if word == "as":
        return words.word(at - 1) in ("many", "few") or words.word(at + 1) in ("many", "few")
    return word in _SKIPPED


def _named_apart(words: Words, phrase: Phrase) -> Phrase:
    """The phrase with the name that follows it between commas: "Iranian general, Qasem Soleimani"."""
    name = words.phrase_from(phrase.last + 2)
    if name is None or words.word(phrase.last + 1) != "," or is_count(words, phrase) or not is_name(words, name):
        return phrase
    is_person_name = words.tokens[name.head].ent_type_ == "PERSON" and not has_own_verb(words, name)
    return name if is_person_name else phrase


def joined_after(words: Words, phrase: Phrase) -> list[Phrase]:
    """The phrases that "and" or a list joins to one after a predicate."""
    found: list[Phrase] = []
    last = _past_clause(words, _past_apposition(words, phrase))
    if is_count(words, phrase):
        last = _past_place(words, last)
    while True:
        last = _past_age(words, last)
        at = last + 1
        while words.word(at) in (",", "and", "&", "as", "well", "plus", "then", "finally"):
            at += 1
        link = words.text(last + 1, at - 1)
        at += 2 * (words.word(at) == "many" and words.word(at - 1) == "as" == words.word(at + 1))
        following = words.phrase_from(_at_number(words, at)) if at > last + 1 and at < len(words) else None
        if following is None or not _may_join(words, phrase, following, link):
            return found
        found.append(following)
        last = following.last


def _past_age(words: Words, last: int) -> int:
    """The last token of an age right after a phrase, where others follow it: "two boys aged 8 and 10 and a teacher"."""
    at = last + 1
    is_aged = words.word(at) == "aged"
    if not is_aged and not (words.word(at) == "," and words.word(at + 2) in (",", "and") and at + 1 < len(words)):
        return last
    at += 1
    if words.tokens[at].tag_ != "CD" or (not is_aged and not words.word(at).isdecimal()):
        return last
    while is_aged and words.word(at + 1) in ("and", ",", "to") and words.tokens[at + 2].tag_ == "CD":
        following = words.phrase_from(at + 2)
        if following is None or following.first < following.last:
            break
        at += 2
    return at if is_aged or words.word(at + 1) in ("and", ",") else last


def _past_apposition(words: Words, phrase: Phrase) -> int:
    """The last token of what stands between a name and "and": "X, a senior commander, and two of his guards"."""
    inner = words.phrase_from(phrase.last + 2)
    is_apart = inner and words.word(phrase.last + 1) == "," and words.text(inner.last + 1, inner.last + 2) == ", and"
    if inner and is_apart and is_name(words, phrase) and not is_name(words, inner):
        return inner.last
    return phrase.last


def _past_clause(words: Words, last: int) -> int:
    """The last token of a clause with "who" after a phrase where a list goes on: "a judge who ..., his driver"."""
    start = last + 1 + (words.word(last + 1) == ",")
    if words.word(start) not in ("who", "whose", "whom"):
        return last
    for at in range(start + 2, min(start + 16, len(words))):
        if words.word(at) in (";", ".") or words.word(at) in HARM_VERBS:
            return last
        if words.word(at) != ",":
            continue
        joined = at + 1 + (words.word(at + 1) == "and")
        following = words.phrase_from(_at_number(words, joined))
        if following is None or not is_person(words, following) or has_own_verb(words, following):
            return last
        is_new = is_count(words, following) or words.word(following.first) in ("a", "an", "his", "her", "their")
        return at - 1 if is_new else last
    return last


def _at_number(words: Words, i: int) -> int:
    at = i
    while at < len(words) and at - i < 4 and words.phrase_from(at) is None and _is_skipped(words, at):
        at += 1
    return at


def _past_place(words: Words, last: int) -> int:
    """The last token of a place or a participle's clause right after a phrase, where "and" with others follows it.

    "Killed three men in a bus and two nuns", "four officers ambushed at the ford and a doctor".
    """
    start = last + 1
    is_reduced = start < len(words) and words.tokens[start].tag_ in ("VBN", "VBG") and words.tokens[start].dep_ == "acl"
    if words.word(start) in ("aged", "ages"):
        return last
    start += is_reduced
    place = words.phrase_from(start + (words.word(start) in _PLACING) + (words.word(start) in ("to", "for", "by")))
    if not (is_reduced or words.word(start) in _PLACING) or place is None or words.word(place.last + 1) != "and":
        return last
    following = words.phrase_from(_at_number(words, place.last + 2))
    is_more = following and (is_count(words, following) or (is_reduced and words.word(following.first) in ("a", "an")))
    return place.last if is_more and not is_person(words, place) else last


def _may_join(words: Words, first: Phrase, following: Phrase, link: str) -> bool:
    if _is_other_subject(words, following) or (link == "," and begins_tellers(words, following)):
        return False
    if not is_person(words, following) or has_own_verb(words, following) or _is_teller(words, following):
        return False
    after = words.tokens[following.last + 1].tag_ if following.last + 1 < len(words) else ""
    is_bare = first.first == first.last and following.first == following.last and link == ","
    is_cut_short = words.is_headline and (is_count(words, following) or is_bare) and not after.startswith("VB")
    is_list = (
        {"and", "well", "plus"} & set(link.split()) or words.word(following.last + 1) in (",", "and") or is_cut_short
    )
    is_lone = following.first == following.last and words.tokens[following.head].tag_ == "CD"
    if is_lone and link == "," and not is_count(words, first) and words.tokens[first.head].tag_ in ("NN", "NNP"):
        return False
    if "and" in link.split() and words.word(following.head) in ("himself", "herself", "themselves"):
        return True
    if not is_list or words.word(following.head) in (*PRONOUNS, "another"):
        return False
    if link == "," and is_name(words, first) and not is_count(words, first):
        return is_name(words, following) and words.word(following.last + 1) in (",", "and")
    return (
        is_count(words, following)
        or is_count(words, first)
        or is_name(words, first)
        or (
            words.word(following.first) in ("a", "an", "his", "her", "their", "its", "the") or first.first == first.last
        )
    )


def begins_tellers(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase is the first of those who tell it: "killing three people, | residents and medics said"."""
    last = phrase.last
    while words.word(last + 1) == "and" and (other := words.phrase_from(last + 2)):
        last = other.last
    return last > phrase.last and words.word(last + 1) in SAYING


def _is_other_subject(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase is an ordinal with the number that is its object: "killed eight, the second five"."""
    is_bare = phrase.last == phrase.first + 2 and words.word(phrase.first) in ("the", "a")
    return is_bare and words.word(phrase.first + 1) in ORDINALS and words.tokens[phrase.last].tag_ == "CD"


def _is_teller(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase names who says it, with a name or office: "injured scores, the mayor, Iri Vant, said"."""
    name = words.phrase_from(phrase.last + 2) if words.word(phrase.last + 1) == "," else None
    return name is not None and words.word(name.last + 1) == "," and words.word(name.last + 2) in SAYING


def apposed_to(words: Words, phrase: Phrase) -> Phrase | None:
    """The name that a phrase between commas says more of: "Anna Sell, | a nurse, and Marek Orn"."""
    name = words.phrase_to(phrase.first - 2) if words.word(phrase.first - 1) == "," else None
    is_apart = words.word(phrase.first) in ("a", "an") and words.text(phrase.last + 1, phrase.last + 2) == ", and"
    is_named = name and is_name(words, name) and words.tokens[name.head].tag_ == "NNP" and name.last > name.first
    return name if is_apart and is_named else None


def is_apposed(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase only says who the one counted before it was: "one fatality, a man, and eight were hurt"."""
    counted = words.phrase_to(phrase.first - 2) if words.word(phrase.first - 1) == "," else None
    return counted is not None and words.word(counted.head) in COUNT_NOUNS and words.word(phrase.first) in ("a", "an")


def one_of_many(words: Words, phrase: Phrase) -> Phrase:
    """Whom "killed" describes in "one of 11 people killed": the eleven."""
    if words.text(phrase.first, phrase.first + 1) == "one of" and phrase.last > phrase.first + 2:
        rest = Phrase(phrase.first + 2, phrase.base_last, phrase.last, phrase.head)
        return rest if is_count(words, rest) else phrase
    return phrase


def has_own_verb(words: Words, phrase: Phrase) -> bool:
    """Whether what follows a phrase makes it the subject of a clause of its own: "and 13 others were injured"."""
    at = phrase.last + 1
    while words.word(at) in ("also", "more", "others", "seriously", "critically", "later", "then", "reportedly"):
        at += 1
    if at >= len(words):
        return False
    token, word = words.tokens[at], words.word(at)
    if word in (*COUNT_NOUNS, "dead", "hospitalized", "unaccounted") and word in (
        "injured",
        "wounded",
        "missing",
        "dead",
        "hurt",
    ):
        return True
    if word in HARM_VERBS and token.tag_ in ("VBN", "VBD", "VBG", "VBZ", "VBP", "NN"):
        return True
    return token.tag_ in ("VBZ", "VBD", "VBP", "MD") and word not in ("who",)


def victims_of(words: Words, link: int) -> list[Phrase]:
    """The persons after an "of" or "to", who may stand within the phrase that began before it."""
    first = link + 1
    holder = words.phrase_at(first)
    if holder is not None and holder.first != first:
        phrase = Phrase(first, holder.last, holder.last, holder.last)
        if is_person(words, phrase):
            return [phrase]
    return victims_after(words, link)
