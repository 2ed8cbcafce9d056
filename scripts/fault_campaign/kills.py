"""Kill a command at a random moment, and look at what is left."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fault_campaign import warm
from fault_campaign.scenarios import NEITHER, NEW, Scenario

START, MOVING = "start", "while files are moved in"
AFTER_SIGHT = 0.003  # seconds in which to kill once moving has begun


@dataclass(frozen=True)
class Kill:
    """One kill. `plain`: what a plain reader found right after it; `opened`: what a command of ours opened.

    `landed`: whether the command still ran. `rerun`: why the next run failed, or empty.
    """

    scenario: str
    step: str
    delay: float
    landed: bool
    plain: str
    opened: str
    rerun: str

    @property
    def is_sound(self) -> bool:
        """Whether nothing was lost: old or new, and the next run made it new."""
        return self.opened != NEITHER and not self.rerun


def steps(scenario: Scenario, work: Path) -> dict[str, float]:
    """The steps that a command tells, with the seconds that each takes undisturbed."""
    found: dict[str, float] = {}
    with scenario.copy(work) as folder:
        step, began = START, time.perf_counter()
        process = warm.start(scenario.arguments, folder)
        for line in process.lines():
            if line.rstrip().endswith(" …"):
                now = time.perf_counter()
                found[step] = found.get(step, 0.0) + now - began
                step, began = line.strip(), now
        found[step] = time.perf_counter() - began
        process.kill()
    return found


def kill_once(scenario: Scenario, work: Path, durations: Mapping[str, float], random: Random) -> Kill:
    """Kill a command at a random moment of a random step: every third kill once files begin to be moved in."""
    step = MOVING if random.random() < 1 / 3 else random.choice(list(durations))
    delay = random.uniform(0, AFTER_SIGHT if step == MOVING else durations[step])
    with scenario.copy(work) as folder:
        landed = _kill(scenario, folder, step, delay)
        plain = scenario.state(folder)
        opened = scenario.opened_state(folder)
        done = scenario.run(folder)
        rerun = "" if done.returncode == 0 else done.stderr.strip() or f"exit code {done.returncode}"
        if not rerun and (scenario.state(folder) != NEW or leftovers(scenario, folder)):
            rerun = f"it left {', '.join(leftovers(scenario, folder)) or scenario.state(folder)}"
    return Kill(scenario.name, step, delay, landed, plain, opened, rerun)


KEPT = {".reportedly-cache", ".reportedly-build"}  # what later runs use


def leftovers(scenario: Scenario, folder: Path) -> list[str]:
    """Files of ours that a finished run must not leave beside the package."""
    places = {folder / scenario.package, (folder / scenario.watched).parent}
    found = [path.name for place in places if place.is_dir() for path in place.glob(".*")]
    return sorted(set(found) - KEPT)


def campaign(found: Sequence[Scenario], work: Path, kills: int, seed: int) -> list[Kill]:
    """So many kills, taking turns among the scenarios. The seed gives the steps and delays; the machine the rest."""
    random = Random(seed)
    durations = {scenario.name: steps(scenario, work) for scenario in found}
    done = []
    for number in range(kills):
        scenario = found[number % len(found)]
        done.append(kill_once(scenario, work, durations[scenario.name], random))
    return done


def _kill(scenario: Scenario, folder: Path, step: str, delay: float) -> bool:
    """Start the command, and kill it a while after the step begins; False where it was done before."""
    process = warm.start(scenario.arguments, folder)
    if step == MOVING:
        while process.poll() is None and not (folder / scenario.watched).exists():
            pass  # to sleep would be to miss it
    elif step != START:
        for line in process.lines():
            if line.strip() == step:
                break
    time.sleep(delay)
    landed = process.poll() is None
    process.kill()
    return landed
