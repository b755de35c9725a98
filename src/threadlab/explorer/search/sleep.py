"""Sleep sets: threads whose next step another run has covered, until something touches it.

The sets are plain data, so that the reduction can be read and tried without a world; `Asleep` is
the policy that respects one while a run goes on.
"""

from __future__ import annotations

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.modes import CONFLICT
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.record import Access
from threadlab.explorer.engine.world import World

Step = tuple[list[Access], int]  # what a thread's next step touches, and how many labels there were
SleepSet = dict[int, Step]  # by the index of the fiber


def still_asleep(sleep: SleepSet, accesses: list[Access]) -> SleepSet:
    """The part of a sleep set that `accesses` leaves asleep."""
    return {
        fiber: (steps, known)
        for fiber, (steps, known) in sleep.items()
        if not _conflicts(steps, known, accesses)
    }


def _conflicts(steps: list[Access], known: int, accesses: list[Access]) -> bool:
    for key, mode in steps:
        # An object that was unknown when the step was recorded may have another number now.
        fresh = type(key[0]) is int and key[0] >= known
        for other, other_mode in accesses:
            if CONFLICT[mode][other_mode] and (
                key == other
                or (
                    fresh and type(other[0]) is int and other[0] >= known and key[1:2] == other[1:2]
                )
            ):
                return True
    return False


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
