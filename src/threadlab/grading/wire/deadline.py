"""A deadline for looks at what somebody else has written, in seconds of this process's own work.

The clock on the wall would punish an honest text on a busy machine. A look that is cut off costs
its own text, whoever wrote it.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_AGAIN_SECONDS = 0.2  # until it is said once more, to code that has not listened


class TooLong(BaseException):
    """A look has had its time. No `Exception`, so that what is cut off can't pass over it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `TooLong` in the block once this process has worked for `seconds`.

    That is known in a process's main thread only, where whatever looks at submissions runs, and
    where the system has such timers; elsewhere the block has no end.
    """
    main = threading.current_thread() is threading.main_thread()
    if not (main and hasattr(signal, "setitimer")):
        yield
        return
    inside = True

    def cut(*_: Any) -> None:
        if inside:
            raise TooLong

    before = signal.signal(signal.SIGPROF, cut)
    signal.setitimer(signal.ITIMER_PROF, max(seconds, 1e-3), _AGAIN_SECONDS)
    try:
        yield
    finally:
        inside = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Budget:
    """Seconds of work for many looks: `each` of them, and all of them together."""

    def __init__(self, each: float, total: float):
        self._each = each
        self._left = total

    @contextmanager
    def look(self) -> Iterator[None]:
        """One look; raises `TooLong` once it, or all of them, have had their time."""
        if self._left <= 0:
            raise TooLong
        begin, most = time.process_time(), min(self._each, self._left)
        least = 0.0
        try:
            with within(most):
                yield
        except TooLong:
            least = most  # the system's timers are a little early
            raise
        finally:
            self._left -= max(time.process_time() - begin, least)
