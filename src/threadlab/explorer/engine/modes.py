"""How an access touches its object, and which two of them conflict: the one table of it.

Two accesses of one object *conflict* if their order can matter: exchanging them could change what
either of them finds. `Mode` names them for people; the log holds plain integers, which compare
several times as fast, and so the names below are integers.
"""

from __future__ import annotations

from enum import IntEnum


class Mode(IntEnum):
    """How an entry of the log touches what it is about."""

    READ = 1  # looks at it as a whole: a variable, an attribute, a list, an event
    WRITE = 2  # changes it as a whole, or in a way that nobody knows
    ITEM_READ = 3  # looks at one item; that item is read besides
    ITEM_WRITE = 4  # gives one item another value; that item is written besides
    ADD = 5  # adds an item, whose place among the others depends on the order
    ACQUIRE = 6  # takes a lock or a permit
    RELEASE = 7  # gives a lock back
    SIGNAL = 8  # gives a permit where there was none left: somebody may wait for it
    PUT = 9  # gives a permit where there were some
    START = 10  # lets a thread begin
    EXIT = 11  # a thread has ended
    JOIN = 12  # has waited for that, or for an event, as long as it takes
    NOTHING = 13  # touches nothing: somebody begins to wait, or calls what is pure
    ADVANCE = 14  # virtual time moves on, which it does when nobody can do anything else
    ADJUST = 15  # adds a whole number to a whole number, and nobody sees what it was before
    SECTION = 16  # takes a lock and gives it back, with nothing in between that others notice
    ARRIVE = 17  # begins to wait for a condition, among others that are alike
    WAKE = 18  # wakes all that wait for a condition
    LEAVE = 19  # has been woken, by the first WAKE since it arrived
    PICK = 20  # wakes some and not others: who came first matters
    MEET = 21  # arrives at a barrier: with others of its round, or too late for theirs
    PART = 22  # leaves it, after all of its round have come, or after it was broken
    EXPECT = 23  # begins to wait for a condition, for a time: its end may come without the lock
    HIRE = 24  # counts idle workers of a pool: of interest where these are told apart
    APPEND = 25  # puts an item at the end of a queue
    TAKE = 26  # takes the first one, however long it has to wait for one
    DONE = 27  # says that one that it has taken is done
    ALL_DONE = 28  # has waited until all that were put are done
    OVERDO = 29  # says that one is done that it has not taken itself: there may be none left


READ, WRITE, ITEM_READ, ITEM_WRITE, ADD, ACQUIRE, RELEASE = (int(mode) for mode in list(Mode)[:7])
SIGNAL, PUT, START, EXIT, JOIN, NOTHING, ADVANCE, ADJUST, SECTION = (
    int(mode) for mode in list(Mode)[7:16]
)
ARRIVE, WAKE, LEAVE, PICK, MEET, PART, EXPECT, HIRE = (int(mode) for mode in list(Mode)[16:24])
APPEND, TAKE, DONE, ALL_DONE, OVERDO = (int(mode) for mode in list(Mode)[24:])

LOOKS = frozenset((READ, ITEM_READ, JOIN, NOTHING, LEAVE, ALL_DONE))  # these change nothing

_PAIRS = {
    READ: {WRITE, ITEM_WRITE, ADD, START, EXIT, ACQUIRE, RELEASE, SIGNAL, PUT},
    WRITE: {READ, WRITE, ITEM_READ, ITEM_WRITE, ADD, ACQUIRE, RELEASE, SIGNAL, PUT, JOIN},
    ITEM_READ: {WRITE},
    ITEM_WRITE: {READ, WRITE},
    ADD: {READ, WRITE, ADD},
    ACQUIRE: {ACQUIRE, RELEASE, READ, WRITE},
    RELEASE: {ACQUIRE, RELEASE, READ, WRITE},
    SIGNAL: {SIGNAL, PUT, READ, WRITE},  # an acquire waits for one of these, and none for …
    PUT: {SIGNAL, READ, WRITE},  # … one of those
    START: {READ, EXIT, JOIN},
    EXIT: {READ, START, JOIN},
    JOIN: {EXIT, START, WRITE},
    # Two of them commute: sums of whole numbers do, and sections conflict through their data only.
    ADJUST: {READ, WRITE},
    SECTION: {ACQUIRE, RELEASE, READ, WRITE},
    ARRIVE: {READ, WRITE, WAKE, PICK},
    WAKE: {READ, WRITE, ARRIVE, WAKE, LEAVE, PICK},
    LEAVE: {WAKE, PICK, WRITE},
    PICK: {READ, WRITE, ARRIVE, WAKE, LEAVE, PICK},
    EXPECT: {READ, WRITE, ARRIVE, WAKE, LEAVE, PICK, EXPECT},
    MEET: {READ, WRITE, PART},
    PART: {MEET, READ, WRITE},
}
# The ends of a queue do not touch: who takes an item comes after who has put it (World.wakers).
_ANY = _PAIRS[WRITE]
_PAIRS |= {
    APPEND: {*_ANY, APPEND, ALL_DONE},
    TAKE: {*_ANY, TAKE},
    DONE: {*_ANY, ALL_DONE},
    ALL_DONE: {*_PAIRS[READ], APPEND, DONE},
    OVERDO: {*_ANY, APPEND, DONE, ALL_DONE, OVERDO},
}
for _mode in (ADJUST, SECTION, ARRIVE, WAKE, LEAVE, PICK, MEET, PART, EXPECT,
              APPEND, TAKE, DONE, ALL_DONE, OVERDO):  # fmt: skip
    for _other in _PAIRS[_mode]:
        _PAIRS[_other].add(_mode)
# CONFLICT[one][other]: by plain indices, as it is asked for each pair of accesses of each run.
CONFLICT: tuple[tuple[bool, ...], ...] = tuple(
    tuple(other in _PAIRS.get(mode, ()) for other in range(len(Mode) + 1))
    for mode in range(len(Mode) + 1)
)

_OPENERS = {TAKE: APPEND, APPEND: TAKE, ALL_DONE: DONE}


def opens(wanted: int | None, mode: int) -> bool:
    """Whether `mode` lets go on who waits for an access in mode `wanted`, or is ordered with that.

    >>> opens(TAKE, APPEND), opens(ALL_DONE, APPEND), opens(WRITE, READ)
    (True, False, True)
    """
    opener = WRITE if wanted is None else _OPENERS.get(wanted, WRITE)
    return bool(mode == opener or CONFLICT[mode][opener])
