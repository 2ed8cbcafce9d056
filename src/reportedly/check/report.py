"""One result, five ways to say it: for people, JSON, GitHub annotations, JUnit XML, SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from itertools import groupby
from xml.etree import ElementTree as ET

from reportedly.check.sarif import as_sarif
from reportedly.check.tables import CheckResult
from reportedly.errors import Finding

EXAMPLES = 5


def as_text(result: CheckResult, everything: bool = False) -> str:
    """Findings grouped by rule, up to five examples each (all of them with `everything`), then a summary line."""
    blocks = []
    for (rule, message), group in _grouped(result.findings):
        shown = group if everything else group[:EXAMPLES]
        lines = [f"{rule}: {_count(len(group), 'row')} — {_one_line(message)}"]
        lines += _examples(shown, group)
        advice = _shared_advice(group)
        more = f"All rows: reportedly check --all --rule {rule}" if len(group) > len(shown) else None
        last = " ".join(part for part in (advice, more) if part)
        blocks.append("\n".join([*lines, *([f"  {last}"] if last else [])]))
    blocks += [f"{rule}: not run — {_one_line(reason)}" for rule, reason in result.not_run.items()]
    if result.unverified:
        blocks.append("\n  ".join(["not verified:", *result.unverified]))
    return "\n\n".join([*blocks, summary(result)])


def summary(result: CheckResult) -> str:
    """How many rules ran and what came of it, in one line."""
    errors = sum(finding.severity == "error" for finding in result.findings)
    warnings = len(result.findings) - errors
    parts = [f"{_count(result.rules_run, 'rule')} run", _count(errors, "finding") if errors else "no findings"]
    if warnings:
        parts.append(_count(warnings, "warning"))
    if result.not_run:
        parts.append(f"{_count(len(result.not_run), 'rule')} not run")
    if result.follows:
        parts.append(f"standard {result.follows}")
    return ", ".join(parts)


def as_json(result: CheckResult) -> str:
    """Every finding as an object, for programs."""
    findings = []
    for finding in result.findings:
        entry = {key: value for key, value in asdict(finding).items() if key != "where"}
        entry["file"] = finding.where.file if finding.where else None
        entry["line"] = finding.where.line if finding.where else None
        findings.append(entry)
    content = {
        "clean": result.is_clean,
        **({"standard": result.follows} if result.follows else {}),
        "rules_run": result.rules_run,
        "not_run": result.not_run,
        "unverified": list(result.unverified),
        "findings": findings,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_github(result: CheckResult) -> str:
    """GitHub Actions annotations, one a finding."""
    lines = [_annotation(finding) for finding in result.findings]
    lines += [f"::error title={rule}::not run: {_escape(_one_line(reason))}" for rule, reason in result.not_run.items()]
    lines += [f"::notice title=not verified::{_escape(_one_line(line))}" for line in result.unverified]
    return "\n".join([*lines, summary(result)])


def as_junit(result: CheckResult) -> str:
    """JUnit XML: one test case a rule that has findings, and one that stands for the rest."""
    suite = ET.Element("testsuite", name="reportedly check")
    for (rule, message), group in _grouped(result.findings):
        case = ET.SubElement(suite, "testcase", classname="reportedly", name=rule)
        summed = f"{_one_line(message)} ({_count(len(group), 'row')})"
        examples = "\n".join([*_examples(group, group), *filter(None, [_shared_advice(group)])])
        if group[0].severity == "error":
            ET.SubElement(case, "failure", message=summed).text = examples
        else:
            ET.SubElement(case, "system-out").text = f"warning: {summed}\n{examples}"
    for rule, reason in result.not_run.items():
        case = ET.SubElement(suite, "testcase", classname="reportedly", name=rule)
        ET.SubElement(case, "error", message=f"not run: {_one_line(reason)}")
    ET.SubElement(suite, "testcase", classname="reportedly", name="every other rule")
    for attribute, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        suite.set(attribute, str(len(suite.findall(path))))
    return ET.tostring(suite, encoding="unicode", xml_declaration=True)


FORMATS: dict[str, Callable[[CheckResult], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "junit": as_junit,
    "sarif": as_sarif,
}


def _grouped(findings: list[Finding]) -> list[tuple[tuple[str, str], list[Finding]]]:
    """Findings of one rule and message together, in the order of the report."""
    ordered = sorted(findings, key=lambda one: (one.severity, one.rule, one.message, *one.sort_key()))
    return [(key, list(group)) for key, group in groupby(ordered, key=lambda one: (one.rule, one.message))]


def _shared_advice(group: list[Finding]) -> str | None:
    """The advice of all findings of a group; None where they have several, which then stand with each of them."""
    given = {finding.advice for finding in group}
    return given.pop() if len(given) == 1 else None


def _examples(shown: list[Finding], group: list[Finding]) -> list[str]:
    own = _shared_advice(group) is None
    return [
        "\n".join([_example(finding), *([f"    {_one_line(finding.advice)}"] if own and finding.advice else [])])
        for finding in shown
    ]


def _example(finding: Finding) -> str:
    place = str(finding.where) if finding.where else ""
    row = " ".join(part for part in (finding.table, finding.key) if part)
    lines = ["  " + _one_line("   ".join(part for part in (place, row) if part))] if place or row else []
    label = _one_line(finding.column or "found")
    width = max(len(label), len("expected"))
    if finding.value is not None:
        lines.append(f"    {label:<{width}}  {_one_line(finding.value)}")
    elif finding.column:
        lines.append(f"    {label:<{width}}  (null)")
    if finding.expected is not None:
        lines.append(f"    {'expected':<{width}}  {_one_line(finding.expected)}")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    """A value as it is, in one line of printable characters."""
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
    return shown if len(shown) <= 300 else shown[:297] + "..."


def _annotation(finding: Finding) -> str:
    level = "error" if finding.severity == "error" else "warning"
    place = f"file={_escape(finding.where.file, True)},line={finding.where.line}," if finding.where else ""
    row = " ".join(part for part in (finding.table, finding.key, finding.column) if part)
    said = [finding.message + (f" [{row}]" if row else "")]
    said += [f"found {finding.value!r}"] if finding.value is not None else []
    said += [f"expected {finding.expected}"] if finding.expected else []
    message = f"{', '.join(_one_line(part) for part in said)}. {finding.advice or ''}".strip()
    return f"::{level} {place}title={_escape(finding.rule, True)}::{_escape(message)}"


def _escape(text: str, is_property: bool = False) -> str:
    """Escapes of GitHub's workflow commands."""
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(char, code)
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
