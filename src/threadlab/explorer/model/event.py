"""A flag that threads wait for.

Its waiting threads are alike: nobody can tell in which order they came. So a thread that waits has
done nothing yet, and the search need not try the orders in which threads begin to wait.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.engine.waits import Handle, Waitable, attach, attached
from threadlab.explorer.model.base import Models, Primitive


class Flag(Waitable):
    """Whether an event is still unset."""

    __slots__ = ("about", "busy")
    wants = READ
    about: Any
    busy: bool

    def __init__(self, busy: bool):
        self.busy = busy


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
            flag.busy = False

        def clear(self) -> None:
            flag, site = attached(self), models.begin()
            log.append((site, self, READ if flag.busy else WRITE, None))
            flag.busy = True

        def wait(self, timeout: float | None = None) -> bool:
            flag = attached(self)
            site: int | None = models.begin()
            if flag.busy:
                if not models.wait(self, flag, site, timeout):
                    return False
                site = None
            models.seen(self, site, timeout)
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
