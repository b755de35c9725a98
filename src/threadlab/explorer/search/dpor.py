"""Dynamic partial-order reduction: every order that matters, and each of them once.

After each run the accesses that conflict are put in order by vector clocks. Where two of them race,
the search goes back to the state before the first one and lets the other thread go on there. The
algorithm is source-DPOR with sleep sets (Abdulla, Aronis, Jonsson, Sagonas: Source Sets, J. ACM
64(4), 2017, after Flanagan and Godefroid, POPL 2005), on footprints recorded at run time.

Reads and writes of data are scheduling points only where some run has shown a race between them;
all others are ordered by locks, and switching there changes nothing. When a run shows a new race,
the search begins anew with the points of that place switched on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from threadlab.explorer.engine.fiber import FOREVER, Segment, Turn
from threadlab.explorer.engine.log import SYNC, is_touch
from threadlab.explorer.engine.modes import (
    ACQUIRE,
    ADVANCE,
    ARRIVE,
    DONE,
    EXPECT,
    HIRE,
    LEAVE,
    NOTHING,
    OVERDO,
    PICK,
    READ,
    START,
    WAKE,
)
from threadlab.explorer.engine.record import Access, RunRecord
from threadlab.explorer.search.sections import Sections, operations, takes_at
from threadlab.explorer.search.sleep import SleepSet, still_asleep
from threadlab.explorer.search.trace import Event, Trace

_TAKES = frozenset((ACQUIRE, LEAVE))
_TOLD_APART = frozenset((ARRIVE, WAKE, PICK, EXPECT, HIRE, DONE, OVERDO))


# Places that a run may bring along and ask for before it is learnt: those of late imports, and of
# functions of the library that are executed step by step.
SPARE = 5000


class Branch(NamedTuple):
    """The next run: what to repeat, who sleeps then, and from which entry on they may wake."""

    plan: list[Turn]
    sleep: SleepSet
    mark: int


class Reduction:
    """The state of the search: one run's events, and at each of them what is left to try.

    `next_run` says which run to make, `learn` takes its record. `flagged` says at which of the
    program's `sites` threads are interrupted, or is that of another search; others are ordered by
    locks as far as is known. Without `sections`, all that is done with locks is a step of its own.
    """

    def __init__(self, sites: int, flagged: bytearray | None = None, *, sections: bool = True):
        self.flagged = bytearray(max(sites, 2) + SPARE) if flagged is None else flagged
        self.flagged[0] = 1
        self.sections = Sections(self.flagged, whole=sections)
        self.restarts = -1
        self.restart()

    def restart(self) -> None:
        """Begin anew."""
        self.restarts += 1
        self.trace = Trace(self.flagged, self.sections)
        self.events = self.trace.events
        self.segments: Sequence[Segment] = []
        self.exhausted = False
        self._branch: tuple[int, int] | None = None
        self._begun = False

    # --- what to run next

    def next_run(self) -> Branch | None:
        """The next run; None when nothing is left to try."""
        if not self._begun:
            self._begun = True
            self._branch = None
            return Branch([], {}, 0)
        while self.events:
            event = self.events[-1]
            if event.fiber not in event.done:
                event.done[event.fiber] = (event.accesses, event.known)
            todo = event.backtrack - event.done.keys() - event.sleep.keys()
            if todo:
                return self._go_back(len(self.events) - 1, min(todo))
            self.events.pop()
        self.exhausted = True
        return None

    @property
    def left(self) -> int:
        """How many runs there are to make, as far as is known: more of them will show more."""
        return sum(len(event.backtrack - event.done.keys() - event.sleep.keys())
                   for event in self.events)  # fmt: skip

    def _go_back(self, number: int, fiber: int) -> Branch:
        event = self.events[number]
        self._branch = (number, fiber)
        return Branch(self.plan_before(number, fiber), event.asleep_after(fiber), event.place)

    def plan_before(self, number: int, fiber: int) -> list[Turn]:
        """The plan that repeats the last run up to event `number` and lets `fiber` go on there."""
        event = self.events[number]
        plan: list[Turn] = []
        stands: dict[int, int] = {}
        for segment in self.segments:
            if segment.end <= event.place:
                plan.append(Turn(segment.fiber, segment.until))
                stands[segment.fiber] = segment.until
            else:
                if event.tick and stands.get(event.fiber) != event.tick:
                    plan.append(Turn(event.fiber, event.tick))
                break
        return [*_tidy(plan), Turn(fiber)]

    # --- what a run has shown

    def learn(self, record: RunRecord, sites: int = 0) -> bool:
        """Read the record of the run just made; return whether the search has to begin anew.

        `sites` is how many the program has by now: modules that it imports bring more.
        """
        self.flagged.extend(bytes(max(sites + SPARE - len(self.flagged), 0)))
        start = 0
        if self._branch is not None:
            number, fiber = self._branch
            event = self.events[number]
            if record.ending == "diverged":  # where the clocks said that it could go on
                event.done[fiber] = None
                event.backtrack |= record.able
                return False
            self.trace.inherited = (event.backtrack, event.done, event.sleep)
            start = self.trace.cut(number)
        self.segments = record.segments
        before = len(self.events)
        new = self._read(record, start)
        if self._branch is not None and len(self.events) > before:
            self._carry_sleep(before)
        return new

    def _carry_sleep(self, first: int) -> None:
        for number in range(first, len(self.events) - 1):
            event = self.events[number]
            sleep = event.asleep_after(event.fiber)
            if not sleep:
                break
            self.events[number + 1].sleep = still_asleep(sleep, event.accesses)

    def _read(self, record: RunRecord, start: int) -> bool:
        """Make events of the log from `start` on, and note the races; True if a place is new."""
        log, of, flagged = record.log, record.accesses, self.flagged
        trace = self.trace
        trace.resume(record.shut, record.wakers)
        ticks: dict[int, int] = {}
        new = False
        place = known = 0
        for segment in record.segments:
            fiber = segment.fiber
            if segment.end <= start:  # as in the last run: only the names of objects are needed
                ticks[fiber] = segment.logged
                trace.stood[fiber] = segment.end
                continue
            if place < start:
                known = self._again(record, start)
                place = start
            tick = ticks.get(fiber, 0)
            current: Event | None = None
            opened = (0, place, known)  # the last operation, to which what follows belongs …
            at = -1  # … and the one that `current` is about
            while place < segment.end:
                entry = log[place]
                accesses, before = of(entry), known
                site: int | None
                if type(entry) is int:
                    site, mode = entry, READ
                else:
                    # as log.parts has it, without a call
                    site, mode = entry[0], (entry[2] if len(entry) > 2 else READ)
                    known = _known(accesses, known)
                ticks_now = site is not None and site >= 0
                if ticks_now:
                    tick += 1
                    opened = (tick, place, before)
                if mode in _TAKES and (takes := takes_at(log, place)):
                    woken = accesses if takes > place else []
                    lock = of(log[takes])[0][0]
                    last = self.sections.end(log, takes, segment.end, lock)
                    if last:
                        current = trace.begin(fiber, tick if ticks_now else 0, place, before)
                        data = [*((access, SYNC) for access in woken),
                                *self.sections.data_of(log, of, takes + 1, last)]  # fmt: skip
                        new |= self.sections.picks(data)
                        new |= trace.join_section(current, lock, data, place)
                        known = _known(current.accesses, known)
                        tick += operations(log, takes + 1, last + 1)
                        place = last + 1
                        if log[last][0] < 0:  # within a call, the rest of which goes with it
                            at = opened[0]
                        else:
                            opened, current = (tick, last, known), None
                        continue
                elif mode in _TOLD_APART:
                    if mode in (PICK, EXPECT):
                        new |= self.sections.tell_apart(timed=mode == EXPECT)
                    elif mode == OVERDO:
                        new |= self.sections.count_what_is_done()
                    accesses = self.sections.told_apart(accesses)
                if mode == ADVANCE:
                    trace.advance(place)
                elif site is None:
                    current, at = trace.begin(fiber, 0, place, before), opened[0]
                    new |= trace.join(current, accesses, place, 0)
                elif not ticks_now:
                    site = ~site
                    if accesses and flagged[site]:
                        if current is None or at != opened[0]:
                            current, at = trace.begin(fiber, *opened), opened[0]
                        new |= trace.join(current, accesses, place, site)
                    elif accesses:
                        new |= trace.unflagged(fiber, accesses, place, site)
                elif not flagged[site]:
                    if accesses:
                        new |= trace.unflagged(fiber, accesses, place, site)
                elif mode == NOTHING:
                    current = None
                else:
                    current, at = trace.begin(fiber, tick, place, before), tick
                    new |= trace.join(current, accesses, place, site)
                    if mode == START:
                        trace.starts[entry[1].index] = len(self.events) - 1
                place += 1
            ticks[fiber] = tick
            trace.stood[fiber] = segment.end
        trace.inherited = None
        trace.blocked(record)
        if record.tells_workers:
            new |= self.sections.tell_workers_apart()
        return new

    def _again(self, record: RunRecord, start: int) -> int:
        """Give the objects of the part that is as in the last run the names that they had there.

        Returns how many there are.
        """
        known = 0
        for place in range(start):
            entry = record.log[place]
            if type(entry) is not int:
                known = _known(record.accesses(entry), known)
                if is_touch(entry) and entry[2] == ADVANCE:
                    self.trace.advance(place)
        return known


def _known(accesses: list[Access], known: int) -> int:
    """How many objects have names after `accesses`: names are given in the order of the log."""
    for key, _ in accesses:
        if type(key[0]) is int and key[0] >= known:
            known = key[0] + 1
    return known


def _tidy(plan: list[Turn]) -> list[Turn]:
    """Join turns of one fiber that follow each other."""
    tidy: list[Turn] = []
    for turn in plan:
        if tidy and tidy[-1].fiber == turn.fiber and tidy[-1].until != FOREVER:
            tidy[-1] = turn
        else:
            tidy.append(turn)
    return tidy
