"""`record_sockets()`: as `record()`, and where threads wait at sockets for somebody else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from time import perf_counter
from types import FrameType
from typing import Any

from threadlab.events import Event
from threadlab.recorder.record import Filled, record
from threadlab.recorder.recording import Recording

LEAST_SECONDS = 0.0005  # what is done sooner is no wait that anybody would see
_CALLS = ("accept", "connect", "recv", "recv_into", "sendall")


@dataclass
class _Wait:
    """A call of a socket's method by the thread of that name; `end` is missing while it waits."""

    thread: str
    call: str
    begin: float
    end: float | None = None


@contextmanager
def record_sockets(recording: Filled, frame: FrameType) -> Iterator[Filled]:
    """Fill `recording` as `record` does, and with the waits at sockets.

    A thread that is in `accept`, `connect`, `recv` or `sendall` of a socket that blocks waits for
    that call. The threads are those that `record` knows; they need names of their own.
    """
    waits: list[_Wait] = []
    others = {thread.ident for thread in threading.enumerate()} - {threading.get_ident()}
    main = threading.get_ident()

    def enter(call: str) -> _Wait | None:
        """Note that a thread of the program begins a call that may wait."""
        if threading.get_ident() in others:
            return None
        here = threading.get_ident() == main
        name = "main" if here else threading.current_thread().name
        waits.append(_Wait(name, call, perf_counter()))
        return waits[-1]

    with record(recording, frame):
        begin = perf_counter()
        with ExitStack() as undo:
            for name in _CALLS:
                undo.callback(_watch(name, enter))
            yield recording
    recording.fill(_merged(recording, waits, begin), recording.elapsed, recording.lost)


def _watch(name: str, enter: Callable[[str], _Wait | None]) -> Callable[[], None]:
    """Watch a method of all sockets; return what puts the real one back."""
    owner: Any = socket.socket
    real, own = getattr(owner, name), name in owner.__dict__
    call = name.removesuffix("_into")

    @wraps(real)
    def method(line: socket.socket, *arguments: Any, **named: Any) -> Any:
        wait = None if line.gettimeout() == 0 else enter(call)
        if wait is None:
            return real(line, *arguments, **named)
        try:
            return real(line, *arguments, **named)
        finally:
            wait.end = perf_counter()

    setattr(owner, name, method)
    return lambda: setattr(owner, name, real) if own else delattr(owner, name)


def _merged(recording: Recording, waits: list[_Wait], begin: float) -> tuple[Event, ...]:
    """The recorded events and the waits between them, in the order of their times."""
    events = list(recording.events)
    for wait in waits:
        if wait.end is not None and wait.end - wait.begin < LEAST_SECONDS:
            continue
        events.append(Event(wait.begin - begin, wait.thread, "wait", wait.call))
        if wait.end is not None:
            events.append(Event(wait.end - begin, wait.thread, "wake", wait.call))
    kept = sorted((event for event in events if event.time <= recording.elapsed),
                  key=lambda event: event.time)  # fmt: skip
    return tuple(replace(event, step=number) for number, event in enumerate(kept, 1))
