"""The development set, its gold written as a coder's tables, and seeded damage to them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evaluation.gold import ARTICLE, Gold, GoldArticle
from evaluation.sets import SetName, load_set
from evaluation.spans import Span
from evaluation.tables import REQUIRED, Row, Tables, empty_tables

NAMES = ("President {}", "a spokesman for {}", "data from {}", "{}'s office", "the {}", "{} and others")
TYPES = ("attack", "air_strike", "bombing", "battle", "protest", "accident", None)


@pytest.fixture(scope="session")
def dev() -> Gold:
    return load_set(SetName.dev)


@pytest.fixture(scope="session")
def as_tables() -> Callable[[Gold], Tables]:
    return gold_as_tables


@pytest.fixture(scope="session")
def damaged() -> Callable[[Gold, int], Tables]:
    return damaged_tables


@pytest.fixture(scope="session")
def write_parquet() -> Callable[[Tables, Path], Path]:
    return write_tables


def write_tables(tables: Tables, folder: Path) -> Path:
    """The tables as Parquet; a table without rows still has its columns."""
    folder.mkdir(exist_ok=True)
    for name, columns in REQUIRED.items():
        table = pa.Table.from_pylist(tables[name]) if tables[name] else pa.table({column: [] for column in columns})
        pq.write_table(table, folder / f"{name}.parquet")
    return folder


def gold_as_tables(gold: Gold) -> Tables:
    """What a coder would hand in that sees everything as the gold does."""
    tables = empty_tables()
    for article in gold.values():
        tables["articles"].append({"article_id": article.article_id, "text_sha256": article.text_sha256})
        events = _events(tables, article)
        for number, said in enumerate(article.attributions):
            claim_id = f"{article.article_id}.a{number:03d}"
            terms = {"polarity": said.polarity, "certainty": said.certainty} | _reached(events, len(tables["claims"]))
            speech = "direct" if said.is_direct else "indirect"
            tables["claims"].append(_claim(article, claim_id, said.quote, speech=speech, **terms))
            _chain(tables, claim_id, said.source, said.is_anonymous)
        for number, toll in enumerate(article.casualties):
            claim_id = f"{article.article_id}.k{number:03d}"
            own = toll.asserted_by == ARTICLE
            terms = {"polarity": toll.polarity, "certainty": toll.certainty} | _reached(events, len(tables["claims"]))
            speech = "narration" if own else "indirect"
            tables["claims"].append(_claim(article, claim_id, toll.quote, speech=speech, **terms))
            _chain(tables, claim_id, None if own else toll.asserted_by, False)
            harm = "killed_or_injured" if toll.harm == "casualties" else toll.harm
            tables["casualty_reports"].append(_toll(claim_id, harm, toll.lower, toll.upper))
    return tables


def _events(tables: Tables, article: GoldArticle) -> list[str]:
    for number, incident in enumerate(article.incidents):
        event_id = f"{article.article_id}-e{number}"
        tables["places"] += [
            {"place_id": f"{event_id}-in", "name": incident.country, "parent_id": None, "country": incident.country},
            {"place_id": event_id, "name": "a town", "parent_id": f"{event_id}-in", "country": None},
        ]
        tables["events"].append(
            {
                "event_id": event_id,
                "event_type": incident.kind,
                "date_edtf": incident.date,
                "date_start": None,
                "date_end": None,
                "place_id": event_id,
            }
        )
    return [f"{article.article_id}-e{number}" for number in range(len(article.incidents))]


def _claim(article: GoldArticle, claim_id: str, span: Span, **columns: Any) -> Row:
    where = {"quote": article.words(span), "char_start": span.start, "char_end": span.end}
    rest = {"event_id": None, "polarity": None, "certainty": None, "confidence": 1.0}
    return {"claim_id": claim_id, "article_id": article.article_id} | where | rest | columns


def _reached(events: list[str], number: int) -> dict[str, str | None]:
    """Every event is reached by some claim of its article."""
    return {"event_id": events[number % len(events)] if events else None}


def _toll(claim_id: str, harm: str, lower: int | None, upper: int | None) -> Row:
    return {
        "casualty_id": f"{claim_id}.k1",
        "claim_id": claim_id,
        "event_id": None,
        "harm": harm,
        "victims_text": None,
        "quantity_text": str(lower),
        "quantity_form": "exact",
        "lower": lower,
        "upper": upper,
        "subset_of": None,
    }


def _chain(tables: Tables, claim_id: str, source: str | None, is_anonymous: bool) -> None:
    hop = {"claim_id": claim_id, "actor_id": None, "source_text": None, "identification": "named_organisation"}
    tables["attributions"].append(hop | {"hop": 0, "is_origin": source is None})
    if source is not None:
        who = "unnamed_person" if is_anonymous else "named_person"
        tables["attributions"].append(hop | {"hop": 1, "source_text": source, "identification": who, "is_origin": True})


def damaged_tables(gold: Gold, seed: int) -> Tables:
    """The gold's tables with faults of every kind that a coder makes, the same for one seed."""
    tables = gold_as_tables(gold)
    damage = _Damage(random.Random(seed), gold)
    for name, change in (
        ("claims", damage.claim),
        ("attributions", damage.attribution),
        ("casualty_reports", damage.casualty),
        ("events", damage.event),
        ("places", damage.place),
    ):
        tables[name] = [new for row in tables[name] for new in change(dict(row))]
    damage.add_rows(tables)
    return tables


class _Damage:
    """Each method gives the rows that take the place of one row: none, itself changed, or several."""

    def __init__(self, chance: random.Random, gold: Gold) -> None:
        self.chance = chance
        self.rate = chance.random() * 0.7
        self.gold = gold
        self.sources = sorted({said.source for article in gold.values() for said in article.attributions})

    def hits(self) -> bool:
        return self.chance.random() < self.rate

    def below(self, number: int) -> int:
        return int(self.chance.random() * number)

    def pick(self, options: Any) -> Any:
        return options[self.below(len(options))]

    def cut(self, row: Row, start: int, end: int) -> Row:
        text = self.gold[row["article_id"]].text
        start, end = max(0, start), min(len(text), end)
        return row | {"char_start": start, "char_end": end, "quote": text[start:end]}

    def claim(self, row: Row) -> list[Row]:
        start, end = row["char_start"], row["char_end"]
        if self.hits():
            row["speech"] = self.pick(("direct", "indirect", "mixed", "narration", None))
        if self.hits():
            row["event_id"] = None
        row |= {"confidence": self.pick((None, 0.05, 0.35, 0.7, 0.95, 1.0)), "certainty": self.pick(("certain", None))}
        match self.below(9) if self.hits() else None:
            case 0:
                return []
            case 1:
                return [self.cut(row, start - self.below(40), end + self.below(40))]
            case 2:
                return [self.cut(row, start + self.below(end - start), end)]
            case 3:
                return [self.cut(row, start - 300, end + 300)]
            case 4:
                return [row | {"char_start": start + self.below(3), "char_end": end + 1}]
            case 5:
                return [row | {"char_end": self.pick((None, 10**6, start))}]
            case 6:
                return [row, dict(row)]
            case 7:
                middle = start + 1 + self.below(end - start)
                return [self.cut(row, start, middle), self.cut(row, middle, end) | {"claim_id": row["claim_id"] + "x"}]
            case 8:
                inner = self.cut(row, start + 2, end - 2) | {"claim_id": row["claim_id"] + "x"}
                return [row, inner] if end - start > 6 else [row]
        return [row]

    def attribution(self, row: Row) -> list[Row]:
        twin = row | {"claim_id": row["claim_id"] + "x"}
        rows = [row] if self.hits() else [row, twin]
        if row["source_text"] is not None and self.hits():
            form = self.pick(NAMES) if self.hits() else "{}"
            row["source_text"] = form.format(
                self.pick((row["source_text"], row["source_text"], self.pick(self.sources)))
            )
        match self.below(6) if self.hits() else None:
            case 0:
                return rows[1:]
            case 1:
                row["is_origin"] = False
            case 2:
                row["identification"] = self.pick(("unnamed_group", "named_person", "", None))
            case 3:
                rows.append(row | {"hop": row["hop"] + 1, "source_text": self.pick(self.sources), "is_origin": True})
            case 4:
                row |= {"source_text": None, "actor_id": "actor-1"}
        return rows

    def casualty(self, row: Row) -> list[Row]:
        again = row | {"casualty_id": row["casualty_id"] + "b"}
        match self.below(9) if self.hits() else None:
            case 0:
                return []
            case 1:
                row["harm"] = self.pick(("killed", "injured", "killed_or_injured", "body_recovered", "missing"))
            case 2:
                row["lower"] = self.pick((None, 0, 1, 2, 30, float("nan")))
            case 3:
                row["upper"] = self.pick((None, 1, 20))
            case 4:
                row |= {"quantity_form": "approximate", "lower": None, "upper": None}
            case 5:
                row |= {"quantity_form": "indefinite", "lower": 1, "upper": None}
            case 6:
                return [row, again | {"subset_of": row["casualty_id"]}]
            case 7:
                return [row, again | {"harm": "injured"}]
            case 8:
                return [again, row | {"claim_id": row["claim_id"] + "x"}]
        return [row]

    def event(self, row: Row) -> list[Row]:
        if self.hits():
            row["event_type"] = self.pick(TYPES)
        if self.hits():
            row["date_edtf"] = self.pick((None, "2019", "2019-10~", "2020-01-08/2020-01-09", "2019-13-01"))
        if self.hits():
            row |= {"date_start": "2019-08-03", "date_end": self.pick((None, "2019-08-04", "2020"))}
        return [] if self.hits() and self.hits() else [row]

    def place(self, row: Row) -> list[Row]:
        if row["country"] and self.hits():
            row |= {"country": self.pick(("US", "usa", "IQ", "SYR", None)), "name": "somewhere"}
        if row["parent_id"] is None and self.hits():
            row["parent_id"] = row["place_id"].removesuffix("-in")  # round in a circle
        return [row]

    def add_rows(self, tables: Tables) -> None:
        """Actors with names, claims that are not in the gold, and articles that are not in the tables."""
        tables["actors"].append({"actor_id": "actor-1", "name": self.pick(self.sources)})
        for article_id, article in self.gold.items():
            if self.hits():
                name = self.pick(self.sources)
                tables["actor_names"].append({"actor_id": "actor-1", "article_id": article_id, "name": name})
            for number in range(self.below(4) if self.hits() else 0):
                claim_id, start = f"{article_id}.z{number}", self.below(len(article.text) - 80)
                span = Span(start, start + 1 + self.below(79))
                tables["claims"].append(_claim(article, claim_id, span, speech="indirect"))
                _chain(tables, claim_id, self.pick((*self.sources, None)), self.hits())
                if self.hits():
                    tables["casualty_reports"].append(_toll(claim_id, "killed", 1 + self.below(3), None))
            if self.hits() and self.hits():
                tables["claims"] = [row for row in tables["claims"] if row["article_id"] != article_id]
                tables["articles"] = [row for row in tables["articles"] if row["article_id"] != article_id]
        if tables["casualty_reports"] and self.hits():
            self.pick(tables["casualty_reports"])["claim_id"] = "no-such-claim"
