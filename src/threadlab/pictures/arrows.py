"""Who let whom go on: start, join, release and acquire, put and get, as pairs of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from threadlab.events import LATE, Event

# What wakes those that wait for the same object.
_WAKING = ("release", "put", "get", "set", "notify", "call", "exit")


@dataclass(frozen=True)
class Arrow:
    """The event number `end` came after the event number `start`, and because of it."""

    start: int
    end: int
    kind: str


def arrows(events: Sequence[Event]) -> list[Arrow]:
    """Return the arrows between threads, in the order of their ends.

    A thread's start leads to its first event, its exit to the join that waited for it, and what
    woke a thread that had to wait (a release, a put, a set …) to its going on.
    """
    return list(_arrows(events))


def _arrows(events: Sequence[Event]) -> Iterator[Arrow]:
    started: dict[str, int] = {}
    ended: dict[str, int] = {}
    woke: dict[str, int] = {}
    waiting: dict[str, str] = {}
    seen: set[str] = set()
    for i, event in enumerate(events):
        if event.thread not in seen:
            seen.add(event.thread)
            if event.thread in started:
                yield Arrow(started[event.thread], i, "start")
        if event.operation == "start" and event.object:
            started[event.object] = i
        elif event.operation == "join":
            if event.object in ended:
                yield Arrow(ended[event.object], i, "join")
        elif (thing := waiting.pop(event.thread, "")) and event.operation != "wait":
            cause = woke.get(thing)
            if cause is not None and events[cause].thread != event.thread and event.result != LATE:
                yield Arrow(cause, i, events[cause].operation)
        if event.operation == "wait":
            waiting[event.thread] = event.object
        elif event.operation == "exit":
            ended[event.thread] = i
            waiting.pop(event.thread, None)
        if event.operation in _WAKING:
            woke[event.object.partition(".wait")[0]] = i
