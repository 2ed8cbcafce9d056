"""Whom a relative clause without an object harms, or a short one after "of": "the nuns whom gunmen killed"."""

from __future__ import annotations

from reportedly.coder.harm_persons import is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries
from reportedly.coder.harm_subjects import antecedent
from reportedly.coder.harm_words import listed

_OF_THE_DEAD = listed(
    "names photographs portraits pictures families relatives widows parents mothers fathers funerals coffins graves "
    "friends colleagues neighbours neighbors comrades lawyers"
)


def relative_object(words: Words, i: int) -> list[Phrase]:
    """Whom a clause without an object tells of: "the nuns | whom gunmen killed", "the man | the officers shot"."""
    first, _ = auxiliaries(words, i)
    subject = words.phrase_to(first - 1)
    if words.is_headline or (subject is None and words.word(first - 1) != "it"):
        return []
    at = subject.first - 1 if subject else first - 2
    link = words.word(at)
    if link in ("whom", "that", "who"):
        at -= 1 + (words.word(at - 1) == ",")
    phrase = words.phrase_to(at)
    if phrase is None or not is_person(words, phrase):
        return []
    told = antecedent(words, phrase)
    is_clause = is_count(words, told) if link == "that" else link != "who" or words.tokens[i].dep_ == "relcl"
    return [told] if is_clause else []


def of_whom(words: Words, i: int) -> list[Phrase]:
    """Whom a participle describes where "of" joins them to another: "the widow of a policeman | killed in May"."""
    phrase = words.phrase_to(i - 1)
    if phrase is None or phrase.base_last == phrase.last or is_count(words, phrase):
        return []
    nearer = Phrase(phrase.base_last + 2, phrase.last, phrase.last, phrase.last)
    is_kin = words.word(phrase.head) in _OF_THE_DEAD and words.tokens[nearer.head].tag_ == "NNS"
    if words.tokens[i].dep_ != "acl" and not (is_count(words, nearer) or is_kin):
        return []
    if is_kin or is_count(words, nearer):
        is_one = words.word(phrase.head) in _OF_THE_DEAD
    else:
        is_one = words.word(nearer.first) in ("a", "an") or is_name(words, nearer)
    return [nearer] if is_one and is_person(words, nearer) else []
