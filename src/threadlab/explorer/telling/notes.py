"""A log that takes notes: each entry with its moment, its line and its value.

The search needs none of this and runs without it; a story, a table or a step of the stepper is one
more run of the same schedule, with a log that takes notes.
"""

from __future__ import annotations

import operator
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.lines import user_line
from threadlab.explorer.engine.log import SYNC, TAKEN, Attribute, is_touch, parts, place_of
from threadlab.explorer.engine.marks import runs_program
from threadlab.explorer.engine.modes import ACQUIRE, LOOKS, PUT, READ, SIGNAL
from threadlab.explorer.engine.waits import attached, waitable_of
from threadlab.explorer.engine.world import World
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.names import Hook, by_name, is_hidden
from threadlab.explorer.objects.kinds import is_a, own
from threadlab.explorer.stage import Stage
from threadlab.explorer.telling.names import NAMELESS, short

_NO_VALUE = object()
_CONTAINERS = (list, dict, set, deque)

# Who waits, for what, who has that, and the method of the library that it is in.
Blocked = tuple[Fiber, Any, Any, Any]


@dataclass(slots=True)
class Note:
    """What the log knew when entry `entry` was made."""

    entry: Any
    fiber: Fiber
    time: float
    file: str
    line: int
    ready: tuple[Fiber, ...]
    blocked: tuple[Blocked, ...]
    busy: bool  # whether what was touched was taken, unset or empty before
    doing: tuple[str, Any] | None  # the method of the library that it was in
    text: str = ""
    before: str = ""  # a container's text before a call that may change it


class Telling(list[Any]):
    """A log that takes a note of each entry."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.notes: list[Note] = []
        self.coming: Any = _NO_VALUE  # the value that an attribute is about to get
        self.compared: tuple[str, str, str] | None = None
        self.local_names: dict[int, tuple[str, Any]] = {}
        self._mark = -1
        self._ready: tuple[Fiber, ...] = ()
        self._blocked: tuple[Blocked, ...] = ()
        self._changing: Any = None  # the container that the last entry's call may change

    def clear(self) -> None:
        """Forget the last run."""
        super().clear()
        self.notes.clear()
        self.local_names.clear()
        self._mark = -1
        self.coming = _NO_VALUE
        self.compared = None
        self._changing = None

    def append(self, entry: Any) -> None:
        """Log an entry, and note the circumstances."""
        super().append(entry)
        self.settle()
        world = self.world
        file, line = user_line()
        touch = is_touch(entry)
        if touch and not is_a(entry[1], NAMELESS):
            self._find_name(entry[1])
        # Who waits changes only where somebody switches, or does something to a lock or thread.
        mark = len(world.segments)
        if mark != self._mark or touch:
            self._mark = mark
            blocked = tuple(
                (fiber, fiber.waiting, fiber.waiting.owner, fiber.doing)
                for fiber in world.live
                if fiber.waiting is not None and fiber.waiting.busy
            )
            ready = tuple(world.ready())
            if blocked != self._blocked:
                self._blocked = blocked
            if ready != self._ready:
                self._ready = ready
        ready, blocked = self._ready, self._blocked
        me = world.current
        note = Note(entry, me, world.now, file, line, ready, blocked, _busy(entry), me.doing)
        self.notes.append(note)
        if touch and is_a(entry[1], _CONTAINERS):
            note.before = short(entry[1])
            if entry[2] not in LOOKS:
                self._changing = entry[1]
        elif _counts(entry):
            permits = attached(entry[1])
            note.before, note.text = str(permits.before), str(permits.permits)

    def settle(self) -> None:
        """Note what the last call has made of its container: nobody else has run since."""
        if self._changing is not None:
            if not self.notes[-1].text:
                self.notes[-1].text = short(self._changing)
            self._changing = None

    def _find_name(self, thing: Any) -> None:
        """Remember how the code that is running calls `thing`, a variable or its attribute."""
        if id(thing) in self.local_names:
            return
        frame: Any = sys._getframe(2)
        depth = 0
        while frame is not None and depth < 4:
            if runs_program(frame):
                depth += 1
                if frame.f_locals is not frame.f_globals:
                    for name, value in list(frame.f_locals.items()):
                        if is_hidden(name):
                            continue
                        if value is thing:
                            self.local_names[id(thing)] = (name, thing)
                            return
                        inner = own(value)
                        if type(inner) is dict and name != "self":
                            for attribute, part in inner.items():
                                if part is thing:
                                    self.local_names[id(thing)] = (f"{name}.{attribute}", thing)
                                    return
            frame = frame.f_back

    def value(self, value: Any) -> None:
        """Note the value that the last access has read or written."""
        if self.notes:
            self.notes[-1].text = short(value)

    def hooks(self, hooks: Mapping[str, Any]) -> Mapping[str, Any]:
        """The hooks of a program that is told: those that note values, over those that only log."""
        return {**hooks, **by_name(_telling_hooks(self, hooks))}


def _telling_hooks(log: Telling, hooks: Mapping[str, Any]) -> dict[Hook, Callable[..., Any]]:
    """The hooks that note values, over those that only log."""
    write_attribute, operate = hooks[names.ATTRIBUTE_WRITE.name], hooks[names.OPERATOR.name]
    read_item, write_item = hooks[names.ITEM_READ.name], hooks[names.ITEM_WRITE.name]

    def told(hook: Hook, place: int) -> Callable[..., Any]:
        call = hooks[hook.name]

        def tell(*arguments: Any) -> Any:
            result = call(*arguments)
            log.value(arguments[place])
            return result

        return tell

    def read(site: int, value: Any) -> Any:
        for note in reversed(log.notes):
            if place_of(note.entry) != site:
                break
            if parts(note.entry)[0] == site:  # classes that were asked come after it
                note.text = short(value)
                break
        return value

    def coming(value: Any) -> Any:
        log.coming = value
        return value

    def write(site: int, owner: Any) -> Any:
        value = log.coming
        result = write_attribute(site, owner)
        if value is not _NO_VALUE:
            log.value(value)
        return result

    def read_of(site: int, container: Any, index: Any) -> Any:
        before = len(log)
        value = read_item(site, container, index)
        if len(log) > before:
            log.value(value)
        return value

    def write_of(site: int, value: Any, container: Any, index: Any) -> None:
        before = len(log)
        write_item(site, value, container, index)
        if len(log) > before:
            log.value(value)

    def check(site: int | None, name: str, left: Any, right: Any) -> Any:
        if site is None:
            result = getattr(operator, name)(left, right)
        else:
            result = operate(site, name, left, right)
        # as text, since what was compared may change until the run has ended
        log.compared = (name.removeprefix("exact "), short(left), short(right))
        return result

    def other(value: Any) -> Any:
        """An assertion that is no comparison: the last one was another's."""
        log.compared = None
        return value

    return {
        names.GLOBAL_WRITE: told(names.GLOBAL_WRITE, 1),
        names.CELL_WRITE: told(names.CELL_WRITE, 2),
        names.VALUE_READ: read, names.VALUE_COMING: coming, names.ATTRIBUTE_WRITE: write,
        names.ITEM_READ: read_of, names.ITEM_WRITE: write_of,
        names.ASSERTION: check, names.OTHER_ASSERTION: other,
    }  # fmt: skip


def _busy(entry: Any) -> bool:
    if not is_touch(entry) or entry[1] is None:
        return False
    if entry[0] not in (SYNC, ~SYNC, None) or type(entry[3]) is Attribute:
        return False
    waitable = waitable_of(entry[1])
    return waitable is not None and waitable.busy


def _counts(entry: Any) -> bool:
    """Whether somebody takes a permit of a semaphore or adds some."""
    if not is_touch(entry):
        return False
    if entry[2] not in (SIGNAL, PUT) and not _takes(entry):
        return False
    waitable = waitable_of(entry[1])
    return waitable is not None and waitable.permits is not None


def _takes(entry: Any) -> bool:
    return bool(entry[2] == ACQUIRE or (entry[2] == READ and entry[3] == TAKEN))


def told(ready: Stage) -> Telling:
    """The log of a stage that was made to be told."""
    log = ready.world.log
    assert isinstance(log, Telling), "A run is told only where its log takes notes."
    return log
