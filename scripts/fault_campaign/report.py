"""The campaign's results as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fault_campaign.full_disk import Full
from fault_campaign.kills import MOVING, Kill
from fault_campaign.scenarios import NEITHER, NEW, OLD
from fault_campaign.window import Window

BEGIN = "<!-- faults: begin (scripts/faults.py) -->"
END = "<!-- faults: end -->"


def as_markdown(kills: Sequence[Kill], disks: Sequence[Full], moving: Sequence[Window], machine: str) -> str:
    """The three tables, with date and machine."""
    return "\n".join([f"Measured {machine}.", "", *_kills(kills), "", *_disks(disks), "", *_windows(moving)])


def _names(found: Sequence[Kill] | Sequence[Full]) -> list[str]:
    return sorted({one.scenario for one in found})


def _kills(kills: Sequence[Kill]) -> Iterator[str]:
    yield (
        "| `kill -9` of | kills | while it ran | as files were moved | a plain reader found old / new / a mixture "
        "| our commands opened old / new / neither | next run failed |"
    )
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name in _names(kills):
        here = [one for one in kills if one.scenario == name]
        landed = [one for one in here if one.landed]
        plain = " / ".join(str(sum(one.plain == state for one in here)) for state in (OLD, NEW, NEITHER))
        opened = " / ".join(str(sum(one.opened == state for one in here)) for state in (OLD, NEW, NEITHER))
        moved = sum(one.step == MOVING for one in landed)
        failed = sum(bool(one.rerun) for one in here)
        yield f"| `reportedly {name}` | {len(here)} | {len(landed)} | {moved} | {plain} | {opened} | {failed} |"


def _disks(disks: Sequence[Full]) -> Iterator[str]:
    yield (
        "| no room for | runs | refused, with one line that says so | the old package, whole | the new one, whole "
        "| run with room failed |"
    )
    yield "|---|---:|---:|---:|---:|---:|"
    for name in _names(disks):
        here = [one for one in disks if one.scenario == name]
        refused = [one for one in here if not one.finished]
        told = sum(one.is_told for one in refused)
        old, new = (sum(one.opened == state for one in here) for state in (OLD, NEW))
        failed = sum(not one.rerun for one in here)
        yield f"| `reportedly {name}` | {len(here)} | {told} of {len(refused)} | {old} | {new} | {failed} |"


def _windows(moving: Sequence[Window]) -> Iterator[str]:
    yield "| for a plain reader | renames | runs | median | longest |"
    yield "|---|---:|---:|---:|---:|"
    for one in moving:
        times = f"{one.median * 1e6:,.0f} µs | {one.longest * 1e6:,.0f} µs"
        yield f"| `reportedly {one.scenario}` | {one.renames} | {one.runs} | {times} |"
