"""stub"""

from dataclasses import dataclass
from reportedly.read.locate import Span


@dataclass(frozen=True)
class Harm:
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


def find_harm(block, text, lexicon):
    return ()
