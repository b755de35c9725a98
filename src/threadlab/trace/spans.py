"""From events to the bars of a timeline: in which state each thread was, and from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from threadlab.trace.event import Event

State = Literal["busy", "running", "waiting", "sleeping"]

# The state a thread is in after an operation; None ends its bar, other operations change nothing.
_AFTER: dict[str, State | None] = {
    "begin": "busy",
    "start": "running",
    "wake": "running",
    "acquire": "running",
    "sleep": "sleeping",
    "wait": "waiting",
    "end": None,
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


def spans(events: Iterable[Event]) -> list[Span]:
    """Return the bars of all threads, those of one thread one after the other in time.

    A thread that neither exits nor ends is drawn up to the last event of all. Bars of no length are
    left out, except that a thread always has at least one.
    """
    events = sorted(events, key=lambda event: event.time)
    open_spans: dict[str, tuple[float, State, str]] = {}
    found: dict[str, list[Span]] = {}
    for event in events:
        bars = found.setdefault(event.thread, [])
        if event.operation not in _AFTER:
            continue
        if event.thread in open_spans:
            since, state, reason = open_spans.pop(event.thread)
            if event.time > since or (_AFTER[event.operation] is None and not bars):
                bars.append(Span(event.thread, since, event.time, state, reason))
        after = _AFTER[event.operation]
        if after is not None:
            reason = event.object if after == "waiting" else ""
            open_spans[event.thread] = (event.time, after, reason)
    for thread, (since, state, reason) in open_spans.items():
        found[thread].append(Span(thread, since, events[-1].time, state, reason))
    return [span for bars in found.values() for span in bars]
