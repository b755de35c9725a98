"""Which locks each thread holds, and what nameless things are called: one answer for everybody.

Simulated and recorded threads alike are followed by `Held`; what it says stands in `Event.held`,
and every picture reads it there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from threadlab.events import Event


class Held:
    """The locks that each thread holds, followed from one operation to the next."""

    def __init__(self) -> None:
        self._by: dict[str, list[str]] = {}
        self._lent: dict[str, str] = {}  # the condition's lock that a waiting thread gave back

    def follow(self, thread: str, operation: str, name: str) -> None:
        """Take note of an operation of `thread` on what is called `name`.

        A lock that is taken twice is held twice. Whoever waits for a condition gives its lock back
        until it is woken.
        """
        held = self._by.setdefault(thread, [])
        if operation == "acquire":
            held.append(name)
        elif operation == "release":
            if name in held:
                held.remove(name)
        elif operation == "call" and name.endswith((".wait", ".wait_for")):
            condition = name.removesuffix("_for").removesuffix(".wait")
            if condition in held:
                self._by[thread] = [lock for lock in held if lock != condition]
                self._lent[thread] = condition
        elif operation == "wake" and self._lent.get(thread) == name:
            held.append(self._lent.pop(thread))

    def by(self, thread: str) -> tuple[str, ...]:
        """The locks that `thread` holds now, in the order of taking."""
        return tuple(self._by.get(thread, ()))


def with_held(events: Iterable[Event]) -> list[Event]:
    """The events with the locks that their threads hold after each."""
    held = Held()
    found = []
    for event in events:
        held.follow(event.thread, event.operation, event.object)
        found.append(replace(event, held=held.by(event.thread)))
    return found


class Numbers:
    """Names for things that the program has given none: "lock 1", "lock 2" and so on."""

    def __init__(self) -> None:
        self._count: dict[str, int] = {}

    def next(self, kind: str) -> str:
        """The name of one more of a `kind`."""
        self._count[kind] = self._count.get(kind, 0) + 1
        return f"{kind} {self._count[kind]}"
