"""The shortest story of a fault: the fewest switches that bring it about.

From the run in which each thread goes on for as long as it can, one deviation is tried at each point,
then two, and so on (the preemption bounding of Musuvathi and Qadeer, PLDI 2007, counting every
deviation from the default order and not only preemptions).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import perf_counter

from threadlab.explorer.fiber import Fiber
from threadlab.explorer.world import Policy, World

MOST_RUNS = 3000


class Deviate(Policy):
    """Goes on in the default order but at the given decisions, {number: fiber}.

    `open` collects the decisions that were met after the last deviation, with their alternatives.
    """

    careful = True

    def __init__(self, flagged: bytearray, deviations: tuple[tuple[int, int], ...]):
        self.flagged = flagged
        self.deviations = dict(deviations)
        self.after = max(self.deviations, default=-1)
        self.decision = -1
        self.open: list[tuple[int, int, bool]] = []
        self.switches = 0

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Go on, or deviate."""
        if not self.flagged[site]:
            return me
        return self._decide(world, me, [me, *(f for f in world.ready() if f is not me)], True)

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """Take the first that can go on, or deviate."""
        ready = world.ready()
        late = world.sleepers() if world.clock == "any" or not ready else []
        late.sort(key=lambda fiber: fiber.deadline or 0.0)
        return self._decide(world, me, [*ready, *(f for f in late if f not in ready)], False)

    def _decide(
        self, world: World, me: Fiber, able: list[Fiber], preempts: bool
    ) -> Fiber | None:
        if preempts and world.clock == "any":
            able = able + [fiber for fiber in world.sleepers() if fiber not in able]
        if not able:
            return None
        self.decision += 1
        number = self.decision
        wanted = self.deviations.get(number)
        if wanted is not None:
            return next((fiber for fiber in able if fiber.index == wanted), able[0])
        if number > self.after and len(able) > 1:
            self.open += [(number, fiber.index, preempts) for fiber in able[1:]]
        return able[0]


def shortest(
    world: World,
    main: Callable[[], None],
    flagged: bytearray,
    is_fault: Callable[[], bool],
    deadline: float,
) -> bool:
    """Search for the run with the fewest deviations in which `is_fault`; leave it in `world`.

    Returns whether one was found within the budget. Each bound is searched before the next one.
    """
    todo: deque[tuple[tuple[int, int], ...]] = deque([()])
    best: tuple[int, tuple[tuple[int, int], ...]] | None = None
    runs = 0
    while todo and runs < MOST_RUNS and perf_counter() < deadline:
        deviations = todo.popleft()
        if best is not None and len(deviations) > len(best[1]):
            break
        policy = Deviate(flagged, deviations)
        world.run(main, (), policy)
        runs += 1
        if is_fault():
            length = sum(1 for segment in world.segments) * 10_000 + len(world.log)
            if best is None or length < best[0]:
                best = (length, deviations)
            continue
        if len(deviations) < 6 and best is None and len(todo) < 50_000:
            todo.extend(
                (*deviations, (number, fiber)) for number, fiber, _ in policy.open
            )
    if best is None:
        return False
    world.run(main, (), Deviate(flagged, best[1]))
    return is_fault()
