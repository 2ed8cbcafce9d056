"""Bad input through the real command: every mistake is named with its line, and what is published stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.build import build_tables
from reportedly.errors import Finding, FindingsError

SMALL = Path(__file__).parent / "read" / "small"
FIRST, SECOND = "codings/a-first.yaml", "codings/b-second.yaml"
Result = subprocess.CompletedProcess[str]
Edits = list[tuple[str, str, str]]


def small_dataset(folder: Path, edits: Edits) -> Path:
    """A copy of the small dataset with words of its seeds replaced, and something published that must survive."""
    shutil.copytree(SMALL / "seeds", folder / "seeds")
    for file, old, new in edits:
        path = folder / "seeds" / file
        content = path.read_text("utf-8")
        assert content.count(old) == 1, f"{content.count(old)} times in {file}: {old}"
        path.write_text(content.replace(old, new), "utf-8")
    (folder / "dataset").mkdir()
    (folder / "dataset" / "claims.parquet").write_bytes(b"what is published")
    (folder / "datapackage.json").write_text('{"what": "is published"}\n')
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def line_of(folder: Path, file: str, words: str) -> str:
    """`seeds/<file>:<line>` of the one line that holds the words."""
    lines = (folder / "seeds" / file).read_text("utf-8").splitlines()
    numbers = [number for number, line in enumerate(lines, start=1) if words in line]
    assert len(numbers) == 1, words
    return f"seeds/{file}:{numbers[0]}"


def build(folder: Path) -> tuple[Result, bool]:
    """`reportedly build` in a folder, and whether every file in it is still the same."""
    before = snapshot(folder)
    result = subprocess.run(
        [sys.executable, "-m", "reportedly", "build"],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        timeout=60,
        check=False,
    )
    return result, snapshot(folder) == before


# Seeds that cannot be read --------------------------------------------------------------------------------------

SLIPS: Edits = [
    (FIRST, "quote: It was a clear night", "quote: It was a dark night"),
    (FIRST, "source_text: The brigade’s spokesman", "source_text: The brigade's spokesman"),
    (FIRST, "victim_class: militant", "victim_class: militants"),
    (FIRST, "claim_type: response", "claim_typ: response"),
    (FIRST, "    no_claim: question\n", ""),
    (SECOND, "quote_in: blamed the ministry", "quote_in: blames the ministry"),
    ("actors.yaml", "kind: media", "kind: medium"),
    ("events.yaml", "corpus_role: focal", "corpus_role: focal\n  corpus_role: focal"),
    ("places.yaml", "- {place_id", "\t- {place_id"),
]


@pytest.fixture(scope="module")
def unreadable(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result, bool]:
    folder = small_dataset(tmp_path_factory.mktemp("unreadable"), SLIPS)
    (folder / "seeds" / "articles" / "c-third.txt").write_bytes(b"A third text.\r\n")
    (folder / "seeds" / "package.yaml").unlink()
    return folder, *build(folder)


def test_seeds_with_mistakes_end_with_findings_and_publish_nothing(unreadable):
    _, result, is_same = unreadable
    assert result.returncode == 1
    assert result.stdout == ""
    assert is_same


def test_all_mistakes_are_reported_at_once_and_counted(unreadable):
    _, result, _ = unreadable
    assert result.stderr.splitlines()[-1] == "reportedly: 13 findings; nothing was published"


@pytest.mark.parametrize(
    ("file", "words", "message"),
    [
        (FIRST, "It was a dark night", "words_are_in_text: 1 row — quote of c004: the words are not there"),
        (FIRST, "The brigade's spokesman,", "words_are_in_text: 1 row — source_text: the words are not there"),
        (FIRST, "victim_class: militants", "terms_are_defined: 1 row — 'militants' is not a term of victim_class"),
        (FIRST, "claim_typ:", "fields_are_known: 1 row — unknown key 'claim_typ'"),
        (FIRST, "label: c006", "required_values_are_there: 1 row — claim_type is missing"),
        (
            FIRST,
            "text: Who fired",
            "sentences_are_coded_or_excused: 1 row — the sentence has neither claims nor no_claim",
        ),
        (SECOND, "blames the ministry", "words_are_in_text: 1 row — in: the words are not there"),
        ("actors.yaml", "kind: medium", "terms_are_defined: 1 row — 'medium' is not a term of actor_kind"),
        ("events.yaml", "  corpus_role: focal", "yaml_is_readable: 1 row — the key 'corpus_role' stands twice"),
        ("places.yaml", "place_id", "yaml_is_readable: 1 row — a tab"),
    ],
)
def test_a_mistake_is_shown_with_its_file_and_line(unreadable, file, words, message):
    folder, result, _ = unreadable
    block = next(block for block in result.stderr.split("\n\n") if message in block)
    numbered = enumerate((folder / "seeds" / file).read_text("utf-8").splitlines(), start=1)
    assert [f"seeds/{file}:{number}" for number, line in numbered if words in line][-1] in block


def test_files_that_are_missing_stray_or_badly_saved_are_shown(unreadable):
    _, result, _ = unreadable
    for message in (
        "the file is missing\n  seeds/package.yaml:1",
        "a carriage return\n  seeds/articles/c-third.txt:1",
        "the text has no entry in seeds/articles.yaml\n  seeds/articles/c-third.txt:1",
    ):
        assert message in result.stderr


def test_the_nearest_is_named(unreadable):
    _, result, _ = unreadable
    for advice in (
        "Did you mean 'militant'?",
        "Did you mean 'claim_type'?",
        "Did you mean 'media'?",
        "It was a clear night",
        "The text has '’' (U+2019 RIGHT SINGLE QUOTATION MARK) where the words have ''' (U+0027 APOSTROPHE).",
    ):
        assert advice in result.stderr


def test_no_finding_is_a_traceback_or_another_librarys_prose(unreadable):
    _, result, _ = unreadable
    for foreign in ("Traceback", 'File "', "Error", "yaml.", "pyarrow", "pandera", "while parsing"):
        assert foreign not in result.stderr


# Seeds that do not fit together ---------------------------------------------------------------------------------

MISFITS: Edits = [
    (FIRST, "said_by: {actor_id: ministry,", "said_by: {actor_id: ministri,"),
    (FIRST, "event_id: strike\n      place_id: tal-rahma", "event_id: strik\n      place_id: tal-rama"),
    (FIRST, "subset_of: c002", "subset_of: c009"),
    (FIRST, "victim_id: brigade-leader", "victim_id: brigade-leaders"),
    (SECOND, "other_claim_id: c001", "other_claim_id: c0001"),
    (SECOND, "{actor_id: officials-b, name: officials", "{actor_id: officials-c, name: officials"),
    ("articles.yaml", "publisher_id: radio-nadir", "publisher_id: radio-nadia"),
    ("events.yaml", "place_id: tal-rahma", "place_id: tal-ramah"),
    ("relations.yaml", "actor_id: brigade-leader, role", "actor_id: brigadeleader, role"),
]


@pytest.fixture(scope="module")
def misfits(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Finding]]:
    folder = small_dataset(tmp_path_factory.mktemp("misfits"), MISFITS)
    with pytest.raises(FindingsError) as caught:
        build_tables(folder, lambda _: None)
    return folder, caught.value.findings


@pytest.mark.parametrize(
    ("file", "words", "value", "nearest"),
    [
        (FIRST, "label: c001", "strik", "event_id of events; nearest: strike"),
        (FIRST, "label: c001", "tal-rama", "place_id of places; nearest: tal-rahma"),
        (FIRST, "said_by: {actor_id: ministri", "ministri", "actor_id of actors; nearest: ministry"),
        (FIRST, "subset_of: c009", "a-first.c009.k1", "casualty_id of casualty_reports; nearest: a-first.c00"),
        (FIRST, "brigade-leaders", "brigade-leaders", "actor_id of actors; nearest: brigade-leader"),
        (SECOND, "other_claim_id: c0001", "b-second.c0001", "claim_id of claims; nearest: b-second.c00"),
        (SECOND, "officials-c", "officials-c", "actor_id of actors; nearest: officials-b"),
        ("articles.yaml", "article_id: b-second", "radio-nadia", "actor_id of actors; nearest: radio-nadir"),
        ("events.yaml", "event_id: strike", "tal-ramah", "place_id of places; nearest: tal-rahma"),
        ("relations.yaml", "brigadeleader", "brigadeleader", "actor_id of actors; nearest: brigade-leader"),
    ],
)
def test_an_id_that_points_to_nothing_is_shown_at_its_line_with_the_nearest(misfits, file, words, value, nearest):
    folder, findings = misfits
    found = [one for one in findings if one.rule == "foreign_keys_resolve" and one.value == value]
    assert found
    assert all((one.expected or "").startswith(f"an existing {nearest}") for one in found)
    assert line_of(folder, file, words) in {str(one.where) for one in found}


def test_findings_come_in_one_order_and_every_one_on_a_row_has_its_line(misfits):
    _, findings = misfits
    assert findings == sorted(findings, key=Finding.sort_key)
    assert all(one.where for one in findings if one.key)


def test_a_build_that_does_not_fit_together_publishes_nothing(misfits):
    folder, _ = misfits
    result, is_same = build(folder)
    assert result.returncode == 1
    assert result.stdout == ""
    assert is_same
    assert "foreign_keys_resolve" in result.stderr
    assert result.stderr.splitlines()[-1].endswith("findings; nothing was published")
    assert "Traceback" not in result.stderr


# What putting together finds ------------------------------------------------------------------------------------


def findings_of(folder: Path, edits: Edits) -> list[Finding]:
    with pytest.raises(FindingsError) as caught:
        build_tables(small_dataset(folder, edits), lambda _: None)
    return caught.value.findings


def test_words_without_a_quantity_are_one_finding_and_not_its_echoes(tmp_path):
    findings = findings_of(tmp_path, [(FIRST, "quantity_text: the leader,", "quantity_text: including,")])
    assert [(one.rule, one.key) for one in findings] == [("bounds_follow_the_lexicon", "a-first.c003.k1")]


def test_a_name_that_stands_only_inside_a_longer_one_stops_the_build(tmp_path):
    name = "- {actor_id: radio-nadir, name: Radio Nadir, name_kind: official}\n"
    findings = findings_of(tmp_path, [(FIRST, name, name + name.replace("Radio Nadir", "Nadir"))])
    assert [one.message for one in findings] == ["'Nadir' stands only inside longer listed forms"]


def test_a_number_that_no_column_holds_is_a_finding(tmp_path):
    edit = ("places.yaml", "kind: city}", "kind: city, geonames_id: 99999999999}")
    assert [one.message for one in findings_of(tmp_path, [edit])] == ["geonames_id is out of range"]


def test_a_date_that_no_calendar_has_is_a_finding(tmp_path):
    edit = ("events.yaml", 'date_edtf: "2031-05-05"', 'date_edtf: "2031-02-29"')
    assert "dates_are_edtf" in {one.rule for one in findings_of(tmp_path, [edit])}


def test_words_on_the_dataset_that_no_package_may_say_are_findings_and_publish_nothing(tmp_path):
    licences = """licenses:
- {name: CC0-1.0, title: CC0, path: "https://creativecommons.org/publicdomain/zero/1.0/"}
"""
    edits = [
        ("package.yaml", licences, ""),
        ("package.yaml", "2031-05-07T00:00:00Z", "2031-05-07"),
        ("package.yaml", "version: 0.0.1", 'version: "1"'),
    ]
    folder = small_dataset(tmp_path, edits)
    with pytest.raises(FindingsError) as stopped:
        build_tables(folder, lambda _: None)
    rule = "descriptor_follows_the_profile"
    assert [(one.rule, str(one.where), one.column, one.value) for one in stopped.value.findings] == [
        (rule, "seeds/package.yaml:1", "$.created", "2031-05-07"),
        (rule, "seeds/package.yaml:1", "$.licenses", None),
        (rule, "seeds/package.yaml:1", "$.version", "1"),
    ]
