"""Whether everything has come back to what it was: then the same can follow again, for ever.

A loop may change something and change it back: it takes a lock, looks, and gives it up. That it has
gone round a thousand times says nothing; that the threads stand where they stood, over the same
values, with nobody left out in between, says that they need never end. What is compared is all that
can be reached from the threads' variables and from the program's modules. A value that can't be
looked into must not have been touched; and who has looked at the clock, or drawn a number by
chance, is in a new state each time.
"""

from __future__ import annotations

import sys
import types
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.marks import is_library, is_program
from threadlab.explorer.engine.modes import LOOKS, READ
from threadlab.explorer.engine.waits import Waitable, waitable_of

if TYPE_CHECKING:
    from threadlab.explorer.engine.world import World

MOST_VALUES = 20_000  # that are compared
_ATOMS = (int, float, complex, str, bytes, bool, type(None), type(...), range)
_SEQUENCES: tuple[Any, ...] = (list, tuple, deque)
_CLOCK = ("s", "clock")
_NAMED = ("s", "t")  # keys of what has a name or a path, and no label
_C_METHODS = (types.MethodDescriptorType, types.WrapperDescriptorType)


class Moment:
    """The state of a run at one moment, at a turn of a loop of the current thread."""

    def __init__(self, world: World, frame: Any):
        self.world = world
        self.fiber = world.current
        self.frame, self.place = frame, frame.f_lasti
        self.read = len(world.log)  # how much of the log has been looked at
        self.changed: set[Any] = set()  # what has been changed since
        self.is_timed = False  # whether somebody has looked at the clock since
        self.looks = 0
        self.draws = world.draws
        self.turns = world.spent
        self.stood = {fiber: fiber.n for fiber in world.live}
        self.stood[self.fiber] = world.n
        self.values, self.unseen = _state(world)

    def is_here_again(self, frame: Any) -> bool:
        """Whether the run has come back to this moment, and everybody could go on in between."""
        world = self.world
        if world.current is not self.fiber or frame is not self.frame:
            return False
        if frame.f_lasti != self.place or set(self.stood) != set(world.live):
            return False
        if world.draws != self.draws or not self.values:
            return False
        self.looks += 1
        if self.values != _state(world)[0]:
            return False
        self._read_log()
        labels = world.footprints.labels
        if self.is_timed or any(labels.get(number) in self.changed for number in self.unseen):
            return False
        here = {fiber: world.n if fiber is self.fiber else fiber.n for fiber in world.live}
        return all(
            not _is_within_for(world, fiber)
            if here[fiber] != n
            else _is_left_out_rightly(world, fiber, self.changed)
            for fiber, n in self.stood.items()
        )

    def _read_log(self) -> None:
        log = self.world.log
        for key, mode in self.world.footprints.between(log, self.read, len(log)):
            if mode not in LOOKS:
                self.changed.add(key[1] if key[0] in _NAMED else key[0])
            elif key == _CLOCK and mode == READ:
                self.is_timed = True
        self.read = len(log)


def _is_left_out_rightly(world: World, fiber: Fiber, changed: set[Any]) -> bool:
    """Whether `fiber`, which has not moved, could not: it waits for what nobody has changed."""
    thing = fiber.waiting
    if fiber is world.current:
        return True
    if thing is None or fiber.deadline is not None or not thing.busy:
        return False
    about = thing.path if type(thing) is Fiber else world.footprints.labels.get(id(thing.about))
    return about not in changed


def _frames(world: World, fiber: Fiber) -> Iterator[Any]:
    """The frames of a thread, the innermost first."""
    running = fiber is world.current
    frame = sys._getframe(1) if running else fiber.greenlet and fiber.greenlet.gr_frame
    while frame:
        yield frame
        frame = frame.f_back


def _is_within_for(world: World, fiber: Fiber) -> bool:
    """Whether a thread stands within a `for`, whose iterator nobody can look at."""
    return any(
        first <= frame.f_lineno <= last
        for frame in _frames(world, fiber)
        for first, last in world.loops.iterating.get(frame.f_code.co_filename, ())
    )


def _state(world: World) -> tuple[list[Any], list[int]]:
    """All that can be reached, one value after the other; and what could not be looked into.

    The values are none if there are too many.
    """
    found: list[Any] = []
    todo: list[Any] = []
    for fiber in world.live:
        late = None if fiber.deadline is None else round(fiber.deadline - world.now, 9)
        found += [fiber.index, late, type(fiber.waiting)]
        for frame in _frames(world, fiber):
            names = frame.f_globals
            if is_program(names) or is_library(names):
                found += [id(frame.f_code), frame.f_lasti]
                todo.append(dict(frame.f_locals))
                if is_program(names):
                    todo.append(names)
    return _values(todo, found, world)


def _values(todo: list[Any], found: list[Any], world: World) -> tuple[list[Any], list[int]]:
    todo.reverse()
    numbers: dict[int, int] = {}
    keep: list[Any] = []  # what is made while looking must not get the place of another
    unseen: list[int] = []
    while todo:
        if len(found) > MOST_VALUES:
            return [], []
        value = todo.pop()
        cls = type(value)
        if cls in _ATOMS:
            found += [cls, value]
            continue
        known = numbers.get(id(value))
        found += [cls, known]
        if known is not None:
            continue
        numbers[id(value)] = len(numbers)
        keep.append(value)
        parts = _parts(value)
        if parts is None:
            unseen.append(id(value))
        else:
            found.append(len(parts))
            todo += reversed(parts)
    return found, unseen


def _parts(value: Any) -> list[Any] | None:
    """What `value` consists of, without calling any code of the program's; None if nobody knows."""
    cls = type(value)
    for sequence in _SEQUENCES:
        if issubclass(cls, sequence):
            return [*sequence.__iter__(value), *_own(value)]
    if issubclass(cls, dict):
        pairs = [pair for pair in dict.items(value) if not _is_hidden(pair[0])]
        return [*(part for pair in pairs for part in pair), *_own(value)]
    if cls is set or cls is frozenset:
        items = list(value)
        return sorted(items, key=repr) if all(type(item) in _ATOMS for item in items) else None
    if cls is types.FunctionType:
        names = value.__globals__  # what others keep in their functions is not the program's
        cells = value.__closure__ if is_program(names) or is_library(names) else ()
        return [id(value.__code__), *(_content(cell) for cell in cells or ())]
    if cls is types.MethodType:
        return [value.__self__, value.__func__]
    if cls is Fiber or issubclass(cls, Waitable):
        return _waitable(value)
    if (waitable := waitable_of(value)) is not None:
        return [*_waitable(waitable), *_own(value)]
    if issubclass(cls, BaseException):
        return [*value.args, *_own(value)]
    if issubclass(cls, type):
        return list(vars(value).items()) if _is_of_program(value) else []
    if issubclass(cls, types.ModuleType):
        names = types.ModuleType.__getattribute__(value, "__dict__")
        return [names] if is_program(names) else []
    return list(_own(value)) if all(map(_is_python, cls.__mro__)) else None


def _is_hidden(key: Any) -> bool:
    """Whether a name is the explorer's own, among those of a program."""
    return type(key) is str and (key[:1] == "@" or key == "__builtins__")


def _is_python(cls: type) -> bool:
    """Whether nothing of an object of `cls` is kept by C code."""
    heap = cls is object or cls.__flags__ & (1 << 9)
    return bool(heap) and not any(
        type(part) in _C_METHODS and part.__objclass__ is cls and cls is not object
        for part in vars(cls).values()
    )


def _is_of_program(cls: type) -> bool:
    """Whether a class has functions of the program: only its attributes are ever set by it."""
    return any(
        type(part) is types.FunctionType and is_program(part.__globals__)
        for part in vars(cls).values()
    )


def _waitable(value: Any) -> list[Any]:
    if type(value) is Fiber:
        return [value.index, value.busy]
    return [getattr(value, name, None) for name in ("busy", "owner", "count", "permits")]


def _own(value: Any) -> Iterator[Any]:
    """The attributes of an object, in its namespace and in slots."""
    for cls in type(value).__mro__:
        for name, part in vars(cls).items():
            if name == "__dict__" and type(part) is types.GetSetDescriptorType:
                yield part.__get__(value)
            elif type(part) is types.MemberDescriptorType and cls.__flags__ & (1 << 9):
                yield name
                try:
                    yield part.__get__(value)
                except AttributeError:
                    yield AttributeError


def _content(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return ValueError
