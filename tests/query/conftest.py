"""A small package, valid and rich in nulls, to open in every way that users do."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from reportedly.publish import write_package
from reportedly.standard import read_standard
from reportedly.standard.to_arrow import arrow_schema

TEXT = "Airstrike kills three — Kata’ib\nOfficials said civilians may have been hurt.\nTalks go on.\n"


def rows() -> dict[str, list[dict[str, Any]]]:
    """Rows of the tables that are not empty. What a row lacks is null."""
    casualties, doubts, talks = "Airstrike kills three — Kata’ib", "civilians may have been hurt", "Talks go on"
    claim = {
        "article_id": "a",
        "coding": "reviewed",
        "coder": "test",
        "polarity": "positive",
        "assertion": "stated",
        "time_basis": "none",
    }
    span = {name: (TEXT.index(name), TEXT.index(name) + len(name)) for name in (casualties, doubts, talks)}
    return {
        "articles": [
            {
                "article_id": "a",
                "title": "Airstrike kills three — Kata’ib",
                "published_basis": "none",
                "language": "en",
                "char_count": len(TEXT),
                "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
                "text": TEXT,
                "rights": "Written for this test.",
            }
        ],
        "actors": [
            {"actor_id": "officials-a", "name": "officials", "kind": "unnamed_group", "is_named": False},
            {"actor_id": "kataib", "name": "Kata’ib", "kind": "armed_group", "country": "IRQ", "is_named": True},
        ],
        "places": [
            {"place_id": "iraq", "name": "Iraq", "kind": "country", "country": "IRQ"},
            {"place_id": "baghdad", "name": "Baghdad", "kind": "city", "parent_id": "iraq", "country": "IRQ"},
        ],
        "events": [
            {
                "event_id": "strike",
                "label": "Airstrike",
                "event_type": "air_drone_strike",
                "corpus_role": "focal",
                "date_edtf": "2024-02-07",
                "date_start": dt.date(2024, 2, 7),
                "date_end": dt.date(2024, 2, 7),
                "place_id": "baghdad",
            },
            {"event_id": "talks", "label": "Talks", "event_type": "diplomacy", "corpus_role": "background"},
        ],
        "blocks": [
            {"article_id": "a", "block_index": 0, "kind": "title", "char_start": 0, "char_end": 32},
            {"article_id": "a", "block_index": 1, "kind": "body", "char_start": 32, "char_end": 77},
            {"article_id": "a", "block_index": 2, "kind": "body", "char_start": 77, "char_end": 90},
        ],
        "sentences": [
            {"article_id": "a", "sentence_index": 0, "block_index": 0, "char_start": 0, "char_end": 31},
            {"article_id": "a", "sentence_index": 1, "block_index": 1, "char_start": 32, "char_end": 76},
            {"article_id": "a", "sentence_index": 2, "block_index": 2, "char_start": 77, "char_end": 89},
        ],
        "claims": [
            {
                **claim,
                "claim_id": "a.c001",
                "quote": casualties,
                "char_start": span[casualties][0],
                "char_end": span[casualties][1],
                "statement": "The airstrike killed three people.",
                "claim_type": "casualty",
                "event_id": "strike",
                "certainty": "certain",
                "speech": "narration",
            },
            {
                **claim,
                "claim_id": "a.c002",
                "quote": doubts,
                "char_start": span[doubts][0],
                "char_end": span[doubts][1],
                "statement": "Civilians were hurt.",
                "claim_type": "casualty",
                "event_id": "strike",
                "certainty": "possible",
                "hedge": "may",
                "speech": "indirect",
            },
            {
                **claim,
                "claim_id": "a.c003",
                "quote": talks,
                "char_start": span[talks][0],
                "char_end": span[talks][1],
                "statement": "The talks continue.",
                "claim_type": "background",
                "event_id": "talks",
                "certainty": "certain",
                "speech": "narration",
            },
        ],
        "actor_names": [
            {
                "actor_id": actor,
                "article_id": "a",
                "name": name,
                "mentions": 1,
                "first_char_start": TEXT.index(name),
                "name_kind": kind,
            }
            for actor, name, kind in (("kataib", "Kata’ib", "variant"), ("officials-a", "Officials", "role"))
        ],
        "attributions": [
            {"claim_id": "a.c001", "hop": 0, "medium": "unstated", "is_origin": True},
            {"claim_id": "a.c002", "hop": 0, "medium": "unstated", "is_origin": False},
            {"claim_id": "a.c003", "hop": 0, "medium": "unstated", "is_origin": True},
            {
                "claim_id": "a.c002",
                "hop": 1,
                "actor_id": "officials-a",
                "source_text": "Officials",
                "source_start": 32,
                "source_end": 41,
                "cue": "said",
                "cue_start": 42,
                "cue_end": 46,
                "medium": "unstated",
                "identification": "unnamed_group",
                "is_origin": True,
            },
        ],
        "casualty_reports": [
            {
                "casualty_id": "a.c001.k1",
                "claim_id": "a.c001",
                "event_id": "strike",
                "harm": "killed",
                "victim_class": "unstated",
                "quantity_text": "three",
                "quantity_form": "exact",
                "lower": 3,
                "upper": 3,
            },
            {
                "casualty_id": "a.c002.k1",
                "claim_id": "a.c002",
                "event_id": "strike",
                "harm": "injured",
                "victims_text": "civilians",
                "victim_class": "civilian",
                "quantity_text": "may have been",
                "quantity_form": "possible",
            },
        ],
    }


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small package. Tests that change it take a copy (`package`)."""
    standard, filled = read_standard(), rows()
    tables = {
        name: pa.Table.from_pylist(filled.get(name, []), schema=arrow_schema(table, standard.version))
        for name, table in standard.tables.items()
    }
    folder = tmp_path_factory.mktemp("published")
    about = {"name": "small", "title": "Small", "licenses": [{"name": "CC-BY-4.0"}]}
    write_package(folder, about, tables, standard)
    return folder


@pytest.fixture
def package(published: Path, tmp_path: Path) -> Path:
    """A copy of the small package, for tests that break it."""
    return Path(shutil.copytree(published, tmp_path / "package"))
