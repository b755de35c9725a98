"""How much a search may do: runs and what is done in them, so that a verdict is the same each time.

A budget in seconds would let a program be proved on one machine and not on another, or on the same
one when it is busy. So seconds are there for emergencies alone.
"""

from __future__ import annotations

from time import perf_counter

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


class Budget:
    """What is left to be spent, of runs, of operations and of real time."""

    def __init__(self, runs: int, seconds: float):
        self.begin = perf_counter()
        self.deadline = self.begin + seconds
        self.runs = runs
        self.made = 0
        self.operations = max(runs * OPERATIONS, AT_LEAST)

    @property
    def is_late(self) -> bool:
        """Whether the real time is over."""
        return perf_counter() > self.deadline

    @property
    def is_over(self) -> bool:
        """Whether anything of it is used up."""
        if self.runs <= 0 or self.is_late:
            return True
        return self.operations <= 0 and self.made >= FEW

    def spend(self, world: World, runs: int = 1, *, read: bool = False) -> None:
        """Take off the run just made, of 0 `runs` if it was like another.

        `read` says whether its log is read, which takes longer than the run. One that was broken
        off costs as much: the next ones will go on for as long.
        """
        self.runs -= runs
        broken_off = world.ending == "long"
        self.made += FEW if broken_off else 1
        done = len(world.log) + world.local_turns // LOCAL
        self.operations -= EACH + (done if read or broken_off else done // UNREAD)
