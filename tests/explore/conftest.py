"""Packages to explore, and a Chromium that reports every console message and every request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from reportedly.explore import write_explorer
from reportedly.publish import write_package
from reportedly.query.load import read_table
from reportedly.query.package import open_package
from reportedly.standard import read_standard
from reportedly.standard.to_arrow import arrow_schema

ROOT = Path(__file__).parents[2]
STANDARD = read_standard()
Rows = dict[str, list[dict[str, Any]]]

# Ids that name an article, or start with the id of one.
ARTICLE_BOUND = ("article_id", "claim_id", "other_claim_id", "casualty_id", "subset_of")


@cache
def dataset_rows() -> Rows:
    package, _ = open_package(ROOT)
    return {name: read_table(package, name).to_pylist() for name in STANDARD.tables}


def publish_rows(folder: Path, rows: Rows, **about: Any) -> Path:
    """A package of these rows; what a row lacks is null."""
    tables = {
        name: pa.Table.from_pylist(
            [dict.fromkeys(table.columns) | row for row in rows.get(name, [])],
            schema=arrow_schema(table, STANDARD.version),
        )
        for name, table in STANDARD.tables.items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    write_package(folder, {"name": "test", "title": "A test package", **about}, tables, STANDARD)
    return folder


def one_article(text: str, claims: list[dict[str, Any]], **article: Any) -> Rows:
    """An article in one block with claims of its own about one focal event. A claim gives at least its quote."""
    filled = []
    for number, claim in enumerate(claims, start=1):
        start = claim.get("char_start", text.index(claim["quote"]))
        filled.append(
            {
                "claim_id": f"a.c{number}",
                "article_id": "a",
                "statement": f"Statement {number}.",
                "claim_type": "attack",
                "event_id": "strike",
                "polarity": "positive",
                "certainty": "certain",
                "speech": "narration",
                "assertion": "stated",
                "time_basis": "none",
                "coding": "reviewed",
                "coder": "test",
                **claim,
                "char_start": start,
                "char_end": start + len(claim["quote"]),
            }
        )
    return {
        "articles": [
            {
                "article_id": "a",
                "title": "A title",
                "published_basis": "none",
                "language": "en",
                "char_count": len(text),
                "text_sha256": "0" * 64,
                "text": text,
                "rights": "Written for this test.",
                **article,
            }
        ],
        "blocks": [{"article_id": "a", "block_index": 0, "kind": "body", "char_start": 0, "char_end": len(text)}],
        "claims": filled,
        "attributions": [
            {"claim_id": claim["claim_id"], "hop": 0, "medium": "unstated", "is_origin": True} for claim in filled
        ],
        "events": [
            {"event_id": "strike", "label": "A strike", "event_type": "air_drone_strike", "corpus_role": "focal"}
        ],
    }


def multiply(rows: Rows, times: int) -> Rows:
    """Every article `times` times over under new ids; actors, places and events stay as they are."""

    def renamed(value: str | None, copy: int) -> str | None:
        if value is None:
            return None
        article_id, dot, rest = value.partition(".")
        return f"{article_id}-{copy:02d}{dot}{rest}"

    multiplied: Rows = {}
    for name, table in rows.items():
        bound = [column for column in STANDARD.tables[name].primary_key if column in ARTICLE_BOUND]
        multiplied[name] = [
            {column: renamed(value, copy) if column in ARTICLE_BOUND else value for column, value in row.items()}
            for copy in range(times if bound else 1)
            for row in table
        ]
    return multiplied


@pytest.fixture(scope="session")
def dataset_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_explorer(ROOT, tmp_path_factory.mktemp("dataset") / "explore.html")


@pytest.fixture(scope="session")
def large_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 articles."""
    return publish_rows(tmp_path_factory.mktemp("large"), multiply(dataset_rows(), 40), title="Two hundred articles")


@dataclass
class Heard:
    """What a page said on the console, threw, or asked of a network."""

    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


OpenPage = Callable[..., Any]


@pytest.fixture
def open_page(chromium: Any) -> Iterator[OpenPage]:
    """Open a file at a hash. After the test, nothing may have been said, thrown or asked for."""
    heard = Heard()
    contexts = []

    def open_it(path: Path, hash: str = "", size: tuple[int, int] = (1440, 900), scheme: str = "light") -> Any:
        width, height = size
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)

        def decide(route: Any) -> None:
            if route.request.url.split("#")[0] == path.as_uri():
                route.continue_()
            else:
                heard.requests.append(route.request.url)
                route.abort()

        context.route("**/*", decide)
        page = context.new_page()
        page.on("console", lambda message: heard.console.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: heard.errors.append(str(error)))
        page.goto(path.as_uri() + hash)
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert heard == Heard()
