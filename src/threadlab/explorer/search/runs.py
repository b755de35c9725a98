"""The runs of a reduction, one after the other: plan, run, learn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from threadlab.explorer.search.asleep import Asleep
from threadlab.explorer.search.dpor import Reduction
from threadlab.explorer.stage import Stage


def reduced(
    ready: Stage, reduction: Reduction, over: Callable[[], bool] = lambda: False
) -> Iterator[int]:
    """Run `ready` under every schedule that matters, until that is done or the budget is `over`.

    Yields after each run how many turns it had to repeat; what the run was like stands in
    `ready.world`. When a run shows a new place where threads race, the reduction begins anew, and
    some runs are made again. `reduction.exhausted` says whether there was nothing left to try.
    """
    while not over() and (branch := reduction.next_run()) is not None:
        ready.run(branch.plan, Asleep(reduction.sections, branch.sleep, branch.mark))
        yield len(branch.plan)
        if reduction.learn(ready.world.record(), len(ready.sites)):
            reduction.restart()
