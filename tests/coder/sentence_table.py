"""Tables of sentences: each at the margin, a headline after `# `, and under it, indented, what is to be found in it."""

from __future__ import annotations

from pathlib import Path

Case = tuple[str, str, list[str]]


def read_sentences(name: str) -> list[Case]:
    """The sentences of a file of this folder: text, kind of block, what is to be found."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    starts = [n for n, line in enumerate(lines) if not line.startswith("    ")]
    cases = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        kind = "title" if lines[start].startswith("# ") else "body"
        cases.append((lines[start].removeprefix("# "), kind, [line.strip() for line in lines[start + 1 : end]]))
    return cases
