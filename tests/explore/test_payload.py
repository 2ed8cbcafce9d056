"""The page's data: positions, offsets, sources, dates, and null that stays null."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.explore.charts import chart_specs
from reportedly.explore.payload import build_payload, date_shape, source_kind
from reportedly.explore.queries import read_package
from reportedly.standard import read_standard

from .conftest import ROOT, dataset_rows, one_article, publish_rows


def records(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


@pytest.fixture(scope="module")
def payload() -> dict[str, Any]:
    return build_payload(read_package(ROOT))


def test_every_row_of_the_package_is_in_the_page(payload: dict[str, Any]) -> None:
    rows = dataset_rows()
    pages = {"casualties": "casualty_reports", "relations": "claim_relations", "names": "actor_names"}
    for name in ("articles", "claims", "attributions", "actors", "events", *pages):
        assert len(payload[name]["rows"]) == len(rows[pages.get(name, name)]), name


def test_a_claim_s_offsets_cut_its_quote_out_of_the_text_as_javascript_counts(tmp_path: Path) -> None:
    text = "\N{MAHJONG TILE RED DRAGON} A strike \N{MAHJONG TILE RED DRAGON} hit a car.\n"
    package = publish_rows(tmp_path, one_article(text, [{"quote": "A strike"}, {"quote": "hit a car"}]))
    payload = build_payload(read_package(package))
    units = text.encode("utf-16-le")
    claims = records(payload["claims"])
    assert [units[2 * c["start"] : 2 * c["end"]].decode("utf-16-le") for c in claims] == ["A strike", "hit a car"]
    assert records(payload["articles"])[0]["blocks"] == [["body", 0, len(units) // 2]]


def test_every_quote_of_the_dataset_is_found_again(payload: dict[str, Any]) -> None:
    quotes = {row["claim_id"]: row["quote"] for row in dataset_rows()["claims"]}
    texts = [article["text"] for article in records(payload["articles"])]
    for claim in records(payload["claims"]):
        assert texts[claim["article"]][claim["start"] : claim["end"]] == quotes[claim["id"]]


def test_quotes_travel_with_the_claims_only_where_the_text_is_withheld(tmp_path: Path, payload: dict[str, Any]) -> None:
    rows = one_article("A strike hit a car.\n", [{"quote": "A strike"}])
    rows["articles"][0]["text"] = None
    withheld = build_payload(read_package(publish_rows(tmp_path, rows)))
    assert records(withheld["articles"])[0]["text"] is None
    assert records(withheld["claims"])[0]["quote"] == "A strike"
    assert {claim["quote"] for claim in records(payload["claims"])} == {None}


def test_references_are_positions_that_lead_back_to_the_same_ids(payload: dict[str, Any]) -> None:
    rows = dataset_rows()
    claims, casualties = records(payload["claims"]), records(payload["casualties"])
    whole = {row["casualty_id"]: row["subset_of"] for row in rows["casualty_reports"]}
    for report in casualties:
        assert report["id"].startswith(claims[report["claim"]]["id"] + ".")
        subset_of = None if report["subset_of"] is None else casualties[report["subset_of"]]["id"]
        assert subset_of == whole[report["id"]]
    pairs = {(row["claim_id"], row["relation"], row["other_claim_id"]) for row in rows["claim_relations"]}
    relations = records(payload["relations"])
    assert {(claims[r["claim"]]["id"], r["relation"], claims[r["other"]]["id"]) for r in relations} == pairs


def test_an_open_bound_stays_null_and_no_evidence_never_becomes_zero(payload: dict[str, Any]) -> None:
    bounds = {row["casualty_id"]: (row["lower"], row["upper"]) for row in dataset_rows()["casualty_reports"]}
    reports = records(payload["casualties"])
    assert {report["id"]: (report["lower"], report["upper"]) for report in reports} == bounds
    silent = [report for report in reports if report["quantity_form"] == "no_evidence"]
    assert silent
    assert {(report["lower"], report["upper"]) for report in silent} == {(None, None)}


@pytest.mark.parametrize(
    ("origin", "kind"),
    [
        (None, "own"),
        ({"hop": 0, "identification": "named_organisation", "actor_id": "npr"}, "own"),
        ({"hop": 1, "identification": "named_person", "actor_id": "kirby"}, "named"),
        ({"hop": 2, "identification": "unnamed_group", "actor_id": "officials"}, "unnamed"),
        ({"hop": 1, "identification": None, "actor_id": "kirby"}, "named"),
        ({"hop": 1, "identification": None, "actor_id": "officials"}, "unnamed"),
        ({"hop": 1, "identification": None, "actor_id": None}, "unnamed"),
    ],
)
def test_a_claim_rests_on_the_article_on_a_named_or_on_an_unnamed_source(
    origin: dict[str, Any] | None, kind: str
) -> None:
    assert source_kind(origin, {"kirby": True, "officials": False}) == kind


def test_renderings_of_one_statement_share_a_cluster_through_others(tmp_path: Path) -> None:
    text = "One. Two. Three. Four.\n"
    rows = one_article(text, [{"quote": word} for word in ("One", "Two", "Three", "Four")])
    rows["claim_relations"] = [
        {"claim_id": "a.c1", "relation": "same_utterance", "other_claim_id": "a.c2"},
        {"claim_id": "a.c3", "relation": "distorts", "other_claim_id": "a.c2"},
        {"claim_id": "a.c3", "relation": "same_fact", "other_claim_id": "a.c4"},
    ]
    clusters = [c["cluster"] for c in records(build_payload(read_package(publish_rows(tmp_path, rows)))["claims"])]
    assert clusters == [0, 0, 0, None]


def test_dates_read_as_a_day_a_stretch_or_somewhere_between() -> None:
    shapes = {edtf: date_shape(edtf) for edtf in ("2024-02-07", "2024-01", "2003/..", "../2024-02-08")}
    assert shapes == {"2024-02-07": "day", "2024-01": "within", "2003/..": "lasting", "../2024-02-08": "lasting"}
    assert date_shape(None) is None


def test_disagreements_are_those_of_the_view_and_tolls_count_everyone(payload: dict[str, Any]) -> None:
    pairs = records(payload["disagreements"])
    assert {pair["basis"] for pair in pairs} <= {"reviewed", "computed", "both"}
    assert payload["disagreementsLeftOut"] == 0
    tolls = records(payload["tolls"])
    assert {toll["policy"] for toll in tolls} == set(payload["policies"])
    assert all(payload["policies"].values()), "the header of event_tolls defines every policy"


def test_an_empty_package_makes_a_payload(tmp_path: Path) -> None:
    payload = build_payload(read_package(publish_rows(tmp_path, {})))
    assert payload["claims"] == {"columns": [], "rows": []}
    json.dumps(payload, allow_nan=False)


def test_the_payload_knows_every_relation_that_the_page_puts_in_words() -> None:
    """A relation that is new in the vocabulary is shown by its name; one that is gone must leave the page, too."""
    script = (ROOT / "src/reportedly/explore/assets/data.js").read_text("utf-8")
    known = set(read_standard().vocabularies["claim_relation"].names)
    listed = script.split("const WEIGHT = [")[1].split("]")[0]
    assert {word.strip().strip('"') for word in listed.split(",")} == known


@pytest.mark.parametrize("name", chart_specs())
def test_chart_specifications_compile(name: str) -> None:
    vl_convert = pytest.importorskip("vl_convert")
    spec = chart_specs()[name] | {"data": {"name": "rows", "values": []}, "width": 300}
    compiled = vl_convert.vegalite_to_vega(spec, vl_version="6.1")
    assert {scale["name"] for scale in compiled["scales"]} >= {"x", "y"}
