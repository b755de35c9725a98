"""A run that is told: each entry of the log with its moment, its line and its value.

The search needs none of this and runs without it; a story, a table or a step of the stepper is one
more run of the same schedule, with a log that takes notes.
"""

from __future__ import annotations

import linecache
import operator
import reprlib
import sys
import types
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from threadlab.events import Event
from threadlab.explorer.engine.fiber import SLEEP, Fiber
from threadlab.explorer.engine.log import LATE, SYNC, TAKEN, TRIED
from threadlab.explorer.engine.loops import Quiet, Spin
from threadlab.explorer.engine.modes import (
    ACQUIRE,
    ADD,
    EXIT,
    ITEM_WRITE,
    JOIN,
    LOOKS,
    NOTHING,
    PUT,
    READ,
    RELEASE,
    SIGNAL,
    START,
    WRITE,
)
from threadlab.explorer.engine.world import World, user_line
from threadlab.explorer.model.signals import Guard
from threadlab.explorer.objects.kinds import is_a, is_program, own
from threadlab.words import say


class _Short(reprlib.Repr):
    """Texts of values; objects that the program has made are not asked for theirs."""

    def repr1(self, x: Any, level: int) -> str:
        if type(x).__module__ in ("builtins", "collections", "array"):
            return super().repr1(x, level)
        return f"a {type(x).__name__}"


_short = _Short()
_short.maxlist = _short.maxset = _short.maxtuple = _short.maxdict = 8
_short.maxstring = _short.maxother = 60
_NO_VALUE = object()
_CONTAINERS = (list, dict, set, deque)
_NAMELESS = (Fiber, str, int, float, type(None))


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

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[Note] = []
        self.world: World = None  # type: ignore[assignment]
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
        if type(entry) is not int and len(entry) == 4 and not is_a(entry[1], _NAMELESS):
            self._find_name(entry[1])
        # Who waits changes only where somebody switches, or does something to a lock or thread.
        mark = len(world.segments)
        if mark != self._mark or (type(entry) is not int and len(entry) == 4):
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
        if type(entry) is not int and len(entry) == 4 and is_a(entry[1], _CONTAINERS):
            note.before = short(entry[1])
            if entry[2] not in LOOKS:
                self._changing = entry[1]
        elif _counts(entry):
            note.before, note.text = str(entry[1].before), str(entry[1].permits)

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
            if is_program(frame.f_globals):
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


_PLAIN = (
    int, float, str, bytes, bool, type(None), list, dict, tuple, set, frozenset, deque,
)  # fmt: skip


def short(value: Any) -> str:
    """A value in a few characters, without asking objects that the program has made."""
    if is_a(value, _PLAIN):
        try:
            return _short.repr(value)
        except Exception:
            return f"a {type(value).__name__}"
    if hasattr(type(value), "_fiber"):  # a thread
        return str((own(value) or {}).get("_name", ""))
    return f"a {type(value).__name__}"


def telling_hooks(log: Telling, hooks: dict[str, Callable[..., Any]]) -> dict[str, Any]:
    """The hooks that note values, over those that only log."""

    def told(name: str, place: int) -> Callable[..., Any]:
        hook = hooks[name]

        def call(*arguments: Any) -> Any:
            result = hook(*arguments)
            log.value(arguments[place])
            return result

        return call

    def v(site: int, value: Any) -> Any:
        if log.notes and _site_of(log.notes[-1].entry) == site:
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
    if type(entry) is int or len(entry) == 2 or entry[1] is None:
        return False
    if entry[0] not in (SYNC, ~SYNC, None) or type(entry[3]) is tuple:
        return False
    return bool(getattr(entry[1], "busy", False))


def _counts(entry: Any) -> bool:
    """Whether somebody takes a permit of a semaphore or adds some."""
    if type(entry) is int or len(entry) == 2:
        return False
    if entry[2] not in (SIGNAL, PUT) and not _takes(entry):
        return False
    return hasattr(type(entry[1]), "permits")


def _takes(entry: Any) -> bool:
    return bool(entry[2] == ACQUIRE or (entry[2] == READ and entry[3] == TAKEN))


def _site_of(entry: Any) -> Any:
    return entry if type(entry) is int else entry[0]


_LIBRARY = ("threading", "queue", "_queue", "concurrent.futures.thread")


class Names:
    """What the reader calls an object: by the variable or attribute that holds it."""

    def __init__(self, names: dict[str, Any], local: dict[int, tuple[str, Any]]):
        self._found: dict[int, str] = {}
        self._keep: list[Any] = []
        self._count: dict[str, int] = {}
        for name, value in names.items():
            if not name.startswith(("_", "@")):
                self._learn(name, value, 2)
        of_that_name: dict[str, int] = {}
        unknown = [(name, value) for name, value in local.values() if id(value) not in self._found]
        several = Counter(name for name, _ in unknown)
        for name, value in unknown:
            if id(value) in self._found:  # by way of another one
                continue
            if several[name] > 1:  # a lock in each call, say
                of_that_name[name] = of_that_name.get(name, 0) + 1
                name = f"{name} {of_that_name[name]}"
            self._learn(name, value, 1)

    def _learn(self, name: str, value: Any, depth: int) -> None:
        if is_a(value, (*_NAMELESS, bytes, type, types.ModuleType, types.FunctionType)):
            return
        if id(value) in self._found:
            return
        self._found[id(value)] = name
        self._keep.append(value)
        if depth:
            if is_a(value, (list, tuple)) and len(value) <= 50:
                for i, item in enumerate(value):
                    self._learn(f"{name}[{i}]", item, depth - 1)
            elif is_a(value, dict) and len(value) <= 50:
                for key, item in value.items():
                    if isinstance(key, (str, int)):
                        self._learn(f"{name}[{key!r}]", item, depth - 1)
            elif not hasattr(type(value), "_fiber"):
                inner = own(value) or {}
                ours = type(value).__module__ in _LIBRARY  # its locks are parts of it
                for key, item in inner.items():
                    self._learn(name if ours else f"{name}.{key}", item, depth - 1)

    def of(self, value: Any) -> str:
        """The name of an object; "lock 1" and so on for those without one."""
        if is_a(value, Guard):
            value = value.thing
        name = self._found.get(id(value))
        if name is None:
            kind = type(value).__name__.lower()
            self._count[kind] = self._count.get(kind, 0) + 1
            name = self._found[id(value)] = f"{kind} {self._count[kind]}"
            self._keep.append(value)
        return name


_SYNC_NAMES = {
    ACQUIRE: "acquire", RELEASE: "release", SIGNAL: "release", PUT: "release", JOIN: "join",
}  # fmt: skip


def events_of(log: Telling, names: Names, shared: Callable[[Note], bool]) -> list[Event]:
    """The events of a told run: reads and writes of what `shared` says, and all else that shows."""
    return list(_Events(log, names, shared).all())


class _Events:
    def __init__(self, log: Telling, names: Names, shared: Callable[[Note], bool]):
        self.log, self.names, self.shared = log, names, shared
        self.sites = log.world.footprints.sites
        self.held: dict[Fiber, list[str]] = {}
        self.given: dict[Fiber, str] = {}  # the lock of the condition that a thread waits for
        self.step = 0
        self._ready: tuple[Any, tuple[str, ...]] = (None, ())
        self._blocked: tuple[Any, dict[str, tuple[str, str]]] = (None, {})
        self._things: dict[tuple[int, int], str] = {}

    def all(self) -> list[Event]:
        """Make the events."""
        events: list[Event] = []
        previous: Note | None = None
        begun: set[Fiber] = set()
        for note in self.log.notes:
            if note.fiber not in begun:
                begun.add(note.fiber)
                events.append(self._event(note, "start", "", "", previous))
            found = self._what(note)
            if found is None:
                continue
            operation, name, value = found
            if operation == "acquire":
                self.held.setdefault(note.fiber, []).append(name)
            elif operation == "release":
                held = self.held.get(note.fiber, [])
                if name in held:
                    held.remove(name)
            elif operation == "call" and name.endswith((".wait", ".wait_for")):
                self._give_back(note.fiber, name.removesuffix("_for").removesuffix(".wait"))
            elif operation == "wake" and self.given.get(note.fiber) == name:
                self.held[note.fiber].append(self.given.pop(note.fiber))
            if operation == "wake":
                self._had_to_wait(events, note.fiber.label, name)
            events.append(self._event(note, operation, name, value, previous))
            previous = note
        return events

    def _give_back(self, fiber: Fiber, name: str) -> None:
        """A thread that waits for a condition gives its lock back, until it is woken."""
        held = self.held.get(fiber, [])
        if name in held:
            self.held[fiber] = [lock for lock in held if lock != name]
            self.given[fiber] = name

    def _had_to_wait(self, events: list[Event], thread: str, name: str) -> None:
        """Call a wait by its name where the library's call turns out to have been one."""
        for i in range(len(events) - 1, -1, -1):
            event = events[i]
            if event.thread == thread:
                if event.operation == "call" and event.object.startswith(f"{name}."):
                    events[i] = replace(event, operation="wait", object=name)
                return

    def _event(
        self, note: Note, operation: Any, name: str, value: str, previous: Note | None
    ) -> Event:
        self.step += 1
        preempted = (
            previous is not None
            and previous.fiber is not note.fiber
            and previous.fiber in note.ready
            and not (note.entry is not None and operation == "start" and not name)
        )
        site = _site_of(note.entry)
        line, file = note.line, note.file
        if isinstance(site, int) and site > 1:
            line, file = self.sites[site].line, self.sites[site].file
        return Event(
            round(note.time, 9),
            note.fiber.label,
            operation,
            name,
            value,
            note.before if operation in ("call", "acquire", "release") else "",
            step=self.step,
            line=line,
            file=file,
            source=linecache.getline(file, line).strip() if line else "",
            held=tuple(self.held.get(note.fiber, ())),
            ready=self._able(note.ready),
            blocked=self._waiting(note.blocked),
            preempted=preempted,
        )

    def _able(self, ready: tuple[Fiber, ...]) -> tuple[str, ...]:
        if ready is not self._ready[0]:
            self._ready = (ready, tuple(fiber.label for fiber in ready))
        return self._ready[1]

    def _waiting(self, blocked: tuple[Blocked, ...]) -> dict[str, tuple[str, str]]:
        if blocked is not self._blocked[0]:
            words = {}
            for fiber, thing, owner, doing in blocked:
                pair = (fiber.index, id(thing))
                if pair not in self._things:
                    self._things[pair] = thing_name(thing, self.names, doing)
                known = isinstance(owner, Fiber) and not getattr(thing, "internal", False)
                words[fiber.label] = (self._things[pair], owner.label if known else "")
            self._blocked = (blocked, words)
        return self._blocked[1]

    def _what(self, note: Note) -> tuple[str, str, str] | None:
        entry = note.entry
        if type(entry) is int or len(entry) == 2:
            site = self.sites[_site_of(entry)]
            if not self.shared(note):
                return None
            return ("read" if site.operation == "read" else "write"), site.name, note.text
        site, thing, mode, item = entry
        if site == 1:
            return "print", "", item.rstrip("\n")
        if is_a(thing, Fiber):
            if mode == START:
                return "start", thing.label, ""
            if mode == EXIT:
                return "exit", "", ""
            if mode == NOTHING:
                return "wait", thing.label, ""
            return ("join", thing.label, "") if mode == JOIN else None
        if thing == "clock":
            if mode == NOTHING and site == 0:
                return "sleep", "", ""
            return ("wake", "", self._moment(note)) if site is None else None
        if thing is None or is_a(thing, str):
            return None
        if site is not None and site > 1:
            if not self.shared(note):
                return None
            place = self.sites[site]
            name = self.names.of(thing) if place.operation == "call" else place.name
            if place.operation == "call":
                return "call", place.name, note.text
            writes = mode in (WRITE, ITEM_WRITE, ADD)
            return ("write" if writes else "read"), place.name or name, note.text
        if site is not None and site < 0:
            return None
        return self._sync(note, thing, mode)

    def _moment(self, note: Note) -> str:
        """The time of a note, where time is told exactly."""
        return f"{note.time:g}" if self.log.world.clock == "exact" else ""

    def _sync(self, note: Note, thing: Any, mode: int) -> tuple[str, str, str] | None:
        name = self.names.of(thing)
        if mode in (ACQUIRE, RELEASE, SIGNAL, PUT):
            if getattr(thing, "internal", False):
                name = self.names.of(note.doing[1]) if note.doing is not None else name
                return ("wake", name, self._moment(note)) if note.entry[0] is None else None
            return _SYNC_NAMES[mode], name, note.text
        if mode == NOTHING:
            return "wait", name, ""
        if mode == JOIN:
            return "call", f"{name}.wait", ""
        method = note.entry[3]
        if mode == READ and method in (TAKEN, TRIED, LATE):
            if getattr(thing, "internal", False):
                woken = note.entry[0] is None and note.doing is not None
                name = self.names.of(note.doing[1]) if note.doing is not None else name
                return ("wake", name, self._moment(note)) if woken else None
            if method == LATE:
                return "read", name, ""
            return ("acquire", name, note.text) if method == TAKEN else ("fail", name, "")
        if type(method) is tuple:
            return ("read" if mode == READ else "write"), f"{name}.{method[1]}", note.text
        if method in ("put", "get", "notify") or method in ("put_nowait", "get_nowait"):
            return method.removesuffix("_nowait"), name, ""
        if method == "notify_all":
            return "notify", name, ""
        if method:
            return "call", f"{name}.{method}", ""
        if mode == READ:
            return "read", name, ""
        return ("set" if note.busy else "clear"), name, ""


def thing_name(thing: Any, names: Names, doing: tuple[str, Any] | None = None) -> str:
    """What a thread waits for, in the reader's words; `doing` is the call that it is in."""
    if doing is not None and getattr(thing, "internal", False):
        method, owner = doing
        return f"{names.of(owner)}.{method}()"
    if is_a(thing, Guard):
        return f"{names.of(thing)}.{thing.name}()"
    if thing is SLEEP:
        return say("waits.sleep")
    if is_a(thing, Fiber):
        return say("waits.end", thread=thing.label)
    if is_a(thing, Spin):
        return say("waits.change")
    if is_a(thing, Quiet):
        return say("waits.daemons")
    return names.of(thing)


def owner_of(thing: Any) -> str:
    """The thread that has what another one waits for; empty if nobody in particular."""
    owner = None if getattr(thing, "internal", False) else getattr(thing, "owner", None)
    return owner.label if isinstance(owner, Fiber) else ""
