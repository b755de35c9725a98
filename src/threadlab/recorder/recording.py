"""What real threads did, by the clock on the wall: the same record that simulated ones leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from threadlab.events import Event
from threadlab.locks import Held, Numbers
from threadlab.story import tell
from threadlab.words import say

# A moment (seconds of perf_counter), the identity of a thread, the operation, what it was about
# (a name, or an object that has one in the end), and what was printed or put.
Note = tuple[float, int, Any, Any, str]


@dataclass(repr=False)
class Recording:
    """A recorded stretch of a real program: empty until its block has ended.

    `events` have their times in seconds since it began, `elapsed` is its length, `lost` the number
    of operations that were not noted because there were too many.
    """

    events: tuple[Event, ...] = ()
    elapsed: float = 0.0
    lost: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    origin: Literal["simulated", "recorded"] = "recorded"

    @property
    def story(self) -> str:
        """The recording told in words, a line for each thing that a thread did."""
        return tell(self.events, {}, [])

    def fill(self, events: tuple[Event, ...], elapsed: float, lost: int = 0) -> None:
        """Take what has happened, when the block has ended."""
        self.events, self.elapsed, self.lost = events, elapsed, lost

    def __repr__(self) -> str:
        return self.story


def events_of(
    notes: Iterable[Note], begin: float, known: Mapping[int, str], labels: Mapping[int, str]
) -> tuple[Event, ...]:
    """Return `notes` as events, in the order of their times, counted from `begin`.

    `known` are the names of the threads that were there already, {identity: name}, `labels` those
    of objects by their `id`. A thread's identity may be used again after its end.
    """
    threads = dict(known)
    taken = set(known.values())
    held = Held()
    names = _Labels(labels)
    events: list[Event] = []
    for time, identity, operation, thing, value in sorted(notes, key=lambda note: note[0]):
        if operation == "begin thread":
            threads[identity] = thing
            taken.add(thing)
            operation, thing = "start", ""
        thread = threads.get(identity)
        if thread is None:
            thread = threads[identity] = free_name(say("record.thread"), taken)
        name = thing if isinstance(thing, str) else names.of(thing)
        held.follow(thread, operation, name)
        events.append(
            Event(max(time - begin, 0.0), thread, operation, name, value, step=len(events) + 1,
                  held=held.by(thread))
        )  # fmt: skip
    return tuple(events)


def free_name(name: str, taken: set[str]) -> str:
    """`name`, or "name (2)" and so on if it is taken; from now on it is."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free)
    return free


class _Labels:
    """Names of objects: those that are known, "lock 1" and so on for the others."""

    def __init__(self, known: Mapping[int, str]):
        self._names = dict(known)
        self._numbers = Numbers()

    def of(self, thing: Any) -> str:
        name = self._names.get(id(thing))
        if name is None:
            kind = getattr(thing, "kind", type(thing).__name__.lower())
            name = self._names[id(thing)] = self._numbers.next(kind)
        return name
