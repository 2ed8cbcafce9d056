"""Whom a predicate harms where they are its subject: the phrase before it, with what is joined to it by "and"."""

from __future__ import annotations

from reportedly.coder.harm_closed_words import FIGURES, PRONOUNS
from reportedly.coder.harm_persons import is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_passive
from reportedly.coder.harm_words import listed
from reportedly.coder.victims import CLOSING, apposed_to, has_own_verb, is_apposed, victims_after

_LINKS = listed("of in on at from aboard inside near with outside for among under between")
_SAYING = listed(
    """
    said says say saying told reported announced confirmed added claimed stated believe believes know
    """
)
_GRAVELY = listed("lightly slightly seriously critically severely badly gravely mortally fatally moderately")
_BEFORE_NUMBER = listed("least at as well than more up to about around over nearly")
_LEADS = listed("of out among in by on at since after according per from for with despite besides including")
_OPENS = listed("a an the his her their both my our")
_RELATIVE = listed("who that whom")


def subject_of(words: Words, i: int) -> list[Phrase]:
    """The phrases that are the subject of the predicate at token `i`."""
    first, _ = auxiliaries(words, i)
    return subject_before(words, i, first)


def done_to(words: Words, verb: int, last: int) -> list[Phrase]:
    """Whom a verb is done to: its subject in the passive, else what follows its last word."""
    first, group = auxiliaries(words, verb)
    return subject_before(words, verb, first) if is_passive(group) else victims_after(words, last)


def subject_before(words: Words, i: int, group_first: int) -> list[Phrase]:
    """The phrases that are the subject of the predicate at token `i`, whose verb group begins at `group_first`."""
    for found in (_past_relative(words, i), _by_surface(words, group_first), _by_parse(words, i)):
        if found is not None and is_person(words, found):
            return [*joined_before(words, found), found]
    return []


def _past_relative(words: Words, i: int) -> Phrase | None:
    """The subject that a clause with "who" parts from its verb: "the man | who killed the priest | was shot"."""
    for child in words.tokens[i].children:
        at = words.place(child) if child.dep_ == "nsubjpass" else -1
        if 0 <= at < i and (phrase := words.phrase_at(at)):
            is_clause = words.word(phrase.last + 1) == "who" and i - phrase.last > 4
            verb = words.tokens[phrase.last + 2 : i]
            return phrase if is_clause and any(t.dep_ == "relcl" and t.head == child for t in verb) else None
    return None


def _by_parse(words: Words, i: int) -> Phrase | None:
    verb = words.tokens[i]
    wanted = ("nsubj", "nsubjpass")
    hops = 0
    while hops < 4:
        for child in verb.children:
            at = words.place(child) if child.dep_ in wanted else -1
            if 0 <= at < i:
                phrase = words.phrase_at(at)
                if phrase and words.word(phrase.head) not in _RELATIVE:
                    return phrase if _is_clear(words, phrase.last + 1, i) else None
        is_gerund = verb.dep_ == "pcomp" and words.word(i - 1) == "being"
        if verb.head.lower_ in _SAYING and (told := _told_of(words, words.place(verb.head), i)):
            return told
        if (verb.dep_ not in ("conj", "xcomp", "ccomp", "prep", "acomp") and not is_gerund) or verb.head == verb:
            return None
        verb, hops = verb.head, hops + 1
    return None


def _told_of(words: Words, said: int, i: int) -> Phrase | None:
    """The subject of what is said, where the parser joins a second verb to the saying: "A said B fell and was"."""
    for at in range(i - 1, said, -1):
        if words.tokens[at].dep_ in ("nsubj", "nsubjpass") and words.word(at) not in _RELATIVE:
            phrase = words.phrase_at(at)
            return phrase if phrase and is_person(words, phrase) else None
    first = said + 1 + (words.word(said + 1) == "that")
    last = first
    while last + 1 < i and words.tokens[last + 1].tag_ == "NNP":
        last += 1
    named = Phrase(first, last, last, last)
    return named if words.tokens[first].tag_ == "NNP" and is_person(words, named) else None


def _is_clear(words: Words, first: int, last: int) -> bool:
    """Whether no other clause begins between a subject and its verb; commas must come in pairs."""
    between = words.low[first:last]
    if "," in between and words.word(first + len(between) - between[::-1].index(",")) in ("and", "but", "then"):
        between = [word for n, word in enumerate(between) if n != len(between) - 1 - between[::-1].index(",")]
    return between.count(",") in (0, 2, 4) and not {";", ":"} & set(between) and last - first < 40


def _by_surface(words: Words, group_first: int) -> Phrase | None:
    if words.word(group_first - 1) in ("", ";"):
        return None
    at = _before_verb(words, group_first - 1)
    is_relative = words.word(at) in _RELATIVE
    if words.word(at) in _RELATIVE or (words.word(at) == "whom" and words.word(at - 1) == "of"):
        at -= 1
        if words.word(at) == ",":
            named = _before_apposition(words, at)
            name = words.phrase_to(named) if named != at else None
            if words.word(at - 1).isdecimal() and words.word(at - 2) == "," and words.phrase_to(at - 3):
                at -= 3
            else:
                at = named if name and is_name(words, name) else at - 1
    return _chain_to(words, at, is_relative=is_relative)


def _before_verb(words: Words, at: int) -> int:
    """The place before an apposition, adverbs and words such as "both" that stand between victims and verb."""
    if words.word(at) == "," or words.word(at) == ")":
        at = _before_apposition(words, at)
    if words.text(at - 1, at) in ("or more", "at least"):
        at -= 2
    if at >= 0 and words.tokens[at].tag_ == "CD":
        at = _before_ages(words, at)
    while words.word(at) in _GRAVELY and at > 0:
        at -= 1
    if words.word(at) in ("all", "both", "each", "aboard") and words.phrase_to(at - 1):
        at -= 1
    if words.word(at) in CLOSING and words.phrase_to(at - 1):
        at -= 1
    return at


def _named_not_aged(words: Words, phrase: Phrase) -> Phrase:
    """The name before a lone number between commas, which is an age: "Ivo Mant, 40, a guard, was killed"."""
    name = words.phrase_to(phrase.first - 2) if words.word(phrase.first - 1) == "," else None
    is_age = phrase.first == phrase.last and words.word(phrase.last).isdecimal() and words.word(phrase.last + 1) == ","
    return name if name and is_age and words.tokens[name.last].tag_ == "NNP" else phrase


def _before_ages(words: Words, at: int) -> int:
    """The place before the ages of several: "two brothers | aged nine and eleven"."""
    start = at
    while words.word(start) in ("and", ",", "to", "between") or (start >= 0 and words.tokens[start].tag_ == "CD"):
        start -= 1
    return start - 1 if words.word(start) in ("aged", "ages") and words.phrase_to(start - 1) else at


def _chain_to(words: Words, at: int, *, is_relative: bool) -> Phrase | None:
    """The first of the joined phrases that end at a place; with "who" behind it, its antecedent."""
    found: Phrase | None = None
    while at >= 0:
        phrase = words.phrase_to(at)
        if phrase is None:
            break
        if (wider := _past_country(words, phrase)) is not None:
            phrase = wider
        if is_relative:
            return antecedent(words, phrase)
        if found is None or is_person(words, phrase) or not is_person(words, found):
            found = phrase
        link = phrase.first - 1
        if words.word(link) == "among" and is_count(words, phrase):
            break
        if words.word(link) == "of" and words.word(link - 1) in FIGURES:
            break
        if words.text(link - 1, link) == "out of" and words.phrase_to(link - 2):
            at = link - 2
        elif (
            (words.word(link) in _LINKS and words.phrase_to(link - 1))
            or words.word(link) == "aged"
            or (words.word(link) == "," and words.tokens[phrase.head].tag_ == "CD" and _has_age(words, link - 1))
        ):
            at = link - 1
        else:
            break
    return _named_not_aged(words, found) if found else None


def _has_age(words: Words, last: int) -> bool:
    """Whether a number after a comma may be the age of whom a phrase names: not in "of the ten attackers, six"."""
    phrase = words.phrase_to(last)
    at = last
    while at > 0 and words.word(at - 1) not in (",", ";", "said", "that"):
        at -= 1
    return phrase is not None and words.word(at) not in _LEADS


def _past_country(words: Words, phrase: Phrase) -> Phrase | None:
    """The phrase that ends in the city before ", Country": "the mayor of Homs, Syria"."""
    city = words.phrase_to(phrase.first - 2)
    if city is None or words.word(phrase.first - 1) != "," or words.tokens[phrase.head].tag_ != "NNP":
        return None
    is_place = words.tokens[phrase.head].ent_type_ in ("GPE", "LOC") and not is_person(words, phrase)
    is_city = words.tokens[city.last].tag_ == "NNP" and (city.last > city.base_last or not is_person(words, city))
    return city if is_place and is_city else None


def antecedent(words: Words, phrase: Phrase) -> Phrase:
    """Whom "who" stands for: the nearer noun of an of-phrase where it names persons: "the wives of men who"."""
    if phrase.base_last == phrase.last or is_count(words, phrase):
        return phrase
    first = phrase.base_last + 2
    is_age = first == phrase.last and words.tokens[first].tag_ == "CD" and is_person(words, phrase)
    return phrase if is_age else Phrase(first, phrase.last, phrase.last, phrase.last)  # "a boy of 12, who"


def _before_apposition(words: Words, comma: int) -> int:
    """The token before a stretch between commas or brackets that ends at `comma`; the comma itself if there is none."""
    opening = "(" if words.word(comma) == ")" else ","
    for at in range(comma - 1, max(comma - 40, 0), -1):
        if words.word(at) == opening and words.phrase_to(at - 1):
            following = words.word(at + 1)
            inside = words.phrase_from(at + 1)
            if opening == "(" or following in (
                "including",
                "who",
                "which",
                "among",
                "aged",
                "mostly",
                "all",
                "most",
                "of",
                "some",
                "also",
                "son",
                "known",
                "identified",
                "named",
                "formerly",
                "both",
                "many",
            ):
                return at - 1
            if inside and (inside.last + 1 >= comma or not has_own_verb(words, inside)):
                earlier = words.phrase_to(at - 1)
                if earlier and is_person(words, earlier):
                    return at - 1
    return comma


def joined_before(words: Words, phrase: Phrase) -> list[Phrase]:
    """The phrases that "and" or a list joins to the front of a subject: "a policeman and two civilians were killed"."""
    found: list[Phrase] = []
    first = phrase.first
    while True:
        at = first - 1
        while words.word(at) in _BEFORE_NUMBER:
            at -= 1
        link = at
        while words.word(link) in (",", "and", "&"):
            link -= 1
        joint = words.low[link + 1 : at + 1] if words.word(at) != "nor" else []
        if words.text(at + 1, at + 3) == "as well as" or words.text(at - 1, at) in ("along with", "together with"):
            joint, link = ["and"], at - 2 * (words.word(at) == "with")
        earlier = words.phrase_to(link) if joint else None
        if earlier and words.low[link].isdecimal() and words.word(link - 1) == "," and words.phrase_to(link - 2):
            earlier = words.phrase_to(link - 2)
        if earlier is not None and is_apposed(words, earlier):
            return found
        if earlier is not None and (name := apposed_to(words, earlier)):
            earlier = name
        if earlier is None or not _begins_list(words, earlier, "and" in joint or "&" in joint or bool(found)):
            return found
        found.insert(0, earlier)
        first = earlier.first


def _begins_list(words: Words, earlier: Phrase, is_joined: bool) -> bool:
    """Whether a phrase before "and" is another subject of the verb after it, and no part of what comes before."""
    before = words.word(earlier.first - 1)
    is_verb = earlier.first > 0 and words.tokens[earlier.first - 1].tag_.startswith("VB")
    is_object = is_verb and before not in _SAYING and before not in ("left", "leaving", "leaves")
    is_theirs = words.text(earlier.last + 1, earlier.last + 2) in (", his", ", her", "and his", "and her")
    if is_theirs and before in ("", ",", "when", "that") and words.tokens[earlier.head].tag_ == "NNP":
        return True
    first = words.phrase_to(earlier.first - 2) if before == "," and earlier.first == earlier.last else None
    is_third = first and words.word(first.first) in ("a", "the", "his", "her", "their") and is_person(words, first)
    is_end = before == "with" and words.is_headline and words.word(earlier.first - 2).startswith("end")
    if (is_end or is_third) and is_person(words, earlier):  # "ends with gunman, two hostages dead"
        return True
    if (
        is_object
        or before in ("between", "for", "with", "against", "of", "by", "to", "them", "whom")
        or words.word(earlier.head) in PRONOUNS
    ):
        return False
    is_listed = words.is_headline and (is_count(words, earlier) or earlier.first == 0)
    if not is_person(words, earlier) or not (is_joined or is_listed):
        return False
    if is_count(words, earlier) or is_name(words, earlier) or words.is_headline:
        return True
    is_plural = words.tokens[earlier.head].tag_ in ("NNS", "NNPS")
    is_whose = before == "whose" and words.word(earlier.last + 1) == "and"
    return is_plural or words.word(earlier.first) in _OPENS or is_whose
