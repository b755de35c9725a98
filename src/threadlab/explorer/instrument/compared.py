"""Comparisons in Python that C code makes in the midst of a step.

    heapq.heappush(tasks, task)      waiting.remove(order)

What compares two items may be Python code without a point of its own: a dataclass has it generated.
While it runs others may go on, and find a heap that is none, or take the item that was just found.
So the program's classes whose items are compared get comparisons that first touch again what C code
is going through; whoever compares otherwise notices nothing.
"""

from __future__ import annotations

import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from threadlab.explorer.engine.marks import is_program
from threadlab.explorer.engine.world import World
from threadlab.explorer.objects import effects
from threadlab.explorer.objects.kinds import HEAP_TYPE, flags_of, is_a, kind, mro_of, namespace_of

_COMPARISONS = ("__lt__", "__gt__", "__le__", "__ge__", "__eq__")
_CONTAINERS = (list, tuple, deque)
_FUNCTION = types.FunctionType

Touched = list[effects.Touch]


def comparing_of(
    world: World, touch: Callable[[int, Touched], None]
) -> Callable[[Touched, Iterable[Any]], bool]:
    """Return what says whether C code may compare by Python code what it is given."""

    def begin() -> Any:
        fiber = world.current
        held = fiber.within
        if held is not None:
            fiber.within = None
            touch(*held)
        return held

    def end(held: Any) -> None:
        if held is not None:
            world.current.within = held

    def compares(touched: Touched, arguments: Iterable[Any]) -> bool:
        found = False
        for value in _first_of_each_class(touched, arguments):
            for name in _COMPARISONS:
                home = _home(type(value), name)
                if home is not None and _is_of_program(world, home):
                    found = True
                    kind(value)  # goes by what the class has of its own
                    method = namespace_of(home)[name]
                    if method.__closure__ is None or begin not in _contents(method):
                        type.__setattr__(home, name, _pointed(method, begin, end))
        return found

    return compares


def _first_of_each_class(touched: Touched, arguments: Iterable[Any]) -> Iterator[Any]:
    """One value of each class among the items of what is touched, and among the arguments."""
    seen: set[type] = set()
    values = [*arguments]
    for container, _, _ in touched:
        if is_a(container, _CONTAINERS):
            values += container
    for value in values:
        for part in value if type(value) is tuple else (value,):
            cls = type(part)
            if cls not in seen:
                seen.add(cls)
                if flags_of(cls) & HEAP_TYPE:
                    yield part


def _home(cls: type, name: str) -> type | None:
    """The class from which `cls` has a comparison in Python; None if it has none."""
    for base in mro_of(cls):
        found = namespace_of(base).get(name)
        if found is not None:
            return base if type(found) is _FUNCTION else None
    return None


def _is_of_program(world: World, cls: type) -> bool:
    """Whether `cls` was made by this run of the program, and goes with it."""
    if any(
        type(part) is _FUNCTION and is_program(part.__globals__)
        for part in namespace_of(cls).values()
    ):
        return True
    modules = world.footprints.modules.values()
    return any(cls is value for names, _ in modules for value in names.values())


def _contents(function: types.FunctionType) -> list[Any]:
    return [cell.cell_contents for cell in function.__closure__ or () if cell != types.CellType()]


def _pointed(
    original: types.FunctionType, begin: Callable[[], Any], end: Callable[[Any], None]
) -> types.FunctionType:
    """`original`, with a point before it where C code compares; all else about it is the same."""

    def compared(self: Any, other: Any) -> Any:
        held = begin()
        try:
            return original(self, other)
        finally:
            end(held)

    code = compared.__code__
    if original.__code__.co_filename[:1] == "<":  # generated, and known by that
        code = code.replace(co_filename=original.__code__.co_filename)
    new = _FUNCTION(code, original.__globals__, original.__name__, None, compared.__closure__)
    new.__qualname__, new.__doc__ = original.__qualname__, original.__doc__
    new.__module__ = original.__module__
    return new
