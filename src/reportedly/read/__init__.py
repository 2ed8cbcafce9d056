"""Seeds to typed records: every quote located, every slip named with file and line."""

from reportedly.read.seeds import Seeds, read_seeds

__all__ = ["Seeds", "read_seeds"]
