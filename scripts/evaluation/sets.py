"""The sets of articles, and which of them are sealed: scored or counted, but never looked into."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path

from evaluation.gold import Gold, read_article
from reportedly.errors import ReportedlyError

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "evaluation"
SPLIT = "split.json"
"""In a folder that has sealed articles: `{"dev": [article, ...], "sealed": [article, ...]}`."""


class SetName(StrEnum):
    """What `--set` takes."""

    dev = "dev"
    wikinews_dev = "wikinews-dev"
    wikinews_sealed = "wikinews-sealed"
    invented_dev = "invented-dev"
    invented_sealed = "invented-sealed"
    passages_dev = "passages-dev"
    passages_sealed = "passages-sealed"
    calibration = "calibration"
    calibration_invented = "calibration-invented"
    all = "all"


# set -> its folder, and its part of the folder's split (None: the folder is not split)
WHERE: dict[SetName, tuple[str, str | None]] = {
    SetName.dev: ("dev", None),
    SetName.wikinews_dev: ("wikinews", "dev"),
    SetName.wikinews_sealed: ("wikinews", "sealed"),
    SetName.invented_dev: ("invented", "dev"),
    SetName.invented_sealed: ("invented", "sealed"),
    SetName.passages_dev: ("passages", "dev"),
    SetName.passages_sealed: ("passages", "sealed"),
    SetName.calibration: ("calibration", None),
    SetName.calibration_invented: ("calibration-invented", None),
}
COUNTED = frozenset({SetName.calibration, SetName.calibration_invented})
"""Sets on which the coder's confidence is counted, so that they cannot judge it."""
SEALED = frozenset({SetName.wikinews_sealed, SetName.invented_sealed, SetName.passages_sealed}) | COUNTED
"""Sets whose misses are never shown and whose articles get no figures of their own."""


def load_set(name: SetName, folder: Path = FOLDER) -> Gold:
    """The articles of a set with their gold, sorted.

    `all` takes every set that is there but those on which the coder's confidence is counted.

    Raises ReportedlyError where the set has no articles, a text is missing or changed, or the split is not complete.
    """
    if name is not SetName.all:
        return _load(name, folder)
    gold: Gold = {}
    for part, (place, _) in WHERE.items():
        if part not in COUNTED and (folder / place / "gold").is_dir():
            more = _load(part, folder)
            if twice := sorted(set(gold) & set(more)):
                raise ReportedlyError(f"{folder}: {', '.join(twice)} is in two sets; an article belongs to one")
            gold |= more
    return gold


def _load(name: SetName, folder: Path) -> Gold:
    place, part = WHERE[name]
    home = folder / place
    files = {path.stem: path for path in sorted((home / "gold").glob("*.json"))}
    if not files:
        raise ReportedlyError(f"set {name}: there is no gold in {home / 'gold'}")
    wanted = sorted(files if part is None else _split(home, set(files))[part])
    return {
        article_id: read_article(files[article_id], home / "articles" / f"{article_id}.txt", is_sealed=name in SEALED)
        for article_id in wanted
    }


def _split(home: Path, there: set[str]) -> dict[str, list[str]]:
    """The parts of a split folder; refused unless each article is in just one: none is unsealed by oversight."""
    path = home / SPLIT
    try:
        split = json.loads(path.read_text("utf-8"))
        parts = {part: [str(article_id) for article_id in split[part]] for part in ("dev", "sealed")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReportedlyError(
            f'{path}: cannot be read ({type(error).__name__} {error}); it must be {{"dev": [...], "sealed": [...]}}'
        ) from None
    listed = parts["dev"] + parts["sealed"]
    if sorted(listed) != sorted(there):
        odd = sorted({item for item in listed if listed.count(item) > 1} | (set(listed) ^ there))
        raise ReportedlyError(f"{path}: each article of {home / 'gold'} must be in one part; look at {', '.join(odd)}")
    return parts
