"""Those whom a noun of harm is of: "the murder | of two nuns", "the migrants' | deaths", "the mayor's | murder"."""

from __future__ import annotations

from reportedly.coder.harm_persons import is_count, is_name, is_person
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import NOT_PERSONS, listed
from reportedly.coder.victims import victims_after

MURDERS = listed("murder killing assassination slaying beheading")


def after_of(words: Words, of: int) -> list[Phrase]:
    """The persons that an "of" after a noun of harm names; the noun's own phrase may hold them."""
    holder = words.phrase_at(of)
    if holder is None:
        return _with_another(words, victims_after(words, of))
    first = of + 1
    while first <= holder.last and words.word(first) in ("about",):
        first += 1
    end = first
    while end < holder.last and words.word(end + 1) != "of":
        end += 1
    head = end
    while head > first and (words.tokens[head].tag_ == "POS" or words.word(head) == "'s"):
        head -= 1
    if head != end:
        return []
    phrase = Phrase(first, end, holder.last, head)
    if words.word(end + 1) == "of" and (
        words.tokens[head].tag_ == "CD"
        or words.word(head) in ("dozens", "hundreds", "thousands", "scores", "members", "number")
    ):
        phrase = Phrase(first, holder.last, holder.last, holder.last)
    if not is_person(words, phrase):
        return []
    name = words.phrase_from(end + 2)
    found = [phrase]
    is_one = words.word(first) in ("a", "an")
    while words.word(found[-1].last + 1) in ("and", ",") and (
        is_one or is_count(words, found[0]) or is_name(words, found[0])
    ):
        at = found[-1].last + 2
        if words.word(at) == "and":
            at += 1
        name = words.phrase_from(at)
        is_told = name and (
            is_count(words, name)
            or is_name(words, name)
            or ((is_one or is_count(words, found[0])) and words.word(name.first) in ("a", "an", "his", "her", "their"))
        )
        is_age = name is not None and name.first == name.last and not is_count(words, found[0])
        if name is None or not is_told or not is_person(words, name) or (is_age and words.tokens[at].tag_ == "CD"):
            break
        following = words.tokens[name.last + 1] if name.last + 1 < len(words) else None
        is_object = words.tokens[max(holder.first - 1, 0)].tag_.startswith("VB")
        is_several = words.word(of - 1).endswith("s") and words.word(name.last + 1) in ("were", "are", "have")
        is_several = is_several or (is_one and words.word(name.last + 1) not in ("were", "are", "have"))
        is_several = is_several and not is_object
        if following is not None and following.tag_ in ("VBD", "VBZ", "VBP", "VBN", "MD") and not is_several:
            break
        if (
            words.word(found[-1].last + 1) == ","
            and not is_count(words, found[0])
            and words.word(name.last + 1) not in (",", "and")
        ):
            break
        found.append(name)
    return found


def _with_another(words: Words, found: list[Phrase]) -> list[Phrase]:
    """Those after "of" with others whom "and" joins, where the verb is the deed's: "of a nun and two boys was"."""
    other = words.phrase_from(found[-1].last + 2) if found and words.word(found[-1].last + 1) == "and" else None
    is_other = other is not None and (is_count(words, other) or words.word(other.first) in ("a", "an", "his", "her"))
    if other is None or not is_other or words.word(other.last + 1) not in ("was", "has") or not is_person(words, other):
        return found
    return [*found, other]


def name_after(words: Words, of: int, is_murder: bool) -> list[Phrase]:
    """The name after "the death of" that the model takes for no person's."""
    phrase = words.phrase_from(of + 1)
    if phrase is None and (holder := words.phrase_at(of)) and words.tokens[of + 1].tag_ == "NNP":
        phrase = Phrase(of + 1, holder.last, holder.last, holder.last)
    is_name_alone = phrase and words.tokens[phrase.first].tag_ == "NNP" and (is_murder or _may_be_name(words, phrase))
    return [phrase] if phrase and is_name_alone else []


def named_owner(words: Words, i: int) -> Phrase | None:
    """The name before "'s murder", "'s death"."""
    word, owner = words.word(i), owner_before(words, i - 1)
    if word in ("capture", "execution", "murders", "deaths") or not owner or owner.first >= i - 1:
        return None
    name = Phrase(owner.first, i - 2, i - 2, i - 2)
    is_murder = word in MURDERS and words.tokens[i - 2].tag_ == "NNP"
    is_rate = words.word(i + 1) in ("rate", "rates", "case", "trial", "toll", "penalty", "squad", "row")
    return name if not is_rate and (is_murder or is_name(words, name) or _may_be_name(words, name)) else None


def _may_be_name(words: Words, phrase: Phrase) -> bool:
    """Whether one whose death or murder is told is named, though the model takes the name for another kind."""
    head = words.tokens[phrase.head]
    is_capital = head.tag_ in ("NNP", "NNPS") and head.text[:1].isupper()
    is_place = head.ent_type_ in ("GPE", "LOC", "DATE", "NORP", "EVENT") or words.word(phrase.head) in NOT_PERSONS
    return head.ent_type_ == "PERSON" or (is_capital and not is_place) or is_person(words, phrase)


def owners_before(words: Words, i: int) -> Phrase | None:
    """Whose deaths they are, several persons': "the migrants' deaths", "the soldiers' March 2015 killings"."""
    holder = words.phrase_at(i)
    mark = next((n for n in range(i - 1, max(i - 5, 0), -1) if words.word(n) in ("'s", "’s", "'", "’")), None)
    if holder is None or mark is None or mark <= holder.first:
        return None
    between = words.tokens[mark + 1 : i]
    if any(t.ent_type_ != "DATE" and t.tag_ != "JJ" for t in between):
        return None
    owner = Phrase(holder.first, mark - 1, mark - 1, mark - 1)
    return owner if words.tokens[mark - 1].tag_ == "NNS" and is_person(words, owner) else None


def owner_before(words: Words, mark: int) -> Phrase | None:
    """The phrase that ends in an apostrophe, without what an "of" puts before it: "the wake of Smith's death"."""
    phrase = words.phrase_at(mark)
    if phrase is None:
        return None
    first = phrase.first
    for i in range(phrase.first, mark):
        if words.word(i) == "of":
            first = i + 1
    return Phrase(first, mark, mark, mark)
