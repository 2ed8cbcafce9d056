"""The commands that publish, each with its old and new state, made once a session."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fault_campaign.scenarios import Scenario, scenarios


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Scenario]:
    """Scenarios by name."""
    work: Path = tmp_path_factory.mktemp("scenarios")
    return {one.name: one for one in scenarios(work)}
