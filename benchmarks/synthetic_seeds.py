"""Valid seeds of any number of articles: a small dataset's articles many times over, each under an id of its own.

The copies share actors, places and events; what one article's coding says of another's stays within a copy.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MINI = ROOT / "tests" / "fixtures" / "mini" / "seeds"


def write_seeds(folder: Path, articles: int, source: Path = MINI, articles_per_part: int | None = None) -> None:
    """Write `folder`/seeds with so many articles; the tables built of them are in parts where that is asked for."""
    seeds = folder / "seeds"
    (seeds / "articles").mkdir(parents=True)
    (seeds / "codings").mkdir()
    for name in ("actors", "places", "events", "package", "relations"):
        shutil.copy(source / f"{name}.yaml", seeds)
    if articles_per_part:
        with (seeds / "package.yaml").open("a", encoding="utf-8") as file:
            file.write(f"articles_per_part: {articles_per_part}\n")
    originals = sorted(path.stem for path in (source / "codings").glob("*.yaml"))
    entries = re.split(r"^(?=- )", (source / "articles.yaml").read_text("utf-8"), flags=re.MULTILINE)
    entry_of = {name: next(entry for entry in entries if f"article_id: {name}\n" in entry) for name in originals}
    stated = []
    for number in range(articles):
        copy, original = number // len(originals), originals[number % len(originals)]
        name = _name(original, copy)
        coding = (source / "codings" / f"{original}.yaml").read_text("utf-8")
        (seeds / "codings" / f"{name}.yaml").write_text(_renamed(coding, originals, copy), encoding="utf-8")
        shutil.copy(source / "articles" / f"{original}.txt", seeds / "articles" / f"{name}.txt")
        stated.append(_renamed(entry_of[original], originals, copy))
    (seeds / "articles.yaml").write_text("".join(stated), encoding="utf-8")


def change_one(folder: Path, turn: int) -> None:
    """Mend one word in one coding, another in each turn."""
    path = sorted((folder / "seeds" / "codings").glob("*.yaml"))[turn]
    content = path.read_text("utf-8")
    changed = re.sub(r"(statement: .*)\.$", rf"\1, in turn {turn}.", content, count=1, flags=re.MULTILINE)
    if changed == content:
        raise ValueError(f"{path}: no statement to change")
    path.write_text(changed, encoding="utf-8")


def add_one(folder: Path, turn: int, source: Path = MINI) -> None:
    """Add an article, another in each turn."""
    seeds, original, copy = folder / "seeds", "second-report", 900_000 + turn
    name = _name(original, copy)
    shutil.copy(source / "articles" / f"{original}.txt", seeds / "articles" / f"{name}.txt")
    coding = (source / "codings" / f"{original}.yaml").read_text("utf-8")
    (seeds / "codings" / f"{name}.yaml").write_text(_renamed(coding, [original], copy), encoding="utf-8")
    entries = re.split(r"^(?=- )", (source / "articles.yaml").read_text("utf-8"), flags=re.MULTILINE)
    entry = next(entry for entry in entries if f"article_id: {original}\n" in entry)
    with (seeds / "articles.yaml").open("a", encoding="utf-8") as file:
        file.write(_renamed(entry, [original], copy))


def _name(original: str, copy: int) -> str:
    return original if copy == 0 else f"{original}-{copy:06d}"


def _renamed(text: str, originals: Sequence[str], copy: int) -> str:
    return re.sub(rf"\b({'|'.join(originals)})\b", lambda found: _name(found.group(), copy), text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where to write seeds/")
    parser.add_argument("--articles", type=int, default=100, help="how many articles (default 100)")
    parser.add_argument("--parts", type=int, help="about how many articles a part of a table holds (default: no parts)")
    wanted = parser.parse_args()
    write_seeds(wanted.folder, wanted.articles, articles_per_part=wanted.parts)
