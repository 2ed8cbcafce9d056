"""Records to sorted Arrow tables with ids."""

from reportedly.assemble.tables import Assembled, assemble

__all__ = ["Assembled", "assemble"]
