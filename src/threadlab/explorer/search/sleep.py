"""Sleep sets: threads whose next step another run has covered, until something touches it.

Plain data, so that the reduction can be read and tried without a world; the policy that respects
such a set while a run goes on is in asleep.py.
"""

from __future__ import annotations

from threadlab.explorer.engine.modes import CONFLICT
from threadlab.explorer.engine.record import Access

Step = tuple[list[Access], int]  # what a thread's next step touches, and how many labels there were
SleepSet = dict[int, Step]  # by the index of the fiber


def still_asleep(sleep: SleepSet, accesses: list[Access]) -> SleepSet:
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
