"""The oracle over programs that nobody has thought of: statements put together by dice."""

from __future__ import annotations

import pytest

from support.oracle import all_outcomes, outcome
from support.random_programs import program
from support.samples import compared, seeds, share
from threadlab.explorer.engine.policies import Dice
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

SEEDS = seeds(80, 3000, too_large=(64,))
DICE = share(60, 400)  # random runs of each


@pytest.mark.parametrize("seed", SEEDS)
def test_no_random_outcome_is_missed(seed: int) -> None:
    clock = "exact" if seed % 3 == 2 else "any"
    ready = stage(text_of(program(seed)), clock=clock, steps=2000)
    found = all_outcomes(ready, most=1000)
    if not compared(found):
        return
    for number in range(DICE):
        ready.run((), Dice(number))
        assert outcome(ready) in found or ready.world.bounded, f"random run {number}"
