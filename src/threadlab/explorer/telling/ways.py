"""A way to where somebody wants a program to stand: which choices lead there, with few switches.

From where the program stands each thread goes on for as long as it can; then another one goes on at
one point, then at two, as in the search for the shortest story of a fault (search/shortest.py).
What is looked at is where the program stands after each choice, and not only how it ends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, pairwise

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.world import Clock, World
from threadlab.explorer.result import Kind
from threadlab.explorer.source.text import Text
from threadlab.explorer.stage import Stage
from threadlab.explorer.telling.ending import kind_of
from threadlab.explorer.telling.stepping import Steps, plain_variables, staged, visible_places

MOST_RUNS = 400  # to find a way: half a second or so
MORE_RUNS = 400  # to find one with fewer switches
MOST_CHOICES = 150  # of one run, beyond those that were made
MOST_DEVIATIONS = 4

_Deviations = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Point:
    """Where a program stands, as far as one can be asked to bring it there."""

    kind: Kind | None
    variables: Mapping[str, str]
    output: str
    done: bool


class _Onwards(Steps):
    """Follows the choices, and goes on in the default order but at the given decisions.

    `taken` are the threads that went on after the choices, `open` the decisions that were met after
    the last deviation, with their alternatives.
    """

    def __init__(
        self,
        choices: Sequence[str],
        visible: frozenset[int],
        deviations: Sequence[tuple[int, str]],
        met: Callable[[], bool] | None,
    ):
        super().__init__(" ".join(f"{choice}:1" for choice in choices), visible)
        self.deviations = dict(deviations)
        self.after = max(self.deviations, default=-1)
        self.met = met
        self.taken: list[str] = []
        self.open: list[tuple[int, str]] = []
        self.is_there = False

    def _next(self, world: World, me: Fiber) -> Fiber | None:
        if self.words or (len(world.fibers) == 1 and me.busy and me.waiting is None):
            return super()._next(world, me)
        if self.taken and self.met is not None and self.met():
            self.is_there = True
        able = [fiber for fiber in world.live if world.can_go(fiber)]
        if world.failed is not None or self.is_there or not able or len(self.taken) > MOST_CHOICES:
            world.ending = "cut" if able else world.ending
            self.stopped = bool(able) and world.failed is None
            return None
        if me in able:
            able = [me, *(fiber for fiber in able if fiber is not me)]
        number = len(self.taken)
        wanted = self.deviations.get(number)
        following = next((fiber for fiber in able if fiber.label == wanted), able[0])
        if number > self.after:
            self.open += [(number, fiber.label) for fiber in able[1:]]
        self.taken.append(following.label)
        self._count = 1
        self._seen = -1 if not following.pending and following is not me else 0
        return following


def way(
    text: Text,
    choices: Sequence[str],
    is_met: Callable[[Point], bool],
    *,
    clock: Clock = "any",
    during: bool = True,
) -> tuple[str, ...] | None:
    """Return the choices that lead on from `choices` to a point that `is_met`, or None.

    None says that no way was found in so many runs, not that there is none. Where only ends of runs
    can be met, `during` is false.
    """
    search = _Ways(text, tuple(choices), is_met, clock, during)
    try:
        search.with_few_deviations()
        search.with_fewer_switches()
    finally:
        search.ready.forget()
    return search.best


class _Ways:
    """The runs that are made to find a way, and the best one that was found."""

    def __init__(
        self,
        text: Text,
        choices: tuple[str, ...],
        is_met: Callable[[Point], bool],
        clock: Clock,
        during: bool,
    ):
        self.ready = staged(text, clock, tells=False)
        self.visible = visible_places(self.ready)
        self.choices = choices
        self.is_met = is_met
        self.met = (lambda: is_met(_point(self.ready, done=False))) if during else None
        self.best: tuple[str, ...] | None = None

    def length(self, taken: Sequence[str]) -> int:
        """The switches of a way."""
        return switches((*self.choices, *taken))

    def with_few_deviations(self) -> None:
        """Find a way, with no deviation from the default order, or with one, or with two …"""
        todo: deque[_Deviations] = deque([()])
        for _ in range(MOST_RUNS):
            if not todo:
                return
            deviations = todo.popleft()
            policy = self._run(deviations)
            if self.best is not None:
                return
            if len(deviations) < MOST_DEVIATIONS:
                todo.extend((*deviations, deviation) for deviation in policy.open)

    def with_fewer_switches(self) -> None:
        """Find a way with fewer switches than the one that was found, beginning with the fewest."""
        numbers = count()
        todo: list[tuple[int, int, _Deviations]] = [(0, next(numbers), ())]
        for _ in range(MORE_RUNS):
            if self.best is None or not todo:
                return
            least, _, deviations = heappop(todo)
            if least >= self.length(self.best):
                return
            policy = self._run(deviations)
            for number, label in policy.open:
                least = self.length((*policy.taken[:number], label))
                if least < self.length(self.best):
                    following = (*deviations, (number, label))
                    heappush(todo, (least, next(numbers), following))

    def _run(self, deviations: _Deviations) -> _Onwards:
        policy = _Onwards(self.choices, self.visible, deviations, self.met)
        ready = self.ready
        ready.run((), policy)
        is_over = not policy.stopped and ready.world.ending != "refused"
        if policy.is_there or (is_over and self.is_met(_point(ready))):
            taken = tuple(policy.taken)
            if self.best is None or self.length(taken) < self.length(self.best):
                self.best = taken
        return policy


def _point(ready: Stage, *, done: bool = True) -> Point:
    output = "".join(text for _, text in ready.world.output)
    kind = kind_of(ready) if done or ready.world.failed is not None else None
    return Point(kind, plain_variables(ready), output, done)


def switches(choices: Sequence[str]) -> int:
    """How often another thread goes on than the one before."""
    return sum(one != other for one, other in pairwise(choices))
