"""One run in steps, and what comes before what: accesses that conflict, put in order by clocks.

Where two steps race, the trace notes at the earlier one who should go on there in another run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from threadlab.explorer.engine.modes import (
    ACQUIRE,
    ADD,
    ADJUST,
    ALL_DONE,
    APPEND,
    CONFLICT,
    EXIT,
    JOIN,
    LEAVE,
    MEET,
    PART,
    PICK,
    READ,
    RELEASE,
    SECTION,
    SIGNAL,
    TAKE,
    WAKE,
    WRITE,
)
from threadlab.explorer.engine.record import Access, Key, RunRecord
from threadlab.explorer.search.sections import Sections
from threadlab.explorer.search.sleep import SleepSet, Step
from threadlab.explorer.search.vectors import Clock, has_seen, merge

_IN_ORDER = (ADD, APPEND, TAKE)  # the last one of these comes after all that came before it

# An access that a run has made to some key: the number of its event (-1: no scheduling point),
# its fiber, the how-manieth event of that fiber it is, mode and site, and the lock of the section
# in which it was made, None if in none. Plain tuples, for speed. Of a SECTION the "site" says
# instead where the last access of its lock stands that was none. The last number says where the
# last access stands that was not alike, so that a look back passes over a hundred thousand of them.
Past = tuple[int, int, int, int, int, Key, int]


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


# What an event takes over from the one that stood in its place: backtrack, done and sleep.
Standing = tuple[set[int], dict[int, "Step | None"], SleepSet]


class Trace:
    """The events of one run, and who has touched what so far.

    `flagged` says at which sites threads are interrupted, `sections` which stretches are one step;
    what is new about either is told by the methods that return a bool: the search has to begin
    anew then.
    """

    def __init__(self, flagged: bytearray, sections: Sections):
        self.flagged = flagged
        self.sections = sections
        self.events: list[Event] = []
        self.history: dict[Key, list[Past]] = {}
        self.trail: list[tuple[int, Key]] = []
        self.starts: dict[int, int] = {}  # fiber: the event that started it
        self.inherited: Standing | None = None
        self.shut: Mapping[int, Sequence[int]] = {}
        self.wakers: Mapping[int, int] = {}

    def cut(self, number: int) -> int:
        """Forget the events from `number` on; return where in the log they began."""
        start = self.events[number].place
        del self.events[number:]
        while self.trail and self.trail[-1][0] >= start:
            self.history[self.trail.pop()[1]].pop()
        return start

    def resume(self, shut: Mapping[int, Sequence[int]], wakers: Mapping[int, int]) -> None:
        """Be ready for the log of another run, which is as the last one up to the last event."""
        self.shut, self.wakers = shut, wakers
        self.last = {event.fiber: number for number, event in enumerate(self.events)}
        self.starts = {f: n for f, n in self.starts.items() if n < len(self.events)}
        self.floors: list[tuple[int, Clock]] = [(-1, [])]
        self.stood: dict[int, int] = {}  # fiber: the place in the log where it last stopped

    def _clock_of(self, fiber: int, *, waited: bool = False) -> Clock:
        """A copy of what `fiber` has seen so far.

        If it `waited` it could have gone on earlier than it did, at the time when it began to.
        """
        number = self.last.get(fiber, self.starts.get(fiber))
        vc = self.events[number].vc[:] if number is not None else []
        floors = self.floors
        if waited:
            since = self.stood.get(fiber, 0)
            floors = [pair for pair in floors if pair[0] < since]
        if floors and floors[-1][1]:
            merge(vc, floors[-1][1])
        if len(vc) <= fiber:
            vc += [0] * (fiber + 1 - len(vc))
        return vc

    def begin(self, fiber: int, tick: int, place: int, known: int) -> Event:
        """Make the next event: operation `tick` of `fiber`, 0 where it goes on after a wait."""
        vc = self._clock_of(fiber, waited=tick == 0)
        clock = vc[fiber] + 1
        event = Event(fiber, clock, tick, place, known, vc)
        if self.inherited is not None:  # the first event of a branch stands where another stood
            event.backtrack, event.done, event.sleep = self.inherited
            event.backtrack.add(fiber)
            self.inherited = None
        self._before = vc[:]
        vc[fiber] = clock
        self.last[fiber] = len(self.events)
        self.events.append(event)
        return event

    def join(self, event: Event, accesses: list[Access], place: int, site: int) -> bool:
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
            elif mode == LEAVE:
                self._left(event, past, place)
            elif mode in (MEET, PART):
                self._met(event, past, number, mode)
            elif mode == ALL_DONE:
                self._finished(event, past, number)
            else:
                conflict = CONFLICT[mode]
                at = len(past) - 1
                while at >= 0:
                    other, whose, its_clock, its_mode, its_site, lock, unlike = past[at]
                    if not conflict[its_mode]:
                        at = unlike
                        continue
                    at -= 1
                    # A race counts only between neighbours: not if something lies between the two.
                    if whose != fiber and (len(vc) <= whose or vc[whose] < its_clock):
                        if other < 0 or lock is not None:
                            new |= self._flag(site, its_site)
                        elif its_mode == SECTION and self.sections.look_into(key):
                            new = True
                        else:
                            if mode == JOIN:  # nor could it before with what is done besides
                                merge(self._before, self.events[other].vc)
                            else:
                                self._race(other, number, vc)
                            merge(vc, self.events[other].vc)
                    if its_mode in (WRITE, ACQUIRE, EXIT) or its_mode == mode in _IN_ORDER:
                        break
            if mode in (APPEND, TAKE):
                self._followed(event, past, place, mode)
            past.append((number, fiber, clock, mode, site, None, _unlike(past, mode, None)))
            self.trail.append((place, key))
        return new

    def join_section(
        self, event: Event, lock: Key, data: list[tuple[Access, int]], place: int
    ) -> bool:
        """Make `event` a section of `lock` that touches `data`, each access with its site."""
        number = len(self.events) - 1
        fiber, clock, vc = event.fiber, event.clock, event.vc
        event.accesses = [(lock, SECTION), *(access for access, _ in data)]
        past = self.history.setdefault(lock, [])
        others = len(past) - 1
        if past and past[-1][3] == SECTION:
            others = past[-1][4]
        new = others >= 0 and self._acquired(event, past[: others + 1], number, lock)
        past.append((number, fiber, clock, SECTION, others, None, len(past) - 1))
        self.trail.append((place, lock))
        for (key, mode), site in data:
            conflict = CONFLICT[mode]
            past = self.history.setdefault(key, [])
            if mode == LEAVE:
                self._left(event, past, place)
                past = []
            at = len(past) - 1
            while at >= 0:
                other, whose, its_clock, its_mode, its_site, its_lock, unlike = past[at]
                if not conflict[its_mode] and (its_lock == lock or not mode == its_mode == ADJUST):
                    at = unlike
                    continue
                at -= 1
                if whose != fiber and (len(vc) <= whose or vc[whose] < its_clock):
                    if its_lock == lock:
                        self._race(other, number, vc)
                        merge(vc, self.events[other].vc)
                    else:  # another lock, or none, does not keep the two apart
                        new |= self._flag(site, its_site)
                if its_mode == WRITE:
                    break
            past = self.history[key]
            past.append((number, fiber, clock, mode, site, lock, _unlike(past, mode, lock)))
            self.trail.append((place, key))
        return new

    def _left(self, event: Event, past: list[Past], place: int) -> None:
        """Somebody has been woken: it could not have gone on before, and knows of no later WAKE."""
        woken = self.wakers.get(place, place)
        for other, *_, mode, _, _, _ in reversed(past):
            if mode in (WAKE, PICK) and self.events[other].place <= woken:
                merge(event.vc, self.events[other].vc)
                merge(self._before, self.events[other].vc)
                break

    def _followed(self, event: Event, past: list[Past], place: int, mode: int) -> None:
        """An item is taken after it was put; where a queue has room for few, also the reverse.

        Earlier, another item might have been there for it: so it races with others that took one.
        """
        before = self.wakers.get(place)
        if before is None:
            return
        for other, *_, its_mode, _, _, _ in reversed(past):
            if its_mode != mode and self.events[other].place <= before and its_mode in _IN_ORDER:
                merge(event.vc, self.events[other].vc)
                break

    def _finished(self, event: Event, past: list[Past], number: int) -> None:
        """All is done: who has waited for that could have gone on whenever it was so before."""
        before = self._before[:]
        for other, whose, clock, mode, *_ in reversed(past):
            if CONFLICT[ALL_DONE][mode]:
                if whose != event.fiber and not has_seen(self._before, whose, clock):
                    self._race(other, number, before)
                merge(before, self.events[other].vc)
        merge(event.vc, before)

    def _met(self, event: Event, past: list[Past], number: int, mode: int) -> None:
        """Somebody arrives at a barrier, or leaves it: in rounds, each of which fills and drains.

        Arrivals of one round are in no order among themselves, nor are leaves. Who leaves comes
        after all arrivals of the round; who arrives comes after all that have left the one before,
        and might have been in it, had they arrived before one of them. Rounds before that follow.
        """
        leaves = mode == PART
        opened = -1  # the first one to leave is the one that has opened the barrier
        is_past = leaves  # the arrivals of the round in which it is itself
        has_turned = False  # … and is now beyond the leaves that lie between two rounds
        for other, whose, clock, its_mode, *_ in reversed(past):
            if its_mode == MEET:
                if not is_past:
                    continue
                if leaves and not has_turned and opened >= 0:
                    merge(event.vc, self.events[opened].vc)
                has_turned = True
            elif its_mode == PART:
                if has_turned:
                    break
                is_past, opened = True, other
                if leaves:
                    continue
            elif its_mode not in (READ, WRITE):
                continue
            infeasible = its_mode == PART or (leaves and its_mode == MEET)
            if not infeasible and whose != event.fiber and not has_seen(self._before, whose, clock):
                self._race(other, number, self._before)
            merge(event.vc, self.events[other].vc)
            if its_mode == WRITE:
                break

    def _acquired(
        self, event: Event, past: list[Past], number: int, section: Key | None = None
    ) -> bool:
        """A lock is taken: after its last release, and in a race with who had it before.

        What is done with it in the same step could come before the release only if all of it came
        before the lock was taken. Returns whether the search has to begin anew: if it is for a
        `section` of that lock, and somebody may have looked into it.
        """
        before, released = self._before, False
        free: Clock = []  # since when it has been
        for other, whose, clock, mode, *_ in reversed(past):
            if mode in (RELEASE, SIGNAL):
                if not released:
                    released, free = True, self.events[other].vc
                    merge(event.vc, free)
                continue
            if mode == SECTION:
                if whose != event.fiber and not has_seen(event.vc, whose, clock):
                    self._race(other, number, before)
                    merge(event.vc, self.events[other].vc)
                continue
            if mode not in (ACQUIRE, READ, WRITE) or (mode == READ and released) or other < 0:
                continue
            if whose != event.fiber and (len(before) <= whose or before[whose] < clock):
                if section is not None and mode != ACQUIRE and self.sections.look_into(section):
                    return True
                if self._is_shut(other, number):  # not its turn then, but perhaps earlier
                    continue
                self._race(other, number, before)
            if not released:
                merge(event.vc, self.events[other].vc)
            if mode != READ:
                break
        merge(before, free)
        return False

    def unflagged(self, fiber: int, accesses: list[Access], place: int, site: int) -> bool:
        """An access that is no point: it must be ordered with all that conflict."""
        number = self.last.get(fiber)
        clock = self.events[number].clock + 1 if number is not None else 1
        vc: Clock | None = None
        new = False
        for key, mode in accesses:
            past = self.history.get(key)
            if past is None:
                past = self.history[key] = []
            else:
                conflict = CONFLICT[mode]
                at = len(past) - 1
                while at >= 0:
                    _, whose, its_clock, its_mode, its_site, _, unlike = past[at]
                    at = at - 1 if conflict[its_mode] or its_mode == WRITE else unlike
                    if whose != fiber and conflict[its_mode]:
                        if vc is None:
                            vc = self._clock_of(fiber)
                        if len(vc) <= whose or vc[whose] < its_clock:
                            if its_mode == SECTION:
                                new |= self._flag(site) | self.sections.look_into(key)
                            else:
                                new |= self._flag(site, its_site)
                    if its_mode == WRITE:
                        break
                last = past[-1] if past else None
                if last is not None and last[1] == fiber and last[2] == clock and last[3] == mode:
                    continue
            past.append((-1, fiber, clock, mode, site, None, _unlike(past, mode, None)))
            self.trail.append((place, key))
        return new

    def _flag(self, *sites: int) -> bool:
        new = False
        for site in sites:
            if not self.flagged[site]:
                self.flagged[site] = 1
                new = True
        return new

    def advance(self, place: int) -> None:
        """Time moves on only when nobody can do anything: all that was is before all that comes."""
        floor = self.floors[-1][1][:]
        for event in self.events:
            if event.place < place:
                merge(floor, event.vc)
        self.floors.append((place, floor))

    def _is_shut(self, earlier: int, later: int) -> bool:
        """Whether the later event could not be the first, as the earlier one has opened the way."""
        event = self.events[later]
        return event.tick == 0 and event.fiber in self.shut.get(self.events[earlier].place, ())

    def _race(self, earlier: int, later: int, before: Clock) -> None:
        """See to it that the later of two racing events is tried before the earlier one.

        `before` is what the later one comes after, by all that lies between the two.
        """
        first = self.events[earlier]
        if self._is_shut(earlier, later):
            return
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

    def blocked(self, record: RunRecord) -> None:
        """Those that wait for ever at the end: whom they wait for might have come after them."""
        for fiber, entry in record.blocked:
            ((key, mode),) = record.accesses(entry)
            event = self.begin(fiber, 0, len(record.log), 0)
            number = len(self.events) - 1
            past = self.history.get(key, [])
            if mode == ACQUIRE:
                self._acquired(event, past, number)
            for other, whose, clock, its, *_ in reversed(past if mode != ACQUIRE else []):
                if other < 0 or not CONFLICT[mode][its]:
                    continue
                # Right before the last of them it may have been shut out, too: each one counts.
                if whose != fiber and not has_seen(self._before, whose, clock):
                    self._race(other, number, self._before)
            self.events.pop()


def _unlike(past: list[Past], mode: int, lock: Key) -> int:
    """Where the last access stands that is not like one in `mode` and under `lock`."""
    if past and past[-1][3] == mode and past[-1][5] == lock:
        return past[-1][6]
    return len(past) - 1
