"""Runs that find most faults within the first few, whatever the program is padded with.

The reduction begins with what comes late in a program, and a program that quarrels about nothing at
its end keeps it busy there. None of these runs depends on that: each thread goes on by turns, or is
held up once at one place of the program's text, or anybody goes on by chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.policies import Dice, Policy, Rotate
from threadlab.explorer.engine.world import World

ROTATIONS = (1, 2, 3, 4)  # operations of each thread in turn
VISITS = (1, 2)  # of a place, at which a thread is held up
MOST_PLACES = 60  # that are tried


class HeldUp(Policy):
    """Each thread goes on for as long as it can, but one is held up, until no other can go on.

    It is the one that comes to `site` as the `visit`th. `reached` says whether there was one.
    """

    careful = True

    def __init__(self, site: int, visit: int):
        self.site = site
        self.reached = False
        self._left = visit
        self._held: Fiber | None = None

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Go on, or be held up."""
        if site != self.site or self.reached:
            return me
        self._left -= 1
        if self._left:
            return me
        self.reached, self._held = True, me
        return self.choose(world, me)

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """Take the first that can go on, and the one that is held up only if there is no other."""
        ready = world.ready()
        others = [fiber for fiber in ready if fiber is not self._held]
        if not others and self._held in ready:
            self._held = None
            return ready[0]
        return others[0] if others else world.sleeper()


def rotations(flagged: bytearray) -> Iterator[Policy]:
    """Let all threads go on in turn: many that each hold one thing and want another meet so."""
    for count in ROTATIONS:
        yield Rotate(count, flagged)


def held_up(flagged: bytearray) -> Iterator[Policy]:
    """Hold a thread up at each place where threads race; at those only that are reached."""
    places = [site for site in range(len(flagged)) if flagged[site]][:MOST_PLACES]
    for visit in VISITS:
        reached = []
        for site in places:
            policy = HeldUp(site, visit)
            yield policy
            if policy.reached:
                reached.append(site)
        places = reached


def dice(flagged: bytearray, runs: int, seed: int) -> Iterator[Policy]:
    """Throw dice at each point."""
    for number in range(runs):
        yield Dice(f"{seed} {number}", flagged)
