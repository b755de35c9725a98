"""The policy of the reduction's runs: nobody goes on whose next step another run has covered."""

from __future__ import annotations

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.world import World
from threadlab.explorer.search.sleep import SleepSet, still_asleep


class Asleep(Policy):
    """After the plan each thread goes on for as long as it can, but for those in the sleep set.

    `mark` is the entry of the log from which on accesses may wake them, `flagged` says at which
    sites threads are interrupted.
    """

    def __init__(self, flagged: bytearray, sleep: SleepSet, mark: int):
        self.flagged = flagged
        self.sleep = sleep
        self.mark = mark
        self.careful = bool(sleep)

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Go on, unless another run has covered what `me` would do now."""
        if not self.careful or not self.flagged[site]:
            return me
        self._wake(world)
        if me.index not in self.sleep:
            return me
        return self._first(world, world.ready())

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """The first that can go on and is not asleep."""
        if self.careful:
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
        accesses = world.footprints.since(world.log, self.mark)
        self.mark = len(world.log)
        if accesses:
            self.sleep = still_asleep(self.sleep, accesses)
            if not self.sleep:
                self.careful = False
