"""The order of the steps of `reportedly add`: read the seeds, code the article, fit it in, try the build, write."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly import build
from reportedly.add.append import appended
from reportedly.add.known import fit, known_forms
from reportedly.code.chunks import article_of, settle
from reportedly.code.registries import KEYS, Merged, publisher_id
from reportedly.coder.batch import code_one
from reportedly.coder.inputs import ID_PATTERN, Failure, Input, Wanted, article_id_of, checked
from reportedly.coder.model import load_model
from reportedly.coder.stored import Coded
from reportedly.coder.to_coding import Registries
from reportedly.coder.verify import without_claims
from reportedly.coder.write_coding import unwritable, write_coding
from reportedly.errors import Finding, FindingsError, ReportedlyError, Where
from reportedly.publish.files import finish, put
from reportedly.publish.lock import held
from reportedly.read.fields import Row
from reportedly.read.records import Coding
from reportedly.read.seeds import Seeds, read_seeds
from reportedly.read.texts import read_text
from reportedly.standard import Standard, read_standard
from reportedly.standard.dates import read_edtf

Tell = Callable[[str], None]
_URL = re.compile(r"https?://[^ ]+")


@dataclass(frozen=True)
class Stated:
    """What is stated of an article to add. `published`: EDTF; `article_id`: null to make one of the file's name."""

    article_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Given:
    """A text to add. `name`: its file's, or "-" where it has none; `content`: its bytes, stored as they are."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Added:
    """What was added: the files written or changed, the coding, and the claims dropped by reason."""

    article_id: str
    files: tuple[str, ...]
    coding: Coding
    dropped: Mapping[str, int]


def add_article(root: Path, given: Given, stated: Stated, model: str, tell: Tell) -> Added:
    """Add an article to the dataset in `root`, coded by machine, as a draft to review.

    The seeds are changed only when the dataset builds with it, and then all at once.

    Args:
        root: the dataset's folder.
        given: the text.
        stated: what is known of the article.
        model: the name given to `load_model`.
        tell: is told each step.

    Raises:
        ReportedlyError: there is no dataset, the article is there already, or something stated has the wrong form.
        FindingsError: the text or the seeds have faults. The seeds are as they were.
    """
    if not (root / "seeds").is_dir():
        raise ReportedlyError(f"{root}: no seeds folder here; run the command in a dataset's folder, or name it")
    with held(root / "seeds", "add"):
        finish(root)
        return _add(root, given, stated, model, tell)


def _add(root: Path, given: Given, stated: Stated, model: str, tell: Tell) -> Added:
    standard = read_standard()
    name, content = given.name, given.content
    identifier = _id(root, name, stated)
    _check_stated(stated)
    tell("reading seeds")
    seeds = read_seeds(root, standard)
    known = known_forms(seeds)
    publisher = _publisher(stated.publisher, seeds, known)
    with tempfile.TemporaryDirectory() as folder:
        text = _text(Path(folder) / f"{identifier}.txt", name, content)
    article = Input(identifier, name, text, stated.published, stated.publisher)
    refused = checked(article, Wanted())
    if isinstance(refused, Failure):
        raise _bad_text(refused.reason, name)
    tell("loading the model")
    loaded = load_model(model)
    tell("coding")
    coded = code_one(article, loaded, known)
    coding, registries, dropped = _fitted(coded, seeds, standard)
    entry = _entry(coded, coding, stated, publisher, standard)
    rows = {table: [row.values for row in found] for table, found in registries.items()}
    if publisher and publisher["actor_id"] not in {row.values["actor_id"] for row in seeds.registries["actors"]}:
        rows["actors"] = [publisher, *(row for row in rows["actors"] if row["actor_id"] != publisher["actor_id"])]
    files = {f"seeds/articles/{identifier}.txt": content}
    files[f"seeds/codings/{identifier}.yaml"] = write_coding(coding, text, standard).encode()
    files |= _lists(root, {"articles": [entry], **rows})
    tell("trying the build")
    _try(root, files, seeds)
    put(root, files)
    return Added(identifier, tuple(sorted(files)), coding, dropped)


def _id(root: Path, name: str, stated: Stated) -> str:
    """The article's id, which nothing in the dataset has yet."""
    made = article_id_of(Path(name).stem) if name != "-" else article_id_of(stated.title or "")[:80].strip("-")
    identifier = stated.article_id or made
    if not identifier:
        raise ReportedlyError("a text from standard input needs --id or --title")
    if not ID_PATTERN.fullmatch(identifier):
        advice = "lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit"
        raise ReportedlyError(f"--id {identifier}: no article id; use {advice}")
    seeds = root / "seeds"
    for path in (seeds / "articles" / f"{identifier}.txt", seeds / "codings" / f"{identifier}.yaml"):
        if path.exists():
            raise ReportedlyError(
                f"the dataset has an article {identifier!r} already ({path}); give this one another --id, or remove "
                "that one: its text, its coding and its entry in seeds/articles.yaml"
            )
    return identifier


def _check_stated(stated: Stated) -> None:
    if stated.published and read_edtf(stated.published) is None:
        raise ReportedlyError(f"--published {stated.published}: not an EDTF date such as 2031-05-07 or 2031-05")
    if stated.url and not _URL.fullmatch(stated.url):
        raise ReportedlyError(f"--url {stated.url}: not a web address that begins with http:// or https://")


def _publisher(name: str | None, seeds: Seeds, known: Mapping[str, str]) -> dict[str, Any] | None:
    """The actor that an outlet's name stands for: the dataset's, or a new one."""
    if not name:
        return None
    identifier = known.get(name, publisher_id(name))
    there = next((row.values for row in seeds.registries["actors"] if row.values["actor_id"] == identifier), None)
    return there or {"actor_id": identifier, "name": name, "kind": "media", "is_named": True}


def _text(path: Path, name: str, content: bytes) -> str:
    path.write_bytes(content)
    text, findings = read_text(path, name)
    if text is None:
        raise FindingsError(findings)
    return text


def _bad_text(reason: str, name: str) -> FindingsError:
    return FindingsError([Finding("text_is_readable", reason, "articles", where=Where(name, 1))])


def _fitted(
    coded: Coded, seeds: Seeds, standard: Standard
) -> tuple[Coding, dict[str, tuple[Row, ...]], Mapping[str, int]]:
    """The coding with the dataset's ids, without what breaks a rule or cannot be written, and the rows it adds."""
    coding, new = fit(coded.coding, coded.registries, seeds)
    lost = set(unwritable(coding, coded.article.text))
    kept = {claim.label: claim for claim in coding.claims if claim.label not in lost}
    used = {hop.values["actor_id"] for claim in coding.claims for hop in claim.hops}
    there = tuple(row for row in seeds.registries["actors"] if row.values["actor_id"] in used)
    every = Registries((*new.actors, *there), (*new.places, *seeds.registries["places"]), new.events)
    coding, every = without_claims(coding, every, kept)
    whole = Coded(coded.article, coding, every, coded.dropped)
    merged = Merged()
    merged.add(whole)
    settled = settle((whole,), merged, standard)
    if settled.failures:
        raise _bad_text(settled.failures[0].reason, coded.article.name)
    dropped = {**coded.dropped, **settled.dropped, **({"unwritable": len(lost)} if lost else {})}
    left = settled.articles[0]
    found = {"actors": left.registries.actors, "places": left.registries.places, "events": left.registries.events}
    ids = {table: {row.values[key] for row in seeds.registries[table]} for table, key in KEYS.items()}
    rows = {
        table: tuple(row for row in listed if row.values[KEYS[table]] not in ids[table])
        for table, listed in found.items()
    }
    return left.coding, rows, dropped


def _entry(
    coded: Coded, coding: Coding, stated: Stated, publisher: Mapping[str, Any] | None, standard: Standard
) -> dict[str, Any]:
    """The article's entry in `articles.yaml`."""
    values = dict(article_of(Coded(coded.article, coding, coded.registries, {})).row.values)
    values["rights"] = f"Text belongs to its publisher{f', {stated.publisher}' if stated.publisher else ''}."
    if stated.title:
        values["title"] = stated.title
    if stated.url:
        values["source_url"] = stated.url
    if publisher:
        values["publisher_id"] = publisher["actor_id"]
    return {one.name: values[one.name] for one in standard.tables["articles"].coded() if one.name in values}


def _lists(root: Path, rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, bytes]:
    """The lists of the seeds, with rows added at their ends."""
    files = {}
    for table, added in rows.items():
        if added:
            path = root / "seeds" / f"{table}.yaml"
            content = path.read_text("utf-8")
            files[f"seeds/{table}.yaml"] = appended(content, added, flow=table in ("actors", "places")).encode()
    return files


def _try(root: Path, files: Mapping[str, bytes], seeds: Seeds) -> None:
    """Build the dataset as it would be, elsewhere, and see that nothing that was there has changed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "dataset"
        shutil.copytree(root / "seeds", copy / "seeds")
        for name, content in files.items():
            path = copy / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        built = build.build_tables(copy, lambda _: None).seeds
    for table, before in seeds.registries.items():
        after = built.registries[table][: len(before)]
        if [row.values for row in after] != [row.values for row in before]:
            raise ReportedlyError(f"seeds/{table}.yaml: entries cannot be added to it; write one '- ' for each entry")
