"""Seeds to tables: ids, hops, symmetric relations, subsets, names; the same bytes whatever the order of the seeds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from reportedly.assemble import Assembled, assemble
from reportedly.publish.parquet import write_parquet
from reportedly.read import read_seeds
from reportedly.standard import read_standard

SMALL = Path(__file__).parents[1] / "read" / "small"
FIRST, SECOND = "codings/a-first.yaml", "codings/b-second.yaml"
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def assembled(tmp_path: Path) -> Callable[..., Assembled]:
    """The small seeds put together, with words of some files replaced."""

    def assembled(*edits: tuple[str, str, str]) -> Assembled:
        shutil.copytree(SMALL / "seeds", tmp_path / "seeds")
        for file, old, new in edits:
            path = tmp_path / "seeds" / file
            content = path.read_text("utf-8")
            assert content.count(old) == 1, old
            path.write_text(content.replace(old, new), "utf-8")
        return assemble(read_seeds(tmp_path, read_standard()), read_standard())

    return assembled


@pytest.fixture
def rows(assembled: Callable[..., Assembled]) -> Callable[..., Rows]:
    """Rows of every table as dicts without nulls. Nothing may be wrong while putting them together."""

    def rows(*edits: tuple[str, str, str]) -> Rows:
        result = assembled(*edits)
        assert result.findings == []
        return {
            name: [{key: value for key, value in row.items() if value is not None} for row in table.to_pylist()]
            for name, table in result.tables.items()
        }

    return rows


def of(rows: list[dict[str, Any]], *columns: str) -> list[Any]:
    picked = [tuple(row.get(column) for column in columns) for row in rows]
    return [row[0] for row in picked] if len(columns) == 1 else picked


# Ids and order --------------------------------------------------------------------------------------------------


def test_every_table_of_the_standard_is_there_with_its_columns(assembled):
    result, standard = assembled(), read_standard()
    assert list(result.tables) == list(standard.tables)
    for name, table in result.tables.items():
        assert tuple(table.column_names) == standard.tables[name].columns


def test_a_claims_id_is_its_article_and_its_label(rows):
    claims = rows()["claims"]
    assert set(of(claims, "claim_id")) == {
        *(f"a-first.c00{number}" for number in range(1, 7)),
        *(f"b-second.c00{number}" for number in range(1, 5)),
    }
    assert all(row["claim_id"].startswith(f"{row['article_id']}.") for row in claims)


def test_rows_stand_in_the_order_of_the_contract(assembled):
    result = assembled()
    for name, table in read_standard().tables.items():
        keys = of(result.tables[name].to_pylist(), *table.sort)
        assert keys == sorted(keys), name


def test_a_label_moves_no_other_when_a_claim_is_added(rows):
    added = "    - label: c006\n"
    more = "    - label: c007\n      quote: the town\n      statement: There was a town.\n      claim_type: location\n"
    claims = rows((FIRST, added, more + added))["claims"]
    assert {"a-first.c006", "a-first.c007"} <= set(of(claims, "claim_id"))
    assert len(set(of(claims, "claim_id"))) == len(claims) == 11


def test_casualty_reports_are_numbered_within_their_claim(rows):
    one = "- {harm: killed_or_injured, victims_text: civilian casualties,"
    other = "- {harm: missing, victim_class: civilian, quantity_text: no indications}\n      "
    reports = rows((FIRST, one, other + one))
    numbered = [row for row in reports["casualty_reports"] if row["claim_id"] == "a-first.c005"]
    assert of(numbered, "casualty_id", "harm") == [
        ("a-first.c005.k1", "missing"),
        ("a-first.c005.k2", "killed_or_injured"),
    ]


def test_texts_carry_their_length_and_hash(rows):
    for row in rows()["articles"]:
        assert row["char_count"] == len(row["text"])
        assert len(row["text_sha256"]) == 64


def test_events_carry_the_days_of_their_date(assembled):
    event = assembled().tables["events"].to_pylist()[0]
    assert [str(event[day]) for day in ("date_start", "date_end")] == ["2031-05-05", "2031-05-05"]


def test_every_row_knows_the_line_that_made_it(assembled):
    result = assembled()
    coding = (SMALL / "seeds" / FIRST).read_text("utf-8").splitlines()
    where = result.places["claims", "a-first.c004"]
    assert (where.file, coding[where.line - 1]) == ("seeds/codings/a-first.yaml", "    - label: c004")
    assert len(result.places) == sum(table.num_rows for table in result.tables.values())


# Attributions ---------------------------------------------------------------------------------------------------


def test_hop_zero_is_the_article_and_the_last_hop_the_origin(rows):
    hops = [row for row in rows()["attributions"] if row["claim_id"] == "a-first.c004"]
    assert of(hops, "hop", "actor_id", "is_origin", "medium", "identification") == [
        (0, None, False, "unstated", None),
        (1, "radio-nadir", False, "interview", "named_organisation"),
        (2, "resident-a", True, "unstated", "unnamed_person"),
    ]


def test_a_claim_of_the_article_ends_at_hop_zero(rows):
    hops = [row for row in rows()["attributions"] if row["claim_id"] == "a-first.c001"]
    assert of(hops, "hop", "is_origin") == [(0, True)]


def test_hop_zero_is_the_publisher_where_the_article_names_one(rows):
    hops = [row for row in rows()["attributions"] if row["claim_id"] == "b-second.c001"]
    assert of(hops, "actor_id", "identification") == [("radio-nadir", "named_organisation")]


def test_sources_and_cues_have_their_offsets(rows):
    tables = rows()
    texts = {row["article_id"]: row["text"] for row in tables["articles"]}
    below = [row for row in tables["attributions"] if row["hop"]]
    assert len(below) == 8
    for row in below:
        text = texts[row["claim_id"].partition(".")[0]]
        assert text[row["source_start"] : row["source_end"]] == row["source_text"]
        if "cue" in row:
            assert text[row["cue_start"] : row["cue_end"]] == row["cue"]


def test_a_coded_identification_stands_against_the_actors_kind(rows):
    hop = "source_text: a resident, cue: told}"
    edit = (FIRST, hop, hop.replace("}", ", identification: unnamed_group}"))
    hops = [row for row in rows(edit)["attributions"] if row.get("actor_id") == "resident-a"]
    assert of(hops, "identification") == ["unnamed_group"]


# Casualties -----------------------------------------------------------------------------------------------------


def test_bounds_are_those_of_the_lexicon(rows):
    reports = rows()["casualty_reports"]
    assert of(reports, "casualty_id", "quantity_form", "lower", "upper") == [
        ("a-first.c001.k1", "exact", 3, 3),
        ("a-first.c002.k1", "at_least", 3, None),
        ("a-first.c003.k1", "definite", 1, 1),
        ("a-first.c005.k1", "no_evidence", None, None),
        ("b-second.c001.k1", "exact", 2, 2),
        ("b-second.c002.k1", "exact", 2, 2),
    ]


def test_a_report_has_its_claims_event(rows):
    assert set(of(rows()["casualty_reports"], "event_id")) == {"strike"}


@pytest.mark.parametrize(
    ("label", "report"),
    [
        ("c002", "a-first.c002.k1"),
        ("c002.k1", "a-first.c002.k1"),
        ("c002.k12", "a-first.c002.k12"),
        ("a-first.c002", "a-first.c002.k1"),
        ("a-first.c002.k2", "a-first.c002.k2"),
        ("b-second.c001", "b-second.c001.k1"),
        ("b-second.c001.k1", "b-second.c001.k1"),
    ],
)
def test_a_subset_names_its_whole_by_claim_or_report_here_or_in_another_article(rows, label, report):
    reports = rows((FIRST, "subset_of: c002", f"subset_of: {label}"))["casualty_reports"]
    assert [row["subset_of"] for row in reports if "subset_of" in row] == [report]


def test_words_without_a_quantity_are_a_finding_at_their_line(assembled):
    result = assembled((FIRST, "quantity_text: the leader,", "quantity_text: including,"))
    assert [(one.rule, one.key, one.message) for one in result.findings] == [
        ("bounds_follow_the_lexicon", "a-first.c003.k1", "the lexicon cannot read 'including'")
    ]
    assert result.findings[0].where == result.places["casualty_reports", "a-first.c003.k1"]


def test_a_form_that_the_words_do_not_bear_is_a_finding(assembled):
    words = "quantity_text: at least three}"
    result = assembled((FIRST, words, words.replace("}", ", quantity_form: exact}")))
    assert [one.message for one in result.findings] == ["the lexicon cannot read 'at least three' as exact"]


# Relations ------------------------------------------------------------------------------------------------------


def test_symmetric_relations_are_stored_with_the_smaller_id_first(rows):
    tables = rows()
    assert of(tables["claim_relations"], "claim_id", "relation", "other_claim_id") == [
        ("a-first.c001", "same_fact", "a-first.c002"),
        ("a-first.c002", "contradicts", "b-second.c002"),
        ("b-second.c001", "same_fact", "b-second.c002"),
    ]
    assert of(tables["actor_relations"], "subject_id", "object_id") == [("ministry", "officials-b")]


def test_directed_relations_keep_their_direction(rows):
    claims = rows((SECOND, "relation: same_fact", "relation: refines"))["claim_relations"]
    assert ("b-second.c002", "refines", "b-second.c001") in of(claims, "claim_id", "relation", "other_claim_id")


def test_a_relation_may_name_a_claim_of_another_article(rows):
    claims = rows((SECOND, "other_claim_id: c001", "other_claim_id: a-first.c001"))["claim_relations"]
    assert ("a-first.c001", "same_fact", "b-second.c002") in of(claims, "claim_id", "relation", "other_claim_id")


def test_what_a_turned_relation_says_beside_its_ids_stays(rows):
    contradiction = rows()["claim_relations"][1]
    assert (contradiction["dimension"], contradiction["comparable"]) == ("count", True)


# Names ----------------------------------------------------------------------------------------------------------


def test_names_are_counted_in_their_article(rows):
    names = [row for row in rows()["actor_names"] if row["article_id"] == "a-first"]
    assert {row["name"]: row["mentions"] for row in names} == {
        "the ministry": 1,
        "Northern Brigade": 1,
        "the leader of the Northern Brigade": 1,
        "The brigade’s spokesman": 1,
        "Radio Nadir": 1,
        "a resident": 1,
    }


def test_a_name_is_a_slice_of_its_article_at_its_first_place(rows):
    tables = rows()
    texts = {row["article_id"]: row["text"] for row in tables["articles"]}
    for row in tables["actor_names"]:
        assert texts[row["article_id"]].startswith(row["name"], row["first_char_start"])


def test_a_name_that_stands_only_inside_a_longer_one_is_a_finding(assembled):
    name = "- {actor_id: radio-nadir, name: Radio Nadir, name_kind: official}\n"
    result = assembled((FIRST, name, name + name.replace("Radio Nadir", "Nadir")))
    assert [one.message for one in result.findings] == ["'Nadir' stands only inside longer listed forms"]


# The same bytes -------------------------------------------------------------------------------------------------


def test_the_order_in_which_seeds_are_written_changes_no_byte(tmp_path, assembled):
    plain = assembled().tables
    turned = tmp_path / "turned"
    shutil.copytree(SMALL / "seeds", turned / "seeds")
    for file in ("articles", "actors", "places", "events"):
        path = turned / "seeds" / f"{file}.yaml"
        path.write_text(yaml.safe_dump(list(reversed(yaml.safe_load(path.read_text())))))
    for path in sorted((turned / "seeds" / "codings").iterdir()):
        coding = yaml.safe_load(path.read_text())
        coding["names"].reverse()
        for block in coding["blocks"]:
            for sentence in block.get("sentences", ()):
                sentence.get("claims", []).reverse()
        path.write_text(yaml.safe_dump(coding, allow_unicode=True))
    again = assemble(read_seeds(turned, read_standard()), read_standard())
    assert again.findings == []
    assert {name: written(table, tmp_path) for name, table in again.tables.items()} == {
        name: written(table, tmp_path) for name, table in plain.items()
    }


def written(table: pa.Table, folder: Path) -> bytes:
    write_parquet(table, folder / "table.parquet")
    return (folder / "table.parquet").read_bytes()
