"""Clusters of things that pairs connect."""

from __future__ import annotations

from collections.abc import Iterable


def number_clusters(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The number of each member's cluster; clusters are numbered by their first member in alphabetical order.

    >>> number_clusters([("a", "b"), ("d", "e"), ("c", "b")])
    {'a': 0, 'b': 0, 'c': 0, 'd': 1, 'e': 1}
    """
    leader: dict[str, str] = {}

    def find(member: str) -> str:
        leader.setdefault(member, member)
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        leader[second] = first
    numbers: dict[str, int] = {}
    return {member: numbers.setdefault(find(member), len(numbers)) for member in sorted(leader)}
