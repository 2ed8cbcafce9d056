"""An article into a dataset's seeds: its text, its entry, a coding drafted by machine, new rows of registries."""
