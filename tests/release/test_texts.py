"""Texts withheld, and given back to a check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from reportedly.check import check_tables
from reportedly.check.texts import rules_that_read_texts, unverified, with_texts
from reportedly.errors import Finding, ReportedlyError
from reportedly.query.unpack import opened
from reportedly.release.make import Release
from reportedly.release.snapshot import read_snapshot
from reportedly.standard import read_standard

STANDARD = read_standard()
Tables = dict[str, pa.Table]


@pytest.fixture
def withheld(released: Release) -> Tables:
    """The tables of a release whose texts are withheld."""
    with opened(released.archive) as folder:
        return {name: one.table for name, one in read_snapshot(folder, "release").tables.items()}


@pytest.fixture
def texts(dataset: Path) -> Path:
    return dataset / "seeds" / "articles"


def with_cell(tables: Tables, name: str, column: str, change: Callable[[str], str]) -> Tables:
    """Tables with the first value of a column changed."""
    table = tables[name]
    index = table.schema.get_field_index(column)
    values = table.column(column).to_pylist()
    values[0] = change(values[0])
    return tables | {name: table.set_column(index, table.schema.field(index), pa.array(values, pa.string()))}


def rules_found(tables: Tables) -> set[str]:
    return {finding.rule for finding in check_tables(tables, STANDARD).findings}


def test_withheld_tables_check_clean_and_say_what_was_taken_on_trust(withheld: Tables) -> None:
    assert check_tables(withheld, STANDARD).is_clean
    articles, rules, advice = unverified(withheld, STANDARD)
    assert articles == "the texts of all 2 articles are withheld: first-report, second-report"
    assert rules.startswith("11 rules that read a text could not be held against them: direct_speech_has_quotation")
    assert "reportedly check --texts DIR" in advice


def test_with_the_texts_everything_is_verified(withheld: Tables, texts: Path) -> None:
    given, findings = with_texts(withheld, texts)
    assert findings == []
    assert unverified(given, STANDARD) == []
    assert check_tables(given, STANDARD).is_clean


def test_a_forged_quote_is_found_only_by_who_has_the_text(withheld: Tables, texts: Path) -> None:
    forged = with_cell(withheld, "claims", "quote", lambda quote: quote[::-1])
    assert "quote_matches_text" not in rules_found(forged)
    given, _ = with_texts(forged, texts)
    assert "quote_matches_text" in rules_found(given)


def test_the_tables_that_were_given_stay_as_they_are(withheld: Tables, texts: Path) -> None:
    with_texts(withheld, texts)
    assert withheld["articles"].column("text").null_count == 2


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        (lambda text: text.replace("t", "T", 1), "Find the text as it was coded"),
        (lambda text: text + "\n", "Without the line end at its end it is the text."),
        (lambda text: text.removesuffix("\n"), "With a line end at its end it is the text."),
    ],
)
def test_a_wrong_text_makes_one_finding(
    withheld: Tables, texts: Path, change: Callable[[str], str], advice: str
) -> None:
    path = texts / "first-report.txt"
    path.write_bytes(change(path.read_bytes().decode()).encode())
    given, (finding,) = with_texts(withheld, texts)
    assert finding.rule == "text_matches_its_hash"
    assert (finding.table, finding.key, finding.column) == ("articles", "first-report", "text_sha256")
    assert finding.message == "the text given is not the one that was coded"
    assert advice in str(finding.advice)
    assert check_tables(given, STANDARD).is_clean  # no echoes from quotes
    assert unverified(given, STANDARD)[0] == "the texts of 1 of 2 articles are withheld: first-report"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [(b"\n", b"\r\n", "a carriage return"), (b"", b"\xef\xbb\xbf", "the text begins with a byte order mark")],
)
def test_a_text_that_an_editor_spoilt_is_found(
    withheld: Tables, texts: Path, before: bytes, after: bytes, message: str
) -> None:
    path = texts / "second-report.txt"
    path.write_bytes(path.read_bytes().replace(before, after, -1 if before else 1))
    _, (finding,) = with_texts(withheld, texts)
    assert (finding.rule, finding.message, finding.key) == ("text_matches_its_hash", message, "second-report")


def test_an_article_without_a_file_stays_withheld(withheld: Tables, texts: Path) -> None:
    (texts / "first-report.txt").unlink()
    given, findings = with_texts(withheld, texts)
    assert findings == []
    assert unverified(given, STANDARD)[0] == "the texts of 1 of 2 articles are withheld: first-report"


def test_a_wrong_text_of_an_article_that_has_its_own_is_found(built: Path, texts: Path) -> None:
    (texts / "first-report.txt").write_text("Another text.\n", "utf-8")
    whole = {name: one.table for name, one in read_snapshot(built, "built").tables.items()}
    given, findings = with_texts(whole, texts)
    assert [finding.key for finding in findings] == ["first-report"]
    assert given["articles"].equals(whole["articles"])


def test_texts_fit_however_a_writer_stored_the_column(withheld: Tables, texts: Path) -> None:
    encoded = withheld["articles"].drop_columns(["text"])
    nulls = pa.array([None, None], pa.dictionary(pa.int32(), pa.string()))
    index = withheld["articles"].schema.get_field_index("text")
    given, findings = with_texts(withheld | {"articles": encoded.add_column(index, "text", nulls)}, texts)
    assert findings == []
    assert check_tables(given, STANDARD).is_clean


def test_a_folder_without_any_of_the_texts_is_a_mistake(withheld: Tables, tmp_path: Path) -> None:
    with pytest.raises(ReportedlyError, match=r"no text of these articles here; .*first-report\.txt"):
        with_texts(withheld, tmp_path)
    with pytest.raises(ReportedlyError, match="no such folder"):
        with_texts(withheld, tmp_path / "nowhere")


@pytest.mark.parametrize("article_id", ["../secret", "/etc/passwd", "a/../../secret", "..", "x" * 400])
def test_an_id_names_no_file_outside_the_folder(withheld: Tables, texts: Path, article_id: str) -> None:
    (texts.parent / "secret.txt").write_text("secret", "utf-8")
    given, findings = with_texts(with_cell(withheld, "articles", "article_id", lambda _: article_id), texts)
    assert findings == []
    assert given["articles"].column("text").null_count == 1


def test_tables_that_lack_columns_are_left_to_the_check(withheld: Tables, texts: Path) -> None:
    broken = withheld | {"articles": withheld["articles"].drop_columns(["text"])}
    assert with_texts(broken, texts) == (broken, [])
    numbered = broken | {"articles": broken["articles"].append_column("text", pa.array([1, 2]))}
    assert with_texts(numbered, texts) == (numbered, [])
    assert with_texts({}, texts) == ({}, list[Finding]())
    assert unverified(broken, STANDARD) == unverified({}, STANDARD) == []


def test_every_rule_that_reads_a_text_excuses_withheld_ones() -> None:
    """A rule that used `a.text` without the excuse would find fault with every withheld package."""
    reading = [name for name, sql in STANDARD.rules.items() if "a.text" in sql or "(text)" in sql]
    assert sorted(reading) == rules_that_read_texts(STANDARD)
