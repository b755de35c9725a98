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
from threadlab.explorer.engine.log import is_touch
from threadlab.explorer.engine.modes import (
    ACQUIRE,
    ADD,
    ADVANCE,
    CONFLICT,
    EXIT,
    JOIN,
    NOTHING,
    READ,
    RELEASE,
    SIGNAL,
    START,
    WRITE,
)
from threadlab.explorer.engine.record import Access, Key, RunRecord
from threadlab.explorer.search.sleep import SleepSet, Step, still_asleep
from threadlab.explorer.search.vectors import Clock, has_seen, merge

# An access that a run has made to some key: the number of its event (-1: no scheduling point),
# its fiber, the how-manieth event of that fiber it is, mode and site. Plain tuples, for speed.
Past = tuple[int, int, int, int, int]


class Branch(NamedTuple):
    """The next run: what to repeat, who sleeps then, and from which entry on they may wake."""

    plan: list[Turn]
    sleep: SleepSet
    mark: int


class Event:
    """One step of a run, and what the search knows about the state before it."""

    __slots__ = (
        "accesses", "backtrack", "clock", "done", "fiber", "known", "place", "sleep", "tick", "vc",
    )  # fmt: skip

    def __init__(self, fiber: int, clock: int, tick: int, place: int, known: int, vc: Clock):
        self.fiber = fiber
        self.clock = clock  # the how-manieth event of its fiber, from 1
        self.tick = tick  # the operation with which it begins; 0 where it goes on after waiting
        self.place = place  # in the log
        self.known = known  # objects that had labels before it
        self.accesses: list[Access] = []
        self.vc = vc
        self.backtrack: set[int] = {fiber}
        self.done: dict[int, Step | None] = {}  # None: it could not go on
        self.sleep: SleepSet = {}

    def asleep_after(self, fiber: int) -> SleepSet:
        """Whom another run has seen off, where `fiber` goes on from here."""
        done = {other: step for other, step in self.done.items() if step is not None}
        return {other: step for other, step in {**self.sleep, **done}.items() if other != fiber}


class Reduction:
    """The state of the search: one run's events, and at each of them what is left to try.

    `next_run` says which run to make, `learn` takes its record. `flagged` says at which of the
    program's `sites` threads are interrupted; others are ordered by locks as far as is known.
    """

    def __init__(self, sites: int):
        self.flagged = bytearray(max(sites, 2) + 1)
        self.flagged[0] = 1
        self._size = sites
        self.restarts = -1
        self.restart()

    def restart(self) -> None:
        """Begin anew."""
        self.restarts += 1
        self.events: list[Event] = []
        self.segments: Sequence[Segment] = []
        self.history: dict[Key, list[Past]] = {}
        self.trail: list[tuple[int, Key]] = []
        self.starts: dict[int, int] = {}  # fiber: the event that started it
        self.exhausted = False
        self._branch: tuple[int, int] | None = None
        self._inherited: tuple[set[int], dict[int, Step | None], SleepSet] | None = None
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
        if sites > self._size:
            self.flagged.extend(bytes(sites - self._size))
            self._size = sites
        start = 0
        if self._branch is not None:
            number, fiber = self._branch
            event = self.events[number]
            if record.ending == "diverged":  # where the clocks said that it could go on
                event.done[fiber] = None
                event.backtrack |= record.able
                return False
            start = event.place
            self._inherited = (event.backtrack, event.done, event.sleep)
            del self.events[number:]
            while self.trail and self.trail[-1][0] >= start:
                self.history[self.trail.pop()[1]].pop()
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
        ticks: dict[int, int] = {}
        self._last = {event.fiber: number for number, event in enumerate(self.events)}
        if start:
            self.starts = {f: n for f, n in self.starts.items() if n < len(self.events)}
        self._floors: list[tuple[int, Clock]] = [(-1, [])]
        self._stood: dict[int, int] = {}
        new = False
        place = known = 0
        for segment in record.segments:
            fiber = segment.fiber
            if segment.end <= start:  # as in the last run: only the names of objects are needed
                ticks[fiber] = segment.logged
                self._stood[fiber] = segment.end
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
                if mode == ADVANCE:
                    self._advance(place)
                elif site is None:
                    current, at = self._begin(fiber, 0, place, before), opened[0]
                    new |= self._join(current, accesses, place, 0)
                elif not ticks_now:
                    site = ~site
                    if accesses and flagged[site]:
                        if current is None or at != opened[0]:
                            current, at = self._begin(fiber, *opened), opened[0]
                        new |= self._join(current, accesses, place, site)
                    elif accesses:
                        new |= self._unflagged(fiber, accesses, place, site)
                elif not flagged[site]:
                    if accesses:
                        new |= self._unflagged(fiber, accesses, place, site)
                elif mode == NOTHING:
                    current = None
                else:
                    current, at = self._begin(fiber, tick, place, before), tick
                    new |= self._join(current, accesses, place, site)
                    if mode == START:
                        self.starts[entry[1].index] = len(self.events) - 1
                place += 1
            ticks[fiber] = tick
            self._stood[fiber] = segment.end
        self._inherited = None
        self._blocked(record)
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
                    self._advance(place)
        return known

    def _clock_of(self, fiber: int, *, waited: bool = False) -> Clock:
        """A copy of what `fiber` has seen so far.

        If it `waited` it could have gone on earlier than it did, at the time when it began to.
        """
        number = self._last.get(fiber, self.starts.get(fiber))
        vc = self.events[number].vc[:] if number is not None else []
        floors = self._floors
        if waited:
            since = self._stood.get(fiber, 0)
            floors = [pair for pair in floors if pair[0] < since]
        if floors and floors[-1][1]:
            merge(vc, floors[-1][1])
        if len(vc) <= fiber:
            vc += [0] * (fiber + 1 - len(vc))
        return vc

    def _begin(self, fiber: int, tick: int, place: int, known: int) -> Event:
        vc = self._clock_of(fiber, waited=tick == 0)
        clock = vc[fiber] + 1
        event = Event(fiber, clock, tick, place, known, vc)
        if self._inherited is not None:  # the first event of a branch stands where another stood
            event.backtrack, event.done, event.sleep = self._inherited
            event.backtrack.add(fiber)
            self._inherited = None
        self._before = vc[:]
        vc[fiber] = clock
        self._last[fiber] = len(self.events)
        self.events.append(event)
        return event

    def _join(self, event: Event, accesses: list[Access], place: int, site: int) -> bool:
        """Add accesses to the newest event: its races, and what it comes after."""
        number = len(self.events) - 1
        fiber, clock, vc = event.fiber, event.clock, event.vc
        new = False
        for access in accesses:
            key, mode = access
            event.accesses.append(access)
            past = self.history.get(key)
            if past is None:
                past = self.history[key] = []
            elif mode == ACQUIRE:
                self._acquired(event, past, number)
            else:
                conflict = CONFLICT[mode]
                for other, whose, its_clock, its_mode, its_site in reversed(past):
                    if not conflict[its_mode]:
                        continue
                    # A race counts only between neighbours: not if something lies between the two.
                    if whose != fiber and (len(vc) <= whose or vc[whose] < its_clock):
                        if other < 0:
                            new |= self._flag(site, its_site)
                        else:
                            if mode != JOIN:
                                self._race(other, number, self._before)
                            merge(vc, self.events[other].vc)
                    if its_mode in (WRITE, ACQUIRE, EXIT) or its_mode == mode == ADD:
                        break
            past.append((number, fiber, clock, mode, site))
            self.trail.append((place, key))
        return new

    def _acquired(self, event: Event, past: list[Past], number: int) -> None:
        """A lock is taken: after its last release, and in a race with who had it before."""
        before, released = self._before, False
        for other, whose, clock, mode, _ in reversed(past):
            if mode in (RELEASE, SIGNAL):
                if not released:
                    released = True
                    merge(event.vc, self.events[other].vc)
                continue
            if mode not in (ACQUIRE, READ, WRITE) or (mode == READ and released) or other < 0:
                continue
            if whose != event.fiber and (len(before) <= whose or before[whose] < clock):
                self._race(other, number, before)
            if not released:
                merge(event.vc, self.events[other].vc)
            if mode != READ:
                break

    def _unflagged(self, fiber: int, accesses: list[Access], place: int, site: int) -> bool:
        """An access that is no point: it must be ordered with all that conflict."""
        number = self._last.get(fiber)
        clock = self.events[number].clock + 1 if number is not None else 1
        vc: Clock | None = None
        new = False
        for key, mode in accesses:
            past = self.history.get(key)
            if past is None:
                past = self.history[key] = []
            else:
                conflict = CONFLICT[mode]
                for _, whose, its_clock, its_mode, its_site in reversed(past):
                    if whose != fiber and conflict[its_mode]:
                        if vc is None:
                            vc = self._clock_of(fiber)
                        if len(vc) <= whose or vc[whose] < its_clock:
                            new |= self._flag(site, its_site)
                    if its_mode == WRITE:
                        break
                last = past[-1] if past else None
                if last is not None and last[1] == fiber and last[2] == clock and last[3] == mode:
                    continue
            past.append((-1, fiber, clock, mode, site))
            self.trail.append((place, key))
        return new

    def _flag(self, *sites: int) -> bool:
        new = False
        for site in sites:
            if not self.flagged[site]:
                self.flagged[site] = 1
                new = True
        return new

    def _advance(self, place: int) -> None:
        """Time moves on only when nobody can do anything: all that was is before all that comes."""
        floor = self._floors[-1][1][:]
        for event in self.events:
            if event.place < place:
                merge(floor, event.vc)
        self._floors.append((place, floor))

    def _race(self, earlier: int, later: int, before: Clock) -> None:
        """See to it that the later of two racing events is tried before the earlier one."""
        first = self.events[earlier]
        whose, clock = first.fiber, first.clock
        rest = [
            event
            for event in self.events[earlier + 1 : later]
            if not (len(event.vc) > whose and event.vc[whose] >= clock)
        ]
        latest = self.events[later]
        covered = first.backtrack | first.sleep.keys()
        initials: Clock = []
        seen: set[int] = set()
        for place, event in enumerate(rest):
            if event.fiber not in seen:
                seen.add(event.fiber)
                if not any(
                    len(event.vc) > other.fiber and event.vc[other.fiber] >= other.clock
                    for other in rest[:place]
                ):
                    if event.fiber in covered:
                        return
                    initials.append(event.fiber)
        if latest.fiber not in seen and not any(
            len(before) > other.fiber and before[other.fiber] >= other.clock for other in rest
        ):
            if latest.fiber in covered:
                return
            initials.append(latest.fiber)
        if initials:
            first.backtrack.add(initials[-1] if initials[-1] == latest.fiber else initials[0])

    def _blocked(self, record: RunRecord) -> None:
        """Those that wait for ever at the end: whom they wait for might have come after them."""
        for fiber, entry in record.blocked:
            ((key, mode),) = record.accesses(entry)
            event = self._begin(fiber, 0, len(record.log), 0)
            number = len(self.events) - 1
            past = self.history.get(key, [])
            if mode == ACQUIRE:
                self._acquired(event, past, number)
            for other, whose, clock, its, _ in reversed(past if mode != ACQUIRE else []):
                if other < 0 or not CONFLICT[mode][its]:
                    continue
                # Right before the last of them it may have been shut out, too: each one counts.
                if whose != fiber and not has_seen(self._before, whose, clock):
                    self._race(other, number, self._before)
            self.events.pop()


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
