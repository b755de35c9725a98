"""A log that takes notes: each entry with its moment, its line and its value.

The search needs none of this and runs without it; a story, a table or a step of the stepper is one
more run of the same schedule, with a log that takes notes.
"""

from __future__ import annotations

import operator
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import SYNC, TAKEN, is_touch, parts
from threadlab.explorer.engine.marks import runs_program
from threadlab.explorer.engine.modes import ACQUIRE, LOOKS, PUT, READ, SIGNAL
from threadlab.explorer.engine.waits import attached, waitable_of
from threadlab.explorer.engine.world import World, user_line
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
                        if name.startswith("@"):
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

    def hooks(self, hooks: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
        """The hooks of a program that is told: those that note values, over those that only log."""
        return hooks | _telling_hooks(self, hooks)


def _telling_hooks(log: Telling, hooks: dict[str, Callable[..., Any]]) -> dict[str, Any]:
    """The hooks that note values, over those that only log."""

    def told(name: str, place: int) -> Callable[..., Any]:
        hook = hooks[name]

        def call(*arguments: Any) -> Any:
            result = hook(*arguments)
            log.value(arguments[place])
            return result

        return call

    def v(site: int, value: Any) -> Any:
        if log.notes and parts(log.notes[-1].entry)[0] == site:
            log.value(value)
        return value

    def n(value: Any) -> Any:
        log.coming = value
        return value

    def ow(site: int, owner: Any) -> Any:
        coming = log.coming
        result = hooks["@ow"](site, owner)
        if coming is not _NO_VALUE:
            log.value(coming)
        return result

    def gi(site: int, container: Any, index: Any) -> Any:
        before = len(log)
        value = hooks["@gi"](site, container, index)
        if len(log) > before:
            log.value(value)
        return value

    def si(site: int, value: Any, container: Any, index: Any) -> None:
        before = len(log)
        hooks["@si"](site, value, container, index)
        if len(log) > before:
            log.value(value)

    def check(site: int | None, name: str, left: Any, right: Any) -> Any:
        if site is None:
            result = getattr(operator, name)(left, right)
        else:
            result = hooks["@op"](site, name, left, right)
        # as text, since what was compared may change until the run has ended
        log.compared = (name.removeprefix("exact "), short(left), short(right))
        return result

    def other(value: Any) -> Any:
        """An assertion that is no comparison: the last one was another's."""
        log.compared = None
        return value

    return {
        "@w": told("@w", 1), "@cw": told("@cw", 2), "@v": v, "@n": n, "@ow": ow, "@gi": gi,
        "@si": si, "@assert": check, "@other": other,
    }  # fmt: skip


def _busy(entry: Any) -> bool:
    if not is_touch(entry) or entry[1] is None:
        return False
    if entry[0] not in (SYNC, ~SYNC, None) or type(entry[3]) is tuple:
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
