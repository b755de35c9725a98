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

from threadlab.explorer.engine.fiber import FOREVER, Fiber, Segment, Turn
from threadlab.explorer.engine.footprints import Access, Key
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
from threadlab.explorer.engine.world import Policy, World

Step = tuple[list[Access], int]  # what a thread's next step touches, and how many labels there were
Past = tuple[int, int, int, int, int]  # event (-1: none), fiber, its clock then, mode, site


class Event:
    """One step of a run, and what the search knows about the state before it."""

    __slots__ = (
        "accesses", "backtrack", "clock", "done", "fiber", "known", "place", "sleep", "tick", "vc",
    )  # fmt: skip

    def __init__(self, fiber: int, clock: int, tick: int, place: int, known: int, vc: list[int]):
        self.fiber = fiber
        self.clock = clock  # the how-manieth event of its fiber, from 1
        self.tick = tick  # the operation with which it begins; 0 where it goes on after waiting
        self.place = place  # in the log
        self.known = known  # objects that had labels before it
        self.accesses: list[Access] = []
        self.vc = vc
        self.backtrack: set[int] = {fiber}
        self.done: dict[int, Step | None] = {}  # None: it could not go on
        self.sleep: dict[int, Step] = {}

    def asleep_after(self, fiber: int) -> dict[int, Step]:
        """Whom another run has seen off, where `fiber` goes on from here."""
        done = {other: step for other, step in self.done.items() if step is not None}
        return {other: step for other, step in {**self.sleep, **done}.items() if other != fiber}


class Asleep(Policy):
    """After the plan each thread goes on for as long as it can, but for those in the sleep set."""

    def __init__(self, reduction: Reduction, sleep: dict[int, Step]):
        self.reduction = reduction
        self.sleep = sleep
        self.careful = bool(sleep)
        self.mark = -1
        self.enabled: list[int] = []

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Go on, unless another run has covered what `me` would do now."""
        if not self.careful or not self.reduction.flagged[site]:
            return me
        self._wake(world)
        if me.index not in self.sleep:
            return me
        return self._first(world, world.ready())

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """The first that can go on and is not asleep."""
        if self.careful:
            self._wake(world)
        ready = world.ready()
        if not self.sleep:
            return ready[0] if ready else world.sleeper()
        return self._first(world, ready)

    def _first(self, world: World, ready: list[Fiber]) -> Fiber | None:
        for fiber in ready:
            if fiber.index not in self.sleep:
                return fiber
        late = world.sleepers() if not ready or world.clock == "any" else []
        late.sort(key=lambda fiber: fiber.deadline or 0.0)
        for fiber in late:
            if fiber.index not in self.sleep:
                return fiber
        if ready or late:
            world.ending = "redundant"
        return None

    def _wake(self, world: World) -> None:
        """Wake those whose next step conflicts with what has been done since."""
        if self.mark < 0:
            self.mark = self.reduction.mark
        accesses = world.footprints.since(world.log, self.mark)
        self.mark = len(world.log)
        if accesses:
            self.sleep = still_asleep(self.sleep, accesses)
            if not self.sleep:
                self.careful = False


def still_asleep(sleep: dict[int, Step], accesses: list[Access]) -> dict[int, Step]:
    """The part of a sleep set that `accesses` leaves asleep."""
    return {
        fiber: (steps, known)
        for fiber, (steps, known) in sleep.items()
        if not _conflicts(steps, known, accesses)
    }


def _conflicts(steps: list[Access], known: int, accesses: list[Access]) -> bool:
    for key, mode in steps:
        # An object that was unknown when the step was recorded may have another number now.
        fresh = type(key[0]) is int and key[0] >= known
        for other, other_mode in accesses:
            if CONFLICT[mode][other_mode] and (
                key == other
                or (
                    fresh and type(other[0]) is int and other[0] >= known and key[1:2] == other[1:2]
                )
            ):
                return True
    return False


class Reduction:
    """The state of the search: one run's events, and at each of them what is left to try."""

    def __init__(self, world: World, sites: int):
        self.world = world
        self.flagged = bytearray(max(sites, 2) + 1)
        self.flagged[0] = 1
        self.mark = 0
        self.policy: Asleep | None = None
        self._size = sites
        self.restart()

    def restart(self) -> None:
        """Begin anew."""
        self.events: list[Event] = []
        self.segments: list[Segment] = []
        self.history: dict[Key, list[Past]] = {}
        self.trail: list[tuple[int, Key]] = []
        self.starts: dict[int, int] = {}  # fiber: the event that started it
        self._branch: tuple[int, int] | None = None
        self._inherited: tuple[set[int], dict[int, Step | None], dict[int, Step]] | None = None
        self._begun = False

    # --- what to run next

    def next_run(self) -> tuple[list[Turn], Asleep] | None:
        """The plan of the next run and what follows it; None when nothing is left to try."""
        if not self._begun:
            self._begun = True
            self._branch = None
            self.mark = 0
            self.policy = Asleep(self, {})
            return [], self.policy
        while self.events:
            event = self.events[-1]
            if event.fiber not in event.done:
                event.done[event.fiber] = (event.accesses, event.known)
            todo = event.backtrack - event.done.keys() - event.sleep.keys()
            if todo:
                fiber = min(todo)
                return self._go_back(len(self.events) - 1, fiber)
            self.events.pop()
        return None

    def _go_back(self, number: int, fiber: int) -> tuple[list[Turn], Asleep]:
        event = self.events[number]
        self._branch = (number, fiber)
        self.mark = event.place
        sleep = event.asleep_after(fiber)
        self.policy = Asleep(self, sleep)
        return self.plan_before(number, fiber), self.policy

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

    def learn(self) -> bool:
        """Read the log of the run just made; return whether the search has to begin anew."""
        world = self.world
        if len(world.footprints.sites) > self._size:
            self.flagged.extend(bytes(len(world.footprints.sites) - self._size))
            self._size = len(world.footprints.sites)
        start = 0
        if self._branch is not None:
            number, fiber = self._branch
            event = self.events[number]
            if world.ending == "diverged":
                self._infeasible(event, fiber)
                return False
            start = event.place
            self._inherited = (event.backtrack, event.done, event.sleep)
            del self.events[number:]
            while self.trail and self.trail[-1][0] >= start:
                self.history[self.trail.pop()[1]].pop()
        self.segments = list(world.segments)
        before = len(self.events)
        new = self._read(start)
        if self._branch is not None and len(self.events) > before:
            self._carry_sleep(before)
        return new

    def _infeasible(self, event: Event, fiber: int) -> None:
        """A thread could not go on where the clocks said it could: try all that can."""
        event.done[fiber] = None
        event.backtrack |= self.world.could

    def _carry_sleep(self, first: int) -> None:
        for number in range(first, len(self.events) - 1):
            event = self.events[number]
            sleep = event.asleep_after(event.fiber)
            if not sleep:
                break
            self.events[number + 1].sleep = still_asleep(sleep, event.accesses)

    def _read(self, start: int) -> bool:
        """Make events of the log from `start` on, and note the races; True if a place is new."""
        world = self.world
        log, footprints, flagged = world.log, world.footprints, self.flagged
        of = footprints.of
        ticks: dict[int, int] = {}
        self._last = {event.fiber: number for number, event in enumerate(self.events)}
        if start:
            self.starts = {f: n for f, n in self.starts.items() if n < len(self.events)}
        self._floors: list[tuple[int, list[int]]] = [(-1, [])]
        self._stood: dict[int, int] = {}
        new = False
        place = known = 0
        for segment in world.segments:
            fiber = segment.fiber
            if segment.end <= start:  # as in the last run: only the names of objects are needed
                ticks[fiber] = segment.logged
                self._stood[fiber] = segment.end
                continue
            if place < start:
                known = self._again(start)
                place = start
            tick = ticks.get(fiber, 0)
            current: Event | None = None
            opened = (
                0,
                place,
                known,
            )  # the last operation, to which what the library does belongs …
            at = -1  # … and the one that `current` is about
            while place < segment.end:
                entry = log[place]
                accesses, before = of(entry), known
                if type(entry) is int:
                    site, mode = entry, READ
                else:
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
                        self.starts[world.paths[entry[1].path]] = len(self.events) - 1
                place += 1
            ticks[fiber] = tick
            self._stood[fiber] = segment.end
        self._inherited = None
        self._blocked()
        return new

    def _again(self, start: int) -> int:
        """Give the objects of the part that is as in the last run the names that they had there.

        Returns how many there are.
        """
        of = self.world.footprints.of
        known = 0
        for place, entry in enumerate(self.world.log[:start]):
            if type(entry) is not int:
                known = _known(of(entry), known)
                if len(entry) == 4 and entry[2] == ADVANCE:
                    self._advance(place)
        return known

    def _clock_of(self, fiber: int, *, waited: bool = False) -> list[int]:
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
            _merge(vc, floors[-1][1])
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
                            _merge(vc, self.events[other].vc)
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
                    _merge(event.vc, self.events[other].vc)
                continue
            if mode not in (ACQUIRE, READ, WRITE) or (mode == READ and released) or other < 0:
                continue
            if whose != event.fiber and (len(before) <= whose or before[whose] < clock):
                self._race(other, number, before)
            if not released:
                _merge(event.vc, self.events[other].vc)
            if mode != READ:
                break

    def _unflagged(self, fiber: int, accesses: list[Access], place: int, site: int) -> bool:
        """An access that is no point: it must be ordered with all that conflict."""
        number = self._last.get(fiber)
        clock = self.events[number].clock + 1 if number is not None else 1
        vc: list[int] | None = None
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
                _merge(floor, event.vc)
        self._floors.append((place, floor))

    def _race(self, earlier: int, later: int, before: list[int]) -> None:
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
        initials: list[int] = []
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

    def _blocked(self) -> None:
        """Those that wait for ever at the end: whom they wait for might have come after them."""
        for fiber in self.world.live:
            thing = fiber.waiting
            if thing is None or thing.wants is None or fiber.deadline is not None:
                continue
            mode = thing.wants
            key = (self.world.footprints.label(thing.about), "c")
            event = self._begin(fiber.index, 0, len(self.world.log), 0)
            number = len(self.events) - 1
            past = self.history.get(key, [])
            if mode == ACQUIRE:
                self._acquired(event, past, number)
            for other, whose, clock, its, _ in reversed(past if mode != ACQUIRE else []):
                if other < 0 or not CONFLICT[mode][its]:
                    continue
                before = self._before
                if whose != fiber.index and (len(before) <= whose or before[whose] < clock):
                    self._race(other, number, before)
                if its == WRITE:
                    break
            self.events.pop()


def _known(accesses: list[Access], known: int) -> int:
    """How many objects have names after `accesses`: names are given in the order of the log."""
    for key, _ in accesses:
        if type(key[0]) is int and key[0] >= known:
            known = key[0] + 1
    return known


def _merge(vc: list[int], other: list[int]) -> None:
    """Set `vc` to the maximum of both, place by place."""
    if len(vc) < len(other):
        vc += [0] * (len(other) - len(vc))
    for i, value in enumerate(other):
        if value > vc[i]:
            vc[i] = value


def _tidy(plan: list[Turn]) -> list[Turn]:
    """Join turns of one fiber that follow each other."""
    tidy: list[Turn] = []
    for turn in plan:
        if tidy and tidy[-1].fiber == turn.fiber and tidy[-1].until != FOREVER:
            tidy[-1] = turn
        else:
            tidy.append(turn)
    return tidy
