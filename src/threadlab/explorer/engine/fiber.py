"""The words of a run: threads as fibers, what they wait for, what they did, and in which order."""

from __future__ import annotations

from typing import Any, NamedTuple

from threadlab.explorer.engine.marks import Secret
from threadlab.explorer.engine.waits import Waitable

FOREVER = 1 << 60


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

    By then it had done `done` operations, and `logged` of them were in the log.
    """

    fiber: int
    until: int
    end: int
    done: int
    logged: int


class Fiber(Waitable, Secret):
    """One thread of the program. As something to wait for, it is busy until it has ended."""

    # What most fibers never change is kept by the class: they are made a hundred thousand times.
    thread: Any = None
    greenlet: Any = None
    n = 0  # operations begun so far
    pending = False  # whether the last of them has not been done yet
    site = 0  # … and where that is
    children = 0
    busy: bool = True
    waiting: Any = None
    deadline: float | None = None
    doing: tuple[str, Any] | None = None  # the method of the library that it is in
    within: tuple[int, Any] | None = None  # what C code goes through, which may call Python code
    error: BaseException | None = None
    spin: Any = None
    vain: Any = None  # … what its last turn has looked at, if that waited for a time and in vain
    gap = 1  # turns of a loop between two looks at whether it spins
    turns = 1  # … and until the next one
    since = 0
    endless = 0  # the line of a loop that it is in and that has no way out …
    endless_in = ("", "")  # … and its file and function
    team: Any = None  # the workers of a pool among which it is
    kept = 0  # locks that it may take again, and has by now

    def __init__(self, index: int, path: tuple[int, ...], daemon: bool):
        self.index = index
        self.path = path
        self.daemon = daemon
        # How a schedule calls it: main, T1, T2, and T1.1 for one that T1 started.
        self.label = "T" + ".".join(map(str, path)) if path else "main"

    @property
    def owner(self) -> Fiber:
        """Whom somebody waits for who waits for this thread."""
        return self

    @property
    def done(self) -> int:
        """How many operations it has done, while it is not running."""
        return max(self.n - self.pending, 0)
