"""From events to the bars of a timeline: in which state each thread was, and from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from threadlab.events import Event

State = Literal["running", "ready", "waiting", "sleeping"]

# The state a thread is in after an operation; None ends its bar. After any other one it runs.
_AFTER: dict[str, State | None] = {
    "sleep": "sleeping",
    "wait": "waiting",
    "exit": None,
}


@dataclass(frozen=True)
class Span:
    """`thread` was in `state` from `start` to `end` (seconds), if waiting then for `reason`."""

    thread: str
    start: float
    end: float
    state: State
    reason: str = ""


@dataclass(frozen=True)
class Hold:
    """`thread` held `lock` from `start` to `end` (seconds).

    With `lent`, it gave the lock back to wait for a condition, and did not hold it while it began
    to; else it held it until it was done with the step that gave it back.
    """

    thread: str
    start: float
    end: float
    lock: str
    lent: bool = False


def spans(events: Iterable[Event]) -> list[Span]:
    """Return the bars of all threads, those of one thread one after the other in time.

    A thread that does not exit is drawn up to the last event of all. Bars of no length are
    left out, except that a thread always has at least one.
    """
    events = sorted(events, key=lambda event: event.time)
    open_spans: dict[str, Span] = {}
    found: dict[str, list[Span]] = {}
    for event in events:
        bars = found.setdefault(event.thread, [])
        now = open_spans.get(event.thread)
        state = _AFTER.get(event.operation, "running")
        reason = event.object if state == "waiting" else ""
        if now is not None:
            if (now.state, now.reason) == (state, reason):
                continue
            if event.time > now.start or (state is None and not bars):
                bars.append(Span(now.thread, now.start, event.time, now.state, now.reason))
            del open_spans[event.thread]
        if state is not None:
            open_spans[event.thread] = Span(event.thread, event.time, event.time, state, reason)
    for thread, now in open_spans.items():
        found[thread].append(Span(thread, now.start, events[-1].time, now.state, now.reason))
    return [span for bars in found.values() for span in bars]


def holds(events: Iterable[Event]) -> list[Hold]:
    """Return who held which lock from when to when, in the order of taking, by `Event.held`.

    A lock that is taken again by its holder counts once; one that is never given back is held up
    to the last event. A permit of a semaphore is held only if the same thread gives it back: else
    it was a sign to go on.
    """
    events = list(events)
    permits = {event.object for event in events if event.operation == "acquire" and event.value}
    since: dict[tuple[str, str], float] = {}
    found: list[Hold] = []
    for event in events:
        for thread, lock in [pair for pair in since if pair[0] == event.thread]:
            if lock not in event.held:
                lent = event.operation == "wait"
                found.append(Hold(thread, since.pop((thread, lock)), event.time, lock, lent))
        for lock in event.held:
            since.setdefault((event.thread, lock), event.time)
    for (thread, lock), start in since.items():
        if lock not in permits:
            found.append(Hold(thread, start, events[-1].time, lock))
    return sorted(found, key=lambda hold: hold.start)
