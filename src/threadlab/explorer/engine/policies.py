"""Who goes on: the rules that a run follows once its plan is over."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from threadlab.explorer.engine.fiber import Fiber

if TYPE_CHECKING:
    from threadlab.explorer.engine.world import World


class Policy:
    """What happens after the plan. This one lets each thread go on for as long as it can.

    A `careful` policy is asked at every scheduling point, others only where a thread must stop.
    With `daemons`, the program's end waits until its daemon threads have nothing to do: whatever
    they could do wrong, they have done it by then. A `fair` policy is not asked where a loop has
    gone on for long: somebody else goes on. With `workers_in_turn`, the first of a pool's idle
    workers takes the next task, as if they could not be told apart.
    """

    careful = False
    daemons = True
    fair = True
    workers_in_turn = False

    def first(self, world: World, main: Fiber) -> Fiber | None:
        """Who begins."""
        return main

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Who goes on at a point where `me` could; None ends the run."""
        return me

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """Who goes on where `me` can't; None if nobody may."""
        ready = world.ready()
        return ready[0] if ready else world.sleeper()

    def another(self, world: World, me: Fiber) -> Fiber:
        """Who goes on where `me` has gone on for long: the next one after it, going round."""
        others = [fiber for fiber in world.live if fiber is not me and world.can_go(fiber)]
        place = world.fibers.index(me)
        return min(
            others or [me],
            key=lambda fiber: (world.fibers.index(fiber) < place, world.fibers.index(fiber)),
        )


class Dice(Policy):
    """At each point anybody may go on, by a random number from `seed`."""

    careful = True

    def __init__(self, seed: object, flagged: bytearray | None = None, *, daemons: bool = True):
        self.random = random.Random(f"threadlab {seed}")
        self.flagged = flagged
        self.daemons = daemons

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Throw the dice where a switch can matter."""
        if self.flagged is not None and not self.flagged[site]:
            return me
        return self._throw(world)

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """Throw the dice among those that can go on."""
        return self._throw(world)

    def _throw(self, world: World) -> Fiber | None:
        ready = world.ready()
        if world.clock == "any" and (not ready or self.random.random() < 0.25):
            ready = ready + world.sleepers()
        elif not ready:
            ready = world.sleepers()
        if not ready:
            return None
        return ready[int(self.random.random() * len(ready))]


class Rotate(Policy):
    """Each thread in turn goes on by `count` operations: everybody is in the midst of something.

    The main thread goes on for as long as it can, so that it has started the others by then.
    """

    careful = True

    def __init__(self, count: int, flagged: bytearray):
        self.count = count
        self.flagged = flagged
        self._left = count

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Go on with the next thread where the operations are done."""
        if me.path == () or not self.flagged[site]:
            return me
        self._left -= 1
        return me if self._left > 0 else self.choose(world, me)

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """The next thread that can go on, in the order of their creation."""
        self._left = self.count
        ready = world.ready() or world.sleepers()
        after = (fiber for fiber in ready if fiber.index > me.index)
        return next(after, ready[0] if ready else None)


class InTurn(Policy):
    """Each thread goes on for as long as it can; daemons are cut off at the end, as they are."""

    daemons = False
