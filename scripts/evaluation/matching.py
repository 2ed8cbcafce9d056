"""The largest one-to-one pairing of gold rows with coded rows."""

from __future__ import annotations

from collections.abc import Sequence


def largest_matching(candidates: Sequence[Sequence[int]]) -> dict[int, int]:
    """Pairs as many left-hand items as can be, each with one of its candidates, in order of liking.

    `candidates[i]` are the right-hand items that item i may take, the best liked first. Augmenting paths in that order:
    of several matchings of one size always the same is found, which a library's solver does not promise.

    >>> largest_matching([[0, 1], [0]])
    {1: 0, 0: 1}
    """
    taken_by: dict[int, int] = {}

    def find_place(left: int, tried: set[int]) -> bool:
        for right in candidates[left]:
            if right not in tried:
                tried.add(right)
                if right not in taken_by or find_place(taken_by[right], tried):
                    taken_by[right] = left
                    return True
        return False

    for left in range(len(candidates)):
        find_place(left, set())
    return {left: right for right, left in taken_by.items()}
