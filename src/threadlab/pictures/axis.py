"""Where things are in a timeline: by the time at which they happened, or by their step."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Literal, Protocol

from threadlab.events import Event
from threadlab.pictures.spans import Span, State, spans
from threadlab.pictures.steps import Step, steps_of

Axis = Literal["auto", "time", "steps"]

WIDTH = 720
MARGIN = 20
MOST_STEPS = 200
LEAST = 0.04  # of a time axis, for a wait that has no end


class Scale(Protocol):
    """An axis from left to right; `events` have its own units as their times."""

    @property
    def width(self) -> float:
        """The width of the whole picture."""

    @property
    def events(self) -> Sequence[Event]:
        """The events, with their places as times."""

    @property
    def steps(self) -> Sequence[Step]:
        """The shown steps."""

    @property
    def length(self) -> str:
        """How long the run is, in words."""

    def x(self, value: float, *, after: bool = False) -> float:
        """The place of a value; with `after`, that of the end of the step there."""

    def place(self, index: int) -> float | None:
        """The place of the event number `index`; None if it is not drawn."""

    def begin(self, thread: str, index: int) -> float | None:
        """The place where a thread's lane begins, whose first event is number `index`."""

    def cursor(self) -> list[float]:
        """The places of the shown steps, for a player."""

    def bars(self) -> list[Span]:
        """The bars of all threads."""

    def ticks(self) -> list[tuple[float, str]]:
        """The places to be marked, with their words."""

    def words(self, value: float) -> str:
        """A value as a reader would say it."""


class TimeScale:
    """Time from left to right, in seconds."""

    def __init__(self, events: Sequence[Event], left: float, until: float | None):
        self.events = events
        self.steps = steps_of(events).steps
        self.width: float = WIDTH
        self._left = left
        self._bars = spans(events)
        last = max((bar.end for bar in self._bars), default=0)
        self._end = until or last or 1
        self.length = seconds(last)
        self._bars = [self._for_ever(bar) if bar.end == last else bar for bar in self._bars]
        self._unit = (WIDTH - left - MARGIN) / self._end

    def _for_ever(self, bar: Span) -> Span:
        """A thread that waits when all is over, as one that can be seen to wait."""
        end = max(bar.end, bar.start + self._end * LEAST)
        if bar.state != "waiting" or end == bar.end:
            return bar
        self._end = max(self._end, end)
        return replace(bar, end=end)

    def x(self, value: float, *, after: bool = False) -> float:
        """The place of a moment."""
        return self._left + value * self._unit

    def place(self, index: int) -> float | None:
        """The place of an event's moment."""
        return self.x(self.events[index].time)

    def begin(self, thread: str, index: int) -> float | None:
        """The place of the thread's first event."""
        return self.place(index)

    def cursor(self) -> list[float]:
        """The moments of the shown steps."""
        return [self.x(step.event.time) for step in self.steps]

    def bars(self) -> list[Span]:
        """The bars of all threads."""
        return self._bars

    def ticks(self) -> list[tuple[float, str]]:
        """Round numbers of seconds, five or so."""
        return [(self.x(value), seconds(value)) for value in _round_numbers(self._end)]

    def words(self, value: float) -> str:
        """A moment or a duration."""
        return seconds(value)


class StepScale:
    """One step after the other, the same ones as in the trace table, in columns of one width."""

    def __init__(self, events: Sequence[Event], left: float):
        self.steps = steps_of(events).steps[:MOST_STEPS]
        self._left = left
        self._columns = {step.at: i for i, step in enumerate(self.steps)}
        self._last = len(self.steps)
        self._unit = min(44.0, max(11.0, (WIDTH - left - MARGIN) / max(self._last, 1)))
        self.width = max(float(WIDTH), left + self._unit * self._last + MARGIN)
        self.length = str(self._last)
        self._starts = self._places(events)
        self.events = [replace(event, time=self._starts[i]) for i, event in enumerate(events)]
        self._begun = {
            event.object: event.time + 1
            for event in self.events
            if event.operation == "start" and event.object
        }

    def _places(self, events: Sequence[Event]) -> list[float]:
        """The column of each event; what is not shown is at the edge of the column before it."""
        places: list[float] = []
        at = 0.0
        for i in range(len(events)):
            if i in self._columns:
                places.append(float(self._columns[i]))
                at = self._columns[i] + 1.0
            else:
                places.append(at)
        return places

    def x(self, value: float, *, after: bool = False) -> float:
        """The left edge of a column; with `after`, its right edge."""
        return self._left + min(value + (1 if after else 0), self._last) * self._unit

    def place(self, index: int) -> float | None:
        """The middle of an event's column, or the edge at which it comes."""
        if index in self._columns:
            return self.x(self._columns[index] + 0.5)
        value = self._starts[index]
        return self.x(value) if value <= self._last else None

    def begin(self, thread: str, index: int) -> float | None:
        """The place from which on the thread can go on."""
        value = self._begun.get(thread, self._starts[index])
        return self.x(value) if value <= self._last else None

    def cursor(self) -> list[float]:
        """The middle of each column."""
        return [self.x(i + 0.5) for i in range(self._last)]

    def bars(self) -> list[Span]:
        """A bar where a thread does its steps, and what it is in between: ready, waiting …"""
        found: list[Span] = []
        own: dict[str, list[int]] = {}
        for i, event in enumerate(self.events):
            own.setdefault(event.thread, []).append(i)
        for thread, indexes in own.items():
            first = self._starts[indexes[0]]
            if self._begun.get(thread, first) < first:
                found.append(Span(thread, self._begun[thread], first, "ready"))
            for i, following in zip_longest(indexes, indexes[1:]):
                found += self._around(thread, i, following)
        return _joined([span for span in found if span.end > span.start])

    def _around(self, thread: str, i: int, following: int | None) -> list[Span]:
        event, start = self.events[i], self._starts[i]
        end = start + (1 if i in self._columns else 0)
        bars = [Span(thread, start, end, "running")]
        if event.operation == "exit":
            return bars
        until = self._starts[following] if following is not None else float(self._last)
        states: dict[str, State] = {"wait": "waiting", "sleep": "sleeping"}
        state = states.get(event.operation, "ready")
        reason = event.object if state == "waiting" else ""
        if until <= end and state != "ready":  # the run is over: this step is all of it
            return [Span(thread, start, end, state, reason)]
        return [*bars, Span(thread, end, until, state, reason)]

    def ticks(self) -> list[tuple[float, str]]:
        """Every step's number, or every fifth or tenth where they are many."""
        every = 1 if self._unit >= 20 else 5 if self._unit >= 11 and self._last <= 100 else 10
        return [
            (self.x(i - 0.5), str(i))
            for i in range(1, self._last + 1)
            if i % every == 0 or (i == 1 and every > 1)
        ]

    def words(self, value: float) -> str:
        """The number of the step before the edge."""
        return str(round(value))


def _joined(bars: list[Span]) -> list[Span]:
    """Neighbouring bars of one thread in one state as one."""
    found: list[Span] = []
    for bar in bars:
        last = found[-1] if found else None
        if (
            last is not None
            and (last.thread, last.end, last.state, last.reason)
            == (bar.thread, bar.start, bar.state, bar.reason)
        ):  # fmt: skip
            found[-1] = replace(last, end=bar.end)
        else:
            found.append(bar)
    return found


def _round_numbers(end: float) -> list[float]:
    """Round numbers from 0 to `end`, five or so."""
    step = 10 ** math.floor(math.log10(end / 2)) if end > 0 else 1.0
    for factor in (1, 2, 5, 10):
        if end / (step * factor) <= 6:
            step *= factor
            break
    return [round(step * i, 10) for i in range(int(end / step + 1e-9) + 1)]


def seconds(value: float) -> str:
    """`value` in seconds or milliseconds, as a reader would say it."""
    if value == 0 or value >= 0.1:
        return f"{value:.3g} s"
    return f"{value * 1000:.3g} ms"
