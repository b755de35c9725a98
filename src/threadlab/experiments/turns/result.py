"""Whose turn it was: the lanes of real threads, and of the GIL that they hand to each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.experiments.builds import Build
from threadlab.experiments.measurement import Measurement, measure
from threadlab.experiments.recorded import recorded
from threadlab.experiments.turns.lanes import Lane, Pair, Turns
from threadlab.words import say

MOST_THREADS = 4  # of a kind
DRAWN_INTERVALS = 12
_BREATH_SECONDS = 0.0003  # a gap in which nobody else was executed counts if it is longer


def turns(
    computing: int = 2,
    sleeping: int = 0,
    interval: float = 0.005,
    build: Build | None = None,
) -> Turns:
    """Record real threads in a process of their own: who was executed when.

    Some threads compute and look at the clock all the time: where one has not looked, it was kept
    out. Others sleep for 1 ms again and again: from the end of that time until they look at the
    clock again they are kept out. Of up to five recordings the one is kept that other programs
    have disturbed least. `interval` is the switch interval in seconds.

    Raises `ThreadlabError` if there is no thread, or more than four of a kind.
    """
    right = 0 <= computing <= MOST_THREADS and 0 <= sleeping <= MOST_THREADS
    if not right or computing + sleeping == 0:
        raise ThreadlabError(say("turns.number", most=MOST_THREADS))
    long = min(max(DRAWN_INTERVALS * interval, 0.012), 0.24)
    options: dict[str, Any] = {"computing": computing, "sleeping": sleeping, "interval": interval}
    return _told(measure("turns", build=build, seconds=long, **options))


def recorded_turns() -> Turns:
    """Return what was recorded with a free-threaded build on another machine."""
    found = recorded("turns")[0]
    build = Build("", found["version"], gil=False, cores=2)
    return _told(Measurement("turns", {"interval": found["interval"]}, found, build), "head_stored")


def _told(measurement: Measurement, head: str = "head") -> Turns:
    result = measurement.result
    long, nap = result["seconds"], result["nap"]
    gil = measurement.build.gil
    begins = sorted(
        [a for thread in result["threads"] for a, _ in thread.get("turns", ())]
        + [b for thread in result["threads"] for _, b in thread.get("naps", ())]
    )
    lanes = []
    for number, thread in enumerate(result["threads"], 1):
        if "turns" in thread:
            turns = _joined(_within(thread["turns"], long), begins if gil else [])
            name = say("turns.computing", number=number)
            lanes.append(Lane(name, turns, _between(turns, long)))
        else:
            both = _within(thread["naps"], long)
            begun = both[0][0] if both else long
            kept_out = ((0.0, begun), *((a + nap, b) for a, b in both if b > a + nap))
            naps = tuple((a, min(a + nap, b)) for a, b in both)
            awake = tuple((b, b) for _, b in both)
            lanes.append(Lane(say("turns.sleeping", number=number), awake, kept_out, naps))
    return Turns(tuple(lanes), long, measurement.arguments["interval"], measurement.build, head)


def _within(pairs: list[list[float]], end: float) -> tuple[Pair, ...]:
    """The pairs, as far as they are before the end."""
    return tuple((max(a, 0.0), min(b, end)) for a, b in pairs if a < end)


def _joined(turns: tuple[Pair, ...], begins: list[float]) -> tuple[Pair, ...]:
    """Turns with a short gap between them as one, unless another thread's turn `begins` in it."""
    found: list[Pair] = []
    for a, b in turns:
        last = found[-1][1] if found else -1.0
        if a - last < _BREATH_SECONDS and bisect_left(begins, a) == bisect_right(begins, last):
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return tuple(found)


def _between(turns: tuple[Pair, ...], end: float) -> tuple[Pair, ...]:
    """The gaps between turns."""
    edges = [0.0, *(edge for turn in turns for edge in turn), end]
    return tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a)
