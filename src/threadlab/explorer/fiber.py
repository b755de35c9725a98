"""The words of a run: threads as fibers, what they wait for, what they did, and in which order."""

from __future__ import annotations

from typing import Any, NamedTuple

from greenlet import greenlet

FOREVER = 1 << 60
SYNC = 0  # the site of operations that the library's objects log by themselves

# How an access touches its object; footprints.py says which of them conflict.
(
    READ, WRITE, ITEM_READ, ITEM_WRITE, ADD, ACQUIRE, RELEASE, SIGNAL, PUT, START, EXIT, JOIN,
    NOTHING, ADVANCE,
) = range(14)  # fmt: skip
LOOKS = frozenset((READ, ITEM_READ, JOIN, NOTHING))  # these change nothing


class Unsupported(BaseException):
    """The program did something that is not modelled; `line` is 0 where it is not known."""

    def __init__(self, message: str, file: str = "", line: int = 0):
        super().__init__(message)
        self.message, self.file, self.line = message, file, line


class Turn(NamedTuple):
    """Fiber number `fiber` goes on until it stands before its operation `until`, or must wait."""

    fiber: int
    until: int = FOREVER


class Segment(NamedTuple):
    """A stretch of a run: `fiber` ran up to entry `end` of the log, and then stood at `until`.

    By then it had done `done` operations.
    """

    fiber: int
    until: int
    end: int
    done: int


class Fiber:
    """One thread of the program. As something to wait for, it is busy until it has ended."""

    __slots__ = (
        "busy", "children", "daemon", "deadline", "doing", "error", "gap", "greenlet", "index", "n", "owner",
        "path", "pending", "since", "site", "spin", "thread", "waiting",
    )  # fmt: skip

    def __init__(self, index: int, path: tuple[int, ...], daemon: bool):
        self.index = index
        self.path = path
        self.daemon = daemon
        self.thread: Any = None
        self.greenlet: greenlet = None  # type: ignore[assignment]
        self.n = 0  # operations begun so far
        self.pending = False  # whether the last of them has not been done yet
        self.site = 0  # … and where that is
        self.children = 0
        self.busy = True
        self.owner = self
        self.waiting: Any = None
        self.deadline: float | None = None
        self.doing: tuple[str, Any] | None = None  # the method of the library that it is in
        self.error: BaseException | None = None
        self.spin: Any = None
        self.gap = 1  # turns of a loop until the next look at whether it spins
        self.since = 0

    @property
    def done(self) -> int:
        """How many operations it has done, while it is not running."""
        return max(self.n - self.pending, 0)

    @property
    def label(self) -> str:
        """How a schedule calls this thread: main, T1, T2, and T1.1 for one that T1 started."""
        return "T" + ".".join(map(str, self.path)) if self.path else "main"


class Sleep:
    """What a sleeping thread waits for: nothing but time."""

    __slots__ = ()
    busy = True
    owner = None


SLEEP = Sleep()
