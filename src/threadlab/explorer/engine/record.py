"""The record of a run, as the search reads it: plain data, with no world behind it.

A test can write one by hand: entries of the log, the segments in which they were made, and a
function that says what an entry touches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from threadlab.explorer.engine.fiber import Segment
from threadlab.explorer.engine.log import Entry

Key = Any  # ("g", module, name) or (label, …): hashable, the same in each run
Access = tuple[Key, int]  # what is touched, and in which mode
Ending = Literal[
    "ended", "stuck", "spinning", "endless", "long", "cut", "redundant", "diverged", "refused",
    "unsupported",
]  # fmt: skip


class Blocked(NamedTuple):
    """A thread that waits for ever at the end, and what it would log if it were let go on."""

    fiber: int
    entry: Entry


@dataclass(slots=True)
class RunRecord:
    """One run: what was done in which order, and how it ended.

    `accesses` turns an entry into what it touches; it has to be asked in the order of the log,
    since objects get their numbers when they are first touched. `able` are the fibers that could
    go on where a plan could not be followed. `shut` says of a place in the log who waited just
    before for what is touched there, without end: they could not have come first. `wakers` says of
    the place at which somebody leaves a condition where it was woken. `tells_workers` says that it
    may have been noticed which of a pool's workers has done a task.
    """

    log: Sequence[Entry]
    segments: Sequence[Segment]
    accesses: Callable[[Entry], list[Access]]
    ending: Ending = "ended"
    blocked: Sequence[Blocked] = ()
    able: frozenset[int] = frozenset()
    shut: Mapping[int, Sequence[int]] = field(default_factory=dict)
    wakers: Mapping[int, int] = field(default_factory=dict)
    tells_workers: bool = False
