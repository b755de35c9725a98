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
from threadlab.explorer.model.beginnings import asks_itself, begins

LONGEST_TIMEOUT_SECONDS = 9223372036.0


class Held(Waitable):
    """Who has a lock, and how many times over."""

    __slots__ = ("about", "busy", "count", "internal", "made_for", "owner")
    wants = ACQUIRE
    about: Any
    busy: bool
    owner: Fiber | None

    def __init__(self, internal: bool):
        self.busy, self.owner, self.count, self.internal = False, None, 0, internal
        self.made_for: type | None = None  # the class of the condition that has made it for itself


# A lock, its state, how long to wait for it, and whether it is the program that calls.
Take = Callable[[Any, Held, float | None, bool], bool]
Give = Callable[[Any, Held, bool], None]


def locks_of(models: Models) -> dict[str, Any]:
    """Return `Lock` and `RLock`; "@take" and "@give" are for conditions, which say who calls."""
    world = models.world
    (take, give), (take_again, give_once) = _ways_of(models)

    class Lock(_lock_class(models, threading.Lock(), take, give)):  # type: ignore[misc]
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

    class RLock(_lock_class(models, threading.RLock(), take_again, give_once)):  # type: ignore[misc]
        """A lock that its owner may take again."""

        __slots__ = ()
        __init_subclass__ = final("_thread.RLock")

        def _is_owned(self) -> bool:
            return attached(self).owner is world.current

        def _release_save(self) -> tuple[int, Fiber | None]:
            held = attached(self)
            count, owner = held.count, held.owner
            held.count = 1
            give_once(self, held, False)
            return count, owner

        def _acquire_restore(self, state: tuple[int, Fiber | None]) -> None:
            held = attached(self)
            take_again(self, held, None, False)
            held.count = state[0]

        def _recursion_count(self) -> int:
            held = attached(self)
            return held.count if held.owner is world.current else 0

        def __repr__(self) -> str:
            models.looks(self)
            held = attached(self)
            world.tells_workers |= held.owner is not None and held.owner.team is not None
            state = "locked" if held.busy else "unlocked"
            return f"<{state} _thread.RLock object owner={held.owner and held.owner.index}>"

    def take_any(lock: Any, visible: bool) -> bool:
        if type(lock) is Lock:
            return take(lock, attached(lock), None, visible)
        if type(lock) is RLock:
            return take_again(lock, attached(lock), None, visible)
        return lock.__enter__()  # type: ignore[no-any-return]

    def give_any(lock: Any, visible: bool) -> None:
        if type(lock) is Lock:
            give(lock, attached(lock), visible)
        elif type(lock) is RLock:
            give_once(lock, attached(lock), visible)
        else:  # whatever a program has given its condition instead of a lock
            lock.__exit__(None, None, None)

    return {
        "Lock": Lock, "RLock": RLock, "@take": take_any, "@give": give_any,
        "TIMEOUT_MAX": LONGEST_TIMEOUT_SECONDS, "ThreadError": RuntimeError,
    }  # fmt: skip


def _ways_of(models: Models) -> tuple[tuple[Take, Give], tuple[Take, Give]]:
    """Return how a thread takes a lock and gives it back, of both kinds."""
    world = models.world
    log = world.log

    def take(lock: Handle, held: Held, seconds: float | None, visible: bool) -> bool:
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

    def give(lock: Handle, held: Held, visible: bool) -> None:
        if visible:
            world.n += 1
            if world.n >= world.stop:
                world.pause(SYNC)
        if not held.busy:
            if world.aborting:
                if world.is_over:  # a finalizer, which nobody hears
                    return
                raise GreenletExit
            log.append((SYNC if visible else ~SYNC, lock, READ, TRIED))
            raise RuntimeError("release unlocked lock")
        held.busy = False
        held.owner = None
        log.append((SYNC if visible else ~SYNC, lock, RELEASE, None))

    def take_again(lock: Handle, held: Held, seconds: float | None, visible: bool) -> bool:
        if held.owner is not world.current:
            if not take(lock, held, seconds, visible):
                return False
            held.count = 0
            world.current.kept += 1
        held.count += 1
        return True

    def give_once(lock: Handle, held: Held, visible: bool) -> None:
        if held.owner is not world.current:
            if world.aborting:
                if world.is_over:  # a finalizer, which nobody hears
                    return
                raise GreenletExit
            raise RuntimeError("cannot release un-acquired lock")
        if held.count > 1:
            held.count -= 1
        else:
            give(lock, held, visible)
            world.current.kept -= 1

    return (take, give), (take_again, give_once)


def _lock_class(models: Models, real: Any, take: Take, give: Give) -> type:
    """What both kinds of locks have, over what takes one and what gives it back.

    Some names only one kind has, and some only in later Pythons: those that a `real` one has.
    """
    frame = sys._getframe

    class AnyLock(Handle):
        __slots__ = ("__weakref__",)

        def __init__(self) -> None:
            is_librarys = called_by_library()
            if not is_librarys:
                begins(models, self, type(self).__name__)
            attach(self, Held(is_librarys))

        asks_itself(__init__)

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            seconds = None if timeout == -1 and blocking else _seconds(blocking, timeout)
            visible = frame(1).f_globals.get("@library") is not LIBRARY
            return take(self, attached(self), seconds, visible)

        def release(self) -> None:
            give(self, attached(self), frame(1).f_globals.get("@library") is not LIBRARY)

        def __enter__(self) -> bool:
            visible = frame(1).f_globals.get("@library") is not LIBRARY
            return take(self, attached(self), None, visible)

        def __exit__(self, *_: object) -> None:
            give(self, attached(self), frame(1).f_globals.get("@library") is not LIBRARY)

        def _is_taken(self) -> bool:
            models.looks(self)
            return bool(attached(self).busy)

        def _at_fork_reinit(self) -> None:
            models.world.log.append((models.begin(), self, WRITE, None))
            held = attached(self)
            held.busy, held.owner, held.count = False, None, 0

    for name, function in _OTHER_NAMES.items():
        if hasattr(real, name):
            setattr(AnyLock, name, getattr(AnyLock, function))
    return AnyLock


_OTHER_NAMES = {
    "acquire_lock": "acquire", "release_lock": "release",
    "locked": "_is_taken", "locked_lock": "_is_taken",
}  # fmt: skip


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
