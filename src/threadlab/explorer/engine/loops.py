"""Loops that go round: those that wait for a change, and those that never end.

A loop that has come round without changing anything, neither a shared object nor a variable of its
own, will do the same again until another thread writes to what it looks at. So its thread waits
for that, as it would for a lock: nothing is lost, and `while not ready: pass` has an end. A loop
that does change something goes on, but not for long at a stretch while others could go on (the
fairness of Musuvathi and Qadeer's CHESS), and not beyond the budget of steps.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any

from greenlet import GreenletExit

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import is_touch
from threadlab.explorer.engine.modes import ADVANCE, LOOKS, PUT, READ
from threadlab.explorer.engine.waits import Waitable

if TYPE_CHECKING:
    from threadlab.explorer.engine.world import World

CLOCK = ("s", "clock")
LONGEST_GAP = 16
STRETCH = 100  # turns of a `while` that a thread may go on while others could
LONG_STRETCH = 5000  # … and of a `for`, which has an end as a rule


@dataclass(slots=True, eq=False)
class Spin(Waitable):
    """One turn of a loop; as something to wait for, busy until another thread has changed it."""

    world: World
    frame: Any
    line: int
    names: dict[str, Any]
    start: int  # of this turn, in the log
    watch: set[Any] = field(default_factory=set)
    seen: int = 0

    @property
    def busy(self) -> bool:
        """Whether nothing that the loop looks at has been written since it was last seen."""
        log = self.world.log
        for key, mode in self.world.footprints.since(log, self.seen):
            if mode not in LOOKS and key in self.watch:
                return False
        self.seen = len(log)
        return True


@dataclass(slots=True, eq=False)
class Quiet(Waitable):
    """What the end of a program waits for: that no daemon thread has anything left to do now."""

    world: World
    start: int

    @property
    def busy(self) -> bool:
        """Whether a daemon thread could go on, and has not had its fair share yet."""
        if self.world.spent - self.start > STRETCH:
            self.world.bounded = True
            return False
        world = self.world
        # With an exact clock those that sleep come too late: the program is over by then.
        can_go = world.can_go if world.clock == "any" else world.is_ready
        return any(fiber.daemon and can_go(fiber) for fiber in world.live)


def turn(world: World) -> None:
    """Look at a loop whose thread has used up its allowance of turns (a hook of the program)."""
    if world.aborting:
        raise GreenletExit
    me = world.current
    frame = sys._getframe(2)
    spin: Spin | None = me.spin
    if spin is None:
        world.spent += me.gap
        me.spin = Spin(world, frame, frame.f_lineno, dict(frame.f_locals), len(world.log))
        world.turns = 1
    else:
        world.spent += 1
        me.spin = None
        if spin.frame is frame and spin.line == frame.f_lineno and _nothing_new(world, spin, frame):
            spin.watch = {key for key, _ in world.footprints.since(world.log, spin.start)} - {CLOCK}
            spin.seen = len(world.log)
            me.gap = 1
            world.block(spin)
        else:
            me.gap = min(2 * me.gap, LONGEST_GAP)
        world.turns = me.gap
    _guard(world, me)


def long_loop(world: World) -> None:
    """Look at `for` loops now and then: most have an end, but an iterator need not."""
    if world.aborting:
        raise GreenletExit
    world.spent += 256
    _guard(world, world.current, LONG_STRETCH)


def _guard(world: World, me: Fiber, stretch: int = STRETCH) -> None:
    if world.spent > world.steps:
        world.give_up("endless")
    if world.spent - me.since > stretch:
        me.since = world.spent
        if perf_counter() > world.deadline:
            world.give_up("cut")
        if not world.planned and any(f is not me and world.can_go(f) for f in world.live):
            world.force_yield()


def _nothing_new(world: World, spin: Spin, frame: Any) -> bool:
    now = frame.f_locals
    if len(now) != len(spin.names):
        return False
    for name, value in now.items():
        if name not in spin.names or not _same(value, spin.names[name]):
            return False
    slept = looked = False
    for entry in world.log[spin.start :]:
        if is_touch(entry) and entry[2] == ADVANCE:
            return False  # time itself moves on
    for key, mode in world.footprints.since(world.log, spin.start):
        if key == CLOCK:
            slept, looked = slept or mode == PUT, looked or mode == READ
        elif mode not in LOOKS:
            return False
    return not (slept and looked)


def _same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    return type(one) is type(other) and type(one) in (int, float, str, bool) and bool(one == other)
