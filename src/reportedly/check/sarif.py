"""The result of a check as SARIF 2.1.0, for code scanners and editors that read it."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

from reportedly import __version__
from reportedly.check.rules import header
from reportedly.check.tables import CheckResult
from reportedly.errors import Finding
from reportedly.standard import read_standard

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
DESCRIPTOR = "datapackage.json"  # every package has it, and it describes every table


def as_sarif(result: CheckResult) -> str:
    """A SARIF log with one run: the rules with what they mean, a result for each finding.

    A finding on a seed has its file and line. One on a row has table, key and column as logical location, and the
    descriptor as file, since scanners refuse results without a file.
    """
    rules = _rules(result)
    places = {rule["id"]: place for place, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "reportedly",
                "semanticVersion": __version__,
                "properties": {"standard": read_standard().version},
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result, places)],
        "results": [_result(finding, places) for finding in result.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rules(result: CheckResult) -> list[dict[str, Any]]:
    """The rules that are files of the standard, from their headers, and those of code that have findings."""
    rules = {name: _rule(name, header(sql)) for name, sql in read_standard().rules.items()}
    for finding in result.findings:
        said = {"title": _one_line(finding.message), "severity": finding.severity, "advice": finding.advice or ""}
        rules.setdefault(finding.rule, _rule(finding.rule, said))
    for name in result.not_run:
        rules.setdefault(name, _rule(name, {"title": "a rule that could not run"}))
    return [rules[name] for name in sorted(rules)]


def _rule(name: str, about: dict[str, str]) -> dict[str, Any]:
    means, advice = about.get("means"), about.get("advice")
    help_text = " ".join(_sentence(part) for part in (means, advice) if part)
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("_")),
        "shortDescription": {"text": _sentence(about["title"])},
        "fullDescription": {"text": _sentence(means or about["title"])},
        "help": {"text": help_text or _sentence(about["title"])},
        "defaultConfiguration": {"level": _level(about.get("severity"))},
    }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _one_line(text: str) -> str:
    """A value as it is, in one line of printable characters that a message can hold."""
    shown = "".join(char if char.isprintable() else f"U+{ord(char):04X} " for char in text[:300])
    return shown if len(text) <= 300 else shown + "..."


def _level(severity: str | None) -> str:
    return "warning" if severity == "warning" else "error"


def _result(finding: Finding, places: dict[str, int]) -> dict[str, Any]:
    row = "/".join(_one_line(part) for part in (finding.table, finding.key, finding.column) if part)
    parts = [_one_line(finding.message) + (f" [{row}]" if row else "")]
    parts += [f"found {_one_line(finding.value)!r}"] if finding.value is not None else []
    parts += [f"expected {_one_line(finding.expected)}"] if finding.expected else []
    text = " ".join(_sentence(part) for part in (", ".join(parts), finding.advice) if part)
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": _level(finding.severity),
        "message": {"text": text},
        "locations": [_location(finding, row)],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }


def _location(finding: Finding, row: str) -> dict[str, Any]:
    file, line = (finding.where.file, finding.where.line) if finding.where else (DESCRIPTOR, 1)
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(file)}, "region": {"startLine": line}}
    }
    if row:
        kind = "column" if finding.column else "row" if finding.key else "table"
        name = _one_line(finding.column or finding.key or finding.table or "")
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": row, "kind": kind}]
    return location


def _fingerprint(finding: Finding) -> str:
    """The same for a finding in every run, also when lines move above it."""
    parts = (finding.rule, finding.message, finding.table, finding.key, finding.column, finding.value)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _invocation(result: CheckResult, places: dict[str, int]) -> dict[str, Any]:
    notifications: list[dict[str, Any]] = [
        {
            "level": "error",
            "message": {"text": f"Not run: {_sentence(_one_line(reason))}"},
            "associatedRule": {"id": rule, "index": places[rule]},
        }
        for rule, reason in result.not_run.items()
    ]
    notifications += [
        {"level": "note", "message": {"text": f"Not verified: {_sentence(_one_line(line))}"}}
        for line in result.unverified
    ]
    return {
        "executionSuccessful": not result.not_run,
        **({"toolExecutionNotifications": notifications} if notifications else {}),
    }
