"""Locks: one that anybody may release, and one that its owner may take again."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

from greenlet import GreenletExit

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import SYNC, TRIED
from threadlab.explorer.engine.marks import LIBRARY, MODELLED
from threadlab.explorer.engine.modes import ACQUIRE, READ, RELEASE, WRITE
from threadlab.explorer.engine.waits import Handle, Waitable, attach, attached
from threadlab.explorer.model.base import Models, Primitive, called_by_library, final

LONGEST_TIMEOUT_SECONDS = 9223372036.0


class Held(Waitable):
    """Who has a lock, and how many times over."""

    __slots__ = ("about", "busy", "count", "internal", "owner")
    wants = ACQUIRE
    about: Any
    busy: bool
    owner: Fiber | None

    def __init__(self, internal: bool):
        self.busy, self.owner, self.count, self.internal = False, None, 0, internal


def locks_of(models: Models) -> dict[str, Any]:
    """Return `Lock` and `RLock`; "@take" and "@give" are for conditions, which say who calls."""
    world = models.world
    log = world.log

    def take(lock: Handle, seconds: float | None, visible: bool) -> bool:
        held = attached(lock)
        if visible:
            world.n += 1
            if world.n >= world.stop:
                world.pause(SYNC)
        site: int | None = SYNC if visible else ~SYNC
        if held.busy:
            if not models.wait(lock, held, site, seconds):
                return False
            site = None
        held.busy = True
        held.owner = world.current
        if seconds is None:
            log.append((site, lock, ACQUIRE, None))
        else:
            models.taken(lock, site, seconds)
        return True

    def give(lock: Handle, visible: bool) -> None:
        held = attached(lock)
        if visible:
            world.n += 1
            if world.n >= world.stop:
                world.pause(SYNC)
        if not held.busy:
            if world.aborting:
                raise GreenletExit
            log.append((SYNC if visible else ~SYNC, lock, READ, TRIED))
            raise RuntimeError("release unlocked lock")
        held.busy = False
        held.owner = None
        log.append((SYNC if visible else ~SYNC, lock, RELEASE, None))

    def take_again(lock: Handle, seconds: float | None, visible: bool) -> bool:
        held = attached(lock)
        if held.owner is not world.current:
            if not take(lock, seconds, visible):
                return False
            held.count = 0
        held.count += 1
        return True

    def give_once(lock: Handle, visible: bool) -> None:
        held = attached(lock)
        if held.owner is not world.current:
            if world.aborting:
                raise GreenletExit
            raise RuntimeError("cannot release un-acquired lock")
        if held.count > 1:
            held.count -= 1
        else:
            give(lock, visible)

    class Lock(_lock_class(models, take, give)):  # type: ignore[misc]
        """A lock that one thread has at a time; anybody may release it."""

        __slots__ = ()
        __init_subclass__ = final("_thread.lock")

        def _is_owned(self) -> bool:
            if not called_by_library():
                models.looks(self)
            return bool(attached(self).busy)

        def __repr__(self) -> str:
            models.looks(self)
            state = "locked" if attached(self).busy else "unlocked"
            return f"<{state} _thread.lock object at {models.address(self):#x}>"

    class RLock(_lock_class(models, take_again, give_once)):  # type: ignore[misc]
        """A lock that its owner may take again."""

        __slots__ = ()
        __init_subclass__ = final("_thread.RLock")

        def _is_owned(self) -> bool:
            return attached(self).owner is world.current

        def _release_save(self) -> tuple[int, Fiber | None]:
            held = attached(self)
            count, owner = held.count, held.owner
            held.count = 1
            give_once(self, False)
            return count, owner

        def _acquire_restore(self, state: tuple[int, Fiber | None]) -> None:
            take_again(self, None, False)
            attached(self).count = state[0]

        def _recursion_count(self) -> int:
            held = attached(self)
            return held.count if held.owner is world.current else 0

        def __repr__(self) -> str:
            models.looks(self)
            held = attached(self)
            state = "locked" if held.busy else "unlocked"
            return f"<{state} _thread.RLock object owner={held.owner and held.owner.index}>"

    def take_any(lock: Any, visible: bool) -> bool:
        if type(lock) is Lock:
            return take(lock, None, visible)
        return take_again(lock, None, visible) if type(lock) is RLock else lock.__enter__()

    def give_any(lock: Any, visible: bool) -> None:
        if type(lock) is Lock:
            give(lock, visible)
        elif type(lock) is RLock:
            give_once(lock, visible)
        else:  # whatever a program has given its condition instead of a lock
            lock.__exit__(None, None, None)

    return {
        "Lock": Lock, "RLock": RLock, "@take": take_any, "@give": give_any,
        "TIMEOUT_MAX": LONGEST_TIMEOUT_SECONDS, "ThreadError": RuntimeError,
    }  # fmt: skip


def _lock_class(
    models: Models, take: Callable[..., bool], give: Callable[[Any, bool], None]
) -> type:
    """What both kinds of locks have, over what takes one and what gives it back."""
    frame = sys._getframe

    class AnyLock(Handle):
        __slots__ = ("__weakref__",)

        def __init__(self) -> None:
            attach(self, Held(called_by_library()))

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            seconds = None if timeout == -1 and blocking else _seconds(blocking, timeout)
            return take(self, seconds, frame(1).f_globals.get("@library") is not LIBRARY)

        def release(self) -> None:
            give(self, frame(1).f_globals.get("@library") is not LIBRARY)

        def __enter__(self) -> bool:
            return take(self, None, frame(1).f_globals.get("@library") is not LIBRARY)

        def __exit__(self, *_: object) -> None:
            give(self, frame(1).f_globals.get("@library") is not LIBRARY)

        acquire_lock, release_lock = acquire, release

        def locked(self) -> bool:
            models.looks(self)
            return bool(attached(self).busy)

        locked_lock = locked

        def _at_fork_reinit(self) -> None:
            models.world.log.append((models.begin(), self, WRITE, None))
            held = attached(self)
            held.busy, held.owner, held.count = False, None, 0

    return AnyLock


def _seconds(blocking: bool, timeout: float) -> float | None:
    """How long to wait for a lock: None for ever. Raises as CPython does."""
    if timeout == -1:
        return None if blocking else 0
    if not blocking:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > LONGEST_TIMEOUT_SECONDS:
        raise OverflowError("timeout value is too large")
    return timeout


def _from_live(value: Any, cls: Any, take: Callable[[Any], Any]) -> Any:
    lock = cls()
    held = attached(lock)
    held.internal = False
    if type(value) is _LOCK:  # whoever has an RLock is no thread of the run
        held.busy = value.locked()
    return lock


_LOCK = type(threading.Lock())
LOCKS = Primitive(
    "threading",
    locks_of,
    live={_LOCK: "Lock", type(threading.RLock()): "RLock"},
    from_live=_from_live,
)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
