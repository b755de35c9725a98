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

from threadlab.explorer.engine.log import Entry, is_touch, parts, place_of
from threadlab.explorer.engine.modes import (
    ACQUIRE,
    ADD,
    ADJUST,
    ARRIVE,
    DONE,
    HIRE,
    ITEM_READ,
    ITEM_WRITE,
    LEAVE,
    NOTHING,
    OVERDO,
    PICK,
    READ,
    RELEASE,
    SECTION,
    WAKE,
    WRITE,
)
from threadlab.explorer.engine.record import Access, Key

_DATA = frozenset((READ, WRITE, ITEM_READ, ITEM_WRITE, ADD))
_NOTES = frozenset((NOTHING, ADJUST))
_AT_A_CONDITION = frozenset((ARRIVE, WAKE, LEAVE, PICK))
Accesses = Callable[[Entry], list[Access]]


class Sections:
    """Finds sections in logs. `flagged` says at which sites threads are interrupted.

    Not `whole`, there are none: each operation on a lock or a condition is a step of its own.
    """

    def __init__(self, flagged: bytearray, *, whole: bool = True):
        self.flagged = flagged
        self.whole = whole
        self.alike = whole  # whether all that wait for a condition are woken together …
        self.timed = not whole  # … and whether some don't wait for ever
        self.workers_alike = whole  # whether it makes no difference which worker does a task
        self.balanced = whole  # whether each thread says only of what it has taken that it is done
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
                if mode in _AT_A_CONDITION and not self.timed:
                    continue
                if mode not in _DATA and not (mode in _NOTES and entry[1] is None):
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

    def tell_apart(self, *, timed: bool) -> bool:
        """Know that it matters who has come first to a condition; return whether that is new.

        Who waits for a time only ends it without the lock: no section touches a condition then.
        """
        new = self.alike or (timed and not self.timed)
        self.alike, self.timed = False, self.timed or timed
        return new

    def tell_workers_apart(self) -> bool:
        """Know that it matters which worker does a task; return whether that is new."""
        new, self.workers_alike = self.workers_alike, False
        return new

    def count_what_is_done(self) -> bool:
        """Know that it may be said too often that something is done; return whether that is new."""
        new, self.balanced = self.balanced, False
        return new

    def picks(self, data: list[tuple[Access, int]]) -> bool:
        """Know what the `data` of a section tells of that; return whether it is new."""
        return self.alike and any(mode == PICK for (_, mode), _ in data) and self.tell_apart(
            timed=False)  # fmt: skip

    def data_of(
        self, log: Sequence[Entry], of: Accesses, start: int, end: int
    ) -> list[tuple[Access, int]]:
        """What a section touches, as `data_of` has it, where it may matter who came first."""
        found = data_of(log, of, start, end)
        if self.alike:
            return found
        return [((key, PICK if mode in (ARRIVE, WAKE) else mode), site)
                for (key, mode), site in found]  # fmt: skip

    def told_apart(self, accesses: list[Access]) -> list[Access]:
        """Accesses as they are where it matters who was first, does a task, or has done one."""
        if accesses and accesses[0][1] == HIRE:
            return [] if self.workers_alike else [(key, WRITE) for key, _ in accesses]
        if accesses and accesses[0][1] == DONE:
            return accesses if self.balanced else [(key, OVERDO) for key, _ in accesses]
        if self.alike or not accesses or accesses[0][1] not in (ARRIVE, WAKE):
            return accesses
        return [(key, PICK) for key, _ in accesses]

    def steps(
        self, log: Sequence[Entry], of: Accesses, start: int, ends: Sequence[int]
    ) -> list[Access]:
        """What was done from `start` on, in turns that ended at `ends`; each section is one."""
        found: list[Access] = []
        for begin, end in pairwise([start, *ends]):
            place = begin
            while place < end:
                accesses = self.told_apart(of(log[place]))
                found += accesses
                takes = takes_at(log, place)
                place += 1
                if takes == place:  # a wait has ended: the lock is taken in the next entry
                    accesses = of(log[place])
                    found += accesses
                    place += 1
                last = self.end(log, takes, end, accesses[0][0]) if takes else 0
                if last:
                    found[-1] = (accesses[0][0], SECTION)
                    found += [access for access, _ in self.data_of(log, of, place, last)]
                    place = last + 1
        return found


def takes_at(log: Sequence[Entry], place: int) -> int:
    """Where a lock is taken by what begins at `place`, there or in the entry after it; 0 if none.

    The latter where somebody has waited for a condition, and goes on with its lock.
    """
    entry = log[place]
    if type(entry) is int or len(entry) < 4:
        return 0
    if entry[2] == ACQUIRE and (entry[0] is None or entry[0] >= 0):
        return place
    return place + 1 if entry[2] == LEAVE else 0


def data_of(log: Sequence[Entry], of: Accesses, start: int, end: int) -> list[tuple[Access, int]]:
    """What the entries from `start` to `end` touch, and at which site; each access once.

    Where a whole number is added to another one that nothing else looks at, this is an ADJUST.
    """
    found: dict[Access, int] = {}
    reads: dict[Key, int] = {}  # the site of a read that may be the one of a sum
    of_sum = (-1, -1)  # where the sum that was noted last will be written, and was read
    for number in range(start, end):
        entry = log[number]
        site = place_of(entry) or 0
        if is_touch(entry) and entry[2] == ADJUST:
            of_sum = (site, entry[3])
            continue
        if site == of_sum[1]:  # it is read once more, and the other sum was never written
            of_sum = (-1, -1)
        for access in of(entry):
            key, mode = access
            if mode == READ and key not in reads and access not in found:
                reads[key] = site
            elif mode == WRITE and of_sum == (site, reads.get(key)):
                del reads[key]
                found.setdefault((key, ADJUST), site)
            else:
                if key in reads:
                    found[key, READ] = reads.pop(key)
                found.setdefault(access, site)
    return [*found.items(), *(((key, READ), site) for key, site in reads.items())]


def operations(log: Sequence[Entry], start: int, end: int) -> int:
    """How many of the entries from `start` to `end` are operations that a schedule counts."""
    sites = (parts(log[number])[0] for number in range(start, end))
    return sum(site is not None and site >= 0 for site in sites)
