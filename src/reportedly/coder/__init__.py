"""The machine coder: articles in, rows anchored in their words out. Needs the extra `reportedly[coder]`."""
