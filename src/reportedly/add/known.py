"""What a dataset knows already: the forms in which its articles name its actors, and how a draft fits into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reportedly.coder.to_coding import Registries
from reportedly.read.fields import Row
from reportedly.read.records import Claim, Coding, Hop, NameForm
from reportedly.read.seeds import Seeds

FOCAL, BACKGROUND = "focal", "background"
# The key of each registry and the column with the row's name, in the order of `Registries`.
_COLUMNS = {"actors": ("actor_id", "name"), "places": ("place_id", "name"), "events": ("event_id", "label")}


def known_forms(seeds: Seeds) -> dict[str, str]:
    """The actor of each form that names one and the same named actor throughout the dataset.

    A role ("the group", "the minister") names somebody else in each article, and is left out.
    """
    named = {row.values["actor_id"]: row.values["name"] for row in seeds.registries["actors"] if row.values["is_named"]}
    meant: dict[str, set[str]] = {}
    for identifier, name in named.items():
        meant.setdefault(name, set()).add(identifier)
    for coding in seeds.codings:
        for form in coding.names:
            values = form.row.values
            kind = "role" if values.get("name_kind") in ("role", "misnomer") else "name"
            if kind == "name" and values["actor_id"] in named:
                meant.setdefault(values["name"], set()).add(values["actor_id"])
    return {form: next(iter(ids)) for form, ids in meant.items() if len(ids) == 1}


def fit(coding: Coding, registries: Registries, seeds: Seeds) -> tuple[Coding, Registries]:
    """A draft with ids that mean in the dataset what they mean in the draft, and only the rows that are new.

    An id that the dataset has stands for its row when both are of one name, else the draft's row gets another id.
    Where the dataset has a focal event, a drafted one is background: whether it is the same, only a reader can say.
    """
    renamed: dict[str, dict[str, str]] = {}
    rows: dict[str, tuple[Row, ...]] = {}
    drafted = {"actors": registries.actors, "places": registries.places, "events": registries.events}
    for table, (key, label) in _COLUMNS.items():
        there = {row.values[key]: row.values for row in seeds.registries[table]}
        new = []
        for row in drafted[table]:
            identifier = row.values[key]
            if identifier in there:
                if _is_one(row.values, there[identifier], label):
                    continue
                renamed.setdefault(table, {})[identifier] = f"{coding.article_id}-{identifier}"
            new.append(row)
        rows[table] = tuple(new)
    ids = {key: renamed.get(table, {}) for table, (key, _) in _COLUMNS.items()}
    ids["parent_id"] = ids["place_id"]
    fitted = replace(
        coding,
        claims=tuple(_claim(claim, ids) for claim in coding.claims),
        names=tuple(NameForm(_row(form.row, ids), form.only_in) for form in coding.names),
    )
    actors, places, events = (tuple(_row(row, ids) for row in rows[table]) for table in _COLUMNS)
    if any(row.values["corpus_role"] == FOCAL for row in seeds.registries["events"]):
        events = tuple(Row({**row.values, "corpus_role": BACKGROUND}, row.where) for row in events)
    return fitted, Registries(actors, places, events)


def _is_one(drafted: Mapping[str, Any], there: Mapping[str, Any], label: str) -> bool:
    """Whether two rows of one id are of one name, but for capitals, dots and hyphens."""

    def plain(values: Mapping[str, Any]) -> str:
        return "".join(char for char in str(values.get(label)).casefold() if char.isalnum())

    return plain(drafted) == plain(there) and drafted.get("is_named") == there.get("is_named")


def _row(row: Row, ids: Mapping[str, Mapping[str, str]]) -> Row:
    return Row(_renamed(row.values, ids), row.where)


def _renamed(values: Mapping[str, Any], ids: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    return {column: ids[column].get(value, value) if column in ids else value for column, value in values.items()}


def _claim(claim: Claim, ids: Mapping[str, Mapping[str, str]]) -> Claim:
    hops = tuple(Hop(_renamed(hop.values, ids), hop.source, hop.cue, hop.where) for hop in claim.hops)
    return replace(claim, values=_renamed(claim.values, ids), hops=hops)
