"""The record of one thing that one thread did: what every picture and every test reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Operation = Literal[
    "start",
    "exit",
    "begin",
    "end",
    "read",
    "write",
    "sleep",
    "wake",
    "wait",
    "acquire",
    "release",
    "print",
]


@dataclass(frozen=True)
class Event:
    """One operation of one thread.

    `time` is in seconds since the program began: virtual ones if it was simulated, wall-clock
    ones if it was recorded. `object` names what was touched ("left", "lock"), `value` is what was
    read, written or printed, as short text. "begin" and "end" mark a stretch of work that somebody
    named, with no word on whether the thread computed or waited in it.
    """

    time: float
    thread: str
    operation: Operation
    object: str = ""
    value: str = ""
