"""Objects that may end before their run does: the log must not keep them.

    del handles["a"]      its `__del__` is run here, and weak references to it are dead from now on

A log that holds what was touched keeps it alive until the run is over, and then a finalizer that
takes a lock is never seen to wait for it. So in programs that could notice (`__del__`, `weakref`)
a `Trace` stands in the log for each object of a class of the program's own. Nobody can refer weakly
to a list or a dictionary: its trace holds it, and lets it go at the end of the first statement at
which nobody else does.
"""

from __future__ import annotations

import sys
import weakref
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable
from enum import Enum
from inspect import CO_OPTIMIZED
from types import FunctionType, MethodDescriptorType, ModuleType
from typing import Any

from threadlab.explorer.engine.log import PRINT, SYNC, UNKNOWN, place_of
from threadlab.explorer.engine.marks import Secret, is_library, is_modelled
from threadlab.explorer.engine.modes import READ

_HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE of Include/object.h
_mro: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__
_names_of: Callable[[type], Any] = type.__dict__["__dict__"].__get__
_flags_of: Callable[[type], int] = type.__dict__["__flags__"].__get__
_weak_place: Callable[[type], int] = type.__dict__["__weakrefoffset__"].__get__
_CONTAINERS = frozenset((list, dict, set, deque, defaultdict, OrderedDict))
_STAY = (type, ModuleType, BaseException, Enum, Secret)  # or are no carriers of state


class Trace:
    """Stands for an object of which nothing but this is kept; `label` is its number in the run."""

    __slots__ = ("cls", "held", "label", "number", "reference")

    def __init__(self, thing: Any, gone: Callable[[Any], None] | None):
        self.cls, self.number = type(thing), id(thing)
        self.label: int | None = None
        self.held: Any = None if gone else thing
        self.reference = weakref.ref(thing, gone) if gone else self._holds

    def _holds(self) -> Any:
        return self.held

    def references(self) -> int:
        """How many there are to what it holds, with its own."""
        return sys.getrefcount(self.held)


_ALONE = Trace([], None).references()


def thing_of(value: Any) -> Any:
    """The object for which a trace stands, while there is one; all else is itself."""
    if type(value) is not Trace:
        return value
    thing = value.reference()
    return value if thing is None else thing


class Endings(Secret):
    """The traces of one run's objects; all of `gone` are told the number of each that has ended."""

    def __init__(self, world: Any):
        self.world = world
        self.weak = False  # whether the program may have weak references
        self._traces: dict[int, Trace] = {}
        self._held: dict[int, Trace] = {}
        self._by_class: dict[type, bool] = {}
        self.gone: list[Callable[[int], None]] = [world.footprints.gone]

    def clear(self) -> None:
        """Forget the last run."""
        self._traces.clear()
        self._held.clear()
        self._by_class.clear()

    def of(self, thing: Any) -> Any:
        """What stands in the log for `thing`: its trace, or `thing` itself if nobody can notice."""
        cls = type(thing)
        if cls in _CONTAINERS:
            trace = self._held.get(id(thing))
            if trace is None:
                trace = self._held[id(thing)] = Trace(thing, None)
            return trace
        ends = self._by_class.get(cls)
        if ends is None:
            ends = self._by_class[cls] = _ends(cls)
        if not ends:
            return thing
        number = id(thing)
        trace = self._traces.get(number)
        if trace is None or trace.reference() is not thing:
            trace = self._traces[number] = Trace(thing, lambda _: self._forget(number))
        return trace

    def watch(self, things: Iterable[Any]) -> None:
        """See to it that the end of each is noted, though it may not have been touched before."""
        for thing in things:
            self.of(thing)

    def without(self, entry: Any) -> Any:
        """An entry of the log that keeps no object which may end."""
        if type(entry) is not tuple:
            return entry
        if len(entry) == 2:
            owner = self.of(entry[1])
            return entry if owner is entry[1] else (entry[0], owner)
        site, thing, mode, item = entry
        owner, part = self.of(thing), self.of(item)
        return entry if owner is thing and part is item else (site, owner, mode, part)

    def let_go(self) -> None:
        """Let go of the containers that nobody else holds."""
        for number, trace in [*self._held.items()]:
            if trace.held is not None and trace.references() == _ALONE:
                del self._held[number]
                for tell in self.gone:
                    tell(number)
                trace.held = None  # here finalizers of what is in it are run

    def _forget(self, number: int) -> None:
        trace = self._traces.get(number)
        if trace is not None and trace.reference() is None:  # and no other has got its id
            del self._traces[number]
            for tell in self.gone:
                tell(number)
            if not (self.world.is_over or self.world.aborting):
                self._note(trace.cls)

    def _note(self, cls: type) -> None:
        """Note the end of an object of `cls`, which who has a weak reference to it may notice."""
        self.world.log.append((~SYNC, UNKNOWN, READ, None))
        if self.weak or any("__del__" in _names_of(base) for base in _mro(cls)):
            self.note_end()

    def note_end(self) -> None:
        """Note that an object ends, at which finalizers are run and references die.

        Who has let go of it last, and so where that is, depends on variables that nobody else sees
        and that have no points: with other threads beside this one that is not known.
        """
        places = (place_of(entry) for entry in reversed(self.world.log))
        site = next((place for place in places if place is not None and place > PRINT), None)
        if site is not None:
            self.world.note_unknown(site)


def trace_of(world: Any, *, lists: bool = True) -> Callable[[Any], Any]:
    """What gives the trace of an object in a world, or the object itself where all of them last.

    Lists, and other containers, are what they are if one has to look into them.
    """
    if world.endings is None:
        return lambda thing: thing
    of: Callable[[Any], Any] = world.endings.of
    return of if lists else lambda thing: thing if type(thing) in _CONTAINERS else of(thing)


def forget_locals(world: Any, frame: Any) -> None:
    """Let a frame whose variables were looked at keep no copy of them, as it does until 3.12."""
    if world.endings is not None and sys.version_info < (3, 13):
        if frame.f_code.co_flags & CO_OPTIMIZED:
            frame.f_locals.clear()


class PassingLog(list[Any]):
    """A log that keeps no object alive."""

    __slots__ = ("_without",)

    def __init__(self, endings: Endings):
        super().__init__()
        self._without = endings.without

    def append(self, entry: Any) -> None:
        """Log an entry."""
        super().append(self._without(entry))


def log_of(endings: Endings | None) -> list[Any]:
    """The log of a world that keeps what is touched, or that keeps none of it."""
    return [] if endings is None else PassingLog(endings)


def _ends(cls: type) -> bool:
    """Whether objects of `cls` are the program's own, and can be referred to weakly."""
    if not _is_in_python(cls) or not _weak_place(cls) or issubclass(cls, _STAY):
        return False
    return not any(_is_not_the_programs(base) for base in _mro(cls)[:-1])


def _is_in_python(cls: type) -> bool:
    """Whether `cls` is not written in C: such classes alone have method descriptors of their own.

    From 3.12 on io.StringIO and the like are made on the heap, too.
    """
    return bool(_flags_of(cls) & _HEAP_TYPE) and not any(
        type(part) is MethodDescriptorType for part in _names_of(cls).values()
    )


def _is_not_the_programs(base: type) -> bool:
    """Whether a class is written in C, a part of the library over the model, or the explorer's."""
    if not _is_in_python(base):
        return True
    return any(
        type(part) is FunctionType
        and name != "__hash__"  # the program's classes get one, too (model/names.py)
        and (
            is_library(part.__globals__)
            or is_modelled(part.__globals__)
            or part.__code__.co_filename.startswith(_PACKAGE)
        )
        for name, part in _names_of(base).items()
    )


_PACKAGE = __file__.partition("explorer")[0]
