"""YAML without surprises: what stands there is what is read, and every slip has its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import Finding, Where
from reportedly.read.yaml_nodes import MAX_DEPTH, Node, read_yaml


def read(path: Path, content: str | bytes) -> tuple[Node | None, list[Finding]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_yaml(path, "seeds/x.yaml")


def plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    return [plain(child) for child in node.value] if isinstance(node.value, list) else node.value


@pytest.fixture
def values(tmp_path):
    """What a YAML text says, as plain Python."""

    def values(content: str) -> Any:
        node, findings = read(tmp_path / "x.yaml", content)
        assert findings == []
        assert node is not None
        return plain(node)

    return values


@pytest.fixture
def slip(tmp_path):
    """The one finding that a YAML text gives."""

    def slip(content: str | bytes) -> Finding:
        node, findings = read(tmp_path / "x.yaml", content)
        assert node is None
        assert len(findings) == 1
        assert findings[0].rule == "yaml_is_readable"
        return findings[0]

    return slip


# What is read ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["no", "No", "NO", "on", "off", "yes", "y", "n", "True", "TRUE", "False", "None", "NULL"]
)
def test_words_stay_words(values, word):
    assert values(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize("text", ["2024-02-07", "2024-02-07T10:00:00Z", "12:30:45", "2023-10/..", "1_000", "1,234"])
def test_dates_and_times_stay_text(values, text):
    assert values(f"a: {text}\n") == {"a": text}


@pytest.mark.parametrize("text", ["0x10", "0o7", "1e5", ".inf", ".nan", "007", "+5", "-0", "9" * 30, "=", "1.2.3"])
def test_what_only_some_would_call_a_number_stays_as_printed(values, text):
    assert values(f"a: {text}\n") == {"a": text}


def test_plain_numbers_truth_and_nothing_are_themselves(values):
    assert values("a: 3\nb: -3\nc: 1.5\nd: true\ne: false\nf: null\ng: ~\nh:\n") == dict(
        zip("abcdefgh", [3, -3, 1.5, True, False, None, None, None], strict=True)
    )


def test_quotation_marks_make_anything_text(values):
    assert values("a: '3'\nb: \"true\"\nc: 'null'\nd: ''\ne: |-\n  12\n") == dict(
        zip("abcde", ["3", "true", "null", "", "12"], strict=True)
    )


def test_keys_are_words_whatever_they_look_like(values):
    assert values("no: 1\n2024: 2\n<<: {a: 3}\n") == {"no": 1, "2024": 2, "<<": {"a": 3}}


def test_line_ends_of_windows_and_a_byte_order_mark_do_no_harm(values):
    assert values("\ufeffa: 1\r\nb: x\r\n") == {"a": 1, "b": "x"}


def test_every_value_knows_the_line_of_its_key_and_every_item_its_own(tmp_path):
    node, _ = read(tmp_path / "x.yaml", "a: 1\n\nb:\n  # remark\n  - x\n  -\n    c: >-\n      folded\n      text\n")
    assert node is not None
    b = node.value["b"]
    assert node.value["a"].where == Where("seeds/x.yaml", 1)
    assert [b.where.line, *(item.where.line for item in b.value), b.value[1].value["c"].where.line] == [3, 5, 7, 7]


# What is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "the key 'a' stands twice", 3),
        ("a: 1\n'a': 2\n", "the key 'a' stands twice", 2),
        ("- x: 1\n  y: {z: 1, z: 2}\n", "the key 'z' stands twice", 2),
        ("a:\n\t- b\n", "a tab", 2),
        ("\ta: b\n", "a tab", 1),
        ("a: |\n\tb\n", "a tab", 2),
        ("a: 1\nb: &x 2\nc: *x\n", "an anchor (&x)", 2),
        ("a: 1\nb: *x\n", "an alias (*x)", 2),
        ("a: 1\nb: !!str 5\n", "a tag (tag:yaml.org,2002:str)", 2),
        ("a: !!python/object/apply:os.system ['true']\n", "a tag (tag:yaml.org,2002:python/object/apply:os.system)", 1),
        ("a: !thing b\n", "a tag (!thing)", 1),
        ("? [a]\n: b\n", "a key that is not a word", 1),
        ("a: 1\n---\nb: 2\n", "a second document", 2),
        ("a: 1\nb: 'never closed\nc: 2\n", "not YAML: what opens here is never closed", 2),
        ("a: 1\nb: c: d\n", "not YAML: mapping values are not allowed in this context", 2),
        ("a: @x\n", "not YAML: found character that cannot start any token", 1),
        ("a: 1\nb: \x07\n", "a control character (U+0007)", 2),
        ("a: \x00\n", "a control character (U+0000)", 1),
        ("", "the file is empty", 1),
        ("# nothing but a remark\n", "the file is empty", 1),
    ],
)
def test_a_slip_is_named_with_its_line(slip, content, message, line):
    finding = slip(content)
    assert finding.message == message
    assert finding.where == Where("seeds/x.yaml", line)


def test_the_advice_says_what_to_do(slip):
    assert slip("a: 1\na: 2\n").advice == "It first stands in line 1; remove one."
    assert slip("\ta: b\n").advice == "Indent with spaces."
    assert slip("").advice == "Write [] for an empty list of rows."
    assert slip("a: b: c\n").advice.endswith("between quotation marks.")


def test_bytes_that_are_not_utf_8_are_refused_with_their_line(slip):
    finding = slip(b"a: 1\nb: caf\xe9\n")
    assert (finding.message, finding.where.line) == ("the file is not UTF-8", 2)


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    _, findings = read_yaml(tmp_path, "seeds/x.yaml")
    assert findings[0].message == "the file cannot be read: Is a directory"


def test_nesting_is_read_up_to_a_depth_and_refused_below(values, slip):
    assert values("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert slip("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)).message == "the file nests too deeply"


@pytest.mark.parametrize("content", ["[" * 200_000, "- " * 50_000 + "x", "{a: " * 50_000, "[{a: " * 20_000])
def test_very_deep_nesting_ends_no_process(slip, content):
    assert slip(content).message == "the file nests too deeply"


def test_a_billion_laughs_are_not_told(slip):
    lines = ["a0: &a0 [ha, ha]", *(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12))]
    assert slip("\n".join(lines)).message == "an anchor (&a0)"


@given(content=st.one_of(st.text(), st.text(alphabet="ab:-[]{}&*!|>'\"#?, \n\t%@`~"), st.binary()))
@settings(deadline=None, max_examples=150)
def test_any_content_is_read_or_refused_and_never_raises(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    node, findings = read(path, raw)
    assert (node is None) == bool(findings)
