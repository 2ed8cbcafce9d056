"""What articles say to whom and what is meant: names counted, sources identified."""

from reportedly.resolve.names import count_mentions
from reportedly.resolve.sources import identification_of

__all__ = ["count_mentions", "identification_of"]
