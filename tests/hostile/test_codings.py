"""Codings and texts from a stranger: read or refused with one message, in bounded time."""

from __future__ import annotations

import shutil
import time
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import FindingsError
from reportedly.read.seeds import read_seeds
from reportedly.read.texts import read_text
from reportedly.read.yaml_nodes import read_yaml
from reportedly.standard import read_standard

SMALL = Path(__file__).parents[1] / "read" / "small"
CODING = (SMALL / "seeds" / "codings" / "a-first.yaml").read_text("utf-8")
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20))
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def refusal(path: Path, content: str | bytes) -> str:
    """What is said of a YAML file that is refused."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    node, findings = read_yaml(path, "seeds/x.yaml")
    assert node is None
    assert len(findings) == 1
    return findings[0].message


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("REPORTEDLY_MAX_SEED_BYTES", "1000")
    assert refusal(tmp_path / "x.yaml", "a: " + "x" * 2000) == "the file has 2,003 bytes, more than 1,000"


@pytest.mark.slow
def test_a_million_keys_are_read_in_bounded_time(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("".join(f"k{number}: 1\n" for number in range(1_000_000)), encoding="utf-8")
    started = time.process_time()
    node, findings = read_yaml(path, "seeds/x.yaml")
    assert findings == []
    assert node is not None
    assert len(node.value) == 1_000_000
    assert time.process_time() - started < 120


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: &a [x]\nb: [*a, *a]\n", "an anchor (&a)"),
        ("a: !!python/name:os.system x\n", "a tag (tag:yaml.org,2002:python/name:os.system)"),
        ("%TAG ! tag:evil.example,2031:\n---\na: !x 1\n", "a tag (tag:evil.example,2031:x)"),
        ('a: "\\ud800"\n', None),
        ('a: "\\udfff\\ud800"\n', None),
        ("a: \ufdd0\x85\u2028b\n", None),
        ("{" * 100_000, "a key that is not a word"),
        ("? " * 100_000 + "x", "a key that is not a word"),
        ("a: |\n" + " x\n" * 200_000, None),
        ("a: '" + "''" * 500_000 + "'\n", None),
        ("# " + "x" * 1_000_000, "the file is empty"),
    ],
)
def test_what_yaml_can_do_beside_holding_values_is_refused(tmp_path, content, message):
    path = tmp_path / "x.yaml"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    started = time.process_time()
    node, findings = read_yaml(path, "seeds/x.yaml")
    assert (node is None) == bool(findings)
    assert message is None or [one.message for one in findings] == [message]
    assert time.process_time() - started < 20


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SMALL / "seeds", tmp_path_factory.mktemp("hostile") / "seeds")).parent


def read_with(seeds: Path, coding: bytes) -> None:
    """Read the small dataset with another coding; a fault is a finding, whatever it is."""
    (seeds / "seeds" / "codings" / "a-first.yaml").write_bytes(coding)
    findings = []
    try:
        read_seeds(seeds, read_standard())
    except FindingsError as stopped:
        findings = stopped.findings
        is_stopped = True
    else:
        is_stopped = False
    assert is_stopped == bool(findings)
    assert all(one.message and one.where for one in findings)


@given(data=st.data())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_coding_with_any_value_anywhere_is_read_or_refused(seeds, data):
    """The value at some path of a good coding is replaced."""
    content = node = yaml.safe_load(CODING)
    while True:
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.integers(0, 4)) == 0:
            break
        node = node[key]
    node[key] = data.draw(VALUES)
    read_with(seeds, yaml.safe_dump(content, allow_unicode=True).encode("utf-8", "surrogatepass"))


@given(data=st.data())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_coding_with_any_bytes_in_it_is_read_or_refused(seeds, data):
    raw = CODING.encode()
    at = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 40))
    read_with(seeds, raw[:at] + data.draw(st.binary(max_size=20)) + raw[at + length :])


@pytest.mark.parametrize("article_id", ["../../evil", "/etc/passwd", "a'; DROP TABLE claims; --", "a\x00b", "A B"])
def test_an_article_with_a_hostile_id_is_refused_and_reads_no_other_file(tmp_path, article_id):
    folder = Path(shutil.copytree(SMALL / "seeds", tmp_path / "seeds"))
    articles = folder / "articles.yaml"
    content = yaml.safe_load(articles.read_text("utf-8"))
    content[0]["article_id"] = article_id
    articles.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(FindingsError) as stopped:
        read_seeds(tmp_path, read_standard())
    assert "root:" not in str(stopped.value.findings)


# Texts ----------------------------------------------------------------------------------------------------------


def test_a_text_of_one_line_is_read_up_to_the_limit_and_refused_above_it(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 5_000_000)
    text, findings = read_text(path, "a.txt")
    assert findings == []
    assert text is not None
    assert len(text) == 5_000_000
    monkeypatch.setenv("REPORTEDLY_MAX_TEXT_BYTES", "4_999_999")
    text, findings = read_text(path, "a.txt")
    assert text is None
    assert findings[0].message == "the text has 5,000,000 bytes, more than 4,999,999"


@pytest.mark.parametrize("text", ["\u202eabc\u2066", "e" + "\u0301" * 10_000, "Café", "Cafe\u0301", "\U0001f4f0", "ﷺ"])
def test_a_text_is_kept_letter_by_letter_whatever_its_letters_do(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert read_text(path, "a.txt") == (text, [])


@pytest.mark.parametrize("raw", [b"\xed\xa0\x80", b"\xff\xfe", b"\xc0\xaf", b"a\x00b", b"\xef\xbb\xbfa", b"\x1b[31m"])
def test_bytes_that_are_no_text_are_refused_with_one_finding(tmp_path, raw):
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    text, findings = read_text(path, "a.txt")
    assert text is None
    assert len(findings) == 1


def test_two_forms_of_one_letter_are_two_texts(tmp_path):
    """A quote in the other normal form is not the words of the article."""
    folder = Path(shutil.copytree(SMALL / "seeds", tmp_path / "seeds"))
    coding = folder / "codings" / "a-first.yaml"
    text = folder / "articles" / "a-first.txt"
    text.write_text(text.read_text("utf-8").replace("clear night", "cléar night"), encoding="utf-8")
    other = unicodedata.normalize("NFD", "cléar night")
    coding.write_text(coding.read_text("utf-8").replace("clear night", other), encoding="utf-8")
    with pytest.raises(FindingsError) as stopped:
        read_seeds(tmp_path, read_standard())
    assert {one.rule for one in stopped.value.findings} == {"words_are_in_text"}
