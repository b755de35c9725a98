"""Loops that go round: those that wait for a change, and those that never end.

A loop that has come round without changing anything, neither a shared object nor a variable of its
own, and has given back the locks that it took, will do the same again until another thread writes
to what it looks at. So its thread waits for that, as it would for a lock: nothing is lost, and
`while not ready: pass` has an end. A loop that does change something goes on, but not for long at a
stretch while others could go on (the fairness of Musuvathi and Qadeer's CHESS).

How often a loop has gone round says nothing about whether it ends. A run is endless if everything
has come back to what it was (repetition.py), or if all that is left are loops with no way out; one
that has used up its budget of turns is broken off, and nothing is said about its end. Turns that
touch nothing that threads share count for next to nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from types import GeneratorType
from typing import TYPE_CHECKING, Any

from greenlet import GreenletExit

from threadlab.explorer.engine.endings import forget_locals, trace_of
from threadlab.explorer.engine.log import is_touch
from threadlab.explorer.engine.modes import (
    ACQUIRE,
    ADVANCE,
    ARRIVE,
    EXPECT,
    LOOKS,
    PUT,
    READ,
    RELEASE,
    SIGNAL,
)
from threadlab.explorer.engine.record import Access
from threadlab.explorer.engine.repetition import Moment
from threadlab.explorer.engine.waits import Waitable

if TYPE_CHECKING:
    from threadlab.explorer.engine.world import World

CLOCK = ("s", "clock")
LONGEST_GAP = 16
STRETCH = 100  # turns of a `while` that a thread may go on while others could
MORE_THREADS = 20  # that daemon threads may start at the end, while they could go on
LONG_STRETCH = 250_000  # … and of a `for`, which has an end as a rule
MOST_TURNS = 500_000  # of a run: so many take a second or so
ENTRIES = 4  # of the log for each of these turns, at most
LOCAL = 50  # turns that touch nothing shared count as one that does
ROUNDS = 64  # turns of `for` loops from one look at them to the next
SUSPECT = 500  # turns after which a run may be endless; it is looked at then, and at ten times that
WATCHED = 5  # stretches for each thread, in which everything may come back to what it was …
LOOKS_BACK = 60  # … and how often that is looked at
# Who comes to a condition changes nothing for the others as long as all are woken together.
_LOOKS_AND_ARRIVALS = LOOKS | {ARRIVE, EXPECT}
_GIVES = frozenset((RELEASE, SIGNAL, PUT))


@dataclass(slots=True)
class Loops:
    """What is known of the program's loops from their text, by file.

    `endless` are the lines of loops that have no way out, and of those within them; `iterating`
    are the first and last lines of `for` loops, which keep an iterator that nobody can look at.
    """

    endless: dict[str, frozenset[int]] = field(default_factory=dict)
    iterating: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Spin(Waitable):
    """One turn of a loop; as something to wait for, busy until another thread has changed it."""

    spins = True
    world: World
    frame: Any
    line: int
    names: dict[str, Any]
    start: int  # of this turn, in the log …
    known: int  # … and how many objects had labels by then …
    draws: int  # … and how many numbers had been drawn by chance
    watch: set[Any] = field(default_factory=set)
    seen: int = 0

    @property
    def busy(self) -> bool:
        """Whether nothing that the loop looks at has been written since it was last seen."""
        log = self.world.log
        if any(map(self.is_changed, self.world.footprints.between(log, self.seen, len(log)))):
            return False
        self.seen = len(log)
        return True

    def is_changed(self, access: Access) -> bool:
        """Whether an access changes something that the loop looks at."""
        key, mode = access
        quiet = LOOKS if self.world.picks else _LOOKS_AND_ARRIVALS
        return mode not in quiet and key in self.watch


@dataclass(slots=True, eq=False)
class Quiet(Waitable):
    """What the end of a program waits for: that no daemon thread has anything left to do now."""

    world: World
    start: int  # turns of loops …
    fibers: int  # … and threads, at the end of the main thread

    @property
    def busy(self) -> bool:
        """Whether a daemon thread could go on, and has not had its fair share yet."""
        world = self.world
        if world.spent - self.start > STRETCH or len(world.fibers) - self.fibers > MORE_THREADS:
            world.bounded = True
            return False
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
        trace = trace_of(world, lists=False)
        _count(world, frame, me.gap)
        start, known = len(world.log), world.footprints.count(world.log)
        names = {name: trace(value) for name, value in frame.f_locals.items()}
        forget_locals(world, frame)
        me.spin = Spin(world, frame, frame.f_lineno, names, start, known, world.draws)
        world.turns = 1
    else:
        _count(world, frame, 1)
        me.spin = None
        gives: list[Any] = []  # locks that a turn gives back for a while
        same = spin.frame is frame and spin.line == frame.f_lineno
        if same and _nothing_new(world, spin, frame, gives):
            spin.seen = len(world.log)
            me.gap = 1
            if gives:  # it has a lock here, and gives it back where it waits for a time
                me.vain = spin
            else:
                world.block(spin)
        else:
            me.gap = min(2 * me.gap, LONGEST_GAP)
        world.turns = me.gap
    _guard(world, STRETCH)
    if world.watched is not None:
        _watch(world, frame)
    elif world.spent > world.suspect:
        world.suspect *= 10
        world.watched = Moment(world, frame)


def long_loop(world: World) -> None:
    """Look at `for` loops now and then: most have an end, but an iterator need not."""
    if world.aborting:
        raise GreenletExit
    frame = sys._getframe(2)
    _count(world, frame, ROUNDS)
    _guard(world, STRETCH if world.current.endless else LONG_STRETCH)


def _count(world: World, frame: Any, turns: int) -> None:
    if len(world.log) == world.logged:
        world.local_turns += turns
    else:
        world.spent += turns
        world.logged = len(world.log)
    place = (frame.f_code.co_filename, frame.f_lineno)
    world.longest[place] = world.longest.get(place, 0) + turns
    if world.longest[place] > SUSPECT and place[1] in world.loops.endless.get(place[0], ()):
        world.current.endless = place[1]
        world.current.endless_in = (place[0], frame.f_code.co_name)
        if all(fiber.endless or not world.can_go(fiber) for fiber in world.live):
            world.give_up("endless")


def _guard(world: World, stretch: int) -> None:
    me = world.current
    if world.spent > world.steps or len(world.log) > ENTRIES * world.steps:
        world.give_up("endless" if me.endless and not me.daemon else "long")
    if world.local_turns > LOCAL * world.steps:
        world.give_up("long")
    if world.timer() > world.deadline:
        world.give_up("cut")
    if world.spent - me.since > stretch:
        me.since = world.spent
        if not world.planned and any(f is not me and world.can_go(f) for f in world.live):
            world.force_yield()


def _watch(world: World, frame: Any) -> None:
    """End the run if everything has come back to what it was; no more, if that takes too long."""
    moment = world.watched
    assert moment is not None
    if moment.is_here_again(frame):
        world.give_up("endless")
    turns = world.spent - moment.turns
    if moment.looks > LOOKS_BACK or turns > WATCHED * STRETCH * (len(world.live) + 1):
        world.watched = None


def _nothing_new(world: World, spin: Spin, frame: Any, gives: list[Any]) -> bool:
    trace = trace_of(world, lists=False)
    now = {name: trace(value) for name, value in frame.f_locals.items()}
    forget_locals(world, frame)
    if len(now) != len(spin.names) or world.draws != spin.draws:
        return False
    for name, value in now.items():
        if name not in spin.names or not _same(value, spin.names[name]):
            return False
    slept = looked = False
    for entry in world.log[spin.start :]:
        if is_touch(entry) and entry[2] == ADVANCE:
            return False  # time itself moves on
    held: list[Any] = []
    given: list[Any] = []
    waits: Any = None
    mine, others = _touched(world, spin.start)
    own = _generators(world, spin)
    for key, mode in mine:
        if key == CLOCK:
            slept, looked = slept or mode == PUT, looked or mode == READ
        elif mode == ACQUIRE and key in given:
            given.remove(key)
        elif mode == ACQUIRE:
            held.append(key)
        elif mode in _GIVES and key in held:
            held.remove(key)
        elif mode == EXPECT and waits is None:
            waits = key
        elif mode == RELEASE and waits is not None:  # … for as long as it waits
            given.append(key)
            gives.append(key)
        elif mode not in LOOKS and key[0] not in own:
            return False
    if held or given or (slept and looked):
        return False
    spin.watch = {key for key, mode in mine if mode in LOOKS} - {CLOCK}
    return not any(map(spin.is_changed, others))


def _touched(world: World, start: int) -> tuple[list[Access], list[Access]]:
    """The accesses of `log[start:]` by the current thread, and those by all others."""
    log, me = world.log, world.current.index
    ends = [(len(log), me)]
    for segment in reversed(world.segments):
        if segment.end <= start:
            break
        ends.append((segment.end, segment.fiber))
    found: tuple[list[Access], list[Access]] = [], []
    for end, fiber in reversed(ends):
        found[fiber != me].extend(world.footprints.between(log, start, end))
        start = end
    return found


def _generators(world: World, spin: Spin) -> set[int]:
    """The labels of generators that the turn has made: all that it has touched first.

    In a turn that is as the last one, what is old has been touched before.
    """
    labels = world.footprints.labels
    found = (
        labels.get(id(entry[1]), -1)
        for entry in world.log[spin.start :]
        if is_touch(entry) and type(entry[1]) is GeneratorType
    )
    return {label for label in found if label >= spin.known}


def _same(one: Any, other: Any, depth: int = 2) -> bool:
    if one is other:
        return True
    cls = type(one)
    if cls is not type(other):
        return False
    if cls in (list, tuple):  # made anew, of the same
        if not depth or len(one) != len(other):
            return False
        return all(_same(*pair, depth - 1) for pair in zip(one, other, strict=True))
    return cls in (int, float, str, bool) and bool(one == other)
