"""Who tells of a run takes no part in it: stories, choices and names ask nothing of its objects."""

from __future__ import annotations

import pytest

from support.project import PROJECT
from threadlab.explorer.engine.policies import Dice
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage
from threadlab.explorer.telling.notes import Telling
from threadlab.explorer.telling.run import run_of
from threadlab.explorer.telling.stepping import _choices

PROGRAMS = sorted((PROJECT / "tests" / "programs").glob("*.py"))


class AskedAlways(Dice):
    """Dice, and somebody who wants to know of each stop which threads can go on."""

    def __init__(self, seed, ready):
        super().__init__(seed)
        self.ready = ready

    def at_point(self, world, me, site):
        """Ask, and see whether that has left anything in the log."""
        before = len(world.log)
        _choices(self.ready)
        assert len(world.log) == before, world.log[before:]
        return super().at_point(world, me, site)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_who_tells_of_a_run_leaves_no_trace_in_it(program):
    ready = stage(text_of(program.read_text(encoding="utf-8")), log=Telling)
    for seed in range(3):
        ready.run((), AskedAlways(seed, ready))
        before = len(ready.world.log)
        run_of(ready)
        assert len(ready.world.log) == before
