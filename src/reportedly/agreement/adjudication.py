"""Every disagreement of two codings is decided, and every decision still answers a disagreement."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportedly.agreement.match import pair_units
from reportedly.agreement.units import FIELDS, Unit
from reportedly.errors import Finding, Where
from reportedly.read.yaml_nodes import Node, children, items, read_yaml

FILE = "seeds/codings/adjudication.yaml"
DECISIONS = {
    "field": ("first", "second", "other"),
    "first": ("keep", "drop"),
    "second": ("add", "covered", "reject"),
}
RULE = "disagreements_are_adjudicated"


@dataclass(frozen=True, order=True)
class Disagreement:
    """Where two codings differ: a field of a matched pair, or a claim that only one of them has."""

    article_id: str
    first: str | None
    second: str | None
    field: str | None

    def __str__(self) -> str:
        sides = [f"{name} {label}" for name, label in (("first", self.first), ("second", self.second)) if label]
        return f"{self.article_id}: {', '.join(sides)}" + (f", {self.field}" if self.field else "")


def disagreements(first: list[Unit], second: list[Unit]) -> list[Disagreement]:
    """Every difference between two codings, article by article."""
    pairs = pair_units(first, second)
    found = []
    for one, other in pairs:
        fields = [name for name in FIELDS if one.fields[name] != other.fields[name]]
        if sorted(map(str, one.figures)) != sorted(map(str, other.figures)):
            fields.append("figures")
        found += [Disagreement(one.article_id, one.label, other.label, name) for name in fields]
    paired = (
        {(one.article_id, one.label) for one, _ in pairs},
        {(other.article_id, other.label) for _, other in pairs},
    )
    found += [
        Disagreement(u.article_id, u.label, None, None) for u in first if (u.article_id, u.label) not in paired[0]
    ]
    found += [
        Disagreement(u.article_id, None, u.label, None) for u in second if (u.article_id, u.label) not in paired[1]
    ]
    return sorted(found, key=lambda one: (one.article_id, one.first or "~", one.second or "~", one.field or ""))


def check_adjudication(root: Path, first: list[Unit], second: list[Unit]) -> list[Finding]:
    """Disagreements that nobody decided, and decisions without a reason, of an unknown kind or about nothing.

    Entries with `found: in review` are corrections beyond the comparison and answer to no disagreement.
    """
    node, findings = read_yaml(root / FILE, FILE)
    open_ones = set(disagreements(first, second))
    for item in items(node) if node else []:
        keys = children(item)
        entry = {key: str(child.value) for key, child in keys.items() if child.value is not None}
        findings += _slips(entry, item)
        if "found" in entry:
            continue
        one = Disagreement(entry.get("article_id", ""), entry.get("first"), entry.get("second"), entry.get("field"))
        if one in open_ones:
            open_ones.remove(one)
        else:
            advice = "Remove the entry, or mend its labels: the codings do not differ there."
            findings.append(Finding(RULE, f"a decision about nothing ({one})", where=item.where, advice=advice))
    advice = f"Decide it by reading, and enter the decision with a reason in {FILE}."
    findings += [
        Finding(RULE, f"not decided: {one}", where=Where(FILE, 1), advice=advice) for one in sorted(open_ones, key=str)
    ]
    return findings


def _slips(entry: dict[str, str], item: Node) -> list[Finding]:
    kind = "field" if "field" in entry else "first" if "first" in entry else "second"
    wrong = []
    if not entry.get("reason"):
        wrong.append("a decision without a reason")
    if "found" not in entry and entry.get("decision") not in DECISIONS[kind]:
        wrong.append(f"the decision {entry.get('decision')!r}, expected one of {', '.join(DECISIONS[kind])}")
    return [Finding(RULE, message, where=item.where) for message in wrong]
