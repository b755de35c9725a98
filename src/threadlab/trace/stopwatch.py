"""A stopwatch that many threads may use at once: bars of real threads on the wall clock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from threadlab.trace.event import Event
from threadlab.trace.lanes import lanes
from threadlab.trace.picture import Picture


class Stopwatch:
    """Collects who was busy from when to when, and draws it.

    It starts when it is made. In a notebook, a stopwatch as the last line of a cell is its
    picture.

    >>> watch = Stopwatch()
    >>> with watch.busy("tea"):
    ...     pass
    >>> [event.operation for event in watch.events]
    ['begin', 'end']
    """

    def __init__(self) -> None:
        self._begin = perf_counter()
        self._naming = threading.Lock()
        self._open: set[str] = set()
        self._events: list[Event] = []  # list.append is atomic, so threads need no lock here

    @contextmanager
    def busy(self, label: str | None = None) -> Iterator[None]:
        """Draw one bar while the block runs, named `label` (default: the thread's name).

        While a bar of that name is open, the next one is named "label (2)", and so on.
        """
        name = self._free_name(label or threading.current_thread().name)
        self._events.append(Event(perf_counter() - self._begin, name, "begin"))
        try:
            yield
        finally:
            self._events.append(Event(perf_counter() - self._begin, name, "end"))
            self._open.discard(name)

    def _free_name(self, name: str) -> str:
        """Return `name`, or "name (2)" and so on while a bar of that name is still open."""
        with self._naming:
            number, free = 1, name
            while free in self._open:
                number += 1
                free = f"{name} ({number})"
            self._open.add(free)
        return free

    @property
    def events(self) -> list[Event]:
        """The events so far, in the order of their times (seconds since the stopwatch began)."""
        return sorted(self._events, key=lambda event: event.time)

    @property
    def elapsed(self) -> float:
        """Seconds from the first start to the last end, 0 if nothing was timed."""
        times = [event.time for event in self._events]
        return max(times) - min(times) if times else 0.0

    def picture(self) -> Picture:
        """Draw the lanes."""
        return lanes(self.events, origin="recorded")

    def _repr_html_(self) -> str:
        return self.picture()._repr_html_()

    def __repr__(self) -> str:
        return repr(self.picture())
