"""Updates that get lost."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

from ..workload.base import Progress


class Box:
    """An object with a number."""

    n = 0


def plus1(number: int) -> int:
    """A Python call in between."""
    return number + 1


n = 0
box = Box()
table = {"k": 0}
lock = threading.Lock()


def add_name(times: int) -> None:
    """Do `n += 1`."""
    global n
    for _ in range(times):
        n += 1


def add_call(times: int) -> None:
    """Do `n += int(1)`."""
    global n
    for _ in range(times):
        n += int(1)  # noqa: RUF046, UP018 - the call is what is measured


def add_attribute(times: int) -> None:
    """Do `box.n += 1`."""
    for _ in range(times):
        box.n += 1


def add_item(times: int) -> None:
    """Do `table["k"] += 1`."""
    for _ in range(times):
        table["k"] += 1


def add_function(times: int) -> None:
    """Do `box.n = plus1(box.n)`."""
    for _ in range(times):
        box.n = plus1(box.n)


def add_sleep(times: int) -> None:
    """Read, give way, write."""
    global n
    for _ in range(times):
        seen = n
        time.sleep(0)
        n = seen + 1


def add_locked(times: int) -> None:
    """Do `n += int(1)` with a lock around it."""
    global n
    for _ in range(times):
        with lock:
            n += int(1)  # noqa: RUF046, UP018


SHAPES = {
    "name": add_name,
    "attribute": add_attribute,
    "item": add_item,
    "call": add_call,
    "function": add_function,
    "sleep": add_sleep,
    "locked": add_locked,
}


def run(
    shapes: list[str], threads: int, times: int, interval: float | None = None
) -> dict[str, object]:
    """Let `threads` add `times` each: percent of the updates lost by shape, {"lost": {shape: %}}.

    Shapes with a sleep or a lock, which are slow, do a tenth. `interval` is the switch interval
    in seconds.
    """
    global n
    if interval is not None:
        sys.setswitchinterval(interval)
    progress = Progress(len(shapes))
    lost = {}
    for shape in shapes:
        n = box.n = table["k"] = 0
        each = times // 10 if shape in ("sleep", "locked") else times
        everybody = threading.Barrier(threads)

        def work(shape: str = shape, each: int = each, everybody: Any = everybody) -> None:
            everybody.wait()
            SHAPES[shape](each)

        team = [threading.Thread(target=work) for _ in range(threads)]
        for thread in team:
            thread.start()
        for thread in team:
            thread.join()
        arrived = n + box.n + table["k"]
        lost[shape] = 100 * (1 - arrived / (threads * each))
        progress.step()
    return {"lost": lost, "threads": threads, "times": times}
