"""Predicates of harm that are no verb of harm: "left two dead", "lost their lives", "are missing"."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.coder.harm_found import Found
from reportedly.coder.harm_persons import classify, is_count, is_person, singular
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_scope import auxiliaries, is_negated, is_passive, is_real, is_violent
from reportedly.coder.harm_words import HARM_VERBS, PERSON_CLASS, STRIKE, TO_DEATH, listed
from reportedly.coder.victims import joined_before, subject_before, victims_after

_COST = listed("claim claims claimed claiming cost costs costing take takes took taking taken")
_CAPTIVES = listed("hostages captives prisoners detainees")
_MODIFIERS = listed("least at more than over about up to around nearly some as many")
_BEFORE_THE_DEAD = listed("leaving left leaves found shot leave dead declared pronounced and ,")
_LOSE = listed("lose loses lost losing")
_DEAD_ATTRIBUTES = listed("murdered slain drowned assassinated martyred beheaded executed massacred lynched")
_FOUND_DEAD = listed(
    """
    confirmed feared reported found discovered presumed believed pronounced declared now already left lay lying
    reportedly
    """
)


def find_idioms(words: Words) -> Iterator[Found]:
    """What the sentence says was done to whom in other words than a verb of harm."""
    for phrase in words.phrases:
        yield from _attribute(words, phrase)
    for i, word in enumerate(words.low):
        if word == "dead":
            yield from _dead(words, i)
        elif word in ("missing", "unaccounted"):
            yield from _missing(words, i)
        elif word in ("life", "lives"):
            yield from _lives(words, i)
        elif word in ("hostage", "captive", "prisoner") and words.word(i - 1) in (
            "taken",
            "held",
            "took",
            "takes",
            "take",
            "taking",
        ):
            yield from _hostage(words, i)
        elif word in ("hostage", "captive", "hostages"):
            yield from _took_hostage(words, i)
        elif word in ("held", "holding"):
            yield from _held(words, i)
        elif word in ("throat", "throats"):
            yield from _throats(words, i)
        elif word == "suicide":
            yield from _suicide(words, i)
        elif word in ("himself", "herself", "themselves"):
            yield from _blown_up(words, i)
        elif word == "lost":
            yield from _crew_lost(words, i)
            yield from _lost_men(words, i)


def _attribute(words: Words, phrase: Phrase) -> Iterator[Found]:
    """What a participle inside a phrase tells of it: "captured fighters", "the three wounded soldiers"."""
    for i in range(phrase.first, phrase.head):
        harm = HARM_VERBS.get(words.word(i))
        is_counted = harm == "injured" and words.word(i) not in STRIKE and is_count(words, phrase)
        if (harm == "captured" or is_counted) and is_person(words, phrase) and words.is_attribute(i):
            yield Found(i, i, harm or "injured", phrase, "harm.attribute")
    for i in range(phrase.first, phrase.head):
        if words.word(i) == "missing" and is_count(words, phrase) and is_person(words, phrase):
            yield Found(i, i, "missing", phrase, "harm.attribute")
    for i in range(phrase.first, phrase.last):
        if words.word(i) in _DEAD_ATTRIBUTES and (victims := _described(words, phrase, i)):
            yield Found(i, i, "killed", victims, "harm.attribute")


def _described(words: Words, phrase: Phrase, i: int) -> Phrase | None:
    """Whom a participle in a phrase describes, itself or in its of-phrase: "the family of murdered Ali Aziz"."""
    end = i + 1
    while end < phrase.last and words.word(end + 1) != "of" and words.word(end + 1) not in ("'s", "’s", "'"):
        end += 1
    first = i
    while first > phrase.first and words.word(first - 1) != "of":
        first -= 1
    whole = Phrase(first, end, end, end)
    if is_person(words, whole) and not (words.is_headline and words.tokens[end].tag_ == "NN" and end > i + 2):
        return whole
    for at in range(i + 1, end + 1):
        if PERSON_CLASS.get(singular(words.word(at))):
            return Phrase(first, at, at, at)
    return None


def _subject(words: Words, i: int) -> list[Phrase]:
    first, _ = auxiliaries(words, i)
    return subject_before(words, i, first)


def _dead(words: Words, i: int) -> Iterator[Found]:
    if words.word(i - 1) in (*STRIKE, "for", "the", "half", "brain", "-") or words.word(i + 1) in (
        "end",
        "heat",
        "sea",
        "body",
        "or",
        "-",
    ):
        return
    if i + 1 < len(words) and words.tokens[i + 1].tag_ in ("NN", "NNS") and words.phrase_at(i):
        return
    start = i
    while (
        words.word(start - 1) in _FOUND_DEAD
        or words.word(start - 1) in ("be", "to")
        or words.word(start - 1) in TO_DEATH
    ):
        start -= 1
    if not is_real(words, i) or words.text(i - 2, i - 1) in ("play", "drop", "wanted"):
        return
    direct = words.phrase_to(start - 1)
    if words.is_headline and direct is not None and not is_person(words, direct):
        return
    is_plain = direct and is_person(words, direct) and start == i and not is_count(words, direct)
    if direct and is_plain and not words.is_headline and words.word(direct.first - 1) not in _BEFORE_THE_DEAD:
        return
    victims = [*joined_before(words, direct), direct] if direct and is_person(words, direct) else _subject(words, start)
    for phrase in victims:
        yield Found(start, i, "killed", phrase, "harm.dead", needs_cause=True, is_negative=is_negated(words, i))


def _missing(words: Words, i: int) -> Iterator[Found]:
    word = words.word(i)
    if word == "unaccounted" and words.word(i + 1) != "for":
        return
    following = words.tokens[i + 1] if i + 1 < len(words) else None
    if following is not None and (
        following.tag_.startswith(("NN", "JJ", "CD", "DT", "PRP")) or words.word(i + 1) in ("the", "out", "from")
    ):
        return
    if not is_real(words, i):
        return
    start = i
    while words.word(start - 1) in (
        "still",
        "reported",
        "remain",
        "remains",
        "remained",
        "listed",
        "as",
        "went",
        "reportedly",
        "gone",
    ):
        start -= 1
    direct = words.phrase_to(start - 1)
    victims = [direct] if direct and is_person(words, direct) else _subject(words, start)
    for phrase in victims:
        is_somebody = words.word(phrase.first) in ("a", "an")
        if is_count(words, phrase) or is_somebody or words.word(i - 1) in ("went", "reported", "remains", "gone"):
            yield Found(
                start, i + (word == "unaccounted"), "missing", phrase, "harm.missing", is_negative=is_negated(words, i)
            )


def _lives(words: Words, i: int) -> Iterator[Found]:
    phrase = words.phrase_at(i)
    if phrase is None:
        return
    before = words.word(phrase.first - 1)
    at = phrase.first - 1
    while at > 0 and words.word(at) in _MODIFIERS:
        at -= 1
    verb = words.word(at)
    if before in _LOSE and words.word(phrase.first) in ("their", "his", "her", "its"):
        if is_real(words, phrase.first - 1):
            for victims in _subject(words, phrase.first - 1):
                yield Found(phrase.first - 1, i, "killed", victims, "harm.lost_life", needs_cause=True)
    elif verb in _COST and words.word(i + 1) == "of" and is_real(words, at):
        for victims in victims_after(words, i + 1) or ([_tail(words, phrase, i + 2)] if phrase.last > i else []):
            yield Found(at, i, "killed", victims, "harm.claimed_lives")
    elif verb in _COST and words.word(phrase.first) in ("his", "her", "their") and words.word(i - 1) == "own":
        for victims in _subject(words, at):
            yield Found(at, i, "killed", victims, "harm.suicide")
    elif verb in (*_COST, *_LOSE) and is_count(words, phrase) and is_real(words, at):
        yield Found(at, i, "killed", phrase, "harm.claimed_lives")
    else:
        yield from _lost(words, i, phrase)


def _lost(words: Words, i: int, phrase: Phrase) -> Iterator[Found]:
    """ "12 lives were lost", "the loss of 12 lives"."""
    is_counted = is_count(words, phrase)
    if (is_counted or words.word(phrase.first) in ("no", "not", "a")) and "lost" in words.low[i + 1 : i + 5]:
        lost = words.low.index("lost", i + 1)
        if is_real(words, lost):
            yield Found(lost, lost, "killed", phrase, "harm.lives_lost")
    elif is_counted and words.text(phrase.first - 2, phrase.first - 1) == "loss of":
        yield Found(phrase.first - 2, i, "killed", phrase, "harm.lives_lost")
    elif "loss" in words.low[phrase.first : i] and words.word(i - 1) != "of":
        loss = words.low.index("loss", phrase.first, i)
        lives = Phrase(loss + 2, i, phrase.last, i)
        if words.word(loss + 1) == "of" and is_count(words, lives):
            yield Found(loss, i, "killed", lives, "harm.lives_lost")
    elif words.text(phrase.first, i) in ("no loss of life", "no loss of lives"):
        yield Found(i, i, "killed", Phrase(phrase.first, i, i, i), "harm.lives_lost")


def _tail(words: Words, phrase: Phrase, first: int) -> Phrase:
    """The part of a phrase from a token on: what the lives are of."""
    head = phrase.last
    while head > first and words.tokens[head].tag_ == "POS":
        head -= 1
    return Phrase(first, phrase.last, phrase.last, head)


def _hostage(words: Words, i: int) -> Iterator[Found]:
    if not is_real(words, i - 1):
        return
    first, group = auxiliaries(words, i - 1)
    objects = victims_after(words, i)
    victims = objects if objects and not group else subject_before(words, i - 1, first)
    for phrase in victims:
        yield Found(i - 1, i, "captured", phrase, "harm.hostage")


def _took_hostage(words: Words, i: int) -> Iterator[Found]:
    phrase = words.phrase_at(i) if words.word(i) == "hostages" else words.phrase_to(i - 1)
    if phrase and words.word(i) == "hostages" and not is_count(words, phrase):
        return
    if phrase is None or not is_person(words, phrase):
        return
    verb = phrase.first - 1
    while words.word(verb) in _MODIFIERS:
        verb -= 1
    if words.word(verb) in ("took", "take", "takes", "taking", "held", "holding") and is_real(words, verb):
        yield Found(verb, i, "captured", phrase, "harm.hostage")


def _throats(words: Words, i: int) -> Iterator[Found]:
    """ "Slit the throats of three shepherds"."""
    verb = next(
        (n for n in range(i - 1, max(i - 4, -1), -1) if words.word(n) in ("slit", "cut", "slashed", "slitting")), None
    )
    if verb is None or words.word(i + 1) != "of" or not is_real(words, verb):
        return
    holder = words.phrase_at(i)
    victims = victims_after(words, i + 1) or ([_tail(words, holder, i + 2)] if holder and holder.last > i + 1 else [])
    for phrase in victims:
        yield Found(verb, i, "killed", phrase, "harm.claimed_lives")


def _held(words: Words, i: int) -> Iterator[Found]:
    """Whom an armed group holds: "eight soldiers are being held by the rebels", "is not holding any detainees"."""
    _, group = auxiliaries(words, i)
    negative = is_negated(words, i)
    if words.word(i) == "held" and is_passive(group) and words.word(i + 1) == "by" and is_real(words, i):
        holder = words.phrase_from(i + 2)
        if holder is None or classify(words, holder) in ("security_force", "official"):
            return
        for phrase in _subject(words, i):
            is_several = words.word(phrase.head) == "they" or words.tokens[phrase.head].tag_ in ("NNS", "NNPS")
            if is_several or is_count(words, phrase) or words.word(phrase.first) in ("a", "an"):
                yield Found(i, i, "captured", phrase, "harm.held", is_negative=negative)
    elif words.word(i) == "holding" and is_passive(group) and is_real(words, i):
        for phrase in victims_after(words, i):
            is_captive = words.word(phrase.head) in _CAPTIVES or classify(words, phrase) in ("military", "militant")
            if is_captive and (negative or is_count(words, phrase)):
                yield Found(i, i, "captured", phrase, "harm.held", is_negative=negative)


def _blown_up(words: Words, i: int) -> Iterator[Found]:
    """ "Blew himself up", "blew themselves up"."""
    verb = i - 1
    is_blown = words.word(verb) in ("blew", "blow", "blows", "blowing", "blown") and words.word(i + 1) == "up"
    if is_blown and is_real(words, verb):
        for phrase in _subject(words, verb):
            yield Found(verb, i + 1, "killed", phrase, "harm.suicide", is_negative=is_negated(words, verb))


def _crew_lost(words: Words, i: int) -> Iterator[Found]:
    """ "All 12 crew were lost", "were lost at sea"."""
    first, group = auxiliaries(words, i)
    is_over = words.word(i + 1) in (".", "", "when", ",", "in", "with") or words.text(i + 1, i + 2) == "at sea"
    if not group & {"were", "was", "been"} or not is_over or not is_real(words, i):
        return
    for phrase in subject_before(words, i, first):
        if is_count(words, phrase) and words.word(phrase.head) not in ("life", "lives"):
            yield Found(i, i, "killed", phrase, "harm.lives_lost", needs_cause=True)


def _lost_men(words: Words, i: int) -> Iterator[Found]:
    """What a force lost in a fight: "the rebels lost 40 men in the battle"."""
    _, group = auxiliaries(words, i)
    forces = [classify(words, one) for one in _subject(words, i)]
    is_fight = is_violent(" ".join(words.low)) or {"militant", "military"} & set(forces)
    if is_passive(group) or not is_real(words, i) or not is_fight:
        return
    for phrase in victims_after(words, i):
        is_force = classify(words, phrase) in ("military", "militant", "security_force")
        if is_count(words, phrase) and (
            is_force or words.word(phrase.head) in ("men", "people", "troops", "personnel")
        ):
            yield Found(i, i, "killed", phrase, "harm.lost")


def _suicide(words: Words, i: int) -> Iterator[Found]:
    if (
        words.word(i) == "suicide"
        and words.word(i - 1) in ("committed", "by")
        and words.word(i - 2) in ("died", "has", "had", "who", *words.low[i - 2 : i - 1])
    ):
        verb = i - 1 if words.word(i - 1) == "committed" else i - 2
        if words.word(verb) == "committed" and is_real(words, verb):
            for phrase in _subject(words, verb):
                yield Found(verb, i, "killed", phrase, "harm.suicide")
