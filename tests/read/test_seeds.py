"""A dataset's seeds folder: every file that is missing, stray, unreadable or of the wrong shape is one finding."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.errors import Finding, FindingsError, ReportedlyError
from reportedly.read import read_seeds
from reportedly.standard import read_standard

SMALL = Path(__file__).parent / "small"
FIRST_TEXT, FIRST_CODING = "articles/a-first.txt", "codings/a-first.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(SMALL / "seeds", tmp_path / "seeds")
    return tmp_path


@pytest.fixture
def findings(root: Path) -> Callable[[], list[Finding]]:
    """What is wrong with the seeds in `root`."""

    def findings() -> list[Finding]:
        try:
            read_seeds(root, read_standard())
        except FindingsError as error:
            return error.findings
        return []

    return findings


@pytest.fixture
def slip(root: Path, findings: Callable[[], list[Finding]]):
    """The one finding after a file is replaced (or, with None, removed); and where it is."""

    def slip(file: str, content: str | bytes | None) -> tuple[str, str]:
        path = root / "seeds" / file
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = findings()
        assert len(found) == 1, [(str(one.where), one.message) for one in found]
        return str(found[0].where), found[0].message

    return slip


def text_of(file: str) -> str:
    return (SMALL / "seeds" / file).read_text("utf-8")


def edited(file: str, old: str, new: str) -> str:
    content = text_of(file)
    assert old in content
    return content.replace(old, new, 1)


def test_the_small_seeds_are_read(root):
    seeds = read_seeds(root, read_standard())
    assert [article.article_id for article in seeds.articles] == ["a-first", "b-second"]
    assert [coding.article_id for coding in seeds.codings] == ["a-first", "b-second"]
    assert seeds.package["name"] == "small"
    assert {table: len(rows) for table, rows in seeds.registries.items()} == {"actors": 7, "places": 1, "events": 1}
    assert [len(rows) for rows in seeds.relations.values()] == [1, 0, 1, 1]


def test_texts_are_taken_byte_for_byte(root):
    for article in read_seeds(root, read_standard()).articles:
        path = root / "seeds" / "articles" / f"{article.article_id}.txt"
        assert article.text.encode() == path.read_bytes()


def test_a_folder_without_seeds_is_no_dataset(tmp_path):
    with pytest.raises(
        ReportedlyError, match="no seeds folder here; run the command in a dataset's folder, or name it"
    ):
        read_seeds(tmp_path, read_standard())


@pytest.mark.parametrize(
    "file", ["actors.yaml", "places.yaml", "events.yaml", "relations.yaml", "package.yaml", "articles.yaml"]
)
def test_a_missing_file_is_named(slip, file):
    assert slip(file, None) == (f"seeds/{file}:1", "the file is missing")


def test_an_empty_registry_is_written_as_an_empty_list(root, findings):
    (root / "seeds" / "places.yaml").write_text("# no places yet\n")
    assert [(one.message, one.advice) for one in findings()] == [
        ("the file is empty", "Write [] for an empty list of rows.")
    ]
    (root / "seeds" / "places.yaml").write_text("[]\n")
    assert findings() == []


# Texts and entries ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "line", "message"),
    [
        (b"", 1, "the text is empty"),
        (b"caf\xe9\n", 1, "byte 3 is not UTF-8"),
        (b"\xef\xbb\xbfStrike\n", 1, "the text begins with a byte order mark"),
        (b"Strike\nin Tal Rahma\r\n", 2, "a carriage return"),
        (b"Strike\n\n\x00\n", 3, "a control character (U+0000)"),
    ],
    ids=["empty", "latin-1", "bom", "crlf", "nul"],
)
def test_an_unreadable_text_is_one_finding_and_its_coding_is_not_blamed(slip, raw, line, message):
    assert slip(FIRST_TEXT, raw) == (f"seeds/{FIRST_TEXT}:{line}", message)


def test_an_entry_without_a_text_says_where_to_put_it(slip):
    assert slip(FIRST_TEXT, None) == ("seeds/articles.yaml:1", "no text for article 'a-first'")


def test_a_text_under_another_name_is_the_nearest(root, findings):
    (root / "seeds" / FIRST_TEXT).rename(root / "seeds" / "articles" / "a-frist.txt")
    assert [(str(one.where), one.message, one.advice) for one in findings()] == [
        ("seeds/articles.yaml:1", "no text for article 'a-first'", "Did you mean 'a-frist'?"),
        (
            "seeds/articles/a-frist.txt:1",
            "the text has no entry in seeds/articles.yaml",
            "Add an entry with what the text states of itself.",
        ),
    ]


def test_a_text_without_an_entry(slip):
    assert slip("articles/c-third.txt", "A third text.\n") == (
        "seeds/articles/c-third.txt:1",
        "the text has no entry in seeds/articles.yaml",
    )


def test_an_entry_that_stands_twice_names_the_first(slip):
    entries = text_of("articles.yaml")
    first = entries[: entries.index("- article_id: b-second")]
    place, message = slip("articles.yaml", entries + first)
    assert message == "the article 'a-first' stands twice, first in line 1"
    assert place == "seeds/articles.yaml:13"


def test_an_entry_without_its_id(slip):
    without = edited("articles.yaml", "- article_id: a-first\n  title", "- title")
    assert slip("articles.yaml", without) == ("seeds/articles.yaml:1", "article_id is missing")


@pytest.mark.parametrize(
    ("content", "message"),
    [("articles: []\n", "a mapping where a list of rows should stand"), ("", "the file is empty"), ("a: b: c", None)],
)
def test_unreadable_entries_are_one_finding_and_texts_and_codings_are_not_blamed(slip, content, message):
    place, found = slip("articles.yaml", content)
    assert place == "seeds/articles.yaml:1"
    assert message in (None, found)


# Codings --------------------------------------------------------------------------------------------------------


def test_an_article_without_a_coding(slip):
    assert slip(FIRST_CODING, None) == ("seeds/articles.yaml:1", "article 'a-first' has no coding")


def test_a_coding_whose_article_id_is_not_the_files_name(slip):
    wrong = edited(FIRST_CODING, "article_id: a-first", "article_id: a-frist")
    assert slip(FIRST_CODING, wrong) == (
        f"seeds/{FIRST_CODING}:1",
        "article_id is 'a-frist', the file's name says 'a-first'",
    )


def test_a_coding_without_article_id(slip):
    wrong = edited(FIRST_CODING, "article_id: a-first\n", "")
    assert slip(FIRST_CODING, wrong)[1] == "article_id is None, the file's name says 'a-first'"


def test_a_coding_of_no_article_names_the_nearest(root, findings):
    (root / "seeds" / "codings" / "a-firsd.yaml").write_text("article_id: a-firsd\n")
    assert [(str(one.where), one.message, one.advice) for one in findings()] == [
        ("seeds/codings/a-firsd.yaml:1", "a coding of an article that is not there", "Did you mean 'a-first'?")
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- article_id: a-first\n", "a list where a mapping should stand"),
        ("just words\n", "text where a mapping should stand"),
        ("", "the file is empty"),
        ("article_id: a-first\ncoder: x\n\tcoding: y\n", "a tab"),
        ("article_id: a-first\narticle_id: a-first\n", "the key 'article_id' stands twice"),
        ("article_id: &a a-first\n", "an anchor (&a)"),
        ("[" * 100_000, "the file nests too deeply"),
    ],
)
def test_a_coding_that_is_no_coding_is_one_finding(slip, content, message):
    place, found = slip(FIRST_CODING, content)
    assert place.startswith(f"seeds/{FIRST_CODING}:")
    assert found == message


# Registries, relations, package ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "content", "line", "message"),
    [
        ("places.yaml", "place_id: x\n", 1, "a mapping where a list of rows should stand"),
        ("places.yaml", "\n- Tal Rahma\n", 2, "text where a mapping of columns should stand"),
        ("relations.yaml", "[]\n", 1, "a list where a mapping of lists should stand"),
        ("relations.yaml", "event_actors: none\n", 1, "text where a list of rows should stand"),
        ("relations.yaml", "\nevent_actor: []\n", 2, "unknown key 'event_actor'"),
        ("package.yaml", "[]\n", 1, "a mapping should stand here"),
    ],
)
def test_a_file_of_the_wrong_shape_is_one_finding(slip, file, content, line, message):
    assert slip(file, content) == (f"seeds/{file}:{line}", message)


@pytest.mark.parametrize("key", ["name", "title", "description", "version", "created"])
def test_a_package_says_what_it_is(slip, key):
    lines = [line for line in text_of("package.yaml").splitlines() if not line.startswith(f"{key}:")]
    assert slip("package.yaml", "\n".join(lines)) == ("seeds/package.yaml:1", f"{key} is missing or no text")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("licenses: CC0-1.0", "licenses is no list of mappings"),
        ("contributors: [Somebody]", "contributors is no list of mappings"),
        ("keywords: war", "keywords is no list of texts"),
    ],
)
def test_what_a_package_lists_is_a_list(slip, line, message):
    lines = text_of("package.yaml").partition("licenses:")[0] + line
    assert slip("package.yaml", lines) == ("seeds/package.yaml:6", message)


def test_a_version_that_looks_like_a_number_asks_for_quotation_marks(root, findings):
    (root / "seeds" / "package.yaml").write_text(edited("package.yaml", "version: 0.0.1", "version: 1.0"))
    assert [(str(one.where), one.advice) for one in findings()] == [
        ("seeds/package.yaml:4", "Put it between quotation marks.")
    ]


def test_several_mistakes_in_several_files_are_all_reported_in_order(root, findings):
    for file, old, new in [
        ("actors.yaml", "kind: media", "kind: medium"),
        ("places.yaml", "name: Tal Rahma", "nome: Tal Rahma"),
        ("events.yaml", "corpus_role: focal", "corpus_role: fokal"),
        ("relations.yaml", "role: victim", "role: viktim"),
        (FIRST_CODING, "quote: It was a clear night", "quote: It was a dark night"),
        ("codings/b-second.yaml", "    said_by: {actor_id: officials-b", "    saidby: {actor_id: officials-b"),
    ]:
        (root / "seeds" / file).write_text(edited(file, old, new))
    (root / "seeds" / "package.yaml").unlink()
    found = findings()
    assert {one.message for one in found} == {
        "'medium' is not a term of actor_kind",
        "'fokal' is not a term of corpus_role",
        "'viktim' is not a term of event_role",
        "unknown key 'nome'",
        "name is missing",
        "unknown key 'saidby'",
        "quote of c004: the words are not there",
        "the file is missing",
    }
    assert found == sorted(found, key=Finding.sort_key)
    assert all(one.where for one in found)
