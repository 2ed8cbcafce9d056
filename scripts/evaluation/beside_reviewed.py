"""Two codings of the same articles by the same tables, side by side: how far they agree. Neither is gold.

The reviewed claims are finer than the machine's, several to a sentence, so claims are not paired. Compared are casualty
reports, one to one, and for every word of the articles whether, and by whom, it is reported as said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.coded import Claim, CodedArticle, CodedCasualty
from evaluation.counts import Counts, share
from evaluation.matching import largest_matching
from evaluation.names import names_meet
from evaluation.spans import half_of_shorter

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Beside:
    """Casualty reports of each coding, and how many pairs agree; words, and how many each has as somebody's.

    `same_word_source`: of the words that both have as somebody's, the part with a source in common.
    """

    casualties: tuple[int, int]
    same_casualty: int
    same_reporter: int
    words: int
    said: tuple[int, int]
    said_in_both: int
    same_word_source: float | None

    @property
    def casualty_f(self) -> float | None:
        """Twice what agrees, over both; None where neither has any."""
        return _f_score(self.same_casualty, self.casualties)

    @property
    def said_f(self) -> float | None:
        """The same for words that are somebody's."""
        return _f_score(self.said_in_both, self.said)


def put_beside(texts: dict[str, str], one: dict[str, CodedArticle], other: dict[str, CodedArticle]) -> Beside:
    """Both codings of the same articles, compared."""
    pairs = [
        (article_id, mine, theirs)
        for article_id in texts
        for mine, theirs in _casualty_pairs(one[article_id].casualties, other[article_id].casualties)
    ]
    said = [
        pair
        for article_id, text in texts.items()
        for pair in zip(_sayers(text, one[article_id]), _sayers(text, other[article_id]), strict=True)
    ]
    both = [(mine, theirs) for mine, theirs in said if mine and theirs]
    return Beside(
        casualties=(_count(one), _count(other)),
        same_casualty=len(pairs),
        same_reporter=sum(_same_reporter(mine.claim, theirs.claim) for _, mine, theirs in pairs),
        words=len(said),
        said=(sum(bool(mine) for mine, _ in said), sum(bool(theirs) for _, theirs in said)),
        said_in_both=len(both),
        same_word_source=share(names_meet(mine, theirs) for mine, theirs in both),
    )


def _f_score(same: int, each: tuple[int, int]) -> float | None:
    return Counts(same, each[0] - same, each[1] - same).f_score


def _count(coded: dict[str, CodedArticle]) -> int:
    return sum(len(article.casualties) for article in coded.values())


def _casualty_pairs(
    mine: list[CodedCasualty], theirs: list[CodedCasualty]
) -> Iterable[tuple[CodedCasualty, CodedCasualty]]:
    """Pairs with the same harm and bounds in the same place."""
    alike = [
        [
            index
            for index, other in enumerate(theirs)
            if (row.harm, row.lower, row.upper) == (other.harm, other.lower, other.upper)
            and any(half_of_shorter(a, b) for a in row.places for b in other.places)
        ]
        for row in mine
    ]
    return [(mine[index], theirs[paired]) for index, paired in largest_matching(alike).items()]


def _same_reporter(mine: Claim, theirs: Claim) -> bool:
    if mine.is_outlets_own or theirs.is_outlets_own:
        return mine.is_outlets_own == theirs.is_outlets_own
    first, second = mine.origin, theirs.origin
    return first is not None and second is not None and names_meet(first.names, second.names)


def _sayers(text: str, coded: CodedArticle) -> list[frozenset[str]]:
    """For each word the names of those who are reported as saying it; none where the article says it itself."""
    utterances = coded.utterances()
    return [
        frozenset(
            name
            for one in utterances
            if one.span.start <= word.start() and word.end() <= one.span.end
            for name in one.source.names
        )
        for word in WORD.finditer(text)
    ]
