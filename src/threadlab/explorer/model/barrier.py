"""Barriers: Python's own fields and answers, but arriving is one step, and going on is another.

Those that arrive are alike as long as nobody can tell who came first: not by the index that `wait`
returns, nor by a time-out, an action or a break, all of which fall to one of them. So the search
need not try the orders in which they come; the *order* of arrivals has an object of its own in the
log, which is touched in one way by those that are alike and in another by those that tell.

As in Python's source, a barrier fills, then drains: who comes before all have left waits at the
door. What was there under the barrier's own lock is one step here, but for its action.
"""

from __future__ import annotations

import dis
import sys
import types
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from greenlet import GreenletExit

from threadlab.explorer.engine.log import SYNC, WOKEN
from threadlab.explorer.engine.marks import LIBRARY, MODELLED, runs_program
from threadlab.explorer.engine.modes import (
    ACQUIRE,
    ARRIVE,
    MEET,
    NOTHING,
    PART,
    PICK,
    READ,
    RELEASE,
    WRITE,
)
from threadlab.explorer.engine.waits import Waitable
from threadlab.explorer.model.base import Models, Primitive

FILLING, DRAINING, RESETTING, BROKEN = 0, 1, -1, -2  # as Python's `_state` has it
_frame = sys._getframe
_POP_TOP, _CACHE = dis.opmap["POP_TOP"], 0


class Door(Waitable):
    """What somebody waits for who has come while others have not left yet, or have an action."""

    __slots__ = ("barrier", "fields")
    internal = True

    def __init__(self, barrier: Any):
        self.barrier, self.fields = barrier, vars(barrier)

    @property
    def busy(self) -> bool:
        """Whether it is closed."""
        return self.fields["@_state"] in (DRAINING, RESETTING) or self.fields["@acting"]

    @property
    def wants(self) -> int | None:  # type: ignore[override]
        """To come before whoever has an action to do."""
        return ACQUIRE if self.fields["@acting"] else None

    @property
    def about(self) -> Any:
        """The barrier, or its lock while somebody has an action to do."""
        return self.fields["@lock"] if self.fields["@acting"] else self.barrier


class Desk(Door):
    """What somebody waits for who wants to break a barrier while it has an action."""

    __slots__ = ()

    @property
    def busy(self) -> bool:
        """Whether the action goes on."""
        return bool(self.fields["@acting"])


class Place(Door):
    """What somebody waits for who has arrived: that all have, or that the barrier is broken."""

    __slots__ = ()
    wants = None

    @property
    def busy(self) -> bool:
        """Whether some are missing, or the last one is not ready yet."""
        return bool(self.fields["@_state"] == FILLING)


class Part:
    """Of a barrier, for the log: the order in which threads have come, or its lock.

    The lock is there for barriers that have an action: it is held as long as that takes.
    """

    __slots__ = ()


def _adapt(models: Models, module: types.ModuleType) -> None:
    barrier: Any = module.Barrier
    begin = barrier.__init__

    def init(self: Any, parties: int, action: Any = None, timeout: float | None = None) -> None:
        begin(self, parties, action, timeout)
        vars(self).update({"@arrivals": Part(), "@lock": Part(), "@acting": False})

    barrier.__init__ = init
    own: list[Any] = [_wait_of(models, module.BrokenBarrierError), *_breakers_of(models)]
    for function in own:
        function.__doc__ = getattr(barrier, function.__name__).__doc__
        function.visible = True
        setattr(barrier, function.__name__, function)


def _wait_of(models: Models, broken: type[Exception]) -> Callable[..., int]:
    """Return what threads meet by."""
    world, log, frame = models.world, models.world.log, sys._getframe

    def wait(self: Any, timeout: float | None = None) -> int:
        fields = vars(self)
        tells = not _is_dropped(frame(1), models.call)
        site = _enter(models, self, "wait", Door)
        if timeout is None:
            timeout = fields["@_timeout"]
        if fields["@_state"] == BROKEN:
            _touch(log, self, site, MEET, "wait", tells=False)
            _give(log, fields)
            raise broken
        index: int = fields["@_count"]
        fields["@_count"] += 1
        tells = tells or timeout is not None or bool(fields["@_action"])
        _touch(log, self, site, MEET, "wait", tells=tells)
        if index + 1 == fields["@_parties"]:
            open_(self, fields)
        else:
            _give(log, fields)
            stay(self, fields, timeout)
        return index

    def open_(self: Any, fields: dict[str, Any]) -> None:
        """Let all go on, after the action if there is one."""
        action = fields["@_action"]
        if action:
            fields["@acting"] = True
            try:
                models.call(SYNC, action)
            except GreenletExit:
                raise
            except BaseException:
                fields["@acting"] = False
                fields["@_state"] = BROKEN
                log.append((~SYNC, self, WRITE, "wait"))
                log.append((~SYNC, self, PART, "wait"))
                _leave(fields)
                _give(log, fields)
                raise
            fields["@acting"] = False
        fields["@_state"] = DRAINING
        log.append((~SYNC, self, PART, "wait"))
        _leave(fields)
        _give(log, fields)

    def stay(self: Any, fields: dict[str, Any], timeout: float | None) -> None:
        """Wait for the others. Raises BrokenBarrierError if they don't come."""
        me, place = world.current, Place(self)
        outer, me.doing = me.doing, ("wait", self)
        came = world.block(place, None if timeout is None else world.now + max(timeout, 0))
        site = None
        if not came:
            world.timed_out(self)
            if fields["@acting"]:  # all have come by now: the last of them is not ready yet
                came = world.block(place)
            else:
                site = ~SYNC
                _touch(log, self, site, WRITE, "wait")
                fields["@_state"] = BROKEN
        elif timeout is not None:  # it might have gone on before the others had come
            log.append((site, self, READ, WOKEN))
            site = ~SYNC
        log.append((site, self, PART, "wait"))
        if not world.aborting:
            me.doing = outer
        is_open = fields["@_state"] == DRAINING
        _leave(fields)
        if not came:
            _give(log, fields)
        if not is_open:
            raise broken

    return wait


def _breakers_of(models: Models) -> tuple[Callable[[Any], None], Callable[[Any], None]]:
    """Return `abort` and `reset`."""
    log = models.world.log

    def abort(self: Any) -> None:
        fields = vars(self)
        _touch(log, self, _enter(models, self, "abort", Desk), WRITE, "abort")
        fields["@_state"] = BROKEN
        _give(log, fields)

    def reset(self: Any) -> None:
        fields = vars(self)
        _touch(log, self, _enter(models, self, "reset", Desk), WRITE, "reset")
        if fields["@_count"] == 0:
            fields["@_state"] = FILLING
        elif fields["@_state"] in (FILLING, BROKEN):
            fields["@_state"] = RESETTING
        _give(log, fields)

    return abort, reset


def _enter(models: Models, barrier: Any, name: str, door: type[Door]) -> int | None:
    """Begin an operation, which waits while the door is closed; return the site to log."""
    world = models.world
    site: int | None = SYNC
    if _frame(2).f_globals.get("@library") is LIBRARY:
        site = ~SYNC
    else:
        world.tick(SYNC)
    here = door(barrier)
    if here.busy:
        me = world.current
        outer, me.doing = me.doing, (name, barrier)
        world.log.append((site, barrier, NOTHING, name))
        world.block(here)
        site = None
        if not world.aborting:
            me.doing = outer
    return site


def _touch(
    log: Any, barrier: Any, site: int | None, mode: int, name: str, *, tells: bool = True
) -> None:
    """Log what is done at a barrier, and whether it tells who came first.

    The lock of one that has an action is taken.
    """
    fields = vars(barrier)
    log.append((site, barrier, mode, name))
    log.append((~SYNC, fields["@arrivals"], PICK if tells else ARRIVE, None))
    if fields["@_action"]:
        log.append((~SYNC, fields["@lock"], ACQUIRE, None))


def _give(log: Any, fields: dict[str, Any]) -> None:
    if fields["@_action"]:
        log.append((~SYNC, fields["@lock"], RELEASE, None))


def _leave(fields: dict[str, Any]) -> None:
    fields["@_count"] -= 1
    if fields["@_count"] == 0 and fields["@_state"] in (DRAINING, RESETTING):
        fields["@_state"] = FILLING


def _is_dropped(frame: types.FrameType | None, call: Any) -> bool:
    """Whether the program's code, in the frame or behind the hook `call`, drops what it is given.

    It is told by the instruction after the call.
    """
    if frame is not None and frame.f_code is call.__code__:
        frame = frame.f_back
    return frame is not None and runs_program(frame) and _drops(frame.f_code, frame.f_lasti)


@lru_cache(maxsize=1000)
def _drops(code: types.CodeType, place: int) -> bool:
    instructions = code.co_code[place + 2 :: 2]
    return next((found for found in instructions if found != _CACHE), _CACHE) == _POP_TOP


BARRIER = Primitive("threading", classes=("Barrier", "BrokenBarrierError"), adapt=_adapt)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
