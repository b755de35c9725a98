"""How much a search may do: runs and what is done in them, so that a verdict is the same each time.

A budget in seconds would let a program be proved on one machine and not on another, or on the same
one when it is busy. So seconds are there for emergencies alone.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter, process_time
from typing import Any

from threadlab.explorer.engine.loops import LOCAL
from threadlab.explorer.engine.world import World

OPERATIONS = 130  # of each run, on average; a long program gets fewer runs …
AT_LEAST = 650_000  # … but in all never fewer operations than these, or …
FEW = 3  # … so many runs
EACH = 20  # what every run costs, however short it is
UNREAD = 4  # operations that nobody reads count as one that is read
MOST_ENTRIES = 200_000  # of a log that is read: longer ones take seconds and hundreds of megabytes
MOST_RUNS = 20_000  # where nobody says how many
MOST_SECONDS = 60.0
_AGAIN_SECONDS = 0.1  # of work, after which an alarm comes again
_LOOK_SECONDS = 0.25  # from one look of a watcher to the next
_OVER = 1e18  # a time that is later than any deadline
_watchers: list[Callable[[int], bool]] = []


@contextmanager
def watched(watcher: Callable[[int], bool]) -> Iterator[None]:
    """Around searches that somebody waits for: ask `watcher` a few times a second whether to go on.

    It is told how many runs were made. Where it says no, the time of the search is over, and the
    verdict is what was found so far.
    """
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.pop()


class Budget:
    """What is left to be spent, of runs, of operations and of time.

    Time is what `timer` tells: that of the clock, or of the work of this process, which no busy
    machine makes shorter. Operations end nothing before `least` runs.
    """

    def __init__(
        self,
        runs: int,
        seconds: float,
        *,
        least: int = 0,
        timer: Callable[[], float] | None = None,
    ):
        self._clock = timer or perf_counter
        # A budget that goes on by another one's timer has that one's watcher.
        alone = self._clock in (perf_counter, process_time)
        self._watcher = _watchers[-1] if _watchers and alone else None
        self._looks_at = perf_counter() + _LOOK_SECONDS
        self._tried = 0
        self.is_told_to_end = False
        self.timer = self._clock if self._watcher is None else self._watched_time
        self.deadline = self._clock() + seconds
        self.runs = runs
        self.least = least
        self.made = 0
        self.operations = max(runs * OPERATIONS, AT_LEAST)
        self._different = 0
        self._last = self._clock()
        self._shortest = float("inf")  # seconds of a run
        self._hopeless = False

    def _watched_time(self) -> float:
        """The time; once the watcher has had enough, it is over."""
        if (
            self._watcher is not None
            and not self.is_told_to_end
            and perf_counter() >= self._looks_at
        ):
            self.is_told_to_end = not self._watcher(self._tried)
            self._looks_at = perf_counter() + _LOOK_SECONDS
        return _OVER if self.is_told_to_end else self._clock()

    def bind(self, world: World) -> None:
        """Have runs that do not end broken off when the time is over."""
        world.deadline, world.timer = self.deadline, self.timer

    @contextmanager
    def alarm(self, world: World) -> Iterator[None]:
        """Have the system say when the time of this process's work is over.

        A run whose operations take seconds each may have neither a loop nor another thread where
        somebody looks at the time. Without such an alarm it goes on to its end.
        """
        over = getattr(signal, "SIGPROF", None)
        if (
            over is None
            or not hasattr(signal, "setitimer")  # as in a browser, which knows the signal
            or self.timer is not process_time
            or threading.current_thread() is not threading.main_thread()
            or signal.getsignal(over) is not signal.SIG_DFL
        ):
            yield
            return

        def stop(*_: Any) -> None:
            world.late, world.stop = True, 0

        signal.signal(over, stop)
        left = max(self.deadline - self.timer(), 0.0) + _AGAIN_SECONDS
        signal.setitimer(signal.ITIMER_PROF, left, _AGAIN_SECONDS)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(over, signal.SIG_DFL)
            world.late = False

    def note_time(self) -> None:
        """Note how long the run just made has taken."""
        now = self._clock()
        self._shortest, self._last = min(self._shortest, now - self._last), now

    def give_up_below(self, runs: int) -> None:
        """Take the time as over if it is sure not to suffice for half of `runs` more.

        The other half may be found to be like others that were made.
        """
        if 2 * (self.deadline - self.timer()) < runs * self._shortest:
            self._hopeless = True

    @property
    def left_of_least(self) -> int:
        """How many runs must still be made, none of them like another."""
        return max(self.least - self._different, 0)

    @property
    def is_late(self) -> bool:
        """Whether the time is over, or is sure not to suffice."""
        return self._hopeless or self.timer() > self.deadline

    @property
    def is_over(self) -> bool:
        """Whether anything of it is used up."""
        if self.runs <= 0 or self.is_late:
            return True
        return self.operations <= 0 and self.made >= FEW and self.has_made_least

    @property
    def has_made_least(self) -> bool:
        """Whether there were as many runs as there must be, none of them like another."""
        return self._different >= self.least

    def spend(self, world: World, runs: int = 1, *, read: bool = False) -> None:
        """Take off the run just made, of 0 `runs` if it was like another.

        `read` says whether its log is read, which takes longer than the run. One that was broken
        off costs as much: the next ones will go on for as long.
        """
        self.runs -= runs
        self._tried += 1
        self._different += runs
        broken_off = world.ending == "long"
        self.made += FEW if broken_off else 1
        done = len(world.log) + world.local_turns // LOCAL
        self.operations -= EACH + (done if read or broken_off else done // UNREAD)
