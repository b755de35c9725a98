"""What primitives have in common: how one is declared, who calls it, and how a thread waits.

A primitive is one file of this folder and one line of registry.py. Its file says

- what it is for the engine: a subclass of `Waitable` with what it knows, and in which mode its
  waiter wants it (a queue's calls wait for a `Guard` instead);
- what it is for programs: `make` builds its classes for one world, over the log of that world, or
  `classes` are taken from Python's own source and `adapt` says which of their calls are operations;
- how a live one is taken over into a run (`from_live`).

Whoever calls a primitive, what the program does is an operation before which others can go on;
what the library does for the program belongs to the operation that has begun.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from threadlab.explorer.engine.log import SYNC, TAKEN, TRIED
from threadlab.explorer.engine.marks import LIBRARY, MODELLED
from threadlab.explorer.engine.modes import ACQUIRE, JOIN, NOTHING, READ
from threadlab.explorer.engine.world import World

_frame = sys._getframe
SPACING = 64  # between the addresses of two objects


@dataclass(frozen=True)
class Primitive:
    """What the other rooms need to know about a primitive, or about a module as a whole.

    `make` builds its names for one world; those that begin with "@" are for other primitives alone.
    `classes` are executed from Python's own source of `module` over what has been made so far, or
    all of it if they are None; then `adapt` is called with the module. A module that is `lasting`
    keeps nothing of a run. `live` says of real classes what stands for them here; `from_live` makes
    an object of that class, or of one that inherits from it, from a real one, with `take` for what
    is in it; the attributes in `inner` have no counterpart there.
    """

    module: str
    make: Callable[[Models], Mapping[str, Any]] | None = None
    classes: tuple[str, ...] | None = ()
    adapt: Callable[[Models, types.ModuleType], None] | None = None
    lasting: bool = True
    live: Mapping[type, str] = field(default_factory=dict)
    from_live: Callable[[Any, Any, Callable[[Any], Any]], Any] | None = None
    inner: frozenset[str] = frozenset()


class Hooks(NamedTuple):
    """What a rewritten program calls, made by instrument/hooks/; two of them the model needs, too.

    `call` calls what is not the program's own, with a site first, and `take` gives it a value that
    may be such a function: whatever comes of it then has its points.
    """

    by_name: Mapping[str, Any]
    call: Callable[..., Any]
    take: Callable[[int, Any], Any]


class Models:
    """What the primitives of one world are built with, and how their threads wait.

    `module` finds what a program gets when it imports a name, `hash` is its `hash` of objects.
    """

    def __init__(
        self,
        world: World,
        seed: int,
        hooks: Hooks,
        module: Callable[[str], Any],
        hash: Callable[[Any], int],
    ):
        self.world, self.seed, self.module, self.hash = world, seed, module, hash
        self.call, self.take = hooks.call, hooks.take
        self.names: dict[str, Any] = {}  # what has been made so far
        self.at_reset: list[Callable[[], None]] = []  # called between two runs
        self.texts: dict[str, str] = {}  # of the program, by file, as it was written

    def begin(self) -> int:
        """Begin an operation if the program calls; return the site to log, in either case."""
        if _frame(2).f_globals.get("@library") is LIBRARY:
            return ~SYNC
        world = self.world
        world.n += 1
        if world.n >= world.stop:
            world.pause(SYNC)
        return SYNC

    def looks(self, thing: Any, what: Any = None) -> None:
        """Begin the operation of a look at `thing`, or at `what` of it: others can go first.

        If the library looks, that is a part of its operation. Once the run is over, whoever looks
        (a `finally`, a story) is no part of it.
        """
        if self.world.aborting:
            return
        site = ~SYNC
        if _frame(2).f_globals.get("@library") is not LIBRARY:
            self.world.tick(SYNC)
            site = SYNC
        self.world.log.append((site, thing, READ, what))

    def looks_besides(self, thing: Any, what: Any = None) -> None:
        """Log that the look that has begun goes on to `thing`, if that is anything."""
        if thing is not None and not self.world.aborting:
            self.world.log.append((~SYNC, thing, READ, what))

    def wait(
        self,
        thing: Any,
        waitable: Any,
        site: int | None,
        seconds: float | None,
        tried: str | None = TRIED,
        arrives: Any = None,
    ) -> bool:
        """Let the current thread wait for `waitable`, which is busy; return whether it is free.

        `thing` is what the program knows it by, `site` that of the operation, `seconds` are None to
        wait for ever. The entry that comes next has no site of its own: None. `tried` says of a
        look in vain what it was, `arrives` is what is read by beginning to wait.
        """
        world = self.world
        if seconds is not None and seconds <= 0:
            world.log.append((site, thing, READ, tried))
            return False
        if site == SYNC:
            world.log.append((SYNC, thing, NOTHING, None))
            if arrives is not None:
                world.log.append((~SYNC, arrives, READ, None))
        if waitable is not thing:
            waitable.about = thing  # from now on, since a reference back would keep it alive
        if world.block(waitable, None if seconds is None else world.now + seconds):
            return True
        world.timed_out(thing)
        return False

    def taken(self, thing: Any, site: int | None, seconds: float | None) -> None:
        """Log that the current thread has got `thing`, which it may have wanted not for ever."""
        if seconds is not None:  # it might have failed
            self.world.log.append((site, thing, READ, TAKEN))
            site = ~SYNC
        self.world.log.append((site, thing, ACQUIRE, None))

    def seen(self, thing: Any, site: int | None, seconds: float | None) -> None:
        """Log that the current thread has found `thing` as it wanted it, and leaves it so."""
        self.world.log.append((site, thing, JOIN if seconds is None else READ, None))

    def address(self, thing: Any) -> int:
        """A number for the text of an object, which is its `id`: no label, as a look gives none."""
        return SPACING * self.hash(thing)


def called_by_library() -> bool:
    """Whether the function that asks was called by code of the library, and not of the program.

    Locks and conditions ask by themselves, since a call costs more than the answer.
    """
    return _frame(2).f_globals.get("@library") is LIBRARY


def hidden(cls: type, name: str) -> tuple[Callable[[Any], Any], Callable[[Any, Any], None]]:
    """Take the name of a slot away from its class; return what gets it and what sets it.

    So nothing that a program gives the same name, in a class of its own, is mixed up with it.
    """
    slot = cls.__dict__[name]
    delattr(cls, name)
    return slot.__get__, slot.__set__


def final(name: str) -> classmethod[Any, ..., None]:
    """The `__init_subclass__` of a class that nobody can inherit from, as in CPython."""

    def refuse(cls: type, **_: Any) -> None:
        raise TypeError(f"type {name!r} is not an acceptable base type")

    return classmethod(refuse)


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
