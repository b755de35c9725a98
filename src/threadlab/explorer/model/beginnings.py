"""Objects of the library begin once: of those that others may have in use nobody makes new ones.

`lock.__init__()` makes a lock that is free of one that is held, and no operation of it.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.log import SYNC, is_touch
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import WRITE
from threadlab.explorer.engine.waits import Handle, attached
from threadlab.explorer.model.base import Models, called_by_library
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.objects.kinds import in_class, is_a, is_ours

MARK = "@"  # the names of what an object of the library has begin with it (fields.py)
_ASKS = "asks_itself"


def begins_once(models: Models, cls: type) -> None:
    """Let objects of a class be made anew by nobody who calls their `__init__` once more."""
    begin = in_class(cls, "__init__")
    if is_ours(begin) and not hasattr(begin, _ASKS):
        setattr(cls, "__init__", _once(models, cls.__name__.removeprefix("_Py"), begin))  # noqa: B010


def _once(models: Models, name: str, begin: Callable[..., None]) -> Callable[..., None]:
    """An `__init__` of which the explorer knows what it does to an object that is new.

    Called again, it makes another one of what others may have in use: of a lock one that is free.
    """

    @functools.wraps(begin)
    def once(self: Any, *given: Any, **named: Any) -> None:
        if not called_by_library():
            begins(models, self, name)
        begin(self, *given, **named)

    asks_itself(once)
    return once


def asks_itself(begin: Callable[..., None]) -> None:
    """Note of an `__init__` that it sees itself that objects begin once."""
    setattr(begin, _ASKS, True)


def begins(models: Models, thing: Any, name: str) -> None:
    """An object of the library's class `name` begins, if nobody has used it before."""
    world = models.world
    if not world.aborting and _has_begun(thing):
        if any(is_touch(entry) and entry[1] is thing for entry in world.log):
            raise unsupported(f"{name}.__init__", world, "begun")
        world.tick(SYNC)
        world.log.append((SYNC, thing, WRITE, None))


def _has_begun(thing: Any) -> bool:
    """Whether what makes an object of the library out of `thing` has been called before."""
    if is_a(thing, Handle):
        with contextlib.suppress(AttributeError):
            attached(thing)
            return True
    return any(name.startswith(MARK) for name in getattr(thing, "__dict__", ()))


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
