"""Conditions: Python's own, but for how one waits and is woken.

Those that wait for a condition are alike as long as all of them are woken together. So the search
need not try the orders in which they come, and a stretch under the condition's lock can end with a
wait or contain a notification and still be one step (search/sections.py).

The library's own conditions, those within a queue say, wait as Python's do, over a lock each.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

from greenlet import GreenletExit

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import SYNC, TRIED, WOKEN
from threadlab.explorer.engine.marks import LIBRARY, MODELLED
from threadlab.explorer.engine.modes import (
    ACQUIRE,
    ARRIVE,
    EXPECT,
    LEAVE,
    PICK,
    READ,
    RELEASE,
    WAKE,
)
from threadlab.explorer.engine.waits import Waitable, attached, waitable_of
from threadlab.explorer.model.base import Models, Primitive, called_by_library
from threadlab.explorer.model.beginnings import asks_itself, begins
from threadlab.explorer.model.lock import Held
from threadlab.explorer.model.operations import visible


class Ticket(Waitable):
    """What somebody waits for who has called `wait`: to be woken, and that the lock is free."""

    __slots__ = ("held", "lock", "timed", "vain", "waker", "woken")
    internal = True
    waker: int  # where in the log it has been woken

    def __init__(self, lock: Any, held: Held, timed: bool, vain: Waitable | None):
        self.lock, self.held, self.timed, self.woken = lock, held, timed, False
        self.vain = vain  # as it stands in a loop that waits for a change

    @property
    def busy(self) -> bool:
        """Whether it can't go on; who waits for a time takes the lock in a step of its own."""
        if self.timed:
            return not self.woken and (self.vain is None or self.vain.busy)
        return not self.woken or self.held.busy

    @property
    def spins(self) -> bool:  # type: ignore[override]
        """Whether its time is over again and again, and nothing comes of it."""
        return self.vain is not None

    @property
    def wants(self) -> int | None:  # type: ignore[override]
        """The lock, once it has been woken."""
        return ACQUIRE if self.woken else None

    @property
    def about(self) -> Any:
        """The lock."""
        return self.lock

    @property
    def owner(self) -> Fiber | None:
        """Who has the lock that it wants."""
        return self.held.owner if self.woken else None


def _adapt(models: Models, module: types.ModuleType) -> None:
    condition: Any = module.Condition
    frame = sys._getframe
    take, give, start = models.names["@take"], models.names["@give"], condition.__init__
    python_wait = condition.wait
    visible(models.world, condition, "wait", nested=False)
    visible_wait = condition.wait

    def init(self: Any, lock: Any = None) -> None:
        is_librarys = called_by_library()
        if not is_librarys:
            begins(models, self, "Condition")
        start(self, lock)
        held: Any = waitable_of(_lock_of(self))
        if held is not None:
            held.internal = is_librarys
            held.made_for = type(self) if lock is None else None

    asks_itself(init)

    def enter(self: Any) -> Any:
        return take(_lock_of(self), frame(1).f_globals.get("@library") is not LIBRARY)

    def leave(self: Any, *_: object) -> None:
        give(_lock_of(self), frame(1).f_globals.get("@library") is not LIBRARY)

    condition.__init__, condition.__enter__, condition.__exit__ = init, enter, leave
    ours = (models.names["Lock"], models.names["RLock"])
    wait_here = _wait_of(models)

    def wait(self: Any, timeout: float | None = None) -> bool:
        if called_by_library():
            return bool(python_wait(self, timeout))
        if type(_lock_of(self)) not in ours:  # whatever a program has given it instead of a lock
            return bool(visible_wait(self, timeout))
        return wait_here(self, timeout, "wait")

    def wait_for(self: Any, predicate: Callable[[], Any], timeout: float | None = None) -> Any:
        end, left = None, timeout
        native = type(_lock_of(self)) in ours and not called_by_library()
        result = predicate()
        while not result:
            if left is not None:
                if end is None:
                    end = models.world.now + left
                else:
                    left = end - models.world.now
                    if left <= 0:
                        break
            if native:
                wait_here(self, left, "wait_for")
            elif called_by_library():
                python_wait(self, left)
            else:
                visible_wait(self, left)
            result = predicate()
        return result

    condition.wait, condition.wait_for = wait, wait_for
    wait.visible = wait_for.visible = True  # type: ignore[attr-defined]
    condition.notify, condition.notify_all = _wakers_of(models)
    condition.notifyAll = condition.notify_all


def _wait_of(models: Models) -> Callable[[Any, float | None, str], bool]:
    """Return what waits for a condition over a lock of ours, in a call of that name."""
    world = models.world
    log, take = world.log, models.names["@take"]

    def wait(self: Any, timeout: float | None, name: str) -> bool:
        world.tick(SYNC)
        lock = _lock_of(self)
        held = attached(lock)
        me = world.current
        site = _owned(models, lock, held, "cannot wait on un-acquired lock")
        vain = _in_vain(me, timeout)
        ticket = Ticket(lock, held, timeout is not None, vain)
        _waiters_of(self).append(ticket)
        outer, me.doing = me.doing, (name, self)
        count, held.count = held.count, 0
        log.append((site, self, EXPECT if ticket.timed else ARRIVE, name))
        held.busy, held.owner = False, None
        log.append((~SYNC, lock, RELEASE, None))
        deadline = None if timeout is None else world.now + max(timeout, 0)
        if vain is None:
            woken = world.block(ticket, deadline)
        else:
            vain.seen = len(log)  # that it waits again is no change
            world.block(ticket)
            woken = ticket.woken
            world.now = world.now if woken else max(world.now, deadline or 0)
        if ticket.timed:
            if woken:
                log.append((None, self, READ, WOKEN))
            else:
                world.timed_out(self)
            take(lock, False)
            if not woken and ticket in _waiters_of(self):  # until then it can be woken in vain
                _waiters_of(self).remove(ticket)
        else:
            held.busy, held.owner = True, world.current
            if woken:
                world.wakers[len(log)] = ticket.waker
            log.append((None, self, LEAVE, name))
            log.append((~SYNC, lock, ACQUIRE, None))
        held.count = count
        if not world.aborting:
            me.doing = outer
        return woken

    return wait


def _in_vain(me: Fiber, timeout: float | None) -> Any:
    """What has to change before a wait for a time is of use, in a loop that has waited in vain."""
    vain, me.vain = me.vain, None
    return vain if timeout is not None and vain is not None and vain.busy else None


def _wakers_of(models: Models) -> tuple[Callable[..., None], Callable[..., None]]:
    """Return `notify` and `notify_all`."""
    world = models.world
    ours = (models.names["Lock"], models.names["RLock"])

    def wake(self: Any, most: int, name: str, library: bool) -> None:
        if not library:
            world.tick(SYNC)
        lock = _lock_of(self)
        site = SYNC
        if type(lock) in ours:
            site = _owned(models, lock, attached(lock), "cannot notify on un-acquired lock")
        elif not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        if not library:
            mode = WAKE if most >= len(_waiters_of(self)) else PICK
            world.bounded |= mode == PICK and not world.picks  # nobody has seen it coming
            world.log.append((site, self, mode, name))
        for _ in range(min(most, len(_waiters_of(self)))):
            waiter = _waiters_of(self).popleft()
            if type(waiter) is Ticket:
                waiter.woken, waiter.waker = True, len(world.log) - 1
            else:
                waiter.release()

    def notify(self: Any, n: int = 1) -> None:
        wake(self, n, "notify", called_by_library())

    def notify_all(self: Any) -> None:
        wake(self, len(_waiters_of(self)), "notify_all", called_by_library())

    for function in (notify, notify_all):
        function.visible = True  # type: ignore[attr-defined]
    return notify, notify_all


def _owned(models: Models, lock: Any, held: Held, message: str) -> int:
    """See that the current thread has the lock of a condition; return the site of what follows.

    Of a plain Lock, Python asks only whether somebody has it: a look, with which the call begins.
    """
    world = models.world
    if held.owner is world.current:
        return SYNC
    if world.aborting:
        if world.is_over:  # a finalizer, which nobody hears
            return ~SYNC
        raise GreenletExit
    if type(lock) is models.names["Lock"]:
        world.log.append((SYNC, lock, READ, TRIED))
        if held.busy:
            return ~SYNC
    raise RuntimeError(message)


def _lock_of(condition: Any) -> Any:
    return vars(condition)["@_lock"]


def _waiters_of(condition: Any) -> Any:
    return vars(condition)["@_waiters"]


CONDITION = Primitive("threading", classes=("Condition",), adapt=_adapt)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
