"""The words that tell how many were harmed, as the quantity lexicon reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportedly.coder.harm_closed_words import NUMBER_WORDS, ORDINALS, PRONOUNS
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_people import PLURALS
from reportedly.coder.harm_persons import is_count, is_name, number_of_group, past_owner, singular
from reportedly.coder.harm_phrases import Phrase, Words
from reportedly.coder.harm_words import listed
from reportedly.coder.parse import PLAIN
from reportedly.read.locate import Span
from reportedly.standard.lexicon import Lexicon
from reportedly.standard.quantities import Quantity, read_quantity

_BETWEEN = re.compile(
    r"(?:(?:(?<=range )|(?<=ranges )|(?<=ranged )|(?<=ranging )|anywhere )from [\w,]+ to |"
    r"\bbetween [\w,]+ and |(?<!from )(?<!by )\b[\w,]+ (?:to|or) )$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:gone|go(?:es|ing)?|went|crept|moved?|moving|edged|inched|climbed|shot|jumped|pushed|revised) up to\s$"
)
"""After these "up to" tells which way a figure went, and bounds nothing."""
_SUFFIX = re.compile(r" (?:people )?(?:or more|or so|at least|plus|or fewer)\b|\+", re.IGNORECASE)
_BODIES_OF_MANY = listed("police others crew personnel staff family household")
_OWNERS = listed("his her their its my our")
_DEFINITE = _OWNERS | {"the", "this", "that"}
_UNPROVEN = listed("reported known confirmed")
_NEGATIVES = listed("no none nobody neither zero without")


@dataclass(frozen=True)
class Counted:
    """Where the words of a count stand, the form to read them by, and the kind of absence if nobody was harmed."""

    quantity: Span
    form: str | None
    absence: str | None


@dataclass(frozen=True)
class Printed:
    """A sentence as printed: the article's text, where the sentence stands, where its block begins; and the lexicon."""

    text: str
    sentence: Span
    offset: int
    lexicon: Lexicon

    def read(self, span: Span, form: str | None = None) -> Quantity | None:
        """What the lexicon reads in a stretch of the article."""
        return read_quantity(self.text[span.start : span.end], self.lexicon, form)


def count_victims(words: Words, one: Found, printed: Printed) -> Counted | None:
    """How many a statement says were harmed, or None where the lexicon cannot read the words."""
    phrase = one.victims
    if words.text(phrase.first - 1, phrase.first) == "as many" and words.word(phrase.first + 1) != "as":
        return None  # "twice as many wounded"
    is_asked = words.word(phrase.first - 1) == "how" and words.word(phrase.first) in ("many", "few", "much")
    if is_asked or words.word(phrase.first) == "how":
        return None
    first, last = words.tokens[phrase.first], words.tokens[phrase.base_last]
    base = Span(printed.offset + first.idx, printed.offset + last.idx + len(last))
    is_none = words.word(phrase.first) in _NEGATIVES or words.text(phrase.first, phrase.first + 1) in (
        "not a",
        "not one",
        "not even",
    )
    if words.word(phrase.first - 1) == "not" and words.word(phrase.first) in ("a", "one"):
        base, is_none = Span(printed.offset + words.tokens[phrase.first - 1].idx, base.end), True
    if words.word(phrase.first - 1) == "nor":
        return _nor(words, phrase, base, printed)
    if one.rule == "harm.whether":
        return Counted(base, "no_evidence", "no_evidence") if printed.read(base, "no_evidence") else None
    if one.rule == "harm.or_none":
        no = max(i for i in range(phrase.first) if words.word(i) == "no")
        whole = Phrase(no, phrase.base_last, phrase.last, phrase.head)
        return _none(words, replace(one, victims=whole), Span(printed.offset + words.tokens[no].idx, base.end), printed)
    if is_none:
        return _none(words, one, base, printed)
    if one.is_negative:
        return _denied(words, one, base, printed)
    if (group := number_of_group(words, phrase)) is not None:
        first, last = words.tokens[group.first], words.tokens[group.last]
        base = Span(printed.offset + first.idx, printed.offset + last.idx + len(last))
        return _numbered(words, replace(one, victims=group), base, printed)
    if is_count(words, phrase) or (words.word(phrase.first) == "more" and words.word(phrase.first - 1) == "or"):
        return _numbered(words, one, base, printed)
    return _nominal(words, one, base, printed)


def _none(words: Words, one: Found, base: Span, printed: Printed) -> Counted | None:
    quantity = printed.read(base) or printed.read(base, "zero")
    if quantity is None or quantity.form not in ("zero", "no_evidence"):
        return None
    is_unproven = not _UNPROVEN.isdisjoint(words.low[one.victims.first : one.victims.head])  # "no reported injuries"
    if one.rule == "harm.no_evidence" or is_unproven:
        return Counted(base, "no_evidence", "no_evidence")
    after = words.text(one.victims.base_last + 1, one.victims.base_last + 7)
    reported = re.match(
        r"(?:(?:or|and) \w+ )?(?:(?:had|have|has|were|was|are|been|immediately|so|far|yet) )*"
        r"(?:reported|known|confirmed)\b",
        after,
    )
    if quantity.form == "zero" and reported:
        last = one.victims.base_last + len(reported.group().split())
        end = words.tokens[last]
        start = words.tokens[one.victims.first].idx
        wide = Span(base.start, base.start - start + end.idx + len(end))
        told = printed.read(wide)
        if told and told.form == "no_evidence":
            return Counted(wide, None, "no_evidence")
    form = None if printed.read(base) else "zero"
    return Counted(base, form, "no_evidence" if quantity.form == "no_evidence" else "asserted")


def _nor(words: Words, phrase: Phrase, base: Span, printed: Printed) -> Counted | None:
    """ "Neither the driver nor the passenger was hurt": nobody of the two."""
    at = next((i for i in range(phrase.first - 2, max(phrase.first - 14, -1), -1) if words.word(i) == "neither"), None)
    if at is None:
        return None
    wide = Span(printed.offset + words.tokens[at].idx, base.end)
    return Counted(wide, "zero", "asserted") if printed.read(wide, "zero") else None


def _denied(words: Words, one: Found, base: Span, printed: Printed) -> Counted | None:
    """ "did not kill anyone": nobody harmed. That a named person was not harmed counts nobody and is left out."""
    is_any = words.word(one.victims.head) in ("anyone", "anybody") or words.word(one.victims.first) == "any"
    if not is_any or one.victims.first < one.first:
        return None
    at = next((i for i in range(one.first, -1, -1) if words.word(i) in ("not", "n't", "never")), None)
    if at is None:
        return None
    token = words.tokens[at]
    wide = Span(printed.offset + token.idx, base.end)
    return Counted(wide, "zero", "asserted") if printed.read(wide, "zero") else None


def _numbered(words: Words, one: Found, base: Span, printed: Printed) -> Counted | None:
    start = _modified_start(_past_article(words, one, base.start, printed), printed)
    number_end = base.end
    suffix = _SUFFIX.match(printed.text, base.end, printed.sentence.end)
    ends = [suffix.end()] if suffix else []
    ends.append(number_end)
    at = one.victims.base_last
    while at > one.victims.first and at > one.victims.base_last - 8:
        at -= 1
        token = words.tokens[at]
        ends.append(printed.offset + token.idx + len(token))
    for end in ends:
        span = Span(start, end)
        if printed.read(span):
            return Counted(span, None, None)
    return None


def _past_article(words: Words, one: Found, start: int, printed: Printed) -> int:
    """Where the count of "a further 93 people" begins: at the number, unless the article belongs to it ("a dozen")."""
    owned = past_owner(words, one.victims)
    at = next((i for i in range(owned, one.victims.base_last + 1) if words.tokens[i].tag_ == "CD"), 0)
    is_owned = at > 0 and (words.tokens[at - 1].tag_ == "POS" or owned == at > one.victims.first)
    is_ours = words.word(one.victims.first) in ("my", "our", "your")
    is_apart = is_owned or is_ours or (words.word(one.victims.first) in ("a", "an") and at > one.victims.first + 1)
    if not is_apart or words.word(at) in ("dozen", "hundred", "thousand", "million", "score"):
        return start
    return printed.offset + words.tokens[at].idx


def _modified_start(start: int, printed: Printed) -> int:
    """Where the words before a number that belong to it begin: "at least", "more than", "a total of at least"."""
    known = [word for word, _ in printed.lexicon.modifiers] + [w for w in printed.lexicon.words["openings"] if " " in w]
    while True:
        left = printed.text[printed.sentence.start : start].translate(PLAIN).casefold()
        if _MOVED.search(left):
            return start
        spread = _BETWEEN.search(left)
        if spread and read_quantity(
            printed.text[printed.sentence.start + spread.start() : start] + "9999", printed.lexicon
        ):
            return printed.sentence.start + spread.start()
        word = max((w for w in known if _ends_in(left, w)), key=len, default=None)
        if word is None:
            return start
        start = printed.sentence.start + len(left.rstrip()) - len(word)


def _ends_in(left: str, word: str) -> bool:
    """Whether a stretch of text ends in a word and one blank."""
    if not (left.endswith(word, 0, -1) and left[-1].isspace()):
        return False
    before = left[: -len(word) - 1][-1:]
    return not before or before.isspace() or before in "([\"'-"


def _nominal(words: Words, one: Found, base: Span, printed: Printed) -> Counted | None:
    form = nominal_form(words, one)
    if form is None or words.text(one.victims.first, one.victims.first + 1) == "the number":
        return None
    alone = printed.read(base)
    if alone and alone.form == form:
        return Counted(base, None, None)
    if alone and (alone.form == "exact" or (form, alone.form) in (("vague", "universal"), ("indefinite", "vague"))):
        return Counted(base, None, None)
    return Counted(base, form, None) if printed.read(base, form) else None


def nominal_form(words: Words, one: Found) -> str | None:
    """The quantity form of a phrase without a number."""
    phrase = one.victims
    first, head = words.word(phrase.first), words.word(phrase.head)
    tag = words.tokens[phrase.head].tag_
    if first == head and head in PRONOUNS:
        return PRONOUNS[head] if PRONOUNS[head] not in ("zero", "any") else None
    if first == head == "all":
        return "universal"
    if first in ("any", "half", "most", "either", "neither", "which", "what") or head in NUMBER_WORDS:
        return None
    if first in ("all", "every", "each", "both"):
        return "universal"
    is_plural = (tag in ("NNS", "NNPS") or head in PLURALS or head in _BODIES_OF_MANY) and singular(head) != ""
    if first in ("a", "an", "another"):
        return "indefinite"
    if head in ("rest", "remainder", "couple", "twins", "pair"):
        return "vague"
    if is_plural and not (is_name(words, phrase) and words.tokens[phrase.head].ent_type_ == "PERSON"):
        return "vague"
    if head in ORDINALS or first in _DEFINITE or _shares_owner(words, one.victims):
        return "definite"
    if is_name(words, phrase) or "'s" in words.low[phrase.first : phrase.base_last] or one.is_named:
        return "definite"
    if not words.is_headline and all(t.tag_ == "NNP" for t in words.tokens[phrase.first : phrase.base_last + 1]):
        return "definite"
    return "indefinite"


def _shares_owner(words: Words, phrase: Phrase) -> bool:
    """Whether "whose" owns a phrase, or the possessor of the one that "and" joins it to: "his wife and baby son"."""
    if words.word(phrase.first - 1) == "whose":
        return True
    before = words.phrase_to(phrase.first - 2) if words.word(phrase.first - 1) == "and" else None
    return before is not None and (words.word(before.first) in _OWNERS or words.word(before.first - 1) == "whose")
