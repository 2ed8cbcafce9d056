"""YAML with the line of every key and value.

PyYAML parses; we only walk its nodes, for two things it does not give: line numbers beside the data, and a
YAML without surprises (dates stay text, `no` is a word and not false, no aliases, no tags, no key twice).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from reportedly.errors import Finding, Where

MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")


@dataclass(frozen=True)
class Node:
    """A YAML value with its place. `value` is a scalar, a list of nodes, or a dict of nodes."""

    value: str | int | float | bool | list[Node] | dict[str, Node] | None
    where: Where


class _SlipError(Exception):
    def __init__(self, message: str, line: int, advice: str | None = None) -> None:
        self.message, self.line, self.advice = message, line, advice


def read_yaml(path: Path, name: str) -> tuple[Node | None, list[Finding]]:
    """The content of a YAML file, or None with the findings that say why it cannot be read.

    `name` is the file's name in findings, relative to the dataset's folder.
    """

    def finding(message: str, line: int, advice: str | None = None) -> list[Finding]:
        return [Finding("yaml_is_readable", message, where=Where(name, line), advice=advice)]

    try:
        content = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return None, finding("the file is not UTF-8", line, "Save it as UTF-8.")
    except OSError as error:
        return None, finding(f"the file cannot be read: {error.strerror}", 1)
    try:
        root = yaml.compose(content, Loader=_LOADER)
        if root is None:
            return None, finding("the file is empty", 1)
        return _node(root, name, set(), 0), []
    except _SlipError as slip:
        return None, finding(slip.message, slip.line, slip.advice)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, finding(*_explain(error, content, mark.line + 1 if mark else 1))
    except yaml.YAMLError as error:
        return None, finding(f"not YAML: {str(error).splitlines()[0]}", 1)
    except RecursionError:
        return None, finding("the file nests too deeply", 1)


def _explain(error: yaml.MarkedYAMLError, content: str, line: int) -> tuple[str, int, str | None]:
    lines = content.splitlines()
    text = lines[line - 1] if line <= len(lines) else ""
    if "\t" in text[: len(text) - len(text.lstrip())] or "'\\t'" in str(error.problem):
        return "a tab", line, "Indent with spaces."
    advice = None
    if ": " in text or text.rstrip().endswith(":"):
        advice = "Put a value that contains ': ' or begins with a quote or bracket between quotation marks."
    return f"not YAML: {error.problem}", line, advice


def _node(node: yaml.Node, file: str, seen: set[int], depth: int) -> Node:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise _SlipError("an alias (*name)", line, "Write the value out: aliases are not used in seeds.")
    seen.add(id(node))
    if depth > MAX_DEPTH:
        raise _SlipError("the file nests too deeply", line)
    where = Where(file, line)
    if isinstance(node, yaml.ScalarNode):
        return Node(_scalar(node), where)
    if isinstance(node, yaml.SequenceNode):
        return Node([_node(item, file, seen, depth + 1) for item in node.value], where)
    mapping: dict[str, Node] = {}
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _SlipError("a key that is not a word", key_line)
        if key_node.value in mapping:
            first = mapping[key_node.value].where.line
            raise _SlipError(
                f"the key {key_node.value!r} stands twice", key_line, f"It first stands in line {first}; remove one."
            )
        value = _node(value_node, file, seen, depth + 1)
        # A value's own line is where its key stands: that is where a person looks.
        mapping[key_node.value] = Node(value.value, Where(file, key_line))
    return Node(mapping, where)


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    text = str(node.value)
    if node.tag not in (f"tag:yaml.org,2002:{tag}" for tag in ("str", "null", "bool", "int", "float", "timestamp")):
        raise _SlipError(f"the tag {node.tag!r}", node.start_mark.line + 1, "Seeds hold plain values only.")
    if node.style:  # quoted or a block: text, whatever it looks like
        return text
    if text == "":
        return None
    if text in ("null", "~"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
