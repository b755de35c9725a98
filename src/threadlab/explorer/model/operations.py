"""Calls of the library's own classes that are one operation of the program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from threadlab.explorer.engine.log import FIELDS, SYNC
from threadlab.explorer.engine.marks import LIBRARY, MODELLED
from threadlab.explorer.engine.modes import ACQUIRE, NOTHING, PUT, READ, RELEASE, SIGNAL, WRITE
from threadlab.explorer.engine.waits import Guard
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.base import Models
from threadlab.explorer.objects import effects
from threadlab.explorer.objects.kinds import is_ours, kind

_PASSING = frozenset((ACQUIRE, RELEASE, PUT, READ))
_GIVING = _PASSING | {SIGNAL}


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
        start, stretches = len(world.log), len(world.segments)
        try:
            return method(self, *arguments, **named)
        finally:
            if not world.aborting:  # what it was doing at the end of the run is to be told
                me.doing = outer
                if looks and len(world.segments) == stretches:
                    _locks_as_looks(world.log, start)

    call.visible = True  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = name, method.__doc__
    return call


def looks_into(world: World, values: Iterable[Any]) -> None:
    """Log that what the operation does goes on to look into `values`, which are the program's."""
    if not world.aborting:
        for found in _inside(values):
            world.log.append((~SYNC, *found))


def _inside(values: Iterable[Any]) -> Iterator[effects.Touch]:
    for value in values:
        objects: list[Any] = []
        yield from ((found, READ, None) for found in effects.reached([value], objects))
        yield from ((found, READ, FIELDS) for found in objects)


def looking(world: World, function: Callable[..., Any], *, into: str = "") -> Any:
    """Make of a function of the library one that looks into what it is given: in one operation.

    It may change the object that it is given under the name, or at the last place, `into`.
    """
    frame = sys._getframe

    def call(*arguments: Any, **named: Any) -> Any:
        if world.aborting or frame(1).f_globals.get("@library") is LIBRARY:
            return function(*arguments, **named)
        world.tick(SYNC)
        world.log.append((SYNC, None, NOTHING, function.__name__))
        values = [*arguments, *named.values()]
        looks_into(world, values)
        try:
            return function(*arguments, **named)
        finally:  # others may have come in between
            looks_into(world, values)
            changed = named.get(into, arguments[-1] if len(arguments) > 2 else None)
            if into and changed is not None and not world.aborting:
                world.log.append((~SYNC, changed, WRITE, FIELDS))

    call.visible = True  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = function.__name__, function.__doc__
    return call


def stepwise(call: Callable[..., Any], values: Iterable[Any]) -> Iterable[Any]:
    """`values` for code of the library that takes one after the other: others may go on between."""
    return _each(call, values) if kind(values) else values


def _each(call: Callable[..., Any], values: Iterable[Any]) -> Iterator[Any]:
    iterator = call(SYNC, iter, values)
    while (value := call(SYNC, next, iterator, _END)) is not _END:
        yield value


_END = object()


def by_hook(models: Models, function: Any) -> Any:
    """`function`, as the library is to call it: what is not the program's has no points itself."""
    if function is None or is_ours(function) or not callable(function):
        return function

    def call(*values: Any, **named: Any) -> Any:
        return models.call(SYNC, function, *values, **named)

    return call


def handing_on(models: Models, function: Any, arguments: Any = ()) -> Any:
    """`function`, which is called with what is in `arguments` then: those may be a shared list."""
    function = by_hook(models, function)
    if not kind(arguments):
        return function

    def call(*values: Any, **named: Any) -> Any:
        looks_into(models.world, [arguments])
        return function(*values, **named)

    return call


class Kind:
    """What a call does to its object, and what it comes after: a change of the whole, by itself."""

    def mode_of(self, thing: Any, endless: bool) -> int:
        """The mode of a call that succeeds, and would have waited without end for that or not."""
        return WRITE

    def note(self, thing: Any) -> None:
        """Note one that is the next entry of the log."""


def guarded(
    world: World,
    cls: Any,
    name: str,
    closed: Callable[[Any], bool],
    *,
    blocking: int | None,
    waits: bool = True,
    kind: Kind | None = None,
) -> None:
    """As `visible`, for a method that waits at its start while `closed(object)` is true.

    `blocking` is the place of its arguments `block` and `timeout`, None if there are none. One that
    never `waits`, or not any longer, fails then, which is no more than a look: a loop that goes on
    until it succeeds waits for others to change something. With a `kind`, one that succeeds without
    a look at how long it takes may be something more exact than a change of the whole object.
    """
    frame = sys._getframe
    method = getattr(cls, name)
    kind = kind or Kind()

    def call(self: Any, *arguments: Any, **named: Any) -> Any:
        if frame(1).f_globals.get("@library") is LIBRARY:
            kind.note(self)
            world.log.append((~SYNC, self, PUT, name))
            return method(self, *arguments, **named)
        world.tick(SYNC)
        block, timeout = waits, None
        if blocking is not None:
            block = named.get("block", arguments[blocking] if len(arguments) > blocking else waits)
            place = blocking + 1
            timeout = named.get("timeout", arguments[place] if len(arguments) > place else None)
        site: int | None = SYNC
        endless = bool(block) and timeout is None
        if closed(self):
            if not block or (timeout is not None and timeout <= 0):
                world.log.append((SYNC, self, READ, name))
                return fails(self, arguments, named)
            world.log.append((SYNC, self, NOTHING, name))
            site = None
            guard = Guard(self, name, lambda: closed(self), kind.mode_of(self, endless))
            deadline = None if timeout is None else world.now + timeout
            if not world.block(guard, deadline):
                world.timed_out(self)
                return fails(self, arguments[:blocking], {"block": False})
        mode = kind.mode_of(self, endless)
        world.note_shut(self, mode)
        kind.note(self)
        world.log.append((site, self, mode, name))
        start, stretches = len(world.log), len(world.segments)
        try:
            return method(self, *arguments, **named)
        finally:
            if mode != WRITE and not world.aborting and len(world.segments) == stretches:
                _locks_as_looks(world.log, start, _GIVING)  # what they give has its own mode

    def fails(self: Any, arguments: Any, named: Any) -> Any:
        start, stretches = len(world.log), len(world.segments)
        try:
            result = method(self, *arguments, **named)
        except Exception:
            if len(world.segments) == stretches:
                _locks_as_looks(world.log, start)
            raise
        kind.note(self)
        world.log.append((~SYNC, self, WRITE, name))  # it was not closed: a class of their own
        return result

    call.visible = True  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = name, method.__doc__
    setattr(cls, name, call)


def _locks_as_looks(log: Any, start: int, passing: frozenset[int] = _PASSING) -> None:
    """Make looks of the library's locks that a look has taken and given back, from `start` on.

    It has not waited for any, and is ordered with all that is done under them. Nothing is changed
    where the program's own code was called.
    """
    done = log[start:]
    if all(type(entry) is tuple and entry[0] == ~SYNC and entry[2] in passing for entry in done):
        log[start:] = [
            (entry[0], entry[1], READ, None) if entry[2] == ACQUIRE else entry
            for entry in done
            if entry[2] in (ACQUIRE, READ)
        ]


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
