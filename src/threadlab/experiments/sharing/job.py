"""The same increments by one thread and by several, with more or less that is shared."""

from __future__ import annotations

import threading
import time

from ..workload.base import Progress

lock = threading.Lock()
total = 0
places: list[int] = []


def each_locked(number: int, times: int) -> None:
    """Add one to the shared total, with the lock around each addition."""
    global total
    for _ in range(times):
        with lock:
            total += 1


def own_place(number: int, times: int) -> None:
    """Add one to a place of its own in a list that all threads share."""
    global total
    for _ in range(times):
        places[number] += 1
    with lock:
        total += places[number]


def local_sum(number: int, times: int) -> None:
    """Add one to a local sum, and the sum to the total in the end."""
    global total
    count = 0
    for _ in range(times):
        count += 1
    with lock:
        total += count


SHAPES = {"each": each_locked, "place": own_place, "local": local_sum}


def run(shapes: list[str], threads: int, times: int) -> dict[str, object]:
    """Let one thread, and then `threads` at once, add `times` each, for each of the `shapes`.

    Returns {"ms": {shape: [by one thread, by all]}} and whether all "arrived".
    """
    global total
    progress = Progress(2 * len(shapes))
    found: dict[str, list[float]] = {}
    arrived = True
    for shape in shapes:
        found[shape] = []
        for count in (1, threads):
            total = 0
            places[:] = [0] * count
            found[shape].append(1000 * _timed(shape, count, times))
            arrived = arrived and total == count * times
            progress.step()
    return {"ms": found, "arrived": arrived}


def _timed(shape: str, threads: int, times: int) -> float:
    everybody = threading.Barrier(threads + 1)

    def work(number: int) -> None:
        everybody.wait()
        SHAPES[shape](number, times)

    team = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for thread in team:
        thread.start()
    begin = time.perf_counter()
    everybody.wait()
    for thread in team:
        thread.join()
    return time.perf_counter() - begin
