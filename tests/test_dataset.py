"""The published dataset: true to its articles (in plain Python), fresh, clean, right where careless coding errs.

Rows are found by article and words, not by label: labels may be added.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from reportedly.build import build_tables, compare_with_published
from reportedly.check.package import check_package

ROOT = Path(__file__).resolve().parents[1]
FOCAL = "mashtal-strike"
ARTICLES = {
    "000_5e0a9cd5fd8d837a": "5c17bbd0185bd3c824ccb17bfc8fdc6aa2ae5d45e9fe256c00ee35b267d3c646",
    "001_9564abe462e9eb0a": "7c41f4dbaa47c1234b56fa190506920c3e52602e31ee1b2b22791360fea7aa25",
    "002_e703eae0c918574b": "6a2ed324a6c96648b446b99dbaa49e4e2f1cda44cc903d12a0b27763220e673f",
    "003_477d90bb48a12701": "6fec9dbe921254010e5225806b9e6393ece9103d1f685dbc82cfed38dcd4f0eb",
    "004_368d1681151a790e": "99590636dbdb88ed34a9ea7774d3b22e1f3ace752c8196cf399bbda2514f640e",
}

Row = dict[str, Any]


@cache
def table(name: str) -> list[Row]:
    return list(pq.read_table(ROOT / "dataset" / f"{name}.parquet").to_pylist())


@cache
def texts() -> dict[str, str]:
    """The articles as their seeds hold them."""
    return {path.stem: path.read_bytes().decode("utf-8") for path in (ROOT / "seeds" / "articles").glob("*.txt")}


def claims(article: str, words: str, **columns: Any) -> list[Row]:
    """Claims of an article (by the first digits of its id) whose quote holds the words; there must be some."""
    found = [
        row
        for row in table("claims")
        if row["article_id"].startswith(article)
        and words in row["quote"]
        and all(row[column] == value for column, value in columns.items())
    ]
    assert found, f"no claim of {article} with {words!r} and {columns}"
    return found


def reports(claim: Row) -> list[Row]:
    return [row for row in table("casualty_reports") if row["claim_id"] == claim["claim_id"]]


def sentence(claim: Row) -> str:
    """The sentence in which a claim stands."""
    for row in table("sentences"):
        if row["article_id"] == claim["article_id"] and row["char_start"] <= claim["char_start"] < row["char_end"]:
            return texts()[claim["article_id"]][row["char_start"] : row["char_end"]]
    raise AssertionError(f"{claim['claim_id']} lies in no sentence")


def actor(name: str) -> str:
    """The id of the actor with this name."""
    (row,) = [row for row in table("actors") if row["name"] == name]
    return str(row["actor_id"])


def chain(claim: Row) -> list[str | None]:
    """The names of a claim's sources, from the article to the origin."""
    names = {row["actor_id"]: row["name"] for row in table("actors")}
    hops = sorted(
        (row for row in table("attributions") if row["claim_id"] == claim["claim_id"]), key=lambda row: row["hop"]
    )
    assert [row["is_origin"] for row in hops] == [False] * (len(hops) - 1) + [True]
    return [names.get(row["actor_id"]) for row in hops]


def origin(claim: Row) -> Row:
    (row,) = [row for row in table("attributions") if row["claim_id"] == claim["claim_id"] and row["is_origin"]]
    return row


def relations(one: list[Row], other: list[Row]) -> list[Row]:
    """Claim relations between claims of two lists, in either direction."""
    ones, others = {row["claim_id"] for row in one}, {row["claim_id"] for row in other}
    return [
        row
        for row in table("claim_relations")
        if (row["claim_id"] in ones and row["other_claim_id"] in others)
        or (row["claim_id"] in others and row["other_claim_id"] in ones)
    ]


# The texts and what is anchored in them


def test_the_articles_are_the_five_texts_byte_for_byte() -> None:
    assert {stem: hashlib.sha256(text.encode()).hexdigest() for stem, text in texts().items()} == ARTICLES
    assert sorted(row["article_id"] for row in table("articles")) == sorted(ARTICLES)
    for row in table("articles"):
        raw = (ROOT / "seeds" / "articles" / f"{row['article_id']}.txt").read_bytes()
        assert row["text"].encode("utf-8") == raw
        assert row["text_sha256"] == hashlib.sha256(raw).hexdigest()
        assert row["char_count"] == len(raw.decode("utf-8"))


def test_every_quote_is_the_stretch_of_its_article_that_its_offsets_name() -> None:
    assert len(table("claims")) >= 400
    for row in table("claims"):
        assert texts()[row["article_id"]][row["char_start"] : row["char_end"]] == row["quote"], row["claim_id"]


@pytest.mark.parametrize("part", ["source", "cue"])
def test_every_source_and_cue_is_the_stretch_that_its_offsets_name(part: str) -> None:
    found = 0
    column = {"source": "source_text", "cue": "cue"}[part]
    for row in table("attributions"):
        if row[column] is None:
            assert row[f"{part}_start"] is row[f"{part}_end"] is None
            continue
        text = texts()[row["claim_id"].split(".")[0]]
        assert text[row[f"{part}_start"] : row[f"{part}_end"]] == row[column], row
        found += 1
    assert found > 150


def test_every_name_stands_where_it_is_said_to_and_as_often() -> None:
    for row in table("actor_names"):
        text, name = texts()[row["article_id"]], row["name"]
        assert text[row["first_char_start"] :].startswith(name), row
        assert 1 <= row["mentions"] <= text.count(name), row


def test_blocks_are_the_whole_text_once() -> None:
    for article, text in texts().items():
        blocks = sorted(
            (row for row in table("blocks") if row["article_id"] == article), key=lambda row: row["block_index"]
        )
        assert "".join(text[row["char_start"] : row["char_end"]] for row in blocks) == text


def test_every_claim_lies_in_a_sentence_and_its_hedge_stands_there() -> None:
    for row in table("claims"):
        around = sentence(row)
        assert row["quote"] in around
        assert row["hedge"] is None or row["hedge"] in around, row["claim_id"]


def test_the_words_of_every_figure_stand_in_the_quote() -> None:
    quotes = {row["claim_id"]: row["quote"] for row in table("claims")}
    for row in table("casualty_reports"):
        for column in ("quantity_text", "victims_text"):
            assert row[column] is None or row[column] in quotes[row["claim_id"]], row["casualty_id"]


def test_nothing_missing_is_stored_as_a_word_or_a_number() -> None:
    for path in (ROOT / "dataset").glob("*.parquet"):
        for row in table(path.stem):
            for column, value in row.items():
                assert value not in ("", "unknown", "n/a", "NA", "nan", "None", "null", -1, -99), (
                    path.stem,
                    column,
                    row,
                )
                assert value == value, (path.stem, column, row)  # noqa: PLR0124 - NaN is the value that differs from itself


# The package


def test_the_dataset_is_what_the_seeds_build_byte_for_byte() -> None:
    build = build_tables(ROOT, lambda _: None)
    assert compare_with_published(ROOT, build) == []


def test_the_dataset_is_clean() -> None:
    result = check_package(ROOT)
    assert result.findings == []
    assert result.not_run == {}
    assert result.rules_run > 50


@pytest.mark.slow
def test_users_can_check_the_dataset_again_and_again() -> None:
    script = "import reportedly; print([reportedly.check().is_clean for _ in range(2)])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout == "[True, True]\n", done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["build.py", "--check", "--quiet"], ["check.py"]], ids=" ".join)
def test_the_scripts_do_what_their_commands_do_from_any_folder(arguments: list[str], tmp_path: Path) -> None:
    script = [sys.executable, str(ROOT / "scripts" / arguments[0]), *arguments[1:]]
    done = subprocess.run(script, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert list(tmp_path.iterdir()) == []


# The traps


def test_004_prints_indications_of_civilians_hurt_and_is_coded_as_printed() -> None:
    for row in claims("004", "there were indications of civilians hurt or killed", claim_type="casualty"):
        assert (row["polarity"], row["certainty"], row["absence"]) == ("positive", "possible", None)
        assert "indications" in row["hedge"]
        assert origin(row)["identification"] == "unnamed_group"
        for report in reports(row):
            assert (report["victim_class"], report["quantity_form"]) == ("civilian", "vague")


@pytest.mark.parametrize("other", ["001", "002", "003"])
def test_004_distorts_what_the_others_print_of_civilians(other: str) -> None:
    here = claims("004", "there were indications of civilians hurt or killed", claim_type="casualty")
    absences = [
        row
        for row in table("claims")
        if row["article_id"].startswith(other) and row["absence"] and row["claim_type"] == "casualty"
    ]
    found = [row for row in relations(here, absences) if row["relation"] == "distorts"]
    assert found, f"no `distorts` between 004 and {other}"
    assert all(row["claim_id"] == here[0]["claim_id"] for row in found), "it is 004 that distorts"


def test_a_civilian_car_makes_no_civilian_victims() -> None:
    in_the_car = [report for claim in table("claims") if "civilian car" in sentence(claim) for report in reports(claim)]
    assert {report["claim_id"][:3] for report in in_the_car} == {"000", "003"}
    assert {report["victim_class"] for report in in_the_car} == {"unstated"}


def test_001_counts_three_people_including_the_leader_and_not_four() -> None:
    (whole,) = [report for claim in claims("001", "at least three people") for report in reports(claim)]
    assert (whole["quantity_form"], whole["lower"], whole["upper"], whole["subset_of"]) == ("at_least", 3, None, None)
    (part,) = [report for claim in claims("001", "including the leader") for report in reports(claim)]
    assert (part["lower"], part["upper"], part["subset_of"]) == (1, 1, whole["casualty_id"])
    for report in table("casualty_reports"):
        if report["claim_id"].startswith("001"):
            assert 4 not in (report["lower"], report["upper"])


def test_001_says_tuesday_and_no_tuesday_is_safe() -> None:
    assert {row["time_edtf"] for row in claims("001", "on Tuesday")} == {"[2024-01-30,2024-02-06]"}


@pytest.mark.parametrize(
    ("article", "words", "day"),
    [("000", "Jan. 28", "2024-01-28"), ("001", "January 28", "2024-01-28"), ("004", "January 27th", "2024-01-27")],
)
def test_the_attack_in_jordan_has_the_day_that_each_article_prints(article: str, words: str, day: str) -> None:
    for row in claims(article, words):
        assert row["time_edtf"] in (day, None)
    for row in claims(article, words, claim_type="time", time_edtf=day):
        assert row["event_id"] == "tower-22-attack"
    (event,) = [row for row in table("events") if row["event_id"] == "tower-22-attack"]
    assert event["date_edtf"] == "[2024-01-27,2024-01-28]"


DIFFERENT_FIGURES = {
    "168 and 170 attacks": (("000", "at least 168 times"), ("004", "at least 170 attacks"), "count"),
    "85 targets and 85 airstrikes": (("000", "85 targets"), ("001", "85 American airstrikes"), "count"),
    "2,500 and 3,500 troops": (("003", "roughly 2,500 U.S. troops"), ("000", "roughly 3,500 American"), "strength"),
}


@pytest.mark.parametrize("figures", DIFFERENT_FIGURES)
def test_figures_that_differ_are_claims_of_their_own_and_never_one_fact(figures: str) -> None:
    one, other, claim_type = DIFFERENT_FIGURES[figures]
    here, there = claims(*one, claim_type=claim_type), claims(*other, claim_type=claim_type)
    for relation in relations(here, there):
        assert relation["relation"] not in ("same_fact", "same_utterance")


def test_troops_in_iraq_and_troops_in_iraq_and_syria_do_not_contradict() -> None:
    here, there = claims("003", "2,500 U.S. troops"), claims("000", "3,500 American military personnel")
    assert "contradicts" not in {relation["relation"] for relation in relations(here, there)}


def test_targets_and_airstrikes_do_not_contradict() -> None:
    here, there = claims("000", "85 targets"), claims("001", "85 American airstrikes")
    assert "contradicts" not in {relation["relation"] for relation in relations(here, there)}


def test_no_article_says_that_the_two_al_saadis_are_one_man() -> None:
    pair = {actor("Abu Baqir al-Saadi"), actor("Wissam Muhammad Sabir Al-Saadi")}
    found = [row["relation"] for row in table("actor_relations") if {row["subject_id"], row["object_id"]} == pair]
    assert set(found) == {"possibly_same_as"}


def test_bare_hezbollah_is_a_misnomer_of_kataib_hezbollah() -> None:
    bare = [row for row in table("actor_names") if row["name"] == "Hezbollah"]
    assert {row["article_id"][:3] for row in bare} == {"001", "004"}
    assert {(row["actor_id"], row["name_kind"]) for row in bare} == {(actor("Kata’ib Hezbollah"), "misnomer")}


def test_002_has_it_from_rudaw_who_has_it_from_the_group() -> None:
    chains = [chain(row) for row in table("claims") if row["article_id"].startswith("002")]
    through_rudaw = [names for names in chains if "Rudaw" in names]
    assert len(through_rudaw) >= 2
    assert all(names == ["Bloomberg", "Rudaw", "Kata’ib Hezbollah"] for names in through_rudaw)


def test_001_has_it_from_cbs_news_who_has_it_from_an_unnamed_official() -> None:
    through_cbs = [row for row in table("claims") if row["article_id"].startswith("001") and "CBS News" in chain(row)]
    assert through_cbs
    for row in through_cbs:
        assert chain(row)[:2] == [None, "CBS News"]
        assert len(chain(row)) == 3
        assert origin(row)["source_text"] == "a senior US defence official"
        assert origin(row)["identification"] == "unnamed_person"


def test_000_has_it_from_fox_news_who_has_it_from_kirby() -> None:
    through_fox = [row for row in table("claims") if row["article_id"].startswith("000") and "Fox News" in chain(row)]
    assert len(through_fox) >= 3
    for row in through_fox:
        assert chain(row) == [None, "Fox News", "John Kirby"]
        assert origin(row)["identification"] == "named_person"


def test_the_run_together_headlines_in_001_are_three_sentences_about_other_events() -> None:
    text = texts()["001_9564abe462e9eb0a"]
    start = text.index("Britain joins US in OBLITERATING")
    (block,) = [
        row
        for row in table("blocks")
        if row["article_id"].startswith("001") and row["char_start"] <= start < row["char_end"]
    ]
    assert block["kind"] == "link"
    inside = [
        row
        for row in table("sentences")
        if row["article_id"] == block["article_id"] and row["block_index"] == block["block_index"]
    ]
    assert [text[row["char_start"] : row["char_end"]].split()[0] for row in inside] == ["Britain", "Iran", "British"]
    focal = {row["event_id"] for row in table("events") if row["corpus_role"] == "focal"}
    linked = [
        row
        for row in table("claims")
        if row["article_id"] == block["article_id"] and block["char_start"] <= row["char_start"] < block["char_end"]
    ]
    assert linked
    assert not focal & {row["event_id"] for row in linked}


@pytest.mark.parametrize("article", ["001", "003"])
def test_no_indications_are_no_evidence_and_never_zero(article: str) -> None:
    found = [report for claim in claims(article, "no indications", claim_type="casualty") for report in reports(claim)]
    assert found
    for report in found:
        assert (report["quantity_form"], report["lower"], report["upper"]) == ("no_evidence", None, None)
    for claim in claims(article, "no indications", claim_type="casualty"):
        assert (claim["polarity"], claim["absence"]) == ("negative", "no_evidence")


def test_002_says_that_there_appeared_to_be_no_civilian_casualties() -> None:
    for row in claims("002", "no civilian casualties"):
        assert (row["polarity"], row["certainty"], row["absence"]) == ("negative", "probable", "apparent")
        assert "appeared" in row["hedge"]


def test_002_says_that_others_may_have_been_in_the_car() -> None:
    for row in claims("002", "may have been other people"):
        assert (row["polarity"], row["certainty"]) == ("positive", "possible")
        for report in reports(row):
            assert (report["quantity_form"], report["lower"], report["upper"]) == ("possible", None, None)


def test_no_casualties_of_other_events_are_counted_for_the_strike() -> None:
    focal = {row["event_id"] for row in table("events") if row["corpus_role"] == "focal"}
    assert focal == {FOCAL}
    quotes = {row["claim_id"]: row for row in table("claims")}
    elsewhere = ("soldiers", "troops", "service members", "Americans", "Soleimani", "kids", "at least 16", "initial US")
    for report in table("casualty_reports"):
        claim = quotes[report["claim_id"]]
        assert report["event_id"] == claim["event_id"]
        words = f"{report['victims_text']} {report['quantity_text']}"
        if any(word in words or word in claim["quote"] for word in elsewhere) or report["victim_class"] == "military":
            assert report["event_id"] != FOCAL, report["casualty_id"]


def test_no_outlet_or_date_is_filled_in_from_outside() -> None:
    stated = {row["article_id"][:3]: (row["publisher_id"], row["published"]) for row in table("articles")}
    assert stated["000"] == stated["001"] == (None, None)
    assert stated["002"][1] == stated["003"][1] == "2024-02-08"
    assert stated["004"][1] == "2024"
    assert None not in {stated[article][0] for article in ("002", "003", "004")}
