"""The corruption campaign: single corruptions of a published package, and who finds them."""
