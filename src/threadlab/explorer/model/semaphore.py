"""Permits that are counted, with and without a limit.

Its waiting threads are alike, as those of an event are (event.py).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import ACQUIRE, PUT, READ, SIGNAL
from threadlab.explorer.engine.waits import Handle, Waitable, attach, attached
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.missing import unsupported


class Permits(Waitable):
    """How many permits there are, and how many there were before the last change."""

    __slots__ = ("about", "before", "initial", "permits")
    wants = ACQUIRE
    about: Any
    permits: int
    before: int
    is_shared = False  # by the workers of a pool (workers.py)

    def __init__(self, permits: int, initial: int):
        self.permits, self.before, self.initial = permits, permits, initial

    @property
    def busy(self) -> bool:
        """Whether there is none left."""
        return self.permits <= 0


def semaphores_of(models: Models) -> dict[str, Any]:
    """Return `Semaphore` and `BoundedSemaphore`."""
    world = models.world
    log = world.log

    class Semaphore(Handle):
        """A counter of permits; who takes one when there is none waits."""

        __slots__ = ("__dict__", "__weakref__")

        def __init__(self, value: int = 1):
            if value < 0:
                raise ValueError("semaphore initial value must be >= 0")
            attach(self, Permits(value, value))

        @property
        def _value(self) -> int:
            """How many permits there are: no part of the interface, but often looked at."""
            models.looks(self)
            return int(attached(self).permits)

        @_value.setter
        def _value(self, value: int) -> None:
            raise unsupported("Semaphore._value = …", world)

        def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
            if not blocking and timeout is not None:
                raise ValueError("can't specify timeout for non-blocking acquire")
            seconds = timeout if blocking else 0
            permits = attached(self)
            site: int | None = models.begin()
            place = permits
            if permits.is_shared:
                if seconds is not None:
                    site = permits.in_turn(site)
                place = permits.place()
            if place.busy:
                if not models.wait(self, place, site, seconds, tried=None):
                    return False
                site = None
            if permits.is_shared:
                permits.note_shut(site)
            permits.before = permits.permits
            permits.permits -= 1
            models.taken(self, site, seconds)
            return True

        __enter__ = acquire

        def release(self, n: int = 1) -> None:
            if n < 1:
                raise ValueError("n must be one or more")
            permits, site = attached(self), models.begin()
            if isinstance(self, BoundedSemaphore) and permits.permits + n > permits.initial:
                log.append((site, self, READ, "release"))
                raise ValueError("Semaphore released too many times")
            permits.before = permits.permits
            permits.permits += n
            log.append((site, self, SIGNAL if permits.before <= 0 else PUT, None))

        def __exit__(self, *_: object) -> None:
            self.release()

        def __repr__(self) -> str:
            models.looks(self)
            return f"<threading.{type(self).__name__}: value={attached(self).permits}>"

    class BoundedSemaphore(Semaphore):
        """A semaphore that must not be released more often than it was acquired."""

        __slots__ = ()

        @property
        def _initial_value(self) -> int:
            """How many permits there were at first, and can be."""
            return int(attached(self).initial)

    return {"Semaphore": Semaphore, "BoundedSemaphore": BoundedSemaphore}


def _from_live(value: Any, cls: Any, take: Callable[[Any], Any]) -> Any:
    semaphore = cls.__new__(cls)
    permits = value._value
    attach(semaphore, Permits(permits, getattr(value, "_initial_value", permits)))
    return semaphore


SEMAPHORES = Primitive(
    "threading",
    semaphores_of,
    live={
        threading.BoundedSemaphore: "BoundedSemaphore",
        threading.Semaphore: "Semaphore",
    },
    from_live=_from_live,
    inner=frozenset(("_cond", "_value", "_initial_value")),
)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
