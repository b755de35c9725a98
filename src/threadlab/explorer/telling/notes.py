"""A log that takes notes: each entry with its moment, its line and its value.

The search needs none of this and runs without it; a story, a table or a step of the stepper is one
more run of the same schedule, with a log that takes notes.
"""

from __future__ import annotations

import operator
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from threadlab.explorer.engine.endings import forget_locals, thing_of
from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.lines import user_line
from threadlab.explorer.engine.log import SYNC, TAKEN, Attribute, is_touch, parts, place_of
from threadlab.explorer.engine.marks import is_program, runs_program
from threadlab.explorer.engine.modes import ACQUIRE, LOOKS, PUT, READ, SIGNAL
from threadlab.explorer.engine.waits import attached, waitable_of
from threadlab.explorer.engine.world import World
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.names import Hook, by_name, is_hidden
from threadlab.explorer.objects.kinds import function_globals, is_a, receiver_of
from threadlab.explorer.stage import Stage
from threadlab.explorer.telling.names import NAMELESS, path_to, short

_NO_VALUE = object()
_TRIES = 20  # at finding a name for a thing
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
    call: int = 0  # the place at which the program has called what made this entry
    is_about: bool = False  # what it was called on, or given first
    given: str = ""  # what that call was given first, as text
    result: str | None = None  # … and what it has given back


class Telling(list[Any]):
    """A log that takes a note of each entry."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.notes: list[Note] = []
        self.coming: dict[Fiber, Any] = {}  # the value that an attribute is about to get
        self.compared: tuple[str, str, str] | None = None
        self.local_names: dict[int, tuple[str, Any]] = {}
        self.runs = 0
        self.other_names: dict[int, str] = {}  # by which those who have called that code know it
        self._nameless: Counter[int] = Counter()  # how often no name was found
        self._mark = -1
        self._ready: tuple[Fiber, ...] = ()
        self._blocked: tuple[Blocked, ...] = ()
        self._changing: Any = None  # the container that the last entry's call may change

    def clear(self) -> None:
        """Forget the last run."""
        super().clear()
        self.notes.clear()
        self.runs += 1
        self.local_names.clear()
        self.other_names.clear()
        self._nameless.clear()
        self._mark = -1
        self.coming.clear()
        self.compared = None
        self._changing = None

    def append(self, entry: Any) -> None:
        """Log an entry, and note the circumstances."""
        world = self.world
        if world.is_over:  # a finalizer of what the run has left
            return
        thing = entry[1] if is_touch(entry) else None
        if world.endings is not None:
            entry = world.endings.without(entry)
        super().append(entry)
        if self.world.is_over:  # a finalizer of what the run has left
            return
        self.settle()
        file, line = user_line()
        touch = is_touch(entry)
        if touch and not is_a(entry[1], NAMELESS):
            self._find_name(thing, entry[1])
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
        if touch and is_a(thing, _CONTAINERS):
            note.before = short(thing)
            if entry[2] not in LOOKS:
                self._changing = thing
        elif _counts(entry):
            permits = attached(entry[1])
            note.before, note.text = str(permits.before), str(permits.permits)

    def came_of_call(
        self, first: int, site: int, about: tuple[Any, ...], given: str, result: str
    ) -> None:
        """Note what a call of the program's at `site` has given back, whose notes begin at `first`.

        A call that has waited has two that are of interest: with one it began, with one it ended.
        """
        me, place = self.world.current, self.world.footprints.sites[site]
        begun: Note | None = None
        for i, note in enumerate(self.notes[first:], start=first):
            if note.fiber is not me:
                continue
            kind = parts(note.entry)[0]
            if begun is None:
                here = note.file == place.file and place.line <= note.line <= place.end_line
                if kind not in (site, SYNC) or not here:
                    return  # it is the doing of something that was called
                begun = note
            elif kind is not None or _thing(note) is not _thing(begun):
                continue
            if not note.call:
                alone = all(other.fiber is me for other in self.notes[i:])
                note.call, note.given = site, given
                # What it gives back after others have gone on is not told where it began.
                note.result = result if alone or kind is None else None
                note.is_about = any(_thing(note) is thing for thing in about)
                if note.text and is_a(_thing(note), _CONTAINERS):
                    note.text = short(_thing(note)) if alone else ""

    def settle(self) -> None:
        """Note what the last call has made of its container: nobody else has run since."""
        if self._changing is not None:
            if not self.notes[-1].text:
                self.notes[-1].text = short(self._changing)
            self._changing = None

    def _find_name(self, thing: Any, trace: Any) -> None:
        """Remember how the code that is running calls `thing`: a variable, or a part of one.

        By way of `self` only if there is no better name: that is another object each time. What
        stands for it in the log is `trace`, by which it is asked for.
        """
        if id(trace) in self.local_names or self._nameless[id(trace)] > _TRIES:
            return
        paths: list[str] = []
        me, main = self.world.current, self.world.fibers[0]
        frames = [sys._getframe(2), main.greenlet.gr_frame if me is not main else None]
        for frame in frames:
            depth = 0
            while frame is not None and depth < 4:
                if runs_program(frame) and frame.f_locals is not frame.f_globals:
                    paths += _paths(thing, frame, 3 if paths else 2)
                    depth += 1
                frame = frame.f_back
            if not paths:
                break
        for frame in frames:
            while frame is not None:
                if runs_program(frame):
                    forget_locals(self.world, frame)
                frame = frame.f_back
        named = [path for path in paths if not path.startswith("self.")]
        if paths:
            self.local_names[id(trace)] = ((named or paths)[0], trace)
            self.other_names[id(trace)] = (named or paths)[-1]
        else:
            self._nameless[id(trace)] += 1

    def value(self, value: Any) -> None:
        """Note the value that the last access has read or written."""
        if self.notes:
            self.notes[-1].text = short(value)

    def value_at(self, site: int, value: Any, first: int = -1) -> None:
        """Note the value that the access at `site` has read or written.

        It is the first one from the entry `first` on; else the last operation has begun with it.
        """
        for note in self.notes[first:] if first >= 0 else reversed(self.notes):
            if parts(note.entry)[0] == site and note.fiber is self.world.current:
                note.text = short(value)
                break
            if first < 0 and place_of(note.entry) != site:  # classes are asked after it
                break

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

    def call(site: int, function: Any, /, *arguments: Any, **named: Any) -> Any:
        if is_program(function_globals(function)):
            return hooks[names.CALL.name](site, function, *arguments, **named)
        first, begun = len(log.notes), log.runs
        result = hooks[names.CALL.name](site, function, *arguments, **named)
        if begun == log.runs and len(log.notes) > first:
            given = short(arguments[0]) if arguments else ""
            about = (receiver_of(function), *arguments[:1])
            log.settle()
            log.came_of_call(first, site, about, given, short(result))
        return result

    def seen(hook: Hook) -> Callable[..., Any]:
        """A hook that looks at something: what has come of it."""
        look = hooks[hook.name]

        def tell(site: int, *arguments: Any) -> Any:
            before = len(log)
            result = look(site, *arguments)
            log.value_at(site, result, before)
            return result

        return tell

    def looked_for(hook: Hook) -> Callable[..., Any]:
        look = hooks[hook.name]

        def tell(site: int, item: Any, container: Any) -> Any:
            before = len(log)
            result = look(site, item, container)
            log.value_at(site, container, before)
            return result

        return tell

    def read(site: int, value: Any) -> Any:
        log.value_at(site, value)
        return value

    def coming(value: Any) -> Any:
        log.coming[log.world.current] = value
        return value

    def write(site: int, owner: Any) -> Any:
        value = log.coming.pop(log.world.current, _NO_VALUE)
        result = write_attribute(site, owner)
        if value is not _NO_VALUE:
            log.value(value)
        return result

    def read_of(site: int, container: Any, index: Any) -> Any:
        before = len(log)
        value = read_item(site, container, index)
        log.value_at(site, value, before)
        return value

    def write_of(site: int, value: Any, container: Any, index: Any) -> None:
        before = len(log)
        write_item(site, value, container, index)
        log.value_at(site, value, before)

    def check(site: int | None, name: str, left: Any, right: Any) -> Any:
        if site is None:
            result = getattr(operator, name)(left, right)
        else:
            before = len(log)
            result = operate(site, name, left, right)
            log.value_at(site, result, before)
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
        names.ITEM_READ: read_of, names.ITEM_WRITE: write_of, names.CALL: call,
        names.OPERATOR: seen(names.OPERATOR), names.MEMBERSHIP: looked_for(names.MEMBERSHIP),
        names.EXACT_MEMBERSHIP: looked_for(names.EXACT_MEMBERSHIP),
        names.ASSERTION: check, names.OTHER_ASSERTION: other,
    }  # fmt: skip


def _paths(thing: Any, frame: Any, depth: int) -> Iterator[str]:
    """What the code of a frame calls `thing`, if it has a name for it."""
    for name, value in list(frame.f_locals.items()):
        if not is_hidden(name) and (found := path_to(thing, name, value, depth)):
            yield found


def _thing(note: Note) -> Any:
    return thing_of(note.entry[1]) if is_touch(note.entry) else None


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
