"""Casualty statements: who was harmed, how, and how many, from the words of one block.

Precision goes before recall. A pattern of harm names its victims, and the words that count them must be words that the
quantity lexicon reads, else there is no row. No bound is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain

from reportedly.coder.harm_among import find_among
from reportedly.coder.harm_asides import without_asides
from reportedly.coder.harm_bodies import find_bodies
from reportedly.coder.harm_bodily import find_bodily
from reportedly.coder.harm_body_parts import find_body_parts
from reportedly.coder.harm_captives import find_captives
from reportedly.coder.harm_care import find_cared_for
from reportedly.coder.harm_carried import find_carried, find_other_counts, find_parts
from reportedly.coder.harm_cause import Place, is_harm
from reportedly.coder.harm_ellipsis import find_all_aboard, find_ellipses, numbered_apart
from reportedly.coder.harm_ends import find_ends
from reportedly.coder.harm_found import Found
from reportedly.coder.harm_held import find_held
from reportedly.coder.harm_hit import find_hits
from reportedly.coder.harm_idioms import find_idioms
from reportedly.coder.harm_inverted import find_inverted
from reportedly.coder.harm_labels import find_labels
from reportedly.coder.harm_lists import (
    find_after_place,
    find_by_place,
    find_fatal_parts,
    find_grave_parts,
    find_other_figures,
)
from reportedly.coder.harm_lives import find_lives
from reportedly.coder.harm_losses import find_losses
from reportedly.coder.harm_lost import find_lost
from reportedly.coder.harm_missing import find_missing
from reportedly.coder.harm_none import find_nobody_shown, find_none, is_unproven, unproven
from reportedly.coder.harm_nouns import find_nouns
from reportedly.coder.harm_persons import classify, is_of_things
from reportedly.coder.harm_phrases import Words
from reportedly.coder.harm_quantity import Printed, count_victims
from reportedly.coder.harm_quotes import end_of, with_marks
from reportedly.coder.harm_rolls import find_rolls, in_all
from reportedly.coder.harm_scope import (
    is_definition,
    is_denied,
    is_excepted,
    is_fiction,
    is_in_title,
    is_question,
)
from reportedly.coder.harm_shares import find_shares
from reportedly.coder.harm_slain import find_slain
from reportedly.coder.harm_subsets import find_listed, find_subsets
from reportedly.coder.harm_survival import find_not_survived
from reportedly.coder.harm_treated import find_treated
from reportedly.coder.harm_turned import find_turned
from reportedly.coder.harm_verbs import find_verbs
from reportedly.coder.parse import Parsed
from reportedly.coder.surnames import surnames_of
from reportedly.read.locate import Span
from reportedly.standard.lexicon import Lexicon
from reportedly.standard.quantities import read_quantity

LONGEST = 380
_GRAVEST_FIRST = ("killed", "body_recovered", "killed_or_injured", "captured", "missing", "injured")
_FINDERS: tuple[Callable[[Words], Iterable[Found]], ...] = (
    find_verbs,
    find_nouns,
    find_idioms,
    find_lives,
    find_captives,
    find_treated,
    find_listed,
    find_among,
    find_missing,
    find_hits,
    find_labels,
    find_none,
    find_bodies,
    find_slain,
    find_inverted,
    find_losses,
    find_ends,
    find_not_survived,
    find_all_aboard,
    find_bodily,
    find_body_parts,
    find_cared_for,
    find_lost,
    find_held,
    find_rolls,
    find_turned,
)
"""What tells of harm in the words of one sentence."""


@dataclass(frozen=True)
class Harm:
    """A casualty statement. All spans are code points of the article, in one sentence; the others lie in `quote`.

    `quantity` are the words that tell how many; `form` the quantity form where the lexicon alone would read them
    otherwise. `subset_of` is the index of the row, in the same tuple, whose victims these are a part of.
    """

    quote: Span
    harm: str
    victims: Span | None
    quantity: Span
    form: str | None
    victim_class: str
    polarity: str
    absence: str | None
    assertion: str
    predicate: Span
    subset_of: int | None
    rule: str


def find_harm(parsed: Parsed, text: str, lexicon: Lexicon) -> tuple[Harm, ...]:
    """The casualty statements of a block, in reading order. `text` is the whole article."""
    block_text = text[parsed.block.span.start : parsed.block.span.end]
    place = Place(parsed, text, block_text)
    rows: list[Harm] = []
    whole: int | None = None
    for sentence in parsed.sentences:
        tokens = [t for t in parsed.tokens(sentence) if not t.is_space]
        if not tokens:
            continue
        words = Words(without_asides(tokens), parsed.block.kind in ("title", "subtitle", "link"), surnames_of(text))
        if is_question(words) or is_fiction(words) or is_definition(words):
            continue
        new = _sentence_rows(words, sentence, place, lexicon, len(rows))
        if not new and whole is not None:
            new = [
                row if row.subset_of is None else replace(row, subset_of=whole)
                for row in _carried_rows(words, sentence, place, lexicon, rows[whole])
            ]
        elif not new or any(row.subset_of is None for row in new):
            whole = next((len(rows) + n for n in reversed(range(len(new))) if _may_go_on(new[n], text, lexicon)), None)
        rows += new
    return tuple(rows)


def _may_go_on(row: Harm, text: str, lexicon: Lexicon) -> bool:
    """Whether the next sentence may speak of the same people by a number alone: a row counts several."""
    quantity = read_quantity(text[row.quantity.start : row.quantity.end], lexicon, row.form)
    return row.polarity == "positive" and quantity is not None and (quantity.lower or 0) > 1


def _sentence_rows(words: Words, sentence: Span, place: Place, lexicon: Lexicon, before: int) -> list[Harm]:
    clauses = unproven(words)
    found = [
        one
        for one in chain(*(find(words) for find in _FINDERS), find_nobody_shown(words, clauses))
        if is_harm(words, one, place)
        and not is_excepted(words, one.victims)
        and not is_of_things(words, one.victims)
        and not is_in_title(words, one.first)
        and not is_unproven(words, one, clauses)
    ]
    found = [in_all(words, numbered_apart(words, one)) for one in found]
    found += [
        *find_by_place(words, found),
        *find_after_place(words, found),
        *find_other_figures(words, found),
        *find_fatal_parts(words, found),
        *find_other_counts(words, found),
        *find_ellipses(words, found),
    ]
    found = [one for one in found if not _is_manner(words, one, found)]
    found = sorted(_one_a_victim(found), key=lambda one: (one.victims.first, one.first))
    rows: list[Harm] = []
    at: dict[int, int] = {}
    for number, one in enumerate(found):
        row = _row(words, one, sentence, place, lexicon)
        if row:
            at[number] = len(rows)
            rows.append(row)
    parts = chain(
        find_subsets(words, found),
        find_grave_parts(words, found),
        find_parts(words, found),
        find_shares(words, found, lambda phrase: place.number(words, phrase, lexicon)),
    )
    for of, part in parts:
        is_told = of in at if of is not None else is_harm(words, part, place)
        small = _row(words, part, sentence, place, lexicon) if is_told else None
        if small is None or any(row.quantity == small.quantity and row.harm == small.harm for row in rows):
            continue
        if of is None:
            rows.append(small)
            continue
        whole = rows[at[of]]
        quote = Span(min(whole.quote.start, small.quote.start), max(whole.quote.end, small.quote.end))
        if quote.end - quote.start <= LONGEST:
            is_sure = _fits(small, whole, place.text, lexicon)
            rows.append(replace(small, quote=quote, subset_of=before + at[of] if is_sure else None))
    return rows


def _carried_rows(words: Words, sentence: Span, place: Place, lexicon: Lexicon, whole: Harm) -> list[Harm]:
    """What a sentence without harm of its own tells of the victims before it; a part has 0 for its whole."""
    rows = []
    for one in find_carried(words, whole.harm):
        row = _row(words, one, sentence, place, lexicon)
        if row is not None and not one.is_part:
            rows.append(row)
        elif row is not None and _fits(row, whole, place.text, lexicon):
            rows.append(replace(row, subset_of=0))
    return rows


def _fits(part: Harm, whole: Harm, text: str, lexicon: Lexicon) -> bool:
    """Whether a part cannot be larger than its whole."""
    low = read_quantity(text[part.quantity.start : part.quantity.end], lexicon, part.form)
    high = read_quantity(text[whole.quantity.start : whole.quantity.end], lexicon, whole.form)
    if low is None or high is None or whole.polarity == "negative":
        return False
    return low.lower is None or high.upper is None or low.lower <= high.upper


def _one_a_victim(found: list[Found]) -> list[Found]:
    """One statement for each phrase of victims and predicate; of the harms of one phrase by one clause the gravest.

    "shot and killed two" says one thing of the two; "shot in the head and died" too.
    """
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (_GRAVEST_FIRST.index(f.harm), f.first)):
        same = {k.harm for k in kept if _meet(k, one)}
        is_body = {"killed", "body_recovered"} >= same | {one.harm} and bool(same)
        if not (
            one.harm in same
            or is_body
            or (same and (one.harm in ("injured", "missing") or one.rule == "harm.attribute"))
        ):
            kept.append(one)
    return kept


def _is_manner(words: Words, one: Found, found: list[Found]) -> bool:
    """Whether a statement only tells how another came about: "killed his sister | by strangling her"."""
    is_again = words.word(one.victims.first) in ("him", "her", "them") and one.victims.first == one.victims.last
    is_by = words.word(one.first - 1) == "by" and words.word(one.first).endswith("ing")
    return is_again and is_by and any(other.harm == one.harm and other.last < one.first for other in found)


def _meet(first: Found, second: Found) -> bool:
    """Whether two statements are of the same victims; "the slain officer" in "the officer's partner" is another."""
    meet = first.victims.first <= second.victims.last and second.victims.first <= first.victims.last
    is_owner = "harm.attribute" in (first.rule, second.rule) and first.victims.head != second.victims.head
    return meet and not is_owner


def _row(words: Words, one: Found, sentence: Span, place: Place, lexicon: Lexicon) -> Harm | None:
    counted = count_victims(words, one, Printed(place.text, sentence, place.parsed.offset, lexicon))
    if counted is None:
        return None
    victims = place.span(words, one.victims.first, one.victims.last)
    predicate = place.span(words, one.first, one.last)
    victims = Span(min(victims.start, counted.quantity.start), max(victims.end, counted.quantity.end))
    last = place.span(words, one.first, end_of(words, one))
    quote = Span(min(victims.start, predicate.start), max(victims.end, predicate.end, last.end))
    if quote.end - quote.start > LONGEST:
        return None
    return Harm(
        quote=with_marks(quote, place.text),
        harm=one.harm,
        victims=victims,
        quantity=counted.quantity,
        form=counted.form,
        victim_class=classify(words, one.victims),
        polarity="negative" if counted.absence else "positive",
        absence=counted.absence,
        assertion="denied" if is_denied(words, one.first) else "stated",
        predicate=predicate,
        subset_of=None,
        rule=one.rule,
    )
