"""A build after a change gives the bytes of a build from nothing, or the findings of one."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly import build as steps
from reportedly.assemble.kept import STORE
from reportedly.errors import FindingsError
from reportedly.rebuild.record import RECORD

pytestmark = pytest.mark.slow

ONE_FILE = "one file a table"
FIRST, OTHER = "first-report-000003", "second-report-000005"
CODING = f"codings/{FIRST}.yaml"


def silent(_: str) -> None:
    pass


def add_a_claim(seeds) -> None:
    claim = "    - label: c099\n      quote: None of the guards\n      statement: It was not the guards.\n"
    claim += (
        "      claim_type: casualty\n      event_id: ferry-strike\n      polarity: negative\n      absence: asserted\n"
    )
    claim += "      casualties:\n      - {harm: injured, victims_text: the guards, victim_class: unstated, "
    claim += "quantity_text: None}\n"
    seeds.edit(CODING, "    - label: c008\n", f"{claim}    - label: c008\n")


def change_the_text(seeds) -> None:
    seeds.edit(f"articles/{OTHER}.txt", "More soon", "More will follow soon")
    seeds.edit(f"codings/{OTHER}.yaml", "text: More soon", "text: More will follow soon")


def relate_to_another_article(seeds) -> None:
    relation = f"{{relation: same_fact, other_claim_id: {FIRST}.c001}}"
    seeds.edit(f"codings/{OTHER}.yaml", "- {relation: same_fact, other_claim_id: c001}", f"- {relation}")


def change_many(seeds) -> None:
    for number in (1, 2, 4):
        seeds.edit(f"codings/second-report-{number:06d}.yaml", "Up to four people died in", "Four died in")
    seeds.edit(CODING, "There was no warning before the strike.", "Nobody warned of the strike.")
    seeds.add("first-report", "zz-report")
    seeds.remove(OTHER)


# What is done to the seeds.
CHANGES: dict[str, Callable] = {
    "a word of a statement": lambda seeds: seeds.edit(CODING, "There was no warning before", "No one warned of"),
    "a comment": lambda seeds: seeds.edit(CODING, "coder: coder-a", "coder: coder-a  # and nobody else"),
    "another coder": lambda seeds: seeds.edit(CODING, "coder: coder-a", "coder: coder-b"),
    "a claim more": add_a_claim,
    "a relation less": lambda seeds: seeds.edit(
        CODING, "      relations:\n      - {relation: same_fact, other_claim_id: c002}\n", ""
    ),
    "a relation to another article, stored with that one's claim first": relate_to_another_article,
    "a text": change_the_text,
    "a title": lambda seeds: seeds.edit("articles.yaml", "Up to four dead as", "Four dead as"),
    "an article less": lambda seeds: seeds.remove(FIRST),
    "an article before all others": lambda seeds: seeds.add("first-report", "aa-report"),
    "an article after all others": lambda seeds: seeds.add("second-report", "zz-report", ""),
    "the last article less": lambda seeds: seeds.remove("second-report-000006"),
    "an article whose id goes on where another's ends": lambda seeds: seeds.add("second-report", f"{FIRST}.c001x"),
    "several": change_many,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_articles_gives_what_a_build_from_nothing_gives(
    change, root, seeds, whole, is_as_from_nothing
) -> None:
    CHANGES[change](seeds)
    for _ in range(2):  # the second finds nothing to do
        steps.build_dataset(root, silent)
    assert whole == []
    assert is_as_from_nothing(root)


def test_any_row_of_changes_gives_what_a_build_from_nothing_gives(root, seeds, whole, is_as_from_nothing) -> None:
    dice = random.Random(7)
    added: list[str] = []
    for turn in range(8):
        if added and dice.random() < 0.4:
            seeds.remove(added.pop(dice.randrange(len(added))))
        else:
            added.append(f"{dice.choice('abcmsz')}{turn}-report")
            seeds.add(dice.choice(["first-report", "second-report"]), added[-1])
        number = dice.randrange(1, 7)
        seeds.edit(f"codings/first-report-{number:06d}.yaml", "statement: ", f"statement: In turn {turn}, ")
        steps.build_dataset(root, silent)
    assert whole == []
    assert is_as_from_nothing(root)


# A fault in an article: what is done to the seeds.
FAULTS: dict[str, Callable] = {
    "a quote that is not in the text": lambda seeds: seeds.edit(
        CODING, "quote: None of the guards", "quote: No guards"
    ),
    "a place that is not registered": lambda seeds: seeds.edit(CODING, "place_id: north-harbour", "place_id: north"),
    "a word that is no term": lambda seeds: seeds.edit(CODING, "claim_type: warning", "claim_type: alarm"),
    "a claim without its casualties": lambda seeds: seeds.edit(CODING, "claim_type: casualty", "claim_type: damage"),
    "a claim gone to which another article's relation points": lambda seeds: (
        seeds.edit(f"codings/{OTHER}.yaml", "other_claim_id: c001", f"other_claim_id: {FIRST}.c001"),
        steps.build_dataset(seeds.folder.parent, silent),
        seeds.edit(CODING, "label: c001", "label: c111"),
    ),
    "an article gone to which relations.yaml points": lambda seeds: seeds.remove("first-report"),
    "a title that says nothing": lambda seeds: seeds.edit("articles.yaml", "Up to four dead as a ferry is hit", '""'),
    "an address that is none": lambda seeds: seeds.edit("articles.yaml", "https://outlet-a.example/f", "f/../x"),
    "an entry twice": lambda seeds: seeds.edit("articles.yaml", f"article_id: {FIRST}\n", f"article_id: {OTHER}\n"),
    "a text without an entry": lambda seeds: (seeds.folder / "articles" / "new.txt").write_text("New.", "utf-8"),
    "an article without a coding": lambda seeds: (seeds.folder / CODING).unlink(),
    "articles.yaml that is no YAML": lambda seeds: seeds.edit("articles.yaml", "language: en", 'language: "en'),
}


@pytest.mark.parametrize("built", [ONE_FILE], indirect=True)  # a fault is found before any table is written
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_as_in_a_whole_build_and_changes_nothing(fault, root, seeds, package, tmp_path) -> None:
    FAULTS[fault](seeds)
    before = package(root)
    with pytest.raises(FindingsError) as found:
        steps.build_dataset(root, silent)
    shutil.copytree(root / "seeds", tmp_path / "fresh" / "seeds")
    with pytest.raises(FindingsError) as due:
        steps.build_tables(tmp_path / "fresh", silent)
    assert found.value.findings == due.value.findings
    assert package(root) == before
    assert sorted(path.name for path in root.iterdir() if path.name.startswith(".reportedly")) == [STORE]


def test_after_a_fault_is_mended_only_the_article_is_read_again(root, seeds, whole, is_as_from_nothing) -> None:
    seeds.edit(CODING, "quote: None of the guards was hurt", "quote: No guards")
    with pytest.raises(FindingsError):
        steps.build_dataset(root, silent)
    whole.clear()
    seeds.edit(CODING, "quote: No guards", "quote: None of the guards was hurt")
    steps.build_dataset(root, silent)
    assert whole == []
    assert is_as_from_nothing(root)


# What makes a whole build necessary.
def forge_a_part(root: Path) -> None:
    path = next(path for path in sorted((root / "dataset").rglob("*.parquet")) if "claims" in str(path))
    path.write_bytes(path.read_bytes()[::-1])


def damage_the_record(root: Path) -> None:
    content = bytearray((root / STORE / RECORD).read_bytes())
    content[len(content) // 2] ^= 1
    (root / STORE / RECORD).write_bytes(bytes(content))


WHOLE: dict[str, Callable[[Path], object]] = {
    "a registry changed": lambda root: (root / "seeds" / "events.yaml").open("a").write("# nothing\n"),
    "the package's words changed": lambda root: (root / "seeds" / "package.yaml").open("a").write("homepage: null\n"),
    "a published file changed": forge_a_part,
    "a published file is gone": lambda root: next((root / "dataset").rglob("*.parquet")).unlink(),
    "the descriptor changed": lambda root: (root / "datapackage.json").open("a").write("\n"),
    "what is made of it changed": lambda root: (root / "croissant.json").unlink(),
    "the record is damaged": damage_the_record,
    "the record is cut": lambda root: os.truncate(root / STORE / RECORD, 1_000),
    "the record is empty": lambda root: os.truncate(root / STORE / RECORD, 0),
    "the record is gone": lambda root: (root / STORE / RECORD).unlink(),
    "the store is gone": lambda root: shutil.rmtree(root / STORE),
}


@pytest.mark.parametrize(
    ("built", "reason"),
    [
        *((ONE_FILE, reason) for reason in WHOLE),
        *(("parts", f"a published file {what}") for what in ("changed", "is gone")),
    ],
    indirect=["built"],
)
def test_where_more_than_articles_changed_all_is_built_and_the_next_build_is_short_again(
    reason, root, seeds, whole, is_as_from_nothing
) -> None:
    WHOLE[reason](root)
    steps.build_dataset(root, silent)
    assert whole == [root]
    seeds.edit(CODING, "There was no warning before", "No one warned of")
    steps.build_dataset(root, silent)
    assert whole == [root]
    assert is_as_from_nothing(root)


def test_another_version_of_the_code_reads_everything(root, whole, monkeypatch) -> None:
    monkeypatch.setattr("reportedly.rebuild.record._fingerprint", lambda: "another release")
    steps.build_dataset(root, silent)
    assert whole == [root]


def test_other_limits_read_everything(root, whole, monkeypatch) -> None:
    monkeypatch.setenv("REPORTEDLY_MAX_TEXT_BYTES", "100000")
    monkeypatch.setattr("reportedly.rebuild.record._fingerprint", steps_fingerprint())
    steps.build_dataset(root, silent)
    assert whole == [root]


def steps_fingerprint() -> Callable[[], str]:
    """The fingerprint, computed anew."""
    from reportedly.rebuild import record  # noqa: PLC0415

    return record._fingerprint.__wrapped__


def inodes(root: Path) -> dict[str, int]:
    paths = (path for path in (root / "dataset").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.stat().st_ino for path in paths}


def test_what_stays_is_not_written_again(root, seeds) -> None:
    before = inodes(root)
    seeds.edit(CODING, "There was no warning before", "No one warned of")
    steps.build_dataset(root, silent)
    after = inodes(root)
    written = [path for path, inode in after.items() if before.get(path) != inode]
    assert len(written) == 1
    assert "/claims" in written[0]


def test_a_file_system_without_links_gets_copies(root, seeds, whole, is_as_from_nothing, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    for word in ("No one warned of", "Nobody warned of"):
        seeds.edit(CODING, "statement: ", f"statement: {word} ")
        steps.build_dataset(root, silent)
    assert whole == []
    assert is_as_from_nothing(root)


def test_what_is_said_of_a_build_after_a_change(root, seeds) -> None:
    seeds.edit(CODING, "There was no warning before", "No one warned of")
    done = steps.build_dataset(root, silent)
    assert done.checked == (
        "1 article changed: 35 rules run on them, 0 on all rows, and 8 left out that read nothing that changed"
    )
    assert done.rows["articles"] == 14


def test_many_changes_are_built_whole(root, seeds, whole, is_as_from_nothing, monkeypatch) -> None:
    monkeypatch.setattr("reportedly.rebuild.changes._MOST", 2)
    for number in (1, 2, 3):
        seeds.edit(f"codings/first-report-{number:06d}.yaml", "statement: ", "statement: So ")
    steps.build_dataset(root, silent)
    assert whole == [root]
    assert is_as_from_nothing(root)
