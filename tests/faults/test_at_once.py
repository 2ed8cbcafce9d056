"""Two commands at once in one folder: the second is refused in one line, and the first ends as if alone."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from fault_campaign import warm
from fault_campaign.scenarios import NEW, OLD, Scenario
from reportedly.errors import ReportedlyError
from reportedly.publish.lock import held

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such locks on Windows")


def test_a_folder_that_another_command_holds_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with held(tmp_path, "build"), pytest.raises(ReportedlyError) as caught, held(tmp_path, "build"):
        pass
    assert str(caught.value) == (
        f"{tmp_path}: another reportedly command works there; wait until it is done, then run `reportedly build` again"
    )
    with held(tmp_path, "build"):
        pass


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "step", "place"), [("build", "reading seeds …", "seeds"), ("code", "loading the model …", "out")]
)
def test_of_two_runs_at_once_one_is_refused_and_the_other_publishes(
    found: Mapping[str, Scenario], tmp_path: Path, name: str, step: str, place: str
) -> None:
    scenario = found[name]
    with scenario.copy(tmp_path) as folder:
        first = warm.start(scenario.arguments, folder)
        assert next(first.lines()).strip() == step
        second = scenario.run(folder)
        assert second.returncode == 2
        assert second.stderr.startswith(f"reportedly: {place}")
        assert second.stderr.count("\n") == 1
        assert "another reportedly command works there" in second.stderr
        assert scenario.state(folder) == OLD
        rest = list(first.lines())
        while first.poll() is None:
            pass
        assert first.returncode == 0, rest
        assert scenario.state(folder) == NEW


@pytest.mark.slow
def test_a_killed_run_leaves_no_lock(found: Mapping[str, Scenario], tmp_path: Path) -> None:
    scenario = found["build"]
    with scenario.copy(tmp_path) as folder:
        first = warm.start(scenario.arguments, folder)
        next(first.lines())
        first.kill()
        assert scenario.run(folder).returncode == 0
        assert scenario.state(folder) == NEW
