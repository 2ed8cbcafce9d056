"""How likely a row is to be right."""

from reportedly.coder.draft import DraftHop
from reportedly.read.locate import Span


def confidence_of(rule: str, quote: Span, hops: tuple[DraftHop, ...], block_kind: str) -> float:
    """The probability of a row."""
    return 0.8
