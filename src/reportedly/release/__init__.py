"""Releases: archives that are the same bytes everywhere, texts withheld and given back, what changed between two.

Nothing is imported here: `check` uses `texts`, `sums` and `unpack`, and `make` uses `check`.
"""
