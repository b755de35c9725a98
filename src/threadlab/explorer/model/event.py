"""A flag that threads wait for.

Setting it lets through all who wait by then, and they stay let through if it is cleared at once:
CPython's `Event.wait` looks at the flag once and then waits to be notified, and does not look again
(threading.py). So whether somebody arrives before or after the flag is cleared matters; in which
order threads begin to wait, and whether that is before or after it is set, does not. That is why
arrivals and clearings have an object of their own in the log: the flag, beside the event.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import JOIN, NOTHING, READ, WRITE
from threadlab.explorer.engine.waits import Handle, Waitable, attach, attached
from threadlab.explorer.model.base import Models, Primitive


class Flag(Waitable):
    """Whether an event is still unset, and who waits for it."""

    __slots__ = ("busy", "waiters")
    busy: bool

    def __init__(self, busy: bool):
        self.busy = busy
        self.waiters: list[Waiter] = []

    def up(self) -> None:
        """Set the flag and let all through who wait."""
        self.busy = False
        for waiter in self.waiters:
            waiter.busy = False
        self.waiters.clear()


class Waiter(Waitable):
    """Somebody who waits for an event, until it is set."""

    __slots__ = ("about", "busy")
    wants = READ
    about: Any
    busy: bool

    def __init__(self) -> None:
        self.busy = True


def event_of(models: Models) -> dict[str, Any]:
    """Return `Event`."""
    log = models.world.log

    class Event(Handle):
        """A flag that threads can wait for."""

        __slots__ = ("__dict__", "__weakref__")

        def __init__(self) -> None:
            attach(self, Flag(True))

        def is_set(self) -> bool:
            flag = attached(self)
            log.append((models.begin(), self, READ, None))
            return not flag.busy

        isSet = is_set

        def set(self) -> None:
            flag, site = attached(self), models.begin()
            log.append((site, self, WRITE if flag.busy else READ, None))
            flag.up()

        def clear(self) -> None:
            flag, site = attached(self), models.begin()
            log.append((site, self, READ if flag.busy else WRITE, None))
            if not flag.busy:
                log.append((~SYNC, flag, WRITE, None))
            flag.busy = True

        def wait(self, timeout: float | None = None) -> bool:
            flag = attached(self)
            site: int | None = models.begin()
            timed = timeout is not None
            if flag.busy:
                waiter = Waiter()
                flag.waiters.append(waiter)
                if not models.wait(self, waiter, site, timeout, arrives=flag):
                    flag.waiters.remove(waiter)
                    return False
                log.append((None, self, READ if timed else JOIN, None))
            else:
                # First the flag: who has cleared it, and has set it again, could have come later.
                mode = READ if timed else JOIN
                log.append((site, self, NOTHING, mode))
                log.append((~SYNC, flag, READ, None))
                log.append((~SYNC, self, mode, None))
            return True

        @property
        def _flag(self) -> bool:
            """Whether it is set: no part of the interface, but looked at."""
            models.looks(self)
            return not attached(self).busy

        def __repr__(self) -> str:
            models.looks(self)
            return f"<threading.Event: {'unset' if attached(self).busy else 'set'}>"

    return {"Event": Event}


def _from_live(value: Any, cls: Any, take: Callable[[Any], Any]) -> Any:
    event = cls.__new__(cls)
    attach(event, Flag(not value._flag))
    return event


EVENT = Primitive(
    "threading",
    event_of,
    live={threading.Event: "Event"},
    from_live=_from_live,
    inner=frozenset(("_cond", "_flag")),
)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
