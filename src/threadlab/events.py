"""The record of one thing that one thread did: what every picture and every test reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Operation = Literal[
    "start",
    "exit",
    "read",
    "write",
    "sleep",
    "wake",
    "wait",
    "acquire",
    "fail",
    "release",
    "print",
    "call",
    "join",
    "set",
    "clear",
    "delete",
    "notify",
    "put",
    "get",
    "raise",
]


ITEM = "item"  # the result of a write that takes the next item of an iterator
LATE = "late"  # the result of a wait that has ended as its time was up


@dataclass(frozen=True)
class Event:
    """One operation of one thread.

    `time` is in seconds since the program began: virtual ones if it was simulated, wall-clock
    ones if it was recorded. `object` names what was touched ("left", "lock"), `value` is what was
    read, written or printed, as short text; a call of a container's method has the container
    `before` and after it, and so has a permit of a semaphore that is taken or added their number.
    `result` is what a call has given back where that is of interest, what was put into or got from
    a queue, and "late" where a wait has ended because its time was up.
    "start" with an object is the start of that other thread, without one the beginning of `thread`
    itself.

    What a simulated program's events know besides: `step` counts from 1; `line` (from 1), `file`
    and `source` are the statement; `held` the locks that the thread holds after it, `ready` the
    threads that could have gone on instead, `blocked` who waits for what and for whom
    ({thread: (thing, owner)}); `preempted` is true where the thread took over from one that could
    have gone on.
    """

    time: float
    thread: str
    operation: Operation
    object: str = ""
    value: str = ""
    before: str = ""
    step: int = 0
    line: int = 0
    file: str = ""
    source: str = ""
    held: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    blocked: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    preempted: bool = False
    result: str = ""
