"""Events of a told run: notes of the log in the reader's words, and none that shows nothing."""

from __future__ import annotations

import linecache
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from threadlab.events import ITEM, Event
from threadlab.explorer.engine.endings import thing_of
from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import (
    FIELDS,
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
from threadlab.explorer.engine.loops import Spin
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
from threadlab.explorer.engine.site import Site
from threadlab.explorer.engine.waits import SLEEP, Handle, ThreadHandle, Waitable
from threadlab.explorer.objects.kinds import LAZY, is_a, kind
from threadlab.explorer.telling.names import Names, is_internal, thing_name
from threadlab.explorer.telling.notes import Blocked, Note, Telling
from threadlab.locks import Held
from threadlab.words import say

_SYNC_NAMES = {
    ACQUIRE: "acquire", RELEASE: "release", SIGNAL: "release", PUT: "release", JOIN: "join",
}  # fmt: skip
_INNER = (Handle, Waitable)
_ENDS = {"get": "empty", "get_nowait": "empty", "put": "full", "put_nowait": "full"}
_CALL = 40  # characters of a call that is told as it is written


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
        self._things: dict[tuple[int, int], tuple[str, bool]] = {}
        self._places: dict[Fiber, tuple[str, int]] = {}  # where each thread was started

    def all(self) -> list[Event]:
        """Make the events."""
        events: list[Event] = []
        previous: Note | None = None
        begun: set[Fiber] = set()
        for note in self.log.notes:
            if note.fiber not in begun:
                begun.add(note.fiber)
                events.append(self._event(note, "start", "", "", previous))
            if is_touch(note.entry) and note.entry[2] == START:
                self._places[note.entry[1]] = note.file, note.line
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
        return self._still_waiting(events)

    def _still_waiting(self, events: list[Event]) -> list[Event]:
        """The events of a run in which nobody can go on: each thread's last one says why."""
        world = self.log.world
        if world.ending not in ("stuck", "spinning"):
            return events
        for fiber in world.live:
            thing, label = fiber.waiting, fiber.label
            i = max((i for i, event in enumerate(events) if event.thread == label), default=-1)
            if thing is None or thing is SLEEP or (i >= 0 and events[i].operation == "wait"):
                continue
            last = events[i] if i >= 0 else Event(round(world.now, 9), label, "start")
            file, line = last.file, last.line
            if is_a(thing, Spin):
                file, line = thing.frame.f_code.co_filename, thing.line
            event = Event(
                last.time, label, "wait", self._waited_for(thing, fiber.doing), line=line,
                file=file, source=linecache.getline(file, line).strip(), held=last.held,
                ready=last.ready, blocked=last.blocked,
            )  # fmt: skip
            is_call = last.operation == "call" and (
                last.object.startswith(f"{event.object}.") or event.object == f"{last.object}()"
            )
            place = i if is_call else i + 1 if i >= 0 else len(events)
            events[place : place + is_call] = [event]
        return [replace(event, step=i) for i, event in enumerate(events, start=1)]

    def _waited_for(self, thing: Any, doing: tuple[str, Any] | None) -> str:
        if is_a(thing, Fiber):
            return str(thing.label)
        if doing is not None and self.names.knows(doing[1]):
            return self.names.of(doing[1])
        return thing_name(thing, self.names, doing)

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
        if not line and (operation, name) != ("exit", ""):  # the thread is all the library's
            file, line = self._places.get(note.fiber, ("", 0))
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
            source=linecache.getline(file, line).strip()
            if line
            else self._outside(note, operation),
            held=self.held.by(note.fiber.label),
            ready=self._able(note.ready),
            blocked=self._waiting(note.blocked),
            preempted=preempted,
            result=self._result(note, operation),
        )

    def _outside(self, note: Note, operation: str) -> str:
        """What stands for the line of what happens in none."""
        is_end = note.fiber.path == () and operation not in ("start", "exit")
        return say("story.end") if is_end else ""

    def _result(self, note: Note, operation: str) -> str:
        """What a call has given back, where that is not just what it always gives."""
        if operation == "wake":
            return LATE if is_touch(note.entry) and note.entry[3] == LATE else ""
        if operation == "put":
            return note.given
        if operation == "write":
            lazy = is_touch(note.entry) and kind(thing_of(note.entry[1])) == LAZY
            return ITEM if lazy else ""
        if operation == "fail":
            return _ENDS.get(note.entry[3], "")
        is_known = note.result is not None and operation in ("call", "get")
        result = note.result or ""
        is_asked = self._gets(note) or self.sites[note.call].name.endswith(".get")
        if not is_known or (result == "None" and not is_asked):
            return ""
        is_object = result.startswith(("a ", "an ")) and not self._gets(note)
        return "" if is_object else result

    def _gets(self, note: Note) -> bool:
        return is_touch(note.entry) and note.entry[3] in ("get", "get_nowait")

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
                    name = thing_name(thing, self.names, doing)
                    self._things[pair] = name, not is_internal(thing)
                name, known = self._things[pair]
                owned = known and isinstance(owner, Fiber)
                words[fiber.label] = (name, owner.label if owned else "")
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
            return self._accessed(variable), variable.name, note.text
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
            if place.operation == "call":
                value = note.text if note.is_about or not note.call else ""
                return "call", place.name if value else self._called(note, place), value
            if mode in (WRITE, ITEM_WRITE, ADD):
                return (
                    ("delete", place.name, "")
                    if place.deletes
                    else ("write", place.name, note.text)
                )
            if is_a(thing, Handle) and not note.text:
                return None  # a list of locks is looked at, say, and nothing of the lock
            return "read", place.name, note.text or (note.before if mode == READ else "")
        if site is not None and site < 0:
            return None
        return self._sync(note, thing, mode)

    def _accessed(self, place: Site) -> str:
        return "delete" if place.deletes else "read" if place.operation == "read" else "write"

    def _called(self, note: Note, place: Site) -> str:
        """A call as it is written, where what it gives back is told, too: "len(rows)"."""
        if not note.call or place.line != place.end_line:
            return place.name
        line = linecache.getline(place.file, place.line).encode()
        text = line[place.column : place.end_column].decode(errors="replace")
        return text if text.startswith(place.name) and len(text) <= _CALL else place.name

    def _moment(self, note: Note) -> str:
        """The time of a note, where time is told exactly."""
        return f"{note.time:g}" if self.log.world.clock == "exact" else ""

    def _sync(self, note: Note, thing: Any, mode: int) -> tuple[str, str, str] | None:
        method = note.entry[3]
        is_inner = not note.line and not self.names.is_own(thing) and is_a(thing, _INNER)
        if note.doing is None and (is_inner or self.names.is_library(thing)):
            # A part of the library: of it no more is told than that time is up, as for a timer.
            return ("wake", "", self._moment(note)) if method == LATE else None
        if method is FIELDS:  # the library has looked at all that there is of it
            return None
        if mode == NOTHING and type(method) is int:  # it goes on to that at once
            mode, method = method, None
        name = self.names.of(thing)
        if mode in (ACQUIRE, RELEASE, SIGNAL, PUT):
            if is_internal(thing):
                return self._inside(note, name)
            return _SYNC_NAMES[mode], name, note.text
        if mode == NOTHING:
            return "wait", name, ""
        if mode == JOIN:
            own = note.doing is None or note.doing[1] is thing or self.names.is_own(thing)
            return ("call", f"{name}.wait", "") if own else self._inside(note, name)
        if mode in (LEAVE, PART) or method == WOKEN:
            return "wake", name, self._moment(note)
        if mode == READ and method in (TAKEN, TRIED, LATE):
            if is_internal(thing):
                return self._inside(note, name)
            if method == LATE:  # of what the library has made for itself, that time is up
                return "wake", "" if self.names.is_library(thing) else name, self._moment(note)
            return ("acquire", name, note.text) if method == TAKEN else ("fail", name, "")
        if type(method) is Attribute:
            if not self.shared(note) or method.name.startswith("_"):
                return None
            return ("read" if mode == READ else "write"), f"{name}.{method.name}", note.text
        if mode == READ and not method and is_a(thing, ThreadHandle) and not self.shared(note):
            return None
        if mode == READ and method in _ENDS:
            return "fail", name, ""
        if method in ("put", "get", "notify") or method in ("put_nowait", "get_nowait"):
            return method.removesuffix("_nowait"), name, ""
        if method == "notify_all":
            return "notify", name, ""
        if method and method.startswith("."):
            return ("read" if mode == READ else "write"), f"{name}{method}", note.text
        if method == "store":  # of a function whose results are kept
            return "put", say("story.cache", function=name), ""
        if method == "look_up":
            return "call", self._called(note, self.sites[note.call]) or name, ""
        if method:
            return "call", f"{name}.{method}" if self.names.knows(thing) else method, ""
        return self._touched(note, thing, mode, name)

    def _inside(self, note: Note, name: str) -> tuple[str, str, str] | None:
        """What is told of a part of something of the library: that a wait for it is over."""
        if note.entry[0] is not None:
            return None
        if note.doing is not None:
            method, owner = note.doing
            name = self.names.of(owner) if self.names.knows(owner) else method
        return "wake", name, self._moment(note)

    def _touched(self, note: Note, thing: Any, mode: int, name: str) -> tuple[str, str, str] | None:
        """What a call does that has no name in the log: to an event, or to what it was given."""
        if is_a(thing, Handle) and mode == WRITE:
            return ("set" if note.busy else "clear"), name, ""
        if note.call:
            return "call", self._called(note, self.sites[note.call]), ""
        if note.doing is not None and note.doing[1] is not thing:
            method, owner = note.doing
            return "call", f"{self.names.of(owner)}.{method}" if owner is not None else method, ""
        if not self.names.knows(thing) and (note.line or self.names.is_library(thing)):
            return None
        if mode != READ:
            return "write", name, note.text
        if type(thing).__name__ == "Event" and is_a(thing, Handle):
            return "read", name, str(not note.busy)
        return None if is_a(thing, Handle) else ("read", name, note.before)
