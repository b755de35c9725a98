"""Events of a told run: notes of the log in the reader's words, and none that shows nothing."""

from __future__ import annotations

import linecache
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from threadlab.events import Event
from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import (
    LATE,
    PRINT,
    SYNC,
    TAKEN,
    TRIED,
    UNKNOWN,
    WOKEN,
    Attribute,
    is_touch,
    parts,
    place_of,
)
from threadlab.explorer.engine.modes import (
    ACQUIRE,
    ADD,
    EXIT,
    ITEM_WRITE,
    JOIN,
    LEAVE,
    NOTHING,
    PART,
    PUT,
    READ,
    RELEASE,
    SIGNAL,
    START,
    WRITE,
)
from threadlab.explorer.engine.waits import ThreadHandle
from threadlab.explorer.objects.kinds import is_a
from threadlab.explorer.telling.names import Names, is_internal, thing_name
from threadlab.explorer.telling.notes import Blocked, Note, Telling
from threadlab.locks import Held

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
        self.held = Held()
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
            if self._is_step(note):
                last = events[-1]
                if (last.operation, last.object, last.thread) == (*found[:2], note.fiber.label):
                    continue  # it goes on
            self.held.follow(note.fiber.label, operation, name)
            if operation == "wake":
                self._had_to_wait(events, note.fiber.label, name)
            events.append(self._event(note, operation, name, value, previous))
            previous = note
        return events

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
        site = parts(note.entry)[0]
        line, file = note.line, note.file
        if site is not None and site > PRINT and self.sites[site].file:
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
            held=self.held.by(note.fiber.label),
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
                known = isinstance(owner, Fiber) and not is_internal(thing)
                words[fiber.label] = (self._things[pair], owner.label if known else "")
            self._blocked = (blocked, words)
        return self._blocked[1]

    def _is_step(self, note: Note) -> bool:
        """Whether a function of the library does it, step by step (instrument/stepwise.py)."""
        site = place_of(note.entry)
        return site is not None and site > PRINT and not self.sites[site].file

    def _what(self, note: Note) -> tuple[str, str, str] | None:
        entry = note.entry
        if self._is_step(note):
            place = self.sites[place_of(entry) or 0]
            return ("call", place.name, "") if self.shared(note) else None
        if not is_touch(entry):
            variable = self.sites[place_of(entry) or 0]
            if not self.shared(note):
                return None
            return ("read" if variable.operation == "read" else "write"), variable.name, note.text
        site, thing, mode, item = entry
        if site == PRINT:
            return "print", "", item.rstrip("\n")
        if is_a(thing, Fiber):
            if mode == START:
                return "start", thing.label, ""
            if mode == EXIT:
                return "exit", "", ""
            if mode == NOTHING:
                return "wait", thing.label, ""
            return ("join", thing.label, "") if mode == JOIN else None
        if type(thing) is str and thing == "clock":
            if mode == NOTHING and site == SYNC:
                return "sleep", "", ""
            return ("wake", "", self._moment(note)) if site is None else None
        if thing is UNKNOWN and site is not None and site > PRINT:
            return "call", self.sites[site].name, ""
        if thing is None or type(thing) is str:
            return None
        if site is not None and site > PRINT:
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
            if is_internal(thing):
                name = self.names.of(note.doing[1]) if note.doing is not None else name
                return ("wake", name, self._moment(note)) if note.entry[0] is None else None
            return _SYNC_NAMES[mode], name, note.text
        if mode == NOTHING:
            return "wait", name, ""
        if mode == JOIN:
            return "call", f"{name}.wait", ""
        method = note.entry[3]
        if mode in (LEAVE, PART) or method == WOKEN or (method == LATE and _waited(note, thing)):
            return "wake", name, self._moment(note)
        if mode == READ and method in (TAKEN, TRIED, LATE):
            if is_internal(thing):
                woken = note.entry[0] is None and note.doing is not None
                name = self.names.of(note.doing[1]) if note.doing is not None else name
                return ("wake", name, self._moment(note)) if woken else None
            if method == LATE:
                return "read", name, ""
            return ("acquire", name, note.text) if method == TAKEN else ("fail", name, "")
        if type(method) is Attribute:
            if not self.shared(note):
                return None
            return ("read" if mode == READ else "write"), f"{name}.{method.name}", note.text
        if mode == READ and not method and is_a(thing, ThreadHandle) and not self.shared(note):
            return None
        if method in ("put", "get", "notify") or method in ("put_nowait", "get_nowait"):
            return method.removesuffix("_nowait"), name, ""
        if method == "notify_all":
            return "notify", name, ""
        if method and method.startswith("."):
            return ("read" if mode == READ else "write"), f"{name}{method}", note.text
        if method:
            return "call", f"{name}.{method}", ""
        if mode == READ:
            return "read", name, ""
        return ("set" if note.busy else "clear"), name, ""


def _waited(note: Note, thing: Any) -> bool:
    """Whether it is a call of `thing` itself that has waited in vain, as a condition's does."""
    return note.entry[0] is None and note.doing is not None and note.doing[1] is thing
