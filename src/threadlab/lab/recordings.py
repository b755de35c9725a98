"""What a reader records: real threads, sockets and tasks, with the pictures of what they did."""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any

from threadlab.pictures.picture import Picture
from threadlab.pictures.traced import Traced
from threadlab.recorder import record as threads
from threadlab.recorder import recording, sockets, tasks
from threadlab.words import say


@dataclass(repr=False)
class Recording(recording.Recording, Traced):
    """A recorded stretch of a real program: `.lanes()`, `.table()`, `.player()` show it.

    It is empty until its block has ended. `events` have their times in seconds since it began,
    `elapsed` is its length, `lost` the number of operations that were not noted because there were
    too many, `story` tells it.
    """

    def picture(self) -> Picture:
        """Draw the lanes, with a word on what was not noted."""
        note = say("record.lost", count=f"{self.lost:,}") if self.lost else ""
        return replace(self.lanes("time"), note=note)

    def _repr_html_(self) -> str:
        return self.picture()._repr_html_()

    def __repr__(self) -> str:
        return repr(self.picture())


def _caller() -> FrameType:
    """The frame of the program that opened the block; context managers stand in between."""
    frame = sys._getframe(2)
    while frame.f_globals.get("__name__") == "contextlib" and frame.f_back is not None:
        frame = frame.f_back
    return frame


@contextmanager
def record(namespace: MutableMapping[str, Any] | None = None) -> Iterator[Recording]:
    """Record what threads do while the block runs: starts, locks, waits, sleeps, prints, joins.

        with tl.record() as recording:
            ...
        recording

    Drawn are the thread that records, as `main`, those that it starts, and theirs; of threads that
    were there before, what they do by the program's own code. Real threads run, as fast as they do;
    taking a lock and giving it back costs 2 µs more, and 7 µs if threads fight for it
    (`benchmarks/record.py`, CPython 3.11, two cores).
    `namespace` is where the program's variables are, by default the globals of the caller: locks
    that are found there are watched too. Afterwards everything is as it was.

    Raises `ThreadlabError` if something is being recorded already.
    """
    with threads.record(Recording(), _caller(), namespace) as found:
        yield found


@contextmanager
def record_sockets() -> Iterator[Recording]:
    """Record what threads do, as `record` does, and what they wait for at sockets.

        with tl.record_sockets() as recording:
            ...
        recording

    A thread that is in `accept`, `connect`, `recv` or `sendall` of a socket that blocks is drawn as
    waiting for that call. Drawn are the threads that `record` draws; they need names of their own.
    """
    with sockets.record_sockets(Recording(), _caller()) as found:
        yield found


@contextmanager
def record_tasks() -> Iterator[Recording]:
    """Record the tasks that begin in the block: when each computes, sleeps and waits.

        with tl.record_tasks() as recording:
            await asyncio.gather(one(), two())
        recording

    A lane is a task, by its name or that of its coroutine; it is drawn as running from the end of
    one `await` to the next. Coroutines that are awaited without a task belong to whoever awaits
    them. Raises `ThreadlabError` where no event loop runs or something is being recorded already.
    """
    with tasks.record_tasks(Recording()) as found:
        yield found
