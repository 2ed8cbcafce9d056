"""A build after a change may die at any step: what is published is the old package or the new, and the next build ends.

As `tests/publish/test_swap.py`, which does this for the swap at every single step.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from reportedly import build as steps
from reportedly.check.package import check_package

CODING = "codings/first-report-000003.yaml"
CALLS = ("link", "rename", "replace", "mkdir", "rmdir", "unlink", "fsync")


class PowerCutError(BaseException):
    """Not an Exception, so that nothing catches it."""


def silent(_: str) -> None:
    pass


def cut_before(patches: pytest.MonkeyPatch, last: int) -> list[int]:
    """Stop for good before the step `last`; the list grows with the steps that were done."""
    done: list[int] = []

    def guard(call: Callable[..., object]) -> Callable[..., object]:
        def guarded(*arguments: object, **options: object) -> object:
            if len(done) == last:
                raise PowerCutError
            done.append(len(done))
            return call(*arguments, **options)

        return guarded

    for name in CALLS:
        patches.setattr(os, name, guard(getattr(os, name)))
    return done


def counted(root) -> int:
    """How many steps a build after a change takes."""
    with pytest.MonkeyPatch.context() as patches:
        done = cut_before(patches, -1)
        steps.build_dataset(root, silent)
    return len(done)


@pytest.mark.slow
@pytest.mark.parametrize("share", [0, 0.03, 0.4, 0.8, 0.93, 0.99])
def test_a_power_cut_in_a_build_after_a_change(share, root, seeds, package, is_as_from_nothing) -> None:
    seeds.edit(CODING, "There was no warning before", "No one warned of")
    last = int(share * counted(root))
    old = package(root)
    seeds.edit(CODING, "No one warned of", "Nobody warned of")
    with pytest.MonkeyPatch.context() as patches:
        cut_before(patches, last)
        with pytest.raises(PowerCutError):
            steps.build_dataset(root, silent)
    assert check_package(root).is_clean  # it finishes the swap, where that was decided
    is_old = package(root) == old
    assert is_old or is_as_from_nothing(root)
    steps.build_dataset(root, silent)
    assert is_as_from_nothing(root)
    assert not [path.name for path in root.iterdir() if path.name.startswith((".reportedly-ready", ".reportedly-s"))]
