"""The policy of the reduction's runs: nobody goes on whose next step another run has covered."""

from __future__ import annotations

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.world import World
from threadlab.explorer.search.sections import Sections
from threadlab.explorer.search.sleep import SleepSet, still_asleep


class Asleep(Policy):
    """After the plan each thread goes on for as long as it can, but for those in the sleep set.

    Who is asleep does not run, so only those need to be asked who are to go on where another one
    can't. `mark` is the entry of the log from which on accesses may wake them.
    """

    def __init__(self, sections: Sections, sleep: SleepSet, mark: int):
        self.sections = sections
        self.sleep = sleep
        self.mark = mark
        self.workers_in_turn = sections.workers_alike

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """The first that can go on and is not asleep."""
        if self.sleep:
            self._wake(world)
        ready = world.ready()
        if not self.sleep:
            return ready[0] if ready else world.sleeper()
        return self._first(world, ready)

    def _first(self, world: World, ready: list[Fiber]) -> Fiber | None:
        for fiber in ready:
            if fiber.index not in self.sleep:
                return fiber
        late = world.sleepers() if not ready or world.clock == "any" else []
        late.sort(key=lambda fiber: fiber.deadline or 0.0)
        for fiber in late:
            if fiber.index not in self.sleep:
                return fiber
        if ready or late:
            world.ending = "redundant"
        return None

    def _wake(self, world: World) -> None:
        """Wake those whose next step conflicts with what has been done since."""
        log, footprints = world.log, world.footprints
        footprints.name(log, self.mark)
        ends = [segment.end for segment in world.segments if segment.end > self.mark]
        accesses = self.sections.steps(log, footprints.of, self.mark, [*ends, len(log)])
        self.mark = len(log)
        if accesses:
            self.sleep = still_asleep(self.sleep, accesses)
