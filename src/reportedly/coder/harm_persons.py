"""Whether a noun phrase names or counts persons, and what class they are of."""

from __future__ import annotations

import re

from reportedly.coder.harm_closed_words import DETERMINERS, MONTHS, NOMINAL, NUMBER_WORDS, ORDINALS, PRONOUNS
from reportedly.coder.harm_people import CLASS_WORDS, PERSON_CLASS, PERSON_ENDINGS, PLURALS
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import NOT_PERSONS, listed

_RANKS = listed(
    """
    general colonel major captain lieutenant sergeant corporal journalist reporter activist minister president
    governor mayor commander leader lawyer photographer blogger officer soldier singer actor doctor
    """
)
_GROUPS = listed(
    """
    family crew group team party gang squad band patrol cell batch unit platoon detachment delegation convoy column
    contingent troupe class busload boatload truckload carload coachload household
    """
)
_BOUNDS = listed("minimum maximum upwards upward excess")
_ALL_OF = listed("all each every both")
_NUMBERED = listed("pair duo trio")
"""What a few already told of are called: "the pair were pronounced dead"."""
_IRREGULAR = (("women", "woman"), ("men", "man"), ("children", "child"), ("wives", "wife"))
_HARMED_AFTER = listed("dead killed wounded injured missing hurt deaths fatalities")
_ONE_OF = listed("last youngest oldest eldest latest")
"""What one of several is called before "of": "the last of the four hostages"."""
_MEMBERS = listed("leader leaders commander commanders member members fighter figure chief head")


def singular(word: str) -> str:
    """The word without a plural's ending, as far as the lists of persons need it."""
    if word in PLURALS:
        return PLURALS[word]
    for plural, single in _IRREGULAR:
        if word.endswith(plural):
            return word[: -len(plural)] + single
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_count(words: Words, phrase: Phrase) -> bool:
    """Whether a number or a word like "several" begins the phrase, so that its words tell how many."""
    for i in range(past_owner(words, phrase), phrase.base_last + 1):
        token = words.tokens[i]
        if (token.tag_ in ("CD", "LS") or words.word(i) in NUMBER_WORDS) and not _is_part(words, i):
            return not (words.word(i) == "one" and i > phrase.first and words.word(i - 1) in ("the", "this", "that"))
        if (
            words.word(i) not in DETERMINERS
            and token.tag_ not in ("DT", "PDT", "JJ", "RB", "PRP$", "CC")
            and words.word(i) not in ("estimated", "further")
        ):
            return False
    return False


def number_of_group(words: Words, phrase: Phrase) -> Phrase | None:
    """The number of a group that is its whole: of "a family of seven" and "a crew of 12 sailors" what follows "of"."""
    for i in range(phrase.first + 1, phrase.last):
        if words.word(i) == "of":
            is_number = words.tokens[i + 1].tag_ == "CD" or words.word(i + 1) in NUMBER_WORDS
            is_group = words.word(i - 1) in _GROUPS and is_number
            return Phrase(i + 1, phrase.last, phrase.last, phrase.last) if is_group else None
    return None


def past_owner(words: Words, phrase: Phrase) -> int:
    """The first token after a possessor or "of": the number of "the plane's 15 occupants", "each of the five"."""
    if words.word(phrase.first) in _ALL_OF and phrase.last > phrase.first + 2:
        of = phrase.first + 1 + (words.word(phrase.first + 1) == "one")
        number = of + 2 if words.word(of) == "of" and words.word(of + 1) in DETERMINERS else 0
        if number and (words.tokens[number].tag_ == "CD" or words.word(number) in NUMBER_WORDS):
            return number
    bound = phrase.first + (words.word(phrase.first) in ("a", "an"))
    if words.word(bound) in _BOUNDS and words.word(bound + 1) == "of" and bound + 2 <= phrase.last:
        return bound + 2
    owners = [i for i in range(phrase.first, phrase.base_last) if words.tokens[i].tag_ == "POS"]
    return owners[-1] + 1 if owners and words.tokens[owners[-1] + 1].tag_ == "CD" else phrase.first


def _is_part(words: Words, i: int) -> bool:
    """Whether a number is a part of a longer word: "18-year-old", "Boeing 737"."""
    word, token = words.word(i), words.tokens[i]
    if (
        words.word(i + 1) == "-"
        and not token.whitespace_
        and words.word(i + 2) in ("year", "month", "day", "week", "foot")
    ):
        return True
    if words.word(i + 1) in ("year", "years", "-", "%", "percent") and words.word(i + 2) in ("-", "old"):
        return True
    if "year" in word or (token.ent_type_ == "DATE" and re.fullmatch(r"(?:19|20)\d\d", word)):  # "the 2011 murders"
        return True
    return word.isdecimal() and len(word) == 4 and word[:2] in ("19", "20") and i == len(words) - 1


def is_person(words: Words, phrase: Phrase) -> bool:
    """Whether the phrase names persons: by a list of nouns, by their endings, as a bare count, or as a name."""
    word, token = words.word(phrase.head), words.tokens[phrase.head]
    if word in PRONOUNS:
        return PRONOUNS[word] != "zero" or phrase.first == phrase.last
    single = singular(word)
    is_hour = word == "pm" and words.tokens[phrase.head - 1].tag_ == "CD"
    if is_hour or (single in NOT_PERSONS and single not in PERSON_CLASS):
        return False
    if word in NOMINAL:
        return words.word(phrase.head - 1) == "the" and phrase.first < phrase.head - 1
    if word in _NUMBERED or (word in _GROUPS and phrase.last > phrase.base_last):
        group = number_of_group(words, phrase)
        is_pair = word in _NUMBERED and phrase.last == phrase.first + 1 and words.word(phrase.first) == "the"
        return is_person(words, group) if group else is_pair or single in PERSON_CLASS
    if word == "all" or (word == "those" and words.word(phrase.first) == "all"):
        return words.word(phrase.last + 1) in ("on", "aboard", "inside")
    if word in ("another", "both", "neither", "those", "own"):
        return _stands_for_some(words, phrase)
    if single in PERSON_CLASS or word in ("others", "other", "more", "old", "life", "lives"):
        return True
    if token.tag_ in ("CD", "LS") or word in NUMBER_WORDS:
        return is_bare_count(words, phrase)
    if token.ent_type_ == "NORP" and words.word(phrase.first) in ("a", "an", "another") and token.tag_ != "JJ":
        return True
    is_people = token.ent_type_ == "NORP" or (token.tag_ == "NNPS" and token.ent_type_ == "")
    if is_people and is_count(words, phrase):
        return True
    if single.endswith(PERSON_ENDINGS) and len(single) > 4 and not token.tag_.startswith("NNP"):
        return True
    if word in ORDINALS or (word in _ONE_OF and words.word(phrase.head + 1) == "of"):
        return words.word(phrase.first) in ("a", "an", "the") and _is_of_persons(words, phrase)
    has_role = any(PERSON_CLASS.get(words.word(i)) for i in range(phrase.first, phrase.head))
    has_rank = phrase.head > phrase.first and words.word(phrase.head - 1) in _RANKS
    return (
        is_name(words, phrase)
        or (has_rank and token.tag_ == "NNP")
        or (has_role and token.tag_ == "NNP" and token.ent_type_ not in ("GPE", "DATE"))
    )


def is_pronoun(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase is a pronoun alone: "her", and not "her father" or "three of them"."""
    return phrase.first == phrase.last and words.word(phrase.head) in PRONOUNS


def is_of_things(words: Words, phrase: Phrase) -> bool:
    """Whether "of them" makes a phrase a part of a number of things: "340 beds, | 18 of them in intensive care"."""
    if words.text(phrase.last - 1, phrase.last) not in ("of them", "of which", "of these"):
        return False
    whole = words.phrase_to(phrase.first - 2) if words.word(phrase.first - 1) == "," else None
    return whole is not None and is_count(words, whole) and not is_person(words, whole)


def _stands_for_some(words: Words, phrase: Phrase) -> bool:
    """Whether a word for some of several stands for persons: "both", "two of those", "one of our own"."""
    word = words.word(phrase.head)
    if word == "those":
        return _is_number_of_those(words, phrase)
    return _is_of_ours(words, phrase) if word == "own" else phrase.first == phrase.last


def _is_number_of_those(words: Words, phrase: Phrase) -> bool:
    """ "Two of those | had died"; not "two of those killed", which says more."""
    is_of = words.word(phrase.head - 1) == "of" and words.word(phrase.first) in NUMBER_WORDS
    return is_of and words.word(phrase.head + 1) in ("had", "have", "has", "died", "was", "were", "are")


def _is_of_ours(words: Words, phrase: Phrase) -> bool:
    """Whether "own" ends a phrase that counts persons: "one of our own"."""
    return is_count(words, phrase) and words.word(phrase.head - 1) in ("our", "their", "its", "his", "her")


def _is_of_persons(words: Words, phrase: Phrase) -> bool:
    """Whether those are persons of whom one is told: "the last of the four hostages", not "of the glaciers"."""
    many = Phrase(phrase.base_last + 2, phrase.last, phrase.last, phrase.last)
    return phrase.last == phrase.base_last or is_person(words, many)


def is_bare_count(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase that ends in a number can count persons: no year, age, date or measure."""
    word, before = words.word(phrase.head), words.word(phrase.first - 1)
    if before == "least":
        return not re.fullmatch(r"(?:19|20)\d\d", word)
    after = words.word(phrase.last + 1)
    if before == "at" and after in ("dead", "killed", "wounded", "injured", "missing", "hurt"):
        before = ""
    if re.fullmatch(r"(?:19|20)\d\d", word) or not re.fullmatch(r"[a-z-]+|\d{1,3}(?:,\d{3})*|\d{4}", word):
        return False
    if (
        before in ("age", "aged", "$", "no", "number", "#")
        or (before == "at" and after not in _HARMED_AFTER)
        or (before == ":" and not words.tokens[phrase.first - 1].whitespace_)
        or {"age", "aged"} & set(words.low[phrase.first : phrase.last + 1])
        or before in MONTHS
        or after in ("%", "percent", ":", "$")
    ):
        return False
    return not any(words.word(i) in MONTHS for i in range(phrase.first, phrase.last + 1))


def is_name(words: Words, phrase: Phrase) -> bool:
    """Whether the phrase is the name of one person, as far as tags and named entities tell."""
    token = words.tokens[phrase.head]
    if token.ent_type_ in ("ORG", "GPE", "") and phrase.first == phrase.base_last and token.text in words.surnames:
        return token.tag_ in ("NNP", "NNPS")
    if token.ent_type_ == "PERSON":
        is_capital = token.text[:1].isupper() or words.word(phrase.head - 1) == "-"
        return token.tag_ in ("NNP", "NNPS", "NN") and is_capital
    if _is_aged(words, phrase):
        return True
    if token.tag_ not in ("NNP", "NNPS") or token.ent_type_ in (
        *(
            "GPE",
            "LOC",
            "DATE",
            "FAC",
            "EVENT",
            "TIME",
            "LAW",
            "LANGUAGE",
            "WORK_OF_ART",
            "PRODUCT",
            "QUANTITY",
            "MONEY",
        ),
        *("NORP", "CARDINAL", "PERCENT"),
    ):
        return token.ent_type_ == "NORP" and token.text.endswith("s") and token.text[:1].isupper()
    parts = [t for t in words.tokens[phrase.first : phrase.base_last + 1] if t.tag_ in ("NNP", "NNPS")]
    if token.ent_type_ == "ORG":
        return False
    if not token.ent_type_ and phrase.first == phrase.base_last and not words.is_headline:
        return token.text[:1].isupper() and token.tag_ == "NNP"
    return len(parts) >= 2 and not words.is_headline and all(t.text[:1].isupper() for t in parts)


def _is_aged(words: Words, phrase: Phrase) -> bool:
    """Whether an age between commas follows a name of two words or more: "Ivo Tarr, 50, a clerk"."""
    age, last = words.word(phrase.last + 2), phrase.last
    is_age = (
        words.word(last + 1) == "," and age.isdecimal() and len(age) < 3 and words.word(last + 3) in (",", ".", ";")
    )
    names = words.tokens[phrase.first : last + 1]
    return is_age and len(names) > 1 and all(t.tag_ == "NNP" and t.text[:1].isupper() for t in names)


def classify(words: Words, phrase: Phrase) -> str:
    """The term of vocabulary `victim_class` that the phrase's words alone settle."""
    found: set[str] = set()
    for i in range(phrase.first, phrase.base_last + 1):
        if words.word(i) in CLASS_WORDS and i != phrase.head and words.tokens[i].ent_type_ != "PERSON":
            found = {CLASS_WORDS[words.word(i)]}
    head = words.tokens[phrase.head]
    is_surname = head.ent_type_ == "PERSON" and head.tag_ == "NNP" and phrase.first < phrase.head
    own = "unstated" if is_surname else PERSON_CLASS.get(singular(words.word(phrase.head)), "unstated")
    if words.word(phrase.head) in _MEMBERS:
        after = {CLASS_WORDS.get(words.word(i)) for i in range(phrase.base_last + 1, phrase.last + 1)} - {None}
        found = found or {group for group in after if group}
    if own in ("militant", "official") or not found:
        return own
    return next(iter(found))
