"""The modelled Event and Semaphore, and the guards that make a queue's calls wait at their start.

Their waiting threads are alike: nobody can tell in which order they came. So a thread that waits
has done nothing yet, and the search need not try the orders in which threads begin to wait.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.log import SYNC, TAKEN, TRIED
from threadlab.explorer.engine.modes import ACQUIRE, JOIN, NOTHING, PUT, READ, SIGNAL, WRITE
from threadlab.explorer.engine.waits import Guard, Waitable
from threadlab.explorer.engine.world import World
from threadlab.explorer.objects.kinds import MODELLED, is_library


def signals_of(world: World) -> dict[str, Any]:
    """Return `Event`, `Semaphore` and `BoundedSemaphore` over the threads of `world`."""
    log = world.log
    frame = sys._getframe

    def begin() -> int:
        """A point if the program calls, none if the library does; the site to log."""
        if is_library(frame(2).f_globals):
            return ~SYNC
        world.tick(SYNC)
        return SYNC

    class Event(Waitable):
        """A flag that threads can wait for."""

        wants = READ
        busy: bool = True

        def __init__(self) -> None:
            self.busy = True

        def is_set(self) -> bool:
            log.append((begin(), self, READ, None))
            return not self.busy

        isSet = is_set

        def set(self) -> None:
            site = begin()
            log.append((site, self, WRITE if self.busy else READ, None))
            self.busy = False

        def clear(self) -> None:
            site = begin()
            log.append((site, self, READ if self.busy else WRITE, None))
            self.busy = True

        def wait(self, timeout: float | None = None) -> bool:
            site: int | None = begin()
            if self.busy:
                if timeout is not None and timeout <= 0:
                    log.append((site, self, READ, TRIED))
                    return False
                if site == SYNC:
                    log.append((SYNC, self, NOTHING, None))
                site = None
                if not world.block(self, None if timeout is None else world.now + timeout):
                    world.timed_out(self)
                    return False
            log.append((site, self, JOIN if timeout is None else READ, None))
            return True

        def __repr__(self) -> str:
            return f"<threading.Event: {'unset' if self.busy else 'set'}>"

    class Semaphore(Waitable):
        """A counter of permits; who takes one when there is none waits."""

        wants = ACQUIRE

        def __init__(self, value: int = 1):
            if value < 0:
                raise ValueError("semaphore initial value must be >= 0")
            self._value = self.before = value  # before: the last time that it has changed

        @property
        def busy(self) -> bool:
            return self._value <= 0

        @property
        def permits(self) -> int:  # type: ignore[override]
            return self._value

        def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
            if not blocking and timeout is not None:
                raise ValueError("can't specify timeout for non-blocking acquire")
            site: int | None = begin()
            if self._value <= 0:
                if not blocking or (timeout is not None and timeout <= 0):
                    log.append((site, self, READ, None))
                    return False
                if site == SYNC:
                    log.append((SYNC, self, NOTHING, None))
                site = None
                if not world.block(self, None if timeout is None else world.now + timeout):
                    world.timed_out(self)
                    return False
            self.before = self._value
            self._value -= 1
            if not blocking or timeout is not None:  # it might have failed
                log.append((site, self, READ, TAKEN))
                site = ~SYNC
            log.append((site, self, ACQUIRE, None))
            return True

        __enter__ = acquire

        def release(self, n: int = 1) -> None:
            if n < 1:
                raise ValueError("n must be one or more")
            site = begin()
            self._before_release(n)
            self.before = self._value
            self._value += n
            log.append((site, self, SIGNAL if self.before <= 0 else PUT, None))

        def _before_release(self, n: int) -> None:
            pass

        def __exit__(self, *_: object) -> None:
            self.release()

        def __repr__(self) -> str:
            return f"<threading.{type(self).__name__}: value={self._value}>"

    class BoundedSemaphore(Semaphore):
        """A semaphore that must not be released more often than it was acquired."""

        def __init__(self, value: int = 1):
            super().__init__(value)
            self._initial_value = value

        def _before_release(self, n: int) -> None:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")

    return {"Event": Event, "Semaphore": Semaphore, "BoundedSemaphore": BoundedSemaphore}


def visible(world: World, name: str, method: Callable[..., Any], *, looks: bool = False) -> Any:
    """Wrap a method of the library: the program's call of it is one operation on its object."""
    frame = sys._getframe
    mode = READ if looks else WRITE

    def call(self: Any, *arguments: Any, **named: Any) -> Any:
        if is_library(frame(1).f_globals):
            return method(self, *arguments, **named)
        world.tick(SYNC)
        world.log.append((SYNC, self, mode, name))
        me = world.current
        outer, me.doing = me.doing, (name, self)
        try:
            return method(self, *arguments, **named)
        finally:
            if not world.aborting:  # what it was doing at the end of the run is to be told
                me.doing = outer

    call.visible = True  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = name, method.__doc__
    return call


def guarded(
    world: World,
    name: str,
    method: Callable[..., Any],
    closed: Callable[[Any], bool],
    *,
    blocking: int | None,
) -> Any:
    """As `visible`, for a call that waits at its start while `closed(object)` is true.

    `blocking` is the place of the arguments `block` and `timeout`, None if there are none.
    """
    frame = sys._getframe

    def call(self: Any, *arguments: Any, **named: Any) -> Any:
        if is_library(frame(1).f_globals):
            return method(self, *arguments, **named)
        world.tick(SYNC)
        block, timeout = True, None
        if blocking is not None:
            block = named.get("block", arguments[blocking] if len(arguments) > blocking else True)
            place = blocking + 1
            timeout = named.get("timeout", arguments[place] if len(arguments) > place else None)
        site: int | None = SYNC
        if closed(self) and block and (timeout is None or timeout > 0):
            world.log.append((SYNC, self, NOTHING, name))
            site = None
            guard = Guard(self, name, lambda: closed(self))
            deadline = None if timeout is None else world.now + timeout
            if not world.block(guard, deadline):
                world.timed_out(self)
                return method(self, *arguments[:blocking], block=False)
        world.log.append((site, self, WRITE, name))
        return method(self, *arguments, **named)

    call.visible = True  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = name, method.__doc__
    return call


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
