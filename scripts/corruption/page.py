"""The campaign's result as docs/corruption.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corruption.campaign import BEYOND, KINDS, Outcome


@dataclass(frozen=True)
class Campaign:
    """What was run: refreshed, stale (hashes left as they were), and beyond what any check can find."""

    seed: int
    refreshed: Sequence[Outcome]
    stale: Sequence[Outcome]
    beyond: Sequence[Outcome]
    date: str
    versions: Mapping[str, str]


def page(campaign: Campaign) -> str:
    """The page in Markdown."""
    return "\n".join([*_head(campaign), *_table(campaign), *_missed(campaign), *_beyond(campaign)]) + "\n"


def _head(campaign: Campaign) -> list[str]:
    hard, easy = campaign.refreshed, campaign.stale
    sample = [one for one in hard if one.by_frictionless is not None]
    versions = ", ".join(f"{name} {version}" for name, version in campaign.versions.items())
    return [
        "# Corruption campaign",
        "",
        f"What `reportedly check` finds when one thing in the published package is wrong: {len(hard):,} single "
        f"corruptions of this repository's package in {len(KINDS)} kinds, drawn with seed {campaign.seed}. "
        f"Written by `scripts/corrupt.py` on {campaign.date}; {versions}. CI runs each kind once.",
        "",
        "Each corruption knows which table and which rule ought to name it. It is made twice. In the **stale** package "
        "the descriptor is as it was, so that a changed file no longer has its hash. In the **refreshed** one hashes "
        "and counts of rows were made anew after the corruption, so that only the contract and the rules can find it. "
        "A corruption of the descriptor or of a release's archive is the same in both.",
        "",
        "| | corruptions | caught | right table named | right table and rule named |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {len(some):,} | {_share(one.is_caught for one in some)} | "
            f"{_share(one.is_table_right for one in some)} | {rule} |"
            for name, some, rule in (
                ("refreshed", hard, _share(one.is_rule_right for one in hard)),
                ("stale", easy, _share(one.is_rule_right for one in easy)),
            )
        ),
        "",
        f"`frictionless validate` beside it, on {len(sample)} of the refreshed packages, of different kinds: "
        f"{_count(one.by_frictionless for one in sample)} of {len(sample)} caught "
        f"({_share(one.by_frictionless for one in sample)}). It holds a table against its own descriptor: types, "
        "required values, enums, keys. It knows neither the standard nor the articles' texts, so a quote, a figure or "
        "a chain of sources can be anything.",
        "",
    ]


def _table(campaign: Campaign) -> list[str]:
    lines = [
        "## By kind, hashes refreshed",
        "",
        "| kind | tried | caught | right table | right rule | named by | frictionless |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        some = [one for one in campaign.refreshed if one.kind == kind.name]
        asked = [one for one in some if one.by_frictionless is not None]
        other = f"{_count(one.by_frictionless for one in asked)} of {len(asked)}" if asked else ""
        numbers = (
            len(some),
            _count(one.is_caught for one in some),
            _count(one.is_table_right for one in some),
            _count(one.is_rule_right for one in some),
        )
        rules = sorted({rule for one in some for _, rule in one.named & one.expected})
        shown = ", ".join(f"`{rule}`" if "_" in rule else rule for rule in rules)
        lines.append(f"| {kind.name} | {' | '.join(map(str, numbers))} | {shown} | {other} |")
    return [*lines, "", "*not opened*: the package is refused with a message before anything in it is read.", ""]


def _missed(campaign: Campaign) -> list[str]:
    missed = [one for one in campaign.refreshed if not one.is_rule_right]
    lines = ["## Misses", ""]
    if not missed:
        return [*lines, "None.", ""]
    for one in missed:
        named = ", ".join(sorted({f"`{rule}`" for _, rule in one.named})) or "nothing"
        lines.append(f"- {one.kind}: {_cell(one.what)}; named: {named}")
    return [*lines, ""]


def _beyond(campaign: Campaign) -> list[str]:
    lines = [
        "## What no check of a package alone can find",
        "",
        "The cells that hold a coder's judgement, where another value is as well formed and no other column or word "
        "contradicts it. In a stale package the hashes tell; in a refreshed one only a second coder, the seeds, or an "
        "earlier release (`reportedly diff`) can. They are not in the figures above. A flipped bit that leaves a file "
        "readable is the edit of a cell: in free words it belongs here, but it is counted above.",
        "",
        "| kind | tried | caught refreshed | why not |",
        "|---|---|---|---|",
    ]
    for kind in BEYOND:
        some = [one for one in campaign.beyond if one.kind == kind.name]
        lines.append(f"| {kind.name} | {len(some)} | {_count(one.is_caught for one in some)} | {kind.why_not} |")
    return [*lines, "", "Where some are caught, the corruption breaks another rule by chance."]


def _count(values: Iterable[bool | None]) -> int:
    return sum(map(bool, values))


def _share(values: Iterable[bool | None]) -> str:
    known = [bool(value) for value in values]
    return f"{100 * sum(known) / len(known):.1f} %" if known else "–"


def _cell(text: str) -> str:
    shown = " ".join(text.split())
    return (shown if len(shown) <= 160 else shown[:157] + "...").replace("|", "\\|").replace("`", "'")
