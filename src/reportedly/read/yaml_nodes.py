"""YAML with the line of every key and value.

PyYAML parses; we only build from its events, for two things it does not give: line numbers beside the data, and a
YAML without surprises (dates stay text, `no` is a word and not false, no anchors, no tags, no key twice).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from reportedly.errors import Finding, Where
from reportedly.standard.limits import limits, raise_it

MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SIGN_ADVICE = "Put a value that contains ': ' or begins with a quote, bracket or other sign between quotation marks."


@dataclass(frozen=True)
class Node:
    """A YAML value with its place. `value` is a scalar, a list of nodes, or a dict of nodes."""

    value: str | int | float | bool | list[Node] | dict[str, Node] | None
    where: Where


def items(node: Node) -> list[Node]:
    """The items of a list node; nothing for anything else."""
    return node.value if isinstance(node.value, list) else []


def children(node: Node) -> dict[str, Node]:
    """The values of a mapping node; nothing for anything else."""
    return node.value if isinstance(node.value, dict) else {}


class _SlipError(Exception):
    def __init__(self, message: str, line: int, advice: str | None = None) -> None:
        self.message, self.line, self.advice = message, line, advice


def read_yaml(path: Path, name: str) -> tuple[Node | None, list[Finding]]:
    """The content of a YAML file, or None with the findings that say why it cannot be read.

    `name` is the file's name in findings, relative to the dataset's folder.
    """
    most = limits().seed_bytes
    try:
        size = path.stat().st_size
        content = path.read_bytes().decode("utf-8") if size <= most else ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return None, _slip(name, "the file is not UTF-8", line, "Save it as UTF-8.")
    except OSError as error:
        return None, _slip(name, f"the file cannot be read: {error.strerror}", 1)
    if size > most:
        advice = f"Split it, or {raise_it('seed_bytes')}."
        return None, _slip(name, f"the file has {size:,} bytes, more than {most:,}", 1, advice)
    return parse_yaml(content, name)


def parse_yaml(content: str, name: str) -> tuple[Node | None, list[Finding]]:
    """The content of a YAML text, or None with the findings that say why it cannot be read.

    `name` is what the findings call the text's file.
    """
    control = _CONTROL.search(content)
    if control:
        line = content.count("\n", 0, control.start()) + 1
        return None, _slip(name, f"a control character (U+{ord(control.group()):04X})", line, "Remove it.")
    try:
        root = _document(yaml.parse(content, Loader=_LOADER), name)
    except _SlipError as slip:
        return None, _slip(name, slip.message, slip.line, slip.advice)
    except yaml.MarkedYAMLError as error:
        return None, _slip(name, *_explain(error, content))
    except yaml.YAMLError as error:
        return None, _slip(name, f"not YAML: {str(error).splitlines()[0]}", 1)
    if root is None:
        return None, _slip(name, "the file is empty", 1, "Write [] for an empty list of rows.")
    return root, []


def _slip(name: str, message: str, line: int, advice: str | None = None) -> list[Finding]:
    return [Finding("yaml_is_readable", message, where=Where(name, line), advice=advice)]


def _explain(error: yaml.MarkedYAMLError, content: str) -> tuple[str, int, str | None]:
    mark = error.problem_mark or error.context_mark
    if "end of stream" in str(error.problem) and error.context_mark:
        return (
            "not YAML: what opens here is never closed",
            error.context_mark.line + 1,
            "Close the quotation or bracket.",
        )
    line = mark.line + 1 if mark else 1
    lines = content.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    if "\t" in text[: len(text) - len(text.lstrip())] or "'\\t'" in str(error.problem):
        return "a tab", line, "Indent with spaces."
    is_value = ": " in text or text.rstrip().endswith(":")
    return f"not YAML: {error.problem}", line, _SIGN_ADVICE if is_value else None


def _document(events: Iterator[yaml.Event], file: str) -> Node | None:
    """The one document of a file; None where it holds none."""
    next(events)  # the stream's start
    if isinstance(next(events), yaml.StreamEndEvent):
        return None
    root = _node(next(events), events, file, 0)
    next(events)  # the document's end
    after = next(events)
    if not isinstance(after, yaml.StreamEndEvent):
        raise _SlipError("a second document", _line(after), "Remove the line '---': one file holds one document.")
    return root


def _node(event: yaml.Event, events: Iterator[yaml.Event], file: str, depth: int) -> Node:
    """The value that begins with an event; takes its events up to its end."""
    _refuse_indirection(event)
    if depth > MAX_DEPTH:
        raise _SlipError("the file nests too deeply", _line(event))
    where = Where(file, _line(event))
    if isinstance(event, yaml.ScalarEvent):
        return Node(_scalar(event), where)
    if isinstance(event, yaml.SequenceStartEvent):
        listed = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            listed.append(_node(event, events, file, depth + 1))
        return Node(listed, where)
    mapping: dict[str, Node] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        _refuse_indirection(key)
        if not isinstance(key, yaml.ScalarEvent):
            raise _SlipError("a key that is not a word", _line(key))
        if key.value in mapping:
            first = mapping[key.value].where.line
            raise _SlipError(
                f"the key {key.value!r} stands twice", _line(key), f"It first stands in line {first}; remove one."
            )
        # A value's own line is where its key stands: that is where a person looks.
        mapping[key.value] = Node(_node(next(events), events, file, depth + 1).value, Where(file, _line(key)))
    return Node(mapping, where)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _refuse_indirection(event: yaml.Event) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise _SlipError(f"an alias (*{event.anchor})", _line(event), "Write the value out.")
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor:
        raise _SlipError(f"an anchor (&{anchor})", _line(event), "Remove it: values are written out in seeds.")
    if tag:
        raise _SlipError(f"a tag ({tag})", _line(event), "Remove it: seeds hold plain values only.")


def _scalar(event: yaml.ScalarEvent) -> str | int | float | bool | None:
    text = str(event.value)
    if event.style:  # quoted or a block: text, whatever it looks like
        return text
    if text in ("", "null", "~"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text) and str(int(text)) == text:  # 007 and +5 are printed so for a reason
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
