"""Calls of the library's own classes that are one operation of the program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import LIBRARY, MODELLED
from threadlab.explorer.engine.modes import NOTHING, PUT, READ, WRITE
from threadlab.explorer.engine.waits import Guard
from threadlab.explorer.engine.world import World


def visible(world: World, cls: Any, *names: str, looks: bool = False, nested: bool = True) -> None:
    """Make of each of these methods of `cls`, where it has one, an operation on its object.

    Those that only look are ordered with what changes the object, not with each other. `nested`
    ones are logged as well where the library calls them, as a part of its operation: in an order
    that only matters to who looks, or the library has a lock for it.
    """
    for name in names:
        if hasattr(cls, name):
            call = visible_call(world, name, getattr(cls, name), looks=looks, nested=nested)
            setattr(cls, name, call)


def visible_call(
    world: World,
    name: str,
    method: Callable[..., Any],
    *,
    looks: bool = False,
    nested: bool = True,
) -> Any:
    """Wrap a method of the library: the program's call of it is one operation called `name`."""
    frame = sys._getframe
    mode = READ if looks else WRITE

    def call(self: Any, *arguments: Any, **named: Any) -> Any:
        if frame(1).f_globals.get("@library") is LIBRARY:
            if nested and not looks:
                world.log.append((~SYNC, self, PUT, name))
            return method(self, *arguments, **named)
        world.tick(SYNC)
        world.note_shut(self)
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
    world: World, cls: Any, name: str, closed: Callable[[Any], bool], *, blocking: int | None
) -> None:
    """As `visible`, for a method that waits at its start while `closed(object)` is true.

    `blocking` is the place of its arguments `block` and `timeout`, None if there are none.
    """
    frame = sys._getframe
    method = getattr(cls, name)

    def call(self: Any, *arguments: Any, **named: Any) -> Any:
        if frame(1).f_globals.get("@library") is LIBRARY:
            world.log.append((~SYNC, self, PUT, name))
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
        world.note_shut(self)
        world.log.append((site, self, WRITE, name))
        return method(self, *arguments, **named)

    call.visible = True  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = name, method.__doc__
    setattr(cls, name, call)


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
