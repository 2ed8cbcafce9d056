"""Whom a participle after them describes: "three killed in the raid", "their son, killed in the war, was 19"."""

from __future__ import annotations

from reportedly.coder.harm_persons import is_bare_count, is_count, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_relatives import of_whom
from reportedly.coder.harm_scope import auxiliaries, is_passive
from reportedly.coder.harm_subjects import subject_before
from reportedly.coder.harm_words import HARM_VERBS, INJURE, KILL, listed
from reportedly.coder.victims import one_of_many

_AFTER_PARTICIPLE = listed(
    """
    by in on during when after at while outside near as dead and or inside this last with since before over
    across along behind beneath beside between throughout under within aboard around despite following
    amid there here together overnight outright instantly today yesterday tonight earlier , . ; : ) ] - who
    """
)

_CLOSING = ('"', "”", "''", "’")


def described(words: Words, i: int, last: int, first: int, group: frozenset[str]) -> tuple[list[Phrase], str]:
    """Whom a form at token `i`, which ends at `last`, describes as a participle, and by which rule.

    `first` is where its verb group begins and `group` the words of that: "three | killed", "90 killed and wounded".
    """
    word = words.word(i)
    if not group and words.word(i - 1) in ("and", "or") and words.word(i - 2) in HARM_VERBS:
        first = i - 2
    if words.word(first - 1) in ("those", "these") and words.phrase_to(first - 1):
        return [], ""
    subject = of_whom(words, i) or subject_before(words, i, first) or _set_apart(words, i)
    if not subject:
        return [], ""
    is_moved = word in INJURE and words.word(last + 1) == "to" and is_bare_count(words, subject[-1])  # "12 wounded to"
    after = last + 1 + (words.word(last + 1) in _CLOSING)  # 'two "lightly wounded" by shelling'
    if not words.is_headline and not is_moved and words.word(after) not in (*_AFTER_PARTICIPLE, ""):
        is_noun = words.tokens[after].tag_ in ("VBD", "VBP", "VBZ") and (
            word in INJURE or (word in KILL and words.word(i - 1) != "those")
        )
        return (subject, "harm.participle") if is_noun and is_bare_count(words, subject[-1]) else ([], "")
    is_past = words.tokens[i].tag_ == "VBD" and not any(is_count(words, phrase) for phrase in subject)
    is_plain = words.word(last + 1) != "by" and words.word(i + 1) != "dead" and not _shares_be(words, subject[0])
    if is_past and is_plain and not words.is_headline:
        return [], ""
    subject = [one_of_many(words, phrase) for phrase in subject if not _is_defined(words, phrase)]
    return subject, "harm.headline_participle" if words.is_headline else "harm.participle"


def _is_defined(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase only says what a word means: "a casualty is a person killed or injured"."""
    is_any = words.word(phrase.first) in ("a", "an", "any", "anyone", "anybody", "every", "those", "people", "persons")
    return is_any and words.word(phrase.first - 1) in ("is", "are", "means", "mean", "as")


def _shares_be(words: Words, subject: Phrase) -> bool:
    """Whether a participle shares the "was" of a predicate of harm before it: "a man was killed and his son hurt"."""
    before = [
        i for i in range(1, subject.first) if words.word(i) in HARM_VERBS and is_passive(auxiliaries(words, i)[1])
    ]
    return bool(before) and words.word(subject.first - 1) in ("and", ",", "while")


def _set_apart(words: Words, i: int) -> list[Phrase]:
    """Whom a participle after a comma describes: "their son, killed in the war, was 19"."""
    phrase = words.phrase_to(i - 2)
    is_apart = words.word(i - 1) == "," and words.tokens[i].tag_ == "VBN" and words.word(i + 1) in _AFTER_PARTICIPLE
    return [phrase] if phrase and is_apart and is_person(words, phrase) else []
