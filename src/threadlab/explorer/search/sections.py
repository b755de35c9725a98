"""Stretches under a lock that are one step: taken, some data touched, given back.

A thread that has taken a lock can move what it does next before what others do, as long as nobody
can notice: they come in by the same lock only (Lipton, Reduction: CACM 18(12), 1975). So a
*section*, from the entry that takes a lock to the one that gives it back, is one step where it
touches nothing but data that all others touch under the same lock, too, or before or after.
Sections of one lock conflict through their data alone: two that touch different things, or only
add to the same whole number, need not be tried in both orders.

A section is none where it waits, takes another lock, starts a thread or does anything else that is
a scheduling point; and a lock has none if somebody can look whether it is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from threadlab.explorer.engine.log import ADJUSTED, Entry, parts, place_of
from threadlab.explorer.engine.modes import (
    ACQUIRE,
    ADD,
    ADJUST,
    ITEM_READ,
    ITEM_WRITE,
    NOTHING,
    READ,
    RELEASE,
    SECTION,
    WRITE,
)
from threadlab.explorer.engine.record import Access, Key

_DATA = frozenset((READ, WRITE, ITEM_READ, ITEM_WRITE, ADD))
Accesses = Callable[[Entry], list[Access]]


class Sections:
    """Finds sections in logs. `flagged` says at which sites threads are interrupted.

    Not `whole`, there are none: each operation on a lock is a step of its own.
    """

    def __init__(self, flagged: bytearray, *, whole: bool = True):
        self.flagged = flagged
        self.whole = whole
        self._open: set[Key] = set()  # the locks that others look at

    def end(self, log: Sequence[Entry], place: int, end: int, lock: Key) -> int:
        """Where the section ends that the ACQUIRE at `place` of `lock` begins; 0 if there is none.

        `end` is where the thread stops, or where the log does.
        """
        if not self.whole or lock in self._open:
            return 0
        flagged = self.flagged
        thing = log[place][1]
        for number in range(place + 1, end):
            entry = log[number]
            if type(entry) is int:
                if flagged[entry]:
                    return 0
                continue
            site = entry[0]
            if len(entry) == 4:
                mode = entry[2]
                if mode == RELEASE and entry[1] is thing:
                    return number
                if mode not in _DATA and not (mode == NOTHING and entry[1] is None):
                    return 0
                if site is None:
                    return 0
            if flagged[site if site >= 0 else ~site]:
                return 0
        return 0

    def look_into(self, lock: Key) -> bool:
        """Know that others can look whether `lock` is taken; return whether that is new.

        A lock has another number where objects are touched in another order, and to begin anew for
        each of them costs more than sections bring: from the second one on there are none.
        """
        new = self.whole and lock not in self._open
        if new:
            self._open.add(lock)
            self.whole = len(self._open) < 2
        return new

    def steps(
        self, log: Sequence[Entry], of: Accesses, start: int, ends: Sequence[int]
    ) -> list[Access]:
        """What was done from `start` on, in turns that ended at `ends`; each section is one."""
        found: list[Access] = []
        for begin, end in pairwise([start, *ends]):
            place = begin
            while place < end:
                accesses = of(log[place])
                last = self.end(log, place, end, accesses[0][0]) if _takes(log[place]) else 0
                if last:
                    found.append((accesses[0][0], SECTION))
                    found += [access for access, _ in data_of(log, of, place + 1, last)]
                    place = last
                else:
                    found += accesses
                place += 1
        return found


def _takes(entry: Entry) -> bool:
    return type(entry) is not int and len(entry) == 4 and entry[2] == ACQUIRE


def data_of(log: Sequence[Entry], of: Accesses, start: int, end: int) -> list[tuple[Access, int]]:
    """What the entries from `start` to `end` touch, and at which site; each access once.

    Where a whole number is added to another one that nothing else looks at, this is an ADJUST.
    """
    found: dict[Access, int] = {}
    reads: dict[Key, int] = {}  # the site of a read that may be the one of a sum
    adjusted = False
    for number in range(start, end):
        entry = log[number]
        site = place_of(entry) or 0
        accesses = of(entry)
        for access in accesses:
            key, mode = access
            if mode == READ and key not in reads and access not in found:
                reads[key] = site
            elif mode == WRITE and adjusted and key in reads:
                del reads[key]
                found.setdefault((key, ADJUST), site)
            else:
                if key in reads:
                    found[key, READ] = reads.pop(key)
                found.setdefault(access, site)
        adjusted = type(entry) is not int and len(entry) == 4 and entry[3] == ADJUSTED
    return [*found.items(), *(((key, READ), site) for key, site in reads.items())]


def operations(log: Sequence[Entry], start: int, end: int) -> int:
    """How many of the entries from `start` to `end` are operations that a schedule counts."""
    sites = (parts(log[number])[0] for number in range(start, end))
    return sum(site is not None and site >= 0 for site in sites)
