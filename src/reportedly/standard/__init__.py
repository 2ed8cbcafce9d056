"""The standard: what `schemas/` says, read once, and what is compiled from it."""

from reportedly.standard.contract import Field, ForeignKey, Standard, Table, Vocabulary
from reportedly.standard.folder import bundle_folder, read_standard

__all__ = ["Field", "ForeignKey", "Standard", "Table", "Vocabulary", "bundle_folder", "read_standard"]
