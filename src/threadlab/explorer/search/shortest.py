"""The shortest story of a fault: the fewest switches that bring it about.

From the run in which each thread goes on for as long as it can, one deviation is tried at each
point, then two, and so on: the preemption bounding of Musuvathi and Qadeer (PLDI 2007), counting
every deviation from the default order and not only preemptions.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.thread import work_of
from threadlab.explorer.search import cheap
from threadlab.explorer.search.budget import MOST_ENTRIES, OPERATIONS, Budget
from threadlab.explorer.stage import Stage

MORE_RUNS = 100  # after the first that is found, or as many as take as long as these on average
MOST_TODO = 100_000  # runs that are kept to be made later


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
        self.open: list[tuple[int, int]] = []

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Go on, or deviate."""
        if not self.flagged[site]:
            return me
        if self.decision < self.after - 1 and self.decision + 1 not in self.deviations:
            self.decision += 1  # as it was decided before
            return me
        return self._decide(world, me, [me, *(f for f in world.ready() if f is not me)], True)

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """Take the first that can go on, or deviate."""
        ready = world.ready()
        late = world.sleepers() if world.clock == "any" or not ready else []
        late.sort(key=lambda fiber: fiber.deadline or 0.0)
        return self._decide(world, me, [*ready, *(f for f in late if f not in ready)], False)

    def _decide(self, world: World, me: Fiber, able: list[Fiber], preempts: bool) -> Fiber | None:
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
            self.open += [(number, fiber.index) for fiber in _unlike(able, world.current)[1:]]
        return able[0]


def _unlike(able: list[Fiber], running: Fiber) -> list[Fiber]:
    """Of threads that have not begun and will do the same, only the first."""
    found: list[Fiber] = []
    kinds: set[object] = set()
    for fiber in able:
        begun = fiber.n or fiber is running or fiber.waiting is not None
        if not begun and fiber.thread is not None:
            kind = _task(fiber.thread)
            if kind in kinds:
                continue
            kinds.add(kind)
        found.append(fiber)
    return found


def _task(thread: Any) -> object:
    try:
        work = work_of(thread)
        arguments = tuple((type(value), value) for value in work.args if type(value) in _PLAIN)
        whole = len(arguments) == len(work.args) and not work.kwargs
        return (type(thread), work.target, arguments) if whole else thread
    except (AttributeError, TypeError):
        return thread


_PLAIN = (int, float, str, bool, type(None))


class Bounded:
    """Runs with no deviation, then with one, then with two, each once."""

    def __init__(self, flagged: bytearray):
        self.flagged = flagged
        self.todo: deque[tuple[tuple[int, int], ...]] = deque([()])
        self.deviations: tuple[tuple[int, int], ...] = ()
        self._left_out = self._is_over = False

    def upcoming(self) -> Deviate | None:
        """The policy of the next run; None when all have been made."""
        if not self.todo:
            self._is_over = True
            return None
        self.deviations = self.todo.popleft()
        return Deviate(self.flagged, self.deviations)

    def ran(self, policy: Deviate, most: int) -> None:
        """Note what the run of `policy` has left open, to try it with one deviation more."""
        if len(self.deviations) < most:
            room = MOST_TODO - len(self.todo)
            self._left_out = self._left_out or len(policy.open) > room
            self.todo.extend((*self.deviations, deviation) for deviation in policy.open[:room])

    def covered(self, most: int) -> int:
        """Up to how many deviations all runs have been made, of `most`."""
        if self._left_out:
            return 0
        return most if self._is_over else max(len(self.deviations) - 1, 0)


def shortest(
    ready: Stage,
    flagged: bytearray,
    is_fault: Callable[[], bool],
    budget: Budget,
) -> bool:
    """Search for the run with the fewest deviations in which `is_fault`; leave it in `ready.world`.

    Returns whether one was found within the budget. Each bound is searched before the next one;
    of those found with the same number, the one with the fewest switches counts. Where a run is as
    long as a thousand others, one that holds a thread up once is enough.
    """
    world = ready.world
    if len(world.log) > MOST_ENTRIES:
        for holding in cheap.held_up(flagged):
            ready.run((), holding)
            if is_fault() or budget.is_late:
                return is_fault()
    search = Bounded(flagged)
    best: tuple[int, tuple[tuple[int, int], ...]] | None = None
    more = budget.runs
    while more and not budget.is_over and (policy := search.upcoming()) is not None:
        if best is not None and len(search.deviations) > len(best[1]):
            break
        more -= 1
        ready.run((), policy)
        budget.spend(world)
        if is_fault():
            length = len(world.segments) * 10_000 + len(world.log)
            if best is None:
                more = min(more, MORE_RUNS)
                budget.operations = min(budget.operations, MORE_RUNS * OPERATIONS)
            if best is None or length < best[0]:
                best = (length, search.deviations)
        elif best is None:
            search.ran(policy, 6)
    if best is None:
        return False
    ready.run((), Deviate(flagged, best[1]))
    return is_fault()
