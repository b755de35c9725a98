"""Which events a story tells: those that can have had a part in how the run ended.

Left out are, as in the pictures, what the first thread does alone before it starts another one;
that somebody waits for a thread that comes to its end later; locks, where there is one thread; and,
where a thread has died of an exception, all that others did after that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from threadlab.events import Event

_ALONE = ("read", "write", "call", "delete")
_LOCKING = ("acquire", "release", "notify")
_USES = ("acquire", "release", "wait", "fail", "call", "set", "clear", "notify", "put", "get")


def selected(events: Sequence[Event]) -> list[Event]:
    """The events that are told, in their order."""
    end = next((i for i, event in enumerate(events, 1) if event.operation == "raise"), len(events))
    is_cut = end < len(events) or (end > 0 and events[end - 1].operation == "raise")
    shown = [event for event in events[:end] if _shows(event)]
    threads = {event.object for event in shown if event.operation == "start"}
    alone = next((i for i, event in enumerate(shown) if event.operation == "start"), 0)
    while alone and _place(shown[alone - 1]) == _place(shown[alone]):  # the call that starts it
        alone -= 1
    shown = [
        event for i, event in enumerate(shown) if i >= alone or not _is_past(event, shown[alone])
    ]
    if not threads and is_cut:  # nobody else could have waited for a lock
        shown = [event for event in shown if event.operation not in _LOCKING or event.value]
    return _without_uses(_without_joins(shown, threads | {"main"}, is_cut))


def _place(event: Event) -> tuple[str, str, int]:
    return event.thread, event.file, event.line


def _shows(event: Event) -> bool:
    return event.operation != "exit" and (event.operation != "start" or event.object != "")


def _without_joins(shown: Sequence[Event], threads: set[str], is_cut: bool) -> list[Event]:
    """Without waits for threads that end, and one for all that are waited for in a row."""
    found: list[Event | None] = list(shown)
    following: dict[str, int] = {}  # what each thread does next
    joined: set[tuple[str, str]] = set()
    for i, event in enumerate(shown):  # once is enough: a pool waits for its threads twice
        if event.operation == "join":
            if (event.thread, event.object) in joined:
                found[i] = None
            joined.add((event.thread, event.object))
    for i in range(len(shown) - 1, -1, -1):
        event = shown[i]
        if found[i] is None:
            continue
        then = following.get(event.thread)
        after = found[then] if then is not None else None
        is_wait = event.operation == "wait" and event.object in threads
        if is_wait and (is_cut if after is None else after.operation == "join"):
            found[i] = None
            continue
        if event.operation == "join":
            if after is None and is_cut:
                found[i] = None
                continue
            if after is not None and then is not None and after.operation == "join":
                known = after.object.split(", ")
                names = [event.object, *(name for name in known if name != event.object)]
                found[then] = replace(after, object=", ".join(names))
                found[i] = None
                continue
        following[event.thread] = i
    return [event for event in found if event is not None]


def _is_past(event: Event, start: Event) -> bool:
    """Whether what the first thread has done alone is over when it starts another one."""
    if event.operation in ("acquire", "release"):
        return not event.value and event.object not in start.held
    return event.operation in _ALONE


def _without_uses(shown: Sequence[Event]) -> list[Event]:
    """Without the reading of names whose things are used at once: a lock that is taken, say."""
    return [
        event
        for event, then in zip_longest(shown, shown[1:])
        if then is None or event.operation != "read" or not _is_used(event, then)
    ]


def _is_used(event: Event, then: Event) -> bool:
    """Whether an event reads a name for the sake of the one that follows."""
    if _place(event) != _place(then):
        return False
    name = event.object
    if then.object.startswith((f"{name}[", f"{name}.")) and then.operation in ("read", *_USES):
        return True
    is_thing = event.value.startswith(("a ", "an ")) and then.operation in _USES
    return is_thing and name.rpartition(".")[2] == then.object.rpartition(".")[2]
