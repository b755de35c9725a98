"""The steps that a reader is shown: what the table's rows, the player and the lanes have in common.

Left out are the moments at which a thread begins and ends, and what the first thread does alone
before it starts another one: that becomes the variables' first values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from threadlab.events import Event
from threadlab.words import say

MOST_COLUMNS = 6


@dataclass(frozen=True)
class Step:
    """One event that is shown, with the shared variables and locks as they are after it.

    `values` are texts, {name: value}, `changed` the names whose value this step has set, `moved`
    says whether another thread did the step before, `at` is the index of the event in its run and
    `places` the line of the program at which each thread was last, {thread: (file, line)}.
    """

    event: Event
    values: Mapping[str, str]
    changed: frozenset[str]
    moved: bool
    at: int
    places: Mapping[str, tuple[str, int]]


@dataclass(frozen=True)
class Steps:
    """The shown steps of a run; `first` are the values before them, {name: value}."""

    threads: tuple[str, ...]
    first: Mapping[str, str]
    steps: tuple[Step, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the variables and locks that are shown."""
        return tuple(self.first)


def steps_of(events: Sequence[Event], most_columns: int = MOST_COLUMNS) -> Steps:
    """Return what is shown of `events`, with at most `most_columns` variables and locks.

    A name gets a column if the shown steps write it, or take it as a lock; those that change most
    often are kept.
    """
    alone = _alone(events)
    shown = [
        (i, event)
        for i, event in enumerate(events)
        if _shows(event) and not (i < alone and event.operation in ("read", "write", "call"))
    ]
    columns = _columns([event for _, event in shown], most_columns)
    values = _first_values(events, alone, columns)
    first = dict(values)
    steps = []
    places: dict[str, tuple[str, int]] = {}
    previous = ""
    for i, event in shown:
        changed = _change(event, values, columns)
        if event.line:
            places = places | {event.thread: (event.file, event.line)}
        moved = previous not in ("", event.thread)
        steps.append(Step(event, dict(values), changed, moved, i, places))
        previous = event.thread
    started = (event.object for event in events if event.operation == "start" and event.object)
    threads = dict.fromkeys([*(event.thread for event in events), *started])
    return Steps(tuple(sorted(threads, key=in_order)), first, tuple(steps))


def in_order(thread: str) -> tuple[object, ...]:
    """Main first, then T1, T2 … T10, then threads with names of their own."""
    parts = thread[1:].split(".")
    if thread == "main":
        return (0,)
    if thread[:1] == "T" and all(part.isdecimal() for part in parts):
        return (1, *map(int, parts))
    return (2,)


def _shows(event: Event) -> bool:
    return event.operation != "exit" and (event.operation != "start" or event.object != "")


def _alone(events: Sequence[Event]) -> int:
    """The number of events before the first thread starts another one; 0 if it never does."""
    for i, event in enumerate(events):
        if event.operation == "start" and event.object:
            return i
    return 0


def _name_of(event: Event) -> str:
    """The variable or lock that an event changes, empty if none."""
    if event.operation in ("write", "delete", "acquire", "release"):
        return event.object
    if event.operation == "call" and event.value:
        return event.object.rpartition(".")[0] or event.object
    return ""


def _columns(events: Sequence[Event], most: int) -> dict[str, str]:
    """The names that get a column, with what they are: "lock" or "value"."""
    count: dict[str, int] = {}
    kinds: dict[str, str] = {}
    for event in events:
        name = _name_of(event)
        if name:
            count[name] = count.get(name, 0) + 1
            kinds[name] = "lock" if event.operation in ("acquire", "release") else "value"
    kept = sorted(sorted(count), key=lambda name: (kinds[name] == "lock", -count[name]))[:most]
    order = [name for name in kinds if name in kept]
    return {name: kinds[name] for name in sorted(order, key=lambda name: kinds[name] == "lock")}


def _first_values(
    events: Sequence[Event], alone: int, columns: Mapping[str, str]
) -> dict[str, str]:
    values = {name: say("table.free") if kind == "lock" else "" for name, kind in columns.items()}
    known: set[str] = set()
    for i, event in enumerate(events):
        if event.operation == "read":
            name, value = event.object, event.value
        else:
            name, value = _name_of(event), event.before if event.operation == "call" else ""
        permits = event.operation in ("acquire", "release") and event.before
        if permits and name in columns and name not in known:
            values[name] = event.before
            known.add(name)
        if columns.get(name) != "value":
            continue
        if i < alone and event.operation in ("write", "call"):
            values[name] = event.value
            known.add(name)
        elif name not in known:
            values[name] = value
            known.add(name)
    return values


def _change(event: Event, values: dict[str, str], columns: Mapping[str, str]) -> frozenset[str]:
    name = _name_of(event)
    if event.operation in ("wait", "call", "wake"):
        lock = event.object.removesuffix("_for").removesuffix(".wait")
        if columns.get(lock) == "lock" and values.get(lock) in (event.thread, say("table.free")):
            # a condition's lock is given back for the time of the wait
            values[lock] = event.thread if lock in event.held else say("table.free")
            return frozenset({lock})
    if name not in columns:
        return frozenset()
    if event.operation in ("acquire", "release") and event.value:  # a semaphore's permits
        values[name] = event.value
    elif event.operation == "acquire":
        values[name] = event.thread
    elif event.operation == "release":
        values[name] = event.thread if name in event.held else say("table.free")
    else:
        values[name] = event.value
    return frozenset({name})
